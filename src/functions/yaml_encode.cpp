#include "functions/yaml_encode.h"

#include <fmt/format.h>

#include <iterator>

#include "base/unicode.h"
#include "functions/arguments.h"

// What libyaml's emitter, of which Terraform has a copy in Go, makes of the events that go-cty-yaml sends: block collections, scalars in
// double quotes, literals, plain `null`, booleans and numbers. Its state is kept as it has it, since blanks and line breaks come from
// that: the column, the indentation, and whether white space or nothing but indentation stands before the next character.

namespace wafpp::functions {

namespace {

constexpr int kStep = 2;
constexpr int kWidth = 80;
constexpr size_t kLongestSimpleKey = 128;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Where a node stands.
enum class Role : uint8_t { Root, Element, Member, Key };

bool is_break(uint32_t point) { return point == '\r' || point == '\n' || point == 0x85 || point == 0x2028 || point == 0x2029; }

/// As libyaml has it: tabs are not, nor is anything beyond the first plane.
bool is_printable(uint32_t point) {
  if (point < 0x80) return point == '\n' || (point >= 0x20 && point <= 0x7E);
  return point >= 0xA0 && point <= 0xFFFD && point != 0xFEFF;
}

std::string escape_of(uint32_t point) {
  constexpr std::pair<uint32_t, char> kShort[] = {{0, '0'},     {7, 'a'},    {8, 'b'},    {9, 't'},      {0xA, 'n'},
                                                  {0xB, 'v'},   {0xC, 'f'},  {0xD, 'r'},  {0x1B, 'e'},   {'"', '"'},
                                                  {'\\', '\\'}, {0x85, 'N'}, {0xA0, '_'}, {0x2028, 'L'}, {0x2029, 'P'}};
  for (auto [special, letter] : kShort) {
    if (point == special) return std::string("\\") + letter;
  }
  if (point <= 0xFF) return fmt::format("\\x{:02X}", point);
  if (point <= 0xFFFF) return fmt::format("\\u{:04X}", point);
  return fmt::format("\\U{:08X}", point);
}

/// What decides on the form of a string.
struct Analysis {
  bool several_lines = false;
  bool literal_allowed = false;
};

Analysis analyze(std::string_view text) {
  Analysis result;
  bool special = false;
  bool space_before_break = false;
  bool after_space = false;
  for (size_t at = 0; at < text.size();) {
    base::CodePoint point = base::decode(text, at);
    at += point.size;
    if (!is_printable(point.value)) special = true;
    if (is_break(point.value)) {
      result.several_lines = true;
      space_before_break = space_before_break || after_space;
    }
    after_space = point.value == ' ';
  }
  result.literal_allowed = !text.empty() && !special && !space_before_break && !after_space;
  return result;
}

class YamlEmitter {
 public:
  explicit YamlEmitter(const Context& context) : context_(context) {}

  tl::expected<std::string, FunctionError> emit(const Value& value) {
    if (auto done = node(value, Role::Root); !done) return tl::unexpected(done.error());
    indent_ = -1;
    line_begin();
    if (open_ended_) text_ += "...\n";
    return std::move(text_);
  }

 private:
  using Done = tl::expected<void, FunctionError>;

  Done node(const Value& value, Role role) {
    if (auto within = within_string_limit(text_.size(), context_); !within) return within;
    if (value.is_null()) return plain("null", role);
    switch (value.kind()) {
      case TypeKind::Dynamic:
        return {};
      case TypeKind::Bool:
        return plain(value.as_bool() ? "true" : "false", role);
      case TypeKind::Number:
        return plain(value.as_number().text(), role);
      case TypeKind::String:
        return string(value.as_string(), role);
      case TypeKind::List:
      case TypeKind::Set:
      case TypeKind::Tuple:
        return sequence(value, role);
      case TypeKind::Map:
      case TypeKind::Object:
        return mapping(value);
    }
    return {};
  }

  Done sequence(const Value& value, Role role) {
    if (value.length() == 0) return empty("[]");
    int outside = indent_;
    // Below a simple key a sequence is not indented.
    if (role != Role::Member || indentation_) deeper();
    for (const Value& element : value.elements()) {
      line_begin();
      indicator("-", true);
      if (auto done = node(element, Role::Element); !done) return done;
    }
    indent_ = outside;
    return {};
  }

  Done mapping(const Value& value) {
    if (value.length() == 0) return empty("{}");
    int outside = indent_;
    deeper();
    for (const Member& member : value.members()) {
      line_begin();
      if (member.name().size() <= kLongestSimpleKey && !analyze(member.name()).several_lines) {
        string(member.name(), Role::Key);
        text_ += ':';
        ++column_;
      } else {
        indicator("?", true);
        string(member.name(), Role::Member);
        line_begin();
        indicator(":", true);
      }
      if (auto done = node(member.value, Role::Member); !done) return done;
    }
    indent_ = outside;
    return {};
  }

