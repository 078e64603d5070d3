#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Pipelines of all platforms in one model: jobs, their order, their steps, and what each step does to images.
namespace wafpp::evidence::ci {

/// In bytes of the file that was read; what was brought in by an include stands where the include does.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;
};

/// On what a part of a pipeline runs, as bits. Pull requests are none of them: what runs for these alone keeps nothing from being deployed.
using Events = uint32_t;
constexpr Events kBranch = 1;    ///< A push to the default branch.
constexpr Events kTag = 2;       ///< A tag or release.
constexpr Events kSchedule = 4;  ///< By the clock.
constexpr Events kManual = 8;    ///< By hand or from outside.
constexpr Events kOther = 16;    ///< What nobody here can tell.
constexpr Events kAllEvents = 31;

enum class Answer : uint8_t { No, Yes, Unknown };

enum class Action : uint8_t { Build, Scan, Sbom, Store, Sign, Provenance, Verify, Push, Deploy };
/// `build`, `scan`, `sbom`, `store`, `sign`, `provenance`, `verify`, `push`, `deploy`.
std::string_view word(Action action);

/// One thing that a step does. Which members count hangs on the action.
struct Deed {
  Action action = Action::Scan;
  std::string tool;     ///< `trivy`, `buildx`; of an action that is known by its own name alone, that.
  std::string subject;  ///< `image` or `files`; of a scan of an SBOM `sbom`.
  std::string target;   ///< What it is done to, as written; may be empty.
  Span place;

  // Of a scan.
  Answer fails = Answer::No;  ///< Whether findings make the tool fail.
  int exit_code = 1;          ///< With which code, where they do.
  std::vector<std::string> severities;
  bool severities_known = true;
  bool only_fixed = false;
  std::string unknown;  ///< What keeps `fails` or the severities from being known.

  std::string format;              ///< Of an SBOM: `cyclonedx` or `spdx`.
  std::vector<std::string> files;  ///< Files that a scan or an SBOM is written to, or that are stored.
  bool is_stored = false;          ///< Of an SBOM: by the step itself.
  std::string by;                  ///< Of a signature: `digest`, `tag` or `unknown`.
  std::string mode;                ///< Of provenance by BuildKit: `max`, `min`, `default`.
  int slsa_build_level = 0;        ///< The highest that this provenance can support; 0: not told.

  std::string defeated_by;  ///< What keeps a failure from stopping the pipeline: `|| true`. Empty: nothing.
};

inline Deed deed_of(Action action, std::string_view tool, std::string_view subject = "image") {
  Deed deed;
  deed.action = action;
  deed.tool = tool;
  deed.subject = subject;
  return deed;
}

struct Step {
  std::string id;  ///< As other steps name it; may be empty.
  std::string name;
  Span place;
  std::vector<Deed> deeds;
  std::string defeated_by;          ///< Of the step as a whole: `continue-on-error`.
  Events events = kAllEvents;       ///< Within those of its job.
  std::string never;                ///< Where that are none: why.
  bool runs_after_failure = false;  ///< Also where something before it failed.
};

struct Job {
  std::string id;
  Span place;
  std::vector<Step> steps;
  std::vector<size_t> after;  ///< Jobs that have to succeed before, as places in `Pipeline::jobs`.
  std::string defeated_by;
  Events events = kAllEvents;
  std::string never;
  bool runs_after_failure = false;
  bool has_test_cluster = false;  ///< What it deploys, it deploys to a cluster of its own.
  bool is_deployment = false;     ///< It says that it deploys: by its name, its stage or an environment.
};

/// Something from elsewhere that the pipeline runs.
struct Dependency {
  std::string kind;  ///< `action`, `workflow`, `image`, `orb`, `task`, `pipe`, `component`, `include`, `template`, `library`, `download`.
  std::string name;  ///< Without the version.
  std::string ref;   ///< What stands for the version; empty where nothing does.
  std::string written;
  Span place;
};

/// What a pipeline brings in and nobody here can read.
struct Unread {
  std::string what;
  Span place;
};

struct Pipeline {
  std::string_view platform;
  std::vector<Job> jobs;
  std::vector<Dependency> dependencies;
  std::vector<Unread> unread;
  Events events = kAllEvents;
  std::string never;     ///< Where that are none: why.
  bool is_part = false;  ///< Runs only where another pipeline brings it in.
};

}  // namespace wafpp::evidence::ci
