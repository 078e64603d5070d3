#include "base/unicode.h"
#include "value/quote.h"
#include "value/type.h"

// Types as text: for people, for type constraints, as JSON.

namespace wafpp::value {

namespace {

enum class NameFor : uint8_t { Value, Constraint };

std::string name_of(Type type, NameFor purpose) {
  std::string prefix;
  for (;;) {
    bool inside = !prefix.empty();
    switch (type.kind()) {
      case TypeKind::Dynamic:
        if (purpose == NameFor::Value) return prefix + "dynamic";
        return prefix + (inside ? "any single type" : "any type");
      case TypeKind::Bool:
        return prefix + "bool";
      case TypeKind::Number:
        return prefix + "number";
      case TypeKind::String:
        return prefix + "string";
      case TypeKind::Tuple:
        return prefix + "tuple";
      case TypeKind::Object:
        return prefix + "object";
      case TypeKind::List:
        prefix += "list of ";
        break;
      case TypeKind::Set:
        prefix += "set of ";
        break;
      case TypeKind::Map:
        prefix += "map of ";
        break;
    }
    type = type.element();
  }
}

void append_constraint(std::string& to, Type type) {
  switch (type.kind()) {
    case TypeKind::Dynamic:
      to += "any";
      return;
    case TypeKind::Bool:
      to += "bool";
      return;
    case TypeKind::Number:
      to += "number";
      return;
    case TypeKind::String:
      to += "string";
      return;
    case TypeKind::List:
      to += "list(";
      break;
    case TypeKind::Set:
      to += "set(";
      break;
    case TypeKind::Map:
      to += "map(";
      break;
    case TypeKind::Tuple: {
      to += "tuple([";
      bool first = true;
      for (Type element : type.elements()) {
        if (!first) to += ',';
        first = false;
        append_constraint(to, element);
      }
      to += "])";
      return;
    }
    case TypeKind::Object: {
      to += "object({";
      bool first = true;
      for (const TypeField& field : type.fields()) {
        if (!first) to += ',';
        first = false;
        to += base::is_identifier(field.name) ? field.name : quote(field.name);
        to += field.optional ? "=optional(" : "=";
        append_constraint(to, field.type);
        if (field.optional) to += ')';
      }
      to += "})";
      return;
    }
  }
  append_constraint(to, type.element());
  to += ')';
}

void append_json(std::string& to, Type type) {
  switch (type.kind()) {
    case TypeKind::Dynamic:
      to += "\"dynamic\"";
      return;
    case TypeKind::Bool:
      to += "\"bool\"";
      return;
    case TypeKind::Number:
      to += "\"number\"";
      return;
    case TypeKind::String:
      to += "\"string\"";
      return;
    case TypeKind::List:
      to += "[\"list\",";
      break;
    case TypeKind::Set:
      to += "[\"set\",";
      break;
    case TypeKind::Map:
      to += "[\"map\",";
      break;
    case TypeKind::Tuple: {
      to += "[\"tuple\",[";
      bool first = true;
      for (Type element : type.elements()) {
        if (!first) to += ',';
        first = false;
        append_json(to, element);
      }
      to += "]]";
      return;
    }
    case TypeKind::Object: {
      to += "[\"object\",{";
      bool first = true;
      bool optional = false;
      for (const TypeField& field : type.fields()) {
        if (!first) to += ',';
        first = false;
        optional |= field.optional;
        append_json_string(to, field.name);
        to += ':';
        append_json(to, field.type);
      }
      to += '}';
      if (optional) {
        to += ",[";
        first = true;
        for (const TypeField& field : type.fields()) {
          if (!field.optional) continue;
          if (!first) to += ',';
          first = false;
          append_json_string(to, field.name);
        }
        to += ']';
      }
      to += ']';
      return;
    }
  }
  append_json(to, type.element());
  to += ']';
}

}  // namespace

std::string Type::friendly_name() const { return name_of(*this, NameFor::Value); }
std::string Type::friendly_name_for_constraint() const { return name_of(*this, NameFor::Constraint); }

std::string Type::constraint() const {
  std::string result;
  append_constraint(result, *this);
  return result;
}

std::string Type::json() const {
  std::string result;
  append_json(result, *this);
  return result;
}

}  // namespace wafpp::value
