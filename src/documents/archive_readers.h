#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "documents/archive.h"
#include "documents/inflate.h"

/// The formats themselves; for archive.cpp, which puts them behind the gate.
namespace wafpp::documents {

/// PKZIP as its APPNOTE describes it: the central directory counts, stored and deflated entries, no encryption, no zip64.
base::Result<bool> read_zip(std::string_view archive, ArchiveGate& gate);

/// POSIX tar (ustar and pax) with GNU's long names, fed piece by piece.
class TarReader {
 public:
  explicit TarReader(ArchiveGate& gate) : gate_(gate) {}
  base::Result<bool> take(std::string_view bytes);
  /// No more bytes come: fails in the middle of an entry, and where there was none at all.
  base::Result<bool> finish();

 private:
  static constexpr size_t kBlock = 512;
  enum class Part : uint8_t { Header, File, Extended, Skipped, Padding, End };

  base::Result<bool> header();
  base::Result<bool> entry(char type, const std::string& name, const std::string& target, uint32_t mode);
  base::Result<bool> end_of_data();
  base::Result<bool> read_pax();

  ArchiveGate& gate_;
  Part part_ = Part::Header;
  std::array<char, kBlock> block_{};
  size_t filled_ = 0;   // Of `block_`.
  uint64_t left_ = 0;   // Bytes of the entry's data that are to come.
  size_t padding_ = 0;  // Bytes behind them up to a whole block.
  char extended_ = 0;   // Which kind of header `text_` is the data of.
  std::string text_;    // Data of an extended header.
  std::string name_;    // From an extended header, for the next entry.
  std::string target_;  // The same.
  bool has_size_ = false;
  uint64_t size_ = 0;
  bool any_ = false;
};

}  // namespace wafpp::documents
