#include "assess/plans.h"

#include <algorithm>
#include <iterator>

#include "base/folder.h"
#include "facts/difference.h"

namespace wafpp::assess {

namespace {

using terraform::PlanKind;

constexpr diag::Kind kUnreadable = {.name = "unreadable-file", .level = diag::Level::Error};
constexpr diag::Kind kBinaryPlan = {.name = "binary-plan", .level = diag::Level::Error};
constexpr diag::Kind kWidePlan = {.name = "wide-plan", .level = diag::Level::Error};
constexpr diag::Kind kPlanLog = {.name = "plan-log", .level = diag::Level::Error};
constexpr diag::Kind kEncryptedState = {.name = "encrypted-state", .level = diag::Level::Error};
constexpr diag::Kind kOtherCode = {.name = "plan-of-other-code", .level = diag::Level::Warning};

/// Enough to see what a file is: Terraform writes what tells them apart before what is long.
constexpr size_t kHead = size_t{64} << 10;

/// One that cannot be judged. Given by name that is an error; found, it is a file like many others.
void refuse(PlanFile& file, const diag::Kind& kind, std::string reason, std::string help) {
  if (!file.is_given) {
    file.skipped = std::move(reason) + ": " + help;
    return;
  }
  diag::Sink sink;
  sink.report(kind, {}, "`" + file.path + "` " + reason).help(std::move(help)).emit();
  file.unreadable = std::move(reason);
  file.diagnostics = sink.diagnostics();
}

/// What the root module declares and a plan's configuration shows as well.
std::vector<std::string> declared_by(const terraform::Module& module) {
  std::vector<std::string> labels;
  for (const auto& [label, decl] : module.resources) {
    if (decl.mode == terraform::Mode::Managed) labels.emplace_back(label);
  }
  for (const auto& [name, call] : module.calls) labels.push_back("module." + std::string(name));
  std::sort(labels.begin(), labels.end());
  return labels;
}

/// What the code says and the plan does not.
std::vector<std::string> differences_of(const terraform::RootEvaluation& code, const terraform::RootEvaluation& plan) {
  facts::Facts in_code;
  facts::Facts in_plan;
  in_code.add(terraform::RootEvaluation(code));
  in_plan.add(terraform::RootEvaluation(plan));
  return facts::differences({in_code}, {in_plan}, facts::Counting::OfCode);
}

std::string and_more(size_t count) { return count > 1 ? " (and " + std::to_string(count - 1) + " more)" : std::string(); }

/// No plan has ephemeral resources.
void add_ephemeral(terraform::RootEvaluation& plan, const terraform::RootEvaluation& code) {
  auto by_address = [](const terraform::ResourceInstance& a, const terraform::ResourceInstance& b) { return a.address < b.address; };
  std::copy_if(code.resources.begin(), code.resources.end(), std::back_inserter(plan.resources),
               [](const terraform::ResourceInstance& resource) { return resource.mode == terraform::Mode::Ephemeral; });
  std::sort(plan.resources.begin(), plan.resources.end(), by_address);
}

/// The only root of the folder, or, of several environments, those with the plan's variables: a plan says nothing about the others.
std::set<std::string> replaced_by(const terraform::PlanInputs& inputs, const std::string& folder, const terraform::Module& module,
                                  const CodeAround& around) {
  std::vector<const terraform::RootSpec*> here;
  for (const terraform::RootSpec& root : around.roots) {
    if (root.folder == folder) here.push_back(&root);
  }
  std::set<std::string> result;
  for (const terraform::RootSpec* root : here) {
    if (here.size() == 1 || terraform::agrees_with(module, root->inputs, inputs.variables, around.loader)) result.insert(root->environment);
  }
  return result;
}

}  // namespace

PlanFile look_at_plan(const std::string& path, bool is_given, const documents::Repository& repository, diag::SourceMap& sources) {
  PlanFile file{.path = path, .folder = base::folder_of(path), .is_given = is_given};
  documents::FileResult<std::string> text = repository.read_head(path, kHead);
  bool is_whole = text && text->size() < kHead;
  if (text) {
    file.kind = terraform::recognise_plan(*text, is_whole ? terraform::Extent::Whole : terraform::Extent::Beginning);
    if (file.kind == PlanKind::None) return file;
  }
  switch (file.kind) {
    case PlanKind::BinaryPlan:
      refuse(file, kBinaryPlan, "is a plan in Terraform's binary form",
             "convert it: `terraform show -json " + path.substr(path.rfind('/') + 1) + " > plan.json`");
      return file;
    case PlanKind::WidePlan:
      refuse(file, kWidePlan, "is in UTF-16, as Windows PowerShell's `>` writes it",
             "write it in UTF-8: `terraform show -json tfplan | Out-File -Encoding utf8 plan.json`");
      return file;
    case PlanKind::PlanLog:
      refuse(file, kPlanLog, "holds the messages of `terraform plan -json`, not the plan",
             "make the plan with `terraform plan -out=tfplan`, then `terraform show -json tfplan > plan.json`");
      return file;
    case PlanKind::EncryptedState:
      refuse(file, kEncryptedState, "is an encrypted state", "`tofu show -json > state.json` writes it in the clear");
      return file;
    case PlanKind::None:
    case PlanKind::Open:
    case PlanKind::Plan:
    case PlanKind::State:
    case PlanKind::RawState:
      break;
  }
  if (text && !is_whole) text = repository.read_document(path);
  if (!text) {
    diag::Sink sink;
    sink.report(kUnreadable, {}, text.error().message).emit();
    file.unreadable = text.error().reason;
    file.diagnostics = sink.diagnostics();
    // What it is, nobody knows: it was wanted.
    file.kind = PlanKind::Plan;
    return file;
  }
  if (file.kind == PlanKind::Open) file.kind = terraform::recognise_plan(*text, terraform::Extent::Whole);
  bool is_read = file.kind == PlanKind::Plan || file.kind == PlanKind::State || file.kind == PlanKind::RawState;
  if (is_read) file.source = &sources.add(path, std::move(*text));
  return file;
}

PlanRoot evaluate_plan(const PlanFile& file, const CodeAround& around, bool is_joined) {
  PlanRoot result;
  terraform::PlanOptions options{.folder = file.folder, .schemas = around.options.schemas};
  bool may_have_code = is_joined && file.kind == PlanKind::Plan;
  std::shared_ptr<const terraform::Module> module = may_have_code ? around.loader.module(file.folder) : nullptr;
  if (module == nullptr) {
    result.evaluation = terraform::read_plan(*file.source, file.kind, options);
    return result;
  }
  terraform::PlanInputs inputs = terraform::read_plan_inputs(*file.source);
  bool is_of_code = !inputs.declared.empty() && inputs.declared == declared_by(*module);
  terraform::RootEvaluation code;
  if (is_of_code) {
    terraform::RootSpec spec{.folder = file.folder, .environment = {}, .workspace = around.workspace};
    for (auto& [name, value] : inputs.variables) {
      diag::Place place = value.origin().place();
      spec.inputs.planned[name] = {.value = value, .context = terraform::plan_name(file.path), .place = place};
    }
    code = terraform::evaluate_root(spec, around.loader, around.options);
    options.code = &code;
  }
  result.evaluation = terraform::read_plan(*file.source, file.kind, options);
  result.evaluation.keep.insert(result.evaluation.keep.end(), inputs.keep.begin(), inputs.keep.end());
  if (result.evaluation.has_errors() || inputs.declared.empty()) return result;
  std::vector<std::string> differences = is_of_code ? differences_of(code, result.evaluation) : std::vector<std::string>();
  if (!is_of_code || !differences.empty()) {
    std::string message = is_of_code ? "both the plan and the code beside it are judged, since they differ: " + differences.front() +
                                           and_more(differences.size())
                                     : "the plan was not made from the code beside it: both are judged";
    result.evaluation.diagnostics.report(kOtherCode, {file.source->id(), 0, 0}, std::move(message))
        .help("make the plan anew, or keep it in another folder")
        .emit();
    return result;
  }
  add_ephemeral(result.evaluation, code);
  result.replaced = replaced_by(inputs, file.folder, *module, around);
  return result;
}

}  // namespace wafpp::assess
