#include "evidence/facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/letters.h"
#include "evidence/common/aliases.h"
#include "evidence/common/lookalike.h"
#include "evidence/common/purl.h"
#include "evidence/history/history.h"
#include "evidence/history/waiver.h"

namespace wafpp::evidence {

namespace {

constexpr size_t kMostIds = 20;

void earlier(std::string_view& to, std::string_view time) {
  if (!time.empty() && (to.empty() || time < to)) to = time;
}

/// One vulnerability of one package.
struct OpenFinding {
  std::string_view id;
  Severity severity = Severity::Unknown;
  bool has_fix = false;
  bool is_known_exploited = false;
  bool is_waived = false;      ///< Some waiver is about it.
  bool may_be_older = false;   ///< `since` is the time of the first report of all.
  std::string_view since;      ///< First seen; empty: not known.
  std::string_view fix_since;  ///< The fix is there; empty: not known since when.
  std::optional<double> probability;

  void add(const Finding& finding) {
    severity = std::max(severity, finding.severity);
    is_known_exploited = is_known_exploited || finding.known_exploited;
    std::string_view first = finding.first_observed;
    if (!first.empty() && (since.empty() || first < since)) {
      since = first;
      may_be_older = finding.first_observed_from == kFromFirstReport;
    }
    if (finding.fix != Fix::Yes && finding.fix != Fix::Partial) return;
    has_fix = true;
    earlier(fix_since, finding.fix_since);
  }
};

/// The oldest of some findings, and how many have no date.
struct Oldest {
  int64_t undated = 0;
  std::string_view time;
  std::string_view id;

  void note(std::string_view since, std::string_view of, bool may_be_older) {
    undated += since.empty() || may_be_older ? 1 : 0;
    if (since.empty() || (!time.empty() && time <= since)) return;
    time = since;
    id = of;
  }
};

/// Names, each once and the first ones alone; they come sorted.
class Names {
 public:
  void add(std::string_view name) {
    if (names_.size() < kMostIds && (names_.empty() || names_.back() != name)) names_.emplace_back(name);
  }
  const std::vector<std::string>& all() const { return names_; }

 private:
  std::vector<std::string> names_;
};

/// Those of one severity.
class OpenCounts {
 public:
  void add(const OpenFinding& one) {
    ++count_;
    oldest_.note(one.since, one.id, one.may_be_older);
    ids_.add(one.id);
    if (one.is_known_exploited) {
      ++exploited_;
      exploited_ids_.add(one.id);
    }
    if (one.probability && (!probability_ || *one.probability > *probability_)) {
      probability_ = one.probability;
      likeliest_ = one.id;
    }
    // Nobody could act before both were known.
    bool is_dated = one.has_fix && !one.since.empty() && !one.fix_since.empty();
    std::string_view known = is_dated ? std::max(one.since, one.fix_since) : std::string_view();
    if (one.is_waived && waived_.size() < kMostIds) {
      Attributes waived;
      waived_.push_back(waived.text("id", one.id).text("oldest", one.since).text("mendable_oldest", known).object());
    }
    if (!one.has_fix) return;
    ++mendable_;
    // A fix that is older than the finding needs no date of its own; one without a date may be younger. One that came later dates both.
    oldest_mendable_.note(known, one.id, one.may_be_older && one.fix_since <= one.since);
  }

  Value described(std::string_view severity) const {
    Attributes to;
    to.text("severity", severity).number("count", count_).number("undated", oldest_.undated);
    to.text("oldest", oldest_.time).text("oldest_id", oldest_.id);
    to.number("mendable", mendable_).number("mendable_undated", oldest_mendable_.undated);
    to.text("mendable_oldest", oldest_mendable_.time).text("mendable_oldest_id", oldest_mendable_.id).texts("ids", ids_.all());
    to.number("known_exploited", exploited_).texts("known_exploited_ids", exploited_ids_.all());
    to.set("waived", Value::tuple(waived_)).null("epss").text("epss_id", likeliest_);
    // As many digits as EPSS gives; a binary fraction would be printed in full.
    if (probability_) {
      if (std::optional<value::Number> number = value::Number::parse(fmt::format("{:.5f}", *probability_)))
        to.set("epss", Value::number(*number));
    }
    return to.object();
  }

