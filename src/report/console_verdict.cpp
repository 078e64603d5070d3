#include <algorithm>

#include "base/text.h"
#include "diag/colour.h"
#include "report/console.h"
#include "report/words.h"

namespace wafpp::report {

namespace {

/// Findings of all checks; advice apart, since it decides nothing.
struct Sum {
  size_t failed = 0;
  size_t causes = 0;  // Root causes of the failed.
  size_t undecided = 0;
  size_t passed = 0;
  size_t not_applicable = 0;
  size_t waived = 0;
  size_t advice = 0;
  size_t set_aside = 0;
  size_t assumed = 0;  // Passes that rest on an assumption.
};

size_t count(const std::vector<Group>& groups) {
  size_t sum = 0;
  for (const Group& group : groups) sum += group.findings.size();
  return sum;
}

Sum sum_of(const std::vector<CheckGroups>& checks) {
  Sum sum;
  for (const CheckGroups& check : checks) {
    if (check.check->advice) {
      sum.advice += count(check.failed);
      continue;
    }
    sum.failed += count(check.failed);
    sum.causes += check.failed.size();
    sum.undecided += count(check.undecided);
    sum.passed += check.passed.size();
    sum.not_applicable += check.not_applicable.size();
    sum.waived += check.waived.size();
    sum.set_aside += static_cast<size_t>(std::count_if(check.not_applicable.begin(), check.not_applicable.end(),
                                                       [](const assess::Finding* finding) { return finding->is_set_aside; }));
    sum.assumed += static_cast<size_t>(std::count_if(check.passed.begin(), check.passed.end(), [](const assess::Finding* finding) {
      return std::any_of(finding->trace.begin(), finding->trace.end(),
                         [](const assess::TraceStep& step) { return step.kind == assess::TraceStep::Kind::Assumption; });
    }));
  }
  return sum;
}

std::string counts(const Console& console, const Sum& sum) {
  std::string text = console.number(sum.failed).append(console.in(" failed", " verletzt"));
  if (sum.causes < sum.failed)
    text += " (" + console.counted(sum.causes, console.in("root cause", "Ursache"), console.in("root causes", "Ursachen")) + ")";
  text += ", " + console.number(sum.undecided).append(console.in(" undecided", " unentschieden"));
  text += ", " + console.number(sum.passed).append(console.in(" passed", " erfüllt"));
  if (sum.not_applicable > 0) text += ", " + console.number(sum.not_applicable).append(console.in(" not applicable", " nicht anwendbar"));
  if (sum.waived > 0) text += ", " + console.number(sum.waived).append(console.in(" waived", " ausgenommen"));
  if (sum.advice > 0)
    text += "; " + console.counted(sum.advice, console.in("piece of advice", "Empfehlung"), console.in("pieces of advice", "Empfehlungen"));
  return text;
}

}  // namespace

std::string console_verdict(const Console& console, const std::vector<CheckGroups>& checks) {
  Sum sum = sum_of(checks);
  std::string text;
  auto hint = [&](std::string_view en, std::string_view de) { text += console.paint(diag::kDim, console.in(en, de)) + "\n"; };
  if (sum.assumed > 0 && !console.options.show_passes) {
    text += console.counted(sum.assumed, console.in("pass rests on an assumption", "Ergebnis „erfüllt“ beruht auf einer Annahme"),
                            console.in("passes rest on an assumption", "Ergebnisse „erfüllt“ beruhen auf einer Annahme"));
    text += console.in(": `--passes` shows it\n", ": `--passes` zeigt sie\n");
  }
  if (sum.set_aside > 0) {
    text += console.counted(sum.set_aside, console.in("answer is set aside", "Antwort ist zurückgestellt"),
                            console.in("answers are set aside", "Antworten sind zurückgestellt"));
    text += console.in(": not productive, by `.wafpp.yml`\n", ": nicht produktiv, laut `.wafpp.yml`\n");
  }
  if (sum.failed + sum.undecided > 0 && !console.options.explain)
    hint("`--explain` adds to each check why it is asked and how it is mended",
         "`--explain` sagt zu jedem Check, warum er gestellt wird und wie man es behebt");
  std::string_view word;
  std::string_view colour;
  if (console.input.estate.has_unread()) {
    word = console.in("incomplete", "unvollständig");
    colour = diag::kRed;
  } else if (sum.failed > 0) {
    word = console.in("fail", "verletzt");
    colour = diag::kRed;
  } else if (sum.undecided > 0) {
    word = console.in("undecided", "unentschieden");
    colour = diag::kYellow;
  } else if (sum.passed + sum.waived > 0) {
    word = console.in("pass", "erfüllt");
    colour = diag::kGreen;
  } else {
    word = console.in("nothing was asked", "nichts wurde gefragt");
    colour = diag::kDim;
  }
  std::string said = std::string(word) + ": " + counts(console, sum);
  said.append(console.in("; exit code ", "; Exit-Code ")).append(std::to_string(console.options.exit_code));
  // Wrapped before it is painted: colours have no width.
  said = base::wrapped(said, console.width, "", "  ");
  return text + console.paint(colour, word) + said.substr(word.size());
}

}  // namespace wafpp::report
