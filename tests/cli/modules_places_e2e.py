"""Where modules from outside are looked for, and what is said when they are nowhere."""
import json
import os
import subprocess

from check_e2e import PROGRAM, run
from module_servers import Fetching, repository_module


class Where(Fetching):
    def test_a_mirror(self):
        self.write(".wafpp.yml", "modules:\n  mirror: vendor\n")
        self.write("vendor/registry.terraform.io/acme/shop/aws/1.0.0/main.tf", repository_module("one"))
        self.write("vendor/registry.terraform.io/acme/shop/aws/1.4.2/main.tf", repository_module("four"))
        self.write("vendor/registry.terraform.io/acme/shop/aws/2.0.0/main.tf", repository_module("two"))
        self.write("vendor/example.com/infra/network/v1/sub/main.tf", repository_module("net"))
        self.write("vendor/example.com/x/vpc.zip/main.tf", repository_module("vpc"))
        self.call("acme/shop/aws", "~> 1.0", "r", "r.tf")
        self.call("git::ssh://git@example.com/infra/network.git//sub?ref=v1", None, "g", "g.tf")
        self.call("git@example.com:infra/network.git//sub?ref=v1", None, "h", "h.tf")
        self.call("https://example.com/x/vpc.zip?checksum=md5:0", None, "a", "a.tf")
        self.assertEqual(self.subjects(), {"module.r.aws_ecr_repository.four", "module.g.aws_ecr_repository.net",
                                           "module.h.aws_ecr_repository.net", "module.a.aws_ecr_repository.vpc"})
        self.assertIn("no module from outside is called", self.fetched())
        facts = run("facts", ".", "--json", cwd=self.folder)
        self.assertIn(b"module.r.aws_ecr_repository.four", facts.stdout)
        evaluated = run("evaluate", ".", "--json", cwd=self.folder)
        self.assertIn(b"module.r.aws_ecr_repository.four", evaluated.stdout)

    def test_a_mirror_that_is_none(self):
        self.call("acme/shop/aws")
        for mirror, problem in (("../x", "leads out of the repository"), ("nowhere", "is no folder"), (".", "is the whole repository")):
            self.write(".wafpp.yml", f"modules: {{mirror: {mirror}}}\n")
            code, result = self.check_json("--check", "waf-sec-070.tf.aws.ecr-scan-on-push", "--check", "waf-sec-110.tf.aws.ecr-immutable-tags")
            self.assertEqual(code, 3)
            self.assertIn(problem, json.dumps(result["diagnostics"]))
            self.assertIn(problem, self.refused(code=2))

    def test_what_terraform_installed_comes_first(self):
        self.make_git({"main.tf": repository_module("fetched")})
        self.call(self.git_url)
        self.fetched()
        self.write(".terraform/modules/m/main.tf", repository_module("installed"))
        self.write(".terraform/modules/modules.json", json.dumps({"Modules": [{"Key": "m", "Source": "x", "Dir": ".terraform/modules/m"}]}))
        self.assertEqual(self.subjects(), {"module.m.aws_ecr_repository.installed"})
        subprocess.run(["rm", "-rf", self.folder / ".terraform/modules/m"], check=True)
        self.assertEqual(self.subjects(), {"module.m.aws_ecr_repository.fetched"})

    def test_a_module_that_is_nowhere(self):
        self.write("main.tf", 'module "m" {\n  source = "acme/shop/aws"\n}\nresource "aws_ecr_repository" "r" {\n  name = "r"\n  image_tag_mutability = "IMMUTABLE"\n'
                   '  image_scanning_configuration {\n    scan_on_push = module.m.scan\n  }\n}\n')
        code, result = self.check_json("--check", "waf-sec-070.tf.aws.ecr-scan-on-push", "--check", "waf-sec-110.tf.aws.ecr-immutable-tags")
        self.assertEqual(code, 0, result)
        [finding] = [f for f in result["findings"] if f["check"] == "waf-sec-070.tf.aws.ecr-scan-on-push"]
        self.assertEqual(finding["verdict"], "undecided")
        self.assertIn("module.m", json.dumps(finding["cause"]))
        self.assertIn("module_missing", json.dumps(result["ledger"]))
        done = run("check", ".", cwd=self.folder).stdout.decode()
        self.assertIn("1 module is not on disk", done)
        self.assertIn("wafpp modules fetch", done)

    def test_code_that_cannot_be_parsed(self):
        self.make_git({"main.tf": repository_module("a")})
        self.call(self.git_url)
        self.write("bad.tf", "resource {\n")
        self.assertIn("bad.tf", self.refused())
        self.assertEqual(self.lock()[0]["folder"].split("/")[0], "git")

    def test_nothing_is_left_where_nothing_is_called(self):
        self.write("main.tf", "locals {}\n")
        self.assertIn("no module from outside is called", self.fetched())
        self.assertFalse((self.folder / ".wafpp").exists())

    def test_two_at_once(self):
        self.make_git({"main.tf": repository_module("a")})
        self.call(self.git_url)
        both = [subprocess.Popen([PROGRAM, "modules", "fetch"], cwd=self.folder, env={**os.environ, **self.environment()},
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
        said = [process.communicate(timeout=60) for process in both]
        self.assertEqual([process.returncode for process in both], [0, 0], said)
        self.assertEqual(len(self.lock()), 1)
        self.assertEqual(self.left_overs(), [])
        self.assertEqual(self.subjects(), {"module.m.aws_ecr_repository.a"})

    def test_words_that_are_wrong(self):
        self.assertIn("`wafpp modules fetch` is", run("modules", "get", cwd=self.folder).stderr.decode())
        self.assertEqual(run("modules", "fetch", "--locked", "--upgrade", cwd=self.folder).returncode, 2)
        self.assertEqual(run("modules", "fetch", "nowhere", cwd=self.folder).returncode, 2)
        self.assertEqual(run("modules", cwd=self.folder).returncode, 2)
