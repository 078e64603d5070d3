#include "documents/git_history.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/result.h"
#include "base/text.h"

namespace wafpp::documents {

namespace {

constexpr size_t kHexSha256 = 64;
constexpr int kMostReferences = 5;  // As git follows them.

using Kind = GitProblem::Kind;

/// The object that a reference file or a line of `packed-refs` names.
GitResult<GitId> object_of(std::string_view text) {
  if (std::optional<GitId> id = GitId::parse(text)) return *id;
  if (text.size() == kHexSha256) return git_problem(Kind::Unsupported, "the repository names its objects by SHA-256, which is not read");
  return git_problem(Kind::Unreadable, "`.git/HEAD` leads to what is no commit");
}

/// Of a branch: its name in `packed-refs`.
std::optional<std::string> packed_reference(const Repository& repository, std::string_view name) {
  FileResult<std::string> text = repository.read(".git/packed-refs");
  if (!text) return std::nullopt;
  std::string_view rest = *text;
  while (!rest.empty()) {
    std::string_view line = base::trimmed(base::next_line(rest));
    size_t space = line.find(' ');
    bool is_it = space != std::string_view::npos && !line.starts_with('#') && line.substr(space + 1) == name;
    if (is_it) return std::string(line.substr(0, space));
  }
  return std::nullopt;
}

/// A reference is a path below `.git`: nothing else is opened.
bool is_reference(std::string_view name) {
  std::string normal;
  return name.starts_with("refs/") && name.find('\0') == std::string_view::npos && normalise_path(name, normal) && normal == name;
}

GitResult<GitId> read_reference(const Repository& repository) {
  constexpr std::string_view kSymbolic = "ref:";
  std::string name = "HEAD";
  for (int depth = 0; depth < kMostReferences; ++depth) {
    FileResult<std::string> text = repository.read(".git/" + name);
    if (!text) {
      if (name == "HEAD") return git_problem(Kind::Unreadable, text.error().message);
      std::optional<std::string> packed = packed_reference(repository, name);
      if (!packed) return git_problem(Kind::Empty, "nothing is committed yet, or its references are kept in a form that is not read");
      return object_of(*packed);
    }
    std::string_view content = base::trimmed(*text);
    if (!content.starts_with(kSymbolic)) return object_of(content);
    name = base::trimmed(content.substr(kSymbolic.size()));
    if (!is_reference(name)) return git_problem(Kind::Unreadable, "`.git/HEAD` leads to what is no reference");
  }
  return git_problem(Kind::Unreadable, "`.git/HEAD` leads from one reference to the next");
}

/// Whether `name` in `folder` is a folder itself, no link to one.
bool is_own_folder(const Repository& repository, const std::string& folder, std::string_view name) {
  FileResult<std::vector<Entry>> entries = repository.list(folder);
  return entries && std::any_of(entries->begin(), entries->end(),
                                [&](const Entry& entry) { return entry.name == name && entry.kind == EntryKind::Folder; });
}

/// A file that is looked for, as the commit at hand has it.
struct Sought {
  size_t index = 0;
  std::string_view path;
  GitEntry entry;
};

/// Follows each file back to the commit that no parent has it from. Where a parent has the file as the commit has it, git goes on with the
/// first such parent and looks at no other.
class Walk {
 public:
  Walk(GitObjects& objects, const GitHead& head, const std::vector<std::string>& paths, size_t most_commits)
      : objects_(objects), head_(head), paths_(paths), left_(most_commits), changes_(paths.size()) {}

  std::vector<LastChange> run() {
    begin();
    while (!waiting_.empty()) {
      // The youngest first: so files that were followed along several branches meet again where these began.
      auto first = std::prev(waiting_.end());
      GitId id = std::get<1>(first->first);
      std::vector<Sought> sought = std::move(first->second);
      waiting_.erase(first);
      step(id, std::move(sought));
    }
    return std::move(changes_);
  }

