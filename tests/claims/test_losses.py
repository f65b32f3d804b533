"""Losses: the cases of tests/cases/losses.yml, victims, and exact spans on any text."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from frontlog.claims.loss_reading import LossReading
from frontlog.claims.losses import read_losses

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "losses.yml").read_text(encoding="utf-8"))
KINDS = {"killed", "wounded", "killed_or_wounded", "captured", "surrendered", "defected", "materiel"}
WORDS = [word for case in CASES for word in case["text"].split()]


def row(reading: LossReading) -> list[Any]:
    loss = reading.loss
    return [loss.kind, loss.min, loss.max, *([loss.what] if loss.kind == "materiel" else [])]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_cases(case: dict[str, Any]) -> None:
    found = [r for r in read_losses(case["text"]) if not r.included]
    assert [row(r) for r in found] == case["losses"]
    if "victims" in case:
        assert [r.victim.text for r in found if r.victim] == case["victims"]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60
    assert {loss[0] for case in CASES for loss in case["losses"]} == KINDS


def test_part_of_a_total_is_marked() -> None:
    readings = read_losses("The raid killed 30 rebels, including 12 killed in the gorge.")
    assert [(r.loss.min, r.included) for r in readings] == [(30, False), (12, True)]


def test_the_side_is_left_to_the_assembler() -> None:
    assert {r.loss.side for r in read_losses("Five soldiers and two rebels were killed.")} == {""}


def test_pronouns_count_as_the_people_before_them() -> None:
    readings = read_losses("They accuse the band of abducting four teachers and later killing them.")
    assert [(r.loss.kind, r.loss.min) for r in readings] == [("captured", 4), ("killed", 4)]


def check(text: str, offset: int) -> None:
    for reading in read_losses(text, offset):
        pieces = [reading.trigger, *([reading.victim] if reading.victim else [])]
        for piece in pieces:
            assert text[piece.start - offset : piece.end - offset] == piece.text != ""
        loss = reading.loss
        assert text[loss.start - offset : loss.end - offset] == loss.text
        assert loss.kind in KINDS
        assert loss.min is None or loss.max is None or 0 <= loss.min <= loss.max


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), st.integers(0, 999))
def test_spans_are_exact(text: str, offset: int) -> None:
    check(text, offset)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    check(text, 3)


@pytest.mark.parametrize("piece", ["killed 5 ", "two men, ", "and ", "were killed ", ", including 3 ", "dead "])
def test_long_lines_are_read(piece: str) -> None:
    check(piece * (40_000 // len(piece)), 0)


def test_a_total_is_marked() -> None:
    readings = read_losses("The raid killed nine people, bringing the death toll of the war to 58,000.")
    assert [(r.loss.min, r.total) for r in readings] == [(9, False), (58_000, True)]
    assert not any(r.total for r in read_losses("The death toll of the blast rose to 17."))


@pytest.mark.parametrize(
    ("text", "kind", "least"), [("Twelve of the dead are children.", "killed", 12), ("Three of those killed had been nurses.", "killed", 3)]
)
def test_so_many_of_the_dead_are_a_part_of_them(text: str, kind: str, least: int) -> None:
    (found,) = read_losses(text)
    assert (found.loss.kind, found.loss.min, found.included) == (kind, least, True)
    assert text[found.loss.start : found.loss.end] == found.loss.text


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Four more men have died of their wounds, bringing the number of dead to 21.", False),
        ("Ten people were killed on Sunday, bringing the death toll in the war to 44,000.", True),
    ],
)
def test_a_toll_so_far_is_the_events_own_where_more_of_its_wounded_died(text: str, total: bool) -> None:
    assert read_losses(text)[-1].total is total
