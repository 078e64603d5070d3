#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>
#include <string_view>

#include "documents/json.h"
#include "report/report.h"

namespace wafpp::report {

/// A repository in a folder of its own, with findings made by hand.
class TestRun {
 public:
  TestRun(std::initializer_list<std::pair<std::string, std::string>> files) {
    std::string pattern = (std::filesystem::temp_directory_path() / "wafpp-report-XXXXXX").string();
    folder = ::mkdtemp(pattern.data());
    std::filesystem::create_directory(folder / ".git");
    for (const auto& [path, text] : files) {
      std::filesystem::create_directories((folder / path).parent_path());
      std::ofstream(folder / path, std::ios::binary) << text;
    }
    auto loaded = assess::Estate::load({.paths = {folder.string()}, .threads = 1});
    EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().message);
    estate = std::move(*loaded);

    controls::Control control;
    control.id = "WAF-SEC-070";
    control.title = {"Patch management", "Patch-Management"};
    control.severity = controls::Severity::Medium;
    control.rationale = {"holes are found <every> day", "Lücken werden täglich gefunden"};
    control.requirements.push_back({"scan", controls::RequirementLevel::MustNot, {"images are scanned", "Images werden gescannt"}});
    controls::Check check;
    check.id = "waf-sec-070.tf.aws.ecr-scan-on-push";
    check.requirement = "scan";
    check.severity = controls::Severity::High;
    check.title = {"ECR repositories scan images", "ECR-Repositories scannen Images"};
    check.message = {"images are not scanned", "Images werden nicht gescannt"};
    check.explain = {"Asks `a<b>` of <every> repository.", "Fragt jedes Repository."};
    check.remediation = {"Set `scan_on_push`.", "`scan_on_push` setzen."};
    check.fix = {{"image_scanning_configuration.scan_on_push", "true"}};
    control.checks.push_back(std::move(check));
    controls::Check advice;
    advice.id = "waf-sec-070.tf.aws.advice";
    advice.requirement = "scan";
    advice.severity = controls::Severity::Critical;
    advice.advice = true;
    advice.title = {"advice", ""};
    control.checks.push_back(std::move(advice));
    set.controls.push_back(std::move(control));
  }
  TestRun(const TestRun&) = delete;
  TestRun& operator=(const TestRun&) = delete;
  ~TestRun() { std::filesystem::remove_all(folder); }

  const controls::Control& control() const { return set.controls.front(); }
  const facts::Fact& subject(size_t index = 0) const { return *estate->facts().all()[index]; }

  assess::Finding& add(assess::Verdict verdict, const facts::Fact& fact, size_t check = 0) {
    assess::Finding finding;
    finding.control = &control();
    finding.check = &control().checks[check];
    finding.verdict = verdict;
    finding.subject = &fact;
    finding.place = fact.place;
    finding.message = assess::FindingText(&finding.check->message);
    assessment.findings.push_back(std::move(finding));
    return assessment.findings.back();
  }
  void conclude(assess::Standing standing) {
    assess::CheckResult check{.check = &control().checks[0], .failed = 1};
    assess::RequirementResult requirement{.requirement = &control().requirements[0], .standing = standing, .checks = {check}};
    assessment.controls.push_back({&control(), standing, {requirement}});
  }
  /// Of the first place where `text` stands in the source of the first fact.
  diag::Place place_of(std::string_view text) const {
    diag::SourceId source = subject().place.source;
    size_t found = estate->sources().at(source).text().find(text);
    EXPECT_NE(found, std::string_view::npos);
    return {source, static_cast<uint32_t>(found), static_cast<uint32_t>(found + text.size())};
  }

  std::string render(std::string_view format, const ReportOptions& options = {.tool_version = "1.2.3", .exit_code = 1}) const {
    const Format* found = find_format(format);
    EXPECT_NE(found, nullptr);
    std::string report = found->render({*estate, assessment, set}, options);
    keep(format, report);
    return report;
  }

  /// For `validate.py`, which holds every report of these tests against its schema.
  static void keep(std::string_view format, const std::string& report) {
    static int count = 0;
    const char* reports = std::getenv("WAFPP_REPORT_FOLDER");
    if (reports != nullptr) std::ofstream(std::filesystem::path(reports) / (std::to_string(++count) + "." + std::string(format))) << report;
  }

  std::filesystem::path folder;
  std::unique_ptr<assess::Estate> estate;
  controls::ControlSet set;
  assess::Assessment assessment;
};

/// A report, read again. A path is of names and indices: `findings.0.location.line`.
class Parsed {
 public:
  explicit Parsed(std::string report) : text(std::move(report)) {
    base::Result<documents::JsonDocument> parsed = documents::parse_json(text);
    EXPECT_TRUE(parsed) << (parsed ? "" : parsed.error().message);
    if (parsed) document_ = std::move(*parsed);
  }

  const documents::JsonValue* find(std::string_view path) const {
    const documents::JsonValue* at = &document_.root();
    while (at != nullptr && !path.empty()) {
      size_t dot = path.find('.');
      std::string_view step = path.substr(0, dot);
      path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
      if (at->is(documents::JsonKind::Array)) {
        size_t index = std::stoul(std::string(step));
        at = index < at->elements().size() ? &at->elements()[index] : nullptr;
      } else {
        at = at->find(step);
      }
    }
    return at;
  }
  bool has(std::string_view path) const { return find(path) != nullptr; }
  /// The value as written, strings without quotes; `<missing>` where there is none.
  std::string at(std::string_view path) const {
    const documents::JsonValue* found = find(path);
    if (found == nullptr) return "<missing>";
    if (found->is(documents::JsonKind::String)) return std::string(found->string());
    return text.substr(found->begin(), found->end() - found->begin());
  }
  size_t size(std::string_view path) const {
    const documents::JsonValue* found = find(path);
    return found == nullptr ? 0 : found->elements().size();
  }

  const std::string text;

 private:
  documents::JsonDocument document_;
};

}  // namespace wafpp::report
