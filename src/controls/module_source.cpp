#include "controls/module_source.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/letters.h"
#include "terraform/requirements.h"

namespace wafpp::controls {
namespace {

constexpr std::array<std::string_view, 22> kBranches = {
    "main",  "master",  "develop", "development", "dev",  "trunk",  "head",    "default",  "production", "prod",   "staging",
    "stage", "testing", "test",    "qa",          "next", "latest", "nightly", "unstable", "edge",       "stable", "canary"};
constexpr std::array<std::string_view, 7> kBranchFolders = {"feature/", "feat/", "fix/", "bugfix/", "hotfix/", "heads/", "refs/heads/"};

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The value of an argument behind `?`; nothing where it is not there.
std::optional<std::string> argument(std::string_view source, std::string_view name) {
  size_t question = source.find('?');
  std::string_view rest = question == std::string_view::npos ? std::string_view() : source.substr(question + 1);
  while (!rest.empty()) {
    std::string_view one = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    size_t equal = one.find('=');
    if (equal == std::string_view::npos || one.substr(0, equal) != name) continue;
    std::string value;
    for (size_t at = equal + 1; at < one.size(); ++at) {
      bool is_escaped = one[at] == '%' && at + 2 < one.size() && is_hex(one[at + 1]) && is_hex(one[at + 2]);
      if (is_escaped) {
        value += static_cast<char>(std::stoi(std::string(one.substr(at + 1, 2)), nullptr, 16));
        at += 2;
      } else {
        value += one[at];
      }
    }
    return value;
  }
  return std::nullopt;
}

/// `v1.2.3`, `1.2`, `network-v2.0.0`, `network/1.4.0-rc1`: what releases are named like.
bool looks_like_release(std::string_view ref) {
  size_t begin = ref.find_last_of('/');
  std::string_view last = begin == std::string_view::npos ? ref : ref.substr(begin + 1);
  for (size_t at = 0; at < last.size(); ++at) {
    bool is_start = at == 0 || last[at - 1] == '-' || last[at - 1] == '_' || last[at - 1] == '@' || last[at - 1] == '.' ||
                    ((last[at - 1] == 'v' || last[at - 1] == 'V') && (at == 1 || !is_hex(last[at - 2])));
    if (!is_start || !is_digit(last[at])) continue;
    size_t end = at;
    size_t dots = 0;
    while (end < last.size() && (is_digit(last[end]) || (last[end] == '.' && end + 1 < last.size() && is_digit(last[end + 1])))) {
      if (last[end] == '.') ++dots;
      ++end;
    }
    bool is_numbered = dots > 0 || (at > 0 && (last[at - 1] == 'v' || last[at - 1] == 'V'));
    bool is_whole = end == last.size() || last[end] == '-' || last[end] == '+' || last[end] == '.' || last[end] == '_' ||
                    (last[end] >= 'a' && last[end] <= 'z');
    // A line of releases, such as `release-1.x`, moves.
    bool is_line = last.substr(end) == ".x" || last.substr(end) == "-stable";
    if (is_numbered && is_whole && !is_line) return true;
  }
  return false;
}

SourceReading of_reference(std::string_view ref) {
  SourceReading reading{SourcePin::UnclearRef, std::string(ref)};
  std::string name = base::lowered(ref);
  bool is_commit = (ref.size() == 40 || ref.size() == 64) && std::all_of(ref.begin(), ref.end(), is_hex);
  bool is_said_tag = name.starts_with("refs/tags/") || name.starts_with("tags/");
  bool is_branch =
      std::find(kBranches.begin(), kBranches.end(), name) != kBranches.end() ||
      std::any_of(kBranchFolders.begin(), kBranchFolders.end(), [&](std::string_view folder) { return name.starts_with(folder); });
  if (is_commit) {
    reading.pin = SourcePin::Exact;
  } else if (ref.empty()) {
    reading.pin = SourcePin::NoRef;
  } else if (is_said_tag || (!is_branch && looks_like_release(ref))) {
    reading.pin = SourcePin::Tag;
  } else if (is_branch) {
    reading.pin = SourcePin::Branch;
  }
  return reading;
}

SourceReading of_registry(std::string_view version) {
  if (version.empty()) return {SourcePin::NoVersion, {}};
  std::string_view one = version;
  one.remove_prefix(std::min(one.find_first_not_of(" \t"), one.size()));
  if (one.starts_with('=')) one.remove_prefix(1);
  size_t begin = std::min(one.find_first_not_of(" \t"), one.size());
  one = one.substr(begin, one.find_last_not_of(" \t") - begin + 1);
  bool is_version = !one.empty() && (is_digit(one.front()) || one.front() == 'v');
  bool is_exact = is_version && terraform::Version::parse(one).has_value();
  return {is_exact ? SourcePin::Exact : SourcePin::Range, std::string(version)};
}

/// `NAMESPACE/NAME/PROVIDER`, with a host before it or not, and a folder behind `//`.
bool is_registry(std::string_view source) {
  if (size_t folder = source.find("//"); folder != std::string_view::npos) source = source.substr(0, folder);
  if (source.find(':') != std::string_view::npos && source.find('/') > source.find(':')) return false;
  if (source.find('?') != std::string_view::npos || source.find('@') != std::string_view::npos) return false;
  auto parts = 1 + std::count(source.begin(), source.end(), '/');
  return parts == 3 || (parts == 4 && source.substr(0, source.find('/')).find('.') != std::string_view::npos);
}

}  // namespace

SourceReading read_module_source(std::string_view source, std::string_view version) {
  if (source.starts_with("./") || source.starts_with("../") || source == "." || source == ".." || source.starts_with("/")) return {};
  std::string_view forced;
  if (size_t colons = source.find("::"); colons != std::string_view::npos && source.substr(0, colons).find('/') == std::string_view::npos) {
    forced = source.substr(0, colons);
    source = source.substr(colons + 2);
  }
  bool is_known_host = source.starts_with("github.com/") || source.starts_with("bitbucket.org/") || source.starts_with("gitlab.com/");
  // `git@example.com:team/modules.git`
  bool is_secure_copy =
      source.find("://") == std::string_view::npos && source.find('@') < source.find(':') && source.find(':') != std::string_view::npos;
  bool is_git = forced == "git" ||
                (forced.empty() && (is_known_host || is_secure_copy || source.starts_with("git://") || source.starts_with("ssh://")));
  if (is_git) return of_reference(argument(source, "ref").value_or(""));
  if (forced == "hg") return of_reference(argument(source, "rev").value_or(""));
  if (forced.empty() && source.starts_with("oci://")) {
    if (std::optional<std::string> digest = argument(source, "digest")) return {SourcePin::Exact, *digest};
    if (std::optional<std::string> tag = argument(source, "tag")) return {*tag == "latest" ? SourcePin::Branch : SourcePin::Tag, *tag};
    return {SourcePin::NoRef, {}};
  }
  if (forced.empty() && is_registry(source)) return of_registry(version);
  if (std::optional<std::string> checksum = argument(source, "checksum"); checksum && *checksum != "false" && !checksum->empty())
    return {SourcePin::Exact, *checksum};
  // An object of a bucket that keeps its versions.
  if (std::optional<std::string> object = argument(source, "version"); forced == "s3" && object) return {SourcePin::Exact, *object};
  bool has_address = !forced.empty() || source.find("://") != std::string_view::npos;
  return {has_address ? SourcePin::NoChecksum : SourcePin::NoSource, std::string(source.substr(0, source.find('?')))};
}

}  // namespace wafpp::controls
