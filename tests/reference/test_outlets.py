"""Outlets by name, spelling and address."""

import pytest

from frontlog.reference.actors import load_actors
from frontlog.reference.countries import countries
from frontlog.reference.outlets import LEANINGS, load_outlets

OUTLETS = load_outlets()


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("SANA", "SANA"),
        ("Syrian Arab News Agency", "SANA"),
        ("https://www.sana.sy/en/?p=1", "SANA"),
        ("english.ahram.org.eg", "Al-Ahram"),
        ("the Kyiv Independent", "The Kyiv Independent"),
        ("radio dabanga", "Radio Dabanga"),
    ],
)
def test_found(asked: str, name: str) -> None:
    outlet = OUTLETS.find(asked)
    assert outlet is not None
    assert outlet.name == name


@pytest.mark.parametrize("asked", ["", "Nobody's Gazette", "http://example.org/", "y"])
def test_unknown_is_none(asked: str) -> None:
    assert OUTLETS.find(asked) is None


def test_table_is_sound() -> None:
    assert len(OUTLETS.rows) >= 100
    actors = load_actors()
    for outlet in OUTLETS.rows:
        assert outlet.leaning in LEANINGS
        assert not outlet.actor or outlet.actor in actors, outlet.name
        assert not outlet.country or outlet.country in countries(), outlet.name
        if outlet.leaning in {"state", "party"}:
            assert outlet.actor, outlet.name
