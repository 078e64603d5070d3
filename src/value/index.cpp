#include <string>

#include "base/unicode.h"
#include "value/convert.h"
#include "value/operations.h"
#include "value/quote.h"

// Indexing and attributes (hcl/ops.go), with Terraform's words for what is wrong.

namespace wafpp::value {

namespace {

constexpr std::string_view kInvalidIndex = "Invalid index";
constexpr std::string_view kNoElement = "The given key does not identify an element in this collection value";

Indexed problem(IndexProblem kind, std::string_view summary, std::string message, const Value& of) {
  return {Value::unknown().with_origin(of.origin()), kind, summary, std::move(message)};
}

Indexed no_element(std::string_view why, const Value& of) {
  std::string message(kNoElement);
  if (!why.empty()) message.append(": ").append(why);
  return problem(IndexProblem::NoSuchElement, kInvalidIndex, message + ".", of);
}

Indexed wrong_key(const ConversionError& error, const Value& of) {
  std::string message(kNoElement);
  return problem(IndexProblem::WrongKeyType, kInvalidIndex, message.append(": ").append(error.message).append("."), of);
}

/// An element or attribute: what it is part of gives it marks, and an origin where it has none.
Indexed element(const Value& found, const Value& of, uint8_t more_marks = kNoMark) {
  Value result = found.add_marks(static_cast<uint8_t>(of.marks() | more_marks));
  if (result.origin().empty()) result = std::move(result).with_origin(of.origin());
  return {std::move(result), IndexProblem::None, {}, {}};
}

/// An element that is not known because the collection or the key is not.
Indexed unknown_element(Type type, const Value& of, const Value& key) {
  Origin origin = key.is_known() ? of.origin() : Origin::combined(of.origin(), key.origin());
  return {Value::unknown(type).with_marks(of.marks()).with_origin(std::move(origin)), IndexProblem::None, {}, {}};
}

Indexed sequence_element(const Value& value, Type type, const Value& key) {
  bool tuple = type.kind() == TypeKind::Tuple;
  if (!key.is_known()) return unknown_element(tuple ? Type() : type.element(), value, key);
  Number number = key.as_number();
  auto position = number.as_int64();
  std::optional<size_t> length;
  if (tuple) {
    length = type.elements().size();
  } else if (value.is_known()) {
    length = value.length();
  }
  if (!length) return unknown_element(type.element(), value, key);
  if (position && *position >= 0 && static_cast<uint64_t>(*position) < *length) {
    auto at = static_cast<size_t>(*position);
    if (value.is_known()) return element(value.elements()[at], value, key.marks());
    return element(Value::unknown(type.elements()[at]), value, key.marks());
  }
  if (!number.is_integer()) {
    return no_element("indexing a sequence requires a whole number, but the given index has a fractional part", value);
  }
  if (number.sign() < 0) return no_element("a negative number is not a valid index for a sequence", value);
  // Terraform says so only of the index right after the end, and never of a marked collection.
  if (value.marks() == kNoMark && Number::compare(number, Number::integer(static_cast<int64_t>(*length))) <= 0) {
    return no_element(
        *length == 0 ? "the collection has no elements" : "the given index is greater than or equal to the length of the collection",
        value);
  }
  return no_element("", value);
}

Indexed map_element(const Value& value, Type type, const Value& key) {
  if (!value.is_known() || !key.is_known()) return unknown_element(type.element(), value, key);
  const Value* found = value.find(key.as_string());
  return found == nullptr ? no_element("", value) : element(*found, value, key.marks());
}

Indexed object_attribute(const Value& value, const Value& key, bool by_number) {
  if (!value.is_known() || !key.is_known()) return unknown_element({}, value, key);
  if (const Value* found = value.find(key.as_string())) return element(*found, value);
  Indexed result = no_element("", value);
  if (by_number) result.message += " An object only supports looking up attributes by name, not by numeric index.";
  return result;
}

}  // namespace

Indexed index(const Value& value, const Value& key) {
  if (value.is_null()) {
    return problem(IndexProblem::NullValue, "Attempt to index null value", "This value is null, so it does not have any indices.", value);
  }
  if (key.is_null()) return problem(IndexProblem::NullKey, kInvalidIndex, "Can't use a null value as an indexing key.", value);
  Type type = value.type();
  if (type.is_dynamic() || key.type().is_dynamic()) return unknown_element({}, value, key);
  switch (type.kind()) {
    case TypeKind::List:
    case TypeKind::Tuple: {
      auto number = convert(key, Type::number());
      return number ? sequence_element(value, type, *number) : wrong_key(number.error(), value);
    }
    case TypeKind::Map:
    case TypeKind::Object: {
      auto name = convert(key, Type::string());
      if (!name) return wrong_key(name.error(), value);
      return type.kind() == TypeKind::Map ? map_element(value, type, *name)
                                          : object_attribute(value, *name, key.kind() == TypeKind::Number);
    }
    case TypeKind::Set:
      return problem(IndexProblem::NotIndexable, kInvalidIndex,
                     "Elements of a set are identified only by their value and don't have any separate index or key to select with, so "
                     "it's only possible to perform operations across all elements of the set.",
                     value);
    case TypeKind::Dynamic:
    case TypeKind::Bool:
    case TypeKind::Number:
    case TypeKind::String:
      break;
  }
  return problem(IndexProblem::NotIndexable, kInvalidIndex, "This value does not have any indices.", value);
}

Indexed attribute(const Value& value, std::string_view name) {
  if (!base::is_ascii(name)) {
    std::string normal = base::nfc(name);
    if (normal != name) return attribute(value, normal);
  }
  if (value.is_null()) {
    return problem(IndexProblem::NullValue, "Attempt to get attribute from null value",
                   "This value is null, so it does not have any attributes.", value);
  }
  Type type = value.type();
  auto unsupported = [&](std::string message) {
    return problem(IndexProblem::UnsupportedAttribute, "Unsupported attribute", std::move(message), value);
  };
  switch (type.kind()) {
    case TypeKind::Object: {
      const TypeField* field = type.field(name);
      if (field == nullptr) return unsupported("This object does not have an attribute named " + quote(name) + ".");
      return element(value.is_known() ? *value.find(name) : Value::unknown(field->type), value);
    }
    case TypeKind::Map: {
      if (!value.is_known()) return element(Value::unknown(type.element()), value);
      if (const Value* found = value.find(name)) return element(*found, value);
      return problem(IndexProblem::NoSuchElement, "Missing map element",
                     "This map does not have an element with the key " + quote(name) + ".", value);
    }
    case TypeKind::Dynamic:
      return element(Value::unknown(), value);
    case TypeKind::List:
      if (type.element().kind() == TypeKind::Object) {
        if (type.element().field(name) != nullptr) {
          return unsupported("Can't access attributes on a list of objects. Did you mean to access attribute " + quote(name) +
                             " for a specific element of the list, or across all elements of the list?");
        }
        return unsupported(
            "Can't access attributes on a list of objects. Did you mean to access an attribute for a specific element of the list, or "
            "across all elements of the list?");
      }
      break;
    case TypeKind::Set:
      if (type.element().kind() == TypeKind::Object) {
        return unsupported(
            "Can't access attributes on a set of objects. Did you mean to access an attribute across all elements of the set?");
      }
      break;
    case TypeKind::Bool:
    case TypeKind::Number:
    case TypeKind::String:
      return unsupported("Can't access attributes on a primitive-typed value (" + type.friendly_name() + ").");
    case TypeKind::Tuple:
      break;
  }
  return unsupported("This value does not have any attributes.");
}

}  // namespace wafpp::value
