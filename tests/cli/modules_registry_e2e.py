"""`wafpp modules fetch` from a registry, and `wafpp check` after it."""
import contextlib
import json
import socket
import subprocess
import time

from check_e2e import run
from module_servers import Fetching, repository_module, tar_gz


class Registry(Fetching):
    MODULES = {"acme/shop/aws": {"1.0.0": {"main.tf": repository_module("one")},
                                 "1.4.2": {"main.tf": repository_module("four"), "modules/x/main.tf": repository_module("x")},
                                 "2.0.0": {"main.tf": repository_module("two")},
                                 "2.1.0-beta1": {"main.tf": repository_module("beta")}}}

    def test_the_highest_that_meets_the_constraint(self):
        self.make_registry(self.server, self.MODULES)
        self.services(self.server)
        for constraint, version, subject in (("~> 1.0", "1.4.2", "four"), (None, "2.0.0", "two"), ("2.1.0-beta1", "2.1.0-beta1", "beta"),
                                             (">= 1.0, < 1.4", "1.0.0", "one")):
            self.call("acme/shop/aws", constraint)
            self.assertIn(f"acme/shop/aws {version}", self.fetched())
            self.assertEqual(self.lock()[0]["version"], version)
            self.assertEqual(self.subjects(), {f"module.m.aws_ecr_repository.{subject}"})
        self.call("acme/shop/aws//modules/x", "~> 1.0")
        self.fetched()
        self.assertEqual(self.subjects(), {"module.m.aws_ecr_repository.x"})

    def test_no_version_meets_it(self):
        self.make_registry(self.server, self.MODULES)
        self.services(self.server)
        self.call("acme/shop/aws", "~> 9.0")
        self.assertIn("no version meets `~> 9.0`; the registry has 2.1.0-beta1, 2.0.0, 1.4.2, 1.0.0", self.refused())
        self.call("acme/other/aws")
        self.assertIn("has no module `acme/other/aws` (404)", self.refused())

    def test_discovery_and_tokens_over_tls(self):
        key, certificate = self.outside / "key.pem", self.outside / "certificate.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "1", "-subj",
                        "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"], check=True, capture_output=True)
        server = self.new_server((certificate, key))
        self.make_registry(server, self.MODULES, token="good")
        host = f"localhost:{server.port}"
        self.call(f"{host}/acme/shop/aws", "1.0.0")
        self.assertIn("certificate", self.refused())
        trust = {"SSL_CERT_FILE": str(certificate)}
        missing = self.refused(**trust)
        self.assertIn("(401): there is no token for it", missing)
        self.assertIn(f'`credentials "{host}"`', missing)
        self.assertIn(f"terraform login {host}", missing)

        config = self.home / ".terraformrc"
        config.write_text(f'credentials "{host}" {{\n  token = "bad"\n}}\n')
        bad = self.refused(**trust)
        self.assertIn(".terraformrc` is not good for it", bad)
        self.assertNotIn("\"bad\"", bad)
        config.write_text(f'credentials "{host}" {{\n  token = "good"\n}}\n')
        self.fetched(**trust)
        self.assertEqual(self.subjects(), {"module.m.aws_ecr_repository.one"})

        config.unlink()
        for where, text in ((self.home / ".terraform.d/credentials.tfrc.json", json.dumps({"credentials": {host: {"token": "good"}}})),
                            (self.outside / "named.tfrc", f'credentials "{host}" {{\n  token = "good"\n}}\n')):
            where.parent.mkdir(exist_ok=True)
            where.write_text(text)
            named = {"TF_CLI_CONFIG_FILE": str(where)} if where.name == "named.tfrc" else {}
            self.fetched("--upgrade", "--cache", self.outside / where.name, **trust, **named)
            where.unlink()
        self.fetched("--upgrade", "--cache", self.outside / "third", **trust, **{f"TF_TOKEN_{host}": "good"})

    def test_a_token_stays_with_its_host(self):
        other = self.new_server()
        seen = []
        other.answers["/x.tar.gz"] = lambda handler: (seen.append(handler.headers.get("Authorization")), tar_gz({"main.tf": ""}))[1]
        self.make_registry(self.server, self.MODULES, token="good")
        self.server.answers["/v1/modules/acme/shop/aws/1.0.0/download"] = (204, {"X-Terraform-Get": f"{other.url}/x.tar.gz"}, b"")
        self.services(self.server, registry_terraform_io="good")
        self.call("acme/shop/aws", "1.0.0")
        self.fetched()
        self.assertEqual(seen, [None])

    def test_a_location_in_the_body(self):
        self.make_registry(self.server, self.MODULES)
        self.services(self.server)
        self.server.answers["/v1/modules/acme/shop/aws/1.0.0/download"] = json.dumps({"location": "/archives/acme/shop/aws/1.0.0.tar.gz//*"}).encode()
        self.call("acme/shop/aws", "1.0.0")
        self.fetched()
        self.assertEqual(self.subjects(), {"module.m.aws_ecr_repository.one"})

    def test_a_registry_that_sends_to_git(self):
        commit = self.make_git({"modules/shop/main.tf": repository_module("a")})
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        daemon = subprocess.Popen(["git", "daemon", "--reuseaddr", "--listen=127.0.0.1", f"--port={port}", "--export-all",
                                   f"--base-path={self.outside}"], stderr=subprocess.DEVNULL)
        self.addCleanup(lambda: (daemon.terminate(), daemon.wait()))
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        self.make_registry(self.server, self.MODULES)
        self.services(self.server)
        location = f"git::git://127.0.0.1:{port}/git//modules/shop?ref=v1.0.0"
        self.server.answers["/v1/modules/acme/shop/aws/1.0.0/download"] = (204, {"X-Terraform-Get": location}, b"")
        self.call("acme/shop/aws", "1.0.0")
        self.fetched()
        [entry] = self.lock()
        self.assertEqual((entry["version"], entry["commit"], entry["path"]), ("1.0.0", commit, "modules/shop"))
        self.assertEqual(self.subjects(), {"module.m.aws_ecr_repository.a"})

    def test_a_server_may_not_name_files_of_this_machine(self):
        self.make_git({"main.tf": ""})
        self.make_registry(self.server, self.MODULES)
        self.services(self.server)
        self.call("acme/shop/aws", "1.0.0")
        for location in (self.git_url, str(self.outside / "git"), "file:///etc"):
            self.server.answers["/v1/modules/acme/shop/aws/1.0.0/download"] = (204, {"X-Terraform-Get": location}, b"")
            self.refused()
        self.assertFalse((self.folder / ".wafpp/modules/registry").exists())

    def test_a_release_that_was_replaced(self):
        self.make_registry(self.server, self.MODULES)
        self.services(self.server)
        self.call("acme/shop/aws", "1.0.0")
        self.fetched()
        before = (self.folder / ".wafpp/modules.lock").read_bytes()
        self.server.answers["/archives/acme/shop/aws/1.0.0.tar.gz"] = tar_gz({"main.tf": repository_module("evil")}, "shop-1.0.0/")
        subprocess.run(["rm", "-rf", self.folder / ".wafpp/modules", self.outside / "cache"], check=True)
        said = self.refused()
        self.assertIn("version 1.0.0 is not what it was: the lock has h1:", said)
        self.assertIn("`--upgrade` takes it over", said)
        self.assertEqual((self.folder / ".wafpp/modules.lock").read_bytes(), before)
        self.fetched("--upgrade")
        self.assertEqual(self.subjects(), {"module.m.aws_ecr_repository.evil"})

    def test_the_rest_is_still_fetched(self):
        self.make_registry(self.server, self.MODULES)
        self.services(self.server)
        self.call("acme/shop/aws", "1.0.0", "good", "good.tf")
        self.call("acme/nothing/aws", "1.0.0", "bad", "bad.tf")
        self.call("nowhere.invalid/acme/x/aws", None, "far", "far.tf")
        self.call("s3::https://s3.amazonaws.com/x/y.zip", None, "s3", "s3.tf")
        said = self.refused()
        self.assertIn("there is no host `nowhere.invalid`", said)
        self.assertIn("`s3::` is not fetched", said)
        code, result = self.check_json("--check", "waf-sec-070.tf.aws.ecr-scan-on-push", "--check", "waf-sec-110.tf.aws.ecr-immutable-tags")
        self.assertIn("module.good.aws_ecr_repository.one", {f["subject"] for f in result["findings"]})
        done = run("check", ".", cwd=self.folder).stdout.decode()
        self.assertIn("3 modules are not on disk", done)
        self.assertEqual(done.count("modules are not on disk"), 1, done)

    def test_the_cache_answers_for_another_project(self):
        self.make_registry(self.server, self.MODULES)
        self.services(self.server)
        self.call("acme/shop/aws", "1.0.0")
        self.fetched()
        archives = [path for path in self.server.asked if path.startswith("/archives")]
        subprocess.run(["rm", "-rf", self.folder / ".wafpp"], check=True)
        self.fetched()
        self.assertEqual([path for path in self.server.asked if path.startswith("/archives")], archives)
        # With the lock, nobody is asked at all.
        subprocess.run(["rm", "-rf", self.folder / ".wafpp/modules"], check=True)
        self.server.asked.clear()
        self.fetched()
        self.assertEqual(self.server.asked, [])
        # A cache that somebody changed is no source.
        for file in (self.outside / "cache/wafpp/modules/trees").rglob("main.tf"):
            file.write_text(repository_module("evil"))
        subprocess.run(["rm", "-rf", self.folder / ".wafpp/modules"], check=True)
        self.fetched()
        self.assertEqual(self.subjects(), {"module.m.aws_ecr_repository.one"})

    def test_modules_changed_by_hand(self):
        self.make_registry(self.server, self.MODULES)
        self.services(self.server)
        self.call("acme/shop/aws", "1.0.0")
        self.fetched()
        [file] = (self.folder / ".wafpp/modules/registry").rglob("main.tf")
        file.write_text(repository_module("mine"))
        self.assertIn("changed by hand", self.fetched())
        self.assertEqual(self.subjects(), {"module.m.aws_ecr_repository.one"})

    def test_the_project_of_tofu_has_the_registry_of_opentofu(self):
        self.make_registry(self.server, self.MODULES)
        self.services(self.server, "registry.opentofu.org")
        self.call("acme/shop/aws", "1.0.0", file="main.tofu")
        self.fetched()
        self.assertIn("registry.opentofu.org", self.lock()[0]["folder"])

    def test_dry_run_and_locked(self):
        self.make_registry(self.server, self.MODULES)
        self.services(self.server)
        self.call("acme/shop/aws", "~> 1.0")
        out = self.fetched("--dry-run")
        self.assertIn("missing  acme/shop/aws (~> 1.0)", out)
        self.assertIn("1 module would be fetched", out)
        self.assertIn("the lock does not have it", self.refused("--locked"))
        self.assertEqual(self.server.asked, [])
        self.assertFalse((self.folder / ".wafpp/modules.lock").exists())

    def test_a_broken_lock(self):
        self.call("acme/shop/aws", "~> 1.0")
        for text in ("{", '{"format": "other/1"}', '{"format": "wafpp.modules.lock/1", "modules": [{"source": "a", "hash": "h1:x", "folder": "../x"}]}'):
            self.write(".wafpp/modules.lock", text)
            self.assertIn("modules.lock", self.refused(code=2))
            code, result = self.check_json("--check", "waf-sec-070.tf.aws.ecr-scan-on-push", "--check", "waf-sec-110.tf.aws.ecr-immutable-tags")
            self.assertEqual(code, 3, text)
            self.assertIn("unreadable-lock", {d["kind"] for d in result["diagnostics"]})
