#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "evidence/common/json_fields.h"
#include "evidence/common/purl.h"
#include "evidence/common/severity.h"
#include "evidence/sarif/tools.h"

namespace wafpp::evidence {

namespace {

struct Rule {
  std::string_view level;
  std::string_view security_severity;
  std::string_view word;                    ///< Of a tag, which image scanners put the real severity into.
  std::span<const std::string_view> purls;  ///< Docker Scout's: of the packages that the rule is about.
  std::string_view fixed;                   ///< Docker Scout's `fixed_version`.
  bool is_other = false;                    ///< Trivy's: about a misconfiguration, a secret or a licence.
};

/// A result until the rules of its run are known, which may come behind it.
struct Result {
  std::string_view rule;
  std::string_view level;
  std::string_view security_severity;
  std::string_view where;
  bool is_suppressed = false;
  std::optional<int64_t> rule_index;  ///< Where it has no id.
};

/// SARIF has no vulnerabilities: a rule's id is one, or begins with one (Grype's has the package behind it).
std::string_view id_of(std::string_view rule) {
  if (rule.starts_with("CVE-")) {
    size_t year = rule.find('-', 4);
    size_t end = year == std::string_view::npos ? year : rule.find_first_not_of("0123456789", year + 1);
    return rule.substr(0, end);
  }
  constexpr size_t kGhsa = 19;  // GHSA-xxxx-xxxx-xxxx
  return rule.starts_with("GHSA-") ? rule.substr(0, kGhsa) : rule;
}

class Run {
 public:
  explicit Run(Reading& reading) : reading_(reading), item_(reading.item()) {}

  void take() {
    reading_.mark_entry();
    bool is_object = for_each_member(reading_, [&](std::string_view name) {
      if (name == "results") return for_each_element(reading_, "results", [&](const JsonValue& result) { add_result(result); });
      if (name != "tool") return false;
      take_tool();
      return true;
    });
    if (!is_object) reading_.refuse({"an entry of `runs` is no object", "ein Eintrag von `runs` ist kein Objekt"});
    for (const Result& result : results_) finish(result);
    about_vulnerabilities = about_vulnerabilities || (count == 0 && sarif::is_scanner(tool_));
  }

  std::vector<Value> listed;
  std::vector<std::string_view> rule_ids;
  size_t suppressed = 0;
  size_t count = 0;
  bool about_vulnerabilities = false;

 private:
  void take_tool() {
    for_each_member(reading_, [&](std::string_view name) {
      if (name != "driver") return false;
      return for_each_member(reading_, [&](std::string_view inside) {
        if (inside == "rules") return for_each_element(reading_, "rules", [&](const JsonValue& rule) { add_rule(rule); });
        bool is_name = inside == "name";
        if (!is_name && inside != "version" && inside != "semanticVersion") return false;
        std::optional<JsonDocument> text = reading_.read();
        if (text) item_.summary.text(is_name ? "tool" : "tool_version", text->root().string());
        if (text && is_name) tool_ = text->root().string();
        return true;
      });
    });
  }

  void add_rule(const JsonValue& from) {
    Rule rule;
    rule.level = item_.keep(text_at(from, "defaultConfiguration.level"));
    rule.security_severity = severity_text(from);
    for (std::string_view tag : texts_at(from, "properties.tags")) {
      rule.is_other = rule.is_other || tag == "misconfiguration" || tag == "secret" || tag == "license";
      constexpr std::string_view kWords[] = {"CRITICAL", "HIGH", "MEDIUM", "LOW", "UNKNOWN"};
      if (std::find(std::begin(kWords), std::end(kWords), tag) != std::end(kWords)) rule.word = item_.keep(tag);
    }
    rule.purls = item_.keep_sorted(texts_at(from, "properties.purls"));
    rule.fixed = item_.keep(text_at(from, "properties.fixed_version"));
    rules_.emplace(item_.keep(text_at(from, "id")), rule);
    ordered_.push_back(item_.keep(text_at(from, "id")));
  }

  std::string_view severity_text(const JsonValue& from) {
    const JsonValue* properties = from.find("properties");
    const JsonValue* severity = properties == nullptr ? nullptr : properties->find("security-severity");
    if (severity == nullptr) return {};
    return item_.keep(severity->is(JsonKind::Number) ? severity->number() : severity->string());
  }

  void add_result(const JsonValue& from) {
    Result result;
    result.rule = item_.keep(text_at(from, "ruleId"));
    if (result.rule.empty()) result.rule = item_.keep(text_at(from, "rule.id"));
    const JsonValue* index = from.find("ruleIndex");
    if (result.rule.empty() && index != nullptr) result.rule_index = index->integer();
    result.level = item_.keep(text_at(from, "level"));
    result.security_severity = severity_text(from);
    std::span<const JsonValue> locations = elements_at(from, "locations");
    if (!locations.empty()) result.where = item_.keep(text_at(locations.front(), "physicalLocation.artifactLocation.uri"));
    // A suppression counts unless it was rejected or is still under review.
    for (const JsonValue& suppression : elements_at(from, "suppressions")) {
      std::string_view status = text_at(suppression, "status");
      result.is_suppressed = result.is_suppressed || status.empty() || status == "accepted";
    }
    results_.push_back(result);
  }

