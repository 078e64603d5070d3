#include "documents/archive.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <array>
#include <cstring>
#include <vector>

#include "documents/inflate.h"

namespace wafpp::documents {
namespace {

/// Writes down what comes: `d a`, `f a/b 5 x` (with size and x for executable), `l c -> a`.
class Record : public ArchiveSink {
 public:
  base::Result<bool> folder(const std::string& name) override { return say("d " + name); }
  base::Result<bool> file(const std::string& name, bool executable) override {
    name_ = "f " + name + (executable ? "*" : "");
    text_.clear();
    return true;
  }
  base::Result<bool> bytes(std::string_view bytes) override {
    text_ += bytes;
    return true;
  }
  base::Result<bool> end_file() override { return say(name_ + " = " + (text_.size() > 20 ? std::to_string(text_.size()) : text_)); }
  base::Result<bool> link(const std::string& name, const std::string& target) override { return say("l " + name + " -> " + target); }
  std::string said;

 private:
  base::Result<bool> say(const std::string& line) {
    said += line + "\n";
    return true;
  }
  std::string name_;
  std::string text_;
};

struct TarEntry {
  char type = '0';
  std::string name;
  std::string data = {};
  std::string target = {};
  std::string prefix = {};
  unsigned mode = 0644;
};

std::string tar_of(const std::vector<TarEntry>& entries, bool ended = true) {
  std::string result;
  for (const TarEntry& entry : entries) {
    std::array<char, 512> block{};
    auto put = [&](size_t at, const std::string& text) { std::memcpy(block.data() + at, text.data(), text.size()); };
    char number[16];
    put(0, entry.name);
    std::snprintf(number, sizeof(number), "%07o", entry.mode);
    put(100, number);
    std::snprintf(number, sizeof(number), "%011zo", entry.data.size());
    put(124, number);
    block[156] = entry.type;
    put(157, entry.target);
    put(257, std::string("ustar\0"
                         "00",
                         8));
    put(345, entry.prefix);
    put(148, "        ");
    unsigned sum = 0;
    for (char c : block) sum += static_cast<unsigned char>(c);
    std::snprintf(number, sizeof(number), "%06o", sum);
    put(148, std::string(number) + '\0');
    result.append(block.data(), block.size()).append(entry.data);
    result.append((512 - result.size() % 512) % 512, '\0');
  }
  if (ended) result.append(1024, '\0');
  return result;
}

std::string pax(const std::string& key, const std::string& value) {
  std::string record = " " + key + "=" + value + "\n";
  size_t length = record.size() + 1;
  while (std::to_string(length).size() + record.size() != length) ++length;
  return std::to_string(length) + record;
}

struct ZipEntry {
  std::string name;
  std::string data = {};
  unsigned mode = 0100644;
  unsigned flags = 0;
  unsigned method = 0;
  uint32_t offset = 0;   ///< In place of the right one, where not 0.
  uint32_t claimed = 0;  ///< In place of the size, where not 0.
};

std::string zip_of(const std::vector<ZipEntry>& entries) {
  std::string result;
  std::string directory;
  auto two = [](unsigned value) { return std::string{static_cast<char>(value & 0xFF), static_cast<char>(value >> 8 & 0xFF)}; };
  auto four = [&](uint32_t value) { return two(value & 0xFFFF) + two(value >> 16); };
  for (const ZipEntry& entry : entries) {
    uint32_t at = entry.offset != 0 ? entry.offset - 1 : static_cast<uint32_t>(result.size());
    uint32_t size = entry.claimed != 0 ? entry.claimed : static_cast<uint32_t>(entry.data.size());
    std::string common = two(20) + two(entry.flags) + two(entry.method) + two(0) + two(0) + four(crc32(0, entry.data)) +
                         four(static_cast<uint32_t>(entry.data.size())) + four(size) + two(static_cast<unsigned>(entry.name.size())) +
                         two(0);
    if (entry.offset == 0) result += "PK\3\4" + common + entry.name + entry.data;
    directory += "PK\1\2" + two(3 << 8 | 20) + common + two(0) + two(0) + two(0) + four(entry.mode << 16) + four(at) + entry.name;
  }
  auto count = static_cast<unsigned>(entries.size());
  auto begin = static_cast<uint32_t>(result.size());
  return result + directory + "PK\5\6" + two(0) + two(0) + two(count) + two(count) + four(static_cast<uint32_t>(directory.size())) +
         four(begin) + two(0);
}

std::string read(const std::string& archive, ArchiveKind kind, const ArchiveLimits& limits = {}) {
  Record record;
  base::Result<bool> done = read_archive(archive, kind, record, limits);
  return done ? record.said : record.said + "! " + done.error().message + "\n";
}
std::string read_tar(const std::vector<TarEntry>& entries) { return read(tar_of(entries), ArchiveKind::Tar); }
std::string read_zip_of(const std::vector<ZipEntry>& entries) { return read(zip_of(entries), ArchiveKind::Zip); }

TEST(Tar, FilesFoldersAndLinks) {
  EXPECT_EQ(read_tar({{'5', "a/"}, {'0', "a/b.tf", "x = 1"}, {'0', "./run.sh", "", "", "", 0755}, {'2', "a/c", "", "../run.sh"}}),
            "d a\nf a/b.tf = x = 1\nf run.sh* = \nl a/c -> ../run.sh\n");
  EXPECT_EQ(read_tar({{'0', "deep/er/x.tf", "1"}}), "d deep\nd deep/er\nf deep/er/x.tf = 1\n");
  EXPECT_EQ(read_tar({{'0', "x.tf", std::string(1'000, 'y')}, {'5', "."}}), "f x.tf = 1000\n");
}

TEST(Tar, NamesOfAllFormats) {
  std::string longer(150, 'n');
  EXPECT_EQ(read_tar({{'0', "end.tf", "1", "", "before/it"}}), "d before\nd before/it\nf before/it/end.tf = 1\n");
  EXPECT_EQ(read_tar({{'L', "././@LongLink", longer + '\0'}, {'0', "short", "1"}, {'0', "next", "2"}}),
            "f " + longer + " = 1\nf next = 2\n");
  EXPECT_EQ(read_tar({{'x', "pax", pax("path", longer) + pax("mtime", "1")}, {'0', "short", "1"}}), "f " + longer + " = 1\n");
  EXPECT_EQ(read_tar({{'g', "pax_global_header", pax("comment", "3f9c") + pax("path", "no")}, {'0', "x.tf", "1"}}), "f x.tf = 1\n");
  EXPECT_EQ(read_tar({{'K', "././@LongLink", "to" + std::string(1, '\0')}, {'2', "l", "", "short"}}), "l l -> to\n");
}

TEST(Tar, WhatLeadsOutIsRefused) {
  EXPECT_EQ(read_tar({{'0', "../x", "1"}}), "! entry `../x` leads out of the archive (`..`)\n");
  EXPECT_EQ(read_tar({{'0', "a/../../x", "1"}}), "! entry `a/../../x` leads out of the archive (`..`)\n");
  EXPECT_EQ(read_tar({{'0', "/etc/x", "1"}}), "! entry `/etc/x` has an absolute name\n");
  EXPECT_EQ(read_tar({{'x', "pax", pax("path", "../x")}, {'0', "good", "1"}}), "! entry `../x` leads out of the archive (`..`)\n");
  EXPECT_EQ(read_tar({{'0', "a\\..\\x", "1"}}), "! entry `a\\..\\x` has a backslash in its name\n");
  EXPECT_EQ(read_tar({{'0', "a\nb", "1"}}), "! entry `a b` has a control character in its name\n");
  EXPECT_EQ(read_tar({{'2', "l", "", "/etc"}}), "! entry `l` is a link to an absolute name\n");
  EXPECT_EQ(read_tar({{'2', "a/l", "", "../.."}}), "d a\n! entry `a/l` is a link that leads out\n");
  // Each of these stays inside by its letters; together they would not.
  EXPECT_EQ(read_tar({{'5', "p/q/r/"}, {'2', "d", "", "p/q/r"}, {'2', "e", "", "d/../../../.."}}),
            "d p\nd p/q\nd p/q/r\nl d -> p/q/r\n! entry `e` is a link that goes down and up again\n");
  EXPECT_EQ(read_tar({{'5', "b/"}, {'2', "a", "", "b"}, {'0', "a/x", "1"}}), "d b\nl a -> b\n! entry `a/x` goes through a link\n");
  EXPECT_EQ(read_tar({{'0', "a", "1"}, {'0', "a/x", "1"}}), "f a = 1\n! entry `a/x` goes through a file\n");
  EXPECT_EQ(read_tar({{'0', "a", "1"}, {'2', "./a", "", "b"}}), "f a = 1\n! entry `./a` stands twice\n");
}

TEST(Tar, OtherKindsAreRefused) {
  EXPECT_EQ(read_tar({{'0', "a", "1"}, {'1', "b", "", "a"}}), "f a = 1\n! entry `b` is a hard link, which no module needs\n");
  EXPECT_EQ(read_tar({{'3', "null"}}), "! entry `null` is a device, which no module needs\n");
  EXPECT_EQ(read_tar({{'6', "pipe"}}), "! entry `pipe` is a FIFO, which no module needs\n");
  EXPECT_EQ(read_tar({{'S', "sparse"}}), "! entry `sparse` is of tar's type `S`, which no module needs\n");
}

TEST(Tar, DamageIsSeen) {
  std::string good = tar_of({{'0', "x.tf", std::string(600, 'y')}});
  EXPECT_EQ(read(good.substr(0, 800), ArchiveKind::Tar), "! the archive ends too early\n");
  EXPECT_EQ(read("", ArchiveKind::Tar), "! the archive is empty\n");
  EXPECT_EQ(read(std::string(1024, '\0'), ArchiveKind::Tar), "! the archive is empty\n");
  std::string changed = good;
  changed[0] = 'z';
  EXPECT_EQ(read(changed, ArchiveKind::Tar), "! this is no tar archive, or it is damaged: the checksum of a header is wrong\n");
  EXPECT_EQ(read_tar({{'x', "pax", "99 path=x\n"}, {'0', "a"}}), "! a header of the archive is damaged\n");
  EXPECT_EQ(read(tar_of({{'0', "x.tf", "1"}}, false), ArchiveKind::Tar), "f x.tf = 1\n") << "some writers leave the end away";
}

TEST(Tar, LimitsHold) {
  std::string archive = tar_of({{'0', "a", std::string(300, 'x')}, {'0', "b", std::string(300, 'x')}, {'0', "c/d", ""}});
  EXPECT_EQ(read(archive, ArchiveKind::Tar, {.file_bytes = 200}), "! entry `a` has more than 200 bytes, the limit\n");
  EXPECT_EQ(read(archive, ArchiveKind::Tar, {.all_bytes = 500}), "f a = 300\n! entry `b` makes it more than 500 bytes in all, the limit\n");
  EXPECT_EQ(read(archive, ArchiveKind::Tar, {.entries = 3}),
            "f a = 300\nf b = 300\n! entry `c/d` is one of more than 3 entries, the limit\n");
  std::string deep = "a";
  for (int depth = 0; depth < 45; ++depth) deep += "/a";
  EXPECT_EQ(read_tar({{'x', "pax", pax("path", deep + deep)}, {'0', "x"}}), "! entry `" + deep + deep + "` is nested too deep\n");
}

TEST(TarGz, BombsAndTails) {
  auto gzip = [](const std::string& text) {
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
    std::string result(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    deflate(&stream, Z_FINISH);
    result.resize(stream.total_out);
    deflateEnd(&stream);
    return result;
  };
  std::string archive = tar_of({{'0', "zeros.tf", std::string(1 << 20, '\0')}});
  EXPECT_EQ(read(gzip(archive), ArchiveKind::TarGz), "f zeros.tf = 1048576\n");
  EXPECT_EQ(read(gzip(archive), ArchiveKind::TarGz, {.ratio = 200, .free_bytes = 1 << 16}),
            "! entry `zeros.tf` makes it more than 200 times the size of the archive\n");
  std::string packed = gzip(tar_of({{'0', "x.tf", "1"}}));
  EXPECT_EQ(read(packed.substr(0, packed.size() / 2), ArchiveKind::TarGz), "! the compressed data ends too early\n");
  EXPECT_EQ(read(packed + std::string(100, '\0'), ArchiveKind::TarGz), "f x.tf = 1\n") << "padding behind the end";
  std::string halves = tar_of({{'0', "x.tf", "1"}});
  EXPECT_EQ(read(gzip(halves.substr(0, 700)) + gzip(halves.substr(700)), ArchiveKind::TarGz), "f x.tf = 1\n") << "two members are one file";
  packed[packed.size() / 2] = static_cast<char>(packed[packed.size() / 2] ^ 0xFF);
  EXPECT_NE(read(packed, ArchiveKind::TarGz).find("! "), std::string::npos);
}

TEST(Zip, FilesFoldersAndLinks) {
  EXPECT_EQ(read_zip_of({{"a/"}, {"a/b.tf", "x = 1"}, {"run.sh", "", 0100755}, {"l", "a/b.tf", 0120777}, {"bare", "1", 0}}),
            "d a\nf a/b.tf = x = 1\nf run.sh* = \nl l -> a/b.tf\nf bare = 1\n");
  EXPECT_EQ(read_zip_of({}), "! the archive is empty\n");
}

TEST(Zip, WhatIsRefused) {
  EXPECT_EQ(read_zip_of({{"../x", "1"}}), "! entry `../x` leads out of the archive (`..`)\n");
  EXPECT_EQ(read_zip_of({{"/x", "1"}}), "! entry `/x` has an absolute name\n");
  EXPECT_EQ(read_zip_of({{"l", "../x", 0120777}}), "! entry `l` is a link that leads out\n");
  EXPECT_EQ(read_zip_of({{"p", "", 0010644}}), "! entry `p` is a device, FIFO or socket, which no module needs\n");
  EXPECT_EQ(read_zip_of({{"secret", "1", 0100644, 1}}), "! entry `secret` is encrypted\n");
  EXPECT_EQ(read_zip_of({{"x", "1", 0100644, 0, 12}}), "! entry `x` is packed in a way other than deflate\n");
  EXPECT_EQ(read_zip_of({{"x", "1"}, {"x", "2"}}), "f x = 1\n! entry `x` stands twice\n");
  // The same data under several names, as bombs have it.
  EXPECT_EQ(read_zip_of({{"x", "1"}, {"x", "1", 0100644, 0, 0, 1}}), "! entry `x` lies in entry `x`\n");
}

TEST(Zip, DamageIsSeen) {
  EXPECT_EQ(read("<html>", ArchiveKind::Zip), "! this is no zip archive, or it ends too early\n");
  EXPECT_EQ(read_zip_of({{"x", "1", 0100644, 0, 0, 0, 5}}), "! entry `x`: the data is damaged: its checksum is wrong\n");
  std::string good = zip_of({{"x", "12345"}});
  std::string changed = good;
  changed[good.find("12345")] = '0';
  EXPECT_EQ(read(changed, ArchiveKind::Zip), "! entry `x`: the data is damaged: its checksum is wrong\n");
  std::string renamed = good;
  renamed[30] = 'y';
  EXPECT_EQ(read(renamed, ArchiveKind::Zip), "! entry `x` has another name in the list\n");
  for (size_t size = 0; size < good.size(); ++size)
    EXPECT_NE(read(good.substr(0, size), ArchiveKind::Zip).find("! "), std::string::npos) << size;
}

TEST(Archive, KindsByName) {
  EXPECT_EQ(archive_kind("/x/a.zip"), ArchiveKind::Zip);
  EXPECT_EQ(archive_kind("tar.gz"), ArchiveKind::TarGz);
  EXPECT_EQ(archive_kind("a.tgz"), ArchiveKind::TarGz);
  EXPECT_EQ(archive_kind("a.tar"), ArchiveKind::Tar);
  EXPECT_EQ(archive_kind("a.notzip"), std::nullopt);
  EXPECT_EQ(archive_kind("a.tar.xz"), std::nullopt);
}

}  // namespace
}  // namespace wafpp::documents
