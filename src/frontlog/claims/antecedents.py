"""Whom a pronoun points back to: among the mentions before it, by number, by who acts, and by who cannot be meant."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from frontlog.grammar.clauses import Item, Line, coordinated
from frontlog.grammar.subjects import group_start, passive, subject, verb_before
from frontlog.grammar.wordsets import word_set
from frontlog.model import ActorRef
from frontlog.reference.actors import Actors
from frontlog.reference.countries import nationalities
from frontlog.reference.heads import ARMED, BARE_COUNTS, COUNTS, MEMBERS, ROLES, UNIDENTIFIED
from frontlog.reference.words import clean

SEAT = "seat"  # a capital that speaks for its government; no tagger gives this label
GROUPS = ("named", "armed", "state", "country", "demonym", "holder", SEAT)
THEY = (*GROUPS, "civilian")
THEM = ("they", "them", "their", "theirs", "themselves", "those", "these")
FITTING = {
    **dict.fromkeys(("it", "its", "itself", "which"), GROUPS),
    **dict.fromkeys(THEM, THEY),
    **dict.fromkeys(("who", "whom", "whose"), (*THEY, "person")),
}
RELATIVE = ("who", "which", "whom", "whose")
SENTENCES_BACK = 3  # further back a pronoun has nearly always found a nearer antecedent
_OBJECTS = ("them", "him")  # never the subject of their own clause
_OWNERS = ("their", "its")
QUOTES = ("“", "”", '"')
COUNTED = COUNTS | BARE_COUNTS | {"one"}
_PEOPLE = ARMED | MEMBERS | ROLES.keys() | UNIDENTIFIED


Strangers = Callable[[ActorRef], bool]


@dataclass(slots=True)
class Row:
    """A sentence with whom it names, from left to right."""

    line: Line
    named: list[tuple[Item, ActorRef]] = field(default_factory=list)
    pronouns: list[tuple[Item, ActorRef]] = field(default_factory=list)  # those of them that stand in a pronoun


def fitting_labels(low: str) -> tuple[str, ...]:
    """The labels of mentions that a pronoun may point to."""
    return ("person",) if low in word_set("singular") else FITTING.get(low, ())


def find(rows: Sequence[Row], item: Item, actors: Actors, strangers: Strangers | None = None) -> list[tuple[Item, ActorRef]]:
    """Whom a pronoun of the last sentence points to, with all that are coordinated when it is plural; empty when nobody fits. `strangers`
    says who can be meant where somebody speaks of the other side."""
    if strangers is not None:
        return _other_side(rows, item, strangers)
    row = rows[-1]
    low = item.mention.span.quote.lower()
    here = [(i, ref) for i, ref in row.named if i.last <= item.first and _fits(row.line, i, low) and not _quoted(row.line, i, item)]
    if low in RELATIVE:
        return here[-1:]
    barred = _barred(row, item, low, actors)
    able = [(i, ref) for i, ref in here if not barred(i, ref)]
    found = _counted(rows, item, low, barred) or _by_subject(row.line, item, able)
    if found is None and low in THEM:
        found = next((one for one in reversed(row.pronouns) if one in able), None)
    if found is None:
        parties = [(i, ref) for i, ref in able if i.label not in ("country", "civilian")] or able
        if able and low == "it" and _object(row.line, item):
            found = able[-1]  # "put pressure on X and force [it] to leave"
        elif parties and low != "it":
            found = parties[-1] if low in word_set("singular") else parties[0]  # "X took the town of Y in Z, and they ...": who acts first
    if found is not None:
        return _joined(row, found, low, item)
    if low == "it" and _says(row.line, item.last) and (speaker := _last_speaker(rows)):
        return [speaker]
    attacks = _acts(row.line, item)
    for back in rows[-2 : -2 - SENTENCES_BACK : -1]:
        fitting = [(i, ref) for i, ref in back.named if _fits(back.line, i, low) and not barred(i, ref)]
        if fitting:
            first = min(
                fitting,
                key=lambda one: (
                    attacks and _suffers(back.line, one[0]),
                    low in THEM and singular(one[0]),
                    back.line.tag(one[0].last) == "POS",  # "After [peacekeepers]' requests the army came. Its men ..."
                ),
            )
            return _joined(back, first, low, None)
    return able[-1:]


def _other_side(rows: Sequence[Row], item: Item, strangers: Strangers) -> list[tuple[Item, ActorRef]]:
    """In "'[They] came with two tanks,' an RSF commander said" the party named last that is not the speaker's."""
    low = item.mention.span.quote.lower()
    for back in rows[-2 : -2 - 2 * SENTENCES_BACK : -1]:
        for other, ref in back.named:
            if ref.id and other.label not in ("person", "civilian", "media") and _fits(back.line, other, low) and strangers(ref):
                return [(other, ref)]
    return []


