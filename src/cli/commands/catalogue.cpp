#include "controls/catalogue.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/command.h"
#include "controls/catalogue_gaps.h"

namespace wafpp::cli {

namespace {

using controls::ArgumentIs;
using controls::DataStore;
using controls::EncryptionPlace;

std::string below(const std::string& each, const std::string& path) { return each.empty() ? path : fmt::format("{}[*].{}", each, path); }

std::string described(const EncryptionPlace& place) {
  std::vector<std::string> parts;
  if (!place.encrypted.empty()) parts.push_back(below(place.each, place.encrypted));
  for (const ArgumentIs& choice : place.choices) {
    parts.push_back(fmt::format("{} = {}", below(place.each, choice.path), fmt::join(choice.values, " | ")));
  }
  std::vector<std::string> keys;
  for (const std::string& key : place.keys) keys.push_back(below(place.each, key));
  for (const std::string& key : place.named) keys.push_back(below(place.each, key));
  if (!keys.empty()) parts.push_back(fmt::format("{}", fmt::join(keys, " | ")));
  return fmt::format("{}", fmt::join(parts, ", "));
}

/// One store, a line for each way by which it is encrypted.
std::string described(const DataStore& store, Language language) {
  std::string text = fmt::format("{} ({})\n", store.type, store.kind);
  for (const EncryptionPlace& place : store.places) text += fmt::format("    {}\n", described(place));
  for (const controls::Companion& companion : store.companions) {
    text += fmt::format("    {}.{}: {}\n", companion.types.front(), companion.by, described(companion.place));
  }
  for (const controls::StoreSource& source : store.sources) {
    text += fmt::format("    {} -> {}\n", source.by, source.of.empty() ? "?" : fmt::format("{}", fmt::join(source.of, " | ")));
  }
  if (!store.without_key.empty()) text += fmt::format("    {}\n", store.without_key.in(language));
  return text;
}

class Catalogue : public Command {
 public:
  void declare(Options& options) override {
    options.positional("type", types_, "resource types, or parts of their names; all where none is given", false);
    options.flag("--gaps", gaps_, "instead, types of the provider schemas that look like data stores and are not in the catalogue");
  }

  Exit run(const Terminal& terminal) override {
    const controls::DataStores& stores = controls::catalogue().stores;
    if (gaps_) {
      std::vector<controls::CatalogueGap> gaps = controls::catalogue_gaps(stores);
      for (const controls::CatalogueGap& gap : gaps) terminal.out(fmt::format("{}  {}\n", gap.type, fmt::join(gap.paths, " ")));
      return gaps.empty() ? Exit::Good : Exit::Failed;
    }
    auto wanted = [&](const std::string& type) {
      return types_.empty() ||
             std::any_of(types_.begin(), types_.end(), [&](const std::string& part) { return type.find(part) != std::string::npos; });
    };
    std::string text;
    for (const auto& [type, store] : stores.by_type()) {
      if (wanted(type)) text += described(store, terminal.language);
    }
    if (!types_.empty()) {
      for (const auto& [type, reason] : stores.exclusions) {
        if (wanted(type))
          text += fmt::format("{}: {} {}\n", type, terminal.language == Language::De ? "nicht im Katalog:" : "left out:", reason);
      }
    }
    if (text.empty()) return terminal.usage_error("the catalogue has no type of that name");
    terminal.out(text);
    return Exit::Good;
  }

 private:
  std::vector<std::string> types_;
  bool gaps_ = false;
};

}  // namespace

extern const CommandEntry command_catalogue;
const CommandEntry command_catalogue{.name = "catalogue",
                                     .summary_en = "which resource types hold data, and where they say how it is encrypted",
                                     .summary_de = "welche Ressourcentypen Daten halten und wo sie sagen, wie diese verschlüsselt sind",
                                     .make = [] { return std::unique_ptr<Command>(new Catalogue); },
                                     .rank = 11};

}  // namespace wafpp::cli
