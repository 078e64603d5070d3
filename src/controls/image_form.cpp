#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "controls/images.h"
#include "evidence/common/image_name.h"

namespace wafpp::controls {
namespace {

using evidence::ends_in_digest;
using evidence::may_end_in_digest;
using evidence::tag_of;
using value::OriginStep;

/// `fact.attribute` where the value is, or is made from, an attribute that names an image by its digest.
std::string digest_attribute(const OriginStep& stem) {
  std::string kind = (stem.target->data ? "data." : "resource.") + stem.target->type;
  auto known = image_catalogue().digests.find(kind);
  if (known == image_catalogue().digests.end()) return {};
  bool is_one = std::find(known->second.begin(), known->second.end(), stem.text) != known->second.end();
  return is_one ? stem.target->address + "." + stem.text : std::string();
}

/// The step that the value is as it stands: nothing was put before or behind it, and nothing else could have been taken instead.
const OriginStep* sole_stem(const Value& value) {
  const OriginStep* step = value.origin().step();
  while (step != nullptr && step->kind != OriginStep::Kind::Stem)
    step = step->parents.size() == 1 && step->kind != OriginStep::Kind::Cause ? step->parents.front().step() : nullptr;
  return step;
}

/// Of a value made by a function: all that it is made of are attributes of resources, and one of them is a digest.
std::string digest_among(const Value& value) {
  std::string found;
  bool hangs_on_more = false;
  value::walk(value.origin(), [&](const OriginStep& step) {
    if (facts::is_identity(step)) return false;
    if (step.kind == OriginStep::Kind::Cause) hangs_on_more = true;
    if (step.kind != OriginStep::Kind::Stem) return true;
    if (found.empty()) found = digest_attribute(step);
    return false;
  });
  return hangs_on_more ? std::string() : found;
}

/// On what it hangs how the image is named: on an input rather than on where the registry is.
value::Origin cause_of(const Value& name) {
  std::vector<value::Origin> inputs;
  Value open = undecided_by(name);
  for (const OriginStep* step : value::causes(open.origin())) {
    bool is_input = step->cause != value::CauseKind::AfterApply && step->cause != value::CauseKind::DataSource;
    if (is_input) inputs.push_back(cause(step->cause, step->place, step->text));
  }
  return inputs.empty() ? open.origin() : value::Origin::combined(std::move(inputs));
}

ImageAnswer by_digest(std::string en, std::string de) {
  return {.form = ImageForm::Digest, .tag = {}, .because = {std::move(en), std::move(de)}, .open = {}};
}

ImageAnswer form_of_text(std::string_view text) {
  if (text.empty()) return {};
  if (ends_in_digest(text)) return {.form = ImageForm::Digest};
  std::string_view tag = tag_of(text);
  if (tag.empty() && text.find('@') != std::string_view::npos) tag = text.substr(text.find('@'));
  return tag.empty() ? ImageAnswer{.form = ImageForm::Untagged} : ImageAnswer{.form = ImageForm::Tag, .tag = std::string(tag)};
}

ImageAnswer form_of_unknown(const Value& name) {
  static const value::Refinement kNothing;
  const value::Refinement& known = name.refinement() != nullptr ? *name.refinement() : kNothing;
  if (ends_in_digest(known.suffix)) return {.form = ImageForm::Digest};
  if (!known.suffix.empty() && !may_end_in_digest(known.suffix)) {
    // Of `.../app:1.2` the tag is known; of `...-alpine` only that it ends so.
    return {.form = ImageForm::Tag, .tag = std::string(tag_of(known.suffix))};
  }
  if (const OriginStep* stem = sole_stem(name)) {
    if (std::string attribute = digest_attribute(*stem); !attribute.empty())
      return by_digest(fmt::format("`{}` names the image by its digest", attribute),
                       fmt::format("`{}` benennt das Image mit seinem Digest", attribute));
  }
  if (known.outline) {
    std::string_view outline = *known.outline;
    size_t at = outline.rfind('@');
    std::string_view behind = at == std::string_view::npos ? std::string_view() : outline.substr(at + 1);
    for (std::string_view intro : evidence::kDigestIntros) {
      if (behind.starts_with(intro.substr(1))) behind.remove_prefix(intro.size() - 1);
    }
    if (behind == value::kGap)
      return by_digest("what stands behind `@` in the name of an image is a digest",
                       "was im Namen eines Images hinter `@` steht, ist ein Digest");
  } else if (std::string attribute = digest_among(name); !attribute.empty()) {
    return by_digest(fmt::format("the name is made with the digest `{}`", attribute),
                     fmt::format("der Name enthält den Digest `{}`", attribute));
  }
  return {.form = ImageForm::Open, .tag = {}, .because = {}, .open = cause_of(name)};
}

}  // namespace

ImageAnswer image_form(const Value& name) {
  if (!name.is_known()) return form_of_unknown(name);
  std::optional<std::string_view> text = text_of(name);
  if (!text) return {};
  ImageAnswer answer = form_of_text(*text);
  if ((name.deep_marks() & (value::kSensitive | value::kEphemeral)) != 0) answer.tag.clear();
  return answer;
}

ImageAnswer image_form(const Image& image) {
  ImageAnswer answer = image_form(image.name);
  std::optional<std::string_view> tag = text_of(image.tag);
  bool has_tag = !image.tag.is_known() || (tag && !tag->empty());
  if (!has_tag || answer.form == ImageForm::Nothing) return answer;
  // Two arguments make one name: `NAME:TAG`.
  if (!tag) return {.form = ImageForm::Open, .tag = {}, .because = {}, .open = cause_of(image.tag)};
  std::string_view known = image.name.is_known() ? image.name.as_string() : std::string_view();
  ImageAnswer whole = form_of_text(fmt::format("{}:{}", known.empty() ? "name" : known, *tag));
  if (whole.form == ImageForm::Tag && (image.tag.deep_marks() & (value::kSensitive | value::kEphemeral)) == 0)
    whole.tag = std::string(*tag);
  return whole;
}

}  // namespace wafpp::controls
