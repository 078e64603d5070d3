#include "evidence/ci/config_file.h"

#include "documents/yaml.h"

namespace wafpp::evidence::ci {

namespace {

void add(const documents::YamlNode& node, const std::string& path, uint32_t depth, Variables& to) {
  constexpr uint32_t kMaxDepth = 4;
  if (depth > kMaxDepth) return;
  for (const documents::YamlMember& member : node.members()) {
    std::string name = path.empty() ? std::string(member.key.text()) : path + "." + std::string(member.key.text());
    if (member.value.is(documents::YamlKind::Mapping)) {
      add(member.value, name, depth + 1, to);
    } else if (member.value.is(documents::YamlKind::Sequence)) {
      std::string joined;
      for (const documents::YamlNode& element : member.value.elements())
        joined += (joined.empty() ? "" : ",") + std::string(element.text());
      to.emplace(std::move(name), std::move(joined));
    } else {
      to.emplace(std::move(name), std::string(member.value.text()));
    }
  }
}

}  // namespace

Variables read_config(std::string_view text) {
  Variables settings;
  if (text.empty()) return settings;
  diag::Source source(1, "configuration", std::string(text));
  diag::Sink sink;
  documents::YamlStream stream = documents::parse_yaml(source, sink, {.depth = 50, .nodes = 100'000, .alias_nodes = 1'000});
  if (!sink.has_errors()) add(stream.root(), {}, 0, settings);
  return settings;
}

}  // namespace wafpp::evidence::ci
