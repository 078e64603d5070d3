#include "controls/images.h"

namespace wafpp::controls {
namespace {

Value names_images(Question& question, std::span<const Value> arguments) {
  const Fact* fact = question.facts().of_value(arguments[0]);
  if (fact == nullptr) return Value::boolean(false);
  Images images = images_of(*fact);
  for (const Image& image : images.found) {
    if (image_form(image).form != ImageForm::Nothing) return Value::boolean(true);
  }
  return answer(images.open.empty() ? Answer::No : Answer::Unknown, images.open);
}

}  // namespace

extern const DomainFunction domain_names_images;
const DomainFunction domain_names_images = {
    .name = "names_images",
    .signature = "names_images(resource)",
    .summary = "Whether a resource names a container image.",
    .call = names_images,
};

}  // namespace wafpp::controls
