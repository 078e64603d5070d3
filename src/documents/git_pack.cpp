#include "documents/git_pack.h"

#include <algorithm>
#include <utility>

namespace wafpp::documents {

namespace {

constexpr std::string_view kIndexBegin = std::string_view("\xfftOc\0\0\0\2", 8);
constexpr std::string_view kPackBegin = std::string_view("PACK\0\0\0", 7);  // And 2 or 3, which are read alike.
constexpr size_t kPackHeader = 12;
constexpr size_t kFanOut = size_t{256} * 4;
constexpr size_t kNames = kIndexBegin.size() + kFanOut;
constexpr size_t kPiece = 4096;
constexpr size_t kLongestHeader = 32 + GitId::kBytes;
constexpr size_t kMostNameBytes = size_t{64} << 20;

uint32_t number_at(std::string_view bytes, size_t at) {
  uint32_t result = 0;
  for (size_t index = 0; index < 4; ++index) result = result << 8 | static_cast<unsigned char>(bytes[at + index]);
  return result;
}

/// Seven bits a byte, the lowest first; nothing where it does not end, or is too large.
std::optional<uint64_t> take_number(std::string_view bytes, size_t& at) {
  constexpr unsigned kMostBits = 56;
  uint64_t result = 0;
  for (unsigned shift = 0; shift < kMostBits; shift += 7) {
    if (at >= bytes.size()) return std::nullopt;
    auto byte = static_cast<unsigned char>(bytes[at++]);
    result |= uint64_t{byte & 0x7fU} << shift;
    if ((byte & 0x80) == 0) return result;
  }
  return std::nullopt;
}

}  // namespace

tl::unexpected<GitProblem> GitPack::damaged(std::string_view what) const {
  return git_problem(GitProblem::Kind::Unreadable, "`" + name_ + ".pack`: " + std::string(what));
}

GitResult<std::string> GitPack::bytes(const OpenedFile& file, uint64_t offset, size_t count) const {
  FileResult<std::string> read = file.read(offset, count);
  if (!read) return damaged(read.error().message);
  if (read->size() != count) return damaged("it ends too early");
  return std::move(*read);
}

GitResult<std::unique_ptr<GitPack>> GitPack::open(const Repository& repository, const std::string& name) {
  std::unique_ptr<GitPack> pack(new GitPack(name));
  FileResult<std::unique_ptr<OpenedFile>> index = repository.open(name + ".idx");
  if (!index) return git_problem(GitProblem::Kind::Unreadable, index.error().message);
  FileResult<std::unique_ptr<OpenedFile>> objects = repository.open(name + ".pack");
  if (!objects) return git_problem(GitProblem::Kind::Unreadable, objects.error().message);
  pack->index_ = std::move(*index);
  pack->pack_ = std::move(*objects);
  WAFPP_TRY([[maybe_unused]] bool read, pack->read_fan_out());
  return pack;
}

GitResult<bool> GitPack::read_fan_out() {
  WAFPP_TRY(std::string pack, bytes(*pack_, 0, kPackHeader));
  bool is_known = pack.starts_with(kPackBegin) && (pack[kPackBegin.size()] == 2 || pack[kPackBegin.size()] == 3);
  if (!is_known) return damaged("it does not begin as one");
  WAFPP_TRY(std::string header, bytes(*index_, 0, kNames));
  if (!header.starts_with(kIndexBegin))
    return git_problem(GitProblem::Kind::Unsupported, "`" + name_ + ".idx` is an index of another version than 2");
  for (size_t byte = 0; byte < fan_out_.size(); ++byte) {
    fan_out_[byte] = number_at(header, kIndexBegin.size() + 4 * byte);
    if (byte > 0 && fan_out_[byte] < fan_out_[byte - 1]) return damaged("its index is damaged");
  }
  // For each object its name, a checksum and an offset; then the checksums of both files.
  uint64_t least = kNames + uint64_t{fan_out_.back()} * (GitId::kBytes + 4 + 4) + 2 * GitId::kBytes;
  if (index_->size() < least) return damaged("its index is damaged");
  return true;
}

GitResult<std::optional<uint64_t>> GitPack::find(const GitId& id) {
  unsigned char first = id.bytes[0];
  uint32_t begin = first == 0 ? 0 : fan_out_[first - 1];
  uint32_t end = fan_out_[first];
  if (begin == end) return std::optional<uint64_t>();
  auto known = names_.find(first);
  if (known == names_.end()) {
    size_t count = size_t{end - begin} * GitId::kBytes;
    WAFPP_TRY(std::string names, bytes(*index_, kNames + uint64_t{begin} * GitId::kBytes, count));
    if (name_bytes_ > kMostNameBytes) {
      names_.clear();
      name_bytes_ = 0;
    }
    name_bytes_ += count;
    known = names_.emplace(first, std::move(names)).first;
  }
  std::string_view wanted(reinterpret_cast<const char*>(id.bytes.data()), GitId::kBytes);
  auto name = [&](uint32_t number) { return std::string_view(known->second).substr(size_t{number} * GitId::kBytes, GitId::kBytes); };
  uint32_t low = 0;
  uint32_t high = end - begin;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (name(middle) < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == end - begin || name(low) != wanted) return std::optional<uint64_t>();
  WAFPP_TRY(uint64_t offset, offset_of(begin + low));
  return std::optional<uint64_t>(offset);
}

GitResult<uint64_t> GitPack::offset_of(uint32_t number) const {
  constexpr uint32_t kIsLarge = 0x80000000;
  uint64_t count = fan_out_.back();
  uint64_t small = kNames + count * (GitId::kBytes + 4);
  WAFPP_TRY(std::string four, bytes(*index_, small + uint64_t{number} * 4, 4));
  uint32_t offset = number_at(four, 0);
  if ((offset & kIsLarge) == 0) return offset;
  WAFPP_TRY(std::string eight, bytes(*index_, small + count * 4 + uint64_t{offset & ~kIsLarge} * 8, 8));
  return uint64_t{number_at(eight, 0)} << 32 | number_at(eight, 4);
}

GitResult<GitStored> GitPack::stored(uint64_t at) const {
  if (at < kPackHeader || at >= pack_->size()) return damaged("an object lies outside of it");
  FileResult<std::string> read = pack_->read(at, kLongestHeader);
  if (!read) return damaged(read.error().message);
  std::string_view header = *read;
  if (header.empty()) return damaged("it ends too early");
  // The first byte has the kind and the lowest four bits of the size.
  constexpr unsigned kKindShift = 4;
  auto first = static_cast<unsigned char>(header[0]);
  size_t position = 1;
  uint64_t size = first & 0xfU;
  if ((first & 0x80) != 0) {
    std::optional<uint64_t> rest = take_number(header, position);
    if (!rest || *rest >> 32 != 0) return damaged("an object in it is damaged");
    size |= *rest << 4;
  }
  GitStored result;
  result.size = size;
  switch (first >> kKindShift & 7U) {
    case 1:
      result.kind = GitObjectKind::Commit;
      break;
    case 2:
      result.kind = GitObjectKind::Tree;
      break;
    case 3:
      result.kind = GitObjectKind::Blob;
      break;
    case 4:
      result.kind = GitObjectKind::Tag;
      break;
    case 6: {
      // How far back: seven bits a byte, the highest first, each further byte one more than it says.
      result.form = GitStored::Form::OffsetDelta;
      uint64_t back = 0;
      for (bool is_first = true;; is_first = false) {
        if (position >= header.size() || back >> 48 != 0) return damaged("an object in it is damaged");
        auto byte = static_cast<unsigned char>(header[position++]);
        back = (is_first ? 0 : back + 1) << 7 | (byte & 0x7fU);
        if ((byte & 0x80) == 0) break;
      }
      if (back == 0 || back > at) return damaged("an object in it is damaged");
      result.base = at - back;
      break;
    }
    case 7:
      result.form = GitStored::Form::NamedDelta;
      if (header.size() < position + GitId::kBytes) return damaged("it ends too early");
      result.base_id = GitId::of(header.substr(position));
      position += GitId::kBytes;
      break;
    default:
      return damaged("an object in it is damaged");
  }
  result.data = at + position;
  return result;
}

GitResult<std::string> GitPack::unpack(const GitStored& stored, ZlibReader& zlib) const {
  uint64_t at = stored.data;
  std::string piece;
  base::Result<std::string> text = zlib.read(stored.size, [&]() -> base::Result<std::string_view> {
    FileResult<std::string> read = pack_->read(at, kPiece);
    if (!read) return base::fail(read.error().message);
    piece = std::move(*read);
    at += piece.size();
    return piece;
  });
  if (!text) return damaged("an object in it is damaged: " + text.error().message);
  return std::move(*text);
}

std::optional<std::string> apply_git_delta(std::string_view base, std::string_view delta, size_t most_bytes) {
  size_t at = 0;
  std::optional<uint64_t> from = take_number(delta, at);
  std::optional<uint64_t> size = take_number(delta, at);
  if (!from || !size || *from != base.size() || *size > most_bytes) return std::nullopt;
  std::string result;
  result.reserve(*size);
  while (at < delta.size()) {
    auto code = static_cast<unsigned char>(delta[at++]);
    if ((code & 0x80) == 0) {
      // That many new bytes; 0 is kept for what is still to be invented.
      if (code == 0 || code > delta.size() - at) return std::nullopt;
      result += delta.substr(at, code);
      at += code;
    } else {
      // Bits say which bytes of an offset and a size follow.
      constexpr unsigned kOffsetBytes = 4;
      constexpr unsigned kAllBytes = 7;
      uint64_t offset = 0;
      uint64_t count = 0;
      for (unsigned bit = 0; bit < kAllBytes; ++bit) {
        if ((code >> bit & 1U) == 0) continue;
        if (at >= delta.size()) return std::nullopt;
        uint64_t byte = static_cast<unsigned char>(delta[at++]);
        bool is_offset = bit < kOffsetBytes;
        (is_offset ? offset : count) |= byte << 8 * (is_offset ? bit : bit - kOffsetBytes);
      }
      if (count == 0) count = 0x10000;
      if (offset > base.size() || count > base.size() - offset) return std::nullopt;
      result += base.substr(offset, count);
    }
    if (result.size() > *size) return std::nullopt;
  }
  if (result.size() != *size) return std::nullopt;
  return result;
}

}  // namespace wafpp::documents
