#include "diag/source.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"

namespace wafpp::diag {

namespace {

constexpr uint32_t kStride = 1024;

/// A code point is counted at its first byte: continuation bytes are 10xxxxxx.
uint32_t count_points(std::string_view text) {
  uint32_t result = 0;
  for (char byte : text) result += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1 : 0;
  return result;
}

}  // namespace

const std::vector<uint32_t>& Source::line_starts() const {
  std::call_once(counted_, [this] {
    line_starts_.push_back(0);
    const char* begin = text_.data();
    const char* end = begin + text_.size();
    for (const char* at = begin; at < end;) {
      const char* newline = static_cast<const char*>(std::memchr(at, '\n', static_cast<size_t>(end - at)));
      if (newline == nullptr) break;
      line_starts_.push_back(static_cast<uint32_t>(newline + 1 - begin));
      at = newline + 1;
    }
  });
  return line_starts_;
}

LineColumn Source::line_column(uint32_t offset) const {
  offset = std::min(offset, static_cast<uint32_t>(text_.size()));
  const std::vector<uint32_t>& starts = line_starts();
  auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  uint32_t start = *(after - 1);
  auto line = static_cast<uint32_t>(after - starts.begin());
  // A file may be one line of megabytes, with thousands of places in it: counting from the beginning for each would be quadratic.
  if (offset - start > kStride) return {line, 1 + points_before(offset) - points_before(start)};
  return {line, 1 + count_points(std::string_view(text_).substr(start, offset - start))};
}

uint32_t Source::points_before(uint32_t offset) const {
  std::call_once(points_counted_, [this] {
    std::string_view text = text_;
    points_.push_back(0);
    for (size_t at = kStride; at <= text.size(); at += kStride)
      points_.push_back(points_.back() + count_points(text.substr(at - kStride, kStride)));
  });
  uint32_t mark = offset / kStride;
  return points_[mark] + count_points(std::string_view(text_).substr(size_t{mark} * kStride, offset - size_t{mark} * kStride));
}

std::string_view Source::line(uint32_t line) const {
  const std::vector<uint32_t>& starts = line_starts();
  if (line == 0 || line > starts.size()) return {};
  uint32_t begin = starts[line - 1];
  uint32_t end = line < starts.size() ? starts[line] : static_cast<uint32_t>(text_.size());
  std::string_view result(text_.data() + begin, end - begin);
  if (result.ends_with('\n')) result.remove_suffix(1);
  if (result.ends_with('\r')) result.remove_suffix(1);
  return result;
}

uint32_t Source::line_count() const { return static_cast<uint32_t>(line_starts().size()); }

const Source& SourceMap::add(std::string path, std::string text) {
  std::lock_guard lock(mutex_);
  auto id = static_cast<SourceId>(sources_.size() + 1);
  sources_.push_back(std::make_unique<Source>(id, std::move(path), std::move(text)));
  return *sources_.back();
}

const Source& SourceMap::at(SourceId id) const {
  std::lock_guard lock(mutex_);
  WAFPP_CHECK(id > 0 && id <= sources_.size(), "a place of another source map");
  return *sources_[id - 1];
}

size_t SourceMap::size() const {
  std::lock_guard lock(mutex_);
  return sources_.size();
}

std::string_view SourceMap::text(const Place& place) const {
  if (!place.known()) return {};
  std::string_view text = at(place.source).text();
  uint32_t begin = std::min<uint32_t>(place.begin, static_cast<uint32_t>(text.size()));
  return text.substr(begin, place.end > begin ? place.end - begin : 0);
}

std::string SourceMap::describe(const Place& place) const {
  if (!place.known()) return "<unknown>";
  const Source& source = at(place.source);
  LineColumn at = source.line_column(place.begin);
  return source.path() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

}  // namespace wafpp::diag
