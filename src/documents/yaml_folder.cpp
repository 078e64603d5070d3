#include "documents/yaml_folder.h"

#include <utility>

namespace wafpp::documents {

void for_each_yaml_file(const Repository& repository, std::string_view folder, diag::SourceMap& sources, diag::Sink& sink,
                        const diag::Kind& unreadable, const std::function<void(const diag::Source& source, std::string name)>& visit) {
  if (!repository.is_folder(folder)) return;
  auto entries = repository.list(folder);
  if (!entries) {
    sink.report(unreadable, {}, entries.error().message).emit();
    return;
  }
  for (const Entry& entry : *entries) {
    if (!entry.name.ends_with(".yml") && !entry.name.ends_with(".yaml")) continue;
    std::string path = join_path(std::string(folder), entry.name);
    auto text = repository.read(path);
    if (!text) {
      sink.report(unreadable, {}, text.error().message).emit();
      continue;
    }
    visit(sources.add(std::move(path), std::move(*text)), entry.name.substr(0, entry.name.rfind('.')));
  }
}

}  // namespace wafpp::documents
