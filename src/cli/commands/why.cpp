#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "assess/assess.h"
#include "assess/derive.h"
#include "assess/estate.h"
#include "assess/verdict.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/control_choice.h"
#include "cli/estate_options.h"
#include "cli/output.h"
#include "cli/sandbox.h"
#include "report/derivation.h"
#include "report/words.h"

namespace wafpp::cli {

namespace {

// Subjects that are named where the one that was asked for is none.
constexpr size_t kNearest = 8;

class Why : public Command {
 public:
  void declare(Options& options) override {
    options.positional("words", words_, "a check, a subject's address, and the files and folders to look at (default: where you stand)",
                       true);
    estate_.declare(options);
    estate_.declare_environments(options);
    estate_.declare_evidence(options);
    controls_.declare(options, false);
  }

  Exit run(const Terminal& terminal) override {
    if (words_.size() < 2)
      return terminal.usage_error("`wafpp why` wants a check and a subject, such as `wafpp why kms-key-rotation aws_kms_key.main`");
    if (std::string problem = estate_.problem_with_time(); !problem.empty()) return terminal.usage_error(problem);
    std::vector<std::string> paths(words_.begin() + 2, words_.end());
    if (paths.empty()) paths.emplace_back(".");

    auto sources = std::make_shared<diag::SourceMap>();
    base::Result<controls::ControlSet> controls = controls_.load(*sources, terminal);
    if (!controls) return terminal.usage_error(controls.error().message);
    std::vector<controls::ControlSet::Found> checks = checks_named(*controls, words_[0]);
    if (checks.empty()) return terminal.usage_error("`" + words_[0] + "` is no check; `wafpp controls` lists them");

    SandboxNeeds needs;
    estate_.allow(paths, needs);
    enter_sandbox(needs);
    assess::EstateOptions options = estate_.options(paths);
    options.sources = sources;
    base::Result<std::unique_ptr<assess::Estate>> estate = assess::Estate::load(options);
    if (!estate) return terminal.usage_error(estate.error().message);
    if (std::string unknown = EstateArguments::unknown_environment(**estate); !unknown.empty()) return terminal.usage_error(unknown);
    return show(**estate, checks, terminal);
  }

 private:
  /// By id or alias, or by the last part of the id: then there may be several.
  static std::vector<controls::ControlSet::Found> checks_named(const controls::ControlSet& set, const std::string& name) {
    if (controls::ControlSet::Found found = set.check(name); found.check != nullptr) return {found};
    std::vector<controls::ControlSet::Found> all;
    for (const controls::Control& control : set.controls) {
      for (const controls::Check& check : control.checks) {
        if (check.id.ends_with("." + name)) all.push_back({&control, &check});
      }
    }
    return all;
  }

  static bool asks(const controls::Check& check, const facts::Facts& facts, const facts::Fact& fact) {
    auto is_among = [&](const std::string& kind) {
      std::vector<const facts::Fact*> all = facts.of_kind(fact.root, kind);
      return std::find(all.begin(), all.end(), &fact) != all.end();
    };
    return is_among(check.of) || std::any_of(check.also_of.begin(), check.also_of.end(), is_among);
  }

  Exit show(const assess::Estate& estate, const std::vector<controls::ControlSet::Found>& checks, const Terminal& terminal) const {
    const facts::Facts& facts = estate.facts();
    controls::Relations relations(facts);
    assess::Asked asked{facts, relations, controls::catalogue()};
    std::string text;
    std::set<std::string> others;
    for (const controls::ControlSet::Found& found : checks) {
      for (const facts::Fact* one_of_all : facts.all()) {
        const facts::Fact& fact = *one_of_all;
        if (!asks(*found.check, facts, fact)) continue;
        if (fact.subject != words_[1]) {
          others.insert(fact.subject);
          continue;
        }
        text.append(text.empty() ? "" : "\n").append(one(estate, asked, found, fact, terminal));
      }
    }
    if (text.empty()) return terminal.usage_error(nothing(others));
    terminal.out(text);
    return Exit::Good;
  }

  static std::string one(const assess::Estate& estate, const assess::Asked& asked, const controls::ControlSet::Found& found,
                         const facts::Fact& fact, const Terminal& terminal) {
    const facts::Root& root = asked.facts.roots()[fact.root];
    assess::Finding finding = assess::judge(asked, *found.control, *found.check, fact);
    auto in = [&](const controls::Text& both) { return both.in(terminal.language); };
    std::string text = fmt::format("{}  {}\n", found.check->id, in(found.check->title));
    text += fmt::format("{} in {}{}\n", fact.subject, root.folder, root.environment.empty() ? "" : " (" + root.environment + ")");
    if (finding.place.known()) {
      const diag::Source& source = estate.sources().at(finding.place.source);
      auto at = source.line_column(finding.place.begin);
      text += fmt::format("{}:{}:{}\n", source.path(), at.line, at.column);
    }
    std::string said = finding.verdict == assess::Verdict::Pass ? in(found.check->title) : in(report::headline(finding));
    text += fmt::format("{}: {}\n\n", report::word(finding.verdict, terminal.language), said);
    for (const std::string& line :
         report::derivation_lines(assess::derive(asked, *found.check, fact, estate.sources()), terminal.language, estate.sources())) {
      text.append(line).append(1, '\n');
    }
    return base::printable(text);
  }

  std::string nothing(const std::set<std::string>& others) const {
    if (others.empty()) return "there is nothing that `" + words_[0] + "` is asked of";
    std::vector<std::pair<size_t, std::string>> nearest;
    for (const std::string& other : others) {
      bool holds = other.find(words_[1]) != std::string::npos;
      nearest.emplace_back(holds ? 0 : base::edit_distance(other, words_[1]), other);
    }
    std::sort(nearest.begin(), nearest.end());
    std::string text = "`" + words_[0] + "` is not asked of `" + words_[1] + "`; it is asked of";
    for (size_t at = 0; at < nearest.size() && at < kNearest; ++at) text += "\n  " + nearest[at].second;
    if (nearest.size() > kNearest) text += fmt::format("\n  and {} more", nearest.size() - kNearest);
    return text;
  }

  std::vector<std::string> words_;
  EstateArguments estate_;
  ControlChoice controls_;
};

}  // namespace

extern const CommandEntry command_why;
const CommandEntry command_why{.name = "why",
                               .summary_en = "how one verdict was reached: the question, its parts, and where each value came from",
                               .summary_de = "wie ein Urteil zustande kam: die Frage, ihre Teile, und woher jeder Wert kam",
                               .make = [] { return std::unique_ptr<Command>(new Why); },
                               .rank = 12};

}  // namespace wafpp::cli
