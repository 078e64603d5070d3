#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/result.h"
#include "diag/sink.h"
#include "diag/source.h"

/// A reader for JSON (RFC 8259) that keeps the order of members, the text of numbers and the place of everything.
namespace wafpp::documents {

enum class JsonKind : uint8_t { Null, Bool, Number, String, Array, Object };
/// `null`, `a bool`, `a number`, `a string`, `an array`, `an object`.
std::string_view describe(JsonKind kind);

struct JsonMember;

/// A value in a `JsonDocument`, which owns it. Small; copied freely.
class JsonValue {
 public:
  JsonKind kind() const { return kind_; }
  bool is(JsonKind kind) const { return kind_ == kind; }
  /// The bytes of the value in the text, quotes and brackets included.
  uint32_t begin() const { return begin_; }
  uint32_t end() const { return end_; }
  diag::Place place(diag::SourceId source) const { return {source, begin_, end_}; }

  /// Of a string: its text, escapes resolved. Of everything else: empty.
  std::string_view string() const { return kind_ == JsonKind::String ? text_ : std::string_view(); }
  /// Of a number: its text as written. Of everything else: empty.
  std::string_view number() const { return kind_ == JsonKind::Number ? text_ : std::string_view(); }
  /// Whether this is `true`.
  bool is_true() const { return kind_ == JsonKind::Bool && bool_; }
  /// Of a whole number that fits.
  std::optional<int64_t> integer() const;
  /// Of an array; empty for everything else.
  std::span<const JsonValue> elements() const { return {elements_, kind_ == JsonKind::Array ? count_ : 0}; }
  /// Of an object, in the order written, doubles included; empty for everything else.
  std::span<const JsonMember> members() const;
  /// The member of that name; of several the last, as in Go's reader; null where there is none.
  const JsonValue* find(std::string_view name) const;

 private:
  friend class JsonReader;
  friend class Json5Reader;
  JsonKind kind_ = JsonKind::Null;
  bool bool_ = false;
  uint32_t begin_ = 0;
  uint32_t end_ = 0;
  uint32_t count_ = 0;
  std::string_view text_;
  union {
    const JsonValue* elements_ = nullptr;
    const JsonMember* members_;
  };
};

struct JsonMember {
  std::string_view name;  ///< Escapes resolved.
  uint32_t name_begin = 0;
  uint32_t name_end = 0;
  JsonValue value;
};

inline std::span<const JsonMember> JsonValue::members() const { return {members_, kind_ == JsonKind::Object ? count_ : 0}; }

struct JsonLimits {
  uint32_t depth = 512;
  uint32_t bytes = uint32_t{256} << 20;
};

/// A parsed text. Values hold views into that text and into the document: both have to outlive what is read from them.
class JsonDocument {
 public:
  const JsonValue& root() const { return root_; }

 private:
  friend bool parse_json_at(std::string_view, size_t, JsonDocument&, struct JsonScratch&, struct JsonFailure&, const JsonLimits&);
  friend class JsonReader;
  friend class Json5Reader;
  base::Arena arena_;
  JsonValue root_;
};

/// Why a text is not JSON, and where.
struct JsonFailure {
  size_t at = 0;
  std::string message;
};

/// Reads the one value that begins at `begin`, white space before it skipped; what follows is not looked at. Places count from the
/// beginning of `text`. For large texts of which only parts are wanted as trees; see `JsonCursor`.
std::optional<JsonDocument> parse_json_at(std::string_view text, size_t begin, JsonFailure& failure, const JsonLimits& limits = {});

/// What a reader needs while it reads; kept from one value to the next, it is not asked of the system anew for each.
struct JsonScratch {
  std::vector<JsonValue> values;
  std::vector<JsonMember> members;
};
/// The same into `document`, whose memory is used again: what was read from it before is gone, and nothing is to be read from it where
/// the answer is false.
bool parse_json_at(std::string_view text, size_t begin, JsonDocument& document, JsonScratch& scratch, JsonFailure& failure,
                   const JsonLimits& limits = {});

/// Reads `text` strictly: one value, no comments, no trailing commas, valid UTF-8. A byte order mark in front is skipped; an escaped
/// half of a surrogate pair becomes U+FFFD. The error message begins with line and column.
base::Result<JsonDocument> parse_json(std::string_view text, const JsonLimits& limits = {});
base::Result<JsonDocument> parse_json(std::string&& text, const JsonLimits& limits = {}) = delete;  // The document would outlive it.

/// The same for a source, with the error as a diagnostic. Nothing where the text is not JSON.
std::optional<JsonDocument> parse_json(const diag::Source& source, diag::Sink& sink, const JsonLimits& limits = {});

}  // namespace wafpp::documents
