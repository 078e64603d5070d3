// Plans and states of any bytes: as what they are taken for, and as each kind that they could be.

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "terraform/plan_file.h"

namespace {

using namespace wafpp;
using namespace wafpp::terraform;

void check_place(const diag::Place& place, const diag::Source& source) {
  if (!place.known()) return;
  WAFPP_CHECK(place.source == source.id() && place.begin <= place.end && place.end <= source.text().size(),
              "a place outside of the source");
}

void check(const diag::Source& source, PlanKind kind) {
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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  diag::Source source(1, "plan.json", std::string(reinterpret_cast<const char*>(data), size));
  recognise_plan(source.text(), Extent::Whole);
  recognise_plan(source.text(), Extent::Beginning);
  for (PlanKind kind : {PlanKind::Plan, PlanKind::State, PlanKind::RawState}) check(source, kind);
  read_plan_inputs(source);
  return 0;
}
