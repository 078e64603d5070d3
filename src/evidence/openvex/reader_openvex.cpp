#include "evidence/common/json_fields.h"
#include "evidence/common/vex.h"

namespace wafpp::evidence {

namespace {

/// `https://openvex.dev/ns/v0.2.0`; the first version had none in it.
std::string version_of(std::string_view context) {
  size_t at = context.rfind("/v");
  return at == std::string_view::npos || context.size() == at + 2 ? "0.0.1" : std::string(context.substr(at + 2));
}

/// A product or component: an object with `@id` and identifiers, a bare text in 0.0.1.
std::string_view id_of(const JsonValue& from) {
  if (from.is(JsonKind::String)) return from.string();
  std::string_view purl = text_at(from, "identifiers.purl");
  return purl.empty() ? text_at(from, "@id") : purl;
}

class Document {
 public:
  explicit Document(Reading& reading) : reading_(reading), item_(reading.item()) {}

  void read() {
    item_.summary.text("spec", version_of(reading_.shape().text("@context"))).null("author").null("timestamp");
    int64_t count = 0;
    for_each_member(reading_, [&](std::string_view name) {
      if (name == "statements") {
        return for_each_element(reading_, "statements", [&](const JsonValue& statement) {
          ++count;
          add(statement);
        });
      }
      bool is_author = name == "author";
      bool is_id = name == "@id";
      if (!is_author && !is_id && name != "timestamp") return false;
      std::optional<JsonDocument> value = reading_.read();
      if (!value) return true;
      if (is_author || is_id) {
        item_.summary.text(is_author ? "author" : "id", value->root().string());
      } else {
        timestamp_ = time_at(reading_, value->root(), "");
        item_.summary.text("timestamp", timestamp_);
      }
      return true;
    });
    std::vector<std::string_view> vulnerabilities;
    std::vector<std::string_view> statuses;
    for (Statement& statement : item_.statements) {
      if (statement.timestamp.empty()) statement.timestamp = timestamp_;
      vulnerabilities.push_back(statement.vulnerability);
      statuses.push_back(statement.status);
    }
    item_.summary.number("statements", count).texts("vulnerabilities", item_.keep_sorted(vulnerabilities));
    item_.summary.texts("statuses", item_.keep_sorted(statuses));
  }

 private:
  void add(const JsonValue& from) {
    const JsonValue* vulnerability = from.find("vulnerability");
    std::string_view id;
    if (vulnerability != nullptr) id = vulnerability->is(JsonKind::String) ? vulnerability->string() : text_at(*vulnerability, "name");
    if (id.empty()) {
      reading_.warn("a statement that names no vulnerability is left out");
      return;
    }
    Statement statement;
    statement.vulnerability = item_.keep(id);
    statement.aliases = item_.keep_sorted(texts_at(*vulnerability, "aliases"));
    statement.status = item_.keep(text_at(from, "status"));
    statement.justification = item_.keep(text_at(from, "justification"));
    statement.impact = item_.keep(text_at(from, "impact_statement"));
    statement.timestamp = time_at(reading_, from, "last_updated");
    if (statement.timestamp.empty()) statement.timestamp = time_at(reading_, from, "timestamp");
    statement.invalid = why_invalid(statement.status, statement.justification, statement.impact);
    if (!statement.invalid.empty()) reading_.warn(fmt::format("the statement about {} does not count: {}", id, statement.invalid));
    std::span<const JsonValue> products = elements_at(from, "products");
    if (products.empty()) {
      reading_.warn(fmt::format("the statement about {} names no product, and is about none", id));
      item_.statements.push_back(statement);
    }
    for (const JsonValue& product : products) {
      statement.product = item_.keep(id_of(product));
      statement.subcomponent = {};
      // Of the product since 0.2.0, of the statement before.
      std::span<const JsonValue> inside = elements_at(product, "subcomponents");
      if (inside.empty()) inside = elements_at(from, "subcomponents");
      for (const JsonValue& component : inside) {
        statement.subcomponent = item_.keep(id_of(component));
        item_.statements.push_back(statement);
      }
      if (inside.empty()) item_.statements.push_back(statement);
    }
  }

  Reading& reading_;
  Item& item_;
  std::string_view timestamp_;
};

void read_document(Reading& reading) { Document(reading).read(); }

bool is_document(const Shape& shape) {
  std::string_view context = shape.text("@context");
  return (context == "https://openvex.dev/ns" || context.starts_with("https://openvex.dev/ns/")) && shape.is_array("statements");
}

constexpr Kind kKinds[] = {
    {.name = "openvex", .title = "OpenVEX document", .title_de = "OpenVEX-Dokument", .recognise = is_document, .read = read_document}};

}  // namespace

extern const Format reader_openvex;
const Format reader_openvex{.name = "openvex", .kinds = kKinds};

}  // namespace wafpp::evidence
