#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "documents/json_shape.h"

/// The formats of evidence, one folder each: `src/evidence/NAME/reader_NAME.cpp` defines `const Format reader_NAME`, and `format.md`
/// beside it says what it is. The build finds both.
namespace wafpp::evidence {

class Reading;

/// How a text is written.
enum class Writing : uint8_t { Json, Xml, Text };

/// What a file looks like, told by its content alone.
struct Shape {
  Writing writing = Writing::Text;
  documents::JsonShape json;  ///< Of JSON.
  std::string head;           ///< The first 64 KiB, without a byte order mark.

  bool is_json() const { return writing == Writing::Json; }
  bool has(std::string_view path) const { return is_json() && json.has(path); }
  bool is_array(std::string_view path) const { return is_json() && json.is(path, documents::JsonKind::Array); }
  bool is_object(std::string_view path) const { return is_json() && json.is(path, documents::JsonKind::Object); }
  std::string_view text(std::string_view path) const { return is_json() ? json.text(path) : std::string_view(); }
};

/// In which ways of writing a kind exists.
enum class Accepts : uint8_t {
  Json,
  Xml,
  Text,
  JsonAndText,
  Json5,  ///< Also with comments and the like, so that strict JSON is not asked for: handed over as text.
};

/// One sort of file.
struct Kind {
  std::string_view name;   ///< As printed and as `--kind` takes it.
  std::string_view title;  ///< For people, with its article left out: `Trivy report`.
  std::string_view title_de;
  /// Whether a file of that shape is one. Of all kinds at most one may say so.
  bool (*recognise)(const Shape& shape) = nullptr;
  /// Takes the file in. What it has to say goes to the reading's item, what is wrong to the reading.
  void (*read)(Reading& reading) = nullptr;
  Accepts accepts = Accepts::Json;
  /// An array at the top that has to be there for the user to say that it is one, where its content does not tell, such as an empty list.
  /// Empty: what its content does not tell cannot be said either.
  std::string_view needs = {};
  bool has_lines = false;  ///< A document a line is accepted (JSON Lines).
};

struct Format {
  std::string_view name;  ///< The folder.
  std::span<const Kind> kinds;
};

bool accepts(const Kind& kind, Writing writing);
/// All formats, as the build found them.
std::span<const Format* const> all_formats();
/// The kind of that name, or null.
const Kind* find_kind(std::string_view name);

}  // namespace wafpp::evidence
