#include "terraform/block_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/unicode.h"
#include "hcl/dump.h"
#include "terraform/address_form.h"
#include "terraform/constant.h"
#include "terraform/requirements.h"
#include "value/convert.h"

namespace wafpp::terraform {

namespace {

constexpr diag::Kind kInvalidName = {.name = "invalid-name", .level = diag::Level::Error};
constexpr diag::Kind kReserved = {.name = "reserved-name", .level = diag::Level::Error};
constexpr diag::Kind kUnsupportedBlock = {.name = "unsupported-block", .level = diag::Level::Error};
constexpr diag::Kind kUnsupportedArgument = {.name = "unsupported-argument", .level = diag::Level::Error};
constexpr diag::Kind kMissingArgument = {.name = "missing-argument", .level = diag::Level::Error};
constexpr diag::Kind kMissingBlock = {.name = "missing-block", .level = diag::Level::Error};
constexpr diag::Kind kRepeatedBlock = {.name = "repeated-block", .level = diag::Level::Error};
constexpr diag::Kind kInvalidArgument = {.name = "invalid-argument", .level = diag::Level::Error};
constexpr diag::Kind kInvalidReference = {.name = "invalid-reference", .level = diag::Level::Error};
constexpr diag::Kind kInvalidCondition = {.name = "invalid-condition", .level = diag::Level::Error};

using Names = std::initializer_list<std::string_view>;

bool is_one_of(std::string_view name, Names names) { return std::find(names.begin(), names.end(), name) != names.end(); }

bool is_literal(const hcl::Expr& expr) {
  return expr.kind == hcl::ExprKind::String || expr.kind == hcl::ExprKind::Number || expr.kind == hcl::ExprKind::Bool ||
         expr.kind == hcl::ExprKind::Null;
}

/// Elements of a list that stands in the code, or null.
const hcl::TupleExpr* as_list(const hcl::Expr& expr) {
  return expr.kind == hcl::ExprKind::Tuple ? &hcl::as<hcl::TupleExpr>(expr) : nullptr;
}

bool is_keyword(const hcl::Expr& expr, Names words) {
  if (const std::string_view* text = literal_string(&expr)) return is_one_of(*text, words);
  return expr.kind == hcl::ExprKind::Traversal && hcl::as<hcl::TraversalExpr>(expr).steps.empty() &&
         is_one_of(hcl::as<hcl::TraversalExpr>(expr).root, words);
}

class BlockRules {
 public:
  BlockRules(const std::vector<ModuleFile>& files, diag::Sink& sink) : files_(files), sink_(sink) {}

  void run() {
    for (const ModuleFile& file : files_) {
      for (const hcl::Block& block : file.tree->body->blocks) {
        if (block.type == "resource" && block.labels.size() == 2) resources_.emplace(block.labels[0].text, block.labels[1].text);
      }
    }
    for (const ModuleFile& file : files_) {
      is_override_ = file.is_override;
      // Each overriding file takes the place of what the others say.
      if (is_override_) state_.clear();
      for (const hcl::Block& block : file.tree->body->blocks) check(block);
    }
  }

 private:
  void check(const hcl::Block& block) {
    std::string_view type = block.type;
    // Wrong numbers of labels have been reported.
    auto is_labelled = [&](size_t labels) { return block.labels.size() == labels; };
    if (type == "resource" && is_labelled(2)) return resource(block);
    if ((type == "data" || type == "ephemeral") && is_labelled(2)) return resource(block);
    if (type == "variable" && is_labelled(1)) return variable(block);
    if (type == "output" && is_labelled(1)) return output(block);
    if (type == "module" && is_labelled(1)) return module(block);
    if (type == "provider" && is_labelled(1)) return provider(block);
    if (type == "check" && is_labelled(1)) return check_block(block);
    if (type == "locals") return locals(block);
    if (type == "terraform") return terraform(block);
    if (type == "moved") return moved(block);
    if (type == "removed") return removed(block);
    if (type == "import") return import(block);
  }

