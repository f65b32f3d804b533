"""Training of the second look at lines (training/lines.py, line_field.py): what is learned from, and that something is."""

import numpy as np
import pytest
from training.compose import compose
from training.line_field import Field, unruled
from training.lines import CASES, HELD, STOCK, cases, example, written

from frontlog.documents.line_model import best, loaded, votes
from frontlog.documents.line_signs import KINDS, NUMBER, RULED, SIZE, START
from training import line_field

PAGE = [
    ("N", "Share"),
    ("T", "Bridge hit at Kamianske"),
    ("B", "Two soldiers were wounded on Tuesday when a mine went off near the river, the army said."),
    ("L", "All rights reserved"),
]


def test_the_same_seed_composes_the_same_pages() -> None:
    assert list(compose(3, 4)) == list(compose(3, 4))


def test_held_cases_exist_and_are_not_learned_from() -> None:
    learned = {group for group, _ in cases()}
    assert all((CASES / f"{name}.yml").exists() for name in HELD)
    assert not learned.intersection(HELD)


def test_codes_of_whole_pages_are_all_known() -> None:
    pages = [page for path in sorted(STOCK.glob("whole_*.txt")) for page in written(path)]
    assert len(pages) > 300
    assert {code for page in pages for code, _ in page} <= set("TYDBCPLNRXH")


def test_lines_broken_at_a_width_take_the_kind_of_the_first() -> None:
    words = (
        "The guard of the upper bridge said on Monday that nobody had",
        "crossed it since the shelling began and that the boats which",
        "used to carry bread to the other bank had been taken away by",
        "soldiers who came at night with two lorries and a small boat",
        "of their own, which now lies in the reeds below the old mill.",
    )
    broken = [("B", line) for line in words]
    found = example([("T", "A guard speaks"), *broken], "own", 1.0)
    assert len(found.kinds) < 1 + len(broken)
    assert set(found.kinds[1:]) == {NUMBER["body"]}


def test_a_page_without_the_rules_keeps_all_other_signs() -> None:
    row = Field([example(PAGE, "own", 1.0)], least=1).rows[0]
    places, starts, _, kinds = unruled(row)
    names = [name for name in START if name.startswith(RULED)]
    assert len(names) >= 8
    assert not any(START[name] <= place < START[name] + 1 for name in names for place in places.tolist())
    assert len(starts) == len(kinds) == len(PAGE)
    assert (places[starts] == 0).all()  # each line keeps the sign that all have
    assert set(row[0].tolist()) - set(places.tolist()) <= set(range(1, SIZE))


def test_a_fit_learns_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_field, "PARTS", 1)
    rows = [example(PAGE, "own", 1.0) for _ in range(40)]
    field = Field(rows)
    field.fit()
    model = loaded(field.data())
    found = best(model, votes(model, rows[0].signs), rows[0].signs.paragraphs, [None] * len(PAGE))
    assert [KINDS[kind] for kind in found] == ["navigation", "title", "body", "legal"]
    assert np.isfinite(field.votes).all()
