#include "functions/go_path.h"

#include <algorithm>

namespace wafpp::functions {

std::vector<std::string_view> path_parts(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    size_t slash = std::min(path.find('/'), path.size());
    if (slash > 0) parts.push_back(path.substr(0, slash));
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return parts;
}

std::string clean_path(std::string_view path) {
  bool is_rooted = path.starts_with('/');
  std::vector<std::string_view> kept;
  for (std::string_view part : path_parts(path)) {
    if (part == ".") continue;
    bool takes_back = part == ".." && !kept.empty() && kept.back() != "..";
    if (takes_back) {
      kept.pop_back();
    } else if (part != ".." || !is_rooted) {
      kept.push_back(part);
    }
  }
  std::string result = is_rooted ? "/" : "";
  for (std::string_view part : kept) {
    if (!result.empty() && result.back() != '/') result += '/';
    result += part;
  }
  return result.empty() ? "." : result;
}

std::string join_paths(std::string_view a, std::string_view b) {
  if (a.empty()) return b.empty() ? "" : clean_path(b);
  return clean_path(std::string(a) + "/" + std::string(b));
}

std::string directory_of(std::string_view path) {
  size_t slash = path.rfind('/');
  return clean_path(slash == std::string_view::npos ? "" : path.substr(0, slash + 1));
}

std::string base_name(std::string_view path) {
  if (path.empty()) return ".";
  size_t last = path.find_last_not_of('/');
  if (last == std::string_view::npos) return "/";
  path = path.substr(0, last + 1);
  size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

std::optional<std::string> relative_path(std::string_view base, std::string_view target) {
  if (base == target) return ".";
  if (base == ".") base = "";
  if (target == ".") target = "";
  std::vector<std::string_view> from = path_parts(base);
  std::vector<std::string_view> to = path_parts(target);
  auto [from_rest, to_rest] = std::mismatch(from.begin(), from.end(), to.begin(), to.end());
  std::string result;
  for (auto part = from_rest; part != from.end(); ++part) {
    if (*part == "..") return std::nullopt;
    result += result.empty() ? ".." : "/..";
  }
  for (auto part = to_rest; part != to.end(); ++part) {
    if (!result.empty()) result += '/';
    result += *part;
  }
  return result;
}

}  // namespace wafpp::functions
