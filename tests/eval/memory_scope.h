#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "diag/source.h"
#include "eval/evaluator.h"
#include "hcl/parser.h"

/// A scope in memory and what else an evaluation needs, for tests.
namespace wafpp::testing {

using value::Value;

/// Names that are one root and one step: `var.name`.
class MemoryScope : public eval::Scope {
 public:
  void set(const std::string& root, const std::string& name, Value value) { values_[root + "." + name] = std::move(value); }

  Found find(const hcl::TraversalExpr& traversal, eval::Evaluator& evaluator) override {
    constexpr static diag::Kind kUnknownName = {.name = "unknown-name"};
    if (!traversal.steps.empty() && traversal.steps[0].key == nullptr) {
      auto at = values_.find(std::string(traversal.root) + "." + std::string(traversal.steps[0].name));
      if (at != values_.end()) return {at->second, 1, traversal.root != "path"};
    }
    evaluator.sink().report(kUnknownName, traversal.place, "there is no `" + eval::reference_text(traversal) + "`").emit();
    return {};
  }

  /// One function of the scope's own: `first_of(...)` gives its first argument.
  std::optional<Value> call(const hcl::CallExpr& call, std::span<const Value> arguments, eval::Evaluator& /*evaluator*/) override {
    if (call.name != "first_of" || arguments.empty()) return std::nullopt;
    return arguments[0];
  }

 private:
  std::map<std::string, Value> values_;
};

/// Files that exist in memory alone.
class MemoryFiles : public functions::Files {
 public:
  std::map<std::string, std::string, std::less<>> files;

  base::Result<std::string> read(std::string_view path) override {
    auto at = files.find(path);
    if (at == files.end()) return base::fail("no file exists at \"" + std::string(path) + "\"");
    return at->second;
  }
  base::Result<bool> exists(std::string_view path) override { return files.contains(path); }
  base::Result<std::vector<std::string>> list(std::string_view /*folder*/) override {
    std::vector<std::string> names;
    for (const auto& [name, text] : files) names.push_back(name);
    return names;
  }
  std::string working_folder() const override { return "/work"; }
};

/// Evaluates texts one by one; keeps sources and trees, so that places stay good.
class Workbench {
 public:
  MemoryScope scope;
  MemoryFiles files;
  functions::Context context{.files = &files};
  eval::Budget budget;
  diag::SourceMap sources;
  diag::Sink sink;

  const hcl::Expr& parse(std::string text) {
    const diag::Source& source = sources.add("test.tf", std::move(text));
    parsed_.push_back(hcl::parse_expression(source, sink));
    return *parsed_.back().expr;
  }
  Value evaluate(std::string text, eval::Logic logic = eval::Logic::Terraform) {
    sink = diag::Sink();
    const hcl::Expr& expr = parse(std::move(text));
    return eval::Evaluator(scope, context, sink, budget, logic).evaluate(expr);
  }
  /// `column: message` of the first error, or nothing.
  std::string first_error() const {
    for (const diag::Diagnostic& diagnostic : sink.diagnostics()) {
      if (diagnostic.level != diag::Level::Error) continue;
      uint32_t column = diagnostic.place.known() ? sources.at(diagnostic.place.source).line_column(diagnostic.place.begin).column : 0;
      return std::to_string(column) + ": " + diagnostic.message;
    }
    return {};
  }

 private:
  std::deque<hcl::ParsedExpr> parsed_;
};

}  // namespace wafpp::testing
