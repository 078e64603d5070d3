// Shell scripts of pipelines: which commands there are, and which failures stay inside.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "evidence/ci/call.h"
#include "evidence/ci/shell.h"
#include "evidence/ci/tools.h"

namespace wafpp::evidence::ci {
namespace {

/// The commands of a script, each with what defeats it: `scan app [|| true]; push app`.
std::string dump(std::string_view text, ShellMode mode = {}) {
  std::string result;
  for (const Command& command : parse_shell(text, mode).commands) {
    if (!result.empty()) result += "; ";
    std::string words;
    for (const auto& [name, value] : command.env) words += (words.empty() ? "" : " ") + name + "=" + value;
    for (const std::string& word : command.words) words += (words.empty() ? "" : " ") + word;
    for (const std::string& output : command.outputs) words += " >" + output;
    result += words;
    if (!command.defeated_by.empty()) result += " [" + command.defeated_by + "]";
  }
  return result;
}

constexpr ShellMode kLast{.errexit = false, .pipefail = false};
constexpr ShellMode kStrict{.errexit = true, .pipefail = true};

TEST(Shell, JoinsLinesAndLeavesCommentsOut) {
  EXPECT_EQ(dump("scan \\\n  --code 1 \\\n  app # not this\n# nor this\npush"), "scan --code 1 app; push");
  EXPECT_EQ(dump("scan 'a b' \"c $D\" e\\ f"), "scan a b c $D e f");
  EXPECT_EQ(dump("cat <<EOF > x\nscan app\nEOF\npush"), "cat >x; push");
  EXPECT_EQ(dump("cat <<-'END'\n\tscan\n\tEND\npush"), "cat; push");
  EXPECT_EQ(dump("scan ${{ matrix.image }} << parameters.tag >> >out.json 2>&1"),
            "scan ${{ matrix.image }} << parameters.tag >> >out.json");
}

TEST(Shell, SeesWhatTakesAFailure) {
  EXPECT_EQ(dump("scan || true"), "scan [|| true]; true");
  EXPECT_EQ(dump("scan ||:\npush"), "scan [|| :]; :; push");
  EXPECT_EQ(dump("scan && push || echo no"), "scan [|| echo]; push [|| echo]; echo no");
  EXPECT_EQ(dump("scan || exit 1"), "scan; exit 1");
  EXPECT_EQ(dump("scan || exit"), "scan; exit");
  EXPECT_EQ(dump("scan || exit 0"), "scan [|| exit 0]; exit 0");
  EXPECT_EQ(dump("scan || { echo bad; exit 1; }"), "scan; echo bad; exit 1");
  EXPECT_EQ(dump("scan || (echo bad; exit 2)"), "scan; echo bad; exit 2");
  EXPECT_EQ(dump("fail() { echo \"$1\"; exit 1; }\nscan || fail bad"), "echo $1; exit 1; scan; fail bad");
  EXPECT_EQ(dump("scan &\nwait"), "scan [&]; wait");
  EXPECT_EQ(dump("! scan"), "scan [!]");
  EXPECT_EQ(dump("trap 'exit 0' EXIT\nscan"), "trap exit 0 EXIT [trap]; scan [trap]");
}

TEST(Shell, KnowsTheOptions) {
  // With `set -e` what follows does not run; without it the last command decides.
  EXPECT_EQ(dump("scan; true"), "scan; true");
  EXPECT_EQ(dump("scan; true", kLast), "scan [a later command]; true");
  EXPECT_EQ(dump("scan", kLast), "scan");
  EXPECT_EQ(dump("set -euo pipefail\nscan | tee x\npush", kLast), "set -euo pipefail [a later command]; scan >x; tee x; push");
  EXPECT_EQ(dump("set +e\nscan\npush"), "set +e; scan [set +e]; push");
  EXPECT_EQ(dump("set +e\nscan\nrc=$?\nset -e\nexit $rc"), "set +e; scan; rc=$?; set -e; exit $rc");
  EXPECT_EQ(dump("scan || rc=$?\nreport\nexit ${rc}"), "scan; rc=$?; report; exit ${rc}");
  EXPECT_EQ(dump("scan || rc=$?\nreport"), "scan [|| rc=$?]; rc=$?; report");
  EXPECT_EQ(dump("scan | jq ."), "scan [a pipe without pipefail]; jq .");
  EXPECT_EQ(dump("scan | jq .", kStrict), "scan; jq .");
  EXPECT_EQ(dump("scan | tee x\nexit ${PIPESTATUS[0]}"), "scan >x; tee x; exit ${PIPESTATUS[0]}");
  EXPECT_EQ(dump("set -o errexit\nscan\npush", kLast), "set -o errexit [a later command]; scan; push");
}

TEST(Shell, FollowsConditionsAndLoops) {
  EXPECT_EQ(dump("if ! scan; then exit 1; fi"), "scan; exit 1");
  EXPECT_EQ(dump("if scan; then push; else exit 1; fi"), "scan; push; exit 1");
  EXPECT_EQ(dump("if scan; then push; fi"), "scan [if]; push");
  EXPECT_EQ(dump("until scan; do sleep 1; done"), "scan [until]; sleep 1");
  EXPECT_EQ(dump("for i in a b; do scan $i; done"), "scan $i");
  EXPECT_EQ(dump("case $x in a) scan;; *) push;; esac"), "scan; push");
  EXPECT_EQ(dump("if [[ $A && -n $B ]]; then scan; fi"), "[[ $A && -n $B ]] [if]; scan");
  EXPECT_EQ(dump("exit 0\nscan"), "exit 0");
  EXPECT_EQ(dump("[ -f x ] && exit 0\nscan"), "[ -f x ]; exit 0; scan");
}

TEST(Shell, LooksIntoSubstitutions) {
  EXPECT_EQ(dump("A=$(scan)"), "scan; A=$(scan)");
  EXPECT_EQ(dump("echo $(scan)"), "scan [inside of another command]; echo $(scan)");
  EXPECT_EQ(dump("bash <(curl -s u)"), "curl -s u [inside of another command]; bash <(curl -s u)");
  EXPECT_EQ(dump("A=`scan \"x\"`"), "scan x; A=`scan \"x\"");
}

TEST(Shell, BrokenTextEnds) {
  for (std::string_view text :
       {"(",        ")",  "{",        "}",  "if",  "fi",  "then",  "do",    "done", "case x in", "esac", "\"",    "'",
        "`",        "$(", "${",       "<<", "<<X", "a <", "|",     "||",    "&&",   "f(",        "f()",  "f() {", "if x; then (",
        "function", ";;", "((((((((", "[[", "\\",  "a\\", "${{ x", "<< a.b"}) {
    parse_shell(text);
  }
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "$(";
  parse_shell(deep);
  std::string nested;
  for (int i = 0; i < 5000; ++i) nested += "if a; then ";
  parse_shell(nested);
  SUCCEED();
}

std::string unwrap(std::string_view text) {
  Script script = parse_shell(text);
  std::string inner;
  std::string result;
  for (const std::string& word : unwrapped(script.commands.at(0), inner)) result += (result.empty() ? "" : " ") + word;
  return inner.empty() ? result : "script: " + inner;
}

TEST(Shell, UnwrapsCalls) {
  EXPECT_EQ(unwrap("sudo -E /usr/local/bin/trivy image app"), "trivy image app");
  EXPECT_EQ(unwrap("timeout -k 5 10m grype app"), "grype app");
  EXPECT_EQ(unwrap("env A=b C=d trivy image app"), "trivy image app");
  EXPECT_EQ(unwrap("docker run --rm -it -v a:b -e X=y aquasec/trivy:0.70.0 image app"), "trivy image app");
  EXPECT_EQ(unwrap("docker run --rm ghcr.io/anchore/grype:latest app"), "grype app");
  EXPECT_EQ(unwrap("docker run --rm our/tools grype app"), "grype app");
  EXPECT_EQ(unwrap("docker run --rm our/app serve"), "docker run --rm our/app serve");
  EXPECT_EQ(unwrap("bash -ec 'scan app'"), "script: scan app");
  EXPECT_EQ(unwrap("npx -y @cyclonedx/cdxgen -o b.json"), "cdxgen -o b.json");
}

TEST(Shell, KeepsHereDocuments) {
  Script script = parse_shell("ssh host <<'A' > log\n  scan app\nA\ncat <<-B\n\tone\n\tB\nscan");
  ASSERT_EQ(script.commands.size(), 3U);
  EXPECT_EQ(script.commands[0].input, "  scan app\n");
  EXPECT_EQ(script.commands[1].input, "one\n");
  EXPECT_EQ(script.commands[2].input, "");
}

std::string remote(std::string_view text) {
  Script script = parse_shell(text);
  std::string inner;
  return remote_script(unwrapped(script.commands.at(0), inner), script.commands.at(0)).value_or("nothing");
}

TEST(Shell, SeesWhatRunsOnAnotherMachine) {
  EXPECT_EQ(remote("ssh -p 22 -i key me@host 'scan app'"), "scan app\n");
  EXPECT_EQ(remote("sshpass -p secret ssh -o A=b me@host -p 22 scan app"), "scan app\n");
  EXPECT_EQ(remote("ssh me@host <<END\nscan app\nEND\n"), "\nscan app\n");
  EXPECT_EQ(remote("ssh -i"), "\n");
  EXPECT_EQ(remote("ssh-keyscan host"), "nothing");
}

TEST(Shell, KeepsVariablesSmall) {
  std::string script = "A=" + std::string(16, 'x') + "\n";
  for (int i = 0; i < 60; ++i) script += "A=$A$A\nexport B=$A$B\n";
  Doings doings;
  read_script(script + "docker push $A", {.mode = {}, .variables = {}, .file = {}}, doings);
  ASSERT_EQ(doings.deeds.size(), 1U);
  EXPECT_LT(doings.deeds[0].target.size(), 5000U);
  Variables variables{{"A", std::string(60'000, 'x')}};
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "$A";
  EXPECT_LT(filled_in(many, variables).size(), 200'000U);
}

TEST(Shell, FillsVariablesIn) {
  Variables variables{{"A", "1"}, {"parameters.x", "2"}};
  EXPECT_EQ(filled_in("$A ${A} ${{ env.A }} ${{parameters.x}} $(A) << parameters.x >> $B ${B} $", variables), "1 1 1 2 1 2 $B ${B} $");
}

}  // namespace
}  // namespace wafpp::evidence::ci
