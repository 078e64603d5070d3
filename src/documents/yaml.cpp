#include "documents/yaml.h"

#include <fmt/format.h>
#include <yaml.h>

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <vector>

#include "base/check.h"
#include "base/unicode.h"
#include "documents/yaml_schema.h"

// libyaml gives events; what it leaves to us is the tree. Its own composer (`yaml_parser_load`) is never used: it takes quadratic time
// on deep nesting and knows no limits. Nodes that are ready wait on one stack until their parent ends and takes them; collections that
// are open wait on another. So nothing recurses, and everything that belongs together ends up in one block of the arena.
namespace wafpp::documents {

namespace {

constexpr diag::Kind kInvalidYaml = {.name = "invalid-yaml", .level = diag::Level::Error};
constexpr diag::Kind kYamlLimit = {.name = "yaml-limit", .level = diag::Level::Error};
constexpr diag::Kind kDuplicateKey = {.name = "duplicate-key", .level = diag::Level::Error};
constexpr diag::Kind kUnknownAlias = {.name = "unknown-alias", .level = diag::Level::Error};
constexpr diag::Kind kInvalidMerge = {.name = "invalid-merge", .level = diag::Level::Error};
constexpr diag::Kind kInvalidTag = {.name = "invalid-tag", .level = diag::Level::Error};

constexpr std::string_view kCoreTag = "tag:yaml.org,2002:";

/// libyaml's marks count characters; places count bytes. Every 256th character's byte is noted; for ASCII the two are the same.
class Offsets {
 public:
  Offsets(std::string_view text, uint32_t skipped) : text_(text), at_(skipped), ascii_(base::is_ascii(text)) {
    if (ascii_) return;
    size_t characters = 0;
    for (size_t byte = 0; byte < text.size(); ++byte) {
      if ((static_cast<unsigned char>(text[byte]) & 0xC0) == 0x80) continue;
      if (characters % kStep == 0) steps_.push_back(static_cast<uint32_t>(byte));
      ++characters;
    }
  }

  uint32_t byte_of(size_t character) const {
    if (ascii_) return at_ + static_cast<uint32_t>(std::min(character, text_.size()));
    if (character / kStep >= steps_.size()) return at_ + static_cast<uint32_t>(text_.size());
    size_t byte = steps_[character / kStep];
    for (size_t left = character % kStep; left > 0 && byte < text_.size(); --left) {
      ++byte;
      while (byte < text_.size() && (static_cast<unsigned char>(text_[byte]) & 0xC0) == 0x80) ++byte;
    }
    return at_ + static_cast<uint32_t>(byte);
  }

 private:
  static constexpr size_t kStep = 256;
  std::string_view text_;
  uint32_t at_;
  bool ascii_;
  std::vector<uint32_t> steps_;
};

struct Event {
  yaml_event_t event = {};
  Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  ~Event() { yaml_event_delete(&event); }
};

std::string_view view(const yaml_char_t* text) { return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text); }

YamlStyle style_of(yaml_scalar_style_t style) {
  switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
      return YamlStyle::SingleQuoted;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
      return YamlStyle::DoubleQuoted;
    case YAML_LITERAL_SCALAR_STYLE:
      return YamlStyle::Literal;
    case YAML_FOLDED_SCALAR_STYLE:
      return YamlStyle::Folded;
    case YAML_PLAIN_SCALAR_STYLE:
    case YAML_ANY_SCALAR_STYLE:
      return YamlStyle::Plain;
  }
  return YamlStyle::Plain;
}

}  // namespace

