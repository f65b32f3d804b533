"""Days as headings of a chronology, and lines that name an informant above his words."""

from datetime import date

import pytest

from frontlog.documents.day_headings import REASON
from frontlog.documents.read import read
from frontlog.documents.segment import segment
from frontlog.model import Document, Item, Raw

CHRONOLOGY = """A week at the ford

{0}
Troops took the airstrip south of the ford.

{1}
The navy sank two boats off the coast of Sel.

{2}
A bomb killed nine clerks at the gate of the mill.
"""


def headings(text: str) -> list[str]:
    return [text[block.start : block.end] for block in segment(text).blocks if block.reason == REASON]


def document(text: str) -> Document:
    item = Item(id="d", name="d.txt", part=0, media_type="text/plain", size=len(text), sha256="0" * 64)
    return next(row for row in read([Raw(item=item, content=text.encode())]) if isinstance(row, Document))


def published(text: str) -> date | None:
    return document(text).published


@pytest.mark.parametrize(
    "days",
    [
        ("February 3, 2009 (Tuesday)", "February 5, 2009 (Thursday)", "February 9, 2009 (Monday)"),
        ("3 February", "5 February", "9 February"),
        ("Monday", "Tuesday:", "Friday"),
    ],
)
def test_days_over_what_happened_are_headings(days: tuple[str, ...]) -> None:
    text = CHRONOLOGY.format(*days)
    assert headings(text) == list(days)
    assert published(text) is None


def test_the_first_stays_the_day_of_publication_where_the_next_lies_before_it() -> None:
    text = CHRONOLOGY.format("10 February 2009", "3 February 2009", "5 February 2009")
    assert headings(text) == ["3 February 2009", "5 February 2009"]
    assert published(text) == date(2009, 2, 10)


def test_one_day_is_no_chronology() -> None:
    text = "A mill burned\n\n10 February 2009\n\nA bomb killed nine clerks at the gate of the mill on Monday, the governor said."
    assert headings(text) == []
    assert published(text) == date(2009, 2, 10)


def test_the_informant_of_what_is_quoted_is_part_of_the_report() -> None:
    lines = [
        "Six hurt in Sel",
        "Drones attacked the harbour of Sel at night and set a shed on fire.",
        "Source: Anna Lind, head of the Sel district, on Telegram",
        "Quote: “The enemy struck the harbour. Six people were hurt.”",
        "The shed had stood empty since the harbour was closed two years ago.",
    ]
    found = segment("\n\n".join(lines))
    assert dict(zip(lines, found.kinds, strict=True))[lines[2]] == "body"
    foot = segment("\n\n".join([*lines[:2], lines[4], "Source: Levant Wire"]))
    assert foot.kinds[-1] == "byline"


def test_a_day_is_no_title_of_a_report() -> None:
    chronology = CHRONOLOGY.format("3 February 2009", "5 February 2009", "9 February 2009")
    assert document(chronology).title == "A week at the ford"
    assert document(chronology.split("\n", 2)[2]).title == ""
