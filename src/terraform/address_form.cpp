#include "terraform/address_form.h"

#include <algorithm>
#include <vector>

#include "base/letters.h"
#include "base/unicode.h"
#include "hcl/visit.h"
#include "terraform/declare.h"

namespace wafpp::terraform {

namespace {

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

/// A host name, perhaps with a port; it has a dot, or is `localhost`.
bool is_host(std::string_view host) {
  size_t colon = host.find(':');
  std::string_view port = colon == std::string_view::npos ? "0" : host.substr(colon + 1);
  host = host.substr(0, colon);
  if (port.empty() || !std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; })) return false;
  if (host != "localhost" && host.find('.') == std::string_view::npos) return false;
  for (std::string_view part : split(host, '.')) {
    if (part.empty() || part.front() == '-' || part.back() == '-') return false;
    if (!std::all_of(part.begin(), part.end(),
                     [](char c) { return is_alphanumeric(c) || c == '-' || static_cast<unsigned char>(c) >= 0x80; }))
      return false;
  }
  return true;
}

/// The namespace or name of a module in a registry.
bool is_registry_part(std::string_view part) {
  return !part.empty() && part.size() <= 64 && is_alphanumeric(part.front()) && is_alphanumeric(part.back()) &&
         std::all_of(part.begin(), part.end(), [](char c) { return is_alphanumeric(c) || c == '-' || c == '_'; });
}

bool are_constant(std::span<const hcl::Step> steps) {
  return std::none_of(steps.begin(), steps.end(),
                      [](const hcl::Step& step) { return step.key != nullptr && step.key->kind == hcl::ExprKind::Error; });
}

/// One part of an address with the keys behind it passed over.
struct Part {
  std::string_view name;
  bool has_key = false;
};

/// The parts of a chain of traversals and indexes; nothing where there is something else in it.
bool take_parts(const hcl::Expr& expr, Keys keys, std::vector<Part>& parts) {
  auto take_steps = [&](std::span<const hcl::Step> steps) {
    for (const hcl::Step& step : steps) {
      if (step.key == nullptr) {
        parts.push_back({step.name});
      } else if (parts.back().has_key || step.key->kind == hcl::ExprKind::Bool || step.key->kind == hcl::ExprKind::Null) {
        return false;
      } else {
        parts.back().has_key = true;
      }
    }
    return true;
  };
  switch (expr.kind) {
    case hcl::ExprKind::Traversal:
      parts.push_back({hcl::as<hcl::TraversalExpr>(expr).root});
      return take_steps(hcl::as<hcl::TraversalExpr>(expr).steps);
    case hcl::ExprKind::Relative:
      return keys == Keys::Any && take_parts(*hcl::as<hcl::RelativeExpr>(expr).from, keys, parts) &&
             take_steps(hcl::as<hcl::RelativeExpr>(expr).steps);
    case hcl::ExprKind::Index:
      if (keys != Keys::Any || !take_parts(*hcl::as<hcl::IndexExpr>(expr).from, keys, parts) || parts.back().has_key) return false;
      parts.back().has_key = true;
      return true;
    default:
      return false;
  }
}

void visit_references(const hcl::Expr& expr, std::vector<std::string_view>& bound,
                      const std::function<void(const hcl::TraversalExpr&)>& visit) {
  if (expr.kind == hcl::ExprKind::For) {
    const auto& loop = hcl::as<hcl::ForExpr>(expr);
    visit_references(*loop.collection, bound, visit);
    size_t outside = bound.size();
    bound.insert(bound.end(), {loop.key_name, loop.value_name});
    for (const hcl::Expr* part : {loop.key, loop.value, loop.condition}) {
      if (part != nullptr) visit_references(*part, bound, visit);
    }
    bound.resize(outside);
    return;
  }
  if (expr.kind == hcl::ExprKind::Traversal) {
    const auto& traversal = hcl::as<hcl::TraversalExpr>(expr);
    if (std::find(bound.begin(), bound.end(), traversal.root) == bound.end()) visit(traversal);
  }
  hcl::for_each_child(expr, [&](const hcl::Expr& child) { visit_references(child, bound, visit); });
}

}  // namespace

