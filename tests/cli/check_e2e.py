"""`wafpp` from end to end: what a user types, and what comes out."""
import json
import os
import pathlib
import shutil
import stat
import struct
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["WAFPP"]
SOURCE = pathlib.Path(os.environ["WAFPP_SOURCE_DIR"])
SHOP = SOURCE / "examples" / "online-shop"


def run(*words, cwd=None, stdin=b"", env=None):
    return subprocess.run([PROGRAM, *map(str, words)], cwd=cwd, input=stdin, capture_output=True, timeout=120, check=False,
                          env={**os.environ, "LC_ALL": "C", "NO_COLOR": "1", **(env or {})})


class Folder(unittest.TestCase):
    """A test with a repository of its own."""

    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        (self.folder / ".git").mkdir()

    def write(self, path, text):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)

    def check_json(self, *words):
        done = run("check", ".", "--format", "json", *words, cwd=self.folder)
        return done.returncode, json.loads(done.stdout)


def git_index(paths):
    """An index as git writes it that tracks these files."""
    index = b"DIRC" + struct.pack(">II", 2, len(paths))
    for path in sorted(str(path).encode() for path in paths):
        entry = bytes(24) + struct.pack(">I", 0o100644) + bytes(12 + 20) + struct.pack(">H", len(path)) + path
        index += entry + bytes(8 - len(entry) % 8)
    return index + bytes(20)


class Shop(unittest.TestCase):
    def test_every_verdict_is_the_expected_one(self):
        # In a repository of its own: what is tracked does not hang on where this test runs.
        with tempfile.TemporaryDirectory() as folder:
            shop = pathlib.Path(folder) / "examples/online-shop"
            shutil.copytree(SHOP, shop)
            (pathlib.Path(folder) / ".git").mkdir()
            tracked = [path.relative_to(folder) for path in shop.rglob("*") if path.is_file()]
            (pathlib.Path(folder) / ".git/index").write_bytes(git_index(tracked))
            done = run("check", shop, "--format", "json")
            closing = run("check", shop).stdout.decode().splitlines()[-1]
        self.assertIn("\n" + closing + "\n", (SOURCE / "README.md").read_text(encoding="utf-8"))
        self.assertEqual(done.returncode, 1, done.stderr)
        result = json.loads(done.stdout)
        def root(finding):
            name = finding["root"].removeprefix("examples/online-shop/")
            return f"{name}@{finding['environment']}" if finding.get("environment") else name

        found = sorted(f"{f['verdict']} {f['check']} {f['subject']} {root(f)}" for f in result["findings"])
        expected = [line.split("#")[0].strip() for line in (SOURCE / "tests/examples/online-shop.expected").read_text().splitlines()]
        expected = sorted(line for line in expected if line)
        self.assertEqual(found, expected)

    def test_a_device_stays_one(self):
        # A pipe of one's own in place of /dev/null, which must not be risked.
        with tempfile.TemporaryDirectory() as folder:
            pipe = pathlib.Path(folder) / "pipe"
            os.mkfifo(pipe)
            reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
            try:
                (pathlib.Path(folder) / "main.tf").write_text("locals {}\n")
                done = run("check", folder, "-o", pipe, "--fail-on", "never")
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertTrue(stat.S_ISFIFO(pipe.stat().st_mode))
                self.assertTrue(os.read(reader, 100))
            finally:
                os.close(reader)

    def test_a_single_file_is_not_asked_for_the_repository(self):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "main.tf").write_text('resource "aws_sns_topic" "a" {}\n')
            of_file = json.loads(run("check", pathlib.Path(folder) / "main.tf", "--format", "json").stdout)
            of_folder = json.loads(run("check", folder, "--format", "json").stdout)
        names = [{f["check"] for f in result["findings"]} for result in (of_file, of_folder)]
        self.assertNotIn("waf-sec-110.repo.any.dependency-updates", names[0])
        self.assertIn("waf-sec-110.repo.any.dependency-updates", names[1])

    def test_same_bytes_with_one_and_two_threads(self):
        for form in ("json", "sarif", "console"):
            outputs = [run("check", SHOP, "--format", form, "--threads", n).stdout for n in (1, 2, 2)]
            self.assertEqual(outputs[0], outputs[1], form)
            self.assertEqual(outputs[1], outputs[2], form)

    def test_several_outputs_in_one_run(self):
        with tempfile.TemporaryDirectory() as folder:
            done = run("check", SHOP, "--output", f"sarif={folder}/a.sarif", "--output", f"json={folder}/a.json")
            self.assertEqual(done.returncode, 1)
            self.assertIn(b"WAF-SEC-030", done.stdout)
            self.assertEqual(json.loads(pathlib.Path(folder, "a.sarif").read_text())["version"], "2.1.0")
            self.assertEqual(json.loads(pathlib.Path(folder, "a.json").read_text())["schema"], "wafpp.result/1")

    def test_german(self):
        done = run("check", SHOP, "--lang", "de")
        self.assertIn("Datenbank", done.stdout.decode())
        explained = run("explain", "waf-sec-070.tf.aws.ec2-ssm-managed", "--lang", "de").stdout.decode()
        self.assertIn("Wie man es behebt", explained)


