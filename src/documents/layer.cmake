target_link_libraries(wafpp_documents PUBLIC dep::yaml ZLIB::ZLIB)
# Each behind a fence of its own: unpack.cpp, xml.cpp.
target_link_libraries(wafpp_documents PRIVATE dep::zstd dep::pugixml)
