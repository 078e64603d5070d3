#!/usr/bin/env python3
"""Two roads that must meet: the facts of a configuration, and those of the plan that Terraform makes of it.

Usage: compare_roads.py WAFPP FOLDER... [--least PERCENT] [--only NAME]
Each FOLDER holds cases: CASE/input with CASE/expected.json (`args`, `env`, `error`; see the oracle's README), or folders with a configuration.
Needs `terraform`. Exit 0 when at least PERCENT of the cases agree.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile


def cases(folders, only):
    for folder in folders:
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            if only not in (None, name) or not os.path.isdir(path):
                continue
            expected = {"args": [], "env": {}, "error": False}
            if os.path.exists(os.path.join(path, "expected.json")):
                with open(os.path.join(path, "expected.json"), encoding="utf-8") as file:
                    expected = json.load(file)
                path = os.path.join(path, "input")
            if not expected["error"]:
                yield name, path, expected


def run(words, folder, environment, output=None):
    return subprocess.run(words, cwd=folder, env=environment, stdout=output or subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, check=False)


def differences(wafpp, path, expected, scratch):
    # A folder each: a plan beside the code would be taken for its place.
    code, plans = os.path.join(scratch, "code"), os.path.join(scratch, "plan")
    shutil.copytree(path, code)
    os.mkdir(plans)
    environment = {**os.environ, **expected["env"], "CHECKPOINT_DISABLE": "1"}
    binary = os.path.join(plans, "tfplan")
    for words in (["terraform", "init", "-input=false"], ["terraform", "plan", "-input=false", "-out=" + binary, *expected["args"]]):
        made = run(words, code, environment)
        if made.returncode != 0:
            return ["terraform: " + made.stderr.decode(errors="replace")[:300]]
    with open(os.path.join(plans, "plan.json"), "wb") as file:
        if run(["terraform", "show", "-json", binary], code, environment, file).returncode != 0:
            return ["terraform show fails"]
    compared = run([wafpp, "facts", ".", "--diff", os.path.join(plans, "plan.json"), *expected["args"]], code, environment)
    if compared.returncode == 0:
        return []
    return compared.stdout.decode(errors="replace").splitlines() or [f"exit {compared.returncode}: {compared.stderr.decode(errors='replace')[:300]}"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("wafpp")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--least", type=float, default=100.0)
    parser.add_argument("--only")
    options = parser.parse_args()
    good = total = 0
    for name, path, expected in cases(options.folders, options.only):
        total += 1
        with tempfile.TemporaryDirectory() as scratch:
            found = differences(os.path.abspath(options.wafpp), path, expected, scratch)
        good += not found
        for difference in found:
            print(f"{name}: {difference}"[:400])
    share = 100.0 * good / max(total, 1)
    print(f"{good} of {total} roads meet ({share:.1f} %)")
    return 0 if total and share >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
