"""`frontlog fetch` as a user meets it: against a real server on loopback, stopped at any moment, and run again."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frontlog.cli import cli
from frontlog.model import Copy, Document, FrontlogError, Item, Raw
from frontlog.store import Archive, Log
from frontlog.views import listing
from frontlog.views.bundle import bundle
from support.site import Site, serving

REPORT = (
    "<html><head><title>{title}</title></head><body><article><p>The army of Ruritania took the town of Zenda number {number} on Monday, "
    "a spokesman said. Twelve soldiers were killed in the fighting, which lasted for two days.</p></article></body></html>"
)


def report(number: int, title: str = "Town taken") -> bytes:
    return REPORT.format(number=number, title=title).encode()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["fetch", *arguments, "--allow-private", "--delay", "0"], catch_exceptions=True)


def items(log: Path) -> list[Item]:
    return Archive(log / "archive").items()


def states(log: Path) -> dict[str, str]:
    """The last state of each address, by its path."""
    rows = [json.loads(line) for line in (log / "fetch.jsonl").read_text().splitlines()]
    return {row["url"].rpartition("/")[2]: row["state"] for row in rows}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


def test_pages_a_feed_and_a_table_become_documents_with_what_their_lists_say(site: Site, log: Path, tmp_path: Path) -> None:
    site.page("/1", report(1))
    site.page("/2", report(2, ""))
    site.page("/3", report(3))
    feed = f"""<rss version="2.0"><channel><title>Ledger</title><item><title>Listed</title><link>{site.url("/2")}</link>
    <pubDate>Mon, 02 Oct 2017 08:00:00 GMT</pubDate></item></channel></rss>"""
    site.page("/feed", feed.encode(), "application/rss+xml")
    table = tmp_path / "list.csv"
    table.write_text(f"link,headline,published,publisher\n{site.url('/3')},Other,2017-10-03,The Paper\nnonsense,x,,\n")
    result = run(site.url("/1"), site.url("/feed"), str(table), "--log", str(log))
    assert result.exit_code == 0, result.output
    assert "3 new pages fetched, 0 unchanged, 1 refused, 1 lists read." in result.stdout
    assert "3 documents" in result.stdout
    assert "'list.csv' row 3 holds no address of the web ('nonsense')" in result.stderr
    documents = {document.url.rpartition("/")[2]: document for document in Log.open(log).rows(Document)}
    assert (documents["2"].title, documents["2"].published_role, str(documents["2"].published)) == ("Listed", "listed", "2017-10-02")
    # the page's own title outranks the list's, and its own dates would
    assert (documents["3"].title, documents["3"].outlet, str(documents["3"].published)) == ("Town taken", "The Paper", "2017-10-03")
    assert documents["1"].published is None
    asked = list(site.asked)
    site.page("/feed", feed.replace("</channel>", f"<item><link>{site.page('/4', report(4))}</link></item></channel>").encode())
    again = run(site.url("/1"), site.url("/feed"), str(table), "--log", str(log))
    assert "1 new pages fetched" in again.stdout
    assert site.asked[len(asked) :] == ["/robots.txt", "/feed", "/4"]


def test_what_is_refused_says_why_and_what_next(site: Site, log: Path) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /inner\n", "text/plain")
    urls = [site.page("/inner"), site.url("/gone"), "http://user:word@ledger.example/", "ftp://ledger.example/", site.page("/1", report(1))]
    result = run(*urls, "--log", str(log), "--no-build", "--strict")
    assert result.exit_code == 3
    assert "1 new pages fetched, 0 unchanged, 4 refused." in result.stdout
    for words in (
        "robots.txt asks robots not to read it",
        "has no such page. Check the address",
        "without a password",
        "http:// or https://",
    ):
        assert words in result.stderr
    assert "word@" not in result.output
    assert not (log / "manifest.json").exists()
    site.page("/gone", report(2))
    assert "0 new pages" in run("--log", str(log), "--no-build").stdout
    assert "1 new pages" in run("--log", str(log), "--no-build", "--retry-failed").stdout
    assert states(log) == {"inner": "failed", "gone": "done", "1": "done"}


def test_inner_addresses_need_to_be_allowed(site: Site, log: Path) -> None:
    result = CliRunner().invoke(cli, ["fetch", site.page("/1"), "--log", str(log), "--no-build"])
    assert "Use --allow-private if that is what you want" in result.stderr
    assert not site.asked


def test_build_does_not_fetch_but_says_who_does(site: Site, log: Path) -> None:
    result = CliRunner().invoke(cli, ["build", site.page("/1"), "--log", str(log)])
    assert result.exit_code == 1
    assert f"`frontlog fetch {site.url('/1')} --log LOG`" in result.stderr
    assert not site.asked


def test_a_fetch_without_any_address_says_what_to_name(log: Path) -> None:
    result = run("--log", str(log))
    assert result.exit_code == 2
    assert "Name the address of a page" in result.stderr
    assert not log.exists()


def test_a_changed_page_is_a_second_item_and_an_unchanged_one_nothing(site: Site, log: Path) -> None:
    for number in (1, 2):
        site.page(f"/{number}", report(number))
    site.answers["/3"] = [
        (200, {"Content-Type": "text/html", "ETag": '"a"'}, report(3)),
        (304, {}, b""),
        (200, {"Content-Type": "text/html"}, report(33)),
    ]
    urls = [site.url(f"/{number}") for number in (1, 2, 3)]
    run(*urls, "--log", str(log), "--no-build")
    first = items(log)
    time.sleep(1.1)  # the queue keeps whole seconds, and what was fetched in this second is not fetched again
    site.page("/2", report(22))
    assert "1 new pages fetched, 2 unchanged, 0 refused." in run(*urls, "--log", str(log), "--no-build", "--again").stdout
    marks = [head.get("if-none-match") for path, head in zip(site.asked, site.heads, strict=True) if path == "/3"]
    assert marks == [None, '"a"']
    found = items(log)
    assert {item.id for item in first} < {item.id for item in found}
    assert sorted(item.url for item in found) == sorted([*urls, urls[1]])
    time.sleep(1.1)
    assert "1 new pages fetched, 2 unchanged" in run(*urls, "--log", str(log), "--no-build", "--again").stdout


def test_a_page_that_changed_is_a_new_version_of_the_older_one(site: Site, log: Path) -> None:
    for number in (1, 2):
        site.page(f"/{number}", report(number))
    urls = [site.url("/1"), site.url("/2")]
    run(*urls, "--log", str(log))
    (first,) = [item for item in items(log) if item.url == urls[0]]
    time.sleep(1.1)
    site.page("/1", report(1).replace(b"Twelve soldiers", b"Fifteen soldiers"))
    result = run("--log", str(log), "--again", urls[0])
    assert result.exit_code == 0, result.output
    assert "1 new pages fetched" in result.stdout
    assert "3 documents (0 new)" in result.stdout  # the fetch had put it into the archive
    (second,) = [item for item in items(log) if item.url == urls[0] and item.id != first.id]
    copies = {copy.id: copy for copy in Log.open(log).rows(Copy)}
    assert copies[second.id].version_of == first.id
    assert [copy.version_of for copy in copies.values() if copy.id != second.id] == ["", ""]
    assert copies[second.id].origin_group == copies[first.id].origin_group
    told = json.loads(CliRunner().invoke(cli, ["documents", str(log), "--format", "json"]).stdout)
    assert {row["document_id"]: row["version_of"] or "" for row in told if row["document_id"] == second.id} == {second.id: first.id}
    assert {row["document_id"]: row["superseded_by"] for row in told if row["superseded_by"]} == {first.id: second.id}
    claims = json.loads(CliRunner().invoke(cli, ["claims", str(log), "--format", "json"]).stdout)
    old, *_ = [row for row in claims if row["document"] == first.id]  # kept, and marked
    assert {row["document"] for row in claims if row["superseded_by"]} == {first.id}
    assert old["superseded_by"] == second.id
    assert f"; superseded by {second.id}" in CliRunner().invoke(cli, ["explain", str(log), old["id"]]).stdout.splitlines()[0]
    page = bundle(Log.open(log))
    assert {d["id"]: d["superseded_by"] for d in page["documents"] if d["superseded_by"]} == {first.id: second.id}
    flat = listing.claims_flat(Log.open(log))
    assert {row["document_id"] for row in flat if row["superseded_by"] == second.id} == {first.id}


def test_a_page_without_a_report_is_said_once(site: Site, log: Path, tmp_path: Path) -> None:
    url = site.page("/1", b"<html><body><script>draw()</script></body></html>")
    first = run(url, "--log", str(log), "--strict")
    assert first.exit_code == 3
    assert f"Refused {url}: '{url}': the page holds no text. Save the page after its text has loaded" in first.stderr
    assert "0 documents (0 new)" in first.stdout
    (tmp_path / "a.txt").write_text("The army of Ruritania took the town of Zenda on Monday, a spokesman said.")
    second = CliRunner().invoke(cli, ["build", str(tmp_path / "a.txt"), "--log", str(log), "--strict"])
    assert (second.exit_code, "Refused" in second.stderr) == (0, False), second.output
    assert "1 documents (1 new)" in second.stdout


def test_an_address_counts_as_fetched_only_once_the_archive_has_it(site: Site, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    urls = [site.page(f"/{number}", report(number)) for number in (1, 2, 3)]
    real = Archive.add

    def full(self: Archive, raw: Raw) -> bool:
        if raw.item.name.endswith("/2"):
            raise FrontlogError("No space left.", "Make room.")
        assert states(log)["1"] == ("done" if raw.item.name.endswith("/3") else "queued")
        return real(self, raw)

    monkeypatch.setattr(Archive, "add", full)
    assert isinstance(run(*urls, "--log", str(log), "--no-build").exception, FrontlogError)
    assert states(log) == {"1": "done", "2": "queued", "3": "queued"}
    monkeypatch.setattr(Archive, "add", real)
    assert "2 new pages" in run("--log", str(log), "--no-build").stdout


def start(log: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "frontlog", "fetch", *arguments, "--log", str(log), "--allow-private", "--delay", "0.05", "--no-build"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def after(site: Site, requests: int, process: subprocess.Popen[str]) -> None:
    """Wait until the server was asked that often."""
    while len(site.asked) < requests and process.poll() is None:
        time.sleep(0.002)


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT], ids=["killed", "Ctrl-C"])
def test_stopped_at_any_moment_it_goes_on(site: Site, log: Path, sign: signal.Signals) -> None:
    urls = [site.page(f"/{number}", report(number)) for number in range(12)]
    for stop in (4, 9):
        process = start(log, *urls)
        after(site, stop, process)
        os.kill(process.pid, sign)
        out, err = process.communicate(timeout=60)
        if sign is signal.SIGINT:
            assert process.returncode == 1, err
            assert f"Run `frontlog fetch --log {log}` to go on." in err
            assert "new pages fetched" in out
        else:
            assert process.returncode == -signal.SIGKILL
        kept = {item.url for item in items(log)}
        before = list(site.asked)
    process = start(log)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert sorted(item.url for item in items(log)) == sorted(urls)
    # what the archive had is not fetched again
    assert not kept & {site.url(path) for path in site.asked[len(before) :]}
    assert set(states(log).values()) == {"done"}
