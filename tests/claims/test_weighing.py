"""Candidates for agent, target and place: what is the same is told once, and what weighs most stands."""

import numpy as np
import pytest
from tests.claims.test_assemble import document

from frontlog.claims import weighing
from frontlog.claims.draft import Draft, Told, drafts_of
from frontlog.claims.vocabulary import numbers
from frontlog.claims.weighed import Weigher, apart
from frontlog.claims.weighing import SLOTS, Option, choose, features, once
from frontlog.grammar.clauses import read_line
from frontlog.mentions.neural.labels import ROLES
from frontlog.mentions.neural.tagger import Found, faint
from frontlog.mentions.neural.windows import second_pass
from frontlog.mentions.tag import tag_with
from frontlog.model import ActorRef, Span
from frontlog.reference.actors import load_actors

TEXT = "The army shelled the rebels near Mubi."
TOLD = Told(0.9, "shelling", "actual", "asserted", None, None, (), (), (), ())


def draft(chances: tuple[tuple[str, int, int, float], ...]) -> Draft:
    report, sentences = document(TEXT)
    (made,) = drafts_of(read_line(sentences[0], list(tag_with(None, [report], sentences))))
    made.told = Told(*(getattr(TOLD, name) for name in TOLD.__slots__ if name != "chances"), chances=chances)
    return made


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = {"chance": 1.0, "none:most": -1.0, "self": -5.0}
    monkeypatch.setattr(weighing, "numbers", lambda _: dict.fromkeys(SLOTS, weights))


@pytest.mark.usefixtures("plain")
def test_the_likelier_candidate_stands() -> None:
    made = draft((("target", *span("the rebels"), 0.97), ("target", *span("The army"), 0.05)))
    options = [Option(("none",)), Option(("final",), (span("The army"),)), Option(("told",), (span("the rebels"),))]
    assert choose("target", made, options) == 2
    assert choose("target", draft((("target", *span("The army"), 0.6),)), options[:2]) == 1


@pytest.mark.usefixtures("plain")
def test_of_equals_that_of_precedence_stands() -> None:
    made = draft(())
    options = [Option(("ruled",), (span("The army"),)), Option(("final",), (span("the rebels"),))]
    assert choose("agent", made, options) == 1


@pytest.mark.usefixtures("plain")
def test_nobody_is_his_own_opponent() -> None:
    made = draft((("target", *span("the rebels"), 0.9),))
    options = [Option(("final",)), Option(("here",), (span("the rebels"),), side=-2)]
    assert choose("target", made, options) == 0


def test_a_candidate_of_two_readers_is_told_once_with_both() -> None:
    rows = [("a", 1, Option(("ruled",))), ("b", 2, Option(("told",))), ("a", 3, Option(("told",)))]
    assert once(((key,), value, option) for key, value, option in rows) == [(1, Option(("ruled", "told"))), (2, Option(("told",)))]


def test_every_weight_is_of_a_feature_that_exists() -> None:
    made = draft((("target", *span("the rebels"), 0.9),))
    option = Option(("final", "ruled", "told"), (span("the rebels"),), ("armed",))
    seen = {name.split(":")[0] for row in features("target", made, [Option(("none",)), option]) for name in row}
    assert {name.split(":")[0] for table in numbers("weighing").values() for name in table} <= {*seen, "relation", "away", "as"}


def test_faint_roles_are_those_that_the_likeliest_reading_left_out() -> None:
    start = TEXT.index("shelled")
    window = second_pass(TEXT, (0, len(TEXT)), None, "shelling", (start, start + 7))
    chances = np.zeros((len(window.ids), 1 + 2 * len(ROLES)), np.float32)
    for place, word in enumerate(window.words):
        if TEXT[word.start : word.end] in ("the", "rebels"):
            chances[place, 1 + 2 * ROLES.index("target") + (TEXT[word.start : word.end] == "rebels")] = 0.3
    assert [(f.label, TEXT[f.start : f.end], round(f.sure, 2)) for f in faint(window.words, chances, [])] == [("target", "the rebels", 0.3)]
    assert list(faint(window.words, chances, [Found("target", *span("rebels"), 0.9)])) == []


def test_other_words_for_the_same_and_parts_of_it_are_no_candidates() -> None:
    both = Option(("final", "ruled"), ((0, 3), (10, 24)))
    rows = [
        ("both", both),
        ("nobody", Option(("none",))),
        ("part", Option(("told",), ((0, 3),))),
        ("more", Option(("told",), ((0, 3), (30, 35)))),
    ]
    assert [name for name, _ in apart(rows)] == ["both", "nobody", "more"]


def test_the_order_in_which_mentions_were_read_says_nothing() -> None:
    report, sentences = document(TEXT)
    mentions = list(tag_with(None, [report], sentences))
    weigher = Weigher(load_actors(), lambda _, items: tuple(ref(i.mention.span) for i in items), lambda _: True)
    found = []
    for rows in (mentions, mentions[::-1]):
        (made,) = drafts_of(read_line(sentences[0], rows))
        parties = weigher.parties(made, ((), ()), (), ())
        found.append([option.spans for _, option in (*parties, *weigher.places(made, ((), ()), (), ()))])
    assert found[0] == found[1]
    assert (span("The army"),) in found[0]
    assert (span("the rebels"),) in found[0]


def ref(words: Span) -> ActorRef:
    return ActorRef(words.quote, words.start, words.end, "", words.quote)
