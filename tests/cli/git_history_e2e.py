"""Who changed a file of evidence last, against what git itself says. Skipped where git is not there."""

import datetime
import hashlib
import json
import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import unittest

from git_e2e import PROGRAM

ROUNDS = int(os.environ.get("WAFPP_GIT_ROUNDS", "12"))
FILES = ["evidence/a.json", "evidence/b.json", "evidence/x/a.json", "evidence/x/y/deep.json", "evidence/z/one.json", "live/evidence/plan-notes.json"]
BOM = json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {"timestamp": "2026-05-04T03:02:01Z"},
                  "components": [{"type": "library", "name": "left-pad", "version": "1.3.0", "purl": "pkg:npm/left-pad@1.3.0"}]})
AUTHORS = ["A. Shop", "B. Übel", "C", "D \"quoted\" D", "E, F & G"]


def git(folder, *words, environment=None, check=True):
    clean = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "HOME": str(folder), "XDG_CONFIG_HOME": str(folder),
             "GIT_AUTHOR_NAME": "A. Shop", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@example.com"}
    done = subprocess.run(["git", "-c", "core.hooksPath=/dev/null", *words], cwd=folder, capture_output=True, timeout=120, check=False,
                          env={**os.environ, **clean, **(environment or {})})
    if check and done.returncode != 0:
        raise AssertionError(f"git {words}: {done.stdout}{done.stderr}")
    return done


def listed(folder, *words):
    done = subprocess.run([PROGRAM, "evidence", "list", ".", *words], cwd=folder, capture_output=True, timeout=120, check=False)
    return done.stdout.decode() if "--json" in words else " ".join(done.stdout.decode().split())


def changes(folder):
    return {one["path"]: one.get("last_change") for one in json.loads(listed(folder, "--json"))}


def said_by_git(folder, path):
    done = git(folder, "log", "-1", "--format=%H%x00%an%x00%ae%x00%ct", "--", path)
    commit, author, email, time = done.stdout.decode().strip().split("\0")
    moment = datetime.datetime.fromtimestamp(int(time), datetime.timezone.utc)
    return {"state": "known", "commit": commit, "time": moment.strftime("%Y-%m-%dT%H:%M:%SZ"), "author": author, "author_email": email,
            "is_changed_since": False, "reason": ""}