  void names(const hcl::Block& block) {
    for (const hcl::BlockLabel& label : block.labels) {
      if (base::is_identifier(label.text)) continue;
      sink_.report(kInvalidName, label.place, fmt::format("`{}` is no name that code can refer to", label.text))
          .help("a name begins with a letter or `_` and goes on with letters, digits, `_` and `-`")
          .emit();
    }
  }

  void variable(const hcl::Block& block) {
    names(block);
    std::string_view name = block.labels[0].text;
    if (is_one_of(name, {"source", "version", "count", "for_each", "depends_on", "providers", "lifecycle", "locals", "provider"})) {
      sink_
          .report(kReserved, block.labels[0].place,
                  fmt::format("`{}` means something else in a `module` block: no variable can be called so", name))
          .emit();
    }
    for (std::string_view flag : {"sensitive", "nullable", "ephemeral"}) constant(block, flag, value::Type::boolean());
    constant(block, "description", value::Type::string());
    const hcl::Attribute* nullable = block.body->attribute("nullable");
    const hcl::Attribute* initial = block.body->attribute("default");
    bool takes_no_null =
        nullable != nullptr && nullable->expr->kind == hcl::ExprKind::Bool && !hcl::as<hcl::BoolExpr>(*nullable->expr).value;
    if (takes_no_null && initial != nullptr && initial->expr->kind == hcl::ExprKind::Null) {
      sink_.report(kInvalidArgument, initial->expr->place, fmt::format("the default of `var.{}` is null, which `nullable` rules out", name))
          .label(nullable->expr->place, "ruled out here")
          .emit();
    }
    only_blocks(block, {"validation"});
    for (const hcl::Block& inner : block.body->blocks) {
      if (inner.type != "validation") continue;
      condition(inner);
      const hcl::Attribute* tested = inner.body->attribute("condition");
      if (tested == nullptr || tested->expr->kind == hcl::ExprKind::Error) continue;
      bool is_constant = true;  // Has been reported.
      bool is_about_itself = false;
      for_each_reference(*tested->expr, [&](const hcl::TraversalExpr& reference) {
        is_constant = false;
        is_about_itself |= reference.root == "var" && !reference.steps.empty() && reference.steps[0].name == name;
      });
      if (!is_constant && !is_about_itself)
        sink_.report(kInvalidCondition, tested->expr->place, fmt::format("a validation of `var.{}` has to refer to it", name)).emit();
    }
  }

  void output(const hcl::Block& block) {
    names(block);
    for (std::string_view flag : {"sensitive", "ephemeral"}) constant(block, flag, value::Type::boolean());
    constant(block, "description", value::Type::string());
    depends_on(block);
    only_blocks(block, {"precondition"});
    for (const hcl::Block& inner : block.body->blocks) {
      if (inner.type == "precondition") condition(inner);
    }
  }

  void locals(const hcl::Block& block) {
    only_blocks(block, {});
    for (const hcl::Attribute& attribute : block.body->attributes) {
      if (!base::is_identifier(attribute.name))
        sink_.report(kInvalidName, attribute.name_place, fmt::format("`{}` is no name that code can refer to", attribute.name)).emit();
    }
  }

