#include "diag/render.h"

#include <gtest/gtest.h>

namespace wafpp::diag {
namespace {

Place find(const Source& source, std::string_view what) {
  auto at = static_cast<uint32_t>(source.text().find(what));
  return {source.id(), at, at + static_cast<uint32_t>(what.size())};
}

TEST(Render, PlacesOfTwoFiles) {
  SourceMap sources;
  const Source& module = sources.add("modules/logs/main.tf", "\n\nresource \"x\" \"y\" {\n  kms_master_key_id = var.kms_key_id\n}\n");
  const Source& live = sources.add("live/prod/main.tf", "  kms_key_id   = \"alias/aws/s3\"\n");
  Diagnostic diagnostic{.kind = "waf-sec-030/customer-managed-key",
                        .level = Level::Error,
                        .place = find(module, "var.kms_key_id"),
                        .message = "bucket encrypted with a key AWS manages"};
  diagnostic.labels.push_back({diagnostic.place, "is `alias/aws/s3`"});
  diagnostic.labels.push_back({find(live, "\"alias/aws/s3\""), "set here, through module.logs"});
  diagnostic.helps.push_back("reference an `aws_kms_key` managed in this estate");
  EXPECT_EQ(render(diagnostic, sources),
            "error[waf-sec-030/customer-managed-key]: bucket encrypted with a key AWS manages\n"
            "  --> modules/logs/main.tf:4:23\n"
            "   |\n"
            " 4 |   kms_master_key_id = var.kms_key_id\n"
            "   |                       ^^^^^^^^^^^^^^ is `alias/aws/s3`\n"
            "  ::: live/prod/main.tf:1:18\n"
            "   |\n"
            " 1 |   kms_key_id   = \"alias/aws/s3\"\n"
            "   |                  -------------- set here, through module.logs\n"
            "   = help: reference an `aws_kms_key` managed in this estate\n");
}

TEST(Render, LabelsOfOneFileShareTheSnippet) {
  SourceMap sources;
  const Source& source = sources.add("main.tf", "block {\n  a = 1\n\n\n  a = 2\n}\n");
  Diagnostic diagnostic{.kind = "duplicate", .place = {source.id(), 21, 22}, .message = "set twice"};
  diagnostic.labels.push_back({{source.id(), 10, 11}, "first here"});
  EXPECT_EQ(render(diagnostic, sources),
            "error[duplicate]: set twice\n  --> main.tf:5:4\n   |\n 2 |   a = 1\n   |   - first here\n...\n 5 |   a = 2\n   |    ^\n");
}

TEST(Render, WhatIsHostileIsShownNotSent) {
  SourceMap sources;
  const Source& source = sources.add("a\x1b.tf", "\tx = \"\x1b[31m\xff 日本\" # end\n");
  Diagnostic diagnostic{.kind = "k", .place = find(source, "日本"), .message = "one\ntwo\x07"};
  EXPECT_EQ(render(diagnostic, sources),
            "error[k]: one two\\x07\n  --> a\\x1b.tf:1:14\n   |\n 1 |     x = \"\\x1b[31m\xEF\xBF\xBD 日本\" # end\n   |                   "
            " ^^^^\n");
}

TEST(Render, LongLinesAreCutAroundThePlace) {
  SourceMap sources;
  const Source& source = sources.add("main.tf", "a = \"" + std::string(500, 'x') + "HERE" + std::string(500, 'y') + "\"\n");
  Diagnostic diagnostic{.kind = "k", .place = find(source, "HERE"), .message = "m"};
  std::string picture = render(diagnostic, sources, {.width = 60});
  for (size_t at = 0; at < picture.size();) {
    size_t end = picture.find('\n', at);
    EXPECT_LE(end - at, 66U) << picture;
    at = end + 1;
  }
  size_t carets = picture.find("^^^^");
  size_t here = picture.find("HERE");
  ASSERT_NE(carets, std::string::npos);
  auto column = [&](size_t at) { return at - picture.rfind('\n', at); };
  // The dots in front take three bytes and one column.
  EXPECT_EQ(column(carets), column(here) - 2) << picture;
}

TEST(Render, NotesStandBelowWithTheirLinesAligned) {
  SourceMap sources;
  const Source& source = sources.add("main.tf", "a = 1\n");
  Diagnostic diagnostic{.kind = "k", .place = find(source, "1"), .message = "m"};
  diagnostic.notes.push_back({"2 instances", {"a.b", "c.\x1b[0md"}});
  diagnostic.helps.push_back("mend it");
  EXPECT_EQ(render(diagnostic, sources),
            "error[k]: m\n  --> main.tf:1:5\n   |\n 1 | a = 1\n   |     ^\n   = 2 instances: a.b\n                  c.\\x1b[0md\n   = "
            "help: mend it\n");
}

TEST(Render, ATextThatDoesNotFitGoesBelowTheCarets) {
  SourceMap sources;
  const Source& source = sources.add("main.tf", "a = " + std::string(50, 'x') + "\n");
  Diagnostic diagnostic{.kind = "k", .place = find(source, std::string(50, 'x')), .message = "m"};
  diagnostic.labels.push_back({diagnostic.place, "is what it is, and says so in more words than there is room for on a line"});
  EXPECT_EQ(render(diagnostic, sources, {.width = 64}),
            "error[k]: m\n  --> main.tf:1:5\n   |\n 1 | a = " + std::string(50, 'x') + "\n   |     " + std::string(50, '^') +
                "\n   |     is what it is, and says so in more words than there is\n   |     room for on a line\n");
}

TEST(Render, OfALineOfMegabytesOnlyThePlaceIsLookedAt) {
  SourceMap sources;
  const Source& source = sources.add("main.tf.json", std::string(4'000'000, 'x') + "\xC3\xA4HERE" + std::string(4'000'000, 'y'));
  Diagnostic diagnostic{.kind = "k", .place = find(source, "HERE"), .message = "m"};
  std::string picture = render(diagnostic, sources, {.width = 60});
  EXPECT_LT(picture.size(), 300U);
  EXPECT_NE(picture.find("xx\xC3\xA4HEREyy"), std::string::npos) << picture;
}

TEST(Render, WithoutAPlace) {
  SourceMap sources;
  EXPECT_EQ(render({.kind = "k", .level = Level::Warning, .place = {}, .message = "no place"}, sources), "warning[k]: no place\n");
}

}  // namespace
}  // namespace wafpp::diag
