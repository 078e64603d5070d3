#include "assess/cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>

#include "assess/assess.h"
#include "assess/estate.h"
#include "controls/kinds.h"
#include "documents/git_index.h"

namespace wafpp::assess {

namespace {

constexpr std::string_view kMark = "#~";
constexpr std::string_view kPart = "#--- ";
constexpr std::string_view kGitIndex = ".git/index";

std::optional<Verdict> verdict_of(std::string_view word) {
  if (word == "pass") return Verdict::Pass;
  if (word == "fail") return Verdict::Fail;
  if (word == "undecided") return Verdict::Undecided;
  if (word == "na") return Verdict::NotApplicable;
  if (word == "waived") return Verdict::Waived;
  return std::nullopt;
}

std::string_view word_of(Verdict verdict) { return verdict == Verdict::NotApplicable ? "na" : to_string(verdict); }

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    size_t begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return words;
    text.remove_prefix(begin);
    size_t end = std::min(text.find_first_of(" \t\r"), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

/// `fail ecr-scan-on-push x2`; nullopt where it is none.
std::optional<Mark> mark_of(std::string_view text) {
  std::vector<std::string_view> words = words_of(text);
  if (words.size() < 2 || words.size() > 3) return std::nullopt;
  std::optional<Verdict> verdict = verdict_of(words[0]);
  if (!verdict) return std::nullopt;
  Mark mark{.verdict = *verdict, .check = std::string(words[1])};
  if (words.size() == 3) {
    std::string_view number = words[2].substr(words[2].starts_with('x') ? 1 : 0);
    auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), mark.count);
    if (error != std::errc() || end != number.data() + number.size() || mark.count == 0) return std::nullopt;
  }
  return mark;
}

std::string_view short_name(std::string_view id) {
  size_t dot = id.rfind('.');
  return dot == std::string_view::npos ? id : id.substr(dot + 1);
}

/// What a case says of version control: the files that git tracks, one a line.
std::string git_index(std::string_view text) {
  std::vector<std::string> paths;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    for (std::string_view path : words_of(line)) paths.emplace_back(path);
  }
  return documents::write_git_index(std::move(paths));
}

/// Whether a check asks about resources, and so about what a case is made of; not about a root as a whole, of which every case has one.
bool asks_about_resources(const controls::Check& check) {
  auto is_resource = [](std::string_view kind) {
    return kind.starts_with("resource.") || kind.starts_with("data.") || kind.starts_with("ephemeral.");
  };
  return is_resource(check.of) || std::any_of(check.also_of.begin(), check.also_of.end(), is_resource);
}

bool is_name_of(std::string_view name, std::string_view id) {
  return id == name || (id.ends_with(name) && id.substr(0, id.size() - name.size()).ends_with('.'));
}

/// The name by which marks of the case call a check; empty where they do not. Without any mark, all are called by their last part.
std::string_view called(const std::set<std::string_view>& names, std::string_view id) {
  if (names.empty()) return short_name(id);
  std::string_view longest;
  for (std::string_view name : names) {
    if (is_name_of(name, id) && name.size() > longest.size()) longest = name;
  }
  return longest;
}

/// When cases are judged.
constexpr std::string_view kAsOf = "2026-07-06T12:00:00Z";

/// By what findings and marks are compared.
using Key = std::tuple<std::string, uint32_t, std::string_view, std::string>;

std::string shown(const Key& key) {
  return fmt::format("{}:{}: {} {}", std::get<0>(key), std::get<1>(key), std::get<2>(key), std::get<3>(key));
}

}  // namespace

