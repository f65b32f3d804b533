"""A title for an incident, made from its fields and never from a document's words: "Syrian Arab Army captures al-Taybah from ISIS"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

MANY = {"police", "people", "children"}  # that only look singular; and all men ("gunmen")
SINGULAR = {"states", "nations", "philippines", "netherlands", "hamas", "emirates", "honduras", "maldives"}  # names that only look plural
AWAY = ("toward", "between", "along")  # relations that say where a move leads or runs, not where it begins

UNNAMED = re.compile(
    r"^(?:the|its|their|his|her|our|whole|entire|a|an|this|that|these|those)\s+", re.IGNORECASE
)  # before words that are no name
HELD = re.compile(r"\b[\w'’-]+-(?:held|controlled|occupied|run|dominated)\b\s*")  # whose it was is said by the sides
SOME = re.compile(
    r"^(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores|hundreds|several|many|some|all|both|most"
    r"|few|various|other|nearby|neighbou?ring|parts?|large|much)\b",
    re.IGNORECASE,
)  # words for places that take no article
WITHIN = {"country", "admin1", "admin2", "region", "city", "town", "village", "quarter", "island"}  # kinds of places that something is in
PART = re.compile(
    r"^(?:the )?(?:(?P<most>most|much)|(?P<half>(?:about |nearly |almost )?half)|(?:(?:large|some|several|other|the \w+) )?"
    r"(?:parts?|areas|districts|neighbou?rhoods|quarters|sections?|blocks|wards)) of\b",
    re.IGNORECASE,
)
PARTICIPLES = {
    "withdraw": "withdrawn", "break": "broken", "hold": "held", "fight": "fought", "make": "made", "take": "taken", "leave": "left",
}  # fmt: skip
BROKEN_OFF = ("repelled", "broken", "seized", "blocked", "left")  # nouns of a title that tell what became of the thing by a participle

BRACKET = re.compile(r"\[([^\]]*)\]")
NAME = re.compile(r"\{(\w+)\}")
KNOWN = 1 << 14  # names whose form in a title is kept


@dataclass(frozen=True, slots=True)
class Phrase:
    """How a claim type is said: a verb with what follows it (behind | when no other side is named), and a noun for when nobody is.

    `{p}` is the place, `{at}` the place with its "at" or "near", `{from}` with the "from" or "toward" of a move, `{held}` that of talks,
    `{t}` the other side; a part in [brackets] is left out when what it names is unknown.
    """

    verb: str
    rest: str
    noun: str


PHRASES: Mapping[str, Phrase] = {
    "capture": Phrase("capture", "[{p}][ from {t}]", "Capture[ of {p}][ from {t}]"),
    "advance": Phrase("gain", "ground[ {at}][ against {t}]", "Advance[ {at}][ against {t}]"),
    "repel": Phrase("repel", "an attack[ by {t}][ on {p}]", "Attack[ by {t}] repelled[ {at}]"),
    "withdraw": Phrase("withdraw", "[{from}]", "Withdrawal[ {from}]"),
    "handover": Phrase("hand", "over[ {p}][ to {t}]", "Handover[ of {p}][ to {t}]"),
    "besiege": Phrase("surround", "[{t}][ {at}]|[{p}]", "Siege[ of {p}]"),
    "break_siege": Phrase("break", "the siege[ of {p}]", "Siege[ of {p}] broken"),
    "hold": Phrase("hold", "[{p}]", "Control[ of {p}]"),
    "clash": Phrase("fight", "[{t}][ {at}]", "Clash[ {at}]"),
    "assault": Phrase("attack", "[{t}][ {at}]|[{p}]", "Attack[ {at}][ on {t}]"),
    "airstrike": Phrase("bomb", "[{t}][ {at}] from the air|[{p}] from the air", "Air strike[ {at}][ on {t}]"),
    "shelling": Phrase("shell", "[{t}][ {at}]|[{p}]", "Shelling[ {at}][ of {t}]"),
    "bombing": Phrase("bomb", "[{t}][ {at}]|[{p}]", "Bombing[ {at}][ against {t}]"),
    "civilians_attacked": Phrase("attack", "[{t}][ {at}]|civilians[ {at}]", "Attack on civilians[ {at}]"),
    "losses": Phrase("inflict", "losses[ on {t}][ {at}]", "Losses[ of {t}][ {at}]"),
    "seize_materiel": Phrase("seize", "weapons or goods[ from {t}][ {at}]", "Weapons or goods seized[ {at}]"),
    "surrender": Phrase("surrender", "[to {t}][ {at}]", "Surrender[ to {t}][ {at}]"),
    "defect": Phrase("defect", "[to {t}][ {at}]", "Defection[ to {t}][ {at}]"),
    "arrest": Phrase("arrest", "[{t}][ {at}]", "Arrests[ {at}]"),
    "deploy": Phrase("deploy", "[{at}]", "Deployment[ {at}]"),
    "evacuate": Phrase("evacuate", "[{t}][ {from}]", "Evacuation[ {from}]"),
    "agreement": Phrase("agree", "[with {t}][ {held}]|to a deal[ {held}]", "Agreement[ {held}]"),
    "negotiate": Phrase("negotiate", "[with {t}][ {held}]", "Talks[ {held}]"),
    "statement": Phrase("make", "a statement[ on {t}]", "Statement[ on {t}]"),
    "protest": Phrase("protest", "[against {t}][ {at}]", "Protest[ {at}]"),
    "aid": Phrase("deliver", "aid[ to {t}][ {at}]", "Aid[ {at}]"),
}


def title(
    kind: str,
    modality: str,
    agents: Sequence[str],
    targets: Sequence[str],
    place: str,
    relation: str = "at",
    said: Phrase | None = None,
    part: str = "",
    place_kind: str = "",
) -> str:
    """One plain sentence without a full stop. Names are given as they shall stand there; `relation` and `place_kind` are the place's.
    `said` is how the act is said, where more is known of it than its type; `part` is "most of" or the like where no more of the place is
    meant."""
    phrase = said or PHRASES.get(kind, Phrase("take", "part in an event[ {at}]", "Event[ {at}]"))
    place = thing(place)
    if part and relation == "at" and kind in ("capture", "hold"):
        place = f"{part} {place}"
    stands = "in" if relation == "at" and place_kind in WITHIN else relation.replace("_", " ")
    where = f"{stands} {place}" if place else ""
    move = f"from {place if relation == 'at' else where}" if place and relation not in AWAY else where
    values = {
        "p": place
        if relation == "at" and place
        else f"ground {where}".rstrip()
        if place or (agents and kind in ("capture", "hold"))
        else "",
        "at": where,
        "from": move,
        "held": f"on {place}" if place and relation in AWAY else where,
        "t": listed(targets),
    }
    if not agents:
        words = _fill(phrase.noun, values)
        if modality == "denied" and not words.endswith(BROKEN_OFF):
            return f"{words} denied"
        prefix = {"planned": "Planned: ", "conditional": "Possible: ", "denied": "Denied: ", "failed": "Failed: "}.get(modality, "")
        return prefix + (words if not prefix else words[0].lower() + words[1:])
    many = len(agents) > 1 or plural(agents[0])
    with_target, _, without = phrase.rest.partition("|")
    rest = f" {_fill(with_target if targets or not without else without, values)}".rstrip()
    return _capital(f"{listed(agents)} {_verb(phrase.verb, modality, many)}{rest}")


@lru_cache(maxsize=KNOWN)
def plural(name: str) -> bool:
    """Whether a name takes a plural verb: "Syrian Democratic Forces", "rebels", but not "ISIS", "Hamas", "United States"."""
    head = re.split(r" (?:of|in|for|and|from|with|attributed|loyal|linked|affiliated|allied|backed|who|that) ", name)[0]
    last = head.split()[-1] if head.split() else ""
    if last.lower() in MANY or (last.lower().endswith("men") and last != "Yemen"):
        return True
    return last.endswith("s") and not last.endswith("ss") and not last.isupper() and last.lower() not in SINGULAR


def listed(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C", "A, B and 3 others"."""
    if len(names) > 3:
        return f"{names[0]}, {names[1]} and {len(names) - 2} others"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _verb(verb: str, modality: str, many: bool) -> str:
    s = "" if many else "s"
    if modality == "failed":
        return f"fail{s} to {verb}"
    if modality == "planned":
        return f"plan{s} to {verb}"
    if modality == "conditional":
        return f"may {verb}"
    if modality == "denied":
        return f"{'are' if many else 'is'} said not to have {participle(verb)}"
    return verb if many else _third(verb)


