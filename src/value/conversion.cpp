#include "value/conversion.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

// Which types convert to which (cty/convert/conversion.go and its neighbours).

namespace wafpp::value {

namespace {

// Answers are remembered per thread: a list of a thousand objects asks the same of its types at each of them, and each question
// walks the types. Types are interned, so their addresses are the question.
struct Question {
  Type in;
  Type out;
  Safety safety;
  friend bool operator==(const Question&, const Question&) = default;
};
struct QuestionHash {
  size_t operator()(const Question& question) const {
    auto hash = [](Type type) { return std::hash<const void*>()(reinterpret_cast<const void*>(type.identity())); };
    return (hash(question.in) * 0x9E3779B97F4A7C15ULL) ^ hash(question.out) ^ static_cast<size_t>(question.safety);
  }
};
template <typename Answer>
class Memory {
 public:
  template <typename Compute>
  Answer ask(const Question& question, Compute compute) {
    if (auto known = answers_.find(question); known != answers_.end()) return known->second;
    Answer answer = compute();
    if (answers_.size() >= kLimit) answers_.clear();
    answers_.emplace(question, answer);
    return answer;
  }

 private:
  static constexpr size_t kLimit = 20'000;
  std::unordered_map<Question, Answer, QuestionHash> answers_;
};

bool needs_none_or_has(Type in, Type out, Safety safety) { return in == out || has_conversion(in, out, safety); }

bool primitives(TypeKind in, TypeKind out, Safety safety) {
  if (out == TypeKind::String) return in == TypeKind::Number || in == TypeKind::Bool;
  return in == TypeKind::String && safety == Safety::Unsafe;
}

bool objects(Type in, Type out, Safety safety) {
  for (const TypeField& field : out.fields()) {
    const TypeField* given = in.field(field.name);
    if (given == nullptr) {
      if (!field.optional) return false;
    } else if (!needs_none_or_has(given->type, field.type, safety)) {
      return false;
    }
  }
  return true;
}

bool tuples(Type in, Type out, Safety safety) {
  auto from = in.elements();
  auto to = out.elements();
  return std::equal(from.begin(), from.end(), to.begin(), to.end(), [&](Type a, Type b) { return needs_none_or_has(a, b, safety); });
}

bool map_to_object(Type in, Type out) {
  auto fits = [&](const TypeField& field) {
    // An optional attribute of another type may turn out not to be in the map.
    return field.optional || needs_none_or_has(in.element(), field.type, Safety::Unsafe);
  };
  return std::ranges::all_of(out.fields(), fits);
}

/// The element types of a tuple, or the attribute types of an object.
std::vector<Type> inner_types(Type type) {
  std::vector<Type> result;
  if (type.kind() == TypeKind::Tuple) {
    result.assign(type.elements().begin(), type.elements().end());
  } else {
    for (const TypeField& field : type.fields()) result.push_back(field.type);
  }
  return distinct(result);
}

std::optional<Type> compute_element_target(Type in, Type out, Safety safety) {
  std::vector<Type> inner = inner_types(in);
  Type target = out.element();
  if (inner.empty()) return target;
  if (target.is_dynamic()) {
    auto unified = unify(inner, safety);
    if (!unified) return std::nullopt;
    target = *unified;
    // A list or set of no type at all takes only what has none.
    bool all_untyped = std::ranges::all_of(inner, [](Type type) { return type.is_dynamic(); });
    if (out.kind() != TypeKind::Map && target.is_dynamic() && !all_untyped) return std::nullopt;
  }
  for (Type type : inner) {
    if (!needs_none_or_has(type, target, safety)) return std::nullopt;
  }
  return target;
}

bool compute_has_conversion(Type in, Type out, Safety safety) {
  TypeKind from = in.kind();
  TypeKind to = out.kind();
  if (to == TypeKind::Dynamic) return true;
  if (from == TypeKind::Dynamic) return safety == Safety::Unsafe;
  if (in.is_primitive() && out.is_primitive()) return primitives(from, to, safety);
  switch (to) {
    case TypeKind::Dynamic:
    case TypeKind::Bool:
    case TypeKind::Number:
    case TypeKind::String:
      return false;
    case TypeKind::Object:
      if (from == TypeKind::Object) return objects(in, out, safety);
      return from == TypeKind::Map && safety == Safety::Unsafe && map_to_object(in, out);
    case TypeKind::Tuple:
      return from == TypeKind::Tuple && tuples(in, out, safety);
    case TypeKind::Set:
      // Order and doubles are lost.
      if (from == TypeKind::List && safety == Safety::Safe) return false;
      [[fallthrough]];
    case TypeKind::List:
      if (from == TypeKind::List || from == TypeKind::Set) return needs_none_or_has(in.element(), out.element(), safety);
      return from == TypeKind::Tuple && element_target(in, out, safety).has_value();
    case TypeKind::Map:
      if (from == TypeKind::Map) return needs_none_or_has(in.element(), out.element(), safety);
      return from == TypeKind::Object && element_target(in, out, safety).has_value();
  }
  return false;
}

}  // namespace

std::vector<Type> distinct(std::span<const Type> types) {
  std::vector<Type> result;
  std::unordered_set<uintptr_t> seen;
  for (Type type : types) {
    if (result.size() < 8) {
      if (std::ranges::find(result, type) == result.end()) result.push_back(type);
      if (result.size() == 8) {
        for (Type known : result) seen.insert(known.identity());
      }
    } else if (seen.insert(type.identity()).second) {
      result.push_back(type);
    }
  }
  return result;
}

bool has_conversion(Type in, Type out, Safety safety) {
  if (out.is_dynamic()) return true;
  if (in.is_primitive() && out.is_primitive()) return primitives(in.kind(), out.kind(), safety);
  thread_local Memory<bool> memory;
  return memory.ask({in, out, safety}, [&] { return compute_has_conversion(in, out, safety); });
}

std::optional<Type> element_target(Type in, Type out, Safety safety) {
  thread_local Memory<std::optional<Type>> memory;
  return memory.ask({in, out, safety}, [&] { return compute_element_target(in, out, safety); });
}

bool may_convert(Type from, Type to, Safety safety) {
  return from == to || from == to.without_optional() || has_conversion(from, to, safety);
}

Type replace_dynamic(Type in, Type out) {
  if (in.is_dynamic()) return out;
  auto unified = [&](Type type) { return unify(inner_types(type), Safety::Unsafe).value_or(Type()); };
  switch (out.kind()) {
    case TypeKind::Dynamic:
      return in;
    case TypeKind::Bool:
    case TypeKind::Number:
    case TypeKind::String:
      return out;
    case TypeKind::Map:
      if (in.kind() == TypeKind::Map) return Type::map(replace_dynamic(in.element(), out.element()));
      if (in.kind() == TypeKind::Object) return Type::map(replace_dynamic(unified(in), out.element()));
      return out;
    case TypeKind::List:
    case TypeKind::Set:
      if (in.kind() == TypeKind::List || in.kind() == TypeKind::Set) {
        return Type::collection(out.kind(), replace_dynamic(in.element(), out.element()));
      }
      if (in.kind() == TypeKind::Tuple) return Type::collection(out.kind(), replace_dynamic(unified(in), out.element()));
      return out;
    case TypeKind::Object: {
      std::vector<TypeField> fields;
      for (const TypeField& field : out.fields()) {
        Type type = field.type;
        if (in.kind() == TypeKind::Map) type = replace_dynamic(in.element(), type);
        if (in.kind() == TypeKind::Object) {
          if (const TypeField* given = in.field(field.name)) type = replace_dynamic(given->type, type);
        }
        fields.push_back({field.name, type, false});
      }
      return Type::object(std::move(fields));
    }
    case TypeKind::Tuple: {
      if (in.kind() != TypeKind::Tuple || in.elements().size() != out.elements().size()) return out;
      std::vector<Type> elements;
      for (size_t i = 0; i < out.elements().size(); ++i) elements.push_back(replace_dynamic(in.elements()[i], out.elements()[i]));
      return Type::tuple(elements);
    }
  }
  return out;
}

bool conforms(Type type, Type wanted) {
  if (wanted.is_dynamic() || type == wanted) return true;
  if (type.kind() != wanted.kind()) return false;
  switch (type.kind()) {
    case TypeKind::Dynamic:
    case TypeKind::Bool:
    case TypeKind::Number:
    case TypeKind::String:
      return true;
    case TypeKind::List:
    case TypeKind::Set:
    case TypeKind::Map:
      return conforms(type.element(), wanted.element());
    case TypeKind::Tuple:
      return std::ranges::equal(type.elements(), wanted.elements(), conforms);
    case TypeKind::Object:
      return std::ranges::equal(type.fields(), wanted.fields(),
                                [](const TypeField& a, const TypeField& b) { return a.name == b.name && conforms(a.type, b.type); });
  }
  return false;
}

}  // namespace wafpp::value
