#include <algorithm>
#include <cstdlib>
#include <map>

#include "functions/go_path.h"
#include "functions/table.h"

// Files and paths: what `terraform console` gives in a folder with the same files, in the notation of `notation.h`.

namespace wafpp::functions {
namespace {

/// Files below /home/ft, which is the working folder; nothing outside of /home.
class MemoryFiles : public Files {
 public:
  base::Result<std::string> read(std::string_view path) override {
    auto file = files_.find(resolve(path));
    if (file == files_.end()) return base::fail("cannot be read");
    return file->second;
  }
  base::Result<bool> exists(std::string_view path) override {
    std::string file = resolve(path);
    if (files_.contains(file)) return true;
    if (is_folder(file)) return base::fail("is no regular file");
    return false;
  }
  base::Result<std::vector<std::string>> list(std::string_view folder) override {
    std::string base = resolve(folder);
    if (!base.starts_with("/home")) return base::fail("lies outside");
    std::vector<std::string> found;
    for (const auto& [path, text] : files_) {
      if (path.starts_with(base + "/")) found.push_back(path.substr(base.size() + 1));
    }
    return found;
  }
  std::string working_folder() const override { return "/home/ft"; }

  void add(const std::string& path, std::string text) { files_[resolve(path)] = std::move(text); }

 private:
  std::string resolve(std::string_view path) const { return path.starts_with('/') ? clean_path(path) : join_paths(working_folder(), path); }
  bool is_folder(const std::string& folder) const {
    return std::any_of(files_.begin(), files_.end(), [&](const auto& file) { return file.first.starts_with(folder + "/"); });
  }

  std::map<std::string, std::string> files_;
};

class FileFunctions : public testing::Test {
 protected:
  FileFunctions() {
    context_.files = &files_;
    for (const char* path :
         {"tree/one.txt", "tree/two.txt", "tree/a/three.txt", "tree/a/b/four.txt", "tree/a/b/five.json", "tree/c/.hidden", "tree/c/six.txt",
          "odd/{x}/f", "odd/[y]/f", "odd/a*b", "odd/axb", "odd/a-b", "odd/ä", "odd/.dot/g", "empty.txt"}) {
      files_.add(path, "");
    }
    files_.add("hello.txt", "Hello, World!\n");
    files_.add("binary.bin", std::string("\0\xff\xfe", 3));
    files_.add("greeting.tftpl", "Hello, ${name}!");
  }
  void expect_rows(std::span<const notation::Row> rows) {
    for (const notation::Row& row : rows) EXPECT_EQ(notation::result_of(row.expression, context_), row.result) << row.expression;
  }

