#include "terraform/lock_file.h"

#include <algorithm>
#include <tuple>

#include "documents/repository.h"
#include "hcl/tree.h"
#include "terraform/declare.h"
#include "terraform/providers.h"

namespace wafpp::terraform {

namespace {

constexpr std::string_view kLockFile = ".terraform.lock.hcl";

std::string text_of(const hcl::Body& body, std::string_view name) {
  const hcl::Attribute* attribute = body.attribute(name);
  const std::string_view* text = attribute != nullptr ? literal_string(attribute->expr) : nullptr;
  return text == nullptr ? std::string() : std::string(*text);
}

void count_hashes(const hcl::Body& body, LockedProvider& provider) {
  const hcl::Attribute* hashes = body.attribute("hashes");
  if (hashes == nullptr || hashes->expr->kind != hcl::ExprKind::Tuple) return;
  for (const hcl::Expr* element : hcl::as<hcl::TupleExpr>(*hashes->expr).elements) {
    const std::string_view* hash = literal_string(element);
    if (hash == nullptr) continue;
    if (hash->starts_with("h1:")) ++provider.package_hashes;
    if (hash->starts_with("zh:")) ++provider.archive_hashes;
  }
}

}  // namespace

LockFile read_lock_file(const std::string& folder, Loader& loader) {
  LockFile lock;
  lock.path = documents::join_path(folder, kLockFile);
  if (!loader.repository().is_file(lock.path)) return lock;
  lock.exists = true;
  std::shared_ptr<const Loader::File> file = loader.file(lock.path);
  lock.source = file->source;
  if (file->source != 0) lock.place = {file->source, 0, 0};
  if (file->tree == nullptr) return lock;
  lock.is_readable = !file->diagnostics.has_errors();
  for (const hcl::Block& block : file->tree->body->blocks) {
    if (block.type != "provider" || block.labels.size() != 1) continue;
    LockedProvider provider;
    provider.source = normal_source(block.labels[0].text);
    provider.version = text_of(*block.body, "version");
    provider.constraints = text_of(*block.body, "constraints");
    provider.place = block.header();
    count_hashes(*block.body, provider);
    lock.providers.push_back(std::move(provider));
  }
  std::sort(lock.providers.begin(), lock.providers.end(), [](const LockedProvider& a, const LockedProvider& b) {
    return std::tie(a.source, a.place.begin) < std::tie(b.source, b.place.begin);
  });
  return lock;
}

}  // namespace wafpp::terraform