  Done empty(std::string_view brackets) {
    indicator(brackets, false);
    return {};
  }

  Done plain(std::string_view text, Role role) {
    indicator(text, false);
    open_ended_ = role == Role::Root;
    return {};
  }

  Done string(std::string_view text, Role role) {
    int outside = indent_;
    indent_ = indent_ < 0 ? kStep : indent_ + kStep;
    if (text.find('\n') != std::string_view::npos && role != Role::Key && analyze(text).literal_allowed) {
      literal(text);
    } else {
      quoted(text, role != Role::Key);
    }
    indent_ = outside;
    return {};
  }

  void quoted(std::string_view text, bool may_fold) {
    indicator("\"", false);
    // The copy in Go looks for the mark at the beginning whatever character it is at.
    bool escape_all = text.starts_with(kByteOrderMark);
    bool after_space = false;
    for (size_t at = 0; at < text.size();) {
      base::CodePoint point = base::decode(text, at);
      size_t behind = at + point.size;
      bool space = false;
      if (escape_all || !is_printable(point.value) || is_break(point.value) || point.value == '"' || point.value == '\\') {
        std::string escape = escape_of(point.value);
        text_ += escape;
        column_ += static_cast<int>(escape.size());
      } else if (point.value == ' ' && may_fold && !after_space && column_ > kWidth && at > 0 && behind < text.size()) {
        line_begin();
        if (text[behind] == ' ') put("\\");
        space = true;
      } else {
        put(text.substr(at, point.size));
        space = point.value == ' ';
      }
      after_space = space;
      at = behind;
    }
    put("\"");
    white_ = false;
    indentation_ = false;
  }

  void literal(std::string_view text) {
    indicator("|", false);
    if (text[0] == ' ' || text[0] == '\n' || is_break(base::decode(text, 0).value)) put("2");
    if (std::string_view chomp = chomping(text); !chomp.empty()) put(chomp);
    new_line();
    indentation_ = true;
    white_ = true;
    bool line_starts = true;
    for (size_t at = 0; at < text.size();) {
      base::CodePoint point = base::decode(text, at);
      if (is_break(point.value)) {
        if (point.value == '\n') {
          new_line();
        } else {
          text_ += text.substr(at, point.size);
          column_ = 0;
        }
        indentation_ = true;
        line_starts = true;
      } else {
        if (line_starts) line_begin();
        put(text.substr(at, point.size));
        indentation_ = false;
        line_starts = false;
      }
      at += point.size;
    }
  }

  /// How a literal ends: without a line break, with one, or with more.
  static std::string_view chomping(std::string_view text) {
    size_t last = text.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    if (!is_break(base::decode(text, last).value)) return "-";
    if (last == 0) return "+";
    size_t before = last - 1;
    while (before > 0 && (static_cast<unsigned char>(text[before]) & 0xC0) == 0x80) --before;
    return is_break(base::decode(text, before).value) ? "+" : "";
  }

  void deeper() { indent_ = indent_ < 0 ? 0 : indent_ + kStep; }

  /// Goes to the indentation, on a new line unless nothing stands on this one (libyaml's `write_indent`).
  void line_begin() {
    int wanted = std::max(indent_, 0);
    if (!indentation_ || column_ > wanted || (column_ == wanted && !white_)) new_line();
    while (column_ < wanted) put(" ");
    white_ = true;
    indentation_ = true;
  }

  /// Something behind a blank; `indents`: what follows on the line may begin a block.
  void indicator(std::string_view text, bool indents) {
    if (!white_) put(" ");
    put(text);
    white_ = false;
    indentation_ = indentation_ && indents;
    open_ended_ = false;
  }

  /// One character, or several that are ASCII.
  void put(std::string_view text) {
    text_ += text;
    column_ += !text.empty() && static_cast<unsigned char>(text[0]) >= 0x80 ? 1 : static_cast<int>(text.size());
  }

  void new_line() {
    text_ += '\n';
    column_ = 0;
  }

  const Context& context_;
  std::string text_;
  int column_ = 0;
  int indent_ = -1;
  bool white_ = true;
  bool indentation_ = true;
  bool open_ended_ = false;
};

}  // namespace

tl::expected<std::string, FunctionError> encode_yaml(const Value& value, const Context& context) {
  return YamlEmitter(context).emit(value);
}

}  // namespace wafpp::functions
