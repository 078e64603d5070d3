"""Evidence in archives and in JSON Lines, whose VEX statements count, what the settings say of files, and logs that are about code."""
import hashlib
import io
import json
import struct
import tarfile
import unittest
import zipfile

from check_e2e import Folder, run
from evidence_e2e import BOM, CODE, STATUS

TRIVY = {"SchemaVersion": 2, "CreatedAt": "2026-07-05T10:00:00Z", "ArtifactName": "registry.example.com/shop/app", "ArtifactType": "container_image",
         "Results": [{"Target": "app", "Class": "lang-pkgs", "Type": "npm", "Vulnerabilities": [
             {"VulnerabilityID": "CVE-2026-90031", "PkgName": "shop-core", "InstalledVersion": "1.0.0", "Severity": "CRITICAL",
              "PkgIdentifier": {"PURL": "pkg:npm/shop-core@1.0.0"}}]}]}
VEX = {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://shop.example.com/vex", "author": "Shop", "version": 1, "timestamp": "2026-07-01T00:00:00Z",
       "statements": [{"vulnerability": {"name": "CVE-2026-90031"}, "products": [{"@id": "pkg:npm/shop-core@1.0.0"}],
                       "status": "not_affected", "justification": "vulnerable_code_not_present"}]}
MEMBERS = {"a/bom.cdx.json": json.dumps(BOM), "trivy.json": json.dumps(TRIVY), "cut.json": json.dumps(TRIVY)[:-30]}


def zipped(members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return target.getvalue()


def tarred(members, mode="w"):
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode) as archive:
        for name, text in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    return target.getvalue()


def zstandard(data):
    """A frame of raw blocks (RFC 8878)."""
    frame = b"\x28\xb5\x2f\xfd\xa0" + struct.pack("<I", len(data))
    most = 100_000
    pieces = [data[at:at + most] for at in range(0, len(data), most)]
    for piece in pieces:
        frame += struct.pack("<I", (1 if piece is pieces[-1] else 0) | len(piece) << 3)[:3] + piece
    return frame


ARCHIVES = {"reports.zip": zipped, "reports.tar": tarred, "reports.tar.gz": lambda members: tarred(members, "w:gz"),
            "reports.tar.zst": lambda members: zstandard(tarred(members))}


