#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "controls/domain.h"

namespace wafpp::controls {
namespace {

/// Words that say nothing about what a key is for.
bool is_empty_word(std::string_view word) {
  constexpr std::array kWords = std::to_array<std::string_view>(
      {"alias", "aws", "bar",     "baz",     "cmk",    "default",   "demo", "encryption", "example", "foo", "key",  "keys", "kms", "main",
       "my",    "new", "primary", "replica", "sample", "secondary", "some", "temp",       "test",    "the", "this", "tmp",  "your"});
  bool has_letters = std::count_if(word.begin(), word.end(), [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }) >= 2;
  // A piece of a random name, or a number.
  bool is_hex = word.size() >= 8 && std::all_of(word.begin(), word.end(),
                                                [](char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); });
  return !has_letters || is_hex || std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

bool tells(std::string_view name) {
  if (name.starts_with("alias/")) name.remove_prefix(6);
  std::string word;
  auto ends = [&] {
    bool tells_something = !word.empty() && !is_empty_word(word);
    word.clear();
    return tells_something;
  };
  for (char c : name) {
    bool is_part = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    if (is_part) {
      word += static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    } else if (ends()) {
      return true;
    }
  }
  return ends();
}

Answer alias_tells(const Fact& alias, std::string& path) {
  path = "name";
  Value name = alias.at("name");
  if (std::optional<std::string_view> text = text_of(name)) return tells(*text) ? Answer::Yes : Answer::No;
  if (!name.is_known()) {
    const value::Refinement* partly = name.refinement();
    return partly != nullptr && (tells(partly->prefix) || tells(partly->suffix)) ? Answer::Yes : Answer::Unknown;
  }
  path = "name_prefix";
  Value prefix = alias.at("name_prefix");
  if (!prefix.is_known()) return Answer::Unknown;
  return text_of(prefix) && tells(*text_of(prefix)) ? Answer::Yes : Answer::No;
}

/// As far as it is known.
std::string name_of(const Fact& alias, const std::string& path) {
  Value name = alias.at(path);
  return name.is_known() ? shown(name) : alias.subject;
}

Value has_telling_alias(Question& question, std::span<const Value> arguments) {
  const Fact* key = question.facts().of_value(arguments[0]);
  if (key == nullptr) return Value::boolean(false);
  Relations::Related aliases = question.relations().pointing_at(*key, "resource.aws_kms_alias", "target_key_id", names_of(*key));
  Value open;
  for (const Fact* alias : aliases.facts) {
    std::string path;
    switch (alias_tells(*alias, path)) {
      case Answer::Yes:
        question.note(Note::Kind::Reason, alias->place_of(path), fmt::format("its alias is `{}`", name_of(*alias, path)),
                      fmt::format("sein Alias ist `{}`", name_of(*alias, path)));
        return Value::boolean(true);
      case Answer::Unknown:
        open = alias->at(path);
        break;
      case Answer::No:
        question.note(Note::Kind::Reason, alias->place_of(path), fmt::format("`{}` does not say what it is for", alias->subject),
                      fmt::format("`{}` sagt nicht, wofür er da ist", alias->subject));
        break;
    }
  }
  if (open.is_known() && aliases.facts.empty() && !aliases.open.empty()) open = aliases.open.front()->at("target_key_id");
  return open.is_known() ? Value::boolean(false) : undecided_by(open, value::Type::boolean());
}

}  // namespace

extern const DomainFunction domain_has_telling_alias;
const DomainFunction domain_has_telling_alias = {
    .name = "has_telling_alias",
    .signature = "has_telling_alias(key)",
    .summary = "Whether a KMS key has an alias whose name says what the key is for.",
    .call = has_telling_alias,
};

}  // namespace wafpp::controls
