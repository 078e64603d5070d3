#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assess/result.h"
#include "controls/loader.h"

/// Cases of controls: small estates with the expected verdicts written on the lines where the findings point (controls/README.md).
namespace wafpp::assess {

/// `#~ fail ecr-scan-on-push x2`
struct Mark {
  Verdict verdict = Verdict::Pass;
  std::string check;   ///< The last part of the check's id, or the last parts: `ecr-scan-on-push`, `azurerm.data-store-cmk`.
  uint32_t count = 0;  ///< 0: any number, but at least one.
};

struct CaseFile {
  std::string path;
  std::string text;  ///< Without marks.
  struct Line {
    uint32_t number = 1;
    std::vector<Mark> marks;
  };
  std::vector<Line> lines;  ///< Those that have marks.
};

struct Case {
  std::vector<CaseFile> files;
  std::vector<std::string> errors;  ///< Marks that cannot be read: `main.tf:3: ...`.
};

/// The first part is `main.tf` unless the text begins with another name.
Case parse_case(std::string_view text);

/// What differs between the marks and what `control` finds, a line each, sorted: `main.tf:3: fail ecr-scan-on-push: expected, not found`.
/// Empty: the case holds.
std::vector<std::string> run_case(const Case& of, const controls::ControlSet& controls, const controls::Control& control);

}  // namespace wafpp::assess
