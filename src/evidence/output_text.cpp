#include <fmt/format.h>

#include <map>

#include "base/text.h"
#include "evidence/output.h"
#include "value/value.h"

namespace wafpp::evidence {

namespace {

std::string shown(const Value& value) {
  if (!value.has_content()) return "not given";
  switch (value.kind()) {
    case value::TypeKind::Bool:
      return value.as_bool() ? "yes" : "no";
    case value::TypeKind::String:
      return base::printable(value.as_string());
    case value::TypeKind::Number:
      return value.as_number().text();
    default:
      break;
  }
  constexpr size_t kMost = 8;
  std::string text;
  size_t count = 0;
  auto add = [&](const std::string& piece) {
    if (count++ < kMost) text += (text.empty() ? "" : ", ") + piece;
  };
  bool has_members = value.kind() == value::TypeKind::Object || value.kind() == value::TypeKind::Map;
  if (has_members) {
    for (const value::Member& member : value.members()) {
      bool is_plain = member.value.has_content() && member.value.is_known() && member.value.depth() == 1;
      add(base::printable(member.name()) + (is_plain ? " " + shown(member.value) : ""));
    }
  } else {
    for (const Value& element : value.elements()) add(shown(element));
  }
  if (count > kMost) text += fmt::format(" and {} more", count - kMost);
  return text.empty() ? "none" : text;
}

void line(std::string& to, std::string_view name, std::string_view text) {
  constexpr size_t kNameWidth = 22;
  std::string words(name);
  for (char& letter : words) letter = letter == '_' ? ' ' : letter;
  to += "  " + base::padded(words, kNameWidth) + std::string(text) + "\n";
}

std::string by_severity(const Item& item) {
  std::map<Severity, size_t, std::greater<>> open;
  size_t others = 0;
  for (const Finding& finding : item.findings) {
    if (finding.state == State::Open) {
      ++open[finding.severity];
    } else {
      ++others;
    }
  }
  if (item.findings.empty()) return "none";
  std::string text;
  for (const auto& [severity, count] : open) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, word(severity));
  if (text.empty()) text = "none open";
  if (others > 0) text += fmt::format("; {} closed, suppressed or not affected", others);
  return text;
}

}  // namespace

std::string overview(const Outcome& outcome, std::string_view name) {
  const Item& item = *outcome.item;
  std::string text = fmt::format("{}: {}\n", base::printable(name), outcome.kind->title);
  for (const auto& [attribute, value] : item.summary.entries()) line(text, attribute, shown(value));
  if (item.is_scan) line(text, "open findings", by_severity(item));
  if (!item.statements.empty()) line(text, "VEX statements", std::to_string(item.statements.size()));
  if (!item.is_complete) line(text, "complete", "no: the file itself says that there is more");
  return text;
}

}  // namespace wafpp::evidence
