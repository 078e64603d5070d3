#pragma once

#include <vector>

#include "controls/control.h"
#include "controls/domain.h"
#include "value/value.h"

/// One question of a check, asked of one subject.
namespace wafpp::assess {

/// What all questions of a run share. Read-only, safe from several threads.
struct Asked {
  const facts::Facts& facts;
  const controls::Relations& relations;
  const controls::Catalogue& catalogue;
};

/// What came of evaluating an expression of a control.
struct Reply {
  value::Value value;
  controls::Answer answer = controls::Answer::Unknown;
  /// What the functions that decided had to say; of those alone whose own answer is the same as this one.
  std::vector<controls::Note> notes;
  /// Where the last of these functions found its answer; its fact is null where none said so.
  controls::Question::FoundAt found_at;
};

/// Evaluates `expression` with `subject` as `self`, by the logic of controls. What cannot be evaluated is unknown, with its cause.
Reply ask(const Asked& asked, const hcl::Expr& expression, const facts::Fact& subject);
inline Reply ask(const Asked& asked, const controls::Expression& expression, const facts::Fact& subject) {
  return ask(asked, *expression.parsed.expr, subject);
}

}  // namespace wafpp::assess
