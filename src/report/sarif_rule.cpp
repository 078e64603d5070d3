#include "report/sarif_rule.h"

#include <optional>
#include <string>

#include "report/examples.h"
#include "report/sarif_text.h"
#include "report/words.h"

namespace wafpp::report {

namespace {

/// `waf-sec-070.tf.aws.ecr-scan-on-push` as the name that viewers expect: `EcrScanOnPush`.
std::string camel_case(std::string_view id) {
  std::string result;
  bool begin = true;
  for (char character : id.substr(id.rfind('.') + 1)) {
    bool letter =
        (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || (character >= '0' && character <= '9');
    if (!letter) {
      begin = true;
      continue;
    }
    result += begin && character >= 'a' && character <= 'z' ? static_cast<char>(character - 'a' + 'A') : character;
    begin = false;
  }
  return result;
}

std::string_view security_severity(controls::Severity severity) {
  // The middle of the ranges that GitHub's words have.
  switch (severity) {
    case controls::Severity::Info:
      return "1.0";
    case controls::Severity::Low:
      return "3.0";
    case controls::Severity::Medium:
      return "5.5";
    case controls::Severity::High:
      return "8.0";
    case controls::Severity::Critical:
      return "9.5";
  }
  return "";
}

/// The rule's documentation, once as plain text and once as Markdown.
class Help {
 public:
  std::string text;
  std::string markdown;

  void paragraph(std::string_view content) {
    if (content.empty()) return;
    separate();
    text.append(content);
    markdown.append(markdown_text(content));
  }
  void heading(std::string_view content) {
    separate();
    text.append(content);
    markdown.append("**").append(content).append("**");
  }
  /// Indented rather than fenced: nothing in the code can end it.
  void code(std::string_view content) {
    separate();
    while (!content.empty()) {
      std::string_view line = content.substr(0, content.find('\n'));
      content.remove_prefix(std::min(line.size() + 1, content.size()));
      for (std::string* to : {&text, &markdown}) to->append(line.empty() ? "" : "    ").append(line).append(content.empty() ? "" : "\n");
    }
  }

 private:
  void separate() {
    if (text.empty()) return;
    text.append("\n\n");
    markdown.append("\n\n");
  }
};

Help help_of(const controls::Control& control, const controls::Check& check, Language language) {
  Help help;
  help.paragraph(check.explain.in(language));
  if (const controls::Requirement* requirement = control.requirement(check.requirement)) {
    help.paragraph(control.id + ", " + std::string(word(requirement->level, language)) + ": " + requirement->text.in(language));
  }
  help.paragraph(control.rationale.in(language));
  if (std::optional<Examples> examples = examples_of(control, check)) {
    help.heading(in(language, "Compliant", "Erfüllt"));
    help.code(examples->compliant);
    help.heading(in(language, "Non-compliant", "Verletzt"));
    help.code(examples->non_compliant);
  }
  if (!check.remediation.empty() || !check.fix.empty()) help.heading(in(language, "How to mend it", "Wie man es behebt"));
  help.paragraph(check.remediation.in(language));
  std::string fixes;
  for (const auto& [path, value] : check.fix) fixes.append(path).append(" = ").append(value).append(1, '\n');
  if (!fixes.empty()) help.code(fixes);
  return help;
}

void write_text(documents::JsonWriter& json, std::string_view key, std::string_view text) {
  if (!text.empty()) json.key(key).begin_object().member("text", text).end_object();
}

}  // namespace

std::string_view sarif_level(const controls::Check& check) {
  if (check.advice) return "note";
  switch (check.severity) {
    case controls::Severity::Info:
    case controls::Severity::Low:
      return "note";
    case controls::Severity::Medium:
      return "warning";
    case controls::Severity::High:
    case controls::Severity::Critical:
      return "error";
  }
  return "";
}

void write_sarif_rule(documents::JsonWriter& json, const controls::Control& control, const controls::Check& check,
                      controls::Language language) {
  json.begin_object().member("id", check.id).member("name", camel_case(check.id));
  write_text(json, "shortDescription", check.title.in(language));
  write_text(json, "fullDescription", check.explain.in(language));
  if (Help help = help_of(control, check, language); !help.text.empty()) {
    json.key("help").begin_object().member("text", help.text).member("markdown", help.markdown).end_object();
  }
  json.key("defaultConfiguration").begin_object().member("level", sarif_level(check)).end_object();
  json.key("properties").begin_object();
  if (!check.advice) json.member("security-severity", security_severity(check.severity));
  // A finding is proven from the evaluated configuration; what could not be proven is an open result.
  json.member("precision", "very-high").key("tags").on_one_line().begin_array().string("security").string(control.id);
  if (check.advice) json.string("advice");
  json.end_array().end_object().end_object();
}

}  // namespace wafpp::report
