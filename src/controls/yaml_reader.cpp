#include "controls/yaml_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "controls/domain.h"
#include "eval/evaluator.h"
#include "functions/function.h"
#include "hcl/parser.h"
#include "hcl/visit.h"

namespace wafpp::controls {
namespace {

constexpr diag::Kind kUnknownKey = {.name = "unknown-key", .level = diag::Level::Error};
constexpr diag::Kind kMissingKey = {.name = "missing-key", .level = diag::Level::Error};
constexpr diag::Kind kWrongKind = {.name = "wrong-kind", .level = diag::Level::Error};
constexpr diag::Kind kUnknownName = {.name = "unknown-name", .level = diag::Level::Error};
constexpr diag::Kind kUnknownFunction = {.name = "unknown-function", .level = diag::Level::Error};
constexpr diag::Kind kArguments = {.name = "wrong-arguments", .level = diag::Level::Error};

/// `a check`, `an environment`, `settings`.
std::string with_article(std::string_view what) {
  if (what.ends_with('s')) return std::string(what);
  bool is_vowel = std::string_view("aeio").find(what.substr(0, 1)) != std::string_view::npos;
  return std::string(is_vowel ? "an " : "a ").append(what);
}

/// Reports what an expression asks for that no control has: names other than `self`, functions that do not exist.
void check_names(const Expression& expression, const std::function<diag::Place(const diag::Place&)>& at, diag::Sink& sink) {
  eval::for_each_reference(*expression.parsed.expr, [&](const hcl::TraversalExpr& traversal) {
    if (traversal.root == "self") return;
    sink.report(kUnknownName, at(traversal.root_place), fmt::format("there is no `{}` here", traversal.root))
        .help("a control asks `self`, what its check is about, and functions")
        .emit();
  });
  hcl::for_each_expression(*expression.parsed.expr, [&](const hcl::Expr& expr) {
    if (expr.kind != hcl::ExprKind::Call) return;
    const auto& call = hcl::as<hcl::CallExpr>(expr);
    if (const DomainFunction* domain = find_domain_function(call.name)) {
      size_t count = call.arguments.size();
      if (call.expand_last || (count >= domain->min_arguments && count <= domain->max_arguments)) return;
      std::string wanted = domain->min_arguments == domain->max_arguments
                               ? fmt::format("{}", domain->min_arguments)
                               : fmt::format("{} to {}", domain->min_arguments, domain->max_arguments);
      sink.report(kArguments, at(call.place),
                  fmt::format("`{}` wants {} argument{}, got {}", call.name, wanted, wanted == "1" ? "" : "s", count))
          .help(fmt::format("`{}`", domain->signature))
          .emit();
      return;
    }
    if (functions::find_function(call.name) != nullptr) return;
    std::vector<std::string_view> known;
    for (const DomainFunction* domain : domain_functions()) known.push_back(domain->name);
    for (const functions::Function* function : functions::all_functions()) known.push_back(function->name);
    auto report = sink.report(kUnknownFunction, at(call.name_place), fmt::format("there is no function `{}`", call.name));
    std::string_view near = nearest(call.name, known);
    if (near.empty()) {
      std::move(report).emit();
    } else {
      std::move(report).help(fmt::format("did you mean `{}`?", near)).emit();
    }
  });
}

Expression parse(FileReader& file, std::string text, const diag::Place& whole, const std::function<diag::Place(const diag::Place&)>& at) {
  Expression expression;
  expression.place = whole;
  const diag::Source& source = file.sources.add(file.source.path(), std::move(text));
  expression.text = std::string(source.text());
  diag::Sink sink;
  expression.parsed = hcl::parse_expression(source, sink);
  for (const diag::Diagnostic& from : sink.diagnostics()) {
    diag::Diagnostic diagnostic = from;
    diagnostic.place = at(from.place);
    for (diag::Label& label : diagnostic.labels) label.place = at(label.place);
    file.sink.add(std::move(diagnostic));
  }
  if (!sink.has_errors()) check_names(expression, at, file.sink);
  return expression;
}

}  // namespace

std::string_view nearest(std::string_view name, const std::vector<std::string_view>& known) {
  size_t limit = std::clamp<size_t>(name.size() / 3, 1, 4);
  std::string_view best;
  size_t best_distance = limit + 1;
  // What nobody would have meant is not worth the time it takes to compare.
  constexpr size_t kLongest = 100;
  if (name.size() > kLongest) return best;
  for (std::string_view candidate : known) {
    if (candidate.size() > name.size() + limit || name.size() > candidate.size() + limit) continue;
    size_t edits = base::edit_distance(name, candidate);
    if (edits >= best_distance) continue;
    best = candidate;
    best_distance = edits;
  }
  return best;
}

std::string read_text(FileReader& file, const YamlNode& node, std::string_view what) {
  if (node.is_scalar() && !node.is(YamlKind::Null)) return std::string(node.text());
  file.sink.report(kWrongKind, node.place(), fmt::format("`{}` is {}, not a text", what, documents::describe(node.kind()))).emit();
  return {};
}

Text read_both(FileReader& file, const YamlNode& node, std::string_view what) {
  if (!node.is(YamlKind::Mapping)) return {read_text(file, node, what), {}};
  MappingReader reader(file, node, what, {"en", "de"});
  return {reader.required_text("en"), reader.text("de")};
}

Expression read_expression(FileReader& file, const YamlNode& node) {
  diag::Place whole = node.place();
  if (!node.is_scalar()) {
    file.sink.report(kWrongKind, whole, fmt::format("this is {}, not an expression", documents::describe(node.kind()))).emit();
    return {};
  }
  // The bytes of the file themselves are parsed where they read the same as the scalar's text: line breaks and the indentation of
  // a folded scalar mean nothing in an expression. So every place inside is exact.
  std::string_view raw = file.source.text().substr(whole.begin, whole.end - whole.begin);
  size_t skipped = 0;
  bool exact = false;
  switch (node.style()) {
    case documents::YamlStyle::Plain:
      exact = true;
      break;
    case documents::YamlStyle::SingleQuoted:
    case documents::YamlStyle::DoubleQuoted:
      exact = raw.size() >= 2 && raw.substr(1, raw.size() - 2) == node.text();
      skipped = 1;
      if (exact) raw = raw.substr(1, raw.size() - 2);
      break;
    case documents::YamlStyle::Folded:
    case documents::YamlStyle::Literal: {
      size_t header = raw.find('\n');
      exact = header != std::string_view::npos && raw.find("<<") == std::string_view::npos;
      skipped = exact ? header + 1 : 0;
      if (exact) raw = raw.substr(skipped);
      break;
    }
    case documents::YamlStyle::Block:
    case documents::YamlStyle::Flow:
      break;
  }
  if (!exact) return make_expression(file, std::string(node.text()), whole);
  auto base = static_cast<uint32_t>(whole.begin + skipped);
  return parse(file, std::string(raw), whole, [&](const diag::Place& inside) -> diag::Place {
    return inside.known() ? diag::Place{whole.source, base + inside.begin, base + inside.end} : whole;
  });
}

Expression make_expression(FileReader& file, std::string text, const diag::Place& place) {
  return parse(file, std::move(text), place, [&](const diag::Place&) { return place; });
}

MappingReader::MappingReader(FileReader& file, const YamlNode& node, std::string_view what, std::initializer_list<std::string_view> keys)
    : file_(file), node_(node), what_(what) {
  if (!valid()) {
    file.sink.report(kWrongKind, node.place(), fmt::format("`{}` is {}, not a mapping", what, documents::describe(node.kind()))).emit();
    return;
  }
  std::vector<std::string_view> known(keys);
  for (const documents::YamlMember& member : node.members()) {
    std::string_view key = member.key.text();
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    auto report = file.sink.report(kUnknownKey, member.key.place(), fmt::format("`{}` is no key of {}", key, with_article(what)));
    std::string_view near = nearest(key, known);
    if (near.empty()) {
      std::move(report).help(fmt::format("it has {}", fmt::join(known, ", "))).emit();
    } else {
      std::move(report).help(fmt::format("did you mean `{}`?", near)).emit();
    }
  }
}

const YamlNode* MappingReader::require(std::string_view key) {
  const YamlNode* found = find(key);
  if (found != nullptr || !valid()) return found;
  // The whole mapping may be long: its first line is enough to find it.
  diag::Place place = node_.place();
  std::string_view text = file_.source.text().substr(place.begin, place.end - place.begin);
  place.end = place.begin + static_cast<uint32_t>(std::min(text.find('\n'), text.size()));
  file_.sink.report(kMissingKey, place, fmt::format("this {} has no `{}`", what_, key)).emit();
  return nullptr;
}

std::string MappingReader::text(std::string_view key) {
  const YamlNode* node = find(key);
  return node == nullptr ? std::string() : read_text(file_, *node, key);
}

std::string MappingReader::required_text(std::string_view key) {
  const YamlNode* node = require(key);
  return node == nullptr ? std::string() : read_text(file_, *node, key);
}

bool MappingReader::flag(std::string_view key, bool otherwise) {
  const YamlNode* node = find(key);
  if (node == nullptr) return otherwise;
  if (std::optional<bool> value = node->boolean()) return *value;
  file_.sink.report(kWrongKind, node->place(), fmt::format("`{}` is {}, not `true` or `false`", key, documents::describe(node->kind())))
      .emit();
  return otherwise;
}

std::vector<std::string> MappingReader::texts(std::string_view key) {
  const YamlNode* node = find(key);
  std::vector<std::string> result;
  if (node == nullptr) return result;
  if (!node->is(YamlKind::Sequence)) {
    result.push_back(read_text(file_, *node, key));
    return result;
  }
  for (const YamlNode& element : node->elements()) result.push_back(read_text(file_, element, key));
  return result;
}

Text MappingReader::both(std::string_view key) {
  const YamlNode* node = find(key);
  return node == nullptr ? Text() : read_both(file_, *node, key);
}

Text MappingReader::required_both(std::string_view key) {
  const YamlNode* node = require(key);
  return node == nullptr ? Text() : read_both(file_, *node, key);
}

Expression MappingReader::expression(std::string_view key) {
  const YamlNode* node = find(key);
  return node == nullptr ? Expression() : read_expression(file_, *node);
}

std::vector<const YamlNode*> MappingReader::list(std::string_view key) {
  const YamlNode* node = find(key);
  std::vector<const YamlNode*> result;
  if (node == nullptr) return result;
  if (!node->is(YamlKind::Sequence)) {
    file_.sink.report(kWrongKind, node->place(), fmt::format("`{}` is {}, not a list", key, documents::describe(node->kind()))).emit();
    return result;
  }
  for (const YamlNode& element : node->elements()) result.push_back(&element);
  return result;
}

}  // namespace wafpp::controls
