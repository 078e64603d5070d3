#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "documents/repository.h"

namespace wafpp::documents {
namespace {

/// A folder on disk that is gone with it.
struct Folder {
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "wafpp-listings-XXXXXX").string();
    path = ::mkdtemp(pattern.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path); }
  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(std::filesystem::path(path + "/" + name).parent_path());
    std::ofstream(path + "/" + name) << text;
  }
  std::string path;
};

std::unique_ptr<Repository> open(const Folder& folder, Listings listings) {
  auto opened = open_folder(folder.path, {}, listings);
  EXPECT_TRUE(opened.has_value());
  return std::move(*opened);
}

TEST(Listings, KeptOnesSayTheSameAsFreshOnes) {
  Folder folder;
  folder.write("a/main.tf", "x");
  folder.write("a/b/other.tf", "yy");
  std::filesystem::create_symlink("main.tf", folder.path + "/a/link.tf");
  std::filesystem::create_symlink("/etc/passwd", folder.path + "/a/out.tf");
  std::filesystem::create_symlink("nowhere", folder.path + "/a/broken.tf");
  ASSERT_EQ(::mkfifo((folder.path + "/a/pipe.tf").c_str(), 0600), 0);
  std::unique_ptr<Repository> fresh = open(folder, Listings::Fresh);
  std::unique_ptr<Repository> kept = open(folder, Listings::Kept);
  ASSERT_TRUE(kept->list("."));
  ASSERT_TRUE(kept->list("a"));
  for (const char* path :
       {"a/main.tf", "a/b/other.tf", "a/b", "a", ".", "", "a/link.tf", "a/out.tf", "a/broken.tf", "a/pipe.tf", "a/missing.tf", "missing",
        "a/missing/deeper.tf", "a/main.tf/below", "a/./main.tf", "a/../a/main.tf", "../outside", "a/", "a/.."}) {
    FileResult<std::string> wanted = fresh->read(path);
    FileResult<std::string> got = kept->read(path);
    ASSERT_EQ(got.has_value(), wanted.has_value()) << path;
    if (wanted) {
      EXPECT_EQ(*got, *wanted) << path;
    } else {
      EXPECT_EQ(got.error().problem, wanted.error().problem) << path;
      EXPECT_EQ(got.error().message, wanted.error().message) << path;
    }
    EXPECT_EQ(kept->kind(path).has_value(), fresh->kind(path).has_value()) << path;
    if (fresh->kind(path)) {
      EXPECT_EQ(*kept->kind(path), *fresh->kind(path)) << path;
    }
  }
  std::string long_name = "a/" + std::string(300, 'n');
  EXPECT_EQ(kept->read(long_name).error().problem, fresh->read(long_name).error().problem);
  std::string zero("a/main.tf\0x", 11);
  EXPECT_EQ(kept->read(zero).error().problem, fresh->read(zero).error().problem);
}

TEST(Listings, AFolderIsSeenAsItWasWhenItWasListed) {
  Folder folder;
  folder.write("a/main.tf", "x");
  std::unique_ptr<Repository> kept = open(folder, Listings::Kept);
  ASSERT_EQ(kept->list("a")->size(), 1U);
  folder.write("a/later.tf", "y");
  EXPECT_EQ(kept->list("a")->size(), 1U);
  EXPECT_FALSE(kept->is_file("a/later.tf"));
  EXPECT_TRUE(open(folder, Listings::Fresh)->is_file("a/later.tf"));
  // What is gone since is an error, as ever.
  std::filesystem::remove(folder.path + "/a/main.tf");
  EXPECT_EQ(kept->read("a/main.tf").error().problem, FileProblem::NotFound);
}

TEST(Listings, WhatBecameAPipeSinceIsNotWaitedFor) {
  Folder folder;
  folder.write("a/main.tf", "x");
  std::unique_ptr<Repository> kept = open(folder, Listings::Kept);
  ASSERT_TRUE(kept->list("a"));
  std::filesystem::remove(folder.path + "/a/main.tf");
  ASSERT_EQ(::mkfifo((folder.path + "/a/main.tf").c_str(), 0600), 0);
  EXPECT_EQ(kept->read("a/main.tf").error().problem, FileProblem::SpecialFile);
}

}  // namespace
}  // namespace wafpp::documents
