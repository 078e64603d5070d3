#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "documents/byte_stream.h"

namespace wafpp::evidence {

/// A file of evidence, read as often as is needed: once to see what it is, once to take it in. What is packed is unpacked on the way.
class Input {
 public:
  /// A file that the user named.
  static Input of_file(std::string path);
  /// A text in memory, under the name that messages give it.
  static Input of_text(std::string name, std::string text);

  const std::string& name() const { return name_; }
  /// A file that lies beside this one, by its path relative to it; nothing outside of this one's folder can be reached.
  base::Result<std::string> read_beside(const std::string& path) const;
  /// From the beginning. The error names what is wrong, not the file.
  base::Result<std::unique_ptr<documents::ByteStream>> open() const;

 private:
  std::string name_;
  std::string text_;
  bool is_file_ = false;
};

}  // namespace wafpp::evidence
