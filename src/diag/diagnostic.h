#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diag/source.h"

namespace wafpp::diag {

enum class Level : uint8_t { Error, Warning, Note };

/// A sort of diagnostic; declared as a constant beside its only use.
///
///     constexpr diag::Kind kUnclosedBlock = {.name = "unclosed-block", .level = diag::Level::Error};
struct Kind {
  std::string_view name;  ///< Kebab case, stable: part of the JSON output.
  Level level = Level::Error;
  bool of_values = false;  ///< It hangs on what values are: code that never runs may have it, and nobody would ever see it.
};

/// A second place that helps to understand the first.
struct Label {
  Place place;
  std::string text;
};

/// Something to know besides, drawn below the snippet as `= word: line`; further lines stand below the first.
struct Note {
  std::string word;
  std::vector<std::string> lines;
};

/// One thing to say about the input: what was seen, where, and how to go on. Texts are lower case, without a full stop,
/// with backticks round code.
struct Diagnostic {
  std::string_view kind;  ///< `Kind::name`, or another string that outlives the diagnostic (a check id).
  Level level = Level::Error;
  Place place;
  std::string message;
  std::vector<Label> labels;
  std::vector<std::string> helps;
  std::vector<Note> notes;
  bool of_values = false;  ///< `Kind::of_values`.
};

}  // namespace wafpp::diag
