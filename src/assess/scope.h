#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "controls/control.h"
#include "diag/source.h"
#include "facts/fact.h"

/// What a project says of its resources: which are productive, which hold sensitive data. Requirements that speak of production are not
/// applicable to the others.
namespace wafpp::assess {

/// One entry of `scope` in the settings: all conditions that it has must hold, of each one of its values. Patterns may have `*`.
struct ScopeRule {
  std::string subject_class;  ///< `class`: `production`, or any other word; empty where the rule does not say.
  std::string data;           ///< `sensitive`, or any other word; empty where the rule does not say.
  std::vector<std::string> environments;
  std::vector<std::string> paths;  ///< Of the root's folder, or the folder of the file; `**` for any folders.
  std::vector<std::string> names;
  std::vector<std::pair<std::string, std::string>> tags;  ///< Any of them.
  diag::Place place;
};

class Scope {
 public:
  /// Sources have the paths of facts; both outlive this.
  Scope(std::vector<ScopeRule> rules, const facts::Facts& facts, const diag::SourceMap& sources)
      : rules_(std::move(rules)), facts_(facts), sources_(sources) {}

  struct Class {
    std::string name;   ///< `production` where nothing says otherwise.
    std::string data;   ///< Empty where nothing says.
    diag::Place place;  ///< Of the rule that gave `name`; unknown where none did.
  };
  /// The first rule that holds and says it decides, then the class of the environment.
  Class class_of(const facts::Fact& fact) const;

  /// Why a requirement is not about `fact`; nothing where it is.
  struct Aside {
    controls::Text reason;
    diag::Place place;
  };
  std::optional<Aside> aside(const controls::Requirement& requirement, const facts::Fact& fact) const;

 private:
  bool holds(const ScopeRule& rule, const facts::Fact& fact) const;

  std::vector<ScopeRule> rules_;
  const facts::Facts& facts_;
  const diag::SourceMap& sources_;
};

}  // namespace wafpp::assess
