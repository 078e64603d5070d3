#include "evidence/common/vex.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "evidence/common/purl.h"

namespace wafpp::evidence {

namespace {

bool names(const Statement& statement, const Finding& finding) {
  auto is_same = [&](std::string_view id) {
    return id == finding.id || std::find(finding.aliases.begin(), finding.aliases.end(), id) != finding.aliases.end();
  };
  return is_same(statement.vulnerability) || std::any_of(statement.aliases.begin(), statement.aliases.end(), is_same);
}

/// What a report is about: `registry/name@sha256:...` for each digest that it knows of its image.
std::vector<std::string_view> images_of(const Item& report) {
  std::vector<std::string_view> images;
  const Value* digests = report.summary.find("repo_digests");
  if (digests == nullptr || !digests->has_content()) return images;
  for (const Value& digest : digests->elements()) {
    if (digest.has_content()) images.push_back(digest.as_string());
  }
  return images;
}

/// An image is named by its digest, or, without one, by its repository.
bool is_image(const Purl& product, std::string_view image) {
  size_t at = image.rfind('@');
  if (!product.version.empty()) return at != std::string_view::npos && image.substr(at + 1) == product.version;
  auto repository = product.qualifiers.find("repository_url");
  return repository != product.qualifiers.end() && image.substr(0, at) == repository->second;
}

bool covers_text(std::string_view named, std::string_view found) {
  if (named == found) return true;
  std::optional<Purl> a = parse_purl(named);
  std::optional<Purl> b = parse_purl(found);
  return a && b && purl_covers(*a, *b);
}

/// Whether the statement is about this finding in this artefact.
bool is_about(const Statement& statement, const Finding& finding, const std::vector<std::string_view>& images) {
  std::optional<Purl> product = parse_purl(statement.product);
  bool is_artefact =
      product && std::any_of(images.begin(), images.end(), [&](std::string_view image) { return is_image(*product, image); });
  if (!is_artefact) return statement.subcomponent.empty() && covers_text(statement.product, finding.purl);
  return statement.subcomponent.empty() || covers_text(statement.subcomponent, finding.purl);
}

VexEffect effect_of(const Statement& statement, bool is_still_seen) {
  VexEffect effect{statement.status, "none: the clock runs", {}, {}};
  if (statement.status == "not_affected") {
    effect.effect = "excluded";
    effect.since = statement.timestamp;
  } else if (statement.status == "fixed") {
    effect.effect = is_still_seen ? "conflict" : "closed";
    if (is_still_seen) effect.reason = "fixed is claimed, yet the scanner still sees the vulnerable version in the same image";
  }
  return effect;
}

}  // namespace

std::string_view why_invalid(std::string_view status, std::string_view justification, std::string_view impact) {
  if (status == "not_affected") {
    return justification.empty() && impact.empty() ? "not_affected without justification and without impact_statement" : std::string_view();
  }
  bool is_known = status == "affected" || status == "fixed" || status == "under_investigation";
  if (!is_known) return "a status that VEX does not know";
  if (justification.empty()) return {};
  if (status == "affected") return "affected must not carry a justification";
  return status == "fixed" ? "fixed must not carry a justification" : "under_investigation must not carry a justification";
}

std::map<std::string_view, VexEffect> apply_vex(const Item& vex, const Item& report) {
  std::vector<const Statement*> ordered;
  for (const Statement& statement : vex.statements) ordered.push_back(&statement);
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) { return a->timestamp < b->timestamp; });
  std::vector<std::string_view> images = images_of(report);
  std::map<std::string_view, VexEffect> effects;
  std::map<std::string_view, bool> decided;
  for (const Statement* statement : ordered) {
    std::string_view id = statement->vulnerability;
    if (!statement->invalid.empty()) {
      if (!decided[id]) effects[id] = {statement->status, "ignored", {}, statement->invalid};
      continue;
    }
    bool is_named = false;
    bool is_meant = false;
    bool is_seen = false;
    for (const Finding& finding : report.findings) {
      if (!names(*statement, finding)) continue;
      is_named = true;
      if (!is_about(*statement, finding, images)) continue;
      is_meant = true;
      is_seen = is_seen || finding.state == State::Open;
    }
    if (is_meant) {
      effects[id] = effect_of(*statement, is_seen);
      decided[id] = true;
    } else if (!decided[id]) {
      effects[id] = {statement->status, "none", {}, is_named ? "another product" : "the report does not have this vulnerability"};
    }
  }
  return effects;
}

size_t exclude_not_affected(Item& report, std::span<const Item* const> documents, std::string_view as_of) {
  std::vector<const Statement*> ordered;
  for (const Item* document : documents) {
    for (const Statement& statement : document->statements) {
      // A day compares with a time by its beginning.
      bool is_later = !as_of.empty() && !statement.timestamp.empty() && statement.timestamp > as_of;
      if (statement.invalid.empty() && !is_later) ordered.push_back(&statement);
    }
  }
  if (ordered.empty()) return 0;
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) { return a->timestamp < b->timestamp; });
  std::unordered_map<std::string_view, std::vector<size_t>> by_name;
  for (size_t index = 0; index < report.findings.size(); ++index) {
    const Finding& finding = report.findings[index];
    if (finding.state != State::Open) continue;
    by_name[finding.id].push_back(index);
    for (std::string_view alias : finding.aliases) by_name[alias].push_back(index);
  }
  std::vector<std::string_view> images = images_of(report);
  std::unordered_map<size_t, const Statement*> latest;
  for (const Statement* statement : ordered) {
    auto take = [&](std::string_view name) {
      auto found = by_name.find(name);
      if (found == by_name.end()) return;
      for (size_t index : found->second) {
        if (is_about(*statement, report.findings[index], images)) latest[index] = statement;
      }
    };
    take(statement->vulnerability);
    for (std::string_view alias : statement->aliases) take(alias);
  }
  size_t marked = 0;
  for (const auto& [index, statement] : latest) {
    if (statement->status != "not_affected") continue;
    report.findings[index].state = State::NotAffected;
    report.findings[index].justification = statement->justification.empty() ? statement->impact : statement->justification;
    ++marked;
  }
  return marked;
}

Value described(const std::map<std::string_view, VexEffect>& effects) {
  std::vector<value::Member> members;
  for (const auto& [id, effect] : effects) {
    Attributes entry;
    entry.text("status", effect.status).text("effect", effect.effect).text("since", effect.since).text("reason", effect.reason);
    members.push_back({Value::string(id), entry.object()});
  }
  return Value::object(std::move(members));
}

}  // namespace wafpp::evidence
