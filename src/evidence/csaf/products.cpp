#include "evidence/csaf/products.h"

namespace wafpp::evidence {

CsafProducts::CsafProducts(const JsonValue& root) {
  for (const JsonValue& full_name : elements_at(root, "product_tree.full_product_names")) add(full_name);
  if (const JsonValue* tree = root.find("product_tree")) add_branches(*tree, 0);
  for (const JsonValue& relationship : elements_at(root, "product_tree.relationships")) {
    std::string_view id = text_at(relationship, "full_product_name.product_id");
    relationships_[id] = {text_at(relationship, "relates_to_product_reference"), text_at(relationship, "product_reference")};
    if (const JsonValue* full_name = relationship.find("full_product_name")) add(*full_name);
  }
}

void CsafProducts::add(const JsonValue& full_name) {
  std::string_view purl = text_at(full_name, "product_identification_helper.purl");
  // CSAF 2.1 lists several.
  std::vector<std::string_view> purls = texts_at(full_name, "product_identification_helper.purls");
  if (purl.empty() && !purls.empty()) purl = purls.front();
  if (!purl.empty()) purls_[text_at(full_name, "product_id")] = purl;
}

void CsafProducts::add_branches(const JsonValue& branch, uint32_t depth) {
  constexpr uint32_t kDepth = 100;
  if (depth > kDepth) return;
  for (const JsonValue& inside : elements_at(branch, "branches")) {
    if (const JsonValue* product = inside.find("product")) add(*product);
    add_branches(inside, depth + 1);
  }
}

std::string_view CsafProducts::name(std::string_view id) const {
  auto purl = purls_.find(id);
  return purl == purls_.end() ? id : purl->second;
}

CsafProduct CsafProducts::find(std::string_view id) const {
  auto relationship = relationships_.find(id);
  if (relationship == relationships_.end()) return {name(id), {}};
  return {name(relationship->second.product), name(relationship->second.component)};
}

}  // namespace wafpp::evidence
