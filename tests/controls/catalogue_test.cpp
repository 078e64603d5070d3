// The catalogue of data stores against the provider schemas: nothing is left out without a reason, and nothing is named that is not there.

#include "controls/catalogue.h"

#include <gtest/gtest.h>

#include "controls/catalogue_gaps.h"

namespace wafpp::controls {
namespace {

TEST(Catalogue, LeavesNoTypeOutWithoutAReason) {
  for (const CatalogueGap& gap : catalogue_gaps(catalogue().stores)) ADD_FAILURE() << gap.type << ": " << gap.paths.front();
}

TEST(Catalogue, NamesOnlyWhatSchemasHave) {
  for (const std::string& name : unknown_names(catalogue().stores)) ADD_FAILURE() << name;
}

TEST(Catalogue, SeesGapsAndUnknownNames) {
  DataStores stores = catalogue().stores;
  stores.erase("aws_sqs_queue");
  EXPECT_EQ(stores.find("aws_sqs_queue"), nullptr);
  EXPECT_NE(catalogue().stores.find("aws_sqs_queue"), nullptr);
  DataStore wrong = *stores.find("aws_docdb_cluster");
  wrong.places.front().keys = {"kms_key"};
  stores.set("aws_docdb_cluster", std::move(wrong));
  std::vector<CatalogueGap> gaps = catalogue_gaps(stores);
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps.front().type, "aws_sqs_queue");
  EXPECT_EQ(unknown_names(stores), std::vector<std::string>{"aws_docdb_cluster: kms_key"});
}

TEST(Catalogue, KnowsTheKindsOfControls) {
  const DataStores& stores = catalogue().stores;
  for (std::string_view kind : {"data_store.aws", "data_store.azurerm", "data_store.google", "backup.aws", "backup.azurerm",
                                "backup.google", "volume.aws", "bucket.aws"}) {
    EXPECT_FALSE(stores.of_kind(kind).empty()) << kind;
  }
  EXPECT_TRUE(stores.of_kind("resource.aws_db_instance").empty());
  EXPECT_TRUE(stores.of_kind("data_store.").empty());
}

}  // namespace
}  // namespace wafpp::controls
