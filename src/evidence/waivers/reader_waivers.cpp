#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "documents/yaml.h"
#include "evidence/common/image_name.h"
#include "evidence/common/time.h"
#include "evidence/history/deadlines.h"
#include "evidence/history/waiver.h"
#include "evidence/reading.h"

namespace wafpp::evidence {

namespace {

using documents::YamlKind;
using documents::YamlMember;
using documents::YamlNode;

constexpr int64_t kDay = 86'400;
constexpr size_t kDayLength = 10;

constexpr std::array<std::string_view, 10> kKeys = {"id",          "control", "vulnerability",        "artifact", "reason", "approved_by",
                                                    "approved_at", "expires", "compensating_control", "ticket"};
constexpr std::array<std::string_view, 8> kWanted = {"id",     "control",     "vulnerability", "artifact",
                                                     "reason", "approved_by", "approved_at",   "expires"};

/// One entry of the list.
class WaiverReader {
 public:
  WaiverReader(Reading& reading, const YamlNode& node, std::set<std::string, std::less<>>& ids)
      : reading_(reading), node_(node), ids_(ids) {}

  void read() {
    diag::Place place = node_.place();
    id_ = base::trimmed(text_of("id"));
    look_at_keys();
    look_at_subject();
    look_at_times();
    if (!id_.empty() && !ids_.insert(std::string(id_)).second)
      fail(*node_.find("id"), "has an id that is there already: a renewal is a new approval, with an id of its own");
    Attributes& record = reading_.item().record("waiver", id_, place.begin, place.end);
    for (std::string_view key : kKeys) record.text(key, base::trimmed(text_of(key)));
    record.text("approved_at", time_of_seconds_or_empty(approved_)).text("expires", expires_);
    record.text("ends", time_of_seconds_or_empty(ends_)).text("invalid_because", problem_);
    const std::string& as_of = reading_.options().as_of;
    std::optional<int64_t> now = seconds_of(as_of);
    if (!now || !ends_) {
      record.null("expired");
      return;
    }
    bool is_expired = *ends_ < *now;
    record.flag("expired", is_expired);
    if (problem_.empty() && is_expired)
      warn(*node_.find("expires"), fmt::format("ended on {}: it stops no clock any more", *time_of_seconds(*ends_)));
    if (problem_.empty() && *approved_ > *now) warn(*node_.find("approved_at"), "is approved in the future: it does not count yet");
  }

 private:
  static std::string time_of_seconds_or_empty(std::optional<int64_t> time) {
    return time ? time_of_seconds(*time).value_or("") : std::string();
  }

  std::string_view text_of(std::string_view key) const {
    const YamlNode* found = node_.find(key);
    return found == nullptr || found->is(YamlKind::Null) ? std::string_view() : found->text();
  }

  void warn(const YamlNode& at, std::string_view what) {
    reading_.mark_entry(at.place().begin);
    reading_.warn(fmt::format("waiver {} {}", id_.empty() ? std::string("without an id") : fmt::format("`{}`", id_), what));
  }

  /// It does not count. The first reason is kept.
  void fail(const YamlNode& at, const std::string& what) {
    if (problem_.empty()) problem_ = what;
    warn(at, what);
  }

  void look_at_keys() {
    for (std::string_view key : kWanted) {
      if (base::trimmed(text_of(key)).empty()) fail(node_.find(key) == nullptr ? node_ : *node_.find(key), fmt::format("has no `{}`", key));
    }
    for (const YamlMember& member : node_.members()) {
      if (std::find(kKeys.begin(), kKeys.end(), member.key.text()) == kKeys.end())
        warn(member.key, fmt::format("has a key `{}`, which waivers do not have", member.key.text()));
    }
  }

  void look_at_subject() {
    std::string_view control = base::trimmed(text_of("control"));
    if (!control.empty() && deadlines_of(control) == nullptr) {
      std::string known;
      for (const Deadlines& deadlines : all_deadlines()) known += fmt::format("{}{}", known.empty() ? "" : " and ", deadlines.control);
      fail(*node_.find("control"), fmt::format("is about `{}`, which sets no deadlines: {} do", control, known));
    }
    std::string_view artifact = base::trimmed(text_of("artifact"));
    if (!tag_of(artifact).empty() || artifact.find('@') != std::string_view::npos)
      fail(*node_.find("artifact"), "names a tag or a digest, which the next build would not have: name the repository alone");
  }