 private:
  using Key = std::tuple<int64_t, GitId>;

  void begin() {
    GitResult<std::shared_ptr<const GitCommit>> commit = commit_of(head_.commit);
    if (!commit) {
      for (LastChange& change : changes_) change.problem = commit.error();
      return;
    }
    std::vector<Sought> all;
    for (size_t index = 0; index < paths_.size(); ++index) {
      GitResult<std::optional<GitEntry>> entry = find((*commit)->tree, paths_[index]);
      if (!entry) {
        changes_[index].problem = entry.error();
      } else if (!*entry) {
        changes_[index].state = LastChange::State::New;
      } else {
        all.push_back({index, paths_[index], **entry});
      }
    }
    std::sort(all.begin(), all.end(), [](const Sought& a, const Sought& b) { return a.path < b.path; });
    if (!all.empty()) waiting_.emplace(Key{(*commit)->time, head_.commit}, std::move(all));
  }

  void step(const GitId& id, std::vector<Sought> sought) {
    GitResult<std::shared_ptr<const GitCommit>> commit = commit_of(id);
    if (!commit) return give_up(sought, commit.error());
    if (left_ == 0) return settle(sought, id, **commit, GitProblem{Kind::TooLong, "the history is longer than what is looked through"});
    left_ -= std::min(left_, 1 + (*commit)->parents.size());  // A commit may name very many.
    if (head_.shallow.contains(id)) return settle(sought, id, **commit, GitProblem{Kind::Shallow, "the clone is shallow"});
    for (const GitId& parent_id : (*commit)->parents) {
      if (sought.empty()) return;
      GitResult<std::shared_ptr<const GitCommit>> parent = commit_of(parent_id);
      if (!parent) return settle(sought, id, **commit, parent.error());
      std::vector<bool> same(sought.size(), true);
      std::optional<GitProblem> problem;
      compare((*commit)->tree, (*parent)->tree, sought, {0, sought.size()}, 0, same, problem);
      if (problem) return settle(sought, id, **commit, problem);
      std::vector<Sought> from_here;
      std::vector<Sought>& from_parent = kept_;
      from_parent.clear();
      for (size_t index = 0; index < sought.size(); ++index) (same[index] ? from_parent : from_here).push_back(sought[index]);
      if (!from_parent.empty()) wait((*parent)->time, parent_id, from_parent);
      sought = std::move(from_here);
    }
    settle(sought, id, **commit, std::nullopt);
  }

  /// Several branches may lead to one commit.
  void wait(int64_t time, const GitId& id, const std::vector<Sought>& sought) {
    std::vector<Sought>& there = waiting_[Key{time, id}];
    size_t middle = there.size();
    there.insert(there.end(), sought.begin(), sought.end());
    std::inplace_merge(there.begin(), there.begin() + static_cast<std::ptrdiff_t>(middle), there.end(),
                       [](const Sought& a, const Sought& b) { return a.path < b.path; });
  }

  /// Part of the files, by index.
  struct Range {
    size_t begin;
    size_t end;
  };

  /// Whether both trees have the same of each file; `from` bytes of the paths in `range` are the folder that the trees are of. Folders that
  /// are the same in both are not looked into: their names say so.
  void compare(const GitId& here, const GitId& there, std::span<const Sought> sought, Range range, size_t from, std::vector<bool>& same,
               std::optional<GitProblem>& problem) {
    if (here == there) return;
    while (range.begin < range.end && !problem) {
      std::string_view path = sought[range.begin].path;
      size_t slash = path.find('/', from);
      std::string name(path.substr(from, slash == std::string_view::npos ? slash : slash - from));
      Range part{range.begin, range.begin + 1};
      if (slash != std::string_view::npos) {
        std::string_view folder = path.substr(0, slash + 1);
        while (part.end < range.end && sought[part.end].path.starts_with(folder)) ++part.end;
      }
      range.begin = part.end;
      GitResult<std::optional<GitEntry>> mine = objects_.entry(here, name);
      GitResult<std::optional<GitEntry>> other = objects_.entry(there, name);
      if (!mine || !other) {
        problem = mine ? other.error() : mine.error();
      } else if (*mine == *other) {
        continue;
      } else if (slash != std::string_view::npos && *mine && *other && (*mine)->is_folder() && (*other)->is_folder()) {
        compare((*mine)->id, (*other)->id, sought, part, slash + 1, same, problem);
      } else {
        std::fill(same.begin() + static_cast<std::ptrdiff_t>(part.begin), same.begin() + static_cast<std::ptrdiff_t>(part.end), false);
      }
    }
  }

