#include "functions/regex.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <list>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "base/unicode.h"

namespace wafpp::functions {

namespace {

// Go refuses expressions that nest deeper than this.
constexpr size_t kMostNesting = 1000;
// What one call may cost, in bytes looked at: seconds, not hours, for a pattern that is searched for again and again.
constexpr uint64_t kMostWork = uint64_t{1} << 35;
// A step of the automaton that RE2 falls back on costs as many instructions as the program has; it handles about so many at a time.
constexpr uint64_t kInstructionsAByte = 64;

constexpr std::string_view kInvalidName = "invalid named capture";

RegexError error(std::string_view code, std::string_view expression) { return {std::string(code), std::string(expression), false}; }

/// What Go calls RE2's errors.
std::string_view code_in_go(re2::RE2::ErrorCode code) {
  switch (code) {
    case re2::RE2::ErrorBadEscape:
      return "invalid escape sequence";
    case re2::RE2::ErrorBadCharClass:
      return "invalid character class";
    case re2::RE2::ErrorBadCharRange:
      return "invalid character class range";
    case re2::RE2::ErrorMissingBracket:
      return "missing closing ]";
    case re2::RE2::ErrorMissingParen:
      return "missing closing )";
    case re2::RE2::ErrorUnexpectedParen:
      return "unexpected )";
    case re2::RE2::ErrorTrailingBackslash:
      return "trailing backslash at end of expression";
    case re2::RE2::ErrorRepeatArgument:
      return "missing argument to repetition operator";
    case re2::RE2::ErrorRepeatSize:
      return "invalid repeat count";
    case re2::RE2::ErrorRepeatOp:
      return "invalid nested repetition operator";
    case re2::RE2::ErrorBadPerlOp:
      return "invalid or unsupported Perl syntax";
    case re2::RE2::ErrorBadUTF8:
      return "invalid UTF-8";
    case re2::RE2::ErrorBadNamedCapture:
      return kInvalidName;
    case re2::RE2::ErrorPatternTooLarge:
      return "expression too large";
    case re2::RE2::NoError:
    case re2::RE2::ErrorInternal:
      return "regexp/syntax: internal error";
  }
  return "regexp/syntax: internal error";
}

/// Reads a pattern for what Go and RE2 take differently, and writes it as RE2 wants it.
class Translator {
 public:
  explicit Translator(std::string_view pattern) : pattern_(pattern) {}

  tl::expected<std::string, RegexError> translate() {
    while (at_ < pattern_.size() && !error_) step();
    if (error_) return tl::unexpected(std::move(*error_));
    return std::move(result_);
  }

 private:
  void copy(size_t size) {
    size = std::min(size, pattern_.size() - at_);
    result_ += pattern_.substr(at_, size);
    at_ += size;
  }

  void step() {
    std::string_view rest = pattern_.substr(at_);
    if (rest.front() == '\\') return escape(rest);
    if (rest.front() == '[') return char_class();
    if (rest.front() == ')' && depth_ > 0) --depth_;
    if (rest.front() != '(') return copy(1);
    if (++depth_ >= kMostNesting) {
      error_ = error("expression nests too deeply", pattern_);
    } else if (rest.starts_with("(?P<")) {
      name(rest, 4);
    } else if (rest.starts_with("(?<")) {
      name(rest, 3);
    } else {
      copy(1);
    }
  }

  void escape(std::string_view rest) {
    if (rest.starts_with("\\C")) {
      error_ = error("invalid escape sequence", "\\C");
    } else if (rest.starts_with("\\Q")) {
      // Verbatim up to `\E`, or to the end.
      size_t end = rest.find("\\E", 2);
      copy(end == std::string_view::npos ? rest.size() : end + 2);
    } else {
      copy(2);
    }
  }

