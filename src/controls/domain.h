#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "controls/answer.h"
#include "controls/catalogue.h"
#include "controls/control.h"
#include "controls/relations.h"
#include "diag/source.h"
#include "facts/fact.h"
#include "value/value.h"

/// Domain functions: what a control's expression may call besides Terraform's own functions. Each is one file in `domain/` with one
/// entry, found by the build.
namespace wafpp::controls {

using facts::Fact;
using value::Value;

/// Something that a function has to say besides its result: shown under a finding that rests on it.
struct Note {
  enum class Kind : uint8_t {
    Reason,      ///< Why the result is what it is.
    Assumption,  ///< A statement that the result rests on and that code cannot prove.
    Headline,    ///< What the result comes down to: the finding points at `place` and says `text`, whatever the check says.
  };
  Kind kind = Kind::Reason;
  diag::Place place;
  Text text;
  std::optional<Value> value = std::nullopt;  ///< Of a headline: what stands at its place, whose way is shown.
};

/// One question to one fact: what a domain function sees of the run, and where it leaves its notes. Used by one thread.
class Question {
 public:
  /// All outlive the question.
  Question(const facts::Facts& facts, const Relations& relations, const Catalogue& catalogue, const Fact& subject)
      : facts_(facts), relations_(relations), catalogue_(catalogue), subject_(subject) {}

  const facts::Facts& facts() const { return facts_; }
  const Relations& relations() const { return relations_; }
  const Catalogue& catalogue() const { return catalogue_; }
  /// What the check is asked of.
  const Fact& subject() const { return subject_; }

  /// A note of the call that is running; kept only when it explains that call's result.
  void note(Note::Kind kind, const diag::Place& place, std::string en, std::string de) {
    notes_.push_back({.kind = kind, .place = place, .text = {std::move(en), std::move(de)}});
  }
  std::vector<Note>& notes() { return notes_; }

  /// Where the call that is running found its answer: an attribute of the subject, or of a fact that speaks for it. A finding points
  /// there unless the check says where.
  struct FoundAt {
    const Fact* fact = nullptr;
    std::string path;
  };
  void found_at(const Fact& fact, std::string path) { found_at_ = {&fact, std::move(path)}; }
  FoundAt take_found_at() { return std::exchange(found_at_, {}); }

 private:
  const facts::Facts& facts_;
  const Relations& relations_;
  const Catalogue& catalogue_;
  const Fact& subject_;
  std::vector<Note> notes_;
  FoundAt found_at_;
};

struct DomainFunction {
  std::string_view name;
  std::string_view signature;  ///< `customer_managed_key(value)`
  std::string_view summary;    ///< One sentence.
  uint32_t min_arguments = 1;
  uint32_t max_arguments = 1;
  /// Arguments are as evaluated: null, unknown and sensitive ones included. Never fails: what cannot be answered is unknown with a cause.
  Value (*call)(Question& question, std::span<const Value> arguments) = nullptr;
};

/// All domain functions, sorted by name.
std::span<const DomainFunction* const> domain_functions();
/// By name, or null.
const DomainFunction* find_domain_function(std::string_view name);

/// A bool, or an unknown bool that hangs on `cause`.
Value answer(Answer answer, const value::Origin& cause = {});
/// An unknown of any type that hangs on one thing.
Value undecided(value::CauseKind kind, const diag::Place& place, std::string text, value::Type type = value::Type::dynamic());
/// The origin of such an unknown.
value::Origin cause(value::CauseKind kind, const diag::Place& place, std::string text);
/// The origin of an unknown that hangs on something outside of what was read: `what`, such as "the primary key `...`".
value::Origin outside(const diag::Place& place, const Text& what);
/// What a cause names, in both languages; the same twice where it is the name of something in the code.
Text cause_name(std::string_view text);
/// The text of a cause that names something in both languages.
std::string in_both(const Text& name);
/// What an unknown value hangs on, as a function's own unknown result: its causes, or the attributes that only apply or a lookup knows.
Value undecided_by(const Value& value, value::Type type = value::Type::dynamic());

/// Whether a value that is not known will at least not be null: the attribute of a resource, and no choice between that and nothing.
bool will_be_set(const Value& value);

/// How a value is shown in a message: strings bare, everything else as Terraform writes it, `(sensitive)` for sensitive ones; cut to
/// `limit` bytes at a character.
std::string shown(const Value& value, size_t limit = 80);

/// A known bool of a value: strings `"true"` and `"false"` as well, null is `No`, unknown is `Unknown`, anything else `No`.
Answer truth(const Value& value);
/// The text of a known string, or null: nullptr for anything else.
std::optional<std::string_view> text_of(const Value& value);
/// The text of an object's member; empty where it has none, or that is no known string.
std::string_view text_in(const Value& object, std::string_view name);

}  // namespace wafpp::controls