class YamlComposer {
 public:
  YamlComposer(const diag::Source& source, diag::Sink& sink, const YamlLimits& limits)
      : source_(source),
        sink_(sink),
        limits_(limits),
        skipped_(source.text().starts_with("\xEF\xBB\xBF") ? 3 : 0),
        text_(source.text().substr(skipped_)),
        offsets_(text_, skipped_) {
    WAFPP_CHECK(yaml_parser_initialize(&parser_) == 1, "libyaml has no memory to begin");
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text_.data()), text_.size());
  }
  YamlComposer(const YamlComposer&) = delete;
  YamlComposer& operator=(const YamlComposer&) = delete;
  ~YamlComposer() { yaml_parser_delete(&parser_); }

  YamlStream compose() {
    std::vector<YamlNode> documents;
    bool more = true;
    while (more) {
      Event next;
      if (yaml_parser_parse(&parser_, &next.event) == 0) {
        report_syntax();
        break;
      }
      switch (next.event.type) {
        case YAML_STREAM_END_EVENT:
          stream_.complete_ = true;
          more = false;
          break;
        case YAML_DOCUMENT_START_EVENT:
          anchors_.clear();
          break;
        case YAML_DOCUMENT_END_EVENT:
          if (!ready_.empty()) documents.push_back(ready_.back());
          ready_.clear();
          break;
        default:
          more = node_event(next.event);
      }
    }
    stream_.documents_ = stream_.arena_.copy(documents);
    return std::move(stream_);
  }

 private:
  struct Open {
    YamlKind kind = YamlKind::Sequence;
    YamlStyle style = YamlStyle::Block;
    uint32_t begin = 0;
    size_t first = 0;  ///< Of its children on `ready_`.
    std::string_view tag;
    std::string_view anchor;
  };
  struct Anchor {
    bool is_open = false;
    YamlNode node;
  };

  diag::Place place(const yaml_mark_t& begin, const yaml_mark_t& end) const {
    return {source_.id(), offsets_.byte_of(begin.index), offsets_.byte_of(end.index)};
  }

  bool node_event(const yaml_event_t& event) {
    switch (event.type) {
      case YAML_SCALAR_EVENT:
        return scalar(event);
      case YAML_ALIAS_EVENT:
        return alias(event);
      case YAML_SEQUENCE_START_EVENT: {
        const auto& data = event.data.sequence_start;
        return open(event, YamlKind::Sequence, data.style == YAML_FLOW_SEQUENCE_STYLE, view(data.tag), view(data.anchor));
      }
      case YAML_MAPPING_START_EVENT: {
        const auto& data = event.data.mapping_start;
        return open(event, YamlKind::Mapping, data.style == YAML_FLOW_MAPPING_STYLE, view(data.tag), view(data.anchor));
      }
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        close(event);
        return true;
      default:
        return true;  // The stream's beginning.
    }
  }

  bool over_limit(const diag::Place& at, std::string message) {
    sink_.report(kYamlLimit, at, std::move(message)).emit();
    return false;
  }

  bool too_deep(const diag::Place& at) { return over_limit(at, fmt::format("nested deeper than {} levels", limits_.depth)); }

  bool count(uint32_t nodes, const diag::Place& at) {
    nodes_ += nodes;
    if (nodes_ <= limits_.nodes) return true;
    return over_limit(at, fmt::format("more than {} nodes", limits_.nodes));
  }

  void finish(const YamlNode& node, std::string_view anchor) {
    ready_.push_back(node);
    if (!anchor.empty()) anchors_[std::string(anchor)] = {.is_open = false, .node = node};
  }

  bool scalar(const yaml_event_t& event) {
    const auto& data = event.data.scalar;
    YamlNode node;
    node.place_ = place(event.start_mark, event.end_mark);
    node.style_ = style_of(data.style);
    // A block scalar ends for libyaml where the next token begins.
    if (node.style_ == YamlStyle::Literal || node.style_ == YamlStyle::Folded) trim(node.place_);
    node.text_ = stream_.arena_.copy(std::string_view(reinterpret_cast<const char*>(data.value), data.length));
    last_end_ = node.place_.end;
    if (!count(1, node.place_)) return false;
    node.tag_ = stream_.arena_.copy(view(data.tag));
    node.kind_ = kind_of(node);
    finish(node, view(data.anchor));
    return true;
  }

  void trim(diag::Place& at) const {
    std::string_view all = source_.text();
    while (at.end > at.begin + 1 && (all[at.end - 1] == '\n' || all[at.end - 1] == '\r' || all[at.end - 1] == ' ')) --at.end;
  }

  YamlKind kind_of(const YamlNode& node) {
    if (node.tag_.empty()) return node.style_ == YamlStyle::Plain ? resolve_plain(node.text_) : YamlKind::String;
    if (!node.tag_.starts_with(kCoreTag)) return YamlKind::String;
    std::string_view name = node.tag_.substr(kCoreTag.size());
    if (name != "int" && name != "float" && name != "bool" && name != "null") return YamlKind::String;
    YamlKind seen = resolve_plain(node.text_);
    if (name == "float" && seen == YamlKind::Integer) return YamlKind::Float;
    if ((name == "int" && seen == YamlKind::Integer) || (name == "float" && seen == YamlKind::Float) ||
        (name == "bool" && seen == YamlKind::Bool) || (name == "null" && seen == YamlKind::Null))
      return seen;
    sink_.report(kInvalidTag, node.place_, fmt::format("tagged `!!{}`, but is {}", name, describe(seen))).emit();
    return YamlKind::String;
  }

  bool alias(const yaml_event_t& event) {
    diag::Place at = place(event.start_mark, event.end_mark);
    last_end_ = at.end;
    std::string_view name = view(event.data.alias.anchor);
    auto found = anchors_.find(std::string(name));
    if (found == anchors_.end() || found->second.is_open) {
      std::string message = found == anchors_.end() ? fmt::format("no anchor `&{}` stands before this alias", name)
                                                    : fmt::format("alias `*{}` stands in what it names", name);
      sink_.report(kUnknownAlias, at, std::move(message)).emit();
      YamlNode nothing;
      nothing.place_ = at;
      ready_.push_back(nothing);
      return count(1, at);
    }
    const YamlNode& node = found->second.node;
    alias_nodes_ += node.weight_;
    if (alias_nodes_ > limits_.alias_nodes) {
      return over_limit(at, fmt::format("aliases stand for more than {} nodes", limits_.alias_nodes));
    }
    if (open_.size() + node.height_ > limits_.depth) return too_deep(at);
    ready_.push_back(node);
    return count(node.weight_, at);
  }

  bool open(const yaml_event_t& event, YamlKind kind, bool flow, std::string_view tag, std::string_view anchor) {
    diag::Place at = place(event.start_mark, event.end_mark);
    if (open_.size() >= limits_.depth) return too_deep(at);
    if (!anchor.empty()) anchors_[std::string(anchor)] = {.is_open = true, .node = {}};
    last_end_ = at.end;
    open_.push_back(
        {kind, flow ? YamlStyle::Flow : YamlStyle::Block, at.begin, ready_.size(), stream_.arena_.copy(tag), stream_.arena_.copy(anchor)});
    return count(1, at);
  }

  void close(const yaml_event_t& event) {
    Open here = open_.back();
    open_.pop_back();
    if (here.style == YamlStyle::Flow) last_end_ = offsets_.byte_of(event.end_mark.index);
    YamlNode node;
    node.kind_ = here.kind;
    node.style_ = here.style;
    node.tag_ = here.tag;
    node.height_ = 1;
    // The end that libyaml gives to a block collection is the beginning of what follows it.
    node.place_ = {source_.id(), here.begin, std::max(here.begin, last_end_)};
    if (here.kind == YamlKind::Sequence) {
      std::span<const YamlNode> elements = stream_.arena_.copy(std::span<const YamlNode>(ready_).subspan(here.first));
      node.elements_ = elements.data();
      node.count_ = static_cast<uint32_t>(elements.size());
      for (const YamlNode& element : elements) add_weight(node, element);
    } else {
      std::span<const YamlMember> members = stream_.arena_.copy(members_of(here.first));
      node.members_ = members.data();
      node.count_ = static_cast<uint32_t>(members.size());
      for (const YamlMember& member : members) {
        add_weight(node, member.key);
        add_weight(node, member.value);
      }
    }
    ready_.resize(here.first);
    finish(node, here.anchor);
  }

  static void add_weight(YamlNode& to, const YamlNode& child) {
    to.height_ = std::max(to.height_, child.height_ + 1);
    uint64_t sum = uint64_t{to.weight_} + child.weight_;
    to.weight_ = static_cast<uint32_t>(std::min<uint64_t>(sum, std::numeric_limits<uint32_t>::max()));
  }

  /// The members of the mapping whose keys and values stand on `ready_` from `first`: doubles reported, `<<` resolved.
  std::vector<YamlMember> members_of(size_t first) {
    std::vector<YamlMember> members;
    std::vector<const YamlNode*> merges;
    std::unordered_map<std::string_view, size_t> seen;
    for (size_t at = first; at + 1 < ready_.size(); at += 2) {
      const YamlNode& key = ready_[at];
      if (key.is_scalar()) {
        if (key.text_ == "<<" && key.style_ == YamlStyle::Plain && key.tag_.empty()) {
          merges.push_back(&ready_[at + 1]);
          continue;
        }
        auto [other, added] = seen.emplace(key.text_, members.size());
        // `1` and `"1"` are different keys.
        if (!added && members[other->second].key.kind_ == key.kind_) {
          sink_.report(kDuplicateKey, key.place_, fmt::format("key `{}` is there twice", key.text_))
              .label(members[other->second].key.place_, "first here")
              .emit();
          continue;
        }
      }
      members.push_back({key, ready_[at + 1]});
    }
    for (const YamlNode* merge : merges) {
      if (merge->is(YamlKind::Mapping)) {
        merge_into(members, seen, *merge);
        continue;
      }
      bool good = merge->is(YamlKind::Sequence);
      for (const YamlNode& element : merge->elements()) {
        good = good && element.is(YamlKind::Mapping);
        merge_into(members, seen, element);  // What is no mapping has no members.
      }
      if (!good) sink_.report(kInvalidMerge, merge->place_, "`<<` wants a mapping or a sequence of mappings").emit();
    }
    return members;
  }

  static void merge_into(std::vector<YamlMember>& members, std::unordered_map<std::string_view, size_t>& seen, const YamlNode& from) {
    for (const YamlMember& member : from.members()) {
      if (!member.key.is_scalar() || seen.emplace(member.key.text(), members.size()).second) members.push_back(member);
    }
  }

  void report_syntax() {
    std::string_view problem = parser_.problem == nullptr ? "cannot be read" : parser_.problem;
    uint32_t begin = parser_.error == YAML_READER_ERROR ? skipped_ + static_cast<uint32_t>(std::min(parser_.problem_offset, text_.size()))
                                                        : offsets_.byte_of(parser_.problem_mark.index);
    std::string_view all = source_.text();
    uint32_t end = begin < all.size() ? begin + base::decode(all, begin).size : begin;
    auto report = sink_.report(kInvalidYaml, {source_.id(), begin, end}, std::string(problem));
    if (parser_.context == nullptr || parser_.error == YAML_READER_ERROR) {
      std::move(report).emit();
      return;
    }
    uint32_t context = offsets_.byte_of(parser_.context_mark.index);
    std::move(report).label({source_.id(), context, context}, parser_.context).emit();
  }

  const diag::Source& source_;
  diag::Sink& sink_;
  YamlLimits limits_;
  uint32_t skipped_;
  std::string_view text_;
  Offsets offsets_;
  yaml_parser_t parser_ = {};
  YamlStream stream_;
  std::vector<Open> open_;
  std::vector<YamlNode> ready_;
  std::unordered_map<std::string, Anchor> anchors_;
  uint32_t last_end_ = 0;
  uint64_t nodes_ = 0;
  uint64_t alias_nodes_ = 0;
};

YamlStream parse_yaml(const diag::Source& source, diag::Sink& sink, const YamlLimits& limits) {
  YamlComposer composer(source, sink, limits);
  return composer.compose();
}

}  // namespace wafpp::documents
