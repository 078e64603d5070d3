#pragma once

#include <string>

#include "assess/estate.h"
#include "assess/result.h"
#include "controls/loader.h"
#include "documents/json_writer.h"
#include "report/page.h"

/// Evidence for people and for programs: what is there, and what is still wanted.
namespace wafpp::report {

/// Each file: what it is, what it says, its date, what it serves, and why it does not count where it does not.
void evidence_list(const assess::Estate& estate, const controls::ControlSet& controls, Page& page);
/// What of the controls' evidence is not there, mandatory first, with the commands that make it.
void evidence_want(const assess::Assessment& assessment, Page& page);
/// Whether that is anything mandatory.
bool lacks_mandatory(const assess::Assessment& assessment);

/// An array: each file (`evidence` in docs/result.schema.json).
void write_evidence_files(documents::JsonWriter& json, const assess::Estate& estate, const controls::ControlSet& controls,
                          Language language);
/// An array: each evidence item of a control with its proofs (`controls[].evidence` there).
void write_evidence_items(documents::JsonWriter& json, const assess::ControlResult& result, Language language);

}  // namespace wafpp::report