  void module(const hcl::Block& block) {
    names(block);
    depends_on(block);
    reserved_blocks(block, {"locals", "provider"});
    once(block, {"lifecycle"});
    for (const hcl::Block& inner : block.body->blocks) {
      // OpenTofu's.
      if (inner.type == "lifecycle") only_arguments(inner, {"enabled", "destroy"});
    }
    const hcl::Attribute* source = block.body->attribute("source");
    const hcl::Attribute* version = block.body->attribute("version");
    const std::string_view* address = source != nullptr ? literal_string(source->expr) : nullptr;
    if (address != nullptr && version != nullptr && !is_registry_source(*address)) {
      sink_
          .report(kInvalidArgument, source->expr->place,
                  fmt::format("`{}` is no module of a registry, and only those have a `version`", *address))
          .label(version->name_place, "`version` is here")
          .help("write `NAMESPACE/NAME/SYSTEM`; other sources name the version in the address: `?ref=v1.2.0`")
          .emit();
    }
    if (address != nullptr && version == nullptr && !is_module_source(*address)) {
      sink_.report(kInvalidArgument, source->expr->place, fmt::format("`{}` is no place where a module can be", *address))
          .help(fmt::format("a folder of this repository is written `./{}`", *address))
          .emit();
    }
    const hcl::Attribute* providers = block.body->attribute("providers");
    if (providers == nullptr || providers->expr->kind == hcl::ExprKind::Error) return;
    if (providers->expr->kind != hcl::ExprKind::Object) {
      sink_.report(kInvalidArgument, providers->expr->place, "`providers` is a map of provider references: `{ aws = aws.west }`").emit();
      return;
    }
    for (const hcl::ObjectItem& item : hcl::as<hcl::ObjectExpr>(*providers->expr).items) {
      provider_reference(*item.key);
      provider_reference(*item.value);
    }
  }

  void provider(const hcl::Block& block) {
    provider_name(block.labels[0].text, block.labels[0].place);
    reserved_blocks(block, {"lifecycle", "locals"});
    for (std::string_view name : {"count", "depends_on", "source"}) {
      if (const hcl::Attribute* attribute = block.body->attribute(name)) {
        sink_.report(kReserved, attribute->name_place, fmt::format("`{}` is reserved in `provider` blocks", name)).emit();
      }
    }
    const hcl::Attribute* alias = block.body->attribute("alias");
    const std::string_view* name = alias != nullptr ? literal_string(alias->expr) : nullptr;
    if (name != nullptr && !base::is_identifier(*name))
      sink_.report(kInvalidName, alias->expr->place, fmt::format("`{}` is no name that code can refer to", *name)).emit();
  }

  void resource(const hcl::Block& block) {
    names(block);
    if (const hcl::Attribute* provider = block.body->attribute("provider")) provider_reference(*provider->expr);
    depends_on(block);
    reserved_blocks(block, {"locals"});
    once(block, {"lifecycle", "connection", "_"});
    bool is_managed = block.type == "resource";
    for (const hcl::Block& inner : block.body->blocks) {
      if (inner.type == "lifecycle") lifecycle(block, inner, is_managed);
      if (inner.type == "provisioner" && is_managed) provisioner(inner);
    }
  }

  void lifecycle(const hcl::Block& resource, const hcl::Block& block, bool is_managed) {
    for (const hcl::Attribute& attribute : block.body->attributes) {
      if (!is_one_of(attribute.name, {"create_before_destroy", "prevent_destroy", "ignore_changes", "replace_triggered_by", "enabled"})) {
        unsupported(attribute, "a `lifecycle` block");
      } else if (!is_managed && attribute.name != "enabled") {
        unsupported(attribute, fmt::format("the `lifecycle` of a `{}` block", resource.type));
      }
    }
    constant(block, "create_before_destroy", value::Type::boolean());
    const hcl::Attribute* prevented = block.body->attribute("prevent_destroy");
    // OpenTofu evaluates what is not constant.
    if (prevented != nullptr && is_literal(*prevented->expr)) constant(block, "prevent_destroy", value::Type::boolean());
    if (const hcl::Attribute* ignored = block.body->attribute("ignore_changes")) ignore_changes(*ignored);
    if (const hcl::Attribute* triggers = block.body->attribute("replace_triggered_by")) replace_triggered_by(*triggers);
    // Triggers of actions came with later versions.
    if (is_managed) only_blocks(block, {"precondition", "postcondition", "action_trigger"});
    if (!is_managed) only_blocks(block, {"precondition", "postcondition"});
    for (const hcl::Block& inner : block.body->blocks) {
      if (inner.type == "precondition" || inner.type == "postcondition") condition(inner, &resource);
    }
  }

