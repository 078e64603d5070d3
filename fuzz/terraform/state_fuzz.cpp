// States of any bytes, in the form that `terraform show -json` prints and in the one that is stored.

#include "plan_checks.h"

using namespace wafpp;
using namespace wafpp::terraform;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  diag::Source source(1, "terraform.tfstate", std::string(reinterpret_cast<const char*>(data), size));
  recognise_plan(source.text(), Extent::Whole);
  for (PlanKind kind : {PlanKind::State, PlanKind::RawState}) check_read(source, kind);
  return 0;
}
