#include <map>

#include "evidence/common/azure.h"

namespace wafpp::evidence {

namespace {

void read_states(Reading& reading) {
  constexpr Field kFields[] = {
      {"policy", "policyDefinitionId"},
      {"policy_name", "policyDefinitionName"},
      {"policy_reference", "policyDefinitionReferenceId"},
      {"policy_set", "policySetDefinitionId"},
      {"assignment", "policyAssignmentId"},
      {"effect", "policyDefinitionAction"},
      {"resource", "resourceId"},
      {"resource_type", "resourceType"},
      {"location", "resourceLocation"},
      {"subscription", "subscriptionId"},
      {"state", "complianceState"},
      {"recorded", "timestamp", As::Time},
  };
  Item& item = reading.item();
  std::map<std::string, int64_t> counts;
  std::vector<std::string_view> failing;
  std::string_view oldest;
  walk_azure(reading, [&](const JsonValue& entry) {
    std::string_view resource = text_at(entry, "resourceId");
    std::string_view policy = text_at(entry, "policyDefinitionId");
    if (resource.empty() || policy.empty()) {
      reading.warn("a state that names no resource or no policy is left out");
      return;
    }
    Attributes& record = item.record("azure_policy_state", fmt::format("{}#{}", resource, policy));
    describe(reading, entry, kFields, record);
    std::string_view state = record.text_of("state");
    // Before `complianceState` there was a flag alone.
    if (state.empty() && entry.find("isCompliant") != nullptr) {
      record.text("state", is_true_at(entry, "isCompliant") ? "Compliant" : "NonCompliant");
      state = record.text_of("state");
    }
    ++counts[std::string(state)];
    if (state == "NonCompliant") failing.push_back(item.keep(resource));
    std::string_view recorded = item.keep(record.text_of("recorded"));
    if (!recorded.empty() && (oldest.empty() || recorded < oldest)) oldest = recorded;
  });
  Attributes by_state;
  for (const auto& [state, count] : counts) by_state.number(state, count);
  item.summary.set("by_compliance", by_state.object()).texts("non_compliant", item.keep_sorted(std::move(failing)));
  item.summary.text("oldest_result", oldest);
}

bool is_states(const Shape& shape) { return azure_has(shape, "policyAssignmentId") && azure_has(shape, "resourceId"); }

constexpr Kind kKinds[] = {
    {.name = "azure-policy-states",
     .title = "Azure Policy states",
     .title_de = "Stand von Azure Policy",
     .recognise = is_states,
     .read = read_states},
};

}  // namespace

extern const Format reader_azure_policy;
const Format reader_azure_policy{.name = "azure_policy", .kinds = kKinds};

}  // namespace wafpp::evidence
