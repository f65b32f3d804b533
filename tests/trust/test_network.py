"""Nothing leaves the machine: reading, linking and control ask nobody, and no library below them does."""

import os
import subprocess
import sys
from pathlib import Path

from frontlog.reference.cache import cache_folder

REPORT = "The army captured the town of Mezra on Monday, killing 12 rebels, residents said."
QUIET = """
import sys
met = []
sys.addaudithook(lambda event, told: met.append(event) if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto") else None)
from frontlog.cli import cli
cli(["build", sys.argv[1], "--log", sys.argv[2], "--engine", "serial"], standalone_mode=False)
assert not met, met
"""


def test_a_build_asks_nobody_and_no_library_keeps_a_diary(tmp_path: Path) -> None:
    """The network of the tagger is run by a library in C++, which no hook of Python sees: it sends what it first notes at home."""
    (tmp_path / "a.txt").write_text(REPORT)
    home = tmp_path / "home"
    home.mkdir()
    told = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "ORT_"))}
    told |= {"HOME": str(home), "FRONTLOG_CACHE": str(cache_folder()), "PYTHONPATH": os.pathsep.join(sys.path)}
    words = [sys.executable, "-c", QUIET, str(tmp_path / "a.txt"), str(tmp_path / "log")]
    done = subprocess.run(words, capture_output=True, text=True, env=told, check=False)
    assert done.returncode == 0, done.stderr
    assert "1 documents" in done.stdout
    assert [path for path in home.rglob("*") if path.is_file()] == []
