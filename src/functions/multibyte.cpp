#include "functions/multibyte.h"

#include <fmt/format.h>
#include <iconv.h>

#include <array>

namespace wafpp::functions {

namespace {

constexpr Multibyte kMultibytes[] = {
    {"Big5", "csBig5", "BIG5-HKSCS"},
    {"EUC-KR", "csEUCKR", "CP949"},
    {"Extended_UNIX_Code_Packed_Format_for_Japanese", "csEUCPkdFmtJapanese EUC-JP", "EUC-JP-MS"},
    {"GB18030", "csGB18030", "GB18030"},
    {"GBK", "CP936 csGBK MS936 windows-936", "GBK"},
    {"HZ-GB-2312", "", "HZ-GB-2312"},
    {"ISO-2022-JP", "csISO2022JP", "ISO-2022-JP"},
    {"Shift_JIS", "csShiftJIS MS_Kanji", "CP932"},
};

using Outcome2 = tl::expected<std::optional<std::string>, FunctionError>;

Outcome2 converted(const char* to, const char* from, std::string_view input) {
  iconv_t converter = iconv_open(to, from);
  if (converter == reinterpret_cast<iconv_t>(-1)) return over_limit("no converter");
  std::string result;
  std::array<char, 4096> chunk;
  char* in = const_cast<char*>(input.data());
  size_t left = input.size();
  bool good = true;
  for (bool flushed = false; good && !flushed;) {
    char* out = chunk.data();
    size_t room = chunk.size();
    flushed = left == 0;
    size_t code = iconv(converter, flushed ? nullptr : &in, flushed ? nullptr : &left, &out, &room);
    result.append(chunk.data(), chunk.size() - room);
    good = code != static_cast<size_t>(-1) || errno == E2BIG;
  }
  iconv_close(converter);
  if (!good) return std::nullopt;
  return result;
}

}  // namespace

std::span<const Multibyte> multibytes() { return kMultibytes; }

Outcome2 encode_multibyte(const Multibyte& encoding, std::string_view text) { return converted(encoding.converter, "UTF-8", text); }

Outcome2 decode_multibyte(const Multibyte& encoding, std::string_view bytes) { return converted("UTF-8", encoding.converter, bytes); }

}  // namespace wafpp::functions
