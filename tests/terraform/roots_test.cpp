#include "terraform/roots.h"

#include <gtest/gtest.h>

#include "documents/walk.h"

namespace wafpp::terraform {
namespace {

/// The roots of files in memory, one a line: `folder[@environment] [uncalled] [files]`.
std::string roots_of(std::initializer_list<std::pair<const std::string, std::string>> files, Inputs inputs = {}) {
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
  for (const RootSpec& root :
       discover_roots({.configuration_files = configuration, .variable_files = variables, .inputs = std::move(inputs)}, loader)) {
    result += root.folder;
    if (!root.environment.empty()) result += "@" + root.environment;
    if (root.is_uncalled_module) result += " uncalled";
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
