#include "evidence/item.h"

#include <algorithm>
#include <tuple>

namespace wafpp::evidence {

std::string_view word(Severity severity) {
  switch (severity) {
    case Severity::Unknown:
      return "UNKNOWN";
    case Severity::Info:
      return "INFO";
    case Severity::Low:
      return "LOW";
    case Severity::Medium:
      return "MEDIUM";
    case Severity::High:
      return "HIGH";
    case Severity::Critical:
      return "CRITICAL";
  }
  return {};
}

std::string_view word(Fix fix) {
  switch (fix) {
    case Fix::Unknown:
      return "unknown";
    case Fix::No:
      return "no";
    case Fix::Partial:
      return "partial";
    case Fix::Yes:
      return "yes";
  }
  return {};
}

std::string_view word(State state) {
  switch (state) {
    case State::Open:
      return "open";
    case State::Closed:
      return "closed";
    case State::Suppressed:
      return "suppressed";
    case State::NotAffected:
      return "not_affected";
  }
  return {};
}

Attributes& Attributes::text(std::string_view name, std::string_view text) {
  return set(name, text.empty() ? Value::null(value::Type::string()) : Value::string(text));
}

Attributes& Attributes::texts(std::string_view name, std::span<const std::string_view> texts) {
  std::vector<Value> elements;
  elements.reserve(texts.size());
  for (std::string_view text : texts) elements.push_back(Value::string(text));
  return set(name, Value::list(value::Type::string(), std::move(elements)));
}

Attributes& Attributes::texts(std::string_view name, const std::vector<std::string>& texts) {
  std::vector<std::string_view> views(texts.begin(), texts.end());
  return this->texts(name, std::span<const std::string_view>(views));
}

Attributes& Attributes::set(std::string_view name, Value value) {
  for (auto& [known, old] : entries_) {
    if (known != name) continue;
    old = std::move(value);
    return *this;
  }
  entries_.emplace_back(name, std::move(value));
  return *this;
}

const Value* Attributes::find(std::string_view name) const {
  for (const auto& [known, value] : entries_) {
    if (known == name) return &value;
  }
  return nullptr;
}

std::string_view Attributes::text_of(std::string_view name) const {
  const Value* found = find(name);
  bool is_text = found != nullptr && found->has_content() && found->kind() == value::TypeKind::String;
  return is_text ? found->as_string() : std::string_view();
}

Value Attributes::object() const {
  std::vector<value::Member> members;
  members.reserve(entries_.size());
  for (const auto& [name, value] : entries_) members.push_back({Value::string(name), value});
  return Value::object(std::move(members));
}

std::string_view Item::keep(std::string_view text) {
  if (text.empty()) return {};
  return texts_.insert(text, arena_);
}

std::span<const std::string_view> Item::keep_all(std::vector<std::string_view> texts) {
  for (std::string_view& text : texts) text = keep(text);
  return arena_.copy(texts);
}

std::span<const std::string_view> Item::keep_sorted(std::vector<std::string_view> texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  if (texts.empty()) return {};
  if (texts.size() > 1) return keep_all(std::move(texts));
  // One alone, which most lists are, stands in the set already, and does not move there.
  if (texts.front().empty()) return arena_.copy(texts);
  return {&texts_.insert(texts.front(), arena_), 1};
}

Attributes& Item::record(std::string_view record_kind, std::string_view subject) { return record(record_kind, subject, 0, 0); }

Attributes& Item::record(std::string_view record_kind, std::string_view subject, uint32_t begin, uint32_t end) {
  records.push_back({.kind = record_kind, .subject = std::string(subject), .attributes = {}, .begin = begin, .end = end});
  return records.back().attributes;
}

void sort_for_output(Item& item) {
  auto of_finding = [](const Finding& f) { return std::tie(f.id, f.package, f.version, f.where, f.artefact, f.purl, f.first_observed); };
  std::sort(item.findings.begin(), item.findings.end(), [&](const Finding& a, const Finding& b) { return of_finding(a) < of_finding(b); });
  auto of_component = [](const Component& c) { return std::tie(c.purl, c.name, c.version, c.ref); };
  std::sort(item.components.begin(), item.components.end(),
            [&](const Component& a, const Component& b) { return of_component(a) < of_component(b); });
  auto of_statement = [](const Statement& s) { return std::tie(s.vulnerability, s.timestamp, s.product, s.subcomponent); };
  std::stable_sort(item.statements.begin(), item.statements.end(),
                   [&](const Statement& a, const Statement& b) { return of_statement(a) < of_statement(b); });
  std::stable_sort(item.records.begin(), item.records.end(),
                   [](const Record& a, const Record& b) { return std::tie(a.kind, a.subject) < std::tie(b.kind, b.subject); });
}

}  // namespace wafpp::evidence
