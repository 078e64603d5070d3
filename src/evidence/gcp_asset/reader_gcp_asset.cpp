#include <algorithm>
#include <array>
#include <map>

#include "evidence/common/gcp.h"

namespace wafpp::evidence {

namespace {

/// Where the data of a resource name the keys that encrypt it; a list on the way has an entry for each region.
struct KeyPath {
  std::string_view type;
  std::string_view path;
};
constexpr KeyPath kKeyPaths[] = {
    {"storage.googleapis.com/Bucket", "encryption.defaultKmsKeyName"},
    {"compute.googleapis.com/Disk", "diskEncryptionKey.kmsKeyName"},
    {"compute.googleapis.com/Snapshot", "snapshotEncryptionKey.kmsKeyName"},
    {"compute.googleapis.com/Image", "imageEncryptionKey.kmsKeyName"},
    {"sqladmin.googleapis.com/Instance", "diskEncryptionConfiguration.kmsKeyName"},
    {"bigquery.googleapis.com/Dataset", "defaultEncryptionConfiguration.kmsKeyName"},
    {"bigquery.googleapis.com/Table", "encryptionConfiguration.kmsKeyName"},
    {"container.googleapis.com/Cluster", "databaseEncryption.keyName"},
    {"pubsub.googleapis.com/Topic", "kmsKeyName"},
    {"artifactregistry.googleapis.com/Repository", "kmsKeyName"},
    {"spanner.googleapis.com/Database", "encryptionConfig.kmsKeyName"},
    {"spanner.googleapis.com/Database", "encryptionConfig.kmsKeyNames"},
    {"redis.googleapis.com/Instance", "customerManagedKey"},
    {"secretmanager.googleapis.com/Secret", "replication.automatic.customerManagedEncryption.kmsKeyName"},
    {"secretmanager.googleapis.com/Secret", "replication.userManaged.replicas.customerManagedEncryption.kmsKeyName"},
};

std::string_view first_of(const JsonValue& from, std::initializer_list<std::string_view> paths) {
  for (std::string_view path : paths) {
    if (std::string_view text = text_at(from, path); !text.empty()) return text;
  }
  return {};
}

/// The texts at `path`, through every element of the lists on the way.
void add_texts(const JsonValue& from, std::string_view path, std::vector<std::string_view>& texts) {
  if (from.is(JsonKind::Array)) {
    for (const JsonValue& element : from.elements()) add_texts(element, path, texts);
  } else if (path.empty()) {
    if (from.is(JsonKind::String) && !from.string().empty()) texts.push_back(from.string());
  } else if (from.is(JsonKind::Object)) {
    size_t dot = path.find('.');
    if (const JsonValue* inner = from.find(path.substr(0, dot)))
      add_texts(*inner, dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1), texts);
  }
}

class Assets {
 public:
  explicit Assets(Reading& reading) : reading_(reading), item_(reading.item()) {}

  /// The command line writes `assetType`, an export `asset_type`.
  void add(const JsonValue& from) {
    std::string_view name = text_at(from, "name");
    std::string_view type = first_of(from, {"assetType", "asset_type"});
    if (name.empty() || type.empty()) {
      reading_.warn("an asset without a name or a type is left out");
      return;
    }
    ++types_[std::string(type)];
    const JsonValue* data = at(from, "resource.data");
    std::vector<std::string_view> keys = texts_at(from, "kmsKeys");
    if (std::string_view key = text_at(from, "kmsKey"); !key.empty()) keys.push_back(key);
    for (const KeyPath& each : kKeyPaths) {
      if (data != nullptr && each.type == type) add_texts(*data, each.path, keys);
    }
    std::string_view update = from.find("update_time") != nullptr ? "update_time" : "updateTime";
    std::string_view updated = time_at(reading_, from, update);
    if (updated > newest_) newest_ = updated;
    Attributes& record = item_.record("gcp_asset", name);
    record.text("name", name).text("type", type).text("project", project_of(name));
    if (record.text_of("project").empty()) record.text("project", project_of(text_at(from, "project")));
    record.text("location", first_of(from, {"location", "resource.location"}))
        .text("state", first_of(from, {"state", "resource.data.state"}));
    record.texts("kms_keys", item_.keep_sorted(std::move(keys))).text("updated", updated);
    constexpr Field kLabels[] = {{"labels", "", As::Tags}};
    const JsonValue* labels = at(from, "labels");
    if (labels == nullptr && data != nullptr) labels = data->find("labels");
    if (labels != nullptr) describe(reading_, *labels, kLabels, record);
    if (type == "cloudkms.googleapis.com/CryptoKey" && data != nullptr) add_gcp_kms_key(reading_, *data);
  }

  void finish() {
    Attributes types;
    for (const auto& [type, count] : types_) types.number(type, count);
    item_.summary.set("asset_types", types.object()).text("newest_update", newest_);
  }

 private:
  Reading& reading_;
  Item& item_;
  std::map<std::string, int64_t> types_;
  std::string_view newest_;
};

bool is_asset(const Shape& shape, std::string_view before) {
  auto path = [&](std::string_view name) { return fmt::format("{}{}", before, name); };
  return shape.text(path("name")).starts_with("//") && (shape.has(path("assetType")) || shape.has(path("asset_type")));
}

/// One asset a document: what an export writes.
bool is_line(const Shape& shape) { return is_asset(shape, ""); }
bool is_assets(const Shape& shape) {
  return is_line(shape) || is_asset(shape, "[].") || is_asset(shape, "results[].") || is_asset(shape, "assets[].");
}

void read_assets(Reading& reading) {
  constexpr std::array<std::string_view, 2> kLists = {"results", "assets"};
  Assets assets(reading);
  if (is_line(reading.shape())) {
    while (!reading.json().at_end() && !reading.refused()) {
      std::optional<JsonDocument> document = reading.read();
      if (document) assets.add(document->root());
    }
  } else {
    walk_listing(reading, kLists, [&](std::string_view, const JsonValue& entry) { assets.add(entry); });
    if (!reading.refused() && !reading.json().at_end())
      reading.refuse({"a second document follows the list", "hinter der Liste folgt ein zweites Dokument"});
  }
  assets.finish();
}

constexpr Kind kKinds[] = {
    {.name = "gcp-assets",
     .title = "Google Cloud assets",
     .title_de = "Assets in Google Cloud",
     .recognise = is_assets,
     .read = read_assets,
     .has_lines = true},
};

}  // namespace

extern const Format reader_gcp_asset;
const Format reader_gcp_asset{.name = "gcp_asset", .kinds = kKinds};

}  // namespace wafpp::evidence
