"""The learned second look at lines (line_model.py)."""

import json

import pytest

from frontlog.documents.extract import Mark
from frontlog.documents.line_model import FILE, best, loaded, model
from frontlog.documents.line_signs import NUMBER
from frontlog.documents.segment import segment

REPORT = "Two soldiers were wounded on Tuesday when a mine went off near the river, the army said."


def test_furniture_in_a_language_without_rules_is_seen_and_says_why() -> None:
    found = segment(f"Γέφυρα χτυπήθηκε\n{REPORT}\nΔιαβάστε επίσης\nΜοιραστείτε το στο Facebook\nΌροι χρήσης")
    assert found.kinds[1] == "body"
    assert "body" not in found.kinds[2:]
    assert any(block.reason.startswith("learned: ") for block in found.blocks)


def test_what_the_format_states_stays() -> None:
    text = f"{REPORT}\nShare this article"
    assert segment(text, [Mark(text.index("Share"), len(text), "body", "stated")]).kinds[1] == "body"


def test_a_pinned_line_keeps_its_kind_and_ties_go_to_the_first() -> None:
    rows = [[0] * 10, [0] * 10]
    assert best(model(), rows, [False, False], [NUMBER["plea"], NUMBER["legal"]]) == [NUMBER["plea"], NUMBER["legal"]]
    assert best(model(), [], [], []) == []


def test_weights_of_other_kinds_are_refused() -> None:
    data = json.loads(FILE.read_text(encoding="utf-8"))
    with pytest.raises(ValueError, match="kinds"):
        loaded({**data, "kinds": ["body"]})


@pytest.mark.parametrize("count", [2, 5, 40])
def test_a_bulletin_of_like_sentences_is_no_thread_of_comments(count: int) -> None:
    text = "\n\n".join(f"The guard shelled village number {n} on Monday." for n in range(count))
    assert set(segment(text).kinds) == {"body"}


@pytest.mark.parametrize(
    "line",
    ["Coordinates: 60°08′N 24°59′E / 60.14°N 24.98°E", "33.312805, 44.361488", "Grid of the crater: 36.2021, 37.1343"],
)
def test_coordinates_stay_in_the_report(line: str) -> None:
    text = f"Mine on the river road\n{REPORT}\n{line}\nShare this\nAll rights reserved"
    found = segment(text)
    assert found.kinds[2] == "body"
    assert "body" not in found.kinds[3:]


def test_a_button_of_one_language_teaches_those_of_others() -> None:
    found = segment(f"Un pont touché\n{REPORT}\n{REPORT.replace('Two', 'Six')}\nKoosoo\nBagikan\nHak cipta dilindungi")
    assert "body" not in found.kinds[4:]
