#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "documents/repository.h"
#include "evidence/reading.h"
#include "facts/dependencies.h"
#include "terraform/dependencies.h"
#include "terraform/lock_file.h"

namespace wafpp::evidence {

namespace {

constexpr std::string_view kLock = ".terraform.lock.hcl";
constexpr std::string_view kVersions = "versions.tf";

/// The label as it is written, its host included.
std::string label_of(std::string_view header) {
  size_t begin = header.find('"');
  size_t end = begin == std::string_view::npos ? begin : header.find('"', begin + 1);
  return end == std::string_view::npos ? std::string() : std::string(header.substr(begin + 1, end - begin - 1));
}

/// What the lock file is worth for the requirements in the `versions.tf` beside it.
Value with_versions(const terraform::Dependencies& dependencies, const std::vector<std::string>& without_hashes) {
  bool all_exact = true;
  bool all_locked = true;
  std::vector<std::string> inexact;
  for (const facts::Fact& fact : facts::dependency_facts(0, dependencies, {}, {})) {
    if (fact.kind != "used_provider") continue;
    Value exact = fact.at("exact_version");
    bool is_exact = exact.is_known() && !exact.is_null();
    all_exact = all_exact && is_exact;
    Value locked = fact.at("is_locked");
    all_locked = all_locked && locked.has_content() && locked.as_bool();
    if (is_exact) continue;
    Value name = fact.at("need[0].name");
    if (name.has_content()) inexact.emplace_back(name.as_string());
  }
  std::sort(inexact.begin(), inexact.end());
  return Attributes()
      .flag("all_exact", all_exact)
      .flag("all_locked", all_locked)
      .texts("inexact", inexact)
      .texts("without_hashes", without_hashes)
      .object();
}

void read_lock(Reading& reading) {
  documents::MemoryRepository folder;
  folder.add(std::string(kLock), std::string(reading.text()));
  base::Result<std::string> versions = reading.input().read_beside(std::string(kVersions));
  if (versions) folder.add(std::string(kVersions), std::move(*versions));
  diag::SourceMap sources;
  terraform::Loader loader(folder, sources);
  terraform::LockFile lock = terraform::read_lock_file(".", loader);
  std::shared_ptr<const terraform::Loader::File> file = loader.file(std::string(kLock));
  for (const diag::Diagnostic& diagnostic : file->diagnostics.diagnostics()) {
    if (diagnostic.level != diag::Level::Error) continue;
    reading.mark_entry(diagnostic.place.begin);
    reading.refuse(said_by_parser(diagnostic.message));
    return;
  }
  Item& item = reading.item();
  std::vector<value::Member> providers;
  std::vector<std::string> without_hashes;
  std::set<std::string> seen;
  for (const terraform::LockedProvider& provider : lock.providers) {
    std::string source = label_of(sources.text(provider.place));
    reading.mark_entry(provider.place.begin);
    if (!seen.insert(source).second) {
      reading.refuse(reason_with("`{}` is locked twice: which one holds?", "`{}` ist zweimal festgelegt: was gilt?", source));
      return;
    }
    if (provider.version.empty()) reading.warn(fmt::format("`{}` has no version", source));
    if (provider.package_hashes + provider.archive_hashes == 0) without_hashes.push_back(source);
    Attributes counted;
    counted.text("version", provider.version).text("constraints", provider.constraints);
    counted.number("h1", provider.package_hashes).number("zh", provider.archive_hashes);
    providers.push_back({Value::string(source), counted.object()});
    Attributes& record = item.record("locked_provider", source, provider.place.begin, provider.place.end);
    record.text("source", provider.source).text("version", provider.version).text("constraints", provider.constraints);
    record.number("package_hashes", provider.package_hashes).number("archive_hashes", provider.archive_hashes);
  }
  item.summary.set("providers", Value::object(std::move(providers))).texts("without_hashes", without_hashes);
  if (!versions) return;
  if (std::unique_ptr<terraform::Dependencies> dependencies = terraform::dependencies_of(".", loader))
    item.summary.set("with_versions_tf", with_versions(*dependencies, without_hashes));
}

/// A line that begins with `provider "HOST/NAMESPACE/TYPE"`, which no configuration has, or the words that `init` writes above.
bool is_lock(const Shape& shape) {
  if (shape.writing != Writing::Text) return false;
  std::string_view rest = shape.head;
  bool is_first_comment = rest.starts_with("# This file is maintained automatically by \"");
  if (is_first_comment && rest.substr(0, rest.find('\n')).find(" init\"") != std::string_view::npos) return true;
  constexpr std::string_view kProvider = "provider \"";
  for (; !rest.empty();
       rest.remove_prefix(std::min(rest.size(), rest.find('\n') == std::string_view::npos ? rest.size() : rest.find('\n') + 1))) {
    if (!rest.starts_with(kProvider)) continue;
    std::string_view label = rest.substr(kProvider.size(), rest.find_first_of("\"\n", kProvider.size()) - kProvider.size());
    if (std::count(label.begin(), label.end(), '/') == 2) return true;
  }
  return false;
}

constexpr Kind kKinds[] = {{.name = "terraform-lock",
                            .title = "dependency lock file of Terraform",
                            .title_de = "Dependency-Lock-Datei von Terraform",
                            .recognise = is_lock,
                            .read = read_lock,
                            .accepts = Accepts::Text}};

}  // namespace

extern const Format reader_terraform_lock;
const Format reader_terraform_lock{.name = "terraform_lock", .kinds = kKinds};

}  // namespace wafpp::evidence