  void ignore_changes(const hcl::Attribute& attribute) {
    if (is_keyword(*attribute.expr, {"all"}) || attribute.expr->kind == hcl::ExprKind::Error) return;
    const hcl::TupleExpr* list = as_list(*attribute.expr);
    if (list == nullptr) {
      sink_.report(kInvalidArgument, attribute.expr->place, "`ignore_changes` is `all` or a list of arguments").emit();
      return;
    }
    for (const hcl::Expr* element : list->elements) {
      const std::string_view* text = literal_string(element);
      if (text != nullptr && *text == "*") {
        sink_.report(kInvalidArgument, element->place, "`ignore_changes` knows no `*`").help("write `ignore_changes = all`").emit();
      } else if (element->kind != hcl::ExprKind::Error && !is_reference(*element)) {
        sink_
            .report(kInvalidReference, element->place, "`ignore_changes` lists arguments of this resource, such as `tags` or `tags[\"a\"]`")
            .emit();
      }
    }
  }

  void replace_triggered_by(const hcl::Attribute& attribute) {
    if (attribute.expr->kind == hcl::ExprKind::Error) return;
    const hcl::TupleExpr* list = as_list(*attribute.expr);
    if (list == nullptr) {
      sink_.report(kInvalidArgument, attribute.expr->place, "`replace_triggered_by` is a list of resources and their attributes").emit();
      return;
    }
    for (const hcl::Expr* element : list->elements) {
      if (element->kind == hcl::ExprKind::Error) continue;
      size_t resources = 0;
      bool is_good = element->kind != hcl::ExprKind::Object;
      for_each_reference(*element, [&](const hcl::TraversalExpr& reference) {
        std::string_view step = reference.steps.empty() ? std::string_view() : reference.steps[0].name;
        if (reference.root == "count" || reference.root == "each") {
          is_good &= step == (reference.root == "count" ? "index" : "key");
        } else if (is_one_of(reference.root, {"var", "local", "module", "path", "terraform", "self"}) || reference.steps.empty()) {
          is_good = false;
        } else {
          ++resources;
        }
      });
      if (is_good && resources == 1) continue;
      sink_.report(kInvalidReference, element->place, "`replace_triggered_by` names one resource or attribute of one in each place")
          .help("keys may use `count.index` and `each.key`")
          .emit();
    }
  }

  void provisioner(const hcl::Block& block) {
    if (block.labels.size() != 1) {
      sink_.report(kUnsupportedBlock, block.header(), "a `provisioner` block has one label, its type").emit();
      return;
    }
    std::string_view type = block.labels[0].text;
    if (is_one_of(type, {"chef", "habitat", "puppet", "salt-masterless"})) {
      sink_.report(kUnsupportedBlock, block.labels[0].place, fmt::format("the provisioner `{}` was removed from Terraform", type)).emit();
    }
    reserved_blocks(block, {"lifecycle"});
    once(block, {"connection", "_"});
    keyword(block, "when", {"create", "destroy"});
    keyword(block, "on_failure", {"continue", "fail"});
    const hcl::Attribute* when = block.body->attribute("when");
    if (when == nullptr || !is_keyword(*when->expr, {"destroy"})) return;
    own_references(*block.body);
    for (const hcl::Block& inner : block.body->blocks) {
      if (inner.type == "connection") own_references(*inner.body);
    }
  }

  /// What runs when a resource is destroyed knows only that resource.
  void own_references(const hcl::Body& body) {
    for (const hcl::Attribute& attribute : body.attributes) {
      if (is_one_of(attribute.name, {"when", "on_failure"})) continue;
      for_each_reference(*attribute.expr, [&](const hcl::TraversalExpr& reference) {
        std::string_view step = reference.steps.size() == 1 ? reference.steps[0].name : std::string_view();
        bool is_own = is_one_of(reference.root, {"self", "path", "terraform"}) || (reference.root == "count" && step == "index") ||
                      (reference.root == "each" && step == "key");
        if (is_own) return;
        sink_
            .report(kInvalidReference, reference.place,
                    "a provisioner that runs on destroy may refer to `self`, `count.index` and `each.key` only")
            .emit();
      });
    }
  }

