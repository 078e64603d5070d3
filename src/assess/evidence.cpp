#include "assess/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "assess/evidence_paths.h"
#include "assess/evidence_relations.h"
#include "base/threads.h"
#include "evidence/common/exploitation.h"
#include "evidence/common/fix_dates.h"
#include "evidence/common/time.h"
#include "evidence/common/vex.h"
#include "evidence/facts.h"
#include "evidence/folder.h"
#include "evidence/made_at.h"
#include "evidence/members.h"

namespace wafpp::assess {

namespace {

using evidence::Attributes;
using evidence::Input;
using evidence::Item;
using value::Value;

constexpr std::array<std::string_view, 6> kArchives = {".zip", ".tar", ".tgz", ".tar.gz", ".tar.zst", ".tzst"};

/// By its name: every file would have to be opened once more to see it by the content.
bool may_be_archive(std::string_view path) {
  return std::any_of(kArchives.begin(), kArchives.end(), [&](std::string_view ending) { return path.ends_with(ending); });
}

/// One file while it is looked at.
struct Candidate {
  Input input = Input::of_text({}, {});
  std::string repository_path;  ///< Empty where it was handed over from elsewhere.
  std::string kept_in;          ///< The file that git has of it: itself, or the archive around it; empty where it lies elsewhere.
  EvidenceFile file;
  EvidenceRule rule;
  std::unique_ptr<Item> item;
  evidence::Reason invalid;  ///< Why what it says does not hold.
  bool is_settled = false;   ///< There is nothing to read.
};

class Collector {
 public:
  Collector(facts::Facts& facts, diag::SourceMap& sources, EvidenceRequest request)
      : facts_(facts), sources_(sources), request_(std::move(request)) {}

  Collected run() {
    for (const std::string& path : request_.found)
      add_found(path, request_.read.contains(path) || evidence_place(path) == EvidencePlace::Folder);
    for (const std::string& path : request_.given) add_given(path);
    open_archives();
    std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) { return a.file.path < b.file.path; });
    base::parallel_for(candidates_.size(), request_.threads, [&](size_t index) { read(candidates_[index]); });
    apply_statements();
    share_dates();
    relate();
    if (request_.wants_history) ask_git();
    make_facts();
    Collected collected{.files = {}, .whole = whole_, .root = plain_root_};
    for (Candidate& one : candidates_) collected.files.push_back(std::move(one.file));
    return collected;
  }

 private:
  void add_found(const std::string& path, bool must_be_read) {
    if (!seen_.insert(path).second) return;
    Candidate one;
    one.input = Input::of_repository(request_.repository, path);
    one.repository_path = path;
    one.kept_in = path;
    one.file.path = path;
    one.file.must_be_read = must_be_read;
    candidates_.push_back(std::move(one));
  }

  void add_given(const std::string& path) {
    std::optional<evidence::FolderFiles> folder = evidence::files_below(path);
    if (!folder) return add_given_file(path);
    for (const std::string& file : folder->files) add_given_file(file);
  }

  void add_given_file(const std::string& path) {
    if (std::string inside = path_in_repository(path); !inside.empty()) {
      auto known =
          std::find_if(candidates_.begin(), candidates_.end(), [&](const Candidate& one) { return one.repository_path == inside; });
      if (known == candidates_.end()) {
        add_found(inside, true);
      } else {
        known->file.must_be_read = true;
      }
      return;
    }
    if (!seen_.insert(path).second) return;
    Candidate one;
    one.input = Input::of_file(path);
    one.file.path = path;
    one.file.must_be_read = true;
    candidates_.push_back(std::move(one));
  }

  /// Empty where it lies elsewhere.
  std::string path_in_repository(const std::string& path) const {
    if (request_.folder.empty()) return {};
    std::error_code problem;
    std::string real = std::filesystem::canonical(path, problem).string();
    std::string folder = request_.folder + (request_.folder.ends_with('/') ? "" : "/");
    return !problem && real.starts_with(folder) ? real.substr(folder.size()) : std::string();
  }

