# loa_proto_library(NAME PROTOS a.proto ... [GRPC] [DEPS ...] [ROOT dir])
#
# Makes two targets: loa_<NAME>_proto with the messages and, with GRPC,
# loa_<NAME>_grpc with the stubs.  Generated code is most of a build's cost, so
# it is compiled at -O1 without debug information, warnings or sanitizers, and
# only the files that need stubs link the second target.
function(loa_proto_library name)
  cmake_parse_arguments(ARG "GRPC" "ROOT" "PROTOS;DEPS" ${ARGN})
  if(NOT ARG_ROOT)
    set(ARG_ROOT ${CMAKE_SOURCE_DIR}/proto)
  endif()
  set(out ${CMAKE_BINARY_DIR}/gen)
  file(MAKE_DIRECTORY ${out})
  set(imports -I ${ARG_ROOT} -I ${CMAKE_SOURCE_DIR}/proto -I ${LOA_GOOGLEAPIS_ROOT} -I /usr/include)
  set(message_sources "")
  set(stub_sources "")
  foreach(proto IN LISTS ARG_PROTOS)
    string(REGEX REPLACE "\\.proto$" "" stem ${proto})
    set(outputs ${out}/${stem}.pb.cc ${out}/${stem}.pb.h)
    set(plugin "")
    list(APPEND message_sources ${out}/${stem}.pb.cc)
    if(ARG_GRPC)
      list(APPEND outputs ${out}/${stem}.grpc.pb.cc ${out}/${stem}.grpc.pb.h)
      list(APPEND stub_sources ${out}/${stem}.grpc.pb.cc)
      set(plugin --grpc_out=${out}
        --plugin=protoc-gen-grpc=$<TARGET_FILE:gRPC::grpc_cpp_plugin>)
    endif()
    add_custom_command(
      OUTPUT ${outputs}
      COMMAND protobuf::protoc ${imports} --cpp_out=${out} ${plugin} ${ARG_ROOT}/${proto}
      DEPENDS ${ARG_ROOT}/${proto} ${ARG_DEPS_FILES}
      COMMENT "protoc ${proto}"
      VERBATIM)
  endforeach()

  add_library(loa_${name}_proto STATIC ${message_sources})
  target_include_directories(loa_${name}_proto SYSTEM PUBLIC ${out})
  target_compile_options(loa_${name}_proto PRIVATE -O1 -g0 -w)
  target_link_libraries(loa_${name}_proto PUBLIC protobuf::libprotobuf ${ARG_DEPS})
  if(ARG_GRPC)
    add_library(loa_${name}_grpc STATIC ${stub_sources})
    target_compile_options(loa_${name}_grpc PRIVATE -O1 -g0 -w)
    target_link_libraries(loa_${name}_grpc PUBLIC loa_${name}_proto gRPC::grpc++)
  endif()
endfunction()
