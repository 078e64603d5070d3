file(GLOB formats CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/report/format_*.cpp")
wafpp_registry(TARGET wafpp_report HEADER report/report.h TYPE Format NAME all_formats NAMESPACE wafpp::report PREFIX "" FILES ${formats})
