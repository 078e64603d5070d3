#include "evidence/members.h"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace wafpp::evidence {

namespace {

using documents::ArchiveKind;

constexpr size_t kTarMagicAt = 257;
constexpr std::string_view kTarMagic = "ustar";
constexpr uint64_t kArchiveBytes = uint64_t{1} << 30;

/// What systems put beside the files.
bool is_clutter(std::string_view name) {
  std::string_view last = name.substr(name.rfind('/') + 1);
  return name.starts_with("__MACOSX/") || last.starts_with("._") || last == ".DS_Store";
}

class Members : public documents::ArchiveSink {
 public:
  Members(const Input& archive, const std::function<void(const Input&)>& take) : archive_(archive), take_(take) {}

  base::Result<bool> folder(const std::string& /*name*/) override { return true; }
  base::Result<bool> link(const std::string& /*name*/, const std::string& /*target*/) override { return true; }
  base::Result<bool> file(const std::string& name, bool /*executable*/) override {
    name_ = name;
    text_.clear();
    return true;
  }
  base::Result<bool> bytes(std::string_view bytes) override {
    if (!is_clutter(name_)) text_ += bytes;
    return true;
  }
  base::Result<bool> end_file() override {
    if (is_clutter(name_)) return true;
    ++count_;
    take_(Input::of_text(fmt::format("{}!{}", archive_.name(), name_), std::exchange(text_, {})));
    return true;
  }
  size_t count() const { return count_; }

 private:
  const Input& archive_;
  const std::function<void(const Input&)>& take_;
  std::string name_;
  std::string text_;
  size_t count_ = 0;
};

}  // namespace

std::optional<ArchiveKind> archive_kind_of(const Input& input) {
  base::Result<std::unique_ptr<documents::ByteStream>> stream = input.open();
  if (!stream) return std::nullopt;
  std::string head(kTarMagicAt + kTarMagic.size(), '\0');
  size_t size = 0;
  while (size < head.size()) {
    base::Result<size_t> count = (*stream)->read(head.data() + size, head.size() - size);
    if (!count || *count == 0) break;
    size += *count;
  }
  head.resize(size);
  using namespace std::string_view_literals;
  // An archive with files, and one without.
  if (head.starts_with("PK\x03\x04"sv) || head.starts_with("PK\x05\x06"sv)) return ArchiveKind::Zip;
  bool is_tar = size > kTarMagicAt && std::string_view(head).substr(kTarMagicAt) == kTarMagic;
  return is_tar ? std::optional(ArchiveKind::Tar) : std::nullopt;
}

base::Result<size_t> read_members(const Input& archive, ArchiveKind kind, const std::function<void(const Input& member)>& take,
                                  const documents::ArchiveLimits& limits) {
  WAFPP_TRY(std::unique_ptr<documents::ByteStream> stream, archive.open());
  WAFPP_TRY(std::string bytes, documents::read_all(*stream, kArchiveBytes));
  stream.reset();
  Members members(archive, take);
  WAFPP_TRY([[maybe_unused]] bool good, documents::read_archive(bytes, kind, members, limits));
  if (members.count() == 0) return base::fail("the archive has no file in it");
  return members.count();
}

}  // namespace wafpp::evidence
