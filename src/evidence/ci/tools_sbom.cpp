#include <algorithm>
#include <array>

#include "base/letters.h"
#include "evidence/ci/tools.h"

namespace wafpp::evidence::ci {

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

void add(const Call& call, Doings& to, std::string_view tool, std::string_view format, std::string_view subject,
         std::vector<std::string> files) {
  Deed deed = deed_of(Action::Sbom, tool, subject);
  deed.format = format;
  deed.files = std::move(files);
  deed.files.insert(deed.files.end(), call.command().outputs.begin(), call.command().outputs.end());
  to.deeds.push_back(std::move(deed));
}

std::vector<std::string> files_of(const Call& call, std::initializer_list<std::string_view> names) {
  std::optional<std::string> file = call.option(names);
  return file ? std::vector<std::string>{*file} : std::vector<std::string>{};
}

/// `syft app -o spdx-json=sbom.json`: several formats may be asked for at once.
bool read_syft(const Call& call, Doings& to) {
  if (call.program() != "syft") return false;
  std::vector<std::string> operands = call.operands(0);
  if (!operands.empty() && is_one_of(operands.front(), {"scan", "packages"})) operands.erase(operands.begin());
  std::string subject = operands.empty() ? "files" : subject_of(operands.front());
  if (!operands.empty() && is_one_of(operands.front(), {"attest", "convert", "login", "version", "cataloger", "config"})) {
    if (operands.front() != "attest") return true;
    subject = "image";
  }
  // From the environment where no option is there.
  std::vector<std::string> outputs = call.options({"-o", "--output"});
  if (outputs.empty() && !call.variable("SYFT_OUTPUT").empty()) outputs.push_back(call.variable("SYFT_OUTPUT"));
  for (const std::string& output : outputs) {
    size_t equals = output.find('=');
    std::string format = sbom_format(output.substr(0, equals));
    if (format.empty()) continue;
    std::vector<std::string> files =
        equals == std::string::npos ? files_of(call, {"--file"}) : std::vector<std::string>{output.substr(equals + 1)};
    add(call, to, "syft", format, subject, std::move(files));
    // `syft attest` puts it beside the image at once.
    to.deeds.back().is_stored = !operands.empty() && operands.front() == "attest";
  }
  return true;
}

bool read_cdxgen(const Call& call, Doings& to) {
  if (call.program() != "cdxgen" && !call.program().starts_with("@cyclonedx/cdxgen")) return false;
  bool is_image = is_one_of(call.option({"-t", "--type"}).value_or(""), {"docker", "oci", "container"});
  std::vector<std::string> files = files_of(call, {"-o", "--output"});
  if (files.empty()) files.emplace_back("bom.json");
  add(call, to, "cdxgen", "cyclonedx", is_image ? "image" : "files", std::move(files));
  return true;
}

/// Generators of one language, which write CycloneDX.
bool read_cyclonedx(const Call& call, Doings& to) {
  const std::string& program = call.program();
  bool is_own = program.starts_with("cyclonedx-") || program.starts_with("@cyclonedx/cyclonedx-") || program == "dotnet-CycloneDX" ||
                program == "cyclonedx" || (program == "dotnet" && (call.is({"CycloneDX"}) || call.is({"cyclonedx"}))) ||
                (program == "cargo" && call.is({"cyclonedx"})) || (program == "composer" && call.is({"CycloneDX:make-sbom"}));
  bool is_plugin =
      is_one_of(program, {"mvn", "mvnw", "gradle", "gradlew"}) &&
      std::any_of(call.words().begin(), call.words().end(), [](const std::string& word) {
        return word.find("cyclonedx-maven-plugin") != std::string::npos || word.ends_with("cyclonedxBom") || word.starts_with("cyclonedx:");
      });
  if (!is_own && !is_plugin) return false;
  // Of the tool for finished SBOMs nothing makes one.
  if (program == "cyclonedx-cli" || program == "cyclonedx") return true;
  std::vector<std::string> files = files_of(call, {"-o", "--output-file", "--output", "--output-filename"});
  if (files.empty()) files.emplace_back("bom.json");
  add(call, to,
      is_plugin                            ? "cyclonedx"
      : program.starts_with("@cyclonedx/") ? program.substr(11)
                                           : program,
      "cyclonedx", "files", std::move(files));
  return true;
}

bool read_other(const Call& call, Doings& to) {
  const std::string& program = call.program();
  if (program == "docker" && call.is({"sbom"})) {
    std::string format = sbom_format(call.option({"--format"}).value_or(""));
    if (!format.empty()) add(call, to, "docker-sbom", format, "image", files_of(call, {"--output", "-o"}));
    return true;
  }
  if (is_one_of(program, {"sbom-tool", "sbom-tool-linux-x64", "sbom-tool-win-x64.exe"}) && call.is({"generate"})) {
    add(call, to, "sbom-tool", "spdx", call.has("-di") ? "image" : "files", {call.option({"-m", "-b"}).value_or("_manifest")});
    return true;
  }
  if ((program == "npm" || program == "pnpm") && call.is({"sbom"})) {
    add(call, to, program, call.option({"--sbom-format"}).value_or("") == "spdx" ? "spdx" : "cyclonedx", "files", {});
    return true;
  }
  if (program == "bom" && call.is({"generate"})) {
    add(call, to, "bom", "spdx", call.has("--image") || call.has("-i") ? "image" : "files", files_of(call, {"--output", "-o"}));
    return true;
  }
  if (program == "inspector-sbomgen" && (call.is({"container"}) || call.is({"directory"}))) {
    add(call, to, "inspector-sbomgen", "cyclonedx", call.is({"container"}) ? "image" : "files", files_of(call, {"-o", "--outfile"}));
    return true;
  }
  return false;
}

}  // namespace

std::string sbom_format(std::string_view text) {
  std::string word = base::lowered(text);
  if (word.find("cyclonedx") != std::string::npos || word == "cdx") return "cyclonedx";
  return word.find("spdx") != std::string::npos ? "spdx" : std::string();
}

bool read_sbom(const Call& call, Doings& to) {
  return read_syft(call, to) || read_cdxgen(call, to) || read_cyclonedx(call, to) || read_other(call, to);
}

}  // namespace wafpp::evidence::ci
