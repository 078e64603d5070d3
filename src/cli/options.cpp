#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/text.h"

namespace wafpp::cli {

namespace {

/// `Options` over a CLI11 application.
class AppOptions : public Options {
 public:
  explicit AppOptions(CLI::App& app) : app_(app) {}

  void flag(std::string names, bool& target, std::string_view help) override { app_.add_flag(std::move(names), target, std::string(help)); }
  void value(std::string names, std::string& target, std::string_view help, std::string_view placeholder) override {
    app_.add_option(std::move(names), target, std::string(help))->option_text(std::string(placeholder));
  }
  void number(std::string names, unsigned& target, std::string_view help, std::string_view placeholder) override {
    app_.add_option(std::move(names), target, std::string(help))->option_text(std::string(placeholder));
  }
  void choice(std::string names, std::string& target, std::vector<std::string> allowed, std::string_view help) override {
    std::string shown;
    for (const std::string& word : allowed) shown += (shown.empty() ? "" : "|") + word;
    app_.add_option(std::move(names), target, std::string(help))->check(CLI::IsMember(std::move(allowed)))->option_text(shown);
  }
  void values(std::string names, std::vector<std::string>& target, std::string_view help, std::string_view placeholder) override {
    app_.add_option(std::move(names), target, std::string(help))
        ->option_text(std::string(placeholder))
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
  }
  void positional(std::string_view name, std::vector<std::string>& target, std::string_view help, bool required) override {
    CLI::Option* option = app_.add_option(std::string(name), target, std::string(help));
    if (required) option->required();
  }

 private:
  CLI::App& app_;
};

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  std::string best;
  size_t least = std::max<size_t>(2, word.size() / 3) + 1;
  for (const std::string& candidate : known) {
    size_t away = base::edit_distance(word, candidate);
    if (away < least) {
      least = away;
      best = candidate;
    }
  }
  return best;
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> result;
  for (const CLI::Option* option : app.get_options({})) {
    for (const std::string& name : option->get_lnames()) result.push_back("--" + name);
  }
  return result;
}

std::string sentence(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '.')) text.pop_back();
  return text;
}

}  // namespace

Parsed parse_words(const std::vector<std::string>& words, GlobalOptions& global) {
  Parsed parsed;
  CLI::App app("wafpp: is your cloud what WAF++ asks for, and what proves it?", "wafpp");
  app.set_help_flag("-h,--help", "show this help");
  app.require_subcommand(0, 1);
  app.fallthrough();
  bool version = false;
  app.add_flag("-V,--version", version, "show the version");
  app.add_option("--lang", global.language, "language of texts")->check(CLI::IsMember({"en", "de"}))->option_text("en|de");
  app.add_option("--color,--colour", global.colour, "colours and hyperlinks")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->option_text("auto|always|never");

  std::vector<const CommandEntry*> entries(all_commands().begin(), all_commands().end());
  std::sort(entries.begin(), entries.end(),
            [](const auto* a, const auto* b) { return std::pair(a->rank, a->name) < std::pair(b->rank, b->name); });
  std::vector<std::unique_ptr<Command>> commands;
  std::vector<CLI::App*> apps;
  std::vector<std::string> names;
  for (const CommandEntry* entry : entries) {
    CLI::App* sub = app.add_subcommand(std::string(entry->name), std::string(entry->summary_en));
    sub->set_help_flag("-h,--help", "show this help");
    commands.push_back(entry->make());
    AppOptions options(*sub);
    commands.back()->declare(options);
    apps.push_back(sub);
    names.emplace_back(entry->name);
  }
  if (!words.empty() && !words[0].starts_with("-") && std::find(names.begin(), names.end(), words[0]) == names.end()) {
    parsed.text = "`" + words[0] + "` is no command";
    if (std::string similar = nearest(words[0], names); !similar.empty()) parsed.text += "; did you mean `" + similar + "`?";
    return parsed;
  }
  try {
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    parsed.outcome = Parsed::Outcome::Help;
    parsed.text = app.help();
    return parsed;
  } catch (const CLI::ParseError& error) {
    parsed.text = sentence(error.what());
    for (const std::string& word : words) {
      for (CLI::App* sub : apps) {
        std::vector<std::string> known = option_names(*sub);
        std::vector<std::string> shared = option_names(app);
        known.insert(known.end(), shared.begin(), shared.end());
        std::string name = word.substr(0, word.find('='));
        if (!sub->parsed() || !name.starts_with("--") || std::find(known.begin(), known.end(), name) != known.end()) continue;
        if (std::string similar = nearest(name, known); !similar.empty()) parsed.text += "; did you mean `" + similar + "`?";
      }
    }
    return parsed;
  }
  if (version) {
    parsed.outcome = Parsed::Outcome::Version;
    return parsed;
  }
  for (size_t at = 0; at < apps.size(); ++at) {
    if (!apps[at]->parsed()) continue;
    parsed.outcome = Parsed::Outcome::Run;
    parsed.entry = entries[at];
    parsed.command = std::move(commands[at]);
    return parsed;
  }
  parsed.outcome = Parsed::Outcome::Help;
  parsed.text = app.help();
  return parsed;
}

}  // namespace wafpp::cli
