#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "documents/json.h"

/// Whether what is found has all that is wanted.
namespace wafpp::evidence {

using documents::JsonKind;
using documents::JsonMember;
using documents::JsonValue;

/// Words to the reader of `expected.json`, not facts of the file.
inline bool is_remark(std::string_view key) {
  return key == "note" || key == "origin" || key == "same_as" || key == "meaning" || key == "applied_to" || key == "validates_against" ||
         // Of the envelope in the specification of DSSE: tests of their own.
         key == "pae" || key == "public_key" || key == "signature_form";
}

inline std::string shown(const JsonValue& value, std::string_view text) {
  return std::string(text.substr(value.begin(), value.end() - value.begin()));
}

struct Texts {
  std::string_view wanted;
  std::string_view found;
};

/// What `wanted` lists and `found` has not, a line each.
inline void compare(const JsonValue& wanted, const JsonValue* found, const std::string& path, const Texts& texts,
                    std::vector<std::string>& differences) {
  auto differ = [&] {
    differences.push_back(fmt::format("{}: wanted {}, found {}", path, shown(wanted, texts.wanted).substr(0, 300),
                                      found ? shown(*found, texts.found).substr(0, 300) : "nothing"));
  };
  if (found == nullptr) {
    if (!wanted.is(JsonKind::Null)) differ();
    return;
  }
  if (wanted.kind() != found->kind()) return differ();
  switch (wanted.kind()) {
    case JsonKind::Null:
      return;
    case JsonKind::Bool:
      if (wanted.is_true() != found->is_true()) differ();
      return;
    case JsonKind::Number:
      if (std::stod(std::string(wanted.number())) != std::stod(std::string(found->number()))) differ();
      return;
    case JsonKind::String:
      if (wanted.string() != found->string()) differ();
      return;
    case JsonKind::Array:
      if (wanted.elements().size() != found->elements().size()) return differ();
      for (size_t i = 0; i < wanted.elements().size(); ++i) {
        compare(wanted.elements()[i], &found->elements()[i], fmt::format("{}[{}]", path, i), texts, differences);
      }
      return;
    case JsonKind::Object:
      for (const JsonMember& member : wanted.members()) {
        if (is_remark(member.name)) continue;
        // What follows from the file for names that are not in it.
        if (member.name == "covers") continue;
        // In words of the expectation's writer; ours is only asked to be there.
        // So are the rules of a timeline.
        bool is_rule = wanted.find("reopen_gap_days") != nullptr && member.value.is(JsonKind::String);
        bool is_prose = is_rule || (member.name == "reason" && wanted.find("reject") != nullptr);
        if (is_prose) {
          if (found->find(member.name) == nullptr) differ();
          continue;
        }
        compare(member.value, found->find(member.name), path + "." + std::string(member.name), texts, differences);
      }
  }
}

}  // namespace wafpp::evidence
