#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "store/cli_config.h"
#include "store/http.h"
#include "store/process.h"
#include "store/tree.h"

namespace wafpp::store {
namespace {

class TreeTest : public testing::Test {
 protected:
  void SetUp() override {
    base::Result<Workplace> made = Workplace::make(testing::TempDir() + "wafpp_store");
    ASSERT_TRUE(made);
    work = std::make_unique<Workplace>(std::move(*made));
    folder = work->path() + "/tree";
    ASSERT_EQ(::mkdir(folder.c_str(), 0755), 0);
  }
  void write(const std::string& name, const std::string& text) { ASSERT_TRUE(write_whole(folder + "/" + name, text)); }

  std::unique_ptr<Workplace> work;
  std::string folder;
};

TEST_F(TreeTest, TheHashIsThatOfGo) {
  // `dirhash.HashDir(dir, "", dirhash.Hash1)` of golang.org/x/mod/sumdb, worked out by sha256sum.
  write("main.tf", "a = 1\n");
  write("sub/x.tf", "");
  EXPECT_EQ(*hash_tree(folder), "h1:HOmYA4gPBUkTLoE4ATyoDqWz6pChx9bvXTwpQn0je2U=");
}

TEST_F(TreeTest, WhatChangesTheHash) {
  write("a", "1");
  std::string before = *hash_tree(folder);
  write("b", "");
  std::string more = *hash_tree(folder);
  EXPECT_NE(before, more);
  ::unlink((folder + "/b").c_str());
  EXPECT_EQ(before, *hash_tree(folder));
  ASSERT_EQ(::symlink("a", (folder + "/b").c_str()), 0);
  std::string linked = *hash_tree(folder);
  ::unlink((folder + "/b").c_str());
  write("b", "a");
  EXPECT_NE(linked, *hash_tree(folder)) << "a link is not a file that holds its target";
}

TEST_F(TreeTest, CopiesAndMoves) {
  write("x/y", "1");
  ASSERT_EQ(::symlink("x/y", (folder + "/l").c_str()), 0);
  std::string hash = *hash_tree(folder);
  ASSERT_TRUE(copy_tree(folder, work->path() + "/copy"));
  EXPECT_EQ(hash, *hash_tree(work->path() + "/copy"));
  write("x/y", "2");
  ASSERT_TRUE(move_tree(folder, work->path() + "/copy")) << "over what is there";
  EXPECT_NE(hash, *hash_tree(work->path() + "/copy"));
  struct stat status = {};
  EXPECT_NE(::stat(folder.c_str(), &status), 0);
}

TEST_F(TreeTest, RulesForTreesThatCameByGit) {
  write("a/b.tf", "1");
  EXPECT_TRUE(check_tree(folder));
  ASSERT_EQ(::symlink("../../x", (folder + "/a/l").c_str()), 0);
  base::Result<bool> checked = check_tree(folder);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().message, "entry `a/l` is a link that leads out");
  ::unlink((folder + "/a/l").c_str());
  ASSERT_EQ(::mkfifo((folder + "/pipe").c_str(), 0600), 0);
  EXPECT_FALSE(check_tree(folder));
}

TEST_F(TreeTest, AWorkplaceGoesWithItsOwner) {
  std::string path = work->path();
  write("a", "1");
  work.reset();
  struct stat status = {};
  EXPECT_NE(::stat(path.c_str(), &status), 0);
}

TEST(Process, WordsAreNotRead) {
  base::Result<ProcessResult> done = run_process({.words = {"printf", "%s|", "$HOME", "a b", "`x`", ";"}, .environment = {}, .folder = {}});
  ASSERT_TRUE(done);
  EXPECT_EQ(done->output, "$HOME|a b|`x`|;|");
  EXPECT_EQ(done->status, 0);
}

TEST(Process, EnvironmentFolderAndEnds) {
  ::setenv("WAFPP_TEST_TAKEN", "1", 1);
  base::Result<ProcessResult> done =
      run_process({.words = {"sh", "-c", "echo \"$WAFPP_TEST_GIVEN$WAFPP_TEST_TAKEN\"; pwd; echo why >&2; exit 7"},
                   .environment = {"WAFPP_TEST_GIVEN=x", "WAFPP_TEST_TAKEN"},
                   .folder = "/"});
  ASSERT_TRUE(done);
  EXPECT_EQ(done->output, "x\n/\n");
  EXPECT_EQ(done->errors, "why\n");
  EXPECT_EQ(done->status, 7);
  base::Result<ProcessResult> none = run_process({.words = {"no-such-program-here"}, .environment = {}, .folder = {}});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().message, "there is no `no-such-program-here` on `PATH`");
}

TEST(Process, NothingCanWaitForAnAnswer) {
  base::Result<ProcessResult> done = run_process(
      {.words = {"sh", "-c", "read line; echo \"got $line\"; (: </dev/tty) 2>/dev/null && echo tty"}, .environment = {}, .folder = {}});
  ASSERT_TRUE(done);
  EXPECT_EQ(done->output, "got \n");
}

