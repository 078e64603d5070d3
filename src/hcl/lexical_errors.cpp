#include "hcl/lexical_errors.h"

#include <fmt/format.h>

#include "base/unicode.h"

namespace wafpp::hcl::lexical_errors {

namespace {

constexpr diag::Kind kUnexpectedCharacter = {.name = "unexpected-character", .level = diag::Level::Error};
constexpr diag::Kind kInvalidUtf8 = {.name = "invalid-utf8", .level = diag::Level::Error};
constexpr diag::Kind kInvalidEscape = {.name = "invalid-escape", .level = diag::Level::Error};
constexpr diag::Kind kUnclosedString = {.name = "unclosed-string", .level = diag::Level::Error};
constexpr diag::Kind kUnclosedHeredoc = {.name = "unclosed-heredoc", .level = diag::Level::Error};
constexpr diag::Kind kUnclosedComment = {.name = "unclosed-comment", .level = diag::Level::Error};

/// What people mean by a character that HCL does not have.
struct Confusion {
  std::string_view character;
  std::string_view message;
  std::string_view help;
};
constexpr Confusion kConfusions[] = {
    {"&", "`&` is not an operator", "for logical and, write `&&`"},
    {"|", "`|` is not an operator", "for logical or, write `||`"},
    {"^", "`^` is not an operator", "for a power, call `pow`"},
    {"~", "`~` is not an operator", "for logical not, write `!`"},
    {"'", "`'` does not quote strings", "write `\"` instead"},
    {"`", "a backtick does not quote strings", "write `\"` instead; for text of several lines, a heredoc (`<<EOT`)"},
    {";", "`;` does not end an argument", "put each argument on a line of its own"},
    {"\xE2\x80\x9C", "`\xE2\x80\x9C` does not quote strings", "write a straight `\"` instead"},
    {"\xE2\x80\x9D", "`\xE2\x80\x9D` does not quote strings", "write a straight `\"` instead"},
    {"\xE2\x80\x98", "`\xE2\x80\x98` does not quote strings", "write a straight `\"` instead"},
    {"\xE2\x80\x99", "`\xE2\x80\x99` does not quote strings", "write a straight `\"` instead"},
    {"\r", "a carriage return that no line feed follows", "end lines with a line feed"},
};

}  // namespace

void unexpected_character(Reading& reading, uint32_t begin, uint32_t end) {
  std::string_view character = reading.text(begin, end);
  for (const Confusion& confusion : kConfusions) {
    if (character != confusion.character) continue;
    reading.report(kUnexpectedCharacter, begin, end, std::string(confusion.message)).help(std::string(confusion.help)).emit();
    return;
  }
  base::CodePoint point = base::decode(reading.text(), begin);
  std::string message = !point.valid                  ? std::string("these bytes encode no character")
                        : base::is_print(point.value) ? fmt::format("`{}` is not used in HCL", character)
                                                      : fmt::format("the character U+{:04X} is not used in HCL", point.value);
  reading.report(kUnexpectedCharacter, begin, end, std::move(message)).emit();
}

void invalid_utf8(Reading& reading, uint32_t begin, uint32_t end) {
  auto byte = static_cast<unsigned char>(reading.text()[begin]);
  reading.report(kInvalidUtf8, begin, end, fmt::format("the byte 0x{:02x} is not valid UTF-8", byte)).help("save the file as UTF-8").emit();
}

void lone_backslash(Reading& reading, uint32_t at) {
  reading.report(kInvalidEscape, at, at + 1, "a backslash that escapes nothing").help("write `\\\\` for one backslash").emit();
}

void line_end_in_string(Reading& reading, uint32_t opened, uint32_t opened_end, uint32_t at) {
  reading.report(kUnclosedString, at, at, "the line ends inside of a quoted string")
      .label(reading.place(opened, opened_end), "opened here")
      .help("close it with `\"`; write `\\n` for a line feed, or a heredoc (`<<EOT`) for text of several lines")
      .emit();
}

void unclosed_string(Reading& reading, uint32_t opened, uint32_t opened_end, uint32_t at) {
  reading.report(kUnclosedString, at, at, "the file ends inside of a quoted string")
      .label(reading.place(opened, opened_end), "opened here")
      .help("close it with `\"`")
      .emit();
}

void unclosed_heredoc(Reading& reading, uint32_t opened, uint32_t opened_end, std::string_view marker, uint32_t at) {
  reading.report(kUnclosedHeredoc, at, at, "the file ends inside of a heredoc")
      .label(reading.place(opened, opened_end), "opened here")
      .help(fmt::format("close it with `{}` alone on a line", marker))
      .emit();
}

void unclosed_comment(Reading& reading, uint32_t begin) {
  reading.report(kUnclosedComment, begin, begin + 2, "this comment is never closed").help("close it with `*/`").emit();
}

}  // namespace wafpp::hcl::lexical_errors
