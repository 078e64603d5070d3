#include <gtest/gtest.h>

#include <string>

#include "controls/catalogue.h"
#include "documents/repository.h"

namespace wafpp::controls {
namespace {

/// What is said of a folder with one file in `catalogue`.
std::string said(std::string text) {
  documents::MemoryRepository folder({{"catalogue/own.yml", std::move(text)}});
  diag::SourceMap sources;
  diag::Sink sink;
  add_own_catalogue(folder, sources, sink);
  std::string all;
  for (const diag::Diagnostic& diagnostic : sink.diagnostics())
    all += sources.describe(diagnostic.place) + ": " + diagnostic.message + "\n";
  return all;
}

TEST(OwnCatalogueTest, AddsStoresAndKeysOfAProviderWithoutSchemas) {
  EXPECT_EQ(said("keys: [resource.acme_key]\n"
                 "data_stores:\n"
                 "  acme_database: {kind: database, encrypted: encryption.enabled, key: encryption.key_id}\n"),
            "");
  const DataStore* store = catalogue().stores.find("acme_database");
  ASSERT_NE(store, nullptr);
  EXPECT_EQ(store->places.at(0).keys, std::vector<std::string>{"encryption.key_id"});
  EXPECT_TRUE(catalogue().keys.contains("resource.acme_key"));
}

TEST(OwnCatalogueTest, AnEntryTakesThePlaceOfOneThatIsThere) {
  EXPECT_EQ(said("data_stores: {acme_log: {kind: logs, key: a}}\n"), "");
  EXPECT_EQ(said("data_stores: {acme_log: {kind: logs, key: b}}\n"), "");
  EXPECT_EQ(catalogue().stores.find("acme_log")->places.at(0).keys, std::vector<std::string>{"b"});
  EXPECT_EQ(said("no_data_stores: [{reason: nothing in it, types: [acme_log]}]\n"), "");
  EXPECT_EQ(catalogue().stores.find("acme_log"), nullptr);
  EXPECT_EQ(said("data_stores: {acme_log: {kind: logs, key: c}}\n"), "");
  EXPECT_NE(catalogue().stores.find("acme_log"), nullptr);
  EXPECT_FALSE(catalogue().stores.exclusions.contains("acme_log"));
}

TEST(OwnCatalogueTest, SaysWhereAnEntryIsWrongAndTakesNothingOfIt) {
  EXPECT_EQ(said("data_stores: {acme_one: {kind: queue, kye: a, key: b}}\n"), "catalogue/own.yml:1:39: `kye` is no key of the catalogue\n");
  EXPECT_EQ(catalogue().stores.find("acme_one"), nullptr);
  EXPECT_EQ(said("data_stores: {acme_one: {key: b}}\n"),
            "catalogue/own.yml:1:25: `acme_one` has no kind, or nothing that says how it is encrypted\n");
  EXPECT_EQ(said("data_stores: [acme_one]\n"), "catalogue/own.yml:1:14: `data_stores` has to be a map of resource types\n");
  EXPECT_EQ(said("data_stores: {acme_one: {kind: queue, companions: [{key: b}]}}\n"),
            "catalogue/own.yml:1:25: a companion of `acme_one` has no `type`, or no `by`\n");
  EXPECT_EQ(said("data_stores: {acme_one: {kind: queue, key: a, sources: [{of: [acme_two]}]}}\n"),
            "catalogue/own.yml:1:25: a source of `acme_one` has no `by`\n");
  EXPECT_EQ(said("data_stores: {acme_one: {kind: queue, key: a, group: quueue}}\n"),
            "catalogue/own.yml:1:25: `acme_one` is of a group that nobody asks: `quueue`\n");
  EXPECT_EQ(said("no_data_stores: [{types: [acme_one]}]\n"), "catalogue/own.yml:1:18: `acme_one` is left out twice, or without a reason\n");
  EXPECT_EQ(said("images: []\n"), "catalogue/own.yml:1:1: `images` is no part of a catalogue\n");
  EXPECT_EQ(said("- a\n"), "catalogue/own.yml:1:1: a file of the catalogue is a mapping\n");
  EXPECT_NE(said("data_stores: {"), "");
}

TEST(OwnCatalogueTest, NamesHaveToBeTheProviders) {
  std::string text = said("data_stores:\n  aws_sqs_queue: {kind: queue, key: kms_master_key}\n");
  EXPECT_TRUE(text.starts_with("catalogue/own.yml:2:3: aws_sqs_queue: ")) << text;
  EXPECT_EQ(catalogue().stores.find("aws_sqs_queue")->places.at(0).keys, std::vector<std::string>{"kms_master_key_id"});
}

}  // namespace
}  // namespace wafpp::controls
