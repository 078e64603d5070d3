#include "documents/walk.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace wafpp::documents {

namespace {

constexpr std::string_view kModulesFile = "modules/modules.json";

SkipReason reason_of(FileProblem problem) {
  switch (problem) {
    case FileProblem::NotFound:
      return SkipReason::BrokenLink;
    case FileProblem::LinkLoop:
      return SkipReason::LinkLoop;
    case FileProblem::LeavesRepository:
      return SkipReason::LeavesRepository;
    case FileProblem::SpecialFile:
      return SkipReason::SpecialFile;
    case FileProblem::NotAFile:
    case FileProblem::NotAFolder:
    case FileProblem::Denied:
    case FileProblem::TooLarge:
    case FileProblem::BadPath:
    case FileProblem::InputOutput:
      return SkipReason::Unreadable;
  }
  return SkipReason::Unreadable;
}

/// Depth-first over an explicit stack: the depth of hostile folders costs no stack of ours.
class Walk {
 public:
  Walk(const Repository& repository, const std::function<bool(std::string_view)>& wanted, const WalkLimits& limits)
      : repository_(repository), wanted_(wanted), limits_(limits) {}

  void start(const std::string& given) {
    std::string path;
    if (!normalise_path(given, path)) {
      skip(given, SkipReason::LeavesRepository, {}, true);
      return;
    }
    FileResult<EntryKind> kind = repository_.kind(path);
    if (!kind) {
      SkipReason reason = kind.error().problem == FileProblem::NotFound ? SkipReason::Unreadable : reason_of(kind.error().problem);
      skip(std::move(path), reason, kind.error().reason, true);
      return;
    }
    if (*kind == EntryKind::Folder) {
      folders_.push_back({std::move(path), 0});
      while (!folders_.empty()) folder();
    } else if (*kind == EntryKind::File) {
      found_.files.push_back(std::move(path));
    } else {
      skip(std::move(path), SkipReason::SpecialFile, {}, true);
    }
  }

  Discovery finish() {
    std::sort(found_.files.begin(), found_.files.end());
    found_.files.erase(std::unique(found_.files.begin(), found_.files.end()), found_.files.end());
    std::sort(found_.modules.begin(), found_.modules.end());
    found_.modules.erase(std::unique(found_.modules.begin(), found_.modules.end()), found_.modules.end());
    auto key = [](const Skipped& skipped) { return std::tie(skipped.path, skipped.reason); };
    auto& skipped = found_.skipped;
    std::sort(skipped.begin(), skipped.end(), [&](const Skipped& a, const Skipped& b) { return key(a) < key(b); });
    skipped.erase(std::unique(skipped.begin(), skipped.end(), [&](const Skipped& a, const Skipped& b) { return key(a) == key(b); }),
                  skipped.end());
    return std::move(found_);
  }

 private:
  struct Folder {
    std::string path;
    uint32_t depth = 0;
  };

  bool is_wanted(std::string_view path) const { return !wanted_ || wanted_(path); }

  void skip(std::string path, SkipReason reason, std::string detail, bool wanted = false) {
    found_.skipped.push_back({std::move(path), reason, std::move(detail), wanted});
  }

  void skip_special(std::string path) {
    bool wanted = is_wanted(path);
    skip(std::move(path), SkipReason::SpecialFile, {}, wanted);
  }

  void folder() {
    Folder here = std::move(folders_.back());
    folders_.pop_back();
    if (full_) return;
    FileResult<std::vector<Entry>> entries = repository_.list(here.path);
    if (!entries) {
      skip(std::move(here.path), reason_of(entries.error().problem), entries.error().reason);
      return;
    }
    size_t first_below = folders_.size();
    for (const Entry& entry : *entries) {
      if (++entries_ > limits_.entries || found_.files.size() >= limits_.files) {
        full_ = true;
        skip(join_path(here.path, entry.name), SkipReason::TooMany, {});
        return;
      }
      std::string path = join_path(here.path, entry.name);
      switch (entry.kind) {
        case EntryKind::File:
          file(std::move(path), entry.name);
          break;
        case EntryKind::Folder:
          subfolder(std::move(path), entry.name, here.depth);
          break;
        case EntryKind::Link:
          link(std::move(path), entry.name);
          break;
        case EntryKind::Special:
          skip_special(std::move(path));
          break;
      }
    }
    // The first folder on top, so that a limit cuts off the end of what is sorted, whatever the file system's order.
    std::reverse(folders_.begin() + static_cast<std::ptrdiff_t>(first_below), folders_.end());
  }

