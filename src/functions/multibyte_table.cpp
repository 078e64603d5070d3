#include "functions/multibyte_table.h"

#include <iconv.h>

#include <array>
#include <span>

#include "base/unicode.h"

// The C library knows these sets; what Go's tables have differently stands here. Private characters, of which each maker has others, are
// in none of Go's.

namespace wafpp::functions {

namespace {

struct Difference {
  uint32_t code;
  char32_t point;  // 0: none.
};

constexpr Difference kGbk[] = {{0x80, 0x20AC}, {0xA3A0, 0x3000}, {0xA6D9, 0}, {0xA6DA, 0}, {0xA6DB, 0}, {0xA6DC, 0}, {0xA6DD, 0},
                               {0xA6DE, 0},    {0xA6DF, 0},      {0xA6EC, 0}, {0xA6ED, 0}, {0xA6F3, 0}, {0xA8BC, 0}, {0xFE51, 0},
                               {0xFE52, 0},    {0xFE53, 0},      {0xFE59, 0}, {0xFE61, 0}, {0xFE66, 0}, {0xFE67, 0}, {0xFE6C, 0},
                               {0xFE6D, 0},    {0xFE76, 0},      {0xFE7E, 0}, {0xFE90, 0}, {0xFE91, 0}, {0xFEA0, 0}};

constexpr Difference kBig5[] = {
    {0x8E69, 0x7BB8}, {0x8E6F, 0x7C06}, {0x8E7E, 0x7CCE}, {0x8EAB, 0x7DD2}, {0x8EB4, 0x7E1D}, {0x8ECD, 0x8005}, {0x8ED0, 0x8028},
    {0x8F57, 0x83C1}, {0x8F69, 0x84A8}, {0x8F6E, 0x840F}, {0x8FCB, 0x89A6}, {0x8FCC, 0x89A9}, {0x8FFE, 0x8D77}, {0x906D, 0x90FD},
    {0x907A, 0x92B9}, {0x90DC, 0x975C}, {0x90F1, 0x97FF}, {0x91BF, 0x9F16}, {0x9244, 0x8503}, {0x92AF, 0x5159}, {0x92B0, 0x515B},
    {0x92B1, 0x515D}, {0x92B2, 0x515E}, {0x92C8, 0x936E}, {0x92D1, 0x7479}, {0x9447, 0x6D67}, {0x94CA, 0x799B}, {0x95D9, 0x9097},
    {0x9644, 0x975D}, {0x96ED, 0x701E}, {0x96FC, 0x5B28}, {0x9B76, 0x7201}, {0x9B78, 0x77D7}, {0x9B7B, 0x7E87}, {0x9BC6, 0x99D6},
    {0x9BDE, 0x91D4}, {0x9BEC, 0x60DE}, {0x9BF6, 0x6FB6}, {0x9C42, 0x8F36}, {0x9C53, 0x4FBB}, {0x9C62, 0x71DF}, {0x9C68, 0x9104},
    {0x9C6B, 0x9DF0}, {0x9C77, 0x83CF}, {0x9CBC, 0x5C10}, {0x9CBD, 0x79E3}, {0x9CD0, 0x5A67}, {0x9D57, 0x8F0B}, {0x9D5A, 0x7B51},
    {0x9DC4, 0x62D0}, {0x9EA9, 0x6062}, {0x9EEF, 0x75F9}, {0x9EFD, 0x6C4A}, {0x9F60, 0x9B2E}, {0x9F66, 0x9F17}, {0x9FCB, 0x50ED},
    {0x9FD8, 0x5F0C}, {0xA063, 0x880F}, {0xA077, 0x62CE}, {0xA0D5, 0x7468}, {0xA0DF, 0x7162}, {0xA0E4, 0x7250}, {0xA145, 0x2027},
    {0xA14E, 0xFE51}, {0xA15A, 0x2574}, {0xA1C2, 0x00AF}, {0xA1C3, 0xFFE3}, {0xA1C5, 0x02CD}, {0xA1E3, 0xFF5E}, {0xA1F2, 0x2295},
    {0xA1F3, 0x2299}, {0xA1FE, 0xFF0F}, {0xA240, 0xFF3C}, {0xA241, 0x2215}, {0xA242, 0xFE68}, {0xA244, 0xFFE5}, {0xA246, 0xFFE0},
    {0xA247, 0xFFE1}, {0xA2CC, 0x5341}, {0xA2CE, 0x5345}, {0xA3C0, 0x2400}, {0xA3C1, 0x2401}, {0xA3C2, 0x2402}, {0xA3C3, 0x2403},
    {0xA3C4, 0x2404}, {0xA3C5, 0x2405}, {0xA3C6, 0x2406}, {0xA3C7, 0x2407}, {0xA3C8, 0x2408}, {0xA3C9, 0x2409}, {0xA3CA, 0x240A},
    {0xA3CB, 0x240B}, {0xA3CC, 0x240C}, {0xA3CD, 0x240D}, {0xA3CE, 0x240E}, {0xA3CF, 0x240F}, {0xA3D0, 0x2410}, {0xA3D1, 0x2411},
    {0xA3D2, 0x2412}, {0xA3D3, 0x2413}, {0xA3D4, 0x2414}, {0xA3D5, 0x2415}, {0xA3D6, 0x2416}, {0xA3D7, 0x2417}, {0xA3D8, 0x2418},
    {0xA3D9, 0x2419}, {0xA3DA, 0x241A}, {0xA3DB, 0x241B}, {0xA3DC, 0x241C}, {0xA3DD, 0x241D}, {0xA3DE, 0x241E}, {0xA3DF, 0x241F},
    {0xA3E0, 0x2421}, {0xA3E1, 0x20AC}, {0xC6CF, 0x5EF4}, {0xC6D3, 0x65E0}, {0xC6D5, 0x7676}, {0xC6D7, 0x96B6}, {0xC6DE, 0x3003},
    {0xC6DF, 0x4EDD}, {0xFA5F, 0x5029}, {0xFA66, 0x507D}, {0xFABD, 0x5305}, {0xFAC5, 0x5344}, {0xFAD5, 0x537F}, {0xFB48, 0x5605},
    {0xFBB8, 0x5A77}, {0xFBF3, 0x5E75}, {0xFBF9, 0x5ED0}, {0xFC4F, 0x5F58}, {0xFC6C, 0x60A4}, {0xFCB9, 0x6490}, {0xFCE2, 0x6674},
    {0xFCF1, 0x675E}, {0xFDB7, 0x6C9C}, {0xFDB8, 0x6E1D}, {0xFDBB, 0x6E2F}, {0xFDF1, 0x716E}, {0xFE52, 0x732A}, {0xFE6F, 0x745C},
    {0xFEAA, 0x74E9}, {0xFEDD, 0x7809}};

bool is_private(char32_t point) { return point >= 0xE000 && point <= 0xF8FF; }

/// One direction of iconv.
class Converter {
 public:
  Converter(const char* to, const char* from) : handle_(iconv_open(to, from)) {}
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() {
    if (is_open()) iconv_close(handle_);
  }
  bool is_open() const { return handle_ != reinterpret_cast<iconv_t>(-1); }  // NOLINT(performance-no-int-to-ptr): iconv's own word for it

