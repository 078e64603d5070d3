# Random expressions with Terraform's answers; `tools/random_expressions` makes more.
add_test(NAME own_expressions COMMAND "${Python3_EXECUTABLE}" "${PROJECT_SOURCE_DIR}/tests/oracle/compare_expressions.py" "${WAFPP_RELEASE_PROGRAM}" "${PROJECT_SOURCE_DIR}/tests/oracle/own" expr-own --least 100)
set_tests_properties(own_expressions PROPERTIES LABELS release)
# The same of the program with sanitizers: what reads memory that is not there may well give the right answers otherwise.
add_test(NAME own_expressions_sanitized COMMAND "${Python3_EXECUTABLE}" "${PROJECT_SOURCE_DIR}/tests/oracle/compare_expressions.py" "$<TARGET_FILE:wafpp>" "${PROJECT_SOURCE_DIR}/tests/oracle/own" expr-own --least 100)
# LeakSanitizer cannot look at a process that has locked itself in.
set_tests_properties(own_expressions_sanitized PROPERTIES ENVIRONMENT "ASAN_OPTIONS=detect_leaks=0")

# Terraform's own answers lie beside the project where it is developed; a clone alone has no such folder and goes without.
set(oracle "${PROJECT_SOURCE_DIR}/../shared/oracle")
if(EXISTS "${oracle}/hcl-dev.jsonl")
  set(folder "${PROJECT_SOURCE_DIR}/tests/oracle")
  add_test(NAME oracle_trees COMMAND "${Python3_EXECUTABLE}" "${folder}/compare_trees.py" "${WAFPP_RELEASE_PROGRAM}" "${oracle}" --least 100)
  add_test(NAME oracle_expressions COMMAND "${Python3_EXECUTABLE}" "${folder}/compare_expressions.py" "${WAFPP_RELEASE_PROGRAM}" "${oracle}" expr-dev --least 99.9)
  add_test(NAME oracle_unknown COMMAND "${Python3_EXECUTABLE}" "${folder}/compare_expressions.py" "${WAFPP_RELEASE_PROGRAM}" "${oracle}" expr-unknown-dev --least 100)
  add_test(NAME oracle_plans COMMAND "${Python3_EXECUTABLE}" "${folder}/compare_plans.py" "${WAFPP_RELEASE_PROGRAM}" "${oracle}" --least 100)
  add_test(NAME oracle_expressions_sanitized COMMAND "${Python3_EXECUTABLE}" "${folder}/compare_expressions.py" "$<TARGET_FILE:wafpp>" "${oracle}" expr-dev --least 99.9)
  add_test(NAME oracle_unknown_sanitized COMMAND "${Python3_EXECUTABLE}" "${folder}/compare_expressions.py" "$<TARGET_FILE:wafpp>" "${oracle}" expr-unknown-dev --least 100)
  add_test(NAME oracle_plans_sanitized COMMAND "${Python3_EXECUTABLE}" "${folder}/compare_plans.py" "$<TARGET_FILE:wafpp>" "${oracle}" --least 100)
  set_tests_properties(oracle_expressions_sanitized oracle_unknown_sanitized oracle_plans_sanitized PROPERTIES ENVIRONMENT "ASAN_OPTIONS=detect_leaks=0")
  set_tests_properties(oracle_trees oracle_expressions oracle_unknown oracle_plans PROPERTIES LABELS release)
endif()

# Facts from code and from plans. Only where there is a `terraform` to make the plans.
find_program(WAFPP_TERRAFORM terraform)
if(WAFPP_TERRAFORM)
  set(roads "${PROJECT_SOURCE_DIR}/tests/oracle/roads")
  if(EXISTS "${oracle}/plans-dev")
    list(APPEND roads "${oracle}/plans-dev")
  endif()
  add_test(NAME oracle_roads COMMAND "${Python3_EXECUTABLE}" "${PROJECT_SOURCE_DIR}/tests/oracle/compare_roads.py" "${WAFPP_RELEASE_PROGRAM}" ${roads})
  set_tests_properties(oracle_roads PROPERTIES LABELS release TIMEOUT 900)
endif()
