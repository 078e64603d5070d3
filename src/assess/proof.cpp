#include "assess/proof.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "assess/wording.h"
#include "controls/domain.h"

namespace wafpp::assess {

namespace {

using value::OriginStep;
using value::Value;

// A person reads a handful; the JSON of a finding stays small whatever the code does.
constexpr size_t kMaxSteps = 12;
constexpr size_t kMaxCauses = 8;
constexpr size_t kLongestOutline = 120;  // Bytes.

std::string_view last_step(std::string_view path) {
  size_t dot = path.rfind('.');
  std::string_view step = dot == std::string_view::npos ? path : path.substr(dot + 1);
  return step.substr(0, step.find('['));
}

/// `aws_kms_key.k.arn`, where the value is that attribute as it is.
std::string sole_stem(const Value& value) {
  for (const OriginStep* step = value.origin().step(); step != nullptr; step = step->parents.front().step()) {
    if (step->kind == OriginStep::Kind::Stem) return step->text.empty() ? std::string() : step->target->address + "." + step->text;
    if (step->parents.size() != 1) break;
  }
  return {};
}

/// A default that differs between the provider's versions was written by nobody either.
bool is_written(const Value& value, const diag::Place& place) {
  if (value.is_known()) return !value.is_null() || !(value.origin().place() == place);
  const OriginStep* first = value::first_cause(value.origin());
  if (first == nullptr || first->cause != value::CauseKind::ProviderVersion) return true;
  return value::find_step(value.origin(), [&](const OriginStep& step) {
           return step.kind == OriginStep::Kind::Cause && (step.cause != first->cause || step.text != first->text);
         }) != nullptr;
}

/// A block, or several: an object, or a collection of them.
bool is_block(const Value& value) {
  if (!value.has_content()) return false;
  if (value.kind() == value::TypeKind::Object) return true;
  bool is_sequence =
      value.kind() == value::TypeKind::List || value.kind() == value::TypeKind::Set || value.kind() == value::TypeKind::Tuple;
  return is_sequence && !value.elements().empty() && is_block(value.elements().front());
}

/// Of the block that an argument at `path` would stand in.
diag::Place enclosing_place(const facts::Fact& fact, std::string_view path) {
  size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? fact.place : fact.place_of(path.substr(0, dot));
}

/// A short text that is known but for some parts: `…/app:1.2`.
std::string outline_of(const Value& value) {
  const value::Refinement* known = value.is_known() ? nullptr : value.refinement();
  bool is_secret = (value.marks() & (value::kSensitive | value::kEphemeral)) != 0;
  if (known == nullptr || !known->outline || known->outline->size() > kLongestOutline || is_secret) return {};
  std::string text = *known->outline;
  for (size_t at = text.find(value::kGap); at != std::string::npos; at = text.find(value::kGap, at))
    text.replace(at, value::kGap.size(), "…");
  return controls::shown(Value::string(text), kLongestOutline);
}

/// `name`: of what was looked for; empty where the value is there.
TraceStep value_step(const diag::Place& place, std::string_view name, const Value& value) {
  TraceStep step{.kind = TraceStep::Kind::Value, .place = place, .text = {}};
  if (!name.empty() && !is_written(value, step.place)) {
    step.text = {fmt::format("`{}` is not set", name), fmt::format("`{}` ist nicht gesetzt", name)};
  } else if (std::string outline = outline_of(value); !outline.empty()) {
    step.text = {fmt::format("is `{}`", outline), fmt::format("ist `{}`", outline)};
  } else if (std::string named = sole_stem(value); !value.is_known() && !named.empty()) {
    step.text = {fmt::format("is `{}`", named), fmt::format("ist `{}`", named)};
  } else if (!value.is_known()) {
    step.text = {"is not known", "ist nicht bekannt"};
  } else if (is_block(value)) {
    // The lines that are shown say it better.
  } else {
    std::string shown = value.is_null() ? "null" : controls::shown(value);
    if (shown.empty()) shown = "\"\"";
    step.text = {fmt::format("is `{}`", shown), fmt::format("ist `{}`", shown)};
  }
  return step;
}

TraceStep binding_step(const OriginStep& step) {
  TraceStep result{.kind = TraceStep::Kind::SetHere, .place = step.place, .text = {}};
  if (step.context == "default") {
    result.kind = TraceStep::Kind::Default;
    result.text = {fmt::format("default of `{}`", step.text), fmt::format("Default von `{}`", step.text)};
  } else if (step.context.starts_with("module.")) {
    result.kind = TraceStep::Kind::Through;
    result.text = {fmt::format("set here, through `{}`", step.context), fmt::format("hier gesetzt, über `{}`", step.context)};
  } else if (step.context.empty() || step.context == "output") {
    result.text = {fmt::format("`{}` is set here", step.text), fmt::format("`{}` wird hier gesetzt", step.text)};
  } else {
    result.text = {fmt::format("`{}` is set here, by `{}`", step.text, step.context),
                   fmt::format("`{}` wird hier gesetzt, durch `{}`", step.text, step.context)};
  }
  return result;
}

bool overlaps(const diag::Place& a, const diag::Place& b) { return a.source == b.source && a.begin < b.end && b.begin < a.end; }

}  // namespace

namespace {

std::vector<TraceStep> trace_from(TraceStep seen, const Value& value) {
  std::vector<TraceStep> trace;
  trace.push_back(std::move(seen));
  auto add = [&](TraceStep step) {
    bool is_new = std::none_of(trace.begin(), trace.end(), [&](const TraceStep& known) { return known.place == step.place; });
    if (is_new && step.place.known()) trace.push_back(std::move(step));
  };
  value::walk(value.origin(), [&](const OriginStep& step) {
    if (trace.size() >= kMaxSteps || facts::is_identity(step)) return false;
    if (step.kind == OriginStep::Kind::Binding) add(binding_step(step));
    if (step.kind == OriginStep::Kind::Stem) {
      std::string name = step.target->address + (step.text.empty() ? "" : "." + step.text);
      add({.kind = TraceStep::Kind::Through,
           .place = step.target->place,
           .text = {fmt::format("comes from `{}`", name), fmt::format("kommt von `{}`", name)}});
    }
    return true;
  });
  // A part of a larger value, such as one entry of a map in a tfvars file: the bindings say where the whole was set, this where it is.
  diag::Place first = value::first_place(value.origin());
  bool is_shown = std::any_of(trace.begin(), trace.end(), [&](const TraceStep& step) { return overlaps(step.place, first); });
  if (value.is_known() && !is_shown) add({.kind = TraceStep::Kind::SetHere, .place = first, .text = {"set here", "hier gesetzt"}});
  return trace;
}

}  // namespace

std::vector<TraceStep> trace_of(const facts::Fact& fact, std::string_view path) {
  Value value = fact.at(path);
  TraceStep seen = value_step(fact.place_of(path), last_step(path), value);
  bool is_plain = value.has_content() && !is_block(value);
  // What has no code has no defaults of a provider either.
  if (is_plain && fact.body != nullptr && seen.place == enclosing_place(fact, path)) {
    std::string shown = controls::shown(value);
    seen.text = {fmt::format("`{}` is `{}` by default", last_step(path), shown),
                 fmt::format("`{}` ist als Vorgabe `{}`", last_step(path), shown)};
  }
  return trace_from(std::move(seen), value);
}

std::vector<TraceStep> trace_of(const diag::Place& place, const Value& value) { return trace_from(value_step(place, {}, value), value); }

diag::Place root_cause_of(const facts::Fact& fact, std::string_view path) {
  Value value = fact.at(path);
  diag::Place first = value::first_place(value.origin());
  return first.known() ? first : fact.place_of(path);
}

std::vector<Cause> causes_of(const Value& value) {
  std::vector<Cause> causes;
  Value undecided = controls::undecided_by(value);
  for (const OriginStep* step : value::causes(undecided.origin())) {
    if (causes.size() == kMaxCauses) break;
    controls::Text name = controls::cause_name(step->text);
    bool is_variable = step->cause == value::CauseKind::UnsetVariable && name.en != "terraform.workspace";
    if (is_variable && !name.en.starts_with("var.")) {
      name.en.insert(0, "var.");
      name.de = name.en;
    }
    controls::Text text = {cause_text(step->cause, name.en).en, cause_text(step->cause, name.de).de};
    causes.push_back({.kind = step->cause, .name = std::move(name.en), .place = step->place, .text = std::move(text)});
  }
  return causes;
}

}  // namespace wafpp::assess
