#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "documents/json.h"

/// The `configuration` section of a plan: what the code writes, as expressions with the references they hold, not with values.
namespace wafpp::terraform {

struct ConfiguredModule;

struct ConfiguredCall {
  std::string_view name;
  const documents::JsonMember* member = nullptr;
  const documents::JsonValue* expressions = nullptr;  ///< Null where it has none.
  const documents::JsonValue* repetition = nullptr;   ///< `for_each_expression` or `count_expression`.
  std::unique_ptr<ConfiguredModule> module;           ///< Never null.
};

/// One module of the configuration; it is the same for all instances that its call makes. Points into the document.
struct ConfiguredModule {
  std::unordered_map<std::string_view, const documents::JsonValue*> resources;  ///< By label: `aws_kms_key.this`, `data.aws_region.here`.
  std::map<std::string_view, ConfiguredCall> calls;
  std::map<std::string_view, const documents::JsonValue*> outputs;  ///< Their expressions.
  std::unordered_map<std::string_view, const documents::JsonValue*> defaults;

  const documents::JsonValue* resource(std::string_view label) const;
};

/// From `root_module`. Modules deeper than any real one are left out.
std::unique_ptr<ConfiguredModule> read_configuration(const documents::JsonValue& root_module);

/// `for_each_expression` or `count_expression` of a resource or call; null where there is neither.
const documents::JsonValue* repetition_of(const documents::JsonValue& node);

/// The longest of each of an expression's references: `aws_kms_key.a.arn`, without the `aws_kms_key.a` that follows it.
std::vector<std::string_view> references_of(const documents::JsonValue& expression);

}  // namespace wafpp::terraform