  void keyword(const hcl::Block& block, std::string_view name, Names words) {
    const hcl::Attribute* attribute = block.body->attribute(name);
    if (attribute == nullptr || attribute->expr->kind == hcl::ExprKind::Error || is_keyword(*attribute->expr, words)) return;
    sink_.report(kInvalidArgument, attribute->expr->place, fmt::format("`{}` is `{}` or `{}`", name, *words.begin(), *(words.begin() + 1)))
        .emit();
  }

  void check_block(const hcl::Block& block) {
    names(block);
    only_blocks(block, {"data", "assert"});
    once(block, {"data"});
    size_t asserts = 0;
    for (const hcl::Block& inner : block.body->blocks) {
      if (inner.type == "assert") {
        ++asserts;
        condition(inner);
      } else if (inner.type == "data" && inner.labels.size() == 2) {
        resource(inner);
        for (std::string_view name : {"count", "for_each"}) {
          if (const hcl::Attribute* attribute = inner.body->attribute(name)) unsupported(*attribute, "a `data` block inside of a `check`");
        }
        reserved_blocks(inner, {"lifecycle"});
      }
    }
    if (asserts == 0)
      sink_.report(kMissingBlock, block.header(), fmt::format("check `{}` has no `assert` block", block.labels[0].text)).emit();
  }

  /// A rule: `validation`, `precondition`, `postcondition`, `assert`.
  void condition(const hcl::Block& block, const hcl::Block* resource = nullptr) {
    if (is_override_) {
      sink_.report(kUnsupportedBlock, block.type_place, fmt::format("a `{}` block cannot be overridden", block.type)).emit();
      return;
    }
    for (const hcl::Attribute& attribute : block.body->attributes) {
      if (!is_one_of(attribute.name, {"condition", "error_message"})) unsupported(attribute, fmt::format("a `{}` block", block.type));
    }
    only_blocks(block, {});
    require(block, {"condition", "error_message"});
    for (std::string_view name : {"condition", "error_message"}) {
      const hcl::Attribute* attribute = block.body->attribute(name);
      if (attribute == nullptr || attribute->expr->kind == hcl::ExprKind::Error) continue;
      size_t references = 0;
      const hcl::TraversalExpr* own = nullptr;
      for_each_reference(*attribute->expr, [&](const hcl::TraversalExpr& reference) {
        ++references;
        if (resource != nullptr && own == nullptr && names_resource(reference, *resource)) own = &reference;
      });
      if (references == 0 && name == "condition") {
        sink_.report(kInvalidCondition, attribute->expr->place, "this condition refers to nothing, so it is always the same").emit();
      }
      if (own != nullptr) {
        sink_.report(kInvalidReference, own->place, fmt::format("a `{}` may not refer to its own resource by address", block.type))
            .help(block.type == "postcondition" ? "write `self`" : "what is known before it exists stands in its arguments")
            .emit();
      }
    }
  }

  static bool names_resource(const hcl::TraversalExpr& reference, const hcl::Block& resource) {
    std::vector<std::string_view> address;
    address.push_back(reference.root);
    for (const hcl::Step& step : reference.steps) address.push_back(step.key == nullptr ? step.name : std::string_view());
    if (resource.type != "resource" || address[0] == "resource") {
      if (address[0] != resource.type) return false;
      address.erase(address.begin());
    }
    return address.size() >= 2 && address[0] == resource.labels[0].text && address[1] == resource.labels[1].text;
  }

