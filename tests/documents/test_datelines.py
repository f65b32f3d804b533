"""The place of a dateline: its words with their offsets, or nothing."""

from pathlib import Path

import pytest
import yaml

from frontlog.documents.read import read
from frontlog.model import Document
from support.fuzz import raw

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "datelines.yml").read_text(encoding="utf-8"))
HEAD = "Market hit in northern town\n\n"
SECOND = "Nobody claimed the attack, and the mayor asked people to stay at home until the next morning."


def document(text: str, media_type: str = "text/plain") -> Document:
    (found,) = [row for row in read([raw(text.encode(), media_type)]) if isinstance(row, Document)]
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_the_place_of_a_dateline(case: dict[str, str]) -> None:
    found = document(f"{HEAD}{case['text']}\n\n{SECOND}")
    place = found.dateline_place
    assert (place.text if place else None) == case["place"]
    assert place is None or found.text[place.start : place.end] == place.text


def test_a_dateline_of_a_page_and_one_behind_a_byline() -> None:
    body = f"<p>TRIPOLI, Libya (AP) — {SECOND}</p><p>{SECOND}</p>"
    page = f"<html><head><title>Market hit</title></head><body><article><h1>Market hit</h1>{body}</article></body></html>"
    found = document(page, "text/html")
    assert found.dateline_place is not None
    assert found.text[found.dateline_place.start : found.dateline_place.end] == "TRIPOLI, Libya"
    found = document(f"{HEAD}By Jane Roe\n\n3 May 2020\n\nADEN, Yemen (AFP) - {SECOND}\n\n{SECOND}")
    assert found.dateline_place is not None
    assert found.dateline_place.text == "ADEN, Yemen"


def test_the_first_of_several_counts_and_none_of_readers() -> None:
    several = document(f"{HEAD}ADEN (AFP) - {SECOND}\n\nTAIZ (AFP) - {SECOND}")
    assert several.dateline_place is not None
    assert several.dateline_place.text == "ADEN"
    comment = f"{HEAD}{SECOND}\n\n{SECOND}\n\nNotify of\nNewest Most Voted\nTAIZ (AFP) - {SECOND}"
    assert document(comment).dateline_place is None


@pytest.mark.parametrize(
    ("dateline", "agency", "day"),
    [
        ("Kinshasa, 21 March 2025 (Agence du Fleuve d'Information) -", "Agence du Fleuve d'Information", "2025-03-21"),
        ("Port Sudan, 3 May 2024 (Nile & Red Sea News Desk) –", "Nile & Red Sea News Desk", "2024-05-03"),
        ("MOSCOW, February 7, 2025. /TASS/.", "TASS", "2025-02-07"),
        ("GOMA, March 21, 2025 (Lakes Press) —", "Lakes Press", "2025-03-21"),
    ],
)
def test_a_newsroom_that_nobody_knows_dates_its_report(dateline: str, agency: str, day: str) -> None:
    found = document(f"{HEAD}{dateline} {SECOND}\n\n{SECOND}")
    assert (found.outlet, str(found.published)) == (agency, day)


def test_a_bracket_in_a_sentence_is_no_dateline() -> None:
    found = document(f"{HEAD}Reda Haidar (Abu Ali) was met at the gate on 3 May 2024 - {SECOND}\n\n{SECOND}")
    assert found.outlet == ""


def test_labels_of_a_list_by_places_stay_with_their_items() -> None:
    found = document(f"{HEAD}Kharkiv: Shells fell on the tractor works. {SECOND}\n\nSumy: Two drones fell. {SECOND}")
    assert found.dateline_place is None
    assert document(f"{HEAD}Kharkiv: Shells fell on the tractor works. {SECOND}\n\nTwo drones fell. {SECOND}").dateline_place is not None
    inside = document(f"{HEAD}Kharkiv: Shells fell on the tractor works. Sumy: Two drones fell. {SECOND}\n\n{SECOND}")
    assert inside.dateline_place is None
    assert document(f"Weekly digest of incidents\n\nKharkiv: Shells fell on the tractor works. {SECOND}\n\n{SECOND}").dateline_place is None
