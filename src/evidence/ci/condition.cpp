#include "evidence/ci/condition.h"

#include <algorithm>

#include "base/letters.h"

namespace wafpp::evidence::ci {

Operand Operand::null() {
  Operand operand;
  operand.is_known = operand.is_null = true;
  return operand;
}
Operand Operand::of(bool truth) {
  Operand operand;
  operand.is_known = true;
  operand.truth = truth ? Answer::Yes : Answer::No;
  return operand;
}
Operand Operand::text(std::string text) { return any_of({std::move(text)}); }
Operand Operand::any_of(std::vector<std::string> texts) {
  Operand operand;
  operand.is_known = true;
  operand.one_of = std::move(texts);
  return operand;
}
Operand Operand::begins(std::string prefix) {
  Operand operand;
  operand.is_known = true;
  operand.prefix = std::move(prefix);
  return operand;
}

namespace {

Answer negated(Answer answer) { return answer == Answer::Unknown ? answer : answer == Answer::Yes ? Answer::No : Answer::Yes; }

Answer truth_of(const Operand& operand) {
  if (!operand.is_known) return Answer::Unknown;
  if (operand.is_null) return Answer::No;
  if (!operand.prefix.empty()) return Answer::Yes;
  if (operand.one_of.empty()) return operand.truth;
  auto is_empty = [](const std::string& text) { return text.empty() || text == "false"; };
  if (std::all_of(operand.one_of.begin(), operand.one_of.end(), is_empty)) return Answer::No;
  return std::none_of(operand.one_of.begin(), operand.one_of.end(), is_empty) ? Answer::Yes : Answer::Unknown;
}

Operand of(Answer answer) { return answer == Answer::Unknown ? Operand::unknown() : Operand::of(answer == Answer::Yes); }

std::vector<std::string> texts_of(const Operand& operand) {
  if (operand.is_null) return {""};
  if (operand.truth != Answer::Unknown) return {operand.truth == Answer::Yes ? "true" : "false"};
  return operand.one_of;
}

Answer is_same(const Operand& a, const Operand& b) {
  if (!a.is_known || !b.is_known) return Answer::Unknown;
  if (!a.prefix.empty() || !b.prefix.empty()) {
    const Operand& open = a.prefix.empty() ? b : a;
    const Operand& other = a.prefix.empty() ? a : b;
    if (!other.prefix.empty()) return Answer::Unknown;
    std::vector<std::string> texts = texts_of(other);
    bool may_be = std::any_of(texts.begin(), texts.end(),
                              [&](const std::string& text) { return base::lowered(text).starts_with(base::lowered(open.prefix)); });
    return may_be ? Answer::Unknown : Answer::No;
  }
  std::vector<std::string> left = texts_of(a);
  std::vector<std::string> right = texts_of(b);
  size_t same = 0;
  for (const std::string& l : left) {
    for (const std::string& r : right) same += base::same_without_case(l, r) ? 1 : 0;
  }
  if (same == 0) return Answer::No;
  return left.size() == 1 && right.size() == 1 ? Answer::Yes : Answer::Unknown;
}

Answer begins_with(const Operand& text, const Operand& start) {
  if (!text.is_known || start.one_of.size() != 1) return Answer::Unknown;
  const std::string& wanted = start.one_of.front();
  if (!text.prefix.empty()) {
    if (text.prefix.starts_with(wanted)) return Answer::Yes;
    return wanted.starts_with(text.prefix) ? Answer::Unknown : Answer::No;
  }
  std::vector<std::string> texts = texts_of(text);
  if (texts.size() != 1) return Answer::Unknown;
  return base::lowered(texts.front()).starts_with(base::lowered(wanted)) ? Answer::Yes : Answer::No;
}

class Evaluator {
 public:
  Evaluator(std::string_view text, Events event, const Names& names) : text_(text), event_(event), names_(names) {}

  Answer run() {
    Operand result = either();
    skip();
    // Something is left over that is not understood.
    return at_ < text_.size() || is_broken_ ? Answer::Unknown : truth_of(result);
  }

 private:
  void skip() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r')) ++at_;
  }
  bool take(std::string_view sign) {
    skip();
    if (!text_.substr(at_).starts_with(sign)) return false;
    at_ += sign.size();
    return true;
  }

  Operand either() {
    Operand left = both();
    while (take("||")) {
      Operand right = both();
      Answer a = truth_of(left);
      Answer b = truth_of(right);
      left = of(a == Answer::Yes || b == Answer::Yes ? Answer::Yes : a == Answer::No && b == Answer::No ? Answer::No : Answer::Unknown);
    }
    return left;
  }

  Operand both() {
    Operand left = compared();
    while (take("&&")) {
      Operand right = compared();
      Answer a = truth_of(left);
      Answer b = truth_of(right);
      left = of(a == Answer::No || b == Answer::No ? Answer::No : a == Answer::Yes && b == Answer::Yes ? Answer::Yes : Answer::Unknown);
    }
    return left;
  }

