#include "documents/git_history.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "documents/git_memory.h"
#include "documents/repository.h"

namespace wafpp::documents {
namespace {

using State = LastChange::State;

constexpr std::string_view kId = "0123456789abcdef0123456789abcdef01234567";

LastChange change_of(MemoryObjects& objects, uint32_t head, const std::string& path, const std::set<GitId>& shallow = {},
                     size_t most = kMostCommits) {
  return last_changes(objects, {MemoryObjects::id_of(head), shallow}, {path}, most).front();
}

TEST(GitId, IsFortyDigits) {
  std::optional<GitId> id = GitId::parse(kId);
  ASSERT_TRUE(id);
  EXPECT_EQ(id->hex(), kId);
  EXPECT_FALSE(GitId::parse(kId.substr(1)));
  EXPECT_FALSE(GitId::parse(std::string(kId.substr(1)) + "g"));
  EXPECT_FALSE(GitId::parse("0123456789ABCDEF0123456789ABCDEF01234567"));
}

TEST(GitHistory, TheCommitThatNoParentHasTheFileFrom) {
  MemoryObjects objects;
  objects.add(1, {}, {{"a", "1"}, {"f/b", "1"}}, 10);
  objects.add(2, {1}, {{"a", "2"}, {"f/b", "1"}}, 20);
  objects.add(3, {2}, {{"a", "2"}, {"f/b", "2"}}, 30);
  LastChange a = change_of(objects, 3, "a");
  EXPECT_EQ(a.state, State::Known);
  EXPECT_EQ(a.commit, MemoryObjects::id_of(2));
  EXPECT_EQ(a.time, 20);
  EXPECT_EQ(a.author, "author 2");
  EXPECT_EQ(change_of(objects, 3, "f/b").commit, MemoryObjects::id_of(3));
  EXPECT_EQ(change_of(objects, 2, "f/b").commit, MemoryObjects::id_of(1));
  EXPECT_EQ(change_of(objects, 3, "c").state, State::New);
  EXPECT_EQ(change_of(objects, 3, "a/b").state, State::New);
  EXPECT_EQ(change_of(objects, 3, "f").state, State::Known);
  EXPECT_EQ(change_of(objects, 9, "a").state, State::Unknown);
}

TEST(GitHistory, AMergeIsAChangeWhereNoParentHasIt) {
  MemoryObjects objects;
  objects.add(1, {}, {{"a", "1"}, {"b", "1"}, {"c", "1"}});
  objects.add(2, {1}, {{"a", "2"}, {"b", "1"}, {"c", "2"}}, 5);
  objects.add(3, {1}, {{"a", "1"}, {"b", "3"}, {"c", "3"}}, 6);
  objects.add(4, {2, 3}, {{"a", "2"}, {"b", "3"}, {"c", "4"}}, 7);
  EXPECT_EQ(change_of(objects, 4, "a").commit, MemoryObjects::id_of(2));
  EXPECT_EQ(change_of(objects, 4, "b").commit, MemoryObjects::id_of(3));
  EXPECT_EQ(change_of(objects, 4, "c").commit, MemoryObjects::id_of(4));
}

TEST(GitHistory, WhatIsNotThereEndsIt) {
  MemoryObjects objects;
  objects.add(1, {}, {{"a", "1"}});
  objects.add(2, {1}, {{"a", "1"}, {"b", "1"}}, 20);
  objects.add(3, {2}, {{"a", "1"}, {"b", "2"}}, 30);
  LastChange a = change_of(objects, 3, "a", {MemoryObjects::id_of(2)});
  EXPECT_EQ(a.state, State::NotLater);
  EXPECT_EQ(a.problem.kind, GitProblem::Kind::Shallow);
  EXPECT_EQ(a.time, 20);
  EXPECT_EQ(a.author, "");
  EXPECT_EQ(change_of(objects, 3, "b", {MemoryObjects::id_of(2)}).state, State::Known);
  LastChange limited = change_of(objects, 3, "a", {}, 2);
  EXPECT_EQ(limited.state, State::NotLater);
  EXPECT_EQ(limited.problem.kind, GitProblem::Kind::TooLong);
  objects.remove(1);
  LastChange broken = change_of(objects, 3, "a");
  EXPECT_EQ(broken.state, State::NotLater);
  EXPECT_EQ(broken.problem.kind, GitProblem::Kind::Unreadable);
  objects.remove_trees();
  EXPECT_EQ(change_of(objects, 3, "a").state, State::Unknown);
}

TEST(GitHistory, ACycleEnds) {
  MemoryObjects objects;
  objects.add(1, {2}, {{"a", "1"}});
  objects.add(2, {1}, {{"a", "1"}});
  EXPECT_EQ(change_of(objects, 1, "a").problem.kind, GitProblem::Kind::TooLong);
}

TEST(GitHistory, FoldersThatAreTheSameAreNotLookedInto) {
  MemoryObjects objects;
  constexpr uint32_t kCommits = 1000;
  MemoryObjects::Files files;
  std::vector<std::string> paths;
  for (int number = 0; number < 200; ++number) {
    paths.push_back("evidence/" + std::to_string(number));
    files[paths.back()] = "x";
  }
  for (uint32_t number = 1; number <= kCommits; ++number) {
    files["main.tf"] = std::to_string(number);
    objects.add(number, number == 1 ? std::vector<uint32_t>() : std::vector<uint32_t>{number - 1}, files, number);
  }
  std::vector<LastChange> changes = last_changes(objects, {MemoryObjects::id_of(kCommits), {}}, paths);
  for (const LastChange& change : changes) EXPECT_EQ(change.commit, MemoryObjects::id_of(1));
  EXPECT_LE(objects.asked(), 2 * kCommits + 3 * paths.size());
}

/// Many files in one walk give what each gives by itself.
TEST(GitHistory, IsTheSameForEachFileByItself) {
  std::mt19937 chance(11);
  auto below = [&](uint32_t end) { return static_cast<uint32_t>(chance() % end); };
  const std::vector<std::string> paths = {"a", "b", "f/a", "f/g/a", "f/g/b", "g"};
  for (int round = 0; round < 300; ++round) {
    MemoryObjects objects;
    uint32_t count = 1 + below(30);
    for (uint32_t number = 1; number <= count; ++number) {
      std::vector<uint32_t> parents;
      for (uint32_t more = number == 1 ? 0 : below(4); more > 0; --more) parents.push_back(1 + below(number - 1));
      MemoryObjects::Files files;
      for (const std::string& path : paths) {
        if (uint32_t content = below(3); content > 0) files[path] = std::to_string(content);
      }
      objects.add(number, parents, files, below(5));
    }
    std::vector<LastChange> all = last_changes(objects, {MemoryObjects::id_of(count), {}}, paths);
    for (size_t index = 0; index < paths.size(); ++index) {
      bool is_there = objects.files().at(MemoryObjects::id_of(count)).contains(paths[index]);
      EXPECT_EQ(all[index].state, is_there ? State::Known : State::New);
      if (!is_there) continue;
      EXPECT_EQ(all[index].commit, *changed_by(objects, MemoryObjects::id_of(count), paths[index])) << round << paths[index];
    }
  }
}

GitProblem::Kind problem(const MemoryRepository& repository) {
  GitResult<GitHead> head = read_git_head(repository);
  return head ? GitProblem::Kind::TooLong : head.error().kind;
}

MemoryRepository repository_with(std::string head) { return {{".git/HEAD", std::move(head)}, {".git/objects/info/packs", ""}}; }

TEST(GitHead, LeadsToACommit) {
  MemoryRepository repository = repository_with("ref: refs/heads/main\n");
  repository.add(".git/refs/heads/main", std::string(kId) + "\n");
  repository.add(".git/shallow", std::string(kId) + "\nnonsense\n");
  GitResult<GitHead> head = read_git_head(repository);
  ASSERT_TRUE(head);
  EXPECT_EQ(head->commit.hex(), kId);
  EXPECT_EQ(head->shallow.size(), 1U);
  EXPECT_EQ(read_git_head(repository_with(std::string(kId)))->commit.hex(), kId);

  MemoryRepository packed = repository_with("ref: refs/heads/main\n");
  packed.add(".git/packed-refs", "# pack-refs with: peeled\n" + std::string(40, '0') + " refs/heads/mai\n" + std::string(kId) +
                                     " refs/heads/main\r\n^" + std::string(40, '1'));
  EXPECT_EQ(read_git_head(packed)->commit.hex(), kId);
}

TEST(GitHead, SaysWhyNot) {
  using Kind = GitProblem::Kind;
  EXPECT_EQ(problem(MemoryRepository({{".git", "gitdir: elsewhere"}})), Kind::Elsewhere);
  EXPECT_EQ(problem(MemoryRepository({{"a", ""}})), Kind::Elsewhere);
  MemoryRepository shared = repository_with(std::string(kId));
  shared.add(".git/objects/info/alternates", "/other");
  EXPECT_EQ(problem(shared), Kind::Elsewhere);
  EXPECT_EQ(problem(repository_with("ref: refs/heads/main")), Kind::Empty);
  EXPECT_EQ(problem(repository_with(std::string(64, 'a'))), Kind::Unsupported);
  EXPECT_EQ(problem(repository_with("")), Kind::Unreadable);
  EXPECT_EQ(problem(repository_with("ref: ../../secret")), Kind::Unreadable);
  EXPECT_EQ(problem(repository_with("ref: refs/../../secret")), Kind::Unreadable);
  EXPECT_EQ(problem(repository_with(std::string("ref: refs/a\0b", 13))), Kind::Unreadable);
  MemoryRepository cycle = repository_with("ref: refs/heads/a");
  cycle.add(".git/refs/heads/a", "ref: refs/heads/a");
  EXPECT_EQ(problem(cycle), Kind::Unreadable);
}

}  // namespace
}  // namespace wafpp::documents