Case parse_case(std::string_view text) {
  Case result;
  result.files.push_back({.path = "main.tf"});
  uint32_t number = 0;
  while (!text.empty()) {
    size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    ++number;
    if (line.starts_with(kPart)) {
      std::vector<std::string_view> words = words_of(line.substr(kPart.size()));
      if (!words.empty()) result.files.push_back({.path = std::string(words[0])});
      number = 0;
      continue;
    }
    CaseFile& file = result.files.back();
    size_t mark = line.find(kMark);
    std::string_view kept = line.substr(0, mark);
    if (mark != std::string_view::npos) {
      CaseFile::Line marked{.number = number, .marks = {}};
      std::string_view rest = line.substr(mark + kMark.size());
      while (true) {
        size_t next = rest.find(kMark);
        if (std::optional<Mark> one = mark_of(rest.substr(0, next))) {
          marked.marks.push_back(std::move(*one));
        } else {
          result.errors.push_back(fmt::format("{}:{}: `{}` is no mark", file.path, number, rest.substr(0, next)));
        }
        if (next == std::string_view::npos) break;
        rest = rest.substr(next + kMark.size());
      }
      file.lines.push_back(std::move(marked));
    }
    while (mark != std::string_view::npos && kept.ends_with(' ')) kept.remove_suffix(1);
    file.text.append(kept).append(1, '\n');
  }
  // A case that is made of parts alone has no `main.tf`, only a comment at its head.
  bool only_comments = true;
  for (std::string_view rest = result.files.front().text; !rest.empty() && only_comments;) {
    size_t end = rest.find('\n');
    std::vector<std::string_view> words = words_of(rest.substr(0, end));
    only_comments = words.empty() || words.front().starts_with('#');
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  if (only_comments && result.files.size() > 1) result.files.erase(result.files.begin());
  return result;
}

std::vector<std::string> run_case(const Case& of, const controls::ControlSet& controls, const controls::Control& control) {
  std::vector<std::string> problems = of.errors;
  auto repository = std::make_unique<documents::MemoryRepository>();
  for (const CaseFile& file : of.files) repository->add(file.path, file.path == kGitIndex ? git_index(file.text) : file.text);
  EstateOptions options{.paths = {"."}, .declared = controls::kinds_asked(controls), .as_of = std::string(kAsOf), .threads = 1};
  std::unique_ptr<Estate> estate = Estate::of(std::move(repository), options);
  for (const diag::Diagnostic& diagnostic : estate->diagnostics()) {
    if (diagnostic.level == diag::Level::Error)
      problems.push_back(fmt::format("{}: {}", estate->sources().describe(diagnostic.place), diagnostic.message));
  }
  for (const EvidenceFile& file : estate->evidence()) {
    if (file.state == EvidenceFile::State::Refused) problems.push_back(fmt::format("{}: {}", file.path, file.reason.en));
  }
  Assessment assessment = assess(estate->facts(), estate->sources(), controls, {.threads = 1});

  std::set<std::string_view> asked;
  for (const CaseFile& file : of.files) {
    for (const CaseFile::Line& line : file.lines) {
      for (const Mark& mark : line.marks) asked.insert(mark.check);
    }
  }
  std::map<Key, uint32_t> found;
  for (const Finding& finding : assessment.findings) {
    std::string_view name = called(asked, finding.check->id);
    if (finding.control != &control || name.empty() || (asked.empty() && !asks_about_resources(*finding.check))) continue;
    std::string path;
    uint32_t line = 0;
    if (finding.place.known()) {
      const diag::Source& source = estate->sources().at(finding.place.source);
      path = source.path();
      line = source.line_column(finding.place.begin).line;
    }
    ++found[{path, line, word_of(finding.verdict), std::string(name)}];
  }
  std::map<Key, uint32_t> expected;
  for (const CaseFile& file : of.files) {
    for (const CaseFile::Line& line : file.lines) {
      for (const Mark& mark : line.marks) expected[{file.path, line.number, word_of(mark.verdict), mark.check}] += mark.count;
    }
  }
  for (const auto& [key, count] : expected) {
    auto at = found.find(key);
    uint32_t number = at == found.end() ? 0 : at->second;
    if (number == 0) problems.push_back(shown(key) + ": expected, not found");
    if (number != 0 && count != 0 && number != count)
      problems.push_back(fmt::format("{}: expected {}, found {}", shown(key), count, number));
  }
  for (const auto& [key, count] : found) {
    if (!expected.contains(key)) problems.push_back(shown(key) + ": found, not expected");
  }
  std::sort(problems.begin(), problems.end());
  return problems;
}

}  // namespace wafpp::assess