  /// All of `input`, which is a character; empty where it is none.
  std::string convert(std::string_view input) {
    std::array<char, 32> output;
    std::string copy(input);
    char* in = copy.data();
    char* out = output.data();
    size_t left = copy.size();
    size_t room = output.size();
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    // The second call makes it give what it holds back for a character that may combine with the next one.
    if (iconv(handle_, &in, &left, &out, &room) == static_cast<size_t>(-1) || left > 0) return {};
    if (iconv(handle_, nullptr, nullptr, &out, &room) == static_cast<size_t>(-1)) return {};
    return {output.data(), output.size() - room};
  }

 private:
  iconv_t handle_;
};

std::string bytes_of(uint32_t code) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) {
    auto byte = static_cast<uint8_t>(code >> shift & 0xFF);
    if (byte != 0 || !bytes.empty()) bytes += static_cast<char>(byte);
  }
  return bytes;
}

/// The only character in `text`.
std::optional<char32_t> single(std::string_view text) {
  if (text.empty()) return std::nullopt;
  base::CodePoint point = base::decode(text, 0);
  if (!point.valid || point.size != text.size()) return std::nullopt;
  return point.value;
}

}  // namespace

class CodeTableBuilder {
 public:
  explicit CodeTableBuilder(CodeTable& table) : table_(table) {}

  bool add_range(const char* converter, uint32_t first, uint32_t last) {
    Converter to_text("UTF-8", converter);
    if (!to_text.is_open()) return false;
    for (uint32_t code = first; code <= last; ++code) add(code, single(to_text.convert(bytes_of(code))));
    return true;
  }

  /// JIS X 0208 with the rows that companies added, in the form of EUC: the same characters as those of Shift_JIS.
  bool add_jis() {
    Converter to_text("UTF-8", "CP932");
    if (!to_text.is_open()) return false;
    for (uint32_t row = 0; row < 94; ++row) {
      for (uint32_t cell = 0; cell < 94; ++cell) {
        uint32_t lead = row / 2 + (row < 62 ? 0x81 : 0xC1);
        uint32_t trail = cell + (row % 2 == 0 ? 0 : 94);
        trail += trail < 63 ? 0x40 : 0x41;
        add((row + 0xA1) << 8 | (cell + 0xA1), single(to_text.convert(bytes_of(lead << 8 | trail))));
      }
    }
    return true;
  }

