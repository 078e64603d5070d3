#include "documents/yaml.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace wafpp::documents {
namespace {

/// In a short notation: n null, b1 bool, i integer, f float, s'text' string, [..] sequence, {key: value} mapping, !tag in front.
void dump(const YamlNode& node, std::string& to) {
  if (!node.tag().empty()) to.append("!(").append(node.tag()).append(")");
  switch (node.kind()) {
    case YamlKind::Null:
      to += "n";
      break;
    case YamlKind::Bool:
      to += *node.boolean() ? "b1" : "b0";
      break;
    case YamlKind::Integer:
      to.append("i").append(node.text());
      break;
    case YamlKind::Float:
      to.append("f").append(node.text());
      break;
    case YamlKind::String:
      to.append("'").append(node.text()).append("'");
      break;
    case YamlKind::Sequence: {
      to += "[";
      bool first = true;
      for (const YamlNode& element : node.elements()) {
        if (!first) to += ", ";
        first = false;
        dump(element, to);
      }
      to += "]";
      break;
    }
    case YamlKind::Mapping: {
      to += "{";
      bool first = true;
      for (const YamlMember& member : node.members()) {
        if (!first) to += ", ";
        first = false;
        dump(member.key, to);
        to += ": ";
        dump(member.value, to);
      }
      to += "}";
      break;
    }
  }
}

/// Everything that comes of `text`: documents with `---` between, then each diagnostic as `kind@begin-end`.
std::string read(std::string text, const YamlLimits& limits = {}) {
  diag::SourceMap sources;
  diag::Sink sink;
  YamlStream stream = parse_yaml(sources.add("x.yml", std::move(text)), sink, limits);
  std::string result;
  for (const YamlNode& document : stream.documents()) {
    if (&document != stream.documents().data()) result += " --- ";
    dump(document, result);
  }
  for (const diag::Diagnostic& diagnostic : sink.diagnostics()) {
    result.append(" ").append(diagnostic.kind).append("@").append(std::to_string(diagnostic.place.begin));
    result.append("-").append(std::to_string(diagnostic.place.end));
  }
  EXPECT_EQ(stream.is_complete(), result.find("invalid-yaml") == std::string::npos && result.find("yaml-limit") == std::string::npos);
  return result;
}

struct Case {
  std::string text;
  std::string expected;
};

TEST(Yaml, Trees) {
  const std::vector<Case> cases = {
      {"", ""},
      {"# only a comment\n", ""},
      {"a: 1\nb: [x, 'y', \"z\\n\"]\n", "{'a': i1, 'b': ['x', 'y', 'z\n']}"},
      {"- - 1\n  - 2\n- {}\n", "[[i1, i2], {}]"},
      {"a: |\n  one\n  two\nb: >-\n  three\n  four\n", "{'a': 'one\ntwo\n', 'b': 'three four'}"},
      {"---\na\n---\nb\n...\n", "'a' --- 'b'"},
      {"a:\nb: ~\n", "{'a': n, 'b': n}"},
      {"? [k]\n: v\n", "{['k']: 'v'}"},
      {"\xEF\xBB\xBF"
       "a: 1\nb: 2\n",
       "{'a': i1, 'b': i2}"},
      {"a: 1\r\nb: 2\r\n", "{'a': i1, 'b': i2}"},
      {"key: !Ref Bucket\n", "{'key': !(!Ref)'Bucket'}"},
      {"a: !!str 1\nb: !!float 1\nc: ! 2\n", "{'a': !(tag:yaml.org,2002:str)'1', 'b': !(tag:yaml.org,2002:float)f1, 'c': !(!)'2'}"},
      {"a: &x {k: v}\nb: *x\n", "{'a': {'k': 'v'}, 'b': {'k': 'v'}}"},
      {"a: &x 1\nb: &x 2\nc: *x\n", "{'a': i1, 'b': i2, 'c': i2}"},
      {"a: &m {x: 1, y: 2}\nb: {<<: *m, y: 3}\n", "{'a': {'x': i1, 'y': i2}, 'b': {'y': i3, 'x': i1}}"},
      {"a: {<<: [{x: 1}, {x: 2, y: 2}], z: 0}\n", "{'a': {'z': i0, 'x': i1, 'y': i2}}"},
      {"'<<': 1\n", "{'<<': i1}"},
      {"1: a\n'1': b\n", "{i1: 'a', '1': 'b'}"},
  };
  for (const Case& each : cases) EXPECT_EQ(read(each.text), each.expected) << each.text;
}

TEST(Yaml, PlainScalarsHaveTheTypesOfTheCoreSchema) {
  const std::vector<std::pair<std::string, YamlKind>> cases = {
      {"null", YamlKind::Null},         {"~", YamlKind::Null},       {"NULL", YamlKind::Null},
      {"nULL", YamlKind::String},       {"true", YamlKind::Bool},    {"False", YamlKind::Bool},
      {"yes", YamlKind::String},        {"on", YamlKind::String},    {"no", YamlKind::String},
      {"y", YamlKind::String},          {"0", YamlKind::Integer},    {"0777", YamlKind::Integer},
      {"+12", YamlKind::Integer},       {"-7", YamlKind::Integer},   {"0o17", YamlKind::Integer},
      {"0o18", YamlKind::String},       {"0xFf", YamlKind::Integer}, {"0x", YamlKind::String},
      {"-0x1", YamlKind::String},       {"1_000", YamlKind::String}, {"1.5", YamlKind::Float},
      {".5", YamlKind::Float},          {"1.", YamlKind::Float},     {"1e3", YamlKind::Float},
      {"1.e+3", YamlKind::Float},       {".", YamlKind::String},     {"+", YamlKind::String},
      {"1e", YamlKind::String},         {"-.inf", YamlKind::Float},  {".NaN", YamlKind::Float},
      {"-.nan", YamlKind::String},      {"1.2.3", YamlKind::String}, {"12:30:45", YamlKind::String},
      {"2024-01-01", YamlKind::String}, {"6.0.0", YamlKind::String}, {"1e400", YamlKind::Float},
  };
  for (const auto& [text, kind] : cases) {
    diag::SourceMap sources;
    diag::Sink sink;
    YamlStream stream = parse_yaml(sources.add("x.yml", text), sink);
    EXPECT_EQ(describe(stream.root().kind()), describe(kind)) << text;
    EXPECT_FALSE(sink.has_errors()) << text;
  }
}

TEST(Yaml, NumbersHaveValues) {
  diag::SourceMap sources;
  diag::Sink sink;
  YamlStream stream =
      parse_yaml(sources.add("x.yml", "[0777, +12, 0o17, 0xFF, 9223372036854775808, 1.5, -.inf, .nan, -2.5e1, 1e400, x]"), sink);
  std::span<const YamlNode> n = stream.root().elements();
  ASSERT_EQ(n.size(), 11);
  EXPECT_EQ(n[0].integer(), 777);
  EXPECT_EQ(n[1].integer(), 12);
  EXPECT_EQ(n[2].integer(), 15);
  EXPECT_EQ(n[3].integer(), 255);
  EXPECT_EQ(n[4].integer(), std::nullopt);
  EXPECT_EQ(n[4].number(), 9223372036854775808.0);
  EXPECT_EQ(n[5].number(), 1.5);
  EXPECT_EQ(n[6].number(), -HUGE_VAL);
  EXPECT_TRUE(std::isnan(*n[7].number()));
  EXPECT_EQ(n[8].number(), -25.0);
  EXPECT_EQ(n[9].number(), std::nullopt);
  EXPECT_EQ(n[10].number(), std::nullopt);
  EXPECT_EQ(n[10].boolean(), std::nullopt);
}

TEST(Yaml, PlacesAreBytes) {
  diag::SourceMap sources;
  diag::Sink sink;
  const std::string text = "éé: größe\nliste:\n  - \"ü\"\n  - |\n    eins\n    zwei\n\n\nnach: {a: b}\n";
  const diag::Source& source = sources.add("x.yml", text);
  YamlStream stream = parse_yaml(source, sink);
  auto shown = [&](const YamlNode& node) { return std::string(sources.text(node.place())); };
  EXPECT_EQ(shown(stream.root().members()[0].key), "éé");
  EXPECT_EQ(shown(stream.root().members()[0].value), "größe");
  const YamlNode& list = *stream.root().find("liste");
  EXPECT_EQ(shown(list), "- \"ü\"\n  - |\n    eins\n    zwei");
  EXPECT_EQ(shown(list.elements()[0]), "\"ü\"");
  EXPECT_EQ(shown(list.elements()[1]), "|\n    eins\n    zwei");
  EXPECT_EQ(shown(*stream.root().find("nach")), "{a: b}");
  EXPECT_EQ(stream.root().place().begin, 0);
  EXPECT_EQ(stream.root().place().end, text.size() - 1);
}

TEST(Yaml, PlacesAreBytesFarIntoAText) {
  // Past the characters whose bytes are noted, with characters of one to four bytes and every line break libyaml knows.
  std::string text;
  for (int line = 0; line < 400; ++line) text += "# ä€😀 \xE2\x80\xA8# x\r\n";
  text += "schlüssel: wert\n";
  diag::SourceMap sources;
  diag::Sink sink;
  YamlStream stream = parse_yaml(sources.add("x.yml", text), sink);
  ASSERT_EQ(stream.root().members().size(), 1);
  EXPECT_EQ(sources.text(stream.root().members()[0].key.place()), "schlüssel");
  EXPECT_EQ(sources.text(stream.root().members()[0].value.place()), "wert");
}

TEST(Yaml, ByteOrderMarkMovesPlaces) {
  diag::SourceMap sources;
  diag::Sink sink;
  YamlStream stream = parse_yaml(sources.add("x.yml", "\xEF\xBB\xBFkey: v"), sink);
  EXPECT_EQ(sources.text(stream.root().members()[0].key.place()), "key");
}

TEST(Yaml, FaultsAreReportedWhereTheyAre) {
  const std::vector<Case> cases = {
      {"a: 1\nb: 2\na: 3\n", "{'a': i1, 'b': i2} duplicate-key@10-11"},
      {"a: *nobody\n", "{'a': n} unknown-alias@3-10"},
      {"a: &x [*x]\n", "{'a': [n]} unknown-alias@7-9"},
      {"a: &x 1\n---\nb: *x\n", "{'a': i1} --- {'b': n} unknown-alias@15-17"},
      {"<<: text\n", "{} invalid-merge@4-8"},
      {"<<: [{a: 1}, 2]\n", "{'a': i1} invalid-merge@4-15"},
      {"a: !!int x\n", "{'a': !(tag:yaml.org,2002:int)'x'} invalid-tag@3-10"},
      {"good: 1\n---\na: [1, 2\n", "{'good': i1} invalid-yaml@21-21"},
      {"a: 1\n  b: 2\n", " invalid-yaml@8-9"},
      {"a: \"x\n", " invalid-yaml@6-6"},
      {"\ta: 1\n", " invalid-yaml@0-1"},
      {"a: \xFF\n", " invalid-yaml@3-4"},
      {"ok: 1\nb: \x01\n", " invalid-yaml@9-10"},
      {"a: @b\n", " invalid-yaml@3-4"},
  };
  for (const Case& each : cases) EXPECT_EQ(read(each.text), each.expected) << each.text;
}

TEST(Yaml, ErrorsNameTheirContext) {
  diag::SourceMap sources;
  diag::Sink sink;
  parse_yaml(sources.add("x.yml", "a: [1,\nb: 2"), sink);
  ASSERT_EQ(sink.diagnostics().size(), 1);
  EXPECT_EQ(sink.diagnostics()[0].message, "did not find expected ',' or ']'");
  ASSERT_EQ(sink.diagnostics()[0].labels.size(), 1);
  EXPECT_EQ(sink.diagnostics()[0].labels[0].text, "while parsing a flow sequence");
  EXPECT_EQ(sink.diagnostics()[0].labels[0].place.begin, 3);
}

TEST(Yaml, DepthIsLimited) {
  EXPECT_EQ(read("[[[1]]]", {.depth = 3}), "[[[i1]]]");
  EXPECT_EQ(read("[[[[1]]]]", {.depth = 3}), " yaml-limit@3-4");
  // What an alias stands for counts as if it were written there.
  EXPECT_EQ(read("[&a [1], [*a]]", {.depth = 3}), "[[i1], [[i1]]]");
  EXPECT_EQ(read("[&a [[1]], [*a]]", {.depth = 3}), " yaml-limit@12-14");
  EXPECT_EQ(read(std::string(100'000, '[')), " yaml-limit@200-201");
}

TEST(Yaml, LaughsAreLimited) {
  std::string laughs = "a: &a [l,l,l,l,l,l,l,l,l,l]\n";
  for (char name = 'b'; name < 'k'; ++name) {
    std::string below(1, static_cast<char>(name - 1));
    laughs.append(1, name).append(": &").append(1, name).append(" [");
    for (int i = 0; i < 10; ++i) laughs.append(i == 0 ? "*" : ",*").append(below);
    laughs += "]\n";
  }
  EXPECT_NE(read(laughs).find("yaml-limit@"), std::string::npos);
  EXPECT_EQ(read("[&a [1, 1], *a, *a]", {.alias_nodes = 6}), "[[i1, i1], [i1, i1], [i1, i1]]");
  EXPECT_EQ(read("[&a [1, 1], *a, *a]", {.alias_nodes = 5}), " yaml-limit@16-18");
}

TEST(Yaml, MergesCountAsAliases) {
  // Each mapping takes over all of the one before and adds one key: the sum grows with the square.
  std::string chain = "m0: &m0 {k0: v}\n";
  for (int i = 1; i < 2000; ++i) {
    std::string here = std::to_string(i);
    chain += "m" + here + ": &m" + here + " {<<: *m" + std::to_string(i - 1) + ", k" + here + ": v}\n";
  }
  EXPECT_NE(read(chain).find("yaml-limit@"), std::string::npos);
}

TEST(Yaml, NodesAreLimited) {
  EXPECT_EQ(read("[1, 2, 3]", {.nodes = 4}), "[i1, i2, i3]");
  EXPECT_EQ(read("[1, 2, 3]", {.nodes = 3}), " yaml-limit@7-8");
}

TEST(Yaml, StreamsMayMove) {
  diag::SourceMap sources;
  diag::Sink sink;
  std::vector<YamlStream> streams;
  for (int i = 0; i < 10; ++i) streams.push_back(parse_yaml(sources.add("x.yml", "a: {b: [long enough to live in an arena]}"), sink));
  for (const YamlStream& stream : streams) {
    EXPECT_EQ(stream.root().find("a")->find("b")->elements()[0].text(), "long enough to live in an arena");
  }
}

}  // namespace
}  // namespace wafpp::documents
