"""Holds reports against their JSON schemas.

    validate.py json|sarif --tests PROGRAM     every report that the unit tests make, hostile ones too
    validate.py json|sarif --program WAFPP     the report on the example, and that its parts agree

The schema of JSON reports is ours. SARIF's is OASIS's and not kept here: `tools/sarif_schema` fetches it, or WAFPP_SARIF_SCHEMA names
it. Without it there is nothing to hold against: exit code 77, skipped.
"""
import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

try:
    import jsonschema
except ImportError:
    # Debian's package belongs to Debian's interpreter, which need not be the first on the path.
    if sys.executable == "/usr/bin/python3":
        sys.exit("validate: python3-jsonschema is missing; `tools/setup test` installs it")
    os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = 77


def read_schema(form):
    if form == "json":
        return json.loads((SOURCE / "docs/result.schema.json").read_text(encoding="utf-8"))
    path = pathlib.Path(os.environ.get("WAFPP_SARIF_SCHEMA", SOURCE / ".cache/sarif-schema-2.1.0.json"))
    if not path.is_file():
        print(f"validate: skipped, since SARIF's schema is not at {path}: run tools/sarif_schema, or set WAFPP_SARIF_SCHEMA")
        sys.exit(SKIPPED)
    return json.loads(path.read_text(encoding="utf-8"))


def validate(text, schema, name):
    """The report; ends the program where it is none."""
    report = json.loads(text)
    checker = jsonschema.validators.validator_for(schema)
    checker.check_schema(schema)
    errors = list(checker(schema).iter_errors(report))
    for error in errors[:10]:
        print(f"{name}: {'.'.join(map(str, error.absolute_path))}: {error.message[:300]}")
    if errors:
        sys.exit(1)
    return report


def expect(condition, what):
    if not condition:
        sys.exit(f"validate: {what}")


def agree_json(report):
    findings = report["findings"]
    by_verdict = collections.Counter(f["verdict"] for f in findings)
    expect(len(set(by_verdict)) >= 4, f"the example shows too few verdicts: {by_verdict}")
    expect({k: v for k, v in report["summary"]["findings"].items() if v} == by_verdict, "summary and findings differ")
    expect(len({f["fingerprint"] for f in findings}) == len(findings), "two findings have the same fingerprint")
    names = {"pass": "passed", "fail": "failed", "undecided": "undecided", "not_applicable": "not_applicable", "waived": "waived"}
    counted = collections.Counter((f["check"], names[f["verdict"]]) for f in findings)
    checks = [c for control in report["controls"] for r in control["requirements"] for c in r["checks"]]
    expect({(c["id"], k): c[k] for c in checks for k in names.values() if c[k]} == counted, "checks and findings differ")
    roots = {(r["folder"], r["environment"]) for r in report["run"]["roots"]}
    expect(all((f["root"], f["environment"]) in roots for f in findings), "a finding is in no root")
    expect(len(roots) == len(report["run"]["roots"]), "a root is listed twice")
    of_code = {(r["folder"], r["environment"]) for r in report["run"]["roots"] if r["code"]}
    expect(all((f["root"], f["environment"]) in of_code for f in findings if f["check"].split(".")[1] == "tf"), "a finding on code is in a root without any")
    blocks = collections.Counter(b["reason"] for b in report["ledger"]["blocks"])
    expect({k: v for k, v in report["ledger"]["reasons"].items() if v} == blocks, "the ledger's reasons and blocks differ")
    for finding in findings:
        place = finding["location"]
        expect((SOURCE / place["file"]).is_file(), f"no such file: {place}")
        expect((place["line"], place["column"]) <= (place["end_line"], place["end_column"]), f"ends before it begins: {place}")


def agree_sarif(report):
    (run,) = report["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        expect(rules[result["ruleIndex"]]["id"] == result["ruleId"], "ruleIndex leads to another rule")
        expect((result["kind"] == "open") == (result["level"] == "none"), "level `none` is for open results")
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        expect((SOURCE / urllib.parse.unquote(uri)).is_file(), f"no such file: {uri}")
    expect({r["kind"] for r in run["results"]} == {"fail", "open"}, "the example shows fails and open results")
    expect(str(SOURCE) not in json.dumps(report), "a path of this machine is in the report")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("form", choices=["json", "sarif"])
    arguments.add_argument("--tests")
    arguments.add_argument("--program")
    options = arguments.parse_args()
    schema = read_schema(options.form)
    count = 0
    if options.tests:
        with tempfile.TemporaryDirectory() as folder:
            # What these tests find wrong is theirs to say; here only what they wrote counts.
            words = [options.tests, "--gtest_filter=*Report.*"]
            subprocess.run(words, env={**os.environ, "WAFPP_REPORT_FOLDER": folder}, stdout=subprocess.DEVNULL, check=False)
            for path in sorted(pathlib.Path(folder).glob(f"*.{options.form}")):
                validate(path.read_text(encoding="utf-8"), schema, path.name)
                count += 1
    if options.program:
        words = [options.program, "check", SOURCE / "examples/online-shop", "--format", options.form]
        done = subprocess.run(words, capture_output=True, check=False)
        expect(done.returncode == 1, f"exit code {done.returncode}: {done.stderr.decode()}")
        report = validate(done.stdout.decode(), schema, "online-shop")
        (agree_json if options.form == "json" else agree_sarif)(report)
        count += 1
    expect(count > 0, "there was no report to validate")
    print(f"{count} passed, 0 failed")


if __name__ == "__main__":
    main()
