#include "evidence/common/gcp.h"

#include <charconv>

namespace wafpp::evidence {

namespace {

/// `7776000s`, also with a fraction.
std::optional<int64_t> seconds_of(std::string_view text) {
  int64_t seconds = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || !text.ends_with('s') || seconds < 0) return std::nullopt;
  std::string_view rest(end, static_cast<size_t>(text.data() + text.size() - end));
  bool is_whole = rest == "s";
  bool has_fraction = rest.starts_with('.') && rest.find_first_not_of("0123456789", 1) == rest.size() - 1;
  return is_whole || has_fraction ? std::optional(seconds) : std::nullopt;
}

}  // namespace

std::string_view project_of(std::string_view name) {
  constexpr std::string_view kBefore = "projects/";
  size_t begin = name.find(kBefore);
  if (begin == std::string_view::npos || (begin > 0 && name[begin - 1] != '/')) return {};
  name.remove_prefix(begin + kBefore.size());
  return name.substr(0, name.find('/'));
}

void add_gcp_kms_key(Reading& reading, const JsonValue& key) {
  constexpr Field kFields[] = {
      {"purpose", "purpose"},
      {"state", "primary.state"},
      {"algorithm", "versionTemplate.algorithm"},
      {"created", "createTime", As::Time},
      {"next_rotation", "nextRotationTime", As::Time},
      {"import_only", "importOnly", As::Flag},
      {"labels", "labels", As::Tags},
  };
  std::string_view name = text_at(key, "name");
  if (name.empty()) {
    reading.warn("a key without a name is left out");
    return;
  }
  std::string_view level = text_at(key, "primary.protectionLevel");
  if (level.empty()) level = text_at(key, "versionTemplate.protectionLevel");
  Attributes& record = reading.item().record("gcp_kms_key", name);
  record.text("key", name).text("project", project_of(name)).text("protection_level", level);
  describe(reading, key, kFields, record);
  constexpr int64_t kDay = 86'400;
  std::optional<int64_t> period = seconds_of(text_at(key, "rotationPeriod"));
  record.flag("rotates", period.has_value()).flag("hsm", level == "HSM" || level.starts_with("EXTERNAL"));
  if (period) {
    record.number("rotation_days", (*period + kDay - 1) / kDay);
  } else {
    record.set("rotation_days", Value::null(value::Type::number()));
  }
  // Only keys for symmetric encryption can rotate by themselves.
  record.flag("rotation_applicable", text_at(key, "purpose") == "ENCRYPT_DECRYPT");
}

}  // namespace wafpp::evidence