class BadInput(Folder):
    def test_empty_folder(self):
        done = run("check", ".", cwd=self.folder)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"nothing to check", done.stdout + done.stderr)

    def test_missing_path(self):
        done = run("check", "nowhere", cwd=self.folder)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"nowhere", done.stderr)

    def test_syntax_error_does_not_stop_the_rest(self):
        self.write("bad.tf", 'resource "aws_kms_key" "a" {\n  description = \n')
        self.write("good.tf", 'resource "aws_ecr_repository" "r" {\n  name = "r"\n}\n')
        code, result = self.check_json()
        self.assertEqual(code, 3)
        self.assertTrue(any(d["location"]["file"] == "bad.tf" for d in result["diagnostics"]), result["diagnostics"])
        self.assertTrue(any(f["subject"] == "aws_ecr_repository.r" and f["verdict"] == "fail" for f in result["findings"]))

    def test_links_and_special_files(self):
        self.write("main.tf", 'resource "aws_ecr_repository" "r" {\n  name = file("secret")\n}\n')
        os.symlink("/etc/passwd", self.folder / "secret")
        os.symlink("loop.tf", self.folder / "loop.tf")
        os.symlink("/etc", self.folder / "outside")
        os.mkfifo(self.folder / "pipe.tf")
        code, result = self.check_json()
        self.assertEqual(code, 3)
        self.assertNotIn("root:", json.dumps(result))

    def test_depth_bomb(self):
        self.write("main.tf", "locals {\n  a = " + "[" * 100000 + "]" * 100000 + "\n}\n")
        code, result = self.check_json()
        self.assertEqual(code, 3)

    def test_ranges_and_cycles_end(self):
        self.write("main.tf", 'locals {\n  big = range(1e9)\n  a = local.b\n  b = local.a\n}\nmodule "self" {\n  source = "./"\n}\n')
        code, result = self.check_json()
        self.assertIn(code, (0, 1, 3))
        kinds = {d["kind"] for d in result["diagnostics"]}
        self.assertIn("cycle", kinds)
        self.assertIn("module-cycle", kinds)

    def test_not_utf8(self):
        self.write("main.tf", b'# caf\xe9\nresource "aws_ecr_repository" "r" {\n  name = "r"\n}\n')
        code, result = self.check_json()
        self.assertEqual(code, 1)
        self.assertTrue(any(f["subject"] == "aws_ecr_repository.r" for f in result["findings"]))

    def test_control_characters_are_shown_not_obeyed(self):
        self.write("main.tf", 'resource "aws_ecr_repository" "r" {\n  name = "\x1b]0;owned\x07"\n  image_tag_mutability = "\x1b[31m"\n}\n')
        done = run("check", ".", cwd=self.folder)
        self.assertNotIn(b"\x1b]0", done.stdout)
        self.assertNotIn(b"\x1b[31m", done.stdout)


