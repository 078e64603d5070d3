#include "evidence/ci/pins.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "base/letters.h"
#include "documents/embed.h"
#include "documents/yaml.h"
#include "evidence/ci/call.h"

namespace wafpp::evidence::ci {

std::span<const documents::EmbeddedFile> compromised_parts();

namespace {

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
}
}  // namespace

bool is_commit(std::string_view ref) { return (ref.size() == 40 || ref.size() == 64) && is_hex(ref); }

std::vector<int> version_of(std::string_view ref) {
  if (ref.starts_with('v') || ref.starts_with('V')) ref.remove_prefix(1);
  std::vector<int> numbers;
  while (!ref.empty()) {
    int number = 0;
    auto [end, error] = std::from_chars(ref.data(), ref.data() + ref.size(), number);
    if (error != std::errc()) return {};
    numbers.push_back(number);
    ref.remove_prefix(static_cast<size_t>(end - ref.data()));
    if (ref.empty() || ref.front() == '-' || ref.front() == '+') break;
    if (ref.front() != '.') return {};
    ref.remove_prefix(1);
    if (ref.empty()) return {};
  }
  return numbers;
}

namespace {

bool is_full_version(std::string_view ref) { return version_of(ref).size() >= 3; }

std::vector<CompromisedPart> read_compromised() {
  std::vector<CompromisedPart> entries;
  for (const documents::EmbeddedFile& file : compromised_parts()) {
    diag::Source source(1, std::string(file.path), std::string(file.contents()));
    diag::Sink sink;
    documents::YamlStream stream = documents::parse_yaml(source, sink);
    const documents::YamlNode* list = stream.root().find("entries");
    if (list == nullptr) continue;
    for (const documents::YamlNode& node : list->elements()) {
      auto text = [&](std::string_view name) {
        const documents::YamlNode* found = node.find(name);
        return found == nullptr ? std::string() : std::string(found->text());
      };
      auto texts = [&](std::string_view name) {
        std::vector<std::string> found;
        if (const documents::YamlNode* at = node.find(name)) {
          for (const documents::YamlNode& element : at->elements()) found.emplace_back(element.text());
        }
        return found;
      };
      entries.push_back({.kind = text("kind"),
                         .name = text("name"),
                         .has_range = node.find("until") != nullptr,
                         .until = version_of(text("until")),
                         .tags = texts("tags"),
                         .commits = texts("commits"),
                         .advisory = text("advisory"),
                         .date = text("date")});
    }
  }
  return entries;
}

const std::vector<CompromisedPart>& all_compromised() {
  static const std::vector<CompromisedPart> kEntries = read_compromised();
  return kEntries;
}

bool is_compromised(const CompromisedPart& entry, std::string_view ref) {
  if (std::find(entry.commits.begin(), entry.commits.end(), ref) != entry.commits.end()) return true;
  if (std::find(entry.tags.begin(), entry.tags.end(), ref) != entry.tags.end()) return true;
  std::vector<int> version = version_of(ref);
  if (!entry.has_range || version.empty() || is_commit(ref)) return false;
  if (entry.until.size() == 1 && entry.until.front() == 0) return true;
  // `v45` is the newest of its kind: of 45.0.7 the first number is compared alone.
  std::vector<int> until(entry.until.begin(), entry.until.begin() + static_cast<ptrdiff_t>(std::min(entry.until.size(), version.size())));
  return !std::lexicographical_compare(until.begin(), until.end(), version.begin(), version.end());
}

void note_compromised(const Dependency& dependency, std::span<const CompromisedPart> entries, Pin& pin) {
  std::string name = base::lowered(dependency.name);
  for (const CompromisedPart& entry : entries) {
    bool is_same = dependency.kind == entry.kind && (name == entry.name || (entry.kind == "image" && name.ends_with("/" + entry.name)));
    if (!is_same || !is_compromised(entry, dependency.ref)) continue;
    pin.compromised = entry.advisory;
    pin.compromised_on = entry.date;
  }
}

/// The part of a download's URL that says which version it is.
std::string_view download_ref(std::string_view url) {
  for (size_t at = 0; at < url.size();) {
    size_t end = std::min(url.find_first_of("/?=", at), url.size());
    std::string_view part = url.substr(at, end - at);
    if (is_commit(part) || is_full_version(part)) return part;
    at = end + 1;
  }
  return {};
}

}  // namespace

