#include "report/page.h"

#include <algorithm>

#include "base/text.h"

namespace wafpp::report {

namespace {

class TerminalPage : public Page {
 public:
  TerminalPage(Language language, bool colour, unsigned width)
      : Page(language), colour_(colour), width_(std::clamp<size_t>(width, 60, 110)) {}

  void title(std::string_view name, std::string_view about) override {
    text_ += bold(name);
    if (!about.empty()) text_.append("  ").append(about);
    text_ += '\n';
    after_title_ = true;
  }
  void heading(std::string_view text) override {
    text_.append(text_.empty() ? "" : "\n").append(bold(text)).append(1, '\n');
    after_title_ = false;
  }
  void subheading(std::string_view text) override { text_.append("\n  ").append(bold(text)).append(1, '\n'); }
  void paragraph(std::string_view text) override {
    if (after_title_) text_ += '\n';
    after_title_ = false;
    text_ += base::wrapped(text, width_, "  ", "  ");
  }
  void item(std::string_view label, std::string_view text) override {
    if (label.empty()) {
      text_ += base::wrapped(text, width_, "  ", "    ");
      column_ = 4;
      return;
    }
    size_t column = std::max<size_t>(kLabel, base::display_width(label) + 1);
    text_ += base::wrapped(text, width_, "  " + base::padded(label, column), std::string(column + 2, ' '));
    column_ = column + 2;
  }
  void below(std::string_view text) override { text_ += base::wrapped(text, width_, std::string(column_, ' '), std::string(column_, ' ')); }
  void below_id(std::string_view id) override { text_.append(column_, ' ').append("→ ").append(id).append(1, '\n'); }
  void note(std::string_view text) override { text_.append(1, '\n').append(base::wrapped(text, width_, "", "")); }
  void code(std::string_view text, std::string_view) override {
    while (!text.empty()) {
      size_t end = text.find('\n');
      std::string_view line = text.substr(0, end);
      text_.append(line.empty() ? "" : "    ").append(line).append(1, '\n');
      text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
  }

 private:
  static constexpr size_t kLabel = 11;
  std::string bold(std::string_view text) const { return colour_ ? "\x1b[1m" + std::string(text) + "\x1b[0m" : std::string(text); }

  bool colour_;
  size_t width_;
  size_t column_ = kLabel + 2;
  bool after_title_ = false;
};

class MarkdownPage : public Page {
 public:
  using Page::Page;

  void title(std::string_view name, std::string_view about) override {
    text_.append("# ").append(name);
    if (!about.empty()) text_.append(": ").append(about);
    text_ += "\n\n";
  }
  void heading(std::string_view text) override { block("## ", text); }
  void subheading(std::string_view text) override { block("### ", text); }
  void paragraph(std::string_view text) override { block("", text); }
  void item(std::string_view label, std::string_view text) override {
    bool is_number = !label.empty() && label.find_first_not_of("0123456789") == std::string_view::npos;
    text_.append(is_number ? std::string(label) + ". " : "- ");
    if (!label.empty() && !is_number) text_.append("**").append(label).append("** ");
    text_.append(text).append(1, '\n');
    in_list_ = true;
  }
  void below(std::string_view text) override { text_.append("  - ").append(text).append(1, '\n'); }
  void below_id(std::string_view id) override { text_.append("  - `").append(id).append("`\n"); }
  void note(std::string_view text) override { block("> ", text); }
  void code(std::string_view text, std::string_view syntax) override {
    end_list();
    text_.append("```").append(syntax).append(1, '\n').append(text);
    if (!text.ends_with('\n')) text_ += '\n';
    text_ += "```\n\n";
  }

 private:
  void block(std::string_view before, std::string_view text) {
    end_list();
    text_.append(before).append(text).append("\n\n");
  }
  void end_list() {
    if (in_list_) text_ += '\n';
    in_list_ = false;
  }

  bool in_list_ = false;
};

}  // namespace

std::unique_ptr<Page> terminal_page(Language language, bool colour, unsigned width) {
  return std::make_unique<TerminalPage>(language, colour, width);
}
std::unique_ptr<Page> markdown_page(Language language) { return std::make_unique<MarkdownPage>(language); }

}  // namespace wafpp::report
