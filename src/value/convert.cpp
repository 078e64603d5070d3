#include "value/convert.h"

#include <algorithm>

#include "base/check.h"
#include "base/unicode.h"
#include "value/conversion.h"
#include "value/quote.h"

// Values to other types (cty/convert/conversion_*.go). Whether a conversion exists is asked of the types first (conversion.cpp); here
// it is done, which may still fail by what the value is.

namespace wafpp::value {

namespace {

/// What is known of an unknown `from` goes over to the result.
Value convert_unknown(const Value& from, Type in, Type out) {
  Refinement refinement;
  refinement.not_null = from.is_never_null();
  const Refinement* known = from.refinement();
  auto exactly = [&](size_t length) {
    refinement.min_length = length;
    refinement.max_length = length;
  };
  if (in.kind() == TypeKind::Object && out.kind() == TypeKind::Map) {
    exactly(in.fields().size());
  } else if (in.kind() == TypeKind::Tuple && out.kind() == TypeKind::List) {
    exactly(in.elements().size());
  } else if (in.kind() == TypeKind::Tuple && out.kind() == TypeKind::Set) {
    // Elements may turn out equal, but some stay.
    exactly(in.elements().size());
    if (in.elements().size() > 1) refinement.min_length = 1;
  } else if (in.is_collection() && out.is_collection() && known != nullptr) {
    refinement.min_length = known->min_length;
    if (out.kind() == TypeKind::Set && known->min_length.value_or(0) > 0) refinement.min_length = 1;
    refinement.max_length = known->max_length;
  }
  return Value::unknown(out, std::move(refinement));
}

class Converter {
 public:
  /// `value` as `type`; nullopt when `error` says why not.
  std::optional<Value> run(const Value& value, Type type);

  ConversionError error;

 private:
  struct Step {
    enum class Kind : uint8_t { Attribute, Key, Index } kind;
    std::string_view name;
    size_t index;
  };

  std::optional<Value> convert_known(const Value& value, Type in, Type out);
  std::optional<Value> to_primitive(const Value& value, TypeKind to);
  std::optional<Value> to_sequence(const Value& value, Type in, Type out);
  std::optional<Value> to_map(const Value& value, Type in, Type out);
  std::optional<Value> object_to_object(const Value& value, Type out);
  std::optional<Value> map_to_object(const Value& value, Type out);
  std::optional<Value> tuple_to_tuple(const Value& value, Type out);

  std::optional<Value> inside(Step step, const Value& value, Type type) {
    path_.push_back(step);
    auto result = run(value, type);
    path_.pop_back();
    return result;
  }
  std::nullopt_t fail(std::string message);
  /// The type of the elements of one collection: that of all that have one, else `fallback`; nullopt if they differ.
  template <typename Items>
  static std::optional<Type> common_type(const Items& items, Type fallback);
  /// Converts elements whose types differ in what was left open to what they unify to.
  template <typename Items>
  bool unify_elements(Items& items, Safety safety);

