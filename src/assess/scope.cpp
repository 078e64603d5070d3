#include "assess/scope.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/folder.h"
#include "base/letters.h"
#include "base/wildcard.h"
#include "controls/domain.h"
#include "terraform/roots.h"

namespace wafpp::assess {

namespace {

constexpr std::string_view kProduction = "production";
constexpr std::string_view kSensitive = "sensitive";

bool matches(std::string_view pattern, std::string_view text) {
  return base::matches_stars(pattern, text, [](char p, char t) { return p == t; });
}

bool any_matches(const std::vector<std::string>& patterns, std::string_view text) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) { return matches(pattern, text); });
}

/// `this` of `module.db["eu"].aws_db_instance.this[0]`.
std::string_view label_of(std::string_view subject) {
  std::string_view without_key = subject.substr(0, subject.ends_with(']') ? subject.rfind('[') : subject.size());
  return without_key.substr(without_key.rfind('.') + 1);
}

bool has_name(const facts::Fact& fact, const std::vector<std::string>& patterns) {
  constexpr std::array<std::string_view, 6> kNames = {"name",          "bucket",       "identifier", "cluster_identifier",
                                                      "function_name", "repository_id"};
  if (any_matches(patterns, label_of(fact.subject))) return true;
  return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view path) {
    value::Value name = fact.at(path);
    std::optional<std::string_view> text = controls::text_of(name);
    return text && any_matches(patterns, *text);
  });
}

bool has_tag(const facts::Fact& fact, const std::vector<std::pair<std::string, std::string>>& wanted) {
  for (std::string_view path : {"tags_all", "tags", "labels"}) {
    value::Value tags = fact.at(path);
    if (!tags.has_content() || !(tags.kind() == value::TypeKind::Map || tags.kind() == value::TypeKind::Object)) continue;
    for (const auto& [key, pattern] : wanted) {
      const value::Value* found = tags.find(key);
      std::optional<std::string_view> text = found == nullptr ? std::nullopt : controls::text_of(*found);
      if (text && matches(pattern, *text)) return true;
    }
  }
  return false;
}

}  // namespace

bool Scope::holds(const ScopeRule& rule, const facts::Fact& fact) const {
  const facts::Root& root = facts_.roots()[fact.root];
  if (!rule.environments.empty() && !any_matches(rule.environments, root.environment)) return false;
  if (!rule.paths.empty()) {
    std::string file = fact.place.known() ? base::folder_of(sources_.at(fact.place.source).path()) : root.folder;
    bool lies_there = std::any_of(rule.paths.begin(), rule.paths.end(), [&](const std::string& pattern) {
      return terraform::matches_folder(pattern, root.folder) || terraform::matches_folder(pattern, file);
    });
    if (!lies_there) return false;
  }
  if (!rule.names.empty() && !has_name(fact, rule.names)) return false;
  return rule.tags.empty() || has_tag(fact, rule.tags);
}

Scope::Class Scope::class_of(const facts::Fact& fact) const {
  Class found;
  for (const ScopeRule& rule : rules_) {
    bool says_more = (found.name.empty() && !rule.subject_class.empty()) || (found.data.empty() && !rule.data.empty());
    if (!says_more || !holds(rule, fact)) continue;
    if (found.name.empty() && !rule.subject_class.empty()) {
      found.name = rule.subject_class;
      found.place = rule.place;
    }
    if (found.data.empty()) found.data = rule.data;
  }
  if (found.name.empty()) found.name = facts_.roots()[fact.root].environment_class;
  if (found.name.empty()) found.name = kProduction;
  return found;
}

std::optional<Scope::Aside> Scope::aside(const controls::Requirement& requirement, const facts::Fact& fact) const {
  if (requirement.scope == controls::RequirementScope::All) return std::nullopt;
  Class of = class_of(fact);
  if (base::same_without_case(of.name, kProduction) || base::same_without_case(of.name, "prod")) return std::nullopt;
  bool counts_data = requirement.scope == controls::RequirementScope::ProductionOrSensitive;
  if (counts_data && base::same_without_case(of.data, kSensitive)) return std::nullopt;
  return Aside{{fmt::format("the project calls it `{}`, and the requirement speaks of production{}", of.name,
                            counts_data ? " and sensitive data" : ""),
                fmt::format("das Projekt nennt es `{}`, und die Anforderung spricht von Produktion{}", of.name,
                            counts_data ? " und sensiblen Daten" : "")},
               of.place};
}

}  // namespace wafpp::assess
