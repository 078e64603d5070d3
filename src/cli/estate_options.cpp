#include "cli/estate_options.h"

#include <unistd.h>

#include <cstdlib>
#include <map>
#include <string_view>

#include "base/text.h"
#include "evidence/common/time.h"

namespace wafpp::cli {

void EstateArguments::declare(Options& options) {
  options.values("--var", vars_, "set a root variable, as Terraform's -var", "NAME=VALUE");
  options.values("--var-file", var_files_, "a file of variables, as Terraform's -var-file", "FILE");
  options.value("--workspace", workspace_, "value of terraform.workspace", "NAME");
  options.number("--threads", threads_, "threads to use; 0: one for each core", "N");
}

void EstateArguments::declare_environments(Options& options) {
  options.values("--env", environments_, "only this environment; may be given many times", "NAME");
}

void EstateArguments::declare_evidence(Options& options) {
  options.values("--evidence", evidence_, "a report, SBOM or export, or a folder of them; may be given many times", "PATH");
  options.value("--as-of", as_of_, "the time of judgement, such as 2026-07-06 or 2026-07-06T12:00:00Z; now where it is not given", "TIME");
}

std::string EstateArguments::problem_with_time() const {
  if (as_of()) return {};
  return "`--as-of " + base::printable(as_of_) + "` is no day and no time with a zone";
}

std::optional<std::string> EstateArguments::as_of() const {
  if (as_of_.empty()) return assess::current_time();
  std::optional<std::string> time = evidence::time_of(as_of_);
  constexpr size_t kDay = 10;
  if (time && time->size() == kDay) *time += "T00:00:00Z";
  return time;
}

std::string EstateArguments::unknown_environment(const assess::Estate& estate) {
  if (estate.unknown_environments().empty()) return {};
  std::string text = "there is no environment `" + estate.unknown_environments().front() + "`";
  if (estate.environments().empty()) return text + ": no root has any";
  text += "; there are";
  for (const std::string& name : estate.environments())
    text.append(&name == &estate.environments().front() ? " `" : ", `").append(name).append("`");
  return text;
}

assess::EstateOptions EstateArguments::options(const std::vector<std::string>& paths) const {
  assess::EstateOptions result;
  result.paths = paths;
  result.workspace = workspace_;
  if (const char* workspace = std::getenv("TF_WORKSPACE"); workspace != nullptr && workspace_.empty()) result.workspace = workspace;
  result.threads = threads_;
  result.environments = environments_;
  result.evidence = evidence_;
  result.as_of = as_of().value_or("");
  using Kind = terraform::Inputs::Option::Kind;
  std::map<size_t, terraform::Inputs::Option> in_order;
  auto take = [&](const std::vector<std::string>& marked, Kind kind) {
    for (const std::string& text : marked) {
      size_t colon = text.find(':');
      in_order[std::strtoul(text.c_str(), nullptr, 10)] = {kind, text.substr(colon + 1)};
    }
  };
  take(vars_, Kind::Value);
  take(var_files_, Kind::File);
  for (auto& [at, option] : in_order) result.inputs.options.push_back(std::move(option));
  constexpr std::string_view kPrefix = "TF_VAR_";
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    std::string_view text(*entry);
    size_t equal = text.find('=');
    if (!text.starts_with(kPrefix) || equal == std::string_view::npos) continue;
    result.inputs.environment.emplace(text.substr(kPrefix.size(), equal - kPrefix.size()), text.substr(equal + 1));
  }
  return result;
}

void EstateArguments::allow(const std::vector<std::string>& paths, SandboxNeeds& needs) const {
  for (const std::string& path : paths) allow_repository(path, needs);
  for (const std::string& marked : var_files_) allow_repository(marked.substr(marked.find(':') + 1), needs);
  needs.readable.insert(needs.readable.end(), evidence_.begin(), evidence_.end());
}

std::vector<std::string> mark_variable_options(const std::vector<std::string>& words) {
  std::vector<std::string> result;
  for (size_t at = 0; at < words.size(); ++at) {
    std::string_view word = words[at];
    if (word == "--") {
      result.insert(result.end(), words.begin() + static_cast<ptrdiff_t>(at), words.end());
      break;
    }
    size_t dashes = word.starts_with("--") ? 2 : word.starts_with("-") ? 1 : 0;
    std::string_view name = word.substr(dashes);
    size_t equal = name.find('=');
    std::string_view option = name.substr(0, equal);
    if (dashes == 0 || (option != "var" && option != "var-file")) {
      result.emplace_back(word);
      continue;
    }
    std::string marked = "--" + std::string(option) + "=" + std::to_string(at) + ":";
    if (equal != std::string_view::npos) {
      result.push_back(marked + std::string(name.substr(equal + 1)));
    } else if (at + 1 < words.size()) {
      result.push_back(marked + words[++at]);
    } else {
      result.push_back("--" + std::string(option));  // The reader of options says what is missing.
    }
  }
  return result;
}

}  // namespace wafpp::cli
