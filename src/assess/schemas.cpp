#include "assess/schemas.h"

#include <fmt/format.h>

#include <map>

#include "terraform/schema_json.h"

namespace wafpp::assess {

namespace {

constexpr diag::Kind kUnreadable = {.name = "unreadable-schema", .level = diag::Level::Error};
constexpr diag::Kind kTwice = {.name = "two-schemas", .level = diag::Level::Error};
constexpr diag::Kind kNotThere = {.name = "bad-version", .level = diag::Level::Error};

}  // namespace

Schemas::Schemas(std::span<const SchemaFile> files, const documents::Repository& repository, diag::SourceMap& sources, diag::Sink& sink) {
  std::vector<terraform::SchemaTable> tables;
  std::map<std::string, const SchemaFile*, std::less<>> by_source;
  auto take = [&](const SchemaFile& file, std::string bytes) {
    auto kept = std::make_unique<const std::string>(std::move(bytes));
    base::Result<terraform::SchemaTable> table = terraform::SchemaTable::open(*kept);
    if (!table) {
      sink.report(kUnreadable, file.place, fmt::format("`{}`: {}", file.path, table.error().message))
          .help("`tools/make_schemas` writes tables, `terraform providers schema -json` prints schemas")
          .emit();
      return;
    }
    if (tables.size() == terraform::ProviderSchemas::kMaxTables) {
      sink.report(kUnreadable, file.place, fmt::format("more than {} provider schemas", terraform::ProviderSchemas::kMaxTables)).emit();
      return;
    }
    auto [first, is_first] = by_source.emplace(table->source(), &file);
    if (!is_first) {
      sink.report(kTwice, file.place, fmt::format("the schema of `{}` is in two files", table->source()))
          .label(first->second->place, "the other one is named here")
          .emit();
      return;
    }
    tables.push_back(*table);
    bytes_.push_back(std::move(kept));
  };
  for (const SchemaFile& file : files) {
    std::string path;
    if (file.path.empty()) continue;  // Has been reported.
    if (!documents::normalise_path(file.path, path)) {
      sink.report(kUnreadable, file.place, fmt::format("`{}` leads out of the repository", file.path)).emit();
      continue;
    }
    documents::FileResult<std::string> text = repository.read(path);
    if (!text) {
      sink.report(kUnreadable, file.place, fmt::format("`{}`: {}", file.path, text.error().reason)).emit();
      continue;
    }
    if (text->starts_with("WAFPPS")) {
      take(file, std::move(*text));
      continue;
    }
    const diag::Source& source = sources.add(path, std::move(*text));
    std::map<std::string_view, bool> asked;
    auto version_of = [&](std::string_view provider) {
      auto version = file.versions.find(provider);
      if (version == file.versions.end()) return std::string();
      asked[version->first] = true;
      return version->second;
    };
    for (std::string& bytes : terraform::schema_tables(source, version_of, sink)) {
      // What Terraform prints has neither defaults nor other versions: the shipped table of the same provider knows more.
      base::Result<terraform::SchemaTable> table = terraform::SchemaTable::open(bytes);
      if (table && !terraform::ProviderSchemas::shipped().has_table(table->source())) take(file, std::move(bytes));
    }
    for (const auto& [provider, version] : file.versions) {
      if (asked.contains(provider)) continue;
      sink.report(kNotThere, file.place, fmt::format("a version of `{}` is stated, which is not in `{}`", provider, file.path)).emit();
    }
  }
  if (!tables.empty()) own_ = std::make_unique<const terraform::ProviderSchemas>(tables);
}

}  // namespace wafpp::assess
