// The readers of archives on any bytes: the first one says which kind. What they hand out is unpacked in memory, and must not reach out.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "base/check.h"
#include "documents/archive.h"

namespace {

using namespace wafpp;
using namespace wafpp::documents;

class Tree : public ArchiveSink {
 public:
  base::Result<bool> folder(const std::string& name) override { return add(name, 'd'); }
  base::Result<bool> file(const std::string& name, bool) override {
    WAFPP_CHECK(!open_, "a file in a file");
    open_ = true;
    return add(name, 'f');
  }
  base::Result<bool> bytes(std::string_view bytes) override {
    WAFPP_CHECK(open_, "bytes of no file");
    total_ += bytes.size();
    return true;
  }
  base::Result<bool> end_file() override {
    WAFPP_CHECK(open_, "the end of no file");
    open_ = false;
    return true;
  }
  base::Result<bool> link(const std::string& name, const std::string& target) override {
    WAFPP_CHECK(link_problem(name, target).empty(), "a link that leads out");
    return add(name, 'l');
  }
  uint64_t total() const { return total_; }

 private:
  base::Result<bool> add(const std::string& name, char kind) {
    base::Result<std::string> normal = entry_name(name);
    WAFPP_CHECK(normal && *normal == name && !name.empty(), "a name that is not normal");
    WAFPP_CHECK(kinds_.emplace(name, kind).second, "a name twice");
    if (size_t slash = name.rfind('/'); slash != std::string::npos) {
      auto above = kinds_.find(name.substr(0, slash));
      WAFPP_CHECK(above != kinds_.end() && above->second == 'd', "a name in something that is no folder");
    }
    return true;
  }

  std::map<std::string, char> kinds_;
  bool open_ = false;
  uint64_t total_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  ArchiveKind kind = data[0] == 'z' ? ArchiveKind::Zip : data[0] == 'g' ? ArchiveKind::TarGz : ArchiveKind::Tar;
  std::string_view archive(reinterpret_cast<const char*>(data) + 1, size - 1);
  ArchiveLimits limits{.entries = 1'000, .file_bytes = 1 << 20, .all_bytes = 4 << 20, .ratio = 200, .free_bytes = 1 << 16};
  Tree tree;
  base::Result<bool> read = read_archive(archive, kind, tree, limits);
  WAFPP_CHECK(read || !read.error().message.empty(), "a refusal without a reason");
  WAFPP_CHECK(tree.total() <= limits.all_bytes, "more than the limit");
  return 0;
}
