// Several files at once, with a line `=====` between them: their reports become histories and timelines. Episodes of a finding follow each
// other, what is printed can be read, and reports that were dated by others can still be written and asked.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "base/check.h"
#include "documents/json.h"
#include "evidence/facts.h"
#include "evidence/history/collect.h"
#include "evidence/history/timeline_output.h"
#include "evidence/output.h"
#include "evidence/read.h"

namespace {

using namespace wafpp;
using namespace wafpp::evidence;

void look_at(const History& history) {
  for (const Track& track : history.tracks()) {
    WAFPP_CHECK(!track.episodes.empty(), "a finding that nobody saw");
    const Episode* before = nullptr;
    for (const Episode& episode : track.episodes) {
      WAFPP_CHECK(episode.first_observed <= episode.last_observed, "an episode that ends before it begins");
      WAFPP_CHECK(!episode.closed_at || *episode.closed_at > episode.last_observed, "gone when it was seen");
      WAFPP_CHECK(before == nullptr || (before->closed_at && *before->closed_at < episode.first_observed), "two episodes at one time");
      WAFPP_CHECK(episode.number == (before == nullptr ? 1 : before->number + 1), "an episode that is not counted");
      before = &episode;
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  constexpr std::string_view kBetween = "=====\n";
  constexpr std::string_view kAsOf = "2026-07-06T00:00:00Z";
  constexpr size_t kMostFiles = 64;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::deque<Outcome> outcomes;
  std::vector<ReadFile> files;
  for (bool has_more = true; has_more && outcomes.size() < kMostFiles;) {
    size_t end = rest.find(kBetween);
    has_more = end != std::string_view::npos;
    std::string name = "file" + std::to_string(outcomes.size());
    outcomes.push_back(read_evidence(Input::of_text(name, std::string(rest.substr(0, end))), {.as_of = std::string(kAsOf)}));
    if (outcomes.back().item) files.push_back({outcomes.back().item.get(), name});
    if (has_more) rest.remove_prefix(end + kBetween.size());
  }
  std::unique_ptr<Timelines> all = timelines_of(files, kAsOf);
  for (const auto& [key, history] : all->histories) look_at(history);
  for (const Timeline& timeline : all->timelines) {
    documents::JsonWriter json;
    write_timeline(json, timeline);
    WAFPP_CHECK(documents::parse_json(json.text()).has_value(), "what is written cannot be read");
    WAFPP_CHECK(!describe(timeline).empty(), "nothing is said about a timeline");
  }
  for (const auto& [key, history] : all->histories) apply_history(history);
  for (const Outcome& outcome : outcomes) {
    if (!outcome.item) continue;
    std::string text;
    write_json(outcome, [&](std::string_view piece) { text += piece; });
    WAFPP_CHECK(documents::parse_json(text).has_value(), "a dated report cannot be read");
    WAFPP_CHECK(!facts_of(*outcome.item, "file", {}).empty(), "an item without facts");
  }
  return 0;
}
