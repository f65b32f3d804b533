"""Options that belong together: which account of control is meant, and areas around its places."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from frontlog.cli.output import fail
from frontlog.model import ControlState
from frontlog.store import Log
from frontlog.store.atomic import write_bytes
from frontlog.views import listing_control
from frontlog.views.areas import areas
from frontlog.views.replay import replayed
from frontlog.views.write import to_json

DAY = click.DateTime(["%Y-%m-%d"])
Command = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Account:
    """A layer of the log, or the assessed one told again: as known on a day, or without some outlets."""

    layer: str
    known_on: date | None
    without: tuple[str, ...]

    def states(self, log: Log) -> Sequence[ControlState]:
        """Its intervals."""
        if not (self.known_on or self.without):
            return log.rows(listing_control.LAYERS[self.layer])
        if self.layer != "assessed":
            fail(f"--known-on and --without tell the assessed account again, and --layer is '{self.layer}'. Leave one of them out.")
        return replayed(log, self.known_on, self.without)


@dataclass(frozen=True, slots=True)
class Areas:
    """A file for areas around places on one day."""

    path: Path
    outline: Path | None

    def write(self, states: Sequence[ControlState], on: date | None) -> None:
        """Write them. They are an illustration and are never read back."""
        if on is None:
            fail("--areas shows one day. Give it with --on.")
        try:
            limits = json.loads(self.outline.read_text(encoding="utf-8")) if self.outline else None
        except ValueError as error:
            fail(f"'{self.outline}' is no GeoJSON ({error}). Give a file with one polygon.")
        found = areas(states, on, limits)
        write_bytes(self.path, to_json(found).encode())
        click.echo(f"{self.path}: {len(found['features']):,} areas, an illustration", err=True)


def account_options(command: Command) -> Command:
    """--layer, --known-on and --without, given to the command as one `account`."""

    @click.option(
        "--layer",
        type=click.Choice(tuple(listing_control.LAYERS)),
        default="assessed",
        show_default=True,
        help="assessed: the best account of all reports; known: of each day by what was published until then; "
        "claimed: claims at face value.",
    )
    @click.option("--known-on", type=DAY, help="The account as it was on this day: later reports are not used.")
    @click.option("--without", multiple=True, metavar="OUTLET", help="The account without an outlet's reports. May be given again.")
    @wraps(command)
    def chosen(*given: Any, layer: str, known_on: datetime | None, without: tuple[str, ...], **more: Any) -> None:
        command(*given, account=Account(layer, known_on.date() if known_on else None, without), **more)

    return chosen


def areas_options(command: Command) -> Command:
    """--areas and --outline, given to the command as one `areas_file`, None without the first."""

    @click.option(
        "--areas",
        "areas_path",
        type=click.Path(path_type=Path, dir_okay=False),
        help="With --on: write areas as GeoJSON, an illustration only.",
    )
    @click.option(
        "--outline",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="With --areas: GeoJSON polygon that areas stay within.",
    )
    @wraps(command)
    def chosen(*given: Any, areas_path: Path | None, outline: Path | None, **more: Any) -> None:
        command(*given, areas_file=Areas(areas_path, outline) if areas_path else None, **more)

    return chosen
