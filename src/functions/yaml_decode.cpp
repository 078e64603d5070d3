#include "functions/yaml_decode.h"

#include <fmt/format.h>
#include <yaml.h>

#include <map>
#include <string>

#include "base/check.h"
#include "base/unicode.h"
#include "functions/arguments.h"
#include "functions/yaml_scalar.h"
#include "value/convert.h"
#include "value/quote.h"

// libyaml gives events. Terraform has an older libyaml, rewritten in Go; where they differ, `older_rules` asks the source text itself.

namespace wafpp::functions {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kMerge = "<<";

std::string_view view(const yaml_char_t* text) { return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text); }

struct Event {
  yaml_event_t event = {};
  Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  ~Event() { yaml_event_delete(&event); }
};

/// libyaml's marks count characters. They come in ascending order.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}
  std::string_view from(size_t character) {
    while (at_character_ < character && at_byte_ < text_.size()) {
      at_byte_ += base::decode(text_, at_byte_).size;
      ++at_character_;
    }
    return text_.substr(at_byte_);
  }

 private:
  std::string_view text_;
  size_t at_character_ = 0;
  size_t at_byte_ = 0;
};

ScalarStyle style_of(yaml_scalar_style_t style) {
  switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
      return ScalarStyle::Quoted;
    case YAML_LITERAL_SCALAR_STYLE:
    case YAML_FOLDED_SCALAR_STYLE:
      return ScalarStyle::Block;
    case YAML_PLAIN_SCALAR_STYLE:
    case YAML_ANY_SCALAR_STYLE:
      return ScalarStyle::Plain;
  }
  return ScalarStyle::Plain;
}

class YamlDecoder {
 public:
  YamlDecoder(std::string_view text, const Context& context) : text_(text), cursor_(text), context_(context) {
    WAFPP_CHECK(yaml_parser_initialize(&parser_) == 1, "libyaml has no memory to begin");
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text_.data()), text_.size());
  }
  YamlDecoder(const YamlDecoder&) = delete;
  YamlDecoder& operator=(const YamlDecoder&) = delete;
  ~YamlDecoder() { yaml_parser_delete(&parser_); }

  Outcome decode();

 private:
  /// A value and how many values are in it, those behind aliases counted each time.
  struct Node {
    Value value;
    uint64_t weight = 1;
  };
  using NodeOutcome = tl::expected<Node, FunctionError>;
  struct Anchor {
    bool is_open = true;
    Node node;
  };

  tl::expected<void, FunctionError> next(Event& to);
  NodeOutcome node(const yaml_event_t& event, uint32_t depth);
  NodeOutcome alias(const yaml_event_t& event);
  NodeOutcome sequence(const yaml_event_t& event, uint32_t depth);
  NodeOutcome mapping(const yaml_event_t& event, uint32_t depth);
  Outcome scalar(const yaml_event_t& event);
  tl::expected<std::string, FunctionError> key(const yaml_event_t& event, bool& merges);
  tl::expected<void, FunctionError> merge(const yaml_event_t& event, const Node& from, std::map<std::string, Value>& members);
  tl::expected<void, FunctionError> older_rules(const yaml_event_t& event);
  tl::expected<void, FunctionError> older_rules_of_scalar(const yaml_event_t& event);

  tl::expected<void, FunctionError> count(uint64_t nodes) {
    nodes_ += nodes;
    return within_element_limit(nodes_, context_);
  }
  static tl::unexpected<FunctionError> fail(const yaml_mark_t& at, std::string_view message) {
    return refuse(fmt::format("on line {}, column {}: {}", at.line + 1, at.column + 1, message));
  }

  std::string_view text_;
  Cursor cursor_;
  const Context& context_;
  yaml_parser_t parser_ = {};
  std::map<std::string, Anchor, std::less<>> anchors_;
  uint64_t nodes_ = 0;
  uint32_t flow_ = 0;  // Levels of collections in brackets.
};

tl::expected<void, FunctionError> YamlDecoder::next(Event& to) {
  if (yaml_parser_parse(&parser_, &to.event) != 1) {
    std::string_view problem = parser_.problem == nullptr ? "cannot be read" : parser_.problem;
    // The older parser takes such a colon for a part of the scalar.
    if (problem == "found unexpected ':'") return over_limit("a plain scalar that ends with `:` in a YAML collection in brackets");
    return fail(parser_.problem_mark, problem);
  }
  return older_rules(to.event);
}

