#pragma once

#include <string>
#include <utility>
#include <vector>

#include "diag/diagnostic.h"

namespace wafpp::diag {

/// Takes what a stage has to say about its input. Each thread has its own; they are joined with `take_all`.
/// At most `kLimit` diagnostics are kept, more are counted.
class Sink {
 public:
  static constexpr size_t kLimit = 10'000;

  /// A diagnostic under construction. Nothing is kept until `emit`. Cold, all of it: whatever leads here is the exception, and the compiler
  /// keeps it out of the way of the rule.
  class [[nodiscard]] Report {
   public:
    [[gnu::cold]] Report(Sink& sink, const Kind& kind, const Place& place, std::string message);
    [[gnu::cold]] ~Report();
    [[gnu::cold]] Report&& label(const Place& place, std::string text) &&;
    [[gnu::cold]] Report&& help(std::string text) &&;
    [[gnu::cold]] void emit() &&;

   private:
    Sink& sink_;
    Diagnostic diagnostic_;
  };

  [[gnu::cold]] Report report(const Kind& kind, const Place& place, std::string message);
  void add(Diagnostic diagnostic);

  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  bool has_errors() const { return errors_ > 0; }
  /// Errors so far, kept or not.
  size_t error_count() const { return errors_; }
  /// Diagnostics that were not kept because there were too many.
  size_t dropped() const { return dropped_; }
  /// Adds a help to what was kept from the `first`-th on.
  [[gnu::cold]] void help_from(size_t first, const std::string& text);
  /// Moves everything of `other` behind what is here.
  void take_all(Sink&& other);

 private:
  std::vector<Diagnostic> diagnostics_;
  size_t errors_ = 0;
  size_t dropped_ = 0;
};

}  // namespace wafpp::diag
