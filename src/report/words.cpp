#include "report/words.h"

namespace wafpp::report {

std::string_view word(assess::Verdict verdict, Language language) {
  switch (verdict) {
    case assess::Verdict::Pass:
      return in(language, "pass", "erfüllt");
    case assess::Verdict::Fail:
      return in(language, "fail", "verletzt");
    case assess::Verdict::Undecided:
      return in(language, "undecided", "unentschieden");
    case assess::Verdict::NotApplicable:
      return in(language, "not applicable", "nicht anwendbar");
    case assess::Verdict::Waived:
      return in(language, "waived", "ausgenommen");
  }
  return "";
}

std::string_view word(assess::Standing standing, Language language) {
  switch (standing) {
    case assess::Standing::Pass:
      return in(language, "pass", "erfüllt");
    case assess::Standing::Fail:
      return in(language, "fail", "verletzt");
    case assess::Standing::Undecided:
      return in(language, "undecided", "unentschieden");
    case assess::Standing::NotApplicable:
      return in(language, "not applicable", "nicht anwendbar");
    case assess::Standing::NoEvidence:
      return in(language, "no evidence", "kein Nachweis");
  }
  return "";
}

std::string_view word(controls::Severity severity, Language language) {
  switch (severity) {
    case controls::Severity::Info:
      return in(language, "info", "Hinweis");
    case controls::Severity::Low:
      return in(language, "low", "niedrig");
    case controls::Severity::Medium:
      return in(language, "medium", "mittel");
    case controls::Severity::High:
      return in(language, "high", "hoch");
    case controls::Severity::Critical:
      return in(language, "critical", "kritisch");
  }
  return "";
}

std::string_view word(controls::RequirementLevel level, Language language) {
  // RFC 2119's words and their German counterparts.
  switch (level) {
    case controls::RequirementLevel::Must:
      return in(language, "MUST", "MUSS");
    case controls::RequirementLevel::MustNot:
      return in(language, "MUST NOT", "DARF NICHT");
    case controls::RequirementLevel::Should:
      return in(language, "SHOULD", "SOLLTE");
    case controls::RequirementLevel::May:
      return in(language, "MAY", "DARF");
  }
  return "";
}

std::string_view word(terraform::LedgerReason reason, Language language) {
  switch (reason) {
    case terraform::LedgerReason::Evaluated:
      return in(language, "evaluated", "ausgewertet");
    case terraform::LedgerReason::CountZero:
      return in(language, "no instance (`count = 0` or an empty `for_each`)", "keine Instanz (`count = 0` oder leeres `for_each`)");
    case terraform::LedgerReason::UnknownInstances:
      return in(language, "number of instances not known", "Zahl der Instanzen nicht bekannt");
    case terraform::LedgerReason::ModuleMissing:
      return in(language, "module is not on disk", "Modul liegt nicht vor");
    case terraform::LedgerReason::ModuleNotCalled:
      return in(language, "in a module of which no instance is made", "in einem Modul, von dem keine Instanz entsteht");
    case terraform::LedgerReason::SyntaxError:
      return in(language, "syntax error", "Syntaxfehler");
    case terraform::LedgerReason::UnknownBlockType:
      return in(language, "no block type of Terraform", "kein Blocktyp von Terraform");
    case terraform::LedgerReason::Invalid:
      return in(language, "refused, with a diagnostic", "abgelehnt, mit einer Meldung");
    case terraform::LedgerReason::Limit:
      return in(language, "a limit was reached", "ein Limit wurde erreicht");
  }
  return "";
}

const controls::Text& headline(const assess::Finding& finding) {
  switch (finding.verdict) {
    case assess::Verdict::Undecided:
      return finding.causes.empty() ? finding.check->title : finding.causes.front().text;
    case assess::Verdict::NotApplicable:
      return *finding.reason;
    case assess::Verdict::Pass:
      return finding.check->title;
    case assess::Verdict::Fail:
    case assess::Verdict::Waived:
      break;
  }
  for (const controls::Text* text : {&*finding.message, &finding.check->message}) {
    if (!text->en.empty()) return *text;
  }
  return finding.check->title;
}

std::string_view name(controls::Severity severity) { return word(severity, Language::En); }

std::string_view name(controls::RequirementLevel level) {
  switch (level) {
    case controls::RequirementLevel::Must:
      return "must";
    case controls::RequirementLevel::MustNot:
      return "must_not";
    case controls::RequirementLevel::Should:
      return "should";
    case controls::RequirementLevel::May:
      return "may";
  }
  return "";
}

std::string_view name(diag::Level level) {
  switch (level) {
    case diag::Level::Error:
      return "error";
    case diag::Level::Warning:
      return "warning";
    case diag::Level::Note:
      return "note";
  }
  return "";
}

std::string_view name(assess::FileEntry::State state) {
  switch (state) {
    case assess::FileEntry::State::Read:
      return "read";
    case assess::FileEntry::State::Unparsed:
      return "unparsed";
    case assess::FileEntry::State::Unreadable:
      return "unreadable";
    case assess::FileEntry::State::Skipped:
      return "skipped";
  }
  return "";
}

std::string_view name(assess::TraceStep::Kind kind) {
  switch (kind) {
    case assess::TraceStep::Kind::Value:
      return "value";
    case assess::TraceStep::Kind::SetHere:
      return "set_here";
    case assess::TraceStep::Kind::Through:
      return "through";
    case assess::TraceStep::Kind::Default:
      return "default";
    case assess::TraceStep::Kind::Source:
      return "source";
    case assess::TraceStep::Kind::Reason:
      return "reason";
    case assess::TraceStep::Kind::Assumption:
      return "assumption";
  }
  return "";
}

std::string_view name(value::CauseKind kind) {
  switch (kind) {
    case value::CauseKind::None:
      return "none";
    case value::CauseKind::UnsetVariable:
      return "unset_variable";
    case value::CauseKind::AfterApply:
      return "after_apply";
    case value::CauseKind::DataSource:
      return "data_source";
    case value::CauseKind::MissingModule:
      return "missing_module";
    case value::CauseKind::Function:
      return "function";
    case value::CauseKind::Limit:
      return "limit";
    case value::CauseKind::Error:
      return "error";
    case value::CauseKind::UnknownInstances:
      return "unknown_instances";
    case value::CauseKind::ProviderVersion:
      return "provider_version";
    case value::CauseKind::OutsideEstate:
      return "outside_estate";
    case value::CauseKind::MissingEvidence:
      return "missing_evidence";
  }
  return "";
}

std::string_view name(terraform::LedgerReason reason) {
  switch (reason) {
    case terraform::LedgerReason::Evaluated:
      return "evaluated";
    case terraform::LedgerReason::CountZero:
      return "count_zero";
    case terraform::LedgerReason::UnknownInstances:
      return "unknown_instances";
    case terraform::LedgerReason::ModuleMissing:
      return "module_missing";
    case terraform::LedgerReason::ModuleNotCalled:
      return "module_not_called";
    case terraform::LedgerReason::SyntaxError:
      return "syntax_error";
    case terraform::LedgerReason::UnknownBlockType:
      return "unknown_block_type";
    case terraform::LedgerReason::Invalid:
      return "invalid";
    case terraform::LedgerReason::Limit:
      return "limit";
  }
  return "";
}

}  // namespace wafpp::report
