"""The command `estimate`: parameters of belief as a log itself tells them."""

from pathlib import Path

import click

from frontlog.cli.output import format_option, show
from frontlog.store import Log
from frontlog.views.estimated import estimated


@click.command()
@click.argument("log", type=click.Path(path_type=Path))
@format_option
def estimate(log: Path, form: str) -> None:
    """How soon holds, fights and not knowing end, as a log tells it, beside what Frontlog reckons with. Changes nothing.

    Expectation and maximisation over all places. With few expected cases a parameter is better left as it is.
    """
    show(estimated(Log.open(log)), form, ("parameter", "shipped", "estimated", "cases", "enough"))
