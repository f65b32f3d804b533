"""Commands that guard a log and hand it on: verify, export."""

import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import click

from frontlog.cli.output import Reporter, fail
from frontlog.sources.wacz import write_wacz
from frontlog.store import Log
from frontlog.store.verify import Verified
from frontlog.store.verify import verify as verify_log
from frontlog.views.write import to_json

log_argument = click.argument("log", type=click.Path(path_type=Path))


@click.command()
@log_argument
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True, help="How to print the result.")
def verify(log: Path, form: str) -> None:
    """Hash everything in a log anew and name what differs: archive, tables, decisions; every quotation against its text, every place of a
    text against the archived bytes.

    Ends with 0 when all is as it was written, with 1 when something differs. Writes nothing.
    """
    report = Reporter()
    try:
        found = verify_log(log, report)
    finally:
        report.close()
    if form == "json":
        click.echo(to_json({"ok": not found.differences, **asdict(found)}))
    else:
        _say(log, found)
    if found.differences:
        sys.exit(1)


def _say(log: Path, found: Verified) -> None:
    for difference in found.differences:
        click.echo(f"Differs: {difference}")
    for note in found.notes:
        click.echo(f"Note: {note}")
    checked = ", ".join(f"{number:,} {what}" for what, number in sorted(found.checked.items()))
    click.echo(f"{log}: checked {checked}.")
    count = len(found.differences)
    click.echo("All is as it was written." if not count else f"{count:,} {'thing differs' if count == 1 else 'things differ'}.")


def _wacz(log: Log, out: Path, title: str) -> str:
    return f"{write_wacz(log.archive.captures(), out, title):,} captures"


EXPORTS: dict[str, Callable[[Log, Path, str], str]] = {"wacz": _wacz}


@click.command()
@log_argument
@click.option(
    "--as", "form", type=click.Choice(tuple(EXPORTS)), required=True, help="wacz: all that was read or fetched, for ReplayWeb.page."
)
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
@click.option("--title", default="Reports of a Frontlog log", show_default=True, help="Title inside the file.")
def export(log: Path, form: str, out: Path, title: str) -> None:
    """Write a log in a form that other programs read. Equal logs give equal bytes."""
    opened = Log.open(log)
    if not opened.archive.items():
        fail(f"The log '{log}' holds no reports. Add some with `frontlog build PATH... --log {log}`.")
    click.echo(f"{out}: {EXPORTS[form](opened, out, title)}")
