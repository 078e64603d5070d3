#include "store/cli_config.h"

#include <dirent.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <utility>

#include "base/text.h"
#include "diag/source.h"
#include "documents/json.h"
#include "documents/repository.h"
#include "hcl/parser.h"
#include "store/process.h"
#include "terraform/constant.h"
#include "terraform/declare.h"

namespace wafpp::store {

namespace {

constexpr std::string_view kTokenPrefix = "TF_TOKEN_";

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
  return result;
}

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

std::string text_of(const hcl::Expr& expr, diag::Sink& sink) {
  value::Value value = terraform::constant_value(expr, "Terraform's CLI configuration", sink);
  return value.is_known() && !value.is_null() && value.type().kind() == value::TypeKind::String ? std::string(value.as_string())
                                                                                                : std::string();
}

void take_block(const hcl::Block& block, const std::string& path, CliConfig& config, diag::Sink& sink) {
  auto attribute = [&](std::string_view name) -> const hcl::Expr* {
    const hcl::Attribute* found = block.body->attribute(name);
    return found != nullptr ? found->expr : nullptr;
  };
  if (block.labels.size() != 1) return;
  std::string label = lower(block.labels[0].text);
  if (block.type == "credentials") {
    if (const hcl::Expr* token = attribute("token")) config.tokens.emplace(label, Token{text_of(*token, sink), path});
  } else if (block.type == "host") {
    const hcl::Expr* services = attribute("services");
    if (services == nullptr) return;
    value::Value value = terraform::constant_value(*services, "Terraform's CLI configuration", sink);
    if (!value.is_known() || value.is_null() || value.type().kind() != value::TypeKind::Object) return;
    for (const value::Member& member : value.members()) {
      if (member.value.is_known() && !member.value.is_null() && member.value.type().kind() == value::TypeKind::String)
        config.services[label].emplace(member.key.as_string(), member.value.as_string());
    }
  } else if (block.type == "credentials_helper" && config.helper.empty()) {
    config.helper = block.labels[0].text;
    const hcl::Expr* arguments = attribute("args");
    if (arguments == nullptr) return;
    value::Value value = terraform::constant_value(*arguments, "Terraform's CLI configuration", sink);
    if (!value.is_known() || value.is_null()) return;
    for (const value::Value& element : value.elements()) {
      if (element.is_known() && !element.is_null()) config.helper_arguments.emplace_back(element.as_string());
    }
  }
}

void take_json(const documents::JsonValue& root, const std::string& path, CliConfig& config) {
  auto members = [](const documents::JsonValue* value) {
    return value != nullptr ? value->members() : std::span<const documents::JsonMember>();
  };
  for (const documents::JsonMember& host : members(root.find("credentials"))) {
    if (const documents::JsonValue* token = host.value.find("token"))
      config.tokens.emplace(lower(host.name), Token{std::string(token->string()), path});
  }
  for (const documents::JsonMember& host : members(root.find("host"))) {
    for (const documents::JsonMember& service : members(host.value.find("services")))
      config.services[lower(host.name)].emplace(service.name, service.value.string());
  }
}

/// The files of a folder that Terraform reads, in order of their names.
std::vector<std::string> files_in(const std::string& folder) {
  std::vector<std::string> result;
  std::unique_ptr<DIR, int (*)(DIR*)> stream(::opendir(folder.c_str()), ::closedir);
  while (stream != nullptr) {
    const dirent* entry = ::readdir(stream.get());  // NOLINT(concurrency-mt-unsafe): the stream is ours alone.
    if (entry == nullptr) break;
    std::string_view name = entry->d_name;
    if (name.ends_with(".tfrc") || name.ends_with(".tfrc.json")) result.push_back(folder + "/" + std::string(name));
  }
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace

std::string host_of_token_variable(std::string_view name) {
  if (!name.starts_with(kTokenPrefix)) return {};
  std::string host;
  for (name.remove_prefix(kTokenPrefix.size()); !name.empty();) {
    bool dash = name.starts_with("__");
    host += dash ? '-' : name.front() == '_' ? '.' : name.front();
    name.remove_prefix(dash ? 2 : 1);
  }
  return lower(host);
}

void take_cli_config(const std::string& path, std::string text, bool is_json, CliConfig& config, std::vector<std::string>& problems) {
  diag::SourceMap sources;
  const diag::Source& source = sources.add(path, std::move(text));
  diag::Sink sink;
  if (is_json) {
    if (std::optional<documents::JsonDocument> document = documents::parse_json(source, sink)) take_json(document->root(), path, config);
  } else {
    hcl::Tree tree = hcl::parse(source, sink);
    for (const hcl::Block& block : tree.body->blocks) take_block(block, path, config, sink);
  }
  // The message alone, never the line: it may hold the token.
  for (const diag::Diagnostic& diagnostic : sink.diagnostics()) {
    diag::LineColumn at = source.line_column(diagnostic.place.begin);
    problems.push_back(fmt::format("{}:{}:{}: {}", path, at.line, at.column, diagnostic.message));
    break;
  }
}

CliConfig read_cli_config(std::vector<std::string>& problems) {
  CliConfig config;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    std::string_view text(*entry);
    size_t equal = text.find('=');
    std::string host = host_of_token_variable(text.substr(0, equal));
    if (!host.empty() && equal != std::string_view::npos)
      config.tokens.emplace(host, Token{std::string(text.substr(equal + 1)), std::string(text.substr(0, equal))});
  }
  std::string home = variable("HOME");
  std::string folder = home.empty() ? std::string() : home + "/.terraform.d";
  std::string file = variable("TF_CLI_CONFIG_FILE");
  if (file.empty()) file = variable("TERRAFORM_CONFIG");
  bool is_named = !file.empty();
  std::vector<std::string> files{is_named ? file : home + "/.terraformrc"};
  if (!is_named && !folder.empty()) {
    for (std::string& path : files_in(folder)) files.push_back(std::move(path));
  }
  // `terraform login` writes here, whatever else is read.
  if (!folder.empty()) files.push_back(folder + "/credentials.tfrc.json");
  for (const std::string& path : files) {
    if (std::optional<std::string> text = read_file(path)) {
      take_cli_config(path, std::move(*text), path.ends_with(".json"), config, problems);
    } else if (is_named && path == file) {
      problems.push_back(path + ": `TF_CLI_CONFIG_FILE` names it, and it cannot be read");
    }
  }
  if (!folder.empty()) config.helper_folders.push_back(folder + "/plugins");
  return config;
}

base::Result<Token> CliConfig::token_for(const std::string& host) const {
  if (auto found = tokens.find(lower(host)); found != tokens.end()) return found->second;
  if (helper.empty()) return Token{};
  std::string program = "terraform-credentials-" + helper;
  for (const std::string& folder : helper_folders) {
    if (std::string path = documents::join_path(folder, program); ::access(path.c_str(), X_OK) == 0) {
      program = path;
      break;
    }
  }
  ProcessCall call;
  call.words.push_back(program);
  call.words.insert(call.words.end(), helper_arguments.begin(), helper_arguments.end());
  call.words.insert(call.words.end(), {"get", host});
  WAFPP_TRY(ProcessResult done, run_process(call));
  if (done.status != 0) return base::fail("`" + program + "` fails: " + std::string(base::trimmed(done.errors)));
  base::Result<documents::JsonDocument> document = documents::parse_json(done.output);
  if (!document) return base::fail("`" + program + "` answers with something other than JSON");
  const documents::JsonValue* token = document->root().find("token");
  return Token{token != nullptr ? std::string(token->string()) : std::string(), program};
}

}  // namespace wafpp::store
