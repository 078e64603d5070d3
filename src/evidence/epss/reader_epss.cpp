#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "evidence/common/json_fields.h"
#include "evidence/common/time.h"

namespace wafpp::evidence {

namespace {

/// A probability: 0 to 1.
std::optional<double> share_of(std::string_view text) {
  double number = -1;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || text.empty() || end != text.data() + text.size() || !(number >= 0 && number <= 1)) return std::nullopt;
  return number;
}

void add_score(Reading& reading, std::string_view id, std::string_view probability, std::string_view percentile) {
  std::optional<double> share = share_of(probability);
  if (!id.starts_with("CVE-") || !share) {
    reading.warn("a row has to be a CVE id and two shares between 0 and 1; this one is left out");
    return;
  }
  reading.item().scores.push_back({reading.item().keep(id), *share, share_of(percentile).value_or(0)});
}

/// How many there are, and the highest.
void summarise(Item& item) {
  constexpr size_t kShown = 20;
  auto by_id = [](const Score& a, const Score& b) { return a.id < b.id; };
  std::sort(item.scores.begin(), item.scores.end(), by_id);
  std::vector<Score> highest = item.scores;
  size_t shown = std::min(kShown, highest.size());
  std::partial_sort(highest.begin(), highest.begin() + static_cast<ptrdiff_t>(shown), highest.end(), [](const Score& a, const Score& b) {
    return a.probability != b.probability ? a.probability > b.probability : a.id < b.id;
  });
  std::vector<value::Member> sample;
  for (size_t i = 0; i < shown; ++i) {
    // As many digits as EPSS gives; a binary fraction would be printed in full.
    std::string digits = fmt::format("{:.5f}", highest[i].probability);
    if (std::optional<value::Number> number = value::Number::parse(digits))
      sample.push_back({Value::string(highest[i].id), Value::number(*number)});
  }
  item.summary.number("rows", static_cast<int64_t>(item.scores.size())).set("sample", Value::object(std::move(sample)));
}

void read_csv(Reading& reading) {
  Item& item = reading.item();
  std::string_view text = reading.text();
  bool has_header = false;
  for (size_t at = 0; at < text.size() && !reading.refused();) {
    size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = base::trimmed(text.substr(at, end - at));
    reading.mark_entry(at);
    at = end + 1;
    if (line.empty()) continue;
    if (line.front() == '#') {
      constexpr std::string_view kDate = "score_date:";
      size_t date = line.find(kDate);
      if (date == std::string_view::npos) continue;
      std::string_view value = line.substr(date + kDate.size());
      std::optional<std::string> time = time_of(value.substr(0, value.find(',')));
      if (time) item.summary.text("score_date", *time);
      continue;
    }
    if (!has_header) {
      has_header = line == "cve,epss,percentile";
      if (!has_header)
        reading.refuse({"the header `cve,epss,percentile` is wanted here", "hier wird die Kopfzeile `cve,epss,percentile` erwartet"});
      continue;
    }
    size_t first = line.find(',');
    size_t second = line.find(',', first == std::string_view::npos ? first : first + 1);
    if (second == std::string_view::npos) {
      reading.refuse({"a row has three columns; the file may be cut off here",
                      "eine Zeile hat drei Spalten; die Datei ist hier vielleicht abgeschnitten"});
      continue;
    }
    add_score(reading, line.substr(0, first), line.substr(first + 1, second - first - 1), line.substr(second + 1));
  }
  if (!has_header) reading.refuse({"there is no row in it", "sie enthält keine Zeile"});
  summarise(item);
}

void read_api(Reading& reading) {
  for_each_member(reading, [&](std::string_view name) {
    return name == "data" && for_each_element(reading, "data", [&](const JsonValue& row) {
             add_score(reading, text_at(row, "cve"), text_at(row, "epss"), text_at(row, "percentile"));
             if (std::string_view day = time_at(reading, row, "date"); !day.empty()) reading.item().summary.text("score_date", day);
           });
  });
  summarise(reading.item());
}

bool is_csv(const Shape& shape) {
  return shape.writing == Writing::Text && (shape.head.starts_with("#model_version:") || shape.head.starts_with("cve,epss,percentile"));
}
bool is_api(const Shape& shape) { return shape.is_array("data") && shape.has("data[].epss") && shape.has("data[].cve"); }

constexpr Kind kKinds[] = {
    {.name = "epss-csv", .title = "EPSS scores", .title_de = "EPSS-Werte", .recognise = is_csv, .read = read_csv, .accepts = Accepts::Text},
    {.name = "epss-api",
     .title = "EPSS scores from its API",
     .title_de = "EPSS-Werte aus dessen API",
     .recognise = is_api,
     .read = read_api,
     .needs = "data"},
};

}  // namespace

extern const Format reader_epss;
const Format reader_epss{.name = "epss", .kinds = kKinds};

}  // namespace wafpp::evidence