def _by_subject(line: Line, item: Item, here: Sequence[tuple[Item, ActorRef]]) -> tuple[Item, ActorRef] | None:
    """Who governs the verb before it: "Kyiv said [its] troops"."""
    before = item.first - 1
    governor = verb_before(line, before - 1 if line.low(before) in ("that", "whether", "if") else before)  # "said that [they]"
    if not here or governor < 0:
        return None
    speakers = [(i.first, i.last) for i in subject(line, governor)]
    found = next(((i, ref) for i, ref in here if (i.first, i.last) in speakers), None)
    start = group_start(line, governor)
    return found or next(((i, ref) for i, ref in here if i.last == start and i.label == SEAT), None)


def _counted(rows: Sequence[Row], item: Item, low: str, barred: "_Barred") -> tuple[Item, ActorRef] | None:
    """Of whom words name a part: "fifty people, and two of [them]" are of those counted last in this sentence or the one before."""
    line = rows[-1].line
    if low != "them" or line.low(item.first - 1) != "of" or not (line.tag(item.first - 2) == "NUM" or line.low(item.first - 2) in COUNTED):
        return None
    for row in rows[:-3:-1]:
        for other, ref in reversed(row.named):
            here = row.line is not line or other.last <= item.first
            start = row.line.low(other.first)
            told = row.line.tag(other.first) == "NUM" or row.line.tag(other.first - 1) == "NUM" or start in COUNTED
            if here and told and ref.id and _fits(row.line, other, low) and not barred(other, ref):
                return other, ref
    return None


def _says(line: Line, at: int) -> bool:
    return line.low(at) in word_set("saying")


def _last_speaker(rows: Sequence[Row]) -> tuple[Item, ActorRef] | None:
    """Whose name stood last at a verb of saying, when it is a body: "[It] said"."""
    for row in rows[-2 : -2 - SENTENCES_BACK : -1]:
        for other, ref in row.named:
            if ref.id and _fits(row.line, other, "it") and (_says(row.line, other.last) or _says(row.line, other.first - 1)):
                return other, ref
    return None


class _Barred:
    """Who cannot be meant: for an object who acts in its clause, and whoever is on that side where the verb is one of violence."""

    def __init__(self, doers: Sequence[tuple[int, int]], ids: Sequence[str], actors: Actors) -> None:
        self.doers, self.ids, self.actors = doers, ids, actors

    def __call__(self, item: Item, ref: ActorRef) -> bool:
        return (item.first, item.last) in self.doers or any(self._friends(id_, ref.id) for id_ in self.ids)

    def _friends(self, a: str, b: str) -> bool:
        return a == b or (a in self.actors and b in self.actors and self.actors.same_side(a, b))


def _barred(row: Row, item: Item, low: str, actors: Actors) -> _Barred:
    """Who a pronoun cannot point to."""
    line, before = row.line, item.first - 1
    owner = low in _OWNERS
    if low not in _OBJECTS and not owner and not (low == "it" and _object(line, item)):
        return _Barred((), (), actors)
    if line.low(before) == "of":
        before -= 2  # "killed three of [them]", but "and one of [them] said"
    governor = -1 if line.low(before) in ("and", "but", ",", ";") else verb_before(line, before)
    violent = governor >= 0 and line.low(governor) in word_set("striking") | word_set("harming")
    if owner and not (violent and all(line.tag(at) == "NUM" or line.low(at) in COUNTED for at in range(governor + 1, before + 1))):
        return _Barred((), (), actors)  # of whose things: only "hit two of [their] guns" says that they are others'
    told = violent or line.low(item.first - 1) != "of"  # "83 people were hurt, including 61 of [them]"
    doers = [(i.first, i.last) for i in subject(line, governor)] if governor >= 0 and told else []
    ids = [ref.id for i, ref in (*row.named, *row.pronouns) if (i.first, i.last) in doers and ref.id] if violent else []
    return _Barred(doers, ids, actors)


