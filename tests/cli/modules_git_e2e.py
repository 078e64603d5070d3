"""`wafpp modules fetch` from git, and `wafpp check` after it."""
import os
import subprocess

from check_e2e import run
from module_servers import Fetching, repository_module


class Git(Fetching):
    def test_a_ref_and_a_folder(self):
        commit = self.make_git({"modules/a/main.tf": repository_module("a"), "main.tf": ""})
        self.commit({"modules/a/main.tf": repository_module("later")})
        self.call(f"{self.git_url}//modules/a?ref=v1.0.0")
        out = self.fetched()
        self.assertIn(f"at {commit[:12]}", out)
        self.assertIn("1 module fetched; `.wafpp/modules.lock` written", out)
        [entry] = self.lock()
        self.assertEqual((entry["commit"], entry["source"]), (commit, f"{self.git_url}?ref=v1.0.0"))
        self.assertTrue(entry["hash"].startswith("h1:"))
        self.assertEqual(self.subjects(), {"module.m.aws_ecr_repository.a"})
        self.assertFalse(list((self.folder / ".wafpp").rglob(".git")))
        self.assertEqual(self.left_overs(), [])

    def test_short_commits_and_branches(self):
        commit = self.make_git({"main.tf": repository_module("old")})
        self.commit({"main.tf": repository_module("new")})
        for ref, subject in ((commit, "old"), (commit[:10], "old"), ("main", "new")):
            self.call(f"{self.git_url}?ref={ref}")
            self.fetched()
            self.assertEqual(self.subjects(), {f"module.m.aws_ecr_repository.{subject}"}, ref)
        self.assertEqual(len(self.lock()), 1, "what nothing calls any more left the lock")

    def test_an_upgrade_follows_the_branch(self):
        old = self.make_git({"main.tf": repository_module("a")})
        self.call(f"{self.git_url}?ref=main")
        self.fetched()
        new = self.commit({"main.tf": repository_module("b")})
        self.assertIn("1 was there", self.fetched())
        self.assertEqual(self.lock()[0]["commit"], old)
        self.fetched("--upgrade")
        self.assertEqual(self.lock()[0]["commit"], new)
        self.assertEqual(self.subjects(), {"module.m.aws_ecr_repository.b"})

    def test_another_machine_gets_the_same(self):
        commit = self.make_git({"main.tf": repository_module("a")})
        self.call(f"{self.git_url}?ref=main")
        self.fetched()
        before = (self.folder / ".wafpp/modules.lock").read_bytes()
        self.commit({"main.tf": repository_module("b")})
        subprocess.run(["rm", "-rf", self.folder / ".wafpp/modules", self.outside / "cache"], check=True)
        self.fetched("--locked")
        self.assertEqual((self.folder / ".wafpp/modules.lock").read_bytes(), before)
        self.assertEqual(self.subjects(), {"module.m.aws_ecr_repository.a"})
        self.assertEqual(self.lock()[0]["commit"], commit)

    def test_what_is_not_there(self):
        self.make_git({"main.tf": ""})
        self.call(f"{self.git_url}?ref=v9")
        self.assertIn("there is no branch or tag `v9`", self.refused())
        self.call(f"{self.git_url}//nowhere?ref=v1.0.0")
        self.assertIn("no module in the folder `nowhere`", self.refused())
        self.call(f"git::file://{self.outside}/nothing")
        self.assertIn("git:", self.refused())

    def test_nothing_of_an_url_reaches_a_shell_or_an_option(self):
        marker = self.outside / "marker"
        for source in (f"git::ext::sh -c touch% {marker}", f"git::ext::sh%20-c%20touch%20{marker}", f"git::--upload-pack=touch${{IFS}}{marker}",
                       f"git::file://{self.outside}/git?ref=--upload-pack=touch%20{marker}", f"git::ssh://-oProxyCommand=touch%20{marker}/x"):
            self.call(source.replace("${", "$${"))
            self.refused()
            self.assertFalse(marker.exists(), source)

    def test_git_that_is_missing(self):
        self.make_git({"main.tf": ""})
        self.call(self.git_url)
        self.assertIn("there is no `git` on `PATH`", self.refused(PATH="/nowhere"))

    def test_inside_of_a_hook(self):
        """git tells its hooks where the repository is; ours is another one."""
        self.make_git({"main.tf": repository_module("a")})
        self.call(self.git_url)
        self.fetched(GIT_DIR=str(self.folder / ".git"), GIT_INDEX_FILE="index", GIT_WORK_TREE=str(self.folder))
        self.assertEqual(self.subjects(), {"module.m.aws_ecr_repository.a"})

    def test_links_that_lead_out(self):
        self.make_git({"main.tf": ""})
        os.symlink("/etc/passwd", self.outside / "git/passwd.tf")
        self.commit({})
        self.call(self.git_url)
        self.assertIn("entry `passwd.tf` is a link to an absolute name", self.refused())

    def test_a_server_without_shallow_copies(self):
        """Files on a web server are a git repository, too; it knows no more than to hand them out."""
        self.make_git({"main.tf": repository_module("a")})
        self.git("update-server-info")
        for path in (self.outside / "git/.git").rglob("*"):
            if path.is_file():
                self.server.answers["/git/" + str(path.relative_to(self.outside / "git/.git"))] = path.read_bytes()
        self.call(f"git::{self.server.url}/git?ref=v1.0.0")
        self.fetched()
        self.assertEqual(self.subjects(), {"module.m.aws_ecr_repository.a"})

    def test_submodules(self):
        inner = self.outside / "inner"
        inner.mkdir()
        self.git("init", "-q", "-b", "main", cwd=inner)
        (inner / "main.tf").write_text(repository_module("inner"))
        self.git("add", "-A", cwd=inner)
        self.git("commit", "-q", "-m", "x", cwd=inner)
        self.make_git({"main.tf": ""})
        self.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", f"file://{inner}", "inner")
        self.commit({})
        self.call(f"{self.git_url}//inner")
        allowed = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "protocol.file.allow", "GIT_CONFIG_VALUE_0": "always"}
        self.assertIn("of a submodule", self.refused())
        self.fetched(**allowed)
        self.assertEqual(self.subjects(), {"module.m.aws_ecr_repository.inner"})

    def test_modules_that_call_modules(self):
        inner = self.outside / "inner"
        inner.mkdir()
        self.git("init", "-q", "-b", "main", cwd=inner)
        (inner / "main.tf").write_text(repository_module("inner"))
        self.git("add", "-A", cwd=inner)
        self.git("commit", "-q", "-m", "x", cwd=inner)
        self.make_git({"main.tf": 'module "near" {\n  source = "./near"\n}\n',
                       "near/main.tf": f'module "far" {{\n  source = "git::file://{inner}"\n}}\n'})
        self.call(self.git_url)
        self.assertIn("2 modules fetched", self.fetched())
        self.assertEqual(self.subjects(), {"module.m.module.near.module.far.aws_ecr_repository.inner"})
        self.assertIn("2 were there", self.fetched())
