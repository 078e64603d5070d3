#include "evidence/common/severity.h"

#include <algorithm>
#include <string>

namespace wafpp::evidence {

Severity severity_of(std::string_view word) {
  constexpr size_t kLongest = 16;
  if (word.size() > kLongest) return Severity::Unknown;
  std::string upper(word);
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char letter) { return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter; });
  if (upper == "CRITICAL") return Severity::Critical;
  if (upper == "HIGH" || upper == "IMPORTANT") return Severity::High;
  if (upper == "MEDIUM" || upper == "MODERATE") return Severity::Medium;
  if (upper == "LOW") return Severity::Low;
  if (upper == "INFO" || upper == "INFORMATIONAL" || upper == "NEGLIGIBLE" || upper == "MINIMAL" || upper == "NONE") return Severity::Info;
  return Severity::Unknown;
}

Severity severity_of_score(double score) {
  if (!(score >= 0.0 && score <= 10.0)) return Severity::Unknown;
  if (score >= 9.0) return Severity::Critical;
  if (score >= 7.0) return Severity::High;
  if (score >= 4.0) return Severity::Medium;
  return score > 0.0 ? Severity::Low : Severity::Info;
}

Severity severity_of_score_v2(double score) {
  if (!(score >= 0.0 && score <= 10.0)) return Severity::Unknown;
  if (score >= 7.0) return Severity::High;
  return score >= 4.0 ? Severity::Medium : Severity::Low;
}

}  // namespace wafpp::evidence