  MemoryFiles files_;
  Context context_;
};

constexpr notation::Row kRows[] = {
    {R"(basename("foo/bar/baz.txt"))", R"("baz.txt")"},
    {R"(basename("foo/"))", R"("foo")"},
    {R"(basename(""))", R"(".")"},
    {R"(basename("/"))", R"("/")"},
    {R"(basename("///"))", R"("/")"},
    {R"(basename("foo/.."))", R"("..")"},
    {R"(basename("a//b"))", R"("b")"},
    {R"(basename("a\\b"))", R"("a\\b")"},
    {R"(dirname(""))", R"(".")"},
    {R"(dirname("/"))", R"("/")"},
    {R"(dirname("foo"))", R"(".")"},
    {R"(dirname("foo/"))", R"("foo")"},
    {R"(dirname("///foo"))", R"("/")"},
    {R"(dirname("foo//bar//"))", R"("foo/bar")"},
    {R"(dirname("../.."))", R"("..")"},
    {R"(dirname("a/b/../.."))", R"("a")"},
    {R"(dirname("a/../../b/c"))", R"("../b")"},
    {R"(abspath("/a//b/./c/"))", R"("/a/b/c")"},
    {R"(abspath("/.."))", R"("/")"},
    {R"(abspath("/a/../../b"))", R"("/b")"},
    {R"(pathexpand(""))", R"("")"},
    {R"(pathexpand("a~b"))", R"("a~b")"},
    {R"(pathexpand("~x"))", R"(error: cannot expand user-specific home dir)"},
    {R"(pathexpand("~user/x"))", R"(error: cannot expand user-specific home dir)"},
    {R"(pathexpand("/a/../b"))", R"("/a/../b")"},
    {R"(pathexpand("a//b/"))", R"("a//b/")"},
    {R"(file("hello.txt"))", R"("Hello, World!\n")"},
    {R"(file("./tree/../hello.txt"))", R"("Hello, World!\n")"},
    {R"(file("hello.txt/"))", R"("Hello, World!\n")"},
    {R"(file("empty.txt"))", R"("")"},
    {R"(file("binary.bin"))",
     R"(error: contents of "binary.bin" are not valid UTF-8; use the filebase64 function to obtain the Base64 encoded contents or the other file functions (e.g. filemd5, filesha256) to obtain file hashing results instead)"},
    {R"(file("~x"))", R"(error: failed to expand ~: cannot expand user-specific home dir)"},
    {R"(filebase64("hello.txt"))", R"("SGVsbG8sIFdvcmxkIQo=")"},
    {R"(filebase64("binary.bin"))", R"("AP/+")"},
    {R"(filebase64("empty.txt"))", R"("")"},
    {R"(filemd5("hello.txt"))", R"("bea8252ff4e80f41719ea13cdf007273")"},
    {R"(filesha1("hello.txt"))", R"("60fde9c2310b0d4cad4dab8d126b04387efba289")"},
    {R"(filesha256("binary.bin"))", R"("d590f90f7944340fb253f0c59cb89fd41d4ec255ff246f524f8f7c94f0a233e5")"},
    {R"(filesha512("empty.txt"))",
     R"("cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e")"},
    {R"(filebase64sha256("hello.txt"))", R"("yYwktnfv9Ehgr+pvSTu67FuxxMuyCcb8K7tH9m/yrTE=")"},
    {R"(filebase64sha512("hello.txt"))", R"("khYYvG2fgFlDfF4Dl7E/lzq3x6e4HwyjG3C/RI/YAKRgtn79oAIAiLyXv32dqXqeLOeyDUbgZkYuxEz2AoT5pw==")"},
    {R"(fileexists("hello.txt"))", R"(true)"},
    {R"(fileexists("nope.txt"))", R"(false)"},
    {R"(fileexists("tree/one.txt"))", R"(true)"},
    {R"(fileexists("~x"))", R"(error: failed to expand ~: cannot expand user-specific home dir)"},
    {R"(file(null))", R"(error: argument must not be null)"},
    {R"(fileexists([]))", R"(error: Invalid value for "path" parameter: string required.)"},
};

TEST_F(FileFunctions, Read) { expect_rows(kRows); }

constexpr notation::Row kFilesetRows[] = {
    {R"(fileset("tree", "**"))", R"(set["a/b/five.json", "a/b/four.txt", "a/three.txt", "c/.hidden", "c/six.txt", "one.txt", "two.txt"])"},
    {R"(fileset("tree", "**/"))", R"(set["a/b/five.json", "a/b/four.txt", "a/three.txt", "c/.hidden", "c/six.txt", "one.txt", "two.txt"])"},
    {R"(fileset("tree", "**/*"))",
     R"(set["a/b/five.json", "a/b/four.txt", "a/three.txt", "c/.hidden", "c/six.txt", "one.txt", "two.txt"])"},
    {R"(fileset("tree", "*/**"))", R"(set["a/b/five.json", "a/b/four.txt", "a/three.txt", "c/.hidden", "c/six.txt"])"},
    {R"(fileset("tree", "a/**"))", R"(set["a/b/five.json", "a/b/four.txt", "a/three.txt"])"},
    {R"(fileset("tree", "**/b/**"))", R"(set["a/b/five.json", "a/b/four.txt"])"},
    {R"(fileset("tree", "**/**"))",
     R"(set["a/b/five.json", "a/b/four.txt", "a/three.txt", "c/.hidden", "c/six.txt", "one.txt", "two.txt"])"},
    {R"(fileset("tree", "**/**/*.txt"))", R"(set["a/b/four.txt", "a/three.txt", "c/six.txt"])"},
    {R"(fileset("tree", "a**"))", R"(set(string)[])"},
    {R"(fileset("tree", "**.txt"))", R"(set["one.txt", "two.txt"])"},
    {R"(fileset("tree", "{one,two}.txt"))", R"(set["one.txt", "two.txt"])"},
    {R"(fileset("tree", "{a,c}/*"))", R"(set["a/three.txt", "c/.hidden", "c/six.txt"])"},
    {R"(fileset("tree", "{a/three,one}.txt"))", R"(error: failed to glob pattern "tree/{a/three,one}.txt": syntax error in pattern)"},
    {R"(fileset("tree", "{a/b,c}/*.txt"))", R"(error: failed to glob pattern "tree/{a/b,c}/*.txt": syntax error in pattern)"},
    {R"(fileset("tree", "{one.txt}"))", R"(set["one.txt"])"},
    {R"(fileset("tree", "{}"))", R"(set(string)[])"},
    {R"(fileset("tree", "{,x}one.txt"))", R"(set["one.txt"])"},
    {R"(fileset("tree", "{one"))", R"(error: failed to glob pattern "tree/{one": syntax error in pattern)"},
    {R"(fileset("tree", "one}"))", R"(set(string)[])"},
    {R"(fileset("tree", "o{n,{x,n}}e.txt"))", R"(set(string)[])"},
    {R"(fileset("tree", "["))", R"(error: failed to glob pattern "tree/[": syntax error in pattern)"},
    {R"(fileset("tree", "[a"))", R"(error: failed to glob pattern "tree/[a": syntax error in pattern)"},
    {R"(fileset("tree", "[]a].txt"))", R"(error: failed to glob pattern "tree/[]a].txt": syntax error in pattern)"},
    {R"(fileset("tree", "[!o]*.txt"))", R"(set["one.txt"])"},
    {R"(fileset("tree", "[^o]*.txt"))", R"(set["two.txt"])"},
    {R"(fileset("tree", "[n-p]ne.txt"))", R"(set["one.txt"])"},
    {R"(fileset("tree", "[p-n]ne.txt"))", R"(set(string)[])"},
    {R"(fileset("tree", "[-o]ne.txt"))", R"(error: failed to glob pattern "tree/[-o]ne.txt": syntax error in pattern)"},
    {R"(fileset("tree", "[o-]ne.txt"))", R"(error: failed to glob pattern "tree/[o-]ne.txt": syntax error in pattern)"},
    {R"(fileset("tree", "\\one.txt"))", R"(set["one.txt"])"},
    {R"(fileset("tree", "one.txt\\"))", R"(set(string)[])"},
    {R"(fileset("tree", "?ne.txt"))", R"(set["one.txt"])"},
    {R"(fileset("tree", "./one.txt"))", R"(set["one.txt"])"},
    {R"(fileset("tree", "../*.txt"))", R"(set["../empty.txt", "../hello.txt"])"},
    {R"(fileset("tree", "../tree/*.txt"))", R"(set["one.txt", "two.txt"])"},
    {R"(fileset("tree", "a/../*.txt"))", R"(set["one.txt", "two.txt"])"},
    {R"(fileset("tree", "/one.txt"))", R"(set["one.txt"])"},
    {R"(fileset("tree", "one.txt"))", R"(set["one.txt"])"},
    {R"(fileset("tree", "one.txt/"))", R"(set["one.txt"])"},
    {R"(fileset("tree", "nope.txt"))", R"(set(string)[])"},
    {R"(fileset("tree", "nope/["))", R"(set(string)[])"},
    {R"(fileset("tree", "one.txt/["))", R"(set(string)[])"},
    {R"(fileset("tree", "a/["))", R"(error: failed to glob pattern "tree/a/[": syntax error in pattern)"},
    {R"(fileset("tree", "z*/["))", R"(set(string)[])"},
    {R"(fileset("*", "*.txt"))", R"(set["../tree/one.txt", "../tree/two.txt"])"},
    {R"(fileset("tree/one.txt", "*"))", R"(set(string)[])"},
    {R"(fileset("tree/one.txt", ""))", R"(set["."])"},
    {R"(fileset("odd", "{x}/f"))", R"(set(string)[])"},
    {R"(fileset("odd", "\\{x\\}/f"))", R"(set["{x}/f"])"},
    {R"(fileset("odd/{x}", "f"))", R"(set(string)[])"},
    {R"(fileset("odd", "\\[y\\]/f"))", R"(set["[y]/f"])"},
    {R"(fileset("odd", "a\\*b"))", R"(set["a*b"])"},
    {R"(fileset("odd", "a[*]b"))", R"(set["a*b"])"},
    {R"(fileset("odd", "a[\\*]b"))", R"(set["a*b"])"},
    {R"(fileset("odd", "a?b"))", R"(set["a*b", "a-b", "axb"])"},
    {R"(fileset("odd", "?"))", R"(set["ä"])"},
    {R"(fileset("odd", "[ä]"))", R"(set["ä"])"},
    {R"(fileset("odd", "*"))", R"(set["a*b", "a-b", "axb", "ä"])"},
    {R"(fileset("odd", "**/t"))", R"(set(string)[])"},
    {R"(fileset("odd", ".*/*"))", R"(set[".dot/g"])"},
    {R"(fileset("odd", "a{\\*,x}b"))", R"(set["a*b", "axb"])"},
    {R"(fileset("odd", "a{*,x}b"))", R"(set["a*b", "a-b", "axb"])"},
    {R"(fileset("odd", "a{[*-x],}b"))", R"(set["a*b", "a-b", "axb"])"},
    {R"(fileset("tree", "**/{three,four}.txt"))", R"(set["a/b/four.txt", "a/three.txt"])"},
    {R"(fileset("tree", "*{.txt}"))", R"(set["one.txt", "two.txt"])"},
    {R"(fileset("tree", "***"))", R"(set["one.txt", "two.txt"])"},
    {R"(fileset("tree", "**/*.{txt,json}"))", R"(set["a/b/five.json", "a/b/four.txt", "a/three.txt", "c/six.txt", "one.txt", "two.txt"])"},
    {R"(fileset("tree/", "*.txt"))", R"(set["one.txt", "two.txt"])"},
    {R"(fileset("tree", "a/["))", R"(error: failed to glob pattern "tree/a/[": syntax error in pattern)"},
    {R"(fileset("tree", "{a,[}"))", R"(error: failed to glob pattern "tree/{a,[}": syntax error in pattern)"},
    {R"(fileset("tree", "x{a,[}"))", R"(set(string)[])"},
    {R"(fileset("tree", "a\\/three.txt"))", R"(set(string)[])"},
    {R"(fileset("tree", "o*{e.t,e.}xt"))", R"(set["one.txt"])"},
    {R"(fileset("tree", "a-["))", R"(set(string)[])"},
    {R"(fileset("tree", "ne["))", R"(set(string)[])"},
    {R"(fileset("tree", "*["))", R"(set(string)[])"},
    {R"(fileset("tree", "o[a-]ne.txt"))", R"(error: failed to glob pattern "tree/o[a-]ne.txt": syntax error in pattern)"},
    {R"(fileset("tree", "[a-]"))", R"(error: failed to glob pattern "tree/[a-]": syntax error in pattern)"},
    {R"(fileset("tree", "[]"))", R"(error: failed to glob pattern "tree/[]": syntax error in pattern)"},
    {R"(fileset("tree", "[^]"))", R"(set(string)[])"},
    {R"(fileset("tree", "[^]]ne.txt"))", R"(set(string)[])"},
    {R"(fileset("tree", "**/*.txt"))", R"(set["a/b/four.txt", "a/three.txt", "c/six.txt", "one.txt", "two.txt"])"},
    {R"(fileset("tree", "a/{b,x}/*.json"))", R"(set["a/b/five.json"])"},
    {R"(fileset("tree", "**/{"))", R"(error: failed to glob pattern "tree/**/{": syntax error in pattern)"},
    {R"(fileset("tree", "*/["))", R"(error: failed to glob pattern "tree/*/[": syntax error in pattern)"},
    {R"(fileset("tree", "c/*"))", R"(set["c/.hidden", "c/six.txt"])"},
    {R"(fileset("tree/a", "**/../*"))", R"(set["three.txt"])"},
    {R"(fileset("tree/a", "../c/*"))", R"(set["../c/.hidden", "../c/six.txt"])"},
    {R"(fileset("tree", "**/a/**"))", R"(set["a/b/five.json", "a/b/four.txt", "a/three.txt"])"},
    {R"(fileset("tree", "?"))", R"(set(string)[])"},
    {R"(fileset("", "*.txt"))", R"(set["empty.txt", "hello.txt"])"},
    {R"(fileset(".", "{hello,empty}.txt"))", R"(set["empty.txt", "hello.txt"])"},
    {R"(fileset("..", "ft/*.txt"))", R"(set["ft/empty.txt", "ft/hello.txt"])"},
    {R"(fileset("nope", "*"))", R"(set(string)[])"},
    {R"(fileset("tree", "*e*.t*t"))", R"(set["one.txt"])"},
    {R"(fileset("tree", "*{o*e,wo}.txt"))", R"(set["one.txt", "two.txt"])"},
    {R"(fileset("tree", "*o*{e,wo}*.txt"))", R"(set["one.txt"])"},
    {R"(fileset("tree", "*{n*x,w}*t"))", R"(set["one.txt", "two.txt"])"},
    {R"(fileset("tree", "**/*{i*n,our,*re}*.{js*n,t?t}"))", R"(set["a/b/four.txt", "a/three.txt"])"},
    {R"(fileset("tree", "*o{*}e*"))", R"(set["one.txt"])"},
    {R"(fileset("tree", "*[mno]e*x*"))", R"(set["one.txt"])"},
    {R"(fileset("tree", "*n*n*"))", R"(set(string)[])"},
    {R"(fileset("tree", "*{,e}.txt"))", R"(set["one.txt", "two.txt"])"},
    {R"(fileset("tree", "*t*"))", R"(set["one.txt", "two.txt"])"},
};

TEST_F(FileFunctions, Fileset) { expect_rows(kFilesetRows); }

constexpr notation::Row kOwnRows[] = {
    {R"(abspath("tree"))", R"("/home/ft/tree")"},
    {R"(abspath("../x"))", R"("/home/x")"},
    {R"(abspath("~"))", R"("/home/ft/~")"},
    {R"(file("nope"))", R"(error: no file exists at "nope")"},
    {R"(file("tree"))", "error: cannot be read"},
    {R"(filesha1("nope"))", R"(error: no file exists at "nope")"},
    {R"(fileexists("tree"))", "error: is no regular file"},
    {R"(file(sensitive("hello.txt")))", R"(sensitive "Hello, World!\n")"},
    {R"(fileset("tree", sensitive("*")))", R"(sensitive set["one.txt", "two.txt"])"},
    {R"(fileset("/home/ft/tree", "*"))", R"(set["one.txt", "two.txt"])"},
    {R"(fileset("/etc", "*"))", "limit: lies outside"},
    // Terraform may forget this mistake, by the order of the entries on the disk.
    {R"(fileset("tree", "**/b/["))", R"(error: failed to glob pattern "tree/**/b/[": syntax error in pattern)"},
    {R"(file(unknown_of("")))", "unknown string not null"},
    {R"(fileexists(unknown_of("")))", "unknown bool not null"},
    {R"(fileset("tree", unknown_of("")))", "unknown set(string) not null"},
    {R"(filemd5(unknown_of("")))", "unknown string not null"},
    {R"(abspath(unknown_of("")))", "unknown string not null"},
    {R"(basename(unknown_of("")))", "unknown string not null"},
    // In a check nothing is told of anybody's home folder.
    {R"(pathexpand("~"))", "unknown string not null"},
    {R"(pathexpand("~/x"))", "unknown string not null"},
    {R"(file("~/x"))", "limit: `~` stands for the home folder of whoever runs Terraform"},
    {R"(provider::local::direxists("tree"))", "true"},
    {R"(provider::local::direxists("nope"))", "false"},
    {R"(provider::local::direxists("hello.txt"))", R"(error: Invalid file mode detected: "hello.txt" was found, but is not a directory)"},
    {R"(provider::local::direxists(unknown_of("")))", "unknown bool"},
    {R"(templatestring(1, {}))", "error: invalid template value: a string is required"},
    {R"(templatefile("nope", {}))", R"(error: no file exists at "nope")"},
    {R"(templatefile("binary.bin", {}))",
     "error: contents of \"binary.bin\" are not valid UTF-8; use the filebase64 function to obtain the Base64 encoded contents or the "
     "other "
     "file functions (e.g. filemd5, filesha256) to obtain file hashing results instead"},
    {R"(templatefile("hello.txt", {}))", "limit: there is nothing to render templates with here"},
    {R"(templatefile(unknown_of(""), {}))", "unknown any"},
    {R"(templatefile("hello.txt", null))", "error: argument must not be null"},
};

TEST_F(FileFunctions, OwnAnswers) { expect_rows(kOwnRows); }

TEST_F(FileFunctions, HomeIsKnownInAConsole) {
  context_.undetermined_is_unknown = false;
  const char* before = std::getenv("HOME");
  std::string home = before == nullptr ? "" : before;
  setenv("HOME", "/home/ft", 1);
  EXPECT_EQ(notation::result_of(R"(pathexpand("~"))", context_), R"("/home/ft")");
  EXPECT_EQ(notation::result_of(R"(pathexpand("~/x/../y"))", context_), R"("/home/ft/y")");
  EXPECT_EQ(notation::result_of(R"(pathexpand("~\\x"))", context_), R"("/home/ft/\\x")");
  EXPECT_EQ(notation::result_of(R"(file("~/hello.txt"))", context_), R"("Hello, World!\n")");
  unsetenv("HOME");
  EXPECT_EQ(notation::result_of(R"(pathexpand("~"))", context_), "error: there is no home folder");
  if (before != nullptr) setenv("HOME", home.c_str(), 1);
}

TEST_F(FileFunctions, RendersTemplatesWithTheContext) {
  context_.render = [](std::string_view name, std::string_view text, const Value& variables) -> tl::expected<Value, std::string> {
    return Value::string(std::string(name) + "|" + std::string(text) + "|" + notation::describe(variables));
  };
  EXPECT_EQ(notation::result_of(R"(templatefile("greeting.tftpl", {name = sensitive("x")}))", context_),
            R"(sensitive "greeting.tftpl|Hello, ${name}!|{name: \"x\"}")");
  EXPECT_EQ(notation::result_of(R"(templatestring("a", {}))", context_), R"("<templatestring argument>|a|{}")");
}

TEST_F(FileFunctions, WithoutFiles) {
  context_.files = nullptr;
  for (std::string_view call :
       {R"(file("a"))", R"(fileset("a", "*"))", R"(fileexists("a"))", R"(abspath("a"))", R"(templatefile("a", {}))"}) {
    EXPECT_EQ(notation::result_of(call, context_), "error: there are no files here") << call;
  }
}

TEST_F(FileFunctions, FileLimits) {
  context_.max_string = 15;
  EXPECT_EQ(notation::result_of(R"(file("hello.txt"))", context_), R"("Hello, World!\n")");
  EXPECT_EQ(notation::result_of(R"(filebase64("hello.txt"))", context_), "limit: the string would have 20 bytes; at most 15 are allowed");
  context_.max_string = 10;
  EXPECT_EQ(notation::result_of(R"(filemd5("hello.txt"))", context_), "limit: the string would have 14 bytes; at most 10 are allowed");
  context_.max_elements = 1;
  EXPECT_EQ(notation::result_of(R"(fileset("tree", "*"))", context_), "limit: the collection would have 2 elements; at most 1 are allowed");
}

// Patterns that would take forever if every way to match were tried.
TEST_F(FileFunctions, HostilePatterns) {
  std::string folders;
  for (int depth = 0; depth < 60; ++depth) folders += "d/";
  files_.add(folders + std::string(200, 'a'), "");
  std::string deep = "\"";
  for (int i = 0; i < 30; ++i) deep += "**/d/";
  EXPECT_EQ(notation::result_of("fileset(\".\", " + deep + "nope\")", context_), "set(string)[]");
  std::string stars = "\"**/";
  for (int i = 0; i < 30; ++i) stars += "*a";
  EXPECT_EQ(notation::result_of("fileset(\".\", " + stars + "b\")", context_), "set(string)[]");
  std::string braces = "\"**/";
  for (int i = 0; i < 60; ++i) braces += "{a,a}";
  EXPECT_EQ(notation::result_of("fileset(\".\", " + braces + "b\")", context_), "limit: the pattern takes too many steps");
  EXPECT_EQ(notation::result_of("fileset(\".\", \"" + std::string(5000, '*') + "\")", context_), "limit: the pattern is too long");
}

struct PathCase {
  std::string_view base;
  std::string_view target;
  std::string_view way;
};
TEST(Path, RelativeWays) {
  for (const PathCase& c : {PathCase{"a/b", "a/b/c", "c"},
                            {"a/b", "a/c", "../c"},
                            {"a/b", "a", ".."},
                            {".", "a", "a"},
                            {"a", ".", ".."},
                            {"/a", "/b/c", "../b/c"},
                            {"..", "../a", "a"},
                            {"../a", "..", ".."},
                            {"a", "a", "."},
                            {"..", "a", "?"}}) {
    EXPECT_EQ(relative_path(c.base, c.target).value_or("?"), c.way) << c.base << " to " << c.target;
  }
}

}  // namespace
}  // namespace wafpp::functions