class Plans(Folder):
    CODE = 'resource "aws_ecr_repository" "r" {\n  name                 = "r"\n  image_tag_mutability = "MUTABLE"\n}\n'

    def plan(self, name="r", format_version="1.2", provider="registry.terraform.io/hashicorp/aws"):
        after = {"name": name, "image_tag_mutability": "MUTABLE", "force_delete": None}
        written = {"name": {"constant_value": name}, "image_tag_mutability": {"constant_value": "MUTABLE"}}
        return json.dumps({
            "format_version": format_version,
            "resource_changes": [
                {"address": "aws_ecr_repository.r", "provider_name": provider,
                 "change": {"actions": ["delete", "create"], "before": {"name": "old"}, "after": after, "after_unknown": {"arn": True}}},
                {"address": "aws_ecr_repository.gone", "change": {"actions": ["delete"], "before": {}, "after": None, "after_unknown": {}}},
            ],
            "configuration": {"root_module": {"resources": [{"address": "aws_ecr_repository.r", "expressions": written}]}},
        })

    def subjects(self, *words):
        done = run("check", *words, "--format", "json", "--check", "waf-sec-110.tf.aws.ecr-immutable-tags", cwd=self.folder)
        result = json.loads(done.stdout)
        return done.returncode, [(f["subject"], f["verdict"], f["location"]["file"], f["location"]["line"]) for f in result["findings"]]

    def test_alone(self):
        self.write("shown.json", self.plan())
        self.assertEqual(self.subjects("shown.json"), (1, [("aws_ecr_repository.r", "fail", "shown.json", 1)]))
        self.assertEqual(self.subjects("."), (1, [("aws_ecr_repository.r", "fail", "shown.json", 1)]))

    def test_first_format(self):
        self.write("shown.json", self.plan(format_version="0.1", provider="aws"))
        self.assertEqual(self.subjects("shown.json"), (1, [("aws_ecr_repository.r", "fail", "shown.json", 1)]))

    def test_beside_code(self):
        self.write("main.tf", self.CODE)
        self.write("plan.json", self.plan())
        self.assertEqual(self.subjects("."), (1, [("aws_ecr_repository.r", "fail", "main.tf", 3)]))

    def test_cut_in_half(self):
        self.write("plan.json", self.plan()[:-60])
        code, found = self.subjects("plan.json")
        self.assertEqual((code, found), (3, [("aws_ecr_repository.r", "fail", "plan.json", 1)]))
        self.assertIn(b"the file is cut off", run("check", "plan.json", cwd=self.folder).stdout)

    def test_binary(self):
        self.write("out.plan", b"PK\x03\x04\x14\0\x08\0\x08\0" + b"\0" * 16 + b"\x06\0\0\0tfplan...")
        done = run("check", "out.plan", cwd=self.folder)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"terraform show -json out.plan > plan.json", done.stdout)
        self.write("main.tf", self.CODE)
        done = run("check", ".", cwd=self.folder)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"left out: out.plan", done.stdout)

    def test_differences(self):
        self.write("main.tf", self.CODE)
        self.write("plans/good.json", self.plan())
        self.write("plans/other.json", self.plan("s"))
        self.write("examples/all/main.tf", self.CODE.replace('"r"', '"example"'))
        done = run("facts", ".", "--diff", "plans/good.json", cwd=self.folder)
        self.assertEqual((done.returncode, done.stdout), (0, b""))
        done = run("facts", ".", "--diff", "plans/other.json", cwd=self.folder)
        self.assertEqual((done.returncode, done.stdout), (1, b'aws_ecr_repository.r: `name` "r" in the code, "s" in the plan\n'))
        self.write("dev.tfvars", "")
        self.write("prod.tfvars", "")
        done = run("facts", ".", "--diff", "plans/good.json", cwd=self.folder)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"--var-file", done.stderr)


