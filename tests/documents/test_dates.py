"""Publication dates, outlets and authors, by cases; forms of dates one by one."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from frontlog.documents.date_forms import in_address, in_name, scan
from frontlog.documents.read import read
from frontlog.model import Document, Item, Raw, record_id

FOLDER = Path(__file__).parent.parent / "cases"
CASES = [
    case
    for name in ("dates_published", "dates_forms", "dates_yearless", "dates_languages", "origins")
    for case in yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
]


def document(text: str, name: str = "report.txt") -> Document:
    content = text.encode()
    item = Item(id=record_id("d", text), name=name, part=0, media_type="text/plain", size=len(content), sha256="0")
    return next(row for row in read([Raw(item=item, content=content)]) if isinstance(row, Document))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    found = document(case["text"], case.get("file", "report.txt"))
    if "published" in case:
        assert found.published == case["published"]
    if "role" in case:
        assert found.published_role == case["role"]
    assert (found.published is None) == (found.published_role == "")
    days = {(candidate.role, candidate.day) for candidate in found.dates}
    assert set(case.get("dates", {}).items()) <= days
    if "how" in case:
        assert any(case["how"] in candidate.why for candidate in found.dates if candidate.day == found.published)
    if "place" in case:
        assert (found.dateline_place.text if found.dateline_place else None) == case["place"]
    for key in ("outlet", "republished_by", "author"):
        if key in case:
            assert getattr(found, key) == case[key]
    for candidate in found.dates:
        assert candidate.start == -1 or found.text[candidate.start : candidate.end] == candidate.text


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("Outlet: Al-Masdar News\nPublished: 12/10/2017", "day first, as is usual in the country of Al-Masdar News (SY)"),
        ("Outlet: CNN\nPublished: 10/12/2017", "month first, as is usual in the country of CNN (US)"),
        ("Outlet: Nobody's Letter\nPublished: Thursday, 12/10/2017", "the weekday beside it fits only this reading"),
        ("Outlet: Nobody's Letter\nPublished: 13/10/2017", ""),
    ],
)
def test_why_figures_were_read_so(head: str, why: str) -> None:
    found = document(f"{head}\nTitle: Shells fall\nShells fell on the western quarter of the town on Thursday, a medic said.")
    (candidate,) = found.dates
    assert candidate.why == "; ".join(part for part in ("given as the day of publication", why) if part)


def test_figures_of_an_unknown_outlet_stay_unread() -> None:
    found = document("Outlet: Nobody's Letter\nPublished: 12/10/2017\nShells fell on the western quarter of the town, a medic said.")
    assert found.dates == ()


@pytest.mark.parametrize(
    "words",
    [
        "3 October 2017",
        "3rd October 2017",
        "3 of October 2017",
        "October 3, 2017",
        "Oct. 3, 2017",
        "OCTOBER 3RD 2017",
        "Tuesday, October 3, 2017",
        "Tue 3 Oct 2017",
        "2017-10-03",
        "2017/10/03",
        "2017-10-03T08:30:00Z",
        "03.10.2017",
        "3.10.2017.",
        "3-Oct-2017",
    ],
)
def test_forms_of_one_day(words: str) -> None:
    assert [hit.day for hit in scan(words)] == [date(2017, 10, 3)]


@pytest.mark.parametrize(
    "words", ["03/10/2017", "3-10-2017", "10.03.17", "October 2017", "32 May 2017", "1.2.3.2017", "mayor 3, 2017", "May 3", "2017-13-01"]
)
def test_what_is_no_full_date(words: str) -> None:
    assert not list(scan(words))


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y", "%d %b %Y"]))
def test_written_dates_are_read_again(day: date, form: str) -> None:
    words = f"Report of {day.strftime(form)}, morning"
    (hit,) = scan(words)
    assert hit.day == day
    assert words[hit.start : hit.end] == day.strftime(form)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.org/2017/10/03/title", date(2017, 10, 3)),
        ("https://x.org/world/2017/oct/03/title", date(2017, 10, 3)),
        ("https://x.org/news-20171003.html", date(2017, 10, 3)),
        ("https://x.org/2017-10-03-title", date(2017, 10, 3)),
        ("https://x.org/report-october-3-2017-army", date(2017, 10, 3)),
        ("https://x.org/2017/10/title", None),
        ("https://20171003.org/title", None),
        ("https://x.org/article/120171003455", None),
    ],
)
def test_dates_of_addresses(url: str, day: date | None) -> None:
    found = in_address(url)
    assert (found.day if found else None) == day


@pytest.mark.parametrize(("name", "day"), [("a/2017-10-03.txt", date(2017, 10, 3)), ("20171003.txt", None), ("report 3.10.2017.txt", None)])
def test_dates_of_file_names(name: str, day: date | None) -> None:
    found = in_name(name)
    assert (found.day if found else None) == day
