#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/command.h"
#include "diag/colour.h"
#include "documents/json_writer.h"
#include "functions/function.h"

namespace wafpp::cli {

namespace {

using functions::Function;
using functions::Parameter;

/// `list(string)`; `any` where any type will do.
std::string type_name(functions::Shape shape) { return functions::to_type(shape).friendly_name_for_constraint(); }

/// `slice(list any, startindex number, endindex number) any`
std::string signature(const Function& function) {
  std::string text(function.name);
  text += '(';
  std::string_view comma;
  auto add = [&](const Parameter& parameter, std::string_view dots) {
    text.append(comma).append(parameter.name).append(" ").append(dots).append(type_name(parameter.shape));
    comma = ", ";
  };
  for (const Parameter& parameter : function.parameters) add(parameter, "");
  if (function.rest != nullptr) add(*function.rest, "...");
  return text + ") " + type_name(function.result);
}

std::string_view remark(const Function& function, Language language) {
  bool german = language == Language::De;
  switch (function.special) {
    case functions::Special::No:
      return "";
    case functions::Special::Lazy:
      return german ? "Fehler in den Argumenten fängt die Funktion ab." : "It catches what is wrong with its arguments.";
    case functions::Special::Undetermined:
      return german ? "Jeder Aufruf gibt etwas anderes: in einem Check und in einem Plan unbekannt, auf der Konsole ein Wert."
                    : "Each call gives something else: unknown in a check and in a plan, a value in the console.";
    case functions::Special::ConsoleOnly:
      return german ? "Nur auf der Konsole." : "Only in the console.";
  }
  return "";
}

/// The lines of a result below each other, as deep as the first.
std::string indented(std::string_view text, std::string_view indent) {
  std::string result;
  while (!text.empty()) {
    size_t end = std::min(text.find('\n'), text.size());
    result.append(result.empty() ? "" : indent).append(text.substr(0, end)).append("\n");
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return result;
}

class Functions : public Command {
 public:
  void declare(Options& options) override {
    options.positional("name", names_, "functions, e.g. cidrsubnet; a list of all where none is given", false);
    options.flag("--json", json_, "print signatures, summaries and examples as JSON");
  }

  Exit run(const Terminal& terminal) override {
    std::vector<const Function*> chosen;
    for (const std::string& name : names_) {
      const Function* function = functions::find_function(name);
      if (function == nullptr) return terminal.usage_error(unknown(name));
      chosen.push_back(function);
    }
    if (json_) {
      if (names_.empty()) chosen.assign(functions::all_functions().begin(), functions::all_functions().end());
      terminal.out(as_json(chosen));
      return Exit::Good;
    }
    if (names_.empty()) {
      terminal.out(list(terminal));
      return Exit::Good;
    }
    std::string text;
    for (const Function* function : chosen) {
      if (!text.empty()) text += "\n";
      text += describe(*function, terminal);
    }
    terminal.out(text);
    return Exit::Good;
  }

 private:
  static std::string unknown(const std::string& name) {
    std::string text = "`" + name + "` is no function";
    std::vector<std::string_view> similar = functions::similar_functions(name);
    for (size_t at = 0; at < similar.size(); ++at)
      text.append(at == 0 ? "; did you mean `" : at + 1 == similar.size() ? "` or `" : "`, `").append(similar[at]);
    return text + (similar.empty() ? "; `wafpp functions` lists them" : "`?");
  }

  static std::string list(const Terminal& terminal) {
    constexpr size_t kColumn = 18;
    std::string text;
    for (const Function* function : functions::all_functions()) {
      std::string name(function->name);
      // A long name stands on a line of its own.
      bool fits = name.size() < kColumn;
      if (!fits) text += name + "\n";
      std::string first = fits ? name + std::string(kColumn - name.size(), ' ') : std::string(kColumn, ' ');
      text += base::wrapped(function->summary, terminal.width, first, std::string(kColumn, ' '));
    }
    return text;
  }

  static std::string describe(const Function& function, const Terminal& terminal) {
    auto paint = [&](std::string_view colour, const std::string& text) {
      return terminal.colour ? std::string(colour) + text + std::string(diag::kReset) : text;
    };
    std::string text = paint(diag::kBold, signature(function)) + "\n\n";
    text += base::wrapped(function.summary, terminal.width, "  ", "  ");
    if (std::string_view more = remark(function, terminal.language); !more.empty()) text += base::wrapped(more, terminal.width, "  ", "  ");
    if (!function.examples.empty()) text += "\n";
    for (const functions::Example& example : function.examples) {
      std::string_view result = example.result.empty() ? (terminal.language == Language::De ? "(Fehler)" : "(an error)") : example.result;
      text += "  " + paint(diag::kCyan, std::string(example.expression)) + "\n    = " + indented(result, "      ");
    }
    return text;
  }

  static std::string as_json(const std::vector<const Function*>& chosen) {
    documents::JsonWriter json(documents::JsonWriter::Layout::Indented);
    auto parameter = [&](const Parameter& each) {
      json.on_one_line().begin_object().member("name", each.name).member("type", type_name(each.shape));
      json.member("nullable", each.allow_null).end_object();
    };
    json.begin_array();
    for (const Function* function : chosen) {
      json.begin_object().member("name", function->name).member("signature", signature(*function)).member("summary", function->summary);
      json.key("parameters").begin_array();
      for (const Parameter& each : function->parameters) parameter(each);
      json.end_array();
      if (function->rest != nullptr) {
        json.key("variadic_parameter");
        parameter(*function->rest);
      }
      json.member("return_type", type_name(function->result));
      json.member("determined", function->special != functions::Special::Undetermined);
      json.member("console_only", function->special == functions::Special::ConsoleOnly);
      json.key("examples").begin_array();
      for (const functions::Example& example : function->examples) {
        json.on_one_line().begin_object().member("expression", example.expression);
        if (!example.result.empty()) json.member("result", example.result);
        json.member("error", example.result.empty()).end_object();
      }
      json.end_array().end_object();
    }
    json.end_array();
    return json.take().append(1, '\n');
  }

  std::vector<std::string> names_;
  bool json_ = false;
};

}  // namespace

extern const CommandEntry command_functions;
const CommandEntry command_functions{.name = "functions",
                                     .summary_en = "Terraform's functions: signatures, what they do, examples",
                                     .summary_de = "Terraforms Funktionen: Signaturen, was sie tun, Beispiele",
                                     .make = [] { return std::unique_ptr<Command>(new Functions); },
                                     .rank = 60};

}  // namespace wafpp::cli
