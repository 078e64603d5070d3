#include "assess/ask.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "eval/evaluator.h"

namespace wafpp::assess {

namespace {

using controls::Answer;
using controls::Note;
using value::Value;

constexpr diag::Kind kUnknownName = {.name = "unknown-name", .level = diag::Level::Error};
constexpr diag::Kind kWrongArguments = {.name = "wrong-arguments", .level = diag::Level::Error};

// A question is a few calls; what needs more runs away.
constexpr uint64_t kMaxSteps = 2'000'000;
constexpr uint64_t kMaxElements = 2'000'000;

/// `self`, and the functions of controls.
class QuestionScope : public eval::Scope {
 public:
  explicit QuestionScope(controls::Question& question) : question_(question) {}

  Found find(const hcl::TraversalExpr& traversal, eval::Evaluator& evaluator) override {
    if (traversal.root == "self") {
      if (const Value* own = attribute_of(question_.subject(), traversal)) return {.value = *own, .steps = 1, .is_reference = false};
      return {.value = question_.subject().value(), .steps = 0, .is_reference = false};
    }
    evaluator.sink().report(kUnknownName, traversal.place, fmt::format("`{}` is not known in a control", traversal.root)).emit();
    return {};
  }

  std::optional<Value> call(const hcl::CallExpr& call, std::span<const Value> arguments, eval::Evaluator& evaluator) override {
    const controls::DomainFunction* function = controls::find_domain_function(call.name);
    if (function == nullptr) return std::nullopt;
    if (arguments.size() < function->min_arguments || arguments.size() > function->max_arguments) {
      evaluator.sink()
          .report(kWrongArguments, call.place, fmt::format("`{}` got {} arguments", function->signature, arguments.size()))
          .emit();
      return controls::undecided(value::CauseKind::Error, {}, fmt::format("`{}`", function->signature));
    }
    size_t before = question_.notes().size();
    question_.take_found_at();
    Value result = function->call(question_, arguments);
    Answer answer = controls::truth(result);
    for (size_t at = before; at < question_.notes().size(); ++at) noted_.push_back({at, answer});
    if (controls::Question::FoundAt found = question_.take_found_at(); found.fact != nullptr) found_.emplace_back(answer, std::move(found));
    return result;
  }

  controls::Question::FoundAt found_at(Answer answer) const {
    for (auto found = found_.rbegin(); found != found_.rend(); ++found) {
      if (found->first == answer) return found->second;
    }
    return {};
  }
  /// The notes of calls that answered as the whole did. What is not known is explained by its cause; a headline says what is.
  std::vector<Note> notes_for(Answer answer) const {
    std::vector<Note> kept;
    for (const Noted& noted : noted_) {
      const Note& note = question_.notes()[noted.index];
      if (noted.answer == answer && (answer != Answer::Unknown || note.kind == Note::Kind::Headline)) kept.push_back(note);
    }
    return kept;
  }

 private:
  /// The attribute that the first step names, without the object around it being made; null where that has to say what stands there.
  static const Value* attribute_of(const facts::Fact& fact, const hcl::TraversalExpr& traversal) {
    if (fact.body == nullptr || traversal.steps.empty() || traversal.steps.front().key != nullptr) return nullptr;
    std::string_view name = traversal.steps.front().name;
    bool is_block = std::any_of(fact.body->blocks.begin(), fact.body->blocks.end(), [&](const auto& one) { return one.type == name; });
    if (is_block || fact.body->has_unknown_blocks(name)) return nullptr;
    // Of two the later one holds, as in the object.
    const auto& attributes = fact.body->attributes;
    auto found = std::find_if(attributes.rbegin(), attributes.rend(), [&](const auto& one) { return base::same_name(one.name, name); });
    // What has no origin of its own has the object's.
    return found != attributes.rend() && !found->value.origin().empty() ? &found->value : nullptr;
  }

  struct Noted {
    size_t index;
    Answer answer;
  };
  controls::Question& question_;
  std::vector<Noted> noted_;
  std::vector<std::pair<Answer, controls::Question::FoundAt>> found_;
};

}  // namespace

Reply ask(const Asked& asked, const hcl::Expr& expression, const facts::Fact& subject) {
  controls::Question question(asked.facts, asked.relations, asked.catalogue, subject);
  QuestionScope scope(question);
  functions::Context functions;
  diag::Sink sink;
  eval::Budget budget{.steps = kMaxSteps, .elements = kMaxElements};
  eval::Evaluator evaluator(scope, functions, sink, budget, eval::Logic::Lenient);
  Reply reply{.value = evaluator.evaluate(expression)};
  if (sink.has_errors()) {
    // An error inside `try` is none; one that was reported leaves the question open, and says why.
    reply.value = controls::undecided(value::CauseKind::Error, subject.place, sink.diagnostics().front().message);
  }
  reply.answer = controls::truth(reply.value);
  reply.notes = scope.notes_for(reply.answer);
  reply.found_at = scope.found_at(reply.answer);
  return reply;
}

}  // namespace wafpp::assess
