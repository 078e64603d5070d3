// The cases of all shipped controls: each file of controls/*/cases/ is one test.

#include "assess/cases.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace wafpp::assess {
namespace {

namespace fs = std::filesystem;

struct Shipped {
  diag::SourceMap sources;
  diag::Sink sink;
  controls::ControlSet set = controls::load_shipped_controls(sources, sink);
};

const Shipped& shipped() {
  static Shipped kShipped;
  return kShipped;
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<fs::path> case_files() {
  std::vector<fs::path> files;
  for (const fs::directory_entry& control : fs::directory_iterator(fs::path(WAFPP_SOURCE_DIR) / "controls")) {
    fs::path cases = control.path() / "cases";
    if (!fs::is_directory(cases)) continue;
    for (const fs::directory_entry& file : fs::directory_iterator(cases)) files.push_back(file.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(Controls, LoadWithoutDiagnostics) {
  for (const diag::Diagnostic& diagnostic : shipped().sink.diagnostics()) {
    ADD_FAILURE() << shipped().sources.describe(diagnostic.place) << ": " << diagnostic.message;
  }
  EXPECT_GE(shipped().set.controls.size(), 3U);
}

class ControlCase : public testing::TestWithParam<fs::path> {};

TEST_P(ControlCase, Holds) {
  const controls::Control* control = shipped().set.control(GetParam().parent_path().parent_path().filename().string());
  ASSERT_NE(control, nullptr);
  for (const std::string& problem : run_case(parse_case(read(GetParam())), shipped().set, *control)) ADD_FAILURE() << problem;
}

INSTANTIATE_TEST_SUITE_P(Shipped, ControlCase, testing::ValuesIn(case_files()), [](const auto& parameter) {
  std::string name = parameter.param.parent_path().parent_path().filename().string() + "_" + parameter.param.stem().string();
  std::replace_if(name.begin(), name.end(), [](char c) { return c == '-' || c == '.'; }, '_');
  return name;
});

TEST(Controls, EachCheckHasAPassingAFailingAndAnUndecidedCase) {
  std::map<std::string, std::set<Verdict>> seen;
  for (const fs::path& path : case_files()) {
    for (const CaseFile& file : parse_case(read(path)).files) {
      for (const CaseFile::Line& line : file.lines) {
        for (const Mark& mark : line.marks) seen[mark.check].insert(mark.verdict);
      }
    }
  }
  for (const controls::Control& control : shipped().set.controls) {
    for (const controls::Check& check : control.checks) {
      std::string name = check.id.substr(check.id.rfind('.') + 1);
      auto shares_it = [&](const controls::Check& other) { return other.id != check.id && other.id.ends_with("." + name); };
      if (std::any_of(control.checks.begin(), control.checks.end(), shares_it)) {
        name = check.id.substr(check.id.rfind('.', check.id.rfind('.') - 1) + 1);
      }
      for (Verdict verdict : {Verdict::Pass, Verdict::Fail, Verdict::Undecided}) {
        if (verdict == Verdict::Undecided && check.always_decided) continue;
        EXPECT_TRUE(seen[name].contains(verdict)) << check.id << " has no case for `" << to_string(verdict) << "`";
      }
      EXPECT_TRUE(check.when.empty() || seen[name].contains(Verdict::NotApplicable))
          << check.id << " has no case that it does not apply to";
    }
  }
}

// What the runner itself sees.

controls::ControlSet one_check(diag::SourceMap& sources) {
  constexpr std::string_view kControl = R"(
id: T
severity: low
title: {en: t, de: t}
requirements: [{id: r, level: must, text: {en: r, de: r}}]
checks:
  - id: t.one
    requirement: r
    of: resource.thing
    pass: self.on
    at: on
    title: {en: t, de: t}
    message: {en: off, de: aus}
    explain: {en: e, de: e}
    remediation: {en: m, de: m}
)";
  diag::Sink sink;
  controls::ControlSet set;
  controls::add_control_file(set, sources.add("t.yml", std::string(kControl)), sources, sink);
  for (const diag::Diagnostic& diagnostic : sink.diagnostics()) ADD_FAILURE() << diagnostic.message;
  return set;
}

std::vector<std::string> problems(std::string_view text) {
  diag::SourceMap sources;
  controls::ControlSet set = one_check(sources);
  return set.controls.empty() ? std::vector<std::string>{"no control"} : run_case(parse_case(text), set, set.controls.front());
}

using Lines = std::vector<std::string>;

TEST(CaseRunner, SaysWhatDiffers) {
  EXPECT_EQ(problems("resource \"thing\" \"a\" {\n  on = true #~ pass one\n}\n"), Lines{});
  EXPECT_EQ(problems("resource \"thing\" \"a\" {\n  on = true #~ fail one\n}\n"),
            (Lines{"main.tf:2: fail one: expected, not found", "main.tf:2: pass one: found, not expected"}));
  EXPECT_EQ(problems("resource \"thing\" \"a\" {\n  count = 2\n  on = true #~ pass one x3\n}\n"),
            Lines{"main.tf:3: pass one: expected 3, found 2"});
  EXPECT_EQ(problems("resource \"thing\" \"a\" {\n  count = 2\n  on = count.index == 0 #~ pass one x1 #~ fail one x1\n}\n"), Lines{});
  EXPECT_EQ(problems("#--- b.tf\nresource \"thing\" \"a\" { #~ fail one\n}\n"), Lines{});
  EXPECT_EQ(problems("#~ maybe one\n"), Lines{"main.tf:1: ` maybe one` is no mark"});
}

}  // namespace
}  // namespace wafpp::assess