  GitResult<std::optional<GitEntry>> find(GitId tree, std::string_view path) {
    for (size_t from = 0;;) {
      size_t slash = path.find('/', from);
      bool is_last = slash == std::string_view::npos;
      GitResult<std::optional<GitEntry>> entry = objects_.entry(tree, std::string(path.substr(from, is_last ? slash : slash - from)));
      if (!entry || !*entry || is_last) return entry;
      if (!(*entry)->is_folder()) return std::optional<GitEntry>();
      tree = (*entry)->id;
      from = slash + 1;
    }
  }

  /// The parent of one step is the commit of the next.
  GitResult<std::shared_ptr<const GitCommit>> commit_of(const GitId& id) {
    constexpr size_t kKept = 1024;
    auto known = commits_.find(id);
    if (known != commits_.end()) return known->second;
    WAFPP_TRY(GitCommit commit, objects_.commit(id));
    if (commits_.size() >= kKept) commits_.clear();
    auto kept = std::make_shared<const GitCommit>(std::move(commit));
    commits_.emplace(id, kept);
    return kept;
  }

  void give_up(const std::vector<Sought>& sought, const GitProblem& problem) {
    for (const Sought& one : sought) changes_[one.index].problem = problem;
  }

  void settle(const std::vector<Sought>& sought, const GitId& id, const GitCommit& commit, const std::optional<GitProblem>& problem) {
    for (const Sought& one : sought) {
      LastChange& change = changes_[one.index];
      change.state = problem ? LastChange::State::NotLater : LastChange::State::Known;
      change.commit = id;
      change.time = commit.time;
      change.content = one.entry.id;
      if (problem) {
        change.problem = *problem;
      } else {
        change.author = commit.author;
        change.author_email = commit.author_email;
      }
    }
  }

  GitObjects& objects_;
  const GitHead& head_;
  const std::vector<std::string>& paths_;
  size_t left_;
  std::vector<LastChange> changes_;
  std::map<Key, std::vector<Sought>> waiting_;
  std::map<GitId, std::shared_ptr<const GitCommit>> commits_;
  std::vector<Sought> kept_;
};

}  // namespace

GitResult<GitHead> read_git_head(const Repository& repository) {
  if (!is_own_folder(repository, ".", ".git")) return git_problem(Kind::Elsewhere, "`.git` is no folder: git's data lies elsewhere");
  bool is_elsewhere = !is_own_folder(repository, ".git", "objects") || repository.exists(".git/objects/info/alternates");
  if (is_elsewhere) return git_problem(Kind::Elsewhere, "git's objects lie in another repository");
  GitHead head;
  WAFPP_TRY(head.commit, read_reference(repository));
  FileResult<std::string> shallow = repository.read(".git/shallow");
  std::string_view rest = shallow ? std::string_view(*shallow) : std::string_view();
  while (!rest.empty()) {
    if (std::optional<GitId> id = GitId::parse(base::trimmed(base::next_line(rest)))) head.shallow.insert(*id);
  }
  return head;
}

std::vector<LastChange> last_changes(GitObjects& objects, const GitHead& head, const std::vector<std::string>& paths, size_t most_commits) {
  return Walk(objects, head, paths, most_commits).run();
}

}  // namespace wafpp::documents
