#include <set>
#include <tuple>

#include "evidence/common/cvss.h"
#include "evidence/common/json_fields.h"
#include "evidence/common/severity.h"

namespace wafpp::evidence {

namespace {

/// One project. Its vulnerabilities come once for each way that leads to the package: the way is no place, so the first one counts.
class Project {
 public:
  explicit Project(Reading& reading) : reading_(reading), item_(reading.item()), first_(reading.item().findings.size()) {}

  void take() {
    std::string_view target;
    std::string_view path;
    std::string_view manager;
    std::string error;
    reading_.mark_entry();
    bool is_object = for_each_member(reading_, [&](std::string_view name) {
      if (name == "vulnerabilities") {
        return for_each_element(reading_, name, [&](const JsonValue& entry) { add(entry, State::Open); });
      }
      if (name == "filtered") return take_filtered();
      // Of an image: what lies in it besides the packages of its system. Projects of their own, with the same frame.
      if (name == "applications") {
        return walk_elements(reading_, "applications", [&] { take_nested(); });
      }
      if (name != "displayTargetFile" && name != "path" && name != "packageManager" && name != "error" && name != "projectName")
        return false;
      std::string key(name);
      std::optional<JsonDocument> value = reading_.read();
      if (!value || value->root().string().empty()) return true;
      std::string_view text = item_.keep(value->root().string());
      if (key == "displayTargetFile") target = text;
      if (key == "path") path = text;
      if (key == "packageManager") manager = text;
      if (key == "error") error = text;
      if (key == "projectName" && item_.summary.text_of("artifact").empty()) item_.summary.text("artifact", text);
      return true;
    });
    if (reading_.refused()) return;
    if (!is_object) return reading_.refuse({"a project is no object", "ein Projekt ist kein Objekt"});
    if (!error.empty())
      return reading_.refuse(
          reason_with("the test of a project failed: {}", "die Prüfung eines Projekts schlug fehl: {}", error.substr(0, 200)));
    std::string_view where = target.empty() ? path : target;
    for (size_t i = first_; i < item_.findings.size(); ++i) {
      bool is_nested = false;
      for (const auto& [begin, end] : nested_) is_nested = is_nested || (i >= begin && i < end);
      if (!is_nested) item_.findings[i].where = where;
      if (item_.findings[i].artefact.empty() && is_image(manager)) item_.findings[i].artefact = path;
    }
  }

 private:
  /// `deb`, `apk`, `rpm`, `linux`: the packages of an image.
  static bool is_image(std::string_view manager) { return manager == "deb" || manager == "apk" || manager == "rpm" || manager == "linux"; }

  void take_nested() {
    size_t begin = item_.findings.size();
    Project(reading_).take();
    nested_.emplace_back(begin, item_.findings.size());
  }

  bool take_filtered() {
    return for_each_member(reading_, [&](std::string_view name) {
      return (name == "ignore" || name == "patch") &&
             for_each_element(reading_, name, [&](const JsonValue& entry) { add(entry, State::Suppressed); });
    });
  }

  void add(const JsonValue& from, State state) {
    std::string_view id = text_at(from, "id");
    if (id.empty()) return reading_.warn("a vulnerability without an id is left out");
    // Licences are judged in the same list.
    if (text_at(from, "type") == "license") return;
    Finding finding;
    finding.id = item_.keep(id);
    finding.package = item_.keep(text_at(from, from.find("packageName") != nullptr ? "packageName" : "name"));
    finding.version = item_.keep(text_at(from, "version"));
    if (!seen_.insert(std::tuple(finding.id, finding.package, finding.version)).second) return;
    std::vector<std::string_view> others = texts_at(from, "identifiers.CVE");
    for (std::string_view other : texts_at(from, "identifiers.GHSA")) others.push_back(other);
    finding.aliases = aliases_of(item_, std::move(others), finding.id);
    std::string_view word = text_at(from, "severityWithCritical");
    if (word.empty()) word = text_at(from, "severity");
    finding.severity_raw = item_.keep(word);
    finding.has_severity = !word.empty();
    finding.severity = severity_of(word);
    rate_by_vectors(item_, finding, {text_at(from, "CVSSv4"), text_at(from, "CVSSv3")});
    std::vector<std::string_view> fixed = texts_at(from, "fixedIn");
    if (std::string_view nearest = text_at(from, "nearestFixedInVersion"); !nearest.empty()) fixed.push_back(nearest);
    finding.fixed_in = item_.keep_sorted(std::move(fixed));
    finding.fix = finding.fixed_in.empty() ? Fix::No : Fix::Yes;
    finding.published = time_at(reading_, from, "publicationTime");
    finding.state = state;
    item_.findings.push_back(finding);
  }

  Reading& reading_;
  Item& item_;
  size_t first_;
  std::vector<std::pair<size_t, size_t>> nested_;  ///< Findings of the projects inside.
  std::set<std::tuple<std::string_view, std::string_view, std::string_view>> seen_;
};

void read_report(Reading& reading) {
  Item& item = reading.item();
  item.is_scan = true;
  item.summary.text("scanner", "snyk").null("artifact");
  int64_t projects = 0;
  auto take = [&] {
    ++projects;
    Project(reading).take();
  };
  if (reading.json().peek() == '[') {
    walk_elements(reading, "the list", take);
  } else {
    take();
  }
  item.summary.number("projects", projects);
}

bool is_project(const Shape& shape, std::string_view before) {
  auto path = [&](std::string_view name) { return fmt::format("{}{}", before, name); };
  bool has_frame = shape.has(path("ok")) && shape.has(path("path"));
  bool has_list = shape.is_array(path("vulnerabilities")) && shape.has(path("packageManager"));
  return has_frame && (has_list || shape.has(path("error")));
}
bool is_report(const Shape& shape) { return is_project(shape, "") || is_project(shape, "[]."); }

constexpr Kind kKinds[] = {
    {.name = "snyk-report", .title = "Snyk report", .title_de = "Snyk-Bericht", .recognise = is_report, .read = read_report}};

}  // namespace

extern const Format reader_snyk;
const Format reader_snyk{.name = "snyk", .kinds = kKinds};

}  // namespace wafpp::evidence
