#include "evidence/ci/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "evidence/ci/judge.h"
#include "evidence/ci/pins.h"

namespace wafpp::evidence::ci {

namespace {

Value list_of(std::vector<Value> elements) { return Value::tuple(std::move(elements)); }

Value flag_of(std::optional<bool> flag) { return flag ? Value::boolean(*flag) : Value::null(value::Type::boolean()); }

class Report {
 public:
  Report(Reading& reading, const Pipeline& pipeline)
      : item_(reading.item()),
        path_(reading.input().path_in_repository()),
        pipeline_(pipeline),
        compromised_(reading.options().compromised),
        found_(judge(pipeline)) {}

  void write() {
    summary();
    pipeline_record();
    jobs();
    actions();
  }

 private:
  const Deed& deed(const DeedPlace& at) const { return pipeline_.jobs[at.job].steps[at.step].deeds[at.deed]; }
  const Step& step(const DeedPlace& at) const { return pipeline_.jobs[at.job].steps[at.step]; }

  /// True, false, or hanging on what is not read: a bool that nobody here can tell, with the reason.
  Value answered(Answer answer, const std::string& why) const {
    if (answer != Answer::Unknown) return Value::boolean(answer == Answer::Yes);
    value::OriginStep step;
    step.kind = value::OriginStep::Kind::Cause;
    step.cause = value::CauseKind::OutsideEstate;
    step.text = why.empty() ? "what the pipeline brings in" : why;
    return Value::unknown(value::Type::boolean()).with_origin(value::Origin::step(std::move(step)));
  }
  /// The same for the summary, where what is not known is null.
  static Value shown(Answer answer) {
    return answer == Answer::Unknown ? Value::null(value::Type::boolean()) : Value::boolean(answer == Answer::Yes);
  }

  std::string first_unread() const { return pipeline_.unread.empty() ? std::string() : pipeline_.unread.front().what; }

  void summary() {
    Attributes& to = item_.summary;
    to.text("platform", pipeline_.platform);
    std::vector<Value> scans;
    // A tool counts once a job, with whatever settings.
    std::set<std::pair<size_t, std::string>> seen;
    for (const DeedPlace& at : found_.scans) {
      if (!seen.emplace(at.job, deed(at).tool).second) continue;
      Attributes scan;
      scan.text("tool", deed(at).tool).text("job", pipeline_.jobs[at.job].id).text("step", step(at).name);
      scans.push_back(scan.object());
    }
    to.set("image_scan", list_of(std::move(scans)));
    std::vector<Value> gates;
    std::vector<Value> defeated;
    std::vector<Value> likely;
    for (const Gate& gate : found_.gates) {
      const Deed& what = deed(gate.at);
      Attributes one;
      one.text("tool", what.tool).text("job", pipeline_.jobs[gate.at.job].id);
      if (!gate.defeated_by.empty()) {
        defeated.push_back(one.text("by", gate.defeated_by).object());
        continue;
      }
      one.texts("severities", what.severities).flag("only_fixed", what.only_fixed);
      one.set("before_push", flag_of(gate.before_push)).set("before_deploy", flag_of(gate.before_deploy));
      if (gate.unknown.empty()) {
        gates.push_back(one.flag("blocking", true).object());
      } else {
        likely.push_back(one.text("unknown", gate.unknown).object());
      }
    }
    to.set("gate", list_of(std::move(gates)));
    to.set("gate_defeated", list_of(std::move(defeated)));
    to.set("gate_likely", list_of(std::move(likely)));
    to.set("has_gate", shown(found_.has_gate));
    sboms(to);
    signatures(to);
    to.flag("builds_image", found_.builds_image).flag("pushes_image", found_.pushes_image).flag("deploys", found_.deploys);
    pins(to);
    std::vector<std::string> unread;
    for (const Unread& each : pipeline_.unread) unread.push_back(each.what);
    to.texts("unread", unread);
    if (!pipeline_.never.empty()) to.text("never", pipeline_.never);
    if (pipeline_.is_part) to.flag("is_part", true);
  }

  void sboms(Attributes& to) {
    std::set<std::tuple<std::string, std::string, std::string>> all;
    each_deed([&](const Job&, const Step&, const Deed& what) {
      if (what.action == Action::Sbom) all.emplace(what.format, what.tool, what.subject);
    });
    std::vector<Value> sboms;
    for (const auto& [format, tool, subject] : all) {
      Attributes one;
      one.text("tool", tool).text("format", format).text("subject", subject);
      sboms.push_back(one.object());
    }
    to.set("sbom", list_of(std::move(sboms)));
    to.set("sbom_stored", shown(found_.stores_sbom));
  }

