#include <algorithm>
#include <span>

#include "base/text.h"
#include "base/threads.h"
#include "diag/colour.h"
#include "report/console.h"
#include "report/words.h"

namespace wafpp::report {

namespace {

// Of one check and verdict. Who has more to mend than that begins with the first; a line for each is enough for the others.
constexpr size_t kDrawn = 25;
constexpr size_t kOneLine = 100;

size_t count(std::span<const Group> groups) {
  size_t sum = 0;
  for (const Group& group : groups) sum += group.findings.size();
  return sum;
}

/// `modules/db/main.tf:14: images are not scanned on push, 12 instances`
std::string in_one_line(const Console& console, const Group& group) {
  const assess::Finding& finding = group.first();
  const std::string& message = console.in(headline(finding));
  std::string text = console.line_of(finding.place) + ": " + one_line(message) + ", ";
  size_t instances = group.findings.size();
  if (instances == 1) {
    text += one_line(finding.subject->subject);
  } else {
    text += console.counted(instances, console.in("instance", "Instanz"), console.in("instances", "Instanzen"));
  }
  return base::wrapped(text, console.width, "  ", "      ");
}

std::string draw_all(const Console& console, const CheckGroups& check, std::span<const Group> groups, bool is_first) {
  std::string text;
  for (const Group& group : groups.subspan(0, std::min(groups.size(), kDrawn))) {
    text += console_entry(console, check, group, is_first) + "\n";
    is_first = false;
  }
  if (groups.size() <= kDrawn) return text;
  groups = groups.subspan(kDrawn);
  std::string head = std::string(word(groups.front().first().verdict, console.options.language)) + "[" + check.check->id + "]";
  text.append(console.paint(diag::kBold, one_line(head))).append(console.in(", in brief:\n", ", in Kürze:\n"));
  for (const Group& group : groups.subspan(0, std::min(groups.size(), kOneLine))) text += in_one_line(console, group);
  if (groups.size() > kOneLine) {
    groups = groups.subspan(kOneLine);
    size_t findings = count(groups);
    text += "  " + console.and_more(groups.size());
    if (findings > groups.size())
      text += " (" + console.counted(findings, console.in("instance", "Instanz"), console.in("instances", "Instanzen")) + ")";
    text += console.in(": `--format json` lists all\n", ": `--format json` nennt alle\n");
  }
  return text + "\n";
}

bool has_something(const CheckGroups& check, bool with_passes) {
  if (!check.failed.empty() || !check.undecided.empty() || !check.waived.empty()) return true;
  return with_passes && (!check.passed.empty() || !check.not_applicable.empty());
}

}  // namespace

std::string console_findings(const Console& console, const std::vector<CheckGroups>& checks) {
  // What is large is drawn by all threads; for a few findings one is there sooner.
  std::vector<std::string> drawn(checks.size());
  size_t groups = 0;
  for (const CheckGroups& check : checks) groups += check.failed.size() + check.undecided.size();
  constexpr size_t kMany = 400;
  auto draw = [&](size_t index) {
    const CheckGroups& check = checks[index];
    if (!has_something(check, console.options.show_passes)) return;
    drawn[index] = draw_all(console, check, check.failed, true);
    drawn[index] += draw_all(console, check, check.undecided, check.failed.empty());
    drawn[index] += console_list(console, check);
  };
  if (groups >= kMany) {
    base::parallel_for(checks.size(), console.options.threads, draw);
  } else {
    for (size_t index = 0; index < checks.size(); ++index) draw(index);
  }
  std::string text;
  const controls::Control* last = nullptr;
  for (size_t index = 0; index < checks.size(); ++index) {
    const CheckGroups& check = checks[index];
    if (!has_something(check, console.options.show_passes)) continue;
    if (check.control != last) text += console.title(check.control->id + "  " + console.in(check.control->title));
    last = check.control;
    text += drawn[index];
  }
  return text;
}

}  // namespace wafpp::report
