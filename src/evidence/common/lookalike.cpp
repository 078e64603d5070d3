#include "evidence/common/lookalike.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/letters.h"
#include "documents/embed.h"

namespace wafpp::evidence {

std::span<const documents::EmbeddedFile> well_known_files();

namespace {

/// So many names of each list are worth imitating; all of it are known.
constexpr size_t kTargets = 1'500;
constexpr size_t kShortest = 5;

constexpr std::array<std::pair<std::string_view, std::string_view>, 20> kAlike = {
    {{"0", "o"},      {"1", "l"},      {"5", "s"},      {"rn", "m"},     {"vv", "w"},     {"-", ""},       {"_", ""},
     {".", ""},       {"\u0430", "a"}, {"\u0435", "e"}, {"\u043e", "o"}, {"\u0440", "p"}, {"\u0441", "c"}, {"\u0445", "x"},
     {"\u0443", "y"}, {"\u0456", "i"}, {"\u0455", "s"}, {"\u0501", "d"}, {"\u04bb", "h"}, {"\u0432", "b"}}};

/// Names that look the same have the same.
std::string skeleton(std::string_view name) {
  std::string result;
  while (!name.empty()) {
    auto found = std::find_if(kAlike.begin(), kAlike.end(), [&](const auto& one) { return name.starts_with(one.first); });
    if (found == kAlike.end()) {
      result += name.front();
      name.remove_prefix(1);
    } else {
      result += found->second;
      name.remove_prefix(found->first.size());
    }
  }
  return result;
}

std::string without(std::string_view name, size_t at) { return std::string(name.substr(0, at)).append(name.substr(at + 1)); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// One letter more, less or other, or two neighbours swapped; not where all that differs are digits.
bool is_one_edit(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  size_t first = static_cast<size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
  if (b.size() == a.size() + 1) return a.substr(first) == b.substr(first + 1) && !is_digit(b[first]);
  if (a.size() != b.size() || first == a.size()) return false;
  if (a.substr(first + 1) == b.substr(first + 1)) return !is_digit(a[first]) || !is_digit(b[first]);
  return first + 1 < a.size() && a[first] == b[first + 1] && a[first + 1] == b[first] && a.substr(first + 2) == b.substr(first + 2);
}

/// The names of one ecosystem.
class Names {
 public:
  void add(std::string_view name) {
    known_.insert(name);
    if (known_.size() > kTargets || name.size() < kShortest || name.starts_with('@')) return;
    skeletons_.emplace(skeleton(name), name);
    for (size_t at = 0; at < name.size(); ++at) near_[without(name, at)].push_back(name);
    near_[std::string(name)].push_back(name);
  }

  std::string_view like(std::string_view name) const {
    if (name.size() < kShortest || name.starts_with('@') || known_.contains(name)) return {};
    if (auto found = skeletons_.find(skeleton(name)); found != skeletons_.end()) return found->second;
    if (std::string_view found = near(std::string(name), name); !found.empty()) return found;
    for (size_t at = 0; at < name.size(); ++at) {
      if (std::string_view found = near(without(name, at), name); !found.empty()) return found;
    }
    return {};
  }

 private:
  std::string_view near(const std::string& key, std::string_view name) const {
    auto found = near_.find(key);
    if (found == near_.end()) return {};
    for (std::string_view target : found->second) {
      if (is_one_edit(name, target)) return target;
    }
    return {};
  }

  std::unordered_set<std::string_view> known_;
  std::unordered_map<std::string, std::string_view> skeletons_;
  /// By what is left without one letter.
  std::unordered_map<std::string, std::vector<std::string_view>> near_;
};

/// As PyPI compares names.
std::string normal(std::string_view type, std::string_view name) {
  std::string result = base::lowered(name);
  if (type != "pypi") return result;
  std::string dashed;
  for (char c : result) {
    bool is_separator = c == '-' || c == '_' || c == '.';
    if (!is_separator) {
      dashed += c;
    } else if (!dashed.ends_with('-')) {
      dashed += '-';
    }
  }
  return dashed;
}

const Names* names_of(std::string_view type) {
  static const std::unordered_map<std::string_view, Names> kByType = [] {
    std::unordered_map<std::string_view, Names> by_type;
    Names* names = nullptr;
    std::string_view rest = well_known_files().front().contents();
    while (!rest.empty()) {
      size_t end = std::min(rest.find('\n'), rest.size());
      std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (line.starts_with('@') && line.find(' ') != std::string_view::npos) {
        names = &by_type[line.substr(1, line.find(' ') - 1)];
      } else if (names != nullptr && !line.empty() && line.front() != '#') {
        names->add(line);
      }
    }
    return by_type;
  }();
  auto found = kByType.find(type);
  return found == kByType.end() ? nullptr : &found->second;
}

}  // namespace

std::string looks_like(std::string_view type, std::string_view name) {
  const Names* names = names_of(type);
  if (names == nullptr) return {};
  // What npm's names look like is asked of the letters as written: it has none in capitals any more.
  return std::string(names->like(normal(type, name)));
}

}  // namespace wafpp::evidence
