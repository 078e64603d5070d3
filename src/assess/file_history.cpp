#include "assess/file_history.h"

#include <memory>
#include <utility>

#include "controls/domain.h"
#include "evidence/common/time.h"
#include "functions/digest.h"
#include "value/type.h"

namespace wafpp::assess {

namespace {

using documents::GitObjects;
using documents::GitProblem;
using evidence::Reason;
using functions::Digest;
using value::Value;

constexpr size_t kLargestPointer = 1024;  // By the specification of Git LFS.

Reason reason_of(const GitProblem& problem) {
  switch (problem.kind) {
    case GitProblem::Kind::Shallow:
      return {"the clone is shallow: what came before was not fetched", "der Klon ist flach: was davor war, wurde nicht geholt"};
    case GitProblem::Kind::TooLong:
      return {"there is more of it than what is looked through", "es gibt mehr davon, als nachgesehen wird"};
    case GitProblem::Kind::Elsewhere:
      return {"git's data lies in another repository, which is not read",
              "die Daten von git liegen in einem anderen Repository, das nicht gelesen wird"};
    case GitProblem::Kind::Empty:
      return {"nothing is committed yet, or git's references are kept in a form that is not read",
              "es gibt noch keinen Commit, oder die Referenzen von git stehen in einer Form, die nicht gelesen wird"};
    case GitProblem::Kind::Unsupported:
      return {"git's objects are kept in a form that is not read: " + problem.message,
              "die Objekte von git stehen in einer Form, die nicht gelesen wird: " + problem.message};
    case GitProblem::Kind::Unreadable:
      break;
  }
  return evidence::said_by_parser(problem.message);
}

/// git names a file by the SHA-1 of this.
std::string object_name(std::string_view bytes) {
  std::string object = "blob " + std::to_string(bytes.size());
  object += '\0';
  object += bytes;
  return functions::to_hex(functions::digest(Digest::Sha1, object));
}

std::string with_line_feeds(std::string_view bytes) {
  std::string result;
  result.reserve(bytes.size());
  for (size_t at = 0; at < bytes.size(); ++at) {
    bool is_pair = bytes[at] == '\r' && at + 1 < bytes.size() && bytes[at + 1] == '\n';
    if (!is_pair) result += bytes[at];
  }
  return result;
}

/// The digest that a pointer of Git LFS names; empty where the text is none.
std::string_view pointed_at(std::string_view pointer) {
  constexpr std::string_view kBegin = "version https://git-lfs.github.com/spec/";
  constexpr std::string_view kDigest = "\noid sha256:";
  constexpr size_t kDigits = 64;
  if (!pointer.starts_with(kBegin)) return {};
  size_t at = pointer.find(kDigest);
  return at == std::string_view::npos ? std::string_view() : pointer.substr(at + kDigest.size(), kDigits);
}

/// Whether `path` is another than `content`, which was committed.
std::optional<bool> is_changed(const documents::Repository& repository, const std::string& path, const documents::GitId& content,
                               GitObjects& objects) {
  documents::FileResult<std::string> bytes = repository.read(path);
  if (!bytes) return std::nullopt;
  std::string committed = content.hex();
  if (object_name(*bytes) == committed) return false;
  if (bytes->find("\r\n") != std::string::npos && object_name(with_line_feeds(*bytes)) == committed) return false;
  documents::GitResult<std::optional<std::string>> pointer = objects.small_file(content, kLargestPointer);
  if (!pointer || !*pointer) return true;
  std::string_view digest = pointed_at(**pointer);
  return digest.empty() || digest != functions::to_hex(functions::digest(Digest::Sha256, *bytes));
}

FileChange described(const documents::LastChange& from) {
  FileChange to;
  to.state = from.state;
  if (from.state == FileChange::State::Unknown || from.state == FileChange::State::NotLater) to.reason = reason_of(from.problem);
  if (from.state != FileChange::State::Known && from.state != FileChange::State::NotLater) return to;
  to.commit = from.commit.hex();
  to.time = evidence::time_of_seconds(from.time).value_or("");
  to.author = from.author;
  to.author_email = from.author_email;
  return to;
}

std::vector<FileChange> none_known(size_t count, const GitProblem& problem) {
  FileChange change;
  change.reason = reason_of(problem);
  return std::vector<FileChange>(count, change);
}

Value open(const value::Type& type, const Reason& reason) {
  return controls::undecided(value::CauseKind::Error, {}, controls::in_both({reason.en, reason.de}), type);
}

}  // namespace

std::string_view to_string(FileChange::State state) {
  switch (state) {
    case FileChange::State::Known:
      return "known";
    case FileChange::State::NotLater:
      return "not_later";
    case FileChange::State::New:
      return "new";
    case FileChange::State::Unknown:
      break;
  }
  return "unknown";
}

std::vector<FileChange> last_changes(const documents::Repository& repository, const std::vector<std::string>& paths) {
  if (paths.empty() || !repository.exists(".git")) return {};
  documents::GitResult<documents::GitHead> head = documents::read_git_head(repository);
  if (!head) return none_known(paths.size(), head.error());
  std::unique_ptr<GitObjects> objects = documents::open_git_objects(repository);
  std::vector<documents::LastChange> found = documents::last_changes(*objects, *head, paths);
  std::vector<FileChange> changes;
  for (size_t index = 0; index < paths.size(); ++index) {
    FileChange change = described(found[index]);
    if (!change.commit.empty()) change.is_changed_since = is_changed(repository, paths[index], found[index].content, *objects);
    changes.push_back(std::move(change));
  }
  return changes;
}

void describe(const FileChange& change, evidence::Attributes& to) {
  bool is_known = change.state == FileChange::State::Known;
  bool is_new = change.state == FileChange::State::New;
  auto set = [&](std::string_view name, const std::string& text) {
    if (is_known || is_new) {
      to.text(name, text);
    } else {
      to.set(name, open(value::Type::string(), change.reason));
    }
  };
  if (change.state == FileChange::State::Unknown) {
    to.set("is_committed", open(value::Type::boolean(), change.reason));
  } else {
    to.flag("is_committed", !is_new);
  }
  set("commit", change.commit);
  set("time", change.time);
  set("author", change.author);
  set("author_email", change.author_email);
  if (change.is_changed_since) {
    to.flag("is_changed_since", *change.is_changed_since);
  } else if (is_new) {
    to.null("is_changed_since");
  } else {
    Reason reason =
        change.reason.empty() ? Reason{"the file is too large to be compared", "die Datei ist zu groß zum Vergleichen"} : change.reason;
    to.set("is_changed_since", open(value::Type::boolean(), reason));
  }
}

}  // namespace wafpp::assess
