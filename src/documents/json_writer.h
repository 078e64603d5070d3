#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace wafpp::documents {

/// Writes JSON piece by piece, with commas and indentation in the right places. What it writes is always valid UTF-8: a byte of the
/// input that is not becomes U+FFFD. Nesting and keys are the caller's to get right.
class JsonWriter {
 public:
  enum class Layout : uint8_t { Compact, Indented };
  explicit JsonWriter(Layout layout = Layout::Compact) : layout_(layout) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  /// The next object or array stands on one line, with all that is in it: for the rows of a long list.
  JsonWriter& on_one_line() {
    line_next_ = true;
    return *this;
  }
  /// The key of the next value, inside an object.
  JsonWriter& key(std::string_view name);

  JsonWriter& string(std::string_view value);
  JsonWriter& number(int64_t value);
  JsonWriter& number(uint64_t value);
  JsonWriter& number(int value) { return number(static_cast<int64_t>(value)); }
  JsonWriter& number(uint32_t value) { return number(static_cast<uint64_t>(value)); }
  JsonWriter& boolean(bool value) { return raw(value ? "true" : "false"); }
  JsonWriter& null() { return raw("null"); }
  /// A value that is JSON already: digits of a number, a document.
  JsonWriter& raw(std::string_view json);

  /// A key with its value.
  JsonWriter& member(std::string_view name, std::string_view value) { return key(name).string(value); }
  JsonWriter& member(std::string_view name, const char* value) { return key(name).string(value); }
  JsonWriter& member(std::string_view name, bool value) { return key(name).boolean(value); }
  template <typename Number>
    requires std::is_arithmetic_v<Number>
  JsonWriter& member(std::string_view name, Number value) {
    return key(name).number(value);
  }

  const std::string& text() const { return text_; }
  std::string take() { return std::move(text_); }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();
  void new_line();

  std::string text_;
  Layout layout_;
  uint32_t depth_ = 0;
  uint32_t line_depth_ = 0;  // Depth inside the object or array that stands on one line; 0: there is none.
  bool line_next_ = false;
  bool first_ = true;  // Nothing stands in the innermost object or array yet.
  bool after_key_ = false;
};

/// Appends `text` as a JSON string, with quotes.
void append_json_string(std::string& to, std::string_view text);

}  // namespace wafpp::documents
