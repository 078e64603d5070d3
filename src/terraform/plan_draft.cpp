#include "terraform/plan_draft.h"

#include <utility>

#include "terraform/instance.h"

namespace wafpp::terraform {

DraftModule& PlanDraft::module(const std::vector<AddressStep>& steps) {
  DraftModule* at = &root;
  for (const AddressStep& step : steps) {
    std::string address = child_address(at->address, "module." + step.name + step.key.text());
    if (auto known = modules_by_address.find(address); known != modules_by_address.end()) {
      at = known->second;
      continue;
    }
    DraftModule& made = modules.emplace_back();
    made.address = std::move(address);
    made.parent = at;
    made.key = step.key;
    ModuleStep in_path{.name = step.name, .key = step.key, .call = {}, .source = {}};
    if (at->configured != nullptr) {
      if (auto call = at->configured->calls.find(step.name); call != at->configured->calls.end()) {
        made.call = &call->second;
        made.configured = made.call->module.get();
        const documents::JsonValue* written = made.call->member->value.find("source");
        if (written != nullptr) in_path.source = written->string();
        in_path.call = {source.id(), made.call->member->name_begin, made.call->member->name_end};
      }
    }
    auto path = std::make_shared<std::vector<ModuleStep>>(*at->path);
    path->push_back(std::move(in_path));
    made.path = std::move(path);
    at->children[step.name].push_back(&made);
    modules_by_address.emplace(made.address, &made);
    at = &made;
  }
  return *at;
}

bool PlanDraft::add(DraftInstance instance) {
  auto number = static_cast<uint32_t>(instances.size());
  if (by_address.contains(instance.resource.address)) return false;
  const ResourceInstance& resource = instances.emplace_back(std::move(instance)).resource;
  by_address.emplace(resource.address, number);
  instances.back().module->resources[resource_label(resource.mode, resource.type, resource.name)].push_back(number);
  return true;
}

}  // namespace wafpp::terraform
