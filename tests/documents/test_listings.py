"""Lines that a page says twice, lists around a report, pages of a thread; and what looks like them and is the report's own."""

from datetime import date

import pytest

from frontlog.documents.read import read
from frontlog.documents.segment import segment
from frontlog.model import Document, Item, Raw, digest, record_id


def kinds(text: str) -> list[str]:
    return list(segment(text).kinds)


def document(text: str) -> Document:
    content = text.encode()
    sha = digest(content.hex())
    item = Item(id=record_id("d", sha), name="a.txt", part=0, media_type="text/plain", size=len(content), sha256=sha)
    return next(row for row in read([Raw(item=item, content=content)]) if isinstance(row, Document))


TOLD = "The army shelled the quarry at Beni Tamra on Monday and killed two guards, the mayor said."
MORE = "A third guard was taken to the hospital of the district with splinters in both legs."


def test_a_first_paragraph_that_stands_twice_stays_the_report() -> None:
    assert kinds(f"{TOLD}\n\n{TOLD}\n\n{MORE}") == ["body"] * 3


def test_what_stands_often_is_the_form_of_a_list() -> None:
    rows = "\n".join(["Shelling of the quarry road", TOLD] * 5)
    assert kinds(rows).count("body") >= 5


def test_contents_without_sections_are_a_list_of_the_report() -> None:
    text = f"What the lorry carried\n\n{TOLD}\n\nContents:\n\n- forty sacks of flour\n\n- two drums of oil\n\n{MORE}"
    assert kinds(text)[3:5] == ["body", "body"]


def test_a_chronicle_with_days_in_its_items_is_the_report() -> None:
    text = (
        f"Chronicle of the siege\n{TOLD}\n- The road was cut at the quarry on 4 December 2019.\n- Flour ran out on 9 December 2019.\n{MORE}"
    )
    assert kinds(text)[2:4] == ["body", "body"]


def test_points_of_a_statement_are_not_numbered_comments() -> None:
    text = f"{TOLD}\n\n{MORE}\n\n\n  1. The council asks both sides to open the road.\n\n  2. The council will send two lorries on Friday."
    assert kinds(text) == ["body"] * 4


def test_the_first_post_of_a_forum_stays_and_a_later_page_is_readers() -> None:
    head = "Shelling of Beni Tamra\nNot open for further replies.\n#{}\n"
    said = f"I was there this morning and counted four craters near the quarry.\n{MORE}"
    assert "body" in kinds(head.format(1) + said)
    assert kinds(head.format(412) + said)[3:] == ["comment", "comment"]


def test_names_of_the_dead_with_their_towns_are_no_readers() -> None:
    text = f"{TOLD}\nKarim Adel (Beni Tamra)\n{MORE}\nSamir Haddad (Kasr Amin)\nThe two were buried on Tuesday in the yard of the school."
    assert "comment" not in kinds(text)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("BY: Nadia Farouk, NOV/12/2017, NVN;", date(2017, 11, 12)),
        ("21, April 2020", date(2020, 4, 21)),
        ("Date of release: 13th December  2009", date(2009, 12, 13)),
    ],
)
def test_days_as_some_pages_write_them(head: str, day: date) -> None:
    assert document(f"Quarry shelled at Beni Tamra\n\n{head}\n\n{TOLD}\n\n{MORE}").published == day


def test_a_topic_over_the_headline_is_not_the_title() -> None:
    assert document(f"Beni Tamra\n\nTwo guards killed at the quarry on Monday\n\n{TOLD}\n\n{MORE}").title.startswith("Two guards")
    assert document(f"Quarry shelled\n\nThe mayor asks for a truce until Friday.\n\n{TOLD}\n\n{MORE}").title == "Quarry shelled"


def test_a_word_of_the_menu_behind_the_day_is_not_the_title() -> None:
    text = f" date 2019-05-06 Register\nTwo guards killed at the quarry of Beni Tamra\n\n{TOLD}\n\n{MORE}"
    assert document(text).title == "Two guards killed at the quarry of Beni Tamra"


def test_this_site_is_nobody() -> None:
    assert document(f"Quarry shelled\n\n{TOLD}\n\n{MORE}\n\nThis post was originally published on this site").outlet == ""
