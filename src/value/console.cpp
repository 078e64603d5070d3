#include <vector>

#include "base/unicode.h"
#include "value/json.h"
#include "value/quote.h"

// Values as `terraform console` prints them.

namespace wafpp::value {

namespace {

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (;;) {
    size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

/// Without white space at both ends, as Go's `TrimSpace`.
std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    base::CodePoint point = base::decode(text, 0);
    if (!point.valid || !base::is_space(point.value)) break;
    text.remove_prefix(point.size);
  }
  while (!text.empty()) {
    size_t start = text.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    base::CodePoint point = base::decode(text, start);
    if (!point.valid || !base::is_space(point.value)) break;
    text.remove_suffix(text.size() - start);
  }
  return text;
}

class Writer {
 public:
  void write(const Value& value, size_t indent);
  std::string result;

 private:
  void write_null(Type type);
  void write_string(std::string_view text, size_t indent);
  void write_elements(const Value& value, size_t indent);
  void write_members(const Value& value, size_t indent);
  void new_line(size_t indent) {
    result += '\n';
    result.append(indent, ' ');
  }
};

void Writer::write_null(Type type) {
  switch (type.kind()) {
    case TypeKind::Dynamic:
      result += "null";
      return;
    case TypeKind::String:
      result += "tostring(null)";
      return;
    case TypeKind::Number:
      result += "tonumber(null)";
      return;
    case TypeKind::Bool:
      result += "tobool(null)";
      return;
    case TypeKind::List:
      result += "tolist(null)";
      break;
    case TypeKind::Set:
      result += "toset(null)";
      break;
    case TypeKind::Map:
      result += "tomap(null)";
      break;
    case TypeKind::Tuple:
    case TypeKind::Object:
      result += "null /* " + type.friendly_name() + " */";
      return;
  }
  result += " /* of " + type.element().friendly_name() + " */";
}

/// In quotes, or, if there is more than one line, as a heredoc whose marker is none of the lines.
void Writer::write_string(std::string_view text, size_t indent) {
  if (text.find('\n') == std::string_view::npos) return append_quoted(result, text);
  std::vector<std::string_view> lines = split_lines(text);
  // The marker takes the fewest underscores with which it is none of the lines; found in one pass, whatever the lines are.
  std::string marker = "EOT";
  std::vector<bool> taken;
  for (std::string_view line : lines) {
    std::string_view word = trim(line);
    if (!word.starts_with(marker) || word.find_first_not_of('_', marker.size()) != std::string_view::npos) continue;
    size_t underscores = word.size() - marker.size();
    if (underscores >= lines.size()) continue;  // More than could be needed.
    if (taken.size() <= underscores) taken.resize(underscores + 1);
    taken[underscores] = true;
  }
  size_t needed = 0;
  while (needed < taken.size() && taken[needed]) ++needed;
  marker.append(needed, '_');

  result += indent > 0 ? "<<-" : "<<";
  result += marker;
  for (std::string_view line : lines) {
    new_line(indent);
    result += line;
  }
  new_line(indent);
  result += marker;
}

void Writer::write_elements(const Value& value, size_t indent) {
  result += '[';
  for (const Value& element : value.elements()) {
    new_line(indent + 2);
    write(element, indent + 2);
    result += ',';
  }
  if (value.length() > 0) new_line(indent);
  result += ']';
}

void Writer::write_members(const Value& value, size_t indent) {
  result += '{';
  for (const Member& member : value.members()) {
    new_line(indent + 2);
    write_string(member.name(), indent + 2);
    result += " = ";
    write(member.value, indent + 2);
  }
  if (value.length() > 0) new_line(indent);
  result += '}';
}

void Writer::write(const Value& value, size_t indent) {
  if (!value.is_known()) {
    result += "(known after apply)";
    return;
  }
  if (value.is_sensitive()) {
    result += "(sensitive value)";
    return;
  }
  if ((value.marks() & kEphemeral) != 0) {
    result += "(ephemeral value)";
    return;
  }
  if (value.is_null()) return write_null(value.type());
  switch (value.kind()) {
    case TypeKind::Dynamic:
      return;
    case TypeKind::Bool:
      result += value.as_bool() ? "true" : "false";
      return;
    case TypeKind::Number:
      result += value.as_number().text();
      return;
    case TypeKind::String:
      return write_string(value.as_string(), indent);
    case TypeKind::Tuple:
      return write_elements(value, indent);
    case TypeKind::Object:
      return write_members(value, indent);
    case TypeKind::List:
      result += "tolist(";
      break;
    case TypeKind::Set:
      result += "toset(";
      break;
    case TypeKind::Map:
      result += "tomap(";
      break;
  }
  value.kind() == TypeKind::Map ? write_members(value, indent) : write_elements(value, indent);
  result += ')';
}

}  // namespace

std::string to_console(const Value& value) {
  Writer writer;
  writer.write(value, 0);
  return std::move(writer.result);
}

}  // namespace wafpp::value
