#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// What Terraform's own configuration on this machine says of module registries: tokens, and where services are.
namespace wafpp::store {

struct Token {
  std::string text;  ///< Empty: there is none.
  std::string from;  ///< Where it is written: a variable, a file, a program.
};

struct CliConfig {
  std::map<std::string, Token> tokens;                                 ///< By host in lower case, the port with it.
  std::map<std::string, std::map<std::string, std::string>> services;  ///< Of `host` blocks: by host, then service (`modules.v1`).
  std::string helper;                                                  ///< Of `credentials_helper`: its name; empty: none.
  std::vector<std::string> helper_arguments;
  std::vector<std::string> helper_folders;  ///< Where it may lie, besides `PATH`.

  /// Empty where there is none. May run the helper; the error is what it says.
  base::Result<Token> token_for(const std::string& host) const;
};

/// `TF_TOKEN_...`, the file that `TF_CLI_CONFIG_FILE` names or `~/.terraformrc` and `~/.terraform.d/*.tfrc`, and
/// `~/.terraform.d/credentials.tfrc.json`; the first to name a host counts. A file that cannot be parsed goes to `problems` as
/// `FILE:LINE:COLUMN: message`.
CliConfig read_cli_config(std::vector<std::string>& problems);

/// `TF_TOKEN_app_example__one_com` is of `app.example-one.com`; empty where the name is not of such a variable.
std::string host_of_token_variable(std::string_view name);

/// Takes the text of one file; `is_json` by its name.
void take_cli_config(const std::string& path, std::string text, bool is_json, CliConfig& config, std::vector<std::string>& problems);

}  // namespace wafpp::store
