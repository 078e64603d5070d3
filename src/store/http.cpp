#include "store/http.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <thread>

#include "base/text.h"
#include "store/curl.h"
#include "store/process.h"
#include "terraform/module_source.h"

#undef curl_easy_setopt
#undef curl_easy_getinfo

namespace wafpp::store {

namespace {

constexpr long kConnectSeconds = 30;
constexpr long kStalledSeconds = 60;
constexpr long kRedirects = 10;
constexpr size_t kHeaders = 200;
constexpr int kTries = 3;

struct Exchange {
  const HttpRequest& request;
  HttpResponse response;
  bool too_large = false;
};

size_t take_body(char* bytes, size_t size, size_t count, void* user) {
  auto& exchange = *static_cast<Exchange*>(user);
  if (exchange.response.body.size() + size * count > exchange.request.limit) {
    exchange.too_large = true;
    return 0;
  }
  exchange.response.body.append(bytes, size * count);
  return size * count;
}

size_t take_header(char* bytes, size_t size, size_t count, void* user) {
  auto& exchange = *static_cast<Exchange*>(user);
  std::string_view line(bytes, size * count);
  auto& headers = exchange.response.headers;
  if (line.starts_with("HTTP/")) {  // The headers of a redirect are not those of the answer.
    headers.clear();
    exchange.response.body.clear();
  } else if (size_t colon = line.find(':'); colon != std::string_view::npos && headers.size() < kHeaders) {
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    headers.emplace_back(std::move(name), base::trimmed(line.substr(colon + 1)));
  }
  return size * count;
}

int take_progress(void* user, curl_off_t all, curl_off_t done, curl_off_t, curl_off_t) {
  auto& exchange = *static_cast<Exchange*>(user);
  if (exchange.request.progress) exchange.request.progress(static_cast<uint64_t>(done), static_cast<uint64_t>(all));
  return interrupted() ? 1 : 0;
}

const char* set_variable(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0' ? value : nullptr;
}

bool may_pass(CURLcode code) {
  return code == CURLE_COULDNT_CONNECT || code == CURLE_OPERATION_TIMEDOUT || code == CURLE_GOT_NOTHING || code == CURLE_RECV_ERROR ||
         code == CURLE_SEND_ERROR || code == CURLE_PARTIAL_FILE || code == CURLE_HTTP2 || code == CURLE_HTTP2_STREAM;
}

struct Attempt {
  CURLcode code = CURLE_OK;
  std::string problem;
};

Attempt attempt(const Curl& curl, Exchange& exchange) {
  const HttpRequest& request = exchange.request;
  std::unique_ptr<CURL, decltype(curl.easy_cleanup)> handle(curl.easy_init(), curl.easy_cleanup);
  if (handle == nullptr) return {CURLE_FAILED_INIT, "libcurl cannot begin"};
  bool usable = true;
  auto set = [&](CURLoption option, auto value) { usable = curl.easy_setopt(handle.get(), option, value) == CURLE_OK && usable; };
  bool plain = request.http == Http::Allowed || terraform::is_loopback(request.url);
  std::unique_ptr<curl_slist, decltype(curl.slist_free_all)> headers(nullptr, curl.slist_free_all);
  if (!request.token.empty()) headers.reset(curl.slist_append(nullptr, ("Authorization: Bearer " + request.token).c_str()));
  char message[CURL_ERROR_SIZE] = "";
  set(CURLOPT_URL, request.url.c_str());
  set(CURLOPT_HTTPHEADER, headers.get());
  set(CURLOPT_USERAGENT, "wafpp");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_ERRORBUFFER, static_cast<char*>(message));
  set(CURLOPT_FOLLOWLOCATION, 1L);
  set(CURLOPT_MAXREDIRS, kRedirects);
  set(CURLOPT_PROTOCOLS_STR, plain ? "https,http" : "https");
  // What came encrypted does not go on in the clear.
  bool may_stay_plain = request.http == Http::Allowed || (plain && terraform::scheme_of(request.url) == "http");
  set(CURLOPT_REDIR_PROTOCOLS_STR, may_stay_plain ? "https,http" : "https");
  set(CURLOPT_NETRC, request.use_netrc ? long{CURL_NETRC_OPTIONAL} : long{CURL_NETRC_IGNORED});
  set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  set(CURLOPT_LOW_SPEED_LIMIT, 1L);
  set(CURLOPT_LOW_SPEED_TIME, kStalledSeconds);
  set(CURLOPT_WRITEFUNCTION, &take_body);
  set(CURLOPT_WRITEDATA, static_cast<void*>(&exchange));
  set(CURLOPT_HEADERFUNCTION, &take_header);
  set(CURLOPT_HEADERDATA, static_cast<void*>(&exchange));
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_XFERINFOFUNCTION, &take_progress);
  set(CURLOPT_XFERINFODATA, static_cast<void*>(&exchange));
  if (const char* file = set_variable("SSL_CERT_FILE")) set(CURLOPT_CAINFO, file);
  if (const char* folder = set_variable("SSL_CERT_DIR")) set(CURLOPT_CAPATH, folder);
  // What an older one does not know may be what keeps us safe.
  if (!usable) return {CURLE_FAILED_INIT, "libcurl is older than 7.85"};

