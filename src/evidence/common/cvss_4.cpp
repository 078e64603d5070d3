// CVSS v4.0, section 8. A vector belongs to one of 270 MacroVectors, which experts have ranked and given a score each. Within its
// MacroVector it is placed between that score and the scores of the next lower ones: for each group of metrics (EQ) we look how far the
// vector is from the most severe one of its level, as a share of how far that can be, and take that share of the way down. The mean over
// the groups that have a lower level is taken off the score.

#include "evidence/common/cvss_4.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

namespace wafpp::evidence {

namespace {

/// Scores of the MacroVectors in tenths: rows by EQ1, EQ2, EQ3, columns by EQ4, EQ5, EQ6. 0: there is none.
constexpr uint8_t kScores[18][18] = {
    {100, 99, 98, 95, 95, 92, 100, 96, 93, 87, 91, 81, 93, 90, 89, 80, 81, 68},  // 000
    {98, 95, 95, 92, 90, 84, 93, 92, 89, 81, 81, 65, 88, 80, 78, 70, 69, 48},    // 001
    {0, 92, 0, 82, 0, 72, 0, 79, 0, 69, 0, 50, 0, 69, 0, 55, 0, 27},             // 002
    {99, 97, 95, 92, 92, 85, 95, 91, 90, 83, 84, 71, 92, 81, 82, 71, 72, 53},    // 010
    {95, 93, 92, 85, 85, 73, 92, 82, 80, 72, 70, 59, 84, 70, 71, 52, 50, 30},    // 011
    {0, 86, 0, 75, 0, 52, 0, 71, 0, 52, 0, 29, 0, 63, 0, 29, 0, 17},             // 012
    {98, 95, 94, 87, 91, 81, 94, 89, 86, 74, 77, 64, 87, 75, 74, 63, 63, 49},    // 100
    {94, 89, 88, 77, 76, 67, 86, 76, 74, 58, 59, 50, 72, 57, 57, 52, 52, 25},    // 101
    {0, 83, 0, 70, 0, 54, 0, 65, 0, 58, 0, 26, 0, 53, 0, 21, 0, 13},             // 102
    {95, 90, 88, 76, 76, 70, 90, 77, 75, 62, 61, 53, 77, 66, 68, 59, 52, 30},    // 110
    {89, 78, 76, 67, 62, 58, 74, 59, 57, 57, 47, 23, 61, 52, 57, 29, 24, 16},    // 111
    {0, 71, 0, 59, 0, 30, 0, 58, 0, 26, 0, 15, 0, 23, 0, 13, 0, 6},              // 112
    {93, 87, 86, 72, 75, 58, 86, 74, 74, 61, 56, 34, 70, 54, 52, 40, 40, 22},    // 200
    {85, 75, 74, 55, 62, 51, 72, 57, 55, 41, 46, 19, 53, 36, 34, 19, 19, 8},     // 201
    {0, 64, 0, 51, 0, 20, 0, 47, 0, 21, 0, 11, 0, 24, 0, 9, 0, 4},               // 202
    {88, 75, 73, 53, 60, 50, 73, 55, 59, 40, 41, 20, 54, 43, 45, 22, 20, 11},    // 210
    {75, 55, 58, 45, 40, 21, 61, 51, 48, 18, 20, 9, 46, 18, 17, 7, 8, 2},        // 211
    {0, 53, 0, 24, 0, 14, 0, 24, 0, 12, 0, 5, 0, 10, 0, 3, 0, 1},                // 212
};

/// Metrics whose values are levels, the most severe first.
enum Metric : uint8_t { kAv, kPr, kUi, kAc, kAt, kVc, kVi, kVa, kSc, kSi, kSa, kE, kCr, kIr, kAr, kMetrics };

struct Name {
  std::string_view name;
  std::string_view values;  ///< A letter each, in the order of the levels.
};
constexpr std::array<Name, kMetrics> kNames = {{{"AV", "NALP"},
                                                {"PR", "NLH"},
                                                {"UI", "NPA"},
                                                {"AC", "LH"},
                                                {"AT", "NP"},
                                                {"VC", "HLN"},
                                                {"VI", "HLN"},
                                                {"VA", "HLN"},
                                                {"SC", "SHLN"},
                                                {"SI", "SHLN"},
                                                {"SA", "SHLN"},
                                                {"E", "APU"},
                                                {"CR", "HML"},
                                                {"IR", "HML"},
                                                {"AR", "HML"}}};
/// Levels of SC, SI and SA: only a modified SI or SA can be about safety.
constexpr int kSafety = 0;
constexpr int kHighSubsequent = 1;
constexpr int kNoSubsequent = 3;
constexpr int kNone = 2;  ///< Of VC, VI and VA.

constexpr std::string_view kSupplementalNames[] = {"S", "AU", "R", "V", "RE", "U"};
constexpr std::string_view kSupplementalValues[][5] = {{"X", "N", "P"}, {"X", "N", "Y"},      {"X", "A", "U", "I"},
                                                       {"X", "D", "C"}, {"X", "L", "M", "H"}, {"X", "Clear", "Green", "Amber", "Red"}};

/// A supplemental metric: which one (its bit), or 0 where it is none or has no such value.
unsigned supplemental_bit(std::string_view name, std::string_view value) {
  for (size_t i = 0; i < std::size(kSupplementalNames); ++i) {
    if (kSupplementalNames[i] != name || value.empty()) continue;
    return std::find(std::begin(kSupplementalValues[i]), std::end(kSupplementalValues[i]), value) != std::end(kSupplementalValues[i])
               ? 1U << i
               : 0U;
  }
  return 0;
}

using Levels = std::array<int, kMetrics>;

class Parser {
 public:
  /// The levels that count: modified metrics in place of the base ones; of what is not defined the most severe.
  std::optional<Levels> parse(std::string_view vector) {
    constexpr std::string_view kStart = "CVSS:4.0/";
    if (!vector.starts_with(kStart)) return std::nullopt;
    vector.remove_prefix(kStart.size());
    while (true) {
      size_t slash = vector.find('/');
      std::string_view part = vector.substr(0, slash);
      size_t colon = part.find(':');
      if (colon == std::string_view::npos || !take(part.substr(0, colon), part.substr(colon + 1))) return std::nullopt;
      if (slash == std::string_view::npos) break;
      vector.remove_prefix(slash + 1);
    }
    Levels levels{};
    for (size_t i = 0; i < kMetrics; ++i) {
      bool is_mandatory = i <= kSa;
      if (is_mandatory && base_[i] == kAbsent) return std::nullopt;
      levels[i] = modified_[i] >= 0 ? modified_[i] : std::max(base_[i], 0);
    }
    return levels;
  }

