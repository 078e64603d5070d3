#include <array>

#include "controls/domain.h"

namespace wafpp::controls {
namespace {

/// Resources that cannot hold a key of their own without being encrypted by it: copies, replicas and what is restored with a key.
bool key_means_encrypted(const Fact& store) {
  constexpr std::array<std::string_view, 2> kCopies = {"aws_db_snapshot_copy", "aws_rds_cluster_snapshot_copy"};
  for (std::string_view type : kCopies) {
    if (store.type() == type) return true;
  }
  if (store.type() != "aws_db_instance" && store.type() != "aws_rds_cluster") return false;
  // AWS refuses a key for a replica of a database that is not encrypted.
  for (std::string_view source : {"replicate_source_db", "replication_source_identifier"}) {
    Value of = store.at(source);
    if (!of.is_known() || (text_of(of) && !text_of(of)->empty())) return true;
  }
  return false;
}

Value encrypted_at_rest(Question& question, std::span<const Value> arguments) {
  const Fact* store = question.facts().of_value(arguments[0]);
  if (store == nullptr) return Value::boolean(false);
  Value encrypted = store->at("storage_encrypted");
  if (!encrypted.is_known()) return undecided_by(encrypted, value::Type::boolean());
  if (!encrypted.is_null()) return answer(truth(encrypted));
  // Unset is what the service does then: a cluster of the old serverless mode is always encrypted, everything else is not.
  if (store->type() == "aws_rds_cluster") {
    Value mode = store->at("engine_mode");
    if (!mode.is_known()) return undecided_by(mode, value::Type::boolean());
    if (text_of(mode) == "serverless") return Value::boolean(true);
  }
  Value key = store->at("kms_key_id");
  if (key_means_encrypted(*store)) {
    if (!key.is_known()) return Value::boolean(true);
    if (!key.is_null() && !(text_of(key) && text_of(key)->empty())) return Value::boolean(true);
  }
  return Value::boolean(false);
}

}  // namespace

extern const DomainFunction domain_encrypted_at_rest;
const DomainFunction domain_encrypted_at_rest = {
    .name = "encrypted_at_rest",
    .signature = "encrypted_at_rest(store)",
    .summary =
        "Whether the storage of a database or snapshot is encrypted; an argument that is unset counts as what the service does without it.",
    .call = encrypted_at_rest,
};

}  // namespace wafpp::controls
