#pragma once

#include <string_view>

/// What the tools that write SARIF look for, by the name that they give themselves.
namespace wafpp::evidence::sarif {

/// Known vulnerabilities in images, packages and dependencies: an empty log says that there are none.
bool is_scanner(std::string_view tool);

/// Code, configuration or running systems. Rules of such tools may be named after a CVE whose pattern they look for.
bool looks_at_code(std::string_view tool);

}  // namespace wafpp::evidence::sarif
