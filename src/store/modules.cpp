#include "store/modules.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <utility>

#include "assess/settings.h"
#include "base/threads.h"
#include "documents/beneath.h"
#include "store/needs.h"
#include "store/process.h"
#include "store/tree.h"
#include "terraform/outside_modules.h"

namespace wafpp::store {

namespace {

using terraform::LockedModule;
using Key = std::pair<std::string, std::string>;

constexpr diag::Kind kNotFetched = {.name = "module-not-fetched", .level = diag::Level::Error};
constexpr diag::Kind kBadTerraformConfiguration = {.name = "terraform-cli-configuration", .level = diag::Level::Warning};
constexpr int kRounds = 64;  // Modules call one another at most so deep.

std::string name_of(const Need& need, const LockedModule* module) {
  std::string name = need.source.package;
  if (module != nullptr && !module->version.empty()) name += " " + module->version;
  if (!need.constraint.empty()) name += " (" + need.constraint + ")";
  constexpr size_t kShownCommit = 12;
  if (module != nullptr && module->version.empty() && !module->commit.empty()) name += " at " + module->commit.substr(0, kShownCommit);
  return name;
}

class Fetch {
 public:
  Fetch(const FetchOptions& options, documents::OpenedRepository opened, std::vector<std::string> paths)
      : options_(options),
        repository_(std::move(opened.repository)),
        root_(std::move(opened.root)),
        paths_(std::move(paths)),
        cache_(options.cache) {
    result_.sources = std::make_unique<diag::SourceMap>();
  }

  base::Result<FetchResult> run() {
    read_configuration();
    if (!result_.has_bad_configuration) {
      WAFPP_TRY([[maybe_unused]] bool fetched, fetch_all());
    }
    for (auto& [key, module] : modules_) result_.modules.push_back(std::move(module));
    if (!result_.has_bad_configuration && !options_.dry_run && !options_.locked) {
      drop_unused();
      WAFPP_TRY([[maybe_unused]] bool written, write_lock());
    }
    for (const diag::Diagnostic& diagnostic : sink_.diagnostics()) result_.diagnostics.push_back(diagnostic);
    return std::move(result_);
  }

 private:
  std::string modules_folder() const { return root_ + "/" + std::string(terraform::kModulesFolder); }

  /// One fetch in a repository at a time; what an earlier one that was killed left behind goes.
  base::Result<bool> prepare() {
    namespace fs = std::filesystem;
    std::string folder = modules_folder();
    // A repository may hold a link in place of either: nothing is written where that leads.
    for (const std::string& each : {root_ + "/.wafpp", folder}) {
      struct stat status = {};
      if (::lstat(each.c_str(), &status) == 0 && !S_ISDIR(status.st_mode)) return base::fail("`" + each + "` is no folder");
      if (::mkdir(each.c_str(), 0755) != 0 && errno != EEXIST) return base::fail("`" + each + "` cannot be made: " + std::strerror(errno));
    }
    std::error_code error;
    bool is_new = fs::is_empty(folder, error);
    busy_ = documents::Descriptor(::open((folder + "/.busy").c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644));
    if (!busy_.is_open()) return base::fail("`" + folder + "` cannot be written: " + std::strerror(errno));
    while (::flock(busy_.number(), LOCK_EX) != 0 && errno == EINTR) {
      if (interrupted()) return base::fail("interrupted");
    }
    std::vector<std::string> left;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
      if (at->path().filename().string().starts_with("part-")) left.push_back(at->path().string());
    }
    for (const std::string& path : left) remove_tree(path);
    if (is_new) return write_whole(folder + "/.gitignore", "# Made by `wafpp modules fetch`; .wafpp/modules.lock says what of.\n*\n");
    return true;
  }

  void read_configuration() {
    settings_ = assess::read_settings(*repository_, *result_.sources, sink_);
    result_.has_bad_configuration = !settings_.is_readable;
    read_lock();
    std::vector<std::string> problems;
    config_ = read_cli_config(problems);
    for (const std::string& problem : problems) sink_.report(kBadTerraformConfiguration, {}, problem).emit();
  }

  void read_lock() {
    terraform::OutsideModules outside(*repository_, {});
    for (const diag::Diagnostic& diagnostic : outside.diagnostics().diagnostics()) sink_.add(diagnostic);
    lock_ = outside.lock();
    before_ = lock_;
    result_.has_bad_configuration |= outside.diagnostics().has_errors();
  }

