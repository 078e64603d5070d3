# The release program from end to end, as a user calls it.
add_test(NAME end_to_end COMMAND "${Python3_EXECUTABLE}" -m unittest discover -s "${PROJECT_SOURCE_DIR}/tests/cli" -p "*_e2e.py" -v)
set_tests_properties(end_to_end PROPERTIES LABELS release ENVIRONMENT "WAFPP=${WAFPP_RELEASE_PROGRAM};WAFPP_SOURCE_DIR=${PROJECT_SOURCE_DIR}")
