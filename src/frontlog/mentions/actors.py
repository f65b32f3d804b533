"""Where a sentence names people: persons, groups with their members and acronyms, pronouns."""

import re

from frontlog.mentions.found import Found, Words
from frontlog.mentions.groups import find_group
from frontlog.mentions.lexicon import exact, nouns
from frontlog.mentions.persons import find_person

_PRONOUNS = ("they", "it", "he", "she", "we", "i", "them", "him", "her", "us", "who", "others", "both", "one", "themselves")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
_BOUNDS = ("up", "to", "about", "around", "some", "at", "least", "more", "than", "nearly", "roughly", "almost", "over")
_MEN = ("men", "people", "persons", "strong")


def find_actors(words: Words) -> list[Found]:
    """Mentions of actors from left to right, none inside another."""
    out: list[Found] = []
    place = 0
    while place < len(words.tokens):
        if _CLOCK.fullmatch(words.tokens[place].lower):
            place += 1  # of an entry: "12:55 The health ministry"
            continue
        found = find_person(words, place, out[-1] if out else None) or find_group(words, place) or _pronoun(words, place)
        if found is None:
            place += 1
            continue
        found = _with_members(words, found)
        out.append(_with_acronym(words, found))
        place = max(out[-1].last, _counted(words, out[-1]))
    return out


def _pronoun(words: Words, place: int) -> Found | None:
    token = words.tokens[place]
    if token.lower in _PRONOUNS and token.text != "US" and words.tags[place] in ("PRON", "DET", "NUM"):
        after = words.tags[place + 1] if place + 1 < len(words.tags) else ""
        if token.lower in ("her", "both", "one") and after in ("NN", "NNP", "JJ"):
            return None
        return Found("actor", "pronoun", place, place + 1, place)
    return None


def _with_acronym(words: Words, found: Found) -> Found:
    """ "the Syrian Arab Army (SAA)" is one mention."""
    rest = words.tokens[found.last : found.last + 3]
    if len(rest) == 3 and rest[0].text == "(" and rest[2].text == ")" and rest[1].text.isupper():
        return Found(found.kind, found.label, found.first, found.last + 3, found.head)
    return found


def _with_members(words: Words, found: Found) -> Found:
    """ "members of the X", "Government of Iraq": the group behind "of" belongs to the mention and names it."""
    at = found.last
    if (
        at + 1 >= len(words.tokens)
        or words.tokens[at].lower not in ("of", "from")
        or found.label == "pronoun"
        or (found.label == "person" and words.tokens[found.last - 1].capital and words.tokens[found.last - 1].lower not in nouns("office"))
    ):
        return found
    last = words.tokens[at - 1].lower
    if last not in exact("members") and last not in nouns("office") and last not in nouns("armed"):
        return found
    inner = find_group(words, at + 1)
    if inner is not None and inner.label == "civilian" and last in ("member", "members"):
        return Found(found.kind, "civilian", found.first, inner.last, inner.head)  # "twelve members of a family"
    if inner is None or inner.label in ("civilian", "media"):
        return found
    label = "armed" if found.label in ("civilian", "armed") and inner.label in ("named", "armed") else found.label
    return Found(found.kind, label, found.first, _with_acronym(words, inner).last, inner.head)


def _counted(words: Words, found: Found) -> int:
    """Where "[an assault group] of up to twenty men" ends, which is one mention and no civilians; 0 where no number of men stands there."""
    behind = words.tokens[found.last].lower if found.last < len(words.tokens) else ""
    if behind != "of" or words.tokens[found.last - 1].lower not in nouns("armed"):
        return 0
    place = found.last + 1
    while place < len(words.tokens) and words.tokens[place].lower in _BOUNDS:
        place += 1
    number = place < len(words.tags) and words.tags[place] == "NUM"
    return place + 2 if number and place + 1 < len(words.tokens) and words.tokens[place + 1].lower in _MEN else 0