class Archives(Folder):
    def states(self, *words):
        done = run("evidence", "list", "--json", "--as-of", "2026-07-06", *words, cwd=self.folder)
        return done.returncode, {file["path"]: (file["kind"], file["state"]) for file in json.loads(done.stdout)}

    def test_each_file_in_an_archive_is_read_by_itself(self):
        for name, pack in ARCHIVES.items():
            self.write(name, pack(MEMBERS))
            done = run("evidence", "read", name, "--json", cwd=self.folder)
            self.assertEqual(done.returncode, 3, name)
            self.assertIn(f"error: {name}!cut.json:1:".encode(), done.stderr)
            decoder, text, files = json.JSONDecoder(), done.stdout.decode(), {}
            while text.strip():
                file, end = decoder.raw_decode(text.lstrip())
                files[file["file"]] = file
                text = text.lstrip()[end:]
            self.assertEqual({path: (file["kind"], file.get("reject", False)) for path, file in files.items()},
                             {f"{name}!a/bom.cdx.json": ("cyclonedx", False), f"{name}!trivy.json": ("trivy-report", False), f"{name}!cut.json": (None, True)})

    def test_a_check_takes_what_is_whole_and_says_what_is_broken(self):
        self.write("repo/main.tf", CODE)
        (self.folder / "repo/.git").mkdir()
        for name, pack in ARCHIVES.items():
            self.write("exports/" + name, pack(MEMBERS))
            done = run("check", "repo", "--format", "json", "--as-of", "2026-07-06", "--evidence", f"exports/{name}", cwd=self.folder)
            self.assertEqual(done.returncode, 3, name)
            result = json.loads(done.stdout)
            self.assertEqual([(file["path"], file["state"]) for file in result["evidence"]],
                             [(f"exports/{name}!{member}", state) for member, state in (("a/bom.cdx.json", "usable"), ("cut.json", "refused"), ("trivy.json", "usable"))])
            verdicts = {f["check"]: f["verdict"] for f in result["findings"] if f["location"]["file"] == f"exports/{name}!trivy.json"}
            self.assertIn("waf-sec-110.report.any.scan-report", verdicts)

    def test_in_the_repository_and_named(self):
        self.write("main.tf", CODE)
        whole = {name: text for name, text in MEMBERS.items() if name != "cut.json"}
        self.write("evidence/reports.zip", zipped(whole))
        paths = {"evidence/reports.zip!a/bom.cdx.json": ("cyclonedx", "usable"), "evidence/reports.zip!trivy.json": ("trivy-report", "usable")}
        self.assertEqual(self.states(), (0, paths))
        self.assertEqual(self.states("evidence/reports.zip"), (0, paths))
        self.write("elsewhere.zip", zipped(whole))
        self.assertEqual(set(self.states("elsewhere.zip")[1]), {"elsewhere.zip!a/bom.cdx.json", "elsewhere.zip!trivy.json"})

    def test_an_archive_that_is_broken_itself(self):
        self.write("main.tf", CODE)
        # What cannot be packed, so that half of an archive ends within it.
        noise = "".join(hashlib.sha256(bytes([number])).hexdigest() for number in range(200))
        for name, pack in ARCHIVES.items():
            whole = pack(MEMBERS | {"noise.json": json.dumps({"noise": noise})})
            self.write("evidence/" + name, whole[:len(whole) // 2])
            code, states = self.states()
            self.assertEqual(code, 3, name)
            self.assertEqual(states.get(f"evidence/{name}", ("", ""))[1], "refused", (name, states))
            (self.folder / "evidence" / name).unlink()


class Lines(Folder):
    def test_json_lines_are_taken_where_a_format_has_them(self):
        statement = {"_type": "https://in-toto.io/Statement/v1", "subject": [{"name": "shop/app", "digest": {"sha256": "ab" * 32}}],
                     "predicateType": "https://slsa.dev/provenance/v1", "predicate": {}}
        other = statement | {"subject": [{"name": "shop/worker", "digest": {"sha256": "cd" * 32}}]}
        self.write("shop.intoto.jsonl", json.dumps(statement) + "\n" + json.dumps(other) + "\n")
        done = run("evidence", "read", "shop.intoto.jsonl", "--json", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        read = json.loads(done.stdout)
        self.assertEqual([record["name"] for record in read["record_list"] if record["record"] == "attested_subject"], ["shop/app", "shop/worker"])
        self.write("shop.intoto.jsonl", json.dumps(statement) + "\n" + json.dumps(other)[:-9] + "\n")
        done = run("evidence", "read", "shop.intoto.jsonl", cwd=self.folder)
        self.assertEqual((done.returncode, done.stdout), (3, b""))
        self.assertRegex(done.stderr, rb"shop\.intoto\.jsonl:(2|3):")

    def test_elsewhere_a_second_document_is_refused(self):
        self.write("two.json", json.dumps(TRIVY) + "\n" + json.dumps(TRIVY) + "\n")
        done = run("evidence", "read", "two.json", cwd=self.folder)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"two.json:2:1: a second document begins here", done.stderr)


class Settings(Folder):
    def test_whose_statements_count(self):
        self.write("trivy.json", json.dumps(TRIVY))
        self.write("vex.json", json.dumps(VEX))

        def effective(*words):
            done = run("evidence", "read", "vex.json", "--applied-to", "trivy.json", "--as-of", "2026-07-06", "--json", *words, cwd=self.folder)
            self.assertEqual(done.returncode, 0, done.stderr)
            return json.loads(done.stdout)["effective"]["CVE-2026-90031"]["effect"], done.stderr

        taken, _ = effective()
        trusted, _ = effective("--vex-author", "Nobody", "--vex-author", "Shop")
        ignored, said = effective("--vex-author", "Nobody")
        self.assertEqual((taken, trusted, ignored), ("excluded", "excluded", "ignored"))
        self.assertIn("its author `Shop` is not among those whose statements count".encode(), said)

    def test_what_is_said_of_files(self):
        self.write("main.tf", CODE)
        self.write("evidence/prod/rules.json", json.dumps({"ConfigRules": []}))
        self.write("evidence/prod/status.json", json.dumps(STATUS))
        self.write(".wafpp.yml", """
evidence:
  files:
    - path: evidence/prod/rules.json
      kind: aws-config-rules
      collected: 2026-07-01
    - path: evidence/prod/**
      environment: prod
      account: "111122223333"
      region: eu-central-1
      collected: 2026-07-02
      valid_for: 5d
      artefact: registry.example.com/shop/app
""")
        done = run("evidence", "list", "--json", "--as-of", "2026-07-06T12:00:00Z", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        files = {file["path"].rpartition("/")[2]: file for file in json.loads(done.stdout)}
        for file in files.values():
            self.assertEqual((file["environment"], file["account"], file["region"]), ("prod", "111122223333", "eu-central-1"))
        # The first rule that says a thing decides it.
        self.assertEqual((files["rules.json"]["kind"], files["rules.json"]["time"], files["rules.json"]["state"]), ("aws-config-rules", "2026-07-01", "stale"))
        self.assertEqual((files["status.json"]["time"], files["status.json"]["state"]), ("2026-07-02", "usable"))
        facts = json.loads(run("facts", ".", "--json", "--as-of", "2026-07-06", cwd=self.folder).stdout)
        self.assertIn("registry.example.com/shop/app", json.dumps(facts))
        self.write(".wafpp.yml", "evidence: {files: [{file: evidence/prod/rules.json, kind: aws-config-rules}]}\n")
        done = run("evidence", "list", cwd=self.folder)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"`file`", done.stderr)


def sarif(tool, rule, **properties):
    return {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": tool, "rules": [{"id": rule, "properties": properties}]}},
                                          "results": [{"ruleId": rule, "message": {"text": "m"}}]}]}


