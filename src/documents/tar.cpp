#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>
#include <utility>

#include "documents/archive_readers.h"

namespace wafpp::documents {

namespace {

constexpr uint64_t kExtendedBytes = uint64_t{1} << 20;

std::string_view field(const std::array<char, 512>& block, size_t at, size_t size) {
  std::string_view text(block.data() + at, size);
  return text.substr(0, text.find('\0'));
}

/// Octal with spaces and zeros around it, or GNU's base 256.
std::optional<uint64_t> number(const std::array<char, 512>& block, size_t at, size_t size) {
  auto first = static_cast<unsigned char>(block[at]);
  uint64_t value = 0;
  if ((first & 0x80U) != 0) {
    if (first != 0x80U) return std::nullopt;  // Negative, or larger than any file.
    for (size_t index = 1; index < size; ++index) {
      if (value >> 55U != 0) return std::nullopt;
      value = value << 8U | static_cast<unsigned char>(block[at + index]);
    }
    return value;
  }
  std::string_view text = field(block, at, size);
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  if (text.empty()) return 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 8);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool has_checksum(const std::array<char, 512>& block) {
  constexpr size_t kAt = 148;
  constexpr size_t kSize = 8;
  uint64_t sum = 0;
  for (size_t index = 0; index < block.size(); ++index)
    sum += index >= kAt && index < kAt + kSize ? ' ' : static_cast<unsigned char>(block[index]);
  return number(block, kAt, kSize) == sum;
}

}  // namespace

base::Result<bool> TarReader::take(std::string_view bytes) {
  while (!bytes.empty()) {
    switch (part_) {
      case Part::Header: {
        size_t count = std::min(kBlock - filled_, bytes.size());
        std::memcpy(block_.data() + filled_, bytes.data(), count);
        filled_ += count;
        bytes.remove_prefix(count);
        if (filled_ < kBlock) break;
        filled_ = 0;
        WAFPP_TRY([[maybe_unused]] bool read, header());
        break;
      }
      case Part::File:
      case Part::Extended:
      case Part::Skipped: {
        std::string_view piece = bytes.substr(0, std::min<uint64_t>(left_, bytes.size()));
        bytes.remove_prefix(piece.size());
        left_ -= piece.size();
        if (part_ == Part::Extended) text_ += piece;
        if (part_ == Part::File) {
          WAFPP_TRY([[maybe_unused]] bool given, gate_.bytes(piece));
        }
        if (left_ == 0) {
          WAFPP_TRY([[maybe_unused]] bool ended, end_of_data());
        }
        break;
      }
      case Part::Padding: {
        size_t count = std::min(padding_, bytes.size());
        bytes.remove_prefix(count);
        padding_ -= count;
        if (padding_ == 0) part_ = Part::Header;
        break;
      }
      case Part::End:
        return true;
    }
  }
  return true;
}

base::Result<bool> TarReader::header() {
  if (std::all_of(block_.begin(), block_.end(), [](char c) { return c == 0; })) {
    if (any_) part_ = Part::End;
    return true;
  }
  if (!has_checksum(block_)) return base::fail("this is no tar archive, or it is damaged: the checksum of a header is wrong");
  any_ = true;
  std::string name(field(block_, 0, 100));
  bool is_ustar = std::string_view(block_.data() + 257, 5) == "ustar";
  bool is_gnu = std::string_view(block_.data() + 257, 8) == std::string_view("ustar  \0", 8);
  if (std::string_view prefix = field(block_, 345, 155); is_ustar && !is_gnu && !prefix.empty()) name = std::string(prefix) + "/" + name;
  std::string target(field(block_, 157, 100));
  std::optional<uint64_t> size = number(block_, 124, 12);
  std::optional<uint64_t> mode = number(block_, 100, 8);
  if (!size || !mode) return base::fail(fmt::format("entry `{}` has a size that is no number", name));
  char type = block_[156];

  left_ = *size;
  if (type == 'x' || type == 'g' || type == 'L' || type == 'K') {
    if (left_ > kExtendedBytes) return base::fail("a header of the archive is too large");
    extended_ = type;
    text_.clear();
    part_ = Part::Extended;
  } else {
    if (!name_.empty()) name = std::exchange(name_, {});
    if (!target_.empty()) target = std::exchange(target_, {});
    if (std::exchange(has_size_, false)) left_ = size_;
    if (type != 0 && type != '0' && type != '7') left_ = 0;  // Only files have data, whatever the header says.
    WAFPP_TRY([[maybe_unused]] bool taken, entry(type, name, target, static_cast<uint32_t>(*mode)));
  }
  padding_ = static_cast<size_t>((kBlock - left_ % kBlock) % kBlock);
  return left_ == 0 ? end_of_data() : base::Result<bool>(true);
}

base::Result<bool> TarReader::entry(char type, const std::string& name, const std::string& target, uint32_t mode) {
  constexpr uint32_t kExecutable = 0100;
  switch (type) {
    case 0:
    case '0':
    case '7':
      if (type == 0 && name.ends_with('/')) {  // As tar before POSIX wrote folders.
        part_ = Part::Skipped;
        return gate_.folder(name);
      }
      part_ = Part::File;
      return gate_.file(name, left_, (mode & kExecutable) != 0);
    case '5':
      part_ = Part::Skipped;
      return gate_.folder(name);
    case '2':
      part_ = Part::Skipped;
      return gate_.link(name, target);
    case '1':
      return ArchiveGate::refused(name, "a hard link");
    case '3':
    case '4':
      return ArchiveGate::refused(name, "a device");
    case '6':
      return ArchiveGate::refused(name, "a FIFO");
    default:
      return ArchiveGate::refused(name, fmt::format("of tar's type `{}`", type >= ' ' && type < '\x7f' ? type : '?'));
  }
}

base::Result<bool> TarReader::end_of_data() {
  Part was = std::exchange(part_, padding_ > 0 ? Part::Padding : Part::Header);
  if (was == Part::File) return gate_.end_file();
  if (was != Part::Extended) return true;
  std::string_view text(text_);
  if (extended_ == 'L') name_ = text.substr(0, text.find('\0'));
  if (extended_ == 'K') target_ = text.substr(0, text.find('\0'));
  // What a global header says of all entries (git writes the commit there) is no name, link or size of one.
  return extended_ == 'x' ? read_pax() : base::Result<bool>(true);
}

/// Records `LENGTH KEY=VALUE\n`, the length with itself.
base::Result<bool> TarReader::read_pax() {
  std::string_view rest(text_);
  while (!rest.empty()) {
    size_t length = 0;
    auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), length);
    auto digits = static_cast<size_t>(end - rest.data());
    if (error != std::errc() || length > rest.size() || length < digits + 2 || *end != ' ' || rest[length - 1] != '\n')
      return base::fail("a header of the archive is damaged");
    std::string_view record = rest.substr(digits + 1, length - digits - 2);
    rest.remove_prefix(length);
    std::string_view key = record.substr(0, record.find('='));
    if (key.size() == record.size()) return base::fail("a header of the archive is damaged");
    std::string_view value = record.substr(key.size() + 1);
    if (key == "path") name_ = value;
    if (key == "linkpath") target_ = value;
    if (key == "size") {
      auto [stop, wrong] = std::from_chars(value.data(), value.data() + value.size(), size_);
      if (wrong != std::errc() || stop != value.data() + value.size()) return base::fail("a header of the archive is damaged");
      has_size_ = true;
    }
    if (key.starts_with("GNU.sparse")) return ArchiveGate::refused(name_, "a sparse file");
  }
  return true;
}

base::Result<bool> TarReader::finish() {
  if (!any_) return base::fail("the archive is empty");
  if (part_ != Part::End && (part_ != Part::Header || filled_ != 0)) return base::fail("the archive ends too early");
  return true;
}

}  // namespace wafpp::documents
