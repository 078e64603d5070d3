#include <fmt/format.h>

#include <set>

#include "base/letters.h"
#include "base/wildcard.h"
#include "controls/iam.h"
#include "controls/patching.h"

namespace wafpp::controls {
namespace {

using value::OriginStep;

constexpr std::string_view kResolved = "resolve:ssm:";

std::string_view system_in(const std::vector<Catalogue::ImagePattern>& patterns, std::string_view name) {
  for (const Catalogue::ImagePattern& image : patterns) {
    if (base::matches_stars(image.pattern, name, [](char p, char t) { return base::lower(p) == base::lower(t); })) return image.system;
  }
  return {};
}

/// A `name_regex` as far as it is a beginning: `^amzn2-ami-hvm-.*-x86_64` begins with `amzn2-ami-hvm-`.
std::string beginning_of(std::string_view regex) {
  if (!regex.starts_with('^')) return {};
  std::string text;
  for (size_t at = 1; at < regex.size(); ++at) {
    if (regex[at] == '\\' && at + 1 < regex.size()) {
      text += regex[++at];
    } else if (std::string_view(".*+?()[]{}|$").find(regex[at]) != std::string_view::npos) {
      break;
    } else {
      text += regex[at];
    }
  }
  return text;
}

/// What the filters of `data "aws_ami"` say; empty where they say nothing, or several things.
std::string_view system_of_lookup(Question& question, const Fact& lookup) {
  std::set<std::string_view> systems;
  auto take = [&](std::string_view name) { systems.insert(system_in(question.catalogue().image_names, name)); };
  if (std::optional<std::string_view> regex = text_of(lookup.at("name_regex"))) take(beginning_of(*regex));
  size_t filters = lookup.count("filter");
  for (size_t i = 0; i < filters; ++i) {
    std::optional<std::string_view> name = text_of(lookup.at(fmt::format("filter[{}].name", i)));
    Value values = lookup.at(fmt::format("filter[{}].values", i));
    bool is_list = values.has_content() && values.kind() != value::TypeKind::String;
    if (!name || !is_list) continue;
    for (const Value& value : values.elements()) {
      std::optional<std::string_view> text = text_of(value);
      if (name == "name") take(text.value_or(""));
      if (name == "platform" && text && (*text == "windows" || *text == "Windows")) systems.insert("WINDOWS");
    }
  }
  return systems.size() == 1 ? *systems.begin() : std::string_view();
}

std::string_view system_of_parameter(Question& question, const Fact& lookup) {
  std::optional<std::string_view> name = text_of(lookup.at("name"));
  return name ? system_in(question.catalogue().image_parameters, *name) : std::string_view();
}

}  // namespace

Value operating_system(Question& question, const Fact& machine) {
  Value image = machine.at(machine.type() == "aws_launch_template" ? "image_id" : "ami");
  if (image.is_known() && image.is_null()) {
    Hop from = machine.type() == "aws_launch_template" ? Hop() : launch_template(question, machine);
    if (!from.open.empty()) return Value::unknown(value::Type::string()).with_origin(from.open);
    if (from.fact != nullptr) return operating_system(question, *from.fact);
  }
  std::string_view system;
  if (std::optional<std::string_view> text = text_of(image); text && text->starts_with(kResolved)) {
    system = system_in(question.catalogue().image_parameters, text->substr(kResolved.size()));
  }
  for (const OriginStep* stem : value::stems(image.origin())) {
    const Fact* lookup = question.facts().of_target(stem->target.get());
    if (lookup == nullptr || !system.empty()) continue;
    if (lookup->kind == "data.aws_ami") system = system_of_lookup(question, *lookup);
    if (lookup->kind == "data.aws_ssm_parameter") system = system_of_parameter(question, *lookup);
  }
  if (!system.empty()) return Value::string(system);
  if (!image.is_known()) return undecided_by(image, value::Type::string());
  std::string name = image.is_null() ? machine.subject : shown(image);
  value::Origin open = outside(machine.place_of("ami"),
                               {fmt::format("the operating system of `{}`", name), fmt::format("das Betriebssystem von `{}`", name)});
  return Value::unknown(value::Type::string()).with_origin(open);
}

}  // namespace wafpp::controls
