#include "documents/git_index.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace wafpp::documents {

namespace {

constexpr std::string_view kSignature = "DIRC";
constexpr size_t kHeader = 12;
constexpr size_t kStatus = 40;  // Times, device, owner, size: what stands before the object's name.
constexpr size_t kMode = 24;
constexpr uint32_t kTypeBits = 0170000;
constexpr uint32_t kFolder = 0040000;
constexpr uint32_t kSubmodule = 0160000;
constexpr uint32_t kNameBits = 0xfff;
constexpr uint32_t kExtended = 0x4000;
constexpr size_t kLongestPath = size_t{64} * 1024;

/// Numbers and texts one after the other; past the end everything is nothing.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  bool is_good() const { return is_good_; }
  size_t at() const { return at_; }
  size_t left() const { return bytes_.size() - at_; }

  std::string_view take(size_t count) {
    if (count > left()) {
      is_good_ = false;
      at_ = bytes_.size();
      return {};
    }
    at_ += count;
    return bytes_.substr(at_ - count, count);
  }
  uint32_t number(size_t width) {
    uint32_t result = 0;
    for (char byte : take(width)) result = result << 8 | static_cast<unsigned char>(byte);
    return result;
  }
  /// Up to the zero byte, which is taken too.
  std::string_view text() {
    size_t end = bytes_.find('\0', at_);
    if (end == std::string_view::npos) {
      is_good_ = false;
      at_ = bytes_.size();
      return {};
    }
    std::string_view result = bytes_.substr(at_, end - at_);
    at_ = end + 1;
    return result;
  }
  /// git's `decode_varint`: seven bits a byte, each further byte one more than it says.
  size_t variable() {
    constexpr int kMostBytes = 5;
    size_t result = 0;
    for (int count = 0; count < kMostBytes; ++count) {
      uint32_t byte = number(1);
      if (count > 0) ++result;
      result = result << 7 | (byte & 0x7f);
      if ((byte & 0x80) == 0) return result;
    }
    is_good_ = false;
    return 0;
  }

 private:
  std::string_view bytes_;
  size_t at_ = 0;
  bool is_good_ = true;
};

struct Failure {
  std::string message;
  bool may_be_other_hash = false;
};

std::optional<Failure> read_extensions(Bytes& bytes) {
  while (bytes.is_good() && bytes.left() > 0) {
    std::string_view name = bytes.take(4);
    uint32_t size = bytes.number(4);
    bytes.take(size);
    if (!bytes.is_good()) return Failure{"it ends too early", true};
    if (name == "link") return Failure{"it is split over two files (`core.splitIndex`)"};
    // Names that begin with a small letter are of extensions without which the rest cannot be understood.
    bool is_needed = name[0] >= 'a' && name[0] <= 'z';
    if (is_needed && name != "sdir") return Failure{"it has a part of a kind that is not known", true};
  }
  return std::nullopt;
}

std::optional<Failure> read(std::string_view all, size_t hash, const std::function<bool(std::string_view)>& wanted, GitIndex& index) {
  if (all.size() < kHeader + hash) return Failure{"it ends too early"};
  Bytes bytes(all.substr(0, all.size() - hash));
  if (bytes.take(kSignature.size()) != kSignature) return Failure{"it does not begin as one"};
  uint32_t version = bytes.number(4);
  if (version < 2 || version > 4) return Failure{"its version is not known"};
  uint32_t count = bytes.number(4);
  std::string previous;
  for (uint32_t number = 0; number < count; ++number) {
    size_t begin = bytes.at();
    std::string_view status = bytes.take(kStatus + hash);
    uint32_t flags = bytes.number(2);
    if (version >= 3 && (flags & kExtended) != 0) bytes.number(2);
    std::string_view path;
    if (version == 4) {
      size_t dropped = bytes.variable();
      if (dropped > previous.size()) return Failure{"it is damaged", true};
      previous.resize(previous.size() - dropped);
      previous += bytes.text();
      path = previous;
    } else {
      path = bytes.text();
      // Filled up with zeros to a multiple of eight, the one behind the path included.
      size_t over = (bytes.at() - begin) % 8;
      if (over != 0) bytes.take(8 - over);
    }
    bool has_length = (flags & kNameBits) == std::min<size_t>(path.size(), kNameBits);
    if (!bytes.is_good() || path.empty() || path.size() > kLongestPath || !has_length) return Failure{"it is damaged", true};
    Bytes fields(status.substr(kMode));
    uint32_t type = fields.number(4) & kTypeBits;
    if (type == kSubmodule) {
      index.submodules.emplace_back(path);
    } else if (type == kFolder) {
      index.sparse.emplace_back(path);
    } else if (wanted(path)) {
      index.files.emplace_back(path);
    }
  }
  return read_extensions(bytes);
}

void append_number(std::string& to, uint32_t number, int width) {
  for (int at = width - 1; at >= 0; --at) to += static_cast<char>(number >> (8 * at) & 0xff);
}

}  // namespace

bool GitIndex::tracks(std::string_view path) const { return std::binary_search(files.begin(), files.end(), path); }

base::Result<GitIndex> parse_git_index(std::string_view bytes, const std::function<bool(std::string_view path)>& wanted) {
  // Which hash is used stands in the configuration alone, which is not read: with the wrong one, nothing fits.
  std::string message;
  for (size_t hash : {size_t{20}, size_t{32}}) {
    GitIndex index;
    std::optional<Failure> failure = read(bytes, hash, wanted, index);
    if (!failure) {
      for (std::vector<std::string>* paths : {&index.files, &index.submodules, &index.sparse}) {
        std::sort(paths->begin(), paths->end());
        // Of a file in conflict there is one for each side.
        paths->erase(std::unique(paths->begin(), paths->end()), paths->end());
      }
      return index;
    }
    if (message.empty() || !failure->may_be_other_hash) message = failure->message;
    if (!failure->may_be_other_hash) break;
  }
  return base::fail(message);
}

std::string write_git_index(std::vector<std::string> paths) {
  constexpr size_t kHash = 20;
  std::sort(paths.begin(), paths.end());
  std::string result(kSignature);
  append_number(result, 2, 4);
  append_number(result, static_cast<uint32_t>(paths.size()), 4);
  for (const std::string& path : paths) {
    size_t begin = result.size();
    result.append(kMode, '\0');
    append_number(result, 0100644, 4);
    result.append(kStatus - kMode - 4 + kHash, '\0');
    append_number(result, static_cast<uint32_t>(std::min<size_t>(path.size(), kNameBits)), 2);
    result += path;
    result.append(8 - (result.size() - begin) % 8, '\0');
  }
  return result.append(kHash, '\0');
}

}  // namespace wafpp::documents
