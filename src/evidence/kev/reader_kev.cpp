#include "evidence/common/json_fields.h"

namespace wafpp::evidence {

namespace {

void read_catalogue(Reading& reading) {
  Item& item = reading.item();
  std::vector<value::Member> entries;
  item.summary.null("catalog").null("released").null("count");
  int64_t stated = -1;
  for_each_member(reading, [&](std::string_view name) {
    if (name == "vulnerabilities") {
      return for_each_element(reading, "vulnerabilities", [&](const JsonValue& from) {
        std::string_view id = text_at(from, "cveID");
        if (id.empty()) {
          reading.warn("an entry without `cveID` is left out");
          return;
        }
        Attributes entry;
        entry.text("added", time_at(reading, from, "dateAdded")).text("due", time_at(reading, from, "dueDate"));
        entry.text("ransomware", text_at(from, "knownRansomwareCampaignUse"));
        entries.push_back({Value::string(id), entry.object()});
        item.record("known_exploited", id) = entry.text("id", id);
      });
    }
    bool is_version = name == "catalogVersion";
    bool is_count = name == "count";
    if (!is_version && !is_count && name != "dateReleased") return false;
    std::optional<JsonDocument> value = reading.read();
    if (!value) return true;
    if (is_count) {
      stated = value->root().integer().value_or(-1);
    } else if (is_version) {
      item.summary.text("catalog", value->root().string());
    } else {
      item.summary.text("released", time_at(reading, value->root(), ""));
    }
    return true;
  });
  auto found = static_cast<int64_t>(entries.size());
  if (stated >= 0 && stated != found) {
    item.is_complete = false;
    reading.warn(fmt::format("`count` says {}, there are {}: what is not listed may be exploited all the same", stated, found));
  }
  item.summary.number("count", found).set("entries", Value::object(std::move(entries)));
}

bool is_catalogue(const Shape& shape) { return shape.has("catalogVersion") && shape.has("vulnerabilities[].cveID"); }

constexpr Kind kKinds[] = {{.name = "cisa-kev",
                            .title = "CISA catalogue of known exploited vulnerabilities",
                            .title_de = "CISA-Katalog bekanntermaßen ausgenutzter Schwachstellen",
                            .recognise = is_catalogue,
                            .read = read_catalogue}};

}  // namespace

extern const Format reader_kev;
const Format reader_kev{.name = "kev", .kinds = kKinds};

}  // namespace wafpp::evidence
