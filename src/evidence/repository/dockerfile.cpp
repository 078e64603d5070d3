#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/letters.h"
#include "base/text.h"
#include "evidence/common/image_name.h"
#include "evidence/repository/references.h"

namespace wafpp::evidence {

namespace {

/// A word of an instruction, quotes and all.
struct Word {
  std::string_view text;
  uint32_t begin = 0;
};

/// One instruction over all its lines.
struct Instruction {
  std::string name;  ///< In capitals.
  std::vector<Word> words;
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return result;
}

std::string without_quotes(std::string_view text) {
  std::string result;
  for (char c : text) {
    if (c != '"' && c != '\'') result += c;
  }
  return result;
}

/// The end of a here-document that a word begins: `<<EOF`, `<<-"EOF"`, `3<<EOF`; empty where it begins none.
std::string here_document(std::string_view word) {
  word.remove_prefix(std::min(word.find_first_not_of("0123456789"), word.size()));
  if (!word.starts_with("<<")) return {};
  word.remove_prefix(2);
  if (word.starts_with('-')) word.remove_prefix(1);
  std::string name = without_quotes(word);
  bool is_name = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  });
  return is_name ? name : std::string();
}

class DockerfileReader {
 public:
  explicit DockerfileReader(std::string_view text) : text_(text) {}

  std::vector<ImageReference> read() {
    directives();
    while (at_ < text_.size()) {
      if (std::optional<Instruction> instruction = next()) take(*instruction);
    }
    return std::move(found_);
  }

 private:
  std::string_view line_at(size_t at) const { return text_.substr(at, text_.find('\n', at) - at); }
  static std::string_view trimmed(std::string_view line) { return base::trimmed(line); }

  /// `# syntax=...` and `# escape=...` in the first lines; anything else ends them.
  void directives() {
    for (size_t at = 0; at < text_.size();) {
      std::string_view line = line_at(at);
      std::string_view inside = trimmed(line);
      size_t equals = inside.find('=');
      if (!inside.starts_with('#') || equals == std::string_view::npos) return;
      std::string name = base::lowered(trimmed(inside.substr(1, equals - 1)));
      std::string_view value = trimmed(inside.substr(equals + 1));
      if (name == "escape" && (value == "`" || value == "\\")) {
        escape_ = value.front();
      } else if (name == "syntax" && !value.empty()) {
        add(ImageReference::Role::Frontend, {value, static_cast<uint32_t>(value.data() - text_.data())}, {});
      } else if (name != "check") {
        return;
      }
      at += line.size() + 1;
    }
  }

  /// The next instruction with the lines that it goes on over; nothing for comments and empty lines.
  std::optional<Instruction> next() {
    Instruction result;
    bool goes_on = true;
    bool is_first = true;
    while (goes_on && at_ < text_.size()) {
      std::string_view line = line_at(at_);
      auto begin = static_cast<uint32_t>(at_);
      at_ += line.size() + 1;
      std::string_view inside = trimmed(line);
      bool is_comment = inside.starts_with('#');
      if (inside.empty() || is_comment) {
        if (is_first) return std::nullopt;
        continue;  // Such lines within an instruction are passed over.
      }
      is_first = false;
      std::string_view rest = line;
      while (!rest.empty() && is_space(rest.back())) rest.remove_suffix(1);
      goes_on = rest.ends_with(escape_);
      if (goes_on) rest.remove_suffix(1);
      words(rest, begin, result.words);
    }
    if (result.words.empty()) return std::nullopt;
    if (base::same_without_case(result.words.front().text, "ONBUILD")) result.words.erase(result.words.begin());
    if (result.words.empty()) return std::nullopt;
    result.name = upper(result.words.front().text);
    result.words.erase(result.words.begin());
    if (result.name == "RUN" || result.name == "COPY" || result.name == "ADD") skip_here_documents(result);
    return result;
  }

  static void words(std::string_view line, uint32_t begin, std::vector<Word>& to) {
    for (size_t at = 0; at < line.size();) {
      if (is_space(line[at])) {
        ++at;
        continue;
      }
      size_t end = at;
      char quote = '\0';
      for (; end < line.size() && (quote != '\0' || !is_space(line[end])); ++end) {
        if (quote != '\0') {
          if (line[end] == quote) quote = '\0';
        } else if (line[end] == '"' || line[end] == '\'') {
          quote = line[end];
        }
      }
      to.push_back({line.substr(at, end - at), begin + static_cast<uint32_t>(at)});
      at = end;
    }
  }

  void skip_here_documents(const Instruction& instruction) {
    for (const Word& word : instruction.words) {
      std::string name = here_document(word.text);
      if (name.empty()) continue;
      // Without its end it is none, but a shell's own.
      for (size_t at = at_; at < text_.size();) {
        std::string_view line = line_at(at);
        at += line.size() + 1;
        if (trimmed(line) != name) continue;
        at_ = at;
        break;
      }
    }
  }

  void take(const Instruction& instruction) {
    if (instruction.name == "ARG" && stages_ == 0) {
      for (const Word& word : instruction.words) argument(word.text);
    } else if (instruction.name == "FROM") {
      from(instruction);
    } else if (stages_ > 0 && (instruction.name == "COPY" || instruction.name == "ADD" || instruction.name == "RUN")) {
      for (const Word& word : instruction.words) {
        if (!word.text.starts_with("--")) break;
        source(word, instruction.name);
      }
    }
  }

  void argument(std::string_view text) {
    size_t equals = text.find('=');
    std::string name(text.substr(0, equals));
    if (equals == std::string_view::npos) {
      arguments_.try_emplace(std::move(name), std::nullopt);
      return;
    }
    Expansion expansion = expanded(without_quotes(text.substr(equals + 1)));
    // One that hangs on another without default has none itself.
    arguments_[std::move(name)] = expansion.open.empty() ? std::optional<std::string>(expansion.text) : std::nullopt;
  }

