#include "controls/upstream.h"

#include <fmt/format.h>

#include <array>
#include <functional>
#include <optional>
#include <utility>

namespace wafpp::controls {
namespace {

constexpr diag::Kind kLeftOut = {.name = "check-left-out", .level = diag::Level::Warning};

/// A text as a string of the expression language.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '"' || c == '\\') result += '\\';
    if (c == '\n') {
      result += "\\n";
      continue;
    }
    result += c;
    if ((c == '$' || c == '%') && i + 1 < text.size() && text[i + 1] == '{') result += c;
  }
  return result + '"';
}

std::string literal(const YamlNode& node) {
  switch (node.kind()) {
    case YamlKind::Bool:
      return node.boolean() == true ? "true" : "false";
    case YamlKind::Integer:
    case YamlKind::Float:
      return std::string(node.text());
    case YamlKind::Null:
      return "null";
    case YamlKind::String:
    case YamlKind::Sequence:
    case YamlKind::Mapping:
      break;
  }
  return quoted(node.text());
}

/// One assertion, and what its operators ask it for.
struct Assertion {
  const YamlNode& node;
  std::string attribute;
  const YamlNode* expected = nullptr;  ///< `expected`, `value` or `values`.

  std::string value() const { return attribute.empty() ? "self" : fmt::format("attribute(self, {})", quoted(attribute)); }
  /// The value, the way a text may be written as well: `key` or `expected`, `pattern` or `expected`.
  std::string text_or_expected(std::string_view key) const {
    const YamlNode* own = node.find(key);
    if (own == nullptr) own = expected;
    return own == nullptr ? std::string() : std::string(own->text());
  }
  /// Equal to one of what is expected.
  std::string one_of() const {
    if (expected == nullptr) return {};
    if (!expected->is(YamlKind::Sequence)) return fmt::format("equals({}, {})", value(), literal(*expected));
    std::string result;
    for (const YamlNode& element : expected->elements()) {
      result += fmt::format("{}equals({}, {})", result.empty() ? "" : " || ", value(), literal(element));
    }
    return result.empty() ? "false" : fmt::format("({})", result);
  }
  std::string is_set() const { return fmt::format("is_set({})", value()); }
  std::string matches() const { return fmt::format("length(regexall({}, {}))", quoted(text_or_expected("pattern")), value()); }
};

std::string associated(const Assertion& assertion) {
  const YamlNode* type = assertion.node.find("associated_resource_type");
  const YamlNode* attribute = assertion.node.find("associated_attribute");
  if (type == nullptr || attribute == nullptr) return {};
  std::string related = fmt::format("related({}, {}, self)", quoted(type->text()), quoted(attribute->text()));
  const YamlNode* filter = assertion.node.find("filter_attribute");
  const YamlNode* contains = assertion.node.find("filter_contains");
  if (filter == nullptr || contains == nullptr) return fmt::format("length({}) > 0", related);
  return fmt::format("anytrue([for one in {} : contains_text(attribute(one, {}), {})])", related, quoted(filter->text()),
                     quoted(contains->text()));
}

struct Operator {
  std::string_view name;
  /// The expression that holds where the assertion does; empty where the assertion lacks what the operator needs.
  std::string (*translate)(const Assertion& assertion);
};

