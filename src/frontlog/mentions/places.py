"""Where a sentence names places: kinds with names, names behind prepositions, facilities, and pointers ("the town", "there")."""

from collections.abc import Sequence
from functools import cache

from frontlog.mentions.found import Found, Words
from frontlog.mentions.lexicon import countries, demonyms, exact, nouns, rows
from frontlog.mentions.persons import explained, people_of
from frontlog.mentions.place_within import qualified
from frontlog.reference.claim_types import words_of
from frontlog.reference.english import headline, verb_forms
from frontlog.reference.english import words as english_words

_NOUN = ("NN", "NNP", "JJ", "NUM")
_POINTERS = ("the", "this", "that", "its", "these", "both", "their")


def find_places(words: Words, taken: Sequence[Found]) -> list[Found]:
    """Mentions of places from left to right. Tokens of actors in `taken` are left alone, save countries."""
    inner = [f for f in taken if f.label in ("country", "demonym") or _housed(words, f)]
    blocked = {i for f in taken if f not in inner for i in range(f.first, f.last)}
    out: list[Found] = []
    place = 0
    while place < len(words.tokens):
        found = (
            None
            if place in blocked
            else _kind_of(words, place, blocked) or _phrase(words, place, blocked) or _bare(words, place, blocked, out)
        )
        if found is None:
            place += 1
            continue
        out.append(found)
        place = found.last
    if headline(words.tokens):
        out = [found for found in out if found.label != "name" or not _everyday(words, found)]
    return qualified(words, out)


def _everyday(words: Words, found: Found) -> bool:
    """Whether words that title case writes large are those of any sentence: "Ministry Denies [Fall] of Abu Dhali", "a [Key Town]"."""
    return all(t.lower in _common() or not t.word for t in words.tokens[found.first : found.last])


@cache
def _common() -> frozenset[str]:
    plain = (
        word for kind in ("adjective", "adverb", "determiner", "preposition", "conjunction", "numeral") for word in english_words(kind)
    )
    listed = (noun for kind in _COMMON for noun in nouns(kind))
    return frozenset((*plain, *listed, *verb_forms(), *words_of(_GROUND)))


_COMMON = (
    "armed",
    "state",
    "civilian",
    "office",
    "settlement",
    "facility",
    "ways",
    "ground",
    "events",
    "weapon",
    "parts",
    "vague",
    "apposed_kinds",
)


def _housed(words: Words, found: Found) -> bool:
    """Whether people only tell what kind of place the next word is: "the displaced [persons]' camp"."""
    if found.last + 1 >= len(words.tokens):  # "Army kills civilians": nothing stands behind them
        return False
    after = words.tokens[found.last + 1].lower
    return found.label == "civilian" and found.last - found.first == 1 and words.tags[found.last] == "POS" and _kind(after) != ""


def _kind(low: str) -> str:
    return "name" if low in nouns("settlement") else "facility" if low in nouns("facility") else ""


def _capital_run(words: Words, place: int, blocked: set[int]) -> int:
    """Length of the run of capitalised words from here: one name."""
    at = place
    while at < len(words.tokens) and at not in blocked and at - place < 7:
        token = words.tokens[at]
        inner = (
            token.lower in ("of", "the", "del", "de", "la", "el", "al", "and", "upon", "sur")
            and at > place
            and _kind(words.tokens[at - 1].lower) == ""
            and token.lower not in ("and",)
        )
        if (
            (token.capital and words.tags[at] in ("NNP", "NN", "JJ") and token.lower not in exact("not_a_name"))
            or (at > place and _linked(words, at))
            or (
                inner
                and token.lower in ("of", "del", "de", "la", "el", "al")
                and at + 1 < len(words.tokens)
                and _in_country(words, place, at)
            )
        ):
            at += 1
        else:
            break
    size = 0
    if place < len(words.tokens) and words.tokens[place].capital:
        size = max(countries().longest(words.tokens, place), rows("joined").longest(words.tokens, place))
    return max(at - place, size)


def _linked(words: Words, at: int) -> bool:
    """Whether a small word joins the capitals around it to one name: "Mocimboa [da] Praia", "San Vicente [del] Caguan"."""
    if words.tokens[at].lower in ("la", "las", "los", "el") and words.tokens[at - 1].lower == "de":
        return at + 1 < len(words.tokens) and words.tokens[at + 1].capital
    after = next((t for t in words.tokens[at + 1 : at + 3] if t.lower not in ("la", "las", "los", "el")), None)
    return words.tokens[at].lower in ("da", "das", "do", "dos", "de", "del", "di", "du", "es") and after is not None and after.capital


