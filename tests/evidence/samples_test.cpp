// The samples of the specification, where they lie beside the project: what each `expected.json` lists has to be read.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "evidence/aws_ecr/scanning.h"
#include "evidence/common/vex.h"
#include "evidence/history/collect.h"
#include "evidence/history/timeline_output.h"
#include "evidence/json_subset.h"
#include "evidence/output.h"
#include "evidence/read.h"

namespace wafpp::evidence {
namespace {

std::filesystem::path samples() { return std::filesystem::path(WAFPP_SOURCE_DIR).parent_path() / "shared" / "samples"; }

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<PublicKey> keys_below(const std::filesystem::path& folder) {
  std::vector<PublicKey> keys;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".pub") continue;
    keys.push_back({std::filesystem::relative(entry.path(), folder).string(), text_of(entry.path())});
  }
  return keys;
}

/// What all files of a folder say together: one timeline, of the one artefact that they are about.
std::string timeline_of(const std::filesystem::path& folder, const JsonValue& wanted) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().filename() != "expected.json") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::string as_of(wanted.find("as_of")->string());
  std::vector<std::unique_ptr<Item>> items;
  std::vector<ReadFile> files;
  for (const std::filesystem::path& path : paths) {
    Outcome outcome = read_evidence(Input::of_file(path.string()), {.as_of = as_of});
    EXPECT_TRUE(outcome.item) << path;
    if (!outcome.item) continue;
    items.push_back(std::move(outcome.item));
    files.push_back({items.back().get(), path.filename().string()});
  }
  std::unique_ptr<Timelines> all = timelines_of(files, as_of, wanted.find("window_days")->integer().value_or(0));
  EXPECT_EQ(all->timelines.size(), 1U);
  EXPECT_TRUE(all->waivers_not_used.empty());
  if (all->timelines.empty()) return "{}";
  EXPECT_FALSE(describe(all->timelines.front()).empty());
  documents::JsonWriter json;
  write_timeline(json, all->timelines.front());
  return json.take();
}

class Samples : public ::testing::TestWithParam<std::string> {};

TEST_P(Samples, AreReadAsExpected) {
  std::filesystem::path folder = samples() / GetParam();
  std::string expected_text = text_of(folder / "expected.json");
  base::Result<documents::JsonDocument> expected = documents::parse_json(expected_text);
  ASSERT_TRUE(expected.has_value());
  const JsonValue* files = expected->root().find("files");
  ASSERT_NE(files, nullptr);
  auto check = [&](const JsonMember& file, const std::string& found_text) {
    base::Result<documents::JsonDocument> found = documents::parse_json(found_text);
    ASSERT_TRUE(found.has_value()) << found.error().message;
    std::vector<std::string> differences;
    compare(file.value, &found->root(), std::string(file.name), {expected_text, found_text}, differences);
    for (const std::string& difference : differences) ADD_FAILURE() << difference;
  };
  for (const JsonMember& file : files->members()) {
    if (const JsonValue* kind = file.value.find("kind"); kind != nullptr && kind->string() == "sla-timeline") {
      check(file, timeline_of(folder, file.value));
      continue;
    }
    if (!std::filesystem::exists(folder / file.name)) continue;
    const JsonValue* as_of = file.value.find("as_of");
    ReadOptions options{.as_of = as_of == nullptr ? std::string() : std::string(as_of->string())};
    // All public keys that lie in the folder, but where the expectation has one of its own.
    if (file.value.find("verifies_with") != nullptr) options.keys = keys_below(folder);
    if (const JsonValue* signed_file = file.value.find("subject_file")) {
      options.artefact_name = signed_file->string();
      options.artefact = text_of(folder / signed_file->string());
    }
    Outcome outcome = read_evidence(Input::of_file((folder / file.name).string()), options);
    if (const JsonValue* report = file.value.find("applied_to"); report != nullptr && outcome.item) {
      Outcome scan = read_evidence(Input::of_file((samples() / report->string()).string()));
      ASSERT_TRUE(scan.item) << report->string();
      outcome.item->summary.set("effective", described(apply_vex(*outcome.item, *scan.item)));
    }
    // Which rules of a registry are about a repository: the file has the rules, the expectation the repositories.
    if (const JsonValue* covers = file.value.find("covers"); covers != nullptr && outcome.item) {
      Value registry = outcome.item->summary.object();
      for (const JsonMember& repository : covers->members()) {
        std::vector<std::string> wanted;
        for (const JsonValue& frequency : repository.value.elements()) wanted.emplace_back(frequency.string());
        EXPECT_EQ(scan_frequencies(registry, repository.name), wanted) << repository.name;
      }
    }
    std::string found_text;
    write_json(outcome, [&](std::string_view piece) { found_text += piece; });
    check(file, found_text);
  }
}

std::vector<std::string> folders() {
  std::vector<std::string> found;
  if (!std::filesystem::exists(samples())) return found;
  for (const auto& entry : std::filesystem::directory_iterator(samples())) {
    std::string name = entry.path().filename().string();
    if (entry.is_directory() && std::filesystem::exists(entry.path() / "expected.json")) found.push_back(name);
  }
  std::sort(found.begin(), found.end());
  return found;
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Samples);
INSTANTIATE_TEST_SUITE_P(Folder, Samples, ::testing::ValuesIn(folders()), [](const auto& tested) {
  std::string name = tested.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace wafpp::evidence
