#include "evidence/facts.h"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>

#include "evidence/common/aliases.h"
#include "evidence/common/purl.h"

namespace wafpp::evidence {

namespace {

class Maker {
 public:
  Maker(const Item& item, const std::string& file, const diag::Place& place) : item_(item), file_(file), place_(place) {}

  std::vector<facts::Fact> make() {
    Attributes whole = item_.summary;
    whole.text("kind", item_.kind).flag("complete", item_.is_complete);
    add("file", file_, std::move(whole));
    if (item_.is_sbom) add("sbom", file_, item_.summary);
    for (const Finding& finding : item_.findings) aliases_.add(finding.id, finding.aliases);
    for (const Finding& finding : item_.findings) add("vulnerability", finding.id, described(finding));
    for (const Component& component : item_.components)
      add("sbom_component", component.purl.empty() ? component.name : component.purl, described(component));
    for (const Statement& statement : item_.statements) add("vex_statement", statement.vulnerability, described(statement));
    for (const Record& record : item_.records) {
      diag::Place place = place_;
      if (place.known() && record.end != 0) place = {place_.source, record.begin, record.end};
      add(record.kind, record.subject, record.attributes, place);
    }
    return std::move(facts_);
  }

 private:
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
    fact.value = attributes.text("file", file_).object().with_origin(facts::identity(fact.target, place));
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
  Aliases aliases_;
  std::unordered_map<std::string, size_t> seen_;
  std::shared_ptr<const std::vector<terraform::ModuleStep>> path_ = std::make_shared<const std::vector<terraform::ModuleStep>>();
  std::vector<facts::Fact> facts_;
};

}  // namespace

std::vector<facts::Fact> facts_of(const Item& item, const std::string& file, const diag::Place& place) {
  return Maker(item, file, place).make();
}

}  // namespace wafpp::evidence
