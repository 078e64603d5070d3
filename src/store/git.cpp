#include "store/git.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>
#include <vector>

#include "base/text.h"
#include "store/process.h"
#include "store/tree.h"

namespace wafpp::store {

namespace {

class Git {
 public:
  Git(const GitCall& call, std::string folder) : call_(call), folder_(std::move(folder)) {}

  base::Result<ProcessResult> operator()(std::vector<std::string> words) const {
    ProcessCall process;
    process.words = {"git", "-c", "core.hooksPath=/dev/null", "-c", "protocol.ext.allow=never", "-c", "advice.detachedHead=false"};
    // The same bytes on every machine, whatever its editor likes.
    process.words.insert(process.words.end(), {"-c", "init.defaultBranch=main", "-c", "core.symlinks=true", "-c", "core.autocrlf=false"});
    process.words.insert(process.words.end(), std::make_move_iterator(words.begin()), std::make_move_iterator(words.end()));
    process.folder = folder_;
    process.may_ask = call_.may_ask;
    // Inside of a git hook these point to the repository of the hook.
    process.environment = {"GIT_DIR",
                           "GIT_WORK_TREE",
                           "GIT_INDEX_FILE",
                           "GIT_OBJECT_DIRECTORY",
                           "GIT_COMMON_DIR",
                           "GIT_NAMESPACE",
                           "GIT_PREFIX",
                           "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                           "GIT_EXTERNAL_DIFF",
                           "LC_ALL=C.UTF-8",
                           "GIT_LFS_SKIP_SMUDGE=1",
                           "GIT_CEILING_DIRECTORIES=" + folder_.substr(0, folder_.rfind('/'))};
    if (!call_.may_ask) process.environment.insert(process.environment.end(), {"GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=", "SSH_ASKPASS="});
    WAFPP_TRY(ProcessResult done, run_process(process));
    if (interrupted()) return base::fail("interrupted");
    return done;
  }

  /// The same, where anything but success is an error.
  base::Result<std::string> output(std::vector<std::string> words) const {
    WAFPP_TRY(ProcessResult done, (*this)(std::move(words)));
    if (done.status != 0) return base::fail(problem_of(done));
    return std::string(base::trimmed(done.output));
  }

  /// The line of git's messages that says what is wrong.
  static std::string problem_of(const ProcessResult& done) {
    std::string last;
    std::string_view rest(done.errors);
    while (!rest.empty()) {
      std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      line = base::trimmed(line);
      for (std::string_view mark : {"fatal: ", "error: ", "ERROR: "}) {
        if (line.starts_with(mark)) last = line.substr(mark.size());
      }
      if (last.empty() && !line.empty()) last = line;
      // ssh says why before git says that it does not know.
      if (line.find("Permission denied") != std::string_view::npos || line.find("Host key verification failed") != std::string_view::npos)
        return std::string(line);
    }
    if (last.empty()) last = "it ended with " + std::to_string(done.status);
    return "git: " + last;
  }

