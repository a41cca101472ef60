# Language level, warnings, sanitizers, linker and compiler cache.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")

set(LOA_SANITIZE "" CACHE STRING "Value for -fsanitize= (empty: none)")

# Flags for code that people write; generated code gets none of them.
add_library(loa_code_options INTERFACE)
target_include_directories(loa_code_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(loa_code_options INTERFACE
  -Wall -Wextra -Werror -Wnon-virtual-dtor -Woverloaded-virtual
  -Wno-missing-field-initializers -Wno-unused-parameter
  -fstack-protector-strong)
if(LOA_SANITIZE)
  target_compile_options(loa_code_options INTERFACE
    -fsanitize=${LOA_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
    -Wno-maybe-uninitialized)  # gcc 12 raises it falsely under sanitizers
  add_link_options(-fsanitize=${LOA_SANITIZE})
endif()

find_program(LOA_MOLD mold)
if(LOA_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

find_program(LOA_CCACHE ccache)
if(LOA_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${LOA_CCACHE})
endif()
