#include <algorithm>

#include "terraform/instance.h"

namespace wafpp::terraform {

namespace {

struct Reach {
  RootContext& root;
  std::set<std::string_view> names;

  void take(const Module& module, const std::string& label, uint32_t depth) {
    if (depth > kMaxModuleDepth || !root.reached.insert(&module).second) return;
    names.insert(module.stepped_names.begin(), module.stepped_names.end());
    if (root.providers != nullptr) root.providers->add(module);
    for (const auto& [name, call] : module.calls) {
      std::string path = child_address(label, name);
      std::optional<std::string> folder;
      if (call.literal_source.starts_with(".")) {
        folder = join_folder(module.folder, call.literal_source);
      } else if (auto found = root.installed.find(path); found != root.installed.end()) {
        folder = found->second;
      }
      if (!folder) continue;
      if (std::shared_ptr<const Module> child = root.loader.module(*folder)) take(*child, path, depth + 1);
    }
  }
};

}  // namespace

void RootContext::reach(const Module& module, const std::string& label) {
  Reach reach{*this, {stepped_names.begin(), stepped_names.end()}};
  reach.take(module, label, 0);
  stepped_names.assign(reach.names.begin(), reach.names.end());
}

void ModuleInstance::reach_early() {
  for (auto& [name, state] : calls_) {
    if (!state.decl->literal_source.empty() || state.decl->source == nullptr) continue;
    resolve_early(state);
    std::optional<std::string> folder = state.source.starts_with(".") ? join_folder(module_->folder, state.source) : std::nullopt;
    std::shared_ptr<const Module> child = folder ? root_.loader.module(*folder) : nullptr;
    if (child != nullptr) root_.reach(*child, child_address(label_, name));
  }
}

}  // namespace wafpp::terraform
