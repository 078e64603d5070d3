#pragma once

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eval/evaluator.h"
#include "hcl/parser.h"

/// The module in which the oracle's expressions are evaluated: just enough of Terraform for one folder without modules.
namespace wafpp::testing {

using value::Member;
using value::Type;
using value::Value;

namespace oracle {

constexpr diag::Kind kBadReference = {.name = "bad-reference"};
constexpr diag::Kind kBadContext = {.name = "bad-context"};

inline std::string read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

inline std::string cleaned(std::string_view path) { return std::filesystem::path(path).lexically_normal().string(); }

inline Value object_of(std::vector<std::pair<std::string, Value>> members) {
  std::vector<Member> result;
  for (auto& [name, value] : members) result.push_back({Value::string(name), std::move(value)});
  return Value::object(std::move(result));
}

}  // namespace oracle

/// Files below one folder, which is the working folder.
class FolderFiles : public functions::Files {
 public:
  explicit FolderFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}
  base::Result<std::string> read(std::string_view path) override;
  base::Result<bool> exists(std::string_view path) override;
  base::Result<std::vector<std::string>> list(std::string_view folder) override;
  std::string working_folder() const override { return folder_.string(); }

 private:
  std::filesystem::path folder_;
};

class OracleContext : public eval::Scope {
 public:
  /// Reads the `.tf` files and `terraform.tfvars` of `folder`.
  explicit OracleContext(const std::filesystem::path& folder, bool is_plan);

  /// What came of one expression. The value's tree lives as long as the context.
  struct Answer {
    Value value;
    diag::Sink sink;
  };
  Answer evaluate(const std::string& id, const std::string& expression);

  Found find(const hcl::TraversalExpr& traversal, eval::Evaluator& evaluator) override;
  const diag::SourceMap& sources() const { return sources_; }
  /// Of reading the folder itself.
  const diag::Sink& problems() const { return problems_; }

 private:
  /// `count` and `each` of one resource instance.
  struct Instance {
    Value count;
    Value key;
    Value value;
  };

  void read(const std::filesystem::path& file);
  Value variable(const hcl::Block& block);
  Value resource(const hcl::Body& body);
  Value instance(const hcl::Body& body, const Instance& instance);
  std::optional<Value> named(std::string_view root, std::string_view name);
  bool is_valid_reference(const hcl::TraversalExpr& traversal, diag::Sink& sink);

  diag::SourceMap sources_;
  diag::Sink problems_;
  eval::Budget budget_;
  FolderFiles files_;
  functions::Context context_;
  std::deque<hcl::Tree> trees_;
  std::map<std::string, const hcl::Block*, std::less<>> variables_;
  std::map<std::string, const hcl::Expr*, std::less<>> locals_;
  std::map<std::string, const hcl::Block*, std::less<>> resources_;
  std::map<std::string, const hcl::Expr*, std::less<>> tfvars_;
  std::map<std::string, Value, std::less<>> known_;
  const Instance* instance_ = nullptr;
};

inline base::Result<std::string> FolderFiles::read(std::string_view path) {
  std::filesystem::path file = folder_ / oracle::cleaned(path);
  if (!std::filesystem::exists(file)) return base::fail("no file exists at \"" + std::string(path) + "\"");
  if (!std::filesystem::is_regular_file(file)) return base::fail("\"" + std::string(path) + "\" is no file");
  return oracle::read_text(file);
}

inline base::Result<bool> FolderFiles::exists(std::string_view path) {
  std::filesystem::path file = folder_ / oracle::cleaned(path);
  if (std::filesystem::is_directory(file)) return base::fail("\"" + std::string(path) + "\" is a directory, not a file");
  return std::filesystem::is_regular_file(file);
}

inline base::Result<std::vector<std::string>> FolderFiles::list(std::string_view folder) {
  std::vector<std::string> found;
  std::filesystem::path base = folder_ / oracle::cleaned(folder);
  if (!std::filesystem::is_directory(base)) return found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(base)) {
    if (entry.is_regular_file()) found.push_back(entry.path().lexically_relative(base).generic_string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

inline OracleContext::OracleContext(const std::filesystem::path& folder, bool is_plan) : files_(std::filesystem::canonical(folder)) {
  context_.files = &files_;
  context_.undetermined_is_unknown = is_plan;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".tf") read(entry.path());
  }
  const diag::Source& tfvars = sources_.add("terraform.tfvars", oracle::read_text(folder / "terraform.tfvars"));
  trees_.push_back(hcl::parse(tfvars, problems_));
  for (const hcl::Attribute& attribute : trees_.back().body->attributes) tfvars_.emplace(attribute.name, attribute.expr);
}

inline void OracleContext::read(const std::filesystem::path& file) {
  const diag::Source& source = sources_.add(file.filename().string(), oracle::read_text(file));
  trees_.push_back(hcl::parse(source, problems_));
  for (const hcl::Block& block : trees_.back().body->blocks) {
    if (block.type == "variable") variables_.emplace(block.labels[0].text, &block);
    if (block.type == "resource") resources_.emplace(block.labels[1].text, &block);
    if (block.type != "locals") continue;
    for (const hcl::Attribute& attribute : block.body->attributes) locals_.emplace(attribute.name, attribute.expr);
  }
}

