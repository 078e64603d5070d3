#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "base/check.h"
#include "terraform/plan_file.h"

/// What holds of any plan or state that was read.
namespace wafpp::terraform {

inline void check_place(const diag::Place& place, const diag::Source& source) {
  if (!place.known()) return;
  WAFPP_CHECK(place.source == source.id() && place.begin <= place.end && place.end <= source.text().size(),
              "a place outside of the source");
}

inline void check_read(const diag::Source& source, PlanKind kind) {
  RootEvaluation evaluation = read_plan(source, kind);
  for (const ResourceInstance& resource : evaluation.resources) {
    WAFPP_CHECK(resource.body != nullptr && resource.target != nullptr && resource.path != nullptr, "a resource in parts");
    check_place(resource.body->header, source);
    for (const BodyValue::Attribute& attribute : resource.body->attributes) {
      check_place(attribute.name_place, source);
      check_place(attribute.expr_place, source);
      check_place(value::first_place(attribute.value.deep_origin()), source);
    }
  }
  for (const diag::Diagnostic& diagnostic : evaluation.diagnostics.diagnostics()) {
    check_place(diagnostic.place, source);
    for (const diag::Label& label : diagnostic.labels) check_place(label.place, source);
  }
}

}  // namespace wafpp::terraform
