#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "terraform/instance.h"
#include "value/convert.h"
#include "value/json.h"

// `data "aws_iam_policy_document"` depends on its arguments alone, so a plan knows its result, and so do we. What follows is the
// provider's documented behaviour: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document

namespace wafpp::terraform {

namespace {

constexpr std::string_view kDefaultVersion = "2012-10-17";
/// The order in which the provider writes a statement's keys.
constexpr std::string_view kStatementKeys[] = {"Sid",         "Effect",    "Action",       "NotAction", "Resource",
                                               "NotResource", "Principal", "NotPrincipal", "Condition"};

struct Document {
  std::string version;
  std::string id;
  std::vector<Value> statements;         ///< Objects.
  std::map<std::string, size_t> by_sid;  ///< Of those that have a `Sid`, once they have been merged into this.
};

std::string sid_of(const Value& statement) {
  const Value* sid = statement.find("Sid");
  return sid != nullptr && !sid->is_null() && sid->kind() == value::TypeKind::String ? std::string(sid->as_string()) : std::string();
}

/// A statement with a `Sid` that is already there takes the place of the old one; others are appended.
void merge(Document& into, const Document& from) {
  if (!from.id.empty()) into.id = from.id;
  if (!from.version.empty()) into.version = from.version;
  for (const Value& statement : from.statements) {
    std::string sid = sid_of(statement);
    bool fresh = sid.empty() || into.by_sid.emplace(sid, into.statements.size()).second;
    if (fresh) {
      into.statements.push_back(statement);
    } else {
      into.statements[into.by_sid[sid]] = statement;
    }
  }
}

std::optional<Document> parse(std::string_view text) {
  base::Result<Value> parsed = value::from_json(text);
  if (!parsed || parsed->is_null() || parsed->kind() != value::TypeKind::Object) return std::nullopt;
  Document document;
  auto string_of = [&](std::string_view key) {
    const Value* found = parsed->find(key);
    return found != nullptr && !found->is_null() && found->kind() == value::TypeKind::String ? std::string(found->as_string())
                                                                                             : std::string();
  };
  document.version = string_of("Version");
  document.id = string_of("Id");
  if (const Value* statements = parsed->find("Statement"); statements != nullptr && !statements->is_null()) {
    if (statements->kind() == value::TypeKind::Tuple) {
      for (const Value& statement : statements->elements()) {
        if (statement.is_null() || statement.kind() != value::TypeKind::Object) return std::nullopt;
        document.statements.push_back(statement);
      }
    } else if (statements->kind() == value::TypeKind::Object) {
      document.statements.push_back(*statements);
    }
  }
  return document;
}

/// Terraform's own `${` is in the way of IAM's variables, so the provider reads `&{` for it.
std::string with_variables(std::string_view text) {
  std::string result(text);
  for (size_t at = result.find("&{"); at != std::string::npos; at = result.find("&{", at)) result[at] = '$';
  return result;
}

/// What stands for a text that is not known: what can be told of it, else a gap.
std::string gap_of(const Value& unknown) {
  const value::Refinement* known = unknown.refinement();
  return known != nullptr && known->outline != nullptr ? *known->outline : std::string(value::kGap);
}

/// Whether the document can be written with gaps: what is not known are texts in lists, and documents that have an outline themselves.
bool has_outline(const BodyValue& body) {
  if (!body.unknown_blocks.empty()) return false;
  for (const BodyValue::Attribute& attribute : body.attributes) {
    if (attribute.value.is_wholly_known()) continue;
    bool is_list_of_texts = attribute.name == "resources" || attribute.name == "not_resources" || attribute.name == "actions" ||
                            attribute.name == "not_actions" || attribute.name == "identifiers" || attribute.name == "values";
    if (is_list_of_texts) continue;
    bool is_document = attribute.name == "source_json" || attribute.name == "override_json" ||
                       attribute.name == "source_policy_documents" || attribute.name == "override_policy_documents";
    if (!is_document) return false;
  }
  return std::all_of(body.blocks.begin(), body.blocks.end(), [](const BodyValue::Block& block) { return has_outline(*block.body); });
}

std::string text_of(const BodyValue& body, std::string_view name) {
  const BodyValue::Attribute* attribute = body.attribute(name);
  if (attribute == nullptr || attribute->value.is_null()) return {};
  if (!attribute->value.is_known()) return gap_of(attribute->value);
  auto text = value::convert(attribute->value, value::Type::string());
  return text && text->is_known() && !text->is_null() ? std::string(text->as_string()) : std::string();
}

std::vector<std::string> strings_of(const BodyValue& body, std::string_view name) {
  std::vector<std::string> result;
  const BodyValue::Attribute* attribute = body.attribute(name);
  if (attribute == nullptr || attribute->value.is_null()) return result;
  if (!attribute->value.is_known()) return {gap_of(attribute->value)};
  auto list = value::convert(attribute->value, value::Type::list(value::Type::string()));
  if (!list || !list->is_known() || list->is_null()) return result;
  for (const Value& element : list->elements()) {
    if (element.is_null()) continue;
    result.push_back(element.is_known() ? with_variables(element.as_string()) : gap_of(element));
  }
  return result;
}

/// One is written as a string, several as a list.
Value one_or_many(std::vector<std::string> strings) {
  if (strings.size() == 1) return Value::string(strings[0]);
  std::sort(strings.begin(), strings.end(), std::greater<>());
  strings.erase(std::unique(strings.begin(), strings.end()), strings.end());
  if (strings.size() == 1) return Value::string(strings[0]);
  std::vector<Value> elements;
  for (const std::string& text : strings) elements.push_back(Value::string(text));
  return Value::tuple(std::move(elements));
}

Value principals(const std::vector<const BodyValue*>& blocks) {
  std::map<std::string, std::vector<std::string>> types;
  for (const BodyValue* block : blocks) {
    std::string type = text_of(*block, "type");
    std::vector<std::string> identifiers = strings_of(*block, "identifiers");
    bool everyone = type == "*" && identifiers.size() == 1 && identifiers[0] == "*";
    if (everyone && blocks.size() == 1) return Value::string("*");
    std::vector<std::string>& same = types[everyone ? "AWS" : type];
    same.insert(same.end(), std::make_move_iterator(identifiers.begin()), std::make_move_iterator(identifiers.end()));
  }
  std::vector<value::Member> members;
  for (auto& [type, identifiers] : types) members.push_back({Value::string(type), one_or_many(std::move(identifiers))});
  return Value::object(std::move(members));
}

Value conditions(const std::vector<const BodyValue*>& blocks) {
  std::map<std::string, std::vector<value::Member>> tests;
  for (const BodyValue* block : blocks) {
    std::vector<std::string> values = strings_of(*block, "values");
    // Unlike elsewhere, the order of a condition's values stays as written.
    Value written;
    if (values.size() == 1) {
      written = Value::string(values[0]);
    } else {
      std::vector<Value> elements;
      for (const std::string& value : values) elements.push_back(Value::string(value));
      written = Value::tuple(std::move(elements));
    }
    tests[text_of(*block, "test")].push_back({Value::string(with_variables(text_of(*block, "variable"))), std::move(written)});
  }
  std::vector<value::Member> members;
  for (auto& [test, variables] : tests) members.push_back({Value::string(test), Value::object(std::move(variables))});
  return Value::object(std::move(members));
}

Value statement(const BodyValue& body) {
  std::vector<value::Member> members;
  auto add = [&](std::string_view key, Value value) { members.push_back({Value::string(key), std::move(value)}); };
  if (std::string sid = text_of(body, "sid"); !sid.empty()) add("Sid", Value::string(sid));
  std::string effect = text_of(body, "effect");
  add("Effect", Value::string(effect.empty() ? "Allow" : effect));
  auto add_list = [&](std::string_view name, std::string_view key) {
    if (std::vector<std::string> strings = strings_of(body, name); !strings.empty()) add(key, one_or_many(std::move(strings)));
  };
  add_list("actions", "Action");
  add_list("not_actions", "NotAction");
  add_list("resources", "Resource");
  add_list("not_resources", "NotResource");
  if (auto blocks = body.blocks_of("principals"); !blocks.empty()) add("Principal", principals(blocks));
  if (auto blocks = body.blocks_of("not_principals"); !blocks.empty()) add("NotPrincipal", principals(blocks));
  if (auto blocks = body.blocks_of("condition"); !blocks.empty()) add("Condition", conditions(blocks));
  return Value::object(std::move(members));
}

void write(std::string& to, const Value& value, size_t indent) {
  auto line = [&](size_t depth) { to.append(1, '\n').append(2 * depth, ' '); };
  if (!value.is_null() && value.kind() == value::TypeKind::Object && value.length() > 0) {
    std::vector<const value::Member*> ordered;
    for (std::string_view key : kStatementKeys) {
      for (const value::Member& member : value.members()) {
        if (member.name() == key) ordered.push_back(&member);
      }
    }
    for (const value::Member& member : value.members()) {
      if (std::find(std::begin(kStatementKeys), std::end(kStatementKeys), member.name()) == std::end(kStatementKeys))
        ordered.push_back(&member);
    }
    to += '{';
    for (size_t at = 0; at < ordered.size(); ++at) {
      if (at > 0) to += ',';
      line(indent + 1);
      to.append(value::to_json(ordered[at]->key).value_or("\"\"")).append(": ");
      write(to, ordered[at]->value, indent + 1);
    }
    line(indent);
    to += '}';
  } else if (!value.is_null() && value.kind() == value::TypeKind::Tuple && value.length() > 0) {
    to += '[';
    for (size_t at = 0; at < value.length(); ++at) {
      if (at > 0) to += ',';
      line(indent + 1);
      write(to, value.elements()[at], indent + 1);
    }
    line(indent);
    to += ']';
  } else {
    to += value::to_json(value).value_or("null");
  }
}

std::string print(const Document& document) {
  std::string result = "{\n  \"Version\": " + value::to_json(Value::string(document.version)).value_or("\"\"");
  if (!document.id.empty()) result += ",\n  \"Id\": " + value::to_json(Value::string(document.id)).value_or("\"\"");
  if (!document.statements.empty()) {
    result += ",\n  \"Statement\": ";
    std::string statements;
    write(statements, Value::tuple(document.statements), 1);
    result += statements;
  }
  return result + "\n}";
}

}  // namespace

Value policy_document_json(const BodyValue& body) {
  Value whole = body.object();
  value::Origin origin = whole.deep_origin();
  uint8_t marks = whole.deep_marks();
  Value undecided = Value::unknown(value::Type::string(), value::Refinement{.not_null = true}).with_origin(origin).add_marks(marks);
  bool is_known = whole.is_wholly_known();
  if (!is_known && !has_outline(body)) return undecided;

  Document merged;
  for (const std::string_view name : {std::string_view("source_json"), std::string_view("source_policy_documents")}) {
    std::vector<std::string> documents;
    if (name == "source_json") {
      if (std::string text = text_of(body, name); !text.empty()) documents.push_back(text);
    } else {
      documents = strings_of(body, name);
    }
    for (const std::string& text : documents) {
      if (text.empty()) continue;
      std::optional<Document> document = parse(text);
      if (!document) return undecided;
      merge(merged, *document);
    }
  }
  Document own;
  own.version = text_of(body, "version");
  if (own.version.empty()) own.version = kDefaultVersion;
  own.id = text_of(body, "policy_id");
  for (const BodyValue* block : body.blocks_of("statement")) own.statements.push_back(statement(*block));
  merge(merged, own);
  std::vector<std::string> overrides = strings_of(body, "override_policy_documents");
  if (std::string text = text_of(body, "override_json"); !text.empty()) overrides.push_back(text);
  for (const std::string& text : overrides) {
    if (text.empty()) continue;
    std::optional<Document> document = parse(text);
    if (!document) return undecided;
    merge(merged, *document);
  }
  std::string text = print(merged);
  if (is_known) return Value::string(text).with_origin(origin).add_marks(marks);
  if (text.size() > value::kLongestOutline) return undecided;
  value::Refinement known{.not_null = true};
  known.outline = std::make_shared<const std::string>(std::move(text));
  return Value::unknown(value::Type::string(), std::move(known)).with_origin(origin).add_marks(marks);
}

}  // namespace wafpp::terraform
