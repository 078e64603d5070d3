#include "store/package.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "base/text.h"
#include "base/threads.h"
#include "base/wildcard.h"
#include "documents/repository.h"
#include "functions/digest.h"
#include "store/git.h"
#include "store/process.h"
#include "store/tree.h"

namespace wafpp::store {

namespace {

using terraform::LockedModule;
using terraform::ModuleSource;
using terraform::SourceKind;

constexpr uint64_t kArchiveBytes = uint64_t{256} << 20;
constexpr int kAnswers = 5;  // Of servers that send us on.

/// Where a tree came from, as far as the tree alone does not say.
struct Brought {
  std::string commit;
  std::string url;   ///< Of the archive or repository.
  std::string path;  ///< The folder that is meant.
};

/// `sha256:...`, or the digits alone: then their number says which.
base::Result<bool> check_sum(const std::string& wanted, std::string_view archive) {
  if (wanted.empty()) return true;
  constexpr std::pair<std::string_view, functions::Digest> kKinds[] = {{"md5", functions::Digest::Md5},
                                                                       {"sha1", functions::Digest::Sha1},
                                                                       {"sha256", functions::Digest::Sha256},
                                                                       {"sha512", functions::Digest::Sha512}};
  size_t colon = wanted.find(':');
  std::string digits = wanted.substr(colon == std::string::npos ? 0 : colon + 1);
  std::transform(digits.begin(), digits.end(), digits.begin(), [](char c) { return c >= 'A' && c <= 'F' ? char(c - 'A' + 'a') : c; });
  for (const auto& [name, kind] : kKinds) {
    std::string found = functions::to_hex(functions::digest(kind, archive));
    bool is_it = colon == std::string::npos ? found.size() == digits.size() : std::string_view(wanted).substr(0, colon) == name;
    if (!is_it) continue;
    if (found == digits) return true;
    return base::fail(fmt::format("the checksum is wrong: {} {} was wanted, the archive has {}", name, digits, found));
  }
  return base::fail("`checksum=" + wanted + "` is none of md5, sha1, sha256 and sha512");
}

/// The content of `<meta name="terraform-get" content="...">`.
std::string meta_location(std::string_view page) {
  for (size_t at = page.find("<meta"); at != std::string_view::npos; at = page.find("<meta", at + 1)) {
    std::string_view tag = page.substr(at, page.substr(at).find('>'));
    auto attribute = [&](std::string_view name) -> std::string_view {
      for (std::string_view quote : {"\"", "'"}) {
        std::string key = std::string(name).append("=").append(quote);
        size_t found = tag.find(key);
        if (found == std::string_view::npos) continue;
        std::string_view value = tag.substr(found + key.size());
        return value.substr(0, value.find(quote));
      }
      return {};
    };
    if (attribute("name") == "terraform-get") return std::string(attribute("content"));
  }
  return {};
}

/// `a/*` with the one folder that matches it below `tree`.
base::Result<std::string> expand_path(const std::string& path, const std::string& tree) {
  std::string result;
  std::string_view rest(path);
  while (!rest.empty()) {
    std::string part(rest.substr(0, rest.find('/')));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    if (part.find('*') != std::string::npos) {
      std::vector<std::string> matches;
      std::error_code error;
      for (std::filesystem::directory_iterator at(documents::join_path(tree, result), error), end; !error && at != end;
           at.increment(error)) {
        std::string name = at->path().filename().string();
        if (std::filesystem::is_directory(at->symlink_status(error)) && base::matches_stars(part, name, std::equal_to<>()))
          matches.push_back(std::move(name));
      }
      if (matches.size() != 1) return base::fail(fmt::format("{} folders match `{}`, and one is wanted", matches.size(), path));
      part = matches.front();
    }
    result = documents::join_path(result, part);
  }
  return result;
}

class Bringer {
 public:
  Bringer(std::string tree, const PackageOptions& options) : tree_(std::move(tree)), options_(options) {}

