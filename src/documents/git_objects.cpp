#include "documents/git_objects.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "base/letters.h"
#include "base/text.h"
#include "base/unicode.h"
#include "documents/git_pack.h"
#include "documents/inflate.h"

namespace wafpp::documents {

namespace {

constexpr std::string_view kFolder = ".git/objects";
constexpr size_t kMostDeltas = 10'000;  // git makes at most 4,095.

std::string utf8(std::string_view bytes, bool is_latin) {
  std::string result;
  for (size_t at = 0; at < bytes.size();) {
    if (is_latin) {
      base::append_utf8(result, static_cast<unsigned char>(bytes[at++]));
      continue;
    }
    base::CodePoint point = base::decode(bytes, at);
    base::append_utf8(result, point.value);
    at += point.size;
  }
  return result;
}

/// `NAME <EMAIL> SECONDS ZONE`
struct Signature {
  std::string_view name;
  std::string_view email;
  int64_t time = 0;
};
Signature signature_of(std::string_view line) {
  Signature result;
  size_t end = line.rfind('>');
  size_t begin = line.find('<');
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {.name = base::trimmed(line)};
  result.name = base::trimmed(line.substr(0, begin));
  result.email = base::trimmed(line.substr(begin + 1, end - begin - 1));
  std::string_view time = base::trimmed(line.substr(end + 1));
  std::from_chars(time.data(), time.data() + time.size(), result.time);
  return result;
}

struct Object {
  GitObjectKind kind = GitObjectKind::Blob;
  std::string content;
};

using Shared = std::shared_ptr<const Object>;

/// Objects that were asked for late, until they are more than `kMostBytes` together: the next one is nearly always the difference from one
/// of them, and a tree is looked into more than once.
template <typename Key>
class Late {
 public:
  Shared find(const Key& key) const {
    auto found = objects_.find(key);
    return found == objects_.end() ? nullptr : found->second;
  }
  void keep(const Key& key, Shared object) {
    constexpr size_t kMostBytes = size_t{48} << 20;
    constexpr size_t kOverhead = 128;
    size_t bytes = object->content.size() + kOverhead;
    if (bytes_ + bytes > kMostBytes) {
      bytes_ = 0;
      objects_.clear();
    }
    bytes_ += bytes;
    objects_.emplace(key, std::move(object));
  }

 private:
  std::map<Key, Shared> objects_;
  size_t bytes_ = 0;
};

class StoredObjects : public GitObjects {
 public:
  StoredObjects(const Repository& repository, const GitLimits& limits)
      : repository_(repository), limits_(limits), left_(limits.all_bytes) {}

  GitResult<GitCommit> commit(const GitId& id) override {
    WAFPP_TRY(Shared object, read(id, GitObjectKind::Commit, limits_.object_bytes));
    std::optional<GitCommit> commit = parse_git_commit(object->content);
    if (!commit) return unreadable(id, "is damaged");
    return std::move(*commit);
  }

  GitResult<std::optional<GitEntry>> entry(const GitId& tree, const std::string& name) override {
    Shared object = trees_.find(tree);
    if (object == nullptr) {
      WAFPP_TRY(object, read(tree, GitObjectKind::Tree, limits_.object_bytes));
      trees_.keep(tree, object);
    }
    std::optional<std::optional<GitEntry>> found = find_git_entry(object->content, name);
    if (!found) return unreadable(tree, "is damaged");
    return *found;
  }

  GitResult<std::optional<std::string>> small_file(const GitId& file, size_t most_bytes) override {
    is_larger_ = false;
    GitResult<Shared> object = read(file, GitObjectKind::Blob, most_bytes);
    if (!object && is_larger_) return std::optional<std::string>();
    if (!object) return tl::unexpected<GitProblem>(object.error());
    return std::optional<std::string>((*object)->content);
  }

 private:
  static tl::unexpected<GitProblem> unreadable(const GitId& id, std::string_view what) {
    return git_problem(GitProblem::Kind::Unreadable, "the object " + id.hex() + " " + std::string(what));
  }

  /// Before so much is unpacked.
  GitResult<bool> spend(uint64_t bytes) {
    if (bytes > left_) return git_problem(GitProblem::Kind::TooLong, "the objects are more than what is looked through");
    left_ -= bytes;
    return true;
  }

  GitResult<Shared> read(const GitId& id, GitObjectKind kind, size_t most_bytes) {
    WAFPP_TRY(Shared object, read_any(id, most_bytes));
    if (object->kind != kind) return unreadable(id, "is of another kind than what names it says");
    if (object->content.size() <= most_bytes) return object;
    is_larger_ = true;
    return unreadable(id, "is too large");
  }

