"""The command `plot`: pictures of what a log says."""

from datetime import datetime
from pathlib import Path

import click

from frontlog.cli.output import fail
from frontlog.model import ControlState, Effect
from frontlog.store import Log
from frontlog.store.atomic import write_bytes
from frontlog.views.placed import place_named
from frontlog.views.plot import plot_control
from frontlog.views.raster import to_png

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def plot() -> None:
    """Pictures of what a log says, as SVG or PNG."""


@plot.command()
@click.argument("log", type=click.Path(path_type=Path))
@click.argument("place")
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write, .svg or .png; else the SVG is printed.")
@click.option("--from", "first", type=DAY, help="First day; else that of the first evidence.")
@click.option("--to", "last", type=DAY, help="Last day; else the last one of the log.")
def control(log: Path, place: str, out: Path | None, first: datetime | None, last: datetime | None) -> None:
    """Who held PLACE (a name or an id) on each day: a ribbon of belief, with a tick for each telling that it rests on."""
    if out and out.suffix not in (".svg", ".png"):
        fail(f"'{out}' is no picture that can be written. Give a file name that ends in .svg or .png.")
    opened = Log.open(log)
    wanted = place_named(place, opened.rows(ControlState), opened.rows(Effect))
    svg = plot_control(opened, wanted, first.date() if first else None, last.date() if last else None)
    if out is None:
        click.echo(svg, nl=False)
        return
    write_bytes(out, to_png(svg) if out.suffix == ".png" else svg.encode())
    click.echo(str(out), err=True)
