#pragma once

#include <string>

#include "assess/estate.h"

namespace wafpp::report {

/// Everything that a control can ask about, as JSON (schema `wafpp.facts/1`): one object a fact, by root and subject, with what is known
/// of its attributes, where something is unknown or sensitive, and which resources each attribute stems from. Sensitive values are null.
std::string facts_json(const assess::Estate& estate);

}  // namespace wafpp::report
