#pragma once

#include <string>

#include "base/result.h"
#include "terraform/module_source.h"

/// The user's own `git`, with its configuration and credentials.
namespace wafpp::store {

struct GitCall {
  std::string url;
  std::string ref;     ///< Branch, tag or commit; empty: what the repository shows first.
  std::string commit;  ///< The one that is wanted, from the lock; empty: whatever `ref` is now.
  bool allow_http = false;
  bool allow_files = false;  ///< `file:` URLs.
  bool may_ask = false;      ///< git may use the terminal.
};

/// Makes `folder`, which is not there, the tree of a commit, without `.git`, submodules with it. The answer is the commit. Works only
/// inside of `folder`.
base::Result<std::string> fetch_git(const GitCall& call, const std::string& folder);

/// Whether a text is a whole commit, 40 or 64 hexadecimal digits.
bool is_commit(std::string_view text);

}  // namespace wafpp::store
