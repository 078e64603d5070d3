# CLI11 stays behind cli/options.cpp.
target_link_libraries(wafpp_cli PRIVATE CLI11::CLI11)
target_compile_definitions(wafpp_cli PRIVATE WAFPP_VERSION="${PROJECT_VERSION}")
file(GLOB commands CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/cli/commands/*.cpp")
wafpp_registry(TARGET wafpp_cli HEADER cli/command.h TYPE CommandEntry NAME all_commands NAMESPACE wafpp::cli PREFIX command_ FILES ${commands})
