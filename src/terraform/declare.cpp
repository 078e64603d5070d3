#include "terraform/declare.h"

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "hcl/visit.h"
#include "terraform/block_rules.h"
#include "terraform/merge.h"
#include "terraform/reference_text.h"

namespace wafpp::terraform {

namespace {

constexpr diag::Kind kDuplicate = {.name = "duplicate-declaration", .level = diag::Level::Error};
constexpr diag::Kind kNoBase = {.name = "override-without-base", .level = diag::Level::Error};
constexpr diag::Kind kUnsupportedBlock = {.name = "unsupported-block", .level = diag::Level::Error};
constexpr diag::Kind kUnsupportedArgument = {.name = "unsupported-argument", .level = diag::Level::Error};
constexpr diag::Kind kLaterBlock = {.name = "later-block", .level = diag::Level::Warning};
constexpr diag::Kind kMissingArgument = {.name = "missing-argument", .level = diag::Level::Error};
constexpr diag::Kind kWrongLabels = {.name = "wrong-labels", .level = diag::Level::Error};
constexpr diag::Kind kCountAndForEach = {.name = "count-and-for-each", .level = diag::Level::Error};

/// The block types of Terraform and how many labels each has. `evaluated` says whether this program does something with it.
struct BlockType {
  std::string_view type;
  size_t labels;
};
constexpr BlockType kBlockTypes[] = {
    {"resource", 2}, {"data", 2},  {"ephemeral", 2}, {"variable", 1}, {"output", 1}, {"locals", 0},  {"module", 1},
    {"provider", 1}, {"check", 1}, {"terraform", 0}, {"moved", 0},    {"import", 0}, {"removed", 0},
};

/// Blocks of the language after Terraform 1.11 and OpenTofu 1.10. Nothing of them is evaluated; no resource hangs on them.
constexpr std::string_view kLaterBlocks[] = {"action", "language"};

const BlockType* find_type(std::string_view type) {
  for (const BlockType& known : kBlockTypes) {
    if (base::same_name(known.type, type)) return &known;
  }
  return nullptr;
}

/// What makes a declaration unique in its module: `resource.aws_kms_key.this`; empty for blocks that may stand many times.
std::string identity(const hcl::Block& block) {
  if (block.type == "locals" || block.type == "terraform" || block.type == "moved" || block.type == "import" || block.type == "removed")
    return {};
  std::string result(block.type);
  for (const hcl::BlockLabel& label : block.labels) result.append(1, '.').append(label.text);
  if (block.type == "provider") {
    const hcl::Attribute* alias = block.body->attribute("alias");
    if (const std::string_view* name = alias != nullptr ? literal_string(alias->expr) : nullptr) result.append(1, '.').append(*name);
  }
  return result;
}

std::string describe(const hcl::Block& block) {
  std::string result(block.type);
  for (const hcl::BlockLabel& label : block.labels) result.append(" \"").append(label.text).append("\"");
  return result;
}

const hcl::Expr* expression(const hcl::Body& body, std::string_view name) {
  const hcl::Attribute* attribute = body.attribute(name);
  return attribute != nullptr ? attribute->expr : nullptr;
}

class Declarer {
 public:
  explicit Declarer(Module& module) : module_(module), sink_(module.diagnostics) {}

  void run(const std::vector<ModuleFile>& files) {
    for (const ModuleFile& file : files) {
      for (const hcl::Attribute& attribute : file.tree->body->attributes) {
        sink_
            .report(kUnsupportedArgument, attribute.name_place,
                    "`" + std::string(attribute.name) + "` is no block: arguments are not expected here")
            .help("a value of the module is declared in a `locals` block")
            .emit();
      }
      for (const hcl::Block& block : file.tree->body->blocks) take(block, file.is_override);
    }
    for (const hcl::Block* block : primary_) declare(*block);
    collect_names();
  }

