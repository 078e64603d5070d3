#include "evidence/ci/judge.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/letters.h"
#include "base/wildcard.h"

namespace wafpp::evidence::ci {

std::string_view word(Action action) {
  switch (action) {
    case Action::Build:
      return "build";
    case Action::Scan:
      return "scan";
    case Action::Sbom:
      return "sbom";
    case Action::Store:
      return "store";
    case Action::Sign:
      return "sign";
    case Action::Provenance:
      return "provenance";
    case Action::Verify:
      return "verify";
    case Action::Push:
      return "push";
    case Action::Deploy:
      return "deploy";
  }
  return {};
}

bool runs(const Pipeline& pipeline, const Job& job, const Step& step) { return (pipeline.events & job.events & step.events) != 0; }

namespace {

/// Which jobs come before which: a row of bits a job.
class Order {
 public:
  explicit Order(const std::vector<Job>& jobs) : jobs_(jobs), words_((jobs.size() + 63) / 64) {
    needed_.assign(jobs.size(), {});
    earlier_.assign(jobs.size(), {});
    std::vector<uint8_t> state(jobs.size(), 0);
    for (size_t job = 0; job < jobs.size(); ++job) visit(job, state);
  }

  /// Whether `job` runs only where `other` succeeded.
  bool needs(size_t job, size_t other) const { return has(needed_[job], other); }
  bool is_after(size_t job, size_t other) const { return has(earlier_[job], other); }

 private:
  static bool has(const std::vector<uint64_t>& row, size_t bit) {
    return bit / 64 < row.size() && ((row[bit / 64] >> (bit % 64)) & 1) != 0;
  }

  // Depth first with a stack of our own: jobs may stand in a row by the hundred.
  void visit(size_t from, std::vector<uint8_t>& state) {
    if (state[from] != 0) return;
    std::vector<std::pair<size_t, size_t>> stack{{from, 0}};
    state[from] = 1;
    while (!stack.empty()) {
      auto& [job, next] = stack.back();
      if (next < jobs_[job].after.size()) {
        size_t before = jobs_[job].after[next++];
        if (before < jobs_.size() && state[before] == 0) {
          state[before] = 1;
          stack.emplace_back(before, 0);
        }
        continue;
      }
      finish(job);
      state[job] = 2;
      stack.pop_back();
    }
  }

  void finish(size_t job) {
    std::vector<uint64_t>& earlier = earlier_[job];
    std::vector<uint64_t>& needed = needed_[job];
    earlier.assign(words_, 0);
    needed.assign(words_, 0);
    for (size_t before : jobs_[job].after) {
      if (before >= jobs_.size()) continue;
      auto add = [&](std::vector<uint64_t>& to, const std::vector<uint64_t>& from) {
        for (size_t i = 0; i < from.size(); ++i) to[i] |= from[i];
        to[before / 64] |= uint64_t{1} << (before % 64);
      };
      add(earlier, earlier_[before]);
      if (!jobs_[job].runs_after_failure) add(needed, needed_[before]);
    }
  }

  const std::vector<Job>& jobs_;
  size_t words_;
  std::vector<std::vector<uint64_t>> needed_;
  std::vector<std::vector<uint64_t>> earlier_;
};

class Judge {
 public:
  explicit Judge(const Pipeline& pipeline) : pipeline_(pipeline), order_(pipeline.jobs) {}

  Judgement judge() {
    collect();
    for (const DeedPlace& scan : found_.scans) add_gate(scan);
    decide();
    others();
    return std::move(found_);
  }

 private:
  const Job& job(const DeedPlace& at) const { return pipeline_.jobs[at.job]; }
  const Step& step(const DeedPlace& at) const { return job(at).steps[at.step]; }
  const Deed& deed(const DeedPlace& at) const { return step(at).deeds[at.deed]; }
  Events events(const DeedPlace& at) const { return pipeline_.events & job(at).events & step(at).events; }

