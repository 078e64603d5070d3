#pragma once

#include <string_view>

#include "controls/domain.h"

/// Whose key a value names: by what it stems from, else by its text.
namespace wafpp::controls {

struct KeyAnswer {
  Answer answer = Answer::Unknown;  ///< Yes: a key that the customer manages. No: none, or one that the provider manages.
  value::Origin open;               ///< Of `Unknown`: on what it hangs.
};

/// Leaves notes: the assumption behind a literal, the alias or lookup behind a name.
KeyAnswer customer_key(Question& question, const Value& value);

enum class KeyText : uint8_t {
  Empty,
  ProviderManaged,  ///< `alias/aws/rds`, alone or in an ARN.
  Customer,         ///< A key's ARN, id or alias, an Azure key or disk encryption set, a Google crypto key.
  NoKey,            ///< Nothing that names a key.
};
KeyText classify_key(std::string_view text);

}  // namespace wafpp::controls
