"""Citations of situation reports: of every day of a log, how many sentences there are, and how many rest on something that is not there.

python benchmarks/citations.py examples/reports ../shared/seeds
"""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from frontlog.build import build
from frontlog.engine import Serial
from frontlog.model import Claim, ControlState, Document, Incident
from frontlog.server.library import Kept
from frontlog.sources.files import Limits
from frontlog.store import Log
from frontlog.views.rows import Rows
from frontlog.views.sitrep import Report, sitrep


def reports(rows: Rows, days: int) -> Iterator[Report]:
    """A report that ends on each day on which something is told to begin or end."""
    told = {d for i in rows(Incident) for d in (i.start, i.end) if d} | {s.start for s in rows(ControlState)}
    return (sitrep(rows, day, days) for day in sorted(told))


def unfounded(rows: Rows, report: Report) -> int:
    """Citations that are no claim of the log, or whose quote is not exactly where it is said to stand; sentences without any."""
    claims, texts = {c.id: c.evidence for c in rows(Claim)}, {d.id: d.text for d in rows(Document)}
    wrong = sum(not s.citations for s in report.sentences)
    for cited in (c for s in report.sentences for c in s.citations):
        span = claims.get(cited.claim)
        here = span is not None and (span.document, span.start, span.end) == (cited.document, cited.start, cited.end)
        wrong += not here or not cited.quote or texts[cited.document][cited.start : cited.end] != cited.quote
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    print("| reports | days | of days | sentences | citations | unfounded |\n|---|---|---|---|---|---|")
    for folder in parser.parse_args().folders:
        with tempfile.TemporaryDirectory() as root:
            build([folder], Path(root) / "log", Serial(), Limits(), lambda *_: None)
            rows = Kept(Log.open(Path(root) / "log"))
            for days in (1, 7):
                found = list(reports(rows, days))
                sentences = sum(len(r.sentences) for r in found)
                cited = sum(len(s.citations) for r in found for s in r.sentences)
                print(f"| {folder} | {len(found)} | {days} | {sentences} | {cited} | {sum(unfounded(rows, r) for r in found)} |")


if __name__ == "__main__":
    main()