  /// The time at `key`, where one is written.
  std::optional<std::string> time_at(std::string_view key) {
    std::string_view text = base::trimmed(text_of(key));
    if (text.empty()) return std::nullopt;
    std::optional<std::string> time = time_of(text);
    if (!time) fail(*node_.find(key), fmt::format("has an `{}` that is no day and no time with a zone: `{}`", key, text));
    return time;
  }

  void look_at_times() {
    if (std::optional<std::string> approved = time_at("approved_at")) approved_ = seconds_of(*approved);
    if (std::optional<std::string> expires = time_at("expires")) {
      expires_ = *expires;
      ends_ = seconds_of(*expires);
      if (ends_ && expires->size() == kDayLength) *ends_ += kDay;
    }
    if (!approved_ || !ends_) return;
    if (*ends_ <= *approved_) fail(*node_.find("expires"), "expires before it is approved");
    if (*ends_ > *approved_ + kLongestWaiverDays * kDay) {
      ends_ = *approved_ + kLongestWaiverDays * kDay;
      warn(*node_.find("expires"),
           fmt::format("counts for {} days, whatever it says: until {}", kLongestWaiverDays, time_of_seconds_or_empty(ends_)));
    }
  }

  Reading& reading_;
  const YamlNode& node_;
  std::set<std::string, std::less<>>& ids_;
  std::string_view id_;
  std::string problem_;
  std::string expires_;
  std::optional<int64_t> approved_;
  std::optional<int64_t> ends_;
};

void read_waivers(Reading& reading) {
  diag::Source source(1, "waivers", std::string(reading.text()));
  diag::Sink sink;
  documents::YamlStream stream = documents::parse_yaml(source, sink, {.depth = 50, .nodes = 1'000'000, .alias_nodes = 10'000});
  auto refuse = [&](uint32_t at, Reason reason) {
    reading.mark_entry(at);
    reading.refuse(std::move(reason));
  };
  if (sink.has_errors()) return refuse(sink.diagnostics().front().place.begin, said_by_parser(sink.diagnostics().front().message));
  if (stream.documents().size() > 1)
    return refuse(stream.documents()[1].place().begin, Reason{"a second document begins here: which of the two counts?",
                                                              "hier beginnt ein zweites Dokument: Welches von beiden gilt?"});
  const YamlNode* list = stream.root().find("waivers");
  if (list == nullptr || !list->is(YamlKind::Sequence))
    return refuse(list == nullptr ? 0 : list->place().begin, Reason{"`waivers` has to be a list", "`waivers` muss eine Liste sein"});
  std::set<std::string, std::less<>> ids;
  for (const YamlNode& entry : list->elements()) {
    if (entry.is(YamlKind::Mapping)) {
      WaiverReader(reading, entry, ids).read();
      continue;
    }
    reading.mark_entry(entry.place().begin);
    reading.warn(fmt::format("a waiver has to be a mapping, not {}; it is left out", documents::describe(entry.kind())));
  }
  int64_t counting = 0;
  for (const Record& record : reading.item().records) counting += record.attributes.text_of("invalid_because").empty() ? 1 : 0;
  reading.item().summary.number("waivers", static_cast<int64_t>(reading.item().records.size())).number("counting", counting);
}

bool is_waivers(const Shape& shape) {
  if (shape.writing != Writing::Text) return false;
  std::string_view head = shape.head;
  size_t at = head.starts_with("waivers:") ? 0 : head.find("\nwaivers:");
  constexpr std::array<std::string_view, 3> kTelling = {"vulnerability:", "approved_by:", "expires:"};
  return at != std::string_view::npos &&
         std::any_of(kTelling.begin(), kTelling.end(), [&](std::string_view key) { return head.find(key, at) != std::string_view::npos; });
}

constexpr Kind kKinds[] = {{.name = "waivers",
                            .title = "waivers of deadlines",
                            .title_de = "Ausnahmen von Fristen",
                            .recognise = is_waivers,
                            .read = read_waivers,
                            .accepts = Accepts::Text}};

}  // namespace

extern const Format reader_waivers;
const Format reader_waivers{.name = "waivers", .kinds = kKinds};

}  // namespace wafpp::evidence