class CodeScanners(Folder):
    def test_their_logs_are_no_scan_reports(self):
        self.write("main.tf", CODE)
        about_code = {"semgrep": sarif("Semgrep OSS", "CVE-2021-44228-lookup"), "codeql": sarif("CodeQL", "js/sql-injection", **{"security-severity": "9.8"}),
                      "config": sarif("Trivy", "AVD-DS-0002", tags=["misconfiguration", "CRITICAL"])}
        for name, log in about_code.items():
            self.write(f"evidence/{name}.sarif", json.dumps(log))

        def item():
            done = run("check", ".", "--format", "json", "--as-of", "2026-07-06", cwd=self.folder)
            result = json.loads(done.stdout)
            control = next(control for control in result["controls"] if control["id"] == "WAF-SEC-110")
            serves = {file["path"].rpartition("/")[2]: file["serves"] for file in result["evidence"]}
            of_reports = {f["check"] for f in result["findings"] if ".report." in f["check"] and f["location"]["file"].startswith("evidence/")}
            return next(item["standing"] for item in control["evidence"] if item["id"] == "scan-report"), serves, of_reports

        self.assertEqual(item(), ("missing", {name + ".sarif": [] for name in about_code}, set()))
        self.write("evidence/image.sarif", json.dumps(sarif("Trivy", "CVE-2026-90031", tags=["vulnerability", "CRITICAL"])))
        standing, serves, of_reports = item()
        self.assertEqual((standing, serves["image.sarif"]), ("present", ["WAF-SEC-110/scan-report"]))
        self.assertIn("waf-sec-070.report.any.no-critical-in-production", of_reports)
        listed = run("evidence", "list", "--lang", "de", cwd=self.folder).stdout.decode()
        self.assertIn("1 Ergebnis von CodeQL, das Code ansieht", " ".join(listed.split()))


if __name__ == "__main__":
    unittest.main()
