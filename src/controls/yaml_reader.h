#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "controls/control.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "documents/yaml.h"

/// Reads a mapping of a control file by its keys. What is wrong is reported where it stands, and reading goes on.
namespace wafpp::controls {

using documents::YamlKind;
using documents::YamlNode;

/// What a file's readers share.
struct FileReader {
  const diag::Source& source;
  diag::SourceMap& sources;  ///< Takes the sources of expressions.
  diag::Sink& sink;
};

class MappingReader {
 public:
  /// `what` is how messages call the mapping: `check`. Reports `node` when it is no mapping, and keys that are not in `keys`.
  MappingReader(FileReader& file, const YamlNode& node, std::string_view what, std::initializer_list<std::string_view> keys);
  bool valid() const { return node_.is(YamlKind::Mapping); }
  diag::Place place() const { return node_.place(); }

  const YamlNode* find(std::string_view key) const { return node_.find(key); }
  /// The value of a key that has to be there; null, and reported, where it is not.
  const YamlNode* require(std::string_view key);

  std::string text(std::string_view key);
  std::string required_text(std::string_view key);
  bool flag(std::string_view key, bool otherwise);
  /// One string or a list of them.
  std::vector<std::string> texts(std::string_view key);
  /// `{en: ..., de: ...}`, or one string: English.
  Text both(std::string_view key);
  Text required_both(std::string_view key);
  Expression expression(std::string_view key);
  /// The elements of a list; reported where it is none.
  std::vector<const YamlNode*> list(std::string_view key);

 private:
  FileReader& file_;
  const YamlNode& node_;
  std::string what_;
};

/// A node as a text; reported where it is no scalar.
std::string read_text(FileReader& file, const YamlNode& node, std::string_view what);
Text read_both(FileReader& file, const YamlNode& node, std::string_view what);
/// A scalar as an expression, checked: places of what is wrong point into the scalar as exactly as its style lets them.
Expression read_expression(FileReader& file, const YamlNode& node);
/// An expression that stands for something else in the file: what is wrong with it points at `place`.
Expression make_expression(FileReader& file, std::string text, const diag::Place& place);

/// The one of `known` that is most like `name`, or empty: for "did you mean".
std::string_view nearest(std::string_view name, const std::vector<std::string_view>& known);

}  // namespace wafpp::controls