  /// By the tag, else by the number; the level tells too little (error is both high and critical).
  static Severity severity(const Rule& rule, std::string_view number) {
    if (!rule.word.empty()) return severity_of(rule.word);
    double score = -1;
    auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), score);
    return error == std::errc() && end == number.data() + number.size() && !number.empty() ? severity_of_score(score) : Severity::Unknown;
  }

  void finish(Result result) {
    if (result.rule_index && *result.rule_index >= 0 && static_cast<size_t>(*result.rule_index) < ordered_.size()) {
      result.rule = ordered_[static_cast<size_t>(*result.rule_index)];
    }
    ++count;
    auto found = rules_.find(result.rule);
    Rule rule = found == rules_.end() ? Rule() : found->second;
    std::string_view number = result.security_severity.empty() ? rule.security_severity : result.security_severity;
    // SARIF 2.1.0, 3.27.10: warning, where neither the result nor its rule says anything.
    std::string_view level = !result.level.empty() ? result.level : !rule.level.empty() ? rule.level : "warning";
    Finding finding;
    finding.id = item_.keep(id_of(result.rule));
    finding.severity_raw = rule.word.empty() ? item_.keep(level) : rule.word;
    finding.has_severity = true;
    finding.severity = severity(rule, number);
    finding.state = result.is_suppressed ? State::Suppressed : State::Open;
    finding.where = result.where;
    finding.status_raw = item_.keep(level);
    bool is_vulnerability = !sarif::looks_at_code(tool_) && !rule.is_other && (is_public_id(finding.id) || sarif::is_scanner(tool_));
    about_vulnerabilities = about_vulnerabilities || is_vulnerability;
    if (is_vulnerability) add(finding, rule);
    suppressed += result.is_suppressed ? 1 : 0;
    rule_ids.push_back(result.rule);
    Attributes entry;
    entry.text("rule", result.rule).text("level", level).text("security_severity", number).text("severity", word(finding.severity));
    listed.push_back(entry.object());
  }

  /// One for each package, where the rule names them.
  void add(Finding finding, const Rule& rule) {
    if (!rule.fixed.empty()) {
      bool is_fixed = rule.fixed != "not fixed";
      finding.fix = is_fixed ? Fix::Yes : Fix::No;
      if (is_fixed) finding.fixed_in = item_.keep_sorted({rule.fixed});
    }
    for (std::string_view purl : rule.purls) {
      finding.purl = purl;
      if (std::optional<Purl> parsed = parse_purl(purl)) {
        finding.package = item_.keep(parsed->name);
        finding.version = item_.keep(parsed->version);
      }
      item_.findings.push_back(finding);
    }
    if (rule.purls.empty()) item_.findings.push_back(finding);
  }

  Reading& reading_;
  Item& item_;
  std::unordered_map<std::string_view, Rule> rules_;
  std::vector<std::string_view> ordered_;
  std::vector<Result> results_;
  std::string tool_;
};

void read_log(Reading& reading) {
  Item& item = reading.item();
  item.is_scan = true;
  item.summary.text("version", reading.shape().text("version")).null("tool").null("tool_version");
  std::vector<Value> listed;
  std::vector<std::string_view> rules;
  size_t suppressed = 0;
  size_t count = 0;
  bool about_vulnerabilities = false;
  for_each_member(reading, [&](std::string_view name) {
    return name == "runs" && walk_elements(reading, "runs", [&] {
             Run run(reading);
             run.take();
             listed.insert(listed.end(), run.listed.begin(), run.listed.end());
             rules.insert(rules.end(), run.rule_ids.begin(), run.rule_ids.end());
             suppressed += run.suppressed;
             count += run.count;
             about_vulnerabilities = about_vulnerabilities || run.about_vulnerabilities;
           });
  });
  std::stable_sort(listed.begin(), listed.end(), [](const Value& a, const Value& b) {
    const Value* left = a.find("rule");
    const Value* right = b.find("rule");
    return (left->has_content() ? left->as_string() : "") < (right->has_content() ? right->as_string() : "");
  });
  item.summary.number("results", static_cast<int64_t>(count)).number("suppressed", static_cast<int64_t>(suppressed));
  item.summary.flag("about_vulnerabilities", about_vulnerabilities);
  if (!about_vulnerabilities) {
    // It proves nothing about an image, and what it found is no vulnerability of a package.
    item.is_scan = false;
    item.findings.clear();
    item.summary.flag("conclusive", false);
  }
  item.summary.texts("rules", item.keep_sorted(rules)).set("results_list", Value::tuple(std::move(listed)));
}

bool is_log(const Shape& shape) {
  return shape.text("version") == "2.1.0" && shape.is_array("runs") && shape.has("runs[].tool.driver.name");
}

constexpr Kind kKinds[] = {{.name = "sarif", .title = "SARIF log", .title_de = "SARIF-Log", .recognise = is_log, .read = read_log}};

}  // namespace

extern const Format reader_sarif;
const Format reader_sarif{.name = "sarif", .kinds = kKinds};

}  // namespace wafpp::evidence
