#pragma once

#include <string_view>
#include <vector>

#include "controls/domain.h"

/// What AWS Patch Manager goes by: the operating system of a machine, and which machines a target takes in.
namespace wafpp::controls {

/// The operating system of an `aws_instance`, `aws_spot_instance_request` or `aws_launch_template` as Patch Manager calls it
/// (`AMAZON_LINUX_2023`), `none` for one that it does not patch: told by the lookup, the public parameter or the launch template that its
/// AMI comes from. Unknown where they do not tell.
Value operating_system(Question& question, const Fact& machine);

/// The value of a tag as the machine will have it, default tags of the provider included; null where it has none.
Value tag_of(const Fact& machine, std::string_view key);

/// Whether the `targets` blocks of a task, window target or association take in a machine of the root: by tag, instance or window target.
/// True as well, with a note, where the root has no machines that could be compared: they lie elsewhere.
Value reaches_machines(Question& question, const Fact& holder);

}  // namespace wafpp::controls
