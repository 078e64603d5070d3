#include "assess/wording.h"

#include <fmt/format.h>

namespace wafpp::assess {

namespace {

controls::Text both(std::string en, std::string de) { return {std::move(en), std::move(de)}; }

}  // namespace

using value::CauseKind;

controls::Text cause_text(CauseKind kind, std::string_view name) {
  switch (kind) {
    case CauseKind::UnsetVariable:
      if (name == "terraform.workspace") return both("no workspace was named", "es wurde kein Workspace genannt");
      return both(fmt::format("`{}` has no value: no default, and nothing sets it", name),
                  fmt::format("`{}` hat keinen Wert: kein Default, und nichts setzt ihn", name));
    case CauseKind::AfterApply:
      return both(fmt::format("`{}` is known only after apply", name), fmt::format("`{}` ist erst nach dem Apply bekannt", name));
    case CauseKind::DataSource:
      return both(fmt::format("{} is looked up outside of what was read",
                              name.find('`') == std::string_view::npos ? fmt::format("`{}`", name) : std::string(name)),
                  fmt::format("{} wird außerhalb des Gelesenen nachgeschlagen",
                              name.find('`') == std::string_view::npos ? fmt::format("`{}`", name) : std::string(name)));
    case CauseKind::MissingModule:
      return both(fmt::format("the code of `{}` is not on disk", name), fmt::format("der Code von `{}` liegt nicht vor", name));
    case CauseKind::Function:
      return both(fmt::format("the result of `{}` is not determined before apply", name),
                  fmt::format("das Ergebnis von `{}` steht vor dem Apply nicht fest", name));
    case CauseKind::Limit:
      return both(fmt::format("a limit of wafpp was reached: {}", name), fmt::format("ein Limit von wafpp wurde erreicht: {}", name));
    case CauseKind::Error:
      return both(fmt::format("it cannot be evaluated: {}", name), fmt::format("nicht auswertbar: {}", name));
    case CauseKind::UnknownInstances:
      return both(fmt::format("how many instances `{}` has is not known", name),
                  fmt::format("wie viele Instanzen `{}` hat, ist nicht bekannt", name));
    case CauseKind::ProviderVersion:
      return both(fmt::format("`{}` is not set, and its default differs between versions of the provider", name),
                  fmt::format("`{}` ist nicht gesetzt, und die Vorgabe ist je nach Version des Providers verschieden", name));
    case CauseKind::OutsideEstate:
      return both(fmt::format("{} lies outside of what was read", name), fmt::format("{} liegt außerhalb des Gelesenen", name));
    case CauseKind::MissingEvidence:
      return both(fmt::format("it hangs on {}", name), fmt::format("abhängig {}", name));
    case CauseKind::None:
      break;
  }
  return both("it is not known", "es ist nicht bekannt");
}

controls::Text cause_help(CauseKind kind, std::string_view name) {
  std::string_view variable = name.starts_with("var.") ? name.substr(4) : name;
  switch (kind) {
    case CauseKind::UnsetVariable:
      if (name == "terraform.workspace")
        return both("name it with `--workspace NAME` or `TF_WORKSPACE`", "mit `--workspace NAME` oder `TF_WORKSPACE` nennen");
      return both(fmt::format("set it with `-var {0}=...`, `TF_VAR_{0}` or `-var-file`", variable),
                  fmt::format("mit `-var {0}=...`, `TF_VAR_{0}` oder `-var-file` setzen", variable));
    case CauseKind::MissingModule:
      return both("run `wafpp modules fetch`, then check again", "`wafpp modules fetch` ausführen, dann erneut prüfen");
    case CauseKind::ProviderVersion:
      return both("set the argument, or commit the root's `.terraform.lock.hcl`",
                  "das Argument setzen, oder die `.terraform.lock.hcl` des Roots einchecken");
    case CauseKind::DataSource:
    case CauseKind::OutsideEstate:
      return both("look it up in the account, or check its code together with this",
                  "im Account nachsehen, oder dessen Code zusammen mit diesem prüfen");
    case CauseKind::MissingEvidence:
      return both("hand over what says it with `--evidence`", "mit `--evidence` übergeben, was es sagt");
    case CauseKind::None:
    case CauseKind::AfterApply:
    case CauseKind::Function:
    case CauseKind::Limit:
    case CauseKind::Error:
    case CauseKind::UnknownInstances:
      break;
  }
  return {};
}

std::string_view name(CauseKind kind) {
  switch (kind) {
    case CauseKind::None:
      return "none";
    case CauseKind::UnsetVariable:
      return "unset_variable";
    case CauseKind::AfterApply:
      return "after_apply";
    case CauseKind::DataSource:
      return "data_source";
    case CauseKind::MissingModule:
      return "missing_module";
    case CauseKind::Function:
      return "function";
    case CauseKind::Limit:
      return "limit";
    case CauseKind::Error:
      return "error";
    case CauseKind::UnknownInstances:
      return "unknown_instances";
    case CauseKind::ProviderVersion:
      return "provider_version";
    case CauseKind::OutsideEstate:
      return "outside_estate";
    case CauseKind::MissingEvidence:
      return "missing_evidence";
  }
  return "";
}

}  // namespace wafpp::assess
