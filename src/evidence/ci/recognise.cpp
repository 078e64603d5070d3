#include "evidence/ci/recognise.h"

#include <algorithm>
#include <string>
#include <vector>

namespace wafpp::evidence::ci {

namespace {

struct Key {
  std::string_view name;
  std::string_view value;                 ///< On the same line.
  std::vector<std::string_view> below;    ///< Lines below it that are not empty, up to the next key, without their blanks at the front.
  std::vector<std::string_view> nearest;  ///< Of these, those with the least indentation.
};

std::string_view trimmed(std::string_view line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t')) line.remove_suffix(1);
  return line;
}

std::string_view unquoted(std::string_view name) {
  if (name.size() > 1 && (name.front() == '"' || name.front() == '\'') && name.back() == name.front())
    return name.substr(1, name.size() - 2);
  return name;
}

/// The keys at the left margin, which is where the first line with content begins. Not YAML in full: enough for files as people write them.
std::vector<Key> keys_of(std::string_view text) {
  std::vector<Key> keys;
  size_t margin = std::string_view::npos;
  size_t least = std::string_view::npos;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = trimmed(text.substr(at, end - at));
    at = end + 1;
    size_t indent = line.find_first_not_of(' ');
    if (indent == std::string_view::npos || line[indent] == '#') continue;
    if (line.starts_with("---") || line.starts_with("%")) continue;
    if (margin == std::string_view::npos) margin = indent;
    std::string_view content = line.substr(indent);
    // A list at the left margin belongs to the key above it.
    bool is_list = content.starts_with("- ") || content == "-";
    if (indent <= margin && !is_list) {
      line = content;
      size_t colon = line.find(':');
      while (colon != std::string_view::npos && colon + 1 < line.size() && line[colon + 1] != ' ') colon = line.find(':', colon + 1);
      if (colon == std::string_view::npos) {
        // A text that is no YAML has such lines.
        keys.push_back({.name = {}, .value = line, .below = {}, .nearest = {}});
      } else {
        std::string_view value = line.substr(colon + 1);
        value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
        keys.push_back({.name = unquoted(trimmed(line.substr(0, colon))), .value = value, .below = {}, .nearest = {}});
      }
      least = std::string_view::npos;
    } else if (!keys.empty()) {
      keys.back().below.push_back(content);
      if (indent < least) {
        least = indent;
        keys.back().nearest.clear();
      }
      if (indent == least) keys.back().nearest.push_back(content);
    }
  }
  return keys;
}

class Keys {
 public:
  explicit Keys(const Shape& shape) : is_text_(shape.writing == Writing::Text) {
    if (is_text_) keys_ = keys_of(shape.head);
  }

  const Key* find(std::string_view name) const {
    for (const Key& key : keys_) {
      if (key.name == name) return &key;
    }
    return nullptr;
  }
  bool has(std::string_view name) const { return find(name) != nullptr; }
  const std::vector<Key>& all() const { return keys_; }

 private:
  bool is_text_;
  std::vector<Key> keys_;
};

bool any_begins(const std::vector<std::string_view>& lines, std::initializer_list<std::string_view> starts) {
  return std::any_of(lines.begin(), lines.end(), [&](std::string_view line) {
    return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return line.starts_with(start); });
  });
}

/// `Dependency` of a list: `- task: x`, `- {task: x}`.
bool has_element(const Key* key, std::initializer_list<std::string_view> names) {
  if (key == nullptr) return false;
  auto begins = [&](std::string_view line) {
    size_t at = line.find_first_not_of("-[{ ");
    if (at == std::string_view::npos || at == 0) return false;
    std::string_view rest = line.substr(at);
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view name) { return rest.starts_with(name) && rest.substr(name.size()).starts_with(':'); });
  };
  if (std::any_of(key->below.begin(), key->below.end(), begins)) return true;
  return key->value.starts_with('[') && begins(key->value);
}

/// `{stage: build, script: [make]}`
bool has_in_braces(std::string_view value, std::initializer_list<std::string_view> names) {
  if (!value.starts_with('{')) return false;
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
    size_t at = value.find(name);
    return at != std::string_view::npos && (value[at - 1] == '{' || value[at - 1] == ' ');
  });
}

bool is_kubernetes_like(const Keys& keys) { return keys.has("apiVersion") || keys.has("kind"); }

bool is_github(const Keys& keys) { return keys.has("on") && keys.has("jobs"); }

bool is_circle(const Keys& keys) {
  const Key* version = keys.find("version");
  if (version == nullptr || keys.has("on") || keys.has("trigger") || keys.has("pool")) return false;
  std::string_view number = unquoted(version->value.substr(0, version->value.find(' ')));
  bool is_version = number == "2" || number == "2.0" || number == "2.1";
  return is_version && (keys.has("jobs") || keys.has("workflows") || keys.has("orbs") || keys.has("commands")) && !keys.has("updates") &&
         !keys.has("services");
}

bool is_bucket(const Keys& keys) {
  const Key* pipelines = keys.find("pipelines");
  if (pipelines == nullptr) return false;
  return any_begins(pipelines->nearest, {"default:", "branches:", "pull-requests:", "custom:", "tags:", "bookmarks:"}) ||
         pipelines->value.starts_with('{');
}