class Inputs(Folder):
    """Files that say something, and cannot be read."""

    CODE = """variable "on" {
  default = true
}
resource "aws_kms_key" "k" {
  enable_key_rotation = true
}
resource "aws_db_instance" "d" {
  storage_encrypted = var.on
  kms_key_id        = aws_kms_key.k.arn
}
"""

    def verdicts(self):
        code, result = self.check_json()
        return code, [finding["verdict"] for finding in result["findings"] if finding["check"] == "waf-sec-030.tf.aws.rds-storage-encrypted"]

    def test_a_variable_file_that_is_encrypted(self):
        self.write("main.tf", self.CODE)
        self.write("terraform.tfvars", b"\0GITCRYPT\0\x12\xd0")
        self.assertEqual(self.verdicts(), (3, ["undecided"]))
        done = run("check", ".", cwd=self.folder)
        self.assertIn(b"`terraform.tfvars` is encrypted by git-crypt", done.stdout)
        self.assertIn(b"1 file could not be read whole", done.stdout)

    def test_a_variable_file_that_is_broken(self):
        self.write("main.tf", self.CODE)
        self.write("x.auto.tfvars", "other = [\n")
        self.assertEqual(self.verdicts(), (3, ["undecided"]))

    def test_a_variable_file_that_is_a_link_to_nothing(self):
        self.write("main.tf", self.CODE)
        (self.folder / "terraform.tfvars").symlink_to("nowhere")
        self.assertEqual(self.verdicts(), (3, ["undecided"]))
        text = run("check", ".", cwd=self.folder).stdout
        self.assertIn(b"1 file could not be read whole\n  terraform.tfvars: symbolic link to nothing", text)
        self.assertNotIn(b"error[", text)

    def test_a_broken_variable_file_that_no_root_reads(self):
        self.write("live/main.tf", self.CODE)
        self.write("elsewhere/terraform.tfvars", "{{ template }}\n")
        self.assertEqual(self.verdicts(), (1, ["pass"]))

    def test_thousands_of_errors_with_one_cause(self):
        self.write("main.tf", "locals {\n" + "".join(f"  a{i} = var.v{i % 7}\n" for i in range(700)) + "}\n")
        done = run("check", ".", cwd=self.folder)
        text = done.stdout.decode()
        self.assertIn("error[undeclared-reference]: 700 references to what is not declared", text)
        self.assertIn("`v0` (main.tf:2 and 99 more)", text)
        self.assertIn("Terragrunt", text)
        self.assertLess(text.split("──")[0].count("\n"), 15)
        code, result = self.check_json()
        self.assertEqual(sum(1 for one in result["diagnostics"] if one["kind"] == "undeclared-reference"), 700)

    def test_what_is_said_of_many_places_is_one_line(self):
        self.write("main.tf", "locals {\n" + "".join(f'  a{i} = file("none")\n' for i in range(50)) + "}\n")
        text = run("check", ".", cwd=self.folder).stdout.decode()
        self.assertIn("30 further errors:\n  main.tf:22 and 29 more: ", text)

    def test_a_bot_that_was_switched_off(self):
        self.write("main.tf", self.CODE)
        self.write(".github/dependabot.yml", "# version: 2\n# updates:\n#   - package-ecosystem: terraform\n")
        self.assertIn(b"left out: .github/dependabot.yml (everything in it is a comment)", run("check", ".", cwd=self.folder).stdout)


class Places(Folder):
    """Where a finding points."""

    SSH = "waf-sec-070.tf.aws.no-ssh-ingress"

    def ssh(self):
        return [finding for finding in self.check_json()[1]["findings"] if finding["check"] == self.SSH]

    def test_of_several_blocks_the_one_that_is_wrong(self):
        self.write("main.tf", 'resource "aws_security_group" "s" {\n  ingress {\n    from_port   = 443\n    to_port     = 443\n    protocol    = "tcp"\n'
                   '    cidr_blocks = ["10.0.0.0/8"]\n  }\n  ingress {\n    from_port   = 0\n    to_port     = 8888\n    protocol    = "tcp"\n'
                   '    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n')
        [finding] = self.ssh()
        self.assertEqual((finding["verdict"], finding["location"]["line"]), ("fail", 8))
        self.assertEqual([step["location"]["line"] for step in finding["trace"]], [8, 12])


