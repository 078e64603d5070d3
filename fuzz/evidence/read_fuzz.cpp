// All readers of evidence on any bytes: by what the content looks like, and, where the first byte says so, as a kind that it need not be.
// What comes out is whole or nothing, its JSON can be read again, its facts can be made, and a VEX document can be applied to it.

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "documents/json.h"
#include "evidence/common/vex.h"
#include "evidence/facts.h"
#include "evidence/output.h"
#include "evidence/read.h"

namespace {

using namespace wafpp;
using namespace wafpp::evidence;

void look_at(const Outcome& outcome) {
  WAFPP_CHECK((outcome.item != nullptr) != outcome.refusal.has_value(), "an item, or a reason why there is none");
  WAFPP_CHECK(!outcome.refusal || (!outcome.refusal->reason.en.empty() && !outcome.refusal->reason.de.empty()), "a reason without words");
  std::string text;
  write_json(outcome, [&](std::string_view piece) { text += piece; });
  WAFPP_CHECK(documents::parse_json(text).has_value(), "what is written cannot be read");
  if (!outcome.item) return;
  WAFPP_CHECK(!overview(outcome, "file").empty(), "nothing is said about an item");
  WAFPP_CHECK(!facts_of(*outcome.item, "file", {}).empty(), "an item without facts");
  described(apply_vex(*outcome.item, *outcome.item));
}

const Kind* kind_of(uint8_t number) {
  for (const Format* format : all_formats()) {
    for (const Kind& kind : format->kinds) {
      if (number-- == 0) return &kind;
    }
  }
  return nullptr;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  ReadOptions options{.as_of = "2026-07-06T00:00:00Z"};
  look_at(read_evidence(Input::of_text("file", text), options));
  // A file begins with none of the bytes below 9 (but for gzip's, which is 0x1F): they name a kind, with the next one.
  if (size < 2 || data[0] > 8) return 0;
  options.kind = kind_of(data[1]);
  if (options.kind != nullptr) look_at(read_evidence(Input::of_text("file", text.substr(2)), options));
  return 0;
}
