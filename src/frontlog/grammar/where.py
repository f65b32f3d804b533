"""Which of the places of a clause is the claim's: the most specific one that its words tie to the trigger, with those listed beside it."""

from dataclasses import dataclass, field

from frontlog.grammar.clauses import FINITE, Item, Line, Phrase, coordinated
from frontlog.grammar.wordsets import word_set

_PLACE_ONLY = (
    "in",
    "inside",
    "across",
    "near",
    "around",
    "throughout",
    "within",
    "outside",
    "along",
    "off",
    "between",
    "over",
    "through",
    "from",
    "to",
    "into",
    "towards",
    "toward",
    "at",
    "on",
    "against",
    "targeting",
    "of",
    "obj",
    "onto",
    "including",
    "via",
)


INSIDE = ("in", "inside", "across", "near", "around", "throughout", "within", "outside", "along", "off", "over", "through", "into", "via")


GROUND = ("capture", "advance", "besiege", "hold", "withdraw", "break_siege")
_PLACED = frozenset((*_PLACE_ONLY, *(f"left:{role}" for role in (*INSIDE, "at", "on", "of"))))


@dataclass(slots=True)
class Roles:
    """Items by role; `place` as phrases, so that the preposition is kept. `swallowed` are triggers that are part of this one."""

    agent: list[Item] = field(default_factory=list)
    target: list[Item] = field(default_factory=list)
    place: list[Phrase] = field(default_factory=list)
    passive: bool = False


def chosen_place(line: Line, type_: str, roles: Roles, trigger: Item | None = None) -> list[Phrase]:
    """The most specific place of the claim and those listed with it: the object, then what stands behind, then what stands before. Of a
    noun (`trigger`) without any also what its verb says: "Clashes are ongoing [there]"."""
    avoid = (*roles.agent, *roles.target)
    if type_ in PLACELESS:
        return []
    rows = [
        p
        for p in roles.place
        if (
            p.item.kind == "place" or (p.item.label == "pronoun" and p.role == "obj" and type_ in GROUND and line.low(p.item.first) == "it")
        )
        and p.item.label != "within"
        and p.role in _PLACED
    ]
    rows = [
        p
        for p in rows
        if not any(
            p.item.first == a.first and p.item.last == a.last and p.role not in (*INSIDE, "on", "at", "against", "targeting", "from", "to")
            for a in avoid
        )
    ]
    rows = [p for p in rows if not _explains(line, p.item)] or rows
    if not rows:
        return _there(line, trigger) if trigger is not None else []
    finer = [p for p in rows if p.role in (*INSIDE, "at") and not is_vague(line, p.item) and not _country(line, p.item)]
    rows = [p for p in rows if not _country(line, p.item)] if finer else rows
    best = min(rows, key=lambda p: (is_vague(line, p.item) and type_ not in ("capture", "hold"), _rank(type_, p), p.item.first))
    inner = next((i for i in line.items if i.kind == "place" and i.label == "within" and 0 <= i.first - best.item.last <= 2), None)
    if inner is not None and best.item.label in ("area", "facility") and len(coordinated(line, inner)) > 1:
        return [Phrase(best.role, i) for i in coordinated(line, inner)]  # "warehouses in A and B"
    if type_ == "evacuate" and best.role == "from":
        goals = [p for p in rows if p.role in ("to", "into", "for") and p.item.first > best.item.first]
        return [best, *goals[:1]]
    listed = [i for i in coordinated(line, best.item) if i.label != "within"] or [best.item]
    named = [i for i in listed if not is_vague(line, i)]
    return [Phrase(best.role, i) for i in named or listed]


_PREDICATE = 4  # words from a noun to the "there" of its verb


def _there(line: Line, trigger: Item) -> list[Phrase]:
    """ "there" behind the verb that a noun governs."""
    for place in range(trigger.last, min(trigger.last + _PREDICATE, len(line.tokens))):
        item = line.covering(place, ("place",))
        if item is not None:
            return [Phrase("at", item)] if line.low(item.first) == "there" and place > trigger.last else []
        if line.tag(place) in ("PUNCT", "CONJ", "SUB", "REL", "PREP"):
            return []
    return []


def _country(line: Line, item: Item) -> bool:
    """ "attacks on [Yemen] in Sanaa": the country says less than the town in it."""
    return any(i.label == "country" and (i.first, i.last) == (item.first, item.last) for i in line.by_first.get(item.first, ()))


def _explains(line: Line, item: Item) -> bool:
    """Whether a place only tells where the one before it lies, or what that is: "X, south of [Y]", "X, the last base on [the Y]"."""
    if aside(line, item):
        return True
    comma = next((at for at in range(item.first - 1, max(-1, item.first - 12), -1) if line.low(at) == ","), -1)
    named = next((i for i in line.by_token.get(comma - 1, ()) if i.kind == "place" and i.last == comma), None) if comma > 0 else None
    if named is None or named.first <= 1:  # "In X, the army in Y ...": opens the sentence
        return False
    told = range(comma + 1, item.first)
    if line.low(item.first - 1) == "of" and line.low(item.first - 2) in word_set("directions"):
        return not any(line.tag(at) in (*FINITE, "VBG", "CONJ") for at in told)
    tags = [line.tag(at) for at in told]
    return (
        tags[:1] == ["DET"] and "PREP" in tags[1:] and "CONJ" not in tags and not any(tag in (*FINITE, "VBG", "TO", "REL") for tag in tags)
    )


def aside(line: Line, item: Item) -> bool:
    """Whether a place only tells between commas where the one before lies: "Mucojo, on [the coast], has been held by rebels"."""
    between = line.tag(item.first - 1) == "PREP" and line.low(item.first - 2) == line.low(item.last) == ","
    return between and (line.tag(item.first - 3) == "NNP" or line.covering(item.first - 3, ("place",)) is not None)


PLACELESS = ("statement", "negotiate")  # acts that coders give no place: a capital where one speaks is not where something happened


def is_vague(line: Line, item: Item) -> bool:
    """ "several villages", "a building": says little unless a named place follows inside it."""
    if item.label not in ("area", "facility"):
        return False
    return not any(i.kind == "place" and i.label == "within" and 0 <= i.first - item.last <= 2 for i in line.items)


def _rank(type_: str, phrase: Phrase) -> int:
    role = phrase.role
    if role == "obj":
        return 0
    if role == "of":
        return 0 if type_ in word_set("types_of_object") else 2
    if role == "left:of":
        return 8
    if role.startswith("left:"):
        return 6
    if type_ in ("advance", "deploy") and role in ("to", "into", "towards", "toward", "on"):
        return 0
    if type_ in ("evacuate", "withdraw") and role == "from":
        return 0
    if role in ("on", "at", "against", "targeting", "into"):
        return 1
    if role in ("to", "from") and type_ not in ("evacuate", "withdraw", "deploy", "advance", "assault", "capture"):
        return 5
    return 2
