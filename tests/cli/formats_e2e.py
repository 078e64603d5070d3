"""Pages of the formats of evidence: written from what lies beside each reader, whole, and of all kinds that there are."""
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from check_e2e import SOURCE, run

PARTS = ("Made by: ", "| kind | recognised by |", "**Versions.** ", "**Read.** ", "**Where it bites.**")


class Formats(unittest.TestCase):
    def test_pages_are_those_that_the_tool_writes(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, SOURCE / "tools/make_format_docs", folder], check=True)
            made = {path.name: path.read_text() for path in pathlib.Path(folder).iterdir()}
        kept = {path.name: path.read_text() for path in (SOURCE / "docs/formats").iterdir()}
        self.assertEqual(sorted(made), sorted(kept), "run tools/make_format_docs")
        for name, text in made.items():
            self.assertEqual(text, kept[name], f"run tools/make_format_docs: {name}")

    def test_each_says_all_that_it_has_to(self):
        for path in (SOURCE / "src/evidence").glob("*/format.md"):
            text = path.read_text()
            places = [text.find("\n" + part) for part in PARTS]
            self.assertNotIn(-1, places, (path, PARTS[places.index(-1)] if -1 in places else ""))
            self.assertEqual(places, sorted(places), path)

    def test_every_kind_is_on_one_page(self):
        kinds = [line.split()[0] for line in run("evidence", "kinds").stdout.decode().splitlines()]
        listed = [kind for path in (SOURCE / "docs/formats").glob("*.md") if path.name != "README.md"
                  for kind in re.findall(r"^\| `([a-z0-9-]+)` \|", path.read_text(), re.MULTILINE)]
        self.assertEqual(sorted(listed), sorted(kinds))

    def test_links_lead_to_files(self):
        for path in (SOURCE / "docs/formats").glob("*.md"):
            for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text()):
                self.assertTrue((path.parent / link).is_file(), (path.name, link))


if __name__ == "__main__":
    unittest.main()
