#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wafpp::evidence {

/// A container image that a file of a repository names.
struct ImageReference {
  enum class Kind : uint8_t { Dockerfile, Compose, Kubernetes, Helm, Kustomize };
  enum class Role : uint8_t {
    Base,      ///< What an image is built on: `FROM`.
    Source,    ///< From where a file is taken: `COPY --from`, `RUN --mount=from=`.
    Frontend,  ///< What reads the Dockerfile: `# syntax=`.
    Run,       ///< What is run.
  };
  Kind kind = Kind::Dockerfile;
  Role role = Role::Base;
  std::string reference;          ///< As written.
  std::string resolved;           ///< With defaults in place of variables.
  std::string open;               ///< The variable without default, or the template, that the name hangs on; empty: none.
  std::optional<bool> by_digest;  ///< Not known only where something is open, and what stands behind it does not tell.
  std::string owner;              ///< The stage, the service, the object and container; may be empty.
  std::string platform;
  uint32_t begin = 0;  ///< In bytes of the text.
  uint32_t end = 0;
};
/// `dockerfile`, `compose`, `kubernetes`, `helm`, `kustomize`.
std::string_view word(ImageReference::Kind kind);
/// `base`, `source`, `frontend`, `run`.
std::string_view word(ImageReference::Role role);

/// `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:+other}`, `${NAME:?message}`, `$$` as Docker and Compose have them.
struct Expansion {
  std::string text;     ///< Variables without value are empty.
  std::string open;     ///< The first of them: `NAME`; empty: there is none.
  size_t open_end = 0;  ///< In `text`, behind the last one.
};
/// `value` gives what a variable is; nothing where that is not known.
template <typename ValueOf>
Expansion expand(std::string_view text, ValueOf&& value);

/// Fills in `resolved`, `open` and `by_digest` from what the reference is with its variables filled in.
void settle(ImageReference& reference, const Expansion& expansion);

/// The images of a Dockerfile (https://docs.docker.com/reference/dockerfile/): `FROM`, `COPY --from`, `RUN --mount=from=`, `# syntax=`.
/// `scratch` and the names of earlier stages are none. Arguments before the first `FROM` count with their defaults. What is no Dockerfile
/// gives none.
std::vector<ImageReference> images_of_dockerfile(std::string_view text);
/// The images of the services of a compose file. Those that are built from the repository are none.
std::vector<ImageReference> images_of_compose(std::string_view text);
/// The images of containers in manifests of Kubernetes; none where the text is something else, such as a template.
std::vector<ImageReference> images_of_manifests(std::string_view text);
/// The images in the values of a Helm chart: `image: NAME`, and `repository` with `tag`, `digest` and `registry` beside it.
std::vector<ImageReference> images_of_values(std::string_view text);

/// Whether a text may be a manifest of Kubernetes: a look that costs little.
bool may_be_manifest(std::string_view text);

template <typename ValueOf>
Expansion expand(std::string_view text, ValueOf&& value) {
  Expansion result;
  auto is_name = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '$' || at + 1 == text.size()) {
      result.text += text[at];
      continue;
    }
    if (text[at + 1] == '$') {
      result.text += text[++at];
      continue;
    }
    bool has_braces = text[at + 1] == '{';
    size_t begin = at + (has_braces ? 2 : 1);
    size_t end = begin;
    while (end < text.size() && is_name(text[end])) ++end;
    size_t close = has_braces ? text.find('}', end) : end;
    if (end == begin || close == std::string_view::npos) {
      result.text += text[at];
      continue;
    }
    std::string name(text.substr(begin, end - begin));
    std::string_view rest = has_braces ? text.substr(end, close - end) : std::string_view();
    bool counts_empty = rest.starts_with(':');
    if (counts_empty) rest.remove_prefix(1);
    char what = rest.empty() ? '\0' : rest.front();
    std::string_view other = rest.empty() ? std::string_view() : rest.substr(1);
    std::optional<std::string> known = value(name);
    bool is_there = known && !(counts_empty && known->empty());
    if (what == '-' && !is_there) {
      // The default may name variables as well; one level is all that people write.
      result.text += other;
    } else if (what == '+') {
      if (is_there) result.text += other;
    } else if (known) {
      result.text += *known;
    } else {
      if (result.open.empty()) result.open = name;
      result.open_end = result.text.size();
    }
    at = has_braces ? close : end - 1;
  }
  return result;
}

}  // namespace wafpp::evidence
