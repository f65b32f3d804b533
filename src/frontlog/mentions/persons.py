"""Where a sentence names persons: behind a title, by a name met before, or by two capitals that act like a person."""

from frontlog.mentions.found import Found, Words
from frontlog.mentions.lexicon import countries, demonyms, exact, nouns, rows


def find_person(words: Words, place: int, previous: Found | None = None) -> Found | None:
    """A titled name, a name already met in the document, or two or more capitals that act like a person."""
    start = place
    titled = False
    while place < len(words.tokens) and place - start < 9:
        size = rows("titles").longest(words.tokens, place) if words.tags[place] in ("NN", "NNP", "JJ") else 0
        if size:
            titled = True
            place += size
        elif words.tags[place] in ("NN", "NNP", "JJ", "POS", "DET") and _title_ahead(words, place):
            place += 1
        else:
            break
    known = _known_person(words, place)
    if known and words.tokens[place].capital and words.tokens[place + known - 1].capital:
        return Found("actor", "person", start, place + known, place + known - 1)
    size = _name(words, place)
    if titled and size:
        return Found("actor", "person", start, place + size, place + size - 1)
    if titled or not size:
        size = _name(words, start)
        place = start
    if size and words.tokens[place + size - 1].lower in words.people:
        return Found("actor", "person", place, place + size, place + size - 1)
    if size >= 2 and (_acts(words, place, size) or _listed(words, place, previous)):
        return Found("actor", "person", place, place + size, place + size - 1)
    return None


def _title_ahead(words: Words, place: int) -> bool:
    """Whether an unbroken noun phrase from here runs into a title that a name follows: "[Congolese] president Félix Tshisekedi"."""
    for at in range(place + 1, min(place + 7, len(words.tokens) - 1)):
        if words.tags[at] not in ("NN", "NNP", "JJ", "POS") and words.tokens[at].lower not in ("of", "for"):
            return False
        size = rows("titles").longest(words.tokens, at)
        if size and at + size < len(words.tokens) and _name(words, at + size):
            return True
    return False


def _name(words: Words, place: int) -> int:
    """Length of a run of capitalised words that may be a person's name: no known group, country, kind of place or calendar word."""
    at = place
    while at < len(words.tokens) and at - place < 5:
        token = words.tokens[at]
        low = token.lower
        particle = (
            low in ("al", "bin", "ibn", "abu", "von", "van", "der", "de", "da", "el", "ben", "ould", "ag")
            and at + 1 < len(words.tokens)
            and words.tokens[at + 1].capital
        )
        if low in ("“", "”") or not ((token.capital and words.tags[at] == "NNP") or particle):
            break
        if (
            (words.names.longest(words.tokens, at) and not _known_person(words, at))
            or demonyms().longest(words.tokens, at)
            or countries().longest(words.tokens, at)
        ):
            break
        if low in exact("group_words") or low in nouns("settlement") or low in nouns("facility") or low in exact("not_a_name"):
            return 0
        at += 1
    return at - place


def _listed(words: Words, place: int, previous: Found | None) -> bool:
    """Whether a person stands right before, in one list with this name."""
    if previous is None or previous.label != "person":
        return False
    between = [t.lower for t in words.tokens[previous.last : place]]
    return bool(between) and all(low in (",", "and", "along", "with", "as", "well") for low in between)


def _known_person(words: Words, at: int) -> int:
    """Length of a registry person's name from here; it must be all that the registry knows there."""
    size = words.persons.longest(words.tokens, at)
    return size if size and size >= words.names.longest(words.tokens, at) else 0


def explained(words: Words, end: int) -> bool:
    """Whether a name that ends here is explained as a place: "X, a market town in the south", "X, the last village before the border"."""
    if end + 2 >= len(words.tokens) or words.tokens[end].lower != "," or words.tags[end + 1] != "DET":
        return False
    for at in range(end + 2, min(end + 8, len(words.tokens))):
        if words.tags[at] not in ("NN", "NNP", "JJ", "NUM", "VBG"):
            return words.tokens[at - 1].lower in nouns("settlement") and words.tokens[at - 1].lower not in (
                "state",
                "position",
                "post",
                "front",
            )
    return False


def people_of(words: Words, place: int) -> bool:
    """Whether what begins here is where people are from: "residents of X", "the mayor of X", "a nurse in X"."""
    if place < 2 or words.tokens[place - 1].lower not in ("of", "from", "in"):
        return False
    who = words.tokens[place - 2].lower
    return who in nouns("civilian") or (words.tokens[place - 1].lower == "of" and who in exact("heads_of_towns"))


def _acts(words: Words, place: int, size: int) -> bool:
    """Whether an untitled name speaks, is killed or arrested, or is explained behind a comma."""
    after = words.tokens[place + size].lower if place + size < len(words.tokens) else ""
    second = words.tags[place + size + 1] if place + size + 1 < len(words.tags) else ""
    before = words.tokens[place - 1].lower if place else ""
    if people_of(words, place) or explained(words, place + size):
        return False  # "residents of [Wad Rawah] said"; "[Wad Rawah], a market town, ..."
    if after in exact("speaking") or before in ("said", "killed", "arrested", "detained", "told", "says", "added", "kills", "with"):
        return before != "with" or after in exact("speaking")
    tag = words.tags[place + size] if place + size < len(words.tags) else ""
    placed = before in exact("location_prepositions") or before in ("of", "and") or (before == "," and place > 5)
    if tag in ("VBD", "VBZ", "HAVE") and not placed:
        return True
    if tag == "BE" and not placed and any(t.lower in exact("suffering") for t in words.tokens[place + size + 1 : place + size + 4]):
        return True
    return after == "," and second in ("DET", "JJ", "NUM", "REL") and not placed
