# Each domain/NAME.cpp defines `const DomainFunction domain_NAME`; the registry lists them, so that a new function is one new file.
file(GLOB domain_files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/controls/domain/*.cpp")
wafpp_registry(TARGET wafpp_controls HEADER controls/domain.h TYPE DomainFunction NAME domain_functions NAMESPACE wafpp::controls
               PREFIX domain_ FILES ${domain_files})

file(GLOB control_files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/controls/*/control.yml")
wafpp_embed(TARGET wafpp_controls NAME shipped_controls NAMESPACE wafpp::controls BASE "${PROJECT_SOURCE_DIR}" FILES ${control_files})
file(GLOB catalogue_files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/catalogue/*.yml")
wafpp_embed(TARGET wafpp_controls NAME shipped_catalogue NAMESPACE wafpp::controls BASE "${PROJECT_SOURCE_DIR}" FILES ${catalogue_files})
file(GLOB framework_files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/catalogue/frameworks/*.yml")
wafpp_embed(TARGET wafpp_controls NAME shipped_frameworks NAMESPACE wafpp::controls BASE "${PROJECT_SOURCE_DIR}" FILES ${framework_files})
