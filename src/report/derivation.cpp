#include "report/derivation.h"

#include <fmt/format.h>

#include "base/text.h"
#include "report/words.h"

namespace wafpp::report {

namespace {

using assess::Derivation;

constexpr size_t kLongest = 90;
constexpr size_t kLongestLeaf = 160;

class Tree {
 public:
  Tree(controls::Language language, const diag::SourceMap& sources) : language_(language), sources_(sources) {}

  std::vector<std::string> lines;

  void draw(const Derivation& root) {
    lines.push_back(root.role.in(language_) + "  " + with_value(root));
    below(root, "  ");
  }

 private:
  /// What its parts say again is cut.
  static std::string shortened(const Derivation& derivation) {
    size_t longest = derivation.parts.empty() ? kLongestLeaf : kLongest;
    if (base::display_width(derivation.text) <= longest) return derivation.text;
    return base::wrap(derivation.text, longest).front() + " …";
  }

  std::string with_value(const Derivation& derivation) const {
    std::string text = shortened(derivation) + "  →  ";
    if (derivation.causes.empty()) return base::printable(text + (derivation.shown.empty() ? "\"\"" : derivation.shown));
    text += in(language_, "not known: ", "nicht bekannt: ");
    for (size_t at = 0; at < derivation.causes.size(); ++at)
      text.append(at == 0 ? "" : "; ").append(derivation.causes[at].text.in(language_));
    return base::printable(text);
  }

  std::string located(const diag::Place& place, const controls::Text& text) const {
    std::string line = text.in(language_);
    if (!place.known()) return base::printable(line);
    const diag::Source& source = sources_.at(place.source);
    diag::LineColumn at = source.line_column(place.begin);
    std::string where = fmt::format("{}:{}:{}", source.path(), at.line, at.column);
    return base::printable(line.empty() ? where : where + "  " + line);
  }

  void below(const Derivation& derivation, const std::string& indent) {
    size_t left = derivation.trace.size() + derivation.notes.size() + derivation.parts.size();
    auto branch = [&] { return indent + (--left == 0 ? "└─ " : "├─ "); };
    for (const assess::TraceStep& step : derivation.trace) lines.push_back(branch() + located(step.place, step.text));
    for (const Derivation& part : derivation.parts) {
      lines.push_back(branch() + with_value(part));
      below(part, indent + (left == 0 ? "   " : "│  "));
    }
    for (const controls::Note& note : derivation.notes) lines.push_back(branch() + located(note.place, note.text));
  }

  controls::Language language_;
  const diag::SourceMap& sources_;
};

}  // namespace

std::vector<std::string> derivation_lines(const std::vector<Derivation>& derivation, controls::Language language,
                                          const diag::SourceMap& sources) {
  Tree tree(language, sources);
  for (const Derivation& one : derivation) tree.draw(one);
  return std::move(tree.lines);
}

}  // namespace wafpp::report
