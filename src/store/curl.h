#pragma once

// Its checks of types are macros around functions that we only have pointers to.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

#include "base/result.h"

/// The fence around libcurl, which is loaded when it is first needed: linking it would make every start slower, and most runs open
/// no connection.
namespace wafpp::store {

struct Curl {
  decltype(&::curl_global_init) global_init;
  decltype(&::curl_easy_init) easy_init;
  decltype(&::curl_easy_setopt) easy_setopt;
  decltype(&::curl_easy_perform) easy_perform;
  decltype(&::curl_easy_getinfo) easy_getinfo;
  decltype(&::curl_easy_strerror) easy_strerror;
  decltype(&::curl_easy_cleanup) easy_cleanup;
  decltype(&::curl_slist_append) slist_append;
  decltype(&::curl_slist_free_all) slist_free_all;
};

/// Loaded once; the error names the package that is missing.
base::Result<const Curl*> load_curl();

}  // namespace wafpp::store
