"""`wafpp modules fetch` from archives, hostile ones too, and when it is interrupted."""
import hashlib
import os
import signal
import subprocess
import tarfile
import threading
import time

from check_e2e import PROGRAM
from module_servers import Fetching, repository_module, tar_gz, zipped


class Archives(Fetching):
    def test_zip_and_tar_gz(self):
        self.server.answers["/a.zip"] = zipped({"main.tf": repository_module("a"), "deep/er/main.tf": repository_module("deep")})
        self.server.answers["/b"] = tar_gz({"main.tf": repository_module("b")})
        self.call(f"{self.server.url}/a.zip", name="a", file="a.tf")
        self.call(f"{self.server.url}/a.zip//deep/er", name="deep", file="deep.tf")
        self.call(f"{self.server.url}/b?archive=tar.gz", name="b", file="b.tf")
        self.fetched()
        self.assertEqual(self.subjects(), {"module.a.aws_ecr_repository.a", "module.deep.aws_ecr_repository.deep", "module.b.aws_ecr_repository.b"})

    def test_a_page_that_says_where(self):
        self.server.answers["/real.zip"] = zipped({"in/main.tf": repository_module("a")})
        self.server.answers["/header"] = (200, {"X-Terraform-Get": "/real.zip//in"}, b"")
        self.server.answers["/page"] = b'<html><head><meta name="terraform-get" content="./real.zip//in" /></head></html>'
        self.server.answers["/loop"] = (200, {"X-Terraform-Get": "/loop"}, b"")
        self.server.answers["/nothing"] = b"hello"
        for page in ("header", "page"):
            self.call(f"{self.server.url}/{page}")
            self.fetched()
            self.assertEqual(self.subjects(), {"module.m.aws_ecr_repository.a"})
        for page, problem in (("loop", "from one to the other"), ("nothing", "nor says where the module is")):
            self.call(f"{self.server.url}/{page}")
            self.assertIn(problem, self.refused())

    def test_checksums(self):
        archive = zipped({"main.tf": repository_module("a")})
        self.server.answers["/a.zip"] = archive
        for name in ("md5", "sha1", "sha256", "sha512"):
            self.call(f"{self.server.url}/a.zip?checksum={name}:{hashlib.new(name, archive).hexdigest()}")
            self.fetched()
        self.call(f"{self.server.url}/a.zip?checksum=sha256:{'0' * 64}")
        self.assertIn("the checksum is wrong", self.refused())

    def test_unencrypted_connections(self):
        self.call("http://modules.invalid/a.zip")
        self.assertIn("`--allow-http` lets that happen", self.refused())
        self.assertIn("there is no host", self.refused("--allow-http"))

    def test_hostile_archives(self):
        link = tarfile.TarInfo("evil")
        link.type, link.linkname = tarfile.SYMTYPE, "../../../.."
        device = tarfile.TarInfo("null")
        device.type = tarfile.CHRTYPE
        through = tarfile.TarInfo("out")
        through.type, through.linkname = tarfile.SYMTYPE, "sub"
        outside = self.outside / "evil.tf"
        for name, archive, problem in (
                ("up.tar.gz", tar_gz({"../../../evil.tf": "x"}), "`../../../evil.tf` leads out"),
                ("absolute.tar.gz", tar_gz({str(outside): "x"}), "has an absolute name"),
                ("link.tar.gz", tar_gz({"evil": link}), "`evil` is a link that leads out"),
                ("device.tar.gz", tar_gz({"null": device}), "`null` is a device"),
                ("through.tar.gz", tar_gz({"out": through, "out/x.tf": "x"}), "`out/x.tf` goes through a link"),
                ("up.zip", zipped({"a/../../evil.tf": "x"}), "leads out"),
                ("bomb.zip", zipped({"zeros.tf": "0" * (64 << 20)}), "`zeros.tf` makes it more than 200 times"),
                ("torn.zip", zipped({"main.tf": "x" * 1000})[:-10], "no zip archive"),
                ("torn.tar.gz", tar_gz({"main.tf": "x" * 1000})[:-40], "too early"),
                ("text.zip", b"<html>", "no zip archive")):
            with self.subTest(name):
                self.server.answers["/" + name] = archive
                self.call(f"{self.server.url}/{name}")
                self.assertIn(problem, self.refused())
                self.assertFalse(outside.exists())
                self.assertFalse(list((self.folder / ".wafpp").rglob("*.tf")))
                self.assertEqual(self.left_overs(), [])

    def test_a_fetch_that_was_killed(self):
        gate = threading.Event()
        self.addCleanup(gate.set)
        good = zipped({"main.tf": repository_module("a")})
        self.server.answers["/first.zip"] = zipped({"main.tf": repository_module("first")})
        self.server.answers["/slow.zip"] = lambda handler: (gate.wait(60), good)[1]
        self.call(f"{self.server.url}/first.zip", name="first", file="first.tf")
        self.call(f"{self.server.url}/slow.zip", name="slow", file="slow.tf")
        for how, code in ((signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 3)):
            self.server.asked.clear()
            process = subprocess.Popen([PROGRAM, "modules", "fetch"], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                       env={**os.environ, **self.environment()})
            lock = self.folder / ".wafpp/modules.lock"
            deadline = time.monotonic() + 30
            while time.monotonic() < deadline and not ("/slow.zip" in self.server.asked and lock.exists()):
                time.sleep(0.02)
            process.send_signal(how)
            _, err = process.communicate(timeout=30)
            self.assertEqual(process.returncode, code, err)
            self.assertEqual([entry["source"] for entry in self.lock()], [f"{self.server.url}/first.zip"])
            self.assertFalse(list((self.folder / ".wafpp/modules").rglob("slow.zip")))
        self.assertIn(b"call it again", err)
        gate.set()
        self.server.asked.clear()
        out = self.fetched()
        self.assertIn("1 module fetched, 1 was there", out)
        self.assertEqual(self.server.asked, ["/slow.zip"])
        self.assertEqual(self.left_overs(), [])
        self.assertEqual(self.subjects(), {"module.first.aws_ecr_repository.first", "module.slow.aws_ecr_repository.a"})

    def test_a_link_in_place_of_our_folder(self):
        self.server.answers["/a.zip"] = zipped({"main.tf": ""})
        self.call(f"{self.server.url}/a.zip")
        target = self.outside / "target"
        target.mkdir()
        os.symlink(target, self.folder / ".wafpp")
        self.assertIn("leads out of the repository", self.refused(code=2))
        (self.folder / ".wafpp").unlink()
        (self.folder / ".wafpp").mkdir()
        os.symlink(target, self.folder / ".wafpp/modules")
        self.assertIn("is no folder", self.refused(code=2))
        self.assertEqual(list(target.iterdir()), [])
