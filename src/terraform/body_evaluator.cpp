#include <algorithm>

#include "terraform/instance.h"
#include "value/convert.h"

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
      return name == "alias" || name == "version";
    case Level::Nested:
      return false;
  }
  return false;
}

bool is_meta_block(Level level, std::string_view type) {
  return level == Level::Resource && (type == "lifecycle" || type == "provisioner" || type == "connection");
}

class BodyMaker {
 public:
  explicit BodyMaker(eval::Evaluator& evaluator) : evaluator_(evaluator) {}

  std::shared_ptr<const BodyValue> make(const hcl::Body& body, const diag::Place& header, const diag::Place& whole, Level level) {
    auto result = std::make_shared<BodyValue>();
    result->header = header;
    result->whole = whole;
    result->attributes.reserve(body.attributes.size());
    for (const hcl::Attribute& attribute : body.attributes) {
      if (is_meta(level, attribute.name)) continue;
      result->attributes.push_back({attribute.name, evaluator_.evaluate(*attribute.expr), attribute.name_place, attribute.expr->place});
    }
    for (const hcl::Block& block : body.blocks) {
      if (is_meta_block(level, block.type)) continue;
      if (block.type == "dynamic" && block.labels.size() == 1) {
        expand_dynamic(block, *result);
      } else {
        add(*result, block.type, block, block.header());
      }
    }
    return result;
  }

 private:
  void add(BodyValue& to, std::string_view type, const hcl::Block& block, const diag::Place& header) {
    if (to.blocks.size() >= kMaxBlocks) {
      if (to.blocks.size() == kMaxBlocks) {
        evaluator_.sink().report(kTooManyBlocks, header, "more than " + std::to_string(kMaxBlocks) + " nested blocks").emit();
      }
      return;
    }
    BodyValue::Block made{.type = type, .labels = {}, .body = make(*block.body, header, block.place(), Level::Nested)};
    for (const hcl::BlockLabel& label : block.labels) {
      if (block.type != "dynamic" && type == block.type) made.labels.emplace_back(label.text);
    }
    to.blocks.push_back(std::move(made));
  }

  /// https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
  void expand_dynamic(const hcl::Block& block, BodyValue& to) {
    std::string_view type = block.labels[0].text;
    const hcl::Attribute* for_each = block.body->attribute("for_each");
    const hcl::Block* content = nullptr;
    for (const hcl::Block& inner : block.body->blocks) {
      if (inner.type == "content") content = &inner;
    }
    if (for_each == nullptr || content == nullptr) {
      report(block.header(), "dynamic block `" + std::string(type) + "` has no `" + (content == nullptr ? "content" : "for_each") + "`");
      return;
    }
    std::string_view iterator = type;
    if (const hcl::Attribute* named = block.body->attribute("iterator")) {
      if (named->expr->kind == hcl::ExprKind::Traversal && hcl::as<hcl::TraversalExpr>(*named->expr).steps.empty()) {
        iterator = hcl::as<hcl::TraversalExpr>(*named->expr).root;
      } else if (named->expr->kind == hcl::ExprKind::String) {
        iterator = hcl::as<hcl::StringExpr>(*named->expr).text;  // JSON syntax has no bare names.
      } else {
        report(named->expr->place, "`iterator` wants a single name");
        return;
      }
    }
    Value collection = evaluator_.evaluate(*for_each->expr);
    if (collection.is_null()) {
      report(for_each->expr->place, "`for_each` of a dynamic block is null");
      return;
    }
    if (!collection.is_known()) {
      Value unknown = Value::unknown().with_origin(collection.origin());
      std::vector<value::Member> members;
      members.push_back({Value::string("key"), unknown});
      members.push_back({Value::string("value"), unknown});
      evaluator_.locals().push_back({iterator, Value::object(std::move(members))});
      to.unknown_blocks.push_back(
          {type, collection.origin(), block.header(), make(*content->body, block.header(), content->place(), Level::Nested)});
      evaluator_.locals().pop_back();
      return;
    }
    uint8_t marks = collection.marks();
    auto one = [&](Value key, Value value) {
      std::vector<value::Member> members;
      members.push_back({Value::string("key"), std::move(key).add_marks(marks)});
      members.push_back({Value::string("value"), std::move(value).add_marks(marks)});
      evaluator_.locals().push_back({iterator, Value::object(std::move(members))});
      add(to, type, *content, block.header());
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
        report(for_each->expr->place,
               "`for_each` of a dynamic block wants a list, set, map, tuple or object, got " + collection.type().friendly_name());
    }
  }

  void report(const diag::Place& place, std::string message) {
    evaluator_.sink().report(kInvalidDynamic, place, std::move(message)).emit();
  }

  eval::Evaluator& evaluator_;
};

}  // namespace

std::shared_ptr<const BodyValue> evaluate_body(const hcl::Block& block, Level level, eval::Evaluator& evaluator) {
  return BodyMaker(evaluator).make(*block.body, block.header(), block.place(), level);
}

}  // namespace wafpp::terraform