  /// An archive is as many candidates as it has files.
  void open_archives() {
    std::vector<Candidate> all;
    for (Candidate& one : candidates_) {
      std::optional<documents::ArchiveKind> kind = may_be_archive(one.file.path) ? evidence::archive_kind_of(one.input) : std::nullopt;
      if (!kind) {
        all.push_back(std::move(one));
        continue;
      }
      base::Result<size_t> count = evidence::read_members(one.input, *kind, [&](const Input& member) {
        Candidate part;
        part.input = member;
        part.file.path = member.name();
        part.file.must_be_read = one.file.must_be_read;
        part.kept_in = one.kept_in;
        all.push_back(std::move(part));
      });
      if (count) continue;
      one.file.state = EvidenceFile::State::Refused;
      one.file.reason = evidence::said_by_parser(count.error().message);
      one.is_settled = true;
      all.push_back(std::move(one));
    }
    candidates_ = std::move(all);
  }

  void read(Candidate& one) {
    if (one.is_settled) return;
    EvidenceFile& file = one.file;
    one.rule = request_.context.settings.rule_of(file.path);
    file.environment = one.rule.environment;
    file.account = one.rule.account;
    file.region = one.rule.region;
    auto known = one.repository_path.empty() ? request_.read.end() : request_.read.find(one.repository_path);
    bool is_read = known != request_.read.end() && known->second;
    evidence::Outcome outcome = is_read ? std::move(*known->second) : read_evidence_file(one.input, file.path, request_.context);
    file.kind = outcome.kind;
    file.warnings = std::move(outcome.warnings);
    file.warning_count = outcome.warning_count;
    if (outcome.refusal) {
      bool is_unknown = outcome.kind == nullptr && !outcome.refusal->place && one.rule.kind == nullptr;
      file.state = is_unknown ? EvidenceFile::State::Unknown : EvidenceFile::State::Refused;
      file.reason = std::move(outcome.refusal->reason);
      file.place = outcome.refusal->place;
      return;
    }
    one.item = std::move(outcome.item);
    one.invalid = std::move(outcome.invalid);
    file.headline = evidence::headline(*one.item);
    const Value* conclusive = one.item->summary.find("conclusive");
    file.proves = conclusive == nullptr || !conclusive->has_content() || conclusive->as_bool();
    file.time = evidence::made_at(*one.item);
    if (file.time.empty()) file.time = one.rule.collected;
    date(one);
  }

  /// Whether the file still counts at the time of judgement.
  void date(Candidate& one) const {
    EvidenceFile& file = one.file;
    auto leave = [&](EvidenceFile::State state, evidence::Reason reason) {
      file.state = state;
      file.reason = std::move(reason);
    };
    std::optional<int64_t> made = evidence::seconds_of(file.time);
    std::optional<int64_t> now = evidence::seconds_of(request_.context.as_of);
    constexpr int64_t kDay = 86'400;  // Clocks differ, and a day without a time has no zone.
    if (!one.invalid.empty()) {
      leave(EvidenceFile::State::Invalid, one.invalid);
    } else if (made && now && *made > *now + kDay) {
      leave(EvidenceFile::State::Future,
            evidence::reason_with("it is of {}, which is still to come", "sie ist vom {}, und das kommt erst noch", file.time));
    } else if (!one.item->is_complete) {
      leave(EvidenceFile::State::Incomplete, {"the file itself says that there is more", "die Datei selbst sagt, dass es mehr gibt"});
    }
    if (std::string_view until = one.item->summary.text_of("valid_until"); !until.empty()) file.valid_until = until;
    if (!made || one.rule.valid_seconds == 0) return;
    file.valid_until = evidence::time_of_seconds(*made + one.rule.valid_seconds).value_or("");
    if (now && *made + one.rule.valid_seconds < *now) {
      leave(EvidenceFile::State::Stale,
            evidence::reason_with("it is of {}, and the settings let it count until {}",
                                  "sie ist vom {}, und nach den Einstellungen zählt sie bis {}", file.time, file.valid_until));
    }
  }

  static bool counts(const Candidate& one) {
    return one.item != nullptr && (one.file.state == EvidenceFile::State::Usable || one.file.state == EvidenceFile::State::Incomplete);
  }

