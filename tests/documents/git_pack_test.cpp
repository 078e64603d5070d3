#include "documents/git_pack.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>
#include <utility>
#include <vector>

#include "documents/git_objects.h"
#include "documents/repository.h"

namespace wafpp::documents {
namespace {

std::string compressed(std::string_view text) {
  uLongf size = compressBound(text.size());
  std::string result(size, '\0');
  compress(reinterpret_cast<Bytef*>(result.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size());
  result.resize(size);
  return result;
}

void append_number(std::string& to, uint64_t number, int width) {
  for (int at = width - 1; at >= 0; --at) to += static_cast<char>(number >> (8 * at) & 0xff);
}

GitId id_of(unsigned char first, unsigned char last = 0) {
  GitId id;
  id.bytes.front() = first;
  id.bytes.back() = last;
  return id;
}
std::string raw(const GitId& id) { return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()}; }

/// A pack and its index, written as gitformat-pack describes them.
class PackWriter {
 public:
  size_t at() const { return pack_.size(); }
  /// An object of a kind with what stands between its header and its data.
  void add(const GitId& id, int kind, std::string_view content, const std::string& between = {}) {
    objects_.emplace_back(id, pack_.size());
    size_t size = content.size();
    auto first = static_cast<unsigned char>(kind << 4 | (size & 0xf));
    size >>= 4;
    while (size > 0) {
      pack_ += static_cast<char>(first | 0x80);
      first = size & 0x7f;
      size >>= 7;
    }
    pack_ += static_cast<char>(first);
    pack_ += between + compressed(content);
  }
  /// As the difference from what begins at `base`.
  void add_difference(const GitId& id, size_t base, std::string_view delta) {
    size_t back = pack_.size() - base;
    std::string bytes(1, static_cast<char>(back & 0x7f));
    while ((back >>= 7) != 0) bytes.insert(bytes.begin(), static_cast<char>(0x80 | (--back & 0x7f)));
    add(id, 6, delta, bytes);
  }

  MemoryRepository repository() {
    std::sort(objects_.begin(), objects_.end());
    std::string index("\xfftOc\0\0\0\2", 8);
    for (int byte = 0; byte < 256; ++byte) {
      size_t count = 0;
      for (const auto& [id, at] : objects_) count += id.bytes[0] <= byte ? 1 : 0;
      append_number(index, count, 4);
    }
    for (const auto& [id, at] : objects_) index += raw(id);
    index.append(4 * objects_.size(), '\0');
    // Every second one as if it were beyond two gigabytes.
    std::string large;
    for (size_t number = 0; number < objects_.size(); ++number) {
      if (number % 2 == 0) {
        append_number(index, objects_[number].second, 4);
      } else {
        append_number(index, 0x80000000U | large.size() / 8, 4);
        append_number(large, objects_[number].second, 8);
      }
    }
    index += large + std::string(40, '\0');
    return {{".git/objects/pack/pack-1.idx", index}, {".git/objects/pack/pack-1.pack", pack_ + std::string(20, '\0')}};
  }

