#include "facts/difference.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

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
  for (const value::OriginStep* cause : value::causes(value.deep_origin())) {
    if (cause->text.find("local.") != std::string::npos) return true;
  }
  return false;
}

class Comparison {
 public:
  explicit Comparison(std::string subject) : subject_(std::move(subject)) {}

  void compare(const Value& code, const Value& plan, const std::string& path) {
    if (code.is_sensitive() && (plan.deep_marks() & value::kSensitive) == 0 && !(plan.is_known() && plan.is_null()))
      say(path, "sensitive in the code, not in the plan");
    if (!code.is_known()) {
      unknown(code, plan, path);
    } else if (!plan.is_known()) {
      say(path, fmt::format("{} in the code, not known in the plan", shown(code)));
    } else if (!code.has_content() || !plan.has_content()) {
      if (code.is_null() != plan.is_null()) say(path, fmt::format("{} in the code, {} in the plan", shown(code), shown(plan)));
    } else if (is_sequence(code) && is_sequence(plan)) {
      sequence(code, plan, path);
    } else if (has_members(code) && has_members(plan)) {
      members(code, plan, path);
    } else if (std::optional<std::string> text = text_of(code); !text || text != text_of(plan)) {
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
  void say(const std::string& path, std::string_view what) { lines.push_back(fmt::format("{}: `{}` {}", subject_, path, what)); }

  void unknown(const Value& code, const Value& plan, const std::string& path) {
    if (plan.is_known()) {
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
        Comparison one(subject_);
        one.compare(element, second[at], path);
        found = one.lines.empty();
        if (found) used[at] = true;
      }
      if (!found) return;
    }
    lines.resize(before);  // The same in another order: a set.
  }

  std::string subject_;
};

using BySubject = std::map<std::string, const Fact*>;

BySubject resources_of(const Facts& facts) {
  BySubject result;
  for (const Fact& fact : facts.all()) {
    if (fact.kind != "module") result.emplace(fact.subject, &fact);
  }
  return result;
}

}  // namespace

std::vector<std::string> differences(const Facts& code, const Facts& plan) {
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
    Comparison comparison(subject);
    comparison.members(fact->value, planned->second->value, "");
    if (fact->provider != planned->second->provider)
      comparison.lines.push_back(
          fmt::format("{}: provider `{}` in the code, `{}` in the plan", subject, fact->provider, planned->second->provider));
    lines.insert(lines.end(), comparison.lines.begin(), comparison.lines.end());
  }
  for (const auto& [subject, fact] : in_plan) {
    if (!in_code.contains(subject) && !is_open) lines.push_back(fmt::format("{}: in the plan only", subject));
  }
  return lines;
}

}  // namespace wafpp::facts
