# Optimising by a record of how often each branch is taken on usual code: profile/COMPILER-PROCESSOR.tar.zst, which tools/record_profile makes.
# A compiler of another version, or for another processor, builds without. What no run reached, and functions that changed since, are
# optimised as ever.
set(WAFPP_RECORD "use" CACHE STRING "'use' the record of profile/ in optimised programs, 'make' a program that writes one, or 'none'")
set_property(CACHE WAFPP_RECORD PROPERTY STRINGS use make none)
string(REGEX MATCH "^[0-9]+" version "${CMAKE_CXX_COMPILER_VERSION}")
string(TOLOWER "${CMAKE_CXX_COMPILER_ID}" compiler)
set(WAFPP_RECORD_FILE "${PROJECT_SOURCE_DIR}/profile/${compiler}-${version}-${CMAKE_SYSTEM_PROCESSOR}.tar.zst")

set(by_record OFF)
if(WAFPP_RECORD STREQUAL "make")
  set(by_record ON)
  add_compile_options(-fprofile-generate -fprofile-update=prefer-atomic)
  add_link_options(-fprofile-generate)
  set(CMAKE_INTERPROCEDURAL_OPTIMIZATION OFF)  # What is recorded is the same, and it is built in half the time.
elseif(WAFPP_RECORD STREQUAL "use" AND CMAKE_INTERPROCEDURAL_OPTIMIZATION AND EXISTS "${WAFPP_RECORD_FILE}")
  set(by_record ON)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${WAFPP_RECORD_FILE}")
  # The compiler looks for the record of an object beside it.
  file(ARCHIVE_EXTRACT INPUT "${WAFPP_RECORD_FILE}" DESTINATION "${PROJECT_BINARY_DIR}")
  add_compile_options(-fprofile-use -fprofile-partial-training -Wno-missing-profile -Wno-coverage-mismatch)
elseif(NOT WAFPP_RECORD MATCHES "^(use|none)$")
  message(FATAL_ERROR "WAFPP_RECORD is 'use', 'make' or 'none', not '${WAFPP_RECORD}'")
endif()

# Functions without an outer name are found by the path of their file, which must be the same in every checkout.
if(by_record)
  file(RELATIVE_PATH up "${PROJECT_BINARY_DIR}" "${PROJECT_SOURCE_DIR}")
  if(NOT up MATCHES "/$")
    string(APPEND up "/")
  endif()
  set(CMAKE_CXX_COMPILER_LAUNCHER "${PROJECT_SOURCE_DIR}/tools/relative_sources" "${PROJECT_SOURCE_DIR}" "${up}" ${CMAKE_CXX_COMPILER_LAUNCHER})
endif()
