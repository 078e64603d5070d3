#include "hcl/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "hcl/json_value.h"
#include "hcl/parser_core.h"
#include "hcl/string_literal.h"

namespace wafpp::hcl {

namespace {

constexpr diag::Kind kWrongJsonType = {.name = "wrong-json-type", .level = diag::Level::Error};
constexpr diag::Kind kMissingLabel = {.name = "missing-label", .level = diag::Level::Error};
constexpr diag::Kind kDuplicateAttribute = {.name = "duplicate-attribute", .level = diag::Level::Error};
constexpr diag::Kind kDuplicateKey = {.name = "duplicate-key", .level = diag::Level::Error};

/// The schema of a body in which every key is an attribute.
constexpr JsonSchema kAttributesOnly;

/// What a string stands for at the place where it is found.
enum class Strings : uint8_t { Template, Literal, Expression };

/// Names that were seen, to find the second of each.
using Seen = std::unordered_map<std::string_view, const JsonValue*>;

class JsonDecoder {
 public:
  JsonDecoder(Reading& reading, base::Arena& arena, diag::Sink& sink, const Limits& limits)
      : reading_(reading), arena_(arena), sink_(sink), limits_(limits) {}

  /// Depth is bounded by that of the JSON value, here and below.
  const Body* body(const JsonValue& value, const JsonSchema* schema) {
    std::vector<const JsonMember*> members;
    // Where every key is an attribute, an array of objects is no body.
    collect(value, schema == nullptr ? "arguments" : "arguments and blocks", schema != nullptr, members);
    if (schema == nullptr) schema = &kAttributesOnly;
    std::vector<Attribute> attributes;
    std::vector<Block> blocks;
    Seen seen;
    for (const JsonMember* member : members) {
      std::string_view name = member->name->text;
      if (name == "//") continue;  // How JSON configuration writes comments.
      auto type = std::find_if(schema->blocks.begin(), schema->blocks.end(), [&](const auto& block) { return block.type == name; });
      if (type != schema->blocks.end()) {
        std::vector<BlockLabel> labels;
        this->blocks(*type, *member->name, *member->value, labels, blocks);
        continue;
      }
      if (auto [first, is_new] = seen.emplace(name, member->name); !is_new) {
        reading_.report(kDuplicateAttribute, member->name->begin, member->name->end, fmt::format("`{}` is set twice in this body", name))
            .label(place(*first->second), "set here first")
            .emit();
        continue;
      }
      auto is_one_of = [&](std::span<const std::string_view> list) { return std::find(list.begin(), list.end(), name) != list.end(); };
      Strings strings = schema->all_literal || is_one_of(schema->literal) ? Strings::Literal
                        : is_one_of(schema->expressions)                  ? Strings::Expression
                                                                          : Strings::Template;
      attributes.push_back({.name = name, .name_place = place(*member->name), .expr = expr(*member->value, strings)});
    }
    Body* made = arena_.make<Body>();
    made->place = place(value);
    made->attributes = arena_.copy(attributes);
    made->blocks = arena_.copy(blocks);
    return made;
  }

 private:
  diag::Place place(const JsonValue& value) const { return reading_.place(value.begin, value.end); }

  void wrong_type(const JsonValue& value, std::string_view wanted) {
    if (value.kind == JsonValue::Kind::Invalid) return;  // Has been reported.
    reading_.report(kWrongJsonType, value.begin, value.end, fmt::format("found {} instead of {}", describe(value.kind), wanted)).emit();
  }

  /// The properties of an object, or of all objects in an array, which counts as one object with all their properties.
  void collect(const JsonValue& value, std::string_view what, bool arrays, std::vector<const JsonMember*>& members) {
    switch (value.kind) {
      case JsonValue::Kind::Null:
        return;
      case JsonValue::Kind::Object:
        for (const JsonMember& member : value.members) members.push_back(&member);
        return;
      case JsonValue::Kind::Array:
        if (!arrays) break;
        for (const JsonValue* element : value.elements) {
          if (element->kind == JsonValue::Kind::Object) {
            for (const JsonMember& member : element->members) members.push_back(&member);
          } else {
            wrong_type(*element, fmt::format("an object with {}", what));
          }
        }
        return;
      default:
        break;
    }
    wrong_type(value, fmt::format("an object with {}", what));
  }

  void blocks(const JsonSchema::BlockType& type, const JsonValue& name, const JsonValue& value, std::vector<BlockLabel>& labels,
              std::vector<Block>& blocks) {
    if (labels.size() < type.labels) {
      std::vector<const JsonMember*> members;
      collect(value, "labels", true, members);
      // What is of the wrong type has been reported.
      bool is_empty = value.kind == JsonValue::Kind::Null || value.kind == JsonValue::Kind::Object ||
                      (value.kind == JsonValue::Kind::Array && value.elements.empty());
      if (members.empty() && is_empty) {
        reading_
            .report(kMissingLabel, value.begin, value.end, fmt::format("label {} of this `{}` is missing", labels.size() + 1, type.type))
            .help(fmt::format("write `{{\"label\": {{...}}}}`: a `{}` has {} label{}", type.type, type.labels, type.labels == 1 ? "" : "s"))
            .emit();
      }
      for (const JsonMember* member : members) {
        labels.push_back({member->name->text, place(*member->name)});
        this->blocks(type, name, *member->value, labels, blocks);
        labels.pop_back();
      }
      return;
    }
    switch (value.kind) {
      case JsonValue::Kind::Null:
        return;  // No block.
      case JsonValue::Kind::Object:
        return block(type, name, value, labels, blocks);
      case JsonValue::Kind::Array:
        for (const JsonValue* element : value.elements) block(type, name, *element, labels, blocks);
        return;
      default:
        return wrong_type(value, "an object or an array of objects");
    }
  }

