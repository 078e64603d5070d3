"""`wafpp controls`, `explain` and `why` from end to end."""
import json
import unittest

from check_e2e import SHOP, SOURCE, run


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


if __name__ == "__main__":
    unittest.main()
