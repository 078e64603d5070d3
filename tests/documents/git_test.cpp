#include <gtest/gtest.h>

#include <string>

#include "documents/git_ignore.h"
#include "documents/git_index.h"

namespace wafpp::documents {
namespace {

bool everything(std::string_view) { return true; }

TEST(GitIndex, ReadsWhatItWrites) {
  base::Result<GitIndex> index = parse_git_index(write_git_index({"b/x", "a", std::string(5000, 'n'), "c"}), everything);
  ASSERT_TRUE(index);
  EXPECT_EQ(index->files, (std::vector<std::string>{"a", "b/x", "c", std::string(5000, 'n')}));
  EXPECT_TRUE(index->tracks("b/x"));
  EXPECT_FALSE(index->tracks("b"));
  ASSERT_TRUE(parse_git_index(write_git_index({}), everything));
}

TEST(GitIndex, KeepsWhatIsWanted) {
  base::Result<GitIndex> index = parse_git_index(write_git_index({"a", "b"}), [](std::string_view path) { return path == "b"; });
  ASSERT_TRUE(index);
  EXPECT_EQ(index->files, std::vector<std::string>{"b"});
}

std::string problem(const std::string& bytes) {
  base::Result<GitIndex> index = parse_git_index(bytes, everything);
  return index ? "" : index.error().message;
}

TEST(GitIndex, SaysWhatIsWrong) {
  std::string good = write_git_index({"a", "b"});
  EXPECT_EQ(problem(""), "it ends too early");
  EXPECT_EQ(problem("text" + std::string(100, '\0')), "it does not begin as one");
  std::string other = good;
  other[7] = 9;
  EXPECT_EQ(problem(other), "its version is not known");
  std::string more = good;
  more[11] = '\xC8';
  EXPECT_EQ(problem(more), "it is damaged");
  std::string split = good.substr(0, good.size() - 20) + std::string("link\0\0\0\x02xx", 10) + std::string(20, '\0');
  EXPECT_EQ(problem(split), "it is split over two files (`core.splitIndex`)");
  std::string cut = good.substr(0, good.size() - 20) + std::string("TREE\0\0\1\0x", 9) + std::string(20, '\0');
  EXPECT_EQ(problem(cut), "it ends too early");
  for (size_t size = 0; size < good.size(); ++size) EXPECT_NE(problem(good.substr(0, size)), "") << size;
}

bool matches(std::string_view pattern, std::string_view path, bool is_folder = false) {
  std::optional<IgnorePattern> parsed = IgnorePattern::parse(pattern);
  return parsed && parsed->matches(path, is_folder);
}

TEST(IgnorePattern, Matches) {
  EXPECT_TRUE(matches("*.hcl", "a/b/x.hcl"));
  EXPECT_FALSE(matches("/*.hcl", "a/x.hcl"));
  EXPECT_TRUE(matches("a/**/x", "a/x"));
  EXPECT_TRUE(matches("a/**/x", "a/b/c/x"));
  EXPECT_FALSE(matches("a/**/x", "a/bx"));
  EXPECT_TRUE(matches("**/x", "x"));
  EXPECT_TRUE(matches("a/**", "a/b/c"));
  EXPECT_FALSE(matches("a/**", "a"));
  EXPECT_FALSE(matches("a*/x", "a/b/x"));
  EXPECT_TRUE(matches("a**/x", "ab/x"));
  EXPECT_TRUE(matches("[!b-d]x", "ax"));
  EXPECT_FALSE(matches("[!b-d]x", "cx"));
  EXPECT_TRUE(matches("[]-]", "]"));
  EXPECT_TRUE(matches("[[:digit:]a]", "7"));
  EXPECT_FALSE(matches("[a", "[a"));
  EXPECT_FALSE(matches("a\\", "a\\"));
  EXPECT_TRUE(matches("\\#a", "#a"));
  EXPECT_TRUE(matches("a\\ ", "a "));
  EXPECT_TRUE(matches("a  ", "a"));
  EXPECT_TRUE(matches("a/", "b/a", true));
  EXPECT_FALSE(matches("a/", "b/a"));
  EXPECT_FALSE(IgnorePattern::parse("# a"));
  EXPECT_FALSE(IgnorePattern::parse("   "));
  EXPECT_FALSE(IgnorePattern::parse("/"));
}

TEST(IgnorePattern, EndsOnHostilePatterns) {
  std::string stars;
  for (int count = 0; count < 200; ++count) stars += "*a";
  EXPECT_FALSE(matches(stars + "b", std::string(4000, 'a')));
  std::string folders;
  for (int count = 0; count < 200; ++count) folders += "**/";
  std::string path;
  for (int count = 0; count < 2000; ++count) path += "a/";
  EXPECT_FALSE(matches(folders + "b", path + "a"));
}

TEST(GitIgnore, TheNearestFileAndItsLastLineDecide) {
  MemoryRepository repository({{".gitignore", "*.lock\n!keep.lock\ndir/\n"},
                               {"a/.gitignore", "!x.lock\n"},
                               {"dir/.gitignore", "!*\n"},
                               {".git/info/exclude", "excluded\nkeep.lock\n"}});
  diag::SourceMap sources;
  GitIgnore ignore(repository, sources);
  EXPECT_TRUE(ignore.ask("x.lock").is_ignored);
  EXPECT_EQ(ignore.ask("x.lock").pattern, "*.lock");
  EXPECT_EQ(sources.describe(ignore.ask("x.lock").place), ".gitignore:1:1");
  EXPECT_FALSE(ignore.ask("a/x.lock").is_ignored);
  EXPECT_TRUE(ignore.ask("b/x.lock").is_ignored);
  EXPECT_FALSE(ignore.ask("keep.lock").is_ignored);
  EXPECT_TRUE(ignore.ask("a/excluded").is_ignored);
  // Nothing below a folder that is ignored can be taken back.
  EXPECT_TRUE(ignore.ask("dir/deep/file").is_ignored);
  EXPECT_EQ(ignore.ask("dir/deep/file").pattern, "dir/");
}

TEST(GitIgnore, IsOpenWhereAFileCannotBeRead) {
  MemoryRepository repository({{"a/x", ""}});
  repository.add_problem("a/.gitignore", FileProblem::LeavesRepository);
  diag::SourceMap sources;
  GitIgnore ignore(repository, sources);
  EXPECT_EQ(ignore.ask("a/x").open, "a/.gitignore");
  EXPECT_EQ(ignore.ask("b/x").open, "");
}

}  // namespace
}  // namespace wafpp::documents
