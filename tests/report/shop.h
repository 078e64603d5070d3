#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "assess/estate.h"
#include "assess/result.h"
#include "report/report.h"

namespace wafpp::report {

extern const Format format_console;

/// A small estate on disk, and an assessment of it that is made by hand.
class Shop {
 public:
  explicit Shop(std::initializer_list<std::pair<std::string, std::string>> files) {
    std::string pattern = (std::filesystem::temp_directory_path() / "wafpp_report_XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    std::filesystem::create_directory(folder_ / ".git");
    for (const auto& [path, text] : files) {
      std::filesystem::create_directories((folder_ / path).parent_path());
      std::ofstream(folder_ / path, std::ios::binary) << text;
    }
    base::Result<std::unique_ptr<assess::Estate>> loaded =
        assess::Estate::load({.paths = {folder_.string()}, .inputs = {}, .threads = 1, .progress = {}});
    EXPECT_TRUE(loaded) << loaded.error().message;
    estate = std::move(*loaded);
  }
  ~Shop() { std::filesystem::remove_all(folder_); }
  Shop(const Shop&) = delete;
  Shop& operator=(const Shop&) = delete;

  /// The first place of `what` in the file of `path`, from the first place of `after` on.
  diag::Place place(std::string_view path, std::string_view what, std::string_view after = "") const {
    for (diag::SourceId id = 1; id <= estate->sources().size(); ++id) {
      const diag::Source& source = estate->sources().at(id);
      if (source.path() != path) continue;
      size_t at = source.text().find(what, source.text().find(after));
      EXPECT_NE(at, std::string_view::npos) << what;
      return {id, static_cast<uint32_t>(at), static_cast<uint32_t>(at + what.size())};
    }
    ADD_FAILURE() << "no source " << path;
    return {};
  }

  /// A finding about `subject` of the root `folder` (with `@environment`).
  assess::Finding& find(const controls::Control& control, size_t check, assess::Verdict verdict, std::string_view root,
                        std::string_view subject) {
    const facts::Fact* fact = nullptr;
    const auto& roots = estate->facts().roots();
    for (uint32_t index = 0; index < roots.size(); ++index) {
      std::string name = roots[index].folder + (roots[index].environment.empty() ? "" : "@" + roots[index].environment);
      if (name == root && !roots[index].is_evidence) fact = estate->facts().find(index, subject);
    }
    EXPECT_NE(fact, nullptr) << subject;
    assess::Finding finding{.check = &control.checks[check], .control = &control, .verdict = verdict, .subject = fact};
    finding.message = assess::FindingText(&control.checks[check].message);
    finding.place = fact->place;
    finding.root_cause = fact->place;
    assessment.findings.push_back(std::move(finding));
    return assessment.findings.back();
  }

  std::string console(const ReportOptions& options = {}) const { return format_console.render({*estate, assessment, controls}, options); }

  std::unique_ptr<assess::Estate> estate;
  assess::Assessment assessment;
  controls::ControlSet controls;

 private:
  std::filesystem::path folder_;
};

}  // namespace wafpp::report
