#include "evidence/ci/builder.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/letters.h"
#include "documents/repository.h"

namespace wafpp::evidence::ci {

namespace {

constexpr size_t kMaxFiles = 200;
constexpr uint32_t kMaxIncludes = 10;
constexpr size_t kMaxFollowed = 500;
constexpr size_t kMaxSteps = 4000;
constexpr size_t kMaxJobs = 1000;
constexpr size_t kMaxDeeds = 2000;
constexpr size_t kMaxUnread = 200;
constexpr uint32_t kMaxTextDepth = 12;

void collect(const YamlNode& node, uint32_t depth, std::vector<std::string>& to) {
  if (node.is_scalar()) {
    if (!node.is(YamlKind::Null)) to.emplace_back(node.text());
    return;
  }
  if (depth > kMaxTextDepth) return;
  for (const YamlNode& element : node.elements()) collect(element, depth + 1, to);
}

void collect_scalars(const YamlNode& node, uint32_t depth, std::vector<const YamlNode*>& to) {
  if (node.is_scalar()) {
    if (!node.is(YamlKind::Null)) to.push_back(&node);
    return;
  }
  if (depth > kMaxTextDepth) return;
  for (const YamlNode& element : node.elements()) collect_scalars(element, depth + 1, to);
}

}  // namespace

std::string_view text_at(const YamlNode& node, std::string_view key) {
  const YamlNode* found = node.find(key);
  return found == nullptr || found->is(YamlKind::Null) ? std::string_view() : found->text();
}

std::vector<std::string> texts_of(const YamlNode* node) {
  std::vector<std::string> texts;
  if (node != nullptr) collect(*node, 0, texts);
  return texts;
}

void add_variables(const YamlNode* mapping, Variables& to) {
  if (mapping == nullptr) return;
  for (const YamlMember& member : mapping->members()) {
    if (member.value.is_scalar()) {
      to[std::string(member.key.text())] = member.value.text();
    } else if (const YamlNode* value = member.value.find("value")) {
      to[std::string(member.key.text())] = value->text();
    }
  }
}

bool is_true(const YamlNode& node, std::string_view key) { return base::same_without_case(text_at(node, key), "true"); }

Builder::Builder(Reading& reading, std::string_view platform) : reading_(reading) { pipeline_.platform = platform; }

std::unique_ptr<Builder::File> Builder::parse(std::string_view name, std::string text) {
  auto file = std::make_unique<File>();
  file->source = std::make_unique<diag::Source>(1, std::string(name), std::move(text));
  diag::Sink sink;
  file->stream = std::make_unique<documents::YamlStream>(documents::parse_yaml(*file->source, sink));
  for (const diag::Diagnostic& each : sink.diagnostics()) {
    if (each.level != diag::Level::Error || !file->why.empty()) continue;
    file->why = each.message;
    if (!is_inside() && name.empty()) reading_.mark_entry(each.place.begin);
  }
  return file;
}

const YamlNode* Builder::root(bool takes_last) {
  main_ = parse({}, std::string(reading_.text()));
  if (!main_->why.empty()) {
    reading_.refuse(said_by_parser(main_->why));
    return nullptr;
  }
  std::span<const YamlNode> documents = main_->stream->documents();
  if (documents.empty()) {
    reading_.refuse({"the file says nothing", "die Datei sagt nichts"});
    return nullptr;
  }
  if (documents.size() > 1 && !takes_last) {
    reading_.mark_entry(documents[1].place().begin);
    reading_.refuse(
        {"a second document begins here: which of the two counts?", "hier beginnt ein zweites Dokument: welches der beiden zählt?"});
    return nullptr;
  }
  return &documents.back();
}

std::string Builder::text_of(const std::string& path) {
  auto found = texts_.find(path);
  if (found != texts_.end()) return found->second;
  if (texts_.size() >= kMaxFiles) return {};
  base::Result<std::string> text = reading_.input().read_in_repository(path);
  constexpr size_t kMaxBytes = size_t{4} << 20;
  std::string& kept = texts_[path];
  if (text && text->size() <= kMaxBytes) kept = std::move(*text);
  return kept;
}

const YamlNode* Builder::yaml_of(const std::string& path, std::string& why) {
  auto found = files_.find(path);
  if (found == files_.end()) {
    std::unique_ptr<File> file;
    std::string normal;
    if (files_.size() >= kMaxFiles) {
      why = fmt::format("more than {} files", kMaxFiles);
      return nullptr;
    }
    if (!documents::normalise_path(path, normal)) {
      why = "the path leads out of the repository";
      return nullptr;
    }
    base::Result<std::string> text = reading_.input().read_in_repository(normal);
    if (text) {
      file = parse(normal, std::move(*text));
    } else {
      file = std::make_unique<File>();
      file->why = text.error().message;
    }
    found = files_.emplace(path, std::move(file)).first;
  }
  if (!found->second->why.empty()) {
    why = found->second->why;
    return nullptr;
  }
  std::span<const YamlNode> documents = found->second->stream->documents();
  if (documents.empty()) {
    why = "the file says nothing";
    return nullptr;
  }
  return &documents.back();
}

std::vector<std::string> Builder::find_files(const std::string& folder, const std::function<bool(std::string_view path)>& wanted,
                                             std::string& why) {
  constexpr size_t kMost = 200'000;
  base::Result<std::vector<std::string>> found = reading_.input().find_in_repository(folder, wanted, kMost);
  if (found) return std::move(*found);
  why = found.error().message;
  return {};
}

Surroundings Builder::surroundings(ShellMode mode, Variables variables) {
  return {.mode = mode, .variables = std::move(variables), .file = [this](const std::string& path) { return text_of(path); }};
}

Span Builder::span(const YamlNode& node) const {
  if (include_) return *include_;
  return {node.place().begin, node.place().end};
}

/// Says once that something is left out, and that absence is therefore not certain.
bool Builder::limit(Span place, std::string message) {
  if (!said_limit_) {
    warn(place, message);
    add_unread(std::move(message), place);
  }
  said_limit_ = true;
  return false;
}

bool Builder::may_follow(Span place) {
  if (depth_ >= kMaxIncludes) {
    return limit(place, fmt::format("files bring in one another more than {} deep, or in a circle: the rest is not read", kMaxIncludes));
  }
  if (++followed_ > kMaxFollowed) return limit(place, fmt::format("more than {} files are brought in: the rest is not read", kMaxFollowed));
  return true;
}

bool Builder::may_add_step(Span place) {
  return ++steps_ <= kMaxSteps || limit(place, fmt::format("more than {} steps: the rest is not read", kMaxSteps));
}

bool Builder::may_add_job(Span place) {
  return pipeline_.jobs.size() < kMaxJobs || limit(place, fmt::format("more than {} jobs: the rest is not read", kMaxJobs));
}

/// The line of a block scalar in which a command stands; of other scalars the whole.
Span Builder::line_of(const YamlNode& scalar, uint32_t offset) const {
  Span whole = span(scalar);
  if (include_ || scalar.style() != documents::YamlStyle::Literal) return whole;
  std::string_view before = scalar.text().substr(0, offset);
  auto lines = static_cast<size_t>(std::count(before.begin(), before.end(), '\n'));
  std::string_view text = reading_.text();
  size_t at = text.find('\n', whole.begin);
  for (size_t i = 0; i < lines && at != std::string_view::npos; ++i) at = text.find('\n', at + 1);
  if (at == std::string_view::npos || at >= whole.end) return whole;
  size_t begin = text.find_first_not_of(" \t", at + 1);
  if (begin == std::string_view::npos || begin >= whole.end) return whole;
  size_t end = std::min(text.find('\n', begin), text.size());
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

Surroundings Builder::of_step(const Job& job, const Step& step, const Surroundings& in) {
  Surroundings inner = in;
  inner.is_deployment = in.is_deployment || job.is_deployment || says_deploy(job.id) || says_deploy(step.name);
  return inner;
}

void Builder::add_script(Job& job, Step& step, const YamlNode* script, const Surroundings& around, Lines lines) {
  if (script == nullptr) return;
  Surroundings in = of_step(job, step, around);
  std::vector<const YamlNode*> entries;
  collect_scalars(*script, 0, entries);
  // Offsets in the joined text lead back to the entry.
  std::string joined;
  std::vector<std::pair<uint32_t, const YamlNode*>> starts;
  Script commands;
  for (const YamlNode* entry : entries) {
    auto start = static_cast<uint32_t>(joined.size());
    starts.emplace_back(start, entry);
    joined += entry->text();
    joined += '\n';
    if (lines == Lines::Together) continue;
    for (Command& command : parse_shell(entry->text(), in.mode).commands) {
      command.offset += start;
      commands.commands.push_back(std::move(command));
    }
  }
  if (lines == Lines::Together) commands = parse_shell(joined, in.mode);
  Doings doings;
  read_script(commands, in, doings);
  for (Deed& deed : doings.deeds) {
    auto after = std::upper_bound(starts.begin(), starts.end(), deed.place.begin,
                                  [](uint32_t offset, const auto& start) { return offset < start.first; });
    if (after == starts.begin()) continue;
    const auto& [start, entry] = *std::prev(after);
    deed.place = line_of(*entry, deed.place.begin - start);
  }
  add(job, step, std::move(doings), starts.empty() ? step.place : span(*script));
}

void Builder::add_script(Job& job, Step& step, std::string_view script, const Surroundings& in, Span place) {
  Doings doings;
  read_script(script, of_step(job, step, in), doings);
  for (Deed& deed : doings.deeds) deed.place = place;
  add(job, step, std::move(doings), place);
}

void Builder::add(Job& job, Step& step, Doings doings, Span place) {
  for (Deed& deed : doings.deeds) {
    if (++deeds_ > kMaxDeeds) {
      limit(place, fmt::format("more than {} things are done: the rest is not read", kMaxDeeds));
      break;
    }
    if (deed.place.end == 0) deed.place = place;
    step.deeds.push_back(std::move(deed));
  }
  for (std::string& unread : doings.unread) add_unread(std::move(unread), place);
  for (std::string& url : doings.downloads) {
    add_dependency({.kind = "download", .name = url, .ref = {}, .written = url, .place = place});
  }
  job.has_test_cluster = job.has_test_cluster || doings.has_test_cluster;
}

void Builder::add_unread(std::string what, Span place) {
  if (pipeline_.unread.size() >= kMaxUnread) return;
  auto same = [&](const Unread& each) { return each.what == what; };
  if (std::any_of(pipeline_.unread.begin(), pipeline_.unread.end(), same)) return;
  pipeline_.unread.push_back({std::move(what), place});
}

void Builder::add_dependency(Dependency dependency) { pipeline_.dependencies.push_back(std::move(dependency)); }

void Builder::add_image(std::string_view image, Span place) {
  if (!image.empty()) add_dependency(image_dependency(image, place));
}

void Builder::warn(Span place, std::string message) {
  reading_.mark_entry(place.begin);
  reading_.warn(std::move(message));
}

}  // namespace wafpp::evidence::ci
