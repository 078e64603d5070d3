#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "evidence/read.h"

/// What was read, for programs and for people.
namespace wafpp::evidence {

/// Takes pieces of a text that may be large.
using Write = std::function<void(std::string_view)>;

/// One JSON object, with a line feed behind it. Its keys: docs/evidence.md.
void write_json(const Outcome& outcome, const Write& write);
/// A few lines about an item that was read.
std::string overview(const Outcome& outcome, std::string_view name);

/// What a file says, in half a line: `2 CRITICAL, 5 HIGH open in registry.example.com/shop`, `214 components of shop/frontend`.
struct Headline {
  std::string en;
  std::string de;
};
Headline headline(const Item& item);

}  // namespace wafpp::evidence
