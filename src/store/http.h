#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace wafpp::store {

enum class Http : uint8_t {
  LoopbackOnly,  ///< Unencrypted connections go to this machine alone.
  Allowed,
};

struct HttpRequest {
  std::string url;
  std::string token;  ///< Goes to the URL's own host alone, whatever it redirects to. Empty: none.
  Http http = Http::LoopbackOnly;
  bool use_netrc = false;
  uint64_t limit = uint64_t{16} << 20;                        ///< Bytes of the answer.
  std::function<void(uint64_t done, uint64_t all)> progress;  ///< `all`: 0 where it is not known. May be empty.
};

struct HttpResponse {
  long status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  ///< Of the last answer; names in lower case.
  std::string body;
  std::string url;  ///< After redirects.
  std::string header(std::string_view name) const;
};

/// GET, with redirects followed, and tried again where the server or the way to it has a bad moment. Every status is an answer; the error
/// says why there was none.
base::Result<HttpResponse> http_get(const HttpRequest& request);

/// `relative` as seen from `base`, both URLs: `../x`, `/x`, `//host/x`, `https://host/x`.
std::string resolve_url(std::string_view base, std::string_view relative);

}  // namespace wafpp::store
