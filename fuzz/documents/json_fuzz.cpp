// The reader of JSON on any bytes, and the writer on what it read: the same text again, whatever its shape.

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "documents/json.h"
#include "documents/json_writer.h"

namespace {

using namespace wafpp;
using namespace wafpp::documents;

void write(JsonWriter& writer, const JsonValue& value) {
  switch (value.kind()) {
    case JsonKind::Null:
      writer.null();
      return;
    case JsonKind::Bool:
      writer.boolean(value.is_true());
      return;
    case JsonKind::Number:
      writer.raw(value.number());
      return;
    case JsonKind::String:
      writer.string(value.string());
      return;
    case JsonKind::Array:
      writer.begin_array();
      for (const JsonValue& element : value.elements()) write(writer, element);
      writer.end_array();
      return;
    case JsonKind::Object:
      writer.begin_object();
      for (const JsonMember& member : value.members()) write(writer.key(member.name), member.value);
      writer.end_object();
      return;
  }
}

std::string written(const JsonDocument& document, JsonWriter::Layout layout) {
  JsonWriter writer(layout);
  write(writer, document.root());
  return writer.take();
}

void check_value(const JsonValue& value, uint32_t begin, uint32_t end) {
  WAFPP_CHECK(begin <= value.begin() && value.begin() < value.end() && value.end() <= end, "a value outside of what holds it");
  (void)value.integer();
  for (const JsonValue& element : value.elements()) check_value(element, value.begin() + 1, value.end() - 1);
  for (const JsonMember& member : value.members()) {
    WAFPP_CHECK(value.begin() < member.name_begin && member.name_begin < member.name_end && member.name_end < member.value.begin(),
                "a name outside of its object");
    check_value(member.value, member.name_end, value.end() - 1);
    WAFPP_CHECK(value.find(member.name) != nullptr, "a member that is not found");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  diag::Source source(1, "document.json", std::string(reinterpret_cast<const char*>(data), size));
  diag::Sink sink;
  std::optional<JsonDocument> document = parse_json(source, sink);
  WAFPP_CHECK(document.has_value() != sink.has_errors(), "a document, or a reason why there is none");
  for (const diag::Diagnostic& diagnostic : sink.diagnostics()) {
    WAFPP_CHECK(diagnostic.place.begin <= diagnostic.place.end && diagnostic.place.end <= size, "a place outside of the source");
  }
  if (!document) return 0;
  check_value(document->root(), 0, static_cast<uint32_t>(size));

  std::string compact = written(*document, JsonWriter::Layout::Compact);
  std::string indented = written(*document, JsonWriter::Layout::Indented);
  auto from_compact = parse_json(compact);
  auto from_indented = parse_json(indented);
  WAFPP_CHECK(from_compact.has_value() && from_indented.has_value(), "what is written cannot be read");
  WAFPP_CHECK(written(*from_compact, JsonWriter::Layout::Compact) == compact, "what is read again differs");
  WAFPP_CHECK(written(*from_indented, JsonWriter::Layout::Compact) == compact, "the layout changes what is said");
  return 0;
}