  void terraform(const hcl::Block& block) {
    for (const hcl::Attribute& attribute : block.body->attributes) {
      if (!is_one_of(attribute.name, {"required_version", "experiments", "language"})) unsupported(attribute, "a `terraform` block");
    }
    if (const hcl::Attribute* language = block.body->attribute("language")) {
      bool is_known = language->expr->kind == hcl::ExprKind::Traversal && is_keyword(*language->expr, {"TF2021"});
      if (!is_known) sink_.report(kInvalidArgument, language->expr->place, "the only edition of the language is `TF2021`").emit();
    }
    if (const hcl::Attribute* experiments = block.body->attribute("experiments")) {
      sink_
          .report(kInvalidArgument, experiments->name_place,
                  "releases of Terraform have no experiments; what was one is part of the language or gone")
          .emit();
    }
    only_blocks(block, {"backend", "cloud", "required_providers", "provider_meta", "encryption", "state_store"});
    for (const hcl::Block& inner : block.body->blocks) {
      if (is_one_of(inner.type, {"backend", "cloud", "state_store"})) {
        const hcl::Block*& earlier = state_[std::string_view("backend")];
        if (earlier != nullptr) {
          sink_.report(kRepeatedBlock, inner.header(), "the module has a place for its state already")
              .label(earlier->header(), "stated first here")
              .emit();
        }
        earlier = &inner;
      } else if (inner.type == "required_providers") {
        required_providers(inner);
      } else if (inner.type == "provider_meta" && inner.labels.size() == 1) {
        provider_name(inner.labels[0].text, inner.labels[0].place);
        for (const hcl::Attribute& attribute : inner.body->attributes) constant_value(*attribute.expr, "`provider_meta`", sink_);
      }
    }
  }

  void required_providers(const hcl::Block& block) {
    const hcl::Block*& earlier = state_[std::string_view("required_providers")];
    if (earlier != nullptr && !is_override_) {
      sink_.report(kRepeatedBlock, block.header(), "a module has one `required_providers` block")
          .label(earlier->header(), "the other one is here")
          .emit();
    }
    earlier = &block;
    for (const hcl::Attribute& attribute : block.body->attributes) {
      // Only a version, as before Terraform 0.13.
      if (is_literal(*attribute.expr) || attribute.expr->kind == hcl::ExprKind::Error) {
        version(*attribute.expr);
        continue;
      }
      provider_name(attribute.name, attribute.name_place);
      if (attribute.expr->kind != hcl::ExprKind::Object) {
        sink_.report(kInvalidArgument, attribute.expr->place, "a required provider is an object with `source` and `version`").emit();
        continue;
      }
      for (const hcl::ObjectItem& item : hcl::as<hcl::ObjectExpr>(*attribute.expr).items) requirement(item);
    }
  }

  void requirement(const hcl::ObjectItem& item) {
    const std::string_view* text = literal_string(item.key);
    std::string_view key = item.bare_key ? hcl::as<hcl::TraversalExpr>(*item.key).root : text != nullptr ? *text : std::string_view();
    if (key == "version") {
      version(*item.value);
    } else if (key == "source") {
      const std::string_view* source = literal_string(item.value);
      if (source == nullptr || !is_provider_source(*source)) {
        sink_.report(kInvalidArgument, item.value->place, "this is no address of a provider")
            .help("write `NAMESPACE/TYPE`, as in `hashicorp/aws`")
            .emit();
      }
    } else if (key == "configuration_aliases") {
      const hcl::TupleExpr* list = as_list(*item.value);
      bool is_good = list != nullptr && std::all_of(list->elements.begin(), list->elements.end(),
                                                    [](const hcl::Expr* element) { return is_provider_reference(*element); });
      if (!is_good) sink_.report(kInvalidArgument, item.value->place, "`configuration_aliases` is a list such as `[aws.west]`").emit();
    } else {
      sink_.report(kUnsupportedArgument, item.key->place, "a required provider has `source`, `version` and `configuration_aliases` only")
          .emit();
    }
  }

  void version(const hcl::Expr& expr) {
    const std::string_view* text = literal_string(&expr);
    if (expr.kind == hcl::ExprKind::Error || (text != nullptr && satisfies(Version{{1, 0, 0}, ""}, *text))) return;
    sink_.report(kInvalidArgument, expr.place, "this is no version constraint")
        .help("write one such as `~> 5.0` or `>= 4.2, < 6.0.0`")
        .emit();
  }

