# Each table_NAME.cpp defines `const FunctionTable table_NAME`; the registry lists them, so that a new family is one new file.
file(GLOB function_table_files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/functions/table_*.cpp")
wafpp_registry(TARGET wafpp_functions HEADER functions/function.h TYPE FunctionTable NAME function_tables NAMESPACE wafpp::functions
               PREFIX "" FILES ${function_table_files})
target_link_libraries(wafpp_functions PUBLIC dep::re2 dep::yaml dep::crypt OpenSSL::Crypto)
# Go rounds after every operation; a compiler that fuses `a * b + c` by itself would not.
set_source_files_properties("${PROJECT_SOURCE_DIR}/src/functions/go_math.cpp" PROPERTIES COMPILE_OPTIONS "-ffp-contract=off")
