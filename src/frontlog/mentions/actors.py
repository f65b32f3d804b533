"""Where a sentence names people: registry names, nationality and head noun, group words, titled persons, nouns, pronouns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from frontlog.mentions.lexicon import NO_NAMES, Names, capitals, countries, demonyms, exact, nouns, rows
from frontlog.reference.tokens import Token

_MODIFIER = ("JJ", "NUM", "DET", "POS", "RB")
_PRONOUNS = ("they", "it", "he", "she", "we", "i", "them", "him", "her", "us", "who", "others", "both", "one", "themselves")
_HEADS = (("armed", "armed"), ("civilian", "civilian"), ("state", "state"), ("media", "media"), ("office", "person"))
_WHOSE = ("people", "peoples", "workers", "women", "citizens", "farmers", "peasants", "soldiers")


@dataclass(frozen=True, slots=True)
class Found:
    """A mention: tokens[first:last] of a kind. `label` tells what sort of it; `head` is the token that decided."""

    kind: str
    label: str
    first: int
    last: int
    head: int


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence as the finders see it: tokens, word classes, the registry's names, and the persons met earlier in the document."""

    tokens: Sequence[Token]
    tags: Sequence[str]
    names: Names
    people: Collection[str]
    persons: Names = NO_NAMES


def find_actors(words: Words) -> list[Found]:
    """Mentions of actors from left to right, none inside another."""
    out: list[Found] = []
    place = 0
    while place < len(words.tokens):
        found = _person(words, place, out[-1] if out else None) or _group(words, place) or _pronoun(words, place)
        if found is None:
            place += 1
            continue
        found = _with_members(words, found)
        out.append(_with_acronym(words, found))
        place = out[-1].last
    return out


def _pronoun(words: Words, place: int) -> Found | None:
    token = words.tokens[place]
    if token.lower in _PRONOUNS and token.text != "US" and words.tags[place] in ("PRON", "DET", "NUM"):
        after = words.tags[place + 1] if place + 1 < len(words.tags) else ""
        if token.lower in ("her", "both", "one") and after in ("NN", "NNP", "JJ"):
            return None
        return Found("actor", "pronoun", place, place + 1, place)
    return None


def _group(words: Words, place: int) -> Found | None:
    """A noun phrase whose head is a name or a noun for people, with its article and modifiers."""
    start = place
    if words.tags[place] == "POS":
        return None
    core = _core(words, place)
    if core is None:
        while place < len(words.tokens) and words.tags[place] in _MODIFIER and place - start < 6:
            place += 1
        if place == start or place >= len(words.tokens):
            return None
        core = _core(words, place)
    if core is None:
        return None
    label, end, head = core
    if label == "demonym":
        return None if place > start and words.tags[start] == "RB" else Found("actor", label, start, end, head)
    while start < place and words.tags[start] == "RB":
        start += 1
    if label == "country" and words.tokens[start].lower != "the":
        start = place
    return Found("actor", label, start, end, head)


def _core(words: Words, place: int) -> tuple[str, int, int] | None:
    """The name or head noun from `place` on: (label, end, head). Longest chain of names and nouns that ends in a head."""
    end, label, head = place, "", place
    at = place
    while at < len(words.tokens) and at - place < 9:
        step, kind = _piece(words, at, at == place)
        if not step:
            break
        at += step
        if kind != "filler":
            end, head = at, at - 1
            label = _combined(label, kind)
    if not label:
        return None
    return label, end, head


def _combined(label: str, kind: str) -> str:
    """ "Hamas fighters" is armed, "Syrian government" is state: the last noun decides, a bare name stays a name."""
    return (
        kind
        if kind in ("armed", "state", "civilian", "media") or not label or label in ("demonym", "country")
        else label
        if kind in ("country",)
        else kind
    )


