#include <functional>
#include <map>
#include <optional>

#include "terraform/address_form.h"
#include "terraform/declared_objects.h"
#include "terraform/reference_text.h"

namespace wafpp::terraform {

namespace {

constexpr diag::Kind kStillThere = {.name = "still-declared", .level = diag::Level::Error};
constexpr diag::Kind kRedundant = {.name = "redundant-move", .level = diag::Level::Error};
constexpr diag::Kind kAmbiguous = {.name = "ambiguous-move", .level = diag::Level::Error};
constexpr diag::Kind kCyclic = {.name = "cyclic-move", .level = diag::Level::Error};

/// The way to a module without keys: `module.a.module.b`.
std::string keyless_path(const ModuleInstance& instance) {
  std::string result;
  for (const ModuleStep& step : *instance.path()) result = child_address(result, "module." + step.name);
  return result;
}

void collect(const ModuleInstance& instance, DeclaredObjects& into) {
  std::string keyless = keyless_path(instance);
  for (const auto& [label, state] : instance.resources()) {
    std::string address = child_address(instance.address(), label);
    into.blocks.insert(child_address(keyless, label));
    for (const Expansion::Item& item : state.expansion.items) {
      into.is_open |= item.key.kind == InstanceKey::Kind::Unknown;
      into.instances.insert(address + item.key.text());
    }
    into.is_open |= state.expansion.kind == Expansion::Kind::Invalid;
    into.resources.insert(std::move(address));
  }
  for (const auto& [name, state] : instance.calls()) {
    std::string call = "module." + std::string(name);
    into.blocks.insert(child_address(keyless, call));
    into.calls.insert(child_address(instance.address(), call));
    into.is_open |= state.module == nullptr;
    for (const Expansion::Item& item : state.expansion.items) {
      into.is_open |= item.key.kind == InstanceKey::Kind::Unknown;
      into.modules.insert(child_address(instance.address(), call + item.key.text()));
    }
    for (const auto& child : state.instances) collect(*child, into);
  }
}

/// One end of a move, as written in a module.
struct End {
  Address form;
  std::string text;
  diag::Place place;
};

std::optional<End> end_of(const hcl::Block& block, std::string_view name) {
  const hcl::Attribute* attribute = block.body->attribute(name);
  std::optional<Address> form = attribute != nullptr ? address_of(*attribute->expr, Keys::Constant) : std::nullopt;
  if (!form) return std::nullopt;  // Has been reported, or is written in quotes.
  Value text = reference_text(*attribute->expr);
  if (!text.has_content()) return std::nullopt;
  return End{*form, std::string(text.as_string()), attribute->expr->place};
}

class Refactoring {
 public:
  explicit Refactoring(const DeclaredObjects& declared) : declared_(declared) {}

  void run(ModuleInstance& instance) {
    for (const hcl::Block* block : instance.module().moved) move(*block, instance);
    for (const hcl::Block* block : instance.module().removed) remove(*block, instance);
    for (auto& [name, state] : instance.calls()) {
      for (const auto& child : state.instances) run(*child);
    }
  }

  void report_cycles(ModuleInstance& root) {
    for (const auto& [from, move] : from_) {
      std::string_view at = move.other;
      // No further than there are moves.
      for (size_t step = 0; step < from_.size(); ++step) {
        if (at == from) {
          root.sink().report(kCyclic, move.block->header(), "the moves from `" + from + "` lead back to it").emit();
          return;
        }
        auto next = from_.find(at);
        if (next == from_.end()) break;
        at = next->second.other;
      }
    }
  }

 private:
  struct Move {
    const hcl::Block* block;
    std::string other;
  };

  void move(const hcl::Block& block, ModuleInstance& instance) {
    std::optional<End> from = end_of(block, "from");
    std::optional<End> to = end_of(block, "to");
    if (!from || !to) return;
    // Where one of them names an instance, the other one does too: that without a key.
    bool are_instances = ends_in_key(from->text) || ends_in_key(to->text);
    std::string source = child_address(instance.address(), from->text);
    std::string target = child_address(instance.address(), to->text);
    if (source == target) {
      instance.sink().report(kRedundant, block.header(), "`" + source + "` is moved to itself").emit();
      return;
    }
    if (exists(*from, source, are_instances)) {
      instance.sink()
          .report(kStillThere, from->place, "`" + source + "` was moved to `" + target + "`, and is still declared")
          .help("take away what declares it, or this `moved` block")
          .emit();
    }
    auto [one, is_first] = from_.emplace(source, Move{&block, target});
    if (!is_first && one->second.other != target) {
      instance.sink()
          .report(kAmbiguous, block.header(), "`" + source + "` is moved to `" + target + "` and to `" + one->second.other + "`")
          .label(one->second.block->header(), "the other move is here")
          .emit();
    }
    auto [other, is_only] = to_.emplace(target, Move{&block, source});
    if (!is_only && other->second.other != source) {
      instance.sink()
          .report(kAmbiguous, block.header(), "both `" + source + "` and `" + other->second.other + "` are moved to `" + target + "`")
          .label(other->second.block->header(), "the other move is here")
          .emit();
    }
  }

  static bool ends_in_key(std::string_view text) { return text.ends_with(']'); }

  bool exists(const End& end, const std::string& address, bool is_instance) const {
    if (end.form.is_resource) return is_instance ? declared_.instances.contains(address) : declared_.resources.contains(address);
    return is_instance ? declared_.modules.contains(address) : declared_.calls.contains(address);
  }

  void remove(const hcl::Block& block, ModuleInstance& instance) {
    std::optional<End> from = end_of(block, "from");
    if (!from) return;
    std::string address = child_address(keyless_path(instance), from->text);
    if (!declared_.blocks.contains(address)) return;
    instance.sink()
        .report(kStillThere, from->place, "`" + address + "` was removed, and is still declared")
        .help("take away what declares it, or this `removed` block")
        .emit();
  }

  const DeclaredObjects& declared_;
  std::map<std::string, Move, std::less<>> from_;
  std::map<std::string, Move, std::less<>> to_;
};

}  // namespace

DeclaredObjects::DeclaredObjects(const ModuleInstance& root) { collect(root, *this); }

void check_refactoring(ModuleInstance& root, const DeclaredObjects& declared) {
  Refactoring refactoring(declared);
  refactoring.run(root);
  refactoring.report_cycles(root);
}

}  // namespace wafpp::terraform
