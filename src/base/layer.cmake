target_link_libraries(wafpp_base PUBLIC dep::utf8proc Threads::Threads)