  GitResult<Shared> read_any(const GitId& id, size_t most_bytes) {
    WAFPP_TRY([[maybe_unused]] bool opened, open_packs());
    std::optional<GitProblem> problem = unread_pack_;
    for (size_t index = 0; index < packs_.size(); ++index) {
      GitResult<std::optional<uint64_t>> at = packs_[index]->find(id);
      if (!at) problem = at.error();
      if (!at || !*at) continue;
      GitPack& pack = *packs_[index];
      // The next object is most likely in the same pack.
      std::rotate(packs_.begin(), packs_.begin() + static_cast<std::ptrdiff_t>(index),
                  packs_.begin() + static_cast<std::ptrdiff_t>(index) + 1);
      return read_packed(pack, **at, most_bytes);
    }
    GitResult<Shared> loose = read_loose(id, most_bytes);
    if (!loose && is_missing_ && problem) return tl::unexpected<GitProblem>(*problem);
    return loose;
  }

  GitResult<bool> open_packs() {
    if (are_packs_open_) return true;
    FileResult<std::vector<Entry>> entries = repository_.list(std::string(kFolder) + "/pack");
    bool has_none = !entries && entries.error().problem == FileProblem::NotFound;
    if (!entries && !has_none) return git_problem(GitProblem::Kind::Unreadable, entries.error().message);
    constexpr std::string_view kEnding = ".idx";
    for (size_t index = 0; !has_none && index < entries->size(); ++index) {
      std::string_view name = (*entries)[index].name;
      if (!name.ends_with(kEnding)) continue;
      name.remove_suffix(kEnding.size());
      GitResult<std::unique_ptr<GitPack>> pack = GitPack::open(repository_, std::string(kFolder) + "/pack/" + std::string(name));
      if (pack) {
        packs_.push_back(std::move(*pack));
      } else {
        unread_pack_ = pack.error();
      }
    }
    are_packs_open_ = true;
    return true;
  }

  /// An object may be the difference from one that is the difference from another: those on the way are collected, then applied in turn.
  GitResult<Shared> read_packed(GitPack& pack, uint64_t at, size_t most_bytes) {
    struct Step {
      uint64_t at;
      GitStored stored;
    };
    std::vector<Step> steps;
    Shared object;
    while (object == nullptr) {
      object = late_.find({&pack, at});
      if (object != nullptr) break;
      WAFPP_TRY(GitStored stored, pack.stored(at));
      size_t most = steps.empty() && stored.form == GitStored::Form::Whole ? most_bytes : limits_.object_bytes;
      if (stored.size > most) {
        is_larger_ = true;
        return git_problem(GitProblem::Kind::Unreadable, "an object is too large");
      }
      if (stored.form == GitStored::Form::Whole) {
        WAFPP_TRY([[maybe_unused]] bool affordable, spend(stored.size));
        WAFPP_TRY(std::string content, pack.unpack(stored, zlib_));
        object = std::make_shared<const Object>(Object{stored.kind, std::move(content)});
        late_.keep({&pack, at}, object);
        break;
      }
      steps.push_back({at, stored});
      if (steps.size() > kMostDeltas) return git_problem(GitProblem::Kind::Unreadable, "an object is the difference from itself");
      if (stored.form == GitStored::Form::OffsetDelta) {
        at = stored.base;
        continue;
      }
      WAFPP_TRY(std::optional<uint64_t> base, pack.find(stored.base_id));
      if (!base) return unreadable(stored.base_id, "is not there");
      at = *base;
    }
    for (; !steps.empty(); steps.pop_back()) {
      const Step& step = steps.back();
      WAFPP_TRY([[maybe_unused]] bool affordable, spend(step.stored.size));
      WAFPP_TRY(std::string delta, pack.unpack(step.stored, zlib_));
      std::optional<std::string> content = apply_git_delta(object->content, delta, limits_.object_bytes);
      if (!content) return git_problem(GitProblem::Kind::Unreadable, "an object in a pack is damaged");
      // Copying is an eighth of the work of unpacking.
      WAFPP_TRY([[maybe_unused]] bool copied, spend(content->size() / 8));
      object = std::make_shared<const Object>(Object{object->kind, std::move(*content)});
      late_.keep({&pack, step.at}, object);
    }
    return object;
  }

  /// `KIND SIZE`, a zero byte, and the content, all of it compressed.
  GitResult<Shared> read_loose(const GitId& id, size_t most_bytes) {
    is_missing_ = false;
    std::string name = id.hex();
    FileResult<std::string> packed = repository_.read(std::string(kFolder) + "/" + name.substr(0, 2) + "/" + name.substr(2));
    if (!packed) {
      is_missing_ = packed.error().problem == FileProblem::NotFound;
      return unreadable(id, is_missing_ ? std::string("is not there") : "cannot be read: " + packed.error().reason);
    }
    constexpr size_t kLongestHeader = 32;
    std::string text;
    base::Result<bool> done = inflate(*packed, Compression::Zlib, [&](std::string_view piece) -> base::Result<bool> {
      is_larger_ = is_larger_ || text.size() + piece.size() > most_bytes + kLongestHeader;
      if (is_larger_) return base::fail("it is too large");
      text += piece;
      return true;
    });
    if (!done) return unreadable(id, "cannot be read: " + done.error().message);
    WAFPP_TRY([[maybe_unused]] bool affordable, spend(text.size()));
    size_t zero = text.find('\0');
    size_t space = text.find(' ');
    if (zero == std::string::npos || space > zero) return unreadable(id, "is damaged");
    Object object;
    std::string_view kind = std::string_view(text).substr(0, space);
    static constexpr std::pair<std::string_view, GitObjectKind> kKinds[] = {
        {"commit", GitObjectKind::Commit}, {"tree", GitObjectKind::Tree}, {"blob", GitObjectKind::Blob}, {"tag", GitObjectKind::Tag}};
    auto known = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const auto& one) { return one.first == kind; });
    bool has_size = std::string_view(text).substr(space + 1, zero - space - 1) == std::to_string(text.size() - zero - 1);
    if (known == std::end(kKinds) || !has_size) return unreadable(id, "is damaged");
    object.kind = known->second;
    object.content = text.substr(zero + 1);
    return std::make_shared<const Object>(std::move(object));
  }

