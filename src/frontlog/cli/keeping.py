"""The command that guards a log, or an evidence pack: verify."""

import sys
from dataclasses import asdict
from pathlib import Path

import click

from frontlog.cli.output import Reporter, fail
from frontlog.store.verify import Verified
from frontlog.store.verify import verify as verify_log
from frontlog.views.exports.pack_verify import SUMS
from frontlog.views.exports.pack_verify import verify as verify_pack
from frontlog.views.write import to_json


@click.command()
@click.argument("log", metavar="LOG|PACK", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True, help="How to print the result.")
def verify(log: Path, form: str) -> None:
    """Hash everything in a log anew and name what differs: archive, tables, decisions; every quotation against its text, every place of a
    text against the archived bytes.

    A PACK is an evidence pack (`frontlog export --as pack`), as a zip or unpacked: its files are hashed, and its quotations cut out of its
    texts and archived copies.

    Ends with 0 when all is as it was written, with 1 when something differs. Writes nothing.
    """
    if log.is_file() or (log / SUMS).is_file():
        _verify_pack(log, form)
        return
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


def _verify_pack(path: Path, form: str) -> None:
    try:
        found, checked, notes = verify_pack(path)
    except ValueError as error:
        fail(f"'{path}' {error}. It is no evidence pack, or it was damaged: get it anew from whoever made it.")
    if form == "json":
        click.echo(to_json({"ok": not found, "checked": checked, "differences": found, "notes": notes}))
    else:
        for difference in found:
            click.echo(f"Differs: {difference}")
        for note in notes:
            click.echo(f"Note: {note}")
        click.echo(f"{path}: checked {', '.join(f'{number:,} {what}' for what, number in checked.items())}.")
        click.echo(
            "All is as it was written." if not found else f"{len(found):,} {'thing differs' if len(found) == 1 else 'things differ'}."
        )
    if found:
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
