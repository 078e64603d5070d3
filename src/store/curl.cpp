#include "store/curl.h"

#include <dlfcn.h>

#include <optional>
#include <string>

#undef curl_easy_setopt
#undef curl_easy_getinfo

namespace wafpp::store {

namespace {

base::Result<Curl> load() {
  void* library = ::dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) library = ::dlopen("libcurl-gnutls.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return base::fail("libcurl is not there: install the package `libcurl4`");
  bool complete = true;
  auto find = [&](auto& function, const char* name) {
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, name));
    complete = complete && function != nullptr;
  };
  Curl curl{};
  find(curl.global_init, "curl_global_init");
  find(curl.easy_init, "curl_easy_init");
  find(curl.easy_setopt, "curl_easy_setopt");
  find(curl.easy_perform, "curl_easy_perform");
  find(curl.easy_getinfo, "curl_easy_getinfo");
  find(curl.easy_strerror, "curl_easy_strerror");
  find(curl.easy_cleanup, "curl_easy_cleanup");
  find(curl.slist_append, "curl_slist_append");
  find(curl.slist_free_all, "curl_slist_free_all");
  if (!complete || curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return base::fail("libcurl cannot be used");
  return curl;
}

}  // namespace

base::Result<const Curl*> load_curl() {
  static const base::Result<Curl> curl = load();
  if (!curl) return base::fail(curl.error().message);
  return &*curl;
}

}  // namespace wafpp::store
