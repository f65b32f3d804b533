"""From a log to its situation report: each section is made from records, and from nothing else."""

from datetime import date, timedelta

from frontlog.model import FrontlogError
from frontlog.views.control_map import control_map
from frontlog.views.rows import Rows
from frontlog.views.sitrep.changes import changes
from frontlog.views.sitrep.figures import figures
from frontlog.views.sitrep.highlights import highlights
from frontlog.views.sitrep.quarrels import contradictions
from frontlog.views.sitrep.scope import Scope
from frontlog.views.sitrep.shapes import Report
from frontlog.views.sitrep.sources import Sources
from frontlog.views.sitrep.unplaced import unplaced
from frontlog.views.sitrep.words import days as in_words

MOST_DAYS = 3660


def sitrep(rows: Rows, on: date, days: int = 1, sources: Sources | None = None) -> Report:
    """The report of the `days` days that end with `on`. Equal rows give an equal report. For many reports of the same rows look up their
    `sources` once. Raises FrontlogError for a number of days that is none."""
    if not 1 <= days <= MOST_DAYS:
        raise FrontlogError(f"A report cannot be about {days:,} days.", f"Give 1 to {MOST_DAYS:,}.")
    try:
        first = on - timedelta(days=days - 1)
    except OverflowError as error:
        raise FrontlogError(f"There are no {days:,} days before {on}.", "Give fewer days, or a later one.") from error
    scope = Scope(rows, sources or Sources(rows), first, on)
    told, apart = figures(scope)
    return Report(
        title=f"Situation report, {in_words(first, on)}",
        first=first,
        last=on,
        highlights=highlights(scope),
        figures=told,
        apart=apart,
        changes=changes(scope),
        contradictions=contradictions(scope),
        unplaced=unplaced(scope),
    )


def map_of(rows: Rows, report: Report) -> str:
    """The control map of a report's last day as SVG, with a mark on what changed in its days; empty where there is nothing to draw."""
    return control_map(rows, report.last, (report.first, report.last))
