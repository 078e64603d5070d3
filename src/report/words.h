#pragma once

#include <string>
#include <string_view>

#include "assess/estate.h"
#include "assess/result.h"
#include "controls/control.h"
#include "diag/diagnostic.h"
#include "value/origin.h"

/// The words that reports for people use, in both languages.
namespace wafpp::report {

using controls::Language;

/// One of two texts.
constexpr std::string_view in(Language language, std::string_view en, std::string_view de) { return language == Language::De ? de : en; }

std::string_view word(assess::Verdict verdict, Language language);
std::string_view word(assess::Standing standing, Language language);
std::string_view word(controls::Severity severity, Language language);
std::string_view word(controls::RequirementLevel level, Language language);
std::string_view word(terraform::LedgerReason reason, Language language);

/// What a reader sees first: what is wrong; of what is undecided on what it hangs, of what does not apply why, of a pass what holds.
const controls::Text& headline(const assess::Finding& finding);

/// The stable English names of JSON output: `critical`, `must_not`, `module_missing`.
std::string_view name(controls::Severity severity);
std::string_view name(controls::RequirementLevel level);
std::string_view name(terraform::LedgerReason reason);
std::string_view name(diag::Level level);
std::string_view name(assess::FileEntry::State state);
std::string_view name(assess::TraceStep::Kind kind);
std::string_view name(value::CauseKind kind);

}  // namespace wafpp::report
