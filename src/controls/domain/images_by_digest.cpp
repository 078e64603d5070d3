#include <fmt/format.h>

#include "controls/images.h"

namespace wafpp::controls {
namespace {

constexpr size_t kMaxNotes = 8;

/// At the beginning of a German sentence.
std::string first_upper(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

Text describe(const Image& image, const ImageAnswer& answer) {
  std::string what_de = first_upper(image.what.de);
  switch (answer.form) {
    case ImageForm::Tag: {
      if (answer.tag.empty())
        return {fmt::format("{} is named by a tag, not by a digest", image.what.en),
                fmt::format("{} wird mit einem Tag benannt, nicht mit einem Digest", what_de)};
      std::string tag = shown(Value::string(answer.tag), 40);
      return {fmt::format("{} is named by the tag `{}`, not by a digest", image.what.en, tag),
              fmt::format("{} wird mit dem Tag `{}` benannt, nicht mit einem Digest", what_de, tag)};
    }
    case ImageForm::Untagged:
      return {fmt::format("{} is named by neither tag nor digest, which means the tag `latest`", image.what.en),
              fmt::format("{} wird weder mit Tag noch mit Digest benannt, also gilt der Tag `latest`", what_de)};
    case ImageForm::Open:
      return {fmt::format("{} may be named by a tag", image.what.en), fmt::format("{} wird vielleicht mit einem Tag benannt", what_de)};
    case ImageForm::Nothing:
    case ImageForm::Digest:
      break;
  }
  return {};
}

Value images_by_digest(Question& question, std::span<const Value> arguments) {
  const Fact* fact = question.facts().of_value(arguments[0]);
  if (fact == nullptr) return Value::null(value::Type::boolean());
  Images images = images_of(*fact);
  Answer result = Answer::Yes;
  value::Origin open;
  std::vector<Note> failed;
  std::vector<Note> undecided;
  std::vector<Note> proofs;
  for (const Image& image : images.found) {
    ImageAnswer answer = image_form(image);
    const Value& value = text_of(image.tag) || !image.tag.is_known() ? image.tag : image.name;
    Note note{.kind = Note::Kind::Headline, .place = image.place, .text = describe(image, answer), .value = value};
    switch (answer.form) {
      case ImageForm::Nothing:
        break;
      case ImageForm::Digest:
        if (!answer.because.empty()) {
          note.kind = Note::Kind::Reason;
          note.text = {fmt::format("{}: {}", image.what.en, answer.because.en), fmt::format("{}: {}", image.what.de, answer.because.de)};
          proofs.push_back(std::move(note));
        }
        break;
      case ImageForm::Tag:
      case ImageForm::Untagged:
        result = Answer::No;
        failed.push_back(std::move(note));
        break;
      case ImageForm::Open:
        if (result == Answer::Yes) result = Answer::Unknown;
        open = value::Origin::combined(open, answer.open);
        undecided.push_back(std::move(note));
        break;
    }
  }
  if (!images.open.empty()) {
    if (result == Answer::Yes) result = Answer::Unknown;
    if (undecided.empty()) undecided.push_back({.kind = Note::Kind::Headline, .place = images.open_place, .text = {}});
    open = value::Origin::combined(open, images.open);
  }
  std::vector<Note>& kept = result == Answer::No ? failed : result == Answer::Yes ? proofs : undecided;
  if (kept.size() > kMaxNotes) kept.resize(kMaxNotes);
  for (Note& note : kept) {
    // The first is what the finding says; the others stand below.
    bool is_first = &note == kept.data();
    if (!is_first && result == Answer::Unknown) break;
    if (!is_first) note.kind = Note::Kind::Reason;
    question.notes().push_back(std::move(note));
  }
  if (result == Answer::Yes && !images.assumption.empty())
    question.note(Note::Kind::Assumption, fact->place, images.assumption.en, images.assumption.de);
  return answer(result, open);
}

}  // namespace

extern const DomainFunction domain_images_by_digest;
const DomainFunction domain_images_by_digest = {
    .name = "images_by_digest",
    .signature = "images_by_digest(resource)",
    .summary = "Whether a resource names all container images that it runs by their digest; the finding points at the image that is not.",
    .call = images_by_digest,
};

}  // namespace wafpp::controls