TEST(Process, MuchOutputIsKeptWithinLimits) {
  base::Result<ProcessResult> done =
      run_process({.words = {"sh", "-c", "yes 2>/dev/null | head -c 20000000; yes | head -c 100000 >&2"}, .environment = {}, .folder = {}});
  ASSERT_TRUE(done);
  EXPECT_EQ(done->output.size(), size_t{16} << 20);
  EXPECT_EQ(done->errors.size(), size_t{16} << 10);
}

TEST(Http, RelativeLocations) {
  EXPECT_EQ(resolve_url("https://e.com/a/b?x=/y", "c"), "https://e.com/a/c");
  EXPECT_EQ(resolve_url("https://e.com/a/b", "/c//d?e"), "https://e.com/c//d?e");
  EXPECT_EQ(resolve_url("https://e.com/a/b/c", "../d"), "https://e.com/a/d");
  EXPECT_EQ(resolve_url("https://e.com/a/b", "./d"), "https://e.com/a/d");
  EXPECT_EQ(resolve_url("https://e.com/a", "../../../d"), "https://e.com/d");
  EXPECT_EQ(resolve_url("https://e.com", "v1/"), "https://e.com/v1/");
  EXPECT_EQ(resolve_url("https://e.com/a", "//f.com/x"), "https://f.com/x");
  EXPECT_EQ(resolve_url("https://e.com/a", "https://f.com/x"), "https://f.com/x");
}

TEST(Http, UnencryptedOnlyToThisMachine) {
  base::Result<HttpResponse> refused = http_get({.url = "http://modules.invalid/x", .token = {}});
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("unencrypted"), std::string::npos);
  EXPECT_FALSE(http_get({.url = "file:///etc/passwd", .token = {}}));
}

TEST(CliConfig, NamesOfTokenVariables) {
  EXPECT_EQ(host_of_token_variable("TF_TOKEN_app_terraform_io"), "app.terraform.io");
  EXPECT_EQ(host_of_token_variable("TF_TOKEN_a__b_Example_com"), "a-b.example.com");
  EXPECT_EQ(host_of_token_variable("TF_TOKEN_a-b.example.com"), "a-b.example.com");
  EXPECT_EQ(host_of_token_variable("TF_VAR_x"), "");
}

TEST(CliConfig, WhatAFileSays) {
  CliConfig config;
  std::vector<std::string> problems;
  take_cli_config("a.tfrc",
                  "plugin_cache_dir = \"$HOME/x\"\ncredentials \"A.example.com\" {\n  token = \"one\"\n}\n"
                  "host \"b.example.com\" {\n  services = {\n    \"modules.v1\" = \"https://c.example.com/m/\"\n  }\n}\n",
                  false, config, problems);
  take_cli_config("b.json", R"({"credentials": {"a.example.com": {"token": "two"}, "b.example.com": {"token": "three"}}})", true, config,
                  problems);
  EXPECT_EQ(problems, std::vector<std::string>{});
  EXPECT_EQ(config.token_for("a.example.com")->text, "one") << "the first to name a host counts";
  EXPECT_EQ(config.token_for("B.example.com")->from, "b.json");
  EXPECT_EQ(config.token_for("c.example.com")->text, "");
  EXPECT_EQ(config.services["b.example.com"]["modules.v1"], "https://c.example.com/m/");
}

TEST(CliConfig, ProblemsDoNotShowTheToken) {
  CliConfig config;
  std::vector<std::string> problems;
  take_cli_config("a.tfrc", "credentials \"a.example.com\" {\n  token = \"hidden\n}\n", false, config, problems);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_TRUE(problems[0].starts_with("a.tfrc:2:")) << problems[0];
  EXPECT_EQ(problems[0].find("hidden"), std::string::npos);
}

TEST(CliConfig, AHelperIsAsked) {
  base::Result<Workplace> work = Workplace::make(testing::TempDir() + "wafpp_store");
  ASSERT_TRUE(work);
  std::string program = work->path() + "/terraform-credentials-test";
  ASSERT_TRUE(write_whole(program, "#!/bin/sh\nprintf '{\"token\": \"%s\"}' \"$*\"\n"));
  ASSERT_EQ(::chmod(program.c_str(), 0755), 0);
  CliConfig config;
  std::vector<std::string> problems;
  take_cli_config("a.tfrc", "credentials_helper \"test\" {\n  args = [\"--x\"]\n}\n", false, config, problems);
  config.helper_folders = {work->path()};
  EXPECT_EQ(config.token_for("a.example.com")->text, "--x get a.example.com");
  ASSERT_TRUE(write_whole(program, "#!/bin/sh\necho no >&2\nexit 1\n"));
  ASSERT_EQ(::chmod(program.c_str(), 0755), 0);
  EXPECT_FALSE(config.token_for("a.example.com"));
}

}  // namespace
}  // namespace wafpp::store
