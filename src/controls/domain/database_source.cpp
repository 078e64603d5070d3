#include <fmt/format.h>

#include <array>

#include "controls/domain.h"

namespace wafpp::controls {
namespace {

using Candidates = std::vector<Relations::Candidate>;

// What RDS takes as a source, by the argument that names it.
enum class Sort : uint8_t { Instance, Cluster, Snapshot, ClusterSnapshot, Unfindable };

struct Source {
  std::string_view type;  ///< Of the resource that has the argument.
  std::string_view path;
  Sort sort = Sort::Instance;
  /// A key of its own says how it is encrypted, whatever the source was: copies, replicas in another region, restored clusters.
  bool own_key_decides = false;
};

// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/: a restored instance takes its snapshot's key (RestoreDBInstanceFromDBSnapshot
// has no KmsKeyId); a restored cluster, a copy and a cross-region replica take the one that is given.
constexpr std::array kSources = {
    Source{"aws_db_instance", "replicate_source_db", Sort::Instance, true},
    Source{"aws_db_instance", "snapshot_identifier", Sort::Snapshot},
    Source{"aws_db_instance", "restore_to_point_in_time.source_db_instance_identifier", Sort::Instance},
    Source{"aws_db_instance", "restore_to_point_in_time.source_dbi_resource_id", Sort::Unfindable},
    Source{"aws_db_instance", "restore_to_point_in_time.source_db_instance_automated_backups_arn", Sort::Unfindable},
    Source{"aws_rds_cluster", "replication_source_identifier", Sort::Cluster, true},
    Source{"aws_rds_cluster", "snapshot_identifier", Sort::ClusterSnapshot, true},
    Source{"aws_rds_cluster", "restore_to_point_in_time.source_cluster_identifier", Sort::Cluster, true},
    Source{"aws_rds_cluster", "restore_to_point_in_time.source_cluster_resource_id", Sort::Unfindable, true},
    Source{"aws_rds_cluster_instance", "cluster_identifier", Sort::Cluster},
    Source{"aws_db_snapshot", "db_instance_identifier", Sort::Instance},
    Source{"aws_db_snapshot_copy", "source_db_snapshot_identifier", Sort::Snapshot, true},
    Source{"aws_db_cluster_snapshot", "db_cluster_identifier", Sort::Cluster},
    Source{"aws_rds_cluster_snapshot_copy", "source_db_cluster_snapshot_identifier", Sort::ClusterSnapshot, true},
};

const Candidates& candidates_of(Sort sort) {
  static const Candidates kInstances = {{"resource.aws_db_instance", "identifier"},
                                        {"resource.aws_rds_cluster", "cluster_identifier"},
                                        {"data.aws_db_instance", "db_instance_identifier"},
                                        {"data.aws_rds_cluster", "cluster_identifier"}};
  static const Candidates kClusters = {{"resource.aws_rds_cluster", "cluster_identifier"},
                                       {"resource.aws_db_instance", "identifier"},
                                       {"data.aws_rds_cluster", "cluster_identifier"},
                                       {"data.aws_db_instance", "db_instance_identifier"}};
  static const Candidates kSnapshots = {{"resource.aws_db_snapshot", "db_snapshot_identifier"},
                                        {"resource.aws_db_snapshot_copy", "target_db_snapshot_identifier"},
                                        {"resource.aws_db_cluster_snapshot", "db_cluster_snapshot_identifier"},
                                        {"resource.aws_rds_cluster_snapshot_copy", "target_db_cluster_snapshot_identifier"},
                                        {"data.aws_db_snapshot", "db_snapshot_identifier"},
                                        {"data.aws_db_cluster_snapshot", "db_cluster_snapshot_identifier"}};
  static const Candidates kNone;
  switch (sort) {
    case Sort::Instance:
      return kInstances;
    case Sort::Cluster:
      return kClusters;
    case Sort::Snapshot:
    case Sort::ClusterSnapshot:
      return kSnapshots;
    case Sort::Unfindable:
      break;
  }
  return kNone;
}

bool is_set(const Value& value) {
  if (!value.is_known()) return true;
  return !value.is_null() && !(text_of(value) && text_of(value)->empty());
}

/// The name in an ARN of RDS: `arn:aws:rds:eu-west-1:111122223333:db:orders`. Automated snapshots have a colon in their names.
std::string_view name_in_rds_arn(std::string_view text) {
  if (!text.starts_with("arn:")) return {};
  for (std::string_view kind : {":db:", ":cluster:", ":snapshot:", ":cluster-snapshot:"}) {
    if (size_t at = text.find(kind); at != std::string_view::npos) return text.substr(at + kind.size());
  }
  return {};
}

Value outside(const Value& named) {
  return Value::unknown().with_origin(controls::outside(
      value::first_place(named.origin()), {fmt::format("database `{}`", shown(named)), fmt::format("Datenbank `{}`", shown(named))}));
}

/// The resource that a lookup names, where this root has it.
Value resolve_lookup(Question& question, const Fact& lookup) {
  std::vector<std::pair<std::string_view, Sort>> names;
  if (lookup.type() == "aws_db_snapshot") names = {{"db_snapshot_identifier", Sort::Snapshot}, {"db_instance_identifier", Sort::Instance}};
  if (lookup.type() == "aws_db_cluster_snapshot") {
    names = {{"db_cluster_snapshot_identifier", Sort::ClusterSnapshot}, {"db_cluster_identifier", Sort::Cluster}};
  }
  if (lookup.type() == "aws_db_instance") names = {{"db_instance_identifier", Sort::Instance}};
  if (lookup.type() == "aws_rds_cluster") names = {{"cluster_identifier", Sort::Cluster}};
  std::string looked_up;
  for (const auto& [path, sort] : names) {
    Value name = lookup.at(path);
    if (!is_set(name)) continue;
    if (!name.is_known()) {
      Relations::Named by_stem = question.relations().named(lookup.root, name, candidates_of(sort));
      if (by_stem.fact != nullptr && !by_stem.fact->is_data()) return by_stem.fact->value;
      return undecided_by(name);
    }
    Relations::Named found = question.relations().named(lookup.root, name, candidates_of(sort));
    if (found.fact != nullptr && !found.fact->is_data()) return found.fact->value;
    if (looked_up.empty()) looked_up = shown(name);
  }
  std::string text = looked_up.empty() ? lookup.subject : fmt::format("{}, `{}`", lookup.subject, looked_up);
  return undecided(value::CauseKind::DataSource, lookup.place, std::move(text));
}

Value resolve(Question& question, const Fact& fact, const Source& source, const Value& named) {
  if (source.sort == Sort::Unfindable) return named.is_known() ? outside(named) : undecided_by(named);
  const Candidates& candidates = candidates_of(source.sort);
  Relations::Named found = question.relations().named(fact.root, named, candidates);
  if (found.fact == nullptr && !found.name.empty()) {
    if (std::string_view name = name_in_rds_arn(found.name); !name.empty()) {
      found = question.relations().named(fact.root, Value::string(name), candidates);
    }
  }
  if (found.fact == nullptr) return named.is_known() ? outside(named) : undecided_by(named);
  return found.fact->is_data() ? resolve_lookup(question, *found.fact) : found.fact->value;
}

Value database_source(Question& question, std::span<const Value> arguments) {
  const Fact* fact = question.facts().of_value(arguments[0]);
  if (fact == nullptr) return Value::null();
  for (const Source& source : kSources) {
    if (source.type != fact->type()) continue;
    Value named = fact->at(source.path);
    if (!is_set(named)) continue;
    if (source.own_key_decides && is_set(fact->at("kms_key_id"))) return Value::null();
    return resolve(question, *fact, source, named);
  }
  return Value::null();
}

}  // namespace

extern const DomainFunction domain_database_source;
const DomainFunction domain_database_source = {
    .name = "database_source",
    .signature = "database_source(database)",
    .summary = "Whose storage a database, replica, cluster member, snapshot or copy has: its source; null where it has its own.",
    .call = database_source,
};

}  // namespace wafpp::controls
