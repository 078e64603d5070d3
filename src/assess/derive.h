#pragma once

#include <memory>
#include <string>
#include <vector>

#include "assess/ask.h"
#include "assess/result.h"

/// The whole way to one verdict: the question, the value of each of its parts, and where each value came from.
namespace wafpp::assess {

/// An expression of a check, asked of one subject.
struct Derivation {
  std::string text;     ///< The expression, on one line.
  controls::Text role;  ///< What it is for, of an outermost one: `pass`, `when`, `inherits`.
  controls::Answer answer = controls::Answer::Unknown;
  std::string shown;                  ///< Its value as messages show it; of facts their addresses.
  std::vector<Cause> causes;          ///< Of a value that is not known.
  std::vector<TraceStep> trace;       ///< Of an attribute of the subject: the way by which its value came.
  std::vector<controls::Note> notes;  ///< What the function that is called here has to say.
  std::vector<Derivation> parts;      ///< Operands and arguments that are worth a line of their own.
};

/// The expressions of `check` in the order in which they were asked of `subject`: conditions as far as they hold, whom the verdict is
/// inherited from, the question. `sources` has the text of the controls.
std::vector<Derivation> derive(const Asked& asked, const controls::Check& check, const facts::Fact& subject,
                               const diag::SourceMap& sources);

}  // namespace wafpp::assess
