"""`wafpp evidence` from end to end."""
import gzip
import json
import unittest

from check_e2e import Folder, run

BOM = {
    "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
    "metadata": {"timestamp": "2026-05-04T03:02:01Z", "component": {"type": "container", "name": "shop/app", "version": "sha256:" + "ab" * 32}},
    "components": [{"type": "library", "name": "left-pad", "version": "1.3.0", "purl": "pkg:npm/left-pad@1.3.0"}],
}


class Evidence(Folder):
    def test_a_bill_of_materials_in_both_forms(self):
        self.write("bom.json", json.dumps(BOM))
        done = run("evidence", "read", "bom.json", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"CycloneDX SBOM", done.stdout)
        read = json.loads(run("evidence", "read", "bom.json", "--json", cwd=self.folder).stdout)
        self.assertIn("cyclonedx", json.dumps(read))

    def test_packed_and_under_another_name(self):
        self.write("export.bin", gzip.compress(json.dumps(BOM).encode()))
        done = run("evidence", "read", "export.bin", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"CycloneDX SBOM", done.stdout)

    def test_what_proves_nothing_is_refused(self):
        for name, text in (("null.json", "null"), ("empty.json", "{}"), ("cut.json", json.dumps(BOM)[:-20]), ("two.json", json.dumps(BOM) * 2), ("list.json", '{"findings": []}')):
            self.write(name, text)
            done = run("evidence", "read", name, cwd=self.folder)
            self.assertEqual(done.returncode, 3, name)
            self.assertIn(name.encode(), done.stderr)
            self.assertEqual(done.stdout, b"", name)

    def test_a_kind_that_contradicts_the_content(self):
        self.write("bom.json", json.dumps(BOM))
        self.assertNotEqual(run("evidence", "read", "bom.json", "--kind", "trivy", cwd=self.folder).returncode, 0)
        self.assertEqual(run("evidence", "nonsense", cwd=self.folder).returncode, 2)
        self.assertIn(b"cyclonedx", run("evidence", "kinds").stdout)


if __name__ == "__main__":
    unittest.main()
