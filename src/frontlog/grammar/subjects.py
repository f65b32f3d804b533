"""Who governs a verb: passives, relative clauses, infinitives, participles, coordination and insertions, over the tokens of a line."""

from frontlog.grammar.clauses import NOMINAL, Item, Line, coordinated, phrases_right
from frontlog.grammar.wordsets import word_set
from frontlog.reference.english import object_follows

_GROUP = ("RB", "NEG", "BE", "HAVE", "DO", "MODAL", "TO")
_QUOTES = ("“", "”", '"')
_DASHES = ("—", "–", "-")
_INSERTED = 14  # tokens between two dashes
_STOPS = (";", ":", *_QUOTES)


def group_start(line: Line, verb: int) -> int:
    """First token of the verb group: "have been [captured]", "did not [enter]"."""
    place = verb
    while place > 0:
        if line.tag(place - 1) in _GROUP:
            place -= 1
        elif line.low(place - 1) in ("least", "most") and line.low(place - 2) == "at":
            place -= 2  # "has been at least partly captured"
        else:
            break
    return place


def passive(line: Line, verb: int, back: int = 12, last: int = 0) -> bool:
    """Whether a past participle stands in the passive: behind a form of "be", or bare with "by" or without an object. At most `back`
    participles before it that are coordinated with it are looked at. `last` is where the words of the verb end: "held [off]"."""
    if line.tag(verb) not in ("VBD", "JJ"):
        return False
    group = [line.tag(i) for i in range(group_start(line, verb), verb)]
    lows = [line.low(i) for i in range(group_start(line, verb), verb)]
    if "BE" in group:
        return "being" in lows or "BE" in group
    if "HAVE" in group or "MODAL" in group or "DO" in group:
        return False
    if line.low(verb + 1) == "by":
        return True
    if line.low(verb) == "shot" and line.low(verb + 1) == "dead" and line.tag(verb + 2) in ("PREP", "PUNCT", "SUB", "TO", ""):
        return True  # "were taken off the bus and shot dead"
    before = line.tag(verb - 1) if verb else ""
    if line.low(verb - 1) in ("and", "or", ",") and back and _passive_before(line, verb, back - 1):
        return True
    if line.low(verb) not in word_set("suffered") or object_follows(line.tokens, max(verb, last - 1)):
        return False
    first = verb - 1
    while line.tag(first) in NOMINAL:
        first -= 1
    relative = line.tag(first) == "REL" or (line.low(first) == "that" and line.tag(first - 1) in ("NN", "NNP", "PUNCT"))
    if relative and first < verb - 1:
        return False  # "Tula, which the army captured in May"
    return before in ("NN", "NNP", "NUM", "PUNCT") and line.tag(verb + 1) in ("PREP", "PUNCT", "TO", "RB", "SUB", "CONJ", "")


def _passive_before(line: Line, verb: int, back: int) -> bool:
    """ "were killed and [injured]": the coordinated participle shares the passive when it has no object of its own."""
    previous = verb_before(line, verb - 1)
    return (
        previous >= 0
        and verb - previous <= 4
        and line.tag(previous) == "VBD"
        and passive(line, previous, back)
        and line.tag(verb + 1) in ("PREP", "PUNCT", "TO", "RB", "")
    )


def verb_before(line: Line, place: int) -> int:
    """The nearest verb to the left of `place` in the same clause, -1 when there is none."""
    while place >= 0:
        if line.tag(place) in ("VB", "VBZ", "VBD", "VBG") or (
            line.tag(place) in ("BE", "HAVE") and line.tag(place + 1) not in ("VBD", "VBG", "RB", "BE", "NEG")
        ):
            return place
        scare = _scare(line, place)
        if scare < 0 and (line.tag(place) in ("SUB", "REL") or line.low(place) in _STOPS):
            return -1
        place = scare if scare >= 0 else place - 1
    return -1


def _scare(line: Line, place: int) -> int:
    """For the closing sign of a few quoted words (decided to "reposition" its men) the nearest verb inside or the place before; else -1."""
    if line.low(place) not in _QUOTES:
        return -1
    opening = next((i for i in range(place - 1, max(-1, place - 4), -1) if line.low(i) in _QUOTES), -1)
    if opening < 1 or line.tag(opening - 1) == "PUNCT":
        return -1
    return next((i for i in range(place - 1, opening, -1) if line.tag(i) in ("VB", "VBZ", "VBD", "VBG")), opening - 1)


