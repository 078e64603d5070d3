#include "terraform/module_source.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/letters.h"
#include "documents/archive.h"
#include "documents/repository.h"

namespace wafpp::terraform {

namespace {

constexpr size_t kMaxSource = 2'000;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> result;
  while (true) {
    size_t at = text.find(by);
    result.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return result;
    text.remove_prefix(at + 1);
  }
}

bool is_name(std::string_view text) {
  constexpr size_t kLongest = 64;
  auto is_end = [](char c) { return is_letter(c) || is_digit(c); };
  return !text.empty() && text.size() <= kLongest && is_end(text.front()) && is_end(text.back()) &&
         std::all_of(text.begin(), text.end(), [&](char c) { return is_end(c) || c == '-' || c == '_'; });
}

bool is_provider(std::string_view text) {
  return is_name(text) && std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c); });
}

bool is_host(std::string_view text) {
  size_t colon = text.find(':');
  std::string_view name = text.substr(0, colon);
  bool has_port = colon != std::string_view::npos;
  std::string_view port = has_port ? text.substr(colon + 1) : std::string_view();
  if (has_port && (port.empty() || port.size() > 5 || !std::all_of(port.begin(), port.end(), is_digit))) return false;
  if (name.find('.') == std::string_view::npos && !has_port && name != "localhost") return false;
  // Bytes past ASCII are names in other scripts, which are looked up as they are.
  return !name.empty() && name.front() != '.' && name.front() != '-' && name.find("..") == std::string_view::npos &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80; });
}

/// What stands behind `//`, with the queries put back behind the rest, as go-getter splits it.
struct Split {
  std::string package;
  std::string subfolder;
};
Split split_subfolder(std::string_view source) {
  size_t query = source.find('?');
  std::string_view path = source.substr(0, query);
  std::string_view queries = query == std::string_view::npos ? std::string_view() : source.substr(query);
  size_t scheme = path.find("://");
  size_t from = scheme == std::string_view::npos ? 0 : scheme + 3;
  size_t at = path.find("//", from);
  if (at == std::string_view::npos) return {std::string(source), {}};
  return {std::string(path.substr(0, at)).append(queries), std::string(path.substr(at + 2))};
}

base::Result<std::string> normal_subfolder(const std::string& subfolder) {
  std::string normal;
  if (!documents::normalise_path(subfolder, normal)) return base::fail("the folder behind `//` leads out of the module");
  return normal == "." ? std::string() : normal;
}

std::optional<ModuleSource> parse_registry(std::string_view package) {
  std::vector<std::string_view> parts = split(package, '/');
  ModuleSource source{.kind = SourceKind::Registry, .package = std::string(package)};
  if (parts.size() == 4) {
    if (!is_host(parts.front())) return std::nullopt;
    source.host = base::lowered(parts.front());
    parts.erase(parts.begin());
  }
  // These are short for git, whatever follows.
  auto is_git = [](std::string_view host) { return host == "github.com" || host == "bitbucket.org"; };
  if (parts.size() != 3 || is_git(source.host) || is_git(parts.front())) return std::nullopt;
  if (!is_name(parts[0]) || !is_name(parts[1]) || !is_provider(parts[2])) return std::nullopt;
  if (source.host == kTerraformRegistry) source.host.clear();
  source.name_space = parts[0];
  source.name = parts[1];
  source.provider = parts[2];
  return source;
}

/// `git@example.com:a/b.git`
bool is_scp_form(std::string_view url) {
  size_t at = url.find('@');
  size_t colon = url.find(':');
  return at != std::string_view::npos && colon != std::string_view::npos && at > 0 && at < colon &&
         url.substr(0, colon).find('/') == std::string_view::npos && !url.substr(colon).starts_with("://");
}