  /// `answers`: how many servers sent us here.
  base::Result<Brought> bring(const ModuleSource& source, const std::string& commit, int answers) {
    if (answers > kAnswers) return base::fail("servers send us from one to the other, and to no module");
    if (source.kind == SourceKind::Git) {
      GitCall call{.url = source.url,
                   .ref = source.ref,
                   .commit = commit,
                   .allow_http = options_.allow_http,
                   .allow_files = answers == 0,
                   .may_ask = options_.may_ask};
      WAFPP_TRY(std::string found, fetch_git(call, tree_));
      WAFPP_TRY([[maybe_unused]] bool good, check_tree(tree_));
      WAFPP_TRY(std::string path, answers > 0 ? expand_path(source.subfolder, tree_) : base::Result<std::string>(""));
      return Brought{found, source.url, path};
    }
    if (source.kind == SourceKind::Archive) return archive(source, commit, answers);
    return base::fail("`" + source.package + "`, to which a server sends us, is neither git nor an archive");
  }

  base::Result<Brought> bring_from(const std::string& location, const std::string& commit, int answers) {
    base::Result<ModuleSource> source = terraform::parse_source(location);
    if (!source) return base::fail("a server sends us to `" + base::printable(location) + "`: " + source.error().message);
    return bring(*source, commit, answers);
  }

 private:
  base::Result<Brought> archive(const ModuleSource& source, const std::string& commit, int answers) {
    std::optional<documents::ArchiveKind> kind;
    std::string_view path = std::string_view(source.url).substr(0, source.url.find_first_of("?#"));
    if (!source.archive.empty() && source.archive != "false") {
      kind = documents::archive_kind(source.archive);
      if (!kind) return base::fail("`archive=" + source.archive + "` is not read; `zip`, `tar.gz`, `tgz` and `tar` are");
    } else if (source.archive.empty()) {
      kind = documents::archive_kind(path);
      for (std::string_view other : {".bz2", ".xz", ".tbz2", ".txz", ".zst", ".tzst"}) {
        if (!kind && path.ends_with(other)) return base::fail("archives of the kind `" + std::string(other) + "` are not read");
      }
    }
    std::string url = source.url;
    if (!kind) url += (url.find('?') == std::string::npos ? "?" : "&") + std::string("terraform-get=1");
    WAFPP_TRY(HttpResponse response, http_get({.url = url,
                                               .http = options_.allow_http ? Http::Allowed : Http::LoopbackOnly,
                                               .use_netrc = true,
                                               .limit = kArchiveBytes,
                                               .progress = options_.progress}));
    std::string host = terraform::host_of(source.url);
    if (response.status == 401 || response.status == 403)
      return base::fail(fmt::format("`{}` refuses access ({}): `~/.netrc` can name a user and password for it", host, response.status));
    if (response.status != 200 && response.status != 204)
      return base::fail(fmt::format("`{}` answers {} for `{}`", host, response.status, path));
    if (kind) {
      WAFPP_TRY([[maybe_unused]] bool good, check_sum(source.checksum, response.body));
      WAFPP_TRY([[maybe_unused]] bool unpacked, unpack_confined(response.body, *kind));
      WAFPP_TRY(std::string folder, answers > 0 ? expand_path(source.subfolder, tree_) : base::Result<std::string>(""));
      return Brought{{}, source.url, folder};
    }
    std::string location = response.header("x-terraform-get");
    if (location.empty()) location = meta_location(response.body);
    if (location.empty()) {
      return base::fail(
          fmt::format("`{}` neither is an archive by its name nor says where the module is; `?archive=zip` or `?archive=tar.gz` "
                      "says what it is",
                      path));
    }
    bool is_relative = location.starts_with('/') || location.starts_with("./") || location.starts_with("../");
    return bring_from(is_relative ? resolve_url(response.url, location) : location, commit, answers + 1);
  }

  base::Result<bool> unpack_confined(const std::string& archive, documents::ArchiveKind kind) {
    base::Result<bool> result = true;
    if (::mkdir(tree_.c_str(), 0755) != 0) return base::fail("`" + tree_ + "` cannot be made");
    base::on_large_stack([&] {
      if (options_.confine) options_.confine({.readable = {}, .tree = tree_});
      result = unpack(archive, kind, tree_);
    });
    return result;
  }

