#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "functions/function.h"

/// The fence around zlib.
namespace wafpp::functions {

/// A gzip stream in the form that Go's writer gives it when it is flushed and then closed, as Terraform does: an empty block after
/// the data, and one that ends it. Blocks are compressed by zlib, so that longer texts may differ from Go's in their bytes.
tl::expected<std::string, FunctionError> gzip(std::string_view bytes);

/// What one or more gzip streams hold; a limit where that is more than `limit` bytes.
tl::expected<std::string, FunctionError> gunzip(std::string_view bytes, uint64_t limit);

}  // namespace wafpp::functions
