#include "evidence/ci/call.h"

#include <algorithm>
#include <array>

#include "base/letters.h"

namespace wafpp::evidence::ci {

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view base_name(std::string_view path) {
  size_t slash = path.find_last_of("/\\");
  if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
  if (path.ends_with(".exe")) path.remove_suffix(4);
  return path;
}

/// Images of tools: their arguments are the tool's. The longest name counts.
struct ToolImage {
  std::string_view image;
  std::string_view tool;
};
constexpr std::array kToolImages = {
    ToolImage{"aquasec/trivy", "trivy"},
    ToolImage{"aquasecurity/trivy", "trivy"},
    ToolImage{"bitnami/trivy", "trivy"},
    ToolImage{"anchore/grype", "grype"},
    ToolImage{"anchore/syft", "syft"},
    ToolImage{"projectsigstore/cosign", "cosign"},
    ToolImage{"sigstore/cosign/cosign", "cosign"},
    ToolImage{"bitnami/cosign", "cosign"},
    ToolImage{"snyk/snyk", "snyk"},
    ToolImage{"kaniko-project/executor", "kaniko"},
    ToolImage{"chainguard-dev/kaniko", "kaniko"},
    ToolImage{"cyclonedx/cdxgen", "cdxgen"},
    ToolImage{"google/osv-scanner", "osv-scanner"},
    ToolImage{"docker/scout-cli", "docker-scout"},
    ToolImage{"hadolint/hadolint", "hadolint"},
};

std::string_view tool_of_image(std::string_view image) {
  size_t at = image.find('@');
  image = image.substr(0, at);
  size_t colon = image.rfind(':');
  if (colon != std::string_view::npos && image.find('/', colon) == std::string_view::npos) image = image.substr(0, colon);
  for (const ToolImage& known : kToolImages) {
    if (image == known.image) return known.tool;
    if (image.size() > known.image.size() && image.ends_with(known.image) && image[image.size() - known.image.size() - 1] == '/') {
      return known.tool;
    }
  }
  return {};
}

/// Options of `docker run` that take no value.
bool is_switch_of_run(std::string_view option) {
  if (option.find('=') != std::string_view::npos) return true;
  if (is_one_of(option, {"--rm", "--interactive", "--tty", "--detach", "--init", "--privileged", "--read-only", "--no-healthcheck",
                         "--publish-all", "--sig-proxy", "--quiet"})) {
    return true;
  }
  // `-it`, `-d`; of these letters none takes a value.
  return !option.starts_with("--") && option.find_first_not_of("itdqP", 1) == std::string_view::npos;
}

/// Words of the options that stand at the front, from `at` on, with the values of those that have one in the list.
size_t skip_options(const std::vector<std::string>& words, size_t at, std::initializer_list<std::string_view> valued) {
  while (at < words.size() && words[at].size() > 1 && words[at].starts_with('-')) at += is_one_of(words[at], valued) ? 2 : 1;
  return std::min(at, words.size());
}

}  // namespace

std::string filled_in(std::string_view text, const Variables& variables) {
  std::string result;
  auto is_name = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
  };
  for (size_t at = 0; at < text.size();) {
    if (text[at] != '$' && !(text[at] == '<' && text.substr(at).starts_with("<<"))) {
      result += text[at++];
      continue;
    }
    std::string_view rest = text.substr(at, 256);
    std::string_view name;
    size_t length = 0;
    auto bracketed = [&](std::string_view open, std::string_view close) {
      if (length != 0 || !rest.starts_with(open)) return;
      size_t from = rest.find_first_not_of(' ', open.size());
      size_t to = from;
      while (to < rest.size() && is_name(rest[to])) ++to;
      size_t end = to < rest.size() ? rest.find_first_not_of(' ', to) : std::string_view::npos;
      if (end == std::string_view::npos || !rest.substr(end).starts_with(close)) return;
      name = rest.substr(from, to - from);
      length = end + close.size();
    };
    bracketed("${{", "}}");
    bracketed("$[", "]");
    bracketed("${", "}");
    bracketed("$(", ")");
    bracketed("<<", ">>");
    if (length == 0 && rest.starts_with('$')) {
      size_t to = 1;
      while (to < rest.size() && is_name(rest[to]) && rest[to] != '.' && rest[to] != '-') ++to;
      if (to > 1) {
        name = rest.substr(1, to - 1);
        length = to;
      }
    }
    auto found = variables.find(name);
    if (found == variables.end() && name.starts_with("env.")) found = variables.find(name.substr(4));
    if (found == variables.end() && name.starts_with("variables.")) found = variables.find(name.substr(10));
    // Beyond that the names stay as they are: values that name one another could grow without end.
    constexpr size_t kMaxFilled = size_t{1} << 16;
    bool is_too_long = found != variables.end() && result.size() + found->second.size() > text.size() + kMaxFilled;
    if (length == 0 || found == variables.end() || is_too_long) {
      size_t taken = std::max<size_t>(length, 1);
      result += text.substr(at, taken);
      at += taken;
      continue;
    }
    result += found->second;
    at += length;
  }
  return result;
}

