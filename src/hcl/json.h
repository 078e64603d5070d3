#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "base/arena.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "hcl/parser.h"
#include "hcl/tree.h"

/// HCL's JSON syntax (https://github.com/hashicorp/hcl/blob/main/json/spec.md). What a JSON property means depends on
/// whether the reader expects an attribute or a block, so decoding takes a schema.
namespace wafpp::hcl {

/// What one kind of body may hold. Keys that are in no list are attributes.
struct JsonSchema {
  struct BlockType {
    std::string_view type;
    uint32_t labels = 0;
    const JsonSchema* body = nullptr;  ///< Null: the schema for a body whose every key is an attribute.
  };
  std::span<const BlockType> blocks;
  /// Keys whose string value is taken literally, not as a template.
  std::span<const std::string_view> literal;
  /// Keys whose string value is parsed as an expression: a type constraint (`"list(string)"`), a reference list (`depends_on`).
  std::span<const std::string_view> expressions;
  /// Every string, however deep, is taken literally, as where an expression is evaluated without a scope (variable files).
  bool all_literal = false;
};

/// Parses a `.tf.json` file and decodes it by `schema` into the tree of the native syntax: strings become templates,
/// arrays tuples, objects objects; the property `//` is a comment. Errors (syntax, duplicate attributes, a block where
/// an object is wanted) go to the sink; what is good is kept.
Tree parse_json(const diag::Source& source, const JsonSchema& schema, diag::Sink& sink, const Limits& limits = {});

}  // namespace wafpp::hcl
