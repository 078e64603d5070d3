#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "base/text.h"
#include "diag/colour.h"
#include "report/console.h"
#include "report/words.h"

namespace wafpp::report {

namespace {

using assess::FileEntry;
using terraform::LedgerReason;

constexpr size_t kNamed = 3;
constexpr size_t kFiles = 20;

/// The estate's reasons are English; each is followed by nothing or by details that are not translated.
std::string reason_in(const Console& console, const std::string& reason) {
  // Texts of `assess::Estate`.
  static constexpr std::pair<std::string_view, std::string_view> kGerman[] = {
      {"version control", "Versionsverwaltung"},
      {"Terraform's working data", "Arbeitsdaten von Terraform"},
      {"modules from outside", "Module von außerhalb"},
      {"installed packages", "installierte Pakete"},
      {"symbolic link to a folder that is looked at where it is", "symbolischer Link auf einen Ordner, der an seinem Ort gelesen wird"},
      {"symbolic link to nothing", "symbolischer Link ins Leere"},
      {"symbolic links lead to each other", "symbolische Links führen im Kreis"},
      {"symbolic link leads out of the repository", "symbolischer Link führt aus dem Repository hinaus"},
      {"neither a file nor a folder", "weder Datei noch Ordner"},
      {"cannot be read", "nicht lesbar"},
      {"folders are nested too deep", "Ordner sind zu tief geschachtelt"},
      {"too many files", "zu viele Dateien"},
  };
  if (console.options.language != Language::De) return reason;
  for (const auto& [en, de] : kGerman) {
    if (reason.starts_with(en)) return std::string(de) + reason.substr(en.size());
  }
  return reason;
}

/// `142 files, 1,203 blocks, 3 root modules`
std::string head(const Console& console) {
  const assess::Estate& estate = console.input.estate;
  size_t files = static_cast<size_t>(std::count_if(estate.files().begin(), estate.files().end(),
                                                   [](const FileEntry& file) { return file.state != FileEntry::State::Skipped; }));
  std::string text = console.counted(files, console.in("file", "Datei"), console.in("files", "Dateien"));
  text += ", " + console.counted(estate.ledger().size(), console.in("block", "Block"), console.in("blocks", "Blöcke"));
  text += ", " + console.counted(estate.roots().size(), console.in("root module", "Root-Modul"), console.in("root modules", "Root-Module"));
  return text;
}

std::string blocks(const Console& console) {
  // In the order of the enumeration, the evaluated ones first.
  std::map<LedgerReason, std::vector<const terraform::LedgerEntry*>> by_reason;
  for (const terraform::LedgerEntry& entry : console.input.estate.ledger()) by_reason[entry.reason].push_back(&entry);
  size_t widest = 0;
  for (const auto& [reason, entries] : by_reason) widest = std::max(widest, console.number(entries.size()).size());
  std::string text;
  for (const auto& [reason, entries] : by_reason) {
    std::string number = console.number(entries.size());
    std::string first = std::string(2 + widest - number.size(), ' ') + number + "  ";
    std::string line(word(reason, console.options.language));
    std::string indent(base::display_width(first), ' ');
    if (reason == LedgerReason::Evaluated) {
      text += base::wrapped(line, console.width, first, indent);
      continue;
    }
    bool is_all = console.options.show_passes || entries.size() <= kNamed + 1;
    size_t named = is_all ? entries.size() : kNamed;
    for (size_t index = 0; index < named; ++index) {
      const terraform::LedgerEntry& entry = *entries[index];
      line.append(index == 0 ? ": " : ", ").append(one_line(entry.block())).append(" (").append(console.line_of(entry.place)).append(")");
    }
    if (!is_all) line.append(", ").append(console.and_more(entries.size() - named));
    text += base::wrapped(line, console.width, first, indent);
  }
  return text;
}

/// Types that no table of provider schemas has, the most frequent ones first.
std::string by_shape(const Console& console) {
  std::map<std::string, size_t> counts;
  size_t all = 0;
  for (const terraform::LedgerEntry& entry : console.input.estate.ledger()) {
    if (!entry.by_shape) continue;
    ++all;
    // `resource.TYPE.NAME`
    std::string block = entry.block();
    size_t begin = block.find('.') + 1;
    ++counts[block.substr(begin, block.find('.', begin) - begin)];
  }
  if (all == 0) return "";
  std::vector<std::pair<std::string, size_t>> types(counts.begin(), counts.end());
  std::stable_sort(types.begin(), types.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string line = console.counted(all, console.in("block of a type without a provider schema", "Block eines Typs ohne Provider-Schema"),
                                     console.in("blocks of types without a provider schema", "Blöcke von Typen ohne Provider-Schema"));
  line += console.in(", taken as written: ", ", genommen wie geschrieben: ");
  bool is_all = console.options.show_passes || types.size() <= kNamed + 1;
  size_t named = is_all ? types.size() : kNamed;
  for (size_t index = 0; index < named; ++index) line.append(index == 0 ? "" : ", ").append(one_line(types[index].first));
  if (!is_all) line.append(", ").append(console.and_more(types.size() - named));
  return base::wrapped(line, console.width, "", "  ");
}

/// Files that were there, and are not part of what was judged.
std::string unread(const Console& console) {
  std::vector<const FileEntry*> files;
  std::map<std::string, std::vector<const FileEntry*>> skipped;
  for (const FileEntry& file : console.input.estate.files()) {
    if (file.state == FileEntry::State::Unparsed || file.state == FileEntry::State::Unreadable) files.push_back(&file);
    // Every repository has it; the list of everything names it.
    bool is_plain = file.reason == "version control" && !console.options.show_passes;
    if (file.state == FileEntry::State::Skipped && !is_plain) skipped[reason_in(console, file.reason)].push_back(&file);
  }
  std::string text;
  if (!files.empty()) {
    text +=
        console.paint(diag::kRed, console.counted(files.size(), console.in("file could not be read whole", "Datei war nicht ganz lesbar"),
                                                  console.in("files could not be read whole", "Dateien waren nicht ganz lesbar"))) +
        "\n";
    size_t named = files.size() <= kFiles || console.options.show_passes ? files.size() : kFiles;
    for (size_t index = 0; index < named; ++index) {
      const FileEntry& file = *files[index];
      std::string reason = file.state == FileEntry::State::Unparsed ? std::string(console.in("syntax error", "Syntaxfehler"))
                                                                    : reason_in(console, file.reason);
      text += base::wrapped(one_line(file.path + ": " + reason), console.width, "  ", "      ");
    }
    if (named < files.size()) text += "  " + console.and_more(files.size() - named) + "\n";
  }
  for (const auto& [reason, entries] : skipped) {
    std::string line = std::string(console.in("left out: ", "ausgelassen: ")) + one_line(entries.front()->path);
    if (entries.size() > 1) line += " " + console.and_more(entries.size() - 1);
    text += base::wrapped(line + " (" + one_line(reason) + ")", console.width, "", "  ");
  }
  return text;
}

}  // namespace

std::string console_ledger(const Console& console) {
  return head(console) + "\n" + blocks(console) + by_shape(console) + unread(console) + "\n";
}

}  // namespace wafpp::report
