#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "diag/sink.h"
#include "diag/source.h"

namespace wafpp::hcl {

/// From offset `text` of a decoded text on, its bytes stand at `source` and after in the source.
struct Shift {
  uint32_t text = 0;
  uint32_t source = 0;
};

/// One text that is being read: where its bytes stand in their source, and where complaints about it go. The text is a
/// whole source, or a string inside of one (a template in JSON), whose escapes may have been resolved.
class Reading {
 public:
  /// Errors that one reading reports; a file that is not HCL at all would fill pages with them.
  static constexpr uint32_t kMostErrors = 100;

  Reading(std::string_view text, diag::SourceId source, diag::Sink& sink) : text_(text), source_(source), sink_(&sink) {}
  /// `shifts` are sorted, begin with offset 0, and outlive the reading.
  Reading(std::string_view text, diag::SourceId source, diag::Sink& sink, std::span<const Shift> shifts)
      : text_(text), source_(source), sink_(&sink), shifts_(shifts) {}

  std::string_view text() const { return text_; }
  std::string_view text(uint32_t begin, uint32_t end) const { return text_.substr(begin, end - begin); }
  diag::SourceId source() const { return source_; }

  /// The place of `[begin, end)` of the text in the source.
  diag::Place place(uint32_t begin, uint32_t end) const {
    if (shifts_.empty()) [[likely]]
      return {source_, begin, end};
    return shifted(begin, end);
  }

  /// A diagnostic about `[begin, end)`; goes nowhere once there have been `kMostErrors`.
  diag::Sink::Report report(const diag::Kind& kind, uint32_t begin, uint32_t end, std::string message) {
    return report(kind, place(begin, end), std::move(message));
  }
  diag::Sink::Report report(const diag::Kind& kind, const diag::Place& place, std::string message) {
    diag::Sink& to = errors_++ < kMostErrors ? *sink_ : muted_;
    return to.report(kind, place, std::move(message));
  }

 private:
  diag::Place shifted(uint32_t begin, uint32_t end) const;

  std::string_view text_;
  diag::SourceId source_;
  diag::Sink* sink_;
  diag::Sink muted_;
  std::span<const Shift> shifts_;
  uint32_t errors_ = 0;
};

}  // namespace wafpp::hcl
