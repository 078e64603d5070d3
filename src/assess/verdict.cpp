#include "assess/verdict.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "assess/evidence_state.h"
#include "assess/proof.h"

namespace wafpp::assess {

namespace {

using controls::Answer;
using controls::Check;
using facts::Fact;
using value::Value;

// A snapshot of a copy of a replica ...; longer chains and loops are not followed.
constexpr uint32_t kMaxInheritance = 32;

/// How much a verdict weighs where one subject inherits from several.
int weight(Verdict verdict) {
  switch (verdict) {
    case Verdict::Fail:
      return 4;
    case Verdict::Undecided:
      return 3;
    case Verdict::Waived:
      return 2;
    case Verdict::Pass:
      return 1;
    case Verdict::NotApplicable:
      return 0;
  }
  return 0;
}

class Judge {
 public:
  Judge(const Asked& asked, const controls::Control& control, const Check& check) : asked_(asked), control_(control), check_(check) {}

  Finding judge(const Fact& subject, uint32_t inherited) {
    Finding finding;
    finding.check = &check_;
    finding.control = &control_;
    finding.subject = &subject;
    finding.place = subject.place_of(check_.at);
    finding.root_cause = finding.place;
    Value open_condition;
    if (!applies(finding, open_condition)) return finding;
    if (!check_.evidence.empty() && !has_evidence(finding)) return finding;
    if (!check_.inherits.empty() && inherit(finding, inherited)) return finding;
    decide(finding, open_condition);
    return finding;
  }

 private:
  /// False where a condition says that the check is not about this subject: the finding then says so. A condition that is not known
  /// is left in `open`.
  bool applies(Finding& finding, Value& open) {
    for (const Check::Condition& condition : check_.when) {
      Reply reply = ask(asked_, condition.expression, *finding.subject);
      if (reply.answer == Answer::No) {
        finding.verdict = Verdict::NotApplicable;
        finding.reason = FindingText(&condition.reason);
        take_notes(finding, reply);
        return false;
      }
      if (reply.answer == Answer::Unknown && open.is_known()) open = std::move(reply.value);
    }
    return true;
  }

  /// False where what the check asks of is not there, or too old: the finding then says so.
  bool has_evidence(Finding& finding) {
    const controls::EvidenceItem* item = control_.evidence_item(check_.evidence);
    if (item == nullptr) return true;
    bool is_of_all = finding.subject->kind == "estate";
    EvidenceStanding standing =
        is_of_all ? evidence_state(asked_.facts, *item).standing : standing_of_file(asked_.facts, *item, *finding.subject);
    switch (standing) {
      case EvidenceStanding::Present:
      case EvidenceStanding::Unasked:
        return true;
      case EvidenceStanding::NotNeeded:
        finding.verdict = Verdict::NotApplicable;
        finding.reason = FindingText(controls::Text{"the code uses nothing of the cloud that this evidence is about",
                                                    "der Code nutzt nichts von der Cloud, um die es in diesem Nachweis geht"});
        return false;
      case EvidenceStanding::Incomplete:
        // Of one thing in it a file may speak for all that.
        if (!is_of_all) return true;
        leave_undecided(finding, controls::undecided(value::CauseKind::MissingEvidence, finding.subject->place,
                                                     controls::in_both({"the rest of evidence that is only there in part",
                                                                        "vom Rest eines Nachweises, der nur zum Teil da ist"})));
        return false;
      case EvidenceStanding::Stale:
      case EvidenceStanding::Missing:
        break;
    }
    bool is_stale = standing == EvidenceStanding::Stale;
    controls::Text reason = is_stale ? controls::Text{"the evidence is too old: `wafpp evidence list` says since when",
                                                      "der Nachweis ist zu alt: `wafpp evidence list` sagt, seit wann"}
                                     : controls::Text{"no evidence: `wafpp evidence want` says what is missing",
                                                      "kein Nachweis: `wafpp evidence want` sagt, was fehlt"};
    if (item->mandatory && evidence_required(asked_.facts)) {
      finding.verdict = Verdict::Fail;
      finding.message = FindingText(std::move(reason));
      return false;
    }
    finding.verdict = Verdict::NotApplicable;
    finding.is_missing_evidence = true;
    finding.reason = FindingText(std::move(reason));
    return false;
  }

