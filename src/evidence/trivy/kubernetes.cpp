#include <array>

#include "evidence/trivy/report.h"

namespace wafpp::evidence {

namespace {

/// One resource of a cluster, with the results of all its images; its frame may come behind them.
void take_resource(Reading& reading, int64_t& failed) {
  Item& item = reading.item();
  size_t first = item.findings.size();
  std::string space;
  std::string kind;
  std::string name;
  std::string image;
  bool has_failed = false;
  reading.mark_entry();
  bool is_object = for_each_member(reading, [&](std::string_view member) {
    if (member == "Results") return walk_elements(reading, member, [&] { read_trivy_result(reading); });
    if (member != "Namespace" && member != "Kind" && member != "Name" && member != "Error" && member != "Metadata") return false;
    std::string key(member);
    std::optional<JsonDocument> value = reading.read();
    if (!value) return true;
    std::string_view text = value->root().string();
    if (key == "Namespace") space = text;
    if (key == "Kind") kind = text;
    if (key == "Name") name = text;
    if (key == "Error") has_failed = !text.empty();
    for (const JsonValue& metadata : value->root().elements()) {
      for (std::string_view digest : texts_at(metadata, "RepoDigests")) image = image.empty() ? digest : image;
    }
    return true;
  });
  if (!is_object) return reading.refuse({"a resource is no object", "eine Ressource ist kein Objekt"});
  std::string subject = fmt::format("{}/{}/{}", space, kind, name);
  if (has_failed) {
    ++failed;
    reading.warn(fmt::format("`{}` could not be scanned: nothing is known of it", subject));
  }
  std::string_view resource = item.keep(subject);
  std::string_view artefact = item.keep(image);
  for (size_t i = first; i < item.findings.size(); ++i) {
    item.findings[i].artefact = artefact.empty() ? resource : artefact;
    item.findings[i].resource_type = item.keep(kind);
    item.findings[i].where = item.keep(fmt::format("{} {}", resource, item.findings[i].where.view()));
  }
}

}  // namespace

void read_trivy_cluster(Reading& reading) {
  constexpr std::array<std::string_view, 3> kLists = {"Resources", "Findings", "Vulnerabilities"};
  Item& item = reading.item();
  item.is_scan = true;
  item.summary.text("scanner", "trivy").null("cluster");
  int64_t resources = 0;
  int64_t failed = 0;
  for_each_member(reading, [&](std::string_view name) {
    for (std::string_view list : kLists) {
      if (name != list) continue;
      return walk_elements(reading, list, [&] {
        ++resources;
        take_resource(reading, failed);
      });
    }
    if (name != "ClusterName") return false;
    std::optional<JsonDocument> value = reading.read();
    if (value) item.summary.text("cluster", value->root().string());
    return true;
  });
  item.summary.number("resources", resources).number("failed_resources", failed);
}

bool is_trivy_cluster(const Shape& shape) {
  if (!shape.has("ClusterName")) return false;
  return shape.is_array("Resources") || shape.is_array("Findings") || shape.is_array("Vulnerabilities");
}

}  // namespace wafpp::evidence
