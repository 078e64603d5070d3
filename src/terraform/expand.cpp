#include <algorithm>

#include "terraform/instance.h"
#include "value/convert.h"

namespace wafpp::terraform {

namespace {

constexpr diag::Kind kInvalidCount = {.name = "invalid-count", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kInvalidForEach = {.name = "invalid-for-each", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kInvalidEnabled = {.name = "invalid-enabled", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kUnknownCount = {.name = "unknown-instances", .level = diag::Level::Warning, .of_values = true};
constexpr diag::Kind kTooMany = {.name = "too-many-instances", .level = diag::Level::Error};

/// Instances that one declaration may make.
constexpr int64_t kMaxOfOne = 200'000;

Expansion unknown_expansion(const Value& value, const std::string& what) {
  Expansion result;
  result.kind = Expansion::Kind::Unknown;
  result.unknown = value.deep_origin();
  value::Origin origin = result.unknown;
  if (value::first_cause(origin) == nullptr) {
    value::OriginStep step{.kind = value::OriginStep::Kind::Cause,
                           .cause = value::CauseKind::UnknownInstances,
                           .text = std::string(what.substr(1, what.size() - 2))};
    if (!origin.empty()) step.parents.push_back(std::move(origin));
    origin = value::Origin::step(std::move(step));
  }
  result.items.push_back({InstanceKey{.kind = InstanceKey::Kind::Unknown}, Value::unknown(value::Type::dynamic()).with_origin(origin),
                          Value::unknown(value::Type::dynamic()).with_origin(origin)});
  return result;
}

Expansion invalid() {
  Expansion result;
  result.kind = Expansion::Kind::Invalid;
  return result;
}

}  // namespace

bool is_decided_by_apply(const Value& value) {
  auto is_later = [](const value::OriginStep& step) {
    return step.kind == value::OriginStep::Kind::Cause && step.cause == value::CauseKind::AfterApply;
  };
  return value::find_step(value.deep_origin(), is_later) != nullptr;
}

std::string InstanceKey::text() const {
  switch (kind) {
    case Kind::None:
      return {};
    case Kind::Index:
      return "[" + std::to_string(index) + "]";
    case Kind::Unknown:
      return "[*]";
    case Kind::Name:
      break;
  }
  std::string result = "[\"";
  for (size_t at = 0; at < name.size(); ++at) {
    char c = name[at];
    if (c == '"' || c == '\\') {
      result.append(1, '\\').append(1, c);
    } else if (c == '\n') {
      result.append("\\n");
    } else if (c == '\r') {
      result.append("\\r");
    } else if (c == '\t') {
      result.append("\\t");
    } else if ((c == '$' || c == '%') && at + 1 < name.size() && name[at + 1] == '{') {
      result.append(2, c);
    } else {
      result.append(1, c);
    }
  }
  return result + "\"]";
}

Expansion ModuleInstance::expand(const Repetition& repetition, const std::string& what) {
  if (repetition.count != nullptr) return expand_count(*repetition.count, what);
  if (repetition.for_each != nullptr) return expand_for_each(*repetition.for_each, what);
  if (repetition.enabled != nullptr) return expand_enabled(*repetition.enabled, what);
  return single_expansion();
}

Expansion ModuleInstance::single_expansion() {
  Expansion single;
  single.items.emplace_back();
  return single;
}

Expansion ModuleInstance::expand_count(const hcl::Expr& expr, const std::string& what) {
  diag::Sink& sink = this->sink();
  Value count = evaluate(expr);
  if (!count.is_known()) {
    if (is_decided_by_apply(count)) {
      sink.report(kUnknownCount, expr.place, "`count` of " + what + " is known only after apply: Terraform would refuse this").emit();
    }
    return unknown_expansion(count, what);
  }
  auto converted = value::convert(count, value::Type::number());
  std::string problem;
  if (count.is_null()) {
    problem = "is null";
  } else if (!converted) {
    problem = "wants a whole number, got " + count.type().friendly_name();
  } else if ((count.deep_marks() & value::kSensitive) != 0) {
    problem = "is sensitive: the number of instances would show it";
  } else if ((count.deep_marks() & value::kEphemeral) != 0) {
    problem = "is ephemeral";
  } else if (!converted->as_number().is_integer()) {
    problem = "wants a whole number, got " + converted->as_number().text();
  } else if (converted->as_number().sign() < 0) {
    problem = "is negative";
  }
  if (!problem.empty()) {
    sink.report(kInvalidCount, expr.place, "`count` of " + what + " " + problem).emit();
    return invalid();
  }
  std::optional<int64_t> number = converted->as_number().as_int64();
  if (!number || *number > kMaxOfOne) {
    sink.report(kTooMany, expr.place, "`count` of " + what + " is over the limit of " + std::to_string(kMaxOfOne)).emit();
    return invalid();
  }
  Expansion result;
  result.kind = Expansion::Kind::Count;
  for (int64_t index = 0; index < *number; ++index) {
    result.items.push_back({InstanceKey{.kind = InstanceKey::Kind::Index, .index = index}, Value::integer(index), Value()});
  }
  return result;
}

/// OpenTofu's: one instance without a key, or none.
Expansion ModuleInstance::expand_enabled(const hcl::Expr& expr, const std::string& what) {
  Value enabled = evaluate(expr);
  auto refuse = [&](const std::string& problem) {
    sink().report(kInvalidEnabled, expr.place, "`enabled` of " + what + " " + problem).emit();
    return invalid();
  };
  if ((enabled.deep_marks() & value::kSensitive) != 0) return refuse("is sensitive: whether there is an instance would show it");
  if ((enabled.deep_marks() & value::kEphemeral) != 0) return refuse("is ephemeral");
  if (!enabled.is_known()) {
    if (is_decided_by_apply(enabled))
      sink().report(kUnknownCount, expr.place, "`enabled` of " + what + " is known only after apply: OpenTofu would refuse this").emit();
    return unknown_expansion(enabled, what);
  }
  auto converted = value::convert(enabled, value::Type::boolean());
  if (enabled.is_null()) return refuse("is null");
  if (!converted) return refuse("is true or false, got " + enabled.type().friendly_name());
  Expansion result;
  result.is_disabled = !converted->as_bool();
  if (!result.is_disabled) result.items.emplace_back();
  return result;
}

Expansion ModuleInstance::expand_for_each(const hcl::Expr& expr, const std::string& what) {
  return expand_collection(evaluate(expr), expr, what);
}

Expansion ModuleInstance::expand_collection(const Value& collection, const hcl::Expr& expr, const std::string& what) {
  diag::Sink& sink = this->sink();
  auto refuse = [&](const std::string& problem) {
    sink.report(kInvalidForEach, expr.place, "`for_each` of " + what + " " + problem).emit();
    return invalid();
  };
  if ((collection.marks() & value::kSensitive) != 0) return refuse("is sensitive: the keys of instances would show it");
  if ((collection.marks() & value::kEphemeral) != 0) return refuse("is ephemeral");
  if (!collection.is_known()) {
    value::TypeKind kind = collection.kind();
    if (kind == value::TypeKind::List || kind == value::TypeKind::Tuple || kind == value::TypeKind::String ||
        kind == value::TypeKind::Number || kind == value::TypeKind::Bool) {
      return refuse("wants a map, an object or a set of strings, got " + collection.type().friendly_name());
    }
    if (is_decided_by_apply(collection)) {
      sink.report(kUnknownCount, expr.place,
                  "the keys of `for_each` of " + what + " are known only after apply: Terraform would refuse this")
          .emit();
    }
    return unknown_expansion(collection, what);
  }
  if (collection.is_null()) return refuse("is null");
  Expansion result;
  result.kind = Expansion::Kind::ForEach;
  auto add = [&](std::string_view name, const Value& key, const Value& value) {
    result.items.push_back({InstanceKey{.kind = InstanceKey::Kind::Name, .index = 0, .name = std::string(name)}, key, value});
  };
  switch (collection.kind()) {
    case value::TypeKind::Map:
    case value::TypeKind::Object:
      if (collection.length() > static_cast<size_t>(kMaxOfOne)) break;
      for (const value::Member& member : collection.members()) add(member.name(), member.key, member.value);
      return result;
    case value::TypeKind::Set: {
      if (collection.length() > static_cast<size_t>(kMaxOfOne)) break;
      for (const Value& element : collection.elements()) {
        if (!element.is_known()) {
          if (is_decided_by_apply(element)) {
            sink.report(kUnknownCount, expr.place,
                        "the set of `for_each` of " + what + " holds values that are known only after apply: Terraform would refuse this")
                .emit();
          }
          return unknown_expansion(collection, what);
        }
        if (element.is_null()) return refuse("holds null");
        if (element.kind() != value::TypeKind::String) return refuse("wants a set of strings, got " + collection.type().friendly_name());
      }
      for (const Value& element : collection.elements()) add(element.as_string(), element, element);
      return result;
    }
    default:
      return refuse("wants a map, an object or a set of strings, got " + collection.type().friendly_name());
  }
  sink.report(kTooMany, expr.place, "`for_each` of " + what + " is over the limit of " + std::to_string(kMaxOfOne) + " instances").emit();
  return invalid();
}

}  // namespace wafpp::terraform
