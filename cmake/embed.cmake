# loa_embed_sql(TARGET DIR NAMESPACE): compiles every NNNN_name.sql of DIR into
# TARGET as `const std::vector<loa::sql::Migration>& <NAMESPACE>::Migrations()`.
function(loa_embed_sql target dir namespace)
  file(GLOB files CONFIGURE_DEPENDS ${dir}/[0-9][0-9][0-9][0-9]_*.sql)
  list(SORT files)
  string(REPLACE "::" "_" stem ${namespace})
  set(out ${CMAKE_BINARY_DIR}/gen/${stem}_migrations.cc)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DNAMESPACE=${namespace} "-DFILES=${files}"
            -P ${CMAKE_SOURCE_DIR}/cmake/embed_sql.cmake
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/embed_sql.cmake
    COMMENT "embed ${dir}"
    VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
