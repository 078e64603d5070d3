#include "controls/validate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "controls/catalogue.h"
#include "hcl/visit.h"
#include "terraform/similar.h"

namespace wafpp::controls {
namespace {

using hcl::Expr;
using hcl::ExprKind;
using terraform::BodySchema;
using terraform::Mode;
using value::TypeKind;

constexpr diag::Kind kUnknownKind = {.name = "unknown-kind", .level = diag::Level::Error};
constexpr diag::Kind kUnknownType = {.name = "unknown-type", .level = diag::Level::Error};
constexpr diag::Kind kNoSchema = {.name = "no-schema", .level = diag::Level::Note};
constexpr diag::Kind kUnknownArgument = {.name = "unknown-argument", .level = diag::Level::Error};
constexpr diag::Kind kNeverEqual = {.name = "never-equal", .level = diag::Level::Error};

constexpr std::array<std::pair<std::string_view, Mode>, 3> kModes = {
    {{"resource.", Mode::Managed}, {"data.", Mode::Data}, {"ephemeral.", Mode::Ephemeral}}};

/// `hashicorp/aws` of `aws_kms_key`: providers that there are tables of have the names of their prefixes.
std::string source_of(std::string_view type) { return "hashicorp/" + std::string(type.substr(0, type.find('_'))); }

/// What stands at the end of a path.
struct Reached {
  enum class Kind : uint8_t { Argument, Open, Missing } kind = Kind::Open;  ///< Open: what is inside is not known.
  value::Type type = value::Type::dynamic();                                ///< Of an argument.
  std::string missing;                                                      ///< The name that is not there.
  std::string nearest;
};

Reached open() { return {}; }

Reached walk(const BodySchema& body, std::span<const std::string_view> names) {
  const BodySchema* here = &body;
  for (size_t at = 0; at < names.size(); ++at) {
    std::string_view name = names[at];
    bool is_last = at + 1 == names.size();
    if (const terraform::AttributeSchema* attribute = here->attribute(name)) {
      if (is_last) return {.kind = Reached::Kind::Argument, .type = attribute->type, .missing = {}, .nearest = {}};
      if (attribute->as_blocks == nullptr) return open();
      here = attribute->as_blocks;
    } else if (const terraform::BlockSchema* block = here->block(name)) {
      if (is_last || block->body == nullptr) return open();
      here = block->body;
    } else if (!here->last_seen(name).empty()) {
      return open();  // Older versions of the provider had it.
    } else {
      return {.kind = Reached::Kind::Missing, .type = {}, .missing = std::string(name), .nearest = terraform::nearest(name, here->names())};
    }
  }
  return open();
}

class Validator {
 public:
  Validator(const Check& check, const terraform::ProviderSchemas& schemas, diag::Sink& sink)
      : check_(check), schemas_(schemas), sink_(sink) {}

  void run() {
    add_kind(check_.of);
    for (const std::string& kind : check_.also_of) add_kind(kind);
    for (const Check::Condition& condition : check_.when) expression(condition.expression);
    expression(check_.inherits);
    expression(check_.pass);
    path(check_.at);
    for (const Check::Part& part : check_.parts) {
      expression(part.holds);
      path(part.at);
    }
    for (const auto& [where, value] : check_.fix) path(where);
  }

 private:
  void add_kind(const std::string& kind) {
    for (const auto& [prefix, mode] : kModes) {
      if (!kind.starts_with(prefix)) continue;
      std::string_view type = std::string_view(kind).substr(prefix.size());
      if (type.ends_with('*')) {
        has_open_kind_ = true;
        return;
      }
      std::optional<terraform::ProviderVersion> provider = schemas_.within(source_of(type), "");
      if (!provider) {
        has_open_kind_ = true;
        sink_.report(kNoSchema, check_.place, fmt::format("there is no schema of `{}`: its arguments are taken as they are", type)).emit();
        return;
      }
      const terraform::ResourceSchema* schema = schemas_.find(*provider, mode, type);
      if (schema != nullptr) {
        bodies_.push_back(schema->body);
        types_.emplace_back(type);
        return;
      }
      has_open_kind_ = true;
      sink_.report(kUnknownType, check_.place, fmt::format("`{}` has no type `{}`", source_of(type), type)).emit();
      return;
    }
    has_open_kind_ = true;
    if (!is_known_kind(kind)) {
      sink_.report(kUnknownKind, check_.place, fmt::format("there are no facts of the kind `{}`", kind))
          .help("kinds are `resource.TYPE`, `data.TYPE`, `module` and what else docs/facts.md lists")
          .emit();
    }
  }

