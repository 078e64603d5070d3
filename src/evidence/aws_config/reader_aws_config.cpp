#include <algorithm>
#include <array>
#include <map>

#include "evidence/aws_config/kinds.h"
#include "evidence/common/arn.h"
#include "evidence/common/json_fields.h"

namespace wafpp::evidence {

namespace {

/// The rules that the controls name, by the identifier that AWS gives them and by what their names begin with: without
/// `describe-config-rules` only the name is there, which may have things before and behind it.
struct Required {
  std::string_view identifier;
  std::string_view name;
};
constexpr Required kRequired[] = {
    {"RDS_STORAGE_ENCRYPTED", "rds-storage-encrypted"},
    {"S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED", "s3-bucket-server-side-encryption-enabled"},
};

/// The worse of two results. That nobody knows is worse than that all is well.
std::string_view worse(std::string_view a, std::string_view b) {
  constexpr std::array<std::string_view, 4> kOrder = {"NON_COMPLIANT", "INSUFFICIENT_DATA", "NOT_APPLICABLE", "COMPLIANT"};
  auto rank = [&](std::string_view word) { return std::find(kOrder.begin(), kOrder.end(), word) - kOrder.begin(); };
  return rank(a) <= rank(b) ? a : b;
}

void read_compliance(Reading& reading) {
  Item& item = reading.item();
  bool is_aggregate = reading.shape().has("AggregateComplianceByConfigRules");
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  note_next_token(reading, document->root());
  Attributes rules;
  Attributes required;
  for (const Required& rule : kRequired) {
    std::vector<std::string_view> names;
    std::string_view result;
    int64_t failing = 0;
    for (const JsonValue& each :
         elements_at(document->root(), is_aggregate ? "AggregateComplianceByConfigRules" : "ComplianceByConfigRules")) {
      std::string_view name = text_at(each, "ConfigRuleName");
      std::string_view type = text_at(each, "Compliance.ComplianceType");
      if (name.find(rule.name) == std::string_view::npos) continue;
      names.push_back(item.keep(name));
      result = result.empty() ? item.keep(type) : worse(result, item.keep(type));
      const JsonValue* count = at(each, "Compliance.ComplianceContributorCount.CappedCount");
      if (type == "NON_COMPLIANT" && count != nullptr) failing += count->integer().value_or(0);
    }
    Attributes entry;
    entry.texts("rules", item.keep_sorted(names)).text("result", result);
    if (failing > 0) entry.number("non_compliant_at_least", failing);
    if (!names.empty()) required.set(rule.identifier, entry.object());
  }
  for (const JsonValue& each :
       elements_at(document->root(), is_aggregate ? "AggregateComplianceByConfigRules" : "ComplianceByConfigRules")) {
    std::string_view name = text_at(each, "ConfigRuleName");
    std::string_view type = text_at(each, "Compliance.ComplianceType");
    std::string_view account = text_at(each, "AccountId");
    std::string_view region = text_at(each, "AwsRegion");
    std::string before(rules.text_of(name));
    rules.text(name, before.empty() ? type : worse(before, type));
    std::string subject = is_aggregate ? fmt::format("{}/{}/{}", account, region, name) : std::string(name);
    Attributes& record = item.record("config_compliance", subject);
    record.text("rule", name).text("result", type).text("account", account).text("region", region);
    const JsonValue* count = at(each, "Compliance.ComplianceContributorCount.CappedCount");
    if (count != nullptr && count->integer()) record.number("non_compliant_at_least", *count->integer());
    record.flag("count_is_capped", is_true_at(each, "Compliance.ComplianceContributorCount.CapExceeded"));
  }
  item.summary.set("rules", rules.object()).set("required", required.object());
  // They come from whoever collected it: the answer names none of these.
  if (!is_aggregate) item.summary.null("account").null("region").null("collected");
}

/// Whether the rule looks at keys, which its parameters say.
bool checks_cmk(std::string_view identifier, std::string_view parameters) {
  base::Result<JsonDocument> parsed = documents::parse_json(parameters);
  if (!parsed) return false;
  std::string_view name = identifier == "RDS_STORAGE_ENCRYPTED"       ? "kmsKeyId"
                          : identifier == "S3_DEFAULT_ENCRYPTION_KMS" ? "kmsKeyArns"
                                                                      : "";
  return !name.empty() && !text_at(parsed->root(), name).empty();
}

void read_rules(Reading& reading) {
  Item& item = reading.item();
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  note_next_token(reading, document->root());
  Attributes rules;
  std::string_view account;
  std::string_view region;
  for (const JsonValue& each : elements_at(document->root(), "ConfigRules")) {
    std::string_view name = text_at(each, "ConfigRuleName");
    if (name.empty()) {
      reading.warn("a rule without a name is left out");
      continue;
    }
    std::string_view arn = text_at(each, "ConfigRuleArn");
    account = item.keep(account_of_arn(arn));
    region = item.keep(region_of_arn(arn));
    bool is_managed = text_at(each, "Source.Owner") == "AWS";
    std::string_view identifier = text_at(each, "Source.SourceIdentifier");
    Attributes rule;
    rule.text("identifier", identifier)
        .flag("managed", is_managed)
        .flag("checks_cmk", is_managed && checks_cmk(identifier, text_at(each, "InputParameters")));
    rules.set(name, rule.object());
    Attributes& record = item.record("config_rule", name);
    record = rule;
    record.text("name", name)
        .text("arn", arn)
        .text("state", text_at(each, "ConfigRuleState"))
        .text("account", account)
        .text("region", region);
  }
  item.summary.text("account", account).text("region", region).set("rules", rules.object());
}

void read_details(Reading& reading) {
  Item& item = reading.item();
  bool is_aggregate = reading.shape().has("AggregateEvaluationResults");
  std::string_view list = is_aggregate ? "AggregateEvaluationResults" : "EvaluationResults";
  std::map<std::string, int64_t> counts;
  std::vector<std::string_view> rules;
  std::vector<std::string_view> failing;
  std::string_view oldest;
  std::string_view newest;
  int64_t proactive = 0;
  for_each_member(reading, [&](std::string_view name) {
    if (name == "NextToken") {
      std::optional<JsonDocument> token = reading.read();
      if (token && !token->root().string().empty()) note_incomplete(reading, "NextToken");
      return true;
    }
    return name == list && for_each_element(reading, list, [&](const JsonValue& each) {
             const JsonValue* about = at(each, "EvaluationResultIdentifier.EvaluationResultQualifier");
             std::string_view id = about == nullptr ? std::string_view() : text_at(*about, "ResourceId");
             if (id.empty()) {
               reading.warn("a result that names no resource is left out");
               return;
             }
             // Such a result judges a plan, not what is there.
             if (text_at(*about, "EvaluationMode") == "PROACTIVE") {
               ++proactive;
               return;
             }
             std::string_view rule = item.keep(text_at(*about, "ConfigRuleName"));
             std::string_view type = text_at(each, "ComplianceType");
             std::string_view time = time_at(reading, each, "ResultRecordedTime");
             rules.push_back(rule);
             ++counts[std::string(type)];
             if (type == "NON_COMPLIANT") failing.push_back(item.keep(id));
             if (!time.empty() && (oldest.empty() || time < oldest)) oldest = time;
             if (!time.empty() && time > newest) newest = time;
             Attributes& record = item.record("config_evaluation", fmt::format("{}/{}", rule, id));
             record.text("rule", rule).text("resource", id).text("resource_type", text_at(*about, "ResourceType")).text("result", type);
             record.text("recorded", time).text("account", text_at(each, "AccountId")).text("region", text_at(each, "AwsRegion"));
           });
  });
  std::span<const std::string_view> distinct = item.keep_sorted(rules);
  item.summary.text("rule", distinct.size() == 1 ? distinct.front() : std::string_view());
  if (distinct.size() > 1) item.summary.texts("rules", distinct);
  Attributes count_values;
  for (const auto& [type, count] : counts) count_values.number(type, count);
  item.summary.set("counts", count_values.object());
  if (proactive > 0) item.summary.number("proactive_ignored", proactive);
  item.summary.texts("non_compliant", item.keep_sorted(failing)).text("oldest_result", oldest).text("newest_result", newest);
}

void read_status(Reading& reading) {
  Item& item = reading.item();
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  note_next_token(reading, document->root());
  Attributes rules;
  for (const JsonValue& each : elements_at(document->root(), "ConfigRulesEvaluationStatus")) {
    std::string_view name = text_at(each, "ConfigRuleName");
    Attributes rule;
    rule.text("last_success", time_at(reading, each, "LastSuccessfulEvaluationTime"));
    rule.text("active_since", time_at(reading, each, "FirstActivatedTime"));
    rules.set(name, rule.object());
    Attributes& record = item.record("config_rule_status", name);
    record = rule;
    record.text("name", name)
        .text("last_failure", time_at(reading, each, "LastFailedEvaluationTime"))
        .text("last_error", text_at(each, "LastErrorCode"));
  }
  item.summary.set("rules", rules.object());
}

bool is_compliance(const Shape& s) { return s.is_array("ComplianceByConfigRules") || s.is_array("AggregateComplianceByConfigRules"); }
bool is_rules(const Shape& shape) { return shape.is_array("ConfigRules"); }
bool is_details(const Shape& shape) { return shape.is_array("EvaluationResults") || shape.is_array("AggregateEvaluationResults"); }
bool is_status(const Shape& shape) { return shape.is_array("ConfigRulesEvaluationStatus"); }

constexpr Kind kKinds[] = {
    {.name = "aws-config-compliance-by-rule",
     .title = "AWS Config compliance by rule",
     .title_de = "Compliance je Regel von AWS Config",
     .recognise = is_compliance,
     .read = read_compliance},
    {.name = "aws-config-rules",
     .title = "AWS Config rules",
     .title_de = "Regeln von AWS Config",
     .recognise = is_rules,
     .read = read_rules},
    {.name = "aws-config-compliance-details",
     .title = "AWS Config results of a rule",
     .title_de = "Ergebnisse einer Regel von AWS Config",
     .recognise = is_details,
     .read = read_details},
    {.name = "aws-config-rule-evaluation-status",
     .title = "AWS Config evaluation status of rules",
     .title_de = "Stand der Auswertung von Regeln in AWS Config",
     .recognise = is_status,
     .read = read_status},
    {.name = "aws-config-pack-rules",
     .title = "AWS Config rules of a conformance pack",
     .title_de = "Regeln eines Conformance Packs von AWS Config",
     .recognise = is_pack_rules,
     .read = read_pack_rules},
    {.name = "aws-config-pack-details",
     .title = "AWS Config results of a conformance pack",
     .title_de = "Ergebnisse eines Conformance Packs von AWS Config",
     .recognise = is_pack_details,
     .read = read_pack_details},
    {.name = "aws-config-packs",
     .title = "AWS Config conformance packs",
     .title_de = "Conformance Packs von AWS Config",
     .recognise = is_packs,
     .read = read_packs},
    {.name = "aws-config-resources",
     .title = "AWS Config resources",
     .title_de = "Ressourcen aus AWS Config",
     .recognise = is_config_resources,
     .read = read_config_resources,
     .needs = "configurationItems"},
};

}  // namespace

extern const Format reader_aws_config;
const Format reader_aws_config{.name = "aws_config", .kinds = kKinds};

}  // namespace wafpp::evidence
