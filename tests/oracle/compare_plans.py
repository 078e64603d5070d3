#!/usr/bin/env python3
"""Compares `wafpp evaluate DIR --json` with Terraform's own plans.

Usage: compare_plans.py WAFPP ORACLE_FOLDER [--least PERCENT] [--only NAME]
ORACLE_FOLDER holds `plans-dev/CASE/{input,expected.json}`. Exit 0 when at least PERCENT of the cases agree.
"""
import argparse
import json
import os
import subprocess
import sys
from decimal import Decimal


def load(text):
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def without_unknown(value, unknown):
    """The value with everything that is unknown (or null there) left out, as the expected file may or may not have it."""
    if unknown is True:
        return None
    if isinstance(value, dict):
        marks = unknown if isinstance(unknown, dict) else {}
        return {k: without_unknown(v, marks.get(k)) for k, v in value.items() if marks.get(k) is not True}
    if isinstance(value, list):
        marks = unknown if isinstance(unknown, list) else []
        return [without_unknown(v, marks[i] if i < len(marks) else None) for i, v in enumerate(value)]
    return value


def flags(tree):
    """A tree of flags without what says nothing: false, and objects and lists of nothing but that."""
    if isinstance(tree, dict):
        kept = {k: flags(v) for k, v in tree.items()}
        kept = {k: v for k, v in kept.items() if v is not None}
        return kept or None
    if isinstance(tree, list):
        kept = [flags(v) for v in tree]
        return kept if any(v is not None for v in kept) else None
    return True if tree is True else None


def differences(expected, plan, code):
    found = []
    refused = code != 0
    if expected["error"] != refused:
        said = [d["summary"] for d in plan.get("diagnostics", [])] if plan else []
        return [f"refused: expected {expected['error']} {expected.get('summaries', '')}, got {refused} {said}"]
    if expected["error"]:
        return []
    changes = {c["address"]: c for c in plan["resource_changes"]}
    for address in sorted(set(expected["resources"]) | set(changes)):
        want, have = expected["resources"].get(address), changes.get(address)
        if want is None or have is None:
            found.append(f"{address}: {'missing' if have is None else 'not expected'}")
            continue
        change = have["change"]
        pairs = {
            "type": (want["type"], have["type"]),
            "name": (want["name"], have["name"]),
            "module": (want["module"], have.get("module_address", "")),
            "index": (want.get("index"), have.get("index")),
            "values": (without_unknown(want["values"], want["unknown"]), without_unknown(change.get("after"), change["after_unknown"])),
            "unknown": (flags(want["unknown"]), flags(change["after_unknown"])),
            "sensitive": (flags(want["sensitive"]), flags(change["after_sensitive"])),
        }
        found += [f"{address} {what}: expected {a!r}, got {b!r}" for what, (a, b) in pairs.items() if a != b]
    outputs, planned = plan["output_changes"], plan["planned_values"]["outputs"]
    for name in sorted(set(expected["outputs"]) | set(outputs)):
        want, have = expected["outputs"].get(name), outputs.get(name)
        if want is None or have is None:
            found.append(f"output {name}: {'missing' if have is None else 'not expected'}")
            continue
        unknown = want.get("unknown")
        pairs = {
            "unknown": (flags(unknown), flags(have["after_unknown"])),
            "value": (without_unknown(want.get("value"), unknown), without_unknown(have.get("after"), have["after_unknown"])),
            "sensitive": (want["sensitive"], planned[name]["sensitive"]),
        }
        if "type" in want:
            pairs["type"] = (want["type"], planned[name].get("type"))
        found += [f"output {name} {what}: expected {a!r}, got {b!r}" for what, (a, b) in pairs.items() if a != b]
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("wafpp")
    parser.add_argument("oracle")
    parser.add_argument("--least", type=float, default=100.0)
    parser.add_argument("--only")
    options = parser.parse_args()
    folder = os.path.join(options.oracle, "plans-dev")
    cases = [c for c in sorted(os.listdir(folder)) if options.only in (None, c)]
    good = 0
    for case in cases:
        with open(os.path.join(folder, case, "expected.json"), encoding="utf-8") as file:
            expected = load(file.read())
        words = [w for w in expected["args"]]
        run = subprocess.run([os.path.abspath(options.wafpp), "evaluate", ".", "--json", *words], cwd=os.path.join(folder, case, "input"),
                             env={**os.environ, **expected["env"]}, capture_output=True, timeout=60, check=False)
        try:
            plan = load(run.stdout.decode()) if run.stdout else None
        except ValueError as error:
            plan, found = None, [f"output is no JSON: {error}"]
        else:
            found = [f"ended by signal {-run.returncode}"] if run.returncode < 0 else differences(expected, plan, run.returncode)
        good += not found
        for difference in found:
            print(f"{case}: {difference}"[:600])
        if found and run.stderr:
            print("    " + run.stderr.decode(errors="replace").replace("\n", "\n    ")[:400])
    share = 100.0 * good / len(cases)
    print(f"{good} of {len(cases)} plans agree ({share:.1f} %)")
    return 0 if share >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
