#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <span>

#include "base/text.h"
#include "evidence/output.h"
#include "value/value.h"

namespace wafpp::evidence {

namespace {

bool is_object(const Value& value) { return value.kind() == value::TypeKind::Object || value.kind() == value::TypeKind::Map; }

// Values of items are a few levels deep.
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
  if (is_object(value)) {
    std::string text;
    for (const value::Member& member : value.members()) {
      if (!member.value.has_content()) continue;
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", base::printable(member.name()), shown(member.value));
    }
    return text.empty() ? "none" : text;
  }
  constexpr size_t kMost = 4;
  std::span<const Value> elements = value.elements();
  if (elements.empty()) return "none";
  // What is a structure in itself is for `--json`.
  if (elements.front().depth() > 1) return std::to_string(elements.size());
  std::string text;
  for (size_t i = 0; i < std::min(kMost, elements.size()); ++i) text += (i == 0 ? "" : ", ") + shown(elements[i]);
  if (elements.size() > kMost) text += fmt::format(" and {} more", elements.size() - kMost);
  return text;
}

/// An object of objects takes a line each.
bool is_table(const Value& value) {
  if (!value.has_content() || !is_object(value) || value.members().empty()) return false;
  return std::all_of(value.members().begin(), value.members().end(),
                     [](const value::Member& member) { return member.value.has_content() && is_object(member.value); });
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
  for (const auto& [attribute, value] : item.summary.entries()) {
    if (!is_table(value)) {
      line(text, attribute, shown(value));
      continue;
    }
    constexpr size_t kRows = 20;
    std::span<const value::Member> rows = value.members();
    line(text, attribute, std::to_string(rows.size()));
    for (size_t i = 0; i < std::min(kRows, rows.size()); ++i) {
      text += fmt::format("    {}: {}\n", base::printable(rows[i].name()), shown(rows[i].value));
    }
    if (rows.size() > kRows) text += fmt::format("    and {} more\n", rows.size() - kRows);
  }
  if (item.is_scan) line(text, "open findings", by_severity(item));
  if (!item.statements.empty()) line(text, "VEX statements", std::to_string(item.statements.size()));
  if (!item.is_complete) line(text, "complete", "no: the file itself says that there is more");
  return text;
}

}  // namespace wafpp::evidence
