"""Modality: the cases of tests/cases/modality.yml, and exact cues on any text."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from frontlog.claims.modality import RULES, read_modality
from frontlog.model import Piece

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "modality.yml").read_text(encoding="utf-8"))
WORDS = [word for case in CASES for word in case["text"].split()]
MODALITIES = {"actual", "failed", "planned", "conditional", "denied"}


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['at']}|{c['text'][:50]}")
def test_cases(case: dict[str, Any]) -> None:
    at = case["text"].index(case["at"])
    trigger = Piece(case["at"], at, at + len(case["at"]))
    found = read_modality(case["text"], 0, trigger, following=case.get("following", ""), claim_type=case.get("type", ""))
    assert found.modality == case["modality"], found.cue
    assert found.certainty_hint == case.get("certainty", "")


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 80
    assert {case["modality"] for case in CASES} == MODALITIES
    assert {modality for modality, _ in RULES} | {"actual"} == MODALITIES


def check(text: str, offset: int, start: int, end: int) -> None:
    trigger = Piece(text[start:end], offset + start, offset + end)
    found = read_modality(text, offset, trigger)
    assert found.modality in MODALITIES
    if found.cue is not None:
        assert text[found.cue.start - offset : found.cue.end - offset] == found.cue.text != ""


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30), st.data(), st.integers(0, 999))
def test_cues_are_exact(words: list[str], data: st.DataObject, offset: int) -> None:
    text = " ".join(words)
    place = data.draw(st.integers(0, len(words) - 1))
    start = len(" ".join(words[:place])) + (1 if place else 0)
    check(text, offset, start, start + len(words[place]))


@given(st.text(min_size=1, max_size=200), st.data())
def test_any_text_is_read(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    check(text, 9, start, data.draw(st.integers(start + 1, len(text))))


@pytest.mark.parametrize("piece", ["will not ", "if they ", "to attack ", "and "])
def test_long_lines_are_read(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    check(text, 0, len(text) // 2, len(text) // 2 + 6)
