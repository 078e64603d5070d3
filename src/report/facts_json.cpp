#include "report/facts_json.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "documents/json_writer.h"
#include "report/region.h"
#include "value/json_tree.h"

namespace wafpp::report {

namespace {

using documents::JsonWriter;
using value::Value;

// An attribute may stem from thousands of instances; a reader needs to see from which sort.
constexpr size_t kMaxStems = 32;

bool is_unknown(const Value& value) { return !value.is_known(); }
bool is_secret(const Value& value) { return (value.marks() & (value::kSensitive | value::kEphemeral)) != 0; }

std::vector<std::string> stems_of(const Value& value) {
  std::vector<std::string> stems;
  value::walk(value.deep_origin(), [&](const value::OriginStep& step) {
    if (facts::is_identity(step) || stems.size() == kMaxStems) return false;
    if (step.kind == value::OriginStep::Kind::Stem) stems.push_back(step.target->address + (step.text.empty() ? "" : "." + step.text));
    return true;
  });
  std::sort(stems.begin(), stems.end());
  stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
  return stems;
}

void write_stems(JsonWriter& writer, const Value& object) {
  writer.key("stems").begin_object();
  for (const value::Member& member : object.members()) {
    std::vector<std::string> stems = stems_of(member.value);
    if (stems.empty()) continue;
    writer.key(member.name()).begin_array();
    for (const std::string& stem : stems) writer.string(stem);
    writer.end_array();
  }
  writer.end_object();
}

void write_fact(JsonWriter& writer, const assess::Estate& estate, const facts::Fact& fact) {
  const facts::Root& root = estate.facts().roots()[fact.root];
  writer.begin_object();
  writer.member("kind", fact.kind).member("subject", fact.subject).member("root", root.folder);
  if (!root.environment.empty()) writer.member("environment", root.environment);
  if (!fact.module.empty()) writer.member("module", fact.module);
  if (!fact.provider.empty()) writer.member("provider", fact.provider);
  if (fact.unknown_instances) writer.member("unknown_instances", true);
  write_location(writer, "location", estate.sources(), fact.place);
  writer.key("values");
  value::write_known(writer, fact.value(), value::Secrets::Null);
  writer.key("unknown");
  value::write_flags(writer, fact.value(), is_unknown);
  writer.key("sensitive");
  value::write_flags(writer, fact.value(), is_secret);
  write_stems(writer, fact.value());
  if (fact.meta != nullptr) {
    writer.key("meta");
    value::write_known(writer, facts::meta_value(fact), value::Secrets::Null);
  }
  writer.end_object();
}

}  // namespace

std::string facts_json(const assess::Estate& estate) {
  JsonWriter writer;
  writer.begin_object().member("schema", "wafpp.facts/1").key("facts").begin_array();
  for (const facts::Fact* fact : estate.facts().all()) write_fact(writer, estate, *fact);
  writer.end_array().end_object();
  return writer.take() + "\n";
}

}  // namespace wafpp::report
