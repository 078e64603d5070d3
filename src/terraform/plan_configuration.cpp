#include "terraform/plan_configuration.h"

#include <algorithm>
#include <unordered_set>

#include "terraform/instance.h"

namespace wafpp::terraform {

namespace {

using documents::JsonMember;
using documents::JsonValue;

std::span<const JsonMember> members_of(const JsonValue& object, std::string_view name) {
  const JsonValue* found = object.find(name);
  return found != nullptr ? found->members() : std::span<const JsonMember>();
}

std::unique_ptr<ConfiguredModule> read_module(const JsonValue* json, uint32_t depth) {
  auto module = std::make_unique<ConfiguredModule>();
  if (json == nullptr) return module;
  if (const JsonValue* resources = json->find("resources")) {
    for (const JsonValue& resource : resources->elements()) {
      const JsonValue* address = resource.find("address");
      if (address != nullptr) module->resources.emplace(address->string(), &resource);
    }
  }
  for (const JsonMember& output : members_of(*json, "outputs")) {
    if (const JsonValue* expression = output.value.find("expression")) module->outputs[output.name] = expression;
  }
  for (const JsonMember& variable : members_of(*json, "variables")) {
    if (const JsonValue* otherwise = variable.value.find("default")) module->defaults[variable.name] = otherwise;
  }
  if (depth >= kMaxModuleDepth) return module;
  for (const JsonMember& call : members_of(*json, "module_calls")) {
    ConfiguredCall& made = module->calls[call.name];
    made.name = call.name;
    made.member = &call;
    made.expressions = call.value.find("expressions");
    made.repetition = repetition_of(call.value);
    made.module = read_module(call.value.find("module"), depth + 1);
  }
  return module;
}

}  // namespace

const JsonValue* ConfiguredModule::resource(std::string_view label) const {
  auto found = resources.find(label);
  return found == resources.end() ? nullptr : found->second;
}

std::unique_ptr<ConfiguredModule> read_configuration(const JsonValue& root_module) { return read_module(&root_module, 0); }

const JsonValue* repetition_of(const JsonValue& node) {
  const JsonValue* for_each = node.find("for_each_expression");
  return for_each != nullptr ? for_each : node.find("count_expression");
}

std::vector<std::string_view> references_of(const JsonValue& expression) {
  std::vector<std::string_view> result;
  const JsonValue* references = expression.find("references");
  if (references == nullptr) return result;
  std::string_view longest;
  std::unordered_set<std::string_view> seen;
  for (const JsonValue& reference : references->elements()) {
    std::string_view text = reference.string();
    // Terraform writes each reference in full first, and then what it begins with, step by step.
    bool is_beginning =
        longest.size() > text.size() && longest.starts_with(text) && (longest[text.size()] == '.' || longest[text.size()] == '[');
    if (text.empty() || is_beginning) continue;
    longest = text;
    if (seen.insert(text).second) result.push_back(text);
  }
  return result;
}

}  // namespace wafpp::terraform
