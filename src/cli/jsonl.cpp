#include "cli/jsonl.h"

#include <algorithm>

#include "diag/sink.h"
#include "documents/json.h"
#include "documents/json_writer.h"
#include "value/json.h"
#include "value/json_tree.h"

namespace wafpp::cli {

namespace {

using value::TypeKind;
using value::Value;

std::string quoted(std::string_view text) { return value::to_json(Value::string(text)).value_or("\"\""); }

bool is_sequence(const Value& value) {
  return value.kind() == TypeKind::List || value.kind() == TypeKind::Set || value.kind() == TypeKind::Tuple;
}
bool is_mapping(const Value& value) { return value.kind() == TypeKind::Map || value.kind() == TypeKind::Object; }

/// True where something is unknown; objects and maps leave out what is known.
void write_unknown(std::string& to, const Value& value) {
  if (!value.is_known()) {
    to += "true";
  } else if (!value.is_null() && is_sequence(value)) {
    to += '[';
    for (size_t at = 0; at < value.length(); ++at) {
      if (at > 0) to += ',';
      write_unknown(to, value.elements()[at]);
    }
    to += ']';
  } else if (!value.is_null() && is_mapping(value)) {
    to += '{';
    bool first = true;
    for (const value::Member& member : value.members()) {
      if (member.value.is_wholly_known()) continue;
      if (!first) to += ',';
      first = false;
      to += quoted(member.name()) + ":";
      write_unknown(to, member.value);
    }
    to += '}';
  } else {
    to += "false";
  }
}

/// JSON has no infinity; Terraform refuses a value that has one inside.
bool has_infinity(const Value& value) {
  if (!value.has_content()) return false;
  if (value.kind() == TypeKind::Number) return value.as_number().is_infinite();
  if (is_sequence(value)) return std::ranges::any_of(value.elements(), has_infinity);
  if (is_mapping(value))
    return std::ranges::any_of(value.members(), [](const value::Member& member) { return has_infinity(member.value); });
  return false;
}

}  // namespace

std::string answer_json_line(std::string_view line, terraform::Root& root, diag::SourceMap& sources, std::deque<hcl::ParsedExpr>& kept) {
  base::Result<documents::JsonDocument> question = documents::parse_json(line);
  if (!question) return "{\"error\":true,\"message\":" + quoted(question.error().message) + "}";
  const documents::JsonValue* id = question->root().find("id");
  const documents::JsonValue* expr = question->root().find("expr");
  std::string result = "{\"id\":" + std::string(id != nullptr ? line.substr(id->begin(), id->end() - id->begin()) : "null");
  if (expr == nullptr || !expr->is(documents::JsonKind::String))
    return result + ",\"error\":true,\"message\":\"no `expr` that is a string\"}";

  diag::Sink sink;
  // As the only thing between parentheses, on lines of its own.
  const diag::Source& source = sources.add("<expression>", "(\n" + std::string(expr->string()) + "\n)");
  kept.push_back(hcl::parse_expression(source, sink));
  Value value;
  if (!sink.has_errors()) value = root.evaluate(*kept.back().expr, sink);
  if (sink.has_errors()) {
    std::string message;
    for (const diag::Diagnostic& diagnostic : sink.diagnostics()) {
      if (diagnostic.level == diag::Level::Error && message.empty()) message = diagnostic.message;
    }
    return result + ",\"error\":true,\"message\":" + quoted(message) + "}";
  }
  result += ",\"type\":" + value.type().json();
  if ((value.deep_marks() & value::kSensitive) != 0) result += ",\"sensitive\":true";
  if (!value.is_known()) return result + ",\"unknown\":true}";
  if (value.kind() == TypeKind::Number && !value.is_null() && value.as_number().is_infinite()) {
    return result + ",\"infinite\":\"" + (value.as_number().is_negative() ? "-" : "+") + "\"}";
  }
  if (has_infinity(value)) return result + ",\"error\":true,\"message\":\"cannot serialize infinity as JSON\"}";
  result += ",\"value\":";
  documents::JsonWriter known;
  value::write_known(known, value);
  result += known.text();
  if (!value.is_wholly_known()) {
    result += ",\"unknown\":";
    write_unknown(result, value);
  }
  return result + "}";
}

}  // namespace wafpp::cli