def _in_country(words: Words, place: int, at: int) -> bool:
    size = countries().longest(words.tokens, place)
    return place + size > at


def _kind_of(words: Words, place: int, blocked: set[int], nested: bool = False) -> Found | None:
    """ "the town of X", "the villages of A", "parts of X", "the area of the settlement of X": the kind with its name."""
    at = place
    while at < len(words.tokens) and at not in blocked and words.tags[at] in ("DET", "JJ", "NUM", "NN", "NNP", "RB") and at - place < 7:
        kind = _kind(words.tokens[at].lower) or words.tokens[at].lower in exact("parts")
        after = words.tokens[at + 1].lower if at + 1 < len(words.tokens) else ""
        if words.tokens[at].lower in exact("parts") and any(token.capital and token.lower != "the" for token in words.tokens[place:at]):
            return None  # "Jabbanah camp north of the city of X" is no part of X
        if kind and after == "of" and at + 2 < len(words.tokens):
            start = at + 2 + (words.tokens[at + 2].lower == "the")
            size = _capital_run(words, start, blocked)
            if size and size != demonyms().longest(words.tokens, start):
                return _city_of(words, place, start + size, blocked)
            inner = None if nested or size else _kind_of(words, start, blocked, nested=True)
            if inner is not None:
                return Found("place", "name", place, inner.last, inner.head)
        at += 1
    return None


def _city_of(words: Words, place: int, end: int, blocked: set[int]) -> Found:
    """A kind with a name that ends before `end`, and with the name behind that: "the outskirts of the South Darfur city [of Nyala]"."""
    last = _with_kind(words, end)
    if last > end and last < len(words.tokens) and words.tokens[last].lower == "of" and (size := _capital_run(words, last + 1, blocked)):
        return Found("place", "name", place, last + 1 + size, last + size)
    return Found("place", "name", place, last, end - 1)


def _with_kind(words: Words, end: int) -> int:
    """ "Jafra oil field", "Kubar village": kind words behind a name belong to it."""
    at, last = end, end
    while at < len(words.tokens) and at - end < 3 and words.tags[at] in ("NN", "NNP", "JJ"):
        at += 1
        if _kind(words.tokens[at - 1].lower):
            last = at
    return last


def _phrase(words: Words, place: int, blocked: set[int]) -> Found | None:
    """A noun phrase that ends in a kind of place: "the Jafra oil field", "a residential building", "the city"."""
    if words.tags[place] not in ("DET", "JJ", "NUM", "NN", "NNP"):
        return None
    at, head, named, owner = place, -1, False, (-1, False)
    while (
        at < len(words.tokens)
        and at not in blocked
        and at - place < 9
        and (words.tags[at] in (*_NOUN, "RB", "POS") or (words.tags[at] == "DET" and at == place))
    ):
        token = words.tokens[at]
        kind = _kind(token.lower)
        if words.tags[at] == "RB" and token.lower in exact("location_prepositions"):
            break  # "14 drones over two towns"
        if token.capital and at > 0 and not kind and words.tags[at] == "NNP" and 0 <= head < at:
            break
        if words.tags[at] == "POS" and head == at - 1 >= 0:
            owner, head, named = (head, named), -1, False  # "[the city]'s Daraja neighbourhood" may go on to what lies in it
        if kind and words.tags[at] in ("NN", "NNP", "JJ"):
            head = at
        if (
            token.capital
            and words.tags[at] in ("NNP", "JJ")
            and at > 0
            and not demonyms().longest(words.tokens, at)
            and token.lower not in exact("not_a_name")
        ):
            named = True
        at += 1
    head, named = (head, named) if head >= 0 else owner
    if head < 0 or _modifies(words, head):
        return None
    first = words.tokens[place].lower
    if words.tokens[head].capital:
        behind = _capital_run(words, head + 1, blocked) if words.tags[head + 1 : head + 2] in (["NNP"], ("NNP",)) else 0
        prefixed = words.tokens[head].lower in nouns("kinds_before_name")
        if words.tokens[head].lower in exact("numbered") and words.tags[head + 1 : head + 2] in (["NUM"], ("NUM",)):
            return Found("place", "name", place, head + 2, head)  # "Ward 6"
        alone = not any(token.capital for token in words.tokens[place:head])  # "a [Sea] Tiger base": the head of another name
        return None if alone and behind and not prefixed else Found("place", "name", place, head + 1 + (behind if prefixed else 0), head)
    if named:
        return Found("place", "name", place, head + 1, head)
    if head + 1 == at and words.tokens[head].lower in exact("apposed_kinds") and (size := _capital_run(words, at, blocked)):
        return Found("place", "name", place, at + size, head)  # "the general area Visuvamadu"
    if words.tokens[head].lower in nouns("facility"):
        return Found("place", "reference" if first in ("the", "this", "that") and head - place == 1 else "facility", place, head + 1, head)
    if first in _POINTERS and head - place <= 2:
        return Found("place", "reference", place, head + 1, head)
    if head + 1 < len(words.tags) and words.tags[head + 1] == "NUM" and words.tokens[head].lower in exact("numbered"):
        return Found("place", "name", place, head + 2, head)
    return (
        Found("place", "area", place, head + 1, head)
        if words.tokens[head].lower not in ("front", "state", "center", "centre", "position", "home", "course")
        else None
    )