  const Repository& repository_;
  GitLimits limits_;
  uint64_t left_;  ///< Bytes that may still be unpacked.
  bool are_packs_open_ = false;
  std::vector<std::unique_ptr<GitPack>> packs_;
  std::optional<GitProblem> unread_pack_;  ///< What is not found elsewhere may be in there.
  ZlibReader zlib_;
  Late<std::pair<const GitPack*, uint64_t>> late_;
  Late<GitId> trees_;
  bool is_larger_ = false;   ///< The last object was more than it might be.
  bool is_missing_ = false;  ///< The last single object was not there.
};

}  // namespace

std::optional<GitId> GitId::parse(std::string_view hex) {
  GitId result;
  if (hex.size() != 2 * kBytes) return std::nullopt;
  for (size_t at = 0; at < hex.size(); ++at) {
    char digit = hex[at];
    bool is_number = digit >= '0' && digit <= '9';
    bool is_letter = digit >= 'a' && digit <= 'f';
    if (!is_number && !is_letter) return std::nullopt;
    auto value = static_cast<unsigned char>(is_number ? digit - '0' : digit - 'a' + 10);
    unsigned char& byte = result.bytes[at / 2];
    byte = static_cast<unsigned char>(byte << 4 | value);
  }
  return result;
}

GitId GitId::of(std::string_view raw) {
  GitId result;
  std::copy_n(raw.begin(), std::min(raw.size(), kBytes), result.bytes.begin());
  return result;
}

std::string GitId::hex() const {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string result;
  for (unsigned char byte : bytes) {
    result += kDigits[byte >> 4];
    result += kDigits[byte & 0xf];
  }
  return result;
}

std::optional<GitCommit> parse_git_commit(std::string_view content) {
  GitCommit commit;
  Signature author;
  bool has_tree = false;
  bool is_latin = false;
  while (!content.empty() && content.front() != '\n') {
    std::string_view line = base::next_line(content);
    size_t space = std::min(line.find(' '), line.size());
    std::string_view key = line.substr(0, space);
    std::string_view value = line.substr(std::min(space + 1, line.size()));
    if (key == "tree" || key == "parent") {
      std::optional<GitId> id = GitId::parse(value);
      if (!id) return std::nullopt;
      if (key == "parent") {
        commit.parents.push_back(*id);
      } else {
        commit.tree = *id;
        has_tree = true;
      }
    } else if (key == "author") {
      author = signature_of(value);
    } else if (key == "committer") {
      commit.time = signature_of(value).time;
    } else if (key == "encoding") {
      std::string name = base::lowered(value);
      is_latin = name == "iso-8859-1" || name == "iso8859-1" || name == "latin1" || name == "latin-1";
    }
  }
  if (!has_tree) return std::nullopt;
  commit.author = utf8(author.name, is_latin);
  commit.author_email = utf8(author.email, is_latin);
  return commit;
}

std::optional<std::optional<GitEntry>> find_git_entry(std::string_view tree, std::string_view name) {
  while (!tree.empty()) {
    size_t space = tree.find(' ');
    size_t zero = tree.find('\0');
    bool is_whole = space < zero && zero != std::string_view::npos && tree.size() - zero > GitId::kBytes;
    if (!is_whole) return std::nullopt;
    if (tree.substr(space + 1, zero - space - 1) == name) {
      GitEntry entry;
      constexpr int kOctal = 8;
      std::string_view mode = tree.substr(0, space);
      std::from_chars_result read = std::from_chars(mode.data(), mode.data() + mode.size(), entry.mode, kOctal);
      if (read.ec != std::errc() || read.ptr != mode.data() + mode.size()) return std::nullopt;
      entry.id = GitId::of(tree.substr(zero + 1));
      return std::optional<GitEntry>(entry);
    }
    tree.remove_prefix(zero + 1 + GitId::kBytes);
  }
  return std::optional<GitEntry>();
}

std::unique_ptr<GitObjects> open_git_objects(const Repository& repository, const GitLimits& limits) {
  return std::make_unique<StoredObjects>(repository, limits);
}

}  // namespace wafpp::documents
