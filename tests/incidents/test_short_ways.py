"""What saves work changes nothing: each short way beside the long one, on cases and on made-up sentences."""

import pickle
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import numpy as np
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.incidents import lexis as lexicon
from frontlog.incidents.compare import QUESTIONS
from frontlog.incidents.disagreements.across import KINDS as PARTS
from frontlog.incidents.disagreements.across import hooks, kinds
from frontlog.incidents.disagreements.cues import _bits, _lower, _possible, _spotters, said
from frontlog.incidents.disagreements.matter import LEAST, PROPER, RUN, _proper, common
from frontlog.incidents.disagreements.possible import CHECKS, WAYS, checks, ways
from frontlog.incidents.founded import Founded
from frontlog.incidents.glance import Look
from frontlog.incidents.incident import founding
from frontlog.incidents.lexis import lexis
from frontlog.incidents.link import link
from frontlog.incidents.packing import Rows, packed, unpacked
from frontlog.incidents.pointing import EVENT, points
from frontlog.incidents.signs import Signs
from frontlog.incidents.spelling import (
    AGAIN,
    COMMON,
    HOURS,
    LONG,
    MONTHS,
    bag,
    parts_of_day,
    plain,
    proper_words,
    several,
    stem,
    tokens,
    words,
)
from frontlog.incidents.telling import tellings
from frontlog.incidents.told import Listed, Told, prepare
from frontlog.incidents.types import load_types
from frontlog.incidents.voices import Voices
from frontlog.model import Claim, Contradiction, Incident, Link, to_table
from frontlog.reference.placenames import fold

