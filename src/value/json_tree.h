#pragma once

#include <cstddef>

#include "documents/json_writer.h"
#include "value/value.h"

/// Values that are known in part, as JSON trees of the same shape: what is known, and where something holds.
namespace wafpp::value {

enum class Secrets : uint8_t {
  Shown,  ///< As Terraform's plan, which marks them elsewhere.
  Null,   ///< Null in their place: for what leaves the process.
};

/// Bytes of JSON after which values are written as null and flags as false. A value is shared by all that refer to it, but written for
/// each of them: what is in memory once could fill it when it is written a million times.
constexpr size_t kMostTreeBytes = size_t{256} << 20;

/// What is known: unknown members of maps and objects are left out, unknown elements are null. Infinity is null.
void write_known(documents::JsonWriter& writer, const Value& value, Secrets secrets = Secrets::Shown);

/// Terraform's tree of flags: true where `holds`, else the structure of what is inside, with what does not hold left out of objects
/// and maps, and false in sequences.
void write_flags(documents::JsonWriter& writer, const Value& value, bool (*holds)(const Value&));

}  // namespace wafpp::value
