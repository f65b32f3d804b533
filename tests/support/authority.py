"""An authority of time stamps on the loopback: it signs for real, with a key made for the test, or misbehaves in a named way."""

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

needs_library = pytest.mark.skipif("not __import__('importlib').util.find_spec('rfc3161_client')", reason="the extra `stamps`")
needs_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="the authority of the tests signs by openssl")
REPLY = "application/timestamp-reply"
CONFIG = """
[ req ]
distinguished_name = name
prompt = no
[ name ]
CN = {name}
[ root ]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign
[ signer ]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[ tsa ]
default_tsa = tsa_config
[ tsa_config ]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


class Signer:
    """A root and a signing key in a folder, and `openssl ts` to sign with."""

    def __init__(self, folder: Path, name: str = "Test") -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        text = CONFIG.format(folder=folder, name=name)
        (folder / "c.cnf").write_text(text)
        (folder / "serial").write_text("01\n")
        key = ("-newkey", "rsa:2048", "-nodes", "-config", "c.cnf", "-days", "30")
        self._run("req", "-x509", *key, "-extensions", "root", "-keyout", "root.key", "-out", "root.pem", "-subj", f"/CN={name} root")
        self._run("req", *key[:-2], "-keyout", "tsa.key", "-out", "tsa.csr")
        ca = ("-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "30", "-extfile", "c.cnf", "-extensions", "signer")
        self._run("x509", "-req", "-in", "tsa.csr", *ca, "-out", "tsa.pem")

    @property
    def root(self) -> str:
        return (self.folder / "root.pem").read_text()

    def answer(self, query: bytes) -> bytes:
        """A signed answer to a question."""
        (self.folder / "q.tsq").write_bytes(query)
        key = ("-inkey", "tsa.key", "-signer", "tsa.pem", "-config", "c.cnf", "-section", "tsa_config")
        self._run("ts", "-reply", "-queryfile", "q.tsq", *key, "-out", "a.tsr")
        return (self.folder / "a.tsr").read_bytes()

    def other(self) -> bytes:
        """A question about something else."""
        self._run("ts", "-query", "-digest", "ab" * 32, "-sha256", "-cert", "-out", "o.tsq")
        return (self.folder / "o.tsq").read_bytes()

    def _run(self, *words: str) -> None:
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)


@contextmanager
def serving(answer: Callable[[bytes], bytes], status: int = 200, kind: str = REPLY, head: dict[str, str] | None = None) -> Iterator[str]:
    """The address at which questions are answered."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            for name, value in {"Content-Type": kind, **(head or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing is said."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsr"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
