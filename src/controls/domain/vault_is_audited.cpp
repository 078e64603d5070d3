#include <fmt/format.h>

#include "controls/block_paths.h"
#include "controls/domain.h"

namespace wafpp::controls {
namespace {

/// Whether a category, or a group of them, holds what is done with keys.
Answer holds_audit(const Fact& setting, const std::string& block, bool may_be_off) {
  if (may_be_off) {
    Value enabled = setting.at(path_below(block, "enabled"));
    if (!enabled.is_known()) return Answer::Unknown;
    if (!enabled.is_null() && truth(enabled) == Answer::No) return Answer::No;
  }
  Answer result = Answer::No;
  for (std::string_view name : {"category", "category_group"}) {
    Value value = setting.at(path_below(block, name));
    if (!value.is_known()) result = Answer::Unknown;
    std::optional<std::string_view> text = text_of(value);
    if (text == "AuditEvent" || text == "audit" || text == "allLogs") return Answer::Yes;
  }
  return result;
}

Answer records_audit(const Fact& setting, Value& open) {
  Answer result = Answer::No;
  for (std::string_view type : {"enabled_log", "log"}) {
    BlockPaths blocks = block_paths(setting, type);
    if (!blocks.open.is_known()) {
      result = Answer::Unknown;
      open = blocks.open;
    }
    for (const std::string& block : blocks.paths) {
      Answer next = holds_audit(setting, block, type == "log");
      if (next == Answer::Yes) return next;
      if (next == Answer::No) continue;
      result = next;
      open = setting.at(path_below(block, "category"));
    }
  }
  return result;
}

Value vault_is_audited(Question& question, std::span<const Value> arguments) {
  const Fact* vault = question.facts().of_value(arguments[0]);
  if (vault == nullptr) return Value::boolean(false);
  Relations::Related settings =
      question.relations().pointing_at(*vault, "resource.azurerm_monitor_diagnostic_setting", "target_resource_id", names_of(*vault));
  Answer result = Answer::No;
  Value open;
  for (const Fact* setting : settings.facts) {
    Answer next = records_audit(*setting, open);
    if (next == Answer::Yes) {
      question.note(Note::Kind::Reason, setting->place, fmt::format("`{}` records it", setting->subject),
                    fmt::format("`{}` zeichnet es auf", setting->subject));
      return Value::boolean(true);
    }
    if (next == Answer::Unknown) result = next;
  }
  if (result == Answer::No && !settings.open.empty()) {
    result = Answer::Unknown;
    open = settings.open.front()->at("target_resource_id");
  }
  return answer(result, open.is_known() ? value::Origin() : undecided_by(open).origin());
}

}  // namespace

extern const DomainFunction domain_vault_is_audited;
const DomainFunction domain_vault_is_audited = {
    .name = "vault_is_audited",
    .signature = "vault_is_audited(vault)",
    .summary = "Whether a diagnostic setting of the root records who uses the keys of a vault or managed HSM.",
    .call = vault_is_audited,
};

}  // namespace wafpp::controls
