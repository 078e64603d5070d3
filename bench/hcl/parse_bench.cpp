// How fast HCL is read: bytes a second, one core, on text as Terraform modules have it.

#include <benchmark/benchmark.h>

#include <string>

#include "hcl/dump.h"
#include "hcl/json.h"
#include "hcl/parser.h"

namespace wafpp::hcl {
namespace {

/// What a module is made of: comments, labels, nested blocks, references, strings with sequences, heredocs, lists, `for`.
constexpr std::string_view kModule = R"(# A service and its database.
variable "name_NUMBER" {
  description = "Name of the service; part of the names of all its resources."
  type        = string
  default     = "service-NUMBER"
}

locals {
  tags_NUMBER = merge(var.tags, {
    Name        = "${var.prefix}-NUMBER"
    Environment = var.environment
    CostCenter  = lookup(var.cost_centers, var.environment, "unknown")
  })
  subnets_NUMBER = [for s in data.aws_subnet.all : s.id if s.available && !contains(var.excluded, s.availability_zone)]
}

resource "aws_db_instance" "db_NUMBER" {
  count                      = var.enabled ? 1 : 0
  identifier                 = "${var.prefix}-db-${var.environment}-NUMBER"
  engine                     = "postgres"
  engine_version             = "16.3"
  instance_class             = var.instance_classes[var.environment]
  allocated_storage          = 100
  storage_encrypted          = true
  kms_key_id                 = module.kms.key_arn
  backup_retention_period    = var.environment == "production" ? 30 : 7
  auto_minor_version_upgrade = true
  vpc_security_group_ids     = [aws_security_group.db_NUMBER.id, aws_security_group.shared[0].id]
  tags                       = local.tags_NUMBER

  lifecycle {
    ignore_changes = [engine_version]
  }
}

resource "aws_security_group" "db_NUMBER" {
  name        = "${var.prefix}-db-NUMBER"
  description = "Access to the database"
  vpc_id      = module.network.vpc_id

  ingress {
    description = "From the service"
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = var.private_cidr_blocks
  }

  dynamic "egress" {
    for_each = var.egress_rules
    content {
      from_port   = egress.value.from
      to_port     = egress.value.to
      protocol    = egress.value.protocol
      cidr_blocks = egress.value.cidr_blocks
    }
  }
}

resource "aws_iam_role_policy" "policy_NUMBER" {
  name   = "policy-NUMBER"
  role   = aws_iam_role.service.id
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [{
        "Effect": "Allow",
        "Action": ["s3:GetObject", "s3:ListBucket"],
        "Resource": "${aws_s3_bucket.data.arn}/*"
      }]
    }
  EOT
}

module "service_NUMBER" {
  source  = "terraform-aws-modules/ecs/aws//modules/service"
  version = "5.11.4" # Checked in March.

  name        = var.name_NUMBER
  cluster_arn = aws_ecs_cluster.main.arn
  cpu         = 1024
  memory      = 4096
  environment = [
    { name = "DB_HOST", value = one(aws_db_instance.db_NUMBER[*].address) },
    { name = "LOG_LEVEL", value = "info" },
  ]
  subnet_ids = local.subnets_NUMBER
}

output "db_address_NUMBER" {
  description = "Where the database is reached."
  value       = try(aws_db_instance.db_NUMBER[0].address, null)
}

)";

std::string modules(size_t bytes) {
  std::string text;
  for (size_t number = 0; text.size() < bytes; ++number) {
    std::string_view rest = kModule;
    for (size_t at; (at = rest.find("NUMBER")) != std::string_view::npos; rest.remove_prefix(at + 6)) {
      text += rest.substr(0, at);
      text += std::to_string(number);
    }
    text += rest;
  }
  return text;
}

void parse_native(benchmark::State& state, Tokens tokens) {
  diag::Source source(1, "main.tf", modules(static_cast<size_t>(state.range(0))));
  for (auto _ : state) {
    diag::Sink sink;
    Tree tree = parse(source, sink, tokens);
    if (sink.has_errors()) state.SkipWithError("the text does not parse");
    benchmark::DoNotOptimize(tree.body);
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * source.text().size()));
}
BENCHMARK_CAPTURE(parse_native, drop_tokens, Tokens::Drop)->Arg(3 << 10)->Arg(300 << 10)->Arg(4 << 20)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(parse_native, keep_tokens, Tokens::Keep)->Arg(300 << 10)->Unit(benchmark::kMicrosecond);

void lex_native(benchmark::State& state) {
  diag::Source source(1, "main.tf", modules(300 << 10));
  for (auto _ : state) {
    diag::Sink sink;
    benchmark::DoNotOptimize(lex(source, sink).tokens.data());
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * source.text().size()));
}
BENCHMARK(lex_native)->Unit(benchmark::kMicrosecond);

void dump_tree(benchmark::State& state) {
  diag::Source source(1, "main.tf", modules(300 << 10));
  diag::Sink sink;
  Tree tree = parse(source, sink);
  for (auto _ : state) benchmark::DoNotOptimize(dump(tree).size());
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * source.text().size()));
}
BENCHMARK(dump_tree)->Unit(benchmark::kMicrosecond);

void parse_json_syntax(benchmark::State& state) {
  std::string text = R"({"resource": {"aws_sqs_queue": {)";
  for (int number = 0; number < 2000; ++number) {
    if (number > 0) text += ",\n";
    text += R"("queue_)" + std::to_string(number) + R"(": {
    "name": "${var.prefix}-queue",
    "visibility_timeout_seconds": 300,
    "kms_master_key_id": "${aws_kms_key.queue.id}",
    "tags": {"Environment": "${var.environment}", "Team": "payments"}
  })";
  }
  text += "}}}";
  diag::Source source(1, "main.tf.json", std::move(text));
  static constexpr JsonSchema kBody;
  static constexpr JsonSchema::BlockType kBlocks[] = {{"resource", 2, &kBody}};
  static constexpr JsonSchema kRoot = {.blocks = kBlocks};
  for (auto _ : state) {
    diag::Sink sink;
    Tree tree = parse_json(source, kRoot, sink);
    if (sink.has_errors()) state.SkipWithError("the text does not parse");
    benchmark::DoNotOptimize(tree.body);
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * source.text().size()));
}
BENCHMARK(parse_json_syntax)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace wafpp::hcl

BENCHMARK_MAIN();