 private:
  /// Sorts a block in: as a declaration of its own, or merged into the one it overrides.
  void take(const hcl::Block& block, bool is_override) {
    const BlockType* type = find_type(block.type);
    if (type == nullptr) {
      list(block, LedgerReason::UnknownBlockType);
      if (std::find(std::begin(kLaterBlocks), std::end(kLaterBlocks), block.type) != std::end(kLaterBlocks)) {
        sink_.report(kLaterBlock, block.type_place, "`" + std::string(block.type) + "` blocks are not evaluated").emit();
        return;
      }
      sink_.report(kUnsupportedBlock, block.type_place, "`" + std::string(block.type) + "` is no block type of Terraform").emit();
      return;
    }
    if (block.labels.size() != type->labels) {
      list(block, LedgerReason::Invalid);
      sink_
          .report(kWrongLabels, block.header(),
                  "`" + std::string(block.type) + "` wants " + std::to_string(type->labels) + " labels, got " +
                      std::to_string(block.labels.size()))
          .emit();
      return;
    }
    if (is_override) return override_with(block);
    std::string key = identity(block);
    if (!key.empty()) {
      auto [at, fresh] = index_.emplace(key, primary_.size());
      if (!fresh) {
        list(block, LedgerReason::Invalid);
        sink_.report(kDuplicate, block.header(), "`" + describe(block) + "` is declared twice")
            .label(primary_[at->second]->header(), "first declared here")
            .emit();
        return;
      }
    }
    list(block, LedgerReason::Evaluated);
    primary_.push_back(&block);
  }

  void override_with(const hcl::Block& block) {
    list(block, LedgerReason::Evaluated);
    if (block.type == "locals") {
      for (const hcl::Attribute& attribute : block.body->attributes) overriding_locals_.push_back(&attribute);
      return;
    }
    std::string key = identity(block);
    auto base = index_.find(key);
    if (!key.empty() && base != index_.end()) {
      primary_[base->second] = merge_blocks(*primary_[base->second], block, module_.arena);
    } else if (block.type == "terraform" || block.type == "provider" || key.empty()) {
      primary_.push_back(&block);
    } else {
      module_.blocks.back().reason = LedgerReason::Invalid;
      sink_.report(kNoBase, block.header(), "`" + describe(block) + "` overrides nothing: no other file declares it").emit();
    }
  }

  void list(const hcl::Block& block, LedgerReason reason) { module_.blocks.push_back({&block, reason}); }

  void declare(const hcl::Block& block) {
    if (block.type == "variable") return variable(block);
    if (block.type == "locals") return locals(block);
    if (block.type == "output") return output(block);
    if (block.type == "resource") return resource(block, Mode::Managed);
    if (block.type == "data") return resource(block, Mode::Data);
    if (block.type == "ephemeral") return resource(block, Mode::Ephemeral);
    if (block.type == "module") return call(block);
    if (block.type == "provider") return provider(block);
    if (block.type == "check") return check(block);
    if (block.type == "moved") module_.moved.push_back(&block);
    if (block.type == "removed") module_.removed.push_back(&block);
    if (block.type == "import") module_.imports.push_back(&block);
    if (block.type == "terraform") {
      module_.terraform.push_back(&block);
      for (const hcl::Block& inner : block.body->blocks) {
        module_.has_backend |= inner.type == "backend" || inner.type == "cloud";
        if (inner.type == "required_providers") configuration_aliases(inner);
      }
    }
  }

  void configuration_aliases(const hcl::Block& block) {
    for (const hcl::Attribute& attribute : block.body->attributes) {
      const hcl::ObjectItem* aliases = object_item(*attribute.expr, "configuration_aliases");
      if (aliases == nullptr || aliases->value->kind != hcl::ExprKind::Tuple) continue;
      for (const hcl::Expr* element : hcl::as<hcl::TupleExpr>(*aliases->value).elements) {
        if (Value name = reference_text(*element); name.has_content()) module_.configuration_aliases.insert(std::string(name.as_string()));
      }
    }
  }

  void allow(const hcl::Block& block, std::initializer_list<std::string_view> names) {
    for (const hcl::Attribute& attribute : block.body->attributes) {
      if (std::find(names.begin(), names.end(), attribute.name) == names.end()) {
        sink_
            .report(kUnsupportedArgument, attribute.name_place,
                    "`" + std::string(attribute.name) + "` is no argument of a `" + std::string(block.type) + "` block")
            .emit();
      }
    }
  }

