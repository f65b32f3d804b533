"""Commands about Frontlog itself: pipeline, doctor, eval."""

import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from pathlib import Path

import click

from frontlog import __version__
from frontlog.cli.output import Reporter, fail, format_option, show
from frontlog.evaluate import evaluate, markdown
from frontlog.fetch import QUEUE
from frontlog.model import FrontlogError, check_chain
from frontlog.pipeline import GIVEN
from frontlog.pipeline import pipeline as stages
from frontlog.reference.packs import installed, packs_folder
from frontlog.sources.net import tls
from frontlog.sources.queue import Queue
from frontlog.store import FORMAT, Log
from frontlog.views.write import to_json

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PROXIES = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY")


@click.command()
@format_option
def pipeline(form: str) -> None:
    """The chain of stages: what each reads and writes, and its version. Checked as it is printed."""
    check_chain(stages(), GIVEN)
    rows = [
        {
            "stage": s.name,
            "version": s.version,
            "reads": ", ".join(k.__name__ for k in s.reads),
            "writes": ", ".join(k.__name__ for k in s.writes),
            "split": "whole" if s.key == "all" else f"by {s.key}",
        }
        for s in stages()
    ]
    show(rows, form, ("stage", "version", "reads", "writes", "split"))


@click.command()
@click.argument("log", required=False, type=click.Path(path_type=Path))
def doctor(log: Path | None) -> None:
    """What is installed, where data lies, what is missing and how to get it."""
    static = files("frontlog") / "static" / "index.html"
    reference = files("frontlog") / "reference"
    lines = [
        ("ok", f"frontlog {__version__}, log format {FORMAT}"),
        ("ok", f"Python {platform.python_version()} on {platform.machine()}, {os.cpu_count()} cores"),
        *_libraries(),
        ("ok", f"registries: {', '.join(sorted(e.name for e in reference.iterdir() if e.name.endswith('.yml')))}"),
    ]
    if static.is_file():
        lines.append(("ok", "web page: built"))
    else:
        next_step = "Run `make web` in a checkout, or install the wheel; only `site` and `serve` need it."
        lines.append(("missing", f"web page: not built. {next_step}"))
    if any(shutil.which(name) for name in BROWSERS):
        lines.append(("ok", "Chromium: found"))
    else:
        lines.append(("note", "Chromium: not found; only the browser tests need it, and `make test` installs it."))
    lines += [*_fetching(), *_packs()]
    if log:
        opened = Log.open(log)
        lines.append(("ok", f"log '{log}': {len(opened.archive.items()):,} items, {len(opened.shards()):,} shards"))
        if waiting := len(Queue(log / QUEUE).waiting()):
            lines.append(("note", f"log '{log}': {waiting:,} addresses wait to be fetched. Run `frontlog fetch --log {log}`."))
    for state, words in lines:
        click.echo(f"{state:8s}{words}")
    if any(state == "missing" for state, _ in lines):
        sys.exit(1)


def _libraries() -> Iterator[tuple[str, str]]:
    """What Frontlog's own package says that it needs."""
    try:
        needs = requires("frontlog") or []
    except PackageNotFoundError:
        yield "note", "libraries: not checked, because Frontlog itself is not installed. Run `pip install -e .` in its checkout."
        return
    names = (re.split(r"[^A-Za-z0-9._-]", need, maxsplit=1)[0] for need in needs if "extra ==" not in need)
    yield from (_library(name) for name in sorted(names))


def _fetching() -> Iterator[tuple[str, str]]:
    """What `frontlog fetch` needs beside the libraries. Nothing is asked of the network."""
    known = tls().cert_store_stats()["x509_ca"]
    if known:
        yield (
            "ok",
            f"fetching: {known:,} certificate authorities; only fetch, places download and an extractor's endpoint go online",
        )
    else:
        yield (
            "missing",
            "fetching: no certificate authorities, so no https site is trusted. Run `pip install --force-reinstall certifi`.",
        )
    if proxies := [name for name in PROXIES if os.environ.get(name) or os.environ.get(name.lower())]:
        words = "fetching goes straight to each site, and needs a way out of this machine without a proxy."
        yield "note", f"fetching: {', '.join(proxies)} is set and not used; {words}"


def _packs() -> Iterator[tuple[str, str]]:
    """The packs of places that builds use."""
    folder = packs_folder()
    try:
        names = ", ".join(f"{pack.name} ({pack.places:,} places)" for pack in installed(folder))
    except FrontlogError as error:
        yield "missing", f"packs of places: {error}"
        return
    yield (
        ("ok", f"packs of places: {names}")
        if names
        else ("note", f"packs of places: none in '{folder}'. `frontlog places add` makes them.")
    )


def _library(name: str) -> tuple[str, str]:
    try:
        return "ok", f"{name} {version(name)}"
    except PackageNotFoundError:
        return "missing", f"{name}: not installed. Run `pip install {name}`."


@click.command("eval")
@click.option(
    "--shared",
    type=click.Path(path_type=Path),
    default=Path("../shared"),
    show_default=True,
    help="Folder with eval/gold, eval/texts, seeds and the scorers.",
)
@click.option(
    "--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True, help="How to print the figures."
)
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the extracted claims and the control table in this folder.")
def evaluate_command(shared: Path, form: str, keep: Path | None) -> None:
    """Score claims and control against annotated reports, with the scorers that lie beside them."""
    if not (shared / "eval" / "score_claims.py").exists():
        fail(f"No evaluation data at '{shared}'. Name its folder with --shared; it is not part of Frontlog.")
    report = Reporter()
    try:
        scores = evaluate(shared, keep, report)
    finally:
        report.close()
    click.echo(to_json(scores) if form == "json" else markdown(scores))
