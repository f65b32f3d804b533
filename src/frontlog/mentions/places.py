"""Where a sentence names places: kinds with names, names behind prepositions, facilities, and pointers ("the town", "there")."""

from collections.abc import Sequence
from functools import cache

from frontlog.mentions.found import Found, Words
from frontlog.mentions.lexicon import demonyms, exact, nouns
from frontlog.mentions.place_bare import GROUND, bare_name
from frontlog.mentions.place_runs import capital_run, kind_word, with_kind
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
            else _kind_of(words, place, blocked) or _phrase(words, place, blocked) or bare_name(words, place, blocked, out)
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
    return frozenset((*plain, *listed, *verb_forms(), *words_of(GROUND)))


@cache
def _happenings() -> frozenset[str]:
    return nouns("events") | words_of(("assault", "airstrike", "shelling", "bombing", "clash"))


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
    return found.label == "civilian" and found.last - found.first == 1 and words.tags[found.last] == "POS" and kind_word(after) != ""


def _kind_of(words: Words, place: int, blocked: set[int], nested: bool = False) -> Found | None:
    """ "the town of X", "the villages of A", "parts of X", "the area of the settlement of X": the kind with its name."""
    at = place
    while at < len(words.tokens) and at not in blocked and words.tags[at] in ("DET", "JJ", "NUM", "NN", "NNP", "RB") and at - place < 7:
        if words.tags[at] == "DET" and at > place and words.tokens[at - 1].capital:
            return None  # "recaptured in [March] the town of X"
        kind = kind_word(words.tokens[at].lower) or words.tokens[at].lower in exact("parts")
        after = words.tokens[at + 1].lower if at + 1 < len(words.tokens) else ""
        if words.tokens[at].lower in exact("parts") and any(token.capital and token.lower != "the" for token in words.tokens[place:at]):
            return None  # "Jabbanah camp north of the city of X" is no part of X
        if words.tokens[at].lower in exact("directions") and any(token.lower in _happenings() for token in words.tokens[place:at]):
            return None  # "14 attacks east of X"
        if kind and after == "of" and at + 2 < len(words.tokens):
            start = at + 2 + (words.tokens[at + 2].lower == "the")
            size = capital_run(words, start, blocked)
            if size and size != demonyms().longest(words.tokens, start):
                return _city_of(words, place, start + size, blocked)
            inner = None if nested or size else _kind_of(words, start, blocked, nested=True)
            if inner is not None:
                return Found("place", "name", place, inner.last, inner.head)
        at += 1
    return None


def _city_of(words: Words, place: int, end: int, blocked: set[int]) -> Found:
    """A kind with a name that ends before `end`, and with the name behind that: "the outskirts of the South Darfur city [of Nyala]"."""
    last = with_kind(words, end)
    if last > end and last < len(words.tokens) and words.tokens[last].lower == "of" and (size := capital_run(words, last + 1, blocked)):
        return Found("place", "name", place, last + 1 + size, last + size)
    return Found("place", "name", place, last, end - 1)


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
        kind = kind_word(token.lower)
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
        behind = capital_run(words, head + 1, blocked) if words.tags[head + 1 : head + 2] in (["NNP"], ("NNP",)) else 0
        prefixed = words.tokens[head].lower in nouns("kinds_before_name")
        if words.tokens[head].lower in exact("numbered") and words.tags[head + 1 : head + 2] in (["NUM"], ("NUM",)):
            return Found("place", "name", place, head + 2, head)  # "Ward 6"
        alone = not any(token.capital for token in words.tokens[place:head])  # "a [Sea] Tiger base": the head of another name
        return None if alone and behind and not prefixed else Found("place", "name", place, head + 1 + (behind if prefixed else 0), head)
    if named:
        return Found("place", "name", place, head + 1, head)
    if head + 1 == at and words.tokens[head].lower in exact("apposed_kinds") and (size := capital_run(words, at, blocked)):
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
