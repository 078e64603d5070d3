target_link_libraries(wafpp_documents PUBLIC dep::yaml)
# Each behind a fence of its own: unpack.cpp, xml.cpp.
target_link_libraries(wafpp_documents PRIVATE ZLIB::ZLIB dep::zstd dep::pugixml)