  /// By docs/facts.md.
  static bool is_known_kind(std::string_view kind) {
    constexpr std::array<std::string_view, 17> kKinds = {
        "module",   "root",   "encryption", "required_provider", "required_version", "import",        "moved",    "removed", "check",
        "variable", "output", "lock_file",  "used_provider",     "module_provider",  "module_source", "evidence", "estate"};
    if (std::find(kKinds.begin(), kKinds.end(), kind) != kKinds.end()) return true;
    if (!catalogue().stores.of_kind(kind).empty()) return true;
    return kind.starts_with("backend.") || kind.starts_with("provider.") || kind.starts_with("evidence.") || kind == "repo.ecosystem" ||
           kind == "repo.dependency_updates" || kind.starts_with("repo.image.");
  }

  void expression(const Expression& expression) {
    if (expression.empty()) return;
    hcl::for_each_expression(*expression.parsed.expr, [&](const Expr& expr) {
      if (std::optional<std::vector<std::string_view>> names = names_of(expr)) {
        reached(*names, expression.place);
      } else if (expr.kind == ExprKind::Binary) {
        comparison(hcl::as<hcl::BinaryExpr>(expr), expression.place);
      }
    });
  }

  /// The names in `self.a[0].b`, up to the first key of a map; nothing for anything else.
  static std::optional<std::vector<std::string_view>> names_of(const Expr& expr) {
    if (expr.kind != ExprKind::Traversal || hcl::as<hcl::TraversalExpr>(expr).root != "self") return std::nullopt;
    std::vector<std::string_view> names;
    for (const hcl::Step& step : hcl::as<hcl::TraversalExpr>(expr).steps) {
      if (step.key != nullptr && step.key->kind == ExprKind::Number) continue;
      if (step.key != nullptr) break;
      names.push_back(step.name);
    }
    return names;
  }

  /// `a.b[1].c`, as `at` and `fix` have it.
  void path(std::string_view text) {
    std::vector<std::string_view> names;
    while (!text.empty()) {
      size_t dot = text.find('.');
      std::string_view step = text.substr(0, dot);
      names.push_back(step.substr(0, step.find('[')));
      text = dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
    }
    reached(names, check_.place);
  }

  /// Of the first kind that has it, else why the first has not.
  Reached reached(std::span<const std::string_view> names, const diag::Place& place) {
    if (names.empty() || bodies_.empty()) return open();
    Reached first;
    for (size_t at = 0; at < bodies_.size(); ++at) {
      Reached one = walk(*bodies_[at], names);
      if (one.kind != Reached::Kind::Missing) return one;
      if (at == 0) first = std::move(one);
    }
    if (has_open_kind_) return open();
    if (!said_.insert(first.missing).second) return first;
    std::string whole = fmt::format("{}", fmt::join(names, "."));
    auto report = sink_.report(kUnknownArgument, place,
                               types_.size() == 1 ? fmt::format("`{}` has no argument `{}`", types_[0], whole)
                                                  : fmt::format("none of the types has an argument `{}`", whole));
    if (first.nearest.empty()) {
      std::move(report).emit();
    } else {
      std::move(report).help(fmt::format("did you mean `{}`?", first.nearest)).emit();
    }
    return first;
  }

  void comparison(const hcl::BinaryExpr& binary, const diag::Place& place) {
    if (binary.op != hcl::BinaryOp::Equal && binary.op != hcl::BinaryOp::NotEqual) return;
    for (auto [argument, literal] : {std::pair(binary.left, binary.right), std::pair(binary.right, binary.left)}) {
      std::optional<std::vector<std::string_view>> names = names_of(*argument);
      std::optional<TypeKind> kind = literal_kind(*literal);
      if (!names || !kind) continue;
      Reached end = reached(*names, place);
      if (end.kind != Reached::Kind::Argument || !is_primitive(end.type.kind()) || end.type.kind() == *kind) continue;
      sink_
          .report(kNeverEqual, place,
                  fmt::format("`self.{}` is a {}, and is never equal to a {}", fmt::join(*names, "."), word(end.type.kind()), word(*kind)))
          .help("`equals(value, wanted)` compares after conversion")
          .emit();
    }
  }

  static bool is_primitive(TypeKind kind) { return kind == TypeKind::Bool || kind == TypeKind::Number || kind == TypeKind::String; }
  static std::optional<TypeKind> literal_kind(const Expr& expr) {
    if (expr.kind == ExprKind::Bool) return TypeKind::Bool;
    if (expr.kind == ExprKind::Number) return TypeKind::Number;
    if (expr.kind == ExprKind::String) return TypeKind::String;
    return std::nullopt;
  }
  static std::string_view word(TypeKind kind) { return kind == TypeKind::Bool ? "bool" : kind == TypeKind::Number ? "number" : "string"; }

  const Check& check_;
  const terraform::ProviderSchemas& schemas_;
  diag::Sink& sink_;
  std::vector<const BodySchema*> bodies_;
  std::vector<std::string> types_;
  bool has_open_kind_ = false;
  std::set<std::string> said_;
};

}  // namespace

void validate(const Control& control, const terraform::ProviderSchemas& schemas, diag::Sink& sink) {
  for (const Check& check : control.checks) Validator(check, schemas, sink).run();
}

}  // namespace wafpp::controls