/// What the parser that Terraform has refuses, and libyaml 0.2.5 takes.
tl::expected<void, FunctionError> YamlDecoder::older_rules(const yaml_event_t& event) {
  if (event.type == YAML_DOCUMENT_START_EVENT) {
    const yaml_version_directive_t* version = event.data.document_start.version_directive;
    if (version != nullptr && (version->major != 1 || version->minor != 1))
      return fail(event.start_mark, "found incompatible YAML document");
    return {};
  }
  bool collection = event.type == YAML_SEQUENCE_START_EVENT || event.type == YAML_MAPPING_START_EVENT;
  if (event.type != YAML_SCALAR_EVENT && !collection) return {};
  // A tag, behind an anchor or not. An event that is nothing but a place has neither.
  std::string_view source = cursor_.from(event.start_mark.index);
  if (event.start_mark.index != event.end_mark.index || collection) {
    if (source.starts_with('&')) {
      source.remove_prefix(std::min(source.find_first_of(" \t\r\n,[]{}"), source.size()));
      source.remove_prefix(std::min(source.find_first_not_of(" \t\r\n"), source.size()));
    }
    if (source.starts_with('!') && !source.starts_with("!<")) {
      size_t size = std::min(source.find_first_of(" \t\r\n,[]{}"), source.size());
      bool goes_on = size < source.size() && std::string_view(",[]").find(source[size]) != std::string_view::npos;
      if (goes_on) return fail(event.start_mark, fmt::format("unsupported tag {}", value::quote(source.substr(0, size + 1))));
      if (size == 1 && !collection) return fail(event.start_mark, "unsupported tag \"!\"");
    }
  }
  return collection ? tl::expected<void, FunctionError>() : older_rules_of_scalar(event);
}

tl::expected<void, FunctionError> YamlDecoder::older_rules_of_scalar(const yaml_event_t& event) {
  const auto& data = event.data.scalar;
  std::string_view text(reinterpret_cast<const char*>(data.value), data.length);
  if (data.style == YAML_PLAIN_SCALAR_STYLE && flow_ > 0) {
    // There a question mark begins a key wherever it stands.
    if (text.starts_with('?')) return over_limit("a plain scalar that begins with `?` in a YAML collection in brackets");
    if (text.find('?') != std::string_view::npos) return fail(event.start_mark, "did not find expected ',' or ']'");
  }
  if (data.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE) {
    std::string_view source = cursor_.from(event.start_mark.index);
    source.remove_prefix(std::min(source.find('"'), source.size()));
    for (size_t at = 1; at + 1 < source.size() && source[at] != '"'; at += source[at] == '\\' ? 2 : 1) {
      if (source[at] == '\\' && source[at + 1] == '/') return fail(event.start_mark, "found unknown escape character");
    }
  }
  return {};
}

Outcome YamlDecoder::decode() {
  Event stream;
  if (auto read = next(stream); !read) return tl::unexpected(read.error());
  Event document;
  if (auto read = next(document); !read) return tl::unexpected(read.error());
  if (document.event.type != YAML_DOCUMENT_START_EVENT) return fail(document.event.start_mark, "missing start of document");
  Event content;
  if (auto read = next(content); !read) return tl::unexpected(read.error());
  WAFPP_TRY(Node root, node(content.event, 1));
  Event end;
  if (auto read = next(end); !read) return tl::unexpected(read.error());
  Event behind;
  if (auto read = next(behind); !read) return tl::unexpected(read.error());
  if (behind.event.type != YAML_STREAM_END_EVENT) return fail(behind.event.start_mark, "unexpected extra content after value");
  return std::move(root.value);
}

YamlDecoder::NodeOutcome YamlDecoder::node(const yaml_event_t& event, uint32_t depth) {
  if (event.type == YAML_ALIAS_EVENT) return alias(event);
  if (depth > Value::kMaxDepth) return over_limit(fmt::format("YAML nested deeper than {} levels", Value::kMaxDepth));
  if (auto within = count(1); !within) return tl::unexpected(within.error());

  std::string_view name;
  if (event.type == YAML_SCALAR_EVENT) name = view(event.data.scalar.anchor);
  if (event.type == YAML_SEQUENCE_START_EVENT) name = view(event.data.sequence_start.anchor);
  if (event.type == YAML_MAPPING_START_EVENT) name = view(event.data.mapping_start.anchor);
  if (!name.empty()) anchors_[std::string(name)] = {};

  Node result;
  if (event.type == YAML_SCALAR_EVENT) {
    WAFPP_TRY(result.value, scalar(event));
  } else if (event.type == YAML_SEQUENCE_START_EVENT) {
    WAFPP_TRY(result, sequence(event, depth));
  } else if (event.type == YAML_MAPPING_START_EVENT) {
    WAFPP_TRY(result, mapping(event, depth));
  } else {
    return fail(event.start_mark, "unexpected content");
  }
  if (!name.empty()) anchors_[std::string(name)] = {.is_open = false, .node = result};
  return result;
}

