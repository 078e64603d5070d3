#include <algorithm>
#include <array>
#include <map>

#include "evidence/aws_config/kinds.h"
#include "evidence/common/listing.h"

namespace wafpp::evidence {

namespace {

/// Reads the name of the pack and, with `take`, the entries of `list`, which may come in either order.
template <typename Take>
std::string_view walk_pack(Reading& reading, std::string_view list, Take&& take) {
  std::string_view pack;
  walk_listing(
      reading, std::span(&list, 1), [&](std::string_view, const JsonValue& entry) { take(entry); },
      [&](std::string_view name) {
        if (name != "ConformancePackName") return false;
        if (std::optional<JsonDocument> value = reading.read()) pack = reading.item().keep(value->root().string());
        return true;
      });
  for (Record& record : reading.item().records) record.attributes.text("pack", pack);
  reading.item().summary.text("pack", pack);
  return pack;
}

void count(Item& item, const std::map<std::string, int64_t>& counts, std::vector<std::string_view> failing) {
  Attributes values;
  for (const auto& [type, number] : counts) values.number(type, number);
  item.summary.set("counts", values.object()).texts("non_compliant", item.keep_sorted(std::move(failing)));
}

}  // namespace

void read_pack_rules(Reading& reading) {
  Item& item = reading.item();
  std::map<std::string, int64_t> counts;
  std::vector<std::string_view> failing;
  walk_pack(reading, "ConformancePackRuleComplianceList", [&](const JsonValue& rule) {
    std::string_view name = text_at(rule, "ConfigRuleName");
    if (name.empty()) {
      reading.warn("a rule without a name is left out");
      return;
    }
    constexpr Field kFields[] = {{"rule", "ConfigRuleName"}, {"result", "ComplianceType"}, {"controls", "Controls", As::Texts}};
    std::string_view result = text_at(rule, "ComplianceType");
    ++counts[std::string(result)];
    if (result == "NON_COMPLIANT") failing.push_back(item.keep(name));
    describe(reading, rule, kFields, item.record("conformance_pack_rule", name));
  });
  count(item, counts, std::move(failing));
}

void read_pack_details(Reading& reading) {
  Item& item = reading.item();
  std::map<std::string, int64_t> counts;
  std::vector<std::string_view> failing;
  walk_pack(reading, "ConformancePackRuleEvaluationResults", [&](const JsonValue& result) {
    constexpr std::string_view kAbout = "EvaluationResultIdentifier.EvaluationResultQualifier";
    constexpr Field kFields[] = {
        {"rule", "EvaluationResultIdentifier.EvaluationResultQualifier.ConfigRuleName"},
        {"resource", "EvaluationResultIdentifier.EvaluationResultQualifier.ResourceId"},
        {"resource_type", "EvaluationResultIdentifier.EvaluationResultQualifier.ResourceType"},
        {"result", "ComplianceType"},
        {"recorded", "ResultRecordedTime", As::Time},
    };
    const JsonValue* about = at(result, kAbout);
    std::string_view id = about == nullptr ? std::string_view() : text_at(*about, "ResourceId");
    if (id.empty()) {
      reading.warn("a result that names no resource is left out");
      return;
    }
    std::string_view type = text_at(result, "ComplianceType");
    ++counts[std::string(type)];
    if (type == "NON_COMPLIANT") failing.push_back(item.keep(id));
    describe(reading, result, kFields, item.record("config_evaluation", fmt::format("{}/{}", text_at(*about, "ConfigRuleName"), id)));
  });
  count(item, counts, std::move(failing));
}

void read_packs(Reading& reading) {
  Item& item = reading.item();
  constexpr std::array<std::string_view, 2> kLists = {"ConformancePackComplianceSummaryList", "AggregateComplianceByConformancePacks"};
  Attributes packs;
  walk_listing(reading, kLists, [&](std::string_view list, const JsonValue& from) {
    constexpr Field kOwn[] = {{"pack", "ConformancePackName"}, {"result", "ConformancePackComplianceStatus"}};
    constexpr Field kAggregate[] = {
        {"pack", "ConformancePackName"},
        {"result", "Compliance.ComplianceType"},
        {"account", "AccountId"},
        {"region", "AwsRegion"},
        {"compliant_rules", "Compliance.CompliantRuleCount", As::Number},
        {"non_compliant_rules", "Compliance.NonCompliantRuleCount", As::Number},
        {"rules", "Compliance.TotalRuleCount", As::Number},
    };
    bool is_aggregate = list == kLists[1];
    std::string_view name = text_at(from, "ConformancePackName");
    std::string subject =
        is_aggregate ? fmt::format("{}/{}/{}", text_at(from, "AccountId"), text_at(from, "AwsRegion"), name) : std::string(name);
    Attributes& record = item.record("conformance_pack", subject);
    describe(reading, from, is_aggregate ? std::span<const Field>(kAggregate) : kOwn, record);
    packs.text(subject, record.text_of("result"));
  });
  item.summary.set("packs", packs.object());
}

bool is_pack_rules(const Shape& shape) { return shape.is_array("ConformancePackRuleComplianceList"); }
bool is_pack_details(const Shape& shape) { return shape.is_array("ConformancePackRuleEvaluationResults"); }
bool is_packs(const Shape& shape) {
  return shape.is_array("ConformancePackComplianceSummaryList") || shape.is_array("AggregateComplianceByConformancePacks");
}

}  // namespace wafpp::evidence
