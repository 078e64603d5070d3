#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "documents/json.h"

namespace wafpp::documents {

/// A walk over a JSON text that builds no tree except of the parts that are asked for: for texts whose tree would be many times
/// their size. What is skipped is only looked at closely enough to find its end: brackets have to match, strings to be closed.
///
///     if (cursor.enter('{')) {
///       while (std::optional<JsonCursor::Name> name = cursor.next_member()) {
///         if (name->text == "wanted") use(cursor.read()); else cursor.skip();
///       }
///     }
///     if (cursor.failed()) ...
///
/// After a failure everything answers no, so loops end and one question at the end is enough.
class JsonCursor {
 public:
  /// `begin`: where the value begins that is to be walked. `text` has to outlive the cursor and what is read.
  explicit JsonCursor(std::string_view text, size_t begin = 0, const JsonLimits& limits = {});

  struct Name {
    std::string text;  ///< Escapes resolved.
    uint32_t begin = 0;
    uint32_t end = 0;
  };

  /// Where the value that comes next begins.
  size_t position();
  /// The first byte of the value that comes next; 0 at the end of the text.
  char peek();
  /// Steps into the object or array that comes next; false, without a failure, where something else comes.
  bool enter(char bracket);
  /// The name of the next member, whose value comes next; nothing, with the object left, at its end.
  std::optional<Name> next_member();
  /// Whether an element comes next; where not, the array is left.
  bool next_element();
  /// Leaves out the value that comes next.
  bool skip();
  /// The value that comes next as a tree; nothing where it is broken or larger than the limit.
  std::optional<JsonDocument> read();
  /// Nothing but white space follows.
  bool at_end();

  bool failed() const { return failed_; }
  const JsonFailure& failure() const { return failure_; }

 private:
  void skip_space();
  bool fail(size_t at, std::string message);
  bool skip_string();
  /// Past the comma or the opening bracket; false, with the bracket passed, where the closing one follows.
  bool next_item(char closing);

  std::string_view text_;
  JsonLimits limits_;
  size_t at_ = 0;
  bool is_first_ = false;  ///< Nothing of the object or array entered last was seen yet.
  bool failed_ = false;
  JsonFailure failure_;
};

}  // namespace wafpp::documents