  void signatures(Attributes& to) {
    std::vector<Value> signing;
    std::vector<Value> provenance;
    std::set<std::tuple<Action, std::string, std::string, int>> seen;
    each_deed([&](const Job&, const Step&, const Deed& what) {
      if (what.action != Action::Sign && what.action != Action::Provenance) return;
      if (!seen.emplace(what.action, what.tool, what.by + what.mode, what.slsa_build_level).second) return;
      Attributes one;
      one.text("tool", what.tool);
      if (what.action == Action::Sign) {
        signing.push_back(one.text("by", what.by).object());
        return;
      }
      if (!what.mode.empty()) one.text("mode", what.mode);
      if (what.slsa_build_level > 0) one.number("slsa_build_level_at_most", what.slsa_build_level);
      provenance.push_back(one.object());
    });
    to.set("signing", list_of(std::move(signing)));
    to.set("provenance", list_of(std::move(provenance)));
  }

  void pins(Attributes& to) {
    int64_t total = 0;
    int64_t by_commit = 0;
    std::vector<std::string> unpinned;
    std::vector<std::string> compromised;
    for (const Dependency& each : pipeline_.dependencies) {
      Pin pin = pin_of(each, compromised_);
      if (!pin.compromised.empty()) compromised.push_back(each.written);
      // Images that jobs run in are told apart from what is used in steps.
      if (each.kind == "image" && !each.written.starts_with("docker://")) continue;
      ++total;
      by_commit += pin.by == "commit" || pin.by == "digest" ? 1 : 0;
      if (pin.is_pinned == Answer::No && pin.can_be_pinned) unpinned.push_back(each.written);
    }
    Attributes actions;
    actions.number("total", total).number("pinned_by_sha", by_commit).texts("unpinned", unpinned).texts("known_compromised", compromised);
    to.set("actions", actions.object());
  }

  template <typename Visit>
  void each_deed(Visit visit) const {
    for (const Job& job : pipeline_.jobs) {
      for (const Step& one : job.steps) {
        for (const Deed& what : one.deeds) visit(job, one, what);
      }
    }
  }

  /// Where findings about the pipeline as a whole point: at the first deed of the kind that is asked for, else at the head of the file.
  Span place_of(Action action) const {
    Span place{0, 1};
    bool has_any = false;
    each_deed([&](const Job& job, const Step& one, const Deed& what) {
      if (has_any || what.action != action || !runs(pipeline_, job, one)) return;
      place = what.place;
      has_any = true;
    });
    return place;
  }

  void pipeline_record() {
    Span place = place_of(found_.pushes_image ? Action::Push : found_.builds_image ? Action::Build : Action::Scan);
    Attributes& to = item_.record("pipeline", path_, place.begin, place.end);
    to.text("platform", pipeline_.platform).text("path", path_).flag("is_part", pipeline_.is_part).text("never", pipeline_.never);
    to.flag("builds_image", found_.builds_image).flag("pushes_image", found_.pushes_image).flag("deploys", found_.deploys);
    std::set<std::string> scanners;
    for (const DeedPlace& at : found_.scans) scanners.insert(deed(at).tool);
    to.texts("scanners", std::vector<std::string>(scanners.begin(), scanners.end()));
    to.flag("scans_image", !found_.scans.empty());
    std::string why = found_.why.empty() ? first_unread() : found_.why;
    to.set("has_gate", answered(found_.has_gate, why));
    std::set<std::string> severities;
    bool only_fixed = false;
    bool has_full = false;
    std::string defeat;
    for (const Gate& gate : found_.gates) {
      const Deed& what = deed(gate.at);
      if (!gate.defeated_by.empty() && defeat.empty()) defeat = fmt::format("{}: {}", what.tool, gate.defeated_by);
      if (!gate.holds()) continue;
      severities.insert(what.severities.begin(), what.severities.end());
      only_fixed = only_fixed || what.only_fixed;
      has_full = has_full || !what.only_fixed;
    }
    to.texts("gate_severities", std::vector<std::string>(severities.begin(), severities.end()));
    to.flag("gate_only_fixed", only_fixed && !has_full);
    to.set("gate_before_push", flag_of(found_.before_push)).set("gate_before_deploy", flag_of(found_.before_deploy));
    to.text("gate_defeated_by", defeat);
    to.set("makes_sbom", answered(found_.makes_sbom, first_unread())).set("stores_sbom", answered(found_.stores_sbom, first_unread()));
    bool by_tag = false;
    bool by_unknown = false;
    int level = 0;
    each_deed([&](const Job& job, const Step& one, const Deed& what) {
      if (!runs(pipeline_, job, one)) return;
      if (what.action == Action::Sign) {
        by_tag = by_tag || what.by == "tag";
        by_unknown = by_unknown || what.by == "unknown";
      }
      if (what.action == Action::Provenance) level = std::max(level, what.slsa_build_level);
    });
    to.set("signs", answered(found_.signs, first_unread()));
    Answer by_digest = by_tag ? Answer::No : by_unknown ? Answer::Unknown : Answer::Yes;
    bool is_signed = found_.signs == Answer::Yes;
    to.set("signs_by_digest",
           is_signed ? answered(by_digest, "what the variable names that is signed") : answered(found_.signs, first_unread()));
    to.set("makes_provenance", answered(found_.makes_provenance, first_unread())).number("slsa_build_level", level);
    std::vector<std::string> unread;
    for (const Unread& each : pipeline_.unread) unread.push_back(each.what);
    to.texts("unread", unread);
  }