Pin pin_of(const Dependency& dependency, std::span<const CompromisedPart> compromised) {
  Pin pin;
  pin.by = "nothing";
  const std::string& ref = dependency.ref;
  const std::string& kind = dependency.kind;
  bool is_image = kind == "image" || dependency.written.starts_with("docker://");
  if (kind == "download") {
    std::string_view part = download_ref(dependency.written);
    pin.by = is_commit(part) ? "commit" : part.empty() ? "nothing" : "tag";
  } else if (ref.starts_with("sha256:") || ref.starts_with("sha512:") || ref.starts_with("sha256-")) {
    pin.by = "digest";
  } else if (is_commit(ref)) {
    pin.by = "commit";
  } else if (is_open(ref) || (is_open(dependency.name) && kind != "component")) {
    pin.by = "expression";
    pin.is_pinned = Answer::Unknown;
  } else if (!ref.empty()) {
    std::string_view name = ref;
    if (name.starts_with("refs/tags/")) name.remove_prefix(10);
    bool is_tag = is_image || !version_of(name).empty() || ref.starts_with("refs/tags/");
    pin.by = is_tag ? "tag" : "branch";
    // Its verification wants the tag of the release; orbs and pipes have nothing better than a full version.
    bool is_version_best = dependency.name.starts_with("slsa-framework/slsa-github-generator/") || kind == "orb" || kind == "pipe";
    if (is_version_best && is_full_version(name)) pin.by = "version";
  }
  if (kind == "task" || (kind == "include" && ref.empty() && dependency.name.starts_with("template:"))) pin.can_be_pinned = false;
  // Templates of another repository are pinned by a tag at best.
  if (kind == "template" && pin.by == "tag") pin.by = "version";
  if (pin.by == "commit" || pin.by == "digest" || pin.by == "version") pin.is_pinned = Answer::Yes;
  // The user's own list has the last word on what says so.
  note_compromised(dependency, all_compromised(), pin);
  note_compromised(dependency, compromised, pin);
  return pin;
}

Dependency image_dependency(std::string_view image, Span place) {
  Dependency dependency{.kind = "image", .name = {}, .ref = {}, .written = std::string(image), .place = place};
  size_t at = image.find('@');
  // `${{ ... }}@sha256`: what stands in brackets has no colon of ours.
  size_t after_expression = image.rfind('}');
  size_t colon = image.substr(0, at).rfind(':');
  bool is_tag = colon != std::string_view::npos && image.substr(0, at).find('/', colon) == std::string_view::npos &&
                (after_expression == std::string_view::npos || colon > after_expression || image.find("${{") == std::string_view::npos);
  dependency.name = image.substr(0, is_tag ? colon : at);
  if (at != std::string_view::npos) {
    dependency.ref = image.substr(at + 1);
  } else if (is_tag) {
    dependency.ref = image.substr(colon + 1);
  }
  return dependency;
}

Dependency action_dependency(std::string_view uses, Span place) {
  if (uses.starts_with("docker://")) {
    Dependency dependency = image_dependency(uses.substr(9), place);
    dependency.written = uses;
    return dependency;
  }
  size_t at = uses.rfind('@');
  bool is_workflow = uses.find("/.github/workflows/") != std::string_view::npos;
  Dependency dependency{.kind = is_workflow ? "workflow" : "action",
                        .name = std::string(uses.substr(0, at)),
                        .ref = {},
                        .written = std::string(uses),
                        .place = place};
  if (at != std::string_view::npos) dependency.ref = uses.substr(at + 1);
  return dependency;
}

}  // namespace wafpp::evidence::ci
