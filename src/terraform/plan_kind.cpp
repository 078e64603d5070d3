#include "terraform/plan_kind.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>

#include "base/letters.h"
#include "documents/json_cursor.h"

namespace wafpp::terraform {

namespace {

/// Further names that plans and states have: the tools around them sort names, so that what tells them apart may come late.
constexpr std::string_view kOtherNames[] = {"applyable", "check_results",       "checks",         "complete",           "configuration",
                                            "errored",   "deferred_changes",    "meta",           "encryption_version", "outputs",
                                            "timestamp", "relevant_attributes", "resource_drift", "variables"};

/// The names that the outermost object has shown so far.
struct Seen {
  bool format_version = false;
  bool plan = false;  ///< A name that only plans have.
  bool values = false;
  bool version = false;
  bool lineage = false;
  bool serial = false;
  bool terraform_version = false;
  bool resources = false;
  bool encrypted = false;
  bool others = false;
  bool strangers = false;  ///< Names that none of these files has.

  void add(std::string_view name) {
    if (name == "format_version") {
      format_version = true;
    } else if (name == "planned_values" || name == "resource_changes" || name == "output_changes" || name == "prior_state") {
      plan = true;
    } else if (name == "values") {
      values = true;
    } else if (name == "version") {
      version = true;
    } else if (name == "lineage") {
      lineage = true;
    } else if (name == "serial") {
      serial = true;
    } else if (name == "terraform_version") {
      terraform_version = true;
    } else if (name == "resources" || name == "modules") {
      resources = true;
    } else if (name == "encrypted_data") {
      encrypted = true;
    } else {
      others = true;
      strangers = strangers || std::find(std::begin(kOtherNames), std::end(kOtherNames), name) == std::end(kOtherNames);
    }
  }

  /// Whether it still may become something.
  bool is_open() const { return !strangers || format_version || lineage; }

  PlanKind kind() const {
    if (format_version && plan) return PlanKind::Plan;
    if (format_version && values) return PlanKind::State;
    if (encrypted && lineage) return PlanKind::EncryptedState;
    if (version && (lineage || (serial && terraform_version))) return PlanKind::RawState;
    return PlanKind::None;
  }
};

/// A zip archive whose first entries hold one called `tfplan`. Terraform writes it first; local headers follow one another.
bool is_binary_plan(std::string_view text) {
  constexpr size_t kHeader = 30;
  constexpr size_t kNameLength = 26;
  if (!text.starts_with("PK\x03\x04") || text.size() < kHeader) return false;
  auto byte = [&](size_t at) { return static_cast<unsigned char>(text[at]); };
  size_t length = byte(kNameLength) | byte(kNameLength + 1) << 8;
  return text.substr(kHeader, length) == "tfplan" || text.substr(0, size_t{64} * 1024).find("tfconfig/") != std::string_view::npos;
}

bool is_in(std::string_view name, std::string_view part) { return name.find(part) != std::string_view::npos; }

/// The ASCII of a text in UTF-16 with its mark in front; empty for every other text. Enough to know names by.
std::string narrowed(std::string_view text) {
  bool is_little = text.starts_with("\xFF\xFE");
  if (!is_little && !text.starts_with("\xFE\xFF")) return {};
  std::string result;
  for (size_t at = 2; at + 1 < text.size(); at += 2) {
    char low = text[is_little ? at : at + 1];
    char high = text[is_little ? at + 1 : at];
    result += high == '\0' ? low : '?';
  }
  return result;
}

}  // namespace

PlanKind recognise_plan(std::string_view text, Extent extent) {
  if (is_binary_plan(text)) return PlanKind::BinaryPlan;
  if (std::string narrow = narrowed(text); !narrow.empty()) {
    PlanKind kind = recognise_plan(narrow, extent);
    return kind == PlanKind::Plan || kind == PlanKind::State || kind == PlanKind::RawState ? PlanKind::WidePlan : PlanKind::None;
  }
  documents::JsonCursor cursor(text);
  if (!cursor.enter('{')) return PlanKind::None;
  Seen seen;
  while (auto name = cursor.next_member()) {
    if (name->text == "@level" || name->text == "@message") return PlanKind::PlanLog;
    seen.add(name->text);
    if (PlanKind kind = seen.kind(); kind != PlanKind::None) return kind;
    cursor.skip();
  }
  if (cursor.failed() && extent == Extent::Beginning) return seen.is_open() ? PlanKind::Open : PlanKind::None;
  // What `terraform show -json` says about no state at all.
  if (seen.format_version && !seen.others && !cursor.failed()) return PlanKind::State;
  // Cut off before it said what it is: the reader says where.
  if (cursor.failed() && seen.format_version) return PlanKind::Plan;
  return PlanKind::None;
}

bool may_be_plan(std::string_view name) {
  std::string lower = base::lowered(name);
  if (lower.ends_with(".json") || lower.ends_with(".tfstate") || is_in(lower, "tfplan")) return true;
  // What people write behind `-out=`: `plan`, `plan.out`, `prod.plan`, `out.planfile`.
  size_t dot = lower.rfind('.');
  std::string_view ending = dot == std::string::npos ? std::string_view() : std::string_view(lower).substr(dot + 1);
  return is_in(lower, "plan") && (dot == std::string::npos || ending == "out" || ending == "bin" || is_in(ending, "plan"));
}

}  // namespace wafpp::terraform
