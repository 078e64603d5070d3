#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// The `source` of a module call, read as Terraform reads it.
namespace wafpp::terraform {

enum class SourceKind : uint8_t {
  Local,     ///< `./x`, `../x`
  Registry,  ///< `[HOST/]NAMESPACE/NAME/PROVIDER`
  Git,       ///< `git::URL` and what is short for it
  Archive,   ///< An URL of an archive, or of a page that says where the module is.
};

struct ModuleSource {
  SourceKind kind = SourceKind::Local;
  std::string package;    ///< As written, without the folder: what the lock has.
  std::string subfolder;  ///< Behind `//`, normal; empty: the top. Of an archive's or registry's answer it may hold `*`.

  // Of a registry.
  std::string host;  ///< In lower case; empty: the public registry.
  std::string name_space;
  std::string name;
  std::string provider;

  // Of git and archives.
  std::string url;       ///< `https://example.com/x.git`, `ssh://git@example.com/x.git`, without the queries below.
  std::string ref;       ///< Git: branch, tag or commit.
  uint32_t depth = 0;    ///< Git.
  std::string archive;   ///< `archive=zip`; `false`: it is none.
  std::string checksum;  ///< `sha256:...`

  bool is_outside() const { return kind != SourceKind::Local; }
};

/// The public registries, which a source without a host is of.
constexpr std::string_view kTerraformRegistry = "registry.terraform.io";
constexpr std::string_view kOpenTofuRegistry = "registry.opentofu.org";

/// The error says what cannot be read, or what kind of source is not fetched (`s3::`), without the source.
base::Result<ModuleSource> parse_source(std::string_view source);

/// Host and path of an URL as folders: `git@example.com:a/b.git` gives `example.com`, `a`, `b`. Each is fit for a name of a folder;
/// empty where the URL cannot be one.
std::vector<std::string> folders_of_url(std::string_view url);

/// `https`, `ssh`; empty where there is none.
std::string_view scheme_of(std::string_view url);
/// `example.com`, in lower case, without user and port.
std::string host_of(std::string_view url);
/// Whether the host of an URL is this machine: `localhost`, `127.x.x.x`, `[::1]`.
bool is_loopback(std::string_view url);

}  // namespace wafpp::terraform
