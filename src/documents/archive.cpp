#include "documents/archive.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "documents/archive_readers.h"

namespace wafpp::documents {

namespace {

constexpr size_t kNameBytes = 4'096;
constexpr size_t kPartBytes = 255;
constexpr size_t kParts = 64;

tl::unexpected<base::Error> refuse(std::string_view name, std::string_view why) {
  constexpr size_t kShown = 200;
  std::string shown = base::printable(name.substr(0, kShown));
  std::replace(shown.begin(), shown.end(), '\n', ' ');
  return base::fail(fmt::format("entry `{}{}` {}", shown, name.size() > kShown ? "..." : "", why));
}

}  // namespace

std::optional<ArchiveKind> archive_kind(std::string_view name) {
  auto is = [&](std::string_view extension) {
    if (!name.ends_with(extension)) return false;
    return name.size() == extension.size() || name[name.size() - extension.size() - 1] == '.';
  };
  if (is("zip")) return ArchiveKind::Zip;
  if (is("tar.gz") || is("tgz")) return ArchiveKind::TarGz;
  if (is("tar")) return ArchiveKind::Tar;
  return std::nullopt;
}

base::Result<std::string> entry_name(std::string_view name) {
  if (name.starts_with('/')) return base::fail("has an absolute name");
  if (name.size() > kNameBytes) return base::fail("has too long a name");
  bool is_text = std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) >= ' ' && c != '\x7f'; });
  if (!is_text) return base::fail("has a control character in its name");
  if (name.find('\\') != std::string_view::npos) return base::fail("has a backslash in its name");
  std::string result;
  size_t parts = 0;
  while (!name.empty()) {
    std::string_view part = name.substr(0, name.find('/'));
    name.remove_prefix(std::min(name.size(), part.size() + 1));
    if (part.empty() || part == ".") continue;
    if (part == "..") return base::fail("leads out of the archive (`..`)");
    if (part.size() > kPartBytes) return base::fail("has too long a name");
    if (++parts > kParts) return base::fail("is nested too deep");
    if (!result.empty()) result += '/';
    result += part;
  }
  return result;
}

std::string link_problem(std::string_view name, std::string_view target) {
  if (target.empty()) return "is a link to nothing";
  if (target.starts_with('/')) return "is a link to an absolute name";
  if (target.size() > kNameBytes) return "is a link to too long a name";
  if (!std::all_of(target.begin(), target.end(), [](char c) { return static_cast<unsigned char>(c) >= ' ' && c != '\x7f'; }))
    return "is a link to a name with a control character";
  auto above = static_cast<size_t>(std::count(name.begin(), name.end(), '/'));
  bool went_down = false;
  while (!target.empty()) {
    std::string_view part = target.substr(0, target.find('/'));
    target.remove_prefix(std::min(target.size(), part.size() + 1));
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      went_down = true;
      continue;
    }
    if (went_down) return "is a link that goes down and up again";
    if (above == 0) return "is a link that leads out";
    --above;
  }
  return {};
}

base::Result<std::string> ArchiveGate::admit(std::string_view name, Kind kind) {
  if (++entries_ > limits_.entries) return refuse(name, fmt::format("is one of more than {} entries, the limit", limits_.entries));
  base::Result<std::string> normal = entry_name(name);
  if (!normal) return refuse(name, normal.error().message);
  if (normal->empty()) {
    if (kind == Kind::Folder) return normal;
    return refuse(name, "has no name");
  }
  // Folders on the way: made where they are not there, refused where something else is.
  for (size_t slash = normal->find('/'); slash != std::string::npos; slash = normal->find('/', slash + 1)) {
    std::string above = normal->substr(0, slash);
    auto [at, fresh] = known_.emplace(above, Kind::Folder);
    if (fresh) {
      if (++entries_ > limits_.entries) return refuse(name, fmt::format("is one of more than {} entries, the limit", limits_.entries));
      WAFPP_TRY([[maybe_unused]] bool made, sink_.folder(above));
    } else if (at->second != Kind::Folder) {
      return refuse(name, at->second == Kind::Link ? "goes through a link" : "goes through a file");
    }
  }
  auto [at, fresh] = known_.emplace(*normal, kind);
  if (!fresh && (kind != Kind::Folder || at->second != Kind::Folder)) return refuse(name, "stands twice");
  if (!fresh) normal->clear();  // A folder that is there already.
  return normal;
}

base::Result<bool> ArchiveGate::count(uint64_t bytes) {
  in_file_ += bytes;
  total_ += bytes;
  if (in_file_ > limits_.file_bytes) return refuse(current_, fmt::format("has more than {} bytes, the limit", limits_.file_bytes));
  if (total_ > limits_.all_bytes) return refuse(current_, fmt::format("makes it more than {} bytes in all, the limit", limits_.all_bytes));
  if (packed_ > 0 && total_ > limits_.free_bytes && total_ / packed_ > limits_.ratio)
    return refuse(current_, fmt::format("makes it more than {} times the size of the archive", limits_.ratio));
  return true;
}

base::Result<bool> ArchiveGate::folder(std::string_view name) {
  WAFPP_TRY(std::string normal, admit(name, Kind::Folder));
  return normal.empty() ? base::Result<bool>(true) : sink_.folder(normal);
}

base::Result<bool> ArchiveGate::file(std::string_view name, uint64_t size, bool executable) {
  WAFPP_TRY(std::string normal, admit(name, Kind::File));
  current_ = normal;
  in_file_ = 0;
  if (size > limits_.file_bytes) return refuse(name, fmt::format("has more than {} bytes, the limit", limits_.file_bytes));
  return sink_.file(normal, executable);
}

base::Result<bool> ArchiveGate::bytes(std::string_view bytes) {
  WAFPP_TRY([[maybe_unused]] bool counted, count(bytes.size()));
  return sink_.bytes(bytes);
}

base::Result<bool> ArchiveGate::end_file() { return sink_.end_file(); }

base::Result<bool> ArchiveGate::link(std::string_view name, std::string_view target) {
  WAFPP_TRY(std::string normal, admit(name, Kind::Link));
  if (std::string problem = link_problem(normal, target); !problem.empty()) return refuse(name, problem);
  return sink_.link(normal, std::string(target));
}

base::Result<bool> ArchiveGate::refused(std::string_view name, std::string_view what) {
  return refuse(name, fmt::format("is {}, which no module needs", what));
}

base::Result<bool> read_archive(std::string_view archive, ArchiveKind kind, ArchiveSink& sink, const ArchiveLimits& limits) {
  ArchiveGate gate(sink, limits, archive.size());
  switch (kind) {
    case ArchiveKind::Zip:
      return read_zip(archive, gate);
    case ArchiveKind::Tar: {
      TarReader reader(gate);
      WAFPP_TRY([[maybe_unused]] bool taken, reader.take(archive));
      return reader.finish();
    }
    case ArchiveKind::TarGz: {
      TarReader reader(gate);
      WAFPP_TRY([[maybe_unused]] bool taken,
                inflate(archive, Compression::Gzip, [&](std::string_view bytes) { return reader.take(bytes); }));
      return reader.finish();
    }
  }
  return true;
}

}  // namespace wafpp::documents
