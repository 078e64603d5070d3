// The JSON syntax on any bytes, decoded by a schema that has every kind of entry.

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "hcl/dump.h"
#include "hcl/json.h"
#include "hcl/visit.h"

namespace {

using namespace wafpp;
using namespace wafpp::hcl;

constexpr std::string_view kLiteral[] = {"description"};
constexpr std::string_view kExpressions[] = {"type", "depends_on"};
extern const JsonSchema kResource;
constexpr JsonSchema::BlockType kNested[] = {{"dynamic", 1, &kResource}, {"tags", 0, nullptr}};
const JsonSchema kResource{.blocks = kNested, .literal = {}, .expressions = kExpressions};
const JsonSchema kVariable{.blocks = {}, .literal = kLiteral, .expressions = kExpressions};
const JsonSchema kLiterals{.blocks = {}, .literal = {}, .expressions = {}, .all_literal = true};
const JsonSchema::BlockType kTop[] = {{"resource", 2, &kResource}, {"variable", 1, &kVariable}, {"locals", 0, nullptr}};
const JsonSchema kRoot{.blocks = kTop, .literal = {}, .expressions = {}};

void check_place(const diag::Place& place, const diag::Source& source) {
  WAFPP_CHECK(place.begin <= place.end && place.end <= source.text().size(), "a place outside of the source");
}

void check(const diag::Source& source, const JsonSchema& schema) {
  diag::Sink sink;
  Tree tree = parse_json(source, schema, sink, {.depth = 60});
  for (const diag::Diagnostic& diagnostic : sink.diagnostics()) {
    check_place(diagnostic.place, source);
    for (const diag::Label& label : diagnostic.labels) check_place(label.place, source);
  }
  for_each_attribute(*tree.body, [&](const Attribute& attribute) {
    check_place(attribute.name_place, source);
    for_each_expression(*attribute.expr, [&](const Expr& expr) { check_place(expr.place, source); });
  });
  dump(tree);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  diag::Source source(1, "main.tf.json", std::string(reinterpret_cast<const char*>(data), size));
  check(source, kRoot);
  check(source, kLiterals);
  return 0;
}
