"""A registry, an archive server and git repositories of this machine, for tests of `wafpp modules fetch`."""
import contextlib
import http.server
import io
import json
import os
import pathlib
import ssl
import subprocess
import tarfile
import tempfile
import threading
import zipfile

from check_e2e import Folder, run

GIT = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com",
       "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com", "GIT_AUTHOR_DATE": "2024-01-01T00:00:00Z",
       "GIT_COMMITTER_DATE": "2024-01-01T00:00:00Z"}


def repository_module(name, mutability="MUTABLE", scan="false"):
    return (f'resource "aws_ecr_repository" "{name}" {{\n  name = "{name}"\n  image_tag_mutability = "{mutability}"\n'
            f'  image_scanning_configuration {{ scan_on_push = {scan} }}\n}}\n')


def tar_gz(files, prefix=""):
    """`files`: names to texts, or to `TarInfo`s that stand for something else than a file."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for name, text in files.items():
            info = text if isinstance(text, tarfile.TarInfo) else tarfile.TarInfo(prefix + name)
            if isinstance(text, tarfile.TarInfo):
                archive.addfile(info)
            else:
                info.size = len(text)
                archive.addfile(info, io.BytesIO(text.encode()))
    return data.getvalue()


def zipped(files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


class Server:
    """Answers by path: bytes, or a function of the request's handler. Counts what is asked."""

    def __init__(self, certificate=None):
        self.answers = {}
        self.asked = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):  # noqa: N802, the base class calls it so
                outer.asked.append(self.path)
                answer = outer.answers.get(self.path, outer.answers.get(self.path.split("?")[0]))
                if callable(answer):
                    answer = answer(self)
                status, headers, body = answer if isinstance(answer, tuple) else (200, {}, answer) if answer is not None else (404, {}, b"")
                self.send_response(status)
                for key, value in headers.items():
                    self.send_header(key, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.http.socket = context.wrap_socket(self.http.socket, server_side=True)
        self.port = self.http.server_address[1]
        self.url = f"{'https' if certificate else 'http'}://127.0.0.1:{self.port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def close(self):
        self.http.shutdown()
        self.http.server_close()


class Fetching(Folder):
    def setUp(self):
        super().setUp()
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.outside = pathlib.Path(holder.name)
        self.home = self.outside / "home"
        self.home.mkdir()
        self.server = self.new_server()

    def new_server(self, certificate=None):
        server = Server(certificate)
        self.addCleanup(server.close)
        return server

    def environment(self, **more):
        return {**GIT, "HOME": str(self.home), "XDG_CACHE_HOME": str(self.outside / "cache"), "TF_CLI_CONFIG_FILE": "",
                "SSL_CERT_FILE": "", "SSL_CERT_DIR": "", "no_proxy": "*", **more}

    def fetch(self, *words, **more):
        done = run("modules", "fetch", *words, cwd=self.folder, env=self.environment(**more))
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def fetched(self, *words, **more):
        code, out, err = self.fetch(*words, **more)
        self.assertEqual(code, 0, out + err)
        return out

    def refused(self, *words, code=3, **more):
        got, out, err = self.fetch(*words, **more)
        self.assertEqual(got, code, out + err)
        return " ".join(err.split())  # However wide the lines are.

    def lock(self):
        return json.loads((self.folder / ".wafpp/modules.lock").read_text())["modules"]

    def call(self, source, version=None, name="m", file="main.tf"):
        line = f'\n  version = "{version}"' if version else ""
        self.write(file, f'module "{name}" {{\n  source = "{source}"{line}\n}}\n')

    def subjects(self):
        code, result = self.check_json("--check", "waf-sec-070.tf.aws.ecr-scan-on-push", "--check", "waf-sec-110.tf.aws.ecr-immutable-tags")
        self.assertNotIn("missing-module", {d["kind"] for d in result["diagnostics"]})
        return {f["subject"] for f in result["findings"]}

    def left_overs(self):
        return [p.name for p in (self.folder / ".wafpp/modules").glob("part-*")]

    # A git repository that `file:` reaches.
    def git(self, *words, cwd=None):
        return subprocess.run(["git", *words], cwd=cwd or self.outside / "git", check=True, capture_output=True, text=True,
                              env={**os.environ, **GIT}).stdout.strip()

    def make_git(self, files, tag="v1.0.0"):
        folder = self.outside / "git"
        if not folder.exists():
            folder.mkdir()
            self.git("init", "-q", "-b", "main")
        return self.commit(files, tag)

    def commit(self, files, tag=None):
        for name, text in files.items():
            path = self.outside / "git" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")
        if tag:
            self.git("tag", "-f", tag)
        return self.git("rev-parse", "HEAD")

    @property
    def git_url(self):
        return f"git::file://{self.outside}/git"

    # A registry: the first of `versions` of `acme/shop/aws` and so on are handed out as archives.
    def make_registry(self, server, modules, token=None, base="/v1/modules/"):
        """`modules`: `acme/shop/aws` to versions to files."""
        def guarded(answer):
            def give(handler):
                if token and handler.headers.get("Authorization") != f"Bearer {token}":
                    return (401, {}, b'{"errors":["Unauthorized"]}')
                return answer
            return give

        server.answers["/.well-known/terraform.json"] = json.dumps({"modules.v1": base}).encode()
        for module, versions in modules.items():
            listed = {"modules": [{"versions": [{"version": version} for version in versions]}]}
            server.answers[f"{base}{module}/versions"] = guarded(json.dumps(listed).encode())
            for version, files in versions.items():
                archive = f"/archives/{module}/{version}.tar.gz"
                server.answers[archive] = tar_gz(files, "shop-" + version + "/")
                server.answers[f"{base}{module}/{version}/download"] = guarded((204, {"X-Terraform-Get": archive + "//*?archive=tar.gz"}, b""))

    def services(self, server, host="registry.terraform.io", **tokens):
        """Terraform's own way to say that a host's registry is elsewhere."""
        text = f'host "{host}" {{\n  services = {{ "modules.v1" = "{server.url}/v1/modules/" }}\n}}\n'
        for name, token in tokens.items():
            text += f'credentials "{name.replace("_", ".")}" {{\n  token = "{token}"\n}}\n'
        (self.home / ".terraformrc").write_text(text)