 private:
  const GitCall& call_;
  std::string folder_;
};

std::string advice(const std::string& problem, const std::string& url) {
  auto has = [&](std::string_view part) { return problem.find(part) != std::string::npos; };
  if (has("could not read Username") || has("Authentication failed") || has("terminal prompts disabled") || has("HTTP 401") || has(" 403"))
    return problem + "; a credential helper of git, or `url.INSTEAD.insteadOf` with a token, gives it access to `" +
           terraform::host_of(url) + "`";
  if (has("Permission denied")) return problem + "; `ssh-add` your key, or name it for the host in `~/.ssh/config`";
  if (has("Host key verification failed")) return problem + "; add the key of the host to `~/.ssh/known_hosts`";
  return problem;
}

base::Result<bool> may_be_asked(const GitCall& call) {
  std::string_view scheme = terraform::scheme_of(call.url);
  if (call.url.starts_with('-') || call.ref.starts_with('-')) return base::fail("URLs and refs do not begin with `-`");
  if (scheme == "file" && !call.allow_files) return base::fail("a server may not name files of this machine");
  if (scheme == "http" || scheme == "git") {
    if (!call.allow_http && !terraform::is_loopback(call.url))
      return base::fail("`" + terraform::host_of(call.url) + "` would be asked unencrypted; `--allow-http` lets that happen");
    return true;
  }
  if (scheme == "https" || scheme == "ssh" || scheme == "file" || scheme == "git+ssh" || scheme == "ssh+git") return true;
  if (scheme.empty() && !terraform::host_of(call.url).empty() && call.url.find("::") == std::string::npos) return true;
  return base::fail("git is not asked for `" + std::string(scheme) + "` URLs");
}

/// A server need not hand out any commit by name, and short ones it never does: then all of it is fetched.
base::Result<std::string> fetch_commit(const Git& git, const GitCall& call) {
  std::string wanted = !call.commit.empty() ? call.commit : call.ref.empty() ? std::string("HEAD") : call.ref;
  WAFPP_TRY(ProcessResult shallow, git({"fetch", "-q", "--no-tags", "--depth", "1", "--", call.url, wanted}));
  if (shallow.status == 0) return git.output({"rev-parse", "--verify", "-q", "FETCH_HEAD^{commit}"});
  bool hex = std::all_of(wanted.begin(), wanted.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  bool may_be_commit = hex && wanted.size() >= 4;
  std::string problem = Git::problem_of(shallow);
  bool has_no_shallow = problem.find("shallow") != std::string::npos || problem.find("filter-spec") != std::string::npos;
  if (has_no_shallow) {
    WAFPP_TRY(ProcessResult deep, git({"fetch", "-q", "--no-tags", "--", call.url, wanted}));
    if (deep.status == 0) return git.output({"rev-parse", "--verify", "-q", "FETCH_HEAD^{commit}"});
    problem = Git::problem_of(deep);
  }
  if (!may_be_commit) {
    if (problem.find("couldn't find remote ref") != std::string::npos) problem = "there is no branch or tag `" + wanted + "`";
    return base::fail(problem);
  }
  WAFPP_TRY(ProcessResult whole, git({"fetch", "-q", "--tags", "--", call.url, "+refs/heads/*:refs/remotes/all/*"}));
  if (whole.status != 0) return base::fail(Git::problem_of(whole));
  base::Result<std::string> found = git.output({"rev-parse", "--verify", "-q", wanted + "^{commit}"});
  if (!found) {
    problem = "there is no commit `" + wanted + "` in any branch or tag";
    return base::fail(call.commit.empty() ? problem : problem + " any more; `--upgrade` takes what is there now");
  }
  return found;
}

void remove_git_data(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::vector<std::string> found;
  fs::recursive_directory_iterator at(folder, error);
  for (fs::recursive_directory_iterator end; !error && at != end; at.increment(error)) {
    if (at->path().filename() != ".git") continue;
    found.push_back(at->path().string());
    if (at->is_directory(error) && !at->is_symlink(error)) at.disable_recursion_pending();
  }
  for (const std::string& path : found) remove_tree(path);
}

}  // namespace

bool is_commit(std::string_view text) {
  constexpr size_t kSha1 = 40;
  constexpr size_t kSha256 = 64;
  return (text.size() == kSha1 || text.size() == kSha256) &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

base::Result<std::string> fetch_git(const GitCall& call, const std::string& folder) {
  WAFPP_TRY([[maybe_unused]] bool may, may_be_asked(call));
  if (::mkdir(folder.c_str(), 0755) != 0) return base::fail("`" + folder + "`: " + std::strerror(errno));
  Git git(call, folder);
  WAFPP_TRY([[maybe_unused]] std::string begun, git.output({"init", "-q", "--template="}));
  base::Result<std::string> commit = fetch_commit(git, call);
  if (!commit) return base::fail(advice(commit.error().message, call.url));
  if (!is_commit(*commit)) return base::fail("git answers with something other than a commit");
  WAFPP_TRY([[maybe_unused]] std::string out, git.output({"checkout", "-q", "--detach", *commit}));
  struct stat status = {};
  if (::lstat((folder + "/.gitmodules").c_str(), &status) == 0) {
    // Relative URLs of submodules count from where this one came.
    WAFPP_TRY([[maybe_unused]] std::string added, git.output({"remote", "add", "--", "origin", call.url}));
    base::Result<std::string> inside = git.output({"submodule", "update", "-q", "--init", "--recursive", "--depth", "1"});
    if (!inside) return base::fail("of a submodule: " + advice(inside.error().message, call.url));
  }
  remove_git_data(folder);
  return *commit;
}

}  // namespace wafpp::store
