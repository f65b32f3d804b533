"""Whole passages: who is meant by each of some words, in the order of the text, for many wars and outlets."""

import re
from typing import Any

import pytest
from tests.support.whom import answers, passages, unmarked

from frontlog.reference.actors import load_actors

PASSAGES = passages()
# Marks that the rules are known to miss, with what they give: a rule that mends one must take its row away.
MISSED = {
    ("Gaza, a Palestinian outlet", "The occupation"): "israel-army",
}


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["about"])
def test_everyone_of_a_passage_is_known(passage: dict[str, Any]) -> None:
    about = passage["about"]
    got = [(mark.words, "+".join(ref.id for ref in refs)) for mark, refs in answers(passage)]
    wanted = [(mark.words, MISSED.get((about, mark.words), mark.id)) for mark, _ in answers(passage)]
    assert got == wanted


def test_the_marks_name_actors_that_exist() -> None:
    actors = load_actors()
    rows = [
        row for name in ("texts", "generics_open", "generics_held", "unseen_open", "unseen_held") for row in passages(f"actors_{name}.yml")
    ]
    ids = {id_ for row in rows for mark in unmarked(row["text"])[1] for id_ in mark.id.split("+")}
    assert sorted(id_ for id_ in ids if id_ and not re.match("x(-|$)", id_) and id_ not in actors) == []
