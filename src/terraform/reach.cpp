#include <algorithm>

#include "terraform/instance.h"

namespace wafpp::terraform {

namespace {

struct Reach {
  RootContext& root;
  std::vector<std::string_view> names;

  void take(const Module& module, const std::string& label, uint32_t depth) {
    if (depth > kMaxModuleDepth || !root.reached.insert(&module).second) return;
    names.insert(names.end(), module.stepped_names.begin(), module.stepped_names.end());
    if (root.providers != nullptr) root.providers->add(module);
    for (const auto& [name, call] : module.calls) {
      std::string path = child_address(label, name);
      Loader::Called called = root.loader.called(module, {call.literal_source, call.literal_version}, path, root.installed);
      if (called.module != nullptr) take(*called.module, path, depth + 1);
    }
  }
};

}  // namespace

void RootContext::reach(const Module& module, const std::string& label) {
  Reach reach{*this, {stepped_names.begin(), stepped_names.end()}};
  reach.take(module, label, 0);
  std::sort(reach.names.begin(), reach.names.end());
  reach.names.erase(std::unique(reach.names.begin(), reach.names.end()), reach.names.end());
  stepped_names = std::move(reach.names);
}

void ModuleInstance::reach_early() {
  for (auto& [name, state] : calls_) {
    if (!state.decl->literal_source.empty() || state.decl->source == nullptr) continue;
    resolve_early(state);
    std::string path = child_address(label_, name);
    Loader::Called called = root_.loader.called(*module_, {state.source, state.version}, path, root_.installed);
    if (called.module != nullptr) root_.reach(*called.module, path);
  }
}

}  // namespace wafpp::terraform
