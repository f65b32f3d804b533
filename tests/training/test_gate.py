"""The words of the gate before the network are those that the corpus teaches, and hardly an event of it stays outside."""

from pathlib import Path

from training.examples import corpus
from training.gate import learned

from frontlog.mentions.gate import may_tell
from frontlog.reference.claim_types import find_hits, tagged

ROOT = Path(__file__).parents[2]


def goes_through(text: str) -> bool:
    tokens, tags = tagged(text)
    return may_tell(tokens, find_hits(tokens, tags))


def test_hardly_an_event_of_our_corpus_stays_outside() -> None:
    docs = corpus(ROOT / "training" / "corpus")[::6]
    events = [(doc, event.sentence) for doc in docs for event in doc.events]
    sentences = [doc.text[start:end] for doc in docs for start, end in doc.sentences]
    lost = [doc.text[slice(*doc.sentences[number])] for doc, number in events if not goes_through(doc.text[slice(*doc.sentences[number])])]
    assert len(events) > 500
    assert len(lost) <= 0.005 * len(events), lost[:5]
    assert sum(map(goes_through, sentences)) < 0.9 * len(sentences)


def test_words_are_learned_from_sentences_that_the_rules_pass_over() -> None:
    docs = corpus(ROOT / "training" / "corpus")[:40]
    words = learned(docs)
    assert words == sorted(set(words))
    assert words
    assert "the" not in words  # in every sentence, and hardly ever a part of an event
