#include "facts/difference.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/letters.h"
#include "value/json.h"

namespace wafpp::facts {
namespace {

/// Elements that are tried against one another where order may not count.
constexpr size_t kMaxUnordered = 200;

bool is_sequence(const Value& value) {
  return value.kind() == value::TypeKind::List || value.kind() == value::TypeKind::Tuple || value.kind() == value::TypeKind::Set;
}
bool has_members(const Value& value) { return value.kind() == value::TypeKind::Object || value.kind() == value::TypeKind::Map; }

/// A primitive value without its type, which a plan has converted.
std::optional<std::string> text_of(const Value& value) {
  if (!value.has_content()) return std::nullopt;
  switch (value.kind()) {
    case value::TypeKind::Bool:
      return value.as_bool() ? "true" : "false";
    case value::TypeKind::Number:
      // A saved plan keeps no sign of zero.
      return value.as_number().is_zero() ? "0" : value.as_number().text();
    case value::TypeKind::String:
      return std::string(value.as_string());
    default:
      return std::nullopt;
  }
}

/// Without white space at the ends, and the dot that ends a name of a host.
std::string_view core_of(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  text = text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin);
  return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}

/// Whether `kept` is a form in which providers keep `text`.
bool is_kept_form(const std::string& text, const std::string& kept) {
  constexpr size_t kSha1 = 40;
  constexpr size_t kSha256 = 64;
  bool is_hash = (kept.size() == kSha1 || kept.size() == kSha256) && kept.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (is_hash || base::lowered(core_of(text)) == base::lowered(core_of(kept))) return true;
  if (core_of(text).find_first_of("{[") != 0) return false;
  base::Result<Value> first = value::from_json(text);
  base::Result<Value> second = value::from_json(kept);
  if (!first || !second) return false;
  base::Result<std::string> first_again = value::to_json(*first);
  base::Result<std::string> second_again = value::to_json(*second);
  return first_again && second_again && *first_again == *second_again;
}

std::string shown(const Value& value) {
  if (value.deep_marks() != 0) return "(sensitive)";
  if (!value.is_known()) return "(not known)";
  std::string text = value::to_console(value);
  constexpr size_t kMaxShown = 80;
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text.size() > kMaxShown ? text.substr(0, kMaxShown) + "..." : text;
}

std::set<std::string> stem_addresses(const Value& value) {
  std::set<std::string> result;
  value::walk(value.deep_origin(), [&](const value::OriginStep& step) {
    if (is_identity(step)) return false;
    if (step.kind == value::OriginStep::Kind::Stem) result.insert(step.target->address);
    return true;
  });
  return result;
}

/// A plan does not say what a local holds, so what comes through one cannot be followed.
bool comes_through_local(const Value& value) {
  auto names_local = [](const value::OriginStep& step) {
    return step.kind == value::OriginStep::Kind::Cause && step.text.find("local.") != std::string::npos;
  };
  return value::find_step(value.deep_origin(), names_local) != nullptr;
}

class Comparison {
 public:
  Comparison(std::string subject, Counting counting) : subject_(std::move(subject)), counting_(counting) {}

  void compare(const Value& code, const Value& plan, const std::string& path) {
    if (code.is_sensitive() && (plan.deep_marks() & value::kSensitive) == 0 && !(plan.is_known() && plan.is_null()))
      say(path, "sensitive in the code, not in the plan");
    if (!code.is_known()) {
      unknown(code, plan, path);
    } else if (code.is_null()) {
      // Nobody said anything: a default, or what the service chooses.
    } else if (!plan.is_known()) {
      say(path, fmt::format("{} in the code, not known in the plan", shown(code)));
    } else if (bool have_content = code.has_content() && plan.has_content(); have_content && is_sequence(code) && is_sequence(plan)) {
      sequence(code, plan, path);
    } else if (have_content && has_members(code) && has_members(plan)) {
      members(code, plan, path);
    } else if (!have_content || !is_same(code, plan)) {
      say(path, fmt::format("{} in the code, {} in the plan", shown(code), shown(plan)));
    }
  }

  void members(const Value& code, const Value& plan, const std::string& path) {
    for (const value::Member& member : code.members()) {
      const Value* other = plan.find(member.name());
      compare(member.value, other != nullptr ? *other : Value(),
              path.empty() ? std::string(member.name()) : path + "." + std::string(member.name()));
    }
  }

