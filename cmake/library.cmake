# loa_library(NAME SRCS ... DEPS ...)   a library of hand-written code
# loa_tests(NAME SRCS ... DEPS ...)     one test binary a folder, run by ctest
# loa_binary(NAME SRCS ... DEPS ...)    an executable
# A service is a library <name>_core, a binary of main.cc and its tests.

function(loa_library name)
  cmake_parse_arguments(ARG "" "" "SRCS;DEPS" ${ARGN})
  add_library(loa_${name} STATIC ${ARG_SRCS})
  target_link_libraries(loa_${name} PRIVATE loa_code_options PUBLIC ${ARG_DEPS})
  target_include_directories(loa_${name} PUBLIC ${CMAKE_SOURCE_DIR})
  loa_precompile(loa_${name} code)
endfunction()

function(loa_tests name)
  cmake_parse_arguments(ARG "" "" "SRCS;DEPS" ${ARGN})
  add_executable(loa_${name}_test ${ARG_SRCS})
  target_link_libraries(loa_${name}_test PRIVATE loa_code_options ${ARG_DEPS}
    GTest::gmock GTest::gtest GTest::gtest_main loa_test_options)
  loa_precompile(loa_${name}_test test)
  target_compile_definitions(loa_${name}_test PRIVATE
    LOA_SOURCE_DIR="${CMAKE_SOURCE_DIR}" LOA_BINARY_DIR="${CMAKE_BINARY_DIR}")
  add_test(NAME ${name} COMMAND loa_${name}_test
    --gtest_output=json:${CMAKE_BINARY_DIR}/test-results/${name}.json)
endfunction()

function(loa_binary name)
  cmake_parse_arguments(ARG "" "" "SRCS;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SRCS})
  target_link_libraries(${name} PRIVATE loa_code_options ${ARG_DEPS})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
endfunction()