bool is_open(std::string_view text) {
  return text.find('$') != std::string_view::npos || text.find("<<") != std::string_view::npos || text.find('%') != std::string_view::npos;
}

bool Call::is(std::initializer_list<std::string_view> words) const {
  size_t at = 1;
  for (std::string_view word : words) {
    while (at < words_.size() && words_[at].starts_with('-')) ++at;
    if (at >= words_.size() || words_[at] != word) return false;
    ++at;
  }
  return true;
}

bool says_deploy(std::string_view name) {
  std::string word = base::lowered(name);
  return word.find("deploy") != std::string::npos && word.find("undeploy") == std::string::npos;
}

std::optional<std::string> remote_script(const std::vector<std::string>& words, const Command& command) {
  if (words.empty() || words.front() != "ssh") return std::nullopt;
  size_t at =
      skip_options(words, 1, {"-b", "-c", "-D", "-E", "-e", "-F", "-I", "-i", "-J", "-L", "-l", "-m", "-o", "-p", "-R", "-S", "-w"});
  // Behind the host options may stand as well.
  if (at < words.size()) ++at;
  at = skip_options(words, at, {"-i", "-l", "-o", "-p"});
  std::string script;
  for (size_t i = at; i < words.size(); ++i) script += (script.empty() ? "" : " ") + words[i];
  // `ssh host bash -s <<EOF`: what it reads is what is run.
  return script + "\n" + command.input;
}

bool Call::has(std::string_view name) const {
  return std::any_of(words_.begin() + 1, words_.end(), [&](const std::string& word) {
    return word == name || (word.size() > name.size() && word.starts_with(name) && word[name.size()] == '=');
  });
}

std::vector<std::string> Call::options(std::initializer_list<std::string_view> names) const {
  std::vector<std::string> values;
  for (size_t i = 1; i < words_.size(); ++i) {
    const std::string& word = words_[i];
    for (std::string_view name : names) {
      if (!word.starts_with(name)) continue;
      std::string_view rest = std::string_view(word).substr(name.size());
      if (rest.empty()) {
        if (i + 1 < words_.size()) values.push_back(filled_in(words_[i + 1], in_->variables));
      } else if (rest.starts_with('=')) {
        values.push_back(filled_in(rest.substr(1), in_->variables));
      } else if (name.size() == 2 && name[1] != '-') {
        values.push_back(filled_in(rest, in_->variables));
      } else {
        continue;
      }
      break;
    }
  }
  return values;
}

std::optional<std::string> Call::option(std::initializer_list<std::string_view> names) const {
  std::vector<std::string> values = options(names);
  if (values.empty()) return std::nullopt;
  return values.back();
}

bool Call::is_on(std::string_view name) const {
  return std::any_of(words_.begin() + 1, words_.end(), [&](const std::string& word) {
    if (!word.starts_with(name)) return false;
    std::string_view rest = std::string_view(word).substr(name.size());
    return rest.empty() || (rest.starts_with('=') && rest != "=false" && rest != "=0");
  });
}

std::vector<std::string> Call::operands(size_t skip) const {
  std::vector<std::string> found;
  bool is_value = false;
  for (size_t i = 1; i < words_.size(); ++i) {
    const std::string& word = words_[i];
    if (word.starts_with('-') && word.size() > 1) {
      is_value = word.find('=') == std::string::npos;
      continue;
    }
    // Behind an option a word may be its value; where nothing else is left, the last one counts all the same.
    if (!is_value || i + 1 == words_.size()) found.push_back(filled_in(word, in_->variables));
    is_value = false;
  }
  found.erase(found.begin(), found.begin() + static_cast<ptrdiff_t>(std::min(skip, found.size())));
  return found;
}