// The framework's page "control schema" says what each one asks for; an attribute that is not there fails all of them.
constexpr std::array kOperators = {
    Operator{"attribute_exists", [](const Assertion& a) { return a.is_set(); }},
    Operator{"attribute_exists_or_fallback",
             [](const Assertion& a) {
               const YamlNode* fallback = a.node.find("fallback_attribute");
               if (fallback == nullptr) return std::string();
               return fmt::format("{} || is_set(attribute(self, {}))", a.is_set(), quoted(fallback->text()));
             }},
    Operator{"block_exists",
             [](const Assertion& a) { return a.attribute.empty() ? std::string("true") : fmt::format("not_empty({})", a.value()); }},
    Operator{"not_empty", [](const Assertion& a) { return fmt::format("not_empty({})", a.value()); }},
    Operator{"equals", [](const Assertion& a) { return a.one_of(); }},
    Operator{"in", [](const Assertion& a) { return a.one_of(); }},
    Operator{"not_equals",
             [](const Assertion& a) { return a.one_of().empty() ? std::string() : fmt::format("{} && !{}", a.is_set(), a.one_of()); }},
    Operator{"not_in",
             [](const Assertion& a) { return a.one_of().empty() ? std::string() : fmt::format("{} && !{}", a.is_set(), a.one_of()); }},
    Operator{"is_true", [](const Assertion& a) { return fmt::format("equals({}, true)", a.value()); }},
    Operator{"is_false", [](const Assertion& a) { return fmt::format("equals({}, false)", a.value()); }},
    Operator{"greater_than_or_equal",
             [](const Assertion& a) {
               return a.expected == nullptr ? std::string() : fmt::format("{} >= {}", a.value(), literal(*a.expected));
             }},
    Operator{"less_than_or_equal",
             [](const Assertion& a) {
               // An attribute that is not there is not little.
               return a.expected == nullptr ? std::string() : fmt::format("{} && {} <= {}", a.is_set(), a.value(), literal(*a.expected));
             }},
    Operator{"matches",
             [](const Assertion& a) {
               return a.text_or_expected("pattern").empty() ? std::string() : fmt::format("{} && {} > 0", a.is_set(), a.matches());
             }},
    Operator{"not_matches",
             [](const Assertion& a) {
               return a.text_or_expected("pattern").empty() ? std::string() : fmt::format("{} && {} == 0", a.is_set(), a.matches());
             }},
    Operator{"not_contains_pattern",
             [](const Assertion& a) {
               return a.text_or_expected("pattern").empty() ? std::string() : fmt::format("{} && {} == 0", a.is_set(), a.matches());
             }},
    Operator{"key_exists",
             [](const Assertion& a) {
               std::string key = a.text_or_expected("key");
               return key.empty() ? std::string() : fmt::format("has_key({}, {})", a.value(), quoted(key));
             }},
    Operator{"not_contains",
             [](const Assertion& a) {
               if (a.expected == nullptr) return std::string();
               return fmt::format("{} && !contains_text({}, {})", a.is_set(), a.value(), quoted(a.expected->text()));
             }},
    Operator{"has_associated_resource", associated},
};

std::optional<std::string> translate(const Assertion& assertion) {
  const YamlNode* op = assertion.node.find("op");
  for (const Operator& known : kOperators) {
    if (op == nullptr || known.name != op->text()) continue;
    std::string expression = known.translate(assertion);
    if (!expression.empty()) return expression;
  }
  return std::nullopt;
}

/// The kinds of fact that a scope selects; empty where there are none.
std::vector<std::string> kinds_of(const YamlNode* scope) {
  std::vector<std::string> kinds;
  const YamlNode* block = scope == nullptr ? nullptr : scope->find("block_type");
  std::string_view type = block == nullptr ? "resource" : block->text();
  if (type == "module") kinds.emplace_back("module");
  if (type != "resource") return kinds;
  const YamlNode* types = scope == nullptr ? nullptr : scope->find("resource_types");
  if (types == nullptr || types->elements().empty()) return {"resource.*"};
  for (const YamlNode& one : types->elements()) kinds.push_back("resource." + std::string(one.text()));
  return kinds;
}

Text text_at(FileReader& file, const YamlNode& node, std::string_view key) {
  const YamlNode* found = node.find(key);
  Text text;
  if (found != nullptr) text.en = read_text(file, *found, key);
  while (!text.en.empty() && (text.en.back() == '\n' || text.en.back() == ' ')) text.en.pop_back();
  return text;
}

std::string conjunction(const std::vector<Check::Part>& parts) {
  std::string result;
  for (const Check::Part& part : parts) result += fmt::format("{}({})", result.empty() ? "" : " && ", part.holds.text);
  return result;
}

class UpstreamReader {
 public:
  UpstreamReader(FileReader& file, const YamlNode& root) : file_(file), root_(root) {}

  Control read() {
    control_.place = root_.place();
    if (const YamlNode* id = root_.find("id")) control_.id = read_text(file_, *id, "id");
    control_.title = text_at(file_, root_, "title");
    control_.severity = read_severity(file_, root_.find("severity"), Severity::Medium);
    control_.description = text_at(file_, root_, "description");
    control_.rationale = text_at(file_, root_, "rationale");
    read_evidence();
    read_maturity();
    if (const YamlNode* checks = root_.find("checks")) {
      for (const YamlNode& check : checks->elements()) read_check(check);
    }
    return std::move(control_);
  }

 private:
  void leave_out(const YamlNode& at, const std::string& id, std::string_view why) {
    diag::Place place = at.place();
    if (const YamlNode* named = at.find("id")) place = named->place();
    file_.sink.report(kLeftOut, place, fmt::format("check `{}` is left out: {}", id, why)).emit();
  }