  static void take_notes(Finding& finding, Reply& reply) {
    for (controls::Note& note : reply.notes) {
      if (note.kind == controls::Note::Kind::Headline) continue;
      auto kind = note.kind == controls::Note::Kind::Assumption ? TraceStep::Kind::Assumption : TraceStep::Kind::Reason;
      finding.trace.push_back({.kind = kind, .place = note.place, .text = std::move(note.text)});
    }
  }

  void leave_undecided(Finding& finding, const Value& by) {
    finding.verdict = Verdict::Undecided;
    finding.causes = causes_of(by);
    for (const Cause& cause : finding.causes) {
      if (cause.kind == value::CauseKind::UnsetVariable && cause.place.known()) {
        finding.root_cause = cause.place;
        return;
      }
    }
  }

  /// True where the subject has its verdict from others.
  bool inherit(Finding& finding, uint32_t inherited) {
    Reply reply = ask(asked_, check_.inherits, *finding.subject);
    if (!reply.value.is_known()) {
      leave_undecided(finding, reply.value);
      if (!check_.at.empty()) finding.trace = trace_of(*finding.subject, check_.at);
      return true;
    }
    std::vector<const Fact*> sources = sources_in(reply.value);
    std::erase(sources, finding.subject);
    if (sources.empty()) return false;
    if (inherited >= kMaxInheritance) {
      leave_undecided(finding, controls::undecided(value::CauseKind::Limit, finding.subject->place,
                                                   fmt::format("sources of `{}` in a chain", finding.subject->subject)));
      return true;
    }
    Finding worst = judge(*sources.front(), inherited + 1);
    for (size_t at = 1; at < sources.size(); ++at) {
      Finding next = judge(*sources[at], inherited + 1);
      if (weight(next.verdict) > weight(worst.verdict)) worst = std::move(next);
    }
    // What the subject says itself does not count; what names the source does.
    if (!(finding.place == finding.subject->place)) finding.place = where_named(*finding.subject, *worst.subject);
    take_over(finding, std::move(worst));
    return true;
  }

  /// The argument by which a subject names its source; the block where none does.
  static diag::Place where_named(const Fact& subject, const Fact& source) {
    if (!subject.value().is_known() || subject.value().is_null() || subject.value().kind() != value::TypeKind::Object) return subject.place;
    for (const value::Member& member : subject.value().members()) {
      for (const value::OriginStep* stem : value::stems(member.value.origin())) {
        if (stem->target->address == source.subject) return subject.place_of(member.name());
      }
    }
    return subject.place;
  }

  std::vector<const Fact*> sources_in(const Value& value) const {
    std::vector<const Fact*> sources;
    if (value.is_null()) return sources;
    if (const Fact* fact = asked_.facts.of_value(value)) return {fact};
    bool is_sequence =
        value.kind() == value::TypeKind::List || value.kind() == value::TypeKind::Tuple || value.kind() == value::TypeKind::Set;
    if (!is_sequence) return sources;
    for (const Value& element : value.elements()) {
      if (const Fact* fact = asked_.facts.of_value(element)) sources.push_back(fact);
    }
    return sources;
  }

  static void take_over(Finding& finding, Finding source) {
    const std::string& name = source.subject->subject;
    finding.verdict = source.verdict;
    finding.message = std::move(source.message);
    finding.causes = std::move(source.causes);
    finding.reason = std::move(source.reason);
    finding.root_cause = source.root_cause;
    finding.trace.push_back({.kind = TraceStep::Kind::Source,
                             .place = source.place,
                             .text = {fmt::format("as its source `{}`", name), fmt::format("wie die Quelle `{}`", name)}});
    for (TraceStep& step : source.trace) finding.trace.push_back(std::move(step));
  }

