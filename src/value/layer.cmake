target_link_libraries(wafpp_value PUBLIC dep::mpfr dep::gmp)
