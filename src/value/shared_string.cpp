#include "value/shared_string.h"

#include <array>

#include "base/name_table.h"

namespace wafpp::value {

Value shared_string(std::string_view text) {
  constexpr size_t kLongest = 48;
  constexpr size_t kPlaces = 1024;
  if (text.size() > kLongest) return Value::string(text);
  // A place holds the last text that came to it: what is asked for often comes back soon.
  thread_local std::array<Value, kPlaces> kept;
  Value& place = kept[base::name_hash(text) % kPlaces];
  if (!place.has_content() || !base::same_name(place.as_string(), text)) place = Value::string(text);
  return place;
}

}  // namespace wafpp::value
