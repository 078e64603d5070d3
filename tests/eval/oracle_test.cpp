// Terraform's own answers to expressions, where they are present beside the project (`shared/oracle`, its README has the format).

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eval/oracle_context.h"
#include "value/json.h"

namespace wafpp {
namespace {

using testing::OracleContext;
using value::Member;
using value::TypeKind;
using value::Value;

const std::filesystem::path kOracle = std::filesystem::path(WAFPP_SOURCE_DIR) / ".." / "shared" / "oracle";

/// What differs, worst first: a wrong value says something untrue, the others say too little or too much.
enum class Difference { None, WrongValue, WrongType, WrongMark, MissingError, Unknown, Error };

std::string_view name_of(Difference difference) {
  switch (difference) {
    case Difference::None:
      return "agrees";
    case Difference::WrongValue:
      return "wrong value";
    case Difference::WrongType:
      return "wrong type";
    case Difference::WrongMark:
      return "wrong mark";
    case Difference::MissingError:
      return "missing error";
    case Difference::Unknown:
      return "unknown";
    case Difference::Error:
      return "error";
  }
  return "";
}

std::string json_of(const Value& value) {
  auto text = value::to_json(value);
  return text ? *text : "(no JSON: " + text.error().message + ")";
}

/// The paths at which a tree of `true` says that something is unknown.
void unknown_paths(const Value& tree, const std::string& path, std::set<std::string>& paths) {
  if (tree.kind() == TypeKind::Bool && tree.has_content() && tree.as_bool()) paths.insert(path);
  if (tree.kind() == TypeKind::Object) {
    for (const Member& member : tree.members()) unknown_paths(member.value, path + "." + std::string(member.name()), paths);
  }
  if (tree.kind() == TypeKind::Tuple) {
    for (size_t i = 0; i < tree.length(); ++i) unknown_paths(tree.elements()[i], path + "." + std::to_string(i), paths);
  }
}

/// Compares a value with the JSON that Terraform writes of it.
class Comparison {
 public:
  explicit Comparison(std::set<std::string> unknown) : expected_unknown_(std::move(unknown)) {}

  Difference compare(const Value& actual, const Value* expected) {
    compare_at(actual, expected, "");
    if (wrong_) return Difference::WrongValue;
    if (more_unknown_) return Difference::Unknown;
    return met_ == expected_unknown_ ? Difference::None : Difference::WrongValue;
  }

 private:
  void compare_at(const Value& actual, const Value* expected, const std::string& path) {
    if (!actual.is_known()) {
      if (expected_unknown_.contains(path)) {
        met_.insert(path);
      } else {
        more_unknown_ = true;
      }
      return;
    }
    if (expected_unknown_.contains(path)) {
      wrong_ = true;
      return;
    }
    // Of an object whose members are all unknown, nothing may be written.
    static const Value empty = Value::object({});
    if (expected == nullptr) {
      if (actual.is_null() || actual.kind() < TypeKind::Map) {
        wrong_ = true;
        return;
      }
      expected = &empty;
    }
    if (actual.is_null() || expected->is_null()) {
      wrong_ |= !(actual.is_null() && expected->is_null());
      return;
    }
    switch (actual.kind()) {
      case TypeKind::Dynamic:
        wrong_ = true;
        return;
      case TypeKind::Bool:
        wrong_ |= expected->kind() != TypeKind::Bool || actual.as_bool() != expected->as_bool();
        return;
      case TypeKind::Number:
        wrong_ |= expected->kind() != TypeKind::Number || actual.as_number().text() != expected->as_number().text();
        return;
      case TypeKind::String:
        wrong_ |= expected->kind() != TypeKind::String || actual.as_string() != expected->as_string();
        return;
      case TypeKind::List:
      case TypeKind::Set:
      case TypeKind::Tuple:
        return compare_elements(actual, *expected, path);
      case TypeKind::Map:
      case TypeKind::Object:
        return compare_members(actual, *expected, path);
    }
  }

  void compare_elements(const Value& actual, const Value& expected, const std::string& path) {
    if (expected.kind() != TypeKind::Tuple || actual.length() != expected.length()) {
      wrong_ = true;
      return;
    }
    for (size_t i = 0; i < actual.length(); ++i) compare_at(actual.elements()[i], &expected.elements()[i], path + "." + std::to_string(i));
  }

  void compare_members(const Value& actual, const Value& expected, const std::string& path) {
    if (expected.kind() != TypeKind::Object) {
      wrong_ = true;
      return;
    }
    for (const Member& member : actual.members()) {
      compare_at(member.value, expected.find(member.name()), path + "." + std::string(member.name()));
    }
    for (const Member& member : expected.members()) wrong_ |= actual.find(member.name()) == nullptr;
  }

