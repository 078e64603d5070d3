#include <algorithm>
#include <unordered_map>

#include "evidence/csaf/products.h"

namespace wafpp::evidence {

namespace {

constexpr std::pair<std::string_view, std::string_view> kStatuses[] = {
    {"first_affected", "affected"},
    {"first_fixed", "fixed"},
    {"fixed", "fixed"},
    {"known_affected", "affected"},
    {"known_not_affected", "not_affected"},
    {"last_affected", "affected"},
    {"under_investigation", "under_investigation"},
};

bool lists(const JsonValue& from, std::string_view id) {
  std::vector<std::string_view> ids = texts_at(from, "product_ids");
  return ids.empty() || std::find(ids.begin(), ids.end(), id) != ids.end();
}

void add_statements(Item& item, const JsonValue& vulnerability, std::string_view id, const CsafProducts& products,
                    std::string_view released) {
  for (const auto& [name, status] : kStatuses) {
    for (std::string_view product : texts_at(vulnerability, fmt::format("product_status.{}", name))) {
      Statement statement;
      statement.vulnerability = item.keep(id);
      statement.status = status;
      statement.timestamp = released;
      CsafProduct known = products.find(product);
      statement.product = item.keep(known.product);
      statement.subcomponent = item.keep(known.component);
      for (const JsonValue& flag : elements_at(vulnerability, "flags")) {
        if (lists(flag, product)) statement.justification = item.keep(text_at(flag, "label"));
      }
      for (const JsonValue& threat : elements_at(vulnerability, "threats")) {
        if (text_at(threat, "category") == "impact" && lists(threat, product)) statement.impact = item.keep(text_at(threat, "details"));
      }
      if (status == "not_affected" && statement.justification.empty() && statement.impact.empty()) {
        statement.invalid = "not_affected without a flag and without an impact";
      }
      item.statements.push_back(statement);
    }
  }
}

void read_advisory(Reading& reading) {
  Item& item = reading.item();
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  const JsonValue& root = document->root();
  std::string_view category = text_at(root, "document.category");
  std::string_view released = time_at(reading, root, "document.tracking.current_release_date");
  bool is_vex = category == "csaf_vex";
  item.summary.text("category", category)
      .text("version", text_at(root, "document.csaf_version"))
      .text("id", text_at(root, "document.tracking.id"));
  item.summary.text("status", text_at(root, "document.tracking.status")).text("released", released).flag("is_vex", is_vex);
  item.summary.text("publisher", text_at(root, "document.publisher.name"));
  CsafProducts products(root);
  Attributes vulnerabilities;
  for (const JsonValue& vulnerability : elements_at(root, "vulnerabilities")) {
    std::string_view id = text_at(vulnerability, "cve");
    if (id.empty() && !elements_at(vulnerability, "ids").empty()) id = text_at(elements_at(vulnerability, "ids").front(), "text");
    if (id.empty()) {
      reading.warn("a vulnerability without an id is left out");
      continue;
    }
    Attributes statuses;
    for (const auto& [name, status] : kStatuses) {
      std::vector<std::string_view> ids = texts_at(vulnerability, fmt::format("product_status.{}", name));
      if (!ids.empty()) statuses.texts(name, std::span<const std::string_view>(ids));
    }
    vulnerabilities.set(id, statuses.object());
    if (is_vex) add_statements(item, vulnerability, id, products, released);
  }
  item.summary.set("vulnerabilities", vulnerabilities.object());
  if (!is_vex)
    reading.warn(fmt::format("the category is `{}`, not `csaf_vex`: it is an advisory, and says nothing of what applies where", category));
}

bool is_advisory(const Shape& shape) { return !shape.text("document.csaf_version").empty(); }

constexpr Kind kKinds[] = {
    {.name = "csaf", .title = "CSAF advisory", .title_de = "CSAF-Advisory", .recognise = is_advisory, .read = read_advisory}};

}  // namespace

extern const Format reader_csaf;
const Format reader_csaf{.name = "csaf", .kinds = kKinds};

}  // namespace wafpp::evidence
