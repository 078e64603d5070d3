#include <string>

#include "documents/git_ignore.h"
#include "documents/repository.h"
#include "evidence/reading.h"

namespace wafpp::evidence {

namespace {

constexpr std::string_view kLock = ".terraform.lock.hcl";

/// Takes the first line off.
std::string_view take_line(std::string_view& rest) {
  std::string_view line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

void read_ignore(Reading& reading) {
  documents::MemoryRepository folder;
  folder.add(".gitignore", std::string(reading.text()));
  diag::SourceMap sources;
  documents::GitIgnore ignore(folder, sources);
  documents::GitIgnore::Answer lock = ignore.ask(kLock);
  Item& item = reading.item();
  if (!lock.open.empty()) {
    reading.refuse(said_by_parser(lock.open));
    return;
  }
  int64_t patterns = 0;
  std::string_view text = reading.text();
  for (std::string_view rest = text; !rest.empty();) {
    std::string_view line = take_line(rest);
    bool is_pattern = !line.empty() && line.front() != '#' && line.find_first_not_of(' ') != std::string_view::npos;
    if (!is_pattern) continue;
    ++patterns;
    if (documents::IgnorePattern::parse(line)) continue;
    reading.mark_entry(static_cast<size_t>(line.data() - text.data()));
    reading.warn("the pattern can match nothing");
  }
  item.summary.flag("excludes_lock", lock.is_ignored).text("excludes_lock_by", lock.pattern).number("patterns", patterns);
  item.summary.flag("excludes_terraform_data", ignore.ask(".terraform/providers").is_ignored);
  item.summary.flag("excludes_state", ignore.ask("terraform.tfstate").is_ignored);
  if (lock.is_ignored) {
    item.record("ignored_file", kLock, lock.place.begin, lock.place.end).text("path", kLock).text("pattern", lock.pattern);
  }
}

/// Lines without spaces, assignments and brackets, of which one at least is a pattern for paths and nothing else. There is no more to go
/// by.
bool is_ignore(const Shape& shape) {
  if (shape.writing != Writing::Text) return false;
  bool has_pattern = false;
  for (std::string_view rest = shape.head; !rest.empty();) {
    std::string_view line = take_line(rest);
    while (line.ends_with(' ')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    if (line.find_first_of(" \t=:;,<>(){}|&\"'`") != std::string_view::npos) {
      // `\ ` and `Icon\r` of some templates.
      if (line.find("\\ ") == std::string_view::npos) return false;
    }
    bool is_option = line.starts_with("--") || line.starts_with("---");
    if (is_option) return false;
    std::string_view pattern = line.substr(line.front() == '!' ? 1 : 0);
    if (pattern.empty()) return false;
    char first = pattern.front();
    has_pattern = has_pattern || first == '*' || first == '/' || first == '.' || pattern.ends_with('/') || pattern.size() < line.size();
  }
  return has_pattern;
}

constexpr Kind kKinds[] = {{.name = "gitignore",
                            .title = "ignore file of git",
                            .title_de = "Ignore-Datei von git",
                            .recognise = is_ignore,
                            .read = read_ignore,
                            .accepts = Accepts::Text}};

}  // namespace

extern const Format reader_gitignore;
const Format reader_gitignore{.name = "gitignore", .kinds = kKinds};

}  // namespace wafpp::evidence
