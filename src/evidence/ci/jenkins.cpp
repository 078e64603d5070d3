#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/letters.h"
#include "base/text.h"
#include "evidence/ci/components.h"
#include "evidence/ci/groovy.h"
#include "evidence/ci/pins.h"
#include "evidence/ci/platforms.h"

namespace wafpp::evidence::ci {

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Whether something in there stops the pipeline: a new exception, `error`.
bool stops(const std::vector<GroovyStatement>& block) {
  return std::any_of(block.begin(), block.end(), [](const GroovyStatement& each) {
    return each.name == "throw" || each.name == "error" || stops(each.block) ||
           (each.name == "sh" && each.text("").find("exit 1") != std::string::npos);
  });
}

class Jenkins {
 public:
  explicit Jenkins(Builder& builder) : builder_(builder), pipeline_(builder.pipeline()) {}

  void read() {
    std::string_view text = builder_.reading().text();
    libraries(text);
    std::vector<GroovyStatement> statements = parse_groovy(text);
    Frame frame;
    block(statements, frame);
    // A script without stages is a job of its own.
    if (pipeline_.jobs.empty()) builder_.reading().warn("no stage is there, and nothing that is known: it may be all in a library");
  }

 private:
  struct Frame {
    std::string defeated_by;
    bool runs_after_failure = false;
    Events events = kAllEvents;
    std::string never;
    Variables variables;
    size_t job = SIZE_MAX;
    std::vector<size_t> after;
  };

  static Span span(const GroovyStatement& of) { return {of.begin, of.end}; }

  /// `@Library('name@ref') _`
  void libraries(std::string_view text) {
    constexpr size_t kMost = 100;
    size_t count = 0;
    for (size_t at = text.find("@Library("); at != std::string_view::npos && count < kMost; at = text.find("@Library(", at + 1), ++count) {
      size_t end = std::min(text.find(')', at), text.size());
      std::string_view inside = text.substr(at + 9, end - at - 9);
      Span place{static_cast<uint32_t>(at), static_cast<uint32_t>(end)};
      for (size_t quote = inside.find_first_of("'\""); quote != std::string_view::npos;) {
        size_t close = inside.find(inside[quote], quote + 1);
        if (close == std::string_view::npos) break;
        library(inside.substr(quote + 1, close - quote - 1), place);
        quote = inside.find_first_of("'\"", close + 1);
      }
    }
  }

  void library(std::string_view written, Span place) {
    size_t at = written.find('@');
    builder_.add_dependency({.kind = "library",
                             .name = std::string(written.substr(0, at)),
                             .ref = at == std::string_view::npos ? "" : std::string(written.substr(at + 1)),
                             .written = std::string(written),
                             .place = place});
    builder_.add_unread(fmt::format("the library {}", written), place);
  }

  void block(const std::vector<GroovyStatement>& statements, Frame& frame) {
    for (size_t i = 0; i < statements.size(); ++i) {
      const GroovyStatement& each = statements[i];
      if (each.name == "try") {
        // What follows says whether a failure is passed on.
        bool is_caught = false;
        bool is_passed_on = false;
        for (size_t next = i + 1; next < statements.size() && is_one_of(statements[next].name, {"catch", "finally"}); ++next) {
          if (statements[next].name != "catch") continue;
          is_caught = true;
          is_passed_on = is_passed_on || stops(statements[next].block);
        }
        Frame inner = frame;
        if (is_caught && !is_passed_on) inner.defeated_by = "try";
        block(each.block, inner);
        frame.job = inner.job;
        continue;
      }
      statement(each, frame, statements, i);
    }
  }

  void statement(const GroovyStatement& of, Frame& frame, const std::vector<GroovyStatement>& around, size_t index) {
    const std::string& name = of.name;
    if (name == "stage" && of.has_block) {
      stage(of, frame);
    } else if (name == "parallel") {
      parallel(of, frame);
    } else if (name == "post") {
      post(of, frame);
    } else if (name == "environment" || name == "withEnv") {
      for (const GroovyStatement& each : of.block) {
        if (name == "environment" && !each.target.empty() && each.name.empty()) frame.variables[each.target] = each.text("");
      }
      for (const GroovyArgument& each : of.arguments) {
        size_t equals = each.text.find('=');
        if (equals != std::string::npos) frame.variables[each.text.substr(0, equals)] = each.text.substr(equals + 1);
      }
      if (name == "withEnv") nested(of, frame, {});
    } else if (name == "agent" || name == "docker" || name == "container" || name == "dockerfile") {
      if (std::string image = image_of(of); !image.empty()) builder_.add_image(filled_in(image, frame.variables), span(of));
      if (name == "container") nested(of, frame, {});
    } else if (is_one_of(name, {"when", "parameters", "options", "triggers", "tools"}) && of.has_block) {
      // Nothing is done in there.
    } else if (name == "catchError" || name == "warnError" || name == "unstable") {
      // `catchError(buildResult: 'FAILURE', stageResult: 'FAILURE')` goes on all the same.
      nested(of, frame, name);
    } else if (name == "catch" || name == "else" || name == "if" || name == "finally") {
      nested(of, frame, {});
    } else {
      step(of, frame, around, index);
      if (of.has_block) nested(of, frame, {});
    }
  }