class Words(Folder):
    def test_version_and_help(self):
        self.assertRegex(run("--version").stdout.decode(), r"^wafpp \d+\.\d+\.\d+\n$")
        self.assertIn(b"check", run("--help").stdout)

    def test_functions(self):
        done = run("functions")
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"cidrsubnet", done.stdout)
        done = run("functions", "slice")
        self.assertIn(b"slice(list any type, start_index number, end_index number) any type", done.stdout)
        self.assertIn(b"    = (an error)", done.stdout)
        listed = json.loads(run("functions", "--json").stdout)
        self.assertGreater(len(listed), 120)
        self.assertTrue(all(each["examples"] for each in listed))
        done = run("functions", "lenght")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"did you mean `length`?", done.stderr)

    def test_parse_answers_with_a_line_for_each_file(self):
        self.write("good.tf", "a = 1\n")
        self.write("bad.tf", "a =\n")
        done = run("parse", "--json", "good.tf", "bad.tf", "missing.tf", "good.tf", cwd=self.folder)
        lines = done.stdout.decode().splitlines()
        self.assertEqual(lines[1:3], ["null", "null"])
        self.assertEqual(lines[0], lines[3])
        self.assertIn('"expr":["num","1"]', lines[0])

    def test_misspelt(self):
        done = run("chekc", ".")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"did you mean `check`?", done.stderr)

    def test_settings_and_environments(self):
        self.write("live/main.tf", 'variable "on" {}\nresource "aws_kms_key" "k" {\n  enable_key_rotation = var.on\n}\n')
        self.write("env/prod.tfvars", "on = true\n")
        self.write(".wafpp.yml", "environments:\n  prod:\n    class: production\n    roots: [live]\n    var_files: [env/prod.tfvars]\n"
                                 "  dev:\n    roots: [live]\n    variables: {on: false}\n    workspace: d\n")
        rotation = ("--check", "waf-sec-030.tf.aws.kms-key-rotation")
        code, result = self.check_json(*rotation)
        self.assertEqual({(f["environment"], f["verdict"]) for f in result["findings"]}, {("prod", "pass"), ("dev", "fail")})
        self.assertEqual([(r["environment"], r["class"], r["workspace"]) for r in result["run"]["roots"] if r["code"]], [("dev", "", "d"), ("prod", "production", "")])
        code, result = self.check_json("--env", "prod", *rotation)
        self.assertEqual((code, len(result["findings"])), (0, 1))
        done = run("check", ".", "--env", "test", cwd=self.folder)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"there are `dev`, `prod`", done.stderr)

    def test_settings_that_are_wrong_make_exit_code_3(self):
        self.write("main.tf", "locals {}\n")
        self.write(".wafpp.yml", "environments:\n  prod:\n    var_file: a\n")
        code, result = self.check_json()
        self.assertEqual(code, 3)
        self.assertEqual([(d["kind"], d["location"]["line"]) for d in result["diagnostics"]], [("unknown-key", 3)])

    def test_variables_in_terraforms_own_form(self):
        self.write("main.tf", 'variable "scan" {\n  type = bool\n}\nresource "aws_ecr_repository" "r" {\n  name = "r"\n  image_scanning_configuration {\n    scan_on_push = var.scan\n  }\n}\n')
        self.write("late.tfvars.d/x.tfvars", "scan = false\n")

        def verdict(*words, env=None):
            done = run("check", ".", "--format", "json", "--check", "waf-sec-070.tf.aws.ecr-scan-on-push", *words, cwd=self.folder, env=env)
            return [f["verdict"] for f in json.loads(done.stdout)["findings"]]

        self.assertEqual(verdict(), ["undecided"])
        self.assertEqual(verdict("-var", "scan=true"), ["pass"])
        self.assertEqual(verdict("-var=scan=true", "-var-file=late.tfvars.d/x.tfvars"), ["fail"])
        self.assertEqual(verdict("-var-file", "late.tfvars.d/x.tfvars", "-var", "scan=true"), ["pass"])
        self.assertEqual(verdict(env={"TF_VAR_scan": "true"}), ["pass"])

    def test_fail_on(self):
        self.write("main.tf", 'resource "aws_ecr_repository" "r" {\n  name = "r"\n}\n')
        self.assertEqual(run("check", ".", cwd=self.folder).returncode, 1)
        self.assertEqual(run("check", ".", "--fail-on", "never", cwd=self.folder).returncode, 0)


if __name__ == "__main__":
    unittest.main()
