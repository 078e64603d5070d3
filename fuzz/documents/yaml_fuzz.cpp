// The reader of YAML on any bytes: places that fit, limits that hold, scalars that can be asked for anything.

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "documents/yaml.h"

namespace {

using namespace wafpp;
using namespace wafpp::documents;

constexpr YamlLimits kLimits{.depth = 50, .nodes = 20'000, .alias_nodes = 5'000};

void check_place(const diag::Place& place, const diag::Source& source) {
  WAFPP_CHECK(place.source == source.id(), "a place in another source");
  WAFPP_CHECK(place.begin <= place.end && place.end <= source.text().size(), "a place outside of the source");
}

void check_node(const YamlNode& node, const diag::Source& source, uint32_t depth, uint32_t& nodes) {
  WAFPP_CHECK(depth <= kLimits.depth + (node.is_scalar() ? 1 : 0) && ++nodes <= kLimits.nodes, "more than the limits allow");
  check_place(node.place(), source);
  WAFPP_CHECK(node.is(YamlKind::Bool) == node.boolean().has_value(), "a bool without a value");
  WAFPP_CHECK(node.is(YamlKind::Integer) || !node.integer().has_value(), "an integer that is none");
  (void)node.number();
  for (const YamlNode& element : node.elements()) check_node(element, source, depth + 1, nodes);
  for (const YamlMember& member : node.members()) {
    check_node(member.key, source, depth + 1, nodes);
    check_node(member.value, source, depth + 1, nodes);
    if (member.key.is_scalar()) WAFPP_CHECK(node.find(member.key.text()) != nullptr, "a member that is not found");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  diag::Source source(1, "document.yml", std::string(reinterpret_cast<const char*>(data), size));
  diag::Sink sink;
  YamlStream stream = parse_yaml(source, sink, kLimits);
  uint32_t nodes = 0;
  for (const YamlNode& document : stream.documents()) check_node(document, source, 1, nodes);
  WAFPP_CHECK(stream.is_complete() || sink.has_errors(), "a stream cut short without a reason");
  for (const diag::Diagnostic& diagnostic : sink.diagnostics()) {
    check_place(diagnostic.place, source);
    WAFPP_CHECK(!diagnostic.message.empty(), "a diagnostic without a message");
  }
  return 0;
}
