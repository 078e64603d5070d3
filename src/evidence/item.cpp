#include "evidence/item.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "base/arrange.h"
#include "base/text_order.h"

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

std::string_view Item::take(std::string_view text) {
  constexpr size_t kPlace = sizeof(std::string_view) + 2 * sizeof(std::string_view);  // Its view, and its share of the row.
  return text.size() <= kPlace ? copy(text) : keep(text);
}

std::span<const std::string_view> Item::keep_one(std::string_view text) { return {&texts_.insert(text, arena_), 1}; }

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
  return keep_one(texts.front());
}

Attributes& Item::record(std::string_view record_kind, std::string_view subject) { return record(record_kind, subject, 0, 0); }

Attributes& Item::record(std::string_view record_kind, std::string_view subject, uint32_t begin, uint32_t end) {
  records.push_back({.kind = record_kind, .subject = std::string(subject), .attributes = {}, .begin = begin, .end = end});
  return records.back().attributes;
}

namespace {

/// Sorts `order` by one field after the other: what is equal in one is a run that is sorted by the next.
class ComponentOrder {
 public:
  explicit ComponentOrder(std::span<const Component> components) : components_(components) {}

  std::vector<uint32_t> run() {
    order_.reserve(components_.size());
    for (uint32_t index = 0; index < components_.size(); ++index) order_.emplace_back(std::string_view(), index);
    sort(order_, 0);
    return has_other_twins_ ? as_std_sort() : indices();
  }

 private:
  static constexpr std::string_view Component::* kFields[] = {&Component::purl, &Component::name, &Component::version, &Component::ref};

  void sort(std::span<base::OrderedText> run, size_t field) {
    for (base::OrderedText& text : run) text = {components_[text.index()].*kFields[field], text.index()};
    base::sort_texts(run);
    for (size_t begin = 0; begin < run.size();) {
      size_t end = begin + 1;
      while (end < run.size() && run[end].text() == run[begin].text()) ++end;
      if (end - begin > 1 && field + 1 < std::size(kFields)) sort(run.subspan(begin, end - begin), field + 1);
      if (end - begin > 1 && field + 1 == std::size(kFields)) note_twins(run.subspan(begin, end - begin));
      begin = end;
    }
  }

  /// Whether components that come to stand at one place differ in something else, so that their order can be seen.
  void note_twins(std::span<const base::OrderedText> twins) {
    auto rest = [](const Component& c) { return std::tie(c.type, c.supplier, c.sha256); };
    const Component& first = components_[twins.front().index()];
    for (const base::OrderedText& twin : twins.subspan(1)) {
      const Component& other = components_[twin.index()];
      bool is_same = rest(first) == rest(other) &&
                     std::equal(first.licences.begin(), first.licences.end(), other.licences.begin(), other.licences.end());
      has_other_twins_ = has_other_twins_ || !is_same;
    }
  }

  std::vector<uint32_t> indices() const {
    std::vector<uint32_t> indices;
    indices.reserve(order_.size());
    for (const base::OrderedText& text : order_) indices.push_back(text.index());
    return indices;
  }

  bool is_twin(uint32_t a, uint32_t b) const {
    return std::all_of(std::begin(kFields), std::end(kFields), [&](auto field) { return components_[a].*field == components_[b].*field; });
  }

  /// Such twins stand where `std::sort` of the components themselves would put them, as in all that was printed before.
  std::vector<uint32_t> as_std_sort() const {
    std::vector<uint32_t> ranks(order_.size());
    uint32_t rank = 0;
    for (size_t at = 0; at < order_.size(); ++at) {
      if (at > 0 && !is_twin(order_[at - 1].index(), order_[at].index())) ++rank;
      ranks[order_[at].index()] = rank;
    }
    std::vector<uint32_t> indices(order_.size());
    std::iota(indices.begin(), indices.end(), 0U);
    std::sort(indices.begin(), indices.end(), [&](uint32_t a, uint32_t b) { return ranks[a] < ranks[b]; });
    return indices;
  }

  std::span<const Component> components_;
  std::vector<base::OrderedText> order_;
  bool has_other_twins_ = false;
};

}  // namespace

std::vector<uint32_t> order_for_output(std::span<const Component> components) { return ComponentOrder(components).run(); }

void sort_for_output(Item& item) {
  auto of_finding = [](const Finding& f) { return std::tie(f.id, f.package, f.version, f.where, f.artefact, f.purl, f.first_observed); };
  std::sort(item.findings.begin(), item.findings.end(), [&](const Finding& a, const Finding& b) { return of_finding(a) < of_finding(b); });
  bool is_ordered = item.component_order.size() == item.components.size();
  base::arrange(item.components, is_ordered ? std::exchange(item.component_order, {}) : order_for_output(item.components));
  auto of_statement = [](const Statement& s) { return std::tie(s.vulnerability, s.timestamp, s.product, s.subcomponent); };
  std::stable_sort(item.statements.begin(), item.statements.end(),
                   [&](const Statement& a, const Statement& b) { return of_statement(a) < of_statement(b); });
  std::stable_sort(item.records.begin(), item.records.end(),
                   [](const Record& a, const Record& b) { return std::tie(a.kind, a.subject) < std::tie(b.kind, b.subject); });
}

}  // namespace wafpp::evidence
