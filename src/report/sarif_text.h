#pragma once

#include <string>
#include <string_view>

/// The forms in which SARIF 2.1.0 wants texts. What comes from the repository under check is shown by viewers, never obeyed.
namespace wafpp::report {

/// A path as a relative URI reference (RFC 3986, 4.2): everything but unreserved characters and `/` as `%XX`.
std::string uri_of(std::string_view path);

/// A text inside a plain text message: control characters shown, braces doubled so that they are no placeholders (3.11.5), and no `](`
/// left that would make a link (3.11.6).
std::string message_text(std::string_view text);

/// `[text](id)`: a link to the location with that id in the same result.
std::string message_link(std::string_view text, unsigned id);

/// A text of a control as Markdown: `<` and `>` outside of code as entities, since SARIF allows no HTML (3.11.4.2).
std::string markdown_text(std::string_view text);

}  // namespace wafpp::report
