#include "base/threads.h"

#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

#include "base/check.h"

namespace wafpp::base {

namespace {

void* run(void* argument) {
  (*static_cast<const std::function<void()>*>(argument))();
  return nullptr;
}

/// Starts a thread that calls `work`, which outlives it. Where so large a stack cannot be reserved, half of it is tried, and so on.
pthread_t start(const std::function<void()>& work) {
  for (size_t stack = kWorkerStack;; stack /= 2) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack);
    pthread_t thread{};
    int error = pthread_create(&thread, &attributes, run, const_cast<std::function<void()>*>(&work));
    pthread_attr_destroy(&attributes);
    if (error == 0) return thread;
    WAFPP_CHECK(stack > (size_t{1} << 20), "no thread can be started");
  }
}

}  // namespace

unsigned hardware_threads() { return std::max(1U, std::thread::hardware_concurrency()); }

void parallel_for(size_t count, unsigned threads, const std::function<void(size_t index)>& work) {
  if (count == 0) return;
  if (threads == 0) threads = hardware_threads();
  std::atomic<size_t> next{0};
  // One index for all: tasks differ much in size, and whoever is done takes the next.
  std::function<void()> loop = [&] {
    for (size_t index = next.fetch_add(1); index < count; index = next.fetch_add(1)) work(index);
  };
  std::vector<pthread_t> started;
  for (size_t at = 0; at < std::min<size_t>(threads, count); ++at) started.push_back(start(loop));
  for (pthread_t thread : started) pthread_join(thread, nullptr);
}

void on_large_stack(const std::function<void()>& work) { pthread_join(start(work), nullptr); }

}  // namespace wafpp::base