  void block(const JsonSchema::BlockType& type, const JsonValue& name, const JsonValue& value, const std::vector<BlockLabel>& labels,
             std::vector<Block>& blocks) {
    if (value.kind == JsonValue::Kind::Invalid) return;  // Has been reported.
    Block made;
    made.type_place = place(name);
    made.labels = arena_.copy(labels);
    made.open = reading_.place(value.begin, value.begin + 1);
    // A value that breaks off has no closing bracket.
    bool is_closed = std::string_view("]}").find(reading_.text()[value.end - 1]) != std::string_view::npos;
    made.close = reading_.place(value.end - (is_closed ? 1 : 0), value.end);
    made.type = name.text;
    made.body = body(value, type.body);
    blocks.push_back(made);
  }

  template <typename T>
  T* node(ExprKind kind, const JsonValue& value) {
    T* made = arena_.make<T>();
    made->kind = kind;
    made->place = place(value);
    return made;
  }
  static void contains(Expr* parent, const Expr* child) {
    parent->height = std::max<uint16_t>(parent->height, static_cast<uint16_t>(child->height + 1));
  }

  const Expr* expr(const JsonValue& value, Strings strings) {
    switch (value.kind) {
      case JsonValue::Kind::Invalid:
        break;
      case JsonValue::Kind::Null:
        return node<Expr>(ExprKind::Null, value);
      case JsonValue::Kind::Bool: {
        auto* made = node<BoolExpr>(ExprKind::Bool, value);
        made->value = value.truth;
        return made;
      }
      case JsonValue::Kind::Number: {
        auto* made = node<NumberExpr>(ExprKind::Number, value);
        made->text = value.text;
        return made;
      }
      case JsonValue::Kind::String:
        return string(value, strings);
      case JsonValue::Kind::Array: {
        std::vector<const Expr*> elements;
        auto* made = node<TupleExpr>(ExprKind::Tuple, value);
        for (const JsonValue* element : value.elements) {
          elements.push_back(expr(*element, strings));
          contains(made, elements.back());
        }
        made->elements = arena_.copy(elements);
        return made;
      }
      case JsonValue::Kind::Object:
        return object(value, strings);
    }
    return node<Expr>(ExprKind::Error, value);
  }

  const Expr* object(const JsonValue& value, Strings strings) {
    auto* made = node<ObjectExpr>(ExprKind::Object, value);
    std::vector<ObjectItem> items;
    Seen seen;
    for (const JsonMember& member : value.members) {
      if (auto [first, is_new] = seen.emplace(member.name->text, member.name); !is_new) {
        reading_
            .report(kDuplicateKey, member.name->begin, member.name->end,
                    fmt::format("the key `{}` is set twice in this object", first->first))
            .label(place(*first->second), "set here first")
            .emit();
        continue;
      }
      ObjectItem item{.key = string(*member.name, strings), .value = expr(*member.value, strings)};
      item.bare_key = item.key->kind == ExprKind::Traversal && as<TraversalExpr>(*item.key).steps.empty();
      contains(made, item.key);
      contains(made, item.value);
      items.push_back(item);
    }
    made->items = arena_.copy(items);
    return made;
  }

  const Expr* string(const JsonValue& value, Strings strings) {
    // A template begins after a byte order mark.
    bool is_plain = value.text.find_first_of("$%") == std::string_view::npos && !value.text.starts_with("\xEF\xBB\xBF");
    if (strings == Strings::Literal || (strings == Strings::Template && is_plain)) {
      auto* made = node<StringExpr>(ExprKind::String, value);
      made->text = normalize(arena_, value.text);
      return made;
    }
    std::vector<Shift> shifts = shifts_of(value, reading_.text());
    Reading inner(value.text, reading_.source(), sink_, shifts);
    bool is_template = strings == Strings::Template;
    Parser parser(inner, arena_, limits_, is_template ? Lexer::Start::Template : Lexer::Start::Configuration);
    const Expr* made = is_template ? parser.whole_template() : parser.whole_expression();
    // A template is the string with its quotes, as in the native syntax.
    if (is_template) const_cast<Expr*>(made)->place = place(value);
    return made;
  }

  Reading& reading_;
  base::Arena& arena_;
  diag::Sink& sink_;
  const Limits& limits_;
};

}  // namespace

Tree parse_json(const diag::Source& source, const JsonSchema& schema, diag::Sink& sink, const Limits& limits) {
  Tree tree{.source = source.id(), .arena = std::make_shared<base::Arena>()};
  tree.tokens.source = source.id();
  tree.tokens.text = source.text();
  Reading reading(source.text(), source.id(), sink);
  const JsonValue* value = read_json(reading, *tree.arena, std::min<uint32_t>(limits.depth, 16'000));
  JsonDecoder decoder(reading, *tree.arena, sink, limits);
  if (value->kind == JsonValue::Kind::Null) {
    reading.report(kWrongJsonType, value->begin, value->end, "found null instead of an object with arguments and blocks").emit();
  }
  tree.body = decoder.body(*value, &schema);
  return tree;
}

}  // namespace wafpp::hcl
