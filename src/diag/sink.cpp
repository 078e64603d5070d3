#include "diag/sink.h"

namespace wafpp::diag {

void Sink::add(Diagnostic diagnostic) {
  if (diagnostic.level == Level::Error) ++errors_;
  if (diagnostics_.size() >= kLimit) {
    ++dropped_;
    return;
  }
  diagnostics_.push_back(std::move(diagnostic));
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
