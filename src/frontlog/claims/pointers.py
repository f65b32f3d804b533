"""Which place "the town", "there" and "the capital" point to: one named before that is of their kind."""

from collections.abc import Sequence

from frontlog.grammar.wordsets import word_set
from frontlog.reference.countries import countries, country_names, first_seats, nationalities
from frontlog.reference.words import clean

_ANYWHERE = frozenset({"there", "here", "country", "nation", "territory"})  # what may point to a country named in the sentence
SETTLED = frozenset({"town", "city", "village", "settlement", "place", "locality"})


def pointed(words: Sequence[str], here: Sequence[str], earlier: Sequence[str]) -> str:
    """The name of the place that words point to, "" when nothing fits. `here` are the names before them in their sentence, `earlier` those
    of the sentences before, both in the order of the text. A pointer such as "the stadium" that nothing fits stands for itself."""
    noun = words[-1].lower()
    if noun == "capital":
        return _capital(words, [*earlier, *here])
    if noun in ("centre", "center") and len(words) > 1 and words[-2].lower() in SETTLED:
        return pointed(words[:-1], here, earlier) or _site(words, noun, ())  # "the town centre" is told by the words as a part of it
    if noun in word_set("kinds_inside") | word_set("sites_inside") and noun not in word_set("pointing"):
        return _site(words, noun, [*earlier, *here])
    nations, wide = country_names(), noun in ("country", "nation")
    fitting = [name for name in here if _fits(noun, name) and (noun in _ANYWHERE or clean(name) not in nations)]
    if fitting and noun not in word_set("wide"):
        return fitting[-1]
    if noun not in word_set("pointing"):
        return _site(words, noun, earlier)
    fitting = [name for name in earlier if (clean(name) in nations) is wide and _fits(noun, name)]
    if noun not in _ANYWHERE | SETTLED and not wide and (same := [name for name in fitting if noun in name.lower().split()]):
        return same[-1]  # "the camp" is the one that is called so, whatever was named since
    if noun in word_set("wide") and not wide:
        fitting = [name for name in fitting if name.lower().endswith(" region")] or fitting
    return fitting[-1] if fitting else ""


_PARTS = frozenset({"quarter", "district", "neighbourhood", "neighborhood", "suburb", "edge", "part", "street", "block", "outskirt"})


def part_of_pointed(noun: str, behind: Sequence[str]) -> tuple[str, ...]:
    """ "the eastern quarters [of the town]": the pointer behind a noun for a part of a place, () where there is none."""
    lows = [word.lower() for word in behind[:3]]
    ends = (
        noun.lower().removesuffix("s") in _PARTS
        and len(lows) == 3
        and lows[0] in ("of", "in")
        and lows[1] in ("the", "this", "that")
        and lows[2] in SETTLED
    )
    return tuple(behind[1:3]) if ends else ()


def of_the_land(words: Sequence[str]) -> tuple[str, ...]:
    """The pointer in "the country's capital" or "the nation's west coast", () where the words are none of the two."""
    lows = [word.lower() for word in words]
    if lows[:1] != ["the"] or lows[1:2] not in (["country"], ["nation"]) or lows[2:3] not in (["'s"], ["’s"]):
        return ()
    if lows[3:] == ["capital"]:
        return ("the", "capital")
    return ("the", "country") if lows[-1] in _LANDS and len(lows) < _WORDS else ()


_LANDS = frozenset({"coast", "coasts", "border", "borders", "north", "south", "east", "west", "centre", "center", "interior"})
_WORDS = 7


def _site(words: Sequence[str], noun: str, named: Sequence[str]) -> str:
    """ "the airport" is the one named before, else itself: no town is meant by it."""
    same = [name for name in named if noun in name.lower()]
    return same[-1] if same else " ".join(word for word in words if word.lower() not in ("the", "this", "that"))


def _fits(noun: str, name: str) -> bool:
    """A town is no roundabout, no province and no "northern X"."""
    words = name.lower().split()
    if noun not in SETTLED or not words:
        return True
    inside = word_set("kinds_inside") | word_set("wide")
    return words[-1] not in inside and words[-1].removesuffix("s") not in inside and not words[0].endswith("ern")


def _capital(words: Sequence[str], named: Sequence[str]) -> str:
    """ "the Yemeni capital" by its adjective, "the capital" by the last capital or country named; "the provincial capital" by neither."""
    own = [word for word in words[:-1] if word.lower() not in ("the", "a", "this", "that")]
    nation = next((nationalities()[clean(word)] for word in own if clean(word) in nationalities()), "")
    if nation:
        return countries()[nation].seats[0]
    if not own:
        capitals = [name for name in named if clean(name) in first_seats()]
        nations = [country_names()[clean(name)] for name in named if clean(name) in country_names()]
        if capitals:
            return capitals[-1]
        if nations:
            return countries()[nations[-1]].seats[0]
    towns = [name for name in named if _fits("town", name) and clean(name) not in country_names()]
    return towns[-1] if towns else ""
