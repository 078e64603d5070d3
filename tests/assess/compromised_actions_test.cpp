// Lists of actions that the user knows to have been malicious.

#include "assess/compromised_actions.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "assess/settings.h"
#include "documents/repository.h"
#include "evidence/ci/pins.h"

namespace wafpp::assess {
namespace {

struct Read {
  std::vector<evidence::CompromisedPart> parts;
  std::string problems;  ///< `line:column message`, one a line.
};

Read read(const std::string& text) {
  diag::SourceMap sources;
  diag::Sink sink;
  Read result;
  result.parts = read_compromised_actions(sources.add("list.yml", text), sources, sink);
  for (const diag::Diagnostic& each : sink.diagnostics()) {
    diag::LineColumn at = sources.at(each.place.source).line_column(each.place.begin);
    result.problems += fmt::format("{}:{} {}\n", at.line, at.column, each.message);
  }
  return result;
}

TEST(CompromisedActions, AreReadFromAList) {
  Read list = read(R"(entries:
- {name: Shop/Release, until: 2.1.0, tags: [v3-rc], commits: [0123456789012345678901234567890123456789], date: 2026-05-01, advisory: SHOP-1}
- {kind: image, name: shop/builder, tags: "4"}
)");
  EXPECT_EQ(list.problems, "");
  ASSERT_EQ(list.parts.size(), 2U);
  EXPECT_EQ(list.parts[0].kind, "action");
  EXPECT_EQ(list.parts[1].advisory, "listed in list.yml");
  auto found = [&](const evidence::ci::Dependency& dependency) { return evidence::ci::pin_of(dependency, list.parts).compromised; };
  auto action = [&](std::string_view uses) { return found(evidence::ci::action_dependency(uses, {})); };
  EXPECT_EQ(action("shop/release@v2"), "SHOP-1");
  EXPECT_EQ(action("SHOP/release@2.0.9"), "SHOP-1");
  EXPECT_EQ(action("shop/release@v3-rc"), "SHOP-1");
  EXPECT_EQ(action("shop/release@0123456789012345678901234567890123456789"), "SHOP-1");
  EXPECT_EQ(action("shop/release@v2.1.1"), "");
  EXPECT_EQ(action("shop/other@v2"), "");
  EXPECT_EQ(found(evidence::ci::image_dependency("registry.example.com/shop/builder:4", {})), "listed in list.yml");
  // The list that is built in counts all the same.
  EXPECT_NE(action("tj-actions/changed-files@v45"), "");
}

TEST(CompromisedActions, SayWhereAListIsWrong) {
  EXPECT_EQ(read("[]").problems, "1:1 `list` is a sequence, not a mapping\n");
  EXPECT_EQ(read("entries: [").parts.size(), 0U);
  EXPECT_NE(read("entries: [").problems, "");
  Read list = read(R"(entries:
- {name: shop/a}
- {until: 1}
- {name: shop/b, until: newest}
- {name: shop/c, commits: [abc]}
- {name: shop/d@v1, tags: [v1]}
- {kind: actions, name: shop/e, tags: [v1]}
- {name: shop/f, tags: [v1], dated: 2026-05-01}
- {name: shop/g, tags: [v1], date: May}
- {name: shop/h, tags: [v1]}
)");
  ASSERT_EQ(list.parts.size(), 1U);
  EXPECT_EQ(list.parts[0].name, "shop/h");
  for (std::string_view problem : {"2:3 this entry names no version", "4:25 `newest` is no version such as `1.2.3`",
                                   "5:27 `abc` is no commit", "6:10 `shop/d@v1` has a version in its name",
                                   "7:10 pipelines bring in nothing of the kind `actions`", "9:36 `May` is no day such as `2026-07-01`"}) {
    EXPECT_NE(list.problems.find(problem), std::string::npos) << problem << " in\n" << list.problems;
  }
  EXPECT_NE(list.problems.find("3:3 "), std::string::npos) << list.problems;
  EXPECT_NE(list.problems.find("8:30 `dated`"), std::string::npos) << list.problems;
}

TEST(CompromisedActions, AreNamedInTheSettings) {
  documents::MemoryRepository repository{{".wafpp.yml", "evidence:\n  compromised_actions: [ci/bad.yml, ci/none.yml]\n"},
                                         {"ci/bad.yml", "entries: [{name: shop/a, until: 0}]\n"}};
  diag::SourceMap sources;
  diag::Sink sink;
  Settings settings = read_settings(repository, sources, sink);
  ASSERT_EQ(settings.evidence.compromised.size(), 1U);
  EXPECT_FALSE(settings.is_readable);
  ASSERT_EQ(sink.diagnostics().size(), 1U);
  const diag::Place& place = sink.diagnostics()[0].place;
  EXPECT_EQ(sources.at(place.source).line_column(place.begin).line, 2U);
  EXPECT_NE(sink.diagnostics()[0].message.find("ci/none.yml"), std::string::npos);

  repository.add(".wafpp.yml", "evidence: {compromised_actions: ci/bad.yml}\n");
  repository.add("ci/bad.yml", "entries: [{name: shop/a}]\n");
  diag::Sink second;
  settings = read_settings(repository, sources, second);
  EXPECT_FALSE(settings.is_readable);
  ASSERT_EQ(second.diagnostics().size(), 1U);
  EXPECT_EQ(sources.at(second.diagnostics()[0].place.source).path(), "ci/bad.yml");
}

}  // namespace
}  // namespace wafpp::assess
