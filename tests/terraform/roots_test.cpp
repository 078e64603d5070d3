#include "terraform/roots.h"

#include <gtest/gtest.h>

#include "documents/walk.h"

namespace wafpp::terraform {
namespace {

/// The roots of files in memory, one a line: `folder[@environment] [uncalled] [files]`.
std::string roots_of(std::initializer_list<std::pair<const std::string, std::string>> files, Inputs inputs = {},
                     std::vector<EnvironmentSpec> environments = {}, std::vector<std::string> wanted = {}) {
  documents::MemoryRepository repository(files);
  diag::SourceMap sources;
  Loader loader(repository, sources);
  std::vector<std::string> configuration;
  std::vector<std::string> variables;
  for (const auto& [path, text] : files) {
    std::string name = path.substr(path.rfind('/') + 1);
    if (is_configuration_file(name)) configuration.push_back(path);
    if (name.ends_with(".tfvars") || name.ends_with(".tfvars.json")) variables.push_back(path);
  }
  std::string result;
  for (const RootSpec& root : discover_roots({.configuration_files = configuration,
                                              .variable_files = variables,
                                              .inputs = std::move(inputs),
                                              .environments = std::move(environments),
                                              .wanted = std::move(wanted)},
                                             loader)) {
    result += root.folder;
    if (!root.environment.empty()) result += "@" + root.environment;
    if (root.is_uncalled_module) result += " uncalled";
    if (!root.workspace.empty()) result += " in " + root.workspace;
    if (!root.environment_class.empty()) result += " (" + root.environment_class + ")";
    for (const Inputs::Option& option : root.inputs.options) result += " " + option.text;
    result += "\n";
  }
  return result;
}

TEST(Roots, CalledModulesAreNone) {
  EXPECT_EQ(roots_of({{"main.tf", "module \"a\" { source = \"./modules/a\" }\n"},
                      {"modules/a/main.tf", "module \"b\" { source = \"../b\" }\n"},
                      {"modules/b/main.tf", "locals {}\n"},
                      {"modules/lonely/main.tf", "locals {}\n"}}),
            ". uncalled\nmodules/lonely uncalled\n");
}

TEST(Roots, ACalledFolderWithABackendIsOneItself) {
  EXPECT_EQ(roots_of({{"main.tf", "module \"a\" { source = \"./a\" }\nprovider \"aws\" {}\n"},
                      {"a/main.tf", "terraform {\n  backend \"s3\" {}\n}\n"}}),
            ".\na\n");
}

TEST(Roots, EnvironmentsBesideAndBelow) {
  EXPECT_EQ(roots_of({{"live/main.tf", "variable \"x\" {}\n"},
                      {"live/terraform.tfvars", "x = 0\n"},
                      {"live/prod.tfvars", "x = 1\n"},
                      {"live/env/dev.tfvars", "x = 2\n"},
                      {"live/environments/stage/a.tfvars", "x = 3\n"},
                      {"live/environments/stage/b.tfvars.json", "{}"}}),
            "live@dev live/env/dev.tfvars\nlive@prod live/prod.tfvars\nlive@stage live/environments/stage/a.tfvars "
            "live/environments/stage/b.tfvars.json\n");
}

TEST(Roots, SettingsNameEnvironments) {
  std::initializer_list<std::pair<const std::string, std::string>> files = {
      {"live/net/main.tf", "variable \"x\" {}\nprovider \"aws\" {}\n"},
      {"live/net/prod.tfvars", "x = 1\n"},
      {"live/db/main.tf", "provider \"aws\" {}\n"},
      {"env/dev.tfvars", "x = 2\n"},
      {"tools/main.tf", "variable \"x\" {}\n"},
      {"tools/stage.tfvars", "x = 3\n"}};
  std::vector<EnvironmentSpec> settings(2);
  settings[0] = {.name = "prod", .environment_class = "production", .roots = {"live/*"}, .var_files = {"prod.tfvars"}, .workspace = "p"};
  settings[0].variables = {"x=5", "undeclared=1"};
  settings[1] = {.name = "dev", .environment_class = "", .roots = {"live/net"}, .var_files = {"env/dev.tfvars"}};
  // What lies about makes no further environments of a root that the settings are about; of others it does.
  std::string all =
      "live/db@prod in p (production)\nlive/net@prod in p (production) live/net/prod.tfvars x=5\n"
      "live/net@dev env/dev.tfvars\ntools@stage tools/stage.tfvars\n";
  EXPECT_EQ(roots_of(files, {}, settings), all);
  EXPECT_EQ(roots_of(files, {}, settings, {"dev"}), "live/net@dev env/dev.tfvars\n");
  // A root that is named without doubt needs its files.
  settings[0].roots = {"live/db"};
  EXPECT_EQ(roots_of(files, {}, settings, {"prod"}), "live/db@prod in p (production) live/db/prod.tfvars\n");
  // Without folders an environment is for the roots that have its files.
  settings[1].roots.clear();
  settings[1].var_files = {"stage.tfvars"};
  EXPECT_EQ(roots_of(files, {}, settings, {"dev"}), "tools@dev tools/stage.tfvars\n");
  // The call wins.
  Inputs inputs;
  inputs.options.push_back({Inputs::Option::Kind::Value, "x=9"});
  EXPECT_EQ(roots_of(files, inputs, settings, {"dev"}), "tools@dev tools/stage.tfvars x=9\n");
}

TEST(Roots, FoldersMatchPatterns) {
  struct Row {
    std::string_view pattern;
    std::string_view folder;
    bool matches;
  };
  for (const Row& row :
       {Row{"live/*", "live/net", true}, Row{"live/*", "live", false}, Row{"live/*", "live/a/b", false}, Row{"live/**", "live", true},
        Row{"live/**", "live/a/b", true}, Row{"**/net", "live/eu/net", true}, Row{"**/net", "net", true}, Row{"**/net", "live/netz", false},
        Row{".", ".", true}, Row{".", "a", false}, Row{"**", ".", true}, Row{"team-*/eu*1", "team-a/eu-west-1", true},
        Row{"./live/", "live", true}, Row{"*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false}}) {
    EXPECT_EQ(matches_folder(row.pattern, row.folder), row.matches) << row.pattern << " " << row.folder;
  }
}

TEST(Roots, FilesThatSetNothingOfTheRootMakeNoEnvironment) {
  EXPECT_EQ(
      roots_of({{"main.tf", "variable \"x\" { default = 1 }\n"}, {"route53.tfvars", "domain = \"a\"\n"}, {"empty.tfvars", "# none\n"}}),
      ".@empty empty.tfvars\n");
  EXPECT_EQ(roots_of({{"main.tf", "variable \"x\" { default = 1 }\n"}, {"route53.tfvars", "domain = \"a\"\n"}}), ".\n");
}

TEST(Roots, AnEnvironmentFolderWithCodeIsARoot) {
  EXPECT_EQ(roots_of({{"main.tf", "locals {}\n"},
                      {"env/prod/main.tf", "module \"all\" { source = \"../..\" }\n"},
                      {"env/prod/terraform.tfvars", "x = 1\n"}}),
            "env/prod\n");
}

TEST(Roots, AVariableFileOfTheCallerSwitchesTheSearchOff) {
  Inputs inputs;
  inputs.options.push_back({Inputs::Option::Kind::File, "mine.tfvars"});
  EXPECT_EQ(roots_of({{"main.tf", "variable \"x\" {}\n"}, {"prod.tfvars", "x = 1\n"}, {"mine.tfvars", "x = 2\n"}}, inputs),
            ". mine.tfvars\n");
}

}  // namespace
}  // namespace wafpp::terraform