def _modifies(words: Words, head: int) -> bool:
    """Whether the kind word stands before a person or act: "city council", "border guards", "station chief"."""
    after = words.tags[head + 1] if head + 1 < len(words.tags) else ""
    low = words.tokens[head + 1].lower if head + 1 < len(words.tokens) else ""
    return (
        after == "NN"
        and not low.endswith("ing")
        and low not in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "overnight")
    )


def _bare(words: Words, place: int, blocked: set[int], out: Sequence[Found]) -> Found | None:
    """A name without its kind: behind a preposition of place or a direction, in a list of places, or a country."""
    token = words.tokens[place]
    if token.lower in ("there", "here") and words.tags[place] == "RB":
        after = words.tags[place + 1] if place + 1 < len(words.tags) else ""
        return None if after in ("BE", "HAVE", "MODAL") and token.lower == "there" else Found("place", "reference", place, place + 1, place)
    if not token.capital or words.tags[place] not in ("NNP", "NN", "JJ"):
        return None
    size = _capital_run(words, place, blocked)
    if not size or (demonyms().longest(words.tokens, place) == size and not countries().longest(words.tokens, place)):
        return None
    if countries().longest(words.tokens, place) or _behind(words, place, out):
        return Found("place", "name", _side(words, place), _with_kind(words, place + size), place + size - 1)
    return None


def _side(words: Words, place: int) -> int:
    """Where "northern and eastern [Syria]" starts."""
    first = place
    while first and (
        _sided(words.tokens[first - 1].lower)
        or (words.tokens[first - 1].lower == "and" and first > 1 and _sided(words.tokens[first - 2].lower))
    ):
        first -= 1
    return first


def _sided(low: str) -> bool:
    return (low.endswith("ern") and low[:5] in ("north", "south", "easte", "weste")) or low in ("central", "coastal")


def _behind(words: Words, place: int, out: Sequence[Found]) -> bool:
    """Whether what stands before makes a capitalised word a place."""
    end = place + _capital_run(words, place, set())
    if end + 1 < len(words.tokens) and words.tokens[end].lower == "," and words.tokens[end + 1].lower in ("which", "where"):
        return True
    if explained(words, end):
        return True
    at = _side(words, place) - 1
    while (
        at >= 0
        and (words.tags[at] in ("DET", "JJ") or words.tokens[at].lower in exact("directions"))
        and words.tokens[at].lower not in exact("directions")
    ):
        at -= 1
    if at < 0:
        return False
    low = words.tokens[at].lower
    if low in exact("location_prepositions"):
        return (
            low not in ("to", "against", "from", "on", "between", "over", "off", "targeting")
            or _place_verb(words, at)
            or low in ("between", "over")
        )
    if low == "of" and people_of(words, at + 1):
        return True
    if (
        low == "of"
        and at
        and (
            words.tokens[at - 1].lower == "out"
            or words.tokens[at - 1].lower in exact("directions")
            or _kind(words.tokens[at - 1].lower)
            or words.tokens[at - 1].lower in exact("before_of")
        )
    ):
        return True
    if low in (",", "and", "or", "including") and out and at - out[-1].last <= 1:
        return True
    return words.tags[at] in ("VBD", "VBZ", "VB", "VBG") and words.tokens[at].lower in _taking()


def _place_verb(words: Words, at: int) -> bool:
    """Whether "to", "from", "on" follow a word of motion or attack near by."""
    near = [t.lower for t in words.tokens[max(0, at - 5) : at]]
    return any(low in _taking() for low in near)


@cache
def _taking() -> frozenset[str]:
    """All forms of the verbs that take, reach, strike or leave places: a name right behind them is a place."""
    return words_of(_GROUND) | exact("motion") | exact("of_places")


_GROUND = ("capture", "advance", "withdraw", "besiege", "hold", "assault", "airstrike", "shelling", "evacuate", "deploy", "aid", "repel")