  void variable(const hcl::Block& block) {
    allow(block, {"type", "default", "description", "sensitive", "nullable", "ephemeral", "deprecated", "const"});
    VariableDecl decl{.name = block.labels[0].text, .block = &block};
    decl.type = expression(*block.body, "type");
    decl.default_value = expression(*block.body, "default");
    decl.sensitive = expression(*block.body, "sensitive");
    decl.nullable = expression(*block.body, "nullable");
    decl.ephemeral = expression(*block.body, "ephemeral");
    for (const hcl::Block& inner : block.body->blocks) {
      if (inner.type == "validation") decl.validations.push_back(&inner);
    }
    module_.variables.emplace(decl.name, std::move(decl));
  }

  void locals(const hcl::Block& block) {
    for (const hcl::Attribute& attribute : block.body->attributes) {
      auto [at, fresh] = module_.locals.emplace(attribute.name, LocalDecl{attribute.name, &attribute});
      if (!fresh) {
        sink_.report(kDuplicate, attribute.name_place, "`local." + std::string(attribute.name) + "` is declared twice")
            .label(at->second.attribute->name_place, "first declared here")
            .emit();
      }
    }
  }

  void output(const hcl::Block& block) {
    allow(block, {"value", "description", "sensitive", "ephemeral", "depends_on", "deprecated"});
    OutputDecl decl{.name = block.labels[0].text, .block = &block};
    decl.value = expression(*block.body, "value");
    decl.sensitive = expression(*block.body, "sensitive");
    decl.ephemeral = expression(*block.body, "ephemeral");
    if (decl.value == nullptr)
      sink_.report(kMissingArgument, block.header(), "output `" + std::string(decl.name) + "` has no `value`").emit();
    module_.outputs.emplace(decl.name, decl);
  }

  Repetition repetition(const hcl::Block& block) {
    Repetition result;
    for (const hcl::Attribute& attribute : block.body->attributes) {
      if (base::same_name(attribute.name, "count")) result.count = attribute.expr;
      if (base::same_name(attribute.name, "for_each")) result.for_each = attribute.expr;
    }
    const hcl::Attribute* enabled = nullptr;
    for (const hcl::Block& inner : block.body->blocks) {
      if (inner.type == "lifecycle" && enabled == nullptr) enabled = inner.body->attribute("enabled");
    }
    if (enabled != nullptr) {
      result.enabled = enabled->expr;
      if (result.count != nullptr || result.for_each != nullptr) {
        sink_
            .report(kCountAndForEach, enabled->name_place,
                    "`enabled` is set beside `" + std::string(result.count != nullptr ? "count" : "for_each") + "`: only one can be")
            .emit();
      }
    }
    if (result.count != nullptr && result.for_each != nullptr) {
      sink_.report(kCountAndForEach, block.body->attribute("for_each")->name_place, "`count` and `for_each` are both set: only one can be")
          .label(block.body->attribute("count")->name_place, "`count` is here")
          .emit();
    }
    return result;
  }

  void resource(const hcl::Block& block, Mode mode, const hcl::Block* check = nullptr) {
    ResourceDecl decl{.mode = mode, .type = block.labels[0].text, .name = block.labels[1].text, .block = &block};
    decl.repetition = repetition(block);
    decl.provider = expression(*block.body, "provider");
    decl.check = check;
    label_.assign(mode == Mode::Data ? "data." : mode == Mode::Ephemeral ? "ephemeral." : "");
    label_.append(decl.type).append(1, '.').append(decl.name);
    decl.label = module_.arena.copy(std::string_view(label_));
    auto [at, fresh] = module_.resources.emplace(decl.label, decl);
    if (fresh || (check == nullptr && at->second.check == nullptr)) return;  // Other doubles have been reported.
    sink_.report(kDuplicate, block.header(), "`" + label_ + "` is declared twice")
        .label(at->second.block->header(), "first declared here")
        .help("names are shared with the data sources outside, and inside of other checks")
        .emit();
  }

  void call(const hcl::Block& block) {
    CallDecl decl{.name = block.labels[0].text, .block = &block};
    decl.repetition = repetition(block);
    decl.source = expression(*block.body, "source");
    decl.version = expression(*block.body, "version");
    decl.providers = expression(*block.body, "providers");
    if (const std::string_view* text = literal_string(decl.source)) decl.literal_source = *text;
    if (const std::string_view* text = literal_string(decl.version)) decl.literal_version = *text;
    if (decl.source == nullptr)
      sink_.report(kMissingArgument, block.header(), "module `" + std::string(decl.name) + "` has no `source`").emit();
    module_.calls.emplace(decl.name, std::move(decl));
  }

