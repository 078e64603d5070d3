#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "base/result.h"
#include "store/cli_config.h"
#include "store/http.h"
#include "terraform/module_source.h"

namespace wafpp::store {

/// Registries of modules, by their protocol. Safe from several threads.
class Registries {
 public:
  /// `public_host`: the registry of sources without a host.
  Registries(const CliConfig& config, Http http, std::string public_host)
      : config_(config), http_(http), public_host_(std::move(public_host)) {}

  /// `HOST/NAMESPACE/NAME/PROVIDER`
  std::string address(const terraform::ModuleSource& source) const;
  /// The highest version that meets the constraint (empty: any that is no pre-release); the error names those that there are.
  base::Result<std::string> version(const terraform::ModuleSource& source, const std::string& constraint);
  /// Where the registry says that a version is: a source, or an URL.
  base::Result<std::string> location(const terraform::ModuleSource& source, const std::string& version);

 private:
  const std::string& host(const terraform::ModuleSource& source) const { return source.host.empty() ? public_host_ : source.host; }
  base::Result<std::string> service(const std::string& host);
  base::Result<std::string> discover(const std::string& host);
  base::Result<HttpResponse> ask(const std::string& host, const std::string& url, const std::string& what);

  const CliConfig& config_;
  Http http_;
  std::string public_host_;
  std::mutex mutex_;
  std::map<std::string, base::Result<std::string>> services_;
};

}  // namespace wafpp::store
