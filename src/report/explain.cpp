#include "report/explain.h"

#include <algorithm>

#include "base/text.h"
#include "report/examples.h"
#include "report/words.h"

namespace wafpp::report {

namespace {

/// Builds a page of headings and paragraphs.
class Page {
 public:
  explicit Page(const ExplainOptions& options) : options_(options), width_(std::clamp<size_t>(options.width, 60, 110)) {}

  std::string text;

  std::string_view in(std::string_view en, std::string_view de) const { return report::in(options_.language, en, de); }
  const std::string& in(const controls::Text& both) const { return both.in(options_.language); }

  void title(std::string_view left, std::string_view right) {
    text += bold(left);
    if (!right.empty()) text.append("  ").append(right);
    text += '\n';
  }
  void heading(std::string_view en, std::string_view de) { text.append(1, '\n').append(bold(in(en, de))).append(1, '\n'); }
  void paragraph(std::string_view content, std::string_view first = "  ", std::string_view indent = "  ") {
    text += base::wrapped(content, width_, first, indent);
  }
  void code(const std::string& content) {
    size_t begin = 0;
    while (begin < content.size()) {
      size_t end = content.find('\n', begin);
      if (end == std::string::npos) end = content.size();
      std::string line = content.substr(begin, end - begin);
      text.append(line.empty() ? "" : "    ").append(line).append(1, '\n');
      begin = end + 1;
    }
  }

 private:
  std::string bold(std::string_view content) const {
    return options_.colour ? "\x1b[1m" + std::string(content) + "\x1b[0m" : std::string(content);
  }

  const ExplainOptions& options_;
  size_t width_;
};

}  // namespace

std::string list_controls(const controls::ControlSet& set, const ExplainOptions& options) {
  Page page(options);
  for (const controls::Control& control : set.controls) {
    if (!page.text.empty()) page.text += '\n';
    page.title(control.id, page.in(control.title));
    for (const controls::Check& check : control.checks)
      page.paragraph(page.in(check.title), "  " + base::padded(check.id, 46), std::string(48, ' '));
  }
  page.text += '\n';
  page.paragraph(page.in("`wafpp explain ID` tells more about a control or a check.",
                         "`wafpp explain ID` sagt mehr zu einem Control oder einem Check."),
                 "", "");
  return std::move(page.text);
}

std::string explain_control(const controls::Control& control, const ExplainOptions& options) {
  Page page(options);
  page.title(control.id, page.in(control.title));
  page.text += '\n';
  page.paragraph(page.in(control.description));
  page.heading("Why", "Warum");
  page.paragraph(page.in(control.rationale));
  page.heading("Requirements", "Anforderungen");
  for (const controls::Requirement& requirement : control.requirements) {
    std::string level(word(requirement.level, options.language));
    page.paragraph(page.in(requirement.text), "  " + base::padded(level, 11), std::string(13, ' '));
    bool has_check = false;
    for (const controls::Check& check : control.checks) {
      if (check.requirement != requirement.id) continue;
      has_check = true;
      page.text.append(std::string(13, ' ')).append("→ ").append(check.id).append(1, '\n');
    }
    if (!has_check)
      page.text.append(std::string(13, ' ')).append(page.in("→ no check of its own yet", "→ noch kein eigener Check")).append(1, '\n');
  }
  page.heading("Evidence", "Nachweise");
  for (const controls::EvidenceItem& item : control.evidence) {
    std::string_view kind = item.mandatory ? page.in("mandatory", "Pflicht") : page.in("optional", "optional");
    page.paragraph(page.in(item.text), "  " + base::padded(kind, 11), std::string(13, ' '));
  }
  page.heading("Maturity", "Reifegrade");
  for (const controls::MaturityLevel& level : control.maturity) {
    page.paragraph(page.in(level.name) + ". " + page.in(level.criteria), "  " + base::padded(std::to_string(level.level), 3),
                   std::string(5, ' '));
  }
  return std::move(page.text);
}

std::string explain_check(const controls::Control& control, const controls::Check& check, const ExplainOptions& options) {
  Page page(options);
  page.title(check.id, page.in(check.title));
  const controls::Requirement* requirement = control.requirement(check.requirement);
  page.text += '\n';
  if (requirement != nullptr) {
    page.paragraph(std::string(word(requirement->level, options.language)) + ": " + page.in(requirement->text), "  " + control.id + "  ",
                   std::string(control.id.size() + 4, ' '));
  }
  page.paragraph(std::string(page.in("severity ", "Schweregrad ")) + std::string(word(check.severity, options.language)));
  if (!check.aliases.empty()) {
    std::string aliases;
    for (const std::string& alias : check.aliases) aliases += (aliases.empty() ? "" : ", ") + alias;
    page.paragraph(std::string(page.in("also known as ", "auch bekannt als ")) + aliases);
  }
  page.heading("What is asked", "Was gefragt wird");
  page.paragraph(page.in(check.explain));
  page.heading("Why", "Warum");
  page.paragraph(page.in(control.rationale));
  if (std::optional<Examples> examples = examples_of(check)) {
    page.heading("Compliant", "Erfüllt");
    page.code(examples->compliant);
    page.heading("Non-compliant", "Verletzt");
    page.code(examples->non_compliant);
  }
  page.heading("How to mend it", "Wie man es behebt");
  page.paragraph(page.in(check.remediation));
  for (const auto& [path, value] : check.fix) page.text.append("    ").append(path).append(" = ").append(value).append(1, '\n');
  return std::move(page.text);
}

}  // namespace wafpp::report
