"""The gate before the network: what may be an event goes through, the rest is not read, and the words are those that the corpus taught."""

from collections.abc import Collection, Sequence
from pathlib import Path

import pytest

from frontlog.documents.read import read
from frontlog.mentions.gate import bearing_words, may_tell
from frontlog.mentions.neural.tagger import Reading
from frontlog.mentions.tag import tag_with
from frontlog.model import Document, Item, Raw, Sentence, digest
from frontlog.reference.claim_types import find_hits, tagged

ROOT = Path(__file__).parents[2]


def goes_through(text: str) -> bool:
    tokens, tags = tagged(text)
    return may_tell(tokens, find_hits(tokens, tags))


@pytest.mark.parametrize(
    ("text", "through"),
    [
        ("Rebels captured the town of Ardan.", True),  # a trigger for the rules
        ("Three soldiers walked out of the ring on Monday.", True),  # only the corpus knows such a word
        ("The weather was mild and the market had fruit.", False),
        ("The library has nine rooms and a small garden.", False),
        ("", False),
    ],
)
def test_what_goes_through(text: str, through: bool) -> None:
    assert goes_through(text) is through


def test_the_words_are_plain_and_sorted() -> None:
    words = sorted(bearing_words())
    assert all(word == word.lower() and len(word) >= 3 for word in words)
    text = (ROOT / "src" / "frontlog" / "mentions" / "gate.txt").read_text(encoding="utf-8")
    assert [line for line in text.split("\n") if line and not line.startswith("#")] == words


class Listener:
    """A tagger that notes which sentences it is asked about."""

    def __init__(self) -> None:
        self.asked: list[list[int] | None] = []

    def read(self, text: str, sentences: Sequence[tuple[int, int]], only: Collection[int] | None = None) -> Reading:
        self.asked.append(None if only is None else sorted(only))
        return Reading([], [])


def test_the_network_reads_what_goes_through(make_document: tuple[Document, list[Sentence]]) -> None:
    document, sentences = make_document
    gated, whole = Listener(), Listener()
    rows = list(tag_with(gated, [document], sentences))  # type: ignore[arg-type]
    assert gated.asked == [[0, 2]]
    assert [row.kind for row in rows if row.label == "minilm-6" or row.kind == "reader"] == ["reader"]  # it says who read the document
    list(tag_with(whole, [document], sentences, gated=False))  # type: ignore[arg-type]
    assert whole.asked == [None]


@pytest.fixture
def make_document() -> tuple[Document, list[Sentence]]:
    content = (ROOT / "tests" / "cases" / "gate.txt").read_bytes()
    item = Item(id="d-0000000000000001", name="gate.txt", part=0, media_type="text/plain", size=len(content), sha256=digest(content.hex()))
    rows = list(read([Raw(item=item, content=content)]))
    (document,) = (row for row in rows if isinstance(row, Document))
    return document, [row for row in rows if isinstance(row, Sentence)]
