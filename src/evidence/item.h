#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "evidence/finding.h"
#include "evidence/text_set.h"
#include "value/value.h"

namespace wafpp::evidence {

using value::Value;

/// Named values in the order in which people want to see them.
class Attributes {
 public:
  /// A null where `text` is empty.
  Attributes& text(std::string_view name, std::string_view text);
  Attributes& flag(std::string_view name, bool flag) { return set(name, Value::boolean(flag)); }
  Attributes& number(std::string_view name, int64_t number) { return set(name, Value::integer(number)); }
  Attributes& null(std::string_view name) { return set(name, Value::null()); }
  Attributes& texts(std::string_view name, std::span<const std::string_view> texts);
  Attributes& texts(std::string_view name, const std::vector<std::string>& texts);
  /// One of a name that is there already takes its place.
  Attributes& set(std::string_view name, Value value);

  bool empty() const { return entries_.empty(); }
  const std::vector<std::pair<std::string, Value>>& entries() const { return entries_; }
  const Value* find(std::string_view name) const;
  /// The text of that name; empty where there is none.
  std::string_view text_of(std::string_view name) const;
  Value object() const;

 private:
  std::vector<std::pair<std::string, Value>> entries_;
};

/// A fact about an account, an artefact or a document that is none of the structures above.
struct Record {
  std::string_view kind;  ///< `config_rule`; asked for as `evidence.config_rule`.
  std::string subject;    ///< What it is about, unique within its kind and file: a rule's name, an instance id.
  Attributes attributes;
  /// Where it stands in a text, in bytes `[begin, end)` behind a byte order mark; both 0: it is about the whole file.
  uint32_t begin = 0;
  uint32_t end = 0;
};

/// An SBOM's own frame.
struct Sbom {
  std::string_view spec_version;
  std::string_view serial;  ///< Serial number or document namespace.
  int64_t version = 1;
  std::string_view created;
  std::vector<std::string_view> tools;
  std::string_view subject_type;
  std::string_view subject_name;
  std::string_view subject_digest;  ///< `sha256:...` of the image's manifest.
  bool has_subject = false;
  bool is_container = false;
  size_t relations = 0;  ///< Edges of the dependency graph.
};

/// How likely it is that a vulnerability is exploited within 30 days, as EPSS says. There are some 300,000 in one file.
struct Score {
  std::string_view id;
  double probability = 0;
  double percentile = 0;
};

/// One evidence file that was read: whole, or not at all. Owns all texts in it.
class Item {
 public:
  Item() = default;
  Item(const Item&) = delete;
  Item& operator=(const Item&) = delete;

  std::string_view kind;         ///< `trivy-report`; a constant.
  Attributes summary;            ///< What the file says about itself.
  bool is_scan = false;          ///< It reports vulnerabilities: `findings` counts, even where it is empty.
  bool is_complete = true;       ///< False where the file itself says that there is more (`NextToken`).
  std::deque<Finding> findings;  ///< Not moved when it grows: there may be a million.
  bool is_sbom = false;
  Sbom sbom;
  std::vector<Component> components;
  std::vector<uint32_t> component_order;  ///< How `sort_for_output` puts them, where that is known: the indices, in their new order.
  std::vector<Statement> statements;
  std::vector<Record> records;
  std::vector<Score> scores;  ///< Sorted by id.

  /// A copy that lives as long as the item; equal texts are kept once.
  std::string_view keep(std::string_view text);
  /// A copy likewise, where hardly any two are equal: nobody looks for an equal one.
  std::string_view copy(std::string_view text) { return arena_.copy(text); }
  /// Of a text that is seldom there twice, if at all, such as a name: a short one is copied, which takes less than to know it.
  std::string_view take(std::string_view text);
  std::span<const std::string_view> keep_all(std::vector<std::string_view> texts);
  /// Sorted, each once.
  std::span<const std::string_view> keep_sorted(std::vector<std::string_view> texts);
  /// A list of one.
  std::span<const std::string_view> keep_one(std::string_view text);
  /// Adds a record and gives its attributes, valid until the next one.
  Attributes& record(std::string_view kind, std::string_view subject);
  /// Likewise, with where it stands.
  Attributes& record(std::string_view kind, std::string_view subject, uint32_t begin, uint32_t end);

 private:
  base::Arena arena_;
  TextSet texts_;
};

/// Components by purl, name, version and reference: their indices, in that order.
std::vector<uint32_t> order_for_output(std::span<const Component> components);
/// Findings by id, package, version, place; components by purl and name: what is printed does not hang on the order in the file.
void sort_for_output(Item& item);

}  // namespace wafpp::evidence
