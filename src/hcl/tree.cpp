#include "hcl/tree.h"

#include "base/text.h"

namespace wafpp::hcl {

const Attribute* Body::attribute(std::string_view name) const {
  for (const Attribute& attribute : attributes) {
    if (base::same_name(attribute.name, name)) return &attribute;
  }
  return nullptr;
}

}  // namespace wafpp::hcl
