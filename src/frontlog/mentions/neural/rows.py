"""What the trained tagger found, as Mention rows."""

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from frontlog.mentions.neural.tagger import Event, Found, Tagger
from frontlog.model import Document, Mention, Origin, Sentence, Span, record_id

STEP = "mentions.neural"
VERSION = "minilm-6"


@cache
def shipped() -> Tagger | None:
    """The tagger whose weights lie in the package; None where they were left out, and then rules find the triggers."""
    path = Path(str(files("frontlog.mentions.neural") / "tagger.onnx"))
    return Tagger(path) if path.exists() else None


def neural_mentions(
    tagger: Tagger, document: Document, sentences: Sequence[Sentence], only: Collection[int] | None = None
) -> Iterator[Mention]:
    """Triggers with their roles, modality and certainty, and a row that says which tagger read the document, also where it found nothing.

    `sentences` are those of the document, in order; there is at least one. `only` names those that are looked at for events, by their place
    in the list; the others are context.
    """
    found = tagger.read(document.text, [(s.span.start, s.span.end) for s in sentences], only)
    first = sentences[0].span
    if first.quote:
        yield _mention(document, sentences[0].number, "reader", Found(VERSION, first.start, first.end, 1.0), "")
    for event in found.events:
        yield from _event(document, sentences, event)
    for place, hint in found.hints:
        yield _mention(document, sentences[place].number, "hint", hint, "")


def _event(document: Document, sentences: Sequence[Sentence], event: Event) -> Iterator[Mention]:
    number = sentences[event.sentence].number
    trigger = _mention(document, number, "trigger", event.trigger, "")
    yield trigger
    yield _mention(document, number, "modality", event.modality, trigger.id)
    yield _mention(document, number, "certainty", event.certainty, trigger.id)
    for kind, found in (("role", event.roles), ("faint", event.faint)):
        for role in found:
            home = next((s.number for s in sentences if s.span.start <= role.start < s.span.end), number)
            yield _mention(document, home, kind, role, trigger.id)


def _mention(document: Document, sentence: int, kind: str, found: Found, of: str) -> Mention:
    return Mention(
        id=record_id("m", document.id, STEP, sentence, kind, found.label, found.start, found.end, of),
        span=Span(document.id, found.start, found.end, document.text[found.start : found.end]),
        sentence=sentence,
        kind=kind,
        label=found.label,
        origin=Origin(STEP, VERSION),
        of=of,
        sure=round(found.sure, 4),
    )
