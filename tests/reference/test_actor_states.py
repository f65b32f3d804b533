"""Which forces of a state are part of which."""

import pytest

from frontlog.reference.actors import load_actors


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("philippines-navy", "philippines-army"),
        ("israel-air-force", "israel-army"),
        ("iraq-army", "iraq-security-forces"),
        ("tajikistan-police", "tajikistan-security-forces"),
        ("pakistan-police", "pakistan-security-forces"),
    ],
)
def test_a_force_is_part_of_what_it_belongs_to(part: str, whole: str) -> None:
    assert whole in load_actors().ancestors(part)
    assert part not in load_actors().ancestors(whole)


def test_police_and_army_are_two() -> None:
    assert "iraq-army" not in load_actors().ancestors("iraq-police")


def test_the_state_stays_the_first_parent() -> None:
    assert load_actors().get("philippines-navy").parents[0] == "philippines"
