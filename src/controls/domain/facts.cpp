#include "controls/domain.h"

namespace wafpp::controls {
namespace {

Value facts_of_kind(Question& question, std::span<const Value> arguments) {
  if (!arguments[0].is_known()) return undecided_by(arguments[0]);
  std::vector<Value> found;
  if (std::optional<std::string_view> kind = text_of(arguments[0])) {
    for (const Fact* fact : question.facts().seen_from(question.subject().root, *kind)) found.push_back(fact->value());
  }
  return Value::tuple(std::move(found));
}

}  // namespace

extern const DomainFunction domain_facts;
const DomainFunction domain_facts = {
    .name = "facts",
    .signature = "facts(kind)",
    .summary =
        "All facts of a kind in the subject's root, such as `resource.aws_s3_bucket`, and all evidence, such as `evidence.kms_key`; a kind "
        "may "
        "end in `.*`. A subject that is evidence itself sees all roots.",
    .call = facts_of_kind,
};

}  // namespace wafpp::controls
