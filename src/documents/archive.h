#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

/// Archives from elsewhere, read by one rule: nothing that an archive says can reach out of the folder it is unpacked into, or make
/// more than the limits let it. What breaks the rule is refused as a whole, by the entry's name.
namespace wafpp::documents {

enum class ArchiveKind : uint8_t { Zip, Tar, TarGz };

/// By the end of a file's name (`.zip`, `.tar.gz`, `.tgz`, `.tar`), or by these words themselves (`zip`, `tar.gz`).
std::optional<ArchiveKind> archive_kind(std::string_view name);

struct ArchiveLimits {
  uint64_t entries = 100'000;
  uint64_t file_bytes = uint64_t{256} << 20;
  uint64_t all_bytes = uint64_t{1} << 30;
  /// Uncompressed to compressed, counted from `free_bytes` on: code is packed to a tenth of its size, zeros to a thousandth.
  uint64_t ratio = 200;
  uint64_t free_bytes = uint64_t{16} << 20;
};

/// Takes what is in an archive, in its order; folders before what is in them. Each function may fail, and that ends the reading. Names
/// are normal, relative and lead nowhere else; a name comes once.
class ArchiveSink {
 public:
  virtual ~ArchiveSink() = default;
  virtual base::Result<bool> folder(const std::string& name) = 0;
  /// Begins a file, whose bytes follow.
  virtual base::Result<bool> file(const std::string& name, bool executable) = 0;
  virtual base::Result<bool> bytes(std::string_view bytes) = 0;
  /// The file has been given wholly.
  virtual base::Result<bool> end_file() = 0;
  virtual base::Result<bool> link(const std::string& name, const std::string& target) = 0;
};

/// Gives all of `archive` to `sink`. The error names the entry. The result is always true.
base::Result<bool> read_archive(std::string_view archive, ArchiveKind kind, ArchiveSink& sink, const ArchiveLimits& limits = {});

/// What is common to all kinds: names are judged, sizes counted, the rest passed on. Also for trees that come by another way.
class ArchiveGate {
 public:
  /// `packed`: bytes of the archive, for the ratio; 0: none is asked for.
  ArchiveGate(ArchiveSink& sink, const ArchiveLimits& limits, uint64_t packed) : sink_(sink), limits_(limits), packed_(packed) {}

  base::Result<bool> folder(std::string_view name);
  /// `size`: as the archive says, to refuse early.
  base::Result<bool> file(std::string_view name, uint64_t size, bool executable);
  base::Result<bool> bytes(std::string_view bytes);
  base::Result<bool> end_file();
  base::Result<bool> link(std::string_view name, std::string_view target);
  /// An entry of a kind that is refused: `a device`.
  static base::Result<bool> refused(std::string_view name, std::string_view what);

 private:
  enum class Kind : uint8_t { Folder, File, Link };
  base::Result<std::string> admit(std::string_view name, Kind kind);
  base::Result<bool> count(uint64_t bytes);

  ArchiveSink& sink_;
  ArchiveLimits limits_;
  uint64_t packed_;
  uint64_t entries_ = 0;
  uint64_t total_ = 0;
  uint64_t in_file_ = 0;
  std::string current_;
  std::map<std::string, Kind, std::less<>> known_;
};

/// `name` without `./` and a `/` at its end; the error says what is wrong with it, without the name.
base::Result<std::string> entry_name(std::string_view name);
/// What is wrong with a link at `name` (as `entry_name` makes it) to `target`; empty where it stays inside. Above its own folder a
/// target may lead only with `..` at its beginning, so that other links on its way cannot turn it elsewhere.
std::string link_problem(std::string_view name, std::string_view target);

}  // namespace wafpp::documents
