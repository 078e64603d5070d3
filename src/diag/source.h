#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace wafpp::diag {

/// Names a `Source` within its `SourceMap`. Zero names none.
using SourceId = uint32_t;

/// A range of bytes in a source: `[begin, end)`.
struct Place {
  SourceId source = 0;
  uint32_t begin = 0;
  uint32_t end = 0;

  bool known() const { return source != 0; }
  friend bool operator==(const Place&, const Place&) = default;
};

/// One-based line, and one-based column counted in Unicode code points (an invalid byte counts as one).
struct LineColumn {
  uint32_t line = 1;
  uint32_t column = 1;
};

/// A text that was read: its path as shown to people (relative to the repository, `/` as separator) and its bytes. Immutable;
/// lines are counted when somebody first asks.
class Source {
 public:
  Source(SourceId id, std::string path, std::string text) : id_(id), path_(std::move(path)), text_(std::move(text)) {}
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  SourceId id() const { return id_; }
  const std::string& path() const { return path_; }
  std::string_view text() const { return text_; }

  /// Where `offset` stands; an offset past the end is taken as the end. Safe from several threads.
  LineColumn line_column(uint32_t offset) const;
  /// The bytes of one-based `line` without its line ending; empty when there is no such line.
  std::string_view line(uint32_t line) const;
  uint32_t line_count() const;

 private:
  const std::vector<uint32_t>& line_starts() const;
  /// Code points before `offset`.
  uint32_t points_before(uint32_t offset) const;

  SourceId id_;
  std::string path_;
  std::string text_;
  mutable std::once_flag counted_;
  mutable std::vector<uint32_t> line_starts_;
  mutable std::once_flag points_counted_;
  mutable std::vector<uint32_t> points_;  // Code points before every `kStride`-th byte.
};

/// All sources of one run; owns them, so a `Place` can be shown as long as the map lives. Adding is safe from several threads.
/// Ids are given by order of adding; what is printed is sorted by path, never by id.
class SourceMap {
 public:
  const Source& add(std::string path, std::string text);
  /// The source of `id`, which must have been given by this map.
  const Source& at(SourceId id) const;
  size_t size() const;
  /// The bytes at `place`.
  std::string_view text(const Place& place) const;
  /// `path:line:column` of the place's beginning, `<unknown>` for the unknown place.
  std::string describe(const Place& place) const;

 private:
  mutable std::mutex mutex_;
  std::deque<std::unique_ptr<Source>> sources_;
};

}  // namespace wafpp::diag
