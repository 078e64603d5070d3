"""`wafpp evidence` from end to end."""
import gzip
import json
import shutil
import unittest

from check_e2e import SHOP, Folder, run

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


CODE = 'resource "aws_sns_topic" "orders" {\n  name = "orders"\n}\n'
STATUS = {"accounts": [{"accountId": "111122223333", "resourceState": {"ec2": {"status": "DISABLED"}, "ecr": {"status": "ENABLED"}}}]}


def attestation(criterion):
    return {"schema": "wafpp/attestation/1", "id": criterion, "control": criterion.split("/")[0], "criterion": criterion, "statement": "It is so.",
            "attested_by": {"name": "A. Shop", "role": "Head of security"}, "attested_at": "2026-07-01T10:00:00Z", "valid_until": "2026-09-30"}


# One file of each kind that the controls want.
SAMPLES = {
    "aws-config-compliance-by-rule": {"ComplianceByConfigRules": [
        {"ConfigRuleName": name, "Compliance": {"ComplianceType": "COMPLIANT"}}
        for name in ("rds-storage-encrypted", "s3-bucket-server-side-encryption-enabled")]},
    "aws-config-rules": {"ConfigRules": [
        {"ConfigRuleName": name, "ConfigRuleArn": "arn:aws:config:eu-central-1:111122223333:config-rule/" + name, "ConfigRuleState": "ACTIVE",
         "Source": {"Owner": "AWS", "SourceIdentifier": name.upper().replace("-", "_")}}
        for name in ("rds-storage-encrypted", "s3-bucket-server-side-encryption-enabled")]},
    "inspector2-account-status": {"accounts": [{"accountId": "111122223333", "resourceState": {"ec2": {"status": "ENABLED"}, "ecr": {"status": "ENABLED"}}}]},
    "ecr-image-scan-findings": {"imageScanFindings": {"findings": [], "imageScanCompletedAt": "2026-07-05T10:00:00+00:00"}, "registryId": "111122223333",
                                "repositoryName": "shop/app", "imageId": {"imageDigest": "sha256:" + "ab" * 32}, "imageScanStatus": {"status": "COMPLETE"}},
    "cyclonedx": BOM,
    "trivy-report": {"SchemaVersion": 2, "CreatedAt": "2026-07-05T10:00:00Z", "ArtifactName": "registry.example.com/shop/app",
                     "ArtifactType": "container_image", "Results": [{"Target": "app", "Class": "os-pkgs", "Type": "debian"}]},
}


