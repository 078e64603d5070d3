// Times, package URLs and CVSS vectors out of reports: what was normalised once stays the same when it is normalised again.

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "evidence/common/cvss.h"
#include "evidence/common/purl.h"
#include "evidence/common/severity.h"
#include "evidence/common/time.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace wafpp;
  using namespace wafpp::evidence;
  std::string text(reinterpret_cast<const char*>(data), size);
  if (std::optional<std::string> time = time_of(text, Zone::UtcIfMissing)) {
    WAFPP_CHECK(time_of(*time) == time, "a time that changes when it is read again");
  }
  if (std::optional<Purl> purl = parse_purl(text)) {
    std::string once = purl->text();
    if (once.size() <= kLongestPurl) {  // Bytes that are written as `%FF` are three.
      std::optional<Purl> again = parse_purl(once);
      WAFPP_CHECK(again.has_value() && again->text() == once, "a package URL that changes when it is read again");
      WAFPP_CHECK(purl_covers(*again, *again), "a package URL that does not cover itself");
    }
    WAFPP_CHECK(once.starts_with(purl->package()), "a package that is not in its own URL");
  }
  if (std::optional<CvssScore> score = cvss_score(text)) WAFPP_CHECK(score->score >= 0 && score->score <= 10, "a score out of its range");
  severity_of(text);
  return 0;
}
