#include "terraform/inputs.h"

#include <algorithm>

#include "hcl/parser.h"
#include "terraform/constant.h"
#include "value/json.h"

namespace wafpp::terraform {

namespace {

constexpr diag::Kind kUndeclared = {.name = "undeclared-variable", .level = diag::Level::Warning};
constexpr diag::Kind kUndeclaredOption = {.name = "undeclared-variable", .level = diag::Level::Error};
constexpr diag::Kind kNoName = {.name = "bad-variable-option", .level = diag::Level::Error};
constexpr diag::Kind kUnexpectedBlock = {.name = "unsupported-block", .level = diag::Level::Error};

/// Whether a primitive (or undeclared) type makes Terraform take the text itself as the value.
bool is_literal_type(const hcl::Expr* type) {
  if (type == nullptr) return true;
  if (type->kind != hcl::ExprKind::Traversal) return false;
  const auto& traversal = hcl::as<hcl::TraversalExpr>(*type);
  return traversal.steps.empty() && (traversal.root == "string" || traversal.root == "number" || traversal.root == "bool");
}

class Collector {
 public:
  Collector(const Module& module, Loader& loader, diag::Sink& sink, std::vector<std::shared_ptr<const hcl::Tree>>& keep)
      : module_(module), loader_(loader), sink_(sink), keep_(keep) {}

  void environment(const std::map<std::string, std::string>& values) {
    for (const auto& [name, text] : values) {
      if (module_.variables.contains(name)) take_text(name, text, "TF_VAR_" + name);
    }
  }

  void file(const std::string& path) {
    std::shared_ptr<const Loader::File> parsed = loader_.variable_file(path);
    for (const diag::Diagnostic& diagnostic : parsed->diagnostics.diagnostics()) sink_.add(diagnostic);
    std::string name = path.substr(path.rfind('/') + 1);
    if (parsed->diagnostics.has_errors()) nothing_is_known(name);
    if (parsed->tree == nullptr) return;
    keep_.push_back(parsed->tree);
    for (const hcl::Block& block : parsed->tree->body->blocks) {
      sink_.report(kUnexpectedBlock, block.header(), "blocks are not expected in a variable file")
          .help("write `" + std::string(block.type) + " = { ... }`")
          .emit();
    }
    for (const hcl::Attribute& attribute : parsed->tree->body->attributes) {
      if (!module_.variables.contains(attribute.name)) {
        sink_
            .report(kUndeclared, attribute.name_place,
                    "variable `" + std::string(attribute.name) + "` is set here, but not declared in `" + module_.folder + "`")
            .emit();
        continue;
      }
      result[std::string(attribute.name)] = {constant(*attribute.expr), name, attribute.expr->place};
    }
  }

  /// A file that cannot be read may set every variable.
  void nothing_is_known(const std::string& file) {
    value::OriginStep step{.kind = value::OriginStep::Kind::Cause, .cause = value::CauseKind::Error, .place = {}, .text = "`" + file + "`"};
    Value unknown = Value::unknown().with_origin(value::Origin::step(std::move(step)));
    for (const auto& [name, declared] : module_.variables) result[std::string(name)] = {unknown, file, {}};
  }

  void option(std::string_view text) {
    size_t equal = text.find('=');
    if (equal == std::string_view::npos || equal == 0) {
      sink_.report(kNoName, {}, "`-var " + std::string(text) + "` is not of the form `name=value`").emit();
      return;
    }
    std::string name(text.substr(0, equal));
    if (!module_.variables.contains(name)) {
      sink_.report(kUndeclaredOption, {}, "`-var " + name + "` sets a variable that is not declared in `" + module_.folder + "`").emit();
      return;
    }
    take_text(name, std::string(text.substr(equal + 1)), "-var");
  }

  std::map<std::string, InputValue> result;

 private:
  /// A value given as text: itself for primitive types, else an expression.
  void take_text(const std::string& name, const std::string& text, std::string context) {
    if (is_literal_type(module_.variables.at(name).type)) {
      result[name] = {Value::string(text), std::move(context), {}};
      return;
    }
    const diag::Source& source = loader_.sources().add("<" + context + " " + name + ">", text);
    auto tree = std::make_shared<hcl::Tree>();
    hcl::ParsedExpr parsed = hcl::parse_expression(source, sink_);
    tree->arena = std::move(parsed.arena);
    keep_.push_back(tree);
    result[name] = {constant(*parsed.expr), std::move(context), {}};
  }

