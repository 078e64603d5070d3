#include "evidence/history/deadlines.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "base/letters.h"
#include "documents/yaml.h"
#include "documents/yaml_folder.h"

namespace wafpp::evidence {

namespace {

using documents::YamlKind;
using documents::YamlMember;
using documents::YamlNode;

constexpr int64_t kDay = 24;
constexpr diag::Kind kBadDeadline = {.name = "bad-deadline", .level = diag::Level::Error};
constexpr std::string_view kFolder = "deadlines";

std::vector<Deadlines> built_in() {
  return {
      // Requirement `cve-deadlines`.
      {.control = "WAF-SEC-070",
       .key = "sla_070",
       .clock = Deadlines::Clock::Detection,
       .by_severity = {0, 0, 0, 90 * kDay, 60 * kDay, 30 * kDay}},
      // Requirement `cve-fix-deadlines`.
      {.control = "WAF-SEC-110", .key = "sla_110", .clock = Deadlines::Clock::Fix, .by_severity = {0, 0, 0, 0, 7 * kDay, 1 * kDay}},
  };
}

std::vector<Deadlines>& storage() {
  static std::vector<Deadlines> deadlines = built_in();
  return deadlines;
}

/// `sla_acme_07`.
std::string key_of(std::string_view control) {
  std::string key = "sla_" + base::lowered(control);
  auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  std::replace_if(key.begin(), key.end(), [&](char c) { return !is_plain(c); }, '_');
  return key;
}

/// `30d` or `24h` in hours; nothing for anything else, or more than a hundred years.
std::optional<int64_t> hours_of(std::string_view text) {
  constexpr int64_t kLongest = 36'500 * kDay;
  int64_t number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  bool has_unit = error == std::errc() && end + 1 == text.data() + text.size() && (*end == 'd' || *end == 'h');
  if (!has_unit || number < 1 || number > kLongest) return std::nullopt;
  int64_t hours = *end == 'd' ? number * kDay : number;
  return hours > kLongest ? std::nullopt : std::optional(hours);
}

Deadlines read_one(std::string_view control, const YamlNode& node, diag::Sink& sink) {
  constexpr std::array<Severity, 5> kSeverities = {Severity::Info, Severity::Low, Severity::Medium, Severity::High, Severity::Critical};
  Deadlines deadlines{.control = std::string(control), .key = key_of(control), .clock = Deadlines::Clock::Detection};
  if (const Deadlines* known = deadlines_of(control)) {
    deadlines.key = known->key;
    deadlines.clock = known->clock;
  }
  if (!node.is(YamlKind::Mapping) || node.members().empty())
    sink.report(kBadDeadline, node.place(), fmt::format("the deadlines of `{}` have to be a mapping, such as `{{critical: 30d}}`", control))
        .emit();
  for (const YamlMember& member : node.members()) {
    std::string_view name = member.key.text();
    if (name == "from") {
      std::string_view from = member.value.text();
      if (from != "detection" && from != "fix") sink.report(kBadDeadline, member.value.place(), "`from` is `detection` or `fix`").emit();
      deadlines.clock = from == "fix" ? Deadlines::Clock::Fix : Deadlines::Clock::Detection;
      continue;
    }
    auto severity = std::find_if(kSeverities.begin(), kSeverities.end(), [&](Severity each) { return base::lowered(word(each)) == name; });
    if (severity == kSeverities.end()) {
      sink.report(kBadDeadline, member.key.place(), fmt::format("`{}` is no severity, and not `from`", name)).emit();
      continue;
    }
    std::optional<int64_t> hours = hours_of(member.value.text());
    if (!hours) sink.report(kBadDeadline, member.value.place(), "a deadline is a number of days or hours: `30d`, `24h`").emit();
    deadlines.by_severity[static_cast<size_t>(*severity)] = hours.value_or(0);
  }
  return deadlines;
}

void take_over(Deadlines own) {
  std::vector<Deadlines>& all = storage();
  auto known = std::find_if(all.begin(), all.end(), [&](const Deadlines& each) { return each.control == own.control; });
  if (known == all.end()) {
    all.push_back(std::move(own));
  } else {
    *known = std::move(own);
  }
}

}  // namespace

std::optional<int64_t> Deadlines::hours(Severity severity) const {
  int64_t hours = by_severity[static_cast<size_t>(severity)];
  return hours == 0 ? std::nullopt : std::optional(hours);
}

std::span<const Deadlines> all_deadlines() { return storage(); }

const Deadlines* deadlines_of(std::string_view control) {
  std::vector<Deadlines>& all = storage();
  auto found = std::find_if(all.begin(), all.end(), [&](const Deadlines& each) { return each.control == control; });
  return found == all.end() ? nullptr : &*found;
}

void add_own_deadlines(const documents::Repository& folder, diag::SourceMap& sources, diag::Sink& sink) {
  documents::for_each_yaml_file(folder, kFolder, sources, sink, kBadDeadline, [&](const diag::Source& source, const std::string&) {
    diag::Sink of_file;
    documents::YamlStream stream = documents::parse_yaml(source, of_file);
    const YamlNode* list = of_file.has_errors() ? nullptr : stream.root().find("deadlines");
    std::vector<Deadlines> own;
    if (list == nullptr || !list->is(YamlKind::Mapping)) {
      if (!of_file.has_errors())
        of_file.report(kBadDeadline, stream.root().place(), "a file of deadlines has a mapping `deadlines`, by control").emit();
    } else {
      for (const YamlMember& member : list->members()) own.push_back(read_one(member.key.text(), member.value, of_file));
    }
    for (const diag::Diagnostic& diagnostic : of_file.diagnostics()) sink.add(diagnostic);
    if (of_file.has_errors()) return;
    for (Deadlines& one : own) take_over(std::move(one));
  });
}

void forget_own_deadlines() { storage() = built_in(); }

}  // namespace wafpp::evidence
