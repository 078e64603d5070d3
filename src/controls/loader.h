#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "controls/control.h"
#include "controls/frameworks.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "documents/repository.h"

/// Control files to controls: read, checked, expressions parsed.
namespace wafpp::controls {

/// All controls of one run. Findings point into it: it outlives them, and is not changed once something was assessed by it.
struct ControlSet {
  std::vector<Control> controls;  ///< By id.
  const Control* control(std::string_view id) const;
  std::vector<Mapping> mappings;  ///< A user's own.
  /// What `mapping` of a control names: a user's own, or one that is built in; null where it is neither.
  const Mapping* mapping(std::string_view name) const;

  struct Found {
    const Control* control = nullptr;
    const Check* check = nullptr;  ///< Null: there is none.
  };
  /// A check by its id or an alias.
  Found check(std::string_view id) const;
};

/// The controls that are built in. Their files become sources of `sources`, which outlives the set.
ControlSet load_shipped_controls(diag::SourceMap& sources, diag::Sink& sink);

/// Adds the controls of a user's folder: every `*.yml` and `*.yaml` in it, and every `control.yml` in a folder below it; and the mappings
/// in its folder `frameworks`. A control replaces the one that has its id, a mapping the one that has its name. What cannot be read, and a
/// `mapping` that names none, is reported.
void add_controls(ControlSet& set, const documents::Repository& folder, diag::SourceMap& sources, diag::Sink& sink);

/// The control in one file: in our form, or in the framework's own (`assertions`). An id that is there already is replaced. Nothing is
/// added where the file holds no control; what is wrong with a part leaves that part out.
void add_control_file(ControlSet& set, const diag::Source& source, diag::SourceMap& sources, diag::Sink& sink);

}  // namespace wafpp::controls
