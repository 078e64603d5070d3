#include "diag/source.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"

namespace wafpp::diag {

namespace {

/// A code point is counted at its first byte: continuation bytes are 10xxxxxx.
uint32_t code_points(std::string_view text, uint32_t begin, uint32_t end) {
  uint32_t count = 0;
  for (uint32_t at = begin; at < end; ++at) count += (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 ? 1U : 0U;
  return count;
}

}  // namespace

void Source::count_lines() const {
  line_starts_.push_back(0);
  const char* begin = text_.data();
  const char* end = begin + text_.size();
  for (const char* at = begin; at < end;) {
    const char* newline = static_cast<const char*>(std::memchr(at, '\n', static_cast<size_t>(end - at)));
    if (newline == nullptr) break;
    line_starts_.push_back(static_cast<uint32_t>(newline + 1 - begin));
    at = newline + 1;
  }
  if (text_.size() <= kStride) return;
  auto start = line_starts_.begin();
  uint32_t column = 0;
  for (uint32_t from = 0; from < text_.size(); from += std::min<uint32_t>(kStride, static_cast<uint32_t>(text_.size()) - from)) {
    columns_.push_back(column);
    uint32_t to = from + std::min<uint32_t>(kStride, static_cast<uint32_t>(text_.size()) - from);
    auto next = std::upper_bound(start, line_starts_.end(), to);
    uint32_t line = *(next - 1);
    start = next - 1;
    column = line > from ? code_points(text_, line, to) : column + code_points(text_, from, to);
  }
}

const std::vector<uint32_t>& Source::line_starts() const {
  std::call_once(counted_, [this] { count_lines(); });
  return line_starts_;
}

LineColumn Source::line_column(uint32_t offset) const {
  offset = std::min(offset, static_cast<uint32_t>(text_.size()));
  const std::vector<uint32_t>& starts = line_starts();
  auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  uint32_t start = *(after - 1);
  LineColumn result{static_cast<uint32_t>(after - starts.begin()), 1};
  uint32_t counted = std::min<uint32_t>(offset / kStride, columns_.empty() ? 0 : static_cast<uint32_t>(columns_.size()) - 1);
  if (counted * kStride > start) {
    result.column += columns_[counted];
    start = counted * kStride;
  }
  result.column += code_points(text_, start, offset);
  return result;
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
