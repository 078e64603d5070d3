#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/source.h"
#include "documents/repository.h"

namespace wafpp::documents {

/// One line of an ignore file, as https://git-scm.com/docs/gitignore describes it.
class IgnorePattern {
 public:
  /// Nothing where the line is empty, a comment, or can match nothing.
  static std::optional<IgnorePattern> parse(std::string_view line);

  /// Whether it is about `path`, which is relative to the folder of the ignore file.
  bool matches(std::string_view path, bool is_folder) const;
  /// `!pattern`: takes back what others say.
  bool is_negative() const { return is_negative_; }
  /// Parts that are compared one by one: what matching costs for each byte of a path.
  size_t cost() const { return parts_.size(); }

 private:
  struct Part {
    enum class Kind : uint8_t {
      Character,
      Any,      ///< `?`: one character of a name.
      Some,     ///< `*`: any characters of a name.
      Folders,  ///< `**/`: any folders, or none.
      All,      ///< `/**` at the end: whatever is inside.
      Set,      ///< `[a-z]`
    };
    Kind kind = Kind::Character;
    char character = 0;
    uint32_t set = 0;  ///< Index into `sets_`.
  };
  using Set = std::vector<bool>;

  bool read(std::string_view pattern);
  bool read_set(std::string_view pattern, size_t& at);
  bool matches_parts(std::string_view text) const;

  std::vector<Part> parts_;
  std::string literal_;  ///< The parts, where each is a character.
  bool is_literal_ = false;
  std::vector<Set> sets_;
  bool is_negative_ = false;
  bool only_folders_ = false;
  bool is_name_ = false;  ///< Without `/`: about the last part of a path, wherever it is.
};

/// What the ignore files of a repository say: `.gitignore` at every level and `.git/info/exclude`. Those of the user's own machine are not
/// looked at. Used by one thread.
class GitIgnore {
 public:
  /// Both outlive this. The files become sources, so that a finding can point into them.
  GitIgnore(const Repository& repository, diag::SourceMap& sources) : repository_(repository), sources_(sources) {}

  struct Answer {
    bool is_ignored = false;
    diag::Place place;    ///< Of the line that decides; unknown where none does.
    std::string pattern;  ///< That line.
    std::string open;     ///< Not empty: cannot be told, since this ignore file cannot be read, or is too long to be asked so often.
  };
  /// Whether git would ignore the file `path`, or a folder around it, if it did not track it.
  Answer ask(std::string_view path);

 private:
  struct Line {
    IgnorePattern pattern;
    diag::Place place;
    std::string text;
  };
  struct File {
    std::vector<Line> lines;
    size_t cost = 0;
    std::string unreadable;
  };
  const File& file(const std::string& path);

  const Repository& repository_;
  diag::SourceMap& sources_;
  std::map<std::string, std::unique_ptr<File>, std::less<>> files_;
  uint64_t steps_ = 0;
};

}  // namespace wafpp::documents
