#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "diag/source.h"
#include "hcl/parser.h"
#include "terraform/evaluate.h"

namespace wafpp::cli {

/// One line of `wafpp console --jsonl`: `{"id", "expr"}` in; out the same `id` with `type` and `value`, or `error`, `infinite`,
/// `sensitive`, or `unknown` as a tree that has true where something is not known. Without line feed. `kept` receives the parsed
/// expression, which values of the root may point into.
std::string answer_json_line(std::string_view line, terraform::Root& root, diag::SourceMap& sources, std::deque<hcl::ParsedExpr>& kept);

}  // namespace wafpp::cli
