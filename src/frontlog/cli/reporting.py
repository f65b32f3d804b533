"""The command `sitrep`: a situation report of some days in the form that its readers want."""

from datetime import datetime
from pathlib import Path

import click

from frontlog.cli.output import fail
from frontlog.model import FrontlogError
from frontlog.store import Log
from frontlog.store.atomic import write_bytes
from frontlog.views.raster import to_png
from frontlog.views.sitrep import Report, map_of
from frontlog.views.sitrep import sitrep as report_of
from frontlog.views.sitrep.html import html
from frontlog.views.sitrep.markdown import markdown
from frontlog.views.sitrep.pdf import pdf
from frontlog.views.sitrep.word import docx

FORMATS = ("md", "html", "pdf", "docx")
DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("log", type=click.Path(path_type=Path))
@click.option("--on", required=True, type=DAY, help="The last day of the report.")
@click.option("--days", type=click.IntRange(1, 3660), default=1, show_default=True, help="How many days, the last one included.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="As what; else by the ending of the file, or md.")
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write; else md and html are printed.")
@click.option("--picture", type=click.Path(path_type=Path, dir_okay=False), help="Write the control map to this file, too: .svg or .png.")
def sitrep(log: Path, on: datetime, days: int, form: str | None, out: Path | None, picture: Path | None) -> None:
    """What a log says of some days: highlights, key figures as ranges, changes of control, contradictions, and what could not be placed.

    Every sentence is made from records and carries the sentences of reports that it rests on.
    """
    ending = out.suffix[1:] if out else ""
    chosen = form or (ending if ending in FORMATS else "")
    if out and not chosen:
        fail(f"'{out}' does not say as what the report is to be written. Give --format, or a name that ends in .md, .html, .pdf or .docx.")
    if chosen in ("pdf", "docx") and out is None:
        fail(f"A {chosen} is not for the screen. Name a file with -o REPORT.{chosen}.")
    if picture and picture.suffix not in (".svg", ".png"):
        fail(f"'{picture}' is no picture that can be written. Give a file name that ends in .svg or .png.")
    rows = Log.open(log)
    report = report_of(rows, on.date(), days)
    drawn = map_of(rows, report)
    if picture:
        _draw(drawn, picture)
    content = _written(report, chosen or "md", drawn, out, picture)
    if out is None:
        click.echo(content, nl=False)
        return
    write_bytes(out, content)
    said = len(report.sentences)
    click.echo(f"{out}: {said:,} sentences, each cited, on {len(report.sources):,} sentences of reports", err=True)


def _written(report: Report, form: str, drawn: str, out: Path | None, picture: Path | None) -> bytes:
    if form == "html":
        return html(report, drawn).encode()
    if form == "pdf":
        return pdf(report, drawn)
    if form == "docx":
        return docx(report, _map_for_word(drawn))
    if drawn and out and picture is None:  # Markdown holds no picture: the map goes into a file beside it
        picture = out.with_suffix(".svg")
        write_bytes(picture, drawn.encode())
    if picture is None:
        return markdown(report).encode()
    return markdown(report, picture.name if out and picture.parent == out.parent else str(picture)).encode()


def _map_for_word(drawn: str) -> bytes:
    try:
        return to_png(drawn) if drawn else b""
    except FrontlogError as error:
        click.echo(f"The report is written without its map. {error}", err=True)
        return b""


def _draw(drawn: str, picture: Path) -> None:
    if not drawn:
        fail("There is no map to draw: no place of which a holder is told has coordinates. Leave --picture out.")
    write_bytes(picture, to_png(drawn) if picture.suffix == ".png" else drawn.encode())