  void jobs() {
    for (const Job& job : pipeline_.jobs) {
      std::vector<std::string> after;
      for (size_t before : job.after) {
        if (before < pipeline_.jobs.size() && after.size() < 100) after.push_back(pipeline_.jobs[before].id);
      }
      Attributes& to = item_.record("pipeline_job", path_ + ":" + job.id, job.place.begin, job.place.end);
      to.text("job", job.id).text("pipeline", path_).texts("after", after).flag("runs_after_failure", job.runs_after_failure);
      to.flag("runs", (pipeline_.events & job.events) != 0).text("defeated_by", job.defeated_by);
      for (const Step& one : job.steps) {
        for (const Deed& what : one.deeds) step_record(job, one, what);
      }
    }
  }

  void step_record(const Job& job, const Step& one, const Deed& what) {
    std::string subject = fmt::format("{}:{}:{}", path_, job.id, one.name.empty() ? what.tool : one.name);
    Attributes& to = item_.record("pipeline_step", subject, what.place.begin, what.place.end);
    to.text("pipeline", path_).text("job", job.id).text("step", one.name).text("tool", what.tool).text("action", word(what.action));
    to.text("subject", what.subject).text("target", what.target).flag("runs", runs(pipeline_, job, one));
    std::string defeat = what.defeated_by;
    if (defeat.empty()) defeat = one.defeated_by;
    if (defeat.empty()) defeat = job.defeated_by;
    bool blocks = what.action == Action::Scan && what.fails == Answer::Yes && defeat.empty();
    if (what.action == Action::Scan) {
      to.set("blocking", what.fails == Answer::Unknown ? answered(Answer::Unknown, what.unknown) : Value::boolean(blocks));
      to.texts("severities", what.severities).flag("only_fixed", what.only_fixed);
    }
    to.text("defeated_by", defeat);
    if (!what.format.empty()) to.text("format", what.format);
    if (!what.by.empty()) to.text("by", what.by);
    if (!what.mode.empty()) to.text("mode", what.mode);
    if (what.slsa_build_level > 0) to.number("slsa_build_level", what.slsa_build_level);
  }

  void actions() {
    for (const Dependency& each : pipeline_.dependencies) {
      Pin pin = pin_of(each, compromised_);
      Attributes& to = item_.record("pipeline_action", path_ + ":" + each.written, each.place.begin, each.place.end);
      to.text("pipeline", path_).text("kind", each.kind).text("name", each.name).text("ref", each.ref).text("written", each.written);
      to.text("pinned_by", pin.by).flag("can_be_pinned", pin.can_be_pinned);
      to.set("is_pinned", answered(pin.is_pinned, "the version of " + each.written));
      to.flag("known_compromised", !pin.compromised.empty())
          .text("compromised_by", pin.compromised)
          .text("compromised_on", pin.compromised_on);
    }
  }

  Item& item_;
  std::string path_;
  const Pipeline& pipeline_;
  std::span<const CompromisedPart> compromised_;
  Judgement found_;
};

}  // namespace

void report(Reading& reading, const Pipeline& pipeline) { Report(reading, pipeline).write(); }

}  // namespace wafpp::evidence::ci
