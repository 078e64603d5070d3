#include "controls/domain.h"

namespace wafpp::controls {
namespace {

Value undecided_because(Question& question, std::span<const Value> arguments) {
  std::string en(text_of(arguments[0]).value_or("something that nobody said"));
  std::string de(arguments.size() > 1 ? text_of(arguments[1]).value_or(en) : en);
  return undecided(value::CauseKind::MissingEvidence, question.subject().place, in_both({std::move(en), std::move(de)}),
                   value::Type::boolean());
}

}  // namespace

extern const DomainFunction domain_undecided;
const DomainFunction domain_undecided = {
    .name = "undecided",
    .signature = "undecided(en, de)",
    .summary = "An answer that is not known, with what it hangs on, in English and German: `whether the scan has ended`, `davon, ob der Scan zu Ende ist`.",
    .min_arguments = 1,
    .max_arguments = 2,
    .call = undecided_because,
};

}  // namespace wafpp::controls
