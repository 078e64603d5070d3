#include "controls/decoded.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "functions/function.h"
#include "functions/yaml_decode.h"
#include "value/json.h"

namespace wafpp::controls {
namespace {

using value::OriginStep;
using value::TypeKind;

/// What the text was made of, where it came here as it was made.
const Value* made_of(const Value& text) {
  const OriginStep* step = text.origin().step();
  while (step != nullptr && step->encoded == nullptr) step = step->parents.size() == 1 ? step->parents.front().step() : nullptr;
  if (step != nullptr) return step->encoded.get();
  // One of several that it may come from: the one that gives this very text.
  const OriginStep* found = value::find_step(text.origin(), [&](const OriginStep& next) {
    if (next.encoded == nullptr) return false;
    if (text.is_known()) {
      if (!next.encoded->is_wholly_known()) return false;
      auto json = value::to_json_within(*next.encoded, text.as_string().size());
      return json && *json == text.as_string();
    }
    const value::Refinement* known = text.refinement();
    if (known == nullptr || !known->outline) return false;
    value::SharedText outline = value::json_outline(*next.encoded, value::kLongestOutline);
    return outline && outline == known->outline;
  });
  return found == nullptr ? nullptr : found->encoded.get();
}

std::optional<Value> parse(std::string_view text, Notation notation) {
  // What begins as JSON may be YAML all the same.
  if (base::Result<Value> json = value::from_json(text)) return std::move(*json);
  if (notation == Notation::Json) return std::nullopt;
  functions::Context context;
  functions::Outcome yaml = functions::decode_yaml(text, context);
  if (!yaml) return std::nullopt;
  return std::move(*yaml);
}

/// The same value with `origin` for every part, its marks, and gaps for what they are.
Value with_origin_inside(const Value& value, const value::Origin& origin, uint8_t marks) {
  if (!value.has_content()) return value.with_origin(origin);
  switch (value.kind()) {
    case TypeKind::String: {
      std::string_view text = value.as_string();
      if (text.find(value::kGap) == std::string_view::npos) return value.with_marks(marks).with_origin(origin);
      value::Refinement known{.not_null = true};
      known.prefix = std::string(text.substr(0, text.find(value::kGap)));
      known.suffix = std::string(text.substr(text.rfind(value::kGap) + value::kGap.size()));
      known.outline = value::SharedText(std::string(text));
      return Value::unknown(value::Type::string(), std::move(known)).with_marks(marks).with_origin(origin);
    }
    case TypeKind::List:
    case TypeKind::Set:
    case TypeKind::Tuple: {
      std::vector<Value> elements;
      for (const Value& element : value.elements()) elements.push_back(with_origin_inside(element, origin, marks));
      return Value::tuple(std::move(elements)).with_origin(origin);
    }
    case TypeKind::Map:
    case TypeKind::Object: {
      std::vector<value::Member> members;
      for (const value::Member& member : value.members()) members.push_back({member.key, with_origin_inside(member.value, origin, marks)});
      return Value::object(std::move(members)).with_origin(origin);
    }
    case TypeKind::Dynamic:
    case TypeKind::Bool:
    case TypeKind::Number:
      break;
  }
  return value.with_marks(marks).with_origin(origin);
}

}  // namespace

Value decoded(const Value& text, Notation notation) {
  if (text.kind() != TypeKind::String) return text;
  if (text.is_known() && text.is_null()) return text;
  if (const Value* from = made_of(text)) return text.marks() == 0 ? *from : from->with_marks(text.marks());
  const value::Refinement* refinement = text.is_known() ? nullptr : text.refinement();
  bool has_outline = refinement != nullptr && refinement->outline;
  if (!text.is_known() && !has_outline) return text;
  std::optional<Value> document = parse(text.is_known() ? text.as_string() : std::string_view(*refinement->outline), notation);
  if (document) return with_origin_inside(*document, text.origin(), text.marks());
  return text.is_known() ? Value::null().with_origin(text.origin()) : text;
}

}  // namespace wafpp::controls