YamlDecoder::NodeOutcome YamlDecoder::alias(const yaml_event_t& event) {
  std::string_view name = view(event.data.alias.anchor);
  auto found = anchors_.find(name);
  if (found == anchors_.end()) return fail(event.start_mark, fmt::format("reference to undefined anchor {}", value::quote(name)));
  if (found->second.is_open) {
    return fail(event.start_mark, fmt::format("cannot refer to anchor {} from inside its own definition", value::quote(name)));
  }
  if (auto within = count(found->second.node.weight); !within) return tl::unexpected(within.error());
  return found->second.node;
}

Outcome YamlDecoder::scalar(const yaml_event_t& event) {
  const auto& data = event.data.scalar;
  std::string_view text(reinterpret_cast<const char*>(data.value), data.length);
  Outcome value = yaml_scalar(view(data.tag), text, style_of(data.style));
  if (!value && !value.error().limit) return fail(event.start_mark, value.error().message);
  return value;
}

YamlDecoder::NodeOutcome YamlDecoder::sequence(const yaml_event_t& event, uint32_t depth) {
  const auto& data = event.data.sequence_start;
  std::string_view tag = view(data.tag);
  if (!tag.empty() && tag != YAML_SEQ_TAG) return fail(event.start_mark, fmt::format("can't interpret sequence as {}", tag));
  bool brackets = data.style == YAML_FLOW_SEQUENCE_STYLE;
  if (brackets) ++flow_;
  std::vector<Value> elements;
  uint64_t weight = 1;
  for (;;) {
    Event item;
    if (auto read = next(item); !read) return tl::unexpected(read.error());
    if (item.event.type == YAML_SEQUENCE_END_EVENT) break;
    WAFPP_TRY(Node element, node(item.event, depth + 1));
    weight += element.weight;
    elements.push_back(std::move(element.value));
  }
  if (brackets) --flow_;
  return Node{Value::tuple(std::move(elements)), weight};
}

YamlDecoder::NodeOutcome YamlDecoder::mapping(const yaml_event_t& event, uint32_t depth) {
  const auto& data = event.data.mapping_start;
  std::string_view tag = view(data.tag);
  if (!tag.empty() && tag != YAML_MAP_TAG) return fail(event.start_mark, fmt::format("can't interpret mapping as {}", tag));
  bool brackets = data.style == YAML_FLOW_MAPPING_STYLE;
  if (brackets) ++flow_;
  std::map<std::string, Value> members;
  uint64_t weight = 1;
  for (;;) {
    Event name;
    if (auto read = next(name); !read) return tl::unexpected(read.error());
    if (name.event.type == YAML_MAPPING_END_EVENT) break;
    bool merges = false;
    WAFPP_TRY(std::string member, key(name.event, merges));
    Event content;
    if (auto read = next(content); !read) return tl::unexpected(read.error());
    WAFPP_TRY(Node value, node(content.event, depth + 1));
    weight += value.weight;
    if (merges) {
      if (auto merged = merge(content.event, value, members); !merged) return tl::unexpected(merged.error());
    } else {
      members.insert_or_assign(std::move(member), std::move(value.value));
    }
  }
  if (brackets) --flow_;
  std::vector<Member> result;
  for (auto& [member, value] : members) result.push_back({Value::string(member), std::move(value)});
  return Node{Value::object(std::move(result)), weight};
}

tl::expected<std::string, FunctionError> YamlDecoder::key(const yaml_event_t& event, bool& merges) {
  // Neither aliases nor anchors: a name given to a key is not remembered.
  if (event.type != YAML_SCALAR_EVENT) return fail(event.start_mark, "only strings are allowed as mapping keys");
  if (auto within = count(1); !within) return tl::unexpected(within.error());
  const auto& data = event.data.scalar;
  if (data.tag == nullptr && std::string_view(reinterpret_cast<const char*>(data.value), data.length) == kMerge) {
    merges = true;
    return std::string();
  }
  WAFPP_TRY(Value value, scalar(event));
  if (value.is_null()) return fail(event.start_mark, "mapping key cannot be null");
  auto converted = value::convert(value, Type::string());
  if (!converted) return fail(event.start_mark, converted.error().text());
  return std::string(converted->as_string());
}

tl::expected<void, FunctionError> YamlDecoder::merge(const yaml_event_t& event, const Node& from, std::map<std::string, Value>& members) {
  if (from.value.is_null() || from.value.kind() != TypeKind::Object) {
    return fail(event.start_mark, fmt::format("cannot merge {} into mapping", from.value.type().friendly_name()));
  }
  for (const Member& member : from.value.members()) members.insert_or_assign(std::string(member.name()), member.value);
  return {};
}

}  // namespace

Outcome decode_yaml(std::string_view text, const Context& context) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return YamlDecoder(text, context).decode();
}

}  // namespace wafpp::functions