  std::string tree_;
  const PackageOptions& options_;
};

/// What names the same content for ever; empty where nothing does.
std::string pin_of(const ModuleSource& source, const std::string& address, const LockedModule& module) {
  switch (source.kind) {
    case SourceKind::Registry:
      return module.version.empty() ? std::string() : "registry " + address + " " + module.version;
    case SourceKind::Git: {
      std::string commit = !module.commit.empty() ? module.commit : is_commit(source.ref) ? source.ref : std::string();
      return commit.empty() ? std::string() : "git " + source.url + " " + commit;
    }
    case SourceKind::Archive:
    case SourceKind::Local:
      return {};
  }
  return {};
}

/// Where a module is put below `.wafpp/modules`: what it is, then what it is exactly.
std::string folder_of(const ModuleSource& source, const std::string& address, const LockedModule& module) {
  if (source.kind == SourceKind::Registry) return "registry/" + address + "/" + module.version;
  std::string folder = source.kind == SourceKind::Git ? "git" : "archive";
  std::vector<std::string> parts = terraform::folders_of_url(source.url);
  if (parts.empty()) parts.push_back(sha256(source.url));
  for (const std::string& part : parts) folder += "/" + part;
  return folder + "/" + (!module.commit.empty() ? module.commit : sha256(module.hash).substr(0, 40));
}

std::string mismatch(const Wanted& wanted, const LockedModule& found) {
  std::string what = !found.version.empty()  ? "version " + found.version
                     : !found.commit.empty() ? "commit " + found.commit.substr(0, 12)
                                             : "the archive";
  return fmt::format("{} is not what it was: the lock has {}, now it is {}; if that is right, `--upgrade` takes it over", what,
                     wanted.locked.hash, found.hash);
}

}  // namespace

base::Result<LockedModule> fetch_package(const Wanted& wanted, const std::string& work, Registries& registries, const Cache& cache,
                                         const PackageOptions& options) {
  const ModuleSource& source = wanted.source;
  std::string tree = work + "/tree";
  if (cache.take(wanted.locked.hash, tree)) return wanted.locked;

  std::string address = source.kind == SourceKind::Registry ? registries.address(source) : std::string();
  LockedModule module{.source = source.package, .constraint = wanted.constraint};
  module.version = wanted.locked.version;
  module.commit = wanted.locked.commit;
  if (source.kind == SourceKind::Registry && module.version.empty()) {
    WAFPP_TRY(module.version, registries.version(source, wanted.constraint));
    if (!documents::entry_name(module.version) || module.version.find('/') != std::string::npos)
      return base::fail("the registry has a version that cannot be a name");
  }
  std::string pin = pin_of(source, address, module);
  Cache::Pinned pinned = pin.empty() || !wanted.locked.hash.empty() ? Cache::Pinned{} : cache.pinned(pin);
  if (cache.take(pinned.hash, tree)) {
    module.hash = pinned.hash;
    module.path = pinned.path;
    if (source.kind == SourceKind::Git && module.commit.empty()) module.commit = source.ref;
  } else {
    Bringer bringer(tree, options);
    Brought brought;
    if (source.kind == SourceKind::Registry) {
      WAFPP_TRY(std::string location, registries.location(source, module.version));
      WAFPP_TRY(brought, bringer.bring_from(location, module.commit, 1));
    } else {
      WAFPP_TRY(brought, bringer.bring(source, module.commit, 0));
    }
    if (source.kind != SourceKind::Archive) module.commit = brought.commit;
    module.path = brought.path;
    WAFPP_TRY(module.hash, hash_tree(tree));
    if (!wanted.locked.hash.empty() && module.hash != wanted.locked.hash) return base::fail(mismatch(wanted, module));
    cache.keep(module.hash, tree);
    if (std::string exact = pin_of(source, address, module); !exact.empty()) cache.pin(exact, {module.hash, module.path});
  }
  module.folder = folder_of(source, address, module);
  return module;
}

}  // namespace wafpp::store
