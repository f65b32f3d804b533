"""The first look at claims that lie in a table gives what the look at each of them gives."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.incidents import lexis as said
from frontlog.incidents.compare import QUESTIONS
from frontlog.incidents.disagreements.cues import _possible
from frontlog.incidents.lexis import lexis
from frontlog.incidents.pointing import EVENT, points
from frontlog.incidents.spelling import bag, tokens, words
from frontlog.incidents.told import prepare
from frontlog.model import Claim, to_table
from test_short_ways import QUOTES, ROWS, SENTENCES, TELLING

FLAGS = ("said", "again", "state", "resumes", "dated", "once")
ODD = ["", " ", "Ä", "we", "Clashes at Łódź again", "The strike hit İzmir.", "a\nb c", "2nd_brigade of Qasab", "at 22:15 we have", "É_é x1"]


def same(claims, sides):
    """Whether both looks keep the same of some claims."""
    claims = sorted(claims, key=lambda claim: claim.id)  # as a table has them
    one, other = prepare((claims, sides)), prepare((to_table(Claim, claims), sides))
    for name in ("ids", "documents", "key", "short"):
        assert getattr(one.sentences, name) == getattr(other.sentences, name)
    for look in (one, other):
        look.columns.take(np.arange(len(claims)))
    for name in FLAGS:
        assert getattr(one.columns, name).tolist() == getattr(other.columns, name).tolist()
    for name in QUESTIONS:
        for row, claim in enumerate(claims):
            assert one.columns.value(name, row) == other.columns.value(name, row), (name, claim)


def test_cases(make, sides):
    same([make(row[which], f"d{number % 7}", number * 2 + (which == "b")) for number, row in enumerate(ROWS) for which in "ab"], sides)


@settings(max_examples=60, deadline=None)
@given(st.lists(TELLING, min_size=1, max_size=6))
def test_made_up_claims(make, sides, rows):
    same([make(row, f"d{number % 2}", number) for number, row in enumerate(rows)], sides)


def check(sentences):
    found, known = lexis(sentences), said.stems_by_number()
    stems = [set() for _ in sentences]
    for number, row in zip(found.stems.numbers.tolist(), found.stems.telling.tolist(), strict=True):
        stems[row].add(known[number])
    assert stems == [bag(one) for one in sentences]
    assert found.texts() == list(map(words, sentences))
    assert found.cues.tolist() == list(map(_possible, sentences))
    assert found.sizes.tolist() == [len(tokens(one.lower())) for one in sentences]
    cuts = [5 * number % 17 - 1 for number in range(len(sentences))]
    begun = [len(tokens(one[: max(0, cut)].lower())) for one, cut in zip(sentences, cuts, strict=True)]
    assert found.before(np.array(cuts)).tolist() == begun


def test_words_of_many_sentences():
    check([*QUOTES, *ODD])
    check(ODD[:2])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(SENTENCES, st.sampled_from(ODD), st.text(max_size=30)), min_size=1))
def test_words_of_made_up_sentences(sentences):
    check(sentences)


def test_words_are_forgotten_when_there_are_too_many(monkeypatch):
    monkeypatch.setattr(said, "KEPT", 3)
    check(["Clashes at the northern gate", "again and again"])
    check(QUOTES[:50])


def test_each_event_that_may_be_pointed_at_is_looked_for():
    for noun in ("air strike", "airstrikes", "gunbattle", "fire fights", "clashes", "evacuations", "raid", "Tuesday's bombing"):
        quote = f"They told of the {noun}."
        assert points(quote, 16, len(quote) - 1)
        assert lexis([quote]).flags[0] & said.POINTING
    for noun in EVENT.replace("(?:", "").split("|"):
        assert said.POINTED.search(noun.replace("?", "").replace(")", "").replace("(", "").rstrip("s")), noun
