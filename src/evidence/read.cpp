#include "evidence/read.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "base/unicode.h"
#include "evidence/not_read.h"

namespace wafpp::evidence {

namespace {

constexpr size_t kHeadBytes = size_t{64} << 10;
/// What is not JSON is read as a whole.
constexpr uint64_t kTextBytes = uint64_t{512} << 20;

Reason name_the_kind() {
  return {"name what it is with `--kind`; `wafpp evidence kinds` lists them",
          "mit `--kind` sagen, was sie ist; `wafpp evidence kinds` zählt alle auf"};
}

Reason unreadable(const base::Error& error) { return reason_with("cannot be read: {}", "nicht lesbar: {}", error.message); }

Refusal refuse(Reason reason, Reason help = {}) { return {std::move(reason), std::nullopt, std::move(help), {}}; }

std::string_view without_mark(std::string_view text) { return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text; }

/// The first byte says what is worth trying: nothing but JSON begins with these.
Writing writing_of(std::string_view head) {
  size_t at = head.find_first_not_of(" \t\r\n");
  if (at == std::string_view::npos) return Writing::Text;
  char first = head[at];
  if (first == '<') return Writing::Xml;
  if (first == '{' || first == '[' || first == '"') return Writing::Json;
  std::string_view word = head.substr(at, 5);
  bool is_word = word.starts_with("null") || word.starts_with("true") || word.starts_with("false");
  return is_word ? Writing::Json : Writing::Text;
}

/// Two kinds that both say "mine" are a fault of ours, but one that a hostile file might look for.
std::vector<const Kind*> recognise(const Shape& shape) {
  std::vector<const Kind*> found;
  for (const Format* format : all_formats()) {
    for (const Kind& kind : format->kinds) {
      if (kind.recognise != nullptr && kind.recognise(shape)) found.push_back(&kind);
    }
  }
  return found;
}

/// As the subject of a sentence.
std::string_view german(documents::JsonKind kind) {
  switch (kind) {
    case documents::JsonKind::Null:
      return "`null`";
    case documents::JsonKind::Bool:
      return "ein Wahrheitswert";
    case documents::JsonKind::Number:
      return "eine Zahl";
    case documents::JsonKind::String:
      return "ein Text";
    case documents::JsonKind::Array:
      return "eine Liste";
    case documents::JsonKind::Object:
      return "ein Objekt";
  }
  return "";
}

/// YAML and the like whose every line is one: a configuration that was switched off.
bool is_commented_out(std::string_view head) {
  while (!head.empty()) {
    std::string_view line = base::trimmed(base::next_line(head));
    if (!line.empty() && line != "---" && !line.starts_with('#')) return false;
  }
  return true;
}

Reason why_unknown(const Shape& shape) {
  if (std::optional<Reason> known = why_not_read(shape)) return std::move(*known);
  if (!shape.is_json()) {
    if (shape.head.find_first_not_of(" \t\r\n") == std::string::npos) return {"the file is empty", "die Datei ist leer"};
    if (is_commented_out(shape.head)) return {"everything in it is a comment", "alles darin ist ein Kommentar"};
    return {"this is no form of evidence that wafpp knows", "das ist keine Art von Nachweis, die wafpp kennt"};
  }
  switch (shape.json.root()) {
    case documents::JsonKind::Null:
      return {"JSON `null` names no scanner and no artefact, and proves nothing",
              "JSON `null` nennt weder Scanner noch Artefakt und weist nichts nach"};
    case documents::JsonKind::Object:
    case documents::JsonKind::Array:
      break;
    case documents::JsonKind::Bool:
    case documents::JsonKind::Number:
    case documents::JsonKind::String:
      return {fmt::format("{} alone is no evidence", describe(shape.json.root())),
              fmt::format("{} allein ist kein Nachweis", german(shape.json.root()))};
  }
  if (shape.json.is("findings", documents::JsonKind::Array) && !shape.json.has_elements("findings")) {
    return {"an empty list of findings names no scanner and no artefact: it may come from anything, and proves nothing",
            "eine leere Liste von Befunden nennt weder Scanner noch Artefakt: sie kann von überall kommen und weist nichts nach"};
  }
  if (shape.json.root() == documents::JsonKind::Array && !shape.json.has_elements(""))
    return {"an empty array proves nothing", "eine leere Liste weist nichts nach"};
  return {"this JSON is no form of evidence that wafpp knows", "dieses JSON ist keine Art von Nachweis, die wafpp kennt"};
}

/// Whether naming a kind could help.
bool may_be_something(const Shape& shape) {
  if (!shape.is_json()) return shape.head.find_first_not_of(" \t\r\n") != std::string::npos;
  return shape.json.root() == documents::JsonKind::Object || shape.json.root() == documents::JsonKind::Array;
}

}  // namespace

/// Statements that do not count, whatever their document says: those of an author whom the caller does not trust, and those from after
/// the time at which the file is judged.
void settle_statements(Reading& reading) {
  Item& item = reading.item();
  const ReadOptions& options = reading.options();
  if (item.statements.empty()) return;
  std::string_view author = item.summary.text_of("author");
  if (author.empty()) author = item.summary.text_of("publisher");
  const std::vector<std::string>& trusted = options.vex_authors;
  bool is_trusted = trusted.empty() || std::find(trusted.begin(), trusted.end(), author) != trusted.end();
  if (!is_trusted) reading.warn(fmt::format("its author `{}` is not among those whose statements count", author));
  size_t future = 0;
  for (Statement& statement : item.statements) {
    if (!statement.invalid.empty()) continue;
    bool is_early = !options.as_of.empty() && statement.timestamp > options.as_of;
    future += is_early ? 1U : 0U;
    if (is_early) statement.invalid = "it is from the future";
    if (!is_trusted) statement.invalid = "its author is not trusted";
  }
  if (future > 0) reading.warn(fmt::format("statements from after {} do not count: {}", options.as_of, future));
}

class FileReader {
 public:
  FileReader(const Input& input, const ReadOptions& options) : input_(input), options_(options) {}

