#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "base/unicode.h"
#include "eval/evaluation.h"
#include "functions/known_prefix.h"
#include "hcl/parser.h"

namespace wafpp::eval {

namespace {

constexpr diag::Kind kInterpolation = {.name = "invalid-interpolation", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kStringTooLong = {.name = "string-too-long", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kUnknownVariable = {.name = "unknown-template-variable", .level = diag::Level::Error};

/// What hashicorp/hcl keeps of a known beginning.
constexpr size_t kLongestPrefix = 128;

/// Of what is kept, the part that stays as it is whatever follows.
std::string_view kept_prefix(std::string_view text) {
  if (text.size() > kLongestPrefix) {
    text = text.substr(0, kLongestPrefix);
    size_t last = text.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    if (last + base::decode(text, last).size < text.size() || !base::decode(text, last).valid) text = text.substr(0, last);
  }
  return functions::safe_prefix(text);
}

/// What a string that is not known ends in, for readers of ours (`value::Refinement::suffix`): the same length, and nothing that could
/// combine with what stands before it.
std::string kept_suffix(std::string text) {
  if (text.empty() || text.size() > kLongestPrefix || static_cast<unsigned char>(text.front()) >= 0x80) return {};
  return base::nfc(text);
}

/// Where a template's names come from when its variables do not have them: nowhere.
class NoNames : public Scope {
 public:
  Found find(const hcl::TraversalExpr& traversal, Evaluator& evaluator) override {
    evaluator.sink()
        .report(kUnknownVariable, traversal.root_place, fmt::format("there is no template variable `{}`", traversal.root))
        .emit();
    return {};
  }
};

bool is_from_file(std::string_view function) { return function.ends_with("templatefile"); }

std::string first_error(std::string_view name, const diag::Source& source, const diag::Sink& sink) {
  for (const diag::Diagnostic& diagnostic : sink.diagnostics()) {
    if (diagnostic.level != diag::Level::Error) continue;
    diag::LineColumn at = source.line_column(diagnostic.place.begin);
    return fmt::format("{}:{}:{}: {}", name, at.line, at.column, diagnostic.message);
  }
  return fmt::format("{}: cannot be rendered", name);
}

}  // namespace

namespace {

bool begins_document(std::string_view text) {
  size_t at = text.find_first_not_of(" \t\r\n");
  return at != std::string_view::npos && (text[at] == '{' || text[at] == '[');
}

}  // namespace

Value Evaluation::text_template(const hcl::TemplateExpr& expr) {
  std::string text;
  std::string tail;  // What is known behind the last part that is not.
  Origins origins;
  uint8_t marks = 0;
  bool is_known = true;
  bool is_error = false;
  uint64_t longest = evaluator.functions_.max_string;
  std::string outline;  // Of a text with gaps, of which documents may be long.
  uint64_t longest_outline = value::kLongestShortOutline;
  auto leave_gap = [&] {
    if (is_known) {
      outline = text;
      if (begins_document(text)) longest_outline = value::kLongestOutline;
    }
    if (outline.size() <= longest_outline) outline += value::kGap;
    is_known = false;
    tail.clear();
  };
  auto append = [&](std::string_view part) {
    if (!is_known) {
      if (outline.size() <= longest_outline) outline += part;
      // More than is kept is as good as nothing.
      if (tail.size() <= kLongestPrefix) tail += part;
      return;
    }
    if (part.size() <= longest - std::min<uint64_t>(longest, text.size())) {
      text += part;
      return;
    }
    if (!is_error) (void)fail(kStringTooLong, expr.place, fmt::format("this string would be longer than {} bytes", longest));
    is_error = true;
  };

  for (const hcl::Expr* part : expr.parts) {
    if (part->kind == hcl::ExprKind::String) {
      if (!is_error) append(hcl::as<hcl::StringExpr>(*part).text);
      continue;
    }
    Value value = evaluate(*part);
    origins.add(value.origin());
    if (value.is_null()) {
      (void)fail(kInterpolation, part->place, "this is null, and null cannot be part of a string", {},
                 "give a value for the case, as in `x == null ? \"\" : x`");
      is_error = true;
      continue;
    }
    marks = static_cast<uint8_t>(marks | value.marks());
    if (!value.is_known()) {
      leave_gap();
      continue;
    }
    if (value.kind() == TypeKind::String) {
      if (!is_error) append(value.as_string());
      continue;
    }
    auto converted = value::convert(value, Type::string());
    if (!converted) {
      (void)fail(kInterpolation, part->place,
                 fmt::format("this is {}, which cannot be part of a string: {}", value.type().friendly_name(),
                             in_our_words(converted.error().text())),
                 {}, "`jsonencode` or `join` make a string of it");
      is_error = true;
      continue;
    }
    if (!converted->is_known()) {
      leave_gap();
    } else if (!is_error) {
      append(converted->as_string());
    }
  }
  Origin origin = std::move(origins).united(written(expr));
  if (is_error) return failed_by_report(expr.place, "a part of this string is wrong", Type::string()).with_marks(marks);
  if (!is_known) {
    value::Refinement known{.not_null = true, .prefix = std::string(kept_prefix(base::nfc(text))), .suffix = kept_suffix(std::move(tail))};
    if (outline.size() <= longest_outline) known.outline = value::SharedText(std::move(outline));
    Value result = Value::unknown(Type::string(), std::move(known));
    return std::move(result).with_marks(marks).with_origin(std::move(origin));
  }
  Value result = Value::string(text);
  if (!pay_value(result, expr.place)) return stopped(expr.place, "elements built", Type::string());
  return std::move(result).with_marks(marks).with_origin(std::move(origin));
}

Value Evaluation::join(const hcl::JoinExpr& expr) {
  Value parts = evaluate(*expr.loop);
  uint8_t marks = parts.marks();
  if (parts.kind() != TypeKind::Tuple || !parts.has_content()) return Value::unknown(Type::string()).with_origin(parts.origin());
  std::string text;
  Origins origins;
  origins.add(parts.origin());
  bool is_error = false;
  uint64_t longest = evaluator.functions_.max_string;
  for (const Value& part : parts.elements()) {
    origins.add(part.origin());
    if (part.is_null()) {
      (void)fail(kInterpolation, expr.place, "one round of this loop gives null, and null cannot be part of a string");
      is_error = true;
      continue;
    }
    auto converted = value::convert(part, Type::string());
    if (part.kind() == TypeKind::Dynamic || (converted && !part.is_known())) {
      return Value::unknown(Type::string()).with_marks(parts.marks()).with_origin(std::move(origins).united(written(expr)));
    }
    if (!converted) {
      (void)fail(kInterpolation, expr.place,
                 fmt::format("one round of this loop cannot be part of a string: {}", in_our_words(converted.error().text())));
      is_error = true;
      continue;
    }
    marks = static_cast<uint8_t>(marks | converted->marks());
    if (text.size() + converted->as_string().size() > longest) {
      return fail(kStringTooLong, expr.place, fmt::format("this string would be longer than {} bytes", longest), Type::string());
    }
    text += converted->as_string();
  }
  if (is_error) return failed_by_report(expr.place, "a round of this loop is wrong", Type::string()).with_marks(marks);
  Value result = Value::string(text);
  if (!pay_value(result, expr.place)) return stopped(expr.place, "elements built", Type::string());
  return std::move(result).with_marks(marks).with_origin(std::move(origins).united(written(expr)));
}

tl::expected<Value, std::string> Evaluation::render(std::string_view name, std::string_view text, const Value& variables,
                                                    const hcl::CallExpr& call) {
  if (variables.kind() != TypeKind::Map && variables.kind() != TypeKind::Object) {
    return tl::unexpected(std::string("invalid vars value: must be a map"));
  }
  if (!variables.has_content()) return Value::unknown().with_origin(variables.origin());
  for (const Member& variable : variables.members()) {
    if (base::is_identifier(variable.name())) continue;
    return tl::unexpected(fmt::format(
        "invalid template variable name \"{}\": must start with a letter, followed by zero or more letters, digits, and underscores",
        variable.name()));
  }

  diag::Source source(0, std::string(name), std::string(text));
  diag::Sink problems;
  hcl::ParsedExpr parsed = hcl::parse_template(source, problems);
  if (problems.has_errors()) return tl::unexpected(first_error(name, source, problems));

  std::string missing;
  for_each_reference(*parsed.expr, [&](const hcl::TraversalExpr& traversal) {
    if (!missing.empty() || variables.find(traversal.root) != nullptr) return;
    diag::LineColumn at = source.line_column(traversal.place.begin);
    missing = fmt::format("vars map does not contain key \"{}\", referenced at {}:{}:{}", traversal.root, name, at.line, at.column);
  });
  if (!missing.empty()) return tl::unexpected(std::move(missing));

  NoNames names;
  Evaluator inner(names, evaluator.functions_, evaluator.root_sink_, evaluator.budget_, evaluator.logic_);
  inner.sink_ = &problems;
  inner.setting_ = is_from_file(call.name) ? Evaluator::Setting::TemplateFile : Evaluator::Setting::TemplateString;
  inner.rendering_ = evaluator.rendering_ != nullptr ? evaluator.rendering_ : &call.place;
  for (const Member& variable : variables.members()) {
    Value value = variable.value;
    if (value.origin().empty()) value = std::move(value).with_origin(variables.origin());
    inner.locals_.push_back({variable.name(), std::move(value)});
  }
  Value result = inner.evaluate(*parsed.expr);
  if (exhausted()) return stopped(call.place, "evaluation steps");
  if (problems.has_errors()) return tl::unexpected(first_error(name, source, problems));
  if (result.is_null()) return tl::unexpected(fmt::format("{}: the result of the template is null", name));
  return result;
}

}  // namespace wafpp::eval
