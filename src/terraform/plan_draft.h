#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diag/sink.h"
#include "documents/json.h"
#include "terraform/address.h"
#include "terraform/evaluation.h"
#include "terraform/plan_configuration.h"
#include "terraform/plan_value.h"
#include "terraform/provider_schema.h"

/// A plan or state while it is read: what its sections said so far. Internal to the readers.
namespace wafpp::terraform {

struct DraftModule;

/// A resource instance before its values know where they come from.
struct DraftInstance {
  ResourceInstance resource;
  std::shared_ptr<BodyValue> body;  ///< What `resource.body` becomes.
  std::vector<std::string_view> unset_unknown;
  std::vector<std::pair<std::string_view, Value>> unset_known;
  const ResourceSchema* schema = nullptr;  ///< Null: types and blocks as the file has them.
  DraftModule* module = nullptr;
  const documents::JsonValue* configured = nullptr;  ///< Null where the configuration does not have it.
  diag::Place place;                                 ///< Of its address, for messages about two of the same.
};

/// One module instance.
struct DraftModule {
  std::string address;
  DraftModule* parent = nullptr;
  InstanceKey key;
  const ConfiguredCall* call = nullptr;          ///< That makes it; null for the root, and without a configuration.
  const ConfiguredModule* configured = nullptr;  ///< Null without a configuration.
  std::shared_ptr<const std::vector<ModuleStep>> path;
  std::map<std::string, std::vector<uint32_t>, std::less<>> resources;     ///< Label to numbers of instances, in order of appearance.
  std::map<std::string, std::vector<DraftModule*>, std::less<>> children;  ///< Name of the call to its instances.
};

struct PlanDraft {
  PlanDraft(const diag::Source& of, RootEvaluation& to) : source(of), memory(std::make_shared<PlanMemory>(of.id())), out(to) {
    root.path = std::make_shared<const std::vector<ModuleStep>>();
    modules_by_address[""] = &root;
  }

  const diag::Source& source;
  std::shared_ptr<PlanMemory> memory;
  RootEvaluation& out;
  std::optional<documents::JsonDocument> configuration_json;
  std::optional<documents::JsonDocument> variables_json;
  std::unique_ptr<ConfiguredModule> configuration;  ///< Null where the file has none.

  DraftModule root;
  std::deque<DraftModule> modules;
  std::unordered_map<std::string, DraftModule*> modules_by_address;
  std::deque<DraftInstance> instances;                        ///< Not moved while it grows: there may be a million.
  std::unordered_map<std::string_view, uint32_t> by_address;  ///< Of the instances, whose addresses it shows.

  /// The module instance of that address, made with all above it where it is new.
  DraftModule& module(const std::vector<AddressStep>& steps);
  /// Takes an instance in, and gives it a place in its module. False where there is one of that address already.
  bool add(DraftInstance instance);
};

}  // namespace wafpp::terraform
