# The shipped tables of provider schemas (docs/schemas.md), read where they lie.
file(GLOB schema_files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/catalogue/schemas/*.bin")
wafpp_embed(TARGET wafpp_terraform NAME shipped_schema_tables NAMESPACE wafpp::terraform BASE "${PROJECT_SOURCE_DIR}" FILES ${schema_files})
