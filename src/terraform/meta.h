#pragma once

#include <optional>
#include <string_view>

#include "terraform/body.h"

/// What the language itself says of a resource, whatever its type: its meta-arguments, as a body.
///
/// | name | value |
/// | --- | --- |
/// | `depends_on` | a list of addresses as written |
/// | `provider` | the configuration as written: `aws.eu` |
/// | `lifecycle` | a block of `create_before_destroy`, `prevent_destroy`, `ignore_changes` (a list of paths, or the string `all`),
/// `replace_triggered_by` (a list of addresses) | | `provisioners` | a list of objects of `type`, `when`, `on_failure` |
///
/// What the code does not say is not there.
namespace wafpp::terraform {

/// `meta` as one object, in which `lifecycle`, of which there is one at most, is an object and no list.
Value meta_object(const BodyValue& meta);

/// Where `lifecycle.ignore_changes` of `meta` says that a change of the argument at `path` (`a.b[0].c`) is not applied to what exists
/// already: the place of the entry that names it, something that it is in, or `all`. Nullopt where it does not; `meta` may be null.
std::optional<diag::Place> ignored_at(const BodyValue* meta, std::string_view path);

}  // namespace wafpp::terraform
