"""From place mentions to names that can be looked up: kinds and directions split off, pointers ("the town", "there") followed back."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from frontlog.claims.places import PlaceName
from frontlog.claims.pointers import SETTLED, of_the_land, part_of_pointed, pointed
from frontlog.grammar.clauses import NOMINAL, Item, Line, Phrase, coordinated
from frontlog.grammar.wordsets import word_set
from frontlog.model import Piece
from frontlog.reference.countries import country_names, first_seats
from frontlog.reference.tokens import Token
from frontlog.reference.words import clean

_SIDES = ("north", "south", "east", "west")
_CORNERS = tuple(f"{a}{dash}{b}" for a in _SIDES[:2] for b in _SIDES[2:] for dash in ("", "-"))
_DIRECTIONS = {side: f"{side.replace('-', '')}_of" for side in (*_SIDES, *_CORNERS)}
_INSIDE = re.compile(rf"\b(?:in|into|inside|across|throughout) the (?:[\w-]+-(?:held|controlled|run) )?(?:{'|'.join(_DIRECTIONS)}) of\b")
_HOLDING = ("controlled", "held", "occupied", "ruled", "run", "seized", "captured")
_HELD = ("-held", "-controlled", "-occupied", "-ruled", "-run")


def place_names(line: Line, phrases: Sequence[Phrase], earlier: Sequence[str]) -> list[PlaceName]:
    """A name for each phrase. A pointer takes the name of the place it points to, or is left out when there is none."""
    out: list[PlaceName] = []
    for phrase in phrases:
        item = _closed(line, phrase.item)
        span = item.mention.span
        name, kind = _name(line, item, earlier)
        if name:
            around = _around(line, item)
            owners = (owner for i in (item, *around) if (owner := _owner(line, i, earlier)))
            within = tuple(dict.fromkeys((*(i.mention.span.quote for i in around), *owners)))
            whole = _whole(line, item, around)
            before, after = _beside(line, span.start, span.end)
            after = _pointed_behind(line, item, after, earlier)
            opening = _opening(line, item)
            out.append(
                PlaceName(span.quote, span.start, span.end, name, relation(line, phrase), kind, within, whole, before, after, opening)
            )
    return out


def _closed(line: Line, item: Item) -> Item:
    """The item without prepositions at its end, and who holds it: "[the highway] from", "[an area] controlled by"."""
    last, base, span = item.last, line.sentence.span.start, item.mention.span
    while last > item.first + 1 and (line.tag(last - 1) in ("PREP", "TO", "DET") or (last < item.last and line.low(last - 1) in _HOLDING)):
        last -= 1
    if last == item.last or span.start != base + line.tokens[item.first].start:
        return item
    end = base + line.tokens[last - 1].end
    return replace(item, last=last, mention=replace(item.mention, span=replace(span, end=end, quote=span.quote[: end - span.start])))


_BESIDE = 80  # characters around a mention that can tell how far from it, or between it and what


def _beside(line: Line, start: int, end: int) -> tuple[str, str]:
    """The words of the sentence before and behind a mention."""
    text, base = line.sentence.span.quote, line.sentence.span.start
    return text[max(0, start - base - _BESIDE) : start - base], text[end - base : end - base + _BESIDE]


def _pointed_behind(line: Line, item: Item, after: str, earlier: Sequence[str]) -> str:
    """The words behind a place, the first pointer in them replaced by the town it points to: "45 km south of [the city]"."""
    found = _POINTER.search(after)
    if found is None:
        return after
    name = pointed(found[1].split(), _named_before(line, item), earlier)
    return f"{after[: found.start(1)]}{name}{after[found.end(1) :]}" if name else after


_POINTER = re.compile(r"(?:of|from|near|outside)\s+(the\s+(?:[\w-]+\s+)?(?:city|town|village|capital))\b(?!\s+of\b|[\s,]+[A-Z])")


def _opening(line: Line, item: Item) -> tuple[str, ...]:
    """The place with which a sentence opens, where the item stands behind it: "[In the city of Kandahar], a bomb in the Dand district"."""
    first = next((i for i in line.items if i.kind == "place" and i.label == "name" and i.first == 1), None)
    opens = first is not None and line.low(0) in ("in", "at", "near", "inside", "across") and line.low(first.last) == ","
    return (first.mention.span.quote,) if first is not None and opens and item.first > first.last else ()


def _whole(line: Line, item: Item, around: Sequence[Item]) -> Piece:
    """The words of a place with those that say what it lies in: "a camp in Fafi, Garissa"."""
    base, start = line.sentence.span.start, item.mention.span.start
    end = max([item.mention.span.end, *(i.mention.span.end for i in around)])
    return Piece(line.sentence.span.quote[start - base : end - base], start, end)


# What no place ends in: "Woldia in North Wollo district [in]", "the field on the airport road [(]".


def named_places(line: Line) -> list[PlaceName]:
    """Every place that the sentence names: for the choice among places of one name, and for pointers in later sentences.

    Provinces and the like keep their kind ("Hama [province]"): a later "the town" is none of them. An institute is no place to point to.
    """
    items = sorted(line.of_kind("place"), key=lambda i: i.first)
    capitals = [i for i in items if i.label == "within" and clean(i.mention.span.quote) in first_seats()]  # "the X quarter of Damascus"
    within = (b for a, b in pairwise(items) if b.label == "within" and a.label in ("facility", "area"))
    parts = word_set("place_kinds") - SETTLED
    sited = [i for i in within if i not in capitals and line.low(i.last - 1) not in parts]  # "a camp near X", but no "X district"
    named = sorted((*sited, *(i for i in items if i.label == "name")), key=lambda i: i.first)
    found = place_names(line, [Phrase("at", i) for i in (*capitals, *named)], ())
    return [_kept_kind(name) for name in found if not _organised(name)]


def _organised(name: PlaceName) -> bool:
    """ "the Institute for [Border] Studies", "the Ministry of Roads", "the ministry in [Damascus]": who speaks, not where."""
    if _SEAT.search(name.before):
        return True
    titled = _TITLED.search(name.before)
    words = [*name.text.split(), *(titled[0].split() if titled and clean(name.name) not in country_names() else ())]
    return any(word.lower() in word_set("organised") for word in words if word[:1].isupper())


_SEAT = re.compile(
    r"\b(?:ministry|ministries|government|presidency|parliament|embassy|diplomats?)\s(?:here\s)?in\s(?:the\scapital,?\s)?$", re.IGNORECASE
)
_TITLED = re.compile(r"[A-Z]\w+\s(?:for|of|on)\s(?:the\s)?(?:[A-Z]\w+\s(?:and\s)?)*$")


_INNER = frozenset(["neighbourhood", "neighborhood", "quarter", "suburb"])


def _kept_kind(name: PlaceName) -> PlaceName:
    if not name.kind or name.name.lower().removesuffix("s").endswith(name.kind):
        return name
    wide = name.kind in _INNER or (name.kind in word_set("wide") and name.text.lower().endswith(f" {name.kind}"))
    return replace(name, name=f"{name.name} {name.kind}") if wide else name


def relation(line: Line, phrase: Phrase) -> str:
    """at, near, north_of, ..., between, along, toward: from the words before the place and its preposition."""
    first, role = phrase.item.first, phrase.role.removeprefix("left:")
    wider = [t.lower for t in line.tokens[max(0, first - 5) : phrase.item.last]]
    words = wider[-(phrase.item.last - max(0, first - 3)) :]
    inside = bool(_INSIDE.search(" ".join(wider)))
    for place, word in enumerate(words[:-1]):
        if word in _DIRECTIONS and words[place + 1] == "of":
            if inside:
                return "at"  # "in the west of the city"
            both = words[max(0, place - 1) : place] == ["and"] and words[max(0, place - 2)] in _DIRECTIONS
            return "near" if both else _DIRECTIONS[word]  # "north and east of Mubi" is all around it
    if role in word_set("near") or set(words) & word_set("near"):
        return "near"
    if any(word in ("close", "next", "adjacent") and after == "to" for word, after in pairwise(words)):
        return "near"  # "two sites close to Jolo"
    if role in ("along", "between"):
        return role
    return "toward" if role in word_set("toward") and not _of_a_verb(line, role, first) else "at"


def _of_a_verb(line: Line, role: str, first: int) -> bool:
    """Whether "to" before a place belongs to a verb between them: "continues [to] hold Mubi"."""
    at = next((n for n in range(first - 1, max(-1, first - 6), -1) if line.low(n) == role), first)
    return role == "to" and any(item.first == at + 1 and item.last <= first for item in line.of_kind("trigger"))


def _around(line: Line, item: Item) -> tuple[Item, ...]:
    """What the text says the place lies in: "X, [Kyiv Oblast], [Ukraine]"."""
    out: list[Item] = []
    last = item.last
    inner = (i for i in line.items if i.kind == "place" and i.label == "within" and i.first >= item.last)
    for other in sorted(inner, key=lambda i: i.first):
        if other.first - last > 3:
            break
        out.append(other)
        last = other.last
    return tuple(out)


def _name(line: Line, item: Item, earlier: Sequence[str]) -> tuple[str, str]:
    """The name to look up and the kind word beside it."""
    owned = _owned_from(line, item)
    words = list(line.tokens[owned : item.last])
    kind = next((t.lower for t in words if t.lower in word_set("place_kinds")), "")
    if item.label in ("reference", "pronoun"):
        settled = kind and kind not in word_set("kinds_of_ground")
        inner = "" if settled or item.label == "pronoun" else _within(line, item)
        if inner:
            return inner, ""  # "the market in [Sake]", but of "the town in North Kivu" the town
        behind = part_of_pointed(words[-1].text, [t.text for t in line.tokens[item.last : item.last + 3]])
        if behind and (whole := pointed(behind, _named_before(line, item), earlier)):
            return whole, ""  # "the eastern quarters of [the town]" are told by the words as a part of it
        return pointed([t.text for t in words], _named_before(line, item), earlier), kind
    if item.label in ("facility", "area") and not any(t.capital for t in words[1:]):
        if land := of_the_land([t.text for t in words]):
            return pointed(land, _named_before(line, item), earlier), "" if land[-1] == "capital" else words[-1].lower
        inner = _within(line, item)
        return inner or " ".join(t.text for t in words if t.lower not in ("the", "a", "an")), "" if inner else words[-1].lower
    shared = _shared_kind(line, item)
    kinds = len(words) > 1 and words[-1].lower in _PLURAL and clean(item.mention.span.quote.removeprefix("the ")) not in country_names()
    kept = _core(words[:-1] if kinds else words)  # but the United States
    kind = shared or kind
    start = line.tokens[owned].start
    return line.sentence.span.quote[kept[0].start : kept[-1].end].strip(" *") if kept[0].start >= start else "", kind


_NAMED = 50  # names before a pointer in one sentence that are looked at


def _named_before(line: Line, item: Item) -> list[str]:
    """Names of places before an item in its sentence that a pointer may mean: not that which somebody comes from ("came from [Mpeti]")."""
    before = [i for i in line.items if i.kind == "place" and i.label == "name" and i.last <= item.first][-_NAMED:]
    before = [i for i in before if not (line.low(i.first - 1) == "from" and line.low(i.first - 2) in word_set("coming"))]
    out: list[str] = []
    for closed in (_closed(line, i) for i in before):
        span = closed.mention.span
        name, kind = _name(line, closed, ())
        told = PlaceName(span.quote, span.start, span.end, name, kind=kind, before=_beside(line, span.start, span.end)[0])
        out += [_kept_kind(told).name] if name and not _organised(told) else []
    return out


def _owned_from(line: Line, item: Item) -> int:
    """The first token of what lies in another place: "the city's [Daraja neighbourhood]"; that of the item where nothing is owned."""
    marks = (
        n for n in range(item.first + 1, item.last - 1) if line.tag(n) == "POS" and line.low(n - 1) in word_set("place_kinds") | {"camp"}
    )
    return max(marks, default=item.first - 1) + 1


def _owner(line: Line, item: Item, earlier: Sequence[str]) -> str:
    """The name of the place that another is said to lie in as its own: of "the city's Daraja neighbourhood" that of the city."""
    owned = _owned_from(line, item)
    words = [t.text for t in line.tokens[item.first : owned - 1]] if owned > item.first else []
    named = " ".join(words) if any(word[:1].isupper() for word in words[1:] or words) else ""
    return named or (pointed(words, _named_before(line, item), earlier) if words else "")


_PLURAL = {
    "regions": "region",
    "provinces": "province",
    "governorates": "governorate",
    "oblasts": "oblast",
    "districts": "district",
    "states": "state",
    "counties": "county",
    "departments": "department",
    "neighbourhoods": "neighbourhood",
    "neighborhoods": "neighborhood",
    "quarters": "quarter",
    "suburbs": "suburb",
}


def _shared_kind(line: Line, item: Item) -> str:
    """The kind that a list names once, at its end: "in X and in [the A, B and C] regions"."""
    listed = coordinated(line, item)
    kind = _PLURAL.get(line.low(listed[-1].last - 1), "") or _PLURAL.get(line.low(listed[-1].last), "")
    if not kind or len(listed) < 2:
        return ""
    later = listed[listed.index(item) + 1 :]
    return "" if any("the" in (line.low(i.first), line.low(i.first - 1)) for i in later) else kind


def _core(words: list[Token]) -> list[Token]:
    """The name in a phrase: "the ISIS-held town of [Mayadin]", "[Jafra oil field]", "the entire [Deir Ezzor]", "[eastern Homs]"."""
    kept = words
    for place in range(len(kept) - 2, 0, -1):
        articled = kept[place + 1].lower == "the" and place + 2 < len(kept)  # "districts of the [Kharkiv region]"
        word, after = kept[place - 1].lower, kept[place + 1 + articled]
        unnamed = not any(t.capital and not t.lower.endswith(_HELD) and t.lower != "the" for t in kept[:place])
        if kept[place].lower == "of" and after.capital and (word in word_set("kinds_before_of") or word in _DIRECTIONS or unnamed):
            kept = kept[place + 1 + articled :]
            break
    kept = _without_outer(kept)
    first = next((i for i, t in enumerate(kept) if t.capital and not t.lower.endswith(_HELD) and t.lower != "the"), 0)
    while first and (kept[first - 1].lower.endswith("ern") or kept[first - 1].lower in ("central", "coastal", "and")):
        first -= 1
    kept = kept[first:]
    while len(kept) > 1 and kept[-1].lower in word_set("kinds_behind") and not kept[-1].capital and kept[-2].lower not in ("the", "of"):
        kept = kept[:-1]
    return kept


def _without_outer(words: list[Token]) -> list[Token]:
    """ "[the Wadi Barada area] of Damascus": what follows "of" only says where it lies. "Strait of Hormuz" stays whole."""
    for place in range(1, len(words) - 1):
        if words[place].lower == "of" and words[place - 1].lower in word_set("kinds_with_outer"):
            named = [t for t in words[: place - 1] if t.capital and t.lower != "the"]
            return words[:place] if named else words
    return words


_FAR = 10  # tokens
_BETWEEN = (*NOMINAL, "PREP", "TO")


def _within(line: Line, item: Item) -> str:
    """ "an apartment building in Fastiv", "the headquarters of the 2nd Division in Babanusa": the named place that a site lies in."""
    behind = min((i for i in line.items if i.kind == "place" and i.first >= item.last), key=lambda i: i.first, default=None)
    if behind is None or behind.label != "within" or behind.first - item.last > _FAR:
        return ""
    return _name(line, behind, ())[0] if all(line.tag(at) in _BETWEEN for at in range(item.last, behind.first)) else ""
