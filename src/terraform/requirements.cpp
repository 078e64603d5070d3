#include "terraform/requirements.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "terraform/declare.h"

namespace wafpp::terraform {

namespace {

constexpr std::string_view kUnsupportedVersion = "unsupported-version";
constexpr diag::Kind kInvalidConstraint = {.name = "invalid-version-constraint", .level = diag::Level::Error};

/// Pre-release parts by SemVer: numbers below words, fewer parts below more, none above all.
int compare_prerelease(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return a.empty() == b.empty() ? 0 : a.empty() ? 1 : -1;
  while (!a.empty() && !b.empty()) {
    std::string_view x = a.substr(0, a.find('.'));
    std::string_view y = b.substr(0, b.find('.'));
    a.remove_prefix(std::min(a.size(), x.size() + 1));
    b.remove_prefix(std::min(b.size(), y.size() + 1));
    auto is_number = [](std::string_view part) {
      return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    if (is_number(x) && is_number(y)) {
      if (x.size() != y.size()) return x.size() < y.size() ? -1 : 1;
    } else if (is_number(x) != is_number(y)) {
      return is_number(x) ? -1 : 1;
    }
    if (int order = x.compare(y); order != 0) return order < 0 ? -1 : 1;
  }
  return a.empty() == b.empty() ? 0 : a.empty() ? -1 : 1;
}

std::optional<bool> satisfies_one(const Version& version, std::string_view constraint) {
  constraint = base::trimmed(constraint);
  std::string_view op;
  for (std::string_view known : {">=", "<=", "!=", "~>", "=", ">", "<"}) {
    if (constraint.starts_with(known)) {
      op = known;
      break;
    }
  }
  std::optional<Version> wanted = Version::parse(base::trimmed(constraint.substr(op.size())));
  if (!wanted) return std::nullopt;
  int order = Version::compare(version, *wanted);
  // A pre-release satisfies only a constraint that names a pre-release of the same version.
  bool same_numbers = version.numbers == wanted->numbers;
  if (!version.prerelease.empty() && op != "!=" && (wanted->prerelease.empty() || !same_numbers)) return false;
  if (op.empty() || op == "=") return order == 0;
  if (op == "!=") return order != 0;
  if (op == ">") return order > 0;
  if (op == ">=") return order >= 0;
  if (op == "<") return order < 0;
  if (op == "<=") return order <= 0;
  // `~> 1.2.3`: at least that, and equal but for the last number that is written.
  if (order < 0) return false;
  size_t written = static_cast<size_t>(std::count(constraint.begin(), constraint.end(), '.'));
  for (size_t at = 0; at < written && at < version.numbers.size(); ++at) {
    if (version.numbers[at] != wanted->numbers[at]) return false;
  }
  return true;
}

const Version& own_version() {
  static const Version version = *Version::parse(kLanguageVersion);
  return version;
}

/// Whether one of the versions from 1.12 on would do.
bool is_met_later(std::string_view constraint) {
  constexpr uint64_t kMinors = 40;
  constexpr uint64_t kPatches = 20;
  for (uint64_t minor = 12; minor <= kMinors; ++minor) {
    for (uint64_t patch = 0; patch <= kPatches; ++patch) {
      if (satisfies(Version{{1, minor, patch}, ""}, constraint) == true) return true;
    }
  }
  return false;
}

struct Requirement {
  std::string_view text;
  diag::Place place;
};
std::vector<Requirement> requirements_of(const Module& module) {
  std::vector<Requirement> result;
  for (const hcl::Block* block : module.terraform) {
    const hcl::Attribute* required = block->body->attribute("required_version");
    const std::string_view* text = required != nullptr ? literal_string(required->expr) : nullptr;
    if (text != nullptr) result.push_back({*text, required->expr->place});
  }
  return result;
}

}  // namespace

std::optional<Version> Version::parse(std::string_view text) {
  Version version;
  if (text.starts_with('v')) text.remove_prefix(1);
  text = text.substr(0, text.find('+'));
  if (size_t dash = text.find('-'); dash != std::string_view::npos) {
    version.prerelease = text.substr(dash + 1);
    if (version.prerelease.empty()) return std::nullopt;
    text = text.substr(0, dash);
  }
  while (true) {
    size_t dot = text.find('.');
    std::string_view part = text.substr(0, dot);
    uint64_t number = 0;
    auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
    if (error != std::errc() || end != part.data() + part.size()) return std::nullopt;
    version.numbers.push_back(number);
    if (dot == std::string_view::npos) break;
    text.remove_prefix(dot + 1);
  }
  while (version.numbers.size() < 3) version.numbers.push_back(0);
  return version;
}

int Version::compare(const Version& a, const Version& b) {
  for (size_t at = 0; at < std::max(a.numbers.size(), b.numbers.size()); ++at) {
    uint64_t x = at < a.numbers.size() ? a.numbers[at] : 0;
    uint64_t y = at < b.numbers.size() ? b.numbers[at] : 0;
    if (x != y) return x < y ? -1 : 1;
  }
  return compare_prerelease(a.prerelease, b.prerelease);
}

std::optional<bool> satisfies(const Version& version, std::string_view constraint) {
  bool all = true;
  while (true) {
    size_t comma = constraint.find(',');
    std::optional<bool> one = satisfies_one(version, constraint.substr(0, comma));
    if (!one) return std::nullopt;
    all = all && *one;
    if (comma == std::string_view::npos) return all;
    constraint.remove_prefix(comma + 1);
  }
}

void check_requirements(const Module& module, diag::Sink& sink, diag::Level level) {
  for (const Requirement& requirement : requirements_of(module)) {
    std::optional<bool> met = satisfies(own_version(), requirement.text);
    if (!met) {
      sink.report(kInvalidConstraint, requirement.place, "`" + std::string(requirement.text) + "` is no version constraint").emit();
    } else if (!*met && !is_met_later(requirement.text)) {
      sink.report({.name = kUnsupportedVersion, .level = level}, requirement.place,
                  "this configuration wants Terraform " + std::string(requirement.text) + "; it is evaluated as " +
                      std::string(kLanguageVersion) + " would")
          .emit();
    }
  }
}

bool needs_short_circuit(const Module& module) {
  std::vector<Requirement> all = requirements_of(module);
  return std::any_of(all.begin(), all.end(), [](const Requirement& requirement) {
    return satisfies(own_version(), requirement.text) == false && is_met_later(requirement.text);
  });
}

}  // namespace wafpp::terraform
