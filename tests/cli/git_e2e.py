"""What wafpp reads of git's files against what git itself says. Skipped where git is not there."""

import json
import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["WAFPP"]
ROUNDS = int(os.environ.get("WAFPP_GIT_ROUNDS", "25"))
LOCK = ".terraform.lock.hcl"
FOLDERS = [".", "a", "b", "a/a", "a/b", "a/live", "b/live", "live", "live/a", "live/a/b", "ab", "ab/ab", "a b", "a/x-1", "[a]", "a!"]
PIECES = ["a", "b", "ab", "live", "*", "**", "?", "/", "/", "[ab]", "[!a]", "[a-l]*", "[[:alpha:]]", "[", "]", "\\", "\\ ", " ", "-", "!", "#",
          LOCK, ".terraform*", "*.hcl", "*lock*", "**/", "/**", "[^-]", "[]a]", "\\*", ".", "x-1", "[\\]]"]


def git(folder, *words, stdin=None):
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    return subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.com", *words], cwd=folder, input=stdin, capture_output=True,
                          timeout=120, check=False, env=environment)


def lock_files(folder):
    done = subprocess.run([PROGRAM, "facts", ".", "--json"], cwd=folder, capture_output=True, timeout=120, check=False)
    facts = json.loads(done.stdout)["facts"]
    result = {}
    for fact in facts:
        if fact["kind"] == "lock_file":
            values, unknown = fact["values"], fact["unknown"]
            result[values["path"]] = tuple(None if unknown.get(name) else values[name] for name in ("tracked", "ignored"))
    return result


@unittest.skipIf(shutil.which("git") is None, "there is no git")
class Git(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def write(self, path, text):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)

    def roots(self, folders=FOLDERS):
        for folder in folders:
            self.write(f"{folder}/main.tf", 'resource "thing" "a" {\n}\n')
            self.write(f"{folder}/{LOCK}", "# locked\n")

    def compare(self, folder=None):
        folder = folder or self.folder
        found = lock_files(folder)
        tracked = set(git(folder, "ls-files", "-z").stdout.decode().split("\0"))
        paths = sorted(found)
        asked = "".join(path + "\0" for path in paths).encode()
        ignored = set(git(folder, "check-ignore", "--no-index", "--stdin", "-z", stdin=asked).stdout.decode().split("\0"))
        expected = {path: (path in tracked, path in ignored) for path in paths}
        self.assertEqual({path: found[path] for path in paths if found[path] != expected[path]}, {path: expected[path] for path in paths if found[path] != expected[path]})
        return found

    def test_ignore_files(self):
        chance = random.Random(17)

        def pattern():
            return "".join(chance.choice(PIECES) for _ in range(chance.choice([1, 1, 2, 2, 3, 3, 4, 6])))

        self.roots()
        git(self.folder, "init", "-q", ".")
        for number in range(ROUNDS):
            for path in (".gitignore", "a/.gitignore", "live/.gitignore", "live/a/.gitignore", ".git/info/exclude"):
                lines = [pattern() for _ in range(chance.choice([0, 1, 2, 4]))]
                self.write(path, chance.choice(["\n", "\n", "\r\n"]).join(lines) + chance.choice(["", "\n"]))
            with self.subTest(round=number):
                try:
                    self.compare()
                except AssertionError as error:
                    texts = {path: (self.folder / path).read_text() for path in (".gitignore", "a/.gitignore", "live/.gitignore", "live/a/.gitignore", ".git/info/exclude")}
                    raise AssertionError(f"{texts}\n{error}") from None

    def test_index_versions_and_hashes(self):
        for words, version in (([], "2"), ([], "3"), ([], "4"), (["--object-format=sha256"], "2"), (["--object-format=sha256"], "4")):
            with self.subTest(words=words, version=version):
                shutil.rmtree(self.folder / ".git", ignore_errors=True)
                self.roots()
                if git(self.folder, "init", "-q", *words, ".").returncode != 0:
                    self.skipTest("this git knows no SHA-256")
                git(self.folder, "add", "-f", "a", "live/a", "ab/ab")
                git(self.folder, "add", "-N", "-f", "b")
                git(self.folder, "update-index", "--index-version", version)
                self.assertIn((True, False), self.compare().values())

    def test_large_index(self):
        self.roots()
        for number in range(3000):
            self.write(f"many/{number % 50:02}/file-{number:05}-{'x' * (number % 60)}.txt", "x")
        git(self.folder, "init", "-q", ".")
        git(self.folder, "add", "-f", "many", "live")
        for version in ("2", "4"):
            git(self.folder, "update-index", "--index-version", version)
            self.compare()

    def test_conflicts_and_removed_files(self):
        self.roots(["a", "b"])
        git(self.folder, "init", "-q", "-b", "one", ".")
        git(self.folder, "add", "-f", "a", "b")
        git(self.folder, "commit", "-q", "-m", "one")
        git(self.folder, "checkout", "-q", "-b", "two")
        self.write(f"a/{LOCK}", "# two\n")
        git(self.folder, "rm", "-q", "--cached", f"b/{LOCK}")
        git(self.folder, "commit", "-q", "-a", "-m", "two")
        git(self.folder, "checkout", "-q", "-f", "one")
        self.write(f"a/{LOCK}", "# one\n")
        git(self.folder, "commit", "-q", "-a", "-m", "three")
        git(self.folder, "merge", "-q", "two")
        self.assertTrue(git(self.folder, "ls-files", "-u").stdout)
        self.compare()

    def test_what_lies_elsewhere_is_open(self):
        self.roots(["a"])
        self.assertEqual(lock_files(self.folder)[f"a/{LOCK}"][0], None)
        git(self.folder, "init", "-q", "-b", "one", ".")
        self.assertEqual(lock_files(self.folder)[f"a/{LOCK}"][0], False)
        git(self.folder, "add", "-f", "a")
        git(self.folder, "commit", "-q", "-m", "one")
        self.assertEqual(lock_files(self.folder)[f"a/{LOCK}"][0], True)
        # A worktree's index lies in another folder, a split one in two files, a repository inside has its own.
        git(self.folder, "worktree", "add", "-q", "../" + self.folder.name + "-tree", "-b", "tree")
        tree = self.folder.parent / (self.folder.name + "-tree")
        self.addCleanup(shutil.rmtree, tree, ignore_errors=True)
        self.assertEqual(lock_files(tree)[f"a/{LOCK}"][0], None)
        (self.folder / "a/.git").mkdir()
        self.assertEqual(lock_files(self.folder)[f"a/{LOCK}"][0], None)
        (self.folder / "a/.git").rmdir()
        git(self.folder, "update-index", "--split-index")
        self.assertEqual(lock_files(self.folder)[f"a/{LOCK}"][0], None)
        (self.folder / ".git/index").write_bytes(b"DIRC\0\0\0\2\0\0\0\5" + b"\0" * 40)
        self.assertEqual(lock_files(self.folder)[f"a/{LOCK}"][0], None)

    def test_configuration_of_the_repository_is_not_obeyed(self):
        self.roots(["a"])
        git(self.folder, "init", "-q", ".")
        git(self.folder, "add", "-f", "a")
        marker = self.folder / "ran"
        self.write(".git/config", f"[core]\n\tfsmonitor = touch {marker}\n\tworktree = /\n\texcludesFile = {self.folder}/own\n[include]\n\tpath = /etc/passwd\n")
        self.write("own", "*.hcl\n")
        self.assertEqual(lock_files(self.folder)[f"a/{LOCK}"], (True, False))
        self.assertFalse(marker.exists())


if __name__ == "__main__":
    unittest.main()