  void file(std::string path, std::string_view name) {
    if (name == ".git") {  // A worktree or submodule has a file of that name.
      skip(std::move(path), SkipReason::VersionControl, {});
    } else if (!is_wanted(path)) {
      ++found_.other_files;
    } else {
      found_.files.push_back(std::move(path));
    }
  }

  void subfolder(std::string path, std::string_view name, uint32_t depth) {
    if (name == ".git") {
      skip(std::move(path), SkipReason::VersionControl, {});
    } else if (name == ".wafpp" || (!limits_.mirror.empty() && path == limits_.mirror)) {
      skip(std::move(path), SkipReason::FetchedModules, {});
    } else if (name == "node_modules") {
      skip(std::move(path), SkipReason::NodeModules, {});
    } else if (name == ".terraform") {
      std::string modules = join_path(path, kModulesFile);
      if (repository_.is_file(modules)) found_.modules.push_back(std::move(modules));
      skip(std::move(path), SkipReason::TerraformData, {});
    } else if (name == "cases" && is_control(path)) {
      skip(std::move(path), SkipReason::ControlCases, {});
    } else if (depth + 1 > limits_.depth) {
      skip(std::move(path), SkipReason::TooDeep, {});
    } else {
      folders_.push_back({std::move(path), depth + 1});
    }
  }

  /// Whether the folder that `path` lies in is that of a control.
  bool is_control(std::string_view path) const {
    size_t slash = path.rfind('/');
    std::string folder(slash == std::string_view::npos ? "." : path.substr(0, slash));
    return repository_.is_file(join_path(folder, "control.yml")) || repository_.is_file(join_path(folder, "control.yaml"));
  }

  void link(std::string path, std::string_view name) {
    FileResult<EntryKind> kind = repository_.kind(path);
    if (!kind) {
      bool wanted = is_wanted(path);
      skip(std::move(path), reason_of(kind.error().problem), kind.error().reason, wanted);
    } else if (*kind == EntryKind::File) {
      file(std::move(path), name);
    } else if (*kind == EntryKind::Folder) {
      skip(std::move(path), SkipReason::FolderLink, {});
    } else {
      skip_special(std::move(path));
    }
  }

  const Repository& repository_;
  const std::function<bool(std::string_view)>& wanted_;
  const WalkLimits& limits_;
  std::vector<Folder> folders_;
  size_t entries_ = 0;
  bool full_ = false;
  Discovery found_;
};

}  // namespace

bool is_failure(const Skipped& skipped) {
  switch (skipped.reason) {
    case SkipReason::VersionControl:
    case SkipReason::TerraformData:
    case SkipReason::FetchedModules:
    case SkipReason::NodeModules:
    case SkipReason::ControlCases:
    case SkipReason::FolderLink:
      return false;
    case SkipReason::BrokenLink:
    case SkipReason::LinkLoop:
    case SkipReason::LeavesRepository:
    case SkipReason::SpecialFile:
      return skipped.is_wanted;
    case SkipReason::Unreadable:
    case SkipReason::TooDeep:
    case SkipReason::TooMany:
      return true;
  }
  return true;
}

Discovery discover(const Repository& repository, std::span<const std::string> paths,
                   const std::function<bool(std::string_view path)>& wanted, const WalkLimits& limits) {
  Walk walk(repository, wanted, limits);
  for (const std::string& path : paths) walk.start(path);
  return walk.finish();
}

}  // namespace wafpp::documents