std::string Call::variable(std::string_view name) const {
  for (const auto& [known, value] : command_->env) {
    if (known == name) return filled_in(value, in_->variables);
  }
  auto found = in_->variables.find(name);
  return found == in_->variables.end() ? std::string() : filled_in(found->second, in_->variables);
}

std::vector<std::string> unwrapped(const Command& command, std::string& script) {
  std::vector<std::string> words = command.words;
  constexpr size_t kMaxWrappers = 8;
  for (size_t round = 0; round < kMaxWrappers && !words.empty(); ++round) {
    words.front() = std::string(base_name(words.front()));
    const std::string& first = words.front();
    size_t from = 0;
    if (is_one_of(first, {"sudo", "doas"})) {
      from = skip_options(words, 1, {"-u", "-g", "-h", "-p", "--user"});
    } else if (is_one_of(first, {"nohup", "exec", "command", "time", "nice", "ionice", "builtin", "stdbuf", "unbuffer", "npx", "bunx",
                                 "uvx", "&"})) {
      from = skip_options(words, 1, {"-n", "-p", "--package"});
    } else if (is_one_of(first, {"pipx", "pnpm", "yarn"}) && words.size() > 1 && is_one_of(words[1], {"run", "dlx", "exec"})) {
      from = 2;
    } else if (first == "sshpass") {
      from = skip_options(words, 1, {"-p", "-f", "-d", "-P"});
    } else if (first == "gcloud" && words.size() > 2 && words[1] == "docker") {
      // `gcloud docker -- push IMAGE`
      from = std::min(skip_options(words, 2, {}), words.size() - 1) - 1;
      words[from] = "docker";
    } else if (first == "timeout") {
      from = skip_options(words, 1, {"-s", "--signal", "-k", "--kill-after"}) + 1;
    } else if (first == "env") {
      from = skip_options(words, 1, {"-u"});
    } else if (first == "xargs") {
      from = skip_options(words, 1, {"-I", "-n", "-P", "-L", "-d", "-a"});
    } else if (is_one_of(first, {"bash", "sh", "zsh", "dash", "ash"})) {
      for (size_t i = 1; i + 1 < words.size(); ++i) {
        bool is_command = words[i].starts_with('-') && !words[i].starts_with("--") && words[i].ends_with('c');
        if (is_command) script = words[i + 1];
        if (is_command || !words[i].starts_with('-')) break;
      }
      return words;
    } else if (is_one_of(first, {"docker", "podman", "nerdctl"}) && words.size() > 2) {
      size_t at = words[1] == "container" ? 2 : 1;
      if (at >= words.size() || words[at] != "run") return words;
      ++at;
      std::string entrypoint;
      while (at < words.size() && words[at].starts_with('-')) {
        if (words[at].starts_with("--entrypoint")) {
          entrypoint = words[at].size() > 13 ? words[at].substr(13) : at + 1 < words.size() ? words[at + 1] : "";
        }
        at += is_switch_of_run(words[at]) ? 1 : 2;
      }
      if (at >= words.size()) return words;
      std::string tool(tool_of_image(words[at]));
      // An image of one's own that runs a known tool: `docker run --rm -v ... tools trivy image app`.
      if (tool.empty() && entrypoint.empty()) {
        if (at + 1 >= words.size()) return words;
        std::string_view program = base_name(words[at + 1]);
        if (!is_one_of(program, {"trivy", "grype", "syft", "cosign", "snyk", "sh", "bash"})) return words;
        from = at + 1;
      } else {
        words[at] = entrypoint.empty() ? tool : entrypoint;
        from = at;
        // `docker run aquasec/trivy trivy image`: some images are called so.
        if (entrypoint.empty() && at + 1 < words.size() && words[at + 1] == tool) ++from;
      }
    } else {
      return words;
    }
    while (from < words.size() && words[from].find('=') != std::string::npos && first == "env") ++from;
    words.erase(words.begin(), words.begin() + static_cast<ptrdiff_t>(std::min(from, words.size())));
  }
  if (!words.empty()) words.front() = std::string(base_name(words.front()));
  return words;
}

}  // namespace wafpp::evidence::ci