def participle(verb: str) -> str:
    """Of "to have": "captured", "withdrawn"."""
    if verb in PARTICIPLES:
        return PARTICIPLES[verb]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    double = "l" if verb.endswith("pel") else ""
    return verb + double + ("d" if verb.endswith("e") else "ed")


@lru_cache(maxsize=KNOWN)
def thing(place: str) -> str:
    """Words that are no name take an article, and no other's: "the bridge" for "bridge" and for "its bridge"."""
    place = place.replace(" 's", "'s").replace(" ’s", "’s")
    bare = HELD.sub("", place)
    if bare != place and not any(c.isupper() for c in bare):
        place = "" if UNNAMED.fullmatch(f"{bare.strip()} ") else bare.strip()
    if not place or any(c.isupper() or c.isdigit() for c in place) or place == place.upper():
        return place
    while UNNAMED.match(place):
        place = UNNAMED.sub("", place)
    return place if SOME.match(place) else f"the {place}"


@lru_cache(maxsize=KNOWN)
def part_of(words: str) -> str:
    """How much of a place is meant by the words for it: "most of", "half of", "part of", or all of it."""
    found = PART.match(words.strip())
    return ("most of" if found["most"] else "half of" if found["half"] else "part of") if found else ""


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch")) else "s")


def _fill(pattern: str, values: Mapping[str, str]) -> str:
    """Brackets whose value is empty go; the others lose their brackets."""

    filled = [f"{words}{inside.format(**values) if name and values[name] else ''}" for words, inside, name in _pieces(pattern)]
    return " ".join("".join(filled).split())


@cache
def _pieces(pattern: str) -> tuple[tuple[str, str, str], ...]:
    """The words before each bracket, what stands in it, and the value that it names; at the end words alone."""
    parts = [*BRACKET.split(pattern), ""]
    names = (NAME.search(inside) for inside in parts[1::2])
    return tuple((words, inside, name[1] if name else "") for words, inside, name in zip(parts[::2], parts[1::2], names, strict=True))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:] if text[:1].islower() and not re.match(r"(?:al|el|an|ash|at)-", text) else text
