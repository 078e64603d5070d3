#include "diag/sink.h"

namespace wafpp::diag {

Sink::Report::Report(Sink& sink, const Kind& kind, const Place& place, std::string message)
    : sink_(sink), diagnostic_{kind.name, kind.level, place, std::move(message), {}, {}, {}, kind.of_values} {}

Sink::Report::~Report() = default;

Sink::Report&& Sink::Report::label(const Place& place, std::string text) && {
  diagnostic_.labels.push_back({place, std::move(text)});
  return std::move(*this);
}

Sink::Report&& Sink::Report::help(std::string text) && {
  diagnostic_.helps.push_back(std::move(text));
  return std::move(*this);
}

void Sink::Report::emit() && { sink_.add(std::move(diagnostic_)); }

Sink::Report Sink::report(const Kind& kind, const Place& place, std::string message) {
  return Report(*this, kind, place, std::move(message));
}

void Sink::add(Diagnostic diagnostic) {
  if (diagnostic.level == Level::Error) ++errors_;
  if (diagnostics_.size() >= kLimit) {
    ++dropped_;
    return;
  }
  diagnostics_.push_back(std::move(diagnostic));
}

void Sink::help_from(size_t first, const std::string& text) {
  for (size_t at = first; at < diagnostics_.size(); ++at) diagnostics_[at].helps.push_back(text);
}

void Sink::take_all(Sink&& other) {
  size_t counted_by_add = 0;
  for (Diagnostic& diagnostic : other.diagnostics_) {
    if (diagnostic.level == Level::Error) ++counted_by_add;
    add(std::move(diagnostic));
  }
  errors_ += other.errors_ - counted_by_add;
  dropped_ += other.dropped_;
  other = Sink();
}

}  // namespace wafpp::diag
