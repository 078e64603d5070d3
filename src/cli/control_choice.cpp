#include "cli/control_choice.h"

#include <algorithm>

#include "base/letters.h"
#include "controls/catalogue.h"
#include "evidence/history/deadlines.h"

namespace wafpp::cli {

const controls::Control* find_control(const controls::ControlSet& set, std::string_view id) {
  for (const controls::Control& control : set.controls) {
    if (base::same_without_case(control.id, id)) return &control;
  }
  return nullptr;
}

void ControlChoice::declare(Options& options, bool with_selection) {
  options.value("--controls", folder_, "folder of controls to add, or to take the place of the built-in ones", "DIR");
  if (!with_selection) return;
  options.values("--control", control_ids_, "only this control; may be given many times", "ID");
  options.values("--check", check_ids_, "only this check; may be given many times", "ID");
}

void ControlChoice::allow(SandboxNeeds& needs) const {
  if (!folder_.empty()) needs.readable.push_back(folder_);
}

base::Result<controls::ControlSet> ControlChoice::load(diag::SourceMap& sources, const Terminal& terminal) const {
  diag::Sink sink;
  std::unique_ptr<documents::Repository> own;
  if (!folder_.empty()) {
    documents::FileResult<std::unique_ptr<documents::Repository>> folder = documents::open_folder(folder_);
    if (!folder) return base::fail(folder.error().message);
    own = std::move(*folder);
    // Controls ask about kinds of data stores: first, which there are.
    controls::add_own_catalogue(*own, sources, sink);
    evidence::add_own_deadlines(*own, sources, sink);
  }
  controls::ControlSet set = controls::load_shipped_controls(sources, sink);
  if (own != nullptr) controls::add_controls(set, *own, sources, sink);
  if (!sink.diagnostics().empty()) terminal.err(render_all(sink.diagnostics(), sources, terminal));
  if (sink.has_errors()) return base::fail("the controls have faults");

  for (const std::string& id : control_ids_) {
    if (find_control(set, id) == nullptr) return base::fail("`" + id + "` is no control; `wafpp explain` lists them");
  }
  std::vector<std::string> checks;
  for (const std::string& id : check_ids_) {
    controls::ControlSet::Found found = set.check(id);
    if (found.check == nullptr) return base::fail("`" + id + "` is no check; `wafpp explain` lists them");
    checks.push_back(found.check->id);
  }
  if (!control_ids_.empty()) {
    std::erase_if(set.controls, [&](const controls::Control& control) {
      return std::none_of(control_ids_.begin(), control_ids_.end(),
                          [&](const std::string& id) { return base::same_without_case(control.id, id); });
    });
  }
  if (!checks.empty()) {
    for (controls::Control& control : set.controls) {
      std::erase_if(control.checks,
                    [&](const controls::Check& check) { return std::find(checks.begin(), checks.end(), check.id) == checks.end(); });
    }
    std::erase_if(set.controls, [](const controls::Control& control) { return control.checks.empty(); });
  }
  return set;
}

}  // namespace wafpp::cli
