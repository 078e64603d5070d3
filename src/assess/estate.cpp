#include "assess/estate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <set>
#include <tuple>

#include "assess/dependencies.h"
#include "assess/evidence_paths.h"
#include "assess/settings.h"
#include "base/folder.h"
#include "base/threads.h"
#include "diag/source_order.h"
#include "documents/walk.h"
#include "evidence/repository/ecosystems.h"
#include "evidence/repository/repository.h"
#include "evidence/repository/updates.h"
#include "terraform/roots.h"

namespace wafpp::assess {

namespace {

bool is_variable_file(std::string_view name) { return name.ends_with(".tfvars") || name.ends_with(".tfvars.json"); }

std::string_view reason_text(documents::SkipReason reason) {
  switch (reason) {
    case documents::SkipReason::VersionControl:
      return "version control";
    case documents::SkipReason::TerraformData:
      return "Terraform's working data";
    case documents::SkipReason::FetchedModules:
      return "modules from outside";
    case documents::SkipReason::NodeModules:
      return "installed packages";
    case documents::SkipReason::ControlCases:
      return "cases of a control";
    case documents::SkipReason::FolderLink:
      return "symbolic link to a folder that is looked at where it is";
    case documents::SkipReason::BrokenLink:
      return "symbolic link to nothing";
    case documents::SkipReason::LinkLoop:
      return "symbolic links lead to each other";
    case documents::SkipReason::LeavesRepository:
      return "symbolic link leads out of the repository";
    case documents::SkipReason::SpecialFile:
      return "neither a file nor a folder";
    case documents::SkipReason::Unreadable:
      return "cannot be read";
    case documents::SkipReason::TooDeep:
      return "folders are nested too deep";
    case documents::SkipReason::TooMany:
      return "too many files";
  }
  return "";
}

bool wants(const EstateOptions& options, std::span<const std::string_view> kinds) {
  return std::any_of(kinds.begin(), kinds.end(), [&](std::string_view kind) { return options.declared.contains(kind); });
}

constexpr std::array<std::string_view, 4> kDependencyFacts = {"lock_file", "used_provider", "module_provider", "module_source"};
constexpr std::string_view kEstateFact = "estate";
constexpr std::array<std::string_view, 2> kUpdateFacts = {"repo.ecosystem", "repo.dependency_updates"};
constexpr std::array<std::string_view, 5> kImageFacts = {"repo.image.dockerfile", "repo.image.compose", "repo.image.kubernetes",
                                                         "repo.image.helm", "repo.image.kustomize"};

/// Roots as facts name them, before they have facts.
template <typename Described>
std::vector<facts::Root> described(std::span<const Described> roots) {
  std::vector<facts::Root> result;
  for (const Described& root : roots) {
    result.push_back(
        {.folder = root.folder, .environment = root.environment, .workspace = {}, .environment_class = root.environment_class});
  }
  return result;
}

/// Takes out of `discovery` what is a file of the repository and no input besides, and gives all files of the repository.
template <typename IsInput>
std::vector<std::string> set_apart(documents::Discovery& discovery, IsInput is_input) {
  std::vector<std::string> found;
  std::vector<std::string> inputs;
  for (std::string& path : discovery.files) {
    bool is_one = evidence::is_repository_file(base::file_name(path));
    if (is_one) found.push_back(path);
    if (!is_one || is_input(path)) inputs.push_back(std::move(path));
  }
  discovery.files = std::move(inputs);
  // A link to nothing that is called as a manifest is no gap in what was to be read.
  for (documents::Skipped& skipped : discovery.skipped) skipped.is_wanted = skipped.is_wanted && is_input(skipped.path);
  return found;
}

/// Two roots say something of one block.
void merge(terraform::LedgerEntry& same, terraform::LedgerEntry& entry) {
  same.instances += entry.instances;
  same.by_shape |= entry.by_shape;
  if (entry.reason < same.reason) {
    same.reason = entry.reason;
    same.detail = std::move(entry.detail);
  }
}

}  // namespace

bool is_late_kind(std::string_view kind) {
  return kind == kEstateFact || std::find(kDependencyFacts.begin(), kDependencyFacts.end(), kind) != kDependencyFacts.end();
}

void OpenedEstate::list_ahead() const {
  documents::discover(*repository, paths, [](std::string_view) { return false; });
}

base::Result<OpenedEstate> Estate::open(const EstateOptions& options) {
  OpenedEstate all;
  // Where everything lies. A path that the user names has to exist, and all have to lie in one repository.
  auto inside = [&](const std::string& path) -> base::Result<std::string> {
    documents::FileResult<documents::OpenedRepository> opened = documents::open_repository(path, {}, documents::Listings::Kept);
    if (!opened) return base::fail(opened.error().message);
    if (all.repository == nullptr) {
      all.repository = std::move(opened->repository);
      all.folder = opened->root;
    } else if (opened->root != all.folder) {
      return base::fail("`" + path + "` lies in another repository than `" + options.paths.front() + "`: check one at a time");
    }
    return opened->path;
  };
  for (const std::string& path : options.paths) {
    WAFPP_TRY(std::string relative, inside(path));
    all.paths.push_back(std::move(relative));
  }
  if (all.repository == nullptr) return base::fail("no path to look at");
  all.inputs = options.inputs;
  for (terraform::Inputs::Option& option : all.inputs.options) {
    if (option.kind != terraform::Inputs::Option::Kind::File) continue;
    WAFPP_TRY(option.text, inside(option.text));
  }
  return all;
}

std::unique_ptr<Estate> Estate::load(OpenedEstate opened, const EstateOptions& options) {
  std::unique_ptr<Estate> estate(new Estate);
  estate->repository_ = std::move(opened.repository);
  estate->folder_ = std::move(opened.folder);
  estate->paths_ = std::move(opened.paths);
  estate->read(options, std::move(opened.inputs));
  return estate;
}

base::Result<std::unique_ptr<Estate>> Estate::load(const EstateOptions& options) {
  WAFPP_TRY(OpenedEstate opened, open(options));
  return load(std::move(opened), options);
}

std::unique_ptr<Estate> Estate::of(std::unique_ptr<documents::Repository> repository, const EstateOptions& options) {
  std::unique_ptr<Estate> estate(new Estate);
  estate->repository_ = std::move(repository);
  estate->paths_ = options.paths;
  estate->read(options, options.inputs);
  return estate;
}

void Estate::read(const EstateOptions& options, terraform::Inputs inputs) {
  auto progress = [&](std::string_view stage, size_t done, size_t total) {
    if (options.progress) options.progress(stage, done, total);
  };
  sources_ = options.sources != nullptr ? options.sources : std::make_shared<diag::SourceMap>();
  progress("reading", 0, 0);
  diag::Sink of_settings;
  Settings settings = read_settings(*repository_, *sources_, of_settings);
  auto is_input = [&](std::string_view path) {
    // Code first: it is most of what there is, and told by a few letters.
    std::string_view name = base::file_name(path);
    bool is_plan = options.plans != PlanUse::Ignored && terraform::may_be_plan(name);
    if (terraform::is_configuration_file(name) || is_variable_file(name) || is_plan) return true;
    return options.use_evidence && evidence_place(path) != EvidencePlace::None;
  };
  bool wants_repository = wants(options, kUpdateFacts) || wants(options, kImageFacts);
  auto is_wanted = [&](std::string_view path) {
    return is_input(path) || (wants_repository && evidence::is_repository_file(base::file_name(path)));
  };
  documents::WalkLimits limits;
  limits.mirror = settings.mirror;
  documents::Discovery discovery = documents::discover(*repository_, paths_, is_wanted, limits);
  std::vector<std::string> repository_files;
  std::set<std::string> given = given_paths();
  if (wants_repository)
    repository_files = set_apart(discovery, [&](const std::string& path) { return is_input(path) || given.contains(path); });
  std::vector<std::string> configuration;
  std::vector<std::string> variables;
  std::vector<std::string> others;
  std::vector<std::string> evidence_paths;
  for (std::string& path : discovery.files) {
    bool is_configuration = terraform::is_configuration_file(base::file_name(path));
    if (options.use_evidence && evidence_place(path) != EvidencePlace::None) evidence_paths.push_back(path);
    (is_variable_file(path) ? variables : is_configuration ? configuration : others).push_back(std::move(path));
  }
  std::vector<PlanFile> plans = look_at_plans(others, configuration, options.threads);
  as_of_ = options.as_of.empty() ? current_time() : options.as_of;
  EvidenceContext context{.settings = std::move(settings.evidence), .keys = {}, .as_of = as_of_};
  EvidenceRequest request{.repository = *repository_, .folder = folder_, .context = context};
  size_t errors = of_settings.error_count();
  if (options.use_evidence) {
    context.keys = read_public_keys(context.settings.keys, *repository_, of_settings);
    request.read = read_named_evidence(configuration, context, options.threads);
    for (const auto& [path, outcome] : request.read) {
      if (std::find(evidence_paths.begin(), evidence_paths.end(), path) == evidence_paths.end()) evidence_paths.push_back(path);
    }
  }
  // Bots are configured for a repository as a whole, whatever of it is looked at.
  for (std::string& path : options.use_evidence ? evidence::update_tool_paths(*repository_) : std::vector<std::string>()) {
    if (std::find(evidence_paths.begin(), evidence_paths.end(), path) == evidence_paths.end()) evidence_paths.push_back(std::move(path));
  }
  // A plan is no evidence, whatever its name.
  std::erase_if(evidence_paths, [&](const std::string& path) {
    return std::any_of(plans.begin(), plans.end(), [&](const PlanFile& plan) { return plan.path == path; });
  });
  terraform::DiscoveryInput discovery_input{.inputs = std::move(inputs), .workspace = options.workspace};
  discovery_input.configuration_files = configuration;
  discovery_input.variable_files = variables;
  schemas_ = Schemas(settings.schemas, *repository_, *sources_, of_settings);
  has_bad_settings_ = !settings.is_readable || of_settings.error_count() > errors;
  diagnostics_ = of_settings.diagnostics();
  discovery_input.environments = std::move(settings.environments);
  discovery_input.wanted = options.environments;

  loader_ = std::make_unique<terraform::Loader>(*repository_, *sources_, settings.mirror);
  const diag::Sink& of_lock = loader_->outside().diagnostics();
  has_bad_settings_ = has_bad_settings_ || of_lock.has_errors();
  diagnostics_.insert(diagnostics_.end(), of_lock.diagnostics().begin(), of_lock.diagnostics().end());
  loader_->parse_ahead(configuration, options.threads);
  std::set<std::string> folder_set;
  for (const std::string& path : configuration) folder_set.insert(base::folder_of(path));
  std::vector<std::string> folders(folder_set.begin(), folder_set.end());
  base::parallel_for(folders.size(), options.threads, [&](size_t index) { loader_->module(folders[index]); });

  std::vector<terraform::RootSpec> roots = terraform::discover_roots(discovery_input, *loader_);
  std::sort(roots.begin(), roots.end(), [](const terraform::RootSpec& a, const terraform::RootSpec& b) {
    return std::tie(a.folder, a.environment) < std::tie(b.folder, b.environment);
  });
  for (const std::string& name : options.environments) {
    bool is_known = std::any_of(roots.begin(), roots.end(), [&](const terraform::RootSpec& root) { return root.environment == name; });
    if (!is_known) unknown_environments_.push_back(name);
  }
  // All of them are of interest only to who named one that is not there.
  if (!unknown_environments_.empty()) environments_ = terraform::environment_names(discovery_input, *loader_);
  std::mutex progress_mutex;
  size_t done = 0;
  auto evaluate = [&](size_t index) {
    roots_[index] = terraform::evaluate_root(roots[index], *loader_,
                                             {.resource_values = false, .declared = &options.declared, .schemas = &schemas_.all()});
    std::lock_guard lock(progress_mutex);
    progress("evaluating", ++done, roots.size());
  };
  // Plans take the place of roots: which there are is known only when they were read.
  bool has_plans = !plans.empty();
  roots_.resize(roots.size());
  if (has_plans) {
    base::parallel_for(roots.size(), options.threads, evaluate);
    judge_plans(plans, roots, options);
    facts_.expect(described<terraform::RootEvaluation>(roots_));
  } else {
    facts_.expect(described<terraform::RootSpec>(roots));
  }

  // What evidence says has to be there when code is judged.
  if (wants_repository) add_repository(repository_files, roots, options);
  scope_ = std::make_unique<const Scope>(std::move(settings.scope), facts_, *sources_);
  Collected collected;
  if (options.use_evidence) {
    request.found = std::move(evidence_paths);
    request.settings_place = settings.place;
    complete(options, request);
    collected = add_evidence(facts_, *sources_, std::move(request));
  }
  if (options.judge != nullptr) options.judge->begin(facts_, *sources_, *scope_);

  base::parallel_for(roots_.size(), options.threads, [&](size_t index) {
    if (!has_plans) evaluate(index);
    auto root = static_cast<uint32_t>(index);
    facts_.fill(root, std::move(roots_[index]));
    bool is_judged = options.judge != nullptr && options.judge->judge(root);
    if (is_judged) facts_.release(root, [&](std::string_view kind) { return options.judge->needs_later(kind); });
  });
  // The ledger needs nothing of what is made beside it.
  base::parallel_for(2, options.threads, [&](size_t index) {
    if (index == 1) return collect_ledger(folders);
    if (wants(options, kDependencyFacts)) {
      // Lock files are listed beside the code that they belong to.
      for (std::string& lock : add_dependencies(facts_, {roots_, settings.platforms, *loader_, options.threads}))
        configuration.push_back(std::move(lock));
    }
    if (options.use_evidence) add_estate(facts_, collected, context);
    evidence_ = std::move(collected.files);
    collect_files(configuration, variables, plans, discovery.skipped);
  });
}

/// Normalised; those that lead out are left out.
std::set<std::string> Estate::given_paths() const {
  std::set<std::string> given;
  for (const std::string& path : paths_) {
    std::string normal;
    if (documents::normalise_path(path, normal)) given.insert(std::move(normal));
  }
  return given;
}

/// What lies in the repository besides code, as a root of its own.
void Estate::add_repository(const std::vector<std::string>& files, std::span<const terraform::RootSpec> roots,
                            const EstateOptions& options) {
  std::set<std::string> folders;
  for (const terraform::RootSpec& root : roots) folders.insert(root.folder);
  std::set<std::string> named = given_paths();
  std::vector<std::string> given(named.begin(), named.end());
  evidence::RepositoryInput input{.repository = *repository_, .sources = *sources_, .files = files, .given = given};
  input.terraform_roots = std::vector<std::string>(folders.begin(), folders.end());
  input.source_of = [&](const std::string& path) {
    return terraform::is_configuration_file(base::file_name(path)) ? loader_->file(path)->source : diag::SourceId{0};
  };
  // Of single files nobody wants to hear what the repository around them lacks.
  bool has_folder = std::any_of(given.begin(), given.end(), [&](const std::string& path) { return repository_->is_folder(path); });
  input.wants_updates = has_folder && wants(options, kUpdateFacts);
  input.wants_images = wants(options, kImageFacts);
  input.threads = options.threads;
  diag::Sink sink;
  std::vector<facts::Fact> facts = evidence::repository_facts(input, sink);
  diagnostics_.insert(diagnostics_.end(), sink.diagnostics().begin(), sink.diagnostics().end());
  if (facts.empty()) return;
  facts_.add(facts::Root{.folder = ".", .environment = {}, .workspace = {}, .environment_class = {}, .is_evidence = true},
             std::move(facts));
}

/// The plans and states among files that are neither code nor variables. What was given by name and is none is read as code.
std::vector<PlanFile> Estate::look_at_plans(const std::vector<std::string>& candidates, std::vector<std::string>& configuration,
                                            unsigned threads) {
  std::set<std::string> given = given_paths();
  std::vector<PlanFile> plans(candidates.size());
  base::parallel_for(candidates.size(), threads, [&](size_t index) {
    plans[index] = look_at_plan(candidates[index], given.contains(candidates[index]), *repository_, *sources_);
  });
  for (const PlanFile& plan : plans) {
    if (plan.kind == terraform::PlanKind::None && plan.is_given) configuration.push_back(plan.path);
  }
  std::erase_if(plans, [](const PlanFile& plan) { return plan.kind == terraform::PlanKind::None; });
  std::sort(configuration.begin(), configuration.end());
  return plans;
}

/// Each plan is a root, in the place of the code it was made from: what both say is said once, by the plan, which knows more.
void Estate::judge_plans(std::vector<PlanFile>& plans, std::span<const terraform::RootSpec> roots, const EstateOptions& options) {
  for (PlanFile& plan : plans) {
    bool is_state = plan.kind == terraform::PlanKind::State || plan.kind == terraform::PlanKind::RawState;
    bool has_code = std::any_of(roots_.begin(), roots_.end(), [&](const auto& root) { return root.folder == plan.folder; });
    if (is_state && !plan.is_given && has_code) plan.skipped = "state of the code beside it, which is judged";
  }
  std::vector<PlanRoot> judged(plans.size());
  CodeAround around{*loader_, options.workspace, roots, {.declared = &options.declared, .schemas = &schemas_.all()}};
  base::parallel_for(plans.size(), options.threads, [&](size_t index) {
    if (plans[index].source != nullptr && plans[index].skipped.empty())
      judged[index] = evaluate_plan(plans[index], around, options.plans == PlanUse::Joined);
  });
  std::set<std::pair<std::string, std::string>> replaced;
  for (size_t index = 0; index < plans.size(); ++index) {
    for (const std::string& environment : judged[index].replaced) replaced.emplace(plans[index].folder, environment);
  }
  std::erase_if(roots_, [&](const terraform::RootEvaluation& root) { return replaced.contains({root.folder, root.environment}); });
  for (size_t index = 0; index < plans.size(); ++index) {
    if (plans[index].source == nullptr || !plans[index].skipped.empty()) continue;
    roots_.push_back(std::move(judged[index].evaluation));
  }
  std::sort(roots_.begin(), roots_.end(), [](const terraform::RootEvaluation& a, const terraform::RootEvaluation& b) {
    return std::tie(a.folder, a.environment) < std::tie(b.folder, b.environment);
  });
}

void Estate::collect_files(const std::vector<std::string>& configuration, const std::vector<std::string>& variables,
                           const std::vector<PlanFile>& plans, const std::vector<documents::Skipped>& skipped) {
  std::vector<diag::Diagnostic> all = std::move(diagnostics_);
  for (const PlanFile& plan : plans) {
    FileEntry entry{.path = plan.path, .state = FileEntry::State::Read, .reason = plan.unreadable, .bytes = 0};
    if (plan.source != nullptr) entry.bytes = plan.source->text().size();
    if (!plan.unreadable.empty()) {
      entry.state = FileEntry::State::Unreadable;
    } else if (!plan.skipped.empty()) {
      entry.state = FileEntry::State::Skipped;
      entry.reason = plan.skipped;
    } else {
      std::string name = terraform::plan_name(plan.path);
      bool is_broken = std::any_of(roots_.begin(), roots_.end(), [&](const terraform::RootEvaluation& root) {
        return root.folder == plan.folder && root.environment == name && root.has_errors();
      });
      if (is_broken) entry.state = FileEntry::State::Unparsed;
    }
    all.insert(all.end(), plan.diagnostics.begin(), plan.diagnostics.end());
    files_.push_back(std::move(entry));
  }
  auto add_file = [&](const std::string& path, const terraform::Loader::File& file) {
    FileEntry entry{.path = path, .state = FileEntry::State::Read, .reason = file.unreadable, .bytes = 0};
    if (file.source != 0) entry.bytes = sources_->at(file.source).text().size();
    if (!file.unreadable.empty()) {
      entry.state = FileEntry::State::Unreadable;
    } else if (file.diagnostics.has_errors()) {
      entry.state = FileEntry::State::Unparsed;
    }
    files_.push_back(std::move(entry));
  };
  for (const std::string& path : configuration) {
    std::shared_ptr<const terraform::Loader::File> file = loader_->file(path);
    add_file(path, *file);
    for (const diag::Diagnostic& diagnostic : file->diagnostics.diagnostics()) all.push_back(diagnostic);
  }
  // A variable file counts where a root reads it and it has errors; those are among the root's diagnostics.
  std::set<std::string_view> roots_with_files;
  std::set<std::string_view> named;
  for (const terraform::RootEvaluation& root : roots_) {
    roots_with_files.insert(root.folder);
    named.insert(root.var_files.begin(), root.var_files.end());
  }
  for (const std::string& path : variables) {
    bool is_automatic = terraform::is_automatic_tfvars(base::file_name(path)) && roots_with_files.contains(base::folder_of(path));
    if (!is_automatic && !named.contains(path)) continue;
    std::shared_ptr<const terraform::Loader::File> file = loader_->variable_file(path);
    if (file->diagnostics.has_errors()) add_file(path, *file);
  }
  std::set<std::string> listed;
  for (const FileEntry& file : files_) listed.insert(file.path);
  for (const EvidenceFile& evidence : evidence_) {
    if (listed.contains(evidence.path)) continue;
    FileEntry entry{.path = evidence.path, .state = FileEntry::State::Read, .reason = {}, .bytes = 0};
    bool is_unread = evidence.state == EvidenceFile::State::Refused || evidence.state == EvidenceFile::State::Unknown;
    if (is_unread) {
      bool is_failure = evidence.must_be_read && evidence.state == EvidenceFile::State::Refused;
      entry.state = is_failure ? FileEntry::State::Unreadable : FileEntry::State::Skipped;
      entry.reason = evidence.place
                         ? fmt::format("line {}, column {}: {}", evidence.place->line, evidence.place->column, evidence.reason.en)
                         : evidence.reason.en;
    }
    files_.push_back(std::move(entry));
  }
  for (const documents::Skipped& skip : skipped) {
    std::string reason(reason_text(skip.reason));
    if (!skip.detail.empty()) reason += ": " + skip.detail;
    files_.push_back(
        {skip.path, documents::is_failure(skip) ? FileEntry::State::Unreadable : FileEntry::State::Skipped, std::move(reason), 0});
  }
  std::sort(files_.begin(), files_.end(), [](const FileEntry& a, const FileEntry& b) { return a.path < b.path; });

  for (const terraform::RootEvaluation& root : roots_)
    all.insert(all.end(), root.diagnostics.diagnostics().begin(), root.diagnostics.diagnostics().end());
  // Ids are given in the order in which threads read files; only paths are the same in every run.
  auto key = [&](const diag::Diagnostic& d) {
    std::string_view path = d.place.known() ? std::string_view(sources_->at(d.place.source).path()) : std::string_view();
    return std::make_tuple(path, d.place.begin, d.place.end, d.kind, std::string_view(d.message));
  };
  std::stable_sort(all.begin(), all.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  all.erase(std::unique(all.begin(), all.end(), [&](const auto& a, const auto& b) { return key(a) == key(b); }), all.end());
  diagnostics_ = std::move(all);
}

/// What a user names and is neither code nor plan may be evidence: it is read here, taken out of `configuration`, and not read again.
std::map<std::string, std::optional<evidence::Outcome>> Estate::read_named_evidence(std::vector<std::string>& configuration,
                                                                                    const EvidenceContext& context,
                                                                                    unsigned threads) const {
  std::vector<std::string> code;
  std::vector<std::string> named;
  for (std::string& path : configuration) {
    bool is_code = terraform::is_configuration_file(base::file_name(path));
    (is_code ? code : named).push_back(std::move(path));
  }
  std::vector<NamedFile> found(named.size());
  base::parallel_for(named.size(), threads, [&](size_t index) { found[index] = look_at_named_file(*repository_, named[index], context); });
  std::map<std::string, std::optional<evidence::Outcome>> read;
  for (size_t index = 0; index < named.size(); ++index) {
    if (found[index].is_evidence) {
      read.emplace(std::move(named[index]), std::move(found[index].outcome));
    } else {
      code.push_back(std::move(named[index]));
    }
  }
  std::sort(code.begin(), code.end());
  configuration = std::move(code);
  return read;
}

void Estate::complete(const EstateOptions& options, EvidenceRequest& request) const {
  request.given = options.evidence;
  request.wanted = [&](std::string_view kind) {
    // There may be a million of these.
    bool is_bulky = kind == "evidence.vulnerability" || kind == "evidence.sbom_component" || kind == "evidence.vex_statement";
    return !is_bulky || options.declared.contains(kind);
  };
  request.wants_history = options.wants_history || options.declared.contains("evidence.last_change");
  request.path = paths_.empty() ? std::string(".") : paths_.front();
  request.threads = options.threads;
}

void Estate::collect_ledger(const std::vector<std::string>& folders) {
  // By place: each block once, however many roots evaluate it; what one root evaluated is evaluated.
  struct Said {
    uint64_t place;
    uint32_t order;                              // Roots before what a module alone lists.
    terraform::LedgerEntry* entry;               // Of a root; null:
    const terraform::Module::Listed* in_module;  // listed by its module.
  };
  std::vector<uint32_t> path_ranks = diag::path_ranks(*sources_);
  std::vector<Said> all;
  auto add = [&](const diag::Place& place, terraform::LedgerEntry* entry, const terraform::Module::Listed* in_module) {
    all.push_back({uint64_t{path_ranks[place.source]} << 32 | place.begin, static_cast<uint32_t>(all.size()), entry, in_module});
  };
  for (terraform::RootEvaluation& root : roots_) {
    for (terraform::LedgerEntry& entry : root.ledger) add(entry.place, &entry, nullptr);
  }
  for (const std::string& folder : folders) {
    std::shared_ptr<const terraform::Module> module = loader_->module(folder);
    if (module == nullptr) continue;
    for (const terraform::Module::Listed& listed : module->blocks) add(listed.block->header(), nullptr, &listed);
  }
  std::sort(all.begin(), all.end(), [](const Said& a, const Said& b) { return std::tie(a.place, a.order) < std::tie(b.place, b.order); });
  std::vector<terraform::LedgerEntry*> entries;
  uint64_t last = 0;
  for (const Said& said : all) {
    bool is_new = entries.empty() || said.place != last;
    last = said.place;
    if (said.entry != nullptr && is_new) {
      entries.push_back(said.entry);
    } else if (said.entry != nullptr) {
      merge(*entries.back(), *said.entry);
    } else {
      bool is_evaluated = said.in_module->reason == terraform::LedgerReason::Evaluated;
      if (is_new) {
        entries.push_back(&not_evaluated_.emplace_back());
        entries.back()->declared = said.in_module->block;
        entries.back()->place = said.in_module->block->header();
        entries.back()->reason = is_evaluated ? terraform::LedgerReason::ModuleNotCalled : said.in_module->reason;
      } else if (!is_evaluated && said.in_module->reason < entries.back()->reason) {
        entries.back()->reason = said.in_module->reason;
        entries.back()->detail.clear();
      }
    }
  }
  ledger_ = base::Row<terraform::LedgerEntry>(std::move(entries));
}

bool Estate::has_unread() const {
  return has_bad_settings_ || std::any_of(files_.begin(), files_.end(), [](const FileEntry& file) {
           return file.state == FileEntry::State::Unparsed || file.state == FileEntry::State::Unreadable;
         });
}

bool Estate::empty() const {
  return std::none_of(files_.begin(), files_.end(), [](const FileEntry& file) { return file.state != FileEntry::State::Skipped; });
}

}  // namespace wafpp::assess
