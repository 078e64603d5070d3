#include "evidence/common/aws_resource.h"

namespace wafpp::evidence {

namespace {

void read_instances(Reading& reading) { read_aws_resources(reading, kRdsInstance); }
void read_clusters(Reading& reading) { read_aws_resources(reading, kRdsCluster); }
void read_snapshots(Reading& reading) { read_aws_resources(reading, kRdsSnapshot); }
void read_cluster_snapshots(Reading& reading) { read_aws_resources(reading, kRdsClusterSnapshot); }

bool is_instances(const Shape& shape) { return shape.is_array("DBInstances"); }
bool is_clusters(const Shape& shape) { return shape.is_array("DBClusters"); }
bool is_snapshots(const Shape& shape) { return shape.is_array("DBSnapshots"); }
bool is_cluster_snapshots(const Shape& shape) { return shape.is_array("DBClusterSnapshots"); }

constexpr Kind kKinds[] = {
    {.name = "rds-instances", .title = "RDS instances", .title_de = "RDS-Instanzen", .recognise = is_instances, .read = read_instances},
    {.name = "rds-clusters", .title = "RDS clusters", .title_de = "RDS-Cluster", .recognise = is_clusters, .read = read_clusters},
    {.name = "rds-snapshots", .title = "RDS snapshots", .title_de = "RDS-Snapshots", .recognise = is_snapshots, .read = read_snapshots},
    {.name = "rds-cluster-snapshots",
     .title = "snapshots of RDS clusters",
     .title_de = "Snapshots von RDS-Clustern",
     .recognise = is_cluster_snapshots,
     .read = read_cluster_snapshots},
};

}  // namespace

extern const Format reader_aws_rds;
const Format reader_aws_rds{.name = "aws_rds", .kinds = kKinds};

}  // namespace wafpp::evidence