def _piece(words: Words, at: int, first: bool) -> tuple[int, str]:
    """One part of a group's name at a place: how many tokens, and what it is. `filler` may stand inside but not end it."""
    token, tag = words.tokens[at], words.tags[at]
    low = token.lower
    if tag == "POS":
        return (1, "filler") if _owned(words, at) else (0, "")
    for lexicon, label in ((countries(), "country"), (demonyms(), "demonym"), (words.names, "named")):
        size = lexicon.longest(words.tokens, at)
        if size and label != "named" and _registered(words, at) > size:
            continue
        if label == "named":
            size = 0 if _sided_name(words, at) else _registered(words, at)
        if size and label == "named" and capitals().longest(words.tokens, at) == size and not _speaks_for(words, at, size):
            continue
        if size and (token.capital or any(t.capital for t in words.tokens[at : at + size])):
            wide = _capitals(words, at, size)
            return (wide, "named") if wide > size else (size, label)
    if token.capital and tag in ("NNP", "NN", "JJ") and not _opens_members(words, at):
        size = _capitals(words, at, 1)
        if words.tokens[at + size - 1].lower in exact("group_words") and (
            size > 1 or low in ("parliament", "pentagon", "kremlin", "police")
        ):
            return size, "named"
    if low.endswith(("-backed", "-led", "-linked", "-affiliated", "-aligned", "-allied")) or low.startswith(("pro-", "anti-", "ex-")):
        return 1, "filler"
    if tag in ("NN", "JJ", "NNP", "VBG") and low not in exact("not_a_name"):
        for kind, label in _HEADS:
            if low in nouns(kind):
                return (1, label) if _is_head(words, at) else (1, "filler")
    if tag in ("JJ", "NN") and _head_ahead(words, at):
        return 1, "filler"
    if tag == "NNP" and token.capital and low not in exact("not_a_name") and _head_ahead(words, at):
        return 1, "filler"
    return 0, ""


def _opens_members(words: Words, at: int) -> bool:
    """Whether a capital only opens the sentence: "[Fighters] of the Coalition of Patriots for Change" are that coalition's."""
    return at == 0 and words.tokens[at].lower in exact("members") and len(words.tokens) > 1 and words.tokens[1].lower in ("of", "from")


def _speaks_for(words: Words, at: int, size: int) -> bool:
    """Whether a capital stands for its government: it does something, and no preposition makes it a place."""
    before = words.tags[at - 1] if at else ""
    after = words.tags[at + size] if at + size < len(words.tags) else ""
    return before not in ("PREP", "TO", "PUNCT", "NN", "NNP", "NUM", "JJ", "VBD", "VBZ", "VB", "VBG") and after in (
        "VBZ",
        "VBD",
        "HAVE",
        "MODAL",
        "BE",
    )


def _is_event(words: Words, at: int) -> bool:
    """Whether a noun of action stands here: "the rebel [advance]"."""
    return words.tokens[at].lower in exact("events") or words.tokens[at].lower in (
        "advance",
        "assault",
        "siege",
        "ambush",
        "withdrawal",
        "retreat",
        "forces",
        "push",
    )


def _owned(words: Words, at: int) -> bool:
    """Whether what is owned is a force: "al-Shabaab's [forces]", "Nigeria's [air force]"."""
    for place in range(at + 1, min(at + 4, len(words.tokens))):
        low = words.tokens[place].lower
        if words.tags[place] not in ("NN", "NNP", "JJ"):
            return False
        if words.tags[place] == "JJ" and low in nouns("armed") and words.tags[place + 1 : place + 2] in (["NN"], ("NN",)):
            continue  # "the Taliban's [military] chief"
        if low in nouns("armed") or low in exact("owned_bodies") or (low in nouns("office") and place == _last_noun(words, place)):
            return _is_head(words, place)
    return False


def _last_noun(words: Words, place: int) -> int:
    """The last of the nouns and names that stand in a row from a place on."""
    while place + 1 < len(words.tokens) and words.tags[place + 1] in ("NN", "NNP"):
        place += 1
    return place


def _registered(words: Words, at: int) -> int:
    """Length of the registry name from here, 0 for names that end in an event ("Israeli strikes")."""
    size = words.names.longest(words.tokens, at)
    return 0 if size > 1 and words.tokens[at + size - 1].lower in exact("events") else size


def _sided_name(words: Words, at: int) -> bool:
    """Whether a side of the sky only begins a name: "[West] Kordofan"."""
    sided = words.tokens[at].lower in ("north", "south", "east", "west") and at + 1 < len(words.tokens)
    return sided and words.names.longest(words.tokens, at) == 1 and words.tokens[at + 1].capital and words.tags[at + 1] == "NNP"


def _is_head(words: Words, at: int) -> bool:
    """Whether a noun for people ends its phrase: in "army base" or "police station" it does not."""
    if words.tags[at] == "JJ" and at + 1 < len(words.tokens) and words.tags[at + 1] in ("NN", "NNP"):
        return (
            words.tokens[at].lower in ("rebel", "opposition", "insurgent", "separatist", "jihadist", "islamist")
            and not _head_ahead(words, at)
            and _is_event(words, at + 1)
        )
    for place in range(at + 1, min(at + 4, len(words.tokens))):
        if words.tags[place] not in ("NN", "NNP"):
            return True
        low = words.tokens[place].lower
        if low in nouns("facility") or low in nouns("weapon") or low in nouns("settlement"):
            return False
    return True


