#include "hcl/tree.h"

namespace wafpp::hcl {

const Attribute* Body::attribute(std::string_view name) const {
  for (const Attribute& attribute : attributes) {
    if (attribute.name == name) return &attribute;
  }
  return nullptr;
}

}  // namespace wafpp::hcl
