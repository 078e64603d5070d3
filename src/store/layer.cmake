# libcurl by dlopen: see curl.h.
target_link_libraries(wafpp_store PUBLIC ${CMAKE_DL_LIBS})
