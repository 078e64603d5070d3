#pragma once

#include <functional>
#include <optional>

#include "documents/archive.h"
#include "evidence/input.h"

/// Archives of several reports.
namespace wafpp::evidence {

/// What the file is an archive of, told by its content: zip, or tar, which may be packed with gzip or Zstandard (then it is `Tar` too,
/// since inputs are unpacked on the way). Nothing where it is no archive, or cannot be read.
std::optional<documents::ArchiveKind> archive_kind_of(const Input& input);

/// Gives each file in the archive, in its order, as an input of its own: `ARCHIVE!MEMBER`. Folders, links and what systems add by
/// themselves (`__MACOSX/`, `._...`, `.DS_Store`) are passed over; an archive in it is a file like others, and not opened. The error says
/// what is wrong with the archive; what was given before it stays given. The result counts the files.
base::Result<size_t> read_members(const Input& archive, documents::ArchiveKind kind, const std::function<void(const Input& member)>& take,
                                  const documents::ArchiveLimits& limits = {});

}  // namespace wafpp::evidence