  void moved(const hcl::Block& block) {
    only_arguments(block, {"from", "to"});
    require(block, {"from", "to"});
    std::optional<Address> from = address(block, "from", Keys::Constant);
    std::optional<Address> to = address(block, "to", Keys::Constant);
    if (from && to && from->is_resource != to->is_resource)
      sink_.report(kInvalidReference, block.header(), "`from` and `to` of a move are both resources or both modules").emit();
  }

  void removed(const hcl::Block& block) {
    only_arguments(block, {"from"});
    require(block, {"from"});
    std::optional<Address> from = address(block, "from", Keys::Constant);
    if (from && (from->has_keys || from->is_data)) {
      sink_
          .report(kInvalidReference, block.body->attribute("from")->expr->place,
                  from->is_data ? "a data source is in no state and need not be removed"
                                : "a resource or module is removed with all its instances")
          .emit();
    }
    only_blocks(block, {"lifecycle", "connection", "provisioner"});
    for (const hcl::Block& inner : block.body->blocks) {
      if (inner.type == "lifecycle") {
        only_arguments(inner, {"destroy"});
        constant(inner, "destroy", value::Type::boolean());
      }
      if (inner.type == "provisioner") provisioner(inner);
    }
  }

  void import(const hcl::Block& block) {
    only_arguments(block, {"to", "id", "identity", "for_each", "provider"});
    require(block, {"to"});
    if (block.body->attribute("id") == nullptr && block.body->attribute("identity") == nullptr)
      sink_.report(kMissingArgument, block.header(), "this `import` block has no `id`").emit();
    std::optional<Address> to = address(block, "to", Keys::Any);
    if (to && (!to->is_resource || to->is_data)) {
      sink_.report(kInvalidReference, block.body->attribute("to")->expr->place, "only managed resources can be imported").emit();
    }
    if (to && address_of(*block.body->attribute("to")->expr, Keys::Constant)) {
      auto [first, is_new] = imported_.emplace(hcl::dump(*block.body->attribute("to")->expr), &block);
      if (!is_new)
        sink_.report(kRepeatedBlock, block.header(), "this is imported twice").label(first->second->header(), "first here").emit();
    }
    const hcl::Attribute* provider = block.body->attribute("provider");
    if (provider == nullptr) return;
    provider_reference(*provider->expr);
    if (to && (to->in_module || resources_.contains({to->type, to->name}))) {
      sink_.report(kInvalidArgument, provider->name_place, "the resource that is imported says itself which provider it is of").emit();
    }
  }

  std::optional<Address> address(const hcl::Block& block, std::string_view name, Keys keys) {
    const hcl::Attribute* attribute = block.body->attribute(name);
    if (attribute == nullptr || attribute->expr->kind == hcl::ExprKind::Error) return std::nullopt;
    std::optional<Address> result = address_of(*attribute->expr, keys);
    if (!result) {
      sink_
          .report(kInvalidReference, attribute->expr->place,
                  fmt::format("`{}` is the address of a resource or module: `aws_vpc.this`, `module.vpc`", name))
          .emit();
    }
    return result;
  }

  void depends_on(const hcl::Block& block) {
    const hcl::Attribute* attribute = block.body->attribute("depends_on");
    if (attribute == nullptr || attribute->expr->kind == hcl::ExprKind::Error) return;
    const hcl::TupleExpr* list = as_list(*attribute->expr);
    if (list == nullptr) {
      sink_.report(kInvalidArgument, attribute->expr->place, "`depends_on` is a list of references").emit();
      return;
    }
    for (const hcl::Expr* element : list->elements) {
      if (element->kind != hcl::ExprKind::Error && !is_reference(*element))
        sink_.report(kInvalidReference, element->place, "`depends_on` lists references, and nothing that is evaluated").emit();
    }
  }

