"""A sentence as a row of tokens with the mentions laid over it, and the shallow grammar: subjects, objects, prepositional phrases.

No parser: nearest fitting noun phrases, with rules for passives, relative clauses, infinitives, participles, coordination and insertions.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from frontlog.model import Mention, Sentence, quick
from frontlog.reference.claim_types import tagged
from frontlog.reference.tokens import Places, Token

FINITE = ("VB", "VBZ", "VBD", "MODAL", "BE", "HAVE", "DO")
NOMINAL = ("NN", "NNP", "JJ", "NUM", "DET", "POS", "PRON")
_LOCATING = ("in", "near", "around", "outside", "inside", "at", "on", "over", "across", "along", "throughout")
_ASIDE = 10  # tokens
_LISTING = ("and", "or", ",", "&", "including", "both")


@dataclass(frozen=True, slots=True)
class Item:
    """A mention as tokens[first:last] of its sentence."""

    kind: str
    label: str
    first: int
    last: int
    mention: Mention


@dataclass(frozen=True, slots=True)
class Phrase:
    """An item with its role in the clause: `role` is obj, or the preposition before it."""

    role: str
    item: Item


_item, _phrase = quick(Item), quick(Phrase)


@dataclass(slots=True)
class Line:
    """One sentence, ready for the grammar."""

    sentence: Sentence
    tokens: Sequence[Token]
    tags: Sequence[str]
    items: list[Item] = field(default_factory=list)
    by_first: dict[int, list[Item]] = field(default_factory=dict)
    by_token: dict[int, list[Item]] = field(default_factory=dict)
    low: Callable[[int], str] = field(init=False, repr=False, compare=False)  # the lower-cased word at a place, "" outside the sentence
    tag: Callable[[int], str] = field(init=False, repr=False, compare=False)  # its word class, likewise

    parts: list[int] = field(init=False, repr=False, compare=False)  # where dashes and semicolons stand

    def __post_init__(self) -> None:
        self.parts = [place for place, token in enumerate(self.tokens) if token.lower in ("—", "–", ";")]
        self.low = Places(enumerate([token.lower for token in self.tokens])).__getitem__
        self.tag = Places(enumerate(self.tags)).__getitem__

    def of_kind(self, kind: str) -> list[Item]:
        return [item for item in self.items if item.kind == kind]

    def covering(self, place: int, kinds: Sequence[str] = ("actor", "place")) -> Item | None:
        """The widest item over a token."""
        found = [i for i in self.by_token.get(place, ()) if i.kind in kinds]
        return max(found, key=lambda i: (i.last - i.first, i.kind == "actor"), default=None)


def read_line(sentence: Sentence, mentions: Iterable[Mention]) -> Line:
    """Lay the mentions of a sentence over its tokens. Mentions that cut a token in two are left out."""
    tokens, tags = tagged(sentence.span.quote)
    line = Line(sentence, tokens, tags)
    starts = {t.start: i for i, t in enumerate(tokens)}
    ends = {t.end: i + 1 for i, t in enumerate(tokens)}
    base = sentence.span.start
    for mention in mentions:
        first, last = starts.get(mention.span.start - base), ends.get(mention.span.end - base)
        if first is not None and last is None and mention.label == "holder":
            last = first + 1  # the front of a hyphenated word: no phrase of its own
        if first is None or last is None:
            continue
        kind = "holder" if mention.label == "holder" else mention.kind
        item = _item(kind, mention.label, first, last, mention)
        line.items.append(item)
        line.by_first.setdefault(first, []).append(item)
        for place in range(first, last):
            line.by_token.setdefault(place, []).append(item)
    return line


def coordinated(line: Line, item: Item) -> list[Item]:
    """The list of items of one kind that the item belongs to: "A, B and C"."""
    out = [item]
    at = item.first
    while True:
        before = _neighbour(line, at, -1, item.kind)
        if before is None:
            break
        out.insert(0, before)
        at = before.first
    at = _behind(line, item)
    while True:
        after = _neighbour(line, at, 1, item.kind)
        if after is None:
            return out
        out.append(after)
        at = _behind(line, after)


def _behind(line: Line, item: Item) -> int:
    """The token behind an item and behind what says that it lies in, where a list goes on with a preposition: "in [A in X] and on B"."""
    at = item.last
    while item.kind == "place":
        gap = at + (line.low(at) == ",") + (line.low(at) == "," or line.tag(at) == "PREP")
        inner = next((i for n in (gap, gap + 1) for i in line.by_first.get(n, ()) if i.kind == "place" and i.label == "within"), None)
        if inner is None:
            break
        at = inner.last
    if item.kind == "place" and line.low(at) == "," and at + 1 < len(line.tokens) and not line.tokens[at + 1].capital:
        aside = next((n for n in range(at + 1, at + _ASIDE) if line.low(n) == ","), at)  # "in A, south of X, and in B"
        at = at if any(line.tag(n) in (*FINITE, "VBG", "REL") for n in range(at, aside)) else aside
    located = line.low(at + (line.low(at) == ",")) == "and" and line.low(at + 1 + (line.low(at) == ",")) in _LOCATING
    return at if located else item.last


def _neighbour(line: Line, place: int, step: int, kind: str) -> Item | None:
    """The next item of a list, over "and", ",", "as well as"."""
    at = place if step > 0 else place - 1
    seen = 0
    while (
        0 <= at < len(line.tokens)
        and (line.low(at) in _LISTING or (line.low(at) in ("as", "well", "along", "with") and _joint(line, at)))
        and seen < 4
    ):
        seen += 1
        at += step
    if not seen:
        return None
    if line.low(place if step > 0 else place - 1) == "," and seen == 1 and not _list_comma(line, place if step > 0 else place - 1, kind):
        return None
    located = step > 0 and kind == "place" and line.low(at) in _LOCATING  # "in A and near B"
    if located:
        at += 1
    found = [i for i in line.by_token.get(at, ()) if i.kind == kind and i.label not in ("within", "pronoun")]
    best = max(found, key=lambda i: i.last - i.first, default=None)
    if best is None or (step > 0 and best.first != at) or (step < 0 and best.last != at + 1):
        return None
    if step > 0 and kind == "place" and seen == 2 and line.tag(best.last) in ("VBD", "VBZ", "MODAL"):
        told = any(line.tag(n) in FINITE for n in range(place))
        return None if told else best  # "sent police to the frontier, and [Washington] offered help"
    return None if located and _opens(line, best.last) else best


def _opens(line: Line, place: int) -> bool:
    """Whether what ends before a token only opens a clause of its own: "a mine exploded in A and in [B] three people were shot"."""
    for at in range(place, len(line.tokens)):
        if line.low(at) in (",", ";", ":") or line.tag(at) in ("SUB", "REL"):
            return False
        if line.tag(at) in FINITE:
            return True
    return False


def _joint(line: Line, at: int) -> bool:
    """Whether the word is part of "as well as" or "along with"."""
    near = [line.low(i) for i in range(at - 2, at + 3)]
    return ("well" in near and near.count("as") >= 1) or "along with" in " ".join(near)


def _list_comma(line: Line, comma: int, kind: str) -> bool:
    """Whether the list around a comma has an "and" further on: else the comma is an apposition or a new clause."""
    at = comma + 1
    for _ in range(12):
        item = next((i for i in line.by_first.get(at, ()) if i.kind == kind), None)
        if item is None:
            return False
        at = item.last
        if (
            line.low(at) in ("and", "or")
            or (line.low(at) == "," and line.low(at + 1) in ("and", "or"))
            or (line.low(at), line.low(at + 1)) == ("as", "well")
        ):
            return True
        if line.low(at) != ",":
            return False
        at += 1
    return False


def parted(line: Line, a: int, b: int) -> bool:
    """Whether a dash or a semicolon parts two words: "the recapture of X goes far — it was taken by Y half a year ago"."""
    return any(min(a, b) <= place < max(a, b) for place in line.parts)


def boundary(line: Line, start: int, stops: Sequence[int] = ()) -> int:
    """Where the clause to the right ends: at a finite verb, a subordinator, a relative, a semicolon, or a comma before a new clause."""
    place = start
    while place < len(line.tokens):
        tag, low = line.tag(place), line.low(place)
        if place in stops or low in (";", ":") or (tag in ("SUB", "REL") and low != "than"):
            return place
        if tag in FINITE and not (tag == "VBD" and line.covering(place) is not None):
            return _back_to_break(line, place, start)
        if low == "," and _new_clause(line, place):
            return place
        if low in ("and", "but", "or") and (line.tag(place + 1) in ("VBG", "RB") or line.tag(place + 1) in FINITE):
            return place
        place += 1
    return place


def _new_clause(line: Line, comma: int) -> bool:
    at = comma + 1
    while line.tag(at) == "RB":
        at += 1
    if line.tag(at) in ("VBG", "SUB", "REL", "CONJ") or line.tag(at) in FINITE:
        return line.tag(at) != "CONJ" or line.tag(at + 1) in (*FINITE, "VBG") or (line.low(at) == "but")
    return False


def _back_to_break(line: Line, verb: int, start: int) -> int:
    """A finite verb ends the clause at its own subject: step back to the last comma or conjunction before it."""
    for place in range(verb - 1, start - 1, -1):
        if line.low(place) in (",", "and", "but") and not line.covering(place):
            return place
    return verb


def phrases_right(line: Line, start: int, stops: Sequence[int] = ()) -> list[Phrase]:
    """Objects and prepositional phrases to the right, up to the end of the clause."""
    end = boundary(line, start, stops)
    out: list[Phrase] = []
    role, place = "obj", start
    while place < end:
        tag, low = line.tag(place), line.low(place)
        starts = [i for i in line.by_first.get(place, ()) if i.kind in ("actor", "place") and i.last <= end]
        starts = [
            i
            for i in starts
            if not (i.label == "country" and (_border(line, i) or any(p.label == "within" and p.first == i.first for p in starts)))
        ]
        if starts:
            out += [_phrase(role, item) for item in sorted(starts, key=lambda i: (i.kind, -i.last))]
            place = min(max(i.last for i in starts), end)
            continue
        if tag in ("PREP", "TO") and not line.covering(place):
            role = low
        elif low == "," and role == "obj":
            role = "obj"
        place += 1
    return out


def _border(line: Line, item: Item) -> bool:
    """ "the border with Iraq" names no opponent."""
    return line.low(item.first - 1) in ("with", "to") and line.low(item.first - 2) in (
        "border",
        "borders",
        "crossing",
        "crossings",
        "frontier",
    )


def phrases_left(line: Line, verb: int) -> list[Phrase]:
    """Prepositional phrases to the left in the same clause: "In Raqqa, the army [captured]"."""
    first = 0
    for place in range(verb - 1, -1, -1):
        if line.tag(place) in ("SUB", "REL") or line.low(place) in (";", ":"):
            first = place + 1
            break
    out: list[Phrase] = []
    for item in line.items:
        if first <= item.first and item.last <= verb and item.kind in ("actor", "place"):
            at = item.first - 1
            role = line.low(at) if line.tag(at) in ("PREP", "TO") and at >= first else ""
            out.append(_phrase(role, item))
    return out
