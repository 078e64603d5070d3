#include "store/registry.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "documents/json.h"
#include "terraform/requirements.h"

namespace wafpp::store {

namespace {

using terraform::ModuleSource;
using terraform::Version;

constexpr std::string_view kService = "modules.v1";
constexpr size_t kListed = 8;

std::string module_path(const ModuleSource& source) { return source.name_space + "/" + source.name + "/" + source.provider; }

/// `app.example-one.com` as the name of a variable.
std::string token_variable(const std::string& host) {
  std::string result = "TF_TOKEN_";
  for (char c : host) c == '-' ? result.append("__") : result.append(1, c == '.' ? '_' : c);
  return result;
}

}  // namespace

std::string Registries::address(const ModuleSource& source) const { return host(source) + "/" + module_path(source); }

base::Result<HttpResponse> Registries::ask(const std::string& host, const std::string& url, const std::string& what) {
  WAFPP_TRY(Token token, config_.token_for(host));
  WAFPP_TRY(HttpResponse response, http_get({.url = url, .token = token.text, .http = http_}));
  if (response.status == 200 || response.status == 204) return response;
  if (response.status == 401 || response.status == 403) {
    std::string refusal = fmt::format("`{}` refuses access to {} ({})", host, what, response.status);
    if (!token.text.empty()) return base::fail(fmt::format("{}: the token of `{}` is not good for it", refusal, token.from));
    // No shell sets a variable with a colon in its name.
    std::string way = host.find(':') == std::string::npos ? fmt::format("set `{}`", token_variable(host))
                                                          : fmt::format("put a `credentials \"{}\"` block into `~/.terraformrc`", host);
    return base::fail(fmt::format("{}: there is no token for it; {}, or run `terraform login {}`", refusal, way, host));
  }
  if (response.status == 404) return base::fail(fmt::format("`{}` has no {} (404)", host, what));
  return base::fail(fmt::format("`{}` answers {} when asked for {}", host, response.status, what));
}

base::Result<std::string> Registries::discover(const std::string& host) {
  if (auto known = config_.services.find(host); known != config_.services.end()) {
    auto service = known->second.find(std::string(kService));
    if (service == known->second.end())
      return base::fail(fmt::format("the `host \"{}\"` block of Terraform's CLI configuration has no service `{}`", host, kService));
    return service->second;
  }
  std::string url = "https://" + host + "/.well-known/terraform.json";
  WAFPP_TRY(HttpResponse response, ask(host, url, "`/.well-known/terraform.json`, which says where its modules are"));
  base::Result<documents::JsonDocument> document = documents::parse_json(response.body);
  const documents::JsonValue* service = document ? document->root().find(kService) : nullptr;
  if (service == nullptr || service->string().empty())
    return base::fail(fmt::format("`{}` is no registry of modules: its `terraform.json` has no `{}`", host, kService));
  return resolve_url(response.url, service->string());
}

base::Result<std::string> Registries::service(const std::string& host) {
  // Several modules of one registry wait for the first one's answer.
  std::lock_guard lock(mutex_);
  auto known = services_.find(host);
  if (known == services_.end()) known = services_.emplace(host, discover(host)).first;
  if (!known->second) return base::fail(known->second.error().message);
  std::string url = *known->second;
  return url.ends_with('/') ? url : url + "/";
}

base::Result<std::string> Registries::version(const ModuleSource& source, const std::string& constraint) {
  const std::string& name = host(source);
  WAFPP_TRY(std::string base, service(name));
  WAFPP_TRY(HttpResponse response, ask(name, base + module_path(source) + "/versions", "module `" + module_path(source) + "`"));
  base::Result<documents::JsonDocument> document = documents::parse_json(response.body);
  const documents::JsonValue* modules = document ? document->root().find("modules") : nullptr;
  if (modules == nullptr || modules->elements().empty())
    return base::fail(fmt::format("`{}` does not answer as a registry does when asked for versions", name));
  std::vector<std::pair<Version, std::string>> all;
  std::vector<std::pair<Version, std::string>> good;
  if (const documents::JsonValue* versions = modules->elements().front().find("versions")) {
    for (const documents::JsonValue& entry : versions->elements()) {
      const documents::JsonValue* text = entry.find("version");
      std::optional<Version> version = text != nullptr ? Version::parse(text->string()) : std::nullopt;
      if (!version) continue;
      all.emplace_back(*version, text->string());
      std::optional<bool> meets = constraint.empty() ? version->prerelease.empty() : terraform::satisfies(*version, constraint);
      if (!meets) return base::fail("`" + constraint + "` is no version constraint");
      if (*meets) good.push_back(all.back());
    }
  }
  auto is_less = [](const auto& a, const auto& b) { return Version::compare(a.first, b.first) < 0; };
  if (auto best = std::max_element(good.begin(), good.end(), is_less); best != good.end()) return best->second;
  if (all.empty()) return base::fail(fmt::format("`{}` has no version of it", name));
  std::sort(all.rbegin(), all.rend(), is_less);
  std::string listed;
  for (size_t index = 0; index < std::min(all.size(), kListed); ++index) listed.append(index > 0 ? ", " : "").append(all[index].second);
  if (all.size() > kListed) listed += fmt::format(" and {} more", all.size() - kListed);
  return base::fail(constraint.empty() ? fmt::format("the registry has pre-releases alone: {}", listed)
                                       : fmt::format("no version meets `{}`; the registry has {}", constraint, listed));
}

base::Result<std::string> Registries::location(const ModuleSource& source, const std::string& version) {
  const std::string& name = host(source);
  WAFPP_TRY(std::string base, service(name));
  std::string url = base + module_path(source) + "/" + version + "/download";
  WAFPP_TRY(HttpResponse response, ask(name, url, fmt::format("version {} of module `{}`", version, module_path(source))));
  std::string location = response.header("x-terraform-get");
  if (location.empty()) {
    base::Result<documents::JsonDocument> document = documents::parse_json(response.body);
    const documents::JsonValue* member = document ? document->root().find("location") : nullptr;
    if (member != nullptr) location = member->string();
  }
  if (location.empty()) return base::fail(fmt::format("`{}` does not say where version {} is", name, version));
  bool is_relative = location.starts_with('/') || location.starts_with("./") || location.starts_with("../");
  return is_relative ? resolve_url(response.url, location) : location;
}

}  // namespace wafpp::store
