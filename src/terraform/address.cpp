#include "terraform/address.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "base/unicode.h"

namespace wafpp::terraform {

namespace {

/// An address that a person could have written is shorter by far; one that is longer would be taken apart in vain.
constexpr size_t kMaxSteps = 512;

/// Reads the quoted string at `at` (its opening quote), which is left behind the closing one. Escapes are HCL's, and those that Go's
/// `%q` writes.
bool read_quoted(std::string_view text, size_t& at, std::string& out) {
  ++at;
  while (at < text.size()) {
    char next = text[at++];
    if (next == '"') return true;
    if ((next == '$' || next == '%') && text.substr(at).starts_with(std::string{next, '{'})) {
      // `$${` is a literal `${`.
      out += next;
      out += '{';
      at += 2;
      continue;
    }
    if (next != '\\') {
      out += next;
      continue;
    }
    if (at >= text.size()) return false;
    char escaped = text[at++];
    size_t digits = 0;
    switch (escaped) {
      case 'n':
        out += '\n';
        break;
      case 'r':
        out += '\r';
        break;
      case 't':
        out += '\t';
        break;
      case 'x':
        digits = 2;
        break;
      case 'u':
        digits = 4;
        break;
      case 'U':
        digits = 8;
        break;
      default:
        out += escaped;
    }
    if (digits == 0) continue;
    std::string_view hex = text.substr(at, digits);
    uint32_t code = 0;
    auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
    if (hex.size() != digits || error != std::errc() || end != hex.data() + hex.size()) return false;
    at += digits;
    base::append_utf8(out, code);
  }
  return false;
}

bool read_key(std::string_view text, size_t& at, InstanceKey& key) {
  ++at;
  if (at < text.size() && text[at] == '"') {
    key.kind = InstanceKey::Kind::Name;
    if (!read_quoted(text, at, key.name)) return false;
  } else {
    size_t close = text.find(']', at);
    if (close == std::string_view::npos) return false;
    std::string_view inside = text.substr(at, close - at);
    auto [end, error] = std::from_chars(inside.data(), inside.data() + inside.size(), key.index);
    bool is_number = !inside.empty() && error == std::errc() && end == inside.data() + inside.size();
    key.kind = is_number ? InstanceKey::Kind::Index : InstanceKey::Kind::Unknown;
    at = close;
  }
  if (at >= text.size() || text[at] != ']') return false;
  ++at;
  return true;
}

/// Takes the leading `module.NAME[KEY]` pairs off; false where a `module` has no name behind it.
bool take_modules(std::vector<AddressStep>& steps, std::vector<AddressStep>& modules) {
  size_t at = 0;
  while (at < steps.size() && steps[at].name == "module" && steps[at].key.kind == InstanceKey::Kind::None) {
    if (at + 1 >= steps.size() || steps[at + 1].name.empty()) return false;
    modules.push_back(std::move(steps[at + 1]));
    at += 2;
  }
  steps.erase(steps.begin(), steps.begin() + static_cast<ptrdiff_t>(at));
  return true;
}

}  // namespace

std::optional<std::vector<AddressStep>> parse_address(std::string_view text) {
  std::vector<AddressStep> steps;
  size_t at = 0;
  while (true) {
    if (steps.size() >= kMaxSteps) return std::nullopt;
    AddressStep step;
    size_t end = std::min(text.find_first_of(".[", at), text.size());
    step.name = text.substr(at, end - at);
    at = end;
    if (step.name.empty()) return std::nullopt;
    bool has_key = false;
    while (at < text.size() && text[at] == '[') {
      if (has_key) {
        steps.push_back(std::move(step));
        step = {};
        if (steps.size() >= kMaxSteps) return std::nullopt;
      }
      if (!read_key(text, at, step.key)) return std::nullopt;
      has_key = true;
    }
    steps.push_back(std::move(step));
    if (at >= text.size()) return steps;
    if (text[at] != '.') return std::nullopt;
    ++at;
  }
}

std::optional<std::vector<AddressStep>> parse_module_address(std::string_view text) {
  std::vector<AddressStep> modules;
  if (text.empty()) return modules;
  std::optional<std::vector<AddressStep>> steps = parse_address(text);
  if (!steps || !take_modules(*steps, modules) || !steps->empty()) return std::nullopt;
  return modules;
}

std::optional<ResourceAddress> parse_resource_address(std::string_view text) {
  std::optional<std::vector<AddressStep>> steps = parse_address(text);
  ResourceAddress result;
  if (!steps || !take_modules(*steps, result.modules) || steps->empty()) return std::nullopt;
  size_t at = 0;
  if (steps->size() == 3) {
    if ((*steps)[0].name == "data") {
      result.mode = Mode::Data;
    } else if ((*steps)[0].name == "ephemeral") {
      result.mode = Mode::Ephemeral;
    } else {
      return std::nullopt;
    }
    at = 1;
  }
  if (steps->size() != at + 2 || (*steps)[at].key.kind != InstanceKey::Kind::None) return std::nullopt;
  result.type = std::move((*steps)[at].name);
  result.name = std::move((*steps)[at + 1].name);
  result.key = std::move((*steps)[at + 1].key);
  return result;
}

std::string resource_label(Mode mode, std::string_view type, std::string_view name) {
  std::string label;
  switch (mode) {
    case Mode::Managed:
      break;
    case Mode::Data:
      label = "data.";
      break;
    case Mode::Ephemeral:
      label = "ephemeral.";
      break;
  }
  return label.append(type).append(1, '.').append(name);
}

}  // namespace wafpp::terraform