def _acts(line: Line, item: Item) -> bool:
    """Whether the pronoun does violence: "[They] attacked"."""
    verb = next((at for at in range(item.last, min(item.last + 4, len(line.tokens))) if line.tag(at) in ("VBD", "VBZ", "VB")), -1)
    return verb >= 0 and line.low(verb) in word_set("striking") | word_set("harming") and not passive(line, verb)


def _suffers(line: Line, item: Item) -> bool:
    """Whether violence was done to the mention, as the subject of a passive."""
    verb = next((at for at in range(item.last, min(item.last + 4, len(line.tokens))) if line.tag(at) in ("VBD", "VBZ", "VB")), -1)
    return verb >= 0 and line.low(verb) in word_set("striking") | word_set("harming") and passive(line, verb)


def _object(line: Line, item: Item) -> bool:
    """Whether "it" stands behind a verb and before none: "make [it] comply", but "said [it] had"."""
    verbs = ("VB", "VBZ", "VBD", "VBG")
    after = line.tag(item.last)
    return line.tag(item.first - 1) in (*verbs, "PREP", "TO") and after not in ("VBZ", "VBD", "MODAL", "BE", "HAVE", "DO", "NEG", "RB")


def _fits(line: Line, item: Item, low: str) -> bool:
    if item.label not in fitting_labels(low) or (item.label == "country" and _is_place(line, item)):
        return False
    if item.label == "demonym" and not item.mention.span.quote.endswith(("s", "ese", "sh", "ch")):
        return False  # "Israeli" of "Israeli strikes"
    if low in ("it", "its", "itself"):
        return not plural(item)
    return True


def _is_place(line: Line, item: Item) -> bool:
    """Whether a country only says where: "in northern [Iraq]", "the Gulf of [Oman]"."""
    at = item.first - 1
    while line.tag(at) in ("JJ", "DET"):
        at -= 1
    wide = line.covering(item.first, ("place",))
    return line.low(at) in word_set("where") or (wide is not None and wide.last - wide.first > item.last - item.first)


def plural(item: Item) -> bool:
    """Whether the words are a plural of people: "the rebels", "five soldiers"; names are neither."""
    text = item.mention.span.quote
    words = clean(text).split()
    head = words[-1] if words and not text.split()[-1][:1].isupper() else ""  # "the Polish Armed Forces" is one name
    many = head.endswith("s") and not head.endswith("ss") and (head in _PEOPLE or head in nationalities())
    return many or head in ("men", "people", "police")


def singular(item: Item) -> bool:
    """Whether the words are one thing by a common noun: "the navy", "a ministry"."""
    words = item.mention.span.quote.split()
    return bool(words) and words[-1].islower() and item.label != "civilian" and not plural(item) and not clean(words[-1]).endswith("s")


def _quoted(line: Line, item: Item, pronoun: Item) -> bool:
    """Whether a person who speaks stands before the quotation in which the pronoun stands."""
    if item.label not in ("person", "civilian"):
        return False
    return sum(line.low(at) in QUOTES for at in range(item.last, pronoun.first)) % 2 == 1


def _joined(row: Row, found: tuple[Item, ActorRef], low: str, before: Item | None) -> list[tuple[Item, ActorRef]]:
    """Of "X and Y", both, where the pronoun is plural."""
    if low not in THEM or found[0].label in ("person", "civilian"):
        return [found]
    spans = [(i.first, i.last) for i in coordinated(row.line, found[0])] if _and_after(row.line, found[0]) else []
    both = [(i, ref) for i, ref in row.named if (i.first, i.last) in spans and ref.id and (before is None or i.last <= before.first)]
    return both if found in both else [found]


def _and_after(line: Line, item: Item) -> bool:
    """Whether the list of the item is joined by "and"."""
    spans = coordinated(line, item)
    return len(spans) > 1 and line.low(spans[-1].first - 1) in ("and", "&")
