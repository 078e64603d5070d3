#include "value/json_tree.h"

#include "value/json.h"

namespace wafpp::value {

namespace {

bool is_sequence(const Value& value) {
  return value.kind() == TypeKind::List || value.kind() == TypeKind::Set || value.kind() == TypeKind::Tuple;
}
bool is_mapping(const Value& value) { return value.kind() == TypeKind::Map || value.kind() == TypeKind::Object; }

bool is_full(const documents::JsonWriter& writer) { return writer.text().size() >= kMostTreeBytes; }

}  // namespace

void write_known(documents::JsonWriter& writer, const Value& value, Secrets secrets) {
  bool is_secret = (value.marks() & (kSensitive | kEphemeral)) != 0;
  if (!value.has_content() || (is_secret && secrets == Secrets::Null) || is_full(writer)) {
    writer.null();
  } else if (is_sequence(value)) {
    writer.begin_array();
    for (const Value& element : value.elements()) write_known(writer, element, secrets);
    writer.end_array();
  } else if (is_mapping(value)) {
    writer.begin_object();
    for (const Member& member : value.members()) {
      if (!member.value.is_known()) continue;
      writer.key(member.name());
      write_known(writer, member.value, secrets);
    }
    writer.end_object();
  } else {
    writer.raw(to_json(value.unmark()).value_or("null"));
  }
}

void write_flags(documents::JsonWriter& writer, const Value& value, bool (*holds)(const Value&)) {
  if (holds(value)) {
    writer.boolean(true);
  } else if (is_full(writer)) {
    writer.boolean(false);
  } else if (value.has_content() && is_sequence(value)) {
    writer.begin_array();
    for (const Value& element : value.elements()) write_flags(writer, element, holds);
    writer.end_array();
  } else if (value.has_content() && is_mapping(value)) {
    writer.begin_object();
    for (const Member& member : value.members()) {
      // A flag that is false is left out: look before the key is written.
      bool is_composite = member.value.has_content() && (is_sequence(member.value) || is_mapping(member.value));
      if (!holds(member.value) && !is_composite) continue;
      writer.key(member.name());
      write_flags(writer, member.value, holds);
    }
    writer.end_object();
  } else {
    writer.boolean(false);
  }
}

}  // namespace wafpp::value
