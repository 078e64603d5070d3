#include "base/text_order.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "base/name_table.h"

namespace wafpp::base {

/// Names of packages and places begin alike: to compare them two at a time is to compare the same beginning again and again, far away in
/// memory. Here eight bytes of each are taken as a number, and numbers that stand side by side are sorted; what is equal in these is a run
/// that is sorted by the next eight. So each byte is fetched once. What there is still to do is a list, not recursion: how deep it goes
/// is for the texts to say. Cost: their bytes, and `n log n` comparisons of numbers for each eight of them that leave a run undecided.
class TextSorter {
 public:
  explicit TextSorter(std::span<OrderedText> texts) : texts_(texts) {}

  void sort() {
    push(0, texts_.size(), 0);
    while (!runs_.empty()) {
      Run run = runs_.back();
      runs_.pop_back();
      sort(run);
    }
  }

 private:
  static constexpr uint32_t kStep = sizeof(uint64_t);

  /// Texts that are equal in their first `depth` bytes, which all of them have.
  struct Run {
    size_t begin;
    size_t end;
    uint32_t depth;
  };

  void push(size_t begin, size_t end, uint32_t depth) {
    if (end - begin > 1) runs_.push_back({begin, end, depth});
  }

  static uint64_t key_of(const OrderedText& text, uint32_t depth) { return name_head(text.text().substr(depth)); }

  void sort(const Run& run) {
    constexpr size_t kFew = 8;
    std::span<OrderedText> texts = texts_.subspan(run.begin, run.end - run.begin);
    if (texts.size() <= kFew) {
      std::sort(texts.begin(), texts.end(), [&](const OrderedText& a, const OrderedText& b) {
        int order = a.text().substr(run.depth).compare(b.text().substr(run.depth));
        return order != 0 ? order < 0 : a.index_ < b.index_;
      });
      return;
    }
    bool is_same = true;
    for (OrderedText& text : texts) {
      text.key_ = key_of(text, run.depth);
      is_same = is_same && text.key_ == texts.front().key_;
    }
    if (!is_same) std::sort(texts.begin(), texts.end(), [](const OrderedText& a, const OrderedText& b) { return a.key_ < b.key_; });
    for (size_t begin = 0; begin < texts.size();) {
      size_t end = begin + 1;
      while (end < texts.size() && texts[end].key_ == texts[begin].key_) ++end;
      if (end - begin > 1) split(run.begin + begin, run.begin + end, run.depth + kStep);
      begin = end;
    }
  }

  /// What is equal in its first bytes: texts that end within them, the shorter ones first (a key cannot tell an end from a zero byte),
  /// and those that go on.
  void split(size_t begin, size_t end, uint32_t depth) {
    auto first = texts_.begin() + static_cast<std::ptrdiff_t>(begin);
    auto last = texts_.begin() + static_cast<std::ptrdiff_t>(end);
    auto on = std::partition(first, last, [&](const OrderedText& text) { return text.size_ <= depth; });
    std::sort(first, on,
              [](const OrderedText& a, const OrderedText& b) { return std::tie(a.size_, a.index_) < std::tie(b.size_, b.index_); });
    push(static_cast<size_t>(on - texts_.begin()), end, depth);
  }

  std::span<OrderedText> texts_;
  std::vector<Run> runs_;
};

void sort_texts(std::span<OrderedText> texts) { TextSorter(texts).sort(); }

}  // namespace wafpp::base
