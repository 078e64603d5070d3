#include "documents/xml.h"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>

#include "base/text.h"

namespace wafpp::documents {

namespace {

pugi::xml_node node_of(void* node) { return pugi::xml_node(static_cast<pugi::xml_node_struct*>(node)); }

std::string_view without_prefix(std::string_view name) {
  size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Watches depth and doubled attributes while it walks, which needs no stack.
struct Walker : pugi::xml_tree_walker {
  explicit Walker(uint32_t most) : deepest(most) {}
  bool for_each(pugi::xml_node& node) override {
    if (depth() >= static_cast<int>(deepest)) {
      message = fmt::format("nested deeper than {} levels", deepest);
    }
    for (pugi::xml_attribute attribute : node.attributes()) {
      for (pugi::xml_attribute other = attribute.next_attribute(); other; other = other.next_attribute()) {
        if (std::string_view(attribute.name()) == other.name()) message = fmt::format("attribute `{}` is there twice", attribute.name());
      }
    }
    at = static_cast<size_t>(std::max<ptrdiff_t>(node.offset_debug(), 0));
    return message.empty();
  }
  uint32_t deepest;
  size_t at = 0;
  std::string message;
};

}  // namespace

struct XmlDocument::Inside {
  pugi::xml_document document;
};

XmlDocument::XmlDocument() : inside_(std::make_unique<Inside>()) {}
XmlDocument::~XmlDocument() = default;

bool XmlDocument::parse(std::string_view text, Failure& failure, const XmlLimits& limits) {
  auto fail = [&](size_t at, std::string message) {
    failure = {at, std::move(message)};
    return false;
  };
  unsigned flags = pugi::parse_default | pugi::parse_doctype;
  pugi::xml_parse_result result = inside_->document.load_buffer(text.data(), text.size(), flags, pugi::encoding_utf8);
  if (!result) return fail(static_cast<size_t>(std::max<ptrdiff_t>(result.offset, 0)), result.description());
  size_t roots = 0;
  for (pugi::xml_node node : inside_->document.children()) {
    auto at = static_cast<size_t>(std::max<ptrdiff_t>(node.offset_debug(), 0));
    if (node.type() == pugi::node_doctype) return fail(at, "a document type is not accepted: it can define entities");
    if (node.type() == pugi::node_element && ++roots > 1) return fail(at, "a second document begins here");
  }
  if (roots == 0) return fail(0, "there is no element in it");
  Walker walker(limits.depth);
  inside_->document.traverse(walker);
  return walker.message.empty() || fail(walker.at, walker.message);
}

XmlElement XmlDocument::root() const { return XmlElement(inside_->document.document_element().internal_object()); }

std::string_view XmlElement::name() const { return without_prefix(node_of(node_).name()); }

std::string_view XmlElement::attribute(std::string_view name) const {
  for (pugi::xml_attribute attribute : node_of(node_).attributes()) {
    if (attribute.name() == name) return attribute.value();
  }
  return {};
}

std::string XmlElement::text() const {
  std::string text;
  for (pugi::xml_node child : node_of(node_).children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) text += child.value();
  }
  return std::string(base::trimmed(text));
}

XmlElement XmlElement::child(std::string_view name) const {
  for (pugi::xml_node child : node_of(node_).children()) {
    if (child.type() == pugi::node_element && without_prefix(child.name()) == name) return XmlElement(child.internal_object());
  }
  return {};
}

std::vector<XmlElement> XmlElement::children() const {
  std::vector<XmlElement> found;
  for (pugi::xml_node child : node_of(node_).children()) {
    if (child.type() == pugi::node_element) found.push_back(XmlElement(child.internal_object()));
  }
  return found;
}

std::vector<XmlElement> XmlElement::children(std::string_view name) const {
  std::vector<XmlElement> found = children();
  std::erase_if(found, [&](const XmlElement& element) { return element.name() != name; });
  return found;
}

size_t XmlElement::offset() const { return static_cast<size_t>(std::max<ptrdiff_t>(node_of(node_).offset_debug(), 0)); }

}  // namespace wafpp::documents
