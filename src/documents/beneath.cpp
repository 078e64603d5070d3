#include "documents/beneath.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <system_error>
#include <vector>

// Two ways to the same end. The kernel's own (openat2 with RESOLVE_BENEATH) is one call a file. It refuses every absolute link, also
// one that points back into the repository, and it is missing on old kernels and under some sandboxes; in these cases the path is
// walked by hand: each part is opened with O_PATH | O_NOFOLLOW, so a link is seen as a link, read, and its target put in front of the
// parts that are left. The folders on the way stay open on a stack, and `..` takes the topmost off: whatever somebody renames
// meanwhile, the walk cannot get above the folder it began in.
namespace wafpp::documents {

namespace {

constexpr int kLinks = 40;  // As the kernel's MAXSYMLINKS.

int kernel_open(int folder, const char* path, int flags) {
  open_how how = {};
  how.flags = static_cast<uint64_t>(flags) | O_CLOEXEC;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  return static_cast<int>(::syscall(SYS_openat2, folder, path, &how, sizeof(how)));
}

bool is_usable(std::string_view path) { return path.size() < PATH_MAX && path.find('\0') == std::string_view::npos; }

/// Puts the parts of `path` on `pending`, the first on top.
void push_parts(std::vector<std::string>& pending, std::string_view path) {
  while (!path.empty()) {
    size_t slash = path.rfind('/');
    std::string_view part = slash == std::string_view::npos ? path : path.substr(slash + 1);
    path.remove_suffix(slash == std::string_view::npos ? path.size() : path.size() - slash);
    if (!part.empty() && part != ".") pending.emplace_back(part);
  }
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

FileError error_of(int number, std::string_view path) {
  auto with = [&](FileProblem problem) { return make_file_error(std::string(path), problem); };
  switch (number) {
    case ENOENT:
      return with(FileProblem::NotFound);
    case ENOTDIR:
      return with(FileProblem::NotAFolder);
    case EISDIR:
      return with(FileProblem::NotAFile);
    case EACCES:
    case EPERM:
      return with(FileProblem::Denied);
    case EXDEV:
      return with(FileProblem::LeavesRepository);
    case ELOOP:
      return with(FileProblem::LinkLoop);
    case ENAMETOOLONG:
    case EINVAL:
      return with(FileProblem::BadPath);
    default:
      return make_file_error(std::string(path), FileProblem::InputOutput, std::generic_category().message(number));
  }
}

FileResult<Beneath> Beneath::open(std::string root_path) {
  Descriptor root(::open(root_path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!root.is_open()) return tl::make_unexpected(error_of(errno, root_path));
  // Asked once: old kernels answer ENOSYS, sandboxes that do not know the call EPERM.
  Descriptor probe(kernel_open(root.number(), ".", O_PATH));
  Resolution resolution = probe.is_open() ? Resolution::Kernel : Resolution::ByHand;
  return Beneath(std::move(root), std::move(root_path), resolution);
}

FileResult<Descriptor> Beneath::resolve(std::string_view path, int flags) const {
  if (path.empty()) path = ".";
  if (!is_usable(path)) return tl::make_unexpected(make_file_error(std::string(path), FileProblem::BadPath));
  if (resolution_ == Resolution::Kernel) {
    int number = kernel_open(root_.number(), std::string(path).c_str(), flags);
    if (number >= 0) return Descriptor(number);
    // EAGAIN: somebody renamed a folder while a `..` was followed.
    if (errno != EXDEV && errno != EAGAIN) return tl::make_unexpected(error_of(errno, path));
  }
  return resolve_by_hand(path, flags);
}

FileResult<Descriptor> Beneath::resolve_by_hand(std::string_view path, int flags) const {
  auto refuse = [&](FileProblem problem) { return tl::make_unexpected(make_file_error(std::string(path), problem)); };
  if (path.starts_with('/')) return refuse(FileProblem::LeavesRepository);
  std::vector<Descriptor> folders;
  std::vector<std::string> pending;
  push_parts(pending, path);
  auto current = [&] { return folders.empty() ? root_.number() : folders.back().number(); };
  for (int links = 0; !pending.empty();) {
    std::string part = std::move(pending.back());
    pending.pop_back();
    if (part == "..") {
      if (folders.empty()) return refuse(FileProblem::LeavesRepository);
      folders.pop_back();
      continue;
    }
    Descriptor next(::openat(current(), part.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
    struct stat status = {};
    if (!next.is_open() || ::fstat(next.number(), &status) != 0) return tl::make_unexpected(error_of(errno, path));
    if (S_ISDIR(status.st_mode)) {
      folders.push_back(std::move(next));
      continue;
    }
    if (!S_ISLNK(status.st_mode)) {
      if (!pending.empty()) return refuse(FileProblem::NotAFolder);
      if ((flags & O_DIRECTORY) != 0) return refuse(FileProblem::NotAFolder);
      if ((flags & O_PATH) != 0) return next;
      Descriptor file(::openat(current(), part.c_str(), flags | O_NOFOLLOW | O_CLOEXEC));
      if (!file.is_open()) return tl::make_unexpected(error_of(errno, path));
      return file;
    }
    if (++links > kLinks) return refuse(FileProblem::LinkLoop);
    char target[PATH_MAX];
    ssize_t size = ::readlinkat(next.number(), "", target, sizeof(target));
    if (size < 0) return tl::make_unexpected(error_of(errno, path));
    std::string_view to(target, static_cast<size_t>(size));
    if (to.starts_with('/')) {
      bool inside = to.starts_with(root_path_) && (to.size() == root_path_.size() || root_path_ == "/" || to[root_path_.size()] == '/');
      if (!inside) return refuse(FileProblem::LeavesRepository);
      folders.clear();
      to.remove_prefix(root_path_.size());
    }
    push_parts(pending, to);
  }
  // A folder, or the root itself; a descriptor of our own that the caller may close.
  Descriptor folder(::openat(current(), ".", flags | O_CLOEXEC));
  if (!folder.is_open()) return tl::make_unexpected(error_of(errno, path));
  return folder;
}

FileResult<struct stat> Beneath::status(std::string_view path) const {
  WAFPP_TRY(Descriptor at, resolve(path, O_PATH));
  struct stat status = {};
  if (::fstat(at.number(), &status) != 0) return tl::make_unexpected(error_of(errno, path));
  return status;
}

FileResult<Descriptor> Beneath::open_file(std::string_view path, struct stat& status, bool is_listed) const {
  auto check = [&](const Descriptor& at) -> FileResult<void> {
    if (::fstat(at.number(), &status) != 0) return tl::make_unexpected(error_of(errno, path));
    if (S_ISDIR(status.st_mode)) return tl::make_unexpected(make_file_error(std::string(path), FileProblem::NotAFile));
    if (!S_ISREG(status.st_mode)) return tl::make_unexpected(make_file_error(std::string(path), FileProblem::SpecialFile));
    return {};
  };
  // Opening a device can already do something, opening a FIFO can wait for ever: first see what it is.
  if (!is_listed) {
    WAFPP_TRY(Descriptor at, resolve(path, O_PATH));
    if (FileResult<void> good = check(at); !good) return tl::make_unexpected(std::move(good).error());
  }
  // It may have been exchanged since: without waiting, without becoming a terminal, and asked again.
  WAFPP_TRY(Descriptor file, resolve(path, O_RDONLY | O_NONBLOCK | O_NOCTTY));
  if (FileResult<void> good = check(file); !good) return tl::make_unexpected(std::move(good).error());
  return file;
}

FileResult<Descriptor> Beneath::open_folder(std::string_view path) const { return resolve(path, O_RDONLY | O_DIRECTORY); }

}  // namespace wafpp::documents