  void read_check(const YamlNode& node) {
    Check check;
    check.place = node.place();
    if (const YamlNode* id = node.find("id")) check.id = read_text(file_, *id, "id");
    if (check.id.empty()) return;
    const YamlNode* automated = node.find("automated");
    if (automated == nullptr || automated->boolean() != true) return;  // Asked by people: nothing for a program to answer.
    check.also_of = kinds_of(node.find("scope"));
    if (check.also_of.empty()) return leave_out(node, check.id, "its scope is neither resources nor modules");
    check.of = check.also_of.front();
    check.also_of.erase(check.also_of.begin());
    check.title = text_at(file_, node, "title");
    check.explain = text_at(file_, node, "description");
    check.remediation = text_at(file_, node, "remediation");
    check.severity = read_severity(file_, node.find("severity"), control_.severity);
    if (!read_assertions(node, check)) return;

    const YamlNode* on_fail = node.find("on_fail");
    bool must = on_fail == nullptr || on_fail->text() == "violation";
    check.advice = on_fail != nullptr && (on_fail->text() == "advisory" || on_fail->text() == "info");
    // A requirement of its own, called as the check without the control and the engine in its id.
    check.requirement = check.id.substr(check.id.rfind('.') + 1);
    control_.requirements.push_back({check.requirement, must ? RequirementLevel::Must : RequirementLevel::Should, check.title});
    control_.checks.push_back(std::move(check));
  }

  bool read_assertions(const YamlNode& node, Check& check) {
    const YamlNode* assertions = node.find("assertions");
    if (assertions == nullptr || assertions->elements().empty()) {
      leave_out(node, check.id, "it asserts nothing");
      return false;
    }
    for (const YamlNode& one : assertions->elements()) {
      Assertion assertion{one, {}};
      if (const YamlNode* attribute = one.find("attribute")) assertion.attribute = std::string(attribute->text());
      for (std::string_view key : {"values", "value", "expected"}) {
        if (const YamlNode* expected = one.find(key)) assertion.expected = expected;
      }
      std::optional<std::string> expression = translate(assertion);
      if (!expression) {
        const YamlNode* op = one.find("op");
        leave_out(node, check.id, fmt::format("operator `{}` cannot be answered from code", op == nullptr ? "" : op->text()));
        return false;
      }
      Check::Part part;
      part.holds = make_expression(file_, std::move(*expression), one.place());
      part.at = assertion.attribute;
      part.message = text_at(file_, one, "message");
      if (part.message.empty()) part.message = check.title;
      check.parts.push_back(std::move(part));
    }
    check.pass = make_expression(file_, conjunction(check.parts), assertions->place());
    check.at = check.parts.front().at;
    check.message = check.title.empty() ? check.parts.front().message : check.title;
    return true;
  }

  void read_evidence() {
    const YamlNode* evidence = root_.find("evidence");
    if (evidence == nullptr) return;
    for (std::string_view key : {"required", "optional"}) {
      const YamlNode* list = evidence->find(key);
      if (list == nullptr) continue;
      for (const YamlNode& one : list->elements()) {
        const YamlNode* kind = one.find("kind");
        control_.evidence.push_back({.id = {},
                                     .type = kind == nullptr ? std::string() : std::string(kind->text()),
                                     .mandatory = key == "required",
                                     .text = text_at(file_, one, "description"),
                                     .proofs = {}});
      }
    }
  }

  void read_maturity() {
    const YamlNode* levels = root_.find("maturity_levels");
    if (levels == nullptr) return;
    for (uint32_t level = 1; level <= 5; ++level) {
      const YamlNode* one = levels->find(fmt::format("level_{}", level));
      if (one == nullptr) continue;
      MaturityLevel result{level, text_at(file_, *one, "description"), {}};
      if (const YamlNode* criteria = one->find("criteria")) {
        for (const YamlNode& criterion : criteria->elements()) {
          result.criteria.en += (result.criteria.en.empty() ? "" : "; ") + std::string(criterion.text());
        }
      }
      control_.maturity.push_back(std::move(result));
    }
  }

  FileReader& file_;
  const YamlNode& root_;
  Control control_;
};

}  // namespace

bool is_upstream(const YamlNode& root) {
  if (root.find("pillar") != nullptr) return true;
  const YamlNode* checks = root.find("checks");
  if (checks == nullptr) return false;
  for (const YamlNode& check : checks->elements()) {
    if (check.find("assertions") != nullptr) return true;
  }
  return false;
}

Control read_upstream(FileReader& file, const YamlNode& root) { return UpstreamReader(file, root).read(); }

}  // namespace wafpp::controls
