#include "evidence/common/cvss.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "evidence/common/cvss_4.h"
#include "evidence/common/severity.h"

namespace wafpp::evidence {

namespace {

/// The metrics of a vector by name, as far as they are base metrics.
template <size_t kCount>
std::optional<std::array<char, kCount>> metrics_of(std::string_view vector, const std::array<std::string_view, kCount>& names) {
  std::array<char, kCount> values{};
  while (!vector.empty()) {
    size_t slash = vector.find('/');
    std::string_view part = vector.substr(0, slash);
    vector = slash == std::string_view::npos ? std::string_view() : vector.substr(slash + 1);
    size_t colon = part.find(':');
    if (colon == std::string_view::npos || colon + 1 == part.size()) return std::nullopt;
    auto name = std::find(names.begin(), names.end(), part.substr(0, colon));
    if (name == names.end()) continue;  // Temporal and environmental metrics leave the base score alone.
    char& value = values[static_cast<size_t>(name - names.begin())];
    if (value != 0 || part.size() != colon + 2) return std::nullopt;
    value = part[colon + 1];
  }
  if (std::find(values.begin(), values.end(), '\0') != values.end()) return std::nullopt;
  return values;
}

/// The number that stands for a letter; negative for one that the version does not know.
double weight(char letter, std::string_view letters, std::initializer_list<double> weights) {
  size_t at = letters.find(letter);
  return at == std::string_view::npos ? -1 : *(weights.begin() + at);
}

// CVSS v3.1, appendix A: rounding up without the noise of binary fractions.
double round_up(double number) {
  auto scaled = static_cast<int64_t>(std::lround(number * 100'000));
  return scaled % 10'000 == 0 ? static_cast<double>(scaled) / 100'000 : (std::floor(static_cast<double>(scaled) / 10'000) + 1) / 10;
}

// CVSS v3.1, section 7.1.
std::optional<CvssScore> score_v3(std::string_view vector) {
  static constexpr std::array<std::string_view, 8> kNames = {"AV", "AC", "PR", "UI", "S", "C", "I", "A"};
  std::optional<std::array<char, 8>> m = metrics_of(vector, kNames);
  if (!m) return std::nullopt;
  bool changed = (*m)[4] == 'C';
  if (!changed && (*m)[4] != 'U') return std::nullopt;
  double av = weight((*m)[0], "NALP", {0.85, 0.62, 0.55, 0.2});
  double ac = weight((*m)[1], "LH", {0.77, 0.44});
  double pr = changed ? weight((*m)[2], "NLH", {0.85, 0.68, 0.5}) : weight((*m)[2], "NLH", {0.85, 0.62, 0.27});
  double ui = weight((*m)[3], "NR", {0.85, 0.62});
  auto impact_of = [&](size_t at) { return weight((*m)[at], "HLN", {0.56, 0.22, 0}); };
  double c = impact_of(5);
  double i = impact_of(6);
  double a = impact_of(7);
  if (std::min({av, ac, pr, ui, c, i, a}) < 0) return std::nullopt;
  double iss = 1 - (1 - c) * (1 - i) * (1 - a);
  double impact = changed ? 7.52 * (iss - 0.029) - 3.25 * std::pow(iss - 0.02, 15) : 6.42 * iss;
  double exploitability = 8.22 * av * ac * pr * ui;
  CvssScore result{3, 0, Severity::Unknown};
  if (impact > 0) result.score = round_up(std::min((changed ? 1.08 : 1.0) * (impact + exploitability), 10.0));
  result.severity = severity_of_score(result.score);
  return result;
}

// CVSS v2, section 3.2.1.
std::optional<CvssScore> score_v2(std::string_view vector) {
  static constexpr std::array<std::string_view, 6> kNames = {"AV", "AC", "Au", "C", "I", "A"};
  std::optional<std::array<char, 6>> m = metrics_of(vector, kNames);
  if (!m) return std::nullopt;
  double av = weight((*m)[0], "LAN", {0.395, 0.646, 1.0});
  double ac = weight((*m)[1], "HML", {0.35, 0.61, 0.71});
  double au = weight((*m)[2], "MSN", {0.45, 0.56, 0.704});
  auto impact_of = [&](size_t at) { return weight((*m)[at], "NPC", {0, 0.275, 0.660}); };
  double c = impact_of(3);
  double i = impact_of(4);
  double a = impact_of(5);
  if (std::min({av, ac, au, c, i, a}) < 0) return std::nullopt;
  double impact = 10.41 * (1 - (1 - c) * (1 - i) * (1 - a));
  double exploitability = 20 * av * ac * au;
  double score = ((0.6 * impact) + (0.4 * exploitability) - 1.5) * (impact == 0 ? 0 : 1.176);
  CvssScore result{2, std::round(score * 10) / 10, Severity::Unknown};
  result.severity = severity_of_score_v2(result.score);
  return result;
}

}  // namespace

std::optional<CvssScore> cvss_score(std::string_view vector) {
  constexpr std::string_view kV3[] = {"CVSS:3.0/", "CVSS:3.1/"};
  for (std::string_view start : kV3) {
    if (vector.starts_with(start)) return score_v3(vector.substr(start.size()));
  }
  if (vector.starts_with("CVSS:4.0/")) {
    std::optional<double> score = cvss_4_score(vector);
    return score ? std::optional(CvssScore{4, *score, severity_of_score(*score)}) : std::nullopt;
  }
  if (vector.starts_with("CVSS:")) return std::nullopt;
  if (vector.starts_with('(') && vector.ends_with(')')) vector = vector.substr(1, vector.size() - 2);
  return score_v2(vector);
}

void rate_by_vectors(Item& item, Finding& finding, std::span<const std::string_view> vectors) {
  if (finding.severity != Severity::Unknown) return;
  std::optional<CvssScore> best;
  for (std::string_view vector : vectors) {
    std::optional<CvssScore> score = vector.empty() ? std::nullopt : cvss_score(vector);
    if (!score) continue;
    if (best && std::pair(score->version, score->score) <= std::pair(best->version, best->score)) continue;
    best = score;
    finding.rated_by = item.keep(vector);
  }
  if (best) finding.severity = best->severity;
}

}  // namespace wafpp::evidence
