#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "controls/control.h"

/// A page of headings, paragraphs and lists, for a terminal or as Markdown: what is written is the same, how it looks differs.
namespace wafpp::report {

using controls::Language;

class Page {
 public:
  explicit Page(Language language) : language_(language) {}
  virtual ~Page() = default;

  std::string_view in(std::string_view en, std::string_view de) const { return language_ == Language::De ? de : en; }
  const std::string& in(const controls::Text& both) const { return both.in(language_); }
  Language language() const { return language_; }

  /// The page's name and what it is about.
  virtual void title(std::string_view name, std::string_view about) = 0;
  virtual void heading(std::string_view text) = 0;
  /// A heading below the last one.
  virtual void subheading(std::string_view text) = 0;
  virtual void paragraph(std::string_view text) = 0;
  /// An entry of a list, with a short label in a column of its own.
  virtual void item(std::string_view label, std::string_view text) = 0;
  /// A line below the last entry.
  virtual void below(std::string_view text) = 0;
  /// A line below the last entry that names something by its id.
  virtual void below_id(std::string_view id) = 0;
  /// What a reader may do next, apart from the rest.
  virtual void note(std::string_view text) = 0;
  virtual void code(std::string_view text, std::string_view syntax) = 0;

  std::string take() { return std::move(text_); }

 protected:
  std::string text_;

 private:
  Language language_;
};

/// `width`: columns; clamped to what can be read.
std::unique_ptr<Page> terminal_page(Language language, bool colour, unsigned width);
std::unique_ptr<Page> markdown_page(Language language);

}  // namespace wafpp::report