inline Value OracleContext::variable(const hcl::Block& block) {
  eval::Evaluator evaluator(*this, context_, problems_, budget_);
  value::TypeConstraint constraint;
  if (const auto* type = block.body->attribute("type")) constraint = eval::type_constraint(*type->expr, evaluator);
  Value value;
  auto given = tfvars_.find(block.labels[0].text);
  if (given != tfvars_.end()) {
    value = evaluator.evaluate(*given->second);
  } else if (const auto* fallback = block.body->attribute("default")) {
    value = evaluator.evaluate(*fallback->expr);
  }
  auto converted = value::convert(value::apply_defaults(value, constraint), constraint.type);
  if (!converted) {
    problems_.report(oracle::kBadContext, block.header(), converted.error().text()).emit();
    return Value::unknown();
  }
  const auto* sensitive = block.body->attribute("sensitive");
  return sensitive != nullptr ? converted->add_marks(value::kSensitive) : *converted;
}

inline Value OracleContext::instance(const hcl::Body& body, const Instance& instance) {
  const Instance* before = std::exchange(instance_, &instance);
  Value input;
  if (const auto* attribute = body.attribute("input")) {
    input = eval::Evaluator(*this, context_, problems_, budget_).evaluate(*attribute->expr);
  }
  instance_ = before;
  Value output = input.is_null() ? Value() : Value::unknown(input.type());
  return oracle::object_of(
      {{"id", Value::unknown_not_null(Type::string())}, {"input", input}, {"output", output}, {"triggers_replace", Value()}});
}

inline Value OracleContext::resource(const hcl::Body& body) {
  eval::Evaluator evaluator(*this, context_, problems_, budget_);
  if (const auto* count = body.attribute("count")) {
    std::vector<Value> instances;
    int64_t number = evaluator.evaluate(*count->expr).as_int64().value_or(0);
    for (int64_t i = 0; i < number; ++i) instances.push_back(instance(body, {.count = Value::integer(i)}));
    return Value::tuple(std::move(instances));
  }
  if (const auto* for_each = body.attribute("for_each")) {
    std::vector<Member> instances;
    Value elements = evaluator.evaluate(*for_each->expr);
    for (const Member& member : elements.members()) {
      instances.push_back({member.key, instance(body, {.key = member.key, .value = member.value})});
    }
    return Value::object(std::move(instances));
  }
  return instance(body, {});
}

inline std::optional<Value> OracleContext::named(std::string_view root, std::string_view name) {
  if (root == "count" && instance_ != nullptr && name == "index") return instance_->count;
  if (root == "each" && instance_ != nullptr && (name == "key" || name == "value"))
    return name == "key" ? instance_->key : instance_->value;
  std::string full = std::string(root) + "." + std::string(name);
  auto known = known_.find(full);
  if (known != known_.end()) return known->second;
  Value value;
  if (root == "var" && variables_.contains(name)) {
    value = variable(*variables_.find(name)->second);
  } else if (root == "local" && locals_.contains(name)) {
    value = eval::Evaluator(*this, context_, problems_, budget_).evaluate(*locals_.find(name)->second);
  } else if (root == "terraform_data" && resources_.contains(name)) {
    value = resource(*resources_.find(name)->second->body);
  } else if (root == "path" && (name == "module" || name == "root")) {
    value = Value::string(".");
  } else if (root == "path" && name == "cwd") {
    value = Value::string(files_.working_folder());
  } else if (root == "terraform" && name == "workspace") {
    value = Value::string("default");
  } else if (root == "terraform" && name == "applying") {
    value = Value::boolean(false).with_marks(value::kEphemeral);
  } else {
    return std::nullopt;
  }
  known_[full] = value;
  return value;
}

inline eval::Scope::Found OracleContext::find(const hcl::TraversalExpr& traversal, eval::Evaluator& evaluator) {
  if (!is_valid_reference(traversal, evaluator.sink())) return {};
  return {named(traversal.root, traversal.steps[0].name), 1, true};
}

inline bool OracleContext::is_valid_reference(const hcl::TraversalExpr& traversal, diag::Sink& sink) {
  bool has_name = !traversal.steps.empty() && traversal.steps[0].key == nullptr;
  if (has_name && named(traversal.root, traversal.steps[0].name)) return true;
  sink.report(oracle::kBadReference, traversal.place, "there is no `" + eval::reference_text(traversal) + "`").emit();
  return false;
}

inline OracleContext::Answer OracleContext::evaluate(const std::string& id, const std::string& expression) {
  Answer answer;
  const diag::Source& source = sources_.add(id, "value = [(\n" + expression + "\n)]\n");
  trees_.push_back(hcl::parse(source, answer.sink));
  const hcl::Attribute* attribute = trees_.back().body->attribute("value");
  if (attribute == nullptr || answer.sink.has_errors()) return answer;
  // Terraform looks at all references before it evaluates anything: what `try` could catch is not among them.
  eval::for_each_reference(*attribute->expr, [&](const hcl::TraversalExpr& traversal) { is_valid_reference(traversal, answer.sink); });
  if (answer.sink.has_errors()) return answer;
  Value list = eval::Evaluator(*this, context_, answer.sink, budget_).evaluate(*attribute->expr);
  if (list.has_content() && list.length() == 1) answer.value = list.elements()[0].add_marks(list.marks());
  return answer;
}

}  // namespace wafpp::testing