  void nested(const GroovyStatement& of, Frame& frame, std::string_view defeated_by) {
    Frame inner = frame;
    if (!defeated_by.empty() && inner.defeated_by.empty()) inner.defeated_by = defeated_by;
    block(of.block, inner);
    frame.job = inner.job;
    frame.after = std::move(inner.after);
  }

  static std::string image_of(const GroovyStatement& of) {
    if (of.name == "docker" && of.find("") != nullptr) return of.text("");
    for (const GroovyStatement& each : of.block) {
      if (each.name == "image") return each.text("");
      if (each.name == "docker") return each.has_block ? image_of(each) : each.text("");
    }
    return {};
  }

  void stage(const GroovyStatement& of, Frame& frame) {
    if (!builder_.may_add_job(span(of))) return;
    Job job;
    job.id = of.text("");
    job.place = {of.begin, static_cast<uint32_t>(of.begin + 5)};
    job.after = frame.after;
    Frame inner = frame;
    for (const GroovyStatement& each : of.block) {
      if (each.name == "when") when(each, inner);
    }
    job.events = inner.events;
    job.never = inner.never;
    inner.job = pipeline_.jobs.size();
    pipeline_.jobs.push_back(std::move(job));
    size_t mine = inner.job;
    // Stages within this one come behind it.
    inner.after = {mine};
    block(of.block, inner);
    frame.after = inner.after;
  }

  /// Branches side by side; who comes behind waits for all of them.
  void parallel(const GroovyStatement& of, Frame& frame) {
    std::vector<size_t> last;
    for (const GroovyStatement& each : of.block) {
      Frame inner = frame;
      if (each.name == "stage") {
        stage(each, inner);
      } else if (each.has_block && builder_.may_add_job(span(each))) {
        Job job;
        job.id = each.name;
        job.place = span(each);
        job.after = frame.after;
        inner.job = pipeline_.jobs.size();
        pipeline_.jobs.push_back(std::move(job));
        inner.after = {inner.job};
        block(each.block, inner);
      }
      last.insert(last.end(), inner.after.begin(), inner.after.end());
    }
    if (!last.empty()) frame.after = std::move(last);
  }

  /// `post`: what runs always, or after a failure, does not wait for anything.
  void post(const GroovyStatement& of, Frame& frame) {
    for (const GroovyStatement& each : of.block) {
      if (is_one_of(each.name, {"failure", "unstable", "aborted", "regression", "unsuccessful"})) continue;
      Frame inner = frame;
      inner.runs_after_failure = each.name == "always" || each.name == "cleanup" || each.name == "changed";
      block(each.block, inner);
    }
  }

  static void when(const GroovyStatement& of, Frame& frame) {
    for (const GroovyStatement& each : of.block) {
      std::string condition = base::lowered(each.head);
      if (each.name == "changeRequest") {
        frame.events = 0;
        frame.never = "it runs for pull requests only";
      } else if (each.name == "buildingTag" || each.name == "tag") {
        frame.events &= kTag;
      } else if (each.name == "expression" && each.block.size() == 1 && each.block[0].head == "false") {
        frame.events = 0;
        frame.never = "its condition is false";
      } else if (each.name == "allOf") {
        when(each, frame);
      }
    }
  }

  void step(const GroovyStatement& of, Frame& frame, const std::vector<GroovyStatement>& around, size_t index) {
    Step step;
    step.place = span(of);
    step.events = frame.events;
    step.never = frame.never;
    step.defeated_by = frame.defeated_by;
    step.runs_after_failure = frame.runs_after_failure;
    Job scratch;
    deeds(of, frame, step, scratch, around, index);
    if (step.deeds.empty() || !builder_.may_add_step(step.place)) return;
    Job& job = job_of(frame);
    step.name = of.text("label");
    job.has_test_cluster = job.has_test_cluster || scratch.has_test_cluster;
    job.steps.push_back(std::move(step));
  }

  /// Steps outside of all stages make a job of their own.
  Job& job_of(Frame& frame) {
    if (frame.job == SIZE_MAX) {
      frame.job = pipeline_.jobs.size();
      Job job;
      job.id = "node";
      job.after = frame.after;
      job.place = {0, 1};
      job.runs_after_failure = frame.runs_after_failure;
      pipeline_.jobs.push_back(std::move(job));
      frame.after = {frame.job};
    }
    return pipeline_.jobs[frame.job];
  }

