#include "terraform/merge.h"

#include <algorithm>

namespace wafpp::terraform {

namespace {

bool has_block(const hcl::Body& body, std::string_view type) {
  return std::any_of(body.blocks.begin(), body.blocks.end(), [&](const hcl::Block& block) {
    // A `dynamic` block in an override stands for blocks of the type that its label names.
    return block.type == type || (block.type == "dynamic" && !block.labels.empty() && block.labels[0].text == type);
  });
}

std::string_view generated_type(const hcl::Block& block) {
  return block.type == "dynamic" && !block.labels.empty() ? block.labels[0].text : block.type;
}

}  // namespace

const hcl::Body* merge_bodies(const hcl::Body& base, const hcl::Body& over, base::Arena& arena) {
  std::vector<hcl::Attribute> attributes;
  for (const hcl::Attribute& attribute : base.attributes) {
    const hcl::Attribute* replacement = over.attribute(attribute.name);
    attributes.push_back(replacement != nullptr ? *replacement : attribute);
  }
  for (const hcl::Attribute& attribute : over.attributes) {
    if (base.attribute(attribute.name) == nullptr) attributes.push_back(attribute);
  }
  std::vector<hcl::Block> blocks;
  for (const hcl::Block& block : base.blocks) {
    if (block.type == "lifecycle") {
      hcl::Block merged = block;
      for (const hcl::Block& other : over.blocks) {
        if (other.type == "lifecycle") merged = *merge_blocks(merged, other, arena);
      }
      blocks.push_back(merged);
    } else if (!has_block(over, generated_type(block))) {
      blocks.push_back(block);
    }
  }
  for (const hcl::Block& block : over.blocks) {
    if (block.type == "lifecycle" && has_block(base, "lifecycle")) continue;
    blocks.push_back(block);
  }
  auto* body = arena.make<hcl::Body>();
  body->place = base.place;
  body->attributes = arena.copy(attributes);
  body->blocks = arena.copy(blocks);
  return body;
}

const hcl::Block* merge_blocks(const hcl::Block& base, const hcl::Block& over, base::Arena& arena) {
  auto* block = arena.make<hcl::Block>(base);
  block->body = merge_bodies(*base.body, *over.body, arena);
  return block;
}

}  // namespace wafpp::terraform