class EvidenceInACheck(Folder):
    def check(self, *words):
        done = run("check", ".", "--as-of", "2026-07-06", "--format", "json", *words, cwd=self.folder)
        return done, json.loads(done.stdout)

    def verdicts(self, result, check):
        return [finding["verdict"] for finding in result["findings"] if finding["check"].endswith(check)]

    def test_what_is_handed_over_is_judged_with_the_code(self):
        self.write("repo/main.tf", CODE)
        self.write("exports/inspector.json", json.dumps(STATUS))
        done = run("check", "repo", "--format", "json", "--evidence", "exports", cwd=self.folder)
        result = json.loads(done.stdout)
        self.assertEqual(self.verdicts(result, "inspector-active"), ["fail"])
        self.assertEqual([(file["path"], file["kind"], file["state"]) for file in result["evidence"]],
                         [("exports/inspector.json", "inspector2-account-status", "usable")])
        finding = next(f for f in result["findings"] if f["check"].endswith("inspector-active"))
        self.assertEqual(finding["location"]["file"], "exports/inspector.json")

    def test_a_file_that_cannot_be_read_makes_exit_code_3(self):
        self.write("main.tf", CODE)
        self.write("evidence/inspector.json", json.dumps(STATUS)[:-9])
        done, result = self.check()
        self.assertEqual(done.returncode, 3)
        self.assertEqual(result["evidence"][0]["state"], "refused")

    def test_missing_evidence_fails_where_it_is_required(self):
        self.write("main.tf", 'terraform {\n  required_version = "1.11.4"\n}\n' + CODE)
        done, result = self.check("--control", "WAF-SEC-070")
        self.assertEqual(done.returncode, 0, done.stdout[-400:])
        self.assertFalse(result["run"]["evidence_required"])
        self.write(".wafpp.yml", "evidence: {required: true}\n")
        done, result = self.check("--control", "WAF-SEC-070")
        self.assertEqual(done.returncode, 1)
        self.assertTrue(result["run"]["evidence_required"])

    def test_list_and_want(self):
        self.write("main.tf", CODE)
        done = run("evidence", "want", cwd=self.folder)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"aws inspector2 batch-get-account-status", done.stdout)
        self.assertIn(b"aws configservice describe-config-rules", done.stdout)
        done = run("evidence", "list", cwd=self.folder)
        self.assertEqual((done.returncode, b"Nothing was found" in done.stdout), (0, True))
        self.write("evidence/inspector.json", json.dumps(STATUS))
        self.write(".wafpp.yml", "evidence: {files: [{path: 'evidence/*', collected: 2026-07-01, account: '111122223333'}]}\n")
        done = run("evidence", "list", "--as-of", "2026-07-06", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        for words in (b"evidence/inspector.json", b"2026-07-01, 5 days old", b"account 111122223333", b"WAF-SEC-070/inspector-and-ecr"):
            self.assertIn(words, done.stdout)
        german = run("evidence", "list", "--as-of", "2026-07-06", "--lang", "de", cwd=self.folder)
        self.assertIn("5 Tage alt".encode(), german.stdout)
        listed = json.loads(run("evidence", "list", "--json", "--as-of", "2026-07-06", cwd=self.folder).stdout)
        self.assertEqual(listed[0]["serves"], ["WAF-SEC-070/inspector-and-ecr"])
        wanted = json.loads(run("evidence", "want", "--json", "--as-of", "2026-07-06", cwd=self.folder).stdout)
        items = {item["id"]: item for control in wanted if control["control"] == "WAF-SEC-070" for item in control["evidence"]}
        self.assertEqual([proof["standing"] for proof in items["inspector-and-ecr"]["proofs"]], ["present", "missing"])

    def test_all_that_the_shop_lacks_can_be_handed_over(self):
        shop = self.folder / "shop"
        shutil.copytree(SHOP, shop)

        def wanted():
            done = run("evidence", "want", ".", "--json", "--as-of", "2026-07-06", cwd=shop)
            return [(control["control"], item["id"], proof) for control in json.loads(done.stdout) for item in control["evidence"]
                    for proof in item["proofs"] if proof["standing"] == "missing"]

        for language, title in (("en", "attestation by a person"), ("de", "Erklärung einer Person")):
            self.assertIn(title, run("evidence", "want", ".", "--as-of", "2026-07-06", "--lang", language, cwd=shop).stdout.decode())
            self.assertIn(title, run("evidence", "kinds", "--lang", language).stdout.decode())
        lacking = wanted()
        self.assertGreaterEqual(len({(control, item) for control, item, _ in lacking}), 8)
        for number, (control, item, proof) in enumerate(lacking):
            self.assertTrue(proof["commands"], (control, item))
            if "attestation" in proof["kinds"]:
                self.write(f"shop/attestations/{number}.json", json.dumps(attestation(proof["criterion"])))
            elif "dependabot" in proof["kinds"]:
                # Of the repository as a whole.
                self.write(".github/dependabot.yml", "version: 2\nupdates:\n  - package-ecosystem: terraform\n    directories: [\"/live/*\", \"/registry\"]\n    schedule: {interval: weekly}\n")
            else:
                kind = next(kind for kind in proof["kinds"] if kind in SAMPLES)
                self.write(f"shop/evidence/{number}.json", json.dumps(SAMPLES[kind]))
        self.assertEqual(wanted(), [])
        self.assertEqual(run("evidence", "want", ".", "--as-of", "2026-07-06", cwd=shop).returncode, 0)

    def test_a_key_that_cannot_be_read_is_an_error_of_the_settings(self):
        self.write("main.tf", CODE)
        self.write(".wafpp.yml", "evidence:\n  keys:\n    - keys/none.pub\n    - keys/text.pub\n")
        self.write("keys/text.pub", "no key\n")
        for words in (("check", "."), ("evidence", "list"), ("evidence", "want")):
            done = run(*words, cwd=self.folder)
            self.assertEqual(done.returncode, 3, words)
            said = done.stdout + done.stderr
            for line in (b"`keys/none.pub`: there is no such file or folder", b".wafpp.yml:3:7", b"`keys/text.pub` is no public key in PEM", b".wafpp.yml:4:7"):
                self.assertIn(line, said, words)
        self.write("bom.json", json.dumps(BOM))
        done = run("evidence", "read", "bom.json", "--key", "keys/text.pub", cwd=self.folder)
        self.assertEqual((done.returncode, b"`keys/text.pub` is no public key in PEM" in done.stderr), (2, True))

    def test_reasons_are_told_in_both_languages(self):
        self.write("main.tf", CODE)
        expired = attestation("WAF-SEC-030/evidence/cmk-strategy")
        for name, text in {
                "expired.json": json.dumps(expired), "empty.json": "", "list.json": '{"findings": []}', "cut.json": json.dumps(BOM)[:-20],
                "twice.json": json.dumps(BOM) * 2, "other.json": '{"a": 1}', "late.json": json.dumps(BOM | {"metadata": {"timestamp": "2027-01-01T00:00:00Z"}}),
                "old.json": json.dumps(BOM)}.items():
            self.write("evidence/" + name, text)
        self.write(".wafpp.yml", "evidence: {files: [{path: evidence/old.json, valid_for: 1d}]}\n")
        words = ("evidence", "list", "--as-of", "2026-11-01")
        english, german = (run(*words, "--lang", language, cwd=self.folder).stdout.decode() for language in ("en", "de"))
        both = [("expired on 2026-09-30", "abgelaufen am 2026-09-30"), ("the file is empty", "die Datei ist leer"),
                ("an empty list of findings names no", "eine leere Liste von Befunden nennt weder"), ("is never closed", "fehlerhaft:"),
                ("a second document begins here", "hier beginnt ein zweites Dokument"),
                ("this JSON is no form of evidence", "dieses JSON ist keine Art von Nachweis"), ("which is still to come", "und das kommt erst noch"),
                ("and the settings let it count until 2026-05-05", "nach den Einstellungen zählt sie bis 2026-05-05")]
        english, german = " ".join(english.split()), " ".join(german.split())
        for en, de in both:
            self.assertIn(en, english)
            self.assertIn(de, german)
        reasons = {language: [file["reason"] for file in json.loads(run(*words, "--json", "--lang", language, cwd=self.folder).stdout)] for language in ("en", "de")}
        self.assertEqual(len(reasons["en"]), 8)
        for en, de in zip(reasons["en"], reasons["de"]):
            self.assertTrue(en and de and en != de, (en, de))

    def test_times_that_are_none(self):
        self.write("main.tf", CODE)
        for words in (("check", "."), ("evidence", "list"), ("evidence", "read", "main.tf")):
            done = run(*words, "--as-of", "yesterday", cwd=self.folder)
            self.assertEqual((done.returncode, b"--as-of yesterday" in done.stderr), (2, True), words)

    def test_vex_takes_out_what_is_not_affected(self):
        self.write("main.tf", CODE)
        self.write("evidence/inspector.json", json.dumps({"findings": [{
            "awsAccountId": "111122223333", "findingArn": "arn:aws:inspector2:eu-central-1:111122223333:finding/a", "type": "PACKAGE_VULNERABILITY",
            "severity": "CRITICAL", "status": "ACTIVE", "firstObservedAt": "2026-01-01T00:00:00Z", "lastObservedAt": "2026-07-05T00:00:00Z",
            "updatedAt": "2026-07-05T00:00:00Z",
            "packageVulnerabilityDetails": {"vulnerabilityId": "CVE-2026-90031", "vulnerablePackages": [
                {"name": "shop-core", "version": "1.0.0", "packageManager": "NODEPKG"}]}}]}))
        _, result = self.check()
        self.assertEqual(self.verdicts(result, "no-critical-in-production"), ["fail"])
        report = {"SchemaVersion": 2, "ArtifactName": "shop", "ArtifactType": "container_image", "CreatedAt": "2026-07-05T00:00:00Z", "Results": [
            {"Target": "shop", "Class": "lang-pkgs", "Type": "npm", "Vulnerabilities": [
                {"VulnerabilityID": "CVE-2026-90031", "PkgName": "shop-core", "InstalledVersion": "1.0.0", "Severity": "CRITICAL",
                 "PkgIdentifier": {"PURL": "pkg:npm/shop-core@1.0.0"}}]}]}
        self.write("evidence/inspector.json", json.dumps(report))
        _, result = self.check()
        self.assertEqual(self.verdicts(result, "no-critical-in-production"), ["undecided"])
        vex = {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://shop.example.com/vex", "author": "Shop", "version": 1,
               "timestamp": "2026-07-01T00:00:00Z", "statements": [{
                   "vulnerability": {"name": "CVE-2026-90031"}, "products": [{"@id": "pkg:npm/shop-core@1.0.0"}],
                   "status": "not_affected", "justification": "vulnerable_code_not_present"}]}
        self.write("evidence/shop.openvex.json", json.dumps(vex))
        _, result = self.check()
        self.assertEqual(self.verdicts(result, "no-critical-in-production"), ["undecided"])
        self.write(".wafpp.yml", "evidence: {vex_authors: [Shop]}\n")
        _, result = self.check()
        self.assertEqual(self.verdicts(result, "no-critical-in-production"), ["pass"])
        vex["timestamp"] = "2026-07-20T00:00:00Z"
        self.write("evidence/shop.openvex.json", json.dumps(vex))
        _, result = self.check()
        self.assertEqual(self.verdicts(result, "no-critical-in-production"), ["undecided"])

    def test_actions_that_the_project_knows_to_be_malicious_fail(self):
        commit = "0123456789abcdef0123456789abcdef01234567"
        self.write(".github/workflows/a.yml", "on: push\njobs: {a: {runs-on: x, steps: [{uses: shop/release@%s}]}}\n" % commit)
        _, result = self.check()
        self.assertEqual(self.verdicts(result, "actions-pinned"), ["pass"])
        self.write(".wafpp.yml", "evidence: {compromised_actions: ci/bad.yml}\n")
        self.write("ci/bad.yml", "entries: [{name: shop/release, commits: [%s], advisory: SHOP-1}]\n" % commit)
        _, result = self.check()
        self.assertEqual(self.verdicts(result, "actions-pinned"), ["fail"])
        self.write("ci/bad.yml", "entries: [{name: shop/release}]\n")
        done, _ = self.check()
        self.assertEqual(done.returncode, 3)


def report(day, *vulnerabilities, image="registry.example.com/shop/basket:1"):
    return json.dumps({"SchemaVersion": 2, "CreatedAt": day + "T04:00:00Z", "ArtifactName": image, "ArtifactType": "container_image", "Results": [
        {"Target": "os", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
            {"VulnerabilityID": name, "PkgName": "lib" + name[-1], "InstalledVersion": "1", "FixedVersion": "2", "Severity": severity}
            for name, severity in vulnerabilities]}]})


