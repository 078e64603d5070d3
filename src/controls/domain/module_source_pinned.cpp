#include <fmt/format.h>

#include "controls/domain.h"
#include "controls/module_source.h"

namespace wafpp::controls {
namespace {

Text text_for(const SourceReading& reading) {
  std::string name = shown(Value::string(reading.name), 60);
  switch (reading.pin) {
    case SourcePin::Range:
      return {fmt::format("the module's version is left open: `{}`", name), fmt::format("Die Version des Moduls bleibt offen: `{}`", name)};
    case SourcePin::NoVersion:
      return {"the module has no version: whatever is the newest is taken",
              "Das Modul hat keine Version: Genommen wird die jeweils neueste"};
    case SourcePin::Branch:
      return {fmt::format("the module follows `{}`, which moves", name), fmt::format("Das Modul folgt `{}`, und das bewegt sich", name)};
    case SourcePin::NoRef:
      return {"the module follows its repository: no `ref` says which commit or tag",
              "Das Modul folgt seinem Repository: Kein `ref` nennt einen Commit oder Tag"};
    case SourcePin::NoChecksum:
      return {"the module is an archive without a checksum", "Das Modul ist ein Archiv ohne Prüfsumme"};
    case SourcePin::UnclearRef:
      return {fmt::format("`{}` may be a branch or a tag", name), fmt::format("`{}` kann ein Branch oder ein Tag sein", name)};
    case SourcePin::Local:
    case SourcePin::Exact:
    case SourcePin::Tag:
    case SourcePin::NoSource:
      break;
  }
  return {};
}

Value module_source_pinned(Question& question, std::span<const Value> arguments) {
  const Fact* call = question.facts().of_value(arguments[0]);
  if (call == nullptr) return Value::null(value::Type::boolean());
  Value source = call->at("source");
  Value version = call->at("version");
  diag::Place place = call->place_of("source");
  std::optional<std::string_view> text = text_of(source);
  if (!text) return undecided(value::CauseKind::Error, place, "`source` is no literal text", value::Type::boolean());
  SourceReading reading = read_module_source(*text, text_of(version).value_or(""));
  bool is_version = reading.pin == SourcePin::Range;
  Note headline{.kind = Note::Kind::Headline,
                .place = is_version ? call->place_of("version") : place,
                .text = text_for(reading),
                .value = is_version ? version : source};
  switch (reading.pin) {
    case SourcePin::Local:
    case SourcePin::Exact:
      return answer(Answer::Yes);
    case SourcePin::Tag:
      question.note(Note::Kind::Assumption, place, fmt::format("`{}` is taken for a tag that nobody moves", reading.name),
                    fmt::format("`{}` gilt als Tag, den niemand verschiebt", reading.name));
      return answer(Answer::Yes);
    case SourcePin::UnclearRef:
      question.notes().push_back(std::move(headline));
      return undecided(value::CauseKind::OutsideEstate, place, fmt::format("`ref={}`", reading.name), value::Type::boolean());
    case SourcePin::NoSource:
      return undecided(value::CauseKind::Error, place, fmt::format("`{}` is no module source", reading.name), value::Type::boolean());
    case SourcePin::Range:
    case SourcePin::NoVersion:
    case SourcePin::Branch:
    case SourcePin::NoRef:
    case SourcePin::NoChecksum:
      question.notes().push_back(std::move(headline));
      return answer(Answer::No);
  }
  return answer(Answer::No);
}

}  // namespace

extern const DomainFunction domain_module_source_pinned;
const DomainFunction domain_module_source_pinned = {
    .name = "module_source_pinned",
    .signature = "module_source_pinned(call)",
    .summary = "Whether a module call always gets the same code: by an exact version, a commit, a tag or a checksum.",
    .call = module_source_pinned,
};

}  // namespace wafpp::controls