 private:
  int64_t count_ = 0;
  int64_t mendable_ = 0;
  int64_t exploited_ = 0;
  Oldest oldest_;
  Oldest oldest_mendable_;
  Names ids_;
  Names exploited_ids_;
  std::vector<Value> waived_;
  std::optional<double> probability_;
  std::string_view likeliest_;
};

class Maker {
 public:
  Maker(const Item& item, const std::string& file, const diag::Place& place, const FactOptions& options)
      : item_(item), file_(file), place_(place), options_(options) {}

  std::vector<facts::Fact> make() {
    Attributes whole = item_.summary;
    whole.text("kind", item_.kind).flag("complete", item_.is_complete);
    for (const auto& [name, value] : options_.file.entries()) whole.set(name, value);
    add("file", file_, std::move(whole));
    if (item_.is_sbom && wants("sbom")) add("sbom", file_, sbom());
    for (const Finding& finding : item_.findings) aliases_.add(finding.id, finding.aliases);
    if (item_.is_scan && wants("scan_report")) add("scan_report", file_, scan_report());
    if (wants("vulnerability")) {
      for (const Finding& finding : item_.findings) add("vulnerability", finding.id, described(finding));
    }
    if (wants("sbom_component")) {
      for (const Component& component : item_.components)
        add("sbom_component", component.purl.empty() ? component.name : component.purl, described(component));
    }
    if (wants("vex_statement")) {
      for (const Statement& statement : item_.statements) add("vex_statement", statement.vulnerability, described(statement));
    }
    for (const Record& record : item_.records) {
      if (!wants(record.kind)) continue;
      diag::Place place = place_;
      if (place.known() && record.end != 0) place = {place_.source, record.begin, record.end};
      add(record.kind, record.subject, record.attributes, place);
    }
    return std::move(facts_);
  }

 private:
  bool wants(std::string_view kind) const { return !options_.wanted || options_.wanted(fmt::format("evidence.{}", kind)); }

  Attributes sbom() const {
    Attributes to = item_.summary;
    size_t identified = 0;
    constexpr size_t kMostNames = 50;
    std::vector<std::string> lookalikes;
    for (const Component& component : item_.components) {
      identified += !component.purl.empty() && !component.version.empty() ? 1 : 0;
      std::optional<Purl> purl = lookalikes.size() < kMostNames ? parse_purl(component.purl) : std::nullopt;
      if (!purl || !purl->space.empty()) continue;
      if (std::string like = looks_like(purl->type, purl->name); !like.empty())
        lookalikes.push_back(fmt::format("{} ({})", purl->name, like));
    }
    std::sort(lookalikes.begin(), lookalikes.end());
    to.texts("lookalikes", lookalikes);
    to.number("component_count", static_cast<int64_t>(item_.components.size()))
        .number("identified_count", static_cast<int64_t>(identified));
    to.flag("has_subject", item_.sbom.has_subject).flag("is_container", item_.sbom.is_container);
    to.text("subject_name", item_.sbom.subject_name).text("subject_digest", item_.sbom.subject_digest);
    to.number("relation_count", static_cast<int64_t>(item_.sbom.relations)).text("created_at", item_.sbom.created);
    return to;
  }

  /// What is open, by severity. A vulnerability of one package counts once, however many binary packages and places show it.
  Attributes scan_report() const {
    std::map<std::pair<std::string_view, std::string>, OpenFinding> open;
    std::set<std::string_view> excluded;
    std::set<std::string> waived = waived_ids();
    for (const Finding& finding : item_.findings) {
      std::string_view id = aliases_.canonical(finding.id);
      if (finding.state == State::NotAffected) excluded.insert(id);
      if (finding.state != State::Open) continue;
      std::optional<Purl> purl = parse_purl(finding.purl);
      OpenFinding& one = open[{id, std::string(finding.artefact) + " " + (purl ? purl->package() : std::string(finding.package))}];
      one.id = id;
      one.is_waived = waived.contains(std::string(id));
      one.add(finding);
      if (options_.exploitation == nullptr) continue;
      if (std::optional<double> probability = options_.exploitation->probability(finding))
        one.probability = std::max(one.probability.value_or(0), *probability);
    }
    std::map<Severity, OpenCounts> counts;
    OpenCounts exploited;
    for (const auto& [key, one] : open) {
      counts[one.severity].add(one);
      if (one.is_known_exploited) exploited.add(one);
    }
    Attributes to = item_.summary;
    std::vector<value::Member> by_severity;
    for (Severity severity : {Severity::Critical, Severity::High, Severity::Medium, Severity::Low, Severity::Info, Severity::Unknown}) {
      by_severity.push_back({Value::string(base::lowered(word(severity))), counts[severity].described(word(severity))});
    }
    to.set("open", Value::object(std::move(by_severity)));
    // Not in `open`, where it would count twice.
    to.set("known_exploited", exploited.described({}));
    to.text("kind", item_.kind).flag("complete", item_.is_complete).number("excluded_count", static_cast<int64_t>(excluded.size()));
    return to;
  }