WAIVER = """waivers:
  - {id: W-1, control: WAF-SEC-070, vulnerability: CVE-2026-70001, artifact: shop/basket, reason: later, approved_by: Ann, approved_at: 2026-05-01, expires: 2026-07-10}
"""
KEV = {"catalogVersion": "2026.06.01", "count": 1, "vulnerabilities": [{"cveID": "CVE-2026-70002", "dateAdded": "2026-05-01", "dueDate": "2026-05-20"}]}
EPSS = "#model_version:v1,score_date:2026-06-20T00:00:00Z\ncve,epss,percentile\nCVE-2026-70001,0.51234,0.9\n"


class Timelines(Folder):
    def setUp(self):
        super().setUp()
        self.write("reports/1.json", report("2026-04-01"))
        self.write("reports/2.json", report("2026-04-10", ("CVE-2026-70001", "CRITICAL"), ("CVE-2026-70002", "CRITICAL"), ("CVE-2026-70003", "HIGH")))
        self.write("reports/3.json", report("2026-06-20", ("CVE-2026-70001", "CRITICAL"), ("CVE-2026-70002", "CRITICAL")))

    def read(self, *words):
        return run("evidence", "read", *words, "--as-of", "2026-06-21", cwd=self.folder)

    def judge(self, *words):
        self.write("repo/main.tf", CODE)
        done = run("check", "repo", "--evidence", "reports", "--as-of", "2026-06-21", "--format", "json", *words, cwd=self.folder)
        result = json.loads(done.stdout)
        return done, {(finding["check"], finding["subject"]): finding for finding in result["findings"] if ".report.any." in finding["check"]}

    def text_of(self, finding):
        return json.dumps(finding, ensure_ascii=False)

    def test_a_folder_of_reports_is_one_timeline(self):
        self.write("reports/waivers.yml", WAIVER)
        self.write("reports/notes.txt", "nothing\n")
        done = self.read("reports", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"reports/notes.txt: not looked at", done.stderr)
        timeline = json.loads(done.stdout)
        self.assertEqual((timeline["kind"], timeline["artefact"]), ("sla-timeline", "registry.example.com/shop/basket"))
        self.assertEqual([one["file"] for one in timeline["reports"]], ["reports/1.json", "reports/2.json", "reports/3.json"])
        self.assertEqual([(one["id"], one["closed_at"], one["sla_070"]["verdict"], one["sla_110"]["verdict"]) for one in timeline["findings"]],
                         [("CVE-2026-70001", None, "overdue", "overdue"), ("CVE-2026-70002", None, "overdue", "overdue"),
                          ("CVE-2026-70003", "2026-06-20T04:00:00Z", "missed", "missed")])
        self.assertTrue(timeline["findings"][2]["sla_070"]["uncertain"])
        self.assertEqual(timeline["findings"][0]["waiver"]["verdict_with_waiver"], "open")
        self.assertEqual([one["approved_by"] for one in timeline["waivers"]], ["Ann"])
        text = self.read("reports").stdout.decode()
        self.assertIn("registry.example.com/shop/basket: findings over time", text)
        self.assertNotIn("Trivy report", text)

    def test_what_is_in_no_timeline_is_shown_by_itself(self):
        self.write("reports/other.json", report("2026-06-01", image="registry.example.com/shop/other"))
        self.write("reports/bom.json", json.dumps(BOM))
        self.write("reports/cut.json", report("2026-06-01")[:-3])
        done = self.read("reports")
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"error: reports/cut.json", done.stderr)
        for words in (b"reports/other.json: Trivy report", b"reports/bom.json: CycloneDX SBOM", b"findings over time"):
            self.assertIn(words, done.stdout)
        self.assertEqual(self.read("reports/other.json", "reports/bom.json").stdout.count(b"over time"), 0)

    def test_files_by_name_are_shown_and_then_the_timeline(self):
        done = self.read("reports/1.json", "reports/2.json", "reports/3.json")
        self.assertEqual(done.stdout.count(b"Trivy report"), 3)
        self.assertEqual(done.stdout.count(b"findings over time"), 1)
        self.assertLess(done.stdout.rindex(b"Trivy report"), done.stdout.index(b"findings over time"))

    def test_a_waiver_of_nothing_is_named(self):
        self.write("reports/waivers.yml", WAIVER.replace("70001", "79999"))
        done = self.read("reports")
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"waiver `W-1` stops no clock", done.stderr)

    def test_an_empty_folder(self):
        self.write("empty/deep/x", "")
        (self.folder / "empty/deep/x").unlink()
        done = self.read("empty")
        self.assertEqual((done.returncode, done.stdout), (0, b""))
        self.assertIn(b"there is no file in it", done.stderr)

    def test_a_check_judges_the_newest_by_all(self):
        done, findings = self.judge("--control", "WAF-SEC-070")
        name = "waf-sec-070.report.any.cve-deadlines"
        self.assertEqual([findings[name, f"reports/{number}.json"]["verdict"] for number in (1, 2, 3)], ["not_applicable", "not_applicable", "fail"])
        self.assertIn("`CVE-2026-70001` is open since 2026-04-10T04:00:00Z and was due on 2026-05-10T04:00:00Z", self.text_of(findings[name, "reports/3.json"]))
        listed = {file["path"]: file for file in json.loads(done.stdout)["evidence"]}
        self.assertEqual(listed["reports/1.json"]["superseded_by"], "reports/3.json")
        self.assertEqual(listed["reports/3.json"]["superseded_by"], "")

    def test_a_waiver_is_said_and_changes_nothing(self):
        self.write("reports/waivers.yml", WAIVER)
        for language, words in (("en", "with waiver `W-1` `CVE-2026-70001` is due on 2026-07-20T04:00:00Z"),
                                ("de", "mit Ausnahme `W-1` ist `CVE-2026-70001` am 2026-07-20T04:00:00Z fällig")):
            _, findings = self.judge("--control", "WAF-SEC-070", "--lang", language)
            finding = findings["waf-sec-070.report.any.cve-deadlines", "reports/3.json"]
            self.assertEqual(finding["verdict"], "fail")
            self.assertIn(words, self.text_of(finding))
        _, findings = self.judge("--control", "WAF-SEC-110")
        finding = findings["waf-sec-110.report.any.fix-deadlines", "reports/3.json"]
        self.assertEqual(finding["verdict"], "fail")
        self.assertNotIn("waiver", self.text_of(finding))

    def test_what_is_exploited_is_said(self):
        _, findings = self.judge("--control", "WAF-SEC-070")
        self.assertNotIn("exploited", self.text_of(findings["waf-sec-070.report.any.cve-deadlines", "reports/3.json"]))
        self.write("reports/kev.json", json.dumps(KEV))
        self.write("reports/epss.csv", EPSS)
        for language, words in (("en", ("known to be exploited: `CVE-2026-70002`", "most likely to be: `CVE-2026-70001` (EPSS 0.51234)")),
                                ("de", ("bekanntermaßen ausgenutzt: `CVE-2026-70002`", "`CVE-2026-70001` (EPSS 0.51234)"))):
            _, findings = self.judge("--control", "WAF-SEC-070", "--lang", language)
            for each in words:
                self.assertIn(each, self.text_of(findings["waf-sec-070.report.any.cve-deadlines", "reports/3.json"]))
        done = run("evidence", "list", "repo", "--evidence", "reports", "--as-of", "2026-06-21", cwd=self.folder)
        text = " ".join(done.stdout.decode().split())
        self.assertIn("2 CRITICAL open in registry.example.com/shop/basket:1; 1 known to be exploited", text)
        self.assertIn("says what was there at its time; `reports/3.json` is newer", text)

    def test_one_report_alone_decides_nothing(self):
        for number in (1, 2):
            (self.folder / f"reports/{number}.json").unlink()
        _, findings = self.judge("--control", "WAF-SEC-070")
        self.assertEqual(findings["waf-sec-070.report.any.cve-deadlines", "reports/3.json"]["verdict"], "undecided")

    def judge_here(self, settings):
        self.write("main.tf", CODE)
        self.write(".wafpp.yml", settings)
        done = run("check", ".", "--evidence", "reports", "--as-of", "2026-06-21", "--format", "json", "--control", "WAF-SEC-070", cwd=self.folder)
        result = json.loads(done.stdout)
        verdicts = {finding["subject"]: finding["verdict"] for finding in result["findings"] if finding["check"].endswith("cve-deadlines")}
        return [file["state"] for file in result["evidence"]], verdicts

    def test_reports_that_are_too_old_to_count_still_date(self):
        states, verdicts = self.judge_here("evidence: {files: [{path: 'reports/*', valid_for: 7d}]}\n")
        self.assertEqual(states, ["stale", "stale", "usable"])
        self.assertEqual(verdicts, {"reports/3.json": "fail"})

    def test_environments_are_not_one_history(self):
        _, verdicts = self.judge_here("environments: {prod: {}}\nevidence: {files: [{path: 'reports/3.json', environment: prod}]}\n")
        self.assertEqual(verdicts["reports/3.json"], "undecided")

    def test_the_facts_say_what_is_exploited(self):
        self.write("repo/evidence/report.json", report("2026-06-20", ("CVE-2026-70001", "CRITICAL"), ("CVE-2026-70002", "HIGH")))
        self.write("repo/evidence/kev.json", json.dumps(KEV))
        done = run("facts", "repo", "--json", cwd=self.folder)
        scan = next(fact for fact in json.loads(done.stdout)["facts"] if fact["kind"] == "evidence.scan_report")
        known = scan["values"]["known_exploited"] if "values" in scan else scan["value"]["known_exploited"]
        self.assertEqual((known["count"], known["ids"]), (1, ["CVE-2026-70002"]))


if __name__ == "__main__":
    unittest.main()