  /// Whether a locked module lies where the lock says, as it says; each is hashed once.
  bool is_there(const LockedModule& module) {
    auto [at, fresh] = there_.emplace(module.folder, false);
    if (!fresh) return at->second;
    std::string folder = modules_folder() + "/" + module.folder;
    struct stat status = {};
    if (::lstat(folder.c_str(), &status) != 0) return false;
    base::Result<std::string> hash = hash_tree(folder);
    at->second = hash && *hash == module.hash;
    if (!at->second) changed_.insert(module.folder);
    return at->second;
  }

  Needs look() {
    Needs needs;
    diag::Sink found;
    // Code that anyone may have written is parsed here.
    base::on_large_stack([&] {
      if (options_.package.confine) options_.package.confine({.readable = root_, .tree = {}});
      NeedsInput input{*repository_, paths_, settings_, lock_, [&](const LockedModule& module) {
                         bool is_stale = options_.upgrade && !done_.contains({module.source, module.constraint});
                         return !is_stale && is_there(module);
                       }};
      needs = find_needs(input, *result_.sources, found);
    });
    of_code_ = std::move(found);
    result_.has_unread = needs.has_unread;
    return needs;
  }

  base::Result<bool> fetch_all() {
    for (int round = 0; round < kRounds && !interrupted(); ++round) {
      Needs needs = look();
      if (registries_ == nullptr) {
        registries_ =
            std::make_unique<Registries>(config_, options_.package.allow_http ? Http::Allowed : Http::LoopbackOnly,
                                         std::string(needs.uses_tofu ? terraform::kOpenTofuRegistry : terraform::kTerraformRegistry));
      }
      std::vector<std::pair<Key, Need>> wanted;
      for (auto& [key, need] : needs.outside) {
        called_.insert(key);
        const LockedModule* locked = lock_.find(key.first, key.second);
        bool is_stale = options_.upgrade && !done_.contains(key);
        if (done_.contains(key) || failed_.contains(key)) continue;
        if (locked != nullptr && !is_stale && is_there(*locked)) {
          modules_[key] = {FetchedModule::State::There, name_of(need, locked)};
        } else if (options_.dry_run) {
          modules_[key] = {FetchedModule::State::Wanted, name_of(need, options_.upgrade ? nullptr : locked)};
        } else if (options_.locked && locked == nullptr) {
          fail(key, need, "the lock does not have it", "`wafpp modules fetch` without `--locked` adds it");
        } else {
          wanted.emplace_back(key, std::move(need));
        }
      }
      if (wanted.empty()) break;
      if (!busy_.is_open()) {
        // Another fetch may have been at it: what it brought counts.
        WAFPP_TRY([[maybe_unused]] bool made, prepare());
        read_lock();
        if (result_.has_bad_configuration) return true;
        there_.clear();
        continue;
      }
      fetch_round(wanted);
    }
    for (const diag::Diagnostic& diagnostic : of_code_.diagnostics()) sink_.add(diagnostic);
    if (interrupted()) sink_.report(kNotFetched, {}, "interrupted: call it again, and it goes on where it was").emit();
    return true;
  }

  void fetch_round(const std::vector<std::pair<Key, Need>>& wanted) {
    all_ += wanted.size();
    base::parallel_for(wanted.size(), std::max(1U, options_.jobs), [&](size_t index) {
      const auto& [key, need] = wanted[index];
      if (interrupted()) return;
      tell(name_of(need, nullptr), false);
      base::Result<LockedModule> module = fetch_one(key, need);
      std::lock_guard lock(mutex_);
      if (module) {
        done_.insert(key);
        modules_[key] = {FetchedModule::State::Fetched, name_of(need, &*module), changed_.contains(module->folder)};
      } else if (!interrupted()) {
        fail(key, need, module.error().message, {});
      }
    });
    tell({}, false);
  }

