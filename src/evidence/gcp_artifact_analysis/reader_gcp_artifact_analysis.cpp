#include "evidence/common/cvss.h"
#include "evidence/common/gcp.h"
#include "evidence/common/severity.h"

namespace wafpp::evidence {

namespace {

State state_of(std::string_view assessment) {
  if (assessment == "NOT_AFFECTED") return State::NotAffected;
  return assessment == "FIXED" ? State::Closed : State::Open;
}

/// `https://HOST/PATH@sha256:...` without how it is fetched.
std::string_view without_scheme(std::string_view uri) {
  size_t scheme = uri.find("://");
  return scheme == std::string_view::npos ? uri : uri.substr(scheme + 3);
}

void add_issue(Reading& reading, const JsonValue& issue, const Finding& frame) {
  Item& item = reading.item();
  Finding finding = frame;
  finding.package = item.keep(text_at(issue, "affectedPackage"));
  finding.version = item.keep(text_at(issue, "affectedVersion.fullName"));
  if (std::string_view word = text_at(issue, "effectiveSeverity"); !word.empty()) {
    finding.severity_raw = item.keep(word);
    finding.has_severity = true;
    if (severity_of(word) != Severity::Unknown) finding.severity = severity_of(word);
  }
  // A version that is larger than all others says that there is none.
  std::string_view fixed = text_at(issue, "fixedVersion.kind") == "MAXIMUM" ? std::string_view() : text_at(issue, "fixedVersion.fullName");
  if (!fixed.empty()) finding.fixed_in = item.keep_sorted({fixed});
  bool is_said = issue.find("fixAvailable") != nullptr || text_at(issue, "fixedVersion.kind") == "MAXIMUM";
  finding.fix = !fixed.empty() || is_true_at(issue, "fixAvailable") ? Fix::Yes : is_said ? Fix::No : frame.fix;
  std::vector<std::string_view> places;
  for (const JsonValue& location : elements_at(issue, "fileLocation")) places.push_back(text_at(location, "filePath"));
  if (!places.empty()) finding.where = item.keep(places.front());
  item.findings.push_back(finding);
}

void add_occurrence(Reading& reading, const JsonValue& from) {
  const JsonValue* vulnerability = from.find("vulnerability");
  if (vulnerability == nullptr) return;  // Of a scan, a build, a signature.
  std::string_view note = text_at(from, "noteName");
  std::string_view id = note.substr(note.rfind('/') + 1);
  if (id.empty()) {
    reading.warn("an occurrence without a note is left out");
    return;
  }
  Item& item = reading.item();
  Finding frame;
  frame.id = item.keep(id);
  if (std::string_view title = text_at(*vulnerability, "shortDescription"); is_public_id(title)) {
    frame.aliases = aliases_of(item, {title}, frame.id);
  }
  std::string_view word = text_at(*vulnerability, "effectiveSeverity");
  if (severity_of(word) == Severity::Unknown) word = text_at(*vulnerability, "severity");
  frame.severity_raw = item.keep(word);
  frame.has_severity = !word.empty();
  frame.severity = severity_of(word);
  frame.fix = is_true_at(*vulnerability, "fixAvailable") ? Fix::Yes : Fix::Unknown;
  frame.state = state_of(text_at(*vulnerability, "vexAssessment.state"));
  std::span<const JsonValue> justification = elements_at(*vulnerability, "vexAssessment.justification");
  if (justification.empty()) frame.justification = item.keep(text_at(*vulnerability, "vexAssessment.justification.justificationType"));
  frame.first_observed = time_at(reading, from, "createTime");
  frame.last_observed = time_at(reading, from, "updateTime");
  frame.artefact = item.keep(without_scheme(text_at(from, "resourceUri")));
  std::span<const JsonValue> issues = elements_at(*vulnerability, "packageIssue");
  for (const JsonValue& issue : issues) add_issue(reading, issue, frame);
  if (issues.empty()) item.findings.push_back(frame);
}

void note_digests(Item& item) {
  std::vector<std::string_view> artefacts;
  for (const Finding& finding : item.findings) {
    if (finding.artefact.view().find("@sha256:") != std::string_view::npos) artefacts.push_back(finding.artefact);
  }
  item.summary.texts("repo_digests", item.keep_sorted(std::move(artefacts)));
}

void read_occurrences(Reading& reading) {
  Item& item = reading.item();
  item.is_scan = true;
  item.summary.text("scanner", "artifact-analysis");
  walk_list(reading, "occurrences", [&](const JsonValue& entry) { add_occurrence(reading, entry); });
  note_digests(item);
}

/// What `images describe` prints: findings by severity, and how the scan went.
void read_image(Reading& reading) {
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  Item& item = reading.item();
  const JsonValue& root = document->root();
  std::string_view status;
  for (const JsonValue& each : elements_at(root, "discovery_summary.discovery")) {
    status = item.keep(text_at(each, "discovery.analysisStatus"));
    item.summary.text("report_time", time_at(reading, each, "discovery.lastScanTime"));
  }
  const JsonValue* summary = root.find("package_vulnerability_summary");
  bool has_failed = !status.empty() && status != "FINISHED_SUCCESS" && status != "COMPLETE";
  item.is_scan = summary != nullptr && summary->is(JsonKind::Object) && !has_failed;
  std::string_view digest = text_at(root, "image_summary.fully_qualified_digest");
  item.summary.text("scanner", "artifact-analysis").text("artifact", digest).text("scan_status", status);
  if (const JsonValue* groups = summary == nullptr ? nullptr : summary->find("vulnerabilities")) {
    for (const JsonMember& group : groups->members()) {
      for (const JsonValue& occurrence : group.value.elements()) add_occurrence(reading, occurrence);
    }
  }
  note_digests(item);
  if (!digest.empty()) item.summary.texts("repo_digests", std::vector<std::string>{std::string(digest)});
  if (has_failed) reading.warn(fmt::format("the scan ended with `{}`: the list proves nothing", status));
  if (summary == nullptr) reading.warn("no list of vulnerabilities was asked for (`--show-package-vulnerability`): it proves nothing");
}

bool is_note(std::string_view name) { return name.starts_with("projects/") && name.find("/notes/") != std::string_view::npos; }
bool is_occurrences(const Shape& shape) { return is_note(shape.text("[].noteName")) || is_note(shape.text("occurrences[].noteName")); }
bool is_image(const Shape& shape) { return shape.has("image_summary.fully_qualified_digest"); }

constexpr Kind kKinds[] = {
    {.name = "gcp-occurrences",
     .title = "Artifact Analysis vulnerabilities",
     .title_de = "Schwachstellen aus Artifact Analysis",
     .recognise = is_occurrences,
     .read = read_occurrences,
     .needs = "occurrences"},
    {.name = "gcp-image",
     .title = "image with Artifact Analysis vulnerabilities",
     .title_de = "Image mit Schwachstellen aus Artifact Analysis",
     .recognise = is_image,
     .read = read_image},
};

}  // namespace

extern const Format reader_gcp_artifact_analysis;
const Format reader_gcp_artifact_analysis{.name = "gcp_artifact_analysis", .kinds = kKinds};

}  // namespace wafpp::evidence
