"""The command that takes a person or a document out of a log: forget."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from frontlog.cli.output import Reporter, fail, user
from frontlog.cli.readers import Reading, packs_option, places_option, reader
from frontlog.engine import engine
from frontlog.forget.prepare import Forgot, Wanted
from frontlog.forget.run import begin, carry_on, remake, would
from frontlog.store import Log
from frontlog.store.forgotten import PERSON

WORDS = {
    "in place": "with the name blacked out in its place",
    "as text": "kept as plain text only, since the name could not be taken out of its form",
    "around it": "with the name taken out of its address or file name",
    "removed": "removed as a whole",
}
SURE = "This cannot be undone, and exports and copies that were made before are not reached. Go on?"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked to do."""

    persons: tuple[str, ...]
    documents: tuple[str, ...]
    why: str
    who: str
    dry_run: bool
    resume: bool
    yes: bool

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.persons, self.documents, self.why, self.who or user())


OPTIONS = (
    click.option("--person", "persons", multiple=True, metavar="NAME", help="Black out a name. May be given again for other spellings."),
    click.option("--document", "documents", multiple=True, metavar="ID", help="Remove a document. May be given again."),
    click.option("--reason", "why", default="", help="Why; it stays in the log, so it must not say the name."),
    click.option("--who", default="", help="Who decides it.  [default: your user name]"),
    click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing."),
    click.option("--resume", is_flag=True, help="Finish what was stopped."),
    click.option("--yes", is_flag=True, help="Do not ask."),
    packs_option,
    places_option,
)


def forget_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options above on a command, which gets them as `asked` and `reading`."""

    @wraps(command)
    def run(*, log: Path, packs: str, places: Path | None, **others: Any) -> None:
        command(log=log, asked=Asked(**others), reading=Reading(packs=packs, places=places))

    out: Callable[..., None] = run
    for option in reversed(OPTIONS):
        out = option(out)
    return out


@click.command()
@click.argument("log", type=click.Path(path_type=Path))
@forget_options
def forget(log: Path, asked: Asked, reading: Reading) -> None:
    """Take a person or a document out of a log: out of archive, tables, decisions and history, so that no later build or export has it.

    A tombstone stays (what kind of thing, when, why, by whom, the hashes of the bytes), and says which chains were made anew for it. The
    same report is not taken in again. Where a report names the person, single words of the name are blacked out in it, too.
    """
    if asked.resume:
        if not carry_on(log):
            fail(f"In '{log}' no forgetting was stopped.")
        _remake(log, reading)
        return
    with reader(Log.open(log).root, reading) as found:
        if asked.dry_run or not asked.yes:
            _say(would(Log.open(log), asked.wanted, found.chain), "would be")
        if asked.dry_run:
            return
        if not asked.yes:
            click.confirm(SURE, abort=True, err=True)
        done = begin(Log.open(log), asked.wanted, found.chain, datetime.now(UTC))
    _say(done, "is")
    _remake(log, reading)
    click.echo(f"{log}: tombstone {done.stone.id}. Restart servers that show this log; copies and exports made before still have it.")


def _remake(log: Path, reading: Reading) -> None:
    report = Reporter()
    try:
        with engine("serial", 1) as executor, reader(log, reading, forgetting=True) as found:
            remake(log, executor, report, found.chain, found.packs)
    finally:
        report.close()


def _say(found: Forgot, verb: str) -> None:
    what = "The name" if found.stone.kind == PERSON else "What was named"
    click.echo(f"{what} {verb} taken out of {len(found.how):,} reports:", err=True)
    for how, count in sorted(Counter(found.how.values()).items()):
        click.echo(f"  {count:,} {WORDS[how]}", err=True)
    for name, broken in sorted(found.stone.breaks.items()):
        click.echo(f"  {name}: {broken.changed:,} lines changed, {broken.dropped:,} left out", err=True)
