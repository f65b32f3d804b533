"""A situation report as PDF, typeset by the optional library typst (extra `pdf`): scripts from right to left are shaped and ordered."""

import json
from importlib.resources import as_file, files
from typing import Any

from frontlog.model import FrontlogError
from frontlog.views.sitrep.markdown import HOW, numbered, where, who
from frontlog.views.sitrep.shapes import Report
from frontlog.views.sitrep.words import day, quoted


def pdf(report: Report, drawn: str = "") -> bytes:
    """The whole report. `drawn` is its map as SVG. Letters are those of the machine's fonts, else of the library's;
    a sign that no font has is a box (PDF/A would refuse the whole report for it).

    Raises FrontlogError where the library is missing."""
    try:
        import typst
    except ImportError as error:
        raise FrontlogError(
            "A PDF needs the library typst, which is not installed.",
            "Run `pip install 'frontlog[pdf]'`, or choose --format docx or html.",
        ) from error
    data = json.dumps(_data(report, drawn), ensure_ascii=False)
    with as_file(files("frontlog.views.sitrep") / "sitrep.typ") as layout:
        made: bytes = typst.compile(str(layout), sys_inputs={"report": data})
    return made


def _data(report: Report, drawn: str) -> dict[str, Any]:
    numbers = report.numbers
    return {
        "title": report.title,
        "how": HOW,
        "date": [report.last.year, report.last.month, report.last.day],
        "caption": f"Who held what on {day(report.last)}, by the best account.",
        "map": drawn,
        "sections": [
            {
                "name": s.name,
                "heading": s.heading,
                "empty": s.empty,
                "sentences": [{"text": x.text, "numbers": numbered(x, numbers)} for x in s.sentences],
            }
            for s in report.sections
        ],
        "sources": [
            {"number": n, "who": who(found[0]), "quote": quoted(found[0].quote), "where": where(found)}
            for n, found in enumerate(report.sources, 1)
        ],
    }
