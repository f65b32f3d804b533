"""Parameters estimated from made-up places whose true ones are known."""

import random
from itertools import pairwise

import pytest
from tests.control.test_timeline import effect
from tests.views.test_plot import Told

from frontlog.control.estimate import Fit, fit
from frontlog.control.params import load_params
from frontlog.control.voices import Signal, signals
from frontlog.views.estimated import estimated

SIDES = ("army", "rebels")


def places(held: float, contested: float, count: int, days: int, seed: int = 3) -> list[list[Signal]]:
    """Places whose holder one sure voice tells every other day, if there is one. A hold ends in a fight with chance `held` a day, and a
    fight with `contested`; half of the fights change nothing, so that less than half of all ends are ever seen."""
    chance, out = random.Random(seed), []
    for place in range(count):
        state, told = chance.choice(SIDES), []
        for day in range(days):
            if state == "contested" and chance.random() < contested:
                state = chance.choice(SIDES)
            elif state != "contested" and chance.random() < held:
                state = "contested"
            if day % 2 == 0 and state != "contested":
                told.append(effect("holds", state, day, weight=3.0, doc=f"d{place}-{day}"))
        out.append(signals(told, {}, load_params()))
    return [one for one in out if one]


def value(found: Fit, name: str) -> float:
    return next(row.value for row in found.estimates if row.name == name)


def test_a_war_of_movement_gives_a_higher_hazard_than_a_standing_one() -> None:
    moving = fit(places(0.03, 0.3, 30, 120), load_params())
    standing = fit(places(0.002, 0.3, 30, 120), load_params())
    assert 0.008 < value(moving, "hazard.held") < 0.05
    assert value(standing, "hazard.held") < 0.006


def test_each_round_explains_the_evidence_better() -> None:
    found = fit(places(0.03, 0.3, 12, 80), load_params(), worth=1e-6)
    assert len(found.likelihoods) > 2
    assert all(b >= a - 1e-6 for a, b in pairwise(found.likelihoods))


def test_few_cases_leave_the_shipped_values() -> None:
    found = fit([signals([effect("holds", "army", 0)], {}, load_params())], load_params())
    assert all(row.few for row in found.estimates)
    assert found.params.value == load_params().value


def test_the_table_names_each_parameter_with_its_cases() -> None:
    rows = estimated(Told([effect("holds", "army", 0), effect("gains", "rebels", 9, doc="d2")]))
    assert {row["parameter"] for row in rows} >= {"hazard.held", "hazard.contested", "prior.unknown"}
    assert not any(row["enough"] for row in rows)
    assert all(0 < row["estimated"] < 1 for row in rows)


@pytest.mark.parametrize("name", ["hazard.held", "prior.unknown"])
def test_the_shipped_value_counts_for_some_cases(name: str) -> None:
    found = fit(places(0.002, 0.3, 2, 20), load_params(), worth=1e6)
    assert value(found, name) == pytest.approx(load_params()[name], rel=0.01)
