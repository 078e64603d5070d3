#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "documents/byte_stream.h"
#include "documents/repository.h"

namespace wafpp::evidence {

/// A file of evidence that can be read several times: once to see what it is, once to take it in. What is packed is unpacked on the way.
class Input {
 public:
  /// A file that the user named.
  static Input of_file(std::string path);
  /// A text in memory, under the name that messages give it.
  static Input of_text(std::string name, std::string text);
  /// A file of a repository, which outlives this; its path there is the name.
  static Input of_repository(const documents::Repository& repository, std::string path);

  const std::string& name() const { return name_; }
  /// A file that lies beside this one, by its path relative to it; nothing outside of this one's folder can be reached.
  base::Result<std::string> read_beside(const std::string& path) const;
  /// A file of the same repository, by its path there: of a file that the user named, the repository around it.
  base::Result<std::string> read_in_repository(const std::string& path) const;
  /// The files of the same repository below `folder` whose path is `wanted`, sorted; an error where there is none, where a part of it
  /// cannot be read, or where more than `most` files and folders would have to be looked at.
  base::Result<std::vector<std::string>> find_in_repository(const std::string& folder,
                                                            const std::function<bool(std::string_view path)>& wanted, size_t most) const;
  /// The path within that repository; the name where there is none.
  std::string path_in_repository() const;
  /// From the beginning. The error names what is wrong, not the file.
  base::Result<std::unique_ptr<documents::ByteStream>> open() const;

 private:
  std::string name_;
  std::string text_;
  bool is_file_ = false;
  const documents::Repository* repository_ = nullptr;
};

}  // namespace wafpp::evidence
