"""Whose losses numbers without a noun are: sentences of our own."""

import pytest
from tests.claims.test_assemble import extract

from frontlog.claims.loss_sides import unnamed


def losses(text):
    return [(c.agent, [a.id for a in c.target], [(x.side, x.kind, x.min) for x in c.losses]) for c in extract(text)[0] if c.losses]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The Russian army lost 20 men in Hirnyk.", "russia-army"),
        ("M23 fighters attacked Sake.\nThe movement lost nine men.", "m23"),
        ("The Ukrainian army left more than 400 dead in the streets.", "ukraine-army"),
        ("The losses of the Russian army amounted to 312 killed.", "russia-army"),
        ("Twelve were wounded in Goma by an air strike.", "civilians"),
        ("A strike on Goma left five dead.", "civilians"),
    ],
)
def test_a_number_is_of_those_whose_losses_are_told_and_else_of_people(text, side):
    (told,) = losses(text)
    assert (told[1] or [side], [side_ for side_, _, _ in told[2]]) == ([side], [side])


def test_who_leaves_its_own_dead_behind_kills_nobody():
    ((agent, target, _),) = losses("The Ukrainian army left more than 400 dead in the streets.")
    assert (agent, target) == ((), ["ukraine-army"])


def test_a_figure_that_is_quoted_names_nobody():
    ((_, target, found),) = losses('The Ukrainian command rejected the figure of 400 killed as "fiction".')
    assert (target, found) == ([], [("", "killed", 400)])


@pytest.mark.parametrize("words", ["400", "nine men", "more than 400", "46 bodies", "at least 20 dead", "dozens"])
def test_words_that_only_count(words):
    assert unnamed(words)


@pytest.mark.parametrize("words", ["nine soldiers", "villagers", "20 Russian men", "men of the army", "four children"])
def test_words_that_say_who(words):
    assert not unnamed(words)