  std::vector<Step> path_;
};

std::nullopt_t Converter::fail(std::string message) {
  error.message = std::move(message);
  error.path.clear();
  for (const Step& step : path_) {
    switch (step.kind) {
      case Step::Kind::Attribute:
        error.path.append(".").append(step.name);
        break;
      case Step::Kind::Key:
        error.path.append("[").append(quote(step.name)).append("]");
        break;
      case Step::Kind::Index:
        error.path.append("[").append(std::to_string(step.index)).append("]");
        break;
    }
  }
  return std::nullopt;
}

std::optional<Value> Converter::run(const Value& value, Type type) {
  if (type.is_dynamic()) return value;
  Type in = value.type();
  Type wanted = type.without_optional();
  if (in == wanted) return value;
  if (!has_conversion(in, type, Safety::Unsafe)) return fail(mismatch(in, type));
  std::optional<Value> result;
  if (value.is_null()) {
    result = Value::null(replace_dynamic(in, wanted));
  } else if (!value.is_known()) {
    result = convert_unknown(value, in, replace_dynamic(in, wanted));
  } else {
    result = convert_known(value, in, type);
  }
  if (!result) return std::nullopt;
  return std::move(*result).add_marks(value.marks()).with_origin(value.origin());
}

std::optional<Value> Converter::convert_known(const Value& value, Type in, Type out) {
  switch (out.kind()) {
    case TypeKind::Dynamic:
      return value;
    case TypeKind::Bool:
    case TypeKind::Number:
    case TypeKind::String:
      return to_primitive(value, out.kind());
    case TypeKind::List:
    case TypeKind::Set:
      return to_sequence(value, in, out);
    case TypeKind::Map:
      return to_map(value, in, out);
    case TypeKind::Tuple:
      return tuple_to_tuple(value, out);
    case TypeKind::Object:
      return in.kind() == TypeKind::Map ? map_to_object(value, out) : object_to_object(value, out);
  }
  return value;
}

std::optional<Value> Converter::to_primitive(const Value& value, TypeKind to) {
  if (to == TypeKind::String) {
    if (value.kind() == TypeKind::Bool) return Value::string_nfc(value.as_bool() ? "true" : "false");
    return Value::string_nfc(value.as_number().text());
  }
  std::string_view text = value.as_string();
  if (to == TypeKind::Number) {
    auto number = Number::parse(text);
    if (!number) return fail("a number is required");
    return Value::number(*std::move(number));
  }
  if (text == "true" || text == "1") return Value::boolean(true);
  if (text == "false" || text == "0") return Value::boolean(false);
  std::string lower;
  for (size_t at = 0; at < text.size() && text.size() <= 16;) {
    base::CodePoint point = base::decode(text, at);
    base::append_utf8(lower, base::to_lower(point.value));
    at += point.size;
  }
  if (lower == "true" || lower == "false") return fail("a bool is required; to convert from string, use lowercase \"" + lower + "\"");
  return fail("a bool is required");
}

namespace {

const Value& value_of(const Value& value) { return value; }
const Value& value_of(const Member& member) { return member.value; }
Value& value_of(Value& value) { return value; }
Value& value_of(Member& member) { return member.value; }

}  // namespace

template <typename Items>
std::optional<Type> Converter::common_type(const Items& items, Type fallback) {
  Type common;
  for (const auto& item : items) {
    Type type = value_of(item).type();
    if (common.is_dynamic()) {
      common = type;
    } else if (!type.is_dynamic() && type != common) {
      return std::nullopt;
    }
  }
  return items.empty() ? fallback : common;
}

template <typename Items>
bool Converter::unify_elements(Items& items, Safety safety) {
  std::vector<Type> types;
  types.reserve(items.size());
  for (const auto& item : items) types.push_back(value_of(item).type());
  types = distinct(types);
  if (types.size() < 2) return true;
  auto unified = unify(types, safety);
  if (!unified) {
    fail("cannot find a common base type for all elements");
    return false;
  }
  size_t index = 0;
  for (auto& item : items) {
    Step step{Step::Kind::Index, {}, index++};
    if constexpr (std::is_same_v<std::decay_t<decltype(item)>, Member>) step = {Step::Kind::Key, item.name(), 0};
    auto converted = inside(step, value_of(item), *unified);
    if (!converted) return false;
    value_of(item) = *std::move(converted);
  }
  return true;
}

std::optional<Value> Converter::to_sequence(const Value& value, Type in, Type out) {
  bool to_set = out.kind() == TypeKind::Set;
  Type element = out.element();
  bool from_tuple = in.kind() == TypeKind::Tuple;
  // A set with unknown elements may have fewer once they are known.
  if (in.kind() == TypeKind::Set && !to_set && value.length() > 1 && !value.is_wholly_known()) {
    return Value::unknown(Type::list(element.is_dynamic() ? in.element() : replace_dynamic(in.element(), element.without_optional())));
  }
  if (from_tuple) {
    auto target = element_target(in, out, Safety::Unsafe);
    WAFPP_CHECK(target.has_value(), "the types were asked before");
    element = *target;
  }
  std::vector<Value> elements;
  elements.reserve(value.length());
  for (const Value& given : value.elements()) {
    auto converted = inside({Step::Kind::Index, {}, elements.size()}, given, element);
    if (!converted) return std::nullopt;
    elements.push_back(*std::move(converted));
  }
  if (from_tuple && !to_set && !unify_elements(elements, Safety::Unsafe)) return std::nullopt;
  // An empty collection takes the wanted type, or keeps its own where none is wanted.
  Type fallback = element.is_dynamic() && !from_tuple ? in.element() : element.without_optional();
  auto common = common_type(elements, fallback);
  if (!common) return fail(std::string("element types must all match for conversion to ") + (to_set ? "set" : "list"));
  return to_set ? Value::set(*common, std::move(elements)) : Value::list(*common, std::move(elements));
}

std::optional<Value> Converter::to_map(const Value& value, Type in, Type out) {
  bool from_object = in.kind() == TypeKind::Object;
  Type element = out.element();
  if (from_object) {
    auto target = element_target(in, out, Safety::Unsafe);
    WAFPP_CHECK(target.has_value(), "the types were asked before");
    element = *target;
  }
  std::vector<Member> members;
  members.reserve(value.length());
  for (const Member& given : value.members()) {
    auto converted = inside({Step::Kind::Key, given.name(), 0}, given.value, element);
    if (!converted) return std::nullopt;
    members.push_back({given.key, *std::move(converted)});
  }
  if (element.is_collection() || element.kind() == TypeKind::Object) {
    if (!unify_elements(members, from_object ? Safety::Unsafe : Safety::Safe)) return std::nullopt;
  }
  Type fallback = element.is_dynamic() && !from_object ? in.element() : element.without_optional();
  auto common = common_type(members, fallback);
  if (!common) return fail(std::string(from_object ? "attribute" : "element") + " types must all match for conversion to map");
  return Value::map(*common, std::move(members));
}

std::optional<Value> Converter::object_to_object(const Value& value, Type out) {
  std::vector<Member> members;
  members.reserve(out.fields().size());
  for (const TypeField& field : out.fields()) {
    const Value* given = value.find(field.name);
    if (given == nullptr) {
      members.push_back({Value::string_nfc(field.name), Value::null(field.type.without_optional())});
      continue;
    }
    auto converted = inside({Step::Kind::Attribute, field.name, 0}, *given, field.type);
    if (!converted) return std::nullopt;
    members.push_back({Value::string_nfc(field.name), *std::move(converted)});
  }
  return Value::object(std::move(members));
}

std::optional<Value> Converter::map_to_object(const Value& value, Type out) {
  std::vector<Member> members;
  members.reserve(out.fields().size());
  Type given_type = value.type().element();
  for (const Member& given : value.members()) {
    const TypeField* field = out.field(given.name());
    if (field == nullptr) continue;
    if (given_type != field->type && !has_conversion(given_type, field->type, Safety::Unsafe)) {
      return fail("map element type is incompatible with attribute " + quote(given.name()) + ": " + mismatch(given_type, field->type));
    }
    auto converted = inside({Step::Kind::Key, given.name(), 0}, given.value, field->type);
    if (!converted) return std::nullopt;
    members.push_back({given.key, *std::move(converted)});
  }
  for (const TypeField& field : out.fields()) {
    if (value.find(field.name) != nullptr) continue;
    if (!field.optional) return fail("map has no element for required attribute " + quote(field.name));
    members.push_back({Value::string_nfc(field.name), Value::null(field.type.without_optional())});
  }
  return Value::object(std::move(members));
}

std::optional<Value> Converter::tuple_to_tuple(const Value& value, Type out) {
  std::vector<Value> elements;
  elements.reserve(value.length());
  for (const Value& given : value.elements()) {
    auto converted = inside({Step::Kind::Index, {}, elements.size()}, given, out.elements()[elements.size()]);
    if (!converted) return std::nullopt;
    elements.push_back(*std::move(converted));
  }
  return Value::tuple(std::move(elements));
}

}  // namespace

tl::expected<Value, ConversionError> convert(const Value& value, Type type) {
  if (type.is_primitive() && value.kind() == type.kind()) return value;
  Converter converter;
  auto result = converter.run(value, type);
  if (!result) return tl::unexpected<ConversionError>(std::move(converter.error));
  return *std::move(result);
}

}  // namespace wafpp::value
