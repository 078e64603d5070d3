#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "functions/function.h"

namespace wafpp::functions {

struct Charmap;
struct Multibyte;

/// A character encoding that Terraform knows. Small; copied freely.
class TextEncoding {
 public:
  enum class Kind : uint8_t { Charmap, Utf8, Utf16, Utf16Big, Utf16Little, Multibyte };

  TextEncoding(std::string_view name, Kind unicode) : kind_(unicode), name_(name) {}
  TextEncoding(std::string_view name, const Charmap& charmap) : kind_(Kind::Charmap), name_(name), charmap_(&charmap) {}
  TextEncoding(std::string_view name, const Multibyte& multibyte) : kind_(Kind::Multibyte), name_(name), multibyte_(&multibyte) {}

  /// Text in this encoding; nothing where it has no place for a character. A limit where this system cannot convert.
  tl::expected<std::optional<std::string>, FunctionError> encode(std::string_view text) const;
  /// The reverse, as UTF-8; nothing where the bytes stand for no text.
  tl::expected<std::optional<std::string>, FunctionError> decode(std::string_view bytes) const;
  /// As IANA names it first.
  std::string_view name() const { return name_; }

 private:
  Kind kind_;
  std::string_view name_;
  const Charmap* charmap_ = nullptr;
  const Multibyte* multibyte_ = nullptr;
};

/// By a name or alias of IANA's registry, in whatever case, white space around it.
std::optional<TextEncoding> find_text_encoding(std::string_view name);

}  // namespace wafpp::functions