  void apply(std::span<const Difference> differences) {
    for (const Difference& difference : differences) {
      table_.points_.erase(difference.code);
      if (difference.point != 0) table_.points_[difference.code] = difference.point;
    }
  }

  enum class Prefer : uint8_t { First, Last };
  void invert(Prefer prefer) {
    for (auto [code, point] : table_.points_) {
      auto [at, added] = table_.codes_.emplace(point, code);
      if (!added && (prefer == Prefer::First) == (code < at->second)) at->second = code;
    }
  }

  void choose(char32_t point, uint32_t code) { table_.codes_[point] = code; }
  void decode_only(char32_t point) { table_.codes_.erase(point); }
  void map(uint32_t code, char32_t point) { table_.points_[code] = point; }

 private:
  void add(uint32_t code, std::optional<char32_t> point) {
    if (point && *point >= 0x80 && !is_private(*point)) table_.points_[code] = *point;
  }
  CodeTable& table_;
};

namespace {

bool build(CodedSet set, CodeTable& table) {
  using Prefer = CodeTableBuilder::Prefer;
  CodeTableBuilder builder(table);
  switch (set) {
    case CodedSet::Big5:
      if (!builder.add_range("BIG5-HKSCS", 0x8140, 0xFEFE)) return false;
      builder.apply(kBig5);
      builder.invert(Prefer::Last);
      builder.choose(0x5140, 0xA461);
      builder.choose(0x6148, 0xB74F);
      builder.choose(0x5F22, 0xCC71);
      builder.choose(0x55C0, 0xDCD1);
      return true;
    case CodedSet::EucJp:
      if (!builder.add_jis() || !builder.add_range("EUC-JP", 0x8EA1, 0x8EDF) || !builder.add_range("EUC-JP", 0x8FA1A1, 0x8FFEFE))
        return false;
      builder.invert(Prefer::First);
      return true;
    case CodedSet::EucKr:
      if (!builder.add_range("CP949", 0x8141, 0xFEFE)) return false;
      builder.invert(Prefer::First);
      return true;
    case CodedSet::Gbk:
      if (!builder.add_range("GB18030", 0x8140, 0xFEFE)) return false;
      builder.apply(kGbk);
      builder.invert(Prefer::First);
      return true;
    case CodedSet::ShiftJis:
      if (!builder.add_range("CP932", 0xA1, 0xDF) || !builder.add_range("CP932", 0x8140, 0xFCFC)) return false;
      builder.invert(Prefer::First);
      builder.map(0x80, 0x80);
      return true;
  }
  return false;
}

template <CodedSet kSet>
const CodeTable* kept() {
  static const std::optional<CodeTable> table = [] {
    std::optional<CodeTable> made(std::in_place);
    if (!build(kSet, *made)) made.reset();
    return made;
  }();
  return table ? &*table : nullptr;
}

}  // namespace

const CodeTable* CodeTable::of(CodedSet set) {
  switch (set) {
    case CodedSet::Big5:
      return kept<CodedSet::Big5>();
    case CodedSet::EucJp:
      return kept<CodedSet::EucJp>();
    case CodedSet::EucKr:
      return kept<CodedSet::EucKr>();
    case CodedSet::Gbk:
      return kept<CodedSet::Gbk>();
    case CodedSet::ShiftJis:
      return kept<CodedSet::ShiftJis>();
  }
  return nullptr;
}

std::optional<char32_t> CodeTable::decode(uint32_t code) const {
  auto found = points_.find(code);
  if (found == points_.end()) return std::nullopt;
  return found->second;
}

std::optional<uint32_t> CodeTable::encode(char32_t point) const {
  auto found = codes_.find(point);
  if (found == codes_.end()) return std::nullopt;
  return found->second;
}

std::optional<uint32_t> gb18030_encode(char32_t point) {
  static thread_local Converter converter("GB18030", "UTF-8");
  // The edition of 2005 gave some private characters' codes to others; Go has the older one.
  if (!converter.is_open() || is_private(point)) return std::nullopt;
  std::string text;
  base::append_utf8(text, point);
  std::string bytes = converter.convert(text);
  if (bytes.size() != 4) return std::nullopt;
  uint32_t code = 0;
  for (char c : bytes) code = code << 8 | static_cast<uint8_t>(c);
  return code;
}

std::optional<char32_t> gb18030_decode(uint32_t code) {
  static thread_local Converter converter("UTF-8", "GB18030");
  if (!converter.is_open()) return std::nullopt;
  std::optional<char32_t> point = single(converter.convert(bytes_of(code)));
  if (point && is_private(*point)) return std::nullopt;
  return point;
}

}  // namespace wafpp::functions