bool is_build_spec(const Keys& keys) {
  const Key* version = keys.find("version");
  const Key* batch = keys.find("batch");
  bool is_batch =
      batch != nullptr && any_begins(batch->nearest, {"build-list:", "build-graph:", "build-matrix:", "build-fanout:", "fast-fail:"});
  if (version == nullptr || (!keys.has("phases") && !is_batch)) return false;
  std::string_view number = unquoted(version->value.substr(0, version->value.find(' ')));
  return number == "0.1" || number == "0.2";
}

bool is_azure_like(const Keys& keys) {
  if (keys.has("on") || is_kubernetes_like(keys) || is_circle(keys) || keys.has("services") || keys.has("runs")) return false;
  std::initializer_list<std::string_view> steps = {"task",     "script",  "bash",     "pwsh",          "powershell", "checkout",
                                                   "template", "publish", "download", "downloadBuild", "getPackage"};
  if (has_element(keys.find("steps"), steps)) return true;
  if (has_element(keys.find("jobs"), {"job", "deployment", "template"})) return true;
  if (has_element(keys.find("stages"), {"stage", "template"})) return true;
  const Key* extends = keys.find("extends");
  return extends != nullptr && any_begins(extends->nearest, {"template:"});
}

bool is_gitlab_like(const Keys& keys) {
  if (keys.has("on") || is_kubernetes_like(keys) || is_circle(keys) || is_bucket(keys) || is_azure_like(keys) || is_build_spec(keys))
    return false;
  // Travis, compose, Taskfiles and others that have such keys in other places.
  for (std::string_view other :
       {"language", "services", "tasks", "runs", "script", "install", "updates", "repos", "phases", "orbs", "openapi", "swagger"}) {
    const Key* key = keys.find(other);
    if (key == nullptr) continue;
    // `services` of GitLab is a list of images.
    bool is_list = other == "services" && (key->value.starts_with('[') || any_begins(key->nearest, {"- "}));
    if (!is_list) return false;
  }
  if (has_element(keys.find("include"), {"local", "template", "component", "project", "remote", "file"})) return true;
  if (const Key* include = keys.find("include");
      include != nullptr && any_begins(include->nearest, {"local:", "template:", "component:", "project:", "remote:"}))
    return true;
  for (const Key& key : keys.all()) {
    if (key.name.empty()) return false;
    bool is_job = any_begins(key.nearest, {"script:", "trigger:", "extends:", "before_script:"}) ||
                  has_in_braces(key.value, {"script:", "extends:", "trigger:"});
    if (is_job && key.name != "extends" && key.name != "jobs" && key.name != "steps") return true;
  }
  return false;
}

}  // namespace

bool is_github_workflow(const Shape& shape) { return is_github(Keys(shape)); }

bool is_github_action(const Shape& shape) {
  Keys keys(shape);
  const Key* runs = keys.find("runs");
  return runs != nullptr && !keys.has("jobs") && !is_kubernetes_like(keys) &&
         any_begins(runs->nearest, {"using:", "\"using\":", "'using':"});
}

bool is_gitlab(const Shape& shape) {
  Keys keys(shape);
  return is_gitlab_like(keys);
}

bool is_azure(const Shape& shape) {
  Keys keys(shape);
  return is_azure_like(keys);
}

bool is_circleci(const Shape& shape) {
  Keys keys(shape);
  return is_circle(keys);
}

bool is_bitbucket(const Shape& shape) {
  Keys keys(shape);
  return is_bucket(keys) && !keys.has("on") && !is_circle(keys) && !is_build_spec(keys) && !is_azure_like(keys) &&
         !is_kubernetes_like(keys);
}

bool is_codebuild(const Shape& shape) {
  Keys keys(shape);
  return is_build_spec(keys) && !keys.has("on") && !is_azure_like(keys);
}

/// `pipeline {` or `node {` at the beginning of a line, with a stage in it.
bool is_jenkinsfile(const Shape& shape) {
  if (shape.writing != Writing::Text) return false;
  std::string_view text = shape.head;
  bool has_frame = false;
  bool has_stage = false;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    line = trimmed(line);
    for (std::string_view frame : {"pipeline", "node"}) {
      if (!line.starts_with(frame)) continue;
      std::string_view rest = line.substr(frame.size());
      bool is_block = rest.find('{') != std::string_view::npos || rest.empty();
      if (!rest.empty() && rest.front() != ' ' && rest.front() != '{' && rest.front() != '(') continue;
      // `node { ... }` in Groovy; `pipeline:` is YAML.
      if (is_block && rest.find(':') == std::string_view::npos) has_frame = true;
      if (is_block && frame == "node" && rest.find('(') != std::string_view::npos) has_frame = true;
    }
    bool is_stage = line.find("stage(") != std::string_view::npos || line.find("stage (") != std::string_view::npos ||
                    line.starts_with("stages") || line.find("stage '") != std::string_view::npos ||
                    line.find("stage \"") != std::string_view::npos || line.starts_with("steps {") || line.starts_with("steps{") ||
                    line.find("sh '") != std::string_view::npos || line.find("sh(") != std::string_view::npos ||
                    line.find("sh \"") != std::string_view::npos || line.find("checkout scm") != std::string_view::npos;
    has_stage = has_stage || is_stage;
  }
  return has_frame && has_stage;
}

}  // namespace wafpp::evidence::ci
