target_link_libraries(wafpp_documents PUBLIC dep::yaml ZLIB::ZLIB)
