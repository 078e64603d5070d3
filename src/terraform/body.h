#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "diag/source.h"
#include "value/value.h"

namespace wafpp::terraform {

using value::Value;

/// The body of a block after evaluation: `dynamic` blocks expanded, every attribute a value with its place. Immutable once
/// made; shared by facts. Names are views into syntax trees or string literals, which outlive it.
struct BodyValue {
  struct Attribute {
    std::string_view name;
    Value value;
    diag::Place name_place;
    diag::Place expr_place;
    /// From the name to the end of the expression.
    diag::Place place() const { return {name_place.source, name_place.begin, expr_place.end}; }
  };
  struct Block {
    std::string_view type;
    std::vector<std::string> labels;
    std::shared_ptr<const BodyValue> body;
  };
  /// Blocks whose number is not known: a `dynamic` over an unknown collection.
  struct UnknownBlocks {
    std::string_view type;
    value::Origin origin;
    diag::Place place;
    std::shared_ptr<const BodyValue> content;  ///< What each of them is, as far as that does not hang on the collection. Never null.
  };

  diag::Place header;  ///< Type and labels: what a message points at when it is about the block itself, or what is not in it.
  diag::Place whole;   ///< To the closing brace.
  std::vector<Attribute> attributes;  ///< In source order.
  std::vector<Block> blocks;          ///< In source order, after expansion.
  std::vector<UnknownBlocks> unknown_blocks;

  const Attribute* attribute(std::string_view name) const;
  /// All blocks of a type, in order.
  std::vector<const BodyValue*> blocks_of(std::string_view type) const;
  bool has_unknown_blocks(std::string_view type) const;

  /// The body as one object: attributes by name, blocks by type as a tuple of objects (unknown, with the cause, where their
  /// number is not known). What `self` is in a control.
  Value object() const;

  /// Where `path` (`a.b.c`; block types take their first block, or the one that `[n]` names) stands: the attribute's own place, or
  /// that of the part of its value which the rest of the path names; else the header of the nearest block on the way that exists. Never the
  /// unknown place for a body that was read from code.
  diag::Place place_of(std::string_view path) const;
};

}  // namespace wafpp::terraform
