#include "functions/multibyte.h"

#include <fmt/format.h>

#include "base/unicode.h"
#include "functions/multibyte_table.h"

namespace wafpp::functions {

namespace {

constexpr Multibyte kMultibytes[] = {
    {MultibyteKind::Big5, "Big5", "csBig5"},
    {MultibyteKind::EucJp, "Extended_UNIX_Code_Packed_Format_for_Japanese", "csEUCPkdFmtJapanese EUC-JP"},
    {MultibyteKind::EucKr, "EUC-KR", "csEUCKR"},
    {MultibyteKind::Gb18030, "GB18030", "csGB18030"},
    {MultibyteKind::Gbk, "GBK", "CP936 csGBK MS936 windows-936"},
    {MultibyteKind::Hz, "HZ-GB-2312", ""},
    {MultibyteKind::Iso2022Jp, "ISO-2022-JP", "csISO2022JP"},
    {MultibyteKind::ShiftJis, "Shift_JIS", "csShiftJIS MS_Kanji"},
};

using Converted = tl::expected<std::optional<std::string>, FunctionError>;

constexpr char kEscape = '\x1B';
constexpr uint32_t kEuro = 0x20AC;

CodedSet set_of(MultibyteKind kind) {
  switch (kind) {
    case MultibyteKind::Big5:
      return CodedSet::Big5;
    case MultibyteKind::EucJp:
    case MultibyteKind::Iso2022Jp:
      return CodedSet::EucJp;
    case MultibyteKind::EucKr:
      return CodedSet::EucKr;
    case MultibyteKind::Gb18030:
    case MultibyteKind::Gbk:
    case MultibyteKind::Hz:
      return CodedSet::Gbk;
    case MultibyteKind::ShiftJis:
      return CodedSet::ShiftJis;
  }
  return CodedSet::Big5;
}

tl::unexpected<FunctionError> cannot_convert(const Multibyte& encoding, std::string_view what) {
  return over_limit(fmt::format("this system cannot convert {} {}", what, encoding.name));
}

void append_code(std::string& to, uint32_t code) {
  for (int shift = 24; shift >= 0; shift -= 8) {
    if (code >> shift != 0) to += static_cast<char>(code >> shift & 0xFF);
  }
}

uint32_t code_at(std::string_view bytes, size_t at, size_t size) {
  uint32_t code = 0;
  for (char c : bytes.substr(at, size)) code = code << 8 | static_cast<uint8_t>(c);
  return code;
}

/// Bytes of the character that begins with `first`, which is not ASCII. GB18030's of four bytes are told apart by the second one.
size_t size_of(MultibyteKind kind, uint8_t first) {
  switch (kind) {
    case MultibyteKind::ShiftJis:
      return first == 0x80 || (first >= 0xA1 && first <= 0xDF) ? 1 : 2;
    case MultibyteKind::EucJp:
      return first == 0x8F ? 3 : 2;
    case MultibyteKind::Gb18030:
    case MultibyteKind::Gbk:
      return first == 0x80 ? 1 : 2;
    case MultibyteKind::Big5:
    case MultibyteKind::EucKr:
    case MultibyteKind::Hz:
    case MultibyteKind::Iso2022Jp:
      return 2;
  }
  return 2;
}

/// The four codes of Big5 that stand for two characters.
std::string_view pair_of(uint32_t code) {
  switch (code) {
    case 0x8862:
      return "\u00CA\u0304";
    case 0x8864:
      return "\u00CA\u030C";
    case 0x88A3:
      return "\u00EA\u0304";
    case 0x88A5:
      return "\u00EA\u030C";
    default:
      return {};
  }
}

/// Encodings in which every character stands for itself.
Converted decode_plain(const Multibyte& encoding, const CodeTable& table, std::string_view bytes) {
  std::string text;
  for (size_t at = 0; at < bytes.size();) {
    auto first = static_cast<uint8_t>(bytes[at]);
    if (first < 0x80) {
      text += bytes[at++];
      continue;
    }
    size_t size = size_of(encoding.kind, first);
    bool four =
        encoding.kind == MultibyteKind::Gb18030 && first > 0x80 && at + 1 < bytes.size() && bytes[at + 1] >= '0' && bytes[at + 1] <= '9';
    if (four) size = 4;
    if (at + size > bytes.size()) return std::nullopt;
    uint32_t code = code_at(bytes, at, size);
    at += size;
    if (encoding.kind == MultibyteKind::Big5 && !pair_of(code).empty()) {
      text += pair_of(code);
      continue;
    }
    std::optional<char32_t> point = four ? gb18030_decode(code) : table.decode(code);
    if (four && !point) return cannot_convert(encoding, "a character from");
    if (!point) return std::nullopt;
    base::append_utf8(text, *point);
  }
  return text;
}

Converted encode_plain(const Multibyte& encoding, const CodeTable& table, std::string_view text) {
  std::string bytes;
  for (size_t at = 0; at < text.size();) {
    base::CodePoint point = base::decode(text, at);
    at += point.size;
    if (point.value < 0x80) {
      bytes += static_cast<char>(point.value);
      continue;
    }
    std::optional<uint32_t> code = table.encode(point.value);
    if (encoding.kind == MultibyteKind::Gb18030) {
      if (point.value == kEuro) code = 0xA2E3;  // One byte is for GBK alone.
      if (!code) code = gb18030_encode(point.value);
      if (!code) return cannot_convert(encoding, "a character to");
    }
    if (!code) return std::nullopt;
    append_code(bytes, *code);
  }
  return bytes;
}

/// ISO-2022-JP: escape sequences switch between ASCII, katakana of one byte, and the sets JIS X 0208 and 0212 of two.
enum class JisMode : uint8_t { Ascii, Katakana, Jis0208, Jis0212 };

Converted decode_iso2022(const CodeTable& table, std::string_view bytes) {
  constexpr struct {
    std::string_view sequence;
    JisMode mode;
  } kEscapes[] = {{"(B", JisMode::Ascii},   {"(J", JisMode::Ascii},   {"(I", JisMode::Katakana},
                  {"$@", JisMode::Jis0208}, {"$B", JisMode::Jis0208}, {"$(D", JisMode::Jis0212}};
  std::string text;
  JisMode mode = JisMode::Ascii;
  for (size_t at = 0; at < bytes.size();) {
    auto first = static_cast<uint8_t>(bytes[at]);
    if (first >= 0x80) return std::nullopt;
    if (bytes[at] == kEscape) {
      bool known = false;
      for (const auto& escape : kEscapes) {
        if (known || !bytes.substr(at + 1).starts_with(escape.sequence)) continue;
        known = true;
        mode = escape.mode;
        at += 1 + escape.sequence.size();
      }
      if (!known) return std::nullopt;
      continue;
    }
    uint32_t code = 0;
    if (mode == JisMode::Ascii || (bytes[at] == '\n' && mode != JisMode::Katakana)) {
      mode = JisMode::Ascii;
      text += bytes[at++];
      continue;
    }
    if (mode == JisMode::Katakana) {
      code = 0x8E80u | first;
      at += 1;
    } else {
      if (at + 1 >= bytes.size()) return std::nullopt;
      code = code_at(bytes, at, 2) | (mode == JisMode::Jis0212 ? 0x8F8080u : 0x8080u);
      at += 2;
    }
    std::optional<char32_t> point = table.decode(code);
    if (!point) return std::nullopt;
    base::append_utf8(text, *point);
  }
  return text;
}

Converted encode_iso2022(const CodeTable& table, std::string_view text) {
  std::string bytes;
  JisMode mode = JisMode::Ascii;
  auto enter = [&](JisMode wanted, std::string_view sequence) {
    if (mode == wanted) return;
    mode = wanted;
    (bytes += kEscape) += sequence;
  };
  for (size_t at = 0; at < text.size();) {
    base::CodePoint point = base::decode(text, at);
    at += point.size;
    if (point.value < 0x80) {
      enter(JisMode::Ascii, "(B");
      bytes += static_cast<char>(point.value);
      continue;
    }
    std::optional<uint32_t> code = table.encode(point.value);
    if (!code || *code > 0xFFFF) return std::nullopt;
    if (*code >> 8 == 0x8E) {
      enter(JisMode::Katakana, "(I");
      bytes += static_cast<char>(*code & 0x7F);
    } else {
      enter(JisMode::Jis0208, "$B");
      append_code(bytes, *code & 0x7F7F);
    }
  }
  enter(JisMode::Ascii, "(B");
  return bytes;
}

/// HZ: `~{` and `~}` switch between ASCII and the two bytes of GB 2312.
Converted decode_hz(const CodeTable& table, std::string_view bytes) {
  std::string text;
  bool ascii = true;
  for (size_t at = 0; at < bytes.size();) {
    auto first = static_cast<uint8_t>(bytes[at]);
    if (first >= 0x80) return std::nullopt;
    if (first == '~') {
      if (at + 1 >= bytes.size()) return std::nullopt;
      char second = bytes[at + 1];
      at += 2;
      if (second == '{' || second == '}') {
        ascii = second == '}';
      } else if (second == '~') {
        text += '~';
      } else if (second != '\n') {
        return std::nullopt;
      }
      continue;
    }
    if (ascii) {
      text += bytes[at++];
      continue;
    }
    if (at + 1 >= bytes.size() || first < 0x21 || static_cast<uint8_t>(bytes[at + 1]) < 0x21 || static_cast<uint8_t>(bytes[at + 1]) > 0x7E)
      return std::nullopt;
    std::optional<char32_t> point = table.decode(code_at(bytes, at, 2) | 0x8080);
    if (!point) return std::nullopt;
    base::append_utf8(text, *point);
    at += 2;
  }
  return text;
}

Converted encode_hz(const CodeTable& table, std::string_view text) {
  std::string bytes;
  bool ascii = true;
  for (size_t at = 0; at < text.size();) {
    base::CodePoint point = base::decode(text, at);
    at += point.size;
    if (point.value == '~') {
      bytes += "~~";
      continue;
    }
    if (point.value < 0x80) {
      if (!ascii) bytes += "~}";
      ascii = true;
      bytes += static_cast<char>(point.value);
      continue;
    }
    std::optional<uint32_t> code = point.value == kEuro ? 0xA2E3 : table.encode(point.value);
    if (!code || (*code & 0x8080) != 0x8080 || *code < 0xA1A1 || (*code & 0xFF) < 0xA1) return std::nullopt;
    if (ascii) bytes += "~{";
    ascii = false;
    append_code(bytes, *code & 0x7F7F);
  }
  return bytes;
}

}  // namespace

std::span<const Multibyte> multibytes() { return kMultibytes; }

Converted encode_multibyte(const Multibyte& encoding, std::string_view text) {
  const CodeTable* table = CodeTable::of(set_of(encoding.kind));
  if (table == nullptr) return cannot_convert(encoding, "to");
  if (encoding.kind == MultibyteKind::Iso2022Jp) return encode_iso2022(*table, text);
  if (encoding.kind == MultibyteKind::Hz) return encode_hz(*table, text);
  return encode_plain(encoding, *table, text);
}

Converted decode_multibyte(const Multibyte& encoding, std::string_view bytes) {
  const CodeTable* table = CodeTable::of(set_of(encoding.kind));
  if (table == nullptr) return cannot_convert(encoding, "from");
  if (encoding.kind == MultibyteKind::Iso2022Jp) return decode_iso2022(*table, bytes);
  if (encoding.kind == MultibyteKind::Hz) return decode_hz(*table, bytes);
  return decode_plain(encoding, *table, bytes);
}

}  // namespace wafpp::functions