  /// Whoever may change the repository could say of himself that nothing matters: statements count where the settings name their author.
  void apply_statements() {
    std::vector<const Item*> documents;
    for (Candidate& one : candidates_) {
      if (!counts(one) || one.item->statements.empty()) continue;
      if (request_.context.settings.vex_authors.empty()) {
        // An SBOM or report that has some besides stays what it is.
        if (one.item->is_sbom || one.item->is_scan) continue;
        one.file.state = EvidenceFile::State::Invalid;
        one.file.reason = {"statements of a VEX document count where the settings name its author: `vex_authors`",
                           "Aussagen eines VEX-Dokuments zählen, wenn die Einstellungen seinen Autor nennen: `vex_authors`"};
      } else {
        documents.push_back(one.item.get());
      }
    }
    if (documents.empty()) return;
    for (Candidate& one : candidates_) {
      if (!counts(one) || !one.item->is_scan) continue;
      if (evidence::exclude_not_affected(*one.item, documents, request_.context.as_of) > 0)
        one.file.headline = evidence::headline(*one.item);
    }
  }

  /// What files say of each other's findings.
  void relate() {
    std::vector<RelatedEvidence> related;
    for (Candidate& one : candidates_) {
      bool is_past = one.item != nullptr && one.file.state == EvidenceFile::State::Stale;
      if (counts(one) || is_past) related.push_back({one.item.get(), &one.file, one.rule.artefact, is_past});
    }
    mark_exploited(related, exploitation_);
    apply_histories(related, request_.context.as_of);
    take_waivers(related, request_.context.as_of);
  }

  void share_dates() {
    std::vector<Item*> reports;
    for (Candidate& one : candidates_) {
      if (counts(one) && one.item->is_scan) reports.push_back(one.item.get());
    }
    evidence::share_fix_dates(reports);
  }

  /// The place of a file: its whole text where records stand in it, else its first line.
  diag::Place place_of(const Candidate& one) const {
    constexpr size_t kLine = 120;
    bool has_places = std::any_of(one.item->records.begin(), one.item->records.end(), [](const auto& record) { return record.end != 0; });
    std::string text;
    if (has_places) {
      base::Result<std::unique_ptr<documents::ByteStream>> stream = one.input.open();
      base::Result<std::string> all = stream ? documents::read_all(**stream, uint64_t{64} << 20) : base::Result<std::string>(std::string());
      if (all) text = std::move(*all);
    } else if (!one.repository_path.empty()) {
      if (documents::FileResult<std::string> head = request_.repository.read_head(one.repository_path, kLine)) text = std::move(*head);
      text.resize(std::min(text.find('\n'), text.size()));
      if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x7F || (c >= 0 && c < ' '); }))
        text.clear();
    }
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    return {sources_.add(one.file.path, std::move(text)).id(), 0, 0};
  }

  /// Who changed each file last.
  void ask_git() {
    std::vector<std::string> paths;
    for (const Candidate& one : candidates_) {
      if (!one.kept_in.empty()) paths.push_back(one.kept_in);
    }
    std::sort(paths.begin(), paths.end());
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
    std::vector<FileChange> changes = last_changes(request_.repository, paths);
    if (changes.empty()) return;
    for (Candidate& one : candidates_) {
      if (one.kept_in.empty()) continue;
      auto at = static_cast<size_t>(std::lower_bound(paths.begin(), paths.end(), one.kept_in) - paths.begin());
      one.file.last_change = changes[at];
      if (one.item != nullptr) describe(changes[at], one.item->record("last_change", one.file.path));
    }
  }

  void make_facts() {
    std::map<std::string, std::vector<facts::Fact>> by_environment;
    by_environment[""];  // There always is one: `estate` goes there.
    whole_ = request_.settings_place;
    for (const Candidate& one : candidates_) {
      if (!counts(one)) continue;
      Attributes known;
      known.text("state", to_string(one.file.state)).text("time", one.file.time).text("environment", one.file.environment);
      known.text("account", one.file.account).text("region", one.file.region);
      if (!one.rule.artefact.empty()) known.text("artefact", one.rule.artefact);
      diag::Place place = place_of(one);
      if (!whole_.known()) whole_ = place;
      std::vector<facts::Fact> made =
          evidence::facts_of(*one.item, one.file.path, place, {request_.wanted, std::move(known), &exploitation_});
      std::vector<facts::Fact>& to = by_environment[one.file.environment];
      to.insert(to.end(), std::make_move_iterator(made.begin()), std::make_move_iterator(made.end()));
    }
    // What is said of the whole stands at the settings, else at the first file, else at what was looked at.
    if (!whole_.known()) whole_ = {sources_.add(request_.path, {}).id(), 0, 0};
    for (auto& [environment, made] : by_environment) {
      facts::Root root;
      root.folder = ".";
      root.environment = environment;
      root.is_evidence = true;
      for (const facts::Root& other : facts_.roots()) {
        if (!other.is_evidence && other.environment == environment) root.environment_class = other.environment_class;
      }
      uint32_t added = facts_.add(std::move(root), std::move(made));
      if (environment.empty()) plain_root_ = added;
    }
  }

  facts::Facts& facts_;
  diag::SourceMap& sources_;
  EvidenceRequest request_;
  std::vector<Candidate> candidates_;
  diag::Place whole_;
  uint32_t plain_root_ = 0;
  std::set<std::string> seen_;
  evidence::Exploitation exploitation_;
};

}  // namespace

