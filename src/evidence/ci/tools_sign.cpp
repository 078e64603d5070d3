#include <algorithm>

#include "base/letters.h"
#include "evidence/ci/tools.h"

namespace wafpp::evidence::ci {

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

void sign(const Call& call, Doings& to, std::string_view tool, size_t skip) {
  Deed deed = deed_of(Action::Sign, tool);
  std::vector<std::string> operands = call.operands(skip);
  deed.by = "unknown";
  for (const std::string& operand : operands) {
    // Annotations and keys stand among the images.
    if (operand.find('=') != std::string::npos || operand.find("://") != std::string::npos) continue;
    std::string by = named_by(operand);
    // The first that is an image; files of signatures may follow.
    if (deed.by == "tag" && by != "digest" && !deed.target.empty()) continue;
    deed.target = operand;
    deed.by = std::move(by);
    if (deed.by == "digest") break;
  }
  to.deeds.push_back(std::move(deed));
}

bool read_cosign(const Call& call, Doings& to) {
  if (call.program() != "cosign") return false;
  if (call.is({"sign"})) {
    sign(call, to, "cosign", 1);
  } else if (call.is({"attest"})) {
    std::string type = call.option({"--type"}).value_or("");
    std::string file = call.option({"--predicate"}).value_or("");
    if (type.find("slsa") != std::string::npos) {
      Deed deed = deed_of(Action::Provenance, "cosign");
      // Whoever signs here made the statement themselves.
      deed.slsa_build_level = 1;
      to.deeds.push_back(std::move(deed));
    } else if (!sbom_format(type).empty() || !sbom_format(file).empty() || base::lowered(file).find("sbom") != std::string::npos) {
      Deed deed = deed_of(Action::Store, "cosign");
      if (!file.empty()) deed.files.push_back(file);
      to.deeds.push_back(std::move(deed));
    }
  } else if (call.is({"attach", "sbom"})) {
    Deed deed = deed_of(Action::Store, "cosign");
    deed.files.push_back(call.option({"--sbom"}).value_or("sbom"));
    to.deeds.push_back(std::move(deed));
  } else if (call.is({"verify"}) || call.is({"verify-attestation"})) {
    to.deeds.push_back(deed_of(Action::Verify, "cosign"));
  }
  return true;
}

}  // namespace

std::string named_by(std::string_view image) {
  std::string name = base::lowered(image);
  bool is_digest =
      name.find('@') != std::string::npos || name.find("digest") != std::string::npos || name.find("sha256") != std::string::npos;
  if (is_digest) return "digest";
  // A variable alone may hold either.
  bool is_variable = is_open(image) && image.find(':') == std::string_view::npos && image.find('/') == std::string_view::npos;
  return is_variable ? "unknown" : "tag";
}

bool read_signing(const Call& call, Doings& to) {
  if (read_cosign(call, to)) return true;
  const std::string& program = call.program();
  if (program == "notation" && call.is({"sign"})) {
    sign(call, to, "notation", 1);
  } else if (program == "docker" && call.is({"trust", "sign"})) {
    sign(call, to, "docker-trust", 2);
  } else if ((program == "notation" && call.is({"verify"})) || (program == "gh" && call.is({"attestation", "verify"}))) {
    to.deeds.push_back(deed_of(Action::Verify, program));
  } else if (program == "slsa-verifier" && (call.is({"verify-image"}) || call.is({"verify-artifact"}))) {
    to.deeds.push_back(deed_of(Action::Verify, program));
  } else if (is_one_of(program, {"witness", "chainloop"}) && (call.is({"run"}) || call.is({"attestation"}))) {
    if (program == "chainloop" && !call.is({"attestation", "push"})) return true;
    Deed deed = deed_of(Action::Provenance, program);
    deed.slsa_build_level = 2;
    to.deeds.push_back(std::move(deed));
  } else {
    return false;
  }
  return true;
}

}  // namespace wafpp::evidence::ci
