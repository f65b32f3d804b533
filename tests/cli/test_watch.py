"""`frontlog watch` as a user meets it: a folder and feeds on loopback, a bad one among them, and an end on a signal."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from frontlog.cli import cli
from frontlog.model import Document
from frontlog.store import Log
from support.site import serving

TEXT = "The army of Ruritania took the town of Zenda on Monday, a spokesman said. Twelve soldiers were killed in the fighting."
PAGE = f"<html><head><title>Town taken</title></head><body><article><p>{TEXT} It lasted for two days.</p></article></body></html>"
FEED = "<rss><channel><title>Agency</title><item><title>Town taken</title><link>{}</link></item></channel></rss>"


def test_a_folder_and_a_feed_come_into_the_log_beside_a_bad_feed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "report.txt").write_text(TEXT, encoding="utf-8")
    with serving() as site:
        page = site.page("/page", PAGE.encode())
        good, bad = site.page("/feed", FEED.format(page).encode(), "application/rss+xml"), site.page("/none", b"gone", status=404)
        given = [str(tmp_path / "in"), "--log", str(tmp_path / "log"), "--feed", bad, "--feed", good, "--rounds", "1"]
        done = CliRunner().invoke(cli, ["watch", *given, "--allow-private", "--delay", "0", "--retries", "0"])
    assert done.exit_code == 0, done.output
    assert len(Log.open(tmp_path / "log").rows(Document)) == 2
    assert "/none" in done.stderr
    kept = json.loads((tmp_path / "log" / "watch.json").read_text())
    assert (kept["paths"], kept["feeds"]) == ([str((tmp_path / "in").resolve())], [bad, good])


def test_nothing_to_watch_is_wrong_use(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["watch", "--log", str(tmp_path / "log")])
    assert done.exit_code == 2
    assert "Name a folder or a feed" in done.stderr
    assert not (tmp_path / "log").exists()


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_a_signal_ends_it_and_the_log_is_whole(tmp_path: Path, sign: signal.Signals) -> None:
    (tmp_path / "in").mkdir()
    command = [sys.executable, "-m", "frontlog", "watch", str(tmp_path / "in"), "--log", str(tmp_path / "log"), "--every", "3600"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert "0 documents" in process.stdout.readline()  # the first round is done, and the wait begins
    process.send_signal(sign)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert "Stopped." in err
    assert "Traceback" not in err
    assert Log.open(tmp_path / "log").rows(Document) == []