CASES = Path(__file__).parents[1] / "cases"
ROWS = yaml.safe_load((CASES / "contradictions.yml").read_text(encoding="utf-8"))
QUOTES = re.findall(r"[A-Z][^.\n]{30,200}\.", "\n".join(path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*.yml"))))
HINTS = sorted({hint for hints, _ in _spotters().values() for hint in hints if hint})
PIECES = st.sampled_from(
    [*HINTS, *(hint.strip().title() for hint in HINTS), "the", "Colonel Adil Sam", "4 soldiers", "we", "not", ",", ";", "don’t", "é"]
)
SENTENCES = st.lists(PIECES, max_size=8).map(" ".join)
KINDS = sorted(load_types().roles)
TELLING = st.fixed_dictionaries(
    {
        "says": SENTENCES,
        "type": st.sampled_from([*KINDS, "capture", "hold", "withdraw", "losses", "bombing", "assault"]),
        "modality": st.sampled_from(["actual", "actual", "actual", "failed", "denied", "planned"]),
        "certainty": st.sampled_from(["asserted", "asserted", "hedged", "disputed"]),
        "agent": st.sampled_from(["army", "brigade", "cell", "", "x-wolves"]),
        "target": st.sampled_from(["", "cell", "x-adil"]),
        "losses": st.sampled_from(["", "killed 4", "killed 9", "wounded 3", "killed 0", "rebels killed 12+"]),
        "day": st.sampled_from(["", "2017-10-01", "2017-10-02", "2017-10-06"]),
        "place": st.sampled_from(["Qasab", "Ras Tin", "the hill"]),
    }
)


FLAGS = ("said", "again", "state", "resumes", "dated", "once")
ODD = ["", " ", "Ä", "we", "Clashes at Łódź again", "The strike hit İzmir.", "a\nb c", "2nd_brigade of Qasab", "at 22:15 we have", "É_é x1"]


def told(rows, make, doc, sides, outlets=("Outlet 0", "Outlet 1")):
    """Tellings of two outlets, each its own report."""
    claims = [make(row, f"d{number}", number) for number, row in enumerate(rows)]
    days = [str(date(2017, 10, 2) + timedelta(days=number % 3)) for number in range(len(rows))]
    reports = {c.document: doc(c.document, day, outlets[number % 2]) for number, (c, day) in enumerate(zip(claims, days, strict=True))}
    return tellings(claims, {}, reports, sides, load_types())


def passed_over(group):
    """Checks that find something where no way is open."""
    opened = [(one, *ways(one)) for one in group]
    return [
        (check.__name__, a.claim.evidence.quote, b.claim.evidence.quote)
        for (a, first, _), (b, _, second) in product(opened, repeat=2)
        if a.id != b.id
        for check in CHECKS
        if check not in checks(first & second) and list(check(a, b, load_types()))
    ]


def test_no_check_that_finds_something_is_passed_over(make, doc, sides):
    group = told([row[which] for row in ROWS for which in "ab"], make, doc, sides)
    assert len(group) > 60
    found = {check for a, b in product(group, repeat=2) if a.id != b.id for check in CHECKS if list(check(a, b, load_types()))}
    assert len(found) >= 10  # so the cases are worth asking
    assert not passed_over(group)


@settings(max_examples=60, deadline=None)
@given(st.lists(TELLING, min_size=2, max_size=5))
def test_nor_in_made_up_tellings(make, doc, sides, rows):
    assert not passed_over(told(rows, make, doc, sides))


def test_ways_lead_to_checks_in_their_order():
    total = sum(len(own) for _, own in WAYS)
    assert checks((1 << total) - 1) == CHECKS
    assert checks(0) == ()
    assert all(checks(1 << number) for number in range(total))


def long_said(quote, cue):
    hints, pattern = _spotters()[cue]
    text = _lower(quote)
    return any(hint in text for hint in hints) and bool(pattern.search(text))


@settings(max_examples=120, deadline=None)
@given(SENTENCES)
def test_cues_of_made_up_sentences(sentence):
    assert [cue for cue in _bits() if said(sentence, cue)] == [cue for cue in _bits() if long_said(sentence, cue)]


def test_cues_of_sentences():
    assert len(QUOTES) > 300
    for quote in QUOTES:
        assert [cue for cue in _bits() if said(quote, cue)] == [cue for cue in _bits() if long_said(quote, cue)]


def check_words(text):
    capital = re.compile(r"(?<=[\w,;)] )[\"“‘(]?([A-Z][^\W\d_]{3,})")
    assert bag(text) == {stem(word) for word in LONG.findall(plain(text)) if word not in COMMON}
    found = map(plain, capital.findall(text))
    assert proper_words(text) == {stem(word) for word in found if word not in COMMON and word not in MONTHS}
    assert several(text) == bool(AGAIN.search(text.lower()))
    assert parts_of_day(text) == {name for name, pattern in HOURS if pattern.search(text)}
    assert _proper(text) == {
        key for name in (*PROPER.findall(text), *RUN.findall(text)) if len(key := fold(name)) >= LEAST and key not in common()
    }


def test_words_of_sentences():
    for quote in QUOTES:
        check_words(quote)


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.sampled_from([*"aAé1_’“ ,;.)(", "Kassab", "again", "two days", "at 22:15", " In May", "morning", "2nd_brigade", "Al-Nur"])
    ).map("".join)
)
def test_words_of_made_up_sentences(text):
    check_words(text)


def test_records_travel_as_they_are(make, doc, sides):
    claims = [make(row[which], f"d{n}{which}", n) for n, row in enumerate(ROWS) for which in "ab"]
    rows = list(link(claims, [], [doc(c.document) for c in claims], [], sides))
    assert {type(row) for row in rows} == {Incident, Link, Contradiction}
    twice = [*rows, rows[0], rows[-1]]
    assert unpacked(packed(twice)) == twice
    assert list(pickle.loads(pickle.dumps(Rows(twice)))) == twice
    assert unpacked(packed([])) == []
    links = [row for row in unpacked(packed(rows)) if isinstance(row, Link)]
    assert len({id(feature) for row in links for feature in row.features}) < sum(
        len(row.features) for row in links
    )  # what is shared stays so


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_ids_hang_on(make, doc, sides, copy_row, data):
    rows = data.draw(st.lists(TELLING, min_size=1, max_size=8))
    documents = [f"d{data.draw(st.integers(0, 4))}" for _ in rows]
    claims = [make(row, document, number) for number, (row, document) in enumerate(zip(rows, documents, strict=True))]
    days = {name: data.draw(st.sampled_from([None, "2017-10-02", "2017-10-03"])) for name in documents}
    copies = {name: copy_row(name, data.draw(st.sampled_from(["", "one"]))) for name in documents}
    copies = {name: replace(row, version_of=data.draw(st.sampled_from(["", "d0"])) if name != "d0" else "") for name, row in copies.items()}
    told = Told(Listed(claims), Voices(copies, {name: doc(name, day) for name, day in days.items()}), sides, map)
    found = Founded(told)
    group_of = [data.draw(st.integers(0, 2)) for _ in range(len(told))]
    for number in set(group_of):
        group = [position for position, one in enumerate(group_of) if one == number]
        assert found.of(group) == founding([told.brief(position) for position in group])


