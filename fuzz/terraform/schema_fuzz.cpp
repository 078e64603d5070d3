// Provider schemas: any bytes are refused, or every type in them can be built and used to decode a body. What begins with `{` is read as
// `terraform providers schema -json` prints it, anything else as a table.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "documents/repository.h"
#include "terraform/evaluate.h"
#include "terraform/provider_schema.h"
#include "terraform/schema_json.h"

namespace {

using namespace wafpp;
using namespace wafpp::terraform;

constexpr size_t kMaxTypes = 20;

void check(const BodySchema& body) {
  for (const AttributeSchema& attribute : body.attributes) {
    WAFPP_CHECK(body.attribute(attribute.name) != nullptr, "an argument is not found by its name");
  }
  for (const BlockSchema& block : body.blocks) {
    WAFPP_CHECK(body.block(block.name) != nullptr, "a block is not found by its name");
    if (block.body != nullptr && !block.recurses) check(*block.body);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.starts_with('{')) {
    diag::SourceMap sources;
    diag::Sink sink;
    std::vector<std::string> made = schema_tables(sources.add("schema.json", bytes), [](std::string_view) { return "1.0.0"; }, sink);
    if (made.empty()) return 0;
    bytes = made.front();
  }
  base::Result<SchemaTable> table = SchemaTable::open(bytes);
  if (!table) return 0;
  SchemaTable tables[] = {*table};
  ProviderSchemas schemas(tables);
  for (const char* version : {"", "0.0.1", "1.0.0", "999.0.0"}) {
    std::optional<Version> known = Version::parse(version);
    std::optional<ProviderVersion> provider = known ? schemas.in_version(table->source(), *known) : schemas.within(table->source(), ">= 1");
    if (!provider) return 0;  // Its source is no name that anybody could ask for.
    if (const ResourceSchema* configuration = schemas.configuration(*provider)) check(*configuration->body);
    for (auto [section, mode] : {std::pair(SchemaTable::Section::Managed, Mode::Managed), std::pair(SchemaTable::Section::Data, Mode::Data),
                                 std::pair(SchemaTable::Section::Ephemeral, Mode::Ephemeral)}) {
      for (uint32_t number = 0; number < table->count(section) && number < kMaxTypes; ++number) {
        const ResourceSchema* schema = schemas.find(*provider, mode, table->resource_name(section, number));
        if (schema != nullptr) check(*schema->body);
      }
    }
  }
  documents::MemoryRepository repository({{"main.tf", R"(
resource "time_sleep" "s" {
  create_duration = 30
  nested          = [{ a = 1 }]
  by_name "x" { size = "3" }
}
output "s" { value = [time_sleep.s, time_sleep.s.nested[0].b, time_sleep.s.by_name["x"].size] }
)"}});
  diag::SourceMap sources;
  Loader loader(repository, sources);
  evaluate_root({.folder = "."}, loader, {.schemas = &schemas});
  return 0;
}
