#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

/// The fence around RE2: regular expressions as Go's `regexp` package understands them.
///
/// RE2 and Go share their grammar and their matching; what differs is settled here: `(?<name>...)` is accepted, `\C` and names
/// beyond ASCII are refused, errors are worded as Go's. Both take time linear in the text.
namespace wafpp::functions {

struct RegexError {
  std::string code;        ///< Go's words: `missing closing )`.
  std::string expression;  ///< The part of the pattern that is wrong.
  bool limit = false;      ///< Go may take it; for this program it is too large.
  /// As Go's `regexp.Compile` says it.
  std::string text() const { return "error parsing regexp: " + code + ": `" + expression + "`"; }
};

/// A compiled pattern. Immutable; safe from several threads.
class Regex {
 public:
  /// The groups of one match; the first is the match as a whole. `data()` of a group that took no part is null.
  using Groups = std::vector<std::string_view>;
  /// Limits for one call, so that neither a result nor the time it takes is without bound.
  struct Bounds {
    uint64_t matches = UINT64_MAX;
    uint64_t bytes = UINT64_MAX;  ///< Of a string that is built.
  };

  /// From a bounded cache, or compiled. `pattern` is valid UTF-8.
  static tl::expected<std::shared_ptr<const Regex>, RegexError> compile(std::string_view pattern);

  ~Regex();
  Regex(const Regex&) = delete;
  Regex& operator=(const Regex&) = delete;

  /// The names of the capture groups, in order; a group without a name has "".
  const std::vector<std::string>& group_names() const { return names_; }

  /// The first match (Go's `FindStringSubmatch`); empty where there is none. The error says which limit was reached.
  base::Result<Groups> find(std::string_view text) const;
  /// All matches that do not overlap (`FindAllStringSubmatch`).
  base::Result<std::vector<Groups>> find_all(std::string_view text, const Bounds& bounds) const;
  /// `text` with each match replaced (`ReplaceAllString`): in `replacement`, `$1`, `$name` and `${name}` stand for groups and `$$`
  /// for a dollar sign.
  base::Result<std::string> replace_all(std::string_view text, std::string_view replacement, const Bounds& bounds) const;

 private:
  struct Program;
  class Budget;
  explicit Regex(std::unique_ptr<Program> program);
  static tl::expected<std::shared_ptr<const Regex>, RegexError> build(std::string_view pattern);
  bool match(std::string_view text, size_t from, Groups& groups) const;
  void expand(std::string& to, std::string_view replacement, const Groups& groups, uint64_t most) const;

  std::unique_ptr<Program> program_;
  std::vector<std::string> names_;
};

}  // namespace wafpp::functions