def same_look(claims, sides):
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


def test_first_look_at_cases(make, sides):
    same_look([make(row[which], f"d{number % 7}", number * 2 + (which == "b")) for number, row in enumerate(ROWS) for which in "ab"], sides)


@settings(max_examples=60, deadline=None)
@given(st.lists(TELLING, min_size=1, max_size=6))
def test_first_look_at_made_up_claims(make, sides, rows):
    same_look([make(row, f"d{number % 2}", number) for number, row in enumerate(rows)], sides)


def check_numbers(sentences):
    found, known = lexis(sentences), lexicon.stems_by_number()
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
    check_numbers([*QUOTES, *ODD])
    check_numbers(ODD[:2])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(SENTENCES, st.sampled_from(ODD), st.text(max_size=30)), min_size=1))
def test_numbers_of_made_up_sentences(sentences):
    check_numbers(sentences)


def test_words_are_forgotten_when_there_are_too_many(monkeypatch):
    monkeypatch.setattr(lexicon, "KEPT", 3)
    check_numbers(["Clashes at the northern gate", "again and again"])
    check_numbers(QUOTES[:50])


def test_each_event_that_may_be_pointed_at_is_looked_for():
    for noun in ("air strike", "airstrikes", "gunbattle", "fire fights", "clashes", "evacuations", "raid", "Tuesday's bombing"):
        quote = f"They told of the {noun}."
        assert points(quote, 16, len(quote) - 1)
        assert lexis([quote]).flags[0] & lexicon.POINTING
    for noun in EVENT.replace("(?:", "").split("|"):
        assert lexicon.POINTED.search(noun.replace("?", "").replace(")", "").replace("(", "").rstrip("s")), noun


SPEAK = ("Army TV", "Outlet 1")  # one of them speaks for a side


def same_signs(group):
    """Whether columns show the same of tellings as each of them by itself, which is asked first."""
    open_, hung = [ways(one) for one in group], hooks(group, range(len(group)))
    signs = Signs(Look(to_table(Claim, [one.claim for one in group])), [replace(one, memo={}) for one in group])
    found = signs.hooks()
    assert signs.ways() == open_
    assert np.all(np.diff(found.telling) >= 0)
    both = [sorted(zip(*(part.tolist() for part in one), strict=True)) for one in (found, hung)]
    assert both[0] == both[1]
    return hung


def test_signs_of_cases(make, doc, sides):
    siege = {"says": "Soldiers laid siege to Qasab", "type": "besiege", "trigger": "laid siege"}
    known = {"says": "The strike hit Qasab on Monday", "type": "airstrike", "trigger": "strike", "day": "2017-10-02"}
    found = same_signs(told([*(row[which] for row in ROWS for which in "ab"), siege, known], make, doc, sides, SPEAK))
    wanted = np.unique(found.name[found.wanted] % PARTS)
    assert len(wanted) == len(kinds())  # so the cases are worth asking


@settings(max_examples=60, deadline=None)
@given(st.lists(TELLING, min_size=1, max_size=6))
def test_signs_of_made_up_tellings(make, doc, sides, rows):
    same_signs(told(rows, make, doc, sides, SPEAK))
