#include "diag/render.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "base/unicode.h"
#include "diag/colour.h"

namespace wafpp::diag {

namespace {

constexpr size_t kTab = 4;
constexpr size_t kNear = 4096;  // Bytes of a line.

/// A line as a terminal may show it, with the column at which each byte of the source begins.
struct ShownLine {
  std::string text;
  std::vector<size_t> columns;  // One for each byte, and one for the end.
  std::vector<size_t> offsets;  // Into `text`, likewise.
};

ShownLine shown(std::string_view line) {
  ShownLine result;
  size_t column = 0;
  for (size_t at = 0; at < line.size();) {
    base::CodePoint point = base::decode(line, at);
    std::string piece = line[at] == '\t' ? std::string(kTab - column % kTab, ' ') : base::printable(line.substr(at, point.size));
    for (uint32_t byte = 0; byte < point.size; ++byte) {
      result.columns.push_back(column);
      result.offsets.push_back(result.text.size());
    }
    result.text += piece;
    column += base::display_width(piece);
    at += point.size;
  }
  result.columns.push_back(column);
  result.offsets.push_back(result.text.size());
  return result;
}

/// A place on one line that is underlined.
struct Underline {
  uint32_t line = 0;
  uint32_t begin = 0;  // Byte in the line.
  uint32_t end = 0;
  bool main = false;
  std::string text;
};

class Picture {
 public:
  Picture(const SourceMap& sources, const RenderOptions& options) : sources_(sources), options_(options) {}

  std::string draw(const Diagnostic& diagnostic) {
    heading(diagnostic);
    // Everything in the main place's file in one snippet, then one for each other file in the order of its first label.
    std::vector<SourceId> order;
    std::map<SourceId, std::vector<Label>> labels;
    auto add = [&](const Label& label) {
      if (!label.place.known()) return;
      if (std::find(order.begin(), order.end(), label.place.source) == order.end()) order.push_back(label.place.source);
      labels[label.place.source].push_back(label);
    };
    // The main file leads, whatever the order of labels.
    if (diagnostic.place.known()) order.push_back(diagnostic.place.source);
    bool main_has_text = false;
    for (const Label& label : diagnostic.labels) main_has_text |= label.place == diagnostic.place;
    if (!main_has_text) add({diagnostic.place, ""});
    for (const Label& label : diagnostic.labels) add(label);
    measure(labels);
    bool first = true;
    for (SourceId id : order) {
      const Place* at = &labels[id].front().place;
      if (first) at = &diagnostic.place;
      snippet(sources_.at(id), *at, labels[id], diagnostic.place, first);
      first = false;
    }
    for (const Note& said : diagnostic.notes) note(said);
    for (const std::string& help : diagnostic.helps) this->help(help);
    return std::move(text_);
  }

 private:
  std::string_view paint(std::string_view colour) const { return options_.colour ? colour : std::string_view(); }
  std::string_view level_colour(Level level) const {
    return paint(level == Level::Error ? kRed : level == Level::Warning ? kYellow : kCyan);
  }

  void heading(const Diagnostic& diagnostic) {
    std::string_view word = options_.heading;
    if (word.empty()) word = diagnostic.level == Level::Error ? "error" : diagnostic.level == Level::Warning ? "warning" : "note";
    level_ = diagnostic.level;
    std::string head = std::string(word) + "[" + one_line(diagnostic.kind) + "]";
    std::string message = one_line(diagnostic.message);
    size_t width = std::max<unsigned>(options_.width, 60);
    if (base::display_width(head) + 2 + base::display_width(message) > width) {
      // It goes on below, a little to the right.
      std::vector<std::string> lines = base::wrap(head + ": " + message, width - 4);
      if (lines.front().starts_with(head + ":")) {
        message = lines.front().substr(std::min(head.size() + 2, lines.front().size()));
        for (size_t line = 1; line < lines.size(); ++line) message.append("\n    ").append(lines[line]);
      }
    }
    text_.append(level_colour(level_)).append(head).append(paint(kReset));
    text_.append(paint(kBold)).append(message.starts_with('\n') ? ":" : ": ").append(message).append(paint(kReset)).append("\n");
  }

