#include "evidence/record_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/text.h"

namespace wafpp::evidence {

namespace {

struct Noun {
  std::string_view one;
  std::string_view many;
};
struct RecordWords {
  std::string_view kind;
  Noun en;
  Noun de;
};
constexpr RecordWords kWords[] = {
    {"attestation", {"statement by a person", "statements by people"}, {"Erklärung einer Person", "Erklärungen von Personen"}},
    {"attested_document", {"document", "documents"}, {"Dokument", "Dokumente"}},
    {"attested_subject", {"attested artefact", "attested artefacts"}, {"bezeugtes Artefakt", "bezeugte Artefakte"}},
    {"azure_key", {"key of a vault", "keys of a vault"}, {"Schlüssel eines Vaults", "Schlüssel eines Vaults"}},
    {"azure_key_rotation", {"rotation policy", "rotation policies"}, {"Rotationsregel", "Rotationsregeln"}},
    {"azure_policy_state", {"result of a policy", "results of policies"}, {"Ergebnis einer Policy", "Ergebnisse von Policies"}},
    {"compliance_finding", {"compliance finding", "compliance findings"}, {"Compliance-Befund", "Compliance-Befunde"}},
    {"config_compliance",
     {"result of a Config rule", "results of Config rules"},
     {"Ergebnis einer Config-Regel", "Ergebnisse von Config-Regeln"}},
    {"config_evaluation", {"evaluated resource", "evaluated resources"}, {"bewertete Ressource", "bewertete Ressourcen"}},
    {"config_resource", {"recorded resource", "recorded resources"}, {"aufgezeichnete Ressource", "aufgezeichnete Ressourcen"}},
    {"config_rule", {"Config rule", "Config rules"}, {"Config-Regel", "Config-Regeln"}},
    {"config_rule_status",
     {"last run of a Config rule", "last runs of Config rules"},
     {"letzter Lauf einer Config-Regel", "letzte Läufe von Config-Regeln"}},
    {"conformance_pack", {"conformance pack", "conformance packs"}, {"Conformance Pack", "Conformance Packs"}},
    {"conformance_pack_rule",
     {"rule of a conformance pack", "rules of conformance packs"},
     {"Regel eines Conformance Packs", "Regeln von Conformance Packs"}},
    {"defender_assessment", {"Defender assessment", "Defender assessments"}, {"Bewertung von Defender", "Bewertungen von Defender"}},
    {"dependabot_update", {"entry of `updates`", "entries of `updates`"}, {"Eintrag von `updates`", "Einträge von `updates`"}},
    {"detection_finding", {"detection finding", "detection findings"}, {"Erkennungs-Befund", "Erkennungs-Befunde"}},
    {"ebs_default_key", {"default key of EBS", "default keys of EBS"}, {"EBS-Standardschlüssel", "EBS-Standardschlüssel"}},
    {"ebs_encryption_default", {"EBS default", "EBS defaults"}, {"EBS-Voreinstellung", "EBS-Voreinstellungen"}},
    {"ebs_snapshot", {"EBS snapshot", "EBS snapshots"}, {"EBS-Snapshot", "EBS-Snapshots"}},
    {"ebs_volume", {"EBS volume", "EBS volumes"}, {"EBS-Volume", "EBS-Volumes"}},
    {"ecr_registry", {"ECR registry", "ECR registries"}, {"ECR-Registry", "ECR-Registrys"}},
    {"ecr_repository", {"ECR repository", "ECR repositories"}, {"ECR-Repository", "ECR-Repositorys"}},
    {"gcp_asset", {"asset", "assets"}, {"Asset", "Assets"}},
    {"gcp_kms_key", {"CryptoKey", "CryptoKeys"}, {"CryptoKey", "CryptoKeys"}},
    {"ignored_file", {"ignored lock file", "ignored lock files"}, {"ignorierte Lock-Datei", "ignorierte Lock-Dateien"}},
    {"inspector_account", {"account of Inspector", "accounts of Inspector"}, {"Inspector-Konto", "Inspector-Konten"}},
    {"inspector_configuration",
     {"Inspector configuration", "Inspector configurations"},
     {"Inspector-Konfiguration", "Inspector-Konfigurationen"}},
    {"inspector_coverage", {"covered resource", "covered resources"}, {"abgedeckte Ressource", "abgedeckte Ressourcen"}},
    {"inspector_organization",
     {"Inspector organization", "Inspector organizations"},
     {"Inspector-Organisation", "Inspector-Organisationen"}},
    {"instance_patch", {"patch of an instance", "patches of instances"}, {"Patch einer Instanz", "Patches von Instanzen"}},
    {"kms_alias", {"alias of a key", "aliases of keys"}, {"Alias eines Schlüssels", "Aliasse von Schlüsseln"}},
    {"kms_grant", {"grant", "grants"}, {"Grant", "Grants"}},
    {"kms_key", {"KMS key", "KMS keys"}, {"KMS-Schlüssel", "KMS-Schlüssel"}},
    {"kms_key_listed", {"listed KMS key", "listed KMS keys"}, {"aufgezählter KMS-Schlüssel", "aufgezählte KMS-Schlüssel"}},
    {"kms_key_rotation", {"rotation of a key", "rotations of keys"}, {"Rotation eines Schlüssels", "Rotationen von Schlüsseln"}},
    {"kms_policy_statement",
     {"statement of a key policy", "statements of a key policy"},
     {"Aussage einer Key Policy", "Aussagen einer Key Policy"}},
    {"known_exploited",
     {"vulnerability known to be exploited", "vulnerabilities known to be exploited"},
     {"bekanntermaßen ausgenutzte Schwachstelle", "bekanntermaßen ausgenutzte Schwachstellen"}},
    {"locked_provider", {"locked provider", "locked providers"}, {"festgelegter Provider", "festgelegte Provider"}},
    {"managed_instance", {"managed instance", "managed instances"}, {"verwaltete Instanz", "verwaltete Instanzen"}},
    {"oscal_finding", {"finding", "findings"}, {"Befund", "Befunde"}},
    {"oscal_observation", {"observation", "observations"}, {"Beobachtung", "Beobachtungen"}},
    {"oscal_risk", {"risk", "risks"}, {"Risiko", "Risiken"}},
    {"patch_state",
     {"patch state of an instance", "patch states of instances"},
     {"Patch-Stand einer Instanz", "Patch-Stände von Instanzen"}},
    {"pipeline", {"pipeline", "pipelines"}, {"Pipeline", "Pipelines"}},
    {"pipeline_action", {"part brought in", "parts brought in"}, {"eingebundener Teil", "eingebundene Teile"}},
    {"pipeline_job", {"job", "jobs"}, {"Job", "Jobs"}},
    {"pipeline_step", {"step", "steps"}, {"Schritt", "Schritte"}},
    {"provenance", {"provenance", "provenances"}, {"Herkunftsnachweis", "Herkunftsnachweise"}},
    {"rds_cluster", {"RDS cluster", "RDS clusters"}, {"RDS-Cluster", "RDS-Cluster"}},
    {"rds_cluster_snapshot",
     {"snapshot of an RDS cluster", "snapshots of RDS clusters"},
     {"Snapshot eines RDS-Clusters", "Snapshots von RDS-Clustern"}},
    {"rds_instance", {"RDS instance", "RDS instances"}, {"RDS-Instanz", "RDS-Instanzen"}},
    {"rds_snapshot", {"RDS snapshot", "RDS snapshots"}, {"RDS-Snapshot", "RDS-Snapshots"}},
    {"renovate_preset", {"preset", "presets"}, {"Preset", "Presets"}},
    {"renovate_rule", {"package rule", "package rules"}, {"Paketregel", "Paketregeln"}},
    {"s3_bucket", {"S3 bucket", "S3 buckets"}, {"S3-Bucket", "S3-Buckets"}},
    {"s3_bucket_encryption",
     {"encryption of a bucket", "encryptions of buckets"},
     {"Verschlüsselung eines Buckets", "Verschlüsselungen von Buckets"}},
    {"scc_finding",
     {"finding of Security Command Center", "findings of Security Command Center"},
     {"Befund von Security Command Center", "Befunde von Security Command Center"}},
    {"ssm_compliance", {"compliance summary", "compliance summaries"}, {"Compliance-Zusammenfassung", "Compliance-Zusammenfassungen"}},
    {"ssm_compliance_item", {"compliance item", "compliance items"}, {"Compliance-Eintrag", "Compliance-Einträge"}},
    {"trail", {"trail", "trails"}, {"Trail", "Trails"}},
    {"trail_selectors",
     {"event selectors of a trail", "event selectors of trails"},
     {"Event Selectors eines Trails", "Event Selectors von Trails"}},
    {"trail_status", {"status of a trail", "statuses of trails"}, {"Status eines Trails", "Status von Trails"}},
    {"waiver", {"waiver", "waivers"}, {"Ausnahme", "Ausnahmen"}},
};
constexpr bool by_kind(const RecordWords& a, const RecordWords& b) { return a.kind < b.kind; }
static_assert(std::is_sorted(std::begin(kWords), std::end(kWords), by_kind));

const RecordWords* words_of(std::string_view kind) {
  const RecordWords* found = std::lower_bound(std::begin(kWords), std::end(kWords), RecordWords{kind, {}, {}}, by_kind);
  return found != std::end(kWords) && found->kind == kind ? found : nullptr;
}

}  // namespace

bool has_words(std::string_view kind) { return words_of(kind) != nullptr; }

Reason counted_records(std::string_view kind, size_t number) {
  const RecordWords* words = words_of(kind);
  if (words == nullptr) {
    std::string text = fmt::format("{} × {}", number, kind);
    return {text, text};
  }
  return {base::counted(number, words->en.one, words->en.many), base::counted(number, words->de.one, words->de.many)};
}

}  // namespace wafpp::evidence
