#include "controls/domain.h"

namespace wafpp::controls {
namespace {

Value attribute(Question& question, std::span<const Value> arguments) {
  if (!arguments[1].is_known()) return undecided_by(arguments[1]);
  const Fact* fact = question.facts().of_value(arguments[0]);
  std::optional<std::string_view> path = text_of(arguments[1]);
  if (fact == nullptr || !path) return {};
  return fact->at(*path);
}

}  // namespace

extern const DomainFunction domain_attribute;
const DomainFunction domain_attribute = {
    .name = "attribute",
    .signature = "attribute(self, path)",
    .summary =
        "What stands at a path such as `logging.bucket`, blocks and objects alike: of several blocks the first; null where nothing does.",
    .min_arguments = 2,
    .max_arguments = 2,
    .call = attribute,
};

}  // namespace wafpp::controls
