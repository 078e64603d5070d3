#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "documents/json_writer.h"
#include "evidence/output.h"
#include "value/json_tree.h"

namespace wafpp::evidence {

namespace {

using documents::JsonWriter;

constexpr size_t kFlushBytes = size_t{1} << 20;

void text_or_null(JsonWriter& json, std::string_view name, std::string_view text) {
  json.key(name);
  text.empty() ? json.null() : json.string(text);
}
void text_if_any(JsonWriter& json, std::string_view name, std::string_view text) {
  if (!text.empty()) json.member(name, text);
}
void texts(JsonWriter& json, std::string_view name, std::span<const std::string_view> all) {
  json.key(name).begin_array();
  for (std::string_view text : all) json.string(text);
  json.end_array();
}

void finding(JsonWriter& json, const Finding& from) {
  json.on_one_line().begin_object();
  json.member("id", from.id);
  text_or_null(json, "package", from.package);
  text_or_null(json, "version", from.version);
  json.key("severity_raw");
  from.has_severity ? json.string(from.severity_raw) : json.null();
  json.member("severity", word(from.severity));
  text_if_any(json, "rated_by", from.rated_by);
  json.member("fix", word(from.fix));
  texts(json, "fixed_in", from.fixed_in);
  json.member("state", word(from.state));
  text_or_null(json, "first_observed", from.first_observed);
  text_if_any(json, "first_observed_from", from.first_observed_from);
  text_if_any(json, "last_observed", from.last_observed);
  text_if_any(json, "closed_at", from.closed_at);
  text_or_null(json, "published", from.published);
  text_if_any(json, "fix_available_since", from.fix_since);
  text_or_null(json, "purl", from.purl);
  if (!from.aliases.empty()) texts(json, "aliases", from.aliases);
  text_if_any(json, "where", from.where);
  text_if_any(json, "resource_type", from.resource_type);
  text_if_any(json, "artefact", from.artefact);
  text_or_null(json, "status_raw", from.status_raw);
  text_if_any(json, "justification", from.justification);
  if (from.known_exploited) json.member("kev", true);
  json.end_object();
}

template <size_t kCount>
void counts(JsonWriter& json, std::string_view name, const std::array<std::string_view, kCount>& words,
            const std::map<std::string_view, size_t>& by_word) {
  json.key(name).on_one_line().begin_object();
  for (std::string_view each : words) {
    if (auto found = by_word.find(each); found != by_word.end()) json.member(each, found->second);
  }
  json.end_object();
}

void flush(JsonWriter& json, const Write& write) {
  if (json.text().size() >= kFlushBytes) write(json.take());
}

void scan(JsonWriter& json, const Item& item, const Write& write) {
  std::map<std::string_view, size_t> severities;
  std::map<std::string_view, size_t> states;
  std::map<std::string_view, size_t> fixes;
  std::set<std::string_view> ids;
  size_t dated = 0;
  for (const Finding& each : item.findings) {
    ++severities[word(each.severity)];
    ++states[word(each.state)];
    ++fixes[word(each.fix)];
    ids.insert(each.id);
    dated += each.first_observed.empty() ? 0U : 1U;
  }
  json.member("findings_total", item.findings.size());
  counts<6>(json, "by_severity", {"CRITICAL", "HIGH", "MEDIUM", "LOW", "INFO", "UNKNOWN"}, severities);
  counts<4>(json, "by_state", {"open", "closed", "suppressed", "not_affected"}, states);
  counts<4>(json, "fix_available", {"yes", "partial", "no", "unknown"}, fixes);
  json.member("unique_ids", ids.size());
  json.key("first_observed")
      .on_one_line()
      .begin_object()
      .member("with", dated)
      .member("without", item.findings.size() - dated)
      .end_object();
  json.key("findings").begin_array();
  for (const Finding& each : item.findings) {
    finding(json, each);
    flush(json, write);
  }
  json.end_array();
}

void component(JsonWriter& json, const Component& from) {
  json.on_one_line().begin_object();
  text_or_null(json, "name", from.name);
  text_or_null(json, "version", from.version);
  text_or_null(json, "purl", from.purl);
  text_if_any(json, "type", from.type);
  text_if_any(json, "supplier", from.supplier);
  if (!from.licences.empty()) texts(json, "licences", from.licences);
  text_if_any(json, "ref", from.ref);
  text_if_any(json, "sha256", from.sha256);
  json.end_object();
}

void statement(JsonWriter& json, const Statement& from) {
  json.on_one_line().begin_object();
  json.member("vulnerability", from.vulnerability);
  if (!from.aliases.empty()) texts(json, "aliases", from.aliases);
  text_or_null(json, "product", from.product);
  text_if_any(json, "subcomponent", from.subcomponent);
  text_or_null(json, "status", from.status);
  text_if_any(json, "justification", from.justification);
  text_if_any(json, "impact", from.impact);
  text_or_null(json, "since", from.timestamp);
  text_if_any(json, "ignored", from.invalid);
  json.end_object();
}

void records(JsonWriter& json, const Item& item, const Write& write) {
  json.key("record_list").begin_array();
  for (const Record& each : item.records) {
    json.on_one_line().begin_object();
    json.member("record", each.kind).member("subject", each.subject);
    for (const auto& [name, value] : each.attributes.entries()) {
      if (name != "record" && name != "subject") value::write_known(json.key(name), value);
    }
    json.end_object();
    flush(json, write);
  }
  json.end_array();
}

void warnings(JsonWriter& json, const Outcome& outcome) {
  if (outcome.warning_count == 0) return;
  json.member("warnings", outcome.warning_count);
  json.key("warning_list").begin_array();
  for (const Warning& warning : outcome.warnings) {
    json.on_one_line().begin_object();
    json.member("line", warning.place.line).member("column", warning.place.column).member("message", warning.message);
    json.end_object();
  }
  json.end_array();
}

void refusal(JsonWriter& json, const Outcome& outcome) {
  text_or_null(json, "kind", outcome.kind == nullptr ? std::string_view() : outcome.kind->name);
  for (const auto& [name, value] : outcome.refusal->seen.entries()) {
    if (name != "reason") value::write_known(json.key(name), value);
  }
  json.member("reject", true).member("reason", outcome.refusal->reason.en);
  if (outcome.refusal->place) json.member("line", outcome.refusal->place->line).member("column", outcome.refusal->place->column);
}

}  // namespace

void write_json(const Outcome& outcome, const Write& write) {
  JsonWriter json(JsonWriter::Layout::Indented);
  json.begin_object();
  if (!outcome.item) {
    refusal(json, outcome);
    warnings(json, outcome);
  } else {
    const Item& item = *outcome.item;
    json.member("kind", item.kind);
    for (const auto& [name, value] : item.summary.entries()) value::write_known(json.key(name), value);
    if (!item.is_complete) json.member("complete", false);
    warnings(json, outcome);
    if (item.is_scan) scan(json, item, write);
    if (item.is_sbom) {
      json.key("component_list").begin_array();
      for (const Component& each : item.components) {
        component(json, each);
        flush(json, write);
      }
      json.end_array();
    }
    if (!item.statements.empty()) {
      json.key("statement_list").begin_array();
      for (const Statement& each : item.statements) statement(json, each);
      json.end_array();
    }
    if (!item.records.empty()) records(json, item, write);
  }
  json.end_object();
  write(json.take() + "\n");
}

}  // namespace wafpp::evidence
