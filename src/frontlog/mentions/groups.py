"""Where a sentence names groups: registry names, a nationality and a head noun, capitals that end in a group word, nouns for people."""

from frontlog.mentions.found import Found, Words
from frontlog.mentions.lexicon import capitals, countries, demonyms, exact, nouns
from frontlog.reference.words import MONTHS, SHORT_MONTHS, aircraft

_MONTHS = frozenset((*MONTHS, *SHORT_MONTHS))
_MODIFIER = ("JJ", "NUM", "DET", "POS", "RB")
_HEADS = (("armed", "armed"), ("civilian", "civilian"), ("state", "state"), ("media", "media"), ("office", "person"))
_TAKEN = ("prisoner", "hostage", "captive")  # "took 40 soldiers [prisoner]"
_SHOOTING = ("shoot", "shoots", "shooting", "shot")
_NUMBERED = ("Sector", "Zone", "Area", "Axis", "Region")
_HOURS = ("day", "night", "morning", "evening", "afternoon", "week", "dawn", "noon", "midnight")
_WHOSE = ("people", "peoples", "workers", "women", "citizens", "farmers", "peasants", "soldiers")


def find_group(words: Words, place: int) -> Found | None:
    """A noun phrase whose head is a name or a noun for people, with its article and modifiers."""
    start = place
    if words.tags[place] == "POS" or (place and words.tokens[place].lower == "dead" and words.tokens[place - 1].lower in _SHOOTING):
        return None  # "shot [dead] 14 villagers" tells how
    if place and words.tags[place] == "NUM" and words.tokens[place - 1].lower.rstrip(".") in _MONTHS and words.tokens[place].text.isdigit():
        return None  # "On 5 May [2021] gunmen", "On May [5] gunmen" tells when
    if place and words.tags[place] == "NUM" and words.tokens[place - 1].text in _NUMBERED:
        return None  # "Sector [4] Joint Task Force"
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
    times = (at + 1 for at in range(head - 1, start - 1, -1) if words.tokens[at].text in _HOURS)
    return Found("actor", label, next(times, start), end, head)  # "where the next day [rebels] came"


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
    if (low in _TAKEN and not first) or (low in ("fighter", "fighters") and at and aircraft(words.tokens[at - 1].text)):
        return 0, ""
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
    if low == "marine" and at + 1 < len(words.tokens) and words.tags[at + 1] == "NN":
        return 0, ""  # "a [marine] mammal"
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
    best = max([best, *(n - at + _registered(words, n) for n in range(at + 1, at + best) if best > 1 and words.tokens[n].capital)])
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
