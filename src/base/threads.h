#pragma once

#include <cstddef>
#include <functional>

namespace wafpp::base {

/// Threads the machine runs at once; at least 1.
unsigned hardware_threads();

/// Stack of the threads that work here. Evaluation recurses with its input, within stated limits, and the usual 8 MiB are too few for
/// them; pages that are not touched cost nothing.
constexpr size_t kWorkerStack = size_t{512} << 20;

/// Calls `work(0)` to `work(count - 1)`, each once, on up to `threads` threads of their own (0: `hardware_threads()`), in no order.
/// Returns when all are done. `work` does not throw.
void parallel_for(size_t count, unsigned threads, const std::function<void(size_t index)>& work);

/// Calls `work` on a thread with a `kWorkerStack`, and returns when it is done.
void on_large_stack(const std::function<void()>& work);

}  // namespace wafpp::base
