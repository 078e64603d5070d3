#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The fence around pugixml. What a document type could do (entities of its own, other files) does not exist here: a text that has one
/// is refused.
namespace wafpp::documents {

struct XmlLimits {
  uint32_t depth = 100;
};

/// An element in an `XmlDocument`, which has to outlive it. Copied freely.
class XmlElement {
 public:
  XmlElement() = default;
  /// Whether there is one: what `child` gives for a name that is not there is empty, and may be asked further.
  explicit operator bool() const { return node_ != nullptr; }
  /// Without its prefix.
  std::string_view name() const;
  /// Of the attribute; empty where there is none.
  std::string_view attribute(std::string_view name) const;
  /// The text directly inside, its parts joined; trimmed.
  std::string text() const;
  /// The first element inside of that name.
  XmlElement child(std::string_view name) const;
  /// The text of that child; empty where there is none.
  std::string text_of(std::string_view name) const { return child(name).text(); }
  /// Elements inside, in their order.
  std::vector<XmlElement> children() const;
  /// Those of that name.
  std::vector<XmlElement> children(std::string_view name) const;
  /// Where it begins in the text, in bytes.
  size_t offset() const;

 private:
  friend class XmlDocument;
  explicit XmlElement(void* node) : node_(node) {}
  void* node_ = nullptr;
};

class XmlDocument {
 public:
  struct Failure {
    size_t at = 0;
    std::string message;
  };
  XmlDocument();
  ~XmlDocument();
  /// False, with the reason, where `text` is not XML that may be read.
  bool parse(std::string_view text, Failure& failure, const XmlLimits& limits = {});
  XmlElement root() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace wafpp::documents
