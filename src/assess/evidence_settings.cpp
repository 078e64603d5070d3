#include "assess/evidence_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "assess/compromised_actions.h"
#include "evidence/common/signature.h"
#include "evidence/common/time.h"
#include "terraform/roots.h"

namespace wafpp::assess {

namespace {

using controls::YamlNode;

constexpr diag::Kind kBadEvidence = {.name = "bad-evidence-setting", .level = diag::Level::Error};
constexpr diag::Kind kBadKey = {.name = "unreadable-key", .level = diag::Level::Error};

/// `7d`, `36h`.
std::optional<int64_t> duration_of(std::string_view text) {
  constexpr int64_t kMost = 3660;  // Ten years of days, or half a year of hours.
  if (text.size() < 2) return std::nullopt;
  int64_t number = 0;
  for (char digit : text.substr(0, text.size() - 1)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + (digit - '0');
    if (number > kMost) return std::nullopt;
  }
  if (number == 0) return std::nullopt;
  if (text.back() == 'd') return number * 86'400;
  if (text.back() == 'h') return number * 3'600;
  return std::nullopt;
}

EvidenceRule rule_from(controls::FileReader& file, const YamlNode& node) {
  controls::MappingReader reader(file, node, "evidence rule",
                                 {"path", "kind", "environment", "account", "region", "artefact", "collected", "valid_for"});
  EvidenceRule rule;
  if (!reader.valid()) return rule;
  reader.require("path");
  rule.paths = reader.texts("path");
  if (const YamlNode* kind = reader.find("kind")) {
    rule.kind = evidence::find_kind(kind->text());
    if (rule.kind == nullptr) {
      file.sink.report(kBadEvidence, kind->place(), fmt::format("no kind of evidence is called `{}`", kind->text()))
          .help("`wafpp evidence kinds` lists them")
          .emit();
    }
  }
  rule.environment = reader.text("environment");
  rule.account = reader.text("account");
  rule.region = reader.text("region");
  rule.artefact = reader.text("artefact");
  if (const YamlNode* collected = reader.find("collected")) {
    std::optional<std::string> time = evidence::time_of(collected->text());
    if (time) {
      rule.collected = std::move(*time);
    } else {
      file.sink.report(kBadEvidence, collected->place(), fmt::format("`{}` is no day and no time with a zone", collected->text())).emit();
    }
  }
  if (const YamlNode* valid = reader.find("valid_for")) {
    std::optional<int64_t> seconds = duration_of(valid->text());
    if (seconds) {
      rule.valid_seconds = *seconds;
    } else {
      file.sink.report(kBadEvidence, valid->place(), fmt::format("`{}` is no duration", valid->text()))
          .help("write days or hours: `7d`, `36h`")
          .emit();
    }
  }
  return rule;
}

/// One entry, or a list of them: calls `visit` with each, and with what is neither, which it then reports.
template <typename Visit>
void for_each_entry(const controls::MappingReader& reader, std::string_view key, Visit visit) {
  const YamlNode* node = reader.find(key);
  if (node == nullptr) return;
  if (!node->is(controls::YamlKind::Sequence)) return visit(*node);
  for (const YamlNode& entry : node->elements()) visit(entry);
}

/// One list of compromised actions, by its path from the root of the repository.
void add_compromised(controls::FileReader& file, const YamlNode& node, const documents::Repository& repository, EvidenceSettings& to) {
  std::string path = controls::read_text(file, node, "compromised_actions");
  if (path.empty()) return;
  documents::FileResult<std::string> text = repository.read(path);
  if (!text) {
    file.sink.report(kBadEvidence, node.place(), fmt::format("the list of compromised actions cannot be read: {}", text.error().message))
        .help("a path from the root of the repository")
        .emit();
    return;
  }
  const diag::Source& source = file.sources.add(path, std::move(*text));
  for (evidence::CompromisedPart& part : read_compromised_actions(source, file.sources, file.sink))
    to.compromised.push_back(std::move(part));
}

}  // namespace

EvidenceRule EvidenceSettings::rule_of(std::string_view path) const {
  EvidenceRule all;
  auto take = [](std::string& to, const std::string& from) {
    if (to.empty()) to = from;
  };
  for (const EvidenceRule& rule : rules) {
    bool fits = std::any_of(rule.paths.begin(), rule.paths.end(),
                            [&](const std::string& pattern) { return terraform::matches_folder(pattern, path); });
    if (!fits) continue;
    if (all.kind == nullptr) all.kind = rule.kind;
    take(all.environment, rule.environment);
    take(all.account, rule.account);
    take(all.region, rule.region);
    take(all.artefact, rule.artefact);
    take(all.collected, rule.collected);
    if (all.valid_seconds == 0) all.valid_seconds = rule.valid_seconds;
  }
  return all;
}

EvidenceSettings read_evidence_settings(controls::FileReader& file, const YamlNode& node, const documents::Repository& repository) {
  controls::MappingReader reader(file, node, "evidence", {"required", "keys", "vex_authors", "compromised_actions", "files"});
  EvidenceSettings settings;
  if (!reader.valid()) return settings;
  settings.required = reader.flag("required", false);
  for_each_entry(reader, "keys",
                 [&](const YamlNode& entry) { settings.keys.push_back({controls::read_text(file, entry, "keys"), entry.place()}); });
  settings.vex_authors = reader.texts("vex_authors");
  for_each_entry(reader, "compromised_actions", [&](const YamlNode& entry) { add_compromised(file, entry, repository, settings); });
  for (const YamlNode* rule : reader.list("files")) settings.rules.push_back(rule_from(file, *rule));
  return settings;
}

std::vector<evidence::PublicKey> read_public_keys(std::span<const KeyFile> files, const documents::Repository& repository,
                                                  diag::Sink& sink) {
  std::vector<evidence::PublicKey> keys;
  for (const KeyFile& file : files) {
    if (file.path.empty()) continue;  // Has been reported.
    std::string path;
    if (!documents::normalise_path(file.path, path)) {
      sink.report(kBadKey, file.place, fmt::format("`{}` leads out of the repository", file.path)).emit();
      continue;
    }
    documents::FileResult<std::string> pem = repository.read(path);
    if (!pem) {
      sink.report(kBadKey, file.place, fmt::format("`{}`: {}", file.path, pem.error().reason)).emit();
      continue;
    }
    if (std::string problem = evidence::problem_with_key(*pem); !problem.empty()) {
      sink.report(kBadKey, file.place, fmt::format("`{}` is {}", file.path, problem))
          .help("a public key begins with `-----BEGIN PUBLIC KEY-----`; `cosign public-key` prints that of a signer")
          .emit();
      continue;
    }
    keys.push_back({file.path, std::move(*pem)});
  }
  return keys;
}

}  // namespace wafpp::assess
