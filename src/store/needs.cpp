#include "store/needs.h"

#include <algorithm>
#include <deque>
#include <set>
#include <tuple>
#include <utility>

#include "base/folder.h"
#include "documents/walk.h"
#include "terraform/load.h"
#include "terraform/roots.h"

namespace wafpp::store {

namespace {

using terraform::LockedModule;
using terraform::ModuleSource;

constexpr diag::Kind kNotFetched = {.name = "module-not-fetched", .level = diag::Level::Error};
constexpr size_t kMaxVisits = 200'000;

bool is_variable_file(std::string_view name) { return name.ends_with(".tfvars") || name.ends_with(".tfvars.json"); }

class Search {
 public:
  Search(const NeedsInput& input, diag::SourceMap& sources, diag::Sink& sink)
      : input_(input), loader_(input.repository, sources, input.settings.mirror), sink_(sink) {}

  Needs run() {
    for (const std::string& root : roots()) {
      auto installed = terraform::installed_modules(root, input_.repository);
      visit({root, "", installed.empty() ? nullptr : &*installed_.insert(installed_.end(), std::move(installed))});
    }
    while (!waiting_.empty() && seen_.size() < kMaxVisits) {
      Visit next = std::move(waiting_.front());
      waiting_.pop_front();
      look_at(next);
    }
    return std::move(needs_);
  }

 private:
  using Installed = std::map<std::string, std::string>;
  struct Visit {
    std::string folder;
    std::string label;           // Path of calls; only where something was installed by it.
    const Installed* installed;  // Of the root; null: nothing.
  };

  std::vector<std::string> roots() {
    documents::WalkLimits limits;
    limits.mirror = input_.settings.mirror;
    auto is_wanted = [](std::string_view path) {
      std::string_view name = base::file_name(path);
      return terraform::is_configuration_file(name) || is_variable_file(name);
    };
    documents::Discovery discovery = documents::discover(input_.repository, input_.paths, is_wanted, limits);
    std::vector<std::string> configuration;
    std::vector<std::string> variables;
    for (const std::string& path : discovery.files) (is_variable_file(path) ? variables : configuration).push_back(path);
    needs_.is_empty = configuration.empty();
    needs_.has_unread = std::any_of(discovery.skipped.begin(), discovery.skipped.end(), documents::is_failure);
    needs_.uses_tofu = std::any_of(configuration.begin(), configuration.end(),
                                   [](const std::string& path) { return path.ends_with(".tofu") || path.ends_with(".tofu.json"); });
    loader_.parse_ahead(configuration, 0);
    for (const std::string& path : configuration) {
      std::shared_ptr<const terraform::Loader::File> file = loader_.file(path);
      for (const diag::Diagnostic& diagnostic : file->diagnostics.diagnostics()) sink_.add(diagnostic);
      needs_.has_unread |= !file->unreadable.empty() || file->diagnostics.has_errors();
    }
    terraform::DiscoveryInput discovery_input;
    discovery_input.configuration_files = configuration;
    discovery_input.variable_files = variables;
    discovery_input.environments = input_.settings.environments;
    std::set<std::string> folders;
    for (const terraform::RootSpec& root : terraform::discover_roots(discovery_input, loader_)) folders.insert(root.folder);
    return {folders.begin(), folders.end()};
  }

  void visit(Visit visit) {
    if (visit.installed == nullptr) visit.label.clear();
    if (seen_.emplace(visit.installed, visit.label, visit.folder).second) waiting_.push_back(std::move(visit));
  }

  void look_at(const Visit& at) {
    std::shared_ptr<const terraform::Module> module = loader_.module(at.folder);
    if (module == nullptr) return;
    for (const auto& [name, call] : module->calls) {
      std::string label = at.label.empty() ? std::string(name) : at.label + "." + std::string(name);
      if (terraform::is_local_source(call.literal_source)) {
        std::optional<std::string> folder = terraform::join_folder(at.folder, call.literal_source);
        if (folder) visit({*folder, label, at.installed});
        continue;
      }
      if (at.installed != nullptr) {
        auto found = at.installed->find(label);
        if (found != at.installed->end() && input_.repository.is_folder(found->second)) {
          ++needs_.installed;
          visit({found->second, label, at.installed});
          continue;
        }
      }
      outside(call);
    }
  }

  void outside(const terraform::CallDecl& call) {
    if (call.source == nullptr) return;
    std::string what = "module." + std::string(call.name);
    if (call.literal_source.empty()) {
      sink_.report(kNotFetched, call.source->place, "`" + what + "` has a source that is not known before evaluation").emit();
      return;
    }
    base::Result<ModuleSource> source = terraform::parse_source(call.literal_source);
    if (!source) {
      sink_.report(kNotFetched, call.source->place, "`" + what + "` cannot be fetched: " + source.error().message)
          .help("a mirror can hold what comes from anywhere else: docs/modules.md")
          .emit();
      return;
    }
    const LockedModule* locked = input_.lock.find(source->package, call.literal_version);
    bool is_there = locked != nullptr && input_.is_there(*locked);
    if (!is_there) {
      std::optional<std::string> mirrored = loader_.outside().in_mirror(*source, call.literal_version);
      if (mirrored && loader_.module(*mirrored) != nullptr) {
        ++needs_.installed;
        visit({*mirrored, "", nullptr});
        return;
      }
    }
    auto [at, fresh] = needs_.outside.try_emplace({source->package, call.literal_version});
    Need& need = at->second;
    if (fresh) need = {.source = *source, .constraint = call.literal_version, .place = call.source->place, .call = what};
    ++need.calls;
    if (!is_there) return;
    std::string folder = terraform::locked_folder(*locked, *source);
    if (loader_.module(folder) == nullptr) {
      if (missing_.insert(folder).second) {
        sink_
            .report(kNotFetched, call.source->place,
                    source->subfolder.empty() ? "what `" + what + "` calls holds no `.tf` file"
                                              : "there is no module in the folder `" + source->subfolder + "` of what `" + what + "` calls")
            .emit();
      }
      return;
    }
    visit({folder, "", nullptr});
  }

  const NeedsInput& input_;
  terraform::Loader loader_;
  diag::Sink& sink_;
  Needs needs_;
  std::deque<Installed> installed_;
  std::deque<Visit> waiting_;
  std::set<std::tuple<const Installed*, std::string, std::string>> seen_;
  std::set<std::string> missing_;
};

}  // namespace

Needs find_needs(const NeedsInput& input, diag::SourceMap& sources, diag::Sink& sink) { return Search(input, sources, sink).run(); }

}  // namespace wafpp::store
