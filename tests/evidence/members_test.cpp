// Archives of reports: each file in one is read by itself.

#include "evidence/members.h"

#include <gtest/gtest.h>

#include <charconv>
#include <string>
#include <vector>

#include "evidence/read.h"

namespace wafpp::evidence {
namespace {

constexpr size_t kBlock = 512;

/// An entry of a tar archive (ustar), with its bytes filled up to whole blocks.
std::string entry(const std::string& name, const std::string& text, char type = '0') {
  std::string header(kBlock, '\0');
  auto put = [&](size_t at, std::string_view what) { header.replace(at, what.size(), what); };
  put(0, name);
  put(100, "0000644");
  char size[13];
  snprintf(size, sizeof size, "%011o", static_cast<unsigned>(text.size()));
  put(124, size);
  put(136, "00000000000");
  put(148, "        ");
  header[156] = type;
  put(257, std::string_view("ustar\0"
                            "00",
                            8));
  unsigned sum = 0;
  for (char byte : header) sum += static_cast<unsigned char>(byte);
  char digits[8];
  snprintf(digits, sizeof digits, "%06o", sum);
  put(148, std::string_view(digits, 7));
  std::string padded = text;
  padded.resize((text.size() + kBlock - 1) / kBlock * kBlock, '\0');
  return header + padded;
}

std::string tar(const std::vector<std::string>& entries) {
  std::string all;
  for (const std::string& each : entries) all += each;
  return all + std::string(2 * kBlock, '\0');
}

struct Read {
  std::vector<std::string> names;
  std::vector<std::string> kinds;
  base::Result<size_t> count = base::fail("no archive");
};

Read read(const std::string& bytes, const documents::ArchiveLimits& limits = {}) {
  Input input = Input::of_text("all", bytes);
  Read found;
  std::optional<documents::ArchiveKind> kind = archive_kind_of(input);
  if (!kind) return found;
  found.count = read_members(
      input, *kind,
      [&](const Input& member) {
        found.names.push_back(member.name());
        Outcome outcome = read_evidence(member);
        found.kinds.emplace_back(outcome.item ? outcome.item->kind : "refused");
      },
      limits);
  return found;
}

TEST(Members, OfATarAreReadEachByItself) {
  Read found = read(tar({entry("reports/", "", '5'), entry("reports/default.json", R"({"EbsEncryptionByDefault":true})"),
                         entry("reports/._default.json", "clutter"), entry("notes.txt", "a text")}));
  ASSERT_TRUE(found.count.has_value()) << found.count.error().message;
  EXPECT_EQ(*found.count, 2U);
  EXPECT_EQ(found.names, (std::vector<std::string>{"all!reports/default.json", "all!notes.txt"}));
  EXPECT_EQ(found.kinds, (std::vector<std::string>{"ebs-encryption-by-default", "refused"}));
}

TEST(Members, OfAZipAreReadEachByItself) {
  constexpr std::string_view kDigits =
      "504b0304140000000800448f7a5d140adeee460000004f000000110000007265706f7274732f6b6579732e6a736f6eab56f24ead2c56b28aae06313c"
      "5394ac94b29574406cc7a23c2027b128cf2ab1bcd82a3bb7d82ab554373935afa4283147d7d0ca10088c80c01808acb2532bf5b3956a636b01504b03"
      "04140000000800448f7a5d8316dc8c03000000010000001c0000005f5f4d41434f53582f7265706f7274732f2e5f6b6579732e6a736f6eab0000504b"
      "01021403140000000800448f7a5d140adeee460000004f0000001100000000000000000000008001000000007265706f7274732f6b6579732e6a736f"
      "6e504b01021403140000000800448f7a5d8316dc8c03000000010000001c00000000000000000000008001750000005f5f4d41434f53582f7265706f"
      "7274732f2e5f6b6579732e6a736f6e504b0506000000000200020089000000b20000000000";
  std::string bytes;
  for (size_t at = 0; at + 1 < kDigits.size(); at += 2) {
    unsigned byte = 0;
    std::from_chars(kDigits.data() + at, kDigits.data() + at + 2, byte, 16);
    bytes += static_cast<char>(byte);
  }
  Read found = read(bytes);
  ASSERT_TRUE(found.count.has_value()) << found.count.error().message;
  EXPECT_EQ(found.names, std::vector<std::string>{"all!reports/keys.json"});
  EXPECT_EQ(found.kinds, std::vector<std::string>{"kms-keys"});
  found = read(bytes.substr(0, bytes.size() / 2));
  EXPECT_FALSE(found.count.has_value());
}

TEST(Members, DoNotLeadOutAndDoNotGrowWithoutEnd) {
  EXPECT_FALSE(read(tar({entry("../out.json", "{}")})).count.has_value());
  EXPECT_FALSE(read(tar({entry("a.json", std::string(100'000, ' '))}), {.file_bytes = 10'000}).count.has_value());
  EXPECT_FALSE(read(tar({entry("a.json", "{}"), entry("b.json", "{}")}), {.entries = 1}).count.has_value());
  EXPECT_FALSE(read(tar({})).count.has_value());
  EXPECT_FALSE(archive_kind_of(Input::of_text("x", R"({"Keys":[]})")).has_value());
  EXPECT_FALSE(archive_kind_of(Input::of_text("x", "")).has_value());
}

}  // namespace
}  // namespace wafpp::evidence