 private:
  static constexpr int kAbsent = -1;
  static constexpr int kNotDefined = -2;

  bool take(std::string_view name, std::string_view value) {
    if (unsigned bit = supplemental_bit(name, value); bit != 0) {
      bool is_new = (supplemental_ & bit) == 0;
      supplemental_ |= bit;
      return is_new;
    }
    bool is_modified = name.size() > 1 && name.front() == 'M';
    if (is_modified) name.remove_prefix(1);
    auto found = std::find_if(kNames.begin(), kNames.end(), [&](const Name& each) { return each.name == name; });
    if (found == kNames.end() || value.size() != 1) return false;
    auto metric = static_cast<size_t>(found - kNames.begin());
    bool is_optional = is_modified || metric >= kE;
    if (is_modified && metric >= kE) return false;
    int& slot = (is_modified ? modified_ : base_)[metric];
    if (slot != kAbsent) return false;
    if (value == "X") {
      slot = kNotDefined;
      return is_optional;
    }
    size_t level = found->values.find(value.front());
    if (level == std::string_view::npos) return false;
    // Safety is a value of the modified SI and SA alone.
    if (level == kSafety && metric >= kSc && metric <= kSa && (!is_modified || metric == kSc)) return false;
    slot = static_cast<int>(level);
    return true;
  }

