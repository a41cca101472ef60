# loa_fuzz(NAME SRCS ... DEPS ... [CORPUS dir])
#
# A fuzz target: one LLVMFuzzerTestOneInput in SRCS.  With clang and
# -DLOA_SANITIZE=fuzzer,address it becomes a libFuzzer binary.  Everywhere else
# it is linked to libs/testing/fuzz_main.cc, which replays the corpus (by
# default the folder <NAME>_corpus beside the source) and seeded mutations of
# it, as the test <NAME>_fuzz.
set(LOA_FUZZ_MUTATIONS 20000 CACHE STRING
  "How many seeded mutations each fuzz target runs as a test")

function(loa_fuzz name)
  cmake_parse_arguments(ARG "" "CORPUS" "SRCS;DEPS" ${ARGN})
  if(NOT ARG_CORPUS)
    set(ARG_CORPUS ${CMAKE_CURRENT_SOURCE_DIR}/${name}_corpus)
  endif()
  if(LOA_SANITIZE MATCHES "fuzzer")
    add_executable(loa_${name}_fuzz ${ARG_SRCS})
    target_link_libraries(loa_${name}_fuzz PRIVATE loa_code_options ${ARG_DEPS})
    return()
  endif()
  add_executable(loa_${name}_fuzz ${ARG_SRCS}
    ${CMAKE_SOURCE_DIR}/libs/testing/fuzz_main.cc)
  target_link_libraries(loa_${name}_fuzz PRIVATE loa_code_options ${ARG_DEPS})
  add_test(NAME ${name}_fuzz
    COMMAND loa_${name}_fuzz ${ARG_CORPUS} ${LOA_FUZZ_MUTATIONS})
endfunction()
