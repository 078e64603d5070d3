#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "diag/sink.h"
#include "diag/source.h"

/// The fence around libyaml: YAML to a tree that knows where everything stands. Plain scalars get their type by the core schema of
/// YAML 1.2: `yes`, `on` and `0777` are what they look like, text and a number.
namespace wafpp::documents {

enum class YamlKind : uint8_t { Null, Bool, Integer, Float, String, Sequence, Mapping };
/// `null`, `a bool`, `an integer`, `a number`, `a string`, `a sequence`, `a mapping`.
std::string_view describe(YamlKind kind);

enum class YamlStyle : uint8_t { Plain, SingleQuoted, DoubleQuoted, Literal, Folded, Block, Flow };

struct YamlMember;

/// A node in a `YamlStream`, which owns it. Small; copied freely. An alias is a copy of what its anchor names, with the places there.
class YamlNode {
 public:
  YamlKind kind() const { return kind_; }
  bool is(YamlKind kind) const { return kind_ == kind; }
  bool is_scalar() const { return kind_ < YamlKind::Sequence; }
  YamlStyle style() const { return style_; }
  /// In bytes; of a scalar its quotes included, of a block collection to the end of its last child.
  diag::Place place() const { return place_; }
  /// Of a scalar: its text, whatever its type. Of collections: empty.
  std::string_view text() const { return is_scalar() ? text_ : std::string_view(); }
  /// The tag as written and resolved (`!Ref`, `tag:yaml.org,2002:str`); empty where there is none.
  std::string_view tag() const { return tag_; }

  std::optional<bool> boolean() const;
  /// Of an integer that fits; decimal, `0x` or `0o`.
  std::optional<int64_t> integer() const;
  /// Of an integer or a float.
  std::optional<double> number() const;

  /// Of a sequence; empty for everything else.
  std::span<const YamlNode> elements() const { return {elements_, kind_ == YamlKind::Sequence ? count_ : 0}; }
  /// Of a mapping in the order written, then what `<<` brings and the mapping itself does not have; empty for everything else.
  std::span<const YamlMember> members() const;
  /// The value whose key is a scalar of that text; null where there is none.
  const YamlNode* find(std::string_view key) const;

 private:
  friend class YamlComposer;
  YamlKind kind_ = YamlKind::Null;
  YamlStyle style_ = YamlStyle::Plain;
  uint32_t count_ = 0;
  uint32_t weight_ = 1;  ///< Nodes below it and itself, those behind aliases counted each time.
  uint32_t height_ = 0;  ///< Collections in one another from here on, those behind aliases as well.
  diag::Place place_;
  std::string_view text_;
  std::string_view tag_;
  union {
    const YamlNode* elements_ = nullptr;
    const YamlMember* members_;
  };
};

struct YamlMember {
  YamlNode key;
  YamlNode value;
};

inline std::span<const YamlMember> YamlNode::members() const { return {members_, kind_ == YamlKind::Mapping ? count_ : 0}; }

struct YamlLimits {
  uint32_t depth = 200;
  /// Nodes of the whole stream, those behind aliases counted each time: what a reader has to visit at most.
  uint32_t nodes = 4'000'000;
  /// Of these, nodes that are there only because of aliases: what keeps a "billion laughs" small.
  uint32_t alias_nodes = 100'000;
};

/// The documents of one source. Nodes hold views into it and stay valid when it is moved.
class YamlStream {
 public:
  std::span<const YamlNode> documents() const { return documents_; }
  /// The first document; a null node where there is none.
  const YamlNode& root() const;
  /// False where an error cut the stream short.
  bool is_complete() const { return complete_; }

 private:
  friend class YamlComposer;
  base::Arena arena_;
  std::span<const YamlNode> documents_;
  bool complete_ = false;
};

/// Reads UTF-8 (a byte order mark is skipped). Faulty syntax ends the reading: the documents before it are returned. A key that is
/// there twice (the first stays), an alias to nothing, a `<<` of something else than mappings are reported, and the rest is kept.
YamlStream parse_yaml(const diag::Source& source, diag::Sink& sink, const YamlLimits& limits = {});

}  // namespace wafpp::documents
