#include "controls/domain.h"

namespace wafpp::controls {
namespace {

Value lies_outside(Question& question, std::span<const Value> arguments) {
  std::optional<std::string_view> en = text_of(arguments[0]);
  std::optional<std::string_view> de = text_of(arguments[arguments.size() - 1]);
  Text what = {std::string(en.value_or("")), std::string(de.value_or(""))};
  return answer(Answer::Unknown, outside(question.subject().place, what));
}

}  // namespace

extern const DomainFunction domain_outside;
const DomainFunction domain_outside = {
    .name = "outside",
    .signature = "outside(english, german)",
    .summary = "Undecided, since what the texts name decides it and lies outside of what was read: a setting of the account, for example.",
    .min_arguments = 1,
    .max_arguments = 2,
    .call = lies_outside,
};

}  // namespace wafpp::controls
