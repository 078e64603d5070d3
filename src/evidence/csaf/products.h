#pragma once

#include <string_view>
#include <unordered_map>

#include "evidence/common/json_fields.h"

namespace wafpp::evidence {

/// What a product id means: package URLs where the tree has them, else the id itself.
struct CsafProduct {
  std::string_view product;
  std::string_view component;  ///< Of a relationship (`default_component_of`, `installed_on`, ...): the part; else empty.
};

/// The ids of a CSAF product tree. Views into the document.
class CsafProducts {
 public:
  explicit CsafProducts(const JsonValue& root);
  CsafProduct find(std::string_view id) const;

 private:
  void add(const JsonValue& full_name);
  void add_branches(const JsonValue& branch, uint32_t depth);
  std::string_view name(std::string_view id) const;

  std::unordered_map<std::string_view, std::string_view> purls_;
  std::unordered_map<std::string_view, CsafProduct> relationships_;
};

}  // namespace wafpp::evidence
