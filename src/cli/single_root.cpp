#include "cli/single_root.h"

#include "assess/settings.h"

namespace wafpp::cli {

base::Result<SingleRoot> open_root(const std::string& folder, const EstateArguments& arguments, const terraform::RootOptions& options) {
  documents::FileResult<documents::OpenedRepository> opened = documents::open_repository(folder);
  if (!opened) return base::fail(opened.error().message);
  assess::EstateOptions estate = arguments.options({folder});
  terraform::RootSpec spec{.folder = opened->path,
                           .environment = {},
                           .workspace = estate.workspace,
                           .is_uncalled_module = false,
                           .inputs = std::move(estate.inputs)};
  for (terraform::Inputs::Option& option : spec.inputs.options) {
    if (option.kind != terraform::Inputs::Option::Kind::File) continue;
    documents::FileResult<documents::OpenedRepository> file = documents::open_repository(option.text);
    if (!file) return base::fail(file.error().message);
    if (file->root != opened->root) return base::fail("`" + option.text + "` lies in another repository than `" + folder + "`");
    option.text = file->path;
  }
  terraform::RootOptions own = options;
  own.as_terraform = true;
  SingleRoot result;
  result.repository = std::move(opened->repository);
  result.sources = std::make_unique<diag::SourceMap>();
  diag::Sink of_settings;  // Of the settings only the mirror counts here; `check` says what is wrong with them.
  std::string mirror = assess::read_settings(*result.repository, *result.sources, of_settings).mirror;
  result.loader = std::make_unique<terraform::Loader>(*result.repository, *result.sources, std::move(mirror));
  result.folder = spec.folder;
  result.root = std::make_unique<terraform::Root>(spec, *result.loader, own);
  if (!result.root->found()) return base::fail("no Terraform configuration in `" + folder + "`");
  return result;
}

}  // namespace wafpp::cli
