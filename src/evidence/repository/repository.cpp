#include "evidence/repository/repository.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/folder.h"
#include "base/threads.h"
#include "evidence/common/image_name.h"
#include "evidence/item.h"
#include "evidence/repository/ecosystems.h"
#include "evidence/repository/kustomize.h"
#include "evidence/repository/references.h"
#include "evidence/repository/updates.h"

namespace wafpp::evidence {

namespace {

constexpr size_t kLargest = size_t{4} << 20;
constexpr size_t kFilesShown = 20;
constexpr size_t kDirectoriesShown = 8;

/// The text of a file that is not too large, without a byte order mark; nothing where it cannot be read. Most files are small, and room for
/// the largest would be made for each of them.
std::optional<std::string> read_text(const documents::Repository& repository, const std::string& path) {
  constexpr size_t kMost = size_t{32} << 10;
  documents::FileResult<std::string> text = repository.read_head(path, kMost);
  if (text && text->size() == kMost) text = repository.read(path);
  if (!text || text->size() > kLargest) return std::nullopt;
  if (text->starts_with("\xEF\xBB\xBF")) text->erase(0, 3);
  text->shrink_to_fit();
  return std::move(*text);
}

/// Texts of files, each read once; sources of those that something stands in.
class Files {
 public:
  explicit Files(const RepositoryInput& input) : input_(input) {}

  std::optional<std::string_view> text(const std::string& path) {
    auto [at, is_new] = texts_.try_emplace(path);
    if (is_new) {
      if (std::optional<std::string> read = read_text(input_.repository, path))
        at->second = std::make_unique<std::string>(std::move(*read));
    }
    return at->second == nullptr ? std::nullopt : std::optional<std::string_view>(*at->second);
  }

  /// One that was read already, or null. Safe from several threads as long as none reads another.
  const std::string* known(const std::string& path) const {
    auto found = texts_.find(path);
    return found == texts_.end() ? nullptr : found->second.get();
  }

  /// Of a text that was read by somebody else.
  void keep(const std::string& path, std::string text) { texts_[path] = std::make_unique<std::string>(std::move(text)); }

  diag::SourceId source(const std::string& path) {
    auto [at, is_new] = sources_.try_emplace(path, 0);
    if (!is_new) return at->second;
    if (input_.source_of) at->second = input_.source_of(path);
    if (at->second == 0) at->second = input_.sources.add(path, std::string(text(path).value_or(std::string_view()))).id();
    return at->second;
  }

  /// A part of a file; without one its first line.
  diag::Place place(const std::string& path, uint32_t begin, uint32_t end) {
    diag::SourceId id = source(path);
    std::string_view text = input_.sources.at(id).text();
    auto size = static_cast<uint32_t>(text.size());
    if (begin == 0 && end == 0) return {id, 0, static_cast<uint32_t>(std::min<size_t>(text.find('\n'), size))};
    begin = std::min(begin, size);
    return {id, begin, std::clamp(end, std::min(begin + 1, size), size)};
  }

 private:
  const RepositoryInput& input_;
  std::unordered_map<std::string, std::unique_ptr<std::string>> texts_;
  std::unordered_map<std::string, diag::SourceId> sources_;
};

Value not_known(const diag::Place& place, std::string on_what) {
  value::OriginStep step{
      .kind = value::OriginStep::Kind::Cause, .cause = value::CauseKind::OutsideEstate, .place = place, .text = std::move(on_what)};
  return Value::unknown(value::Type::boolean()).with_origin(value::Origin::step(std::move(step)));
}

/// `a, b and so on`: names, the first few.
std::string shortened(const std::vector<std::string>& names, size_t most) {
  std::string result;
  for (size_t i = 0; i < std::min(names.size(), most); ++i) result.append(i == 0 ? "" : ", ").append(names[i]);
  if (names.size() > most) result += fmt::format(", ... (+{})", names.size() - most);
  return result;
}

class Maker {
 public:
  Maker(const RepositoryInput& input, diag::Sink& sink) : input_(input), sink_(sink), files_(input) {}

  std::vector<facts::Fact> make() {
    if (input_.wants_updates) updates();
    if (input_.wants_images) images();
    std::stable_sort(facts_.begin(), facts_.end(),
                     [](const facts::Fact& a, const facts::Fact& b) { return std::tie(a.kind, a.subject) < std::tie(b.kind, b.subject); });
    return std::move(facts_);
  }

 private:
  void add(std::string kind, std::string subject, const Attributes& attributes, const diag::Place& place) {
    size_t count = ++seen_[fmt::format("{} {}", kind, subject)];
    if (count > 1) subject += fmt::format("[{}]", count - 1);
    facts::Fact fact;
    fact.kind = std::move(kind);
    fact.subject = subject;
    fact.place = place;
    fact.target = std::make_shared<const value::StemTarget>(value::StemTarget{fact.kind, std::move(subject), false, place});
    fact.set_value(attributes.object().with_origin(facts::identity(fact.target, place)));
    fact.path = path_;
    facts_.push_back(std::move(fact));
  }

