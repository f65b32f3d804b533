"""The command that hands a log on in the formats of other programs: export."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from frontlog import __version__
from frontlog.cli.output import fail, show
from frontlog.model import FrontlogError, suggest
from frontlog.sources.capture import Capture
from frontlog.sources.revisit import Revisit
from frontlog.sources.wacz import write_wacz
from frontlog.store import Log
from frontlog.store.history import History
from frontlog.views.credits import credits_text
from frontlog.views.exports.choice import COUNTS, INTERS, About, Choice, Public
from frontlog.views.exports.export import Export
from frontlog.views.exports.registry import FORMATS, NAMED
from frontlog.views.exports.selection import Wanted, selected

DAY = click.DateTime(["%Y-%m-%d"])
WACZ = "wacz"
ENDS = ("csv", "ndjson", "parquet", "dta")


def _formats(context: click.Context, _: click.Parameter, asked: bool) -> None:
    """Print the formats and end."""
    if not asked or context.resilient_parsing:
        return
    rows = [{"name": WACZ, "files": "FILE.wacz", "what": "all that was read or fetched, for ReplayWeb.page"}]
    rows += [
        {"name": f.name, "files": next(iter(f.files)) if f.single else f"{len(f.files)} files", "what": f.meaning}
        for f in (FORMATS[name] for name in NAMED)
    ]
    rows += [{"name": f"TABLE-{end}", "files": f"TABLE.{end}", "what": "one of our tables alone: claims-csv, ..."} for end in ENDS]
    show(rows, "table", ("name", "files", "what"))
    context.exit()


def _form(_: click.Context, __: click.Parameter, value: str) -> str:
    if value not in FORMATS and value != WACZ:
        raise click.BadParameter(f"there is no export '{value}'. {suggest(value, (WACZ, *NAMED))} `--formats` lists them all.")
    return value


@dataclass(frozen=True, slots=True)
class _Asked:
    """The options of the command, as they came."""

    values: dict[str, Any]

    def day(self, name: str) -> date | None:
        value: datetime | None = self.values[name]
        return value.date() if value else None

    def public(self) -> Public | None:
        """The public-safe profile, where it was asked for."""
        if not self.values["public"]:
            return None
        return Public(self.day("as_of") or date.today(), self.values["delay"], self.values["blur"])

    def wanted(self) -> Wanted:
        """Which incidents."""
        v = self.values
        return Wanted(ids=v["incident"], first=self.day("first"), last=self.day("last"), types=v["type"], grades=v["grade"])


OPTIONS = (
    click.option("--incident", multiple=True, metavar="ID", help="Only this incident, or the beginning of its id. May be given again."),
    click.option("--from", "first", type=DAY, help="Only incidents that may have been on this day or later."),
    click.option("--to", "last", type=DAY, help="Only incidents that may have been on this day or earlier."),
    click.option("--type", multiple=True, help="Only incidents of this type. May be given again."),
    click.option("--grade", multiple=True, help="Only incidents of this grade. May be given again."),
    click.option("--inter", type=click.Choice(INTERS), default="number", show_default=True, help="acled: how kinds of actors are told."),
    click.option("--fatalities", type=click.Choice(COUNTS), default="low", show_default=True, help="acled: which figure counts the dead."),
    click.option("--include-nonlethal", is_flag=True, help="ged: incidents without deaths, too."),
    click.option("--with-comments", is_flag=True, help="pack, wacz: raw copies of pages that hold readers' comments, too."),
    click.option("--base-url", default="", help="What stands before an id in links to evidence."),
    click.option("--public", is_flag=True, help="Safe to publish: without fresh events, exact spots and names of private persons."),
    click.option("--as-of", type=DAY, help="--public: the day of publication.  [default: today]"),
    click.option("--delay", type=click.IntRange(0), default=3, show_default=True, help="--public: days before it that are left out."),
    click.option(
        "--blur", type=click.IntRange(0), default=1000, show_default=True, help="--public: metres to which spots are made coarse."
    ),
    click.option("--history", is_flag=True, help="csv, parquet, datasette: what builds changed, too. It has the times of the builds."),
    click.option("--corpus", default="", help="What the log is about, for the head of the files."),
    click.option("--licence", default="not stated", show_default=True, help="Under which licence you hand it out."),
)


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say what an export holds and how it counts."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


@click.command()
@click.argument("log", type=click.Path(path_type=Path))
@click.option("--as", "form", required=True, metavar="FORMAT", callback=_form, help="Which format; --formats lists them.")
@click.option(
    "-o", "--out", required=True, type=click.Path(path_type=Path), help="File to write; a folder where a format has several files."
)
@click.option("--title", default="Reports of a Frontlog log", show_default=True, help="wacz: title inside the file.")
@click.option("--formats", is_flag=True, is_eager=True, expose_value=False, callback=_formats, help="List all formats and end.")
@_options
def export(log: Path, form: str, out: Path, title: str, **values: Any) -> None:
    """Write a log in a form that other programs read. Equal logs give equal bytes.

    Nothing that a reader wrote in a comment is ever part of it, unless --with-comments asks for it.
    """
    opened = Log.open(log)
    if not opened.archive.items():
        fail(f"The log '{log}' holds no reports. Add some with `frontlog build PATH... --log {log}`.")
    if form == WACZ:
        if out.is_dir():
            fail(f"'{out}' is a folder, and '{WACZ}' is one file. Name a file.")
        if values["public"]:
            fail(f"'{WACZ}' is the pages as they were found, which the public profile hands out of nobody. Leave --public out.")
        _write_wacz(opened, out, title, values["with_comments"])
        return
    for path in FORMATS[form].write(_export(opened, _Asked(values)), out):
        click.echo(f"{path}: {path.stat().st_size:,} bytes")


def _write_wacz(log: Log, out: Path, title: str, with_comments: bool) -> None:
    """The captures, without those of pages that hold readers' comments unless they are asked for."""
    private = frozenset() if with_comments else frozenset(Export(log).texts.private)
    withheld = {item.sha256 for item in log.archive.items() if item.id in private}
    left: list[str] = []

    def shown(record: Capture | Revisit) -> bool:
        sha = record.sha256 if isinstance(record, Revisit) else hashlib.sha256(record.content).hexdigest()
        if sha in withheld:
            left.append(record.url)
        return sha not in withheld

    click.echo(f"{out}: {write_wacz(filter(shown, log.archive.captures()), out, title):,} captures")
    if left:
        click.echo(f"Left out: {len(left):,} captures of pages that hold readers' comments. --with-comments hands them out, too.", err=True)


def _export(log: Log, asked: _Asked) -> Export:
    v, wanted = asked.values, asked.wanted()
    if wanted.first and wanted.last and wanted.last < wanted.first:
        raise FrontlogError(f"--to {wanted.last} lies before --from {wanted.first}.", "Swap the two days.")
    choice = Choice(
        incidents=selected(log, wanted),
        inter=v["inter"],
        fatalities=v["fatalities"],
        lethal_only=not v["include_nonlethal"],
        base_url=v["base_url"],
        public=asked.public(),
        with_comments=v["with_comments"],
    )
    about = About(
        run_id=log.state(),
        version=__version__,
        corpus=v["corpus"],
        licence=v["licence"],
        credits=credits_text(log.packs()),
        filters=wanted.plain(),
        stamps=log.stamps.readable(),
    )
    return Export(log, choice, about, log.archive.raw, History(log.root) if v["history"] else None)
