#include "report/console_cause.h"

#include <fmt/format.h>

#include "report/words.h"

namespace wafpp::report {

using value::CauseKind;

std::string_view cause_label(CauseKind kind, Language language) {
  switch (kind) {
    case CauseKind::UnsetVariable:
      return in(language, "nothing sets it", "nichts setzt sie");
    case CauseKind::AfterApply:
      return in(language, "known only after apply", "erst nach dem Apply bekannt");
    case CauseKind::DataSource:
      return in(language, "looked up here", "hier nachgeschlagen");
    case CauseKind::MissingModule:
      return in(language, "its code is not on disk", "der Code liegt nicht vor");
    case CauseKind::UnknownInstances:
      return in(language, "the number of instances is not known", "die Zahl der Instanzen ist nicht bekannt");
    case CauseKind::None:
    case CauseKind::Function:
    case CauseKind::Limit:
    case CauseKind::Error:
    case CauseKind::OutsideEstate:
      break;
  }
  return in(language, "undecided by this", "dadurch unentschieden");
}

controls::Text cause_help(CauseKind kind, std::string_view name) {
  std::string_view variable = name.starts_with("var.") ? name.substr(4) : name;
  switch (kind) {
    case CauseKind::UnsetVariable:
      return {fmt::format("set it: `-var {0}=...`, `-var-file FILE` or `TF_VAR_{0}`", variable),
              fmt::format("setzen: `-var {0}=...`, `-var-file DATEI` oder `TF_VAR_{0}`", variable)};
    case CauseKind::MissingModule:
      return {"run `terraform init`, then check again", "`terraform init` ausführen, dann erneut prüfen"};
    case CauseKind::DataSource:
    case CauseKind::OutsideEstate:
      return {"look it up in the account, or check its code together with this", "im Account nachsehen, oder den Code dazu mitprüfen"};
    case CauseKind::Error:
      return {"mend the error, then check again", "den Fehler beheben, dann erneut prüfen"};
    case CauseKind::None:
    case CauseKind::AfterApply:
    case CauseKind::Function:
    case CauseKind::Limit:
    case CauseKind::UnknownInstances:
      break;
  }
  return {};
}

}  // namespace wafpp::report