  void updates() {
    ReadText read = [&](const std::string& path) { return files_.text(path); };
    std::vector<Ecosystem> ecosystems =
        ecosystems_of({.files = input_.files, .given = input_.given, .terraform_roots = input_.terraform_roots, .read = read});
    if (ecosystems.empty()) return;
    UpdateTools tools = find_update_tools(input_.repository, read);
    remarks(tools);
    std::vector<UpdateCoverage> coverage;
    for (const Ecosystem& each : ecosystems) {
      coverage.push_back(tools.has_any() ? coverage_of(each, tools) : UpdateCoverage{});
      add_ecosystem(each, coverage.back());
    }
    std::optional<UpdateTools::Stopped> stopped = tools.stopped();
    if (!tools.has_any() || stopped) {
      add_nothing(ecosystems, tools, stopped);
      return;
    }
    for (size_t first = 0; first < ecosystems.size();) {
      size_t end = first;
      while (end < ecosystems.size() && ecosystems[end].kind == ecosystems[first].kind) ++end;
      add_updates(std::span(ecosystems).subspan(first, end - first), std::span(coverage).subspan(first, end - first), tools);
      first = end;
    }
  }

  void remarks(const UpdateTools& tools) {
    static constexpr diag::Kind kRemark = {.name = "update-configuration", .level = diag::Level::Warning};
    auto say = [&](const std::string& path, const std::vector<ConfigRemark>& remarks) {
      for (const ConfigRemark& remark : remarks) sink_.report(kRemark, files_.place(path, remark.at, remark.at + 1), remark.message).emit();
    };
    if (!tools.dependabot_path.empty()) say(tools.dependabot_path, tools.dependabot.remarks);
    if (!tools.renovate_path.empty()) say(tools.renovate_path, tools.renovate.remarks);
  }

  Value covered(const UpdateCoverage& coverage) {
    if (coverage.covered != Covered::Open) return Value::boolean(coverage.covered == Covered::Yes);
    return not_known(files_.place(coverage.path, coverage.begin, coverage.end), coverage.why);
  }

  void add_ecosystem(const Ecosystem& each, const UpdateCoverage& coverage) {
    Attributes attributes;
    std::vector<std::string> shown(each.files.begin(),
                                   each.files.begin() + static_cast<ptrdiff_t>(std::min(each.files.size(), kFilesShown)));
    attributes.text("ecosystem", each.kind->name).text("directory", each.directory).texts("files", shown);
    attributes.number("file_count", static_cast<int64_t>(each.files.size())).text("part", word(each.part));
    attributes.set("covered", covered(coverage)).text("covered_by", coverage.by).text("why", coverage.why);
    attributes.text("configuration", coverage.path);
    add("repo.ecosystem", fmt::format("{}#{}", each.directory, each.kind->name), attributes, files_.place(each.files.front(), 0, 0));
  }

  /// Terraform's code and Dockerfiles are what the control speaks of.
  static int rank(const Ecosystem& each) { return each.kind->name == "terraform" ? 2 : each.kind->name == "docker" ? 1 : 0; }

  /// Nothing at all keeps dependencies up to date: said once.
  void add_nothing(const std::vector<Ecosystem>& ecosystems, const UpdateTools& tools, const std::optional<UpdateTools::Stopped>& stopped) {
    std::map<std::string_view, std::vector<std::string>> directories;
    const Ecosystem* first = nullptr;
    for (const Ecosystem& each : ecosystems) {
      if (each.part != Part::Own || !each.kind->is_asked) continue;
      directories[each.kind->name].push_back(each.directory);
      if (first == nullptr || rank(each) > rank(*first)) first = &each;
    }
    if (first == nullptr) return;
    std::vector<std::string> names;
    for (const auto& [name, of] : directories) names.push_back(fmt::format("{} ({})", name, shortened(of, 3)));
    Attributes attributes;
    attributes.null("ecosystem").flag("is_configured", false).text("tool", tools.names());
    attributes.flag("covered", false).text("uncovered", shortened(names, kDirectoriesShown));
    attributes.text("why", stopped ? stopped->why : std::string()).text("configuration", stopped ? stopped->path : std::string());
    diag::Place place = stopped ? files_.place(stopped->path, stopped->begin, stopped->end) : files_.place(first->files.front(), 0, 0);
    add("repo.dependency_updates", "repository", attributes, place);
  }

