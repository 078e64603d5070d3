# Reports against their schemas: those that the unit tests make, and the release program's on the example. SARIF's schema is fetched by
# tools/sarif_schema; without it those two are skipped.
foreach(form IN ITEMS json sarif)
  set(validate "${Python3_EXECUTABLE}" "${PROJECT_SOURCE_DIR}/tests/report/validate.py" ${form})
  if(TARGET wafpp_report_tests)
    add_test(NAME report_schema_${form} COMMAND ${validate} --tests "$<TARGET_FILE:wafpp_report_tests>")
    set_tests_properties(report_schema_${form} PROPERTIES SKIP_RETURN_CODE 77)
  endif()
  add_test(NAME example_schema_${form} COMMAND ${validate} --program "${WAFPP_RELEASE_PROGRAM}")
  set_tests_properties(example_schema_${form} PROPERTIES SKIP_RETURN_CODE 77 LABELS release)
endforeach()
