"""Who is a side and who only tells, what flies and what fights, whose a war's dead are: on sentences of our own."""

from datetime import date

import pytest
from tests.claims.test_assemble import document, extract
from tests.claims.test_party_checks import only

from frontlog.claims.attribution import read_attribution
from frontlog.claims.draft import drafts_of
from frontlog.claims.events import _whole_places
from frontlog.claims.loss_sides import of_a_war
from frontlog.claims.weighed import _between
from frontlog.grammar.clauses import read_line
from frontlog.mentions.tag import tag_with
from frontlog.model import ActorRef, Loss, Mention, Origin, Span, TimeRef
from frontlog.reference.words import aircraft


def ids(refs):
    return [ref.id for ref in refs]


def one_line(text):
    report, sentences = document(text)
    return read_line(sentences[0], list(tag_with(None, [report], sentences)))


def test_a_fight_between_two_is_of_these_two():
    line = one_line("The army used the fierce fighting between the rebels and ISIS to reach Mubi.")
    clash = next(d for d in drafts_of(line) if d.type == "clash")
    assert _between(clash)
    assert not _between(next(d for d in drafts_of(one_line("Clashes broke out near Mubi between dawn and noon.")) if d.type == "clash"))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Army troops entered the outskirts of Mubi, Ukrinform reports.", "Ukrinform"),
        ("Two soldiers were killed near Mubi, Interfax reports", "Interfax"),
        ("The rights group HRANA counts at least 45 dead in Mubi.", "The rights group HRANA"),
        ("The agency has counted 45 deaths in Mubi.", "The agency"),
    ],
)
def test_who_reports_or_counts_is_the_source(text, source):
    assert [a.source.text for a in read_attribution(text) if a.source] == [source]


@pytest.mark.parametrize("text", ["The army denied media reports.", "They read the police reports."])
def test_reports_that_are_things_tell_nothing(text):
    assert not [a for a in read_attribution(text) if a.cue.text == "reports"]


def test_who_only_reports_is_not_entered_upon():
    claim = only("Russian troops entered the outskirts of Kupiansk, DeepState reports.", "advance")
    assert not claim.target
    assert claim.source is not None
    assert claim.source.text == "DeepState"


def test_where_they_came_from_is_not_whom_they_invade():
    assert "liberia" not in ids(only("The Revolutionary United Front invaded Sierra Leone from Liberia.", "assault").target)
    assert ids(only("The army captured Sake from M23.", "capture").target) == ["m23"]


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("Su-57", True),
        ("F-16", True),
        ("MiG-29", True),
        ("J-20", True),
        ("ISIS", False),
        ("17-year", False),
        ("M23", False),
        ("M-23", False),
    ],
)
def test_designations_of_aircraft(word, is_one):
    assert aircraft(word) is is_one


def test_a_fighter_with_a_designation_is_no_person():
    (claim,) = extract("Two MiG-29 fighters were destroyed at the air base in Saky.")[0]
    assert [(loss.kind, loss.min, loss.side) for loss in claim.losses] == [("materiel", 2, "")]
    (claim,) = extract("Two M23 fighters were killed in Sake.")[0]
    assert [(loss.kind, loss.min, loss.side) for loss in claim.losses] == [("killed", 2, "m23")]


def test_prisoner_behind_the_soldiers_is_no_part_of_them():
    claim = only("M23 took 40 Congolese soldiers prisoner near Sake.", "arrest")
    assert [ref.text for ref in claim.target] == ["40 Congolese soldiers"]
    assert [(loss.kind, loss.side) for loss in claim.losses] == [("captured", "drc-army")]


def toll(start, words):
    time = TimeRef("", -1, -1, start, date(2024, 5, 10), "span", "since")
    ref = ActorRef(words, 0, len(words), "civilians", "civilians")
    loss = Loss("civilians", "killed", 12000, None, "", words, 0, len(words))
    _, target, losses = of_a_war("losses", time, (ref,), (loss,))
    return ids(target), [one.side for one in losses]


def test_the_dead_of_a_war_are_of_no_side():
    assert toll(date(2023, 4, 1), "12,000 people") == ([], [""])
    assert toll(date(2024, 5, 9), "30 people") == (["civilians"], ["civilians"])
    assert toll(date(2023, 4, 1), "300 civilians") == (["civilians"], ["civilians"])


@pytest.mark.parametrize(
    "text",
    [
        "The war, which broke out in 2012, has killed more than 10,000 people.",
        "More than 10,000 people have died in the conflict.",
        "Since the coup air strikes have killed at least 1,800 people across the country.",
    ],
)
def test_what_a_war_has_cost_is_no_loss_of_the_day(text):
    time = TimeRef("", -1, -1, date(2024, 5, 9), date(2024, 5, 10), "span", "news")
    loss = Loss("civilians", "killed", 1800, None, "", "people", 0, 6)
    when, _, losses = of_a_war("airstrike", time, (), (loss,), text)
    assert (when.start, when.end, losses[0].side) == (None, date(2024, 5, 10), "")


def test_the_dead_of_a_strike_are_of_its_day():
    time = TimeRef("", -1, -1, date(2024, 5, 9), date(2024, 5, 10), "span", "news")
    loss = Loss("civilians", "killed", 180, None, "", "people", 0, 6)
    assert of_a_war("airstrike", time, (), (loss,), "The strike on the camp has killed 180 people.") == (time, (), (loss,))


def test_people_of_whom_some_are_soldiers_are_of_no_side():
    (claim,) = extract("At least 17 people, including 14 soldiers, were killed in Goma.")[0]
    assert [(one.min, one.side) for one in claim.losses] == [(17, "")]
    (claim,) = extract("At least 17 people, including 14 children, were killed in Goma.")[0]
    assert [(one.min, one.side) for one in claim.losses] == [(17, "civilians")]


def place(text, words, start):
    at = text.index(words, start)
    span = Span("d", at, at + len(words), words)
    return Mention(id=words, span=span, sentence=0, kind="role", label="place", of="t", sure=0.9, origin=Origin("x", "1"))


def test_places_in_pieces_are_one():
    text = "Troops gained ground north and east of Mubi and began building a camp near Gwoza."
    line = one_line(text)
    said = [place(text, "north and", 0), place(text, "east of Mubi", 0), place(text, "building a camp", 0), place(text, "Gwoza", 0)]
    assert [m.span.quote for m in _whole_places(said, [line])] == ["north and east of Mubi", "a camp", "Gwoza"]
    assert all(text[m.span.start : m.span.end] == m.span.quote for m in _whole_places(said, [line]))


def test_north_and_east_of_a_place_is_near_it():
    (claim,) = [c for c in extract("Nigerian troops are advancing north and east of Mubi.")[0] if c.place]
    assert {p.relation for p in claim.place} == {"near"}