  void provider_reference(const hcl::Expr& expr) {
    if (expr.kind == hcl::ExprKind::Error || is_provider_reference(expr)) return;
    sink_.report(kInvalidReference, expr.place, "this is no reference to a provider configuration")
        .help("write the provider's name, or name and alias: `aws.west`")
        .emit();
  }

  void provider_name(std::string_view name, const diag::Place& place) {
    if (is_provider_name(name)) return;
    sink_.report(kInvalidName, place, fmt::format("`{}` cannot be the name of a provider", name))
        .help("it is made of letters in lower case, digits and single dashes")
        .emit();
  }

  /// The argument, where it is set, is a constant of that type.
  void constant(const hcl::Block& block, std::string_view name, value::Type type) {
    const hcl::Attribute* attribute = block.body->attribute(name);
    if (attribute == nullptr || attribute->expr->kind == hcl::ExprKind::Error) return;
    if (attribute->expr->kind == (type == value::Type::boolean() ? hcl::ExprKind::Bool : hcl::ExprKind::String)) return;
    size_t errors = sink_.error_count();
    value::Value found = constant_value(*attribute->expr, fmt::format("`{}`", name), sink_);
    if (sink_.error_count() > errors) return;
    bool is_null = found.is_null() && type == value::Type::boolean();
    if (is_null || !value::convert(found, type)) {
      sink_
          .report(kInvalidArgument, attribute->expr->place,
                  fmt::format("`{}` is {}", name, type == value::Type::boolean() ? "true or false" : "a text"))
          .emit();
    }
  }

  void require(const hcl::Block& block, Names names) {
    for (std::string_view name : names) {
      if (block.body->attribute(name) == nullptr)
        sink_.report(kMissingArgument, block.header(), fmt::format("this `{}` block has no `{}`", block.type, name)).emit();
    }
  }

  void unsupported(const hcl::Attribute& attribute, std::string_view where) {
    sink_.report(kUnsupportedArgument, attribute.name_place, fmt::format("`{}` is no argument of {}", attribute.name, where)).emit();
  }

  void only_arguments(const hcl::Block& block, Names names) {
    for (const hcl::Attribute& attribute : block.body->attributes) {
      if (!is_one_of(attribute.name, names)) unsupported(attribute, fmt::format("a `{}` block", block.type));
    }
  }

  void only_blocks(const hcl::Block& block, Names types) {
    for (const hcl::Block& inner : block.body->blocks) {
      if (!is_one_of(inner.type, types)) {
        sink_.report(kUnsupportedBlock, inner.type_place, fmt::format("`{}` blocks hold no `{}` block", block.type, inner.type)).emit();
      }
    }
  }

  void reserved_blocks(const hcl::Block& block, Names types) {
    for (const hcl::Block& inner : block.body->blocks) {
      if (is_one_of(inner.type, types))
        sink_.report(kReserved, inner.type_place, fmt::format("blocks called `{}` are reserved in `{}` blocks", inner.type, block.type))
            .emit();
    }
  }

  void once(const hcl::Block& block, Names types) {
    std::map<std::string_view, const hcl::Block*> seen;
    for (const hcl::Block& inner : block.body->blocks) {
      if (!is_one_of(inner.type, types)) continue;
      auto [first, is_new] = seen.emplace(inner.type, &inner);
      if (is_new) continue;
      sink_.report(kRepeatedBlock, inner.header(), fmt::format("a `{}` block has one `{}` block at most", block.type, inner.type))
          .label(first->second->header(), "the other one is here")
          .emit();
    }
  }

  const std::vector<ModuleFile>& files_;
  diag::Sink& sink_;
  bool is_override_ = false;
  /// Types and names of all managed resources.
  std::set<std::pair<std::string_view, std::string_view>> resources_;
  std::map<std::string, const hcl::Block*> imported_;  ///< By address.
  /// The blocks of which a module has one, by what they state.
  std::map<std::string_view, const hcl::Block*> state_;
};

}  // namespace

void check_blocks(const std::vector<ModuleFile>& files, diag::Sink& sink) { BlockRules(files, sink).run(); }

}  // namespace wafpp::terraform
