// Plans of any bytes: recognised or not, read as what they could be taken for.

#include "plan_checks.h"

using namespace wafpp;
using namespace wafpp::terraform;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  diag::Source source(1, "plan.json", std::string(reinterpret_cast<const char*>(data), size));
  recognise_plan(source.text(), Extent::Whole);
  recognise_plan(source.text(), Extent::Beginning);
  check_read(source, PlanKind::Plan);
  read_plan_inputs(source);
  return 0;
}
