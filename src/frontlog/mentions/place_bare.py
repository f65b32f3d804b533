"""Names of places without a kind: behind a preposition of place or a direction, in a list of places, or a country."""

from collections.abc import Sequence
from functools import cache

from frontlog.mentions.found import Found, Words
from frontlog.mentions.lexicon import countries, demonyms, exact, nouns
from frontlog.mentions.persons import explained, people_of
from frontlog.mentions.place_runs import capital_run, kind_word, with_kind
from frontlog.reference.claim_types import words_of


def bare_name(words: Words, place: int, blocked: set[int], out: Sequence[Found]) -> Found | None:
    """A name without its kind: behind a preposition of place or a direction, in a list of places, or a country."""
    token = words.tokens[place]
    if token.lower in ("there", "here") and words.tags[place] == "RB":
        after = words.tags[place + 1] if place + 1 < len(words.tags) else ""
        return None if after in ("BE", "HAVE", "MODAL") and token.lower == "there" else Found("place", "reference", place, place + 1, place)
    if not token.capital or words.tags[place] not in ("NNP", "NN", "JJ"):
        return None
    size = capital_run(words, place, blocked)
    if not size or (demonyms().longest(words.tokens, place) == size and not countries().longest(words.tokens, place)):
        return None
    if countries().longest(words.tokens, place) or (_behind(words, place, out) and not _armament(words, place + size)):
        return Found("place", "name", _side(words, place), with_kind(words, place + size), place + size - 1)
    return None


def _armament(words: Words, after: int) -> bool:
    """Whether a name only says whose or which weapons or vessels are meant: "attacked [Sea Tiger] boats"."""
    return after < len(words.tokens) and not words.tokens[after].capital and words.tokens[after].lower in nouns("weapon") | nouns("movers")


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
    end = place + capital_run(words, place, set())
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
            or kind_word(words.tokens[at - 1].lower)
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
    return words_of(GROUND) | exact("motion") | exact("of_places")


GROUND = ("capture", "advance", "withdraw", "besiege", "hold", "assault", "airstrike", "shelling", "evacuate", "deploy", "aid", "repel")
