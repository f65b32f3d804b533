"""How results and progress reach people: tables on a terminal, plain text in a pipe, and the machine formats."""

import getpass
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import click

from frontlog.reference.lookalikes import visible
from frontlog.views.write import cell, to_csv, to_json, to_jsonl

if TYPE_CHECKING:  # rich is loaded by what draws with it: most commands print no table and end before a bar is shown
    from rich.progress import Progress

Row = dict[str, Any]
FORMATS = ("table", "json", "jsonl", "csv")
OFTEN = 10.0  # seconds between two lines of progress where there is no terminal
PATIENCE = 2.0  # seconds before progress is shown: what ends sooner needs none

format_option = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print the rows."
)


def fail(message: str) -> NoReturn:
    """Print an error on standard error and end with 1."""
    click.echo(f"Error: {message}", err=True)
    sys.exit(1)


def user() -> str:
    """The name of whoever runs this; empty where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no entry for this user, as in a container
        return ""


def show(rows: Sequence[Row], form: str, columns: Sequence[str], flat: Callable[[], Sequence[Row]] | None = None) -> None:
    """Print rows. `columns` are those of the table on screen; the machine formats carry all, CSV the `flat` rows where given."""
    if form == "json":
        click.echo(to_json(rows))
    elif form == "jsonl":
        click.echo(to_jsonl(rows), nl=False)
    elif form == "csv":
        click.echo(to_csv(flat() if flat else rows), nl=False)
    else:
        _table(rows, columns)


def _table(rows: Sequence[Row], columns: Sequence[str]) -> None:
    from rich.console import Console
    from rich.table import Table

    tty = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if tty else 240
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in columns:
        table.add_column(name.replace("_", " "), overflow="ellipsis", no_wrap=True)  # a row is a line
    for row in rows:
        table.add_row(*(_text(row.get(name)) for name in columns))
    Console(width=width, no_color=not tty, markup=False, highlight=False, emoji=False).print(table)
    click.echo(f"{len(rows):,} rows", err=True)


def _text(value: Any) -> str:
    """A cell for people: nested values by their names, characters that hide or turn others shown by their numbers."""
    if isinstance(value, dict):
        value = value.get("text", "")
    if isinstance(value, list):
        value = ", ".join(str(v.get("name") or v.get("text")) if isinstance(v, dict) else str(v) for v in value)
    text = str(value) if isinstance(value, str) else cell(value)
    return visible(text)


class Reporter:
    """Progress on standard error: a bar with counts and time left on a terminal, a plain line a step elsewhere."""

    def __init__(self, quiet: bool = False) -> None:
        self.begun = self.told = time.monotonic()
        self.quiet = quiet
        self.bar: Progress | None = None
        self.step = ""
        self.task: Any = None

    def __call__(self, step: str, done: int, total: int) -> None:
        if self.quiet or time.monotonic() - self.begun < PATIENCE:
            return
        if sys.stderr.isatty():
            self._draw(step, done, total)
        elif total and (done == total or time.monotonic() - self.told > OFTEN):
            self.told = time.monotonic()
            click.echo(f"{step}: {done:,} of {total:,}", err=True)

    def _draw(self, step: str, done: int, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        if self.bar is None:
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self.bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self.bar.start()
        if step != self.step:
            if self.task is not None:
                self.bar.remove_task(self.task)
            self.step, self.task = step, self.bar.add_task(step, total=total or None)
        self.bar.update(self.task, completed=done, total=total or None)

    def close(self) -> None:
        if self.bar is not None:
            self.bar.stop()
