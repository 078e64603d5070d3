#include <fmt/format.h>

#include "controls/domain.h"

namespace wafpp::controls {
namespace {

Value primary_key(Question& question, std::span<const Value> arguments) {
  const Fact* key = question.facts().of_value(arguments[0]);
  if (key == nullptr || !(key->type() == "aws_kms_replica_key" || key->type() == "aws_kms_replica_external_key")) return Value::null();
  Value arn = key->at("primary_key_arn");
  Relations::Named primary =
      question.relations().named(key->root, arn, {{"resource.aws_kms_key", "arn"}, {"resource.aws_kms_external_key", "arn"}});
  if (primary.fact != nullptr) return primary.fact->value();
  if (primary.name.empty() && !primary.nothing) return undecided_by(arn);
  return Value::unknown().with_origin(outside(
      value::first_place(arn.origin()), {fmt::format("primary key `{}`", shown(arn)), fmt::format("Primärschlüssel `{}`", shown(arn))}));
}

}  // namespace

extern const DomainFunction domain_primary_key;
const DomainFunction domain_primary_key = {
    .name = "primary_key",
    .signature = "primary_key(key)",
    .summary = "The primary key of a multi-Region replica; null for a key that is none.",
    .call = primary_key,
};

}  // namespace wafpp::controls
