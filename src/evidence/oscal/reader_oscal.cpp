#include <map>

#include "evidence/common/listing.h"

namespace wafpp::evidence {

namespace {

/// The value of the property of that name; of several the first.
std::string_view prop_of(const JsonValue& from, std::string_view name) {
  for (const JsonValue& prop : elements_at(from, "props")) {
    if (text_at(prop, "name") == name) return text_at(prop, "value");
  }
  return {};
}

class Results {
 public:
  explicit Results(Reading& reading) : reading_(reading), item_(reading.item()) {}

  void take(const JsonValue& result) {
    ++count_;
    std::string_view end = time_at(reading_, result, "end");
    if (end.empty()) end = time_at(reading_, result, "start");
    if (end > newest_) newest_ = end;
    for (const JsonValue& observation : elements_at(result, "observations")) {
      ++observations_;
      Attributes& record = item_.record("oscal_observation", text_at(observation, "uuid"));
      std::vector<std::string_view> methods = texts_at(observation, "methods");
      record.text("title", text_at(observation, "title")).text("description", text_at(observation, "description"));
      record.texts("methods", std::span<const std::string_view>(methods)).text("status", prop_of(observation, "status"));
      record.text("check", prop_of(observation, "check-id")).text("collected", time_at(reading_, observation, "collected"));
      record.text("expires", time_at(reading_, observation, "expires"));
    }
    for (const JsonValue& finding : elements_at(result, "findings")) add_finding(finding);
    for (const JsonValue& risk : elements_at(result, "risks")) {
      ++risks_;
      Attributes& record = item_.record("oscal_risk", text_at(risk, "uuid"));
      record.text("title", text_at(risk, "title")).text("status", text_at(risk, "status"));
      record.text("deadline", time_at(reading_, risk, "deadline"));
    }
  }

  void finish() {
    Attributes states;
    for (const auto& [state, number] : states_) states.number(state, number);
    item_.summary.number("results", count_).number("observations", observations_).number("findings", findings_).number("risks", risks_);
    item_.summary.set("states", states.object()).text("end", newest_);
  }

 private:
  void add_finding(const JsonValue& finding) {
    ++findings_;
    std::string_view target = text_at(finding, "target.target-id");
    if (target.empty()) reading_.warn("a finding without a target");
    std::string_view state = text_at(finding, "target.status.state");
    ++states_[std::string(state)];
    Attributes& record = item_.record("oscal_finding", target);
    record.text("target", target).text("target_type", text_at(finding, "target.type")).text("title", text_at(finding, "title"));
    // A verdict that nobody could reach is written as not satisfied, with a reason that is neither pass nor fail.
    std::string_view reason = text_at(finding, "target.status.reason");
    record.text("state", state).text("reason", reason).flag("satisfied", state == "satisfied");
    record.flag("undecided", state == "not-satisfied" && reason == "other");
  }

  Reading& reading_;
  Item& item_;
  int64_t count_ = 0;
  int64_t observations_ = 0;
  int64_t findings_ = 0;
  int64_t risks_ = 0;
  std::string_view newest_;
  std::map<std::string, int64_t> states_;
};

void read_assessment(Reading& reading) {
  Item& item = reading.item();
  Results results(reading);
  for_each_member(reading, [&](std::string_view outer) {
    return outer == "assessment-results" && for_each_member(reading, [&](std::string_view name) {
             if (name == "results") {
               return for_each_element(reading, name, [&](const JsonValue& result) { results.take(result); });
             }
             if (name != "metadata") return false;
             std::optional<JsonDocument> metadata = reading.read();
             if (!metadata) return true;
             const JsonValue& root = metadata->root();
             item.summary.text("title", text_at(root, "title")).text("oscal_version", text_at(root, "oscal-version"));
             item.summary.text("last_modified", time_at(reading, root, "last-modified"));
             return true;
           });
  });
  results.finish();
}

bool is_assessment(const Shape& shape) {
  return shape.has("assessment-results.metadata.oscal-version") && shape.is_array("assessment-results.results");
}

constexpr Kind kKinds[] = {{.name = "oscal-assessment-results",
                            .title = "OSCAL assessment results",
                            .title_de = "OSCAL-Prüfergebnisse",
                            .recognise = is_assessment,
                            .read = read_assessment}};

}  // namespace

extern const Format reader_oscal;
const Format reader_oscal{.name = "oscal", .kinds = kKinds};

}  // namespace wafpp::evidence
