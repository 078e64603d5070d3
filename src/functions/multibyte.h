#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "functions/function.h"

/// The fence around iconv: character encodings of East Asia, with the differences that Go's have.
namespace wafpp::functions {

struct Multibyte {
  std::string_view name;     ///< As IANA has it.
  std::string_view aliases;  ///< Separated by spaces.
  const char* converter;     ///< As iconv has it.
};
std::span<const Multibyte> multibytes();

/// Nothing where there is no such character; a limit where this system lacks the converter.
tl::expected<std::optional<std::string>, FunctionError> encode_multibyte(const Multibyte& encoding, std::string_view text);
tl::expected<std::optional<std::string>, FunctionError> decode_multibyte(const Multibyte& encoding, std::string_view bytes);

}  // namespace wafpp::functions
