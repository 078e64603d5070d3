#include <fmt/format.h>

#include "controls/domain.h"

namespace wafpp::controls {
namespace {

Value signature_tags_only(Question& question, std::span<const Value> arguments) {
  const Value& filters = arguments[0];
  if (!filters.is_known()) return undecided_by(filters, value::Type::boolean());
  if (filters.is_null()) return answer(Answer::Yes);
  bool is_list =
      filters.kind() == value::TypeKind::List || filters.kind() == value::TypeKind::Tuple || filters.kind() == value::TypeKind::Set;
  if (!is_list) return answer(Answer::No);
  Answer result = Answer::Yes;
  value::Origin open;
  for (const Value& block : filters.elements()) {
    bool is_object = block.is_known() && !block.is_null() && block.kind() == value::TypeKind::Object;
    const Value* filter = is_object ? block.find("filter") : nullptr;
    if (filter == nullptr || !filter->is_known()) {
      // Signatures alone, as far as can be seen; what is not known may be any tag.
      if (filter != nullptr && filter->refinement() != nullptr && filter->refinement()->prefix.starts_with("sha256-")) continue;
      if (result == Answer::Yes) result = Answer::Unknown;
      open = (filter != nullptr ? *filter : block).origin();
      continue;
    }
    std::optional<std::string_view> text = text_of(*filter);
    if (text && text->starts_with("sha256-")) continue;
    result = Answer::No;
    diag::Place place = filter->origin().place();
    question.note(Note::Kind::Reason, place.known() ? place : question.subject().place,
                  fmt::format("`{}` stays open to overwriting", shown(*filter)), fmt::format("`{}` bleibt überschreibbar", shown(*filter)));
  }
  return answer(result, open);
}

}  // namespace

extern const DomainFunction domain_signature_tags_only;
const DomainFunction domain_signature_tags_only = {
    .name = "signature_tags_only",
    .signature = "signature_tags_only(filters)",
    .summary = "Whether exclusions from the immutability of tags are for signatures and attestations (`sha256-...`) alone.",
    .call = signature_tags_only,
};

}  // namespace wafpp::controls