  void deeds(const GroovyStatement& of, const Frame& frame, Step& step, Job& job, const std::vector<GroovyStatement>& around,
             size_t index) {
    const std::string& name = of.name;
    if (is_one_of(name, {"sh", "bat", "powershell", "pwsh"})) {
      std::string script = of.find("script") != nullptr ? of.text("script") : of.text("");
      bool is_status = of.text("returnStatus") == "true";
      // The status may be looked at later on.
      bool is_passed_on = false;
      for (size_t next = index + 1; next < around.size() && is_status; ++next) {
        bool asks = !of.target.empty() && around[next].head.find(of.target) != std::string::npos;
        is_passed_on = is_passed_on || (asks && (stops(around[next].block) || around[next].name == "error"));
      }
      bool is_in_if = of.name != "if" && is_status && of.target.empty() && stops(around);
      if (is_status && !is_passed_on && !is_in_if && step.defeated_by.empty()) step.defeated_by = "returnStatus";
      ShellMode mode{.errexit = name == "sh", .pipefail = false};
      // A first line of one's own takes the place of `sh -xe`.
      std::string_view trimmed = base::trimmed(script);
      if (trimmed.starts_with("#!"))
        mode.errexit = trimmed.substr(0, trimmed.find('\n')).find(" -") != std::string_view::npos &&
                       trimmed.substr(0, trimmed.find('\n')).find('e', trimmed.find(" -")) != std::string_view::npos;
      Surroundings in = builder_.surroundings(mode, frame.variables);
      in.is_deployment = frame.job < pipeline_.jobs.size() && says_deploy(pipeline_.jobs[frame.job].id);
      builder_.add_script(job, step, script, in, span(of));
      return;
    }
    auto add = [&](Deed deed) {
      deed.place = span(of);
      step.deeds.push_back(std::move(deed));
    };
    auto policy = [&](std::string_view tool, bool fails) {
      Deed deed = deed_of(Action::Scan, tool);
      deed.fails = fails ? Answer::Unknown : Answer::No;
      deed.severities_known = false;
      deed.unknown = "a policy of the service decides";
      add(std::move(deed));
    };
    if (name == "archiveArtifacts" || name == "archive") {
      Deed deed = deed_of(Action::Store, "artifacts", "files");
      std::string files = of.find("artifacts") != nullptr ? of.text("artifacts") : of.text("");
      for (size_t at = 0; at <= files.size();) {
        size_t end = std::min(files.find(',', at), files.size());
        deed.files.emplace_back(base::trimmed(std::string_view(files).substr(at, end - at)));
        at = end + 1;
      }
      add(std::move(deed));
    } else if (name == "grypeScan" || name == "grypeScanner") {
      Deed deed = deed_of(Action::Scan, "grype", subject_of(of.text("scanDest")));
      // Only a quality gate of the report makes it fail.
      bool has_quality_gate = std::any_of(around.begin() + static_cast<ptrdiff_t>(index), around.end(), [](const GroovyStatement& each) {
        return each.name == "recordIssues" && each.head.find("qualityGates") != std::string::npos;
      });
      deed.fails = has_quality_gate ? Answer::Unknown : Answer::No;
      deed.severities_known = !has_quality_gate;
      deed.unknown = "the quality gate of the report";
      add(std::move(deed));
    } else if (name == "snykSecurity") {
      bool is_image = of.text("targetFile").find("Dockerfile") != std::string::npos || of.head.find("container") != std::string::npos;
      Deed deed = deed_of(Action::Scan, "snyk", is_image ? "image" : "files");
      deed.fails = of.text("failOnIssues") == "false" ? Answer::No : Answer::Yes;
      set_threshold(deed, of.text("severity").empty() ? "low" : of.text("severity"));
      add(std::move(deed));
    } else if (name == "anchore" || name == "anchoreEngine") {
      policy("anchore", of.text("bailOnFail") != "false");
    } else if (name == "prismaCloudScanImage" || name == "twistlockScan") {
      policy("prisma-cloud", true);
    } else if (name == "aqua" || name == "aquaMicroscanner") {
      policy("aqua", true);
    } else if (name == "docker.build" || (name == "docker.image" && of.head.find("push") != std::string::npos)) {
      if (name == "docker.build") add(deed_of(Action::Build, "docker"));
      if (of.head.find(". push") != std::string::npos || of.head.find(".push") != std::string::npos) add(deed_of(Action::Push, "docker"));
    } else if (name.ends_with(".push") && of.find("") != nullptr) {
      add(deed_of(Action::Push, "docker"));
    } else if (name.ends_with(".push") && of.head.find("( )") != std::string::npos) {
      add(deed_of(Action::Push, "docker"));
    } else if (is_one_of(name, {"kubernetesDeploy", "openshiftDeploy", "ecsDeploy", "azureWebAppPublish", "helmDeploy"})) {
      add(deed_of(Action::Deploy, name));
    } else if (name == "build" && !of.text("job").empty()) {
      builder_.add_unread(fmt::format("the job {}", of.text("job")), span(of));
    } else if (name == "load" && !of.text("").empty()) {
      builder_.add_unread(of.text(""), span(of));
    } else if (name == "library" && !of.text("").empty()) {
      library(of.text(""), span(of));
    } else if (name == "docker.image" && of.head.find("inside") != std::string::npos) {
      builder_.add_image(filled_in(of.text(""), frame.variables), span(of));
    }
  }

  Builder& builder_;
  Pipeline& pipeline_;
};

}  // namespace

void read_jenkinsfile(Builder& builder) { Jenkins(builder).read(); }

}  // namespace wafpp::evidence::ci
