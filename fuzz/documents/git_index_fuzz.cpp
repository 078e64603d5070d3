// git's index on any bytes: no path is empty, lists are sorted and without doubles, and what was read can be asked for.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "documents/git_index.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace wafpp;
  using namespace wafpp::documents;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  base::Result<GitIndex> index = parse_git_index(bytes, [](std::string_view path) { return path.size() % 2 == 1; });
  if (!index) {
    WAFPP_CHECK(!index.error().message.empty(), "an error without a message");
    return 0;
  }
  for (const std::vector<std::string>* paths : {&index->files, &index->submodules, &index->sparse}) {
    WAFPP_CHECK(std::adjacent_find(paths->begin(), paths->end(), std::greater_equal<>()) == paths->end(), "paths out of order");
    for (const std::string& path : *paths) WAFPP_CHECK(!path.empty(), "a path of nothing");
  }
  for (const std::string& path : index->files) WAFPP_CHECK(index->tracks(path) && path.size() % 2 == 1, "a file that is not found");
  return 0;
}