  void collect() {
    bool has_image_sbom = false;
    for (size_t j = 0; j < pipeline_.jobs.size(); ++j) {
      const Job& each = pipeline_.jobs[j];
      for (size_t s = 0; s < each.steps.size(); ++s) {
        for (size_t d = 0; d < each.steps[s].deeds.size(); ++d) {
          DeedPlace at{j, s, d};
          const Deed& what = deed(at);
          if (what.action == Action::Sbom && what.subject == "image") has_image_sbom = true;
          // What an SBOM of an image lists is what the image has.
          bool is_of_image = what.subject == "image" || (what.subject == "sbom" && has_image_sbom);
          if (what.action == Action::Scan && is_of_image) found_.scans.push_back(at);
          if (events(at) == 0) continue;
          if (what.action == Action::Build) {
            found_.builds_image = true;
            builds_.push_back(at);
          }
          if (what.action == Action::Push) pushes_.push_back(at);
          if (what.action == Action::Deploy && !each.has_test_cluster) deploys_.push_back(at);
        }
      }
    }
    found_.pushes_image = !pushes_.empty();
    found_.deploys = !deploys_.empty();
    // A deployment of what this pipeline makes; others are gated where their image was made.
    std::erase_if(deploys_, [&](const DeedPlace& at) {
      auto is_before = [&](const DeedPlace& earlier) { return comes_after(at, earlier); };
      return !std::any_of(builds_.begin(), builds_.end(), is_before) && !std::any_of(pushes_.begin(), pushes_.end(), is_before);
    });
  }

  bool comes_after(const DeedPlace& later, const DeedPlace& earlier) const {
    if (later.job != earlier.job) return order_.is_after(later.job, earlier.job);
    return std::pair(later.step, later.deed) > std::pair(earlier.step, earlier.deed);
  }

  /// Whether `target` happens only where `gate` found nothing.
  bool stops(const DeedPlace& gate, const DeedPlace& target) const {
    if ((events(target) & ~events(gate)) != 0) return false;
    if (gate.job != target.job) return order_.needs(target.job, gate.job);
    return comes_after(target, gate) && !(step(target).runs_after_failure && target.step != gate.step);
  }

  /// Why a scan that would fail stops nothing, by itself.
  std::string defeat_of(const DeedPlace& at) const {
    if (!pipeline_.never.empty()) return pipeline_.never;
    if (!job(at).never.empty()) return job(at).never;
    if (!step(at).never.empty()) return step(at).never;
    if (events(at) == 0) return "it never runs where an image is made";
    const Deed& what = deed(at);
    for (const std::string* by : {&what.defeated_by, &step(at).defeated_by, &job(at).defeated_by}) {
      // GitLab lets single codes pass.
      if (by->starts_with("allow_failure: ") && *by != "allow_failure: " + std::to_string(what.exit_code)) continue;
      if (!by->empty()) return by->starts_with("allow_failure") ? "allow_failure" : *by;
    }
    if (what.severities_known && std::find(what.severities.begin(), what.severities.end(), "CRITICAL") == what.severities.end()) {
      return "CRITICAL is not among its severities";
    }
    return {};
  }

  void add_gate(const DeedPlace& at) {
    const Deed& what = deed(at);
    if (what.fails == Answer::No) return;
    Gate gate{.at = at, .before_push = std::nullopt, .before_deploy = std::nullopt, .defeated_by = defeat_of(at), .unknown = {}};
    if (what.fails == Answer::Unknown || !what.severities_known) gate.unknown = what.unknown;
    auto is_stopped = [&](const DeedPlace& target) { return stops(at, target); };
    auto is_before = [&](const DeedPlace& target) { return comes_after(at, target); };
    bool stops_push = std::any_of(pushes_.begin(), pushes_.end(), is_stopped);
    bool stops_deploy = std::any_of(deploys_.begin(), deploys_.end(), is_stopped);
    bool is_behind_push = std::any_of(pushes_.begin(), pushes_.end(), is_before);
    if (!pushes_.empty()) gate.before_push = stops_push && !is_behind_push;
    if (!deploys_.empty()) gate.before_deploy = stops_deploy;
    if (gate.defeated_by.empty() && !stops_push && !stops_deploy) {
      if (!deploys_.empty()) gate.defeated_by = "the deployment does not wait for it";
      if (deploys_.empty() && !pushes_.empty() && !is_behind_push) gate.defeated_by = "the push does not wait for it";
    }
    found_.gates.push_back(std::move(gate));
  }