  /// Vulnerabilities that waivers of the report name.
  std::set<std::string> waived_ids() const {
    std::set<std::string> ids;
    const Value* waivers = item_.summary.find("waivers");
    if (waivers == nullptr || !waivers->has_content() || waivers->kind() != value::TypeKind::Tuple) return ids;
    for (const Value& each : waivers->elements()) {
      if (std::optional<Waiver> waiver = waiver_from(each)) ids.insert(std::move(waiver->vulnerability));
    }
    return ids;
  }

  /// The subject is made unique by the file and, where a file has several of one name, by counting.
  void add(std::string_view kind, std::string_view subject, Attributes attributes) { add(kind, subject, std::move(attributes), place_); }
  void add(std::string_view kind, std::string_view subject, Attributes attributes, const diag::Place& place) {
    std::string name = fmt::format("evidence.{}", kind);
    std::string full = subject == file_ ? file_ : fmt::format("{}#{}", file_, subject);
    size_t count = ++seen_[name + " " + full];
    if (count > 1) full += fmt::format("[{}]", count - 1);
    facts::Fact fact;
    fact.kind = std::move(name);
    fact.subject = full;
    fact.place = place;
    fact.target = std::make_shared<const value::StemTarget>(value::StemTarget{fact.kind, full, false, place});
    fact.set_value(attributes.text("file", file_).object().with_origin(facts::identity(fact.target, place)));
    fact.path = path_;
    facts_.push_back(std::move(fact));
  }

  Attributes described(const Finding& from) const {
    Attributes to;
    to.text("id", from.id).text("canonical_id", aliases_.canonical(from.id)).texts("aliases", from.aliases);
    to.text("package", from.package).text("version", from.version);
    std::optional<Purl> purl = parse_purl(from.purl);
    to.text("purl", purl ? purl->text() : std::string(from.purl)).text("package_purl", purl ? purl->package() : std::string());
    to.text("severity", word(from.severity)).text("severity_raw", from.severity_raw).text("rated_by", from.rated_by);
    to.text("fix", word(from.fix)).texts("fixed_in", from.fixed_in).text("fix_since", from.fix_since).text("state", word(from.state));
    to.text("status", from.status_raw).text("justification", from.justification).text("first_observed", from.first_observed);
    to.text("last_observed", from.last_observed).text("closed_at", from.closed_at).text("published", from.published);
    to.text("where", from.where).text("resource_type", from.resource_type).text("artefact", from.artefact);
    to.flag("known_exploited", from.known_exploited);
    return to;
  }

  static Attributes described(const Component& from) {
    Attributes to;
    std::optional<Purl> purl = parse_purl(from.purl);
    to.text("name", from.name).text("version", from.version).text("purl", purl ? purl->text() : std::string());
    to.text("package_purl", purl ? purl->package() : std::string()).text("type", from.type).text("supplier", from.supplier);
    to.texts("licences", from.licences).text("ref", from.ref).text("sha256", from.sha256);
    return to;
  }

  static Attributes described(const Statement& from) {
    Attributes to;
    to.text("vulnerability", from.vulnerability).texts("aliases", from.aliases).text("product", from.product);
    to.text("subcomponent", from.subcomponent).text("status", from.status).text("justification", from.justification);
    to.text("impact", from.impact).text("since", from.timestamp).text("invalid", from.invalid);
    return to;
  }

  const Item& item_;
  const std::string& file_;
  diag::Place place_;
  const FactOptions& options_;
  Aliases aliases_;
  std::unordered_map<std::string, size_t> seen_;
  std::shared_ptr<const std::vector<terraform::ModuleStep>> path_ = std::make_shared<const std::vector<terraform::ModuleStep>>();
  std::vector<facts::Fact> facts_;
};

}  // namespace

std::vector<facts::Fact> facts_of(const Item& item, const std::string& file, const diag::Place& place, const FactOptions& options) {
  return Maker(item, file, place, options).make();
}

}  // namespace wafpp::evidence
