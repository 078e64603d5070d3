#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "functions/function.h"

namespace wafpp::functions {

enum class MultibyteKind : uint8_t { Big5, EucJp, EucKr, Gb18030, Gbk, Hz, Iso2022Jp, ShiftJis };

/// A character encoding of East Asia.
struct Multibyte {
  MultibyteKind kind = MultibyteKind::Big5;
  std::string_view name;     ///< As IANA has it.
  std::string_view aliases;  ///< Separated by spaces.
};
std::span<const Multibyte> multibytes();

/// As Go's `x/text` has these encodings. Nothing where there is no such character; a limit where this system lacks the tables.
tl::expected<std::optional<std::string>, FunctionError> encode_multibyte(const Multibyte& encoding, std::string_view text);
tl::expected<std::optional<std::string>, FunctionError> decode_multibyte(const Multibyte& encoding, std::string_view bytes);

}  // namespace wafpp::functions
