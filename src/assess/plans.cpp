#include "assess/plans.h"

#include <algorithm>

namespace wafpp::assess {

namespace {

using terraform::PlanKind;

constexpr diag::Kind kUnreadable = {.name = "unreadable-file", .level = diag::Level::Error};
constexpr diag::Kind kBinaryPlan = {.name = "binary-plan", .level = diag::Level::Error};
constexpr diag::Kind kPlanLog = {.name = "plan-log", .level = diag::Level::Error};
constexpr diag::Kind kEncryptedState = {.name = "encrypted-state", .level = diag::Level::Error};
constexpr diag::Kind kOtherCode = {.name = "plan-of-other-code", .level = diag::Level::Warning};

/// Enough to see what a file is: Terraform writes what tells them apart before what is long.
constexpr size_t kHead = size_t{64} << 10;

std::string folder_of(const std::string& path) {
  size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash);
}

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
    if (decl.mode == terraform::Mode::Managed) labels.push_back(label);
  }
  for (const auto& [name, call] : module.calls) labels.push_back("module." + std::string(name));
  std::sort(labels.begin(), labels.end());
  return labels;
}

}  // namespace

PlanFile look_at_plan(const std::string& path, bool is_given, const documents::Repository& repository, diag::SourceMap& sources) {
  PlanFile file{.path = path, .folder = folder_of(path), .is_given = is_given};
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

PlanRoot evaluate_plan(const PlanFile& file, terraform::Loader* loader) {
  PlanRoot result;
  terraform::PlanOptions options{.folder = file.folder};
  bool may_have_code = loader != nullptr && file.kind == PlanKind::Plan;
  std::shared_ptr<const terraform::Module> module = may_have_code ? loader->module(file.folder) : nullptr;
  if (module == nullptr) {
    result.evaluation = terraform::read_plan(*file.source, file.kind, options);
    return result;
  }
  terraform::PlanInputs inputs = terraform::read_plan_inputs(*file.source);
  result.replaces_code = !inputs.declared.empty() && inputs.declared == declared_by(*module);
  terraform::RootEvaluation code;
  if (result.replaces_code) {
    terraform::RootSpec spec{.folder = file.folder, .environment = {}};
    for (auto& [name, value] : inputs.variables) {
      diag::Place place = value.origin().place();
      spec.inputs.planned[name] = {.value = value, .context = terraform::plan_name(file.path), .place = place};
    }
    code = terraform::evaluate_root(spec, *loader);
    options.code = &code;
  }
  result.evaluation = terraform::read_plan(*file.source, file.kind, options);
  result.evaluation.keep.insert(result.evaluation.keep.end(), inputs.keep.begin(), inputs.keep.end());
  if (!result.replaces_code && !inputs.declared.empty()) {
    result.evaluation.diagnostics
        .report(kOtherCode, {file.source->id(), 0, 0}, "the plan was not made from the code beside it: both are judged")
        .help("make the plan anew, or keep it in another folder")
        .emit();
  }
  return result;
}

}  // namespace wafpp::assess
