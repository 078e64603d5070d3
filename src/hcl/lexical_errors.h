#pragma once

#include <cstdint>
#include <string_view>

#include "hcl/reading.h"

/// What the lexer complains about, apart from the lexer, which is long enough. Offsets are into the text of the reading.
namespace wafpp::hcl::lexical_errors {

void unexpected_character(Reading& reading, uint32_t begin, uint32_t end);
void invalid_utf8(Reading& reading, uint32_t begin, uint32_t end);
void lone_backslash(Reading& reading, uint32_t at);
void line_end_in_string(Reading& reading, uint32_t opened, uint32_t opened_end, uint32_t at);
void unclosed_string(Reading& reading, uint32_t opened, uint32_t opened_end, uint32_t at);
void unclosed_heredoc(Reading& reading, uint32_t opened, uint32_t opened_end, std::string_view marker, uint32_t at);
void unclosed_comment(Reading& reading, uint32_t begin);

}  // namespace wafpp::hcl::lexical_errors
