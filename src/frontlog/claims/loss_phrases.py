"""Noun phrases beside a word of loss: who or what was killed, wounded, captured or destroyed, and how many.

Shallow grammar over tokens, numbers and word classes. loss_lists reads lists to the right of a verb, loss_subjects to the left.
"""

from dataclasses import dataclass, replace
from functools import cache

from frontlog.claims.number_words import Amount
from frontlog.claims.numbers import amounts
from frontlog.claims.vocabulary import Sent, is_person, persons, table

_STOP = ("PREP", "TO", "CONJ", "SUB", "REL", "BE", "HAVE", "DO", "MODAL", "VB", "VBZ", "VBD", "NEG")
_WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "overnight"])
_TIMES = frozenset(
    [
        "week",
        "month",
        "year",
        "night",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "summer",
        "winter",
        "spring",
        "autumn",
        "today",
        "this",
        "in",
        "on",
    ]
)

LOSS_WORDS = frozenset(["killed", "wounded", "injured", "dead", "missing", "captured", "died"])
_LOSS_NOUNS = frozenset(["injuries", "deaths", "fatalities", "casualties"])
_GROUP_HEADS = frozenset(
    [
        "forces",
        "force",
        "army",
        "group",
        "groups",
        "movement",
        "front",
        "coalition",
        "militia",
        "police",
        "military",
        "government",
        "regime",
        "brigade",
        "brigades",
        "battalion",
        "division",
        "units",
        "unit",
        "organization",
        "organisation",
        "party",
        "cell",
        "network",
    ]
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase with its count. `counted`: a number, article or name says how many; else the size is unknown."""

    first: int
    last: int
    head: str
    low: int | None
    high: int | None
    counted: bool
    proper: bool
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its quantities, and those among them that only break a total down ("including 3 commanders")."""

    sent: Sent
    numbers: tuple[Amount, ...]
    inner: frozenset[int]
    starts: dict[int, Amount]
    places: frozenset[int]

    def starting(self, place: int) -> Amount | None:
        """The quantity that begins at a token."""
        return self.starts.get(place)

    def covered(self, place: int) -> bool:
        """Whether a token is part of a quantity ("more than 70")."""
        return place in self.places


def scene(sent: Sent) -> Scene:
    """Quantities of a sentence, once for all triggers."""
    numbers = tuple(amounts(sent))
    inner = frozenset(n.first for n in numbers if _inclusive(sent, n.first))
    places = frozenset(at for n in numbers for at in range(n.first, n.last + 1))
    return Scene(sent, numbers, inner, {n.first: n for n in numbers}, places)


def _inclusive(sent: Sent, place: int) -> bool:
    """Whether the quantity stands in an "including ..." insertion, which a comma before "and" or before a participle ends."""
    for at in range(place - 1, max(-1, place - 14), -1):
        low = sent.low(at)
        if low == "including" or (low in ("of", "among") and sent.low(at + 1) in ("them", "whom", "those", "which")):
            return True
        if low in (".", ";", "(", ")") or sent.tag(at) in ("BE", "VBZ", "HAVE"):
            return False
        if low == "," and (sent.tag(at + 1) in ("VBG", "SUB", "REL") or (sent.low(at + 1) == "and" and _own_verb(sent, at + 2))):
            return False
    return False


def _own_verb(sent: Sent, place: int) -> bool:
    """Whether a verb or a noun of loss comes right behind a quantity, so that it opens a new clause: "and 75 injuries"."""
    for at in range(place, min(place + 6, len(sent.tokens))):
        if sent.tag(at) in ("BE", "VBG", "HAVE") or sent.low(at) in LOSS_WORDS | _LOSS_NOUNS:
            return True
        if sent.low(at) in (",", ";", "."):
            return False
    return False


def phrase_at(view: Scene, place: int, limit: int) -> Phrase | None:
    """The noun phrase that begins at `place` and ends before `limit`, or None."""
    sent = view.sent
    start = place
    while sent.tag(place) == "RB" and place < limit and view.starting(place) is None:
        place += 1
    number = view.starting(place) or (
        view.starting(place + 1)
        if sent.tag(place) in ("DET", "JJ", "RB", "POS") or sent.low(place) in ("another", "other", "those")
        else None
    )
    at = number.last + 1 if number is not None else place
    last, head = (number.last, "") if number is not None else (place - 1, "")
    while at < limit and at - start < 30:
        tag, low = sent.tag(at), sent.low(at)
        if at > place and _breaks(view, at, number):
            break
        if low == "of" and at > place:
            if head and number is None and sent.tag(at + 1) not in ("DET", "NNP", "NN", "JJ", "PRON", "NUM", "POS", "VBD"):
                break
            at += 1
            continue
        if low == "." and len(sent.tokens[last].text) == 1 and sent.tokens[last].capital and sent.tag(at + 1) == "NNP":
            last, at = at, at + 1
            continue
        if (tag == "PUNCT" and low not in ("-", "’", "'", '"', "“", "”", "*", "/", "‘", "–")) or (
            tag in (*_STOP, "VBG") and not _inside(sent, at)
        ):
            break
        if (tag == "PRON" and head) or (low in _WEEKDAYS and head):
            break
        if tag == "RB" and low not in ("also",) and head and sent.tag(at + 1) in (*_STOP, "PUNCT", ""):
            break
        if tag in ("NN", "NNP", "PRON", "VBD", "JJ", "VBG", "NUM") and not _after_of(sent, place, at):
            head = low if tag != "JJ" or not head else head
        if (
            tag in ("DET", "PRON")
            and not head
            and low in ("others", "them", "him", "her", "it", "they", "he", "she", "those", "all", "one", "some", "many", "several")
        ):
            head = low
        last, at = at, at + 1
    while last > place and sent.tag(last) in ("PUNCT", "RB", "POS", "DET", "CONJ") and (number is None or last > number.last):
        last -= 1
    if last < place or not (head or number):
        return None
    return _counted(view, place if number is None else min(place, number.first), last, head, number)


def _breaks(view: Scene, at: int, number: Amount | None) -> bool:
    """A new quantity without a comma, a time ("last year"), an age ("aged 72") or "en route" ends a phrase."""
    sent = view.sent
    if number is not None and at > number.last and view.starting(at) is not None and sent.low(at - 1) != "of":
        return not sent.low(at + 1).startswith("year")  # "an 11 year-old child"
    if sent.low(at) in ("last", "this", "next", "earlier", "late") and sent.low(at + 1) in _TIMES:
        return True
    if sent.low(at) in LOSS_WORDS and sent.tag(at - 1) != "DET" and sent.tag(at + 1) not in ("NN", "NNP"):
        return True
    if sent.low(at) == "the" and sent.low(at - 1) in ("others", "more", "people"):
        return True  # "wounded seven others [the] monitor said", commas lost
    return sent.low(at) in ("off", "aged", "alive", "belonging") or (sent.low(at) == "en" and sent.low(at + 1) == "route")


def _inside(sent: Sent, at: int) -> bool:
    """Participles inside a noun phrase: "suspected militants", "armored personnel carriers", "the accused"."""
    if sent.tag(at) not in ("VBD", "VBG", "VB", "VBZ"):
        return False
    if sent.tag(at) == "VBD" and sent.low(at) in persons() and sent.tag(at - 1) == "DET":
        return True
    before = ("DET", "JJ", "POS") if sent.tag(at) == "VBG" else ("DET", "NUM", "JJ", "POS")
    return sent.tag(at + 1) in ("NN", "NNP") and sent.tag(at - 1) in before and sent.low(at + 1) not in _WEEKDAYS


def _after_of(sent: Sent, first: int, at: int) -> bool:
    """Whether an "of" phrase has begun, so that the head is behind us: "members of the force", but not "dozens of fighters"."""
    for place in range(at - 1, first, -1):
        if sent.low(place) == "of":
            return sent.tag(place - 1) in ("NN", "NNP", "VBD") and sent.low(place - 1) not in (
                "number",
                "dozens",
                "hundreds",
                "thousands",
                "scores",
                "couple",
                "total",
                "group",
                "series",
                "score",
            )
    return False


def _counted(view: Scene, first: int, last: int, head: str, number: Amount | None) -> Phrase:
    sent = view.sent
    proper = all(
        sent.tag(n) in ("NNP", "POS", "PUNCT") or sent.tokens[n].capital for n in range(first, last + 1) if sent.low(n) not in ("of", "the")
    )
    if number is not None:
        return Phrase(
            first,
            last,
            head,
            number.min,
            number.max,
            True,
            False,
            number.last > number.first or sent.low(number.first) not in ("a", "an", "another"),
        )
    named = tail_name(sent, first, last) and head not in _GROUP_HEADS and not (is_plural(head) and is_person(head))
    single = Phrase(first, last, head, 1, 1, True, proper or named)
    many = Phrase(first, last, head, None, None, False, proper)
    opening = sent.low(first)
    if head in ("he", "she", "him", "her", "himself", "herself"):
        return single
    if opening in ("a", "an", "another", "one") and not head.endswith("s"):
        return single
    if (head in persons() and opening in ("the", "this", "that", "his", "her", "their", "its")) or (
        head in persons() and sent.tag(first) == "NNP"
    ):
        return single
    described = any(sent.low(n) in persons() for n in range(first, last + 1))
    if named and (proper or described) and opening not in ("the", "its", "their"):
        return single
    return many


def tail_name(sent: Sent, first: int, last: int) -> bool:
    """Whether a phrase ends in a name of two words or more: "ISIS leader Ahmed Ali", "Abu Yousef"."""
    names = [n for n in range(first, last + 1) if sent.tokens[n].text != "."][-2:]
    return len(names) == 2 and all(
        sent.tag(n) == "NNP" and (len(sent.tokens[n].text) == 1 or not sent.tokens[n].text.isupper()) for n in names
    )


def is_plural(head: str) -> bool:
    """Whether a head noun is a plural or a collective."""
    return (head.endswith("s") and not head.endswith("ss")) or (is_person(head) and head not in persons())


def single(found: Phrase) -> Phrase:
    """The phrase as one person or thing: the verb is in the singular ("Karbouly was captured")."""
    return replace(found, low=1, high=1, counted=True)


@cache
def heads(kind: str) -> frozenset[str]:
    """Singular head nouns of a class in tables/losses.yml, and their plurals."""
    rows = {str(word) for word in table("losses")[kind]}
    return frozenset(
        rows
        | {row + "s" for row in rows}
        | {row[:-1] + "ies" for row in rows if row.endswith("y")}
        | {row + "es" for row in rows if row.endswith(("s", "x", "ch", "sh"))}
    )
