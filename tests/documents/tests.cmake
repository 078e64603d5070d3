if(TARGET wafpp_documents_tests)
  file(GLOB_RECURSE embedded CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/embedded/*")
  wafpp_embed(TARGET wafpp_documents_tests NAME test_files NAMESPACE wafpp::documents BASE "${CMAKE_CURRENT_LIST_DIR}/embedded"
              FILES ${embedded})
endif()
