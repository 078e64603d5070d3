#!/usr/bin/env python3
"""Compares `wafpp console --jsonl` with Terraform's own answers to expressions.

Usage: compare_expressions.py WAFPP ORACLE_FOLDER (expr-dev|expr-unknown-dev|expr-own) [--least PERCENT] [--show N]
Wrong values are listed first: an honest `unknown` or `error` is worth less than an answer, but more than a wrong one.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
from decimal import Decimal


def load(text):
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def same(a, b):
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b))
    if isinstance(a, bool) or isinstance(b, bool) or a is None or b is None:
        return a is b
    return type(a) is type(b) and a == b


def flags(tree):
    if isinstance(tree, dict):
        kept = {k: flags(v) for k, v in tree.items()}
        return {k: v for k, v in kept.items() if v is not None} or None
    if isinstance(tree, list):
        kept = [flags(v) for v in tree]
        return kept if any(v is not None for v in kept) else None
    return True if tree is True else None


def judge(want, have):
    """None when they agree, else (kind, text): `wrong` is a wrong answer, `honest` an error or unknown instead of an answer."""
    if have is None:
        return "crash", "no answer"
    if want.get("error") or have.get("error"):
        if bool(want.get("error")) == bool(have.get("error")):
            return None
        return ("honest", f"error: {have.get('error')}") if have.get("error") else ("wrong", f"expected an error, got {have.get('value')!r}")
    if flags(want.get("unknown")) != flags(have.get("unknown")):
        kind = "honest" if have.get("unknown") else "wrong"
        return kind, f"unknown: expected {want.get('unknown')!r}, got {have.get('unknown')!r}"
    for key in ("infinite", "value"):
        if (key in want) != (key in have) or not same(want.get(key), have.get(key)):
            return "wrong", f"{key}: expected {want.get(key)!r}, got {have.get(key)!r}"
    if "type" in want and want["type"] != have.get("type"):
        return "wrong", f"type: expected {want['type']!r}, got {have.get('type')!r}"
    if bool(want.get("sensitive")) != bool(have.get("sensitive")):
        return "wrong", f"sensitive: expected {bool(want.get('sensitive'))}, got {bool(have.get('sensitive'))}"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("wafpp")
    parser.add_argument("oracle")
    parser.add_argument("set", choices=["expr-dev", "expr-unknown-dev", "expr-own"])
    parser.add_argument("--least", type=float, default=100.0)
    parser.add_argument("--show", type=int, default=60)
    options = parser.parse_args()
    with open(os.path.join(options.oracle, options.set + ".jsonl"), encoding="utf-8") as file:
        wanted = [load(line) for line in file.read().split("\n") if line]
    context = "expr-context-unknown" if options.set == "expr-unknown-dev" else "expr-context"
    questions = "".join(json.dumps({"id": w["id"], "expr": w["expr"]}) + "\n" for w in wanted)
    run = subprocess.run([os.path.abspath(options.wafpp), "console", ".", "--jsonl"], cwd=os.path.join(options.oracle, context),
                         input=questions.encode(), capture_output=True, timeout=600, check=False)
    answers = {}
    for line in run.stdout.decode(errors="replace").split("\n"):
        if line:
            answer = load(line)
            answers[answer["id"]] = answer
    kinds = collections.Counter()
    groups = collections.Counter()
    shown = []
    for want in wanted:
        found = judge(want, answers.get(want["id"]))
        if found:
            kinds[found[0]] += 1
            groups[want["group"]] += 1
            shown.append((found[0], f"{want['id']} {want['group']} {want['expr']!r}: {found[1]}"))
    shown.sort(key=lambda row: {"crash": 0, "wrong": 1, "honest": 2}[row[0]])
    for kind, text in shown[: options.show]:
        print(f"{kind}: {text}"[:400])
    if run.returncode != 0:
        print(f"exit code {run.returncode}: {run.stderr.decode(errors='replace')[-2000:]}")
    good = len(wanted) - len(shown)
    share = 100.0 * good / len(wanted)
    print(f"disagreements by group: {dict(groups.most_common())}")
    print(f"{good} of {len(wanted)} answers of {options.set} agree ({share:.2f} %); " + ", ".join(f"{n} {k}" for k, n in kinds.items()))
    return 0 if share >= options.least and run.returncode == 0 and kinds["crash"] == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
