#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/// Questions that are asked of every byte of a large document: sixteen bytes at a time with SSE2, which every x86-64 has, and eight
/// elsewhere. The functions `by_words` are the second way; they are named so that both can be compared.
namespace wafpp::documents {

namespace by_words {

inline constexpr uint64_t kOnes = 0x0101010101010101;
inline constexpr uint64_t kHighs = 0x8080808080808080;

inline uint64_t word_at(std::string_view text, size_t at) {
  uint64_t word = 0;
  std::memcpy(&word, text.data() + at, sizeof word);
  return word;
}

inline bool is_plain(char byte) {
  auto code = static_cast<unsigned char>(byte);
  return code >= 0x20 && code < 0x80 && code != '"' && code != '\\';
}

inline size_t plain_prefix(std::string_view text) {
  size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    uint64_t word = word_at(text, at);
    uint64_t quotes = word ^ (kOnes * '"');
    uint64_t slashes = word ^ (kOnes * '\\');
    uint64_t found = word | (word - kOnes * 0x20) | (quotes - kOnes) | (slashes - kOnes);
    if ((found & kHighs) != 0) break;  // Perhaps: a borrow may reach a neighbour, which the loop below finds to be plain.
  }
  while (at < text.size() && is_plain(text[at])) ++at;
  return at;
}

inline size_t line_feeds(std::string_view text) {
  constexpr uint64_t kLow = ~kHighs;
  size_t count = 0;
  size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    uint64_t word = word_at(text, at) ^ (kOnes * '\n');
    // The highest bit of each byte that is zero now; the product adds them up in its highest byte.
    uint64_t zeros = ~(((word & kLow) + kLow) | word | kLow) >> 7;
    count += (zeros * kOnes) >> 56;
  }
  for (; at < text.size(); ++at) count += text[at] == '\n' ? 1U : 0U;
  return count;
}

inline size_t code_points(std::string_view text) {
  size_t continued = 0;
  size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    uint64_t word = word_at(text, at);
    // The second bit of each byte comes to stand under its first.
    uint64_t marks = word & ~(word << 1) & kHighs;
    continued += ((marks >> 7) * kOnes) >> 56;
  }
  for (; at < text.size(); ++at) continued += (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80 ? 1U : 0U;
  return text.size() - continued;
}

}  // namespace by_words

#ifdef __SSE2__

namespace by_blocks {

constexpr size_t kBlock = sizeof(__m128i);

inline __m128i block_at(const char* at) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at)); }
inline size_t sum_of(__m128i bytes) {
  __m128i halves = _mm_sad_epu8(bytes, _mm_setzero_si128());
  return static_cast<size_t>(_mm_cvtsi128_si64(halves)) + static_cast<size_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(halves, halves)));
}

/// How many bytes of `text`, whose blocks alone are looked at, `matches` (which gives 0xFF for each that does).
template <typename Matches>
size_t count(std::string_view text, Matches&& matches) {
  constexpr size_t kMostBlocks = 255;  // Each byte of the counter takes that many.
  size_t result = 0;
  const char* at = text.data();
  for (size_t left = text.size() / kBlock; left > 0;) {
    __m128i counter = _mm_setzero_si128();
    size_t now = left < kMostBlocks ? left : kMostBlocks;
    left -= now;
    for (; now > 0; --now, at += kBlock) counter = _mm_sub_epi8(counter, matches(block_at(at)));
    result += sum_of(counter);
  }
  return result;
}

}  // namespace by_blocks

/// How many bytes at the beginning of `text` a JSON string has as they are: ASCII, no control character, neither quote nor backslash.
inline size_t plain_prefix(std::string_view text) {
  size_t at = 0;
  for (; at + by_blocks::kBlock <= text.size(); at += by_blocks::kBlock) {
    __m128i block = by_blocks::block_at(text.data() + at);
    // As signed numbers, bytes of other scripts are less than zero.
    __m128i found = _mm_cmplt_epi8(block, _mm_set1_epi8(0x20));
    found = _mm_or_si128(found, _mm_cmpeq_epi8(block, _mm_set1_epi8('"')));
    found = _mm_or_si128(found, _mm_cmpeq_epi8(block, _mm_set1_epi8('\\')));
    auto bits = static_cast<unsigned>(_mm_movemask_epi8(found));
    if (bits != 0) return at + static_cast<size_t>(__builtin_ctz(bits));
  }
  return at + by_words::plain_prefix(text.substr(at));
}

inline size_t line_feeds(std::string_view text) {
  size_t rest = text.size() - text.size() % by_blocks::kBlock;
  return by_blocks::count(text, [](__m128i block) { return _mm_cmpeq_epi8(block, _mm_set1_epi8('\n')); }) +
         by_words::line_feeds(text.substr(rest));
}

/// Code points that begin in `text`: bytes that are no continuation, which are 10xxxxxx.
inline size_t code_points(std::string_view text) {
  size_t rest = text.size() - text.size() % by_blocks::kBlock;
  // As signed numbers, continuations are the least of all.
  size_t continued = by_blocks::count(text, [](__m128i block) { return _mm_cmplt_epi8(block, _mm_set1_epi8(-0x40)); });
  return rest - continued + by_words::code_points(text.substr(rest));
}

#else

using by_words::code_points;
using by_words::line_feeds;
using by_words::plain_prefix;

#endif

}  // namespace wafpp::documents