  Outcome run() {
    if (!look()) return std::move(outcome_);
    if (!choose(options_.kind)) return std::move(outcome_);
    take_in();
    return std::move(outcome_);
  }

 private:
  bool stop(Refusal refusal) {
    outcome_.refusal = std::move(refusal);
    return false;
  }

  std::unique_ptr<documents::ByteStream> open() {
    if (is_whole_) return documents::stream_of(head_);
    base::Result<std::unique_ptr<documents::ByteStream>> stream = input_.open();
    if (stream) return std::move(*stream);
    stop(refuse(unreadable(stream.error())));
    return nullptr;
  }

  /// The first pass: what the file looks like. Of JSON all of it is read, so that nothing is taken from a file that is broken later on.
  bool look() {
    std::unique_ptr<documents::ByteStream> stream = open();
    if (!stream) return false;
    while (head_.size() < kHeadBytes && !is_whole_) {
      size_t before = head_.size();
      head_.resize(kHeadBytes);
      base::Result<size_t> count = stream->read(head_.data() + before, kHeadBytes - before);
      head_.resize(before + count.value_or(0));
      if (!count) return stop(refuse(unreadable(count.error())));
      is_whole_ = *count == 0;
    }
    shape_.head = without_mark(head_);
    shape_.writing = writing_of(shape_.head);
    if (shape_.writing != Writing::Json) return true;
    stream = documents::stream_behind(head_, std::move(stream));
    documents::JsonStream json(*stream);
    std::optional<documents::JsonShape> found = shape_of(json);
    if (!found && is_json5()) {
      shape_.writing = Writing::Text;
      return true;
    }
    if (!found) {
      return stop({said_by_parser(json.failure().message),
                   json.failure().place,
                   {"nothing of the file was used: make it anew, and look whether the disk was full",
                    "nichts von der Datei wurde verwendet: neu erzeugen und nachsehen, ob die Platte voll war"},
                   {}});
    }
    shape_.json = std::move(*found);
    return true;
  }

  /// Of what is no strict JSON: whether a kind takes it for its own that people write by hand, with comments.
  bool is_json5() const {
    if (options_.kind != nullptr) return options_.kind->accepts == Accepts::Json5;
    Shape as_text = shape_;
    as_text.writing = Writing::Text;
    std::vector<const Kind*> found = recognise(as_text);
    return found.size() == 1 && found.front()->accepts == Accepts::Json5;
  }