bool is_provider_name(std::string_view name) {
  if (name.empty() || name.front() == '-' || name.back() == '-' || name.find("--") != std::string_view::npos) return false;
  for (size_t at = 0; at < name.size();) {
    base::CodePoint point = base::decode(name, at);
    bool is_plain = (point.value >= 'a' && point.value <= 'z') || (point.value >= '0' && point.value <= '9') || point.value == '-';
    bool is_letter = point.valid && point.value >= 0x80 && base::is_id_continue(point.value) && base::to_lower(point.value) == point.value;
    if (!is_plain && !is_letter) return false;
    at += point.size;
  }
  return true;
}

bool is_provider_source(std::string_view source) {
  std::vector<std::string_view> parts = split(source, '/');
  if (parts.size() > 3) return false;
  if (parts.size() == 3 && !is_host(parts[0])) return false;
  // The built-in provider comes with Terraform and has a host of its own.
  std::vector<std::string> lower;
  for (std::string_view part : std::span(parts).subspan(parts.size() == 3 ? 1 : 0)) {
    lower.push_back(base::lowered(part));
  }
  return std::all_of(lower.begin(), lower.end(), is_provider_name) && !lower.back().starts_with("terraform-");
}

bool is_registry_source(std::string_view source) {
  if (size_t folder = source.find("//"); folder != std::string_view::npos) source = source.substr(0, folder);
  std::vector<std::string_view> parts = split(source, '/');
  if (parts.size() == 4) {
    // What is on these is fetched from them, not from a registry.
    if (!is_host(parts[0]) || parts[0] == "github.com" || parts[0] == "gitlab.com" || parts[0] == "bitbucket.org") return false;
    parts.erase(parts.begin());
  }
  auto is_system = [](std::string_view part) {
    return !part.empty() && part.size() <= 64 &&
           std::all_of(part.begin(), part.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
  };
  return parts.size() == 3 && is_registry_part(parts[0]) && is_registry_part(parts[1]) && is_system(parts[2]);
}

bool is_module_source(std::string_view source) {
  if (source.starts_with("./") || source.starts_with("../") || source.starts_with(".\\") || source.starts_with("..\\")) return true;
  // A URL, `git::...`, `user@host:path`, a drive; or a path from the root.
  if (source.find(':') != std::string_view::npos || source.starts_with("/")) return true;
  for (std::string_view host : {"github.com/", "gitlab.com/", "bitbucket.org/"}) {
    if (source.starts_with(host)) return true;
  }
  for (std::string_view bucket : {"googleapis.com/", "amazonaws.com/"}) {
    if (source.find(bucket) != std::string_view::npos) return true;
  }
  return is_registry_source(source);
}

bool is_provider_reference(const hcl::Expr& expr) {
  if (const std::string_view* text = literal_string(&expr)) {
    std::vector<std::string_view> parts = split(*text, '.');
    return parts.size() <= 2 && is_provider_name(parts[0]) && base::is_identifier(parts.back());
  }
  std::vector<Part> parts;
  return take_parts(expr, Keys::Any, parts) && parts.size() <= 2 && is_provider_name(parts[0].name) &&
         !(parts.size() == 2 && parts[0].has_key);
}

bool is_reference(const hcl::Expr& expr) {
  return expr.kind == hcl::ExprKind::String ||
         (expr.kind == hcl::ExprKind::Traversal && are_constant(hcl::as<hcl::TraversalExpr>(expr).steps));
}

std::optional<Address> address_of(const hcl::Expr& expr, Keys keys) {
  std::vector<Part> parts;
  if (!take_parts(expr, keys, parts)) return std::nullopt;
  Address address;
  size_t at = 0;
  for (; at < parts.size() && parts[at].name == "module"; at += 2) {
    if (parts[at].has_key || at + 1 >= parts.size()) return std::nullopt;
    address.in_module = true;
    address.has_keys |= parts[at + 1].has_key;
  }
  if (at == parts.size()) return address;
  if (parts[at].name == "data" || parts[at].name == "ephemeral" || parts[at].name == "resource") {
    if (parts[at].has_key) return std::nullopt;
    address.is_data = parts[at].name == "data";
    ++at;
  }
  if (at + 2 != parts.size() || parts[at].has_key) return std::nullopt;
  address.is_resource = true;
  address.type = parts[at].name;
  address.name = parts[at + 1].name;
  address.has_keys |= parts[at + 1].has_key;
  return address;
}

void for_each_reference(const hcl::Expr& expr, const std::function<void(const hcl::TraversalExpr&)>& visit) {
  std::vector<std::string_view> bound;
  visit_references(expr, bound, visit);
}

}  // namespace wafpp::terraform
