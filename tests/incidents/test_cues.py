"""Cues: what a sentence says beside its slots. Hints only save work."""

import re
from pathlib import Path

import pytest
import yaml

from frontlog.incidents.disagreements.cues import _cues, _lower, said

CASES = Path(__file__).parents[1] / "cases"
QUOTES = [
    *(row[which]["text"] for row in yaml.safe_load((CASES / "contradictions_blind.yml").read_text(encoding="utf-8")) for which in "ab"),
    *re.findall(r"[A-Z][^.\n]{30,200}\.", "\n".join(path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*.yml")))),
]
SAID = [
    ("denies", "The army has not bombed the school."),
    ("denies", "Police fired at no bystander."),
    ("nothing", "There was no air strike on the town."),
    ("nothing", "No convoy was attacked."),
    ("no_toll", "The unit lost no men."),
    ("no_toll", "Nobody was hurt."),
    ("kept", "The landing was beaten off."),
    ("entered", "They drove their trucks into the gate."),
    ("unharmed", "The general is alive."),
    ("first_time", "Troops are in the town for the first time."),
    ("once_more", "The army retook the town."),
    ("correction", "Correction: the village was another one."),
    ("disowns", "The ministry never spoke of dead soldiers."),
    ("contrast", "Herdsmen, not jihadists, attacked the church."),
    ("unnamed", "A man whom nobody would name was killed."),
    ("unconfirmed", "The report could not be confirmed, not yet verified."),
    ("recount", "The death toll has risen to nine."),
    ("only_damaged", "The bridge was only damaged."),
]
UNSAID = [
    ("nothing", "No civilian was killed."),  # a toll
    ("denies", "The army bombed the school."),
    ("unharmed", "The general was killed."),
    ("contrast", "The army did it."),
    ("once_more", "The army captured the town."),
]


@pytest.mark.parametrize(("cue", "sentence"), SAID)
def test_said(cue, sentence):
    assert said(sentence, cue)


@pytest.mark.parametrize(("cue", "sentence"), UNSAID)
def test_unsaid(cue, sentence):
    assert not said(sentence, cue)


@pytest.mark.parametrize("cue", sorted(_cues()))
def test_hints_lose_nothing(cue):
    assert len(QUOTES) > 500
    for quote in QUOTES:
        assert said(quote, cue) == bool(_cues()[cue].search(_lower(quote))), quote
