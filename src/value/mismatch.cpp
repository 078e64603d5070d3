#include "value/conversion.h"
#include "value/quote.h"

// Why one type does not convert to another, in cty's words (cty/convert/mismatch_msg.go). Where cty leaves to chance which attribute
// it names, it is the first by name.

namespace wafpp::value {

namespace {

std::string required(Type type) { return type.friendly_name_for_constraint() + " required"; }

std::string missing(const std::vector<std::string>& names) {
  if (names.size() == 1) return "attribute " + quote(names[0]) + " is required";
  if (names.size() == 2) return "attributes " + quote(names[0]) + " and " + quote(names[1]) + " are required";
  std::string list;
  for (size_t i = 0; i + 1 < names.size(); ++i) list += quote(names[i]) + ", ";
  return "attributes " + list + "and " + quote(names.back()) + " are required";
}

std::string objects(Type from, Type to) {
  std::vector<std::string> absent;
  std::string serious;  // Not even an unsafe conversion exists.
  std::string slight;
  for (const TypeField& wanted : to.fields()) {
    const TypeField* given = from.field(wanted.name);
    if (given == nullptr) {
      if (!wanted.optional) absent.push_back(wanted.name);
      continue;
    }
    if (given->type == wanted.type || !serious.empty()) continue;
    auto describe = [&] { return "attribute " + quote(wanted.name) + ": " + mismatch(given->type, wanted.type); };
    if (!has_conversion(given->type, wanted.type, Safety::Unsafe)) serious = describe();
    if (slight.empty() && !has_conversion(given->type, wanted.type, Safety::Safe)) slight = describe();
  }
  if (!absent.empty()) return missing(absent);
  if (!serious.empty()) return serious;
  return slight.empty() ? "incorrect object attributes" : slight;
}

std::string structure_to_collection(Type from, Type to) {
  if ((to.kind() == TypeKind::Map) != (from.kind() == TypeKind::Object)) return required(to);
  Type element = to.element();
  auto fits = [&](Type type) { return type == element || has_conversion(type, element, Safety::Unsafe); };
  if (from.kind() == TypeKind::Tuple) {
    for (size_t i = 0; i < from.elements().size(); ++i) {
      Type given = from.elements()[i];
      if (!fits(given)) return "element " + std::to_string(i) + ": " + mismatch(given, element);
    }
  } else {
    for (const TypeField& given : from.fields()) {
      if (!fits(given.type)) return "element " + quote(given.name) + ": " + mismatch(given.type, element);
    }
  }
  return "all elements must be " + element.friendly_name_for_constraint();
}

std::string collection_to_collection(Type from, Type to) {
  if ((to.kind() == TypeKind::Map) != (from.kind() == TypeKind::Map)) return required(to);
  const char* noun = to.kind() == TypeKind::List  ? "list element type"
                     : to.kind() == TypeKind::Set ? "set element type"
                                                  : "map element type";
  return std::string("incorrect ") + noun + ": " + mismatch(from.element(), to.element());
}

}  // namespace

std::string mismatch(Type from, Type to) {
  if (from.kind() == TypeKind::Object && to.kind() == TypeKind::Object) return objects(from, to);
  if (to.is_collection() && to.element().is_dynamic()) {
    if (from.kind() == TypeKind::Tuple && to.kind() == TypeKind::List) return "all list elements must have the same type";
    if (from.kind() == TypeKind::Tuple && to.kind() == TypeKind::Set) return "all set elements must have the same type";
    if (from.kind() == TypeKind::Object && to.kind() == TypeKind::Map) return "all map elements must have the same type";
  }
  if (from.is_structural() && to.is_collection()) return structure_to_collection(from, to);
  if (from.is_collection() && to.is_collection()) return collection_to_collection(from, to);
  return required(to);
}

}  // namespace wafpp::value
