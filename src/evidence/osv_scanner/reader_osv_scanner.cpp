#include <algorithm>

#include "evidence/common/cvss.h"
#include "evidence/common/json_fields.h"
#include "evidence/common/severity.h"

namespace wafpp::evidence {

namespace {

/// Versions in which a range says that it is repaired; those of GIT ranges are commits.
std::vector<std::string_view> fixed_in(const JsonValue& vulnerability, std::string_view package) {
  std::vector<std::string_view> versions;
  for (const JsonValue& affected : elements_at(vulnerability, "affected")) {
    std::string_view name = text_at(affected, "package.name");
    if (!name.empty() && name != package) continue;
    for (const JsonValue& range : elements_at(affected, "ranges")) {
      if (text_at(range, "type") == "GIT") continue;
      for (const JsonValue& event : elements_at(range, "events")) {
        if (std::string_view fixed = text_at(event, "fixed"); !fixed.empty()) versions.push_back(fixed);
      }
    }
  }
  return versions;
}

/// The database's own word; where there is none, what the CVSS vectors come to, the newest version first.
void rate(Item& item, const JsonValue& vulnerability, Finding& finding) {
  if (std::string_view word = text_at(vulnerability, "database_specific.severity"); !word.empty()) {
    finding.severity_raw = item.keep(word);
    finding.has_severity = true;
    finding.severity = severity_of(word);
    if (finding.severity != Severity::Unknown) return;
  }
  std::vector<std::string_view> vectors;
  for (const JsonValue& severity : elements_at(vulnerability, "severity")) vectors.push_back(text_at(severity, "score"));
  rate_by_vectors(item, finding, vectors);
}

void add_package(Reading& reading, const JsonValue& package) {
  Item& item = reading.item();
  std::string_view name = text_at(package, "package.name");
  for (const JsonValue& vulnerability : elements_at(package, "vulnerabilities")) {
    std::string_view id = text_at(vulnerability, "id");
    if (id.empty()) {
      reading.warn("a vulnerability without an id is left out");
      continue;
    }
    Finding finding;
    finding.id = item.keep(id);
    finding.package = item.keep(name);
    finding.version = item.keep(text_at(package, "package.version"));
    finding.published = time_at(reading, vulnerability, "published");
    finding.fixed_in = item.keep_sorted(fixed_in(vulnerability, name));
    finding.fix = finding.fixed_in.empty() ? Fix::No : Fix::Yes;
    std::vector<std::string_view> aliases = texts_at(vulnerability, "aliases");
    for (const JsonValue& group : elements_at(package, "groups")) {
      std::vector<std::string_view> ids = texts_at(group, "ids");
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) continue;
      std::vector<std::string_view> more = texts_at(group, "aliases");
      aliases.insert(aliases.end(), ids.begin(), ids.end());
      aliases.insert(aliases.end(), more.begin(), more.end());
    }
    finding.aliases = aliases_of(item, std::move(aliases), id);
    rate(item, vulnerability, finding);
    item.findings.push_back(finding);
  }
}

void take_result(Reading& reading) {
  Item& item = reading.item();
  size_t first = item.findings.size();
  std::string_view path;
  reading.mark_entry();
  bool is_object = for_each_member(reading, [&](std::string_view name) {
    if (name == "packages") return for_each_element(reading, "packages", [&](const JsonValue& package) { add_package(reading, package); });
    if (name != "source") return false;
    if (std::optional<JsonDocument> source = reading.read()) path = item.keep(text_at(source->root(), "path"));
    return true;
  });
  if (!is_object) reading.refuse({"an entry of `results` is no object", "ein Eintrag von `results` ist kein Objekt"});
  for (size_t i = first; i < item.findings.size(); ++i) item.findings[i].where = path;
}

void read_report(Reading& reading) {
  reading.item().is_scan = true;
  reading.item().summary.text("scanner", "osv-scanner");
  for_each_member(reading, [&](std::string_view name) {
    return name == "results" && walk_elements(reading, "results", [&] { take_result(reading); });
  });
}

bool is_report(const Shape& shape) {
  return shape.is_array("results") && (shape.is_array("results[].packages[].vulnerabilities") ||
                                       (shape.has("results[].source.path") && shape.is_array("results[].packages")));
}

constexpr Kind kKinds[] = {{.name = "osv-scanner",
                            .title = "OSV-Scanner report",
                            .title_de = "OSV-Scanner-Bericht",
                            .recognise = is_report,
                            .read = read_report,
                            .needs = "results"}};

}  // namespace

extern const Format reader_osv_scanner;
const Format reader_osv_scanner{.name = "osv_scanner", .kinds = kKinds};

}  // namespace wafpp::evidence