def subject(line: Line, verb: int, depth: int = 0) -> list[Item]:
    """Who does it: the items of the noun phrase that governs the verb, empty when none is found."""
    if depth > 5:
        return []
    start = group_start(line, verb)
    before = start - 1
    if before < 0:
        return _later_subject(line, verb, depth) if line.tag(verb) == "VBG" else []
    if "TO" in [line.tag(i) for i in range(start, verb)]:
        return _infinitive(line, start, depth)
    if line.tag(before) == "REL":
        return _antecedent(line, before)
    if line.low(before) == "that" and line.tag(before) in ("SUB", "DET"):
        found = _antecedent(line, before)
        return found if found else []
    if line.tag(verb) == "VBG" and start == verb:
        return _participle(line, verb, depth)
    if line.low(before) in ("and", "or", "but", "then") or (
        line.low(before) == ","
        and line.tag(verb) in ("VBD", "VBZ", "VB")
        and verb_before(line, before - 1) >= 0
        and line.tag(verb_before(line, before - 1)) == line.tag(verb)
        and before - verb_before(line, before - 1) < 7
    ):
        return _shared(line, before, verb, depth)
    if line.low(before) == "as" and line.low(before - 1) == "well":
        return _shared(line, before - 2, verb, depth)
    return _left(line, before, depth)


def _shared(line: Line, conjunction: int, verb: int, depth: int) -> list[Item]:
    """The subject of the verb that this one is coordinated with; without one, the noun phrase before the conjunction."""
    previous = verb_before(line, conjunction - 1)
    while previous >= 0 and line.tag(verb) in ("VBD", "VBZ") and line.tag(previous) in ("VB", "VBG"):
        earlier = verb_before(line, previous - 1)
        if earlier < 0:
            break
        previous = earlier
    if previous >= 0:
        return subject(line, previous, depth + 1)
    return _left(line, conjunction - 1, depth)


def _infinitive(line: Line, start: int, depth: int) -> list[Item]:
    """ "forced X to withdraw": X. "X seeks to capture", "an X operation to capture", "X's claim to have captured": X."""
    governor = verb_before(line, start - 1)
    between = [i for i in line.of_kind("actor") if governor < i.first and i.last <= start and not _in_phrase(line, i)]
    if governor >= 0 and between and between[0].first <= governor + 2 and line.tag(governor) != "VBG" and between[0].last >= start - 1:
        return coordinated(line, between[-1])
    if between and all(line.tag(i) in ("NN", "NNP", "JJ", "RB", "POS") for i in range(between[-1].last, start)):
        return coordinated(line, between[-1])  # "denied X's claim to have captured"
    if governor >= 0:
        return subject(line, governor, depth + 1)
    return _left(line, start - 1, depth)


def _in_phrase(line: Line, item: Item) -> bool:
    """Whether the item stands behind a preposition other than "by" and "of"."""
    first = coordinated(line, item)[0].first
    return line.tag(first - 1) == "PREP" and line.low(first - 1) not in ("by", "of")


def _participle(line: Line, verb: int, depth: int) -> list[Item]:
    """ "X attacked the town, killing ..." and "after capturing A, X ...": the subject of the main clause."""
    before = line.tag(verb - 1)
    told = line.covering(verb - 2, ("actor",)) if line.low(verb - 1) in ("of", "from", "for") else None
    if told is not None and told.last == verb - 1:
        charged = verb_before(line, told.first - 1)
        if line.low(told.first - 1) == "by" and charged >= 0 and passive(line, charged):
            return subject(line, charged, depth + 1)  # "X is accused by Y of invading"
        return coordinated(line, told) if line.low(verb - 1) != "for" else []  # "accused X of invading"
    item = line.covering(verb - 1, ("actor",))
    if item is not None and item.label == "country" and any(p.label == "within" for p in line.by_first.get(item.first, ())):
        return _left(line, item.first - 1, depth)  # "protesters in Ilam, Iran, chanting"
    if item is not None and item.last == verb and before not in ("PREP", "PUNCT", "CONJ"):
        return coordinated(line, item)
    previous = verb_before(line, verb - 1)
    if previous < 0 and line.tag(verb - 1) in ("SUB", "PREP"):
        previous = verb_before(line, verb - 2)
    if previous >= 0:
        if passive(line, previous):
            return [p.item for p in phrases_right(line, previous + 1) if p.role == "by" and p.item.kind == "actor"] or subject(
                line, previous, depth + 1
            )
        return subject(line, previous, depth + 1)
    return _later_subject(line, verb, depth) or _left(line, verb - 1, depth)


def _later_subject(line: Line, verb: int, depth: int) -> list[Item]:
    """For a clause in front: the subject of the first finite verb behind the next comma."""
    comma = next((i for i in range(verb, len(line.tokens)) if line.low(i) == ","), -1)
    if comma < 0:
        return []
    later = next((i for i in range(comma, len(line.tokens)) if line.tag(i) in ("VBZ", "VBD", "VB") and line.tag(i - 1) != "TO"), -1)
    return subject(line, later, depth + 1) if later > 0 else []


def _antecedent(line: Line, relative: int) -> list[Item]:
    place = relative - 1
    while place >= 0 and line.low(place) in (",", "–", "-", ")"):
        place -= 1
    item = line.covering(place)
    if item is None:
        return [i for i in _left(line, place, 0) if i.kind == "actor"]
    if item.kind == "place":
        actors = [i for i in line.by_token.get(place, ()) if i.kind == "actor"]
        return [*actors, item]
    return coordinated(line, item)