  Expansion expanded(std::string_view text) const {
    return expand(text, [&](const std::string& name) -> std::optional<std::string> {
      auto known = arguments_.find(name);
      return known == arguments_.end() ? std::nullopt : known->second;
    });
  }

  void from(const Instruction& instruction) {
    ++stages_;
    size_t at = 0;
    std::string platform;
    for (; at < instruction.words.size() && instruction.words[at].text.starts_with("--"); ++at) {
      constexpr std::string_view kPlatform = "--platform=";
      if (instruction.words[at].text.starts_with(kPlatform)) platform = without_quotes(instruction.words[at].text.substr(kPlatform.size()));
    }
    if (at >= instruction.words.size()) return;
    Word image = instruction.words[at];
    const Word& last = instruction.words.back();
    bool is_template = image.text.find("{{") != std::string_view::npos || image.text.find("<%") != std::string_view::npos;
    if (is_template) {
      // A template's expression may have spaces in it.
      size_t end = last.begin + last.text.size();
      image.text = text_.substr(image.begin, end - image.begin);
      std::string upper_text = upper(image.text);
      if (size_t as = upper_text.rfind(" AS "); as != std::string::npos) image.text = image.text.substr(0, as);
    }
    std::string stage;
    for (size_t word = at + 1; word + 1 < instruction.words.size(); ++word) {
      if (base::same_without_case(instruction.words[word].text, "AS")) stage = base::lowered(instruction.words[word + 1].text);
    }
    add(ImageReference::Role::Base, image, stage);
    if (!found_.empty() && found_.back().begin == image.begin) found_.back().platform = platform;
    if (!stage.empty()) names_.insert(stage);
  }

  /// `--from=NAME`, `--mount=type=bind,from=NAME`.
  void source(const Word& option, std::string_view instruction) {
    std::string_view text = option.text;
    size_t begin = std::string_view::npos;
    constexpr std::string_view kFrom = "--from=";
    if (text.starts_with(kFrom) && instruction != "RUN") {
      begin = kFrom.size();
    } else if (text.starts_with("--mount=") && instruction == "RUN") {
      size_t found = text.find(",from=");
      if (found == std::string_view::npos) found = text.find("=from=");
      if (found != std::string_view::npos) begin = found + 6;
    }
    if (begin == std::string_view::npos) return;
    std::string_view name = text.substr(begin, text.find(',', begin) - begin);
    bool is_number = !name.empty() && name.find_first_not_of("0123456789") == std::string_view::npos;
    if (is_number) return;
    add(ImageReference::Role::Source, {name, option.begin + static_cast<uint32_t>(begin)}, {});
  }

  void add(ImageReference::Role role, const Word& word, std::string stage) {
    ImageReference reference{.kind = ImageReference::Kind::Dockerfile, .role = role, .reference = without_quotes(word.text)};
    if (reference.reference.empty()) return;
    Expansion expansion = expanded(reference.reference);
    for (std::string_view mark : {"{{", "<%"}) {
      size_t begin = reference.reference.find(mark);
      if (begin == std::string::npos) continue;
      size_t end = reference.reference.rfind(mark == "{{" ? "}}" : "%>");
      expansion.text = reference.reference;
      expansion.open_end = end == std::string::npos ? expansion.text.size() : end + 2;
      expansion.open = reference.reference.substr(begin, end == std::string::npos ? std::string::npos : end + 2 - begin);
    }
    if (expansion.open.empty()) {
      bool is_none = expansion.text == "scratch" || expansion.text.empty() || names_.contains(base::lowered(expansion.text));
      if (is_none) return;
    }
    reference.owner = std::move(stage);
    reference.begin = word.begin;
    reference.end = word.begin + static_cast<uint32_t>(word.text.size());
    settle(reference, expansion);
    found_.push_back(std::move(reference));
  }

  std::string_view text_;
  size_t at_ = 0;
  char escape_ = '\\';
  size_t stages_ = 0;
  std::set<std::string> names_;  ///< Of stages, in small letters.
  std::map<std::string, std::optional<std::string>, std::less<>> arguments_;
  std::vector<ImageReference> found_;
};

}  // namespace

std::string_view word(ImageReference::Kind kind) {
  switch (kind) {
    case ImageReference::Kind::Dockerfile:
      return "dockerfile";
    case ImageReference::Kind::Compose:
      return "compose";
    case ImageReference::Kind::Kubernetes:
      return "kubernetes";
    case ImageReference::Kind::Helm:
      return "helm";
    case ImageReference::Kind::Kustomize:
      return "kustomize";
  }
  return {};
}

std::string_view word(ImageReference::Role role) {
  switch (role) {
    case ImageReference::Role::Base:
      return "base";
    case ImageReference::Role::Source:
      return "source";
    case ImageReference::Role::Frontend:
      return "frontend";
    case ImageReference::Role::Run:
      return "run";
  }
  return {};
}

void settle(ImageReference& reference, const Expansion& expansion) {
  reference.open = expansion.open;
  if (expansion.open.empty()) {
    reference.resolved = expansion.text;
    reference.by_digest = ends_in_digest(expansion.text);
    return;
  }
  std::string_view end = std::string_view(expansion.text).substr(std::min(expansion.open_end, expansion.text.size()));
  if (ends_in_digest(end)) {
    reference.by_digest = true;
  } else if (!end.empty() && !may_end_in_digest(end)) {
    reference.by_digest = false;
  }
}

std::vector<ImageReference> images_of_dockerfile(std::string_view text) { return DockerfileReader(text).read(); }

}  // namespace wafpp::evidence
