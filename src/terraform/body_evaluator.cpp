#include <algorithm>

#include "terraform/body_decoder.h"
#include "terraform/instance.h"
#include "value/convert.h"
#include "value/shared_string.h"

namespace wafpp::terraform {

namespace {

constexpr diag::Kind kInvalidDynamic = {.name = "invalid-dynamic", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kTooManyBlocks = {.name = "too-many-blocks", .level = diag::Level::Error};

/// Blocks that one body may hold after expansion.
constexpr size_t kMaxBlocks = 100'000;

bool is_meta(Level level, std::string_view name) {
  switch (level) {
    case Level::Resource:
      return name == "count" || name == "for_each" || name == "provider" || name == "depends_on";
    case Level::Module:
      return name == "count" || name == "for_each" || name == "providers" || name == "depends_on" || name == "source" || name == "version";
    case Level::Provider:
      return name == "alias" || name == "version" || name == "for_each";
    case Level::Nested:
      return false;
  }
  return false;
}

bool is_meta_block(Level level, std::string_view type) {
  return level == Level::Resource && (type == "lifecycle" || type == "provisioner" || type == "connection");
}

/// Evaluates bodies and what is in them. Every body comes with its schema, null where there is none: then names mean what the syntax
/// makes of them.
class BodyMaker {
 public:
  BodyMaker(eval::Evaluator& evaluator, BodyDecoder* decoder) : evaluator_(evaluator), decoder_(decoder) {}

  std::shared_ptr<BodyValue> make(const hcl::Body& body, const diag::Place& header, const diag::Place& whole, Level level,
                                  const BodySchema* schema) {
    auto result = start(header, whole, body.attributes.size(), schema);
    result->blocks.reserve(body.blocks.size());
    for (const hcl::Attribute& attribute : body.attributes) {
      if (!is_meta(level, attribute.name)) entry(*result, attribute.name, attribute.name_place, *attribute.expr, schema);
    }
    for (const hcl::Block& block : body.blocks) {
      if (is_meta_block(level, block.type)) continue;
      if (block.type == "dynamic" && block.labels.size() == 1) {
        expand_dynamic(block, *result, schema);
      } else {
        add(*result, block, schema);
      }
    }
    if (schema != nullptr) decoder_->finish(*result, *schema);
    return result;
  }

 private:
  /// A body with room for what is written and what `finish` adds.
  std::shared_ptr<BodyValue> start(const diag::Place& header, const diag::Place& whole, size_t written, const BodySchema* schema) {
    auto result = std::make_shared<BodyValue>();
    result->header = header;
    result->whole = whole;
    result->attributes.reserve(written + (schema != nullptr ? schema->defaulted.size() : 0));
    return result;
  }

  /// The schema of what is in blocks of type `type`; null where it is not known, or there is no such block (which is reported).
  const BodySchema* inside(const BodySchema* schema, std::string_view type, const diag::Place& place) {
    if (schema == nullptr) return nullptr;
    if (const BlockSchema* block = schema->block(type)) return block->body;
    const AttributeSchema* argument = schema->attribute(type);
    if (argument != nullptr && argument->as_blocks != nullptr) return argument->as_blocks;
    decoder_->not_expected(*schema, type, place, true);
    return nullptr;
  }

  /// A name with an expression: an argument, or, in JSON syntax, blocks.
  void entry(BodyValue& to, std::string_view name, const diag::Place& name_place, const hcl::Expr& expr, const BodySchema* schema) {
    if (schema != nullptr) {
      if (const AttributeSchema* argument = schema->attribute(name)) {
        Value value = decoder_->argument(*argument, *schema, evaluator_.evaluate(expr), name_place, expr.place);
        to.attributes.push_back({name, std::move(value), name_place, expr.place});
        return;
      }
      const BlockSchema* block = schema->block(name);
      if (block != nullptr && decoder_->is_json(name_place)) {
        json_blocks(to, *block, *schema, name_place, expr);
        return;
      }
      decoder_->not_expected(*schema, name, name_place, false);
    }
    to.attributes.push_back({name, evaluator_.evaluate(expr), name_place, expr.place});
  }

  bool has_room(const BodyValue& to, const diag::Place& header) {
    if (to.blocks.size() < kMaxBlocks) return true;
    if (!too_many_) evaluator_.sink().report(kTooManyBlocks, header, "more than " + std::to_string(kMaxBlocks) + " nested blocks").emit();
    too_many_ = true;
    return false;
  }

  void add(BodyValue& to, const hcl::Block& block, const BodySchema* schema) {
    diag::Place header = block.header();
    if (!has_room(to, header)) return;
    BodyValue::Block made{.type = block.type, .labels = {}, .body = nullptr};
    made.body = make(*block.body, header, block.place(), Level::Nested, inside(schema, block.type, block.type_place));
    for (const hcl::BlockLabel& label : block.labels) made.labels.emplace_back(label.text);
    to.blocks.push_back(std::move(made));
  }

  // --- `dynamic` -------------------------------------------------------------------------------------------------------------

  /// The parts of a `dynamic` block, in either syntax.
  struct Dynamic {
    std::string_view type;
    diag::Place header;
    diag::Place type_place;
    const hcl::Expr* for_each = nullptr;
    const hcl::Expr* iterator = nullptr;
    const hcl::Block* content = nullptr;
    const hcl::ObjectExpr* json_content = nullptr;
    diag::Place content_place;
  };

  void expand_dynamic(const hcl::Block& block, BodyValue& to, const BodySchema* schema) {
    Dynamic dynamic{.type = block.labels[0].text, .header = block.header(), .type_place = block.labels[0].place};
    if (const hcl::Attribute* for_each = block.body->attribute("for_each")) dynamic.for_each = for_each->expr;
    if (const hcl::Attribute* iterator = block.body->attribute("iterator")) dynamic.iterator = iterator->expr;
    for (const hcl::Block& inner : block.body->blocks) {
      if (inner.type == "content") dynamic.content = &inner;
    }
    if (dynamic.content != nullptr) dynamic.content_place = dynamic.content->place();
    expand(dynamic, to, schema);
  }

  std::shared_ptr<BodyValue> content(const Dynamic& dynamic, const BodySchema* schema) {
    if (dynamic.json_content != nullptr) return make_json(*dynamic.json_content, dynamic.header, dynamic.content_place, schema);
    return make(*dynamic.content->body, dynamic.header, dynamic.content_place, Level::Nested, schema);
  }

  /// https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
  void expand(const Dynamic& dynamic, BodyValue& to, const BodySchema* body_schema) {
    bool has_content = dynamic.content != nullptr || dynamic.json_content != nullptr;
    if (dynamic.for_each == nullptr || !has_content) {
      report(dynamic.header, "dynamic block `" + std::string(dynamic.type) + "` has no `" + (has_content ? "for_each" : "content") + "`");
      return;
    }
    const BodySchema* schema = inside(body_schema, dynamic.type, dynamic.type_place);
    std::string_view iterator = dynamic.type;
    if (dynamic.iterator != nullptr) {
      const hcl::Expr& named = *dynamic.iterator;
      if (named.kind == hcl::ExprKind::Traversal && hcl::as<hcl::TraversalExpr>(named).steps.empty()) {
        iterator = hcl::as<hcl::TraversalExpr>(named).root;
      } else if (named.kind == hcl::ExprKind::String) {
        iterator = hcl::as<hcl::StringExpr>(named).text;  // JSON syntax has no bare names.
      } else {
        report(named.place, "`iterator` wants a single name");
        return;
      }
    }
    Value collection = evaluator_.evaluate(*dynamic.for_each);
    if (collection.is_null()) {
      report(dynamic.for_each->place, "`for_each` of a dynamic block is null");
      return;
    }
    if (!collection.is_known()) {
      Value unknown = Value::unknown().with_origin(collection.origin());
      std::vector<value::Member> members;
      members.push_back({value::shared_string("key"), unknown});
      members.push_back({value::shared_string("value"), unknown});
      evaluator_.locals().push_back({iterator, Value::object(std::move(members))});
      to.unknown_blocks.push_back({dynamic.type, collection.origin(), dynamic.header, content(dynamic, schema)});
      evaluator_.locals().pop_back();
      return;
    }
    uint8_t marks = collection.marks();
    auto one = [&](Value key, Value value) {
      if (!has_room(to, dynamic.header)) return;
      std::vector<value::Member> members;
      members.push_back({value::shared_string("key"), std::move(key).add_marks(marks)});
      members.push_back({value::shared_string("value"), std::move(value).add_marks(marks)});
      evaluator_.locals().push_back({iterator, Value::object(std::move(members))});
      to.blocks.push_back({dynamic.type, {}, content(dynamic, schema)});
      evaluator_.locals().pop_back();
    };
    switch (collection.kind()) {
      case value::TypeKind::List:
      case value::TypeKind::Tuple: {
        int64_t index = 0;
        for (const Value& element : collection.elements()) one(Value::integer(index++), element);
        return;
      }
      case value::TypeKind::Set:
        for (const Value& element : collection.elements()) one(element, element);
        return;
      case value::TypeKind::Map:
      case value::TypeKind::Object:
        for (const value::Member& member : collection.members()) one(member.key, member.value);
        return;
      default:
        report(dynamic.for_each->place,
               "`for_each` of a dynamic block wants a list, set, map, tuple or object, got " + collection.type().friendly_name());
    }
  }

  // --- blocks that JSON syntax writes as values ------------------------------------------------------------------------------

  /// The name that an object's key writes, or nothing where it is no literal.
  static const std::string_view* key_of(const hcl::ObjectItem& item) {
    return item.key->kind == hcl::ExprKind::String ? &hcl::as<hcl::StringExpr>(*item.key).text : nullptr;
  }

  /// https://github.com/hashicorp/hcl/blob/main/json/spec.md: an object is one block, an array one for each of its objects, null none.
  void json_blocks(BodyValue& to, const BlockSchema& block, const BodySchema& schema, const diag::Place& name_place,
                   const hcl::Expr& expr) {
    if (block.nesting == Nesting::Map && expr.kind == hcl::ExprKind::Object) {
      for (const hcl::ObjectItem& item : hcl::as<hcl::ObjectExpr>(expr).items) {
        if (const std::string_view* label = key_of(item)) json_block(to, block, schema, item.key->place, *item.value, *label);
      }
      return;
    }
    if (expr.kind != hcl::ExprKind::Tuple) {
      json_block(to, block, schema, name_place, expr, {});
      return;
    }
    for (const hcl::Expr* element : hcl::as<hcl::TupleExpr>(expr).elements) json_block(to, block, schema, element->place, *element, {});
  }

  void json_block(BodyValue& to, const BlockSchema& block, const BodySchema& schema, const diag::Place& header, const hcl::Expr& expr,
                  std::string_view label) {
    if (expr.kind == hcl::ExprKind::Null || expr.kind == hcl::ExprKind::Error) return;
    if (expr.kind != hcl::ExprKind::Object) {
      decoder_->no_block(schema, block.name, expr.place);
      return;
    }
    if (!has_room(to, header)) return;
    BodyValue::Block made{.type = block.name, .labels = {}, .body = nullptr};
    if (!label.empty()) made.labels.emplace_back(label);
    made.body = make_json(hcl::as<hcl::ObjectExpr>(expr), header, expr.place, block.body);
    to.blocks.push_back(std::move(made));
  }

  /// Recursion is bounded by the depth of the expression.
  std::shared_ptr<BodyValue> make_json(const hcl::ObjectExpr& object, const diag::Place& header, const diag::Place& whole,
                                       const BodySchema* schema) {
    auto result = start(header, whole, object.items.size(), schema);
    for (const hcl::ObjectItem& item : object.items) {
      const std::string_view* name = key_of(item);
      if (name == nullptr || *name == "//") continue;  // `//` is how JSON configuration writes comments.
      if (*name == "dynamic" && schema != nullptr && schema->attribute(*name) == nullptr) {
        json_dynamic(*result, *item.value, schema);
      } else {
        entry(*result, *name, item.key->place, *item.value, schema);
      }
    }
    if (schema != nullptr) decoder_->finish(*result, *schema);
    return result;
  }

  /// `{"LABEL": {"for_each": ..., "content": {...}}}`, or arrays of either.
  void json_dynamic(BodyValue& to, const hcl::Expr& expr, const BodySchema* schema) {
    if (expr.kind == hcl::ExprKind::Tuple) {
      for (const hcl::Expr* element : hcl::as<hcl::TupleExpr>(expr).elements) json_dynamic(to, *element, schema);
      return;
    }
    if (expr.kind != hcl::ExprKind::Object) return report(expr.place, "`dynamic` wants an object of block types");
    for (const hcl::ObjectItem& item : hcl::as<hcl::ObjectExpr>(expr).items) {
      const std::string_view* type = key_of(item);
      if (type == nullptr) continue;
      std::vector<const hcl::Expr*> bodies{item.value};
      if (item.value->kind == hcl::ExprKind::Tuple) {
        std::span<const hcl::Expr* const> elements = hcl::as<hcl::TupleExpr>(*item.value).elements;
        bodies.assign(elements.begin(), elements.end());
      }
      for (const hcl::Expr* body : bodies) {
        if (body->kind != hcl::ExprKind::Object) {
          report(body->place, "`dynamic` wants an object with `for_each` and `content`");
          continue;
        }
        Dynamic dynamic{.type = *type, .header = item.key->place, .type_place = item.key->place};
        for (const hcl::ObjectItem& part : hcl::as<hcl::ObjectExpr>(*body).items) {
          const std::string_view* name = key_of(part);
          if (name == nullptr) continue;
          if (*name == "for_each") dynamic.for_each = part.value;
          if (*name == "iterator") dynamic.iterator = part.value;
          if (*name == "content" && part.value->kind == hcl::ExprKind::Object) {
            dynamic.json_content = &hcl::as<hcl::ObjectExpr>(*part.value);
            dynamic.content_place = part.value->place;
          }
        }
        expand(dynamic, to, schema);
      }
    }
  }

  void report(const diag::Place& place, std::string message) {
    evaluator_.sink().report(kInvalidDynamic, place, std::move(message)).emit();
  }

  eval::Evaluator& evaluator_;
  BodyDecoder* decoder_;
  bool too_many_ = false;
};

}  // namespace

std::shared_ptr<BodyValue> evaluate_body(const hcl::Block& block, Level level, eval::Evaluator& evaluator, BodyDecoder* decoder) {
  const BodySchema* schema = decoder != nullptr ? &decoder->body() : nullptr;
  return BodyMaker(evaluator, decoder).make(*block.body, block.header(), block.place(), level, schema);
}

}  // namespace wafpp::terraform