def _left(line: Line, place: int, depth: int) -> list[Item]:
    """Scan left for the noun phrase that is no object and in no prepositional phrase."""
    while place >= 0:
        low, tag = line.low(place), line.tag(place)
        item = line.covering(place)
        if item is not None:
            governor = line.tag(item.first - 1) if item.first else ""
            if governor == "POS" and line.tag(item.first - 2) in NOMINAL:
                return [item] if item.kind == "actor" else []
            if governor == "VBG" and line.tag(item.first - 2) in ("NN", "NNP") and not depth:
                place = item.first - 2  # "two constables guarding [polio workers] were shot"
                continue
            if (governor in ("PREP", "TO") and line.low(item.first - 1) not in ("as",) and not _quantified(line, item)) or _inner_list(
                line, item
            ):
                place = _before_phrase(line, item) - 1
                continue
            return _apposed(line, coordinated(line, item))
        if low == ",":
            previous = next((i for i in range(place - 1, -1, -1) if line.low(i) == ","), -1)
            place = previous - 1 if previous >= 0 and not _joined(line, previous) else place - 1
            continue
        if low in _DASHES:  # "the front — a separatist outfit — attacked"
            opened = next((i for i in range(place - 1, max(-1, place - _INSERTED), -1) if line.low(i) == low), -1)
            place = opened - 1 if opened > 0 and _stands_free(line, place) and _stands_free(line, opened) else place - 1
            continue
        if (tag == "SUB" and low not in ("as",)) or low in _STOPS:
            return []
        if tag == "REL":
            return _antecedent(line, place)
        if tag in ("VBZ", "VBD", "VB") and depth < 4:
            return subject(line, place, depth + 1)
        if tag in ("NN", "NNP"):
            first = place
            while first and line.tag(first - 1) in NOMINAL:
                first -= 1
            inner = [i for i in line.items if i.kind == "actor" and first <= i.first and i.last <= place + 1]
            around = not inner and not depth and line.tag(first - 1) == "VBG" and line.tag(first - 2) in ("NN", "NNP")
            if first and (line.tag(first - 1) == "PREP" or around):  # "soldiers escorting [a convoy] were shot"
                place = first - 2
                continue
            joint = line.covering(first - 2, ("actor",)) if first > 1 and line.tag(first - 1) == "CONJ" else None
            return inner[-1:] or (coordinated(line, joint) if joint is not None else [])
        place -= 1
    return []


def _stands_free(line: Line, place: int) -> bool:
    """Whether a dash joins no two words."""
    tokens = line.tokens
    return place + 1 < len(tokens) and tokens[place - 1].end < tokens[place].start and tokens[place].end < tokens[place + 1].start


def _quantified(line: Line, item: Item) -> bool:
    """ "Thousands of [residents]": the number is no phrase of its own."""
    return line.low(item.first - 1) == "of" and (line.tag(item.first - 2) == "NUM" or line.low(item.first - 2) in word_set("quantities"))


def _apposed(line: Line, items: list[Item]) -> list[Item]:
    """ "the militant organisation, [Boko Haram], said": the name behind the comma says who is meant."""
    if len(items) != 1 or items[0].label in ("named", "country") or line.low(items[0].last) != ",":
        return items
    inner = next((i for i in line.by_first.get(items[0].last + 1, ()) if i.kind == "actor" and i.label in ("named", "person")), None)
    return [inner] if inner is not None and line.low(inner.last) == "," else items


def _joined(line: Line, comma: int) -> bool:
    """Whether a comma only joins members of a list."""
    item = line.covering(comma - 1)
    other = line.covering(comma + 1)
    if item is None or other is None or not item.kind == other.kind == "actor":
        return False
    told = line.tag(other.last) in ("REL", "SUB") or line.low(other.last) == "that"
    close = next((n for n in range(other.last, min(other.last + 8, len(line.tokens))) if line.low(n) in (",", "and", "or")), -1)
    closed = line.low(close) == "," and line.tag(close + 1) in ("VBZ", "VBD", "HAVE", "BE")
    if line.low(other.first) in ("a", "an") and (told or closed):
        return False  # "the Karuna group, [an armed faction that] broke away, ...", "the White Army, [a Nuer force,] marched"
    return line.tag(other.last) not in ("VBZ", "VBD", "HAVE")  # ", he confirmed,"


def _inner_list(line: Line, item: Item) -> bool:
    """Whether the item ends a list that stands behind a preposition: "with support from A and [B]"."""
    first = coordinated(line, item)[0]
    return first is not item and first.first > 0 and line.tag(first.first - 1) in ("PREP", "TO")


def _before_phrase(line: Line, item: Item) -> int:
    """Where the prepositional phrase around the item starts."""
    first = coordinated(line, item)[0].first
    return first - 1 if first and line.tag(first - 1) in ("PREP", "TO") else first
