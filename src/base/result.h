#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace wafpp::base {

/// What went wrong outside of the input itself: a file that cannot be read, a connection refused.
struct Error {
  std::string message;
};

/// A value, or the reason why there is none. The world is at fault; for faulty input use `diag::Sink`.
template <typename T>
using Result = tl::expected<T, Error>;

/// `return fail("...")` from a function that returns a `Result`.
inline tl::unexpected<Error> fail(std::string message) { return tl::unexpected<Error>(Error{std::move(message)}); }

}  // namespace wafpp::base

#define WAFPP_CONCAT_INNER(a, b) a##b
#define WAFPP_CONCAT(a, b) WAFPP_CONCAT_INNER(a, b)

/// `WAFPP_TRY(auto text, read(path));` declares `text`, or returns the error of `read` from the enclosing function.
#define WAFPP_TRY(declaration, ...)                                                                                           \
  auto WAFPP_CONCAT(wafpp_try_, __LINE__) = (__VA_ARGS__);                                                                    \
  if (!WAFPP_CONCAT(wafpp_try_, __LINE__)) return tl::make_unexpected(std::move(WAFPP_CONCAT(wafpp_try_, __LINE__)).error()); \
  declaration = std::move(*WAFPP_CONCAT(wafpp_try_, __LINE__))
