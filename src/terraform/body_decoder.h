#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>

#include "diag/source.h"
#include "eval/evaluator.h"
#include "terraform/body.h"
#include "terraform/provider_schema.h"

namespace wafpp::terraform {

/// What was said of a root's bodies.
struct Said {
  std::unordered_set<uint64_t> places;  ///< What was said of a place once need not be said for each instance again.
  uint32_t suggestions = 0;             ///< Times that names were looked through for what may have been meant.
  /// Looking through all names for each of very many errors would take longer than everything else: after the first ones nothing is
  /// suggested any more.
  bool may_suggest() { return suggestions++ < 100; }
};

/// What helps where `body` has no `name`, or nothing.
std::string name_help(const ResourceSchema& schema, const BodySchema& body, std::string_view name, Said& said);

/// Holds what the body of a resource says against the provider's schema: arguments become values of its types, and what does not
/// fit is reported as `terraform validate` would. Where the provider's version is not certain, such reports are warnings, what does
/// not fit keeps the value that it has, and what is missing is not reported; where it is none that the table knows, nothing is. A default
/// in which versions differ is unknown.
class BodyDecoder {
 public:
  BodyDecoder(const ResourceSchema& schema, Mode mode, const diag::SourceMap& sources, eval::Evaluator& evaluator, Said& said)
      : schema_(schema), mode_(mode), sources_(sources), evaluator_(evaluator), said_(said) {}

  const BodySchema& body() const { return *schema_.body; }
  Value argument(const AttributeSchema& argument, const BodySchema& body, Value value, const diag::Place& name_place,
                 const diag::Place& expr_place);
  /// `name` is nothing that `body` has, or a block where an argument stands, or the other way round.
  void not_expected(const BodySchema& body, std::string_view name, const diag::Place& place, bool is_block);
  /// A block type with a value that is no block.
  void no_block(const BodySchema& body, std::string_view name, const diag::Place& place);
  /// When all is there: what is missing, what is too often there; then the schema's defaults, each an attribute at the header.
  void finish(BodyValue& value, const BodySchema& body);
  /// Whether the file of `place` has JSON syntax, in which only the schema tells blocks from arguments.
  bool is_json(const diag::Place& place);

 private:
  const diag::Kind& kind(const diag::Kind& error, const diag::Kind& warning) const { return schema_.certain ? error : warning; }
  /// `aws_s3_bucket`, or `` `rule` in `aws_s3_bucket` ``.
  std::string where(const BodySchema& body) const;
  value::Origin version_cause(const AttributeSchema& argument, const BodySchema& body, const diag::Place& place) const;
  bool is_new(std::string_view what, std::string_view name, const diag::Place& place);
  void check_required(const BodyValue& value, const BodySchema& body);
  void check_blocks(const BodyValue& value, const BodySchema& body);

  const ResourceSchema& schema_;
  Mode mode_;
  const diag::SourceMap& sources_;
  eval::Evaluator& evaluator_;
  Said& said_;
  diag::SourceId json_source_ = 0;  // The last one that was asked about.
  bool json_ = false;
};

}  // namespace wafpp::terraform