  void provider(const hcl::Block& block) {
    ProviderDecl decl{.name = block.labels[0].text, .alias = {}, .block = &block};
    if (const std::string_view* alias = literal_string(expression(*block.body, "alias"))) decl.alias = *alias;
    decl.for_each = expression(*block.body, "for_each");
    module_.providers.push_back(std::move(decl));
  }

  void check(const hcl::Block& block) {
    module_.checks.push_back(&block);
    for (const hcl::Block& inner : block.body->blocks) {
      // A check may declare one data source of its own; it is scoped to the check, but addressed like the others.
      if (inner.type == "data" && inner.labels.size() == 2) resource(inner, Mode::Data, &block);
    }
  }

  void collect_names() {
    for (const hcl::Attribute* attribute : overriding_locals_) {
      auto base = module_.locals.find(attribute->name);
      if (base == module_.locals.end()) {
        sink_
            .report(kNoBase, attribute->name_place,
                    "`local." + std::string(attribute->name) + "` overrides nothing: no other file declares it")
            .emit();
      } else {
        base->second.attribute = attribute;
      }
    }
    std::vector<std::string_view>& names = module_.stepped_names;
    auto take_steps = [&](std::span<const hcl::Step> steps) {
      for (const hcl::Step& step : steps) {
        if (!step.name.empty()) names.push_back(step.name);
      }
    };
    for (const hcl::Block* block : primary_) {
      hcl::for_each_attribute(*block->body, [&](const hcl::Attribute& attribute) {
        hcl::for_each_expression(*attribute.expr, [&](const hcl::Expr& expr) {
          if (expr.kind == hcl::ExprKind::Traversal) {
            const auto& traversal = hcl::as<hcl::TraversalExpr>(expr);
            take_steps(traversal.steps.subspan(std::min(traversal.steps.size(), naming_steps(traversal))));
          }
          if (expr.kind == hcl::ExprKind::Relative) take_steps(hcl::as<hcl::RelativeExpr>(expr).steps);
        });
      });
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    names.shrink_to_fit();
  }

  /// How many steps behind a root name only name something, and are no attribute of it: `var.NAME`, `data.TYPE.NAME`.
  size_t naming_steps(const hcl::TraversalExpr& traversal) {
    std::string_view root = traversal.root;
    if (root == "data" || root == "ephemeral" || root == "resource") return 2;
    if (root == "var" || root == "local" || root == "module" || root == "each" || root == "path" || root == "terraform" || root == "count")
      return 1;
    if (traversal.steps.empty()) return 0;
    // Else the type of a resource, or the name of a `for` loop.
    label_.assign(root).append(1, '.').append(traversal.steps[0].name);
    return module_.resources.contains(label_) ? 1 : 0;
  }

  Module& module_;
  diag::Sink& sink_;
  std::vector<const hcl::Block*> primary_;
  std::unordered_map<std::string, size_t> index_;
  std::string label_;  // Of a reference, to be looked up.
  std::vector<const hcl::Attribute*> overriding_locals_;
};

}  // namespace

const std::string_view* literal_string(const hcl::Expr* expr) {
  if (expr == nullptr || expr->kind != hcl::ExprKind::String) return nullptr;
  return &hcl::as<hcl::StringExpr>(*expr).text;
}

const hcl::ObjectItem* object_item(const hcl::Expr& object, std::string_view name) {
  if (object.kind != hcl::ExprKind::Object) return nullptr;
  for (const hcl::ObjectItem& item : hcl::as<hcl::ObjectExpr>(object).items) {
    const std::string_view* quoted = literal_string(item.key);
    std::string_view key = item.bare_key ? hcl::as<hcl::TraversalExpr>(*item.key).root : quoted != nullptr ? *quoted : std::string_view();
    if (key == name) return &item;
  }
  return nullptr;
}

void declare(Module& module, const std::vector<ModuleFile>& files) {
  Declarer(module).run(files);
  check_blocks(files, module.diagnostics);
}

}  // namespace wafpp::terraform
