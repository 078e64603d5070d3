// What lies in a repository: images in Dockerfiles and manifests, package managers by their manifests, and what keeps them up to date.

#include "evidence/repository/repository.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "evidence/common/path_pattern.h"
#include "evidence/repository/ecosystems.h"
#include "evidence/repository/kustomize.h"
#include "evidence/repository/references.h"
#include "evidence/repository/updates.h"

namespace wafpp::evidence {
namespace {

const std::string kDigest = "@sha256:" + std::string(64, 'a');

/// `role reference digest|tag|open`, one after the other; the place has to hold the reference.
std::string shown(const std::vector<ImageReference>& images, std::string_view text) {
  std::string result;
  for (const ImageReference& image : images) {
    std::string_view there = text.substr(image.begin, image.end - image.begin);
    std::string_view how = !image.by_digest ? "open" : *image.by_digest ? "digest" : "tag";
    result += fmt::format("{}{} {} {}{}", result.empty() ? "" : "; ", word(image.role), there, how,
                          image.open.empty() ? "" : " by " + image.open);
    if (!image.resolved.empty() && image.resolved != image.reference) result += " = " + image.resolved;
  }
  return result;
}
std::string dockerfile(const std::string& text) { return shown(images_of_dockerfile(text), text); }
std::string compose(const std::string& text) { return shown(images_of_compose(text), text); }

TEST(Dockerfile, NamesImages) {
  EXPECT_EQ(dockerfile("FROM node:22\n"), "base node:22 tag");
  EXPECT_EQ(dockerfile("from  --platform=linux/amd64  node" + kDigest + " as x"), "base node" + kDigest + " digest");
  EXPECT_EQ(dockerfile("FROM localhost:5000/a\r\n"), "base localhost:5000/a tag");
  EXPECT_EQ(dockerfile("FROM \\\n  # why\n\n  node:22 \\\n AS x\nFROM x\nFROM X AS y\n"), "base node:22 tag");
  EXPECT_EQ(dockerfile("# escape=`\nFROM `\n node:22\n"), "base node:22 tag");
  EXPECT_EQ(dockerfile("FROM \"node:22\""), "base \"node:22\" tag");
  EXPECT_EQ(dockerfile("FROM scratch\nCOPY a /a\n"), "");
  EXPECT_EQ(dockerfile(""), "");
  EXPECT_EQ(dockerfile("FROM"), "");
  EXPECT_EQ(dockerfile("FROM --platform=x"), "");
}

TEST(Dockerfile, FillsInArguments) {
  EXPECT_EQ(dockerfile("ARG V=22\nFROM node:$V"), "base node:$V tag = node:22");
  EXPECT_EQ(dockerfile("ARG A=2 B=\"${A}2\"\nFROM node:${B}-slim"), "base node:${B}-slim tag = node:22-slim");
  EXPECT_EQ(dockerfile("ARG IMAGE=node" + kDigest + "\nFROM ${IMAGE}"), "base ${IMAGE} digest = node" + kDigest);
  EXPECT_EQ(dockerfile("ARG IMAGE\nFROM ${IMAGE}"), "base ${IMAGE} open by IMAGE");
  EXPECT_EQ(dockerfile("ARG IMAGE\nFROM ${IMAGE:-node:22}"), "base ${IMAGE:-node:22} tag = node:22");
  EXPECT_EQ(dockerfile("FROM ${R}/node:22"), "base ${R}/node:22 tag by R");
  EXPECT_EQ(dockerfile("FROM ${R}/node" + kDigest), "base ${R}/node" + kDigest + " digest by R");
  EXPECT_EQ(dockerfile("FROM a\nARG V=1\nFROM node:$V"), "base a tag; base node:$V open by V");
  EXPECT_EQ(dockerfile("ARG BASE=build\nFROM a AS build\nFROM $BASE"), "base a tag");
  EXPECT_EQ(dockerfile("FROM {{ base }}:1 AS x"), "base {{ base }}:1 tag by {{ base }}");
  EXPECT_EQ(dockerfile("FROM <%= base %>"), "base <%= base %> open by <%= base %>");
}

TEST(Dockerfile, SeesWhereFilesComeFrom) {
  EXPECT_EQ(dockerfile("FROM a AS x\nCOPY --from=x b c\nCOPY --from=0 b c\nCOPY --chown=1 --from=nginx:1 b c\n"),
            "base a tag; source nginx:1 tag");
  EXPECT_EQ(dockerfile("FROM a\nRUN --mount=type=bind,from=b:1,target=/x --mount=type=cache,target=/y true"), "base a tag; source b:1 tag");
  EXPECT_EQ(dockerfile("FROM a\nONBUILD COPY --from=b:1 c d"), "base a tag; source b:1 tag");
  EXPECT_EQ(dockerfile("FROM a\nRUN echo --from=b:1"), "base a tag");
}

TEST(Dockerfile, PassesOverWhatIsNoInstruction) {
  EXPECT_EQ(dockerfile("FROM a\nRUN <<EOF cat\nFROM b\nEOF\nFROM c"), "base a tag; base c tag");
  EXPECT_EQ(dockerfile("FROM a\nCOPY <<-\"E\" <<F /x/\nFROM b\n\tE\nFROM c\nF\nFROM d"), "base a tag; base d tag");
  EXPECT_EQ(dockerfile("FROM a\nRUN cat <<EOF && true\nFROM b"), "base a tag; base b tag");
  EXPECT_EQ(dockerfile("FROM a\nRUN cat <<<FROM\nFROM b"), "base a tag; base b tag");
  EXPECT_EQ(dockerfile("# FROM a\n#FROM b\nLABEL x=\"FROM c\"\nFROM d"), "base d tag");
  EXPECT_EQ(dockerfile("# syntax = docker/dockerfile:1\n# check=skip=all\nFROM a"), "frontend docker/dockerfile:1 tag; base a tag");
  EXPECT_EQ(dockerfile("#\n# syntax=docker/dockerfile:1\nFROM a"), "base a tag");
}

TEST(Compose, NamesImages) {
  EXPECT_EQ(compose("services:\n  a: {image: 'redis:7'}\n  b: {build: ., image: b}\n  c: {}\n"), "run 'redis:7' tag");
  EXPECT_EQ(compose("services: {a: {image: \"x:${V:-1}\"}, b: {image: $Y}}"), "run \"x:${V:-1}\" tag = x:1; run $Y open by Y");
  EXPECT_EQ(compose("version: '2'\na: {image: b}\n"), "");
  EXPECT_EQ(compose("services: [a"), "");
}

TEST(Manifests, NameImages) {
  std::string list = "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, spec: {containers: [{name: a, image: b:1}]}}\n";
  EXPECT_EQ(shown(images_of_manifests(list), list), "run b:1 tag");
  std::string other = "kind: Pod\nspec: {containers: [{image: b:1}]}\n";
  EXPECT_EQ(shown(images_of_manifests(other), other), "");
  EXPECT_TRUE(may_be_manifest(list + "containers:\n image: x"));
  EXPECT_FALSE(may_be_manifest("apiVersion: v1\ncontainers:\n - image: {{ .Values.image }}"));
  std::string values = "image: {registry: r.example.com, repository: a, tag: 1.2}\nb: {repository: 'https://charts.example.com', tag: 1}\n";
  EXPECT_EQ(shown(images_of_values(values), values), "run 1.2 tag");
  std::string three = "image: {repository: r.example.com, image: shop/a, tag: ''}\n";
  ASSERT_EQ(images_of_values(three).size(), 1U);
  EXPECT_EQ(images_of_values(three)[0].reference, "r.example.com/shop/a");
  EXPECT_EQ(shown(images_of_values(three), three), "run r.example.com open by image.tag");
}

TEST(PathPattern, IsForWholePaths) {
  EXPECT_TRUE(PathPattern("live/*").matches("live/prod"));
  EXPECT_FALSE(PathPattern("live/*").matches("live/prod/eu"));
  EXPECT_TRUE(PathPattern("/live/**").matches("live/prod/eu"));
  EXPECT_TRUE(PathPattern("**/test/**").matches("test/a"));
  EXPECT_TRUE(PathPattern("{a,b/{c,d}}/x").matches("b/d/x"));
  EXPECT_FALSE(PathPattern("{a,b}/x").matches("c/x"));
  EXPECT_FALSE(PathPattern("").matches(""));
  EXPECT_FALSE(PathPattern("{").matches("a"));
  std::string hostile;
  for (int i = 0; i < 12; ++i) hostile += "{a,b,c,d,e,f,g}";
  EXPECT_FALSE(PathPattern(hostile).matches("x"));
}

TEST(Kustomize, NamesImages) {
  auto kustomization = [](const std::string& text) { return shown(images_of_kustomization(text), text); };
  EXPECT_EQ(kustomization("images:\n- {name: shop, newTag: 1.20}\n- {name: db, newName: r.example.com/db, digest: '" + kDigest.substr(1) +
                          "'}\n"),
            "run 1.20 tag; run '" + kDigest.substr(1) + "' digest");
  EXPECT_EQ(images_of_kustomization("images: [{name: shop, newTag: 1.20}]")[0].reference, "shop:1.20");
  EXPECT_EQ(images_of_kustomization("images: [{name: a, newName: b, newTag: c, digest: 'sha256:d'}]")[0].reference, "b:c@sha256:d");
  // The manifests keep their tags.
  EXPECT_EQ(kustomization("images: [{name: shop, newName: r.example.com/shop}]"), "");
  EXPECT_EQ(kustomization("images: [{name: shop, newTag: $TAG}]"), "run $TAG open by TAG");
  EXPECT_EQ(kustomization("kind: Other\nimages: [{name: shop, newTag: 1}]"), "");
  EXPECT_EQ(kustomization("images: [{newTag: 1}, {name: a}, 3, null]"), "");
  EXPECT_EQ(kustomization("images: [{name: a, newTag: 1"), "");
}

TEST(Kustomize, KnowsWhichImagesAreReplaced) {
  Kustomizations all;
  all.add("base/kustomization.yaml", "resources: [shop.yaml, ../db/db.yaml]\nimages: [{name: shop, newName: r.example.com/shop}]");
  all.add("prod/kustomization.yaml", "kind: Kustomization\nresources: [../base]\nimages: [{name: r.example.com/shop, digest: 'sha256:1'}]");
  all.add("test/Kustomization", "bases: [../base/]\ncomponents: [../pins]");
  all.add("pins/kustomization.yml", "kind: Component\nimages: [{name: r.example.com/shop, newTag: '2'}]");
  all.connect();
  EXPECT_NE(all.replaced_in("base/shop.yaml", "shop:1"), "");
  EXPECT_EQ(all.replaced_in("base/shop.yaml", "shop:1@sha256:0"), all.replaced_in("base/shop.yaml", "shop"));
  EXPECT_EQ(all.replaced_in("base/shop.yaml", "other:1"), "");
  EXPECT_EQ(all.replaced_in("db/db.yaml", "db:1"), "");
  EXPECT_EQ(all.replaced_in("elsewhere.yaml", "shop:1"), "");
  // One that leaves it.
  all.add("dev/kustomization.yaml", "resources: [../base]");
  all.connect();
  EXPECT_EQ(all.replaced_in("base/shop.yaml", "shop:1"), "");
}

TEST(Kustomize, EndsInCirclesAndCrowds) {
  Kustomizations all;
  std::string text = "resources: [a.yaml, ../a, ../b]\ncomponents: [../a, ../b, ../a, ../b]\nimages: [{name: shop, newTag: '1'}]";
  all.add("a/kustomization.yaml", text);
  all.add("b/kustomization.yaml", text);
  all.connect();
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(all.replaced_in("a/a.yaml", "shop:1"), "");
}

TEST(Ecosystems, AreFoundByTheirManifests) {
  std::map<std::string, std::string> texts = {
      {".github/workflows/ci.yml", ""},
      {"Cargo.toml", "[workspace]\n"},
      {"crates/a/Cargo.toml", ""},
      {"app/Dockerfile", "FROM node:22"},
      {"app/Dockerfile.dockerignore", ""},
      {"app/scratch/Dockerfile", "FROM scratch"},
      {"build/pom.xml", "<modules><module>a</module></modules>"},
      {"build/a/pom.xml", ""},
      {"charts/x/Chart.yaml", "name: x\n"},
      {"charts/y/Chart.yaml", "name: y\ndependencies: []\n"},
      {"go.mod", ""},
      {"live/main.tf", ""},
      {"modules/a/main.tf", ""},
      {"package.json", "{\"workspaces\": {\"packages\": [\"packages/*\"]}}"},
      {"packages/a/package.json", "{\"dependencies\": {}}"},
      {"web/package.json", "{\"devDependencies\": {}}"},
      {"web/types/package.json", "{\"type\": \"module\"}"},
      {"py/pyproject.toml", "[tool.black]\n"},
      {"py2/pyproject.toml", "[project]\n"},
      {"py3/pyproject.toml", "[project]\n"},
      {"py3/uv.lock", ""},
      {"roles/x/meta/requirements.yaml", "repository: x"},
      {"third_party/x/go.mod", ""},
      {"tests/data/requirements.txt", ""},
      {"x/requirements-dev.txt", ""},
  };
  std::vector<std::string> files;
  for (const auto& [path, text] : texts) {
    files.push_back(path);
    if (path.find("ignore") == std::string::npos) {
      EXPECT_TRUE(is_repository_file(std::string_view(path).substr(path.rfind('/') + 1))) << path;
    }
  }
  std::vector<std::string> given = {"."};
  EcosystemInput input{.files = files, .given = given, .terraform_roots = std::vector<std::string>{"live"}, .read = {}};
  input.read = [&](const std::string& path) { return std::optional<std::string_view>(texts.at(path)); };
  std::string found;
  for (const Ecosystem& each : ecosystems_of(input))
    found += fmt::format("{} {}{} {}\n", each.kind->name, each.directory,
                         each.part == Part::Own ? "" : fmt::format(" ({})", word(each.part)), each.files.size());
  EXPECT_EQ(found,
            "cargo . 2\ndocker app 1\ngithub-actions . 1\ngomod . 1\ngomod third_party/x (foreign) 1\nhelm charts/y 1\nmaven build 2\n"
            "npm . 2\nnpm web 1\npip py2 1\npip tests/data (example) 1\npip x 1\nterraform live 1\nuv py3 2\n");
}

TEST(Ecosystems, AreTheProjectsOwnFromWhereTheUserStands) {
  std::vector<std::string> here = {"."};
  std::vector<std::string> there = {"examples/shop"};
  EXPECT_EQ(part_of("examples/shop/Dockerfile", here), Part::Example);
  EXPECT_EQ(part_of("examples/shop/Dockerfile", there), Part::Own);
  EXPECT_EQ(part_of("examples/shop/vendor/x/", there), Part::Foreign);
  EXPECT_EQ(part_of("tests/vendor/x/", here), Part::Foreign);
  EXPECT_EQ(part_of("test", here), Part::Own);
  for (std::string_view folder : {"test", "_examples", "integration_tests", "test-fixtures", "gotestdata", "E2E"})
    EXPECT_EQ(part_of(std::string(folder) + "/x", here), Part::Example) << folder;
  for (std::string_view folder : {"latest", "testimonials", "contest", "protest", "sampler"})
    EXPECT_EQ(part_of(std::string(folder) + "/x", here), Part::Own) << folder;
}

std::string covered(const Coverage& coverage) {
  std::string_view word = coverage.covered == Covered::Yes ? "yes" : coverage.covered == Covered::No ? "no" : "open";
  return coverage.why.empty() ? std::string(word) : fmt::format("{}: {}", word, coverage.why);
}

std::string by_dependabot(const std::string& entry, std::string_view directory, bool reaches_below = false) {
  DependabotConfig config = read_dependabot("version: 2\nupdates:\n- {package-ecosystem: x, schedule: {interval: daily}, " + entry + "}\n");
  EXPECT_TRUE(config.problem.empty()) << config.problem.en;
  std::string_view name = "x";
  std::vector<std::string> files = {fmt::format("{}/x.txt", directory)};
  return covered(covers(config, {.names = std::span(&name, 1), .directory = directory, .files = files, .reaches_below = reaches_below}));
}

TEST(Dependabot, CoversDirectories) {
  EXPECT_EQ(by_dependabot("directory: /a", "a"), "yes");
  EXPECT_EQ(by_dependabot("directory: a/", "a"), "yes");
  EXPECT_EQ(by_dependabot("directory: /", "."), "yes");
  EXPECT_EQ(by_dependabot("directory: /", "a"), "no: no entry of this ecosystem has the directory");
  EXPECT_EQ(by_dependabot("directory: /", "a/b", true), "yes");
  EXPECT_EQ(by_dependabot("directory: /.github/workflows", "."), "no: no entry of this ecosystem has the directory");
  EXPECT_EQ(by_dependabot("directories: [/a/*]", "a/b"), "yes");
  EXPECT_EQ(by_dependabot("directories: [/a/*]", "a/b/c"), "no: no entry of this ecosystem has the directory");
  EXPECT_EQ(by_dependabot("directories: ['**/*']", "."), "yes");
  EXPECT_EQ(by_dependabot("directories: [/a/**]", "a"), "yes");
  EXPECT_EQ(by_dependabot("directories: ['/*/x/**/*']", "a/x"), "yes");
  EXPECT_EQ(by_dependabot("directories: [/a/**]", "b"), "no: no entry of this ecosystem has the directory");
  EXPECT_EQ(by_dependabot("directories: ['**/*'], exclude-paths: ['a/**']", "a"), "no: `exclude-paths` leaves it out");
  EXPECT_EQ(by_dependabot("directory: /a, allow: [{dependency-name: y}]", "a"), "open: `allow` lets some dependencies alone through");
  EXPECT_EQ(by_dependabot("directory: /a, allow: [{dependency-type: all}]", "a"), "yes");
  EXPECT_EQ(by_dependabot("directory: /a, ignore: [{dependency-name: '*', versions: ['> 3']}]", "a"), "yes");
}

std::string by_renovate(const std::string& text, std::string_view manager, const std::vector<std::string>& files = {}) {
  RenovateConfig config = read_renovate(text);
  EXPECT_TRUE(config.broken.empty()) << config.broken;
  return covered(covers(config, {.names = std::span(&manager, 1), .directory = ".", .files = files}));
}

TEST(Renovate, CoversManagers) {
  EXPECT_EQ(by_renovate("{}", "terraform"), "yes");
  EXPECT_EQ(by_renovate("{}", "git-submodules"), "no: `git-submodules` has to be switched on");
  EXPECT_EQ(by_renovate("{'git-submodules': {enabled: true}}", "git-submodules"), "yes");
  EXPECT_EQ(by_renovate("{docker: {enabled: false}}", "docker-compose"), "no: `docker-compose` is switched off");
  EXPECT_EQ(by_renovate("{docker: {enabled: false}, dockerfile: {enabled: true}}", "dockerfile"), "yes");
  EXPECT_EQ(by_renovate("{extends: ['config:base']}", "npm", {"examples/a/package.json"}), "no: `ignorePaths` leaves it out");
  EXPECT_EQ(by_renovate("{extends: ['config:base'], ignorePaths: []}", "npm", {"examples/a/package.json"}), "yes");
  EXPECT_EQ(by_renovate("{extends: ['config:base']}", "npm", {"examples/a/package.json", "package.json"}), "yes");
  EXPECT_EQ(by_renovate("{includePaths: ['web/**']}", "npm", {"app/package.json"}), "no: `includePaths` leaves it out");
  EXPECT_EQ(by_renovate("{packageRules: [{matchFileNames: ['a/**'], enabled: false}]}", "npm", {"a/package.json"}),
            "no: `packageRules` switch it off");
  EXPECT_EQ(by_renovate("{packageRules: [{matchFileNames: ['a/**'], enabled: false}]}", "npm", {"b/package.json"}), "yes");
  EXPECT_EQ(by_renovate("{packageRules: [{matchManagers: ['!npm'], enabled: false}]}", "npm"), "yes");
  EXPECT_EQ(by_renovate("{packageRules: [{matchPackageNames: ['*'], enabled: false}, {matchPackageNames: ['a'], enabled: true}]}", "npm"),
            "open: `packageRules` switch it on for some dependencies alone");
  EXPECT_EQ(by_renovate("{extends: ['local>a/b']}", "npm"), "open: the preset `local>a/b`");
  EXPECT_EQ(by_renovate("{extends: ['local>a/b'], enabled: false}", "npm"), "no: `enabled` is false");
}

TEST(UpdateTools, AreFoundWhereTheyLook) {
  documents::MemoryRepository repository({{".github/renovate.json5", "{enabled: false}"}, {"renovate.json", "{"}, {"package.json", "{}"}});
  std::map<std::string, std::string> texts;
  UpdateTools tools = find_update_tools(repository, [&](const std::string& path) -> std::optional<std::string_view> {
    texts[path] = *repository.read(path);
    return texts[path];
  });
  EXPECT_EQ(tools.renovate_path, "renovate.json");  // The first of them, though it is broken.
  ASSERT_TRUE(tools.stopped());
  EXPECT_EQ(tools.stopped()->path, "renovate.json");
  EXPECT_EQ(tools.names(), "renovate");
}

TEST(RepositoryFacts, StandInTheFiles) {
  documents::MemoryRepository repository({{"app/Dockerfile", "\xEF\xBB\xBF# app\nFROM node:22\n"},
                                          {".github/dependabot.yml",
                                           "version: 2\nupdates:\n  - package-ecosystem: docker\n    directory: "
                                           "/app\n    schedule: {interval: daily}\n"}});
  std::vector<std::string> files = {"app/Dockerfile"};
  std::vector<std::string> given = {"."};
  diag::SourceMap sources;
  diag::Sink sink;
  RepositoryInput input{.repository = repository, .sources = sources, .files = files, .given = given};
  std::string shown;
  for (const facts::Fact& fact : repository_facts(input, sink))
    shown += fmt::format("{} {} {}\n", fact.kind, fact.subject, sources.describe(fact.place));
  EXPECT_EQ(shown,
            "repo.dependency_updates docker .github/dependabot.yml:3:5\n"
            "repo.ecosystem app#docker app/Dockerfile:1:1\n"
            "repo.image.dockerfile app/Dockerfile#node:22 app/Dockerfile:2:6\n");
  EXPECT_TRUE(sink.diagnostics().empty());
}

}  // namespace
}  // namespace wafpp::evidence
