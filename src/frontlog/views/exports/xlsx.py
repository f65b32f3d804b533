"""The record as an Excel workbook: a sheet to read first, then incidents, claims, control, contradictions and the code book."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from frontlog.views.exports.codebook import BOOK, book, header
from frontlog.views.exports.export import Export
from frontlog.views.exports.geojson import stamp
from frontlog.views.exports.incidents import Row
from frontlog.views.exports.incidents import rows as incidents
from frontlog.views.exports.native_claims import claims
from frontlog.views.exports.native_control import control
from frontlog.views.exports.native_verdicts import contradictions
from frontlog.views.exports.xlsx_file import Sheet, write_workbook

WIDE: Mapping[str, int] = {"title": 60, "quote": 80, "grade_reason": 40, "meaning": 80}
NOTE = (
    "A row says what the named reports claim, not what is true.",
    "Grade: confirmed (the side that loses by it says so, or opposed sides agree), fair (two independent voices or more, no denial), "
    "weak (one voice), contested (opposed claims), discounted (denied also by who first claimed it), ungraded (planned, rumour).",
    "Killed and injured are ranges. An empty cell is 'not stated', never zero. Copies of one report count as one voice.",
    "Control: rows last from valid_from (included) to valid_to (not included); an empty valid_to is open.",
    "The sheet 'Code book' explains every column.",
)


def workbook(export: Export, out: BinaryIO) -> None:
    """frontlog.xlsx."""
    write_workbook(out, _sheets(export))


def _sheets(export: Export) -> Iterator[Sheet]:
    yield Sheet("Read me", ("Frontlog", ""), _read_me(export), (24, 120), table=False)
    yield _table("Incidents", "incidents", incidents(export))
    yield _table("Claims", "claims", claims(export))
    yield _table("Control", "control", control(export))
    yield _table("Contradictions", "contradictions", contradictions(export))
    yield Sheet("Code book", BOOK, book(), (18, 22, 12, 24, 40, 80, 8))


def _table(name: str, table: str, rows: Iterable[Row]) -> Sheet:
    names = header(table)
    return Sheet(name, names, ([row[n] for n in names] for row in rows), [WIDE.get(n, 16) for n in names])


def _read_me(export: Export) -> Iterator[list[Any]]:
    about = export.about
    told = {
        "Corpus": about.corpus,
        "State of the log": about.run_id,
        "Newest report": stamp(export),
        "Frontlog": about.version,
        "Licence": about.licence,
        "Filters": "; ".join(f"{key} {value}" for key, value in sorted(about.filters.items())),
        "Profile": "public: fresh events, exact spots and private names are withheld" if export.guard else "full",
    }
    yield from ([name, value] for name, value in told.items() if value)
    yield from (["How to read this" if not i else "", line] for i, line in enumerate(NOTE))
    yield from ([name, line] for name, line in zip(["Places"], [about.credits], strict=True) if line)