  void name(std::string_view rest, size_t prefix) {
    size_t end = rest.find('>');
    if (end == std::string_view::npos) {
      error_ = error(kInvalidName, rest);
      return;
    }
    std::string_view given = rest.substr(prefix, end - prefix);
    bool valid = !given.empty() && std::all_of(given.begin(), given.end(), [](char c) {
      return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
    if (!valid) {
      error_ = error(kInvalidName, rest.substr(0, end + 1));
      return;
    }
    result_ += fmt::format("(?P<{}>", given);
    at_ += end + 1;
  }

  /// A bracket expression, as it stands: nothing in it is a group. A `]` in first place does not end it.
  void char_class() {
    copy(1);
    if (pattern_.substr(at_).starts_with('^')) copy(1);
    if (pattern_.substr(at_).starts_with(']')) copy(1);
    while (at_ < pattern_.size()) {
      std::string_view rest = pattern_.substr(at_);
      size_t end = rest.starts_with("[:") ? rest.find(":]", 2) : std::string_view::npos;
      if (end != std::string_view::npos) {
        copy(end + 2);
      } else if (rest.front() == '\\') {
        if (rest.starts_with("\\C")) {
          error_ = error("invalid escape sequence", "\\C");
          return;
        }
        copy(2);
      } else {
        copy(1);
        if (rest.front() == ']') return;
      }
    }
  }

  std::string_view pattern_;
  size_t at_ = 0;
  size_t depth_ = 0;
  std::string result_;
  std::optional<RegexError> error_;
};

/// The patterns used last.
class Cache {
 public:
  std::shared_ptr<const Regex> find(std::string_view pattern) {
    std::lock_guard lock(mutex_);
    auto found = by_pattern_.find(std::string(pattern));
    if (found == by_pattern_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->second;
  }

  void keep(std::string_view pattern, std::shared_ptr<const Regex> regex) {
    if (pattern.size() > kLongest) return;
    std::lock_guard lock(mutex_);
    if (by_pattern_.contains(std::string(pattern))) return;
    entries_.emplace_front(std::string(pattern), std::move(regex));
    by_pattern_[entries_.front().first] = entries_.begin();
    if (entries_.size() <= kMost) return;
    by_pattern_.erase(entries_.back().first);
    entries_.pop_back();
  }

 private:
  // Each may use megabytes while it matches: enough for the patterns of a loop, no more.
  static constexpr size_t kMost = 32;
  static constexpr size_t kLongest = 4096;
  using Entry = std::pair<std::string, std::shared_ptr<const Regex>>;
  std::mutex mutex_;
  std::list<Entry> entries_;
  std::unordered_map<std::string, std::list<Entry>::iterator> by_pattern_;
};

/// Go's `extract`: the name or number that follows a `$`. Nullopt where none does.
struct Reference {
  std::string_view name;
  std::optional<size_t> number;
  size_t size = 0;  // Of the text it is written in.
};

std::optional<Reference> reference(std::string_view text) {
  bool braces = text.starts_with('{');
  size_t begin = braces ? 1 : 0;
  size_t end = begin;
  while (end < text.size()) {
    base::CodePoint point = base::decode(text, end);
    if (!base::is_letter(point.value) && !base::is_digit(point.value) && point.value != '_') break;
    end += point.size;
  }
  if (end == begin) return std::nullopt;
  Reference found{.name = text.substr(begin, end - begin), .number = 0, .size = end};
  if (braces) {
    if (end >= text.size() || text[end] != '}') return std::nullopt;
    ++found.size;
  }
  for (char c : found.name) {
    if (c < '0' || c > '9' || *found.number >= 100'000'000) {
      found.number = std::nullopt;
      break;
    }
    *found.number = *found.number * 10 + static_cast<size_t>(c - '0');
  }
  if (found.name.size() > 1 && found.name.front() == '0') found.number = std::nullopt;
  return found;
}

/// Bytes of the code point at `at`, none at the end.
size_t width(std::string_view text, size_t at) { return at < text.size() ? base::decode(text, at).size : 0; }

}  // namespace

struct Regex::Program {
  re2::RE2 re;
};

/// Counts what searching costs: each search looks at most at all that is left of the text.
class Regex::Budget {
 public:
  Budget(const Regex& regex, std::string_view text)
      : size_(text.size()), cost_(1 + static_cast<uint64_t>(std::max(regex.program_->re.ProgramSize(), 0)) / kInstructionsAByte) {}

  base::Result<void> pay(size_t from) {
    spent_ += (size_ - from + 1) * cost_;
    if (spent_ <= kMostWork) return {};
    return base::fail("matching the pattern against a text this long takes too many steps");
  }

 private:
  uint64_t size_;
  uint64_t cost_;
  uint64_t spent_ = 0;
};

Regex::Regex(std::unique_ptr<Program> program) : program_(std::move(program)) {
  names_.resize(static_cast<size_t>(std::max(program_->re.NumberOfCapturingGroups(), 0)));
  for (const auto& [group, name] : program_->re.CapturingGroupNames()) names_[static_cast<size_t>(group) - 1] = name;
}

Regex::~Regex() = default;

tl::expected<std::shared_ptr<const Regex>, RegexError> Regex::compile(std::string_view pattern) {
  static Cache cache;
  if (std::shared_ptr<const Regex> known = cache.find(pattern)) return known;
  auto built = build(pattern);
  if (built) cache.keep(pattern, *built);
  return built;
}

tl::expected<std::shared_ptr<const Regex>, RegexError> Regex::build(std::string_view pattern) {
  auto translated = Translator(pattern).translate();
  if (!translated) return tl::unexpected(std::move(translated).error());
  re2::RE2::Options options;
  options.set_log_errors(false);
  auto program = std::unique_ptr<Program>(new Program{re2::RE2(*translated, options)});
  if (!program->re.ok()) {
    RegexError problem = error(code_in_go(program->re.error_code()), program->re.error_arg());
    problem.limit = program->re.error_code() == re2::RE2::ErrorPatternTooLarge || program->re.error_code() == re2::RE2::ErrorInternal;
    return tl::unexpected(std::move(problem));
  }
  return std::shared_ptr<const Regex>(new Regex(std::move(program)));
}

bool Regex::match(std::string_view text, size_t from, Groups& groups) const {
  groups.resize(names_.size() + 1);
  std::vector<re2::StringPiece> found(groups.size());
  if (!program_->re.Match({text.data(), text.size()}, from, text.size(), re2::RE2::UNANCHORED, found.data(),
                          static_cast<int>(found.size())))
    return false;
  for (size_t i = 0; i < found.size(); ++i) groups[i] = {found[i].data(), found[i].size()};
  return true;
}

base::Result<Regex::Groups> Regex::find(std::string_view text) const {
  // A null pointer means that a group took no part, so an empty text needs a place.
  if (text.data() == nullptr) text = "";
  if (auto paid = Budget(*this, text).pay(0); !paid) return tl::unexpected(paid.error());
  Groups groups;
  if (!match(text, 0, groups)) groups.clear();
  return groups;
}

base::Result<std::vector<Regex::Groups>> Regex::find_all(std::string_view text, const Bounds& bounds) const {
  if (text.data() == nullptr) text = "";
  Budget budget(*this, text);
  std::vector<Groups> all;
  Groups groups;
  size_t before = SIZE_MAX;  // The end of the match before.
  for (size_t at = 0; at <= text.size();) {
    if (auto paid = budget.pay(at); !paid) return tl::unexpected(paid.error());
    if (!match(text, at, groups)) break;
    auto begin = static_cast<size_t>(groups[0].data() - text.data());
    size_t end = begin + groups[0].size();
    bool accept = true;
    if (end == at) {
      // An empty match right after another one does not count.
      accept = begin != before;
      size_t step = width(text, at);
      at = step > 0 ? at + step : text.size() + 1;
    } else {
      at = end;
    }
    before = end;
    if (!accept) continue;
    all.push_back(groups);
    if (all.size() > bounds.matches) return base::fail(fmt::format("there are more than {} matches", bounds.matches));
  }
  return all;
}

base::Result<std::string> Regex::replace_all(std::string_view text, std::string_view replacement, const Bounds& bounds) const {
  if (text.data() == nullptr) text = "";
  Budget budget(*this, text);
  std::string result;
  Groups groups;
  size_t copied = 0;  // The end of the match before: up to there the text is in the result.
  for (size_t at = 0; at <= text.size();) {
    if (auto paid = budget.pay(at); !paid) return tl::unexpected(paid.error());
    if (!match(text, at, groups)) break;
    auto begin = static_cast<size_t>(groups[0].data() - text.data());
    size_t end = begin + groups[0].size();
    result += text.substr(copied, begin - copied);
    // Not for an empty match right after another one.
    if (end > copied || begin == 0) expand(result, replacement, groups, bounds.bytes);
    if (result.size() > bounds.bytes) return base::fail(fmt::format("the string would have more than {} bytes", bounds.bytes));
    copied = end;
    size_t step = std::max<size_t>(width(text, at), 1);
    at = at + step > end ? at + step : end;
  }
  result += text.substr(copied);
  if (result.size() > bounds.bytes) return base::fail(fmt::format("the string would have more than {} bytes", bounds.bytes));
  return result;
}

void Regex::expand(std::string& to, std::string_view replacement, const Groups& groups, uint64_t most) const {
  // The caller refuses what is too long; here it only has to end.
  while (to.size() <= most) {
    size_t dollar = replacement.find('$');
    to += replacement.substr(0, dollar);
    if (dollar == std::string_view::npos) return;
    replacement.remove_prefix(dollar + 1);
    if (replacement.starts_with('$')) {
      to += '$';
      replacement.remove_prefix(1);
      continue;
    }
    std::optional<Reference> found = reference(replacement);
    if (!found) {
      to += '$';
      continue;
    }
    replacement.remove_prefix(found->size);
    if (found->number) {
      if (*found->number < groups.size()) to += groups[*found->number];
      continue;
    }
    for (size_t i = 0; i < names_.size(); ++i) {
      if (names_[i] != found->name) continue;
      to += groups[i + 1];
      break;
    }
  }
}

}  // namespace wafpp::functions
