"""Commands that read a log: claims, incidents, documents, actors, control, explain."""

from datetime import datetime
from pathlib import Path

import click

from frontlog.cli.accounts import DAY, Account, Areas, account_options, areas_options
from frontlog.cli.output import format_option, show
from frontlog.incidents.tolls import COUNTING
from frontlog.store import Log
from frontlog.store.atomic import write_bytes
from frontlog.views import listing, listing_control
from frontlog.views.explain import explain as explain_record
from frontlog.views.explain import lines
from frontlog.views.without import left_out
from frontlog.views.write import to_csv, to_json

log_argument = click.argument("log", type=click.Path(path_type=Path))


@click.command()
@log_argument
@format_option
def claims(log: Path, form: str) -> None:
    """What each report says: who did what to whom, where, when, and who says so."""
    rows = Log.open(log)
    columns = ("id", "published", "outlet", "type", "agent", "target", "place", "modality", "certainty", "evidence")
    show(listing.claims(rows), form, columns, lambda: listing.claims_flat(rows))


@click.command()
@log_argument
@click.option(
    "--without",
    multiple=True,
    metavar="OUTLET",
    help="Grades and beliefs without an outlet, whoever copies or quotes it, or without a camp (camp:ID). May be given again.",
)
@click.option(
    "--counting",
    type=click.Choice(tuple(COUNTING)),
    default="best",
    show_default=True,
    help="The one figure of a toll: best as UCDP GED prints it, conservative as ACLED, minmax as Airwars (none, only low and high).",
)
@format_option
def incidents(log: Path, without: tuple[str, ...], counting: str, form: str) -> None:
    """Events: the claims of several reports that are about one thing, with independent voices, grade and belief."""
    opened = Log.open(log)
    if without:
        columns: tuple[str, ...] = ("incident_id", "title", "grade", "grade_without", "belief", "belief_without", "n_origins_without")
        show(left_out(opened, without), form, columns)
        return
    tolls = ("killed_low", "killed_best", "killed_high")
    columns = ("incident_id", "date_start", "title", *tolls, "n_documents", "n_origins", "grade", "belief")
    show(listing.incidents(opened, counting), form, columns)


@click.command()
@log_argument
@format_option
def documents(log: Path, form: str) -> None:
    """The reports of the log, who published them when, and which are copies or new versions of which."""
    columns = (
        "document_id",
        "published_at",
        "outlet",
        "republished_by",
        "title",
        "copy_of",
        "version_of",
        "superseded_by",
        "n_changes",
        "removed_share",
        "n_claims",
        "name",
    )
    show(listing.documents(Log.open(log)), form, columns)


@click.command()
@log_argument
@format_option
def actors(log: Path, form: str) -> None:
    """Actors that claims name, with the words that were used for them."""
    show(listing.actors(Log.open(log)), form, ("actor_id", "name", "n_agent", "n_target", "n_source", "words"))


@click.command()
@log_argument
@click.option("--on", "on", type=DAY, help="Only who held what on this day.")
@account_options
@click.option("--changes", nargs=2, type=DAY, metavar="FROM TO", help="Only what is another state on the second day than on the first.")
@areas_options
@click.option("--csv", "csv_path", type=click.Path(path_type=Path, dir_okay=False), help="Write the intervals to this CSV file.")
@format_option
def control(
    log: Path,
    on: datetime | None,
    account: Account,
    changes: tuple[datetime, datetime] | None,
    areas_file: Areas | None,
    csv_path: Path | None,
    form: str,
) -> None:
    """Who held which place from when to when, how probable that is, and on how many independent voices."""
    states, day = account.states(Log.open(log)), on.date() if on else None
    if changes:
        first, last = (moment.date() for moment in changes)
        show(listing_control.changes(states, first, last), form, ("place_name", f"on_{first}", f"on_{last}", "holder_prob", "state_id"))
        return
    if areas_file:
        areas_file.write(states, day)
        return
    rows = listing_control.intervals(states, day)
    if csv_path:
        write_bytes(csv_path, to_csv(rows, listing_control.CONTROL_COLUMNS).encode())
        click.echo(f"{csv_path}: {len(rows):,} intervals", err=True)
        return
    columns = (
        "place_name",
        "valid_from",
        "valid_to",
        "state",
        "holder",
        "holder_prob",
        "besieger",
        "x_claimed_by",
        "n_evidence",
        "n_origins",
    )
    show(rows, form, columns)


@click.command()
@log_argument
@click.argument("record_id")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to print it.")
def explain(log: Path, record_id: str, form: str) -> None:
    """The sentences behind a record. RECORD_ID is any id of the log, its beginning, or PLACE@DATE (al-Mayadin@2017-10-12)."""
    opened = Log.open(log)
    node = explain_record(opened, record_id, opened.archive.raw)
    click.echo(to_json(node.plain()) if form == "json" else "\n".join(lines(node)))
