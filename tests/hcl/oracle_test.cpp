// Compares the parser with recorded answers of hclsyntax, where those are beside the project.

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <simdjson.h>

#include <filesystem>

#include "hcl/dump.h"
#include "hcl/parser.h"

namespace wafpp::hcl {
namespace {

std::string sha256(std::string_view text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha256(), nullptr);
  std::string hex;
  for (unsigned i = 0; i < size; ++i) {
    constexpr char kDigits[] = "0123456789abcdef";
    hex += kDigits[digest[i] >> 4];
    hex += kDigits[digest[i] & 15];
  }
  return hex;
}

TEST(Oracle, AgreesOnEverySource) {
  std::filesystem::path path = WAFPP_SOURCE_DIR "/../shared/oracle/hcl-dev.jsonl";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "there is no " << path;
  simdjson::padded_string text = simdjson::padded_string::load(path.string());
  simdjson::dom::parser json;
  simdjson::dom::document_stream lines = json.parse_many(text);
  size_t total = 0;
  size_t agreed = 0;
  for (simdjson::dom::element line : lines) {
    std::string source_text{line["source"].get_string().value()};
    diag::Source source(1, "main.tf", source_text);
    diag::Sink sink;
    Tree tree = parse(source, sink, Tokens::Keep);
    std::string joined;
    for (const Token& token : tree.tokens.tokens) joined += source_text.substr(token.begin, token.end - token.begin);
    EXPECT_EQ(joined, source_text) << "tokens of " << line["id"];
    bool expected_ok = line["ok"].get_bool().value();
    bool agrees = !sink.has_errors() == expected_ok;
    std::string dumped = dump(tree);
    if (agrees && expected_ok) agrees = sha256(dumped) == line["ast"].get_string().value();
    ++total;
    if (agrees) {
      ++agreed;
      continue;
    }
    ADD_FAILURE() << line["id"] << ": " << (expected_ok ? "is accepted" : "is refused") << " by hclsyntax\n"
                  << source_text << "\n"
                  << (sink.has_errors() ? sink.diagnostics().front().message : dumped);
  }
  EXPECT_GT(total, 1000U);
  RecordProperty("agreed", std::to_string(agreed) + " of " + std::to_string(total));
}

}  // namespace
}  // namespace wafpp::hcl