  void decide() {
    auto holds_for = [&](const DeedPlace& target, bool or_behind) {
      return std::any_of(found_.gates.begin(), found_.gates.end(), [&](const Gate& gate) {
        return gate.holds() && (stops(gate.at, target) || (or_behind && comes_after(gate.at, target)));
      });
    };
    bool has_any = std::any_of(found_.gates.begin(), found_.gates.end(), [](const Gate& gate) { return gate.holds(); });
    auto all = [&](const std::vector<DeedPlace>& targets, bool or_behind) {
      return std::all_of(targets.begin(), targets.end(), [&](const DeedPlace& target) { return holds_for(target, or_behind); });
    };
    if (!pushes_.empty()) found_.before_push = has_any && all(pushes_, false);
    if (!deploys_.empty()) found_.before_deploy = has_any && all(deploys_, false);
    bool is_gated = has_any && all(deploys_, false) && (!deploys_.empty() || all(pushes_, true));
    if (is_gated) {
      found_.has_gate = Answer::Yes;
      return;
    }
    auto likely = std::find_if(found_.gates.begin(), found_.gates.end(),
                               [](const Gate& gate) { return gate.defeated_by.empty() && !gate.unknown.empty(); });
    if (likely != found_.gates.end()) {
      found_.has_gate = Answer::Unknown;
      found_.why = likely->unknown;
      return;
    }
    if (!pipeline_.unread.empty()) {
      found_.has_gate = Answer::Unknown;
      found_.why = pipeline_.unread.front().what;
      return;
    }
    if (has_any) {
      found_.why = "one way to a push or deployment has no gate";
    } else if (!found_.gates.empty()) {
      const Gate& gate = found_.gates.front();
      found_.why = fmt::format("{}: {}", deed(gate.at).tool, gate.defeated_by);
    }
  }

  void others() {
    std::vector<const Deed*> stores;
    std::vector<const Deed*> sboms;
    bool has_image = false;
    for (const Job& each : pipeline_.jobs) {
      for (const Step& one : each.steps) {
        if (!runs(pipeline_, each, one)) continue;
        for (const Deed& what : one.deeds) {
          if (what.action == Action::Store) stores.push_back(&what);
          if (what.action == Action::Sign) found_.signs = Answer::Yes;
          if (what.action == Action::Provenance) found_.makes_provenance = Answer::Yes;
          if (what.action != Action::Sbom) continue;
          sboms.push_back(&what);
          has_image = has_image || what.subject == "image";
        }
      }
    }
    if (has_image) found_.makes_sbom = Answer::Yes;
    for (const Deed* sbom : sboms) {
      if (has_image && sbom->subject != "image") continue;
      if (sbom->is_stored || is_stored(*sbom, stores)) found_.stores_sbom = Answer::Yes;
    }
    if (pipeline_.unread.empty()) return;
    for (Answer* answer : {&found_.makes_sbom, &found_.stores_sbom, &found_.signs, &found_.makes_provenance}) {
      if (*answer == Answer::No) *answer = Answer::Unknown;
    }
  }

  const Pipeline& pipeline_;
  Order order_;
  Judgement found_;
  std::vector<DeedPlace> builds_;
  std::vector<DeedPlace> pushes_;
  std::vector<DeedPlace> deploys_;
};

std::string_view base_name(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return path.substr(path.find_last_of("/\\") + 1);
}

std::string_view without_dot(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  return path;
}

bool sounds_like_sbom(std::string_view path) {
  constexpr std::array<std::string_view, 4> kParts = {"sbom", "spdx", "cyclonedx", "cdx"};
  std::string name = base::lowered(path);
  return std::any_of(kParts.begin(), kParts.end(), [&](std::string_view part) { return name.find(part) != std::string::npos; }) ||
         base_name(name).starts_with("bom.") || base_name(name) == "bom";
}

bool takes(std::string_view pattern, std::string_view file) {
  pattern = without_dot(pattern);
  file = without_dot(file);
  if (pattern.empty() || file.empty()) return false;
  if (pattern == file || pattern == "." || pattern == "*" || pattern == "**/*" || pattern == "**") return true;
  std::string folder(pattern);
  if (!folder.ends_with('/')) folder += '/';
  if (file.starts_with(folder)) return true;
  auto same = [](char a, char b) { return a == b; };
  if (pattern.find('*') != std::string_view::npos && base::matches_stars(pattern, file, same)) return true;
  // The same name in a folder that is said otherwise.
  return base_name(pattern) == base_name(file) ||
         (pattern.find('*') != std::string_view::npos && base::matches_stars(base_name(pattern), base_name(file), same));
}

}  // namespace

bool is_stored(const Deed& sbom, const std::vector<const Deed*>& stored) {
  for (const Deed* each : stored) {
    for (const std::string& pattern : each->files) {
      if (sounds_like_sbom(pattern)) return true;
      for (const std::string& file : sbom.files) {
        if (takes(pattern, file)) return true;
      }
    }
  }
  return false;
}

Judgement judge(const Pipeline& pipeline) { return Judge(pipeline).judge(); }

}  // namespace wafpp::evidence::ci