  Attempt result{.code = curl.easy_perform(handle.get())};
  curl.easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &exchange.response.status);
  char* url = nullptr;
  curl.easy_getinfo(handle.get(), CURLINFO_EFFECTIVE_URL, &url);
  exchange.response.url = url != nullptr ? url : request.url;
  if (result.code != CURLE_OK) result.problem = message[0] != '\0' ? message : curl.easy_strerror(result.code);
  return result;
}

}  // namespace

std::string HttpResponse::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

base::Result<HttpResponse> http_get(const HttpRequest& request) {
  std::string_view scheme = terraform::scheme_of(request.url);
  if (scheme != "https" && scheme != "http") return base::fail("`" + request.url + "` is no https URL");
  std::string host = terraform::host_of(request.url);
  if (scheme == "http" && request.http != Http::Allowed && !terraform::is_loopback(request.url))
    return base::fail("`" + host + "` would be asked unencrypted; `--allow-http` lets that happen");
  WAFPP_TRY(const Curl* curl, load_curl());
  for (int tries = 1;; ++tries) {
    Exchange exchange{.request = request, .response = {}};
    Attempt done = attempt(*curl, exchange);
    if (interrupted()) return base::fail("interrupted");
    HttpResponse& response = exchange.response;
    bool bad_moment = done.code == CURLE_OK ? response.status == 429 || response.status >= 500 : may_pass(done.code);
    if (bad_moment && tries < kTries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(500) * (1 << (tries - 1)));
      continue;
    }
    if (exchange.too_large) return base::fail(fmt::format("`{}` answers with more than {} bytes, the limit", host, request.limit));
    if (done.code == CURLE_COULDNT_RESOLVE_HOST) return base::fail("there is no host `" + host + "`: " + done.problem);
    if (done.code != CURLE_OK) return base::fail("`" + host + "` cannot be reached: " + done.problem);
    bool plain_end = terraform::scheme_of(response.url) == "http";
    if (plain_end && request.http != Http::Allowed && !terraform::is_loopback(response.url))
      return base::fail("`" + host + "` leads to an unencrypted connection; `--allow-http` lets that happen");
    return std::move(response);
  }
}

std::string resolve_url(std::string_view base, std::string_view relative) {
  if (!terraform::scheme_of(relative).empty()) return std::string(relative);
  base = base.substr(0, base.find_first_of("?#"));
  size_t scheme = base.find("://");
  if (scheme == std::string_view::npos) return std::string(relative);
  if (relative.starts_with("//")) return std::string(base.substr(0, scheme + 1)).append(relative);
  size_t path = base.find('/', scheme + 3);
  std::string_view host = base.substr(0, path);
  if (relative.starts_with('/')) return std::string(host).append(relative);
  std::string folder = path == std::string_view::npos ? "/" : std::string(base.substr(path, base.rfind('/') + 1 - path));
  while (relative.starts_with("./") || relative.starts_with("../")) {
    bool up = relative.starts_with("../");
    relative.remove_prefix(up ? 3 : 2);
    if (up && folder.size() > 1) folder.resize(folder.rfind('/', folder.size() - 2) + 1);
  }
  return std::string(host).append(folder).append(relative);
}

}  // namespace wafpp::store
