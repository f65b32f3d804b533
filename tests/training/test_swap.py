"""Names are swapped everywhere in a report, and every span still quotes the same words."""

import random

from training.examples import Doc, Event, Role
from training.swap import Names, names_of, swapped

TEXT = "RSF men took the village of Kurmuk in western Sennar. Kurmuk was quiet, Captain Adam Idris of the RSF said in north Kurmuk."


def span(words: str, after: int = 0) -> tuple[int, int]:
    at = TEXT.index(words, after)
    return at, at + len(words)


def report(entities: bool = True) -> Doc:
    second = TEXT.index("Kurmuk was")
    roles = (Role("agent", *span("RSF men")), Role("place", *span("the village of Kurmuk")), Role("time", -1, -1))
    marked = (
        ("actor", *span("RSF men")),
        ("place", *span("the village of Kurmuk in western Sennar")),
        ("place", *span("Kurmuk", second)),
        ("person", *span("Captain Adam Idris")),
    )
    sentences = ((0, second - 1), (second, len(TEXT)))
    return Doc("d", "g", TEXT, sentences, (Event(0, "capture", span("took"), "actual", "asserted", roles),), marked if entities else None)


NAMES = Names(("Deir Ezzor", "Mopti"), ("Ivan Petrenko",), ("NDF",))


def test_a_name_is_swapped_everywhere_and_spans_move_along() -> None:
    told = swapped(report(), NAMES, random.Random(3))
    assert "Kurmuk" not in told.text
    assert "Sennar" not in told.text
    assert "Adam" not in told.text
    assert "RSF" not in told.text
    assert told.text.startswith("NDF men took the village of ")
    assert "Captain Ivan Petrenko of the NDF said in north " in told.text
    event = told.events[0]
    assert told.text[slice(*event.trigger)] == "took"
    quotes = {r.name: told.text[r.start : r.end] for r in event.roles if r.start >= 0}
    new = quotes["place"].removeprefix("the village of ")
    assert quotes["agent"] == "NDF men"
    assert new in NAMES.place
    assert told.text.count(new) >= 3
    assert [told.text[a:b][-1] for a, b in told.sentences] == [".", "."]
    assert (event.roles[2].start, event.roles[2].end) == (-1, -1)


def test_without_entities_the_roles_name_the_places() -> None:
    told = swapped(report(entities=False), NAMES, random.Random(3))
    assert "Kurmuk" not in told.text
    assert "Adam Idris" in told.text


def test_a_report_without_names_stays_as_it_is() -> None:
    doc = Doc("d", "g", "The army advanced.", ((0, 18),), ())
    assert swapped(doc, NAMES, random.Random(1)) is doc


def test_a_span_that_ends_inside_a_name_keeps_the_name() -> None:
    doc = report()
    start = TEXT.index("Sennar")
    cut = Doc(doc.name, doc.group, doc.text, doc.sentences, doc.events, (*(doc.entities or ()), ("facility", start, start + 3)))
    assert "Sennar" in swapped(cut, NAMES, random.Random(3)).text


def test_names_of_a_report_leave_words_of_kind_out() -> None:
    assert names_of([report()]) == Names(("Kurmuk", "Sennar"), ("Adam Idris",), ("RSF",))