  void add_updates(std::span<const Ecosystem> ecosystems, std::span<const UpdateCoverage> coverage, const UpdateTools& tools) {
    std::vector<std::string> directories;
    std::vector<std::string> uncovered;
    std::vector<std::string> open;
    const UpdateCoverage* decides = nullptr;
    for (size_t i = 0; i < ecosystems.size(); ++i) {
      if (ecosystems[i].part != Part::Own || !ecosystems[i].kind->is_asked) continue;
      directories.push_back(ecosystems[i].directory);
      if (coverage[i].covered == Covered::No) uncovered.push_back(ecosystems[i].directory);
      if (coverage[i].covered == Covered::Open) open.push_back(ecosystems[i].directory);
      bool is_worse = decides == nullptr || (coverage[i].covered == Covered::No && decides->covered != Covered::No) ||
                      (coverage[i].covered == Covered::Open && decides->covered == Covered::Yes);
      if (is_worse) decides = &coverage[i];
    }
    if (decides == nullptr) return;
    std::string_view name = ecosystems.front().kind->name;
    Attributes attributes;
    attributes.text("ecosystem", name).flag("is_configured", true).text("tool", tools.names()).set("covered", covered(*decides));
    attributes.text("covered_by", decides->by).text("why", decides->why).text("configuration", decides->path);
    attributes.texts("directories", directories).text("uncovered", shortened(uncovered, kDirectoriesShown));
    attributes.text("open", shortened(open, kDirectoriesShown));
    add("repo.dependency_updates", std::string(name), attributes, files_.place(decides->path, decides->begin, decides->end));
  }

  struct Named {
    std::string text;
    std::vector<ImageReference> images;
  };

  void images() {
    std::vector<std::string> paths;
    for (const std::string& path : input_.files) {
      std::optional<ImageReference::Kind> kind = image_kind(path);
      // Values are those of a chart only beside it.
      bool is_one = kind && (*kind != ImageReference::Kind::Helm || has_file(base::folder_of(path), "Chart.yaml"));
      if (is_one) paths.push_back(path);
    }
    std::vector<Named> found(paths.size());
    base::parallel_for(paths.size(), input_.threads, [&](size_t index) { found[index] = look_at(paths[index]); });
    for (size_t i = 0; i < paths.size(); ++i) {
      if (*image_kind(paths[i]) == ImageReference::Kind::Kustomize) kustomizations_.add(paths[i], found[i].text);
    }
    kustomizations_.connect();
    for (size_t i = 0; i < paths.size(); ++i) {
      if (found[i].images.empty()) continue;
      files_.keep(paths[i], std::move(found[i].text));
      for (const ImageReference& image : found[i].images) add_image(paths[i], image);
    }
  }

  bool has_file(std::string_view folder, std::string_view name) const {
    return std::binary_search(input_.files.begin(), input_.files.end(), documents::join_path(folder, name));
  }

  Named look_at(const std::string& path) const {
    const std::string* known = files_.known(path);
    std::optional<std::string> text = known != nullptr ? std::optional(*known) : read_text(input_.repository, path);
    if (!text) return {};
    Named named{.text = std::move(*text), .images = {}};
    switch (*image_kind(path)) {
      case ImageReference::Kind::Dockerfile:
        named.images = images_of_dockerfile(named.text);
        break;
      case ImageReference::Kind::Compose:
        named.images = images_of_compose(named.text);
        break;
      case ImageReference::Kind::Kubernetes:
        if (may_be_manifest(named.text)) named.images = images_of_manifests(named.text);
        break;
      case ImageReference::Kind::Helm:
        named.images = images_of_values(named.text);
        break;
      case ImageReference::Kind::Kustomize:
        named.images = images_of_kustomization(named.text);
        break;
    }
    return named;
  }

  void add_image(const std::string& path, const ImageReference& image) {
    diag::Place place = files_.place(path, image.begin, image.end);
    Attributes attributes;
    attributes.text("role", word(image.role)).text("reference", image.reference);
    attributes.text("resolved", image.resolved).text("tag", tag_of(image.resolved));
    attributes.set("by_digest", image.by_digest ? Value::boolean(*image.by_digest) : not_known(place, fmt::format("`{}`", image.open)));
    attributes.text("stage", image.kind == ImageReference::Kind::Dockerfile ? image.owner : std::string());
    attributes.text("owner", image.owner).text("platform", image.platform).text("open", image.open);
    attributes.text("file", path).text("part", word(part_of(path, input_.given)));
    bool is_manifest = image.kind == ImageReference::Kind::Kubernetes;
    attributes.text("replaced_in", is_manifest ? kustomizations_.replaced_in(path, image.reference) : std::string());
    add(fmt::format("repo.image.{}", word(image.kind)), fmt::format("{}#{}", path, image.reference), attributes, place);
  }

  const RepositoryInput& input_;
  diag::Sink& sink_;
  Files files_;
  Kustomizations kustomizations_;
  std::vector<facts::Fact> facts_;
  std::unordered_map<std::string, size_t> seen_;
  std::shared_ptr<const std::vector<terraform::ModuleStep>> path_ = std::make_shared<const std::vector<terraform::ModuleStep>>();
};

}  // namespace

std::vector<facts::Fact> repository_facts(const RepositoryInput& input, diag::Sink& sink) { return Maker(input, sink).make(); }

}  // namespace wafpp::evidence