def _head_ahead(words: Words, at: int) -> bool:
    """Whether an unbroken run of nouns from here ends in a noun for armed or official people: "sleeper [cells]"."""
    for place in range(at + 1, min(at + 4, len(words.tokens))):
        low = words.tokens[place].lower
        if words.tags[place] not in ("NN", "NNP", "JJ"):
            return False
        if (
            low in nouns("armed")
            or (low in nouns("state") and low not in exact("loose"))
            or (low in nouns("civilian") and place == at + 1 and not words.tokens[at].capital)
        ):
            return _is_head(words, place)
    return False


def _capitals(words: Words, at: int, least: int) -> int:
    """Length of the run of capitalised words that ends in a group word, at least `least`; "of", "for", "and the" may stand inside."""
    best, place = least, at
    while place < len(words.tokens) and place - at < 9:
        token = words.tokens[place]
        inner = token.lower in ("of", "for", "the", "and", "&", "al", "wal", "de") and place > at
        inner = inner or (words.tags[place] == "POS" and place > at and words.tokens[place - 1].lower in _WHOSE)  # "People's Army"
        if not ((token.capital and words.tags[place] in ("NNP", "NN", "JJ", "POS")) or inner):
            break
        if token.lower == "and" and not _group_run(words, at, place):
            break
        if token.capital and token.lower in exact("group_words") and place + 1 - at > best and not _kind_next(words, place):
            best = place + 1 - at
        place += 1
    return best + _of_country(words, at + best) if best > 1 else best


def _of_country(words: Words, at: int) -> int:
    """Length of "of the Congo" behind a name that ends before it: "the Armed Forces of the Democratic Republic [of Congo]"."""
    if at + 1 >= len(words.tokens) or words.tokens[at].lower != "of":
        return 0
    article = words.tokens[at + 1].lower == "the"
    size = countries().longest(words.tokens, at + 1 + article)
    return 1 + article + size if size and words.tokens[at + 1 + article].capital else 0


def _kind_next(words: Words, place: int) -> bool:
    """Whether a kind of place follows: "Aden Adde International [Airport]"."""
    after = words.tokens[place + 1] if place + 1 < len(words.tokens) else None
    return after is not None and after.capital and (after.lower in nouns("facility") or after.lower in nouns("settlement"))


def _group_run(words: Words, at: int, place: int) -> bool:
    """Whether "and" joins words of one name ("Ministry of Defence and Aviation") rather than two groups."""
    return any(t.lower in ("ministry", "department", "committee") for t in words.tokens[at:place])


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
    inner = _group(words, at + 1)
    if inner is not None and inner.label == "civilian" and last in ("member", "members"):
        return Found(found.kind, "civilian", found.first, inner.last, inner.head)  # "twelve members of a family"
    if inner is None or inner.label in ("civilian", "media"):
        return found
    label = "armed" if found.label in ("civilian", "armed") and inner.label in ("named", "armed") else found.label
    return Found(found.kind, label, found.first, _with_acronym(words, inner).last, inner.head)


def _person(words: Words, place: int, previous: Found | None = None) -> Found | None:
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


def _acts(words: Words, place: int, size: int) -> bool:
    """Whether an untitled name speaks, is killed or arrested, or is explained behind a comma."""
    after = words.tokens[place + size].lower if place + size < len(words.tokens) else ""
    second = words.tags[place + size + 1] if place + size + 1 < len(words.tags) else ""
    before = words.tokens[place - 1].lower if place else ""
    if after in exact("speaking") or before in ("said", "killed", "arrested", "detained", "told", "says", "added", "kills", "with"):
        return before != "with" or after in exact("speaking")
    tag = words.tags[place + size] if place + size < len(words.tags) else ""
    placed = before in exact("location_prepositions") or before in ("of", "and") or (before == "," and place > 5)
    if tag in ("VBD", "VBZ", "HAVE") and not placed:
        return True
    if tag == "BE" and not placed and any(t.lower in exact("suffering") for t in words.tokens[place + size + 1 : place + size + 4]):
        return True
    return after == "," and second in ("DET", "JJ", "NUM", "REL") and not placed