@unittest.skipIf(shutil.which("git") is None, "there is no git")
class History(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name) / "repository"
        self.folder.mkdir()

    def write(self, path, text):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, newline="")

    def commit(self, author="A. Shop", time=1780000000, *words):
        git(self.folder, "add", "-A")
        git(self.folder, "commit", "-q", "--allow-empty", "-m", "change", *words,
            environment={"GIT_AUTHOR_NAME": author, "GIT_AUTHOR_EMAIL": f"{len(author)}@example.com", "GIT_AUTHOR_DATE": f"{time - 500} +0200",
                         "GIT_COMMITTER_DATE": f"{time} -0300"})

    def begin(self, *words):
        git(self.folder, "init", "-q", "-b", "main", *words, ".")
        self.write("evidence/a.json", BOM + "\n")
        self.commit()

    def test_against_git_log(self):
        """Branches that begin anywhere, merges of several with either side taken, clocks that go wrong, files that go and come back."""
        for number in range(ROUNDS):
            chance = random.Random(number)
            shutil.rmtree(self.folder)
            self.folder.mkdir()
            git(self.folder, "init", "-q", "-b", "main", ".")
            self.write(FILES[0], "{}")
            self.commit()
            branches = ["main"]
            for step in range(chance.choice([3, 10, 25])):
                time = 1780000000 + step * 1000 + chance.choice([0, 0, 0, -20000, 50000])
                for path in chance.sample(FILES, chance.choice([0, 1, 1, 2])):
                    target = self.folder / path
                    if target.exists() and chance.random() < 0.15:
                        target.unlink()
                    elif target.exists() and chance.random() < 0.1:
                        target.chmod(target.stat().st_mode ^ 0o111)
                    else:
                        self.write(path, chance.choice(["{}", "[]", "1", f"{chance.random()}"]))
                if chance.random() < 0.3:
                    self.write("main.tf", f"# {chance.random()}\n")
                self.commit(chance.choice(AUTHORS), time)
                if chance.random() < 0.35:
                    branches.append(f"branch-{len(branches)}")
                    git(self.folder, "checkout", "-q", "-b", branches[-1], *chance.choice([[], [], ["HEAD~1"]]), check=False)
                elif chance.random() < 0.5:
                    git(self.folder, "checkout", "-q", chance.choice(branches), check=False)
                if chance.random() < 0.4:
                    others = chance.sample(branches, min(len(branches), chance.choice([1, 1, 1, 2])))
                    how = ["-X", chance.choice(["ours", "theirs"])] if len(others) == 1 else []
                    if chance.random() < 0.2 and len(others) == 1:
                        how = ["-s", "ours"]
                    merged = git(self.folder, "merge", "-q", "--no-edit", "--no-ff", "-m", "merge", *how, *others, check=False)
                    if merged.returncode != 0:
                        git(self.folder, "reset", "-q", "--hard")
                        git(self.folder, "merge", "--abort", check=False)
            how = chance.choice(["loose", "packed", "both", "detached"])
            if how != "loose":
                git(self.folder, "gc", "-q", "--aggressive")
            if how == "both":
                self.write(FILES[1], "last")
                self.commit("C", 1790000000)
            if how == "detached":
                git(self.folder, "checkout", "-q", "--detach")
            tracked = git(self.folder, "ls-files", "-z").stdout.decode().split("\0")
            found = changes(self.folder)
            with self.subTest(round=number, how=how):
                for path in FILES:
                    if path in tracked:
                        self.assertEqual(found[path], said_by_git(self.folder, path), path)
                    else:
                        self.assertNotIn(path, found)

    def test_what_a_person_sees(self):
        self.begin()
        self.write("evidence/new.json", BOM)
        text = listed(self.folder)
        commit = said_by_git(self.folder, "evidence/a.json")["commit"][:12]
        self.assertIn(f"last change 2026-05-28T20:26:40Z by A. Shop ({commit})", text)
        self.assertIn("not committed yet", text)
        self.write("evidence/a.json", BOM)
        self.assertIn("and since then without a commit", listed(self.folder))
        german = listed(self.folder, "--lang", "de")
        self.assertIn(f"zuletzt geändert 2026-05-28T20:26:40Z von A. Shop ({commit})", german)
        self.assertIn("seitdem ohne Commit", german)
        self.assertIn("noch in keinem Commit", german)

    def test_what_differs_from_the_commit(self):
        self.begin()
        self.write("evidence/lines.json", "{\n}\n")
        content = b"what is kept elsewhere\n"
        digest = hashlib.sha256(content).hexdigest()
        self.write("evidence/large.json", f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {len(content)}\n")
        self.write("evidence/other.json", f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 3\n")
        self.write("evidence/staged.json", "{}")
        self.commit()
        self.write("evidence/lines.json", "{\r\n}\r\n")
        self.write("evidence/large.json", content.decode())
        self.write("evidence/other.json", "abc")
        self.write("evidence/staged.json", "[]")
        git(self.folder, "add", "evidence/staged.json")
        found = {path: change["is_changed_since"] for path, change in changes(self.folder).items()}
        self.assertEqual(found, {"evidence/a.json": False, "evidence/lines.json": False, "evidence/large.json": False, "evidence/other.json": True,
                                 "evidence/staged.json": True})

    def test_a_file_in_an_archive_has_the_archives_change(self):
        self.begin()
        shutil.make_archive(str(self.folder / "evidence/all"), "zip", self.folder, "evidence")
        self.commit("C", 1781000000)
        found = changes(self.folder)
        self.assertEqual(found["evidence/all.zip!evidence/a.json"]["author"], "C")
        self.assertEqual(found["evidence/a.json"]["author"], "A. Shop")

    def test_evidence_from_elsewhere_has_no_change(self):
        self.begin()
        (self.folder.parent / "export.json").write_text("{}")
        found = {one["path"]: one for one in json.loads(listed(self.folder, "--json", "--evidence", "../export.json"))}
        self.assertNotIn("last_change", found["../export.json"])
        shutil.rmtree(self.folder / ".git")
        self.assertNotIn("last_change", json.loads(listed(self.folder, "--json"))[0])

    def test_a_shallow_clone_says_no_more_than_it_has(self):
        self.begin()
        self.write("evidence/b.json", "{}")
        self.commit("C", 1781000000)
        self.write("evidence/b.json", "[]")
        self.commit("E, F & G", 1782000000)
        clone = self.folder.parent / "clone"
        git(self.folder, "clone", "-q", "--depth", "2", f"file://{self.folder}", str(clone))
        found = changes(clone)
        self.assertEqual(found["evidence/b.json"], said_by_git(self.folder, "evidence/b.json"))
        old = found["evidence/a.json"]
        self.assertEqual((old["state"], old["time"], old["author"], old["is_changed_since"]), ("not_later", "2026-06-09T10:13:20Z", "", False))
        self.assertIn("the clone is shallow", old["reason"])
        self.assertIn("unchanged since 2026-06-09T10:13:20Z", listed(clone))

    def test_a_partial_clone(self):
        self.begin()
        for number in range(3):
            self.write("evidence/b.json", str(number))
            self.commit("C", 1781000000 + number)
        git(self.folder, "config", "uploadpack.allowFilter", "true")
        for words, state in ((["--filter=blob:none"], "known"), (["--filter=tree:0"], "not_later")):
            clone = self.folder.parent / words[0].replace(":", "-")
            git(self.folder, "clone", "-q", *words, f"file://{self.folder}", str(clone))
            with self.subTest(words=words):
                self.assertEqual(changes(clone)["evidence/a.json"]["state"], state)

    def test_what_cannot_be_told_is_said_once(self):
        self.begin()
        self.write("evidence/b.json", "{}")
        self.commit()
        head = self.folder / ".git/HEAD"
        commit = git(self.folder, "rev-parse", "HEAD").stdout.decode().strip()
        loose = self.folder / ".git/objects" / commit[:2] / commit[2:]
        cases = {"an object is missing": (lambda: loose.rename(self.folder / "away"), "is not there"),
                 "a cycle": (lambda: head.write_text("ref: refs/heads/one\n") and (self.folder / ".git/refs/heads/one").write_text("ref: refs/heads/one\n"), "from one reference to the next"),
                 "a path": (lambda: head.write_text("ref: refs/../../secret\n"), "no reference"),
                 "no commit": (lambda: head.write_text("nonsense\n"), "no commit"),
                 "nothing": (lambda: head.write_text("ref: refs/heads/none\n"), "nothing is committed"),
                 "no head": (head.unlink, "HEAD")}
        for name, (harm, expected) in cases.items():
            copy = head.read_bytes()
            with self.subTest(name):
                harm()
                text = listed(self.folder)
                self.assertEqual(text.count("Who changed files last is not known"), 1, text)
                self.assertIn(expected, text)
                self.assertIn("Wer Dateien zuletzt geändert hat", listed(self.folder, "--lang", "de"))
            head.write_bytes(copy)
            if (self.folder / "away").exists():
                (self.folder / "away").rename(loose)
        self.assertEqual(changes(self.folder)["evidence/b.json"]["state"], "known")

    def test_damaged_objects(self):
        """Whatever bytes an object has, there is an answer."""
        self.begin()
        for number in range(4):
            self.write("evidence/b.json", str(number) * 50)
            self.commit("C", 1781000000 + number)
        chance = random.Random(7)
        for packed in (False, True):
            if packed:
                git(self.folder, "gc", "-q")
            objects = [path for path in (self.folder / ".git/objects").rglob("*") if path.is_file()]
            for number in range(ROUNDS):
                target = chance.choice(objects)
                good = target.read_bytes()
                bad = bytearray(good[: chance.choice([len(good), len(good) // 2, 3, 0])])
                for _ in range(chance.choice([0, 1, 5])):
                    if bad:
                        bad[chance.randrange(len(bad))] = chance.randrange(256)
                target.chmod(0o644)
                target.write_bytes(bad)
                done = subprocess.run([PROGRAM, "evidence", "list", ".", "--json"], cwd=self.folder, capture_output=True, timeout=120, check=False)
                target.write_bytes(good)
                with self.subTest(packed=packed, number=number):
                    self.assertIn(done.returncode, (0, 3), done.stderr)
                    self.assertEqual(len(json.loads(done.stdout)), 2)

    def test_git_data_elsewhere_and_other_forms(self):
        self.begin()
        tree = self.folder.parent / "tree"
        git(self.folder, "worktree", "add", "-q", str(tree), "-b", "tree")
        self.assertIn("another repository", changes(tree)["evidence/a.json"]["reason"])
        shared = self.folder.parent / "shared"
        git(self.folder, "clone", "-q", "--shared", str(self.folder), str(shared))
        self.assertIn("another repository", changes(shared)["evidence/a.json"]["reason"])
        # An index of the first version is from before 2007.
        git(self.folder, "repack", "-a", "-d", "-q")
        pack = next((self.folder / ".git/objects/pack").glob("*.pack"))
        git(self.folder, "index-pack", "--index-version=1", "-o", str(pack.with_suffix(".old")), str(pack))
        pack.with_suffix(".idx").chmod(0o644)
        pack.with_suffix(".old").replace(pack.with_suffix(".idx"))
        self.assertIn("another version", changes(self.folder)["evidence/a.json"]["reason"])
        (self.folder / ".git/objects").rename(self.folder.parent / "objects")
        (self.folder / ".git/objects").symlink_to(self.folder.parent / "objects")
        self.assertIn("another repository", changes(self.folder)["evidence/a.json"]["reason"])
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        if git(self.folder, "init", "-q", "--object-format=sha256", ".", check=False).returncode == 0:
            self.write("evidence/a.json", "{}")
            self.commit()
            self.assertIn("SHA-256", changes(self.folder)["evidence/a.json"]["reason"])

    def test_the_configuration_of_the_repository_is_not_obeyed(self):
        self.begin()
        expected = said_by_git(self.folder, "evidence/a.json")
        marker = self.folder / "ran"
        self.write(".git/config", f"[core]\n\trepositoryformatversion = 9\n\tfsmonitor = touch {marker}\n\tworktree = /\n[include]\n\tpath = /etc/passwd\n"
                                  f"[extensions]\n\tpartialClone = origin\n[remote \"origin\"]\n\turl = ext::touch {marker}\n\tpromisor = true\n")
        self.write(".mailmap", "Somebody Else <a@example.com>\n")
        self.assertEqual(changes(self.folder)["evidence/a.json"], expected)
        self.assertFalse(marker.exists())

    def test_own_controls_can_ask(self):
        """Who signed an attestation off is whom the control wants; where the history does not say, the check is undecided."""
        self.begin()
        for name in ("a", "b"):
            self.write(f"attestations/{name}.yml", f"schema: wafpp/attestation/1\nid: {name}\ncontrol: WAF-SEC-030\ncriterion: WAF-SEC-030/cmk-strategy\n"
                                                   "statement: It is so.\nattested_by: {name: A. Shop, role: Head}\nattested_at: 2026-05-01T10:00:00Z\n"
                                                   "valid_until: 2026-12-31\n")
            self.commit("Head" if name == "a" else "Mallory")
        subprocess.run([PROGRAM, "control", "new", "ACME-01", "own"], cwd=self.folder, capture_output=True, timeout=120, check=True)
        control = self.folder / "own/ACME-01/control.yml"
        lines = [line for line in control.read_text().splitlines() if not line.strip().startswith(("of:", "pass:", "at:", "#"))]
        at = next(number for number, line in enumerate(lines) if line.strip().startswith("message:"))
        lines[at:at] = ["    of: evidence.last_change", "    when:", "      - expr: startswith(self.file, \"attestations/\")",
                        "        reason: {en: no attestation, de: keine Attestierung}",
                        "    pass: self.is_committed && !self.is_changed_since && self.author == \"Head\""]
        control.write_text("\n".join(lines) + "\n")

        def verdicts(folder):
            done = subprocess.run([PROGRAM, "check", ".", "--controls", "own", "--control", "acme-01", "--format", "json"], cwd=folder,
                                  capture_output=True, timeout=120, check=False)
            return {one["subject"]: one["verdict"] for one in json.loads(done.stdout)["findings"]}

        expected = {"attestations/a.yml": "pass", "attestations/b.yml": "fail", "evidence/a.json": "not_applicable"}
        self.assertEqual(verdicts(self.folder), expected)
        clone = self.folder.parent / "clone"
        git(self.folder, "clone", "-q", "--depth", "1", f"file://{self.folder}", str(clone))
        shutil.copytree(self.folder / "own", clone / "own")
        self.assertEqual(verdicts(clone), {**expected, "attestations/a.yml": "undecided", "attestations/b.yml": "undecided"})
        # A check that nobody's control asks for it does not look at it.
        done = subprocess.run([PROGRAM, "check", ".", "--format", "json"], cwd=self.folder, capture_output=True, timeout=120, check=False)
        self.assertFalse([one for one in json.loads(done.stdout)["evidence"] if "last_change" in one])


if __name__ == "__main__":
    unittest.main()
