# One folder a format: src/evidence/NAME/reader_NAME.cpp defines `const Format reader_NAME`.
file(GLOB readers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/evidence/*/reader_*.cpp")
wafpp_registry(TARGET wafpp_evidence HEADER evidence/format.h TYPE Format NAME all_formats NAMESPACE wafpp::evidence PREFIX "" FILES ${readers})
target_link_libraries(wafpp_evidence PRIVATE OpenSSL::Crypto)

# Names of packages that others imitate.
wafpp_embed(TARGET wafpp_evidence NAME well_known_files NAMESPACE wafpp::evidence BASE "${PROJECT_SOURCE_DIR}"
            FILES "${PROJECT_SOURCE_DIR}/catalogue/well-known-packages.txt")
# Parts of pipelines that are known to have been malicious.
wafpp_embed(TARGET wafpp_evidence NAME compromised_parts NAMESPACE wafpp::evidence::ci BASE "${PROJECT_SOURCE_DIR}"
            FILES "${PROJECT_SOURCE_DIR}/src/evidence/ci/compromised.yml")
