#include "assess/compromised_actions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "base/letters.h"
#include "controls/yaml_reader.h"
#include "evidence/ci/pins.h"
#include "evidence/common/time.h"

namespace wafpp::assess {

namespace {

using controls::YamlNode;

constexpr diag::Kind kBadEntry = {.name = "bad-compromised-action", .level = diag::Level::Error};
constexpr std::array<std::string_view, 11> kKinds = {"action",    "workflow", "image",    "orb",     "task",    "pipe",
                                                     "component", "include",  "template", "library", "download"};

/// The entry; nothing where it would not say which versions of what.
std::optional<evidence::CompromisedPart> entry_of(controls::FileReader& file, const YamlNode& node) {
  size_t errors = file.sink.error_count();
  controls::MappingReader reader(file, node, "entry", {"kind", "name", "until", "tags", "commits", "date", "advisory", "source"});
  if (!reader.valid()) return std::nullopt;
  evidence::CompromisedPart part;
  part.kind = reader.find("kind") == nullptr ? "action" : reader.text("kind");
  if (std::find(kKinds.begin(), kKinds.end(), part.kind) == kKinds.end()) {
    file.sink.report(kBadEntry, reader.find("kind")->place(), fmt::format("pipelines bring in nothing of the kind `{}`", part.kind))
        .help(fmt::format("one of {}", fmt::join(kKinds, ", ")))
        .emit();
  }
  part.name = base::lowered(reader.required_text("name"));
  if (part.name.find('@') != std::string::npos) {
    file.sink.report(kBadEntry, reader.find("name")->place(), fmt::format("`{}` has a version in its name", part.name))
        .help("versions stand in `until`, `tags` and `commits`")
        .emit();
  }
  if (const YamlNode* until = reader.find("until"); until != nullptr) {
    part.has_range = true;
    part.until = evidence::ci::version_of(reader.text("until"));
    if (part.until.empty()) {
      file.sink.report(kBadEntry, until->place(), fmt::format("`{}` is no version such as `1.2.3`", until->text()))
          .help("the highest version that is malicious; `0` for every tag")
          .emit();
    }
  }
  part.tags = reader.texts("tags");
  part.commits = reader.texts("commits");
  for (const std::string& commit : part.commits) {
    if (evidence::ci::is_commit(commit)) continue;
    file.sink.report(kBadEntry, reader.find("commits")->place(), fmt::format("`{}` is no commit", commit))
        .help("all of its 40 or 64 hexadecimal digits")
        .emit();
  }
  if (!part.has_range && part.tags.empty() && part.commits.empty()) {
    file.sink.report(kBadEntry, reader.place(), "this entry names no version")
        .help("give it `until`, `tags` or `commits`; `until: 0` is every tag")
        .emit();
  }
  part.date = reader.text("date");
  if (!part.date.empty() && !evidence::time_of(part.date)) {
    file.sink.report(kBadEntry, reader.find("date")->place(), fmt::format("`{}` is no day such as `2026-07-01`", part.date)).emit();
  }
  part.advisory = reader.text("advisory");
  if (part.advisory.empty()) part.advisory = reader.text("source");
  if (part.advisory.empty()) part.advisory = fmt::format("listed in {}", file.source.path());
  if (file.sink.error_count() != errors) return std::nullopt;
  return part;
}

}  // namespace

std::vector<evidence::CompromisedPart> read_compromised_actions(const diag::Source& source, diag::SourceMap& sources, diag::Sink& sink) {
  std::vector<evidence::CompromisedPart> parts;
  size_t errors = sink.error_count();
  documents::YamlStream stream = documents::parse_yaml(source, sink);
  if (sink.error_count() != errors) return parts;
  controls::FileReader file{source, sources, sink};
  controls::MappingReader reader(file, stream.root(), "list", {"entries"});
  if (!reader.valid() || reader.require("entries") == nullptr) return parts;
  for (const YamlNode* node : reader.list("entries")) {
    if (std::optional<evidence::CompromisedPart> part = entry_of(file, *node)) parts.push_back(std::move(*part));
  }
  return parts;
}

}  // namespace wafpp::assess
