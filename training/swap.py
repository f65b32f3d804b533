"""Reports told again with other names, so that the tagger learns how a sentence is built and not what "Aleppo" is.

A name is swapped everywhere in its document, and every offset moves with it. Taken are the names of places and persons, and the
initials of groups; what describes ("the army", "northern", "province") stays.
"""

import random
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from training.examples import Doc, Event, Pair, Role

SHARE = 0.5  # of the documents of an epoch that are told with other names
_NAME = re.compile(r"[A-Z][\w'’]*(?:[ -](?:(?:al|el|ash|as|ad|de|of|la)[ -])?[A-Z][\w'’]*)*")
_INITIALS = re.compile(r"\b[A-Z]{2,6}\b")
# words that tell what a place or person is rather than which: they are no part of a name that is swapped
_KINDS = frozenset(
    word
    for line in (
        "The A An North South East West Northern Southern Eastern Western Central Upper Lower Greater New Old City Town Village",
        "Province District Governorate Region State County Oblast Airport Airbase Base Field Oil River Lake Sea Mount Mountain Bridge",
        "Road Highway Square Camp Hospital School University Port Island Valley Hill Hills Street Junction Crossing Border Dam",
        "Station Quarter Front Line Plain Desert Forest Gulf Bay President Minister Prime General Colonel Captain Major Lieutenant",
        "Commander Governor Mayor Dr Mr Mrs Ms Sheikh Brigadier Spokesman Sergeant Foreign Defence Defense Secretary Chief Deputy",
        "King Prince Sir Abu",
    )
    for word in line.split()
)


@dataclass(frozen=True, slots=True)
class Names:
    """Other names to take: of places, of persons, and initials of groups."""

    place: tuple[str, ...]
    person: tuple[str, ...]
    actor: tuple[str, ...]


def names_of(docs: Iterable[Doc]) -> Names:
    """The names that these documents hold, each once, in order."""
    found: dict[str, dict[str, None]] = {"place": {}, "person": {}, "actor": {}}
    for doc in docs:
        for kind, name in _named(doc):
            found[kind].setdefault(name)
    return Names(*(tuple(sorted(found[kind])) for kind in ("place", "person", "actor")))


def _named(doc: Doc) -> Iterable[tuple[str, str]]:
    """Kind and words of every name in a document."""
    marked = [(k, a, b) for k, a, b in doc.entities or ()] or [(r.name, r.start, r.end) for e in doc.events for r in e.roles]
    for kind, start, end in marked:
        quote = doc.text[start:end]
        if kind == "actor":
            yield from (("actor", found.group()) for found in _INITIALS.finditer(quote))
        elif kind in ("place", "person"):
            yield from ((kind, name) for name in _runs(quote))


def _runs(quote: str) -> Iterable[str]:
    """The capitalised words of a mention that are its name: "Mrah" of "the village of Mrah in western Deir Ezzor", and "Deir Ezzor"."""
    for found in _NAME.finditer(quote):
        words = found.group().split(" ")
        while words and words[0] in _KINDS:
            words = words[1:]
        while words and words[-1] in _KINDS:
            words = words[:-1]
        name = " ".join(words)
        if len(name) > 2 and not name.isupper():
            yield name


def swapped(doc: Doc, names: Names, chance: random.Random) -> Doc:
    """The document with other names; the same document where it holds none."""
    new: dict[str, str] = {}
    for kind, name in _named(doc):
        if name not in new:
            new[name] = chance.choice(getattr(names, kind))
    edits = list(_edits(doc, new))
    return _retold(doc, edits) if edits else doc


def _edits(doc: Doc, new: dict[str, str]) -> Iterable[tuple[int, int, str]]:
    """Stretches to replace, in order, none of which a span of the document cuts in two."""
    if not new:
        return
    cuts = sorted({x for pair in _all_spans(doc) for x in pair})
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(name) for name in sorted(new, key=lambda n: (-len(n), n))) + r")\b")
    for found in pattern.finditer(doc.text):
        inside = cuts[bisect_right(cuts, found.start()) : bisect_right(cuts, found.end() - 1)]
        if not inside:
            yield found.start(), found.end(), new[found.group()]


def _all_spans(doc: Doc) -> Iterable[Pair]:
    yield from doc.sentences
    for event in doc.events:
        yield event.trigger
        yield from ((r.start, r.end) for r in event.roles)
    yield from ((start, end) for _, start, end in doc.entities or ())


def _retold(doc: Doc, edits: Sequence[tuple[int, int, str]]) -> Doc:
    text, shifts, ends, moved, at = [], [0], [0], 0, 0
    for start, end, name in edits:
        text += [doc.text[at:start], name]
        moved += len(name) - (end - start)
        ends.append(end)
        shifts.append(moved)
        at = end

    def to(place: int) -> int:
        return place + shifts[bisect_right(ends, place) - 1] if place >= 0 else place  # -1: words that the text does not hold

    def event(old: Event) -> Event:
        roles = tuple(Role(r.name, to(r.start), to(r.end)) for r in old.roles)
        return replace(old, trigger=(to(old.trigger[0]), to(old.trigger[1])), roles=roles)

    entities = None if doc.entities is None else tuple((kind, to(a), to(b)) for kind, a, b in doc.entities)
    return replace(
        doc,
        text="".join([*text, doc.text[at:]]),
        sentences=tuple((to(a), to(b)) for a, b in doc.sentences),
        events=tuple(map(event, doc.events)),
        entities=entities,
    )
