"""The command `plot`: pictures of what a log says."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from pathlib import Path

import click

from frontlog.cli.output import fail
from frontlog.model import ControlState, Effect
from frontlog.store import Log
from frontlog.store.atomic import write_bytes
from frontlog.views.placed import place_named
from frontlog.views.plot import plot_control
from frontlog.views.plot_counts import plot_coverage, plot_incidents
from frontlog.views.plot_losses import plot_losses
from frontlog.views.raster import to_png
from frontlog.views.sitrep.words import KINDS

DAY = click.DateTime(["%Y-%m-%d"])
Days = tuple[date | None, date | None]
log_argument = click.argument("log", type=click.Path(path_type=Path))


@click.group()
def plot() -> None:
    """Pictures of what a log says, as SVG or PNG."""


def drawing(command: Callable[..., str]) -> Callable[..., None]:
    """A command that gives an SVG: with the options for its days and for where it goes."""

    @wraps(command)
    def put(*, out: Path | None, first: datetime | None, last: datetime | None, **others: object) -> None:
        if out and out.suffix not in (".svg", ".png"):
            fail(f"'{out}' is no picture that can be written. Give a file name that ends in .svg or .png.")
        svg = command(days=(first.date() if first else None, last.date() if last else None), **others)
        if out is None:
            click.echo(svg, nl=False)
            return
        write_bytes(out, to_png(svg) if out.suffix == ".png" else svg.encode())
        click.echo(str(out), err=True)

    for option in (
        click.option("--to", "last", type=DAY, help="Last day; else the last one that is told."),
        click.option("--from", "first", type=DAY, help="First day; else the first one that is told."),
        click.option(
            "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write, .svg or .png; else the SVG is printed."
        ),
    ):
        put = option(put)
    return put


@plot.command()
@log_argument
@click.argument("place")
@drawing
def control(log: Path, place: str, days: Days) -> str:
    """Who held PLACE (a name or an id) on each day: a ribbon of belief, with a tick for each telling that it rests on."""
    opened = Log.open(log)
    return plot_control(opened, place_named(place, opened.rows(ControlState), opened.rows(Effect)), *days)


@plot.command()
@log_argument
@drawing
def incidents(log: Path, days: Days) -> str:
    """What was told to have happened over time: a lane for each kind of event, colours for the sides that acted."""
    return plot_incidents(Log.open(log), *days)


@plot.command()
@log_argument
@click.option("--kind", type=click.Choice(tuple(KINDS)), default="killed", show_default=True, help="What happened to them.")
@drawing
def losses(log: Path, kind: str, days: Days) -> str:
    """What each side lost over time, as ranges: from the lowest to the highest count that reports give."""
    return plot_losses(Log.open(log), kind, *days)


@plot.command()
@log_argument
@drawing
def coverage(log: Path, days: Days) -> str:
    """Who reported when: a lane for each outlet, with copies of other reports told apart."""
    return plot_coverage(Log.open(log), *days)