  bool choose(const Kind* given) {
    if (given != nullptr) {
      if (!accepts(*given, shape_.writing))
        return stop(refuse(reason_with("this is not written as `{}` is", "so ist `{}` nicht geschrieben", given->name)));
      std::vector<const Kind*> found = recognise(shape_);
      if (!found.empty() && std::find(found.begin(), found.end(), given) == found.end()) {
        return stop(refuse(reason_with("this is a `{}`, not a `{}`", "das ist `{}`, nicht `{}`", found.front()->name, given->name)));
      }
      // What people write by hand may have nothing in it that tells.
      bool may_be = given->accepts == Accepts::Json5 || (!given->needs.empty() && shape_.is_array(given->needs));
      if (found.empty() && !may_be) {
        if (given->needs.empty()) return stop(refuse(reason_with("this is no `{}`", "das ist kein `{}`", given->name)));
        return stop(refuse(
            reason_with("this is no `{}`: it has no array `{}`", "das ist kein `{}`: es hat keine Liste `{}`", given->name, given->needs)));
      }
      outcome_.kind = given;
    } else {
      std::vector<const Kind*> found = recognise(shape_);
      if (found.empty())
        return stop(refuse(why_unknown(shape_), may_be_something(shape_) && !why_not_read(shape_) ? name_the_kind() : Reason()));
      if (found.size() > 1) {
        return stop(refuse(reason_with("this could be `{}` or `{}`", "das könnte `{}` oder `{}` sein", found[0]->name, found[1]->name),
                           name_the_kind()));
      }
      outcome_.kind = found.front();
    }
    if (shape_.is_json() && shape_.json.second_document() && !outcome_.kind->has_lines) {
      return stop({{"a second document begins here", "hier beginnt ein zweites Dokument"},
                   shape_.json.second_document(),
                   {"one report a file: which of the two counts?", "ein Bericht je Datei: welcher der beiden zählt?"},
                   {}});
    }
    return true;
  }

  void take_in() {
    auto item = std::make_unique<Item>();
    item->kind = outcome_.kind->name;
    Reading reading(*item, shape_, input_, options_);
    std::unique_ptr<documents::ByteStream> stream = open();
    if (!stream) return;
    if (shape_.is_json() && outcome_.kind->accepts != Accepts::Json5) {
      reading.json_ = std::make_unique<documents::JsonStream>(*stream);
    } else {
      base::Result<std::string> text = documents::read_all(*stream, kTextBytes);
      if (!text) {
        stop(refuse(unreadable(text.error())));
        return;
      }
      if (text->starts_with("\xEF\xBB\xBF")) text->erase(0, 3);
      reading.text_ = std::move(*text);
      if (!base::is_valid_utf8(reading.text_)) reading.refuse({"the text is not UTF-8", "der Text ist kein UTF-8"});
    }
    if (!reading.refused()) outcome_.kind->read(reading);
    settle_statements(reading);
    outcome_.warnings = std::move(reading.warnings_);
    outcome_.warning_count = reading.warning_count_;
    outcome_.invalid = std::move(reading.invalid_);
    if (reading.refused_) {
      stop({reading.refusal_, reading.refused_at_, {}, item->summary});
    } else if (reading.json_ && reading.json_->failed()) {
      stop({said_by_parser(reading.json_->failure().message), reading.json_->failure().place, {}, {}});
    } else {
      sort_for_output(*item);
      outcome_.item = std::move(item);
    }
  }

  const Input& input_;
  const ReadOptions& options_;
  std::string head_;       // The first bytes.
  bool is_whole_ = false;  // There are no others: the file is not opened again.
  Shape shape_;
  Outcome outcome_;
};

bool accepts(const Kind& kind, Writing writing) {
  switch (kind.accepts) {
    case Accepts::Json:
      return writing == Writing::Json;
    case Accepts::Xml:
      return writing == Writing::Xml;
    case Accepts::Text:
      return writing == Writing::Text;
    case Accepts::JsonAndText:
    case Accepts::Json5:
      return writing != Writing::Xml;
  }
  return false;
}

const Kind* find_kind(std::string_view name) {
  for (const Format* format : all_formats()) {
    for (const Kind& kind : format->kinds) {
      if (kind.name == name) return &kind;
    }
  }
  return nullptr;
}

Outcome read_evidence(const Input& input, const ReadOptions& options) { return FileReader(input, options).run(); }

}  // namespace wafpp::evidence