  Value constant(const hcl::Expr& expr) { return constant_value(expr, "a variable file", sink_); }

  const Module& module_;
  Loader& loader_;
  diag::Sink& sink_;
  std::vector<std::shared_ptr<const hcl::Tree>>& keep_;
};

/// Whether both would be written the same, whatever their types: a plan has what was given, which for `-var` is a string.
bool is_same_text(const Value& a, const Value& b) {
  uint8_t marks = 0;
  if (!a.is_wholly_known() || !b.is_wholly_known()) return false;
  auto text = [&](const Value& value) {
    base::Result<std::string> json = value::to_json(value.unmark_deep(marks));
    if (!json) return std::string();
    bool is_string = value.has_content() && value.kind() == value::TypeKind::String;
    return is_string ? json->substr(1, json->size() - 2) : *json;
  };
  return text(a) == text(b);
}

/// What a variable is given, or its default; null where there is neither.
Value given_value(const VariableDecl& declared, const std::map<std::string, InputValue>& given, const std::string& name) {
  if (auto found = given.find(name); found != given.end()) return found->second.value;
  if (declared.default_value == nullptr) return Value();
  diag::Sink unsaid;  // Evaluation says it.
  return constant_value(*declared.default_value, "a variable's default", unsaid);
}

}  // namespace

bool is_automatic_tfvars(std::string_view name) {
  return name == "terraform.tfvars" || name == "terraform.tfvars.json" || name.ends_with(".auto.tfvars") ||
         name.ends_with(".auto.tfvars.json");
}

std::map<std::string, InputValue> collect_inputs(const Module& module, const Inputs& inputs, Loader& loader, diag::Sink& sink,
                                                 std::vector<std::shared_ptr<const hcl::Tree>>& keep) {
  Collector collector(module, loader, sink, keep);
  collector.environment(inputs.environment);
  std::vector<std::string> names;
  for (const std::string& name : loader.file_names(module.folder)) {
    if (is_automatic_tfvars(name)) names.push_back(name);
  }
  // Terraform: terraform.tfvars, terraform.tfvars.json, then the automatic ones by name.
  auto rank = [](const std::string& name) { return name == "terraform.tfvars" ? 0 : name == "terraform.tfvars.json" ? 1 : 2; };
  std::sort(names.begin(), names.end(),
            [&](const std::string& a, const std::string& b) { return std::pair(rank(a), a) < std::pair(rank(b), b); });
  for (const std::string& name : names) {
    std::string path = module.folder == "." ? name : module.folder + "/" + name;
    if (loader.is_file(path)) {
      collector.file(path);
    } else {
      collector.nothing_is_known(name);  // A link to nothing: the list of files says so.
    }
  }
  for (const Inputs::Option& option : inputs.options) {
    if (option.kind == Inputs::Option::Kind::File) {
      collector.file(option.text);
    } else {
      collector.option(option.text);
    }
  }
  for (const auto& [name, planned] : inputs.planned) {
    auto declared = module.variables.find(name);
    if (declared == module.variables.end()) continue;
    if (!is_same_text(given_value(declared->second, collector.result, name), planned.value)) collector.result[name] = planned;
  }
  return std::move(collector.result);
}

bool agrees_with(const Module& module, const Inputs& inputs, const std::map<std::string, Value>& planned, Loader& loader) {
  diag::Sink unsaid;
  std::vector<std::shared_ptr<const hcl::Tree>> keep;
  std::map<std::string, InputValue> given = collect_inputs(module, inputs, loader, unsaid, keep);
  return std::all_of(planned.begin(), planned.end(), [&](const auto& variable) {
    auto declared = module.variables.find(variable.first);
    return declared == module.variables.end() || is_same_text(given_value(declared->second, given, variable.first), variable.second);
  });
}

}  // namespace wafpp::terraform
