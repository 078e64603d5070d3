#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "evidence/common/aliases.h"
#include "evidence/common/cvss.h"
#include "evidence/common/lookalike.h"
#include "evidence/common/purl.h"
#include "evidence/common/severity.h"
#include "evidence/common/signature.h"
#include "evidence/common/time.h"

namespace wafpp::evidence {
namespace {

TEST(Time, IsUtcInWholeSeconds) {
  struct Row {
    std::string_view written;
    std::string_view wanted;  ///< Empty: no time.
  };
  const Row rows[] = {
      {"2025-12-26 14:21:44.742000+01:00", "2025-12-26T13:21:44Z"},
      {"2026-07-06T05:12:44.118273645Z", "2026-07-06T05:12:44Z"},
      {"2026-07-06t05:12:44z", "2026-07-06T05:12:44Z"},
      {"2026-01-01T00:30:00+0100", "2025-12-31T23:30:00Z"},
      {"2026-01-01T00:30:00-08", "2026-01-01T08:30:00Z"},
      {"1783300345.9", "2026-07-06T01:12:25Z"},
      {"1783300345", "2026-07-06T01:12:25Z"},
      {"1.783300345E9", "2026-07-06T01:12:25Z"},
      {"2026-07-06", "2026-07-06"},
      {"2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"},
      {"2026-02-29T00:00:00Z", ""},
      {"2026-07-06T05:12:44", ""},
      {"2026-07-06T25:00:00Z", ""},
      {"2026-07-06T05:12:44+25:00", ""},
      {"2026-7-6", ""},
      {"1e300", ""},
      {"nan", ""},
      {"-1", ""},
      {"", ""},
      {"2026-07-06T05:12:44Zx", ""},
      {"1970-01-01T00:00:00+01:00", ""},
      {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"},
  };
  for (const Row& row : rows) EXPECT_EQ(time_of(row.written).value_or(""), row.wanted) << row.written;
  EXPECT_EQ(time_of("2024-01-31 15:19:45.978", Zone::UtcIfMissing).value_or(""), "2024-01-31T15:19:45Z");
}

TEST(Purl, IsNormalisedByTheRulesOfItsType) {
  struct Row {
    std::string_view written;
    std::string_view wanted;
  };
  const Row rows[] = {
      {"pkg:PyPI/Django_Rest@1.0", "pkg:pypi/django-rest@1.0"},
      {"pkg:npm/%40angular/core@1.0", "pkg:npm/%40angular/core@1.0"},
      {"pkg:npm/@angular/core@1.0", "pkg:npm/%40angular/core@1.0"},
      {"pkg:deb/debian/curl@7.50?epoch=1&arch=i386", "pkg:deb/debian/curl@1:7.50?arch=i386"},
      {"pkg:deb/debian/curl@1%3A7.50?arch=i386", "pkg:deb/debian/curl@1:7.50?arch=i386"},
      {"pkg:rpm/RedHat/OpenSSL@0:1.0", "pkg:rpm/redhat/OpenSSL@1.0"},
      {"pkg:deb/debian/a@0:0:1.0", "pkg:deb/debian/a@1.0"},
      {"pkg://maven/org.apache/Log4j@2", "pkg:maven/org.apache/Log4j@2"},
      {"pkg:oci/frontend@sha256%3A9D99?repository_url=a/b&Tag=", "pkg:oci/frontend@sha256:9d99?repository_url=a/b"},
      {"pkg:golang/github.com/A/B@v1#/sub//./x/../y", "pkg:golang/github.com/a/b@v1#sub/x/y"},
      {"pkg:generic/a%20b@1%", "pkg:generic/a%20b@1%25"},
      // An encoded slash separates as a plain one; keys are letters, digits and `.-_`.
      {"pkg:generic/a%2Fb/c@1#d%2F", "pkg:generic/a/b/c@1#d"},
      {"pkg:npm/a@1?arch=x&2k=y&k#1=v#", "pkg:npm/a@1?arch=x"},
      {"npm/a@1", ""},
      {"pkg:npm", ""},
      {"pkg:npm/", ""},
      {"pkg:1npm/a", ""},
      {"pkg:n pm/a", ""},
  };
  for (const Row& row : rows) {
    std::optional<Purl> purl = parse_purl(row.written);
    EXPECT_EQ(purl ? purl->text() : "", row.wanted) << row.written;
  }
}

TEST(Purl, WithoutAVersionCoversAllVersions) {
  auto covers = [](std::string_view named, std::string_view found) { return purl_covers(*parse_purl(named), *parse_purl(found)); };
  EXPECT_TRUE(covers("pkg:npm/a", "pkg:npm/a@1?arch=x"));
  EXPECT_TRUE(covers("pkg:apk/alpine/b@1", "pkg:apk/alpine/b@1?arch=x86_64"));
  EXPECT_FALSE(covers("pkg:npm/a@1", "pkg:npm/a"));
  EXPECT_FALSE(covers("pkg:npm/a?arch=y", "pkg:npm/a@1?arch=x"));
  EXPECT_FALSE(covers("pkg:npm/a@1", "pkg:npm/a@2"));
}

TEST(Cvss, FollowsTheRulesOfItsVersion) {
  struct Row {
    std::string_view vector;
    double score;
    Severity severity;
  };
  // Scores as NIST's database gives them for these vectors.
  const Row rows[] = {
      {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8, Severity::Critical},
      {"CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0, Severity::Critical},
      {"CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1, Severity::Medium},
      {"CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:N/I:N/A:H", 5.5, Severity::Medium},
      {"CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:N/A:N", 0.0, Severity::Info},
      {"CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N/E:P/RL:O", 1.6, Severity::Low},
      {"AV:N/AC:L/Au:N/C:P/I:P/A:P", 7.5, Severity::High},
      {"(AV:N/AC:M/Au:N/C:N/I:P/A:N)", 4.3, Severity::Medium},
      {"AV:L/AC:H/Au:N/C:C/I:C/A:C", 6.2, Severity::Medium},
  };
  for (const Row& row : rows) {
    std::optional<CvssScore> score = cvss_score(row.vector);
    ASSERT_TRUE(score.has_value()) << row.vector;
    EXPECT_NEAR(score->score, row.score, 0.001) << row.vector;
    EXPECT_EQ(score->severity, row.severity) << row.vector;
  }
  for (std::string_view none :
       {"", "CVSS:3.1/AV:N", "CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "CVSS:3.1/AV:N/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "CVSS:5.0/AV:N", "high", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A"}) {
    EXPECT_FALSE(cvss_score(none).has_value()) << none;
  }
}

/// One vector and its score a line, from another implementation of the standard.
TEST(Cvss, OfVersionFourIsAsElsewhere) {
  std::ifstream file(std::filesystem::path(WAFPP_SOURCE_DIR) / "tests/evidence/data/cvss_4.txt");
  std::string vector;
  double wanted = 0;
  size_t count = 0;
  while (file >> vector >> wanted) {
    ++count;
    std::optional<CvssScore> score = cvss_score(vector);
    ASSERT_TRUE(score.has_value()) << vector;
    EXPECT_EQ(score->version, 4);
    EXPECT_NEAR(score->score, wanted, 0.001) << vector;
  }
  EXPECT_EQ(count, 200U);
}

TEST(Cvss, OfVersionFourIsStrict) {
  const std::string base = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H";
  EXPECT_EQ(cvss_score(base)->severity, Severity::Critical);
  EXPECT_EQ(cvss_score("CVSS:4.0/SA:N/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N")->severity, Severity::Info);
  for (std::string_view more : {"/", "/AV:N", "/ME:A", "/MSC:S", "/U:Blue", "/U:Red/U:Red", "/E:X/E:A", "/X", "/MAV:", "/E:PP"}) {
    EXPECT_FALSE(cvss_score(base + std::string(more)).has_value()) << more;
  }
  EXPECT_FALSE(cvss_score("CVSS:4.0/").has_value());
  EXPECT_FALSE(cvss_score("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:S/SA:H").has_value());
  EXPECT_FALSE(cvss_score("CVSS:4.0/AV:X/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H").has_value());
}

TEST(Aliases, GoOnFromNameToName) {
  Aliases aliases;
  std::string_view first[] = {"CVE-2024-1"};
  std::string_view second[] = {"GHSA-b"};
  std::string_view bundle[] = {"CVE-2024-8", "CVE-2024-9"};
  aliases.add("GHSA-a", first);
  aliases.add("OSV-1", second);
  aliases.add("GHSA-a", second);
  aliases.add("DSA-1", bundle);
  EXPECT_EQ(aliases.canonical("OSV-1"), "CVE-2024-1");
  EXPECT_TRUE(aliases.same("OSV-1", "GHSA-a"));
  EXPECT_FALSE(aliases.same("CVE-2024-8", "CVE-2024-9"));
  EXPECT_EQ(aliases.canonical("nobody"), "nobody");
}

// The test vector of the specification: r and s one behind the other.
TEST(Signature, OfTheSpecificationVerifies) {
  constexpr std::string_view kKey =
      "-----BEGIN PUBLIC KEY-----\n"
      "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZ805D3eqNZywjCI19lInBJOp7YMr\n"
      "CrzAH3CVTAOQ0jgMeCvVTiaRJaRPRDOv8UMs6U4SvKc6pnrIDOoSYI3fdA==\n"
      "-----END PUBLIC KEY-----\n";
  std::string message = dsse_encoding("http://example.com/HelloWorld", "hello world");
  EXPECT_EQ(message, "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  base::Result<std::string> signature =
      from_any_base64("A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==");
  ASSERT_TRUE(signature.has_value());
  EXPECT_TRUE(verifies(kKey, message, *signature).value_or(false));
  EXPECT_FALSE(verifies(kKey, message + " ", *signature).value_or(true));
  EXPECT_FALSE(verifies("no key", message, *signature).has_value());
  EXPECT_EQ(problem_with_key(kKey), "");
  EXPECT_EQ(problem_with_key("no key"), "no public key in PEM");
}

TEST(Lookalike, IsOneEditOrALetterThatLooksAlikeAway) {
  EXPECT_EQ(looks_like("npm", "express"), "");
  EXPECT_EQ(looks_like("npm", "expresss"), "express");
  EXPECT_EQ(looks_like("npm", "exprss"), "express");
  EXPECT_EQ(looks_like("npm", "exprees"), "express");
  EXPECT_EQ(looks_like("npm", "epxress"), "express");
  EXPECT_EQ(looks_like("npm", "l0dash"), "lodash");
  EXPECT_EQ(looks_like("npm", "cornmander"), "commander");
  EXPECT_EQ(looks_like("npm", "\xD0\xB5xpress"), "express");
  EXPECT_EQ(looks_like("npm", "stripansi"), "strip-ansi");
  EXPECT_EQ(looks_like("pypi", "reqeusts"), "requests");
  EXPECT_EQ(looks_like("pypi", "Typing_Extensions"), "");
  EXPECT_EQ(looks_like("pypi", "pythondateutil"), "python-dateutil");
}

TEST(Lookalike, LeavesAloneWhatMeansNothing) {
  EXPECT_EQ(looks_like("npm", ""), "");
  EXPECT_EQ(looks_like("npm", "expresss-and-more"), "");
  EXPECT_EQ(looks_like("npm", "@shop/expresss"), "");
  EXPECT_EQ(looks_like("deb", "expresss"), "");
  // Digits alone.
  EXPECT_EQ(looks_like("npm", "webpack5"), "");
  // Well known itself, and one letter from another.
  EXPECT_EQ(looks_like("npm", "preact"), "");
}

}  // namespace
}  // namespace wafpp::evidence