  std::set<std::string> expected_unknown_;
  std::set<std::string> met_;
  bool wrong_ = false;
  bool more_unknown_ = false;
};

/// As an output of Terraform holds a number: whole ones exactly, whatever precision they were computed with, and no negative zero.
Value as_output(const Value& value) {
  std::optional<int64_t> whole = value.as_int64();
  return whole ? Value::integer(*whole).with_marks(value.marks()) : value;
}

Difference compare(const Value& line, const OracleContext::Answer& answer) {
  bool has_errors = answer.sink.has_errors();
  if (line.find("error") != nullptr) return has_errors ? Difference::None : Difference::MissingError;
  if (has_errors) return Difference::Error;
  if (const Value* infinite = line.find("infinite")) {
    if (!answer.value.is_known()) return Difference::Unknown;
    bool is_infinite = answer.value.kind() == TypeKind::Number && answer.value.has_content() && answer.value.as_number().is_infinite();
    bool right = is_infinite && answer.value.as_number().is_negative() == (infinite->as_string() == "-");
    return right ? Difference::None : Difference::WrongValue;
  }
  std::set<std::string> unknown;
  if (const Value* tree = line.find("unknown")) unknown_paths(*tree, "", unknown);
  Difference difference = Comparison(std::move(unknown)).compare(as_output(answer.value), line.find("value"));
  if (difference != Difference::None) return difference;
  if (const Value* type = line.find("type")) {
    auto actual = value::from_json(answer.value.type().json());
    if (!actual || json_of(*actual) != json_of(*type)) return Difference::WrongType;
  }
  bool is_sensitive = (answer.value.deep_marks() & value::kSensitive) != 0;
  return is_sensitive == (line.find("sensitive") != nullptr) ? Difference::None : Difference::WrongMark;
}

struct Report {
  size_t lines = 0;
  size_t agreeing = 0;
  std::map<std::string, std::pair<size_t, size_t>> groups;  // Lines, and those that differ.
  std::map<Difference, std::vector<std::string>> differences;

  double share() const { return lines == 0 ? 0 : static_cast<double>(agreeing) / static_cast<double>(lines); }

  void print(std::string_view title) const {
    std::cout << title << ": " << agreeing << " of " << lines << " agree\n";
    for (const auto& [group, counts] : groups) {
      if (counts.second > 0) std::cout << "  " << group << ": " << counts.second << " of " << counts.first << " differ\n";
    }
    for (const auto& [difference, texts] : differences) {
      for (const std::string& text : texts) std::cout << "  " << name_of(difference) << ": " << text << "\n";
    }
  }
};

Report run(const std::string& file, const std::string& folder, bool is_plan) {
  Report report;
  OracleContext context(kOracle / folder, is_plan);
  std::ifstream in(kOracle / file, std::ios::binary);
  for (std::string text; std::getline(in, text);) {
    auto line = value::from_json(text);
    if (!line) {
      ADD_FAILURE() << file << ": " << line.error().message;
      break;
    }
    std::string id(line->find("id")->as_string());
    std::string expression(line->find("expr")->as_string());
    OracleContext::Answer answer = context.evaluate(id, expression);
    Difference difference = compare(*line, answer);
    auto& group = report.groups[std::string(line->find("group")->as_string())];
    ++report.lines;
    ++group.first;
    if (difference == Difference::None) {
      ++report.agreeing;
      continue;
    }
    ++group.second;
    std::string got = answer.sink.has_errors() ? answer.sink.diagnostics()[0].message
                                               : value::to_console(answer.value) + " : " + answer.value.type().json();
    report.differences[difference].push_back(id + " " + expression + "\n      got  " + got + "\n      want " + text.substr(0, 600));
  }
  EXPECT_FALSE(context.problems().has_errors()) << context.problems().diagnostics()[0].message;
  return report;
}

void expect_agreement(const Report& report, std::string_view title, double least) {
  if (report.agreeing != report.lines) report.print(title);
  EXPECT_GT(report.lines, 0u);
  EXPECT_GE(report.share(), least) << title;
  auto wrong = report.differences.find(Difference::WrongValue);
  EXPECT_TRUE(wrong == report.differences.end()) << "a wrong value is worse than none";
}

TEST(Oracle, KnownExpressions) {
  if (!std::filesystem::exists(kOracle)) GTEST_SKIP() << "no oracle beside the project";
  expect_agreement(run("expr-dev.jsonl", "expr-context", false), "known expressions", 0.98);
}

TEST(Oracle, UnknownExpressions) {
  if (!std::filesystem::exists(kOracle)) GTEST_SKIP() << "no oracle beside the project";
  expect_agreement(run("expr-unknown-dev.jsonl", "expr-context-unknown", true), "unknown expressions", 0.98);
}

}  // namespace
}  // namespace wafpp
