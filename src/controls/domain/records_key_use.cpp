#include "controls/block_paths.h"
#include "controls/domain.h"

namespace wafpp::controls {
namespace {

Value records_key_use(Question& question, std::span<const Value> arguments) {
  const Fact* fact = question.facts().of_value(arguments[0]);
  if (fact == nullptr) return Value::boolean(false);
  BlockPaths blocks = block_paths(*fact, "audit_log_config");
  Value open = blocks.open;
  for (const std::string& block : blocks.paths) {
    Value type = fact->at(path_below(block, "log_type"));
    if (!type.is_known()) open = type;
    if (text_of(type) != "DATA_READ") continue;
    std::string path = path_below(block, "exempted_members");
    Value exempted = fact->at(path);
    question.found_at(*fact, path);
    if (!exempted.is_known()) return undecided_by(exempted, value::Type::boolean());
    return Value::boolean(exempted.is_null() || exempted.length() == 0);
  }
  return open.is_known() ? Value::boolean(false) : undecided_by(open, value::Type::boolean());
}

}  // namespace

extern const DomainFunction domain_records_key_use;
const DomainFunction domain_records_key_use = {
    .name = "records_key_use",
    .signature = "records_key_use(audit_config)",
    .summary = "Whether an audit configuration of Google records reads of data, which use of keys is, without exempting anybody.",
    .call = records_key_use,
};

}  // namespace wafpp::controls
