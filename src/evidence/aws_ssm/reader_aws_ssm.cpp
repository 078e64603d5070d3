#include <map>

#include "evidence/common/listing.h"

namespace wafpp::evidence {

namespace {

int64_t count_at(const JsonValue& value, std::string_view path) {
  const JsonValue* count = at(value, path);
  return count == nullptr ? 0 : count->integer().value_or(0);
}

void read_information(Reading& reading) {
  Item& item = reading.item();
  Attributes managed;
  std::string_view newest;
  walk_list(reading, "InstanceInformationList", [&](const JsonValue& instance) {
    std::string_view id = text_at(instance, "InstanceId");
    if (id.empty()) {
      reading.warn("an instance without an id is left out");
      return;
    }
    std::string_view ping = time_at(reading, instance, "LastPingDateTime");
    if (ping > newest) newest = ping;
    Attributes attributes;
    attributes.flag("online", text_at(instance, "PingStatus") == "Online").flag("ec2", text_at(instance, "ResourceType") == "EC2Instance");
    managed.set(id, attributes.object());
    // Address and host name are not taken over: they tell nothing here, and identify machines.
    Attributes& record = item.record("managed_instance", id);
    record = attributes;
    record.text("instance", id).text("last_ping", ping).text("platform", text_at(instance, "PlatformName"));
    record.text("agent_version", text_at(instance, "AgentVersion")).flag("agent_is_latest", is_true_at(instance, "IsLatestVersion"));
  });
  item.summary.set("managed", managed.object()).text("newest_ping", newest);
}

void read_summaries(Reading& reading) {
  Item& item = reading.item();
  Attributes patch;
  walk_list(reading, "ComplianceSummaryItems", [&](const JsonValue& summary) {
    std::string_view type = text_at(summary, "ComplianceType");
    Attributes counts;
    counts.number("compliant", count_at(summary, "CompliantSummary.CompliantCount"));
    counts.number("non_compliant", count_at(summary, "NonCompliantSummary.NonCompliantCount"));
    counts.number("non_compliant_critical", count_at(summary, "NonCompliantSummary.SeveritySummary.CriticalCount"));
    if (type == "Patch") patch = counts;
    Attributes& record = item.record("ssm_compliance", type);
    record = counts;
    record.text("type", type);
  });
  if (!patch.empty()) item.summary.set("patch", patch.object());
  item.summary.flag("truncated", !item.is_complete);
}

void read_patch_states(Reading& reading) {
  Item& item = reading.item();
  Attributes instances;
  walk_list(reading, "InstancePatchStates", [&](const JsonValue& state) {
    std::string_view id = text_at(state, "InstanceId");
    if (id.empty()) {
      reading.warn("a state without an instance is left out");
      return;
    }
    int64_t missing = count_at(state, "MissingCount");
    int64_t failed = count_at(state, "FailedCount");
    int64_t pending = count_at(state, "InstalledPendingRebootCount");
    Attributes attributes;
    attributes.flag("patched", missing == 0 && failed == 0 && pending == 0);
    attributes.number("missing", missing).number("failed", failed).text("last_operation", text_at(state, "Operation"));
    attributes.text("at", time_at(reading, state, "OperationEndTime"));
    instances.set(id, attributes.object());
    Attributes& record = item.record("patch_state", id);
    record = attributes;
    record.text("instance", id).text("patch_group", text_at(state, "PatchGroup")).text("baseline", text_at(state, "BaselineId"));
    record.number("pending_reboot", pending).number("critical_missing", count_at(state, "CriticalNonCompliantCount"));
    record.number("security_missing", count_at(state, "SecurityNonCompliantCount"));
    record.number("other_missing", count_at(state, "OtherNonCompliantCount"));
    // Of Windows alone: updates that exist and that the baseline does not approve, yet or at all.
    record.number("security_not_approved", count_at(state, "AvailableSecurityUpdateCount"));
    record.number("rejected", count_at(state, "InstalledRejectedCount")).text("reboot_option", text_at(state, "RebootOption"));
  });
  item.summary.set("instances", instances.object());
}

/// `describe-instance-patches`: of one instance, which the answer does not name. Of Windows each is a KB article, of Linux a package.
void read_patches(Reading& reading) {
  Item& item = reading.item();
  constexpr Field kFields[] = {
      {"title", "Title"},       {"kb", "KBId"},     {"classification", "Classification"},
      {"severity", "Severity"}, {"state", "State"}, {"installed", "InstalledTime", As::Time},
  };
  std::map<std::string, int64_t> states;
  std::vector<std::string_view> missing;
  walk_list(reading, "Patches", [&](const JsonValue& patch) {
    std::string_view id = text_at(patch, "KBId");
    if (id.empty()) id = text_at(patch, "Title");
    std::string_view state = text_at(patch, "State");
    ++states[std::string(state)];
    // The time of one that was never installed is the year 1.
    bool is_installed = state.starts_with("Installed") || state.starts_with("INSTALLED");
    bool is_open = state == "Missing" || state == "Failed" || state == "InstalledPendingReboot";
    if (is_open) missing.push_back(item.keep(id));
    Attributes& record = item.record("instance_patch", id);
    describe(reading, patch, std::span(kFields).first(is_installed ? std::size(kFields) : std::size(kFields) - 1), record);
    record.texts("cves", versions_of(item, text_at(patch, "CVEIds"))).flag("open", is_open);
  });
  Attributes by_state;
  for (const auto& [state, count] : states) by_state.number(state, count);
  item.summary.set("by_patch_state", by_state.object()).texts("open_patches", item.keep_sorted(std::move(missing)));
  reading.warn("the answer does not name its instance: say which one in the rule for the path, or join it by hand");
}

void read_items(Reading& reading) {
  Item& item = reading.item();
  int64_t compliant = 0;
  std::vector<std::string_view> failing;
  walk_list(
      reading, reading.shape().has("ComplianceItems") ? "ComplianceItems" : "ResourceComplianceSummaryItems", [&](const JsonValue& from) {
        std::string_view resource = text_at(from, "ResourceId");
        bool is_good = text_at(from, "Status") == "COMPLIANT";
        compliant += is_good ? 1 : 0;
        if (!is_good) failing.push_back(item.keep(resource));
        Attributes& record =
            item.record("ssm_compliance_item", fmt::format("{}/{}/{}", resource, text_at(from, "ComplianceType"), text_at(from, "Id")));
        record.text("resource", resource)
            .text("type", text_at(from, "ComplianceType"))
            .text("id", text_at(from, "Id"))
            .flag("compliant", is_good);
        record.text("severity", text_at(from, from.find("OverallSeverity") != nullptr ? "OverallSeverity" : "Severity"));
        record.text("at", time_at(reading, from, "ExecutionSummary.ExecutionTime"));
      });
  item.summary.number("compliant", compliant).texts("non_compliant", item.keep_sorted(failing));
}

bool is_information(const Shape& shape) { return shape.is_array("InstanceInformationList"); }
bool is_summaries(const Shape& shape) { return shape.is_array("ComplianceSummaryItems"); }
bool is_patch_states(const Shape& shape) { return shape.is_array("InstancePatchStates"); }
bool is_patches(const Shape& shape) {
  return shape.is_array("Patches") && shape.has("Patches[].Classification") && shape.has("Patches[].State");
}
bool is_items(const Shape& shape) { return shape.is_array("ComplianceItems") || shape.is_array("ResourceComplianceSummaryItems"); }

constexpr Kind kKinds[] = {
    {.name = "ssm-instance-information",
     .title = "Systems Manager instances",
     .title_de = "Instanzen in Systems Manager",
     .recognise = is_information,
     .read = read_information},
    {.name = "ssm-compliance-summaries",
     .title = "Systems Manager compliance summaries",
     .title_de = "Zusammenfassungen der Compliance in Systems Manager",
     .recognise = is_summaries,
     .read = read_summaries},
    {.name = "ssm-patch-states",
     .title = "Systems Manager patch states",
     .title_de = "Patch-Stände in Systems Manager",
     .recognise = is_patch_states,
     .read = read_patch_states},
    {.name = "ssm-instance-patches",
     .title = "Systems Manager patches of an instance",
     .title_de = "Patches einer Instanz in Systems Manager",
     .recognise = is_patches,
     .read = read_patches,
     .needs = "Patches"},
    {.name = "ssm-compliance-items",
     .title = "Systems Manager compliance by resource",
     .title_de = "Compliance je Ressource in Systems Manager",
     .recognise = is_items,
     .read = read_items},
};

}  // namespace

extern const Format reader_aws_ssm;
const Format reader_aws_ssm{.name = "aws_ssm", .kinds = kKinds};

}  // namespace wafpp::evidence
