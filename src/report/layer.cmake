file(GLOB formats CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/report/format_*.cpp")
wafpp_registry(TARGET wafpp_report HEADER report/report.h TYPE Format NAME all_formats NAMESPACE wafpp::report PREFIX "" FILES ${formats})
file(GLOB example_files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/controls/*/cases/*.tf")
wafpp_embed(TARGET wafpp_report NAME example_cases NAMESPACE wafpp::report BASE "${PROJECT_SOURCE_DIR}" FILES ${example_files})
