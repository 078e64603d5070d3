#pragma once

#include "functions/arguments.h"

/// What the file functions share.
namespace wafpp::functions {

/// The files that a call may see; an error where there are none.
tl::expected<Files*, FunctionError> files_of(Context& context);

/// `path` with the home folder for a leading `~`. In a check nothing is told of the home folder: that is a limit of ours.
tl::expected<std::string, FunctionError> expand_home(std::string_view path, const Context& context);

/// The bytes of the file that a path names.
tl::expected<std::string, FunctionError> read_file(std::string_view path, Context& context);
/// The same for a file that must be text.
tl::expected<std::string, FunctionError> read_text(std::string_view path, Context& context);

}  // namespace wafpp::functions
