"""`wafpp controls`, `explain` and `why` from end to end."""
import json
import re
import tempfile
import unittest

import jsonschema
import yaml

from check_e2e import SHOP, SOURCE, Folder, run


class Controls(unittest.TestCase):
    def test_list_in_each_form(self):
        self.assertIn(b"waf-sec-070.tf.aws.ecr-scan-on-push", run("controls").stdout)
        listed = json.loads(run("controls", "--format", "json").stdout)
        self.assertEqual([control["id"] for control in listed], ["WAF-SEC-030", "WAF-SEC-070", "WAF-SEC-110"])
        for control in listed:
            requirements = {requirement["id"] for requirement in control["requirements"]}
            for check in control["checks"]:
                self.assertIn(check["requirement"], requirements)

    def test_every_requirement_is_decided_by_something(self):
        done = run("controls", "--coverage")
        self.assertEqual(done.returncode, 0, done.stdout.decode())

    def test_parts_of_a_control(self):
        mapping = run("explain", "WAF-SEC-110", "--part", "mapping").stdout.decode()
        self.assertIn("A.5.15 – Threat intelligence (official title: Access control)", mapping)
        self.assertNotIn("MUST", mapping)
        self.assertEqual(run("explain", "WAF-SEC-110", "--part", "nothing").returncode, 2)

    def test_pages_in_docs_are_as_printed(self):
        for folder in sorted((SOURCE / "controls").iterdir()):
            if not folder.is_dir():
                continue
            for language, suffix in (("en", ".md"), ("de", ".de.md")):
                printed = run("explain", folder.name, "--part", "all", "--format", "markdown", "--lang", language).stdout.decode()
                written = (SOURCE / "docs/controls" / (folder.name + suffix)).read_text()
                self.assertEqual(printed, written, f"run tools/make_control_docs: {folder.name} ({language})")
        printed = run("controls", "--coverage", "--format", "markdown", "--lang", "en").stdout.decode()
        self.assertEqual(printed, (SOURCE / "docs/controls/coverage.md").read_text(), "run tools/make_control_docs: coverage")
        printed = run("controls", "--functions", "--format", "markdown", "--lang", "en").stdout.decode()
        self.assertEqual(printed, (SOURCE / "docs/controls/functions.md").read_text(), "run tools/make_control_docs: functions")


class Why(unittest.TestCase):
    def test_derivation_of_one_verdict(self):
        done = run("why", "rds-storage-encrypted", "module.catalog.aws_db_instance.this", SHOP)
        self.assertEqual(done.returncode, 0, done.stderr)
        text = done.stdout.decode()
        self.assertIn("fail: database storage is not encrypted", text)
        self.assertIn("customer_managed_key(self.kms_key_id)  →  false", text)
        self.assertIn("live/prod/databases.tf:23:24  set here, through `module.catalog`", text)

    def test_explained_findings_have_it(self):
        text = run("check", SHOP, "--explain").stdout.decode()
        self.assertIn("derivation: passes when", text)
        self.assertNotIn("derivation:", run("check", SHOP).stdout.decode())

    def test_unknown_names(self):
        done = run("why", "no-such-check", "aws_kms_key.main", SHOP)
        self.assertEqual(done.returncode, 2)
        done = run("why", "kms-key-rotation", "aws_kms_key.sandbx", SHOP)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"aws_kms_key.sandbox", done.stderr)
        self.assertEqual(run("why", "kms-key-rotation").returncode, 2)


