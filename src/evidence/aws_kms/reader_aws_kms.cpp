#include <algorithm>

#include "evidence/aws_kms/policy.h"

namespace wafpp::evidence {

namespace {

void read_rotation(Reading& reading) {
  Item& item = reading.item();
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  const JsonValue& root = document->root();
  item.summary.text("key", text_at(root, "KeyId")).flag("rotation", is_true_at(root, "KeyRotationEnabled"));
  const JsonValue* period = root.find("RotationPeriodInDays");
  if (period != nullptr && period->integer()) item.summary.number("period_days", *period->integer());
  item.summary.text("next_rotation", time_at(reading, root, "NextRotationDate"));
  if (text_at(root, "KeyId").empty())
    reading.warn("the answer does not name its key: say which one in the rule for the path, or join it by hand");
  item.record("kms_key_rotation", text_at(root, "KeyId")) = item.summary;
}

void read_key(Reading& reading) {
  Item& item = reading.item();
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  const JsonValue* metadata = document->root().find("KeyMetadata");
  if (metadata == nullptr) {
    reading.refuse({"there is no `KeyMetadata`", "`KeyMetadata` fehlt"});
    return;
  }
  const JsonValue& key = *metadata;
  std::string_view origin = text_at(key, "Origin");
  bool is_customer = text_at(key, "KeyManager") == "CUSTOMER";
  std::string_view spec = text_at(key, "KeySpec");
  if (spec.empty()) spec = text_at(key, "CustomerMasterKeySpec");
  item.summary.text("key", text_at(key, "Arn")).text("account", text_at(key, "AWSAccountId")).flag("customer_managed", is_customer);
  // Only for keys whose material AWS made, and that are symmetric.
  item.summary.flag("rotation_applicable", is_customer && spec == "SYMMETRIC_DEFAULT" && origin == "AWS_KMS");
  item.summary.flag("hsm", origin == "AWS_CLOUDHSM" || origin == "EXTERNAL_KEY_STORE").text("origin", origin).text("spec", spec);
  item.summary.text("state", text_at(key, "KeyState"))
      .flag("enabled", is_true_at(key, "Enabled"))
      .flag("multi_region", is_true_at(key, "MultiRegion"));
  item.record("kms_key", text_at(key, "Arn")) = item.summary;
}

void read_grants(Reading& reading) {
  Item& item = reading.item();
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  note_next_token(reading, document->root());
  std::vector<std::string_view> unbound;
  std::vector<std::string_view> can_grant;
  int64_t count = 0;
  for (const JsonValue& grant : elements_at(document->root(), "Grants")) {
    ++count;
    std::string_view id = item.keep(text_at(grant, "GrantId"));
    const JsonValue* constraints = grant.find("Constraints");
    bool is_bound = constraints != nullptr && !constraints->members().empty();
    std::vector<std::string_view> operations = texts_at(grant, "Operations");
    bool grants = std::find(operations.begin(), operations.end(), "CreateGrant") != operations.end();
    if (!is_bound) unbound.push_back(id);
    if (grants) can_grant.push_back(id);
    Attributes& record = item.record("kms_grant", id);
    record.text("id", id)
        .text("key", text_at(grant, "KeyId"))
        .text("grantee", text_at(grant, "GranteePrincipal"))
        .flag("constrained", is_bound);
    record.flag("can_create_grants", grants).texts("operations", std::span<const std::string_view>(operations));
    record.text("created", time_at(reading, grant, "CreationDate"));
  }
  item.summary.number("grants", count)
      .texts("without_constraints", item.keep_sorted(unbound))
      .texts("can_create_grants", item.keep_sorted(can_grant));
}

void read_policy(Reading& reading) {
  std::optional<JsonDocument> document = read_whole(reading);
  if (document) read_key_policy(reading, text_at(document->root(), "Policy"));
}

/// `list-keys` and `list-aliases`: what there is, without what it is like.
void read_list(Reading& reading) {
  Item& item = reading.item();
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  note_next_token(reading, document->root());
  bool is_aliases = reading.shape().has("Aliases");
  std::vector<std::string_view> names;
  for (const JsonValue& each : elements_at(document->root(), is_aliases ? "Aliases" : "Keys")) {
    std::string_view name = item.keep(text_at(each, is_aliases ? "AliasName" : "KeyArn"));
    names.push_back(name);
    Attributes& record = item.record(is_aliases ? "kms_alias" : "kms_key_listed", name);
    record.text("name", name).text("key", text_at(each, is_aliases ? "TargetKeyId" : "KeyId"));
    // These belong to AWS, and a key behind one is no customer-managed key.
    if (is_aliases) record.flag("aws_managed", name.starts_with("alias/aws/"));
  }
  item.summary.number(is_aliases ? "aliases" : "keys", static_cast<int64_t>(names.size())).texts("names", item.keep_sorted(names));
}

void read_rotations(Reading& reading) {
  Item& item = reading.item();
  std::optional<JsonDocument> document = read_whole(reading);
  if (!document) return;
  note_next_token(reading, document->root());
  std::string_view newest;
  int64_t count = 0;
  for (const JsonValue& rotation : elements_at(document->root(), "Rotations")) {
    ++count;
    std::string_view day = time_at(reading, rotation, "RotationDate");
    if (day > newest) newest = day;
  }
  item.summary.number("rotations", count).text("newest", newest);
}

bool is_rotation(const Shape& shape) { return shape.has("KeyRotationEnabled"); }
bool is_key(const Shape& shape) { return shape.is_object("KeyMetadata"); }
bool is_grants(const Shape& shape) { return shape.is_array("Grants"); }
/// `get-bucket-policy` has the same shape: there it is not about `kms:` and has no name.
bool is_policy(const Shape& shape) {
  std::string_view policy = shape.text("Policy");
  return shape.json.is("Policy", JsonKind::String) && (shape.has("PolicyName") || policy.find("kms:") != std::string_view::npos);
}
bool is_list(const Shape& shape) { return shape.has("Keys[].KeyArn") || shape.has("Aliases[].AliasArn"); }
bool is_rotations(const Shape& shape) { return shape.is_array("Rotations"); }

constexpr Kind kKinds[] = {
    {.name = "kms-key-rotation-status",
     .title = "rotation status of a KMS key",
     .title_de = "Stand der Rotation eines KMS-Schlüssels",
     .recognise = is_rotation,
     .read = read_rotation},
    {.name = "kms-key", .title = "KMS key", .title_de = "KMS-Schlüssel", .recognise = is_key, .read = read_key},
    {.name = "kms-grants",
     .title = "grants of a KMS key",
     .title_de = "Grants eines KMS-Schlüssels",
     .recognise = is_grants,
     .read = read_grants},
    {.name = "kms-key-policy",
     .title = "policy of a KMS key",
     .title_de = "Policy eines KMS-Schlüssels",
     .recognise = is_policy,
     .read = read_policy},
    {.name = "kms-keys",
     .title = "list of KMS keys or aliases",
     .title_de = "Liste von KMS-Schlüsseln oder -Aliassen",
     .recognise = is_list,
     .read = read_list,
     .needs = "Keys"},
    {.name = "kms-key-rotations",
     .title = "rotations of a KMS key",
     .title_de = "Rotationen eines KMS-Schlüssels",
     .recognise = is_rotations,
     .read = read_rotations},
};

}  // namespace

extern const Format reader_aws_kms;
const Format reader_aws_kms{.name = "aws_kms", .kinds = kKinds};

}  // namespace wafpp::evidence
