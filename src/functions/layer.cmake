# Each table_NAME.cpp defines `const FunctionTable table_NAME`; the registry lists them, so that a new family is one new file.
file(GLOB function_table_files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/functions/table_*.cpp")
wafpp_registry(TARGET wafpp_functions HEADER functions/function.h TYPE FunctionTable NAME function_tables NAMESPACE wafpp::functions
               PREFIX "" FILES ${function_table_files})
target_link_libraries(wafpp_functions PUBLIC dep::re2 dep::yaml OpenSSL::Crypto ZLIB::ZLIB)
