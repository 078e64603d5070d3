#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/source.h"
#include "documents/byte_window.h"
#include "documents/json.h"

namespace wafpp::documents {

struct JsonStreamLimits {
  uint32_t depth = 200;
  uint32_t value_bytes = uint32_t{64} << 20;  ///< Of one value that is read as a tree.
};

/// `JsonCursor` over a stream: of a document of any size only the part that is looked at is in memory. All that is passed is read
/// strictly (RFC 8259, valid UTF-8), skipped or not.
class JsonStream {
 public:
  /// A byte order mark in front is skipped.
  explicit JsonStream(ByteStream& stream, const JsonStreamLimits& limits = {});

  /// The first byte of the value that comes next; 0 at the end.
  char peek();
  /// Where the value that comes next begins, in bytes; `place_of` tells it for as long as no other value was asked for.
  uint64_t offset();
  diag::LineColumn place_of(uint64_t offset) const { return window_.place_of(offset); }
  /// Steps into the object or array that comes next; false, without a failure, where something else comes.
  bool enter(char bracket);
  /// The name of the next member, valid until the next call, whose value comes next; nothing, with the object left, at its end.
  std::optional<std::string_view> next_member();
  /// Whether an element comes next; where not, the array is left.
  bool next_element();
  bool skip();
  /// The value that comes next as a tree, valid until the next call.
  std::optional<JsonDocument> read();
  /// The same into `into`, whose memory is used again; false where the value is broken.
  bool read(JsonDocument& into);
  /// The string that comes next, cut off after `bytes`; nothing, and skipped, where something else comes.
  std::optional<std::string> read_string(size_t bytes);
  /// Nothing but white space follows.
  bool at_end();

  bool failed() const { return failed_; }
  struct Failure {
    diag::LineColumn place;
    std::string message;
  };
  const Failure& failure() const { return failure_; }
  /// As a broken text would: a reader's own complaint about the value that comes next.
  bool fail(const std::string& message) { return fail_ahead(0, message); }

 private:
  bool fail_ahead(size_t ahead, const std::string& message);
  bool unexpected(std::string_view wanted);
  bool next_item(char closing);
  bool skip_string(std::string* start, size_t bytes);
  bool skip_escape();
  bool skip_number();
  bool skip_word(std::string_view word);
  bool skip_scalar(char first);
  bool skip_digits();
  enum class Next : uint8_t { Value, Name, After };
  /// Skips on from where `next` is wanted, inside of `open_`, as far as it is plain; and says what is wanted behind that.
  Next skip_plain(Next next);
  char here() { return window_.peek(); }

  ByteWindow window_;
  JsonStreamLimits limits_;
  bool is_first_ = false;
  bool failed_ = false;
  std::string name_;
  JsonScratch scratch_;
  std::vector<char> open_;  ///< Brackets that `skip` is inside of.
  uint32_t depth_ = 0;      ///< Objects and arrays entered.
  Failure failure_;
};

}  // namespace wafpp::documents