  static std::string one_line(std::string_view message) {
    std::string result = base::printable(message);
    std::replace(result.begin(), result.end(), '\n', ' ');
    return result;
  }

  /// The margin is as wide as the largest line number.
  void measure(const std::map<SourceId, std::vector<Label>>& labels) {
    uint32_t largest = 1;
    for (const auto& [id, group] : labels) {
      for (const Label& label : group) largest = std::max(largest, sources_.at(id).line_column(label.place.begin).line);
    }
    margin_ = std::to_string(largest).size();
  }

  void gutter(std::string_view number) {
    text_.append(paint(kBlue))
        .append(margin_ + 1 > number.size() ? margin_ + 1 - number.size() : 0, ' ')
        .append(number)
        .append(" |")
        .append(paint(kReset));
  }

  void link(const Source& source, const LineColumn& at) {
    std::string shown_path = base::printable(source.path()) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
    if (!options_.hyperlinks || options_.folder.empty() || source.path().starts_with("<")) {
      text_ += shown_path;
      return;
    }
    static constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string url = "file://";
    for (char c : options_.folder + "/" + source.path()) {
      if (kPlain.find(c) != std::string_view::npos) {
        url += c;
      } else {
        url.append(1, '%').append(1, kHex[static_cast<unsigned char>(c) >> 4]).append(1, kHex[static_cast<unsigned char>(c) & 15]);
      }
    }
    text_.append("\x1b]8;;").append(url).append("\x1b\\").append(shown_path).append("\x1b]8;;\x1b\\");
  }

  void snippet(const Source& source, const Place& at, const std::vector<Label>& labels, const Place& main, bool first) {
    text_.append(margin_ + 1, ' ').append(paint(kBlue)).append(first ? "-->" : ":::").append(paint(kReset)).append(" ");
    link(source, source.line_column(at.begin));
    text_ += '\n';
    std::vector<Underline> lines;
    for (const Label& label : labels) {
      LineColumn begin = source.line_column(label.place.begin);
      uint32_t start = line_start(source, label.place.begin);
      Underline underline{begin.line, label.place.begin - start, label.place.end - start, first && label.place == main, label.text};
      auto size = static_cast<uint32_t>(source.line(begin.line).size());
      // Of a place over several lines the first one is shown, to its end.
      underline.end = std::clamp(underline.end, underline.begin, std::max(size, underline.begin));
      lines.push_back(std::move(underline));
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const Underline& a, const Underline& b) { return std::tie(a.line, a.begin) < std::tie(b.line, b.begin); });
    gutter("");
    text_ += '\n';
    uint32_t last = 0;
    for (size_t index = 0; index < lines.size(); ++index) {
      const Underline& underline = lines[index];
      if (underline.line != last) {
        if (last != 0 && underline.line > last + 1) text_.append(paint(kBlue)).append("...").append(paint(kReset)).append("\n");
        code_line(source, lines, index);
      }
      mark(source, underline);
      last = underline.line;
    }
  }

  static uint32_t line_start(const Source& source, uint32_t offset) {
    std::string_view text = source.text();
    offset = std::min<uint32_t>(offset, static_cast<uint32_t>(text.size()));
    if (offset == 0) return 0;
    size_t newline = text.rfind('\n', offset - 1);
    return newline == std::string_view::npos ? 0 : static_cast<uint32_t>(newline + 1);
  }

  /// The part of a line that fits: `from` and `to` are columns.
  struct Window {
    size_t from = 0;
    size_t to = 0;
  };
  Window window(const ShownLine& line, size_t begin) const {
    if (line.columns.back() <= room()) return {0, line.columns.back()};
    size_t from = begin > room() / 3 ? begin - room() / 3 : 0;
    // Two columns are for the dots.
    return {from, from + room() - 2};
  }

  void code_line(const Source& source, const std::vector<Underline>& all, size_t index) {
    const Underline& underline = all[index];
    std::string_view whole = source.line(underline.line);
    // Of a line of megabytes (minified JSON) only what is near the place is looked at.
    cut_ = whole.size() > kNear && underline.begin > kNear / 4 ? std::min<size_t>(underline.begin, whole.size()) - kNear / 4 : 0;
    while (cut_ > 0 && (static_cast<unsigned char>(whole[cut_]) & 0xC0) == 0x80) --cut_;
    ShownLine line = shown(whole.substr(cut_, kNear));
    gutter(std::to_string(underline.line));
    size_t begin = column(line, underline.begin);
    window_ = window(line, begin);
    std::string cut = slice(line, window_);
    if (!cut.empty()) text_.append(" ").append(cut);
    text_ += '\n';
    shown_ = std::move(line);
  }

