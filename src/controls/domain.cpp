#include "controls/domain.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/name_table.h"
#include "value/json.h"

namespace wafpp::controls {

using value::CauseKind;
using value::Origin;
using value::OriginStep;

const DomainFunction* find_domain_function(std::string_view name) {
  static const base::NameTable<DomainFunction> by_name = [] {
    base::NameTable<DomainFunction> result(domain_functions().size());
    for (const DomainFunction* function : domain_functions()) result.add(function->name, function);
    return result;
  }();
  return by_name.find(name);
}

Origin cause(CauseKind kind, const diag::Place& place, std::string text) {
  OriginStep step;
  step.kind = OriginStep::Kind::Cause;
  step.cause = kind;
  step.place = place;
  step.text = std::move(text);
  return Origin::step(std::move(step));
}

namespace {

/// Between the languages in the text of a cause; no text that Terraform allows has it.
constexpr char kNextLanguage = '\x1f';

}  // namespace

Origin outside(const diag::Place& place, const Text& what) { return cause(CauseKind::OutsideEstate, place, in_both(what)); }

std::string in_both(const Text& name) { return name.en + kNextLanguage + name.in(Language::De); }

Text cause_name(std::string_view text) {
  size_t at = text.find(kNextLanguage);
  if (at == std::string_view::npos) return {std::string(text), std::string(text)};
  return {std::string(text.substr(0, at)), std::string(text.substr(at + 1))};
}

Value undecided(CauseKind kind, const diag::Place& place, std::string text, value::Type type) {
  return Value::unknown(type).with_origin(cause(kind, place, std::move(text)));
}

Value answer(Answer answer, const Origin& open) {
  switch (answer) {
    case Answer::No:
      return Value::boolean(false);
    case Answer::Yes:
      return Value::boolean(true);
    case Answer::Unknown:
      break;
  }
  Value unknown = Value::unknown(value::Type::boolean());
  return open.empty() ? undecided(CauseKind::Error, {}, "no cause", value::Type::boolean()) : unknown.with_origin(open);
}

/// What a module gives out may hang on every attribute of thousands of resources; nobody reads more of their names.
constexpr size_t kMostAttributes = 64;

Value undecided_by(const Value& value, value::Type type) {
  std::vector<Origin> causes;
  std::set<std::pair<CauseKind, std::string>> seen;
  auto add = [&](CauseKind kind, const diag::Place& place, const std::string& text) {
    if (seen.emplace(kind, text).second) causes.push_back(cause(kind, place, text));
  };
  value::Named named;
  size_t attributes = 0;
  // False where its name was there, or nobody would read it.
  auto is_new = [&](const OriginStep& step, CauseKind kind) {
    bool is_attribute = kind == CauseKind::AfterApply || kind == CauseKind::DataSource;
    if ((is_attribute && attributes == kMostAttributes) || !named.add(step)) return false;
    attributes += is_attribute ? 1 : 0;
    return true;
  };
  value::walk(value.deep_origin(), [&](const OriginStep& step) {
    if (facts::is_identity(step)) return false;
    if (step.kind == OriginStep::Kind::Cause) {
      if (is_new(step, step.cause)) add(step.cause, step.place, step.text);
      return false;
    }
    if (step.kind == OriginStep::Kind::Stem) {
      // The value is not known, and this attribute is not either unless something below it says why.
      if (!step.parents.empty()) return true;
      CauseKind kind = step.target->data ? CauseKind::DataSource : CauseKind::AfterApply;
      if (!is_new(step, kind)) return false;
      std::string name = step.target->address + (step.text.empty() ? "" : "." + step.text);
      add(kind, step.place.known() ? step.place : step.target->place, name);
      return false;
    }
    return true;
  });
  if (causes.empty()) return undecided(CauseKind::Error, value.origin().place(), "a value that is not known", type);
  return Value::unknown(type).with_origin(Origin::combined(std::move(causes)));
}

bool will_be_set(const Value& value) {
  if (value.is_known()) return !value.is_null();
  if (const value::Refinement* known = value.refinement(); known != nullptr && known->not_null) return true;
  bool stems = false;
  bool hangs_on_more = false;
  value::walk(value.origin(), [&](const OriginStep& step) {
    if (step.kind == OriginStep::Kind::Stem) stems = true;
    if (step.kind == OriginStep::Kind::Cause) hangs_on_more = true;
    return step.kind != OriginStep::Kind::Stem;
  });
  return stems && !hangs_on_more;
}

std::string shown(const Value& value, size_t limit) {
  if ((value.deep_marks() & (value::kSensitive | value::kEphemeral)) != 0) return "(sensitive)";
  std::string text = value.kind() == value::TypeKind::String && value.is_known() && !value.is_null() ? std::string(value.as_string())
                                                                                                     : value::to_console(value);
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  if (text.size() <= limit) return text;
  size_t end = limit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

Answer truth(const Value& value) {
  if (!value.is_known()) return Answer::Unknown;
  if (value.is_null()) return Answer::No;
  if (value.kind() == value::TypeKind::Bool) return value.as_bool() ? Answer::Yes : Answer::No;
  if (value.kind() == value::TypeKind::String) return value.as_string() == "true" || value.as_string() == "1" ? Answer::Yes : Answer::No;
  return Answer::No;
}

std::string_view text_in(const Value& object, std::string_view name) {
  const Value* member = object.find(name);
  return member == nullptr ? std::string_view() : text_of(*member).value_or(std::string_view());
}

std::optional<std::string_view> text_of(const Value& value) {
  if (!value.is_known() || value.is_null() || value.kind() != value::TypeKind::String) return std::nullopt;
  return value.as_string();
}

}  // namespace wafpp::controls
