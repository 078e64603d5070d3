#include "functions/pem.h"

#include "functions/base64.h"

namespace wafpp::functions {

namespace {

constexpr std::string_view kBegin = "-----BEGIN ";
constexpr std::string_view kEnd = "-----END ";
constexpr std::string_view kDashes = "-----";

/// Takes a line off `text`; it ends before its line end and the white space in front of that.
std::string_view take_line(std::string_view& text) {
  size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line.substr(0, line.find_last_not_of(" \t") + 1);
}

std::string without_blanks(std::string_view text) {
  std::string result;
  for (char c : text) {
    if (c != ' ' && c != '\t') result += c;
  }
  return result;
}

/// The block whose first line was `first`; `rest` is behind it.
std::optional<PemBlock> block(std::string_view first, std::string_view rest) {
  if (!first.ends_with(kDashes) || first.size() < kBegin.size() + kDashes.size()) return std::nullopt;
  PemBlock result;
  result.type = first.substr(kBegin.size(), first.size() - kBegin.size() - kDashes.size());
  std::string_view body = rest;
  while (!rest.empty()) {
    std::string_view line = take_line(rest);
    size_t colon = line.find(':');
    if (colon == std::string_view::npos) break;
    if (line.find("ENCRYPTED", colon) != std::string_view::npos && line.starts_with("Proc-Type")) result.encrypted = true;
    body = rest;
  }
  size_t size = body.starts_with(kEnd) ? 0 : body.find("\n-----END ");
  if (size == std::string_view::npos) return std::nullopt;
  std::string_view behind = body.substr(body.starts_with(kEnd) ? 0 : size + 1);
  if (take_line(behind) != std::string(kEnd).append(result.type).append(kDashes)) return std::nullopt;
  auto bytes = from_base64(without_blanks(body.substr(0, size)));
  if (!bytes) return std::nullopt;
  result.bytes = std::move(*bytes);
  return result;
}

}  // namespace

std::optional<PemBlock> first_pem_block(std::string_view text) {
  while (!text.empty()) {
    std::string_view line = take_line(text);
    if (!line.starts_with(kBegin)) continue;
    if (auto found = block(line, text)) return found;
  }
  return std::nullopt;
}

}  // namespace wafpp::functions
