"""Which of the places that a sentence names only say where another lies: "X, Y Province", "X in Y", "the road to X"."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from frontlog.mentions.found import Found, Words
from frontlog.mentions.lexicon import countries, exact, nouns

_NOUN = ("NN", "NNP", "JJ", "NUM")
LIST = 50  # names behind commas that are looked at to see whether a list goes on: one of more is one


def qualified(words: Words, found: list[Found]) -> list[Found]:
    """In "X, Y Province, Country" and "X in Y" only X is the place; the others say where it lies (label `within`)."""
    out = found[:1]
    for before, now in pairwise(found):
        between = [t.lower for t in words.tokens[before.last : now.first]]
        if between == [","] and before.label in ("reference", "area") and now.label == "name" and out and out[-1].first == before.first:
            out[-1] = now  # "the capital, Sanaa,": the name is the place
            continue
        sited = before.label in ("facility", "area") or (before.label == "reference" and _site(words, before))
        inside = (
            between in (["in"], ["of"], ["'s"], ["in", "neighbouring"], ["in", "neighboring"])
            or between in ([",", "in"], [",", "in", "neighbouring"], [",", "in", "neighboring"])
            or (between == [","] and not _list_goes_on(words, now, found))
        )
        inside = inside or (sited and between in (["at"], ["near"], ["outside"], ["inside"]))
        inside = inside or _of_somebody(words, before, now) or _leads(words, before, between)
        out.append(Found("place", "within", now.first, now.last, now.head) if inside and now.label != "reference" else now)
    return out


def _of_somebody(words: Words, site: Found, now: Found) -> bool:
    """Whether a name says where a site of somebody's lies: "the headquarters of the army's 22nd Division in [Babanusa]"."""
    sited = site.label in ("facility", "reference") and _site(words, site)
    tags, lows = words.tags[site.last : now.first], [t.lower for t in words.tokens[site.last : now.first]]
    behind = len(lows) > 2 and lows[0] in ("of", "for") and lows[-1] in ("in", "at", "near", "outside", "inside")
    return sited and behind and len(lows) < _FAR and all(tag in (*_NOUN, "DET", "POS") for tag in tags[1:-1])


def _site(words: Words, found: Found) -> bool:
    """Whether the words are those of a site, not of a town: "the airport", "the camp"."""
    return words.tokens[found.head].lower in nouns("facility") | {"camp"}


_FAR = 10  # tokens


def _leads(words: Words, site: Found, between: Sequence[str]) -> bool:
    """Whether a name tells which road or ground is meant: "the road to [Shusha]", "the heights around [Talish]"."""
    if site.label not in ("reference", "area", "facility") or not 0 < len(between) < 3:
        return False
    head, mark = words.tokens[site.head].lower, between[-1]
    if head in exact("ways"):
        return mark in exact("marks_of_ways") and (len(between) == 1 or between[0] in ("leading", "running"))
    return head in exact("ground") and len(between) == 1 and mark in exact("marks_of_ground")


def _list_goes_on(words: Words, now: Found, found: list[Found]) -> bool:
    """Whether a name behind a comma is a further member of a list ("A, B and C") rather than the region around A."""
    for _ in range(LIST):
        if now.last < len(words.tokens) and words.tokens[now.last].lower in ("and", "or"):
            return True
        if _region(words, now):
            return False
        at = bisect_left(found, now.last, key=lambda one: one.first)
        if at == len(found):
            return False
        between = [t.lower for t in words.tokens[now.last : found[at].first]]
        if between != [","]:
            return between in (["and"], [",", "and"], ["or"], ["as", "well", "as"])
        now = found[at]
    return True


def _region(words: Words, now: Found) -> bool:
    """Whether a name is that of a country, or says itself that it is a region."""
    last = words.tokens[now.last - 1]
    return bool(countries().longest(words.tokens, now.first)) or (last.lower in _REGIONS and last.capital)


_REGIONS = ("province", "oblast", "governorate", "state", "region", "district", "krai", "county", "territory", "raion")
