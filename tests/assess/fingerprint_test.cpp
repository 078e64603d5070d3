#include "assess/fingerprint.h"

#include <gtest/gtest.h>

namespace wafpp::assess {
namespace {

/// A finding about one resource in a repository of one file.
struct Seen {
  Seen(const std::string& path, const std::string& subject, const std::string& environment, const std::string& id) {
    check.id = id;
    std::vector<facts::Fact> made(1);
    made[0].kind = "resource.aws_kms_key";
    made[0].subject = subject;
    const diag::Source& source = sources.add(path, "x");
    made[0].place = {source.id(), 0, 1};
    made[0].target = std::make_shared<const value::StemTarget>();
    facts.add(facts::Root{.folder = "live", .environment = environment, .workspace = {}, .environment_class = {}}, std::move(made));
    finding.check = &check;
    finding.subject = facts.all().front();
  }
  std::string fingerprint() const { return assess::fingerprint(finding, facts, sources); }

  diag::SourceMap sources;
  facts::Facts facts;
  controls::Check check;
  Finding finding;
};

TEST(Fingerprint, IsTheSameFromRunToRun) {
  std::string first = Seen("live/main.tf", "aws_kms_key.a", "prod", "c").fingerprint();
  EXPECT_EQ(first.size(), 32U);
  EXPECT_EQ(first.find_first_not_of("0123456789abcdef"), std::string::npos);
  // The beginning of SHA-256 over the parts with a zero byte behind each: contracts hold it, so it may not change.
  EXPECT_EQ(first, "28b9d1b264530d9493c529e15427e17e");
  EXPECT_EQ(Seen("live/main.tf", "aws_kms_key.a", "prod", "c").fingerprint(), first);
}

TEST(Fingerprint, TellsEachPartApart) {
  std::string first = Seen("live/main.tf", "aws_kms_key.a", "prod", "c").fingerprint();
  EXPECT_NE(Seen("live/other.tf", "aws_kms_key.a", "prod", "c").fingerprint(), first);
  EXPECT_NE(Seen("live/main.tf", "aws_kms_key.b", "prod", "c").fingerprint(), first);
  EXPECT_NE(Seen("live/main.tf", "aws_kms_key.a", "dev", "c").fingerprint(), first);
  EXPECT_NE(Seen("live/main.tf", "aws_kms_key.a", "prod", "d").fingerprint(), first);
}

TEST(Fingerprint, IsOfThePlaceWhereTheSubjectStandsNotOfItsLine) {
  Seen seen("live/main.tf", "aws_kms_key.a", "prod", "c");
  std::string first = seen.fingerprint();
  seen.finding.place = {1, 1, 1};
  EXPECT_EQ(seen.fingerprint(), first);
}

}  // namespace
}  // namespace wafpp::assess
