// Ignore files on any bytes: the first line is a path, the rest two ignore files. Answers come in bounded time, and are the same twice.

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "documents/git_ignore.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace wafpp;
  using namespace wafpp::documents;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  std::string path(text.substr(0, std::min(text.find('\n'), size_t{200})));
  std::string_view rest = text.substr(std::min(text.size(), path.size() + 1));
  std::string normal;
  if (!normalise_path(path, normal) || normal == "." || normal.find('\0') != std::string::npos) return 0;
  MemoryRepository repository;
  repository.add(".gitignore", std::string(rest.substr(0, rest.size() / 2)));
  if (size_t slash = normal.find('/'); slash != std::string::npos)
    repository.add(normal.substr(0, slash) + "/.gitignore", std::string(rest.substr(rest.size() / 2)));
  diag::SourceMap sources;
  GitIgnore ignore(repository, sources);
  GitIgnore::Answer answer = ignore.ask(normal);
  WAFPP_CHECK(answer.is_ignored == answer.place.known(), "an answer without a place");
  if (answer.place.known()) {
    std::string_view line = sources.at(answer.place.source).text().substr(answer.place.begin, answer.place.end - answer.place.begin);
    WAFPP_CHECK(line == answer.pattern && line.find('\n') == std::string_view::npos, "a place of something else");
    WAFPP_CHECK(!line.starts_with('!'), "a negative line ignores");
  }
  if (answer.open.empty()) WAFPP_CHECK(ignore.ask(normal).is_ignored == answer.is_ignored, "another answer the second time");
  return 0;
}