std::string_view to_string(EvidenceFile::State state) {
  switch (state) {
    case EvidenceFile::State::Usable:
      return "usable";
    case EvidenceFile::State::Stale:
      return "stale";
    case EvidenceFile::State::Future:
      return "future";
    case EvidenceFile::State::Incomplete:
      return "incomplete";
    case EvidenceFile::State::Invalid:
      return "invalid";
    case EvidenceFile::State::Unknown:
      return "unknown";
    case EvidenceFile::State::Refused:
      return "refused";
  }
  return "";
}

Collected add_evidence(facts::Facts& facts, diag::SourceMap& sources, EvidenceRequest request) {
  return Collector(facts, sources, std::move(request)).run();
}

evidence::Outcome read_evidence_file(const evidence::Input& input, std::string_view path, const EvidenceContext& context) {
  return evidence::read_evidence(input, {.kind = context.settings.rule_of(path).kind,
                                         .as_of = context.as_of,
                                         .keys = context.keys,
                                         .artefact_name = {},
                                         .artefact = {},
                                         .vex_authors = context.settings.vex_authors,
                                         .compromised = context.settings.compromised});
}

NamedFile look_at_named_file(const documents::Repository& repository, const std::string& path, const EvidenceContext& context) {
  Input input = Input::of_repository(repository, path);
  if (may_be_archive(path) && evidence::archive_kind_of(input)) return {.is_evidence = true, .outcome = {}};
  NamedFile file{.is_evidence = evidence_place(path) != EvidencePlace::None || context.settings.rule_of(path).kind != nullptr,
                 .outcome = read_evidence_file(input, path, context)};
  file.is_evidence = file.is_evidence || file.outcome->kind != nullptr;
  return file;
}

void add_estate(facts::Facts& facts, const Collected& collected, const EvidenceContext& context) {
  std::set<std::string> clouds;
  for (uint32_t root = 0; root < facts.roots().size(); ++root) {
    for (std::string_view kind : facts.kinds(root)) {
      if (!kind.starts_with("resource.") && !kind.starts_with("data.")) continue;
      std::string_view type = kind.substr(kind.find('.') + 1);
      for (std::string_view cloud : {"aws", "azurerm", "google"}) {
        if (type.starts_with(cloud) && type.substr(cloud.size()).starts_with('_')) clouds.emplace(cloud);
      }
    }
  }
  std::vector<std::string> names(clouds.begin(), clouds.end());
  Attributes attributes;
  attributes.texts("clouds", names).text("as_of", context.as_of).flag("evidence_required", context.settings.required);
  facts::Fact fact;
  fact.kind = "estate";
  fact.subject = "estate";
  fact.root = collected.root;
  fact.place = collected.whole;
  fact.target = std::make_shared<const value::StemTarget>(value::StemTarget{fact.kind, fact.subject, false, fact.place});
  fact.set_value(attributes.object().with_origin(facts::identity(fact.target, fact.place)));
  fact.path = std::make_shared<const std::vector<terraform::ModuleStep>>();
  std::vector<facts::Fact> one;
  one.push_back(std::move(fact));
  facts.add(std::move(one));
}

std::string current_time() {
  auto now = std::chrono::system_clock::now().time_since_epoch();
  return evidence::time_of_seconds(std::chrono::duration_cast<std::chrono::seconds>(now).count()).value_or("");
}

}  // namespace wafpp::assess
