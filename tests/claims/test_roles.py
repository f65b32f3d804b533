"""The clause grammar: subjects, objects and sides by the construction of the sentence."""

import pytest

from frontlog.claims.draft import Draft, drafts_of
from frontlog.grammar.clauses import read_line
from frontlog.mentions.tag import tag
from frontlog.model import Document, Origin, Sentence, Span


def drafts(text: str) -> list[Draft]:
    doc = Document(
        id="d-test", name="test.txt", outlet="", republished_by="", url="", title="", author="", published=None, published_role="",
        dates=(), language="en", sha256_raw="", sha256_clean="", text=text, origin=Origin("test", "1"),
    )  # fmt: skip
    sentence = Sentence(id="n-0", span=Span(doc.id, 0, len(text), text), number=0, paragraph=0, kind="body")
    return drafts_of(read_line(sentence, list(tag([doc], [sentence]))))


def roles(text: str, trigger: str) -> tuple[list[str], list[str], list[str]]:
    draft = next(d for d in drafts(text) if trigger in d.trigger.mention.span.quote)
    quote = [[i.mention.span.quote for i in items] for items in (draft.agent, draft.target, [p.item for p in draft.place])]
    return quote[0], quote[1], quote[2]


@pytest.mark.parametrize(
    ("text", "trigger", "agent"),
    [
        ("The army captured Tula.", "captured", ["The army"]),
        ("Tula was captured by the army.", "captured", ["the army"]),
        ("The recapture of Tula — it was taken by the rebels in May — surprised many.", "recapture", []),
        ("The recapture of Tula — it was taken by the rebels in May — surprised many.", "taken", ["the rebels"]),
        ("The army, backed by jets, captured Tula.", "captured", ["The army"]),
        ("The army said it had captured Tula.", "captured", ["it"]),
        ("The army attacked Biu and captured Tula.", "captured", ["The army"]),
        ("The army is seeking to capture Tula.", "capture", ["The army"]),
        ("The rebels who captured Tula left.", "captured", ["The rebels"]),
        ("After capturing Tula, the rebels left.", "capturing", ["the rebels"]),
        ("In Tula, with help from Chad, the army attacked rebels.", "attacked", ["the army"]),
        ("The army and the police attacked rebels.", "attacked", ["The army", "the police"]),
        ("Thousands of residents fled Tula.", "fled", ["residents"]),
        ("The army’s capture of Tula was slow.", "capture", ["The army"]),
        ("An attack by rebels on Tula failed.", "attack", ["rebels"]),
        ("The army launched an attack on Tula.", "attack", ["The army"]),
        ("Mali accused rebels of attacking Tula.", "attacking", ["rebels"]),
    ],
)
def test_agent(text: str, trigger: str, agent: list[str]) -> None:
    assert roles(text, trigger)[0] == agent


@pytest.mark.parametrize(
    ("text", "trigger", "agent", "target"),
    [
        ("Clashes between the army and rebels erupted in Tula.", "Clashes", ["the army"], ["rebels"]),
        ("The army clashed with rebels in Tula.", "clashed", ["The army"], ["rebels"]),
        ("The army retook Tula from rebels.", "retook", ["The army"], ["rebels"]),
        ("Rebels attacked soldiers in Tula.", "attacked", ["Rebels"], ["soldiers"]),
    ],
)
def test_sides(text: str, trigger: str, agent: list[str], target: list[str]) -> None:
    assert roles(text, trigger)[:2] == (agent, target)


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("The army captured Aba, Biu and Gwoza.", "captured", ["Aba", "Biu", "Gwoza"]),
        ("Rebels entered Tula, which the army captured in May.", "captured", ["Tula"]),
        ("Rebels withdrew from Tula to Biu.", "withdrew", ["Tula"]),
        ("Shells hit Fastiv, Kyiv Oblast, Ukraine.", "hit", ["Fastiv"]),
    ],
)
def test_place(text: str, trigger: str, place: list[str]) -> None:
    assert roles(text, trigger)[2] == place
