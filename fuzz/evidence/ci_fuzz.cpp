// Pipelines of all platforms on any bytes, in a repository whose other files are the same bytes: as the platform that the content looks
// like, and each platform's shell and Groovy readers alone. Nothing hangs, and what comes out can be written and judged.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "documents/json.h"
#include "documents/repository.h"
#include "evidence/ci/condition.h"
#include "evidence/ci/groovy.h"
#include "evidence/ci/pins.h"
#include "evidence/ci/shell.h"
#include "evidence/ci/tools.h"
#include "evidence/facts.h"
#include "evidence/output.h"
#include "evidence/read.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace wafpp;
  using namespace wafpp::evidence;
  std::string text(reinterpret_cast<const char*>(data), size);
  // What is brought in is the file itself, under the names that the corpus uses.
  documents::MemoryRepository repository;
  constexpr std::array<const char*, 6> kPaths = {".github/workflows/a.yml", "a.yml", "action.yml",
                                                 ".gitlab-ci.yml",          "a.sh",  "buildspec.yml"};
  for (const char* path : kPaths) repository.add(path, text);
  Outcome outcome = read_evidence(Input::of_repository(repository, ".github/workflows/a.yml"));
  WAFPP_CHECK((outcome.item != nullptr) != outcome.refusal.has_value(), "an item, or a reason why there is none");
  std::string written;
  write_json(outcome, [&](std::string_view piece) { written += piece; });
  WAFPP_CHECK(documents::parse_json(written).has_value(), "what is written cannot be read");
  if (outcome.item) {
    for (const Record& record : outcome.item->records)
      WAFPP_CHECK(record.begin <= record.end && record.end <= size + 1, "a place outside of the file");
    WAFPP_CHECK(!facts_of(*outcome.item, "file", {}).empty(), "an item without facts");
  }

  // The readers below, where the whole is no pipeline.
  for (ci::ShellMode mode : {ci::ShellMode{true, true}, ci::ShellMode{false, false}}) {
    ci::Doings doings;
    ci::read_script(text, {.mode = mode, .variables = {}, .file = [&](const std::string&) { return text; }}, doings);
    for (const ci::Deed& deed : doings.deeds) WAFPP_CHECK(!deed.tool.empty(), "something is done by nothing");
  }
  ci::parse_groovy(text);
  ci::holds(text, ci::kBranch, [](std::string_view, ci::Events) { return ci::Operand::unknown(); });
  ci::pin_of(ci::action_dependency(text, {}));
  ci::pin_of(ci::image_dependency(text, {}));
  return 0;
}