  /// Of a byte of the source's line.
  size_t column(const ShownLine& line, size_t byte) const {
    return line.columns[std::min(byte > cut_ ? byte - cut_ : 0, line.columns.size() - 1)];
  }

  static std::string slice(const ShownLine& line, const Window& window) {
    if (window.from == 0 && window.to >= line.columns.back()) {
      std::string whole = line.text;
      while (whole.ends_with(' ')) whole.pop_back();
      return whole;
    }
    size_t from = 0;
    while (from + 1 < line.columns.size() && line.columns[from] < window.from) ++from;
    size_t to = from;
    while (to + 1 < line.columns.size() && line.columns[to] < window.to) ++to;
    std::string result = window.from > 0 ? "…" : "";
    result += line.text.substr(line.offsets[from], line.offsets[to] - line.offsets[from]);
    if (to + 1 < line.columns.size()) result += "…";
    return result;
  }

  void mark(const Source&, const Underline& underline) {
    size_t begin = column(shown_, underline.begin);
    size_t end = column(shown_, underline.end);
    size_t shift = window_.from > 0 ? 1 : 0;  // For the dots in front.
    begin = begin >= window_.from ? begin - window_.from + shift : 0;
    end = std::min(end, window_.to);
    end = end >= window_.from ? end - window_.from + shift : 0;
    gutter("");
    size_t length = std::max<size_t>(1, end > begin ? end - begin : 1);
    std::string_view colour = underline.main ? level_colour(level_) : paint(kBlue);
    std::string text = one_line(underline.text);
    text_.append(" ").append(begin, ' ').append(colour).append(length, underline.main ? '^' : '-');
    if (text.empty() || begin + length + 1 + base::display_width(text) <= room()) {
      if (!text.empty()) text_.append(" ").append(text);
      text_.append(paint(kReset)).append("\n");
      return;
    }
    text_.append(paint(kReset)).append("\n");
    // Below the carets, and further to the left where there is no room for a few words.
    size_t indent = std::min(begin, room() / 2);
    for (const std::string& line : base::wrap(text, room() - indent)) {
      gutter("");
      text_.append(1 + indent, ' ').append(colour).append(line).append(paint(kReset)).append("\n");
    }
  }

  /// Columns behind the margin.
  size_t room() const { return options_.width > margin_ + 24 ? options_.width - margin_ - 4 : 20; }

  void help(std::string_view content) {
    std::string first = std::string(margin_ + 2, ' ') + "= " + std::string(options_.help_word) + ": ";
    text_ += base::wrapped(base::printable(content), std::max<unsigned>(options_.width, 60), first, std::string(margin_ + 4, ' '));
  }

  void note(const Note& note) {
    std::string first = std::string(margin_ + 2, ' ') + "= " + one_line(note.word) + ": ";
    std::string indent(base::display_width(first), ' ');
    for (const std::string& line : note.lines) {
      text_ += base::wrapped(one_line(line), std::max<unsigned>(options_.width, 60), first, indent);
      first = indent;
    }
  }

  const SourceMap& sources_;
  const RenderOptions& options_;
  std::string text_;
  Level level_ = Level::Error;
  size_t margin_ = 1;
  ShownLine shown_;
  size_t cut_ = 0;  // Byte of the line at which `shown_` begins.
  Window window_;
};

}  // namespace

std::string render(const Diagnostic& diagnostic, const SourceMap& sources, const RenderOptions& options) {
  return Picture(sources, options).draw(diagnostic);
}

void sort_for_display(std::vector<Diagnostic>& diagnostics, const SourceMap& sources) {
  auto key = [&](const Diagnostic& d) {
    std::string_view path = d.place.known() ? std::string_view(sources.at(d.place.source).path()) : std::string_view();
    return std::make_tuple(path, d.place.begin, d.place.end, d.kind, std::string_view(d.message));
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
}

}  // namespace wafpp::diag