  std::vector<std::string> lines;

 private:
  bool is_same(const Value& code, const Value& plan) const {
    std::optional<std::string> first = text_of(code);
    std::optional<std::string> second = text_of(plan);
    if (!first || !second) return false;
    return *first == *second || (counting_ == Counting::OfCode && is_kept_form(*first, *second));
  }

  void say(const std::string& path, std::string_view what) { lines.push_back(fmt::format("{}: `{}` {}", subject_, path, what)); }

  void unknown(const Value& code, const Value& plan, const std::string& path) {
    if (plan.is_known()) {
      if (counting_ == Counting::OfCode) return;  // It says nothing.
      // The plan read what the code could not, or null was meant. Otherwise the code lacked an input.
      for (const value::OriginStep* cause : value::causes(code.deep_origin())) {
        bool is_later = cause->cause == value::CauseKind::AfterApply || cause->cause == value::CauseKind::DataSource;
        if (!is_later) say(path, fmt::format("not known in the code ({}), {} in the plan", cause->text, shown(plan)));
      }
      return;
    }
    if (comes_through_local(plan)) return;
    std::set<std::string> in_plan = stem_addresses(plan);
    for (const std::string& address : stem_addresses(code)) {
      if (!in_plan.contains(address)) say(path, fmt::format("stems from `{}` in the code, not in the plan", address));
    }
  }

  void sequence(const Value& code, const Value& plan, const std::string& path) {
    std::span<const Value> first = code.elements();
    std::span<const Value> second = plan.elements();
    if (first.size() != second.size()) {
      say(path, fmt::format("{} elements in the code, {} in the plan", first.size(), second.size()));
      return;
    }
    size_t before = lines.size();
    for (size_t at = 0; at < first.size(); ++at) compare(first[at], second[at], fmt::format("{}[{}]", path, at));
    if (lines.size() == before || first.size() > kMaxUnordered) return;
    std::vector<bool> used(second.size(), false);
    for (const Value& element : first) {
      bool found = false;
      for (size_t at = 0; at < second.size() && !found; ++at) {
        if (used[at]) continue;
        Comparison one(subject_, counting_);
        one.compare(element, second[at], path);
        found = one.lines.empty();
        if (found) used[at] = true;
      }
      if (!found) return;
    }
    lines.resize(before);  // The same in another order: a set.
  }

  std::string subject_;
  Counting counting_;
};

using BySubject = std::map<std::string, const Fact*>;

BySubject resources_of(const RootFacts& of) {
  BySubject result;
  for (const Fact* one : of.facts.all()) {
    const Fact& fact = *one;
    // Of all else, a plan has nothing.
    bool is_in_plans = fact.kind.starts_with("resource.") || fact.kind.starts_with("data.");
    if (fact.root == of.root && is_in_plans) result.emplace(fact.subject, &fact);
  }
  return result;
}

}  // namespace

std::vector<std::string> differences(const RootFacts& code, const RootFacts& plan, Counting counting) {
  BySubject in_code = resources_of(code);
  BySubject in_plan = resources_of(plan);
  bool is_open = std::any_of(in_code.begin(), in_code.end(), [](const auto& entry) { return entry.second->unknown_instances; });
  std::vector<std::string> lines;
  for (const auto& [subject, fact] : in_code) {
    auto planned = in_plan.find(subject);
    if (planned == in_plan.end()) {
      if (!fact->unknown_instances) lines.push_back(fmt::format("{}: in the code only", subject));
      continue;
    }
    Comparison comparison(subject, counting);
    comparison.members(fact->value(), planned->second->value(), "");
    if (fact->provider != planned->second->provider)
      comparison.lines.push_back(
          fmt::format("{}: provider `{}` in the code, `{}` in the plan", subject, fact->provider, planned->second->provider));
    lines.insert(lines.end(), comparison.lines.begin(), comparison.lines.end());
  }
  if (counting == Counting::OfCode) return lines;
  for (const auto& [subject, fact] : in_plan) {
    if (!in_code.contains(subject) && !is_open) lines.push_back(fmt::format("{}: in the plan only", subject));
  }
  return lines;
}

}  // namespace wafpp::facts
