"""Tables that only place the parts of a page, as pages of before 2005 do: their cells become parts of the page, so that an extractor
sees paragraphs and a menu instead of one long row. A table of figures stays one.
"""

from typing import Any

BLOCKS = {"table", "div", "p", "br", "ul", "ol", "form", "hr", "h1", "h2", "h3", "h4", "center", "blockquote"}
PARTS = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")
LONG = 200  # letters of a cell that is a part of the page; a cell of figures holds fewer


def unfold(tree: Any) -> None:
    """Turn the tables of a parsed page that lay it out into plain divisions, in place."""
    for table in [table for table in tree.iter("table") if _lays_out(table)]:
        for part in [table, *_own(table)]:
            part.tag = "div"


def _own(table: Any) -> list[Any]:
    """The rows and cells of a table, without those of the tables in its cells."""
    out, left = [], list(table)
    while left:
        part = left.pop()
        if part.tag in PARTS[1:]:
            out.append(part)
            left += list(part) if part.tag not in ("td", "th") else []
    return out


def _lays_out(table: Any) -> bool:
    """Whether a cell is a part of the page: long, and with paragraphs, breaks or other tables of its own."""
    cells = [part for part in _own(table) if part.tag in ("td", "th")]
    return any(sum(inner.tag in BLOCKS for inner in cell.iter()) > 1 and len("".join(cell.itertext()).strip()) >= LONG for cell in cells)