  static constexpr Levels all(int level) {
    Levels levels{};
    for (int& each : levels) each = level;
    return levels;
  }
  Levels base_ = all(kAbsent);
  Levels modified_ = all(kAbsent);
  unsigned supplemental_ = 0;
};

/// The level of each group. EQ3 and EQ6 depend on each other.
struct MacroVector {
  int eq1 = 0;
  int eq2 = 0;
  int eq3 = 0;
  int eq4 = 0;
  int eq5 = 0;
  int eq6 = 0;
};

MacroVector macro_vector(const Levels& m) {
  MacroVector v;
  int open = (m[kAv] == 0 ? 1 : 0) + (m[kPr] == 0 ? 1 : 0) + (m[kUi] == 0 ? 1 : 0);
  constexpr int kPhysical = 3;
  v.eq1 = open == 3 ? 0 : open == 0 || m[kAv] == kPhysical ? 2 : 1;
  v.eq2 = m[kAc] == 0 && m[kAt] == 0 ? 0 : 1;
  bool is_high[] = {m[kVc] == 0, m[kVi] == 0, m[kVa] == 0};
  v.eq3 = is_high[0] && is_high[1] ? 0 : is_high[0] || is_high[1] || is_high[2] ? 1 : 2;
  int subsequent = std::min({m[kSc], m[kSi], m[kSa]});
  v.eq4 = subsequent == kSafety ? 0 : subsequent == kHighSubsequent ? 1 : 2;
  v.eq5 = m[kE];
  v.eq6 = (is_high[0] && m[kCr] == 0) || (is_high[1] && m[kIr] == 0) || (is_high[2] && m[kAr] == 0) ? 0 : 1;
  return v;
}

/// Negative where there is no such MacroVector.
double score_of(const MacroVector& v) {
  if (v.eq1 > 2 || v.eq2 > 1 || v.eq3 > 2 || v.eq4 > 2 || v.eq5 > 2 || v.eq6 > 1) return -1;
  uint8_t tenths = kScores[(v.eq1 * 6) + (v.eq2 * 3) + v.eq3][(v.eq4 * 6) + (v.eq5 * 2) + v.eq6];
  return tenths == 0 ? -1 : tenths / 10.0;
}

/// The most severe vectors of a level: none of them is more severe than another.
template <size_t kCount>
using Tops = std::span<const std::array<int8_t, kCount>>;

constexpr std::array<int8_t, 3> kEq1Tops[] = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {3, 0, 0}, {1, 1, 1}};
constexpr std::array<int8_t, 2> kEq2Tops[] = {{0, 0}, {1, 0}, {0, 1}};
constexpr std::array<int8_t, 3> kEq4Tops[] = {{1, 0, 0}, {1, 1, 1}, {2, 2, 2}};
/// VC, VI, VA, CR, IR, AR.
constexpr std::array<int8_t, 6> kEq36Tops[] = {
    {0, 0, 0, 0, 0, 0},                                                                                  // 0, 0
    {0, 0, 1, 1, 1, 0}, {0, 0, 0, 1, 1, 1},                                                              // 0, 1
    {1, 0, 0, 0, 0, 0}, {0, 1, 0, 0, 0, 0},                                                              // 1, 0
    {1, 0, 1, 0, 1, 0}, {1, 0, 0, 0, 1, 1}, {0, 1, 0, 1, 0, 1}, {0, 1, 1, 1, 0, 0}, {1, 1, 0, 0, 0, 1},  // 1, 1
    {1, 1, 1, 0, 0, 0},                                                                                  // 2, 1
};

/// Steps down from the first of the tops that is nowhere less severe than the vector.
template <size_t kCount>
int distance(const Levels& m, const std::array<Metric, kCount>& metrics, Tops<kCount> tops) {
  for (const std::array<int8_t, kCount>& top : tops) {
    int sum = 0;
    bool is_above = true;
    for (size_t i = 0; i < kCount; ++i) {
      int steps = m[metrics[i]] - top[i];
      is_above = is_above && steps >= 0;
      sum += steps;
    }
    if (is_above) return sum;
  }
  return 0;
}

struct Way {
  double lower = -1;  ///< The score of the next lower MacroVector; negative: there is none.
  int steps = 0;      ///< From the top of the level.
  int depth = 1;      ///< Steps that the level has.
};

Way eq1_way(const Levels& m, MacroVector v) {
  constexpr std::array<int, 3> kDepths = {1, 4, 5};
  constexpr std::array<size_t, 4> kBegins = {0, 1, 4, 6};
  auto level = static_cast<size_t>(v.eq1);
  Tops<3> tops = Tops<3>(kEq1Tops).subspan(kBegins[level], kBegins[level + 1] - kBegins[level]);
  ++v.eq1;
  return {score_of(v), distance<3>(m, {kAv, kPr, kUi}, tops), kDepths[level]};
}

Way eq2_way(const Levels& m, MacroVector v) {
  bool is_top = v.eq2 == 0;
  Tops<2> tops = is_top ? Tops<2>(kEq2Tops).first(1) : Tops<2>(kEq2Tops).subspan(1);
  ++v.eq2;
  return {score_of(v), distance<2>(m, {kAc, kAt}, tops), is_top ? 1 : 2};
}

Way eq36_way(const Levels& m, MacroVector v) {
  constexpr std::array<int, 6> kDepths = {7, 6, 8, 8, 1, 10};
  constexpr std::array<size_t, 7> kBegins = {0, 1, 3, 5, 10, 10, 11};
  auto level = static_cast<size_t>((v.eq3 * 2) + v.eq6);
  Tops<6> tops = Tops<6>(kEq36Tops).subspan(kBegins[level], kBegins[level + 1] - kBegins[level]);
  MacroVector lower_3 = v;
  MacroVector lower_6 = v;
  ++lower_3.eq3;
  ++lower_6.eq6;
  // From 0, 0 two ways lead down: the higher score is the next one. From 1, 0 there is only the one through EQ6.
  return {std::max(score_of(lower_3), score_of(lower_6)), distance<6>(m, {kVc, kVi, kVa, kCr, kIr, kAr}, tops), kDepths[level]};
}

Way eq4_way(const Levels& m, MacroVector v) {
  constexpr std::array<int, 3> kDepths = {6, 5, 4};
  auto level = static_cast<size_t>(v.eq4);
  Tops<3> tops = Tops<3>(kEq4Tops).subspan(level, 1);
  ++v.eq4;
  return {score_of(v), distance<3>(m, {kSc, kSi, kSa}, tops), kDepths[level]};
}

/// All vectors of a level of EQ5 are alike.
Way eq5_way(MacroVector v) {
  ++v.eq5;
  return {score_of(v), 0, 1};
}

bool has_no_impact(const Levels& m) {
  return m[kVc] == kNone && m[kVi] == kNone && m[kVa] == kNone && m[kSc] == kNoSubsequent && m[kSi] == kNoSubsequent &&
         m[kSa] == kNoSubsequent;
}

}  // namespace

std::optional<double> cvss_4_score(std::string_view vector) {
  std::optional<Levels> levels = Parser().parse(vector);
  if (!levels) return std::nullopt;
  if (has_no_impact(*levels)) return 0.0;
  MacroVector v = macro_vector(*levels);
  double top = score_of(v);
  double sum = 0;
  int ways = 0;
  for (const Way& way : {eq1_way(*levels, v), eq2_way(*levels, v), eq36_way(*levels, v), eq4_way(*levels, v), eq5_way(v)}) {
    if (way.lower < 0) continue;
    ++ways;
    sum += (top - way.lower) * way.steps / way.depth;
  }
  double score = std::clamp(ways == 0 ? top : top - (sum / ways), 0.0, 10.0);
  // Half a tenth goes up, also where binary fractions put it just below.
  constexpr double kNoise = 1e-6;
  return std::floor(((score + kNoise) * 10) + 0.5) / 10;
}

}  // namespace wafpp::evidence