  void decide(Finding& finding, const Value& open_condition) {
    Reply reply = ask(asked_, check_.pass, *finding.subject);
    std::string at = check_.at;
    Value open = reply.value;
    if (reply.answer == Answer::Yes) {
      // Whether it applies or not: it is not missed.
      finding.verdict = Verdict::Pass;
    } else if (!open_condition.is_known()) {
      open = open_condition;
      finding.verdict = Verdict::Undecided;
    } else {
      finding.verdict = reply.answer == Answer::No ? Verdict::Fail : Verdict::Undecided;
      for (const Check::Part& part : check_.parts) {
        Reply of_part = ask(asked_, part.holds, *finding.subject);
        if (of_part.answer != reply.answer) continue;
        at = part.at.empty() ? at : part.at;
        if (!part.message.empty()) finding.message = FindingText(&part.message);
        reply = std::move(of_part);
        break;
      }
    }
    point(finding, reply, at);
    if (finding.verdict == Verdict::Fail) turn_to_block(finding, at, reply);
    if (finding.verdict == Verdict::Fail && check_.parts.empty()) {
      // The question leads away from the subject: what has to change is where the answer was found.
      auto reason = std::find_if(reply.notes.begin(), reply.notes.end(), [](const controls::Note& note) {
        return note.kind == controls::Note::Kind::Reason && note.place.known();
      });
      if (reason != reply.notes.end()) finding.root_cause = reason->place;
    }
    auto headline = std::find_if(reply.notes.begin(), reply.notes.end(),
                                 [](const controls::Note& note) { return note.kind == controls::Note::Kind::Headline; });
    if (headline != reply.notes.end()) take_headline(finding, *headline);
    take_notes(finding, reply);
    if (finding.verdict == Verdict::Undecided) leave_undecided(finding, open);
  }

  /// Of several blocks the one that the answer was found in, where the first would be shown.
  static void turn_to_block(Finding& finding, const std::string& at, const Reply& reply) {
    size_t count = at.empty() || finding.trace.empty() ? 0 : finding.subject->count(at);
    if (count < 2 || !(finding.trace.front().place == finding.place)) return;
    for (const controls::Note& note : reply.notes) {
      if (note.kind != controls::Note::Kind::Reason || !note.place.known()) continue;
      for (size_t index = 1; index < count; ++index) {
        std::string path = fmt::format("{}[{}]", at, index);
        if (!stands_in(*finding.subject, path, note.place)) continue;
        finding.place = finding.root_cause = finding.trace.front().place = finding.subject->place_of(path);
        return;
      }
    }
  }

  /// Whether `place` is within an argument of the block at `path`.
  static bool stands_in(const Fact& subject, const std::string& path, const diag::Place& place) {
    Value block = subject.at(path);
    if (!block.has_content() || block.kind() != value::TypeKind::Object) return false;
    return std::any_of(block.members().begin(), block.members().end(), [&](const value::Member& member) {
      diag::Place argument = subject.place_of(path + "." + std::string(member.name()));
      return argument.source == place.source && argument.begin <= place.begin && place.end <= argument.end;
    });
  }

  static void take_headline(Finding& finding, const controls::Note& headline) {
    finding.place = headline.place;
    finding.root_cause = headline.place;
    finding.trace.clear();
    if (!headline.text.empty()) finding.message = FindingText(headline.text);
    if (!headline.value) return;
    finding.trace = trace_of(headline.place, *headline.value);
    if (diag::Place first = value::first_place(headline.value->origin()); first.known()) finding.root_cause = first;
  }

  /// A finding points where the check says, else where the answer was found: at the subject, whose trace leads on to a fact that speaks
  /// for it.
  static void point(Finding& finding, const Reply& reply, std::string at) {
    const Fact* seen = finding.subject;
    if (at.empty() && reply.found_at.fact != nullptr) {
      seen = reply.found_at.fact;
      at = reply.found_at.path;
    }
    finding.place = seen == finding.subject ? seen->place_of(at) : finding.subject->place;
    finding.root_cause = root_cause_of(*seen, at);
    if (!at.empty()) finding.trace = trace_of(*seen, at);
  }

  const Asked& asked_;
  const controls::Control& control_;
  const Check& check_;
};

}  // namespace

Finding judge(const Asked& asked, const controls::Control& control, const Check& check, const Fact& subject) {
  return Judge(asked, control, check).judge(subject, 0);
}

}  // namespace wafpp::assess
