"""Documents that are not about war give no claims, however warlike their words; short reports of war do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontlog import api
from frontlog.claims.about_war import least, likelihood, shares

MATCH = (
    "Riders bombard the champions\n\nThe home side attacked from the first minute and laid siege to the goal. The keeper repelled three "
    "shots before the captain captured the cup. The visitors surrendered after the second half. Two players were injured in a clash of "
    "heads. The coach defended his tactics and said the team would advance.\n"
)


def types(text: str) -> list[str]:
    return [claim.type for claim in api.extract(text).claims]


def test_a_match_in_the_words_of_war_gives_nothing() -> None:
    assert types(MATCH) == []


@pytest.mark.parametrize(
    "text",
    [
        "Artillery fire hit the market of Kutum.",
        "Shelling killed three people in the village of Orn on Monday.",
        "Rebels captured the town of Tula on Monday.",
    ],
)
def test_one_sentence_of_war_is_enough(text: str) -> None:
    assert types(text)


def test_a_report_of_war_may_tell_of_a_match() -> None:
    found = types(
        "Rebels shell stadium in Ardan\n\nFighters of the Karsk Front shelled the stadium of Ardan in Ukraine on Sunday, killing four "
        "soldiers. The home side had attacked from the first minute. Russian jets later bombed Ardan airport.\n"
    )
    assert "shelling" in found


LABELS = st.lists(st.sampled_from(["named", "armed", "country", "state", "civilian", "person", "media", "pronoun"]), max_size=40)


@given(st.integers(1, 60), LABELS, st.integers(0, 30), st.lists(st.floats(0, 1), max_size=30))
def test_more_parties_and_events_never_make_it_less_likely(count: int, labels: list[str], weapons: int, sure: list[float]) -> None:
    before = likelihood(shares(count, labels, weapons, sure))
    assert 0 < before < 1
    assert likelihood(shares(count, [*labels, "named"], weapons + 1, [*sure, 0.9])) >= before
    assert least(1) <= least(count)
