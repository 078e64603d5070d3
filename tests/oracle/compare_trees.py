#!/usr/bin/env python3
"""Compares `wafpp parse --json` with the syntax trees of hclsyntax.

Usage: compare_trees.py WAFPP ORACLE_FOLDER [--least PERCENT] [--show N]
"""
import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("wafpp")
    parser.add_argument("oracle")
    parser.add_argument("--least", type=float, default=100.0)
    parser.add_argument("--show", type=int, default=30)
    options = parser.parse_args()
    with open(os.path.join(options.oracle, "hcl-dev.jsonl"), encoding="utf-8") as file:
        wanted = [json.loads(line) for line in file.read().split("\n") if line]
    good = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "source.tf")
        for want in wanted:
            with open(path, "wb") as file:
                file.write(want["source"].encode())
            run = subprocess.run([options.wafpp, "parse", path, "--json"], capture_output=True, timeout=60, check=False)
            tree = run.stdout.rstrip(b"\n")
            problem = None
            if run.returncode < 0:
                problem = f"ended by signal {-run.returncode}"
            elif want["ok"] != (run.returncode == 0):
                problem = f"accepted: expected {want['ok']}, got {run.returncode == 0} {run.stderr.decode(errors='replace')[:200]}"
            elif want["ok"] and hashlib.sha256(tree).hexdigest() != want["ast"]:
                problem = f"another tree: {tree.decode(errors='replace')[:300]}"
            good += problem is None
            if problem and options.show > 0:
                options.show -= 1
                print(f"{want['id']} {want['source'][:120]!r}: {problem}")
    share = 100.0 * good / len(wanted)
    print(f"{good} of {len(wanted)} syntax trees agree ({share:.2f} %)")
    return 0 if share >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
