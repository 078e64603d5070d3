#include "base/text.h"

#include <algorithm>

#include "base/unicode.h"

namespace wafpp::base {

namespace {

/// How many bytes at the beginning are ASCII that is shown as it is, each one column wide.
size_t plain_size(std::string_view text) {
  size_t size = 0;
  while (size < text.size() && is_plain(text[size])) ++size;
  return size;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

std::string_view next_line(std::string_view& rest) {
  size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

size_t display_width(std::string_view text) {
  size_t width = plain_size(text);
  for (size_t at = width; at < text.size();) {
    CodePoint point = decode(text, at);
    width += point.valid ? static_cast<size_t>(display_width(point.value)) : 1;
    at += point.size;
  }
  return width;
}

std::vector<std::string> wrap(std::string_view text, size_t width) {
  std::vector<std::string> lines;
  std::string line;
  size_t columns = 0;
  for (size_t at = 0; at < text.size();) {
    size_t begin = text.find_first_not_of(" \t\r\n", at);
    if (begin == std::string_view::npos) break;
    size_t end = std::min(text.find_first_of(" \t\r\n", begin), text.size());
    std::string_view word = text.substr(begin, end - begin);
    size_t word_width = display_width(word);
    if (!line.empty() && columns + 1 + word_width > width) {
      lines.push_back(std::move(line));
      line.clear();
      columns = 0;
    }
    if (!line.empty()) {
      line += ' ';
      ++columns;
    }
    line += word;
    columns += word_width;
    at = end;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string wrapped(std::string_view text, size_t width, std::string_view first, std::string_view indent) {
  std::string result;
  size_t taken = std::max(display_width(first), display_width(indent));
  bool is_first = true;
  for (const std::string& line : wrap(text, width > taken + 20 ? width - taken : 20)) {
    result.append(is_first ? first : indent).append(line).append(1, '\n');
    is_first = false;
  }
  return result;
}

std::string counted(size_t number, std::string_view one, std::string_view many) {
  return std::to_string(number).append(1, ' ').append(number == 1 ? one : many);
}

std::string padded(std::string_view text, size_t width) {
  std::string result(text);
  size_t columns = display_width(text);
  if (columns < width) result.append(width - columns, ' ');
  return result;
}

std::string printable(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string result;
  result.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    if (size_t plain = plain_size(text.substr(at)); plain > 0) {
      result.append(text.substr(at, plain));
      at += plain;
      continue;
    }
    CodePoint point = decode(text, at);
    bool is_control =
        point.valid && point.value != '\n' && (point.value < 0x20 || point.value == 0x7F || (point.value >= 0x80 && point.value < 0xA0));
    // Marks that change the direction of writing can make a line read as something else.
    bool is_bidi = point.valid && ((point.value >= 0x202A && point.value <= 0x202E) || (point.value >= 0x2066 && point.value <= 0x2069));
    if (!point.valid) {
      append_utf8(result, 0xFFFD);
    } else if (is_control) {
      result.append("\\x").append(1, kHex[(point.value >> 4) & 15]).append(1, kHex[point.value & 15]);
    } else if (is_bidi) {
      result.append("\\u")
          .append(1, kHex[(point.value >> 12) & 15])
          .append(1, kHex[(point.value >> 8) & 15])
          .append(1, kHex[(point.value >> 4) & 15])
          .append(1, kHex[point.value & 15]);
    } else {
      result.append(text.substr(at, point.size));
    }
    at += point.size;
  }
  return result;
}

}  // namespace wafpp::base
