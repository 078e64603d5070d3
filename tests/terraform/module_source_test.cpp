#include "terraform/module_source.h"

#include <gtest/gtest.h>

#include "documents/repository.h"
#include "terraform/module_lock.h"
#include "terraform/outside_modules.h"

namespace wafpp::terraform {
namespace {

/// `git https://example.com/x.git [ref=v1] //sub (package)`
std::string read(std::string_view text) {
  base::Result<ModuleSource> source = parse_source(text);
  if (!source) return "! " + source.error().message;
  std::string result;
  switch (source->kind) {
    case SourceKind::Local:
      return "local";
    case SourceKind::Registry:
      result = "registry " + source->host + "|" + source->name_space + "|" + source->name + "|" + source->provider;
      break;
    case SourceKind::Git:
      result = "git " + source->url;
      break;
    case SourceKind::Archive:
      result = "archive " + source->url;
      break;
  }
  if (!source->ref.empty()) result += " ref=" + source->ref;
  if (source->depth != 0) result += " depth=" + std::to_string(source->depth);
  if (!source->archive.empty()) result += " archive=" + source->archive;
  if (!source->checksum.empty()) result += " checksum=" + source->checksum;
  if (!source->subfolder.empty()) result += " //" + source->subfolder;
  return result + " (" + source->package + ")";
}

TEST(ModuleSource, Local) {
  EXPECT_EQ(read("./a"), "local");
  EXPECT_EQ(read("../a//b"), "local");
  EXPECT_EQ(read(".."), "local");
}

TEST(ModuleSource, Registry) {
  EXPECT_EQ(read("hashicorp/consul/aws"), "registry |hashicorp|consul|aws (hashicorp/consul/aws)");
  EXPECT_EQ(read("hashicorp/consul/aws//modules/x"), "registry |hashicorp|consul|aws //modules/x (hashicorp/consul/aws)");
  EXPECT_EQ(read("App.Example.com/a/b/c"), "registry app.example.com|a|b|c (App.Example.com/a/b/c)");
  EXPECT_EQ(read("localhost:8080/a/b/c"), "registry localhost:8080|a|b|c (localhost:8080/a/b/c)");
  EXPECT_EQ(read("registry.terraform.io/a/b/c"), "registry |a|b|c (registry.terraform.io/a/b/c)");
  EXPECT_EQ(read("a/b/c/d").substr(0, 1), "!") << "the first is no host";
  EXPECT_EQ(read("a/b/C").substr(0, 1), "!") << "a provider is in lower case";
  EXPECT_EQ(read("a/b").substr(0, 1), "!");
  EXPECT_EQ(read("a/b/c//../../x").substr(0, 1), "!");
}

TEST(ModuleSource, Git) {
  EXPECT_EQ(read("github.com/o/r"), "git https://github.com/o/r.git (github.com/o/r)");
  EXPECT_EQ(read("github.com/o/r.git//a/b?ref=v1"), "git https://github.com/o/r.git ref=v1 //a/b (github.com/o/r.git?ref=v1)");
  EXPECT_EQ(read("github.com/o/r/a/b?ref=v1"), "git https://github.com/o/r.git ref=v1 //a/b (github.com/o/r/a/b?ref=v1)");
  EXPECT_EQ(read("bitbucket.org/o/r"), "git https://bitbucket.org/o/r.git (bitbucket.org/o/r)");
  EXPECT_EQ(read("git@example.com:o/r.git//x?ref=a%2Fb&depth=1"),
            "git git@example.com:o/r.git ref=a/b depth=1 //x (git@example.com:o/r.git?ref=a%2Fb&depth=1)");
  EXPECT_EQ(read("git::ssh://git@example.com/o/r.git"), "git ssh://git@example.com/o/r.git (git::ssh://git@example.com/o/r.git)");
  EXPECT_EQ(read("git::https://example.com/r.git//x?token=1&ref=v1"),
            "git https://example.com/r.git?token=1 ref=v1 //x (git::https://example.com/r.git?token=1&ref=v1)");
  EXPECT_EQ(read("git::git@example.com:o/r.git"), "git git@example.com:o/r.git (git::git@example.com:o/r.git)");
  EXPECT_EQ(read("git::github.com/o/r"), "git https://github.com/o/r.git (git::github.com/o/r)");
}

TEST(ModuleSource, Archives) {
  EXPECT_EQ(read("https://example.com/a.zip"), "archive https://example.com/a.zip (https://example.com/a.zip)");
  EXPECT_EQ(read("https://example.com/a//b/*?archive=tar.gz&checksum=sha256:0&x=1"),
            "archive https://example.com/a?x=1 archive=tar.gz checksum=sha256:0 //b/* "
            "(https://example.com/a?archive=tar.gz&checksum=sha256:0&x=1)");
  EXPECT_EQ(read("https::https://example.com/a"), "archive https://example.com/a (https::https://example.com/a)");
}

TEST(ModuleSource, WhatIsNotFetched) {
  EXPECT_EQ(read("s3::https://s3.amazonaws.com/b/x.zip"), "! `s3::` is not fetched");
  EXPECT_EQ(read("hg::https://example.com/x"), "! `hg::` is not fetched");
  EXPECT_EQ(read("ftp://example.com/x"), "! `ftp:` is not fetched");
  EXPECT_EQ(read("/srv/modules"), "! a folder of this machine is not fetched");
  EXPECT_EQ(read("git::ext::sh"), "! git wants an URL, or `git@HOST:PATH`");
  EXPECT_EQ(read("git::ext::a@b:c"), "! git wants an URL, or `git@HOST:PATH`");
  EXPECT_EQ(read("git::https://e.com/r?ref=--x"), "! a ref does not begin with `-`");
  EXPECT_EQ(read("git::https://e.com/r?sshkey=abc").substr(0, 1), "!");
  EXPECT_EQ(read("a b"), "! there is white space or a control character in it");
  EXPECT_EQ(read(std::string(3'000, 'a')), "! the source is too long");
  EXPECT_EQ(read(""), "! there is no source");
}

TEST(ModuleSource, PartsOfUrls) {
  EXPECT_EQ(host_of("https://user:p@Example.com:8443/x"), "example.com");
  EXPECT_EQ(host_of("git@example.com:o/r"), "example.com");
  EXPECT_EQ(host_of("https://[::1]:80/x"), "[::1]");
  EXPECT_EQ(host_of("https://example.com?@evil.com/"), "example.com");
  EXPECT_TRUE(is_loopback("http://127.0.0.1:1/x"));
  EXPECT_TRUE(is_loopback("http://localhost/x"));
  EXPECT_FALSE(is_loopback("http://127.0.0.1.evil.com/x"));
  EXPECT_FALSE(is_loopback("http://127.0.0.1@evil.com/x"));
  EXPECT_FALSE(is_loopback("http://localhost.evil.com/x"));
  EXPECT_EQ(folders_of_url("https://example.com:1/a/b.git?x=/../y"), (std::vector<std::string>{"example.com", "a", "b"}));
  EXPECT_EQ(folders_of_url("git@example.com:a/b.git"), (std::vector<std::string>{"example.com", "a", "b"}));
  EXPECT_EQ(folders_of_url("file:///srv/x"), (std::vector<std::string>{"localhost", "srv", "x"}));
  EXPECT_EQ(folders_of_url("https://example.com/a/../../b"), (std::vector<std::string>{}));
}

TEST(ModuleLock, RoundTrip) {
  ModuleLock lock;
  lock.put({"b/c/d", "~> 1.0", "1.2.3", "", "h1:x", "registry/h/b/c/d/1.2.3", "sub"});
  lock.put({"a", "", "", "0123", "h1:y", "git/a/0123", ""});
  lock.put({"b/c/d", "", "2.0.0", "", "h1:z", "registry/h/b/c/d/2.0.0", ""});
  std::string text = lock_text(lock);
  EXPECT_EQ(text, R"({
  "format": "wafpp.modules.lock/1",
  "modules": [
    {"source": "a","commit": "0123","hash": "h1:y","folder": "git/a/0123"},
    {"source": "b/c/d","version": "2.0.0","hash": "h1:z","folder": "registry/h/b/c/d/2.0.0"},
    {"source": "b/c/d","constraint": "~> 1.0","version": "1.2.3","hash": "h1:x","folder": "registry/h/b/c/d/1.2.3","path": "sub"}
  ]
}
)");
  base::Result<ModuleLock> again = parse_lock(text);
  ASSERT_TRUE(again);
  EXPECT_EQ(lock_text(*again), text);
  EXPECT_EQ(again->find("b/c/d", "~> 1.0")->version, "1.2.3");
  EXPECT_EQ(again->find("b/c/d", "~> 2.0"), nullptr);
}

TEST(ModuleLock, WhatIsRefused) {
  auto problem = [](const std::string& modules) {
    base::Result<ModuleLock> lock = parse_lock("{\"format\": \"wafpp.modules.lock/1\", \"modules\": [" + modules + "]}");
    return lock ? std::string() : lock.error().message;
  };
  EXPECT_EQ(problem(R"({"source": "a", "hash": "h1:x", "folder": "f"})"), "");
  EXPECT_NE(problem(R"({"source": "a", "hash": "h1:x", "folder": "../../etc"})"), "");
  EXPECT_NE(problem(R"({"source": "a", "hash": "h1:x", "folder": "/etc"})"), "");
  EXPECT_NE(problem(R"({"source": "a", "hash": "h1:x", "folder": "f", "path": ".."})"), "");
  EXPECT_NE(problem(R"({"source": "a", "hash": "x", "folder": "f"})"), "");
  EXPECT_NE(problem(R"({"source": "a", "hash": "h1:x", "folder": "f"}, {"source": "a", "hash": "h1:x", "folder": "f"})"), "");
  EXPECT_FALSE(parse_lock("[]"));
  EXPECT_FALSE(parse_lock("{\"format\": \"wafpp.modules.lock/2\"}"));
}

TEST(OutsideModules, LockThenMirror) {
  documents::MemoryRepository repository({
      {".wafpp/modules.lock", R"({"format": "wafpp.modules.lock/1", "modules": [
        {"source": "a/b/c", "constraint": "~> 1.0", "version": "1.0.0", "hash": "h1:x", "folder": "registry/h/a/b/c/1.0.0", "path": "in"}]})"},
      {"vendor/registry.terraform.io/a/b/c/1.0.0/main.tf", ""},
      {"vendor/registry.terraform.io/a/b/c/1.10.0/main.tf", ""},
      {"vendor/registry.terraform.io/a/b/c/1.9.0/main.tf", ""},
      {"vendor/registry.terraform.io/a/b/c/2.0.0-rc1/main.tf", ""},
      {"vendor/registry.terraform.io/a/b/c/notes/x.tf", ""},
      {"vendor/github.com/o/r/feature/x/main.tf", ""},
  });
  OutsideModules both(repository, "vendor");
  auto folders = [&](std::string_view source, std::string_view version) { return both.folders(source, version); };
  using Folders = std::vector<std::string>;
  EXPECT_EQ(folders("a/b/c//x", "~> 1.0"),
            (Folders{".wafpp/modules/registry/h/a/b/c/1.0.0/in/x", "vendor/registry.terraform.io/a/b/c/1.10.0/x"}));
  EXPECT_EQ(folders("a/b/c", ""), (Folders{"vendor/registry.terraform.io/a/b/c/1.10.0"})) << "no pre-release that nobody asks for";
  EXPECT_EQ(folders("a/b/c", "2.0.0-rc1"), (Folders{"vendor/registry.terraform.io/a/b/c/2.0.0-rc1"}));
  EXPECT_EQ(folders("a/b/c", "< 1.10"), (Folders{"vendor/registry.terraform.io/a/b/c/1.9.0"}));
  EXPECT_EQ(folders("a/b/c", "nonsense"), Folders{});
  EXPECT_EQ(folders("git@github.com:o/r.git?ref=feature/x", ""), (Folders{"vendor/github.com/o/r/feature/x"}));
  EXPECT_EQ(folders("github.com/o/r?ref=..%2F..%2F..%2F..%2Fx", ""), Folders{});
  EXPECT_EQ(folders("./x", ""), Folders{});
}

}  // namespace
}  // namespace wafpp::terraform
