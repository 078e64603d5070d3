#include "documents/yaml.h"
#include "evidence/attestation/statement.h"
#include "evidence/common/json_fields.h"

namespace wafpp::evidence {

namespace {

using documents::YamlKind;
using documents::YamlMember;
using documents::YamlNode;

constexpr std::string_view kSchema = "wafpp/attestation/1";

// Both readers have bounded the depth, below that of values.
Value value_of(const JsonValue& from) {
  switch (from.kind()) {
    case JsonKind::Null:
      return Value::null();
    case JsonKind::Bool:
      return Value::boolean(from.is_true());
    case JsonKind::Number:
      return from.integer() ? Value::integer(*from.integer()) : Value::string(from.number());
    case JsonKind::String:
      return Value::string(from.string());
    case JsonKind::Array: {
      std::vector<Value> elements;
      for (const JsonValue& element : from.elements()) elements.push_back(value_of(element));
      return Value::tuple(std::move(elements));
    }
    case JsonKind::Object: {
      std::vector<value::Member> members;
      for (const JsonMember& member : from.members()) members.push_back({Value::string(member.name), value_of(member.value)});
      return Value::object(std::move(members));
    }
  }
  return Value::null();
}

Value value_of(const YamlNode& from) {
  switch (from.kind()) {
    case YamlKind::Null:
      return Value::null();
    case YamlKind::Bool:
      return Value::boolean(from.boolean().value_or(false));
    case YamlKind::Integer:
      return from.integer() ? Value::integer(*from.integer()) : Value::string(from.text());
    case YamlKind::Float:
    case YamlKind::String:
      return Value::string(from.text());
    case YamlKind::Sequence: {
      std::vector<Value> elements;
      for (const YamlNode& element : from.elements()) elements.push_back(value_of(element));
      return Value::tuple(std::move(elements));
    }
    case YamlKind::Mapping: {
      std::vector<value::Member> members;
      for (const YamlMember& member : from.members()) members.push_back({Value::string(member.key.text()), value_of(member.value)});
      return Value::object(std::move(members));
    }
  }
  return Value::null();
}

void read_yaml(Reading& reading) {
  diag::Source source(1, "attestation", std::string(reading.text()));
  diag::Sink sink;
  documents::YamlStream stream = documents::parse_yaml(source, sink);
  if (sink.has_errors()) {
    reading.mark_entry(sink.diagnostics().front().place.begin);
    reading.refuse(said_by_parser(sink.diagnostics().front().message));
    return;
  }
  if (stream.documents().size() > 1) {
    reading.mark_entry(stream.documents()[1].place().begin);
    reading.refuse(
        {"a second document begins here: which of the two counts?", "hier beginnt ein zweites Dokument: welches der beiden zählt?"});
    return;
  }
  judge_attestation(reading, value_of(stream.root()));
}

void read_attestation(Reading& reading) {
  if (!reading.shape().is_json()) {
    read_yaml(reading);
    return;
  }
  if (std::optional<JsonDocument> document = read_whole(reading)) judge_attestation(reading, value_of(document->root()));
}

bool is_attestation(const Shape& shape) {
  if (shape.is_json()) return shape.text("schema") == kSchema;
  if (shape.writing != Writing::Text) return false;
  for (std::string_view form : {"schema: wafpp/attestation/1", "schema: \"wafpp/attestation/1\"", "schema: 'wafpp/attestation/1'"}) {
    size_t at = shape.head.find(form);
    if (at != std::string::npos && (at == 0 || shape.head[at - 1] == '\n')) return true;
  }
  return false;
}

constexpr Kind kKinds[] = {{.name = "attestation",
                            .title = "attestation by a person",
                            .title_de = "Erklärung einer Person",
                            .recognise = is_attestation,
                            .read = read_attestation,
                            .accepts = Accepts::JsonAndText}};

}  // namespace

extern const Format reader_attestation;
const Format reader_attestation{.name = "attestation", .kinds = kKinds};

}  // namespace wafpp::evidence
