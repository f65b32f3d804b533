"""The rule tagger: spans of actors, places and triggers on sentences of our own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.mentions.tag import tag
from frontlog.model import Document, Mention, Origin, Sentence, Span
from frontlog.reference.actors import load_actors
from frontlog.reference.tokens import lowered, tokenize


def mentions(text: str) -> list[Mention]:
    doc = Document(
        id="d-test", name="test.txt", outlet="", republished_by="", url="", title="", author="", published=None, published_role="",
        dates=(), language="en", sha256_raw="", sha256_clean="", text=text, origin=Origin("test", "1"),
    )  # fmt: skip
    return list(tag([doc], [Sentence(id="n-0", span=Span(doc.id, 0, len(text), text), number=0, paragraph=0, kind="body")]))


def found(text: str, kind: str) -> list[tuple[str, str]]:
    return [(m.span.quote, m.label) for m in mentions(text) if m.kind == kind]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Syrian Arab Army (SAA) advanced.", ("The Syrian Arab Army (SAA)", "named")),
        ("Three suspected militants were killed.", ("Three suspected militants", "armed")),
        ("Kachin Independence Army troops withdrew.", ("Kachin Independence Army troops", "armed")),
        ("Members of Hezbollah crossed the border.", ("Members of Hezbollah", "armed")),
        ("The regional council condemned it.", ("The regional council", "state")),
        ("At least 12 villagers died.", ("12 villagers", "civilian")),
        ("Army spokesman Tariq Odeh said so.", ("Army spokesman Tariq Odeh", "person")),
        ("An Israeli airstrike hit Tyre.", ("An Israeli", "demonym")),
        ("They left the town.", ("They", "pronoun")),
        ("Kenya sent troops.", ("Kenya", "country")),
        ("The army’s Third Desert Brigade withdrew.", ("The army’s Third Desert Brigade", "named")),
    ],
)
def test_actors(text: str, actor: tuple[str, str]) -> None:
    assert actor in found(text, "actor")


@pytest.mark.parametrize("text", ["A police station burned.", "The army base is old.", "The Syrian town of Dabiq is small."])
def test_no_actor_in_a_place(text: str) -> None:
    assert not [label for _, label in found(text, "actor") if label in ("armed", "demonym")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels captured the town of Tula.", ("the town of Tula", "name")),
        ("Rebels captured Tula village.", ("Tula village", "name")),
        ("Fighting raged in northern Mali.", ("northern Mali", "name")),
        ("They seized the Omar oil field.", ("the Omar oil field", "name")),
        ("They left the town.", ("the town", "reference")),
        ("They shelled a hospital in Kutum.", ("a hospital", "facility")),
        ("They shelled a hospital in Kutum.", ("Kutum", "within")),
        ("Clashes erupted there.", ("there", "reference")),
        ("They took Aba, Biu and Gwoza.", ("Gwoza", "name")),
        ("Shells hit Fastiv, Kyiv Oblast, Ukraine.", ("Ukraine", "within")),
    ],
)
def test_places(text: str, place: tuple[str, str]) -> None:
    assert place in found(text, "place")


def test_people_may_be_the_last_word() -> None:
    assert ("villagers", "civilian") in found("Rebels killed villagers", "actor")


def test_the_front_of_a_held_place_is_its_holder() -> None:
    assert ("ISIS", "holder") in found("They reached the ISIS-held town of Tula.", "actor")


def test_a_trigger_in_a_name_is_none() -> None:
    assert not any("Liberation" in words for words, _ in found("The Balochistan Liberation Army said nothing.", "trigger"))


def test_a_person_met_once_is_known_by_the_last_name() -> None:
    doc_text = "General Tariq Odeh arrived. Odeh said nothing."
    found_ = [m.span.quote for m in mentions(doc_text) if m.label == "person"]
    assert found_ == ["General Tariq Odeh", "Odeh"]


def test_ids_differ_and_repeat() -> None:
    text = "Rebels attacked rebels near Tula, near Tula."
    first, second = mentions(text), mentions(text)
    assert [m.id for m in first] == [m.id for m in second]
    assert len({m.id for m in first}) == len(first)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("abc ABC.,'\"’-()1%\n rebels attacked Tula of the in Kyiv Mr. al-Qaeda’s"), max_size=120))
def test_spans_are_exact(text: str) -> None:
    assert all(text[m.span.start : m.span.end] == m.span.quote and m.span.quote for m in mentions(text))


def test_names_of_plain_words_are_taken_apart_as_the_tokenizer_does() -> None:
    surfaces = load_actors().surfaces()
    assert [s for s in surfaces if lowered(s) != tuple(t.lower for t in tokenize(s))] == []


@given(st.lists(st.text("abdlmnrstv", min_size=1, max_size=5), min_size=1, max_size=4))
def test_any_plain_words_are_taken_apart_as_the_tokenizer_does(words: list[str]) -> None:
    assert lowered(" ".join(words)) == tuple(t.lower for t in tokenize(" ".join(words))) == tuple(words)