class OwnControls(Folder):
    def test_deadlines_of_ones_own(self):
        self.write("own/deadlines/acme.yml", "deadlines: {WAF-SEC-070: {critical: 10d}}\n")
        finding = {"VulnerabilityID": "CVE-2026-1", "PkgName": "a", "InstalledVersion": "1", "Severity": "CRITICAL"}
        for day in ("01", "20"):
            self.write(f"scans/{day}.json", json.dumps({
                "SchemaVersion": 2, "CreatedAt": f"2026-01-{day}T00:00:00Z", "ArtifactName": "shop/web:1", "ArtifactType": "container_image",
                "Results": [{"Target": "web", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [finding]}]}))
        verdicts = {}
        for own in ([], ["--controls", "own"]):
            _, result = self.check_json("--evidence", "scans", "--as-of", "2026-01-21T00:00:00Z", "--check",
                                        "waf-sec-070.report.any.cve-deadlines", *own)
            verdicts[bool(own)] = {f["verdict"] for f in result["findings"]} - {"not_applicable"}
        self.assertEqual(verdicts, {False: {"undecided"}, True: {"fail"}})
        self.write("own/deadlines/acme.yml", "deadlines: {WAF-SEC-070: {critical: ten}}\n")
        done = run("check", ".", "--controls", "own", cwd=self.folder)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"deadlines/acme.yml:1:37", done.stderr)

    def test_data_stores_of_ones_own(self):
        self.assertEqual(run("control", "new", "ACME-01", "own", cwd=self.folder).returncode, 0)
        control = self.folder / "own/ACME-01/control.yml"
        text = re.sub(r"of: .*", "of: data_store.any", control.read_text(), count=1)
        control.write_text(re.sub(r"pass: .*", "pass: encrypted_at_rest(self) && store_key_is_customers(self)", text, count=1))
        self.write("own/catalogue/acme.yml", "keys: [resource.acme_key]\ndata_stores:\n"
                   "  acme_database: {kind: database, encrypted: encryption.enabled, key: encryption.key_id}\n")
        block = 'resource "acme_database" "%s" {\n  encryption {\n    enabled = true\n%s  }\n}\n'
        self.write("main.tf", 'resource "acme_key" "k" {}\n' + block % ("good", "    key_id = acme_key.k.id\n") + block % ("bad", ""))
        code, result = self.check_json("--controls", "own", "--control", "acme-01")
        self.assertEqual({f["subject"]: f["verdict"] for f in result["findings"]}, {"acme_database.good": "pass", "acme_database.bad": "fail"})
        self.assertEqual(code, 1)
        self.write("own/catalogue/acme.yml", "data_stores:\n  aws_sqs_queue: {kind: queue, key: kms_key}\n")
        done = run("check", ".", "--controls", "own", cwd=self.folder)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"catalogue/acme.yml:2:3", done.stderr)

    def test_a_new_one_works_as_it_is(self):
        done = run("control", "new", "ACME-01", "own", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.decode().split(), ["own/ACME-01/control.yml", "own/ACME-01/cases/queues.tf"])
        self.assertEqual(run("control", "validate", "own", cwd=self.folder).returncode, 0)
        done = run("control", "test", "own/ACME-01", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"1 check, 1 case, all hold", done.stdout)
        self.assertEqual(run("control", "new", "ACME-01", "own", cwd=self.folder).returncode, 2)
        self.write("main.tf", 'resource "aws_sqs_queue" "q" {\n  name = "q"\n}\n')
        code, result = self.check_json("--controls", "own", "--control", "acme-01")
        self.assertEqual((code, [f["verdict"] for f in result["findings"]]), (1, ["fail"]))

    def test_they_may_lie_outside_of_what_is_checked(self):
        # The process restricts itself to the repository before it reads them.
        with tempfile.TemporaryDirectory() as elsewhere:
            own = elsewhere + "/own"
            self.assertEqual(run("control", "new", "ACME-01", own, cwd=self.folder).returncode, 0)
            self.write("main.tf", 'resource "aws_sqs_queue" "q" {\n  name = "q"\n}\n')
            code, result = self.check_json("--controls", own, "--control", "acme-01")
            self.assertEqual((code, [f["verdict"] for f in result["findings"]]), (1, ["fail"]))
        done = run("check", ".", "--controls", own, cwd=self.folder)
        self.assertEqual(done.returncode, 2)
        self.assertIn(own.encode(), done.stderr)

    def test_faults_and_failing_cases(self):
        run("control", "new", "ACME-01", cwd=self.folder)
        case = self.folder / "ACME-01/cases/queues.tf"
        case.write_text(case.read_text().replace("#~ pass", "#~ fail"))
        done = run("control", "test", "ACME-01", cwd=self.folder)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"no case shows `queue-encrypted` with this verdict: pass", done.stderr)
        case.write_text(case.read_text() + 'resource "aws_sqs_queue" "x" {\n  kms_master_key_id = "alias/mine" #~ pass queue-encrypted\n}\n')
        done = run("control", "test", "ACME-01", cwd=self.folder)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn(b"FAILED", done.stdout)
        self.assertEqual(run("control", "validate", ".git", cwd=self.folder).returncode, 2)
        self.assertEqual(run("control", "nonsense", cwd=self.folder).returncode, 2)

    def test_the_tutorial_as_it_is_written(self):
        blocks = re.findall(r"```(\w*)\n(.*?)```", (SOURCE / "docs/own-controls.md").read_text(), re.S)
        control = next(text for kind, text in blocks if kind == "yaml")
        self.write("controls/ACME-02/control.yml", control)
        self.write("controls/ACME-02/cases/functions.tf", next(text for kind, text in blocks if kind == "hcl"))
        done = run("control", "validate", "controls/ACME-02", cwd=self.folder)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"did you mean `related`?", done.stderr)
        mended = next(text.strip() for kind, text in blocks if kind == "yaml" and text.strip().startswith("pass:"))
        self.write("controls/ACME-02/control.yml", re.sub(r"pass: .*", lambda _: mended, control))
        framework = next(text for kind, text in blocks if kind == "yaml" and text.startswith("frameworks:"))
        self.write("controls/frameworks/acme.yml", framework)
        done = run("control", "test", "controls/ACME-02", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("ok     controls/ACME-02/cases/functions.tf", done.stdout.decode())
        self.write("controls/ACME-02/control.yml", re.sub(r"pass: .*", lambda _: mended, control) + "mapping: acme\n")
        shown = run("explain", "ACME-02", "--part", "mapping", "--controls", "controls", cwd=self.folder).stdout.decode()
        self.assertIn("4.2 – Events are never lost", shown)
        self.write("controls/ACME-02/control.yml", control + "mapping: nothing\n")
        self.assertEqual(run("explain", "ACME-02", "--controls", "controls", cwd=self.folder).returncode, 2)

    def test_shipped_controls_meet_the_schema_for_editors(self):
        schema = json.loads((SOURCE / "docs/control.schema.json").read_text())
        validator = jsonschema.Draft7Validator(schema)
        files = sorted((SOURCE / "controls").glob("*/control.yml"))
        self.assertTrue(files)
        for file in files:
            problems = [f"{list(error.absolute_path)}: {error.message[:200]}" for error in validator.iter_errors(yaml.safe_load(file.read_text()))]
            self.assertEqual(problems, [], str(file))


if __name__ == "__main__":
    unittest.main()
