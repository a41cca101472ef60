# What keeps a clean build short.  Most of it is parsing the headers of gRPC,
# protobuf, Abseil and GoogleTest over and over, a third is the tests:
#
# - Headers that most files include are precompiled, once for code and once for
#   tests; loa_precompile(TARGET code|test) reads them.  Only headers that a
#   system update alone changes are in the list, so that an edit of ours never
#   rebuilds all.  ccache needs CCACHE_SLOPPINESS for it, see tools/build.
# - Tests run for seconds and are compiled at -O1.
# - gcc collects its garbage from 512 MB on; sooner costs a tenth of a compile.
#
# Under sanitizers all of it is off: that build shows that each file includes
# what it needs.  Measured over a sample of all compiles: 36 % of the CPU time.
add_library(loa_test_options INTERFACE)

function(loa_precompile target kind)
  if(NOT LOA_SANITIZE)
    target_precompile_headers(${target} REUSE_FROM loa_precompiled_${kind})
  endif()
endfunction()

if(LOA_SANITIZE)
  return()
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(--param=ggc-min-heapsize=524288)
endif()
# gcc 12 raises both warnings falsely below -O2.
target_compile_options(loa_test_options INTERFACE
  -O1 -Wno-maybe-uninitialized -Wno-array-bounds)

# One precompiled header serves only files that are compiled alike: what some
# dependencies ask for is asked for everywhere.
target_compile_options(loa_code_options INTERFACE -pthread)
target_compile_definitions(loa_code_options INTERFACE _FILE_OFFSET_BITS=64)

function(loa_precompiled_headers kind)
  set(source ${CMAKE_BINARY_DIR}/gen/precompiled_${kind}.cc)
  file(GENERATE OUTPUT ${source} CONTENT "")
  add_library(loa_precompiled_${kind} OBJECT ${source})
  target_link_libraries(loa_precompiled_${kind} PRIVATE loa_code_options)
  target_precompile_headers(loa_precompiled_${kind} PRIVATE
    <algorithm> <cstdint> <functional> <map> <memory> <optional> <set> <string>
    <utility> <vector>
    <absl/container/flat_hash_map.h> <absl/container/flat_hash_set.h>
    <absl/status/status.h> <absl/status/statusor.h>
    <absl/strings/match.h> <absl/strings/numbers.h> <absl/strings/str_cat.h>
    <absl/strings/str_join.h> <absl/strings/str_split.h>
    <absl/strings/string_view.h> <absl/time/time.h>
    <google/protobuf/descriptor.h> <google/protobuf/extension_set.h>
    <google/protobuf/generated_enum_reflection.h> <google/protobuf/message.h>
    <google/protobuf/repeated_field.h> <google/protobuf/timestamp.pb.h>
    ${ARGN})
endfunction()

loa_precompiled_headers(code)
loa_precompiled_headers(test <gmock/gmock.h> <gtest/gtest.h>)
target_link_libraries(loa_precompiled_test PRIVATE
  GTest::gmock GTest::gtest loa_test_options)
# As in an executable.
set_target_properties(loa_precompiled_test PROPERTIES
  POSITION_INDEPENDENT_CODE OFF)
target_compile_options(loa_precompiled_test PRIVATE -fPIE)