 private:
  std::string pack_ = std::string("PACK\0\0\0\2\0\0\0\0", 12);
  std::vector<std::pair<GitId, size_t>> objects_;
};

std::string commit_text(const GitId& tree, std::string_view rest) { return "tree " + tree.hex() + "\n" + std::string(rest); }
const std::string kPeople = "author A. Shop <a@example.com> 1780000000 +0200\ncommitter t <t@example.com> 1780000500 -0300\n\nmessage\n";

std::string content_of(GitObjects& objects, const GitId& id) {
  GitResult<std::optional<std::string>> file = objects.small_file(id, 1000);
  return !file ? "problem: " + file.error().message : *file ? **file : "too large";
}

TEST(GitCommitText, IsRead) {
  std::optional<GitCommit> commit =
      parse_git_commit(commit_text(id_of(1), "parent " + id_of(2).hex() + "\nparent " + id_of(3).hex() + "\n" + kPeople));
  ASSERT_TRUE(commit);
  EXPECT_EQ(commit->tree, id_of(1));
  EXPECT_EQ(commit->parents, (std::vector<GitId>{id_of(2), id_of(3)}));
  EXPECT_EQ(commit->author, "A. Shop");
  EXPECT_EQ(commit->author_email, "a@example.com");
  EXPECT_EQ(commit->time, 1780000500);
  std::optional<GitCommit> latin = parse_git_commit(commit_text(id_of(1),
                                                                "author B. \xDC"
                                                                "bel <b> 1 +0000\ncommitter c <c> 2 +0000\nencoding ISO-8859-1\n\n"));
  EXPECT_EQ(latin->author, "B. Übel");
  EXPECT_EQ(parse_git_commit(commit_text(id_of(1), "author B. \xDC <b> 1 +0000\n\n"))->author, "B. \uFFFD");
  // What stands behind the header is the message, whatever it looks like; a signature's lines begin with a space.
  EXPECT_EQ(parse_git_commit(commit_text(id_of(1), "author a <b> 1 +0\ngpgsig x\n author y\n\nauthor z\nparent no\n"))->author, "a");
  EXPECT_EQ(parse_git_commit(commit_text(id_of(1), "author <>> x\n"))->author_email, ">");
  EXPECT_FALSE(parse_git_commit(""));
  EXPECT_FALSE(parse_git_commit("tree 12\n"));
  EXPECT_FALSE(parse_git_commit(commit_text(id_of(1), "parent 12\n")));
}

TEST(GitTreeText, IsRead) {
  std::string tree = std::string("40000 a") + '\0' + raw(id_of(1)) + "100755 b c" + '\0' + raw(id_of(2));
  EXPECT_EQ(**find_git_entry(tree, "a"), (GitEntry{0040000, id_of(1)}));
  EXPECT_EQ(**find_git_entry(tree, "b c"), (GitEntry{0100755, id_of(2)}));
  EXPECT_FALSE(*find_git_entry(tree, "b"));
  EXPECT_FALSE(*find_git_entry("", "b"));
  for (size_t size = 1; size < tree.size(); ++size) {
    bool ends_between = size == std::string("40000 a").size() + 1 + GitId::kBytes;
    EXPECT_EQ(find_git_entry(tree.substr(0, size), "z").has_value(), ends_between) << size;
  }
  EXPECT_FALSE(find_git_entry(std::string("4x a") + '\0' + raw(id_of(1)), "a"));
}

TEST(GitDelta, IsApplied) {
  // Sizes of both, then: four bytes from place two, two new ones, all of the base from the beginning.
  std::string delta = std::string("\x08\x0e", 2) + "\x91\x02\x04" + "\x02xy" + "\x90\x08";
  EXPECT_EQ(apply_git_delta("01234567", delta, 100), "2345xy01234567");
  EXPECT_FALSE(apply_git_delta("0123456", delta, 100));
  EXPECT_FALSE(apply_git_delta("01234567", delta, 13));
  for (size_t size = 0; size < delta.size(); ++size) EXPECT_FALSE(apply_git_delta("01234567", delta.substr(0, size), 100)) << size;
  EXPECT_FALSE(apply_git_delta("01234567", std::string("\x08\x04\x91\x06\x04", 5), 100)) << "beyond the end of the base";
  EXPECT_FALSE(apply_git_delta("01234567", std::string("\x08\x01\0", 3), 100)) << "an instruction that means nothing yet";
  std::string large(70'000, 'x');
  std::string whole = std::string("\xf0\xa2\x04\x80\x80\x04\x80", 7);  // 65,536 bytes, which is written as no size at all.
  EXPECT_EQ(apply_git_delta(large, whole, 100'000)->size(), 65'536U);
}

TEST(GitPack, HasObjectsAndDifferences) {
  PackWriter writer;
  std::string text = "some text that is longer than sixteen bytes, so that its size takes two";
  size_t first = writer.at();
  writer.add(id_of(1), 3, text);
  size_t second = writer.at();
  writer.add_difference(id_of(2), first, std::string("\x47\x06\x90\x04\x02!!", 7));
  writer.add(id_of(3), 7, std::string("\x06\x05\x90\x04\x01?", 6), raw(id_of(2)));
  writer.add_difference(id_of(255, 1), second, std::string("\x06\x01\x90\x01", 4));
  writer.add(id_of(255, 2), 1, commit_text(id_of(4), kPeople));
  writer.add(id_of(4), 2, std::string("100644 a") + '\0' + raw(id_of(1)));
  MemoryRepository repository = writer.repository();
  std::unique_ptr<GitObjects> objects = open_git_objects(repository);
  EXPECT_EQ(content_of(*objects, id_of(255, 1)), "s");
  EXPECT_EQ(content_of(*objects, id_of(3)), "some?");
  EXPECT_EQ(content_of(*objects, id_of(2)), "some!!");
  EXPECT_EQ(content_of(*objects, id_of(1)), text);
  EXPECT_EQ(content_of(*objects, id_of(9)), "problem: the object " + id_of(9).hex() + " is not there");
  EXPECT_EQ(content_of(*objects, id_of(255, 2)),
            "problem: the object " + id_of(255, 2).hex() + " is of another kind than what names it says");
  EXPECT_EQ(**objects->small_file(id_of(2), 6), "some!!");
  EXPECT_FALSE(*objects->small_file(id_of(2), 5));
  EXPECT_FALSE(*open_git_objects(repository)->small_file(id_of(1), 5));
  EXPECT_EQ(objects->commit(id_of(255, 2))->tree, id_of(4));
  EXPECT_EQ((*objects->entry(id_of(4), "a"))->id, id_of(1));
  EXPECT_FALSE(*objects->entry(id_of(4), "b"));
}

TEST(GitPack, DifferencesThatComeFromThemselvesEnd) {
  PackWriter writer;
  writer.add(id_of(1), 7, std::string("\x06\x05\x90\x04\x01?", 6), raw(id_of(2)));
  writer.add(id_of(2), 7, std::string("\x06\x05\x90\x04\x01?", 6), raw(id_of(1)));
  MemoryRepository repository = writer.repository();
  EXPECT_EQ(content_of(*open_git_objects(repository), id_of(1)), "problem: an object is the difference from itself");
}

TEST(GitPack, MuchForLittleIsRefused) {
  PackWriter writer;
  writer.add(id_of(1), 3, std::string(1'000'000, 'x'));
  writer.add(id_of(2), 3, "small");
  MemoryRepository repository = writer.repository();
  GitLimits limits{.object_bytes = 100'000'000, .all_bytes = 1'000'004};
  std::unique_ptr<GitObjects> objects = open_git_objects(repository, limits);
  EXPECT_TRUE(*objects->small_file(id_of(1), 2'000'000));
  GitResult<std::optional<std::string>> second = objects->small_file(id_of(2), 100);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, GitProblem::Kind::TooLong);
  EXPECT_FALSE(*open_git_objects(repository, {.object_bytes = 1000})->small_file(id_of(1), 1000));
}

TEST(GitPack, EveryByteMayBeWrong) {
  PackWriter writer;
  size_t first = writer.at();
  writer.add(id_of(1), 3, "some text");
  writer.add_difference(id_of(2), first, std::string("\x09\x06\x90\x04\x02!!", 7));
  MemoryRepository good = writer.repository();
  for (std::string path : {".git/objects/pack/pack-1.idx", ".git/objects/pack/pack-1.pack"}) {
    std::string bytes = *good.read(path);
    for (size_t at = 0; at < bytes.size(); ++at) {
      for (int change : {1, 0x80, 0xff}) {
        MemoryRepository repository = good;
        std::string other = bytes;
        other[at] = static_cast<char>(other[at] ^ change);
        repository.add(path, other);
        std::unique_ptr<GitObjects> objects = open_git_objects(repository);
        EXPECT_FALSE(content_of(*objects, id_of(2)).empty());
        EXPECT_FALSE(content_of(*objects, id_of(1)).empty());
      }
      MemoryRepository cut = good;
      cut.add(path, bytes.substr(0, at));
      content_of(*open_git_objects(cut), id_of(2));
    }
  }
}

TEST(GitObjects, SingleOnesAreRead) {
  auto path = [](const GitId& id) { return ".git/objects/" + id.hex().substr(0, 2) + "/" + id.hex().substr(2); };
  auto read = [&](const std::string& bytes) {
    MemoryRepository repository({{path(id_of(1)), bytes}});
    return content_of(*open_git_objects(repository), id_of(1));
  };
  std::string whole = compressed(std::string("blob 4\0text", 11));
  EXPECT_EQ(read(whole), "text");
  std::string problem = "problem: the object " + id_of(1).hex() + " ";
  EXPECT_EQ(read(compressed(std::string("blob 5\0text", 11))), problem + "is damaged");
  EXPECT_EQ(read(compressed(std::string("blob 04\0text", 12))), problem + "is damaged");
  EXPECT_EQ(read(compressed(std::string("thing 4\0text", 12))), problem + "is damaged");
  EXPECT_EQ(read(compressed("blob")), problem + "is damaged");
  EXPECT_EQ(read(compressed("blob 5000" + std::string(5001, '\0'))), "too large");
  // What is cut off ends, too.
  for (size_t size = 0; size < whole.size(); ++size) EXPECT_TRUE(read(whole.substr(0, size)).starts_with(problem)) << size;
}

TEST(GitPack, OtherIndicesAreNamed) {
  PackWriter writer;
  writer.add(id_of(1), 3, "x");
  MemoryRepository repository = writer.repository();
  std::string index = *repository.read(".git/objects/pack/pack-1.idx");
  repository.add(".git/objects/pack/pack-1.idx", index.substr(8));
  GitResult<std::optional<std::string>> file = open_git_objects(repository)->small_file(id_of(1), 10);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().kind, GitProblem::Kind::Unsupported);
  // What is found elsewhere does not need that pack.
  repository.add(".git/objects/01/" + std::string(38, '0'), compressed(std::string("blob 1\0x", 8)));
  EXPECT_EQ(content_of(*open_git_objects(repository), id_of(1)), "x");
}

}  // namespace
}  // namespace wafpp::documents