/// Takes `key=value` parts that mean something to us out of the URL's query.
base::Result<bool> take_queries(ModuleSource& source) {
  size_t mark = source.url.find('?');
  if (mark == std::string::npos) return true;
  std::string query = source.url.substr(mark + 1);
  source.url.resize(mark);
  std::string rest;
  for (std::string_view part : split(query, '&')) {
    size_t equal = part.find('=');
    std::string_view key = part.substr(0, equal);
    std::string_view value = equal == std::string_view::npos ? std::string_view() : part.substr(equal + 1);
    std::string plain;
    for (size_t at = 0; at < value.size(); ++at) {
      unsigned code = 0;
      if (value[at] == '%' && at + 2 < value.size() &&
          std::from_chars(value.data() + at + 1, value.data() + at + 3, code, 16).ptr == value.data() + at + 3) {
        plain += static_cast<char>(code);
        at += 2;
      } else {
        plain += value[at] == '+' ? ' ' : value[at];
      }
    }
    bool is_git = source.kind == SourceKind::Git;
    if (is_git && key == "ref") {
      source.ref = plain;
    } else if (is_git && key == "depth") {
      auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), source.depth);
      if (error != std::errc() || end != plain.data() + plain.size()) return base::fail("`depth` is no number");
    } else if (is_git && key == "sshkey") {
      return base::fail("`sshkey` puts a key into the code; let ssh find it");
    } else if (!is_git && key == "archive") {
      source.archive = plain;
    } else if (!is_git && key == "checksum") {
      source.checksum = plain;
    } else if (!part.empty()) {
      rest.append(rest.empty() ? "?" : "&").append(part);
    }
  }
  source.url += rest;
  return true;
}

base::Result<ModuleSource> finish(ModuleSource source) {
  WAFPP_TRY(source.subfolder, normal_subfolder(source.subfolder));
  WAFPP_TRY([[maybe_unused]] bool taken, take_queries(source));
  if (source.url.starts_with('-')) return base::fail("an URL does not begin with `-`");
  if (source.ref.starts_with('-')) return base::fail("a ref does not begin with `-`");
  return source;
}

/// `github.com/ORG/REPO[/FOLDER]`
std::optional<ModuleSource> parse_short(const Split& parts) {
  for (std::string_view host : {"github.com/", "bitbucket.org/"}) {
    if (!parts.package.starts_with(host)) continue;
    size_t query = parts.package.find('?');
    std::string path = parts.package.substr(0, query);
    std::vector<std::string_view> names = split(path, '/');
    if (names.size() < 3 || names[1].empty() || names[2].empty()) return std::nullopt;
    std::string url = "https://" + std::string(names[0]) + "/" + std::string(names[1]) + "/" + std::string(names[2]);
    if (!url.ends_with(".git")) url += ".git";
    std::string subfolder;
    for (size_t at = 3; at < names.size(); ++at) subfolder.append(names[at]).append("/");
    subfolder += parts.subfolder;
    if (query != std::string::npos) url += parts.package.substr(query);
    return ModuleSource{.kind = SourceKind::Git, .package = parts.package, .subfolder = subfolder, .url = url};
  }
  return std::nullopt;
}

}  // namespace

