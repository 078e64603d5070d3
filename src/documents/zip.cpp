#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "documents/archive_readers.h"

namespace wafpp::documents {

namespace {

constexpr size_t kEndSize = 22;
constexpr size_t kCentralSize = 46;
constexpr size_t kLocalSize = 30;
constexpr uint32_t kZip64 = 0xFFFFFFFF;

uint32_t two(std::string_view text, size_t at) {
  return static_cast<unsigned char>(text[at]) | static_cast<uint32_t>(static_cast<unsigned char>(text[at + 1])) << 8U;
}
uint32_t four(std::string_view text, size_t at) { return two(text, at) | two(text, at + 2) << 16U; }

struct ZipEntry {
  std::string_view name;
  uint32_t flags = 0;
  uint32_t method = 0;
  uint32_t checksum = 0;
  uint32_t packed = 0;
  uint32_t size = 0;
  uint32_t mode = 0;  ///< Of Unix; 0 where the archive has none.
  uint32_t at = 0;    ///< Of the local header.
  std::string_view data;
};

/// The record at the end, behind which only a comment stands.
std::optional<size_t> find_end(std::string_view archive) {
  if (archive.size() < kEndSize) return std::nullopt;
  size_t last = archive.size() - kEndSize;
  size_t first = last - std::min<size_t>(last, 0xFFFF);
  for (size_t at = last + 1; at-- > first;) {
    if (archive.substr(at, 4) == "PK\5\6" && at + kEndSize + two(archive, at + 20) == archive.size()) return at;
  }
  return std::nullopt;
}

base::Result<std::vector<ZipEntry>> read_directory(std::string_view archive) {
  std::optional<size_t> end = find_end(archive);
  if (!end) return base::fail("this is no zip archive, or it ends too early");
  uint32_t count = two(archive, *end + 10);
  uint32_t at = four(archive, *end + 16);
  if (at == kZip64 || count == 0xFFFF) return base::fail("the archive is in the zip64 format, made for what is larger than 4 GiB");
  if (two(archive, *end + 4) != 0 || two(archive, *end + 8) != count) return base::fail("the archive is split into several files");
  std::vector<ZipEntry> entries;
  size_t next = at;
  for (uint32_t index = 0; index < count; ++index) {
    if (next > *end || *end - next < kCentralSize || archive.substr(next, 4) != "PK\1\2")
      return base::fail("the list of entries is damaged");
    ZipEntry entry{.flags = two(archive, next + 8),
                   .method = two(archive, next + 10),
                   .checksum = four(archive, next + 16),
                   .packed = four(archive, next + 20),
                   .size = four(archive, next + 24),
                   .at = four(archive, next + 42)};
    constexpr uint32_t kUnix = 3;
    constexpr uint32_t kMac = 19;
    if (uint32_t system = two(archive, next + 4) >> 8U; system == kUnix || system == kMac) entry.mode = four(archive, next + 38) >> 16U;
    size_t name = two(archive, next + 28);
    size_t rest = name + two(archive, next + 30) + two(archive, next + 32);
    if (*end - next - kCentralSize < rest) return base::fail("the list of entries is damaged");
    entry.name = archive.substr(next + kCentralSize, name);
    next += kCentralSize + rest;
    entries.push_back(entry);
  }
  return entries;
}

/// Finds where the data of each entry is. Two that share bytes are a bomb: the same data, many times.
base::Result<bool> locate(std::string_view archive, std::vector<ZipEntry>& entries) {
  for (ZipEntry& entry : entries) {
    auto fail = [&](std::string_view why) { return base::fail(fmt::format("entry `{}` {}", entry.name, why)); };
    if (entry.size == kZip64 || entry.packed == kZip64 || entry.at == kZip64) return fail("is in the zip64 format");
    if ((entry.flags & 0x2041U) != 0) return fail("is encrypted");
    if (entry.method != 0 && entry.method != 8) return fail("is packed in a way other than deflate");
    if (entry.at > archive.size() || archive.size() - entry.at < kLocalSize || archive.substr(entry.at, 4) != "PK\3\4")
      return fail("is not where the list says");
    size_t name = two(archive, entry.at + 26);
    size_t begin = entry.at + kLocalSize + name + two(archive, entry.at + 28);
    if (begin > archive.size() || archive.size() - begin < entry.packed) return fail("ends behind the archive");
    if (archive.substr(entry.at + kLocalSize, name) != entry.name) return fail("has another name in the list");
    entry.data = archive.substr(begin, entry.packed);
  }
  std::vector<const ZipEntry*> in_order;
  in_order.reserve(entries.size());
  for (const ZipEntry& entry : entries) in_order.push_back(&entry);
  std::sort(in_order.begin(), in_order.end(), [](const ZipEntry* a, const ZipEntry* b) { return a->at < b->at; });
  for (size_t index = 1; index < in_order.size(); ++index) {
    const ZipEntry& before = *in_order[index - 1];
    if (in_order[index]->at < static_cast<size_t>(before.data.data() - archive.data()) + before.data.size())
      return base::fail(fmt::format("entry `{}` lies in entry `{}`", in_order[index]->name, before.name));
  }
  return true;
}

/// The bytes of an entry, checked as they come.
base::Result<bool> read_data(const ZipEntry& entry, const ByteSink& to) {
  uint32_t checksum = 0;
  uint64_t size = 0;
  auto fail = [&](std::string_view why) { return base::fail(fmt::format("entry `{}`: {}", entry.name, why)); };
  auto take = [&](std::string_view bytes) -> base::Result<bool> {
    checksum = crc32(checksum, bytes);
    size += bytes.size();
    if (size > entry.size) return fail("is larger than the archive says");
    return to(bytes);
  };
  if (entry.method == 0) {
    WAFPP_TRY([[maybe_unused]] bool taken, take(entry.data));
  } else {
    WAFPP_TRY([[maybe_unused]] bool taken, inflate(entry.data, Compression::Deflate, take));
  }
  if (size != entry.size || checksum != entry.checksum) return fail("the data is damaged: its checksum is wrong");
  return true;
}

}  // namespace

base::Result<bool> read_zip(std::string_view archive, ArchiveGate& gate) {
  WAFPP_TRY(std::vector<ZipEntry> entries, read_directory(archive));
  if (entries.empty()) return base::fail("the archive is empty");
  WAFPP_TRY([[maybe_unused]] bool located, locate(archive, entries));
  constexpr uint32_t kKind = 0170000;
  constexpr uint32_t kLink = 0120000;
  constexpr uint32_t kFile = 0100000;
  constexpr uint32_t kFolder = 0040000;
  constexpr uint32_t kExecutable = 0100;
  for (const ZipEntry& entry : entries) {
    uint32_t kind = entry.mode & kKind;
    if (entry.name.ends_with('/') || kind == kFolder) {
      WAFPP_TRY([[maybe_unused]] bool made, gate.folder(entry.name));
    } else if (kind == kLink) {
      constexpr uint32_t kTargetBytes = 4'096;
      if (entry.size > kTargetBytes) return base::fail(fmt::format("entry `{}` is a link to too long a name", entry.name));
      std::string target;
      WAFPP_TRY([[maybe_unused]] bool read, read_data(entry, [&](std::string_view bytes) -> base::Result<bool> {
                  target += bytes;
                  return true;
                }));
      WAFPP_TRY([[maybe_unused]] bool made, gate.link(entry.name, target));
    } else if (kind != 0 && kind != kFile) {
      return ArchiveGate::refused(entry.name, "a device, FIFO or socket");
    } else {
      WAFPP_TRY([[maybe_unused]] bool begun, gate.file(entry.name, entry.size, (entry.mode & kExecutable) != 0));
      WAFPP_TRY([[maybe_unused]] bool read, read_data(entry, [&](std::string_view bytes) { return gate.bytes(bytes); }));
      WAFPP_TRY([[maybe_unused]] bool ended, gate.end_file());
    }
  }
  return true;
}

}  // namespace wafpp::documents