  base::Result<LockedModule> fetch_one(const Key& key, const Need& need) {
    Wanted wanted{.source = need.source, .constraint = need.constraint, .locked = {}};
    {
      std::lock_guard lock(mutex_);
      const LockedModule* locked = lock_.find(key.first, key.second);
      if (locked != nullptr && !options_.upgrade) wanted.locked = *locked;
    }
    WAFPP_TRY(Workplace work, Workplace::make(modules_folder()));
    PackageOptions options = options_.package;
    options.progress = [this, before = uint64_t{0}](uint64_t done, uint64_t) mutable {
      if (done > before) bytes_ += done - before;
      before = done;
      tell({}, false);
    };
    base::Result<LockedModule> module = fetch_package(wanted, work.path(), *registries_, cache_, options);
    tell({}, true);
    if (!module) return module;
    std::lock_guard lock(mutex_);
    WAFPP_TRY([[maybe_unused]] bool moved, move_tree(work.path() + "/tree", modules_folder() + "/" + module->folder));
    there_[module->folder] = true;
    if (!options_.locked) lock_.put(*module);
    // At once: what is there after a power cut is then known to be.
    if (!options_.locked) (void)write_lock();
    return module;
  }

  /// `mutex_` is held, or there is one thread alone.
  void fail(const Key& key, const Need& need, const std::string& why, const std::string& help) {
    failed_.insert(key);
    modules_[key] = {FetchedModule::State::Failed, name_of(need, nullptr)};
    std::string what = "`" + need.source.package + "`";
    if (need.calls > 1) what += " (" + std::to_string(need.calls) + " calls)";
    diag::Sink said;
    said.report(kNotFetched, need.place, what + " cannot be fetched: " + why).emit();
    diag::Diagnostic diagnostic = said.diagnostics().front();
    if (!help.empty()) diagnostic.helps.push_back(help);
    sink_.add(std::move(diagnostic));
  }

  void tell(std::string_view name, bool is_done) {
    std::lock_guard lock(progress_mutex_);
    if (is_done) ++finished_;
    if (options_.progress) options_.progress(name, finished_, all_, bytes_);
  }

  /// What nothing calls any more leaves the lock, when everything was looked at and understood.
  void drop_unused() {
    bool is_whole = std::find(paths_.begin(), paths_.end(), ".") != paths_.end();
    if (!is_whole || result_.has_unread || interrupted() || !failed_.empty() || of_code_.has_errors()) return;
    std::set<std::string> kept;
    for (const LockedModule& module : lock_.modules) {
      if (called_.contains({module.source, module.constraint})) kept.insert(module.folder);
    }
    std::erase_if(lock_.modules, [&](const LockedModule& module) {
      if (called_.contains({module.source, module.constraint})) return false;
      result_.removed.push_back(module.source + (module.constraint.empty() ? "" : " (" + module.constraint + ")"));
      if (!kept.contains(module.folder)) remove_tree(modules_folder() + "/" + module.folder);
      return true;
    });
  }

  base::Result<bool> write_lock() {
    std::string text = terraform::lock_text(lock_);
    if (text == terraform::lock_text(before_)) return true;
    result_.is_lock_written = true;
    return write_whole(root_ + "/" + std::string(terraform::kModuleLockFile), text);
  }

  const FetchOptions& options_;
  std::unique_ptr<documents::Repository> repository_;
  std::string root_;
  std::vector<std::string> paths_;
  Cache cache_;
  documents::Descriptor busy_;
  assess::Settings settings_;
  CliConfig config_;
  std::unique_ptr<Registries> registries_;
  terraform::ModuleLock lock_;
  terraform::ModuleLock before_;
  diag::Sink sink_;
  diag::Sink of_code_;  // Of the last look, which saw most.
  std::map<Key, FetchedModule> modules_;
  std::set<Key> called_;
  std::set<Key> done_;
  std::set<Key> failed_;
  std::map<std::string, bool> there_;
  std::set<std::string> changed_;
  std::mutex mutex_;
  std::mutex progress_mutex_;
  size_t finished_ = 0;
  size_t all_ = 0;
  std::atomic<uint64_t> bytes_ = 0;
  FetchResult result_;
};

}  // namespace

base::Result<FetchResult> fetch_modules(const FetchOptions& options) {
  documents::OpenedRepository repository;
  std::vector<std::string> paths;
  for (const std::string& path : options.paths) {
    documents::FileResult<documents::OpenedRepository> opened = documents::open_repository(path);
    if (!opened) return base::fail(opened.error().message);
    if (repository.repository != nullptr && opened->root != repository.root)
      return base::fail("`" + path + "` lies in another repository than `" + options.paths.front() + "`: fetch for one at a time");
    paths.push_back(opened->path);
    if (repository.repository == nullptr) repository = std::move(*opened);
  }
  if (repository.repository == nullptr) return base::fail("no path to look at");
  return Fetch(options, std::move(repository), std::move(paths)).run();
}

}  // namespace wafpp::store