  Operand compared() {
    Operand left = single();
    while (true) {
      if (take("==")) {
        left = of(is_same(left, single()));
      } else if (take("!=")) {
        left = of(negated(is_same(left, single())));
      } else if (take("=~") || take("!~")) {
        bool is_not = text_[at_ - 2] == '!';
        single();
        // A text that is not there matches nothing.
        left = left.is_known && left.is_null ? Operand::of(is_not) : Operand::unknown();
      } else {
        return left;
      }
    }
  }

  Operand single() {
    skip();
    if (at_ >= text_.size() || depth_ > kMaxDepth) {
      at_ = std::max(at_, depth_ > kMaxDepth ? text_.size() : at_);
      return Operand::unknown();
    }
    char c = text_[at_];
    if (c == '!' && !text_.substr(at_).starts_with("!=")) {
      ++at_;
      ++depth_;
      Operand operand = single();
      --depth_;
      return of(negated(truth_of(operand)));
    }
    if (c == '(') {
      ++at_;
      ++depth_;
      Operand operand = either();
      --depth_;
      take(")");
      return operand;
    }
    if (c == '\'' || c == '"' || c == '/') {
      size_t end = std::min(text_.find(c, at_ + 1), text_.size());
      std::string literal(text_.substr(at_ + 1, end - at_ - 1));
      at_ = std::min(end + 1, text_.size());
      return c == '/' ? Operand::unknown() : Operand::text(std::move(literal));
    }
    return name();
  }

  Operand name() {
    size_t begin = at_;
    auto is_part = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' || c == '$' ||
             c == '*';
    };
    while (at_ < text_.size() && (is_part(text_[at_]) || text_[at_] == '[')) {
      if (text_[at_] == '[') {
        size_t end = text_.find(']', at_);
        if (end == std::string_view::npos) break;
        at_ = end;
      }
      ++at_;
    }
    std::string_view name = text_.substr(begin, at_ - begin);
    if (name.empty()) {
      // Not a condition that is understood.
      at_ = text_.size();
      is_broken_ = true;
      return Operand::unknown();
    }
    skip();
    if (at_ < text_.size() && text_[at_] == '(') return call(base::lowered(name));
    if (name == "true" || name == "True") return Operand::of(true);
    if (name == "false" || name == "False") return Operand::of(false);
    if (name == "null") return Operand::null();
    return names_(name, event_);
  }

  Operand call(const std::string& name) {
    ++at_;
    std::vector<Operand> arguments;
    ++depth_;
    while (!take(")") && at_ < text_.size()) {
      size_t before = at_;
      arguments.push_back(either());
      take(",");
      if (at_ == before) break;
    }
    --depth_;
    auto fold = [&](Answer decides) {
      bool has_unknown = false;
      for (const Operand& argument : arguments) {
        Answer truth = truth_of(argument);
        if (truth == decides) return of(decides);
        has_unknown = has_unknown || truth == Answer::Unknown;
      }
      return has_unknown ? Operand::unknown() : of(negated(decides));
    };
    if (name == "and") return fold(Answer::No);
    if (name == "or") return fold(Answer::Yes);
    if (name == "not" && arguments.size() == 1) return of(negated(truth_of(arguments[0])));
    if (name == "eq" && arguments.size() == 2) return of(is_same(arguments[0], arguments[1]));
    if (name == "ne" && arguments.size() == 2) return of(negated(is_same(arguments[0], arguments[1])));
    if ((name == "startswith") && arguments.size() == 2) return of(begins_with(arguments[0], arguments[1]));
    if (name == "contains" && arguments.size() == 2 && !arguments[0].prefix.empty()) {
      // `contains(github.ref, 'refs/tags/')`
      return of(begins_with(arguments[0], arguments[1]));
    }
    if (name == "in" && !arguments.empty()) {
      Answer any = Answer::No;
      for (size_t i = 1; i < arguments.size(); ++i) {
        Answer same = is_same(arguments[0], arguments[i]);
        if (same == Answer::Yes) return of(same);
        if (same == Answer::Unknown) any = same;
      }
      return of(any);
    }
    if (name == "variables" || !arguments.empty()) return Operand::unknown();
    return names_(name + "()", event_);
  }

  static constexpr uint32_t kMaxDepth = 60;
  std::string_view text_;
  Events event_;
  const Names& names_;
  size_t at_ = 0;
  uint32_t depth_ = 0;
  bool is_broken_ = false;
};

}  // namespace

Answer holds(std::string_view condition, Events event, const Names& names) { return Evaluator(condition, event, names).run(); }

Events events_of(std::string_view condition, Events events, const Names& names) {
  constexpr size_t kMaxBytes = 8192;
  if (condition.size() > kMaxBytes) return events;
  Events found = 0;
  for (Events event = 1; event <= kAllEvents; event <<= 1) {
    if ((events & event) != 0 && holds(condition, event, names) != Answer::No) found |= event;
  }
  return found;
}

}  // namespace wafpp::evidence::ci
