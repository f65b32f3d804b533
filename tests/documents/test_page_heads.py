"""What stands around the headline of a page: its day, its site's name, its author, by both ways of reading."""

import pytest

from frontlog.documents.read import read, read_bulk
from frontlog.model import Document
from support.fuzz import raw

BODY = (
    "<p>Shells fell on the market of the upper town at noon and killed four traders, a doctor said.</p>"
    "<p>The army did not comment on the matter, and the road to the pass stayed shut until the evening.</p>"
    "<p>A clerk of the town hall said that the rounds had come from the ridge behind the dam, which the rebels hold.</p>"
)
WAYS = pytest.mark.parametrize("way", [read, read_bulk], ids=["careful", "bulk"])


def document(
    way: object, under: str, title: str = "Shells kill four | Gulf Courier", above: str = "", heading: str = "Shells kill four"
) -> Document:
    body = f"{above}<div class=post><h1>{heading}</h1>{under}<div class=content>{BODY}</div></div>"
    page = f"<html><head><title>{title}</title></head><body><div id=nav><a>Home</a></div>{body}</body></html>"
    (found,) = [row for row in way([raw(page.encode(), "text/html")]) if isinstance(row, Document)]  # type: ignore[operator]
    return found


@WAYS
@pytest.mark.parametrize(
    "under",
    [
        "<div style='color:gray'>08.11.2014 [11:30]</div>".replace("08.11", "18.11"),
        "<div class=f><div class=l>Date:&nbsp;</div><div class=v>18 November 2014</div></div>",
        "<ul class=meta><li>November 18, 2014</li><li>Africa</li></ul>",
        "<span><b>Jane Roe</b></span><span>Nov 18, 2014, 6:30 PM</span>",
    ],
)
def test_a_day_alone_under_the_headline(way: object, under: str) -> None:
    assert str(document(way, under).published) == "2014-11-18"


@WAYS
def test_days_that_are_not_the_pages(way: object) -> None:
    assert document(way, "<p>The market was last hit on 3 May 2013.</p>").published is None
    assert document(way, "<div>08-11-2014 11:20</div>").published is None  # day first or month first
    found = document(way, "<div class=meta>18 Nov 2014</div>", above="<div>Monday, 30 November 2026</div>")
    assert "2014-11-18" in {str(candidate.day) for candidate in found.dates}


@WAYS
@pytest.mark.parametrize(
    ("title", "heading", "outlet"),
    [
        ("Shells kill four | Gulf Courier", "Shells kill four", "Gulf Courier"),
        ("Shells kill four - Yemen - The Gulf Courier", "Shells kill four", "The Gulf Courier"),
        (
            "Shells kill four | Ministry of Foreign Affairs and Expatriates",
            "Shells kill four",
            "Ministry of Foreign Affairs and Expatriates",
        ),
        ("Hill Notebook: Shells kill four", "Hill Notebook", "Hill Notebook"),
        ("Shells kill four", "Shells kill four", ""),
        ("Shells kill four - Latest News", "Shells kill four", ""),
    ],
)
def test_the_site_in_the_title_of_the_page(way: object, title: str, heading: str, outlet: str) -> None:
    assert document(way, "", title, heading=heading).outlet == outlet


def test_the_headline_without_the_site() -> None:
    assert document(read_bulk, "").title == "Shells kill four"
