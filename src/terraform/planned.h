#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "terraform/evaluation.h"
#include "terraform/provider_schema.h"

/// What references to a resource instance see: what the code sets, and of what it does not set, what the provider's schema says.
namespace wafpp::terraform {

/// Provenance of an attribute of `instance`; empty `path`: of the instance itself.
value::Origin stem_of(const ResourceInstance& instance, std::string path, value::Origin parent = {});
/// An attribute that the code does not set: decided when Terraform applies, or reads the data source.
Value computed_value(const ResourceInstance& instance, std::string path, value::Type type = value::Type::dynamic(),
                     value::Refinement refinement = {});

/// A name that lives as long as the bodies it stands in.
using KeptName = std::function<std::string_view(std::string_view)>;

/// A body in the form of a plan or state, in which everything is an attribute, as the schema has it: what it calls blocks are blocks,
/// values have its types and marks. Nothing is reported, and no default is added: a plan states each, and its provider made it.
std::shared_ptr<BodyValue> by_schema(const BodyValue& planned, const ResourceSchema& schema, const KeptName& kept);

/// The body of one instance by its schema: unset optional arguments are null, what the provider computes is unknown, of the schema's
/// types. Of a data source all that is unset is unknown: providers fill in what they have read, also where the schema does not say so
/// (`google_project.project_id`), and nothing holds them to what it says. All that is unknown so has one origin, that of the instance; who
/// wants it by attribute asks for `computed_value`.
class PlannedValues {
 public:
  PlannedValues(const ResourceInstance& instance, const ResourceSchema& schema);

  Value attribute(const BodyValue& body, const AttributeSchema& attribute) const;
  /// All blocks of one type together. Where there are none in a list or set, the provider may have some of its own (an instance's
  /// `root_block_device`), which no schema tells: that is unknown.
  Value blocks(const BodyValue& body, const BlockSchema& block) const;
  Value object(const BodyValue& body, const BodySchema& schema) const;
  /// Whether `value` is unknown because the code leaves it unset.
  bool is_unset(const Value& value) const { return !value.is_known() && value.origin() == unset_; }

 private:
  Value attribute(const BodyValue& body, const AttributeSchema& attribute, const BodyValue::Attribute* set) const;
  Value collection(value::Type type, std::vector<Value> elements) const;

  const ResourceSchema& schema_;
  Mode mode_;
  value::Origin unset_;
};

}  // namespace wafpp::terraform