base::Result<ModuleSource> parse_source(std::string_view source) {
  if (source.empty()) return base::fail("there is no source");
  if (source.size() > kMaxSource) return base::fail("the source is too long");
  if (!std::all_of(source.begin(), source.end(), [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '\x7f'; }))
    return base::fail("there is white space or a control character in it");
  if (source == "." || source == ".." || source.starts_with("./") || source.starts_with("../"))
    return ModuleSource{.kind = SourceKind::Local, .package = std::string(source)};

  Split parts = split_subfolder(source);
  if (std::optional<ModuleSource> registry = parse_registry(parts.package)) {
    WAFPP_TRY(registry->subfolder, normal_subfolder(parts.subfolder));
    return *registry;
  }
  if (std::optional<ModuleSource> git = parse_short(parts)) return finish(*git);
  if (is_scp_form(source) && source.find("::") == std::string_view::npos)
    return finish({.kind = SourceKind::Git, .package = parts.package, .subfolder = parts.subfolder, .url = parts.package});

  size_t forced = source.find("::");
  size_t first_slash = source.find('/');
  if (forced != std::string_view::npos && (first_slash == std::string_view::npos || forced < first_slash)) {
    std::string_view how = source.substr(0, forced);
    if (how == "git") {
      std::string url = parts.package.substr(forced + 2);
      // `git::github.com/...` is as good as the same without the word.
      if (std::optional<ModuleSource> git = parse_short({url, parts.subfolder})) {
        git->package = parts.package;
        return finish(*git);
      }
      bool is_url = !scheme_of(url).empty() || is_scp_form(url);
      if (!is_url) return base::fail("git wants an URL, or `git@HOST:PATH`");
      return finish({.kind = SourceKind::Git, .package = parts.package, .subfolder = parts.subfolder, .url = url});
    }
    if (how == "http" || how == "https") {
      return finish(
          {.kind = SourceKind::Archive, .package = parts.package, .subfolder = parts.subfolder, .url = parts.package.substr(forced + 2)});
    }
    return base::fail("`" + std::string(how) + "::` is not fetched");
  }
  std::string_view scheme = scheme_of(source);
  if (scheme == "http" || scheme == "https")
    return finish({.kind = SourceKind::Archive, .package = parts.package, .subfolder = parts.subfolder, .url = parts.package});
  if (scheme == "git" || scheme == "ssh")
    return finish({.kind = SourceKind::Git, .package = parts.package, .subfolder = parts.subfolder, .url = parts.package});
  if (!scheme.empty()) return base::fail("`" + std::string(scheme) + ":` is not fetched");
  if (source.starts_with('/')) return base::fail("a folder of this machine is not fetched");
  return base::fail("this is no path (`./...`), no module of a registry, no URL");
}

std::string_view scheme_of(std::string_view url) {
  size_t end = url.find("://");
  if (end == std::string_view::npos || end == 0) return {};
  std::string_view scheme = url.substr(0, end);
  bool is_scheme = std::all_of(scheme.begin(), scheme.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '+'; });
  return is_scheme ? scheme : std::string_view();
}

std::string host_of(std::string_view url) {
  if (size_t end = url.find("://"); end != std::string_view::npos) {
    url.remove_prefix(end + 3);
    url = url.substr(0, url.find_first_of("/?#"));
    if (size_t at = url.rfind('@'); at != std::string_view::npos) url.remove_prefix(at + 1);
    if (url.starts_with('[')) return base::lowered(url.substr(0, url.find(']') + 1));
    return base::lowered(url.substr(0, url.find(':')));
  }
  if (!is_scp_form(url)) return {};
  size_t at = url.find('@');
  return base::lowered(url.substr(at + 1, url.find(':') - at - 1));
}

bool is_loopback(std::string_view url) {
  std::string host = host_of(url);
  if (host == "localhost" || host == "[::1]") return true;
  std::vector<std::string_view> parts = split(host, '.');
  return parts.size() == 4 && parts[0] == "127" && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
           return !part.empty() && part.size() <= 3 && std::all_of(part.begin(), part.end(), is_digit);
         });
}

std::vector<std::string> folders_of_url(std::string_view url) {
  std::vector<std::string> result{host_of(url)};
  if (result.front().empty()) result.front() = "localhost";  // `file:` has no other.
  std::string_view path = url;
  if (size_t end = url.find("://"); end != std::string_view::npos) {
    path = url.substr(end + 3);
    path.remove_prefix(std::min(path.size(), path.find('/')));
  } else {
    path = url.substr(url.find(':') + 1);
  }
  path = path.substr(0, path.find_first_of("?#"));
  if (path.ends_with(".git")) path.remove_suffix(4);
  for (std::string_view part : split(path, '/')) {
    if (part.empty() || part == ".") continue;
    base::Result<std::string> name = documents::entry_name(part);
    if (!name || part == "..") return {};
    result.push_back(*name);
  }
  return result;
}

}  // namespace wafpp::terraform
