"""Who does it, on whom, and where: the roles of one trigger in its sentence, by the form of the trigger and the table of frames."""

from collections.abc import Sequence
from dataclasses import replace

from frontlog.grammar.clauses import Item, Line, Phrase, coordinated, parted, phrases_left, phrases_right
from frontlog.grammar.frames import FRAMES, actors_in, plain, spread
from frontlog.grammar.subjects import passive, subject
from frontlog.grammar.where import GROUND, INSIDE, Roles
from frontlog.grammar.wordsets import word_set
from frontlog.reference.claim_types import Hit, claim_types, find_hits
from frontlog.reference.english import verb_forms

_ON = ("on", "against", "upon", "at", "targeting", "onto", "with", "over")
_BESIDE = ("beside", "alongside")
_FIGHTING = ("clash", "assault", "capture", "advance", "repel")
_GOING = ("assault", "capture", "advance", "airstrike", "shelling", "bombing", "repel")
_MUTUAL = ("fight", "battle", "engage", "clash")
_COMING = ("assault", "advance")  # "invaded the east from [Liberia]": where they came from
_FIRED = ("airstrike", "shelling", "bombing")  # "launched from [Yemen]": where it came from, not on whom


def hit_of(line: Line, item: Item, hits: Sequence[Hit]) -> Hit:
    """The pattern behind a trigger. A trigger that no pattern knows is a verb or a noun by its own words."""
    for hit in hits:
        if (hit.first, hit.last) == (item.first, item.last):
            return hit
    verb = next((i for i in range(item.first, item.last) if line.tag(i) in ("VB", "VBZ", "VBD", "VBG")), -1)
    head = verb if verb >= 0 else item.last - 1
    lemma = verb_forms().get(line.low(head), (line.low(head), ""))[0] if verb >= 0 else line.low(head)
    form = "verb" if verb >= 0 else "noun"
    return Hit(item.label, item.first, item.last, head, form, lemma, False, tuple(range(item.first, item.last)))


def hits_of(line: Line) -> tuple[Hit, ...]:
    """All trigger patterns of the sentence: roles need to know how a trigger is built."""
    return find_hits(line.tokens, line.tags)


def read_roles(line: Line, trigger: Item, hit: Hit) -> Roles:
    """The roles of one trigger."""
    frame = claim_types()[trigger.label].frames.get(hit.lemma, "") if trigger.label in claim_types() else ""
    if hit.form == "suffix":
        return _held(line, trigger)
    if hit.form == "attributive":
        return _attributive(line, trigger, hit)
    roles = _verb(line, trigger, hit) if hit.form == "verb" else _noun(line, trigger, hit)
    return FRAMES.get(frame, plain)(line, trigger, hit, roles)


def _inside(line: Line, trigger: Item, hit: Hit) -> list[Phrase]:
    """Items between the words of the trigger: "pushed [the rebels] out of"."""
    inner = [i for i in line.items if i.kind in ("actor", "place") and hit.head < i.first and i.last <= trigger.last]
    return [Phrase("obj", i) for i in inner if line.low(i.last) not in ("flag", "flags", "banner", "banners")]  # "raised [the Iraqi] flag"


def _verb(line: Line, trigger: Item, hit: Hit) -> Roles:
    right = [*_inside(line, trigger, hit), *phrases_right(line, trigger.last)]
    last = line.low(trigger.last - 1)
    if last in _ON or last in ("of", "to", "into", "towards", "toward", "from", "by", "for", "in"):
        right = [Phrase(last if p.role == "obj" and p.item.first >= trigger.last else p.role, p.item) for p in right]
    if line.low(trigger.last - 1) == "by" or passive(line, hit.head, last=trigger.last):
        subjects = subject(line, hit.head) or _named_before(line, hit)
        agent = spread(line, [p.item for p in right if p.role == "by" and p.item.kind == "actor"][:1])
        rest = [p for p in right if p.item not in agent and p.role != "by"]
        target = actors_in(subjects)
        target = [i for i in target if i not in agent and not (trigger.label in GROUND and line.low(i.first) == "it")]
        from_ = [p.item for p in rest if p.role in ("from", "against") and p.item.kind == "actor"]
        places = [Phrase("obj", i) for i in _subject_places(line, hit, subjects)] + rest
        return Roles(agent, target or from_, places + _fronted(line, hit.head), True)
    agent = actors_in(subject(line, hit.head))
    if not any(p.role == "obj" for p in right):
        right += [Phrase("obj", i) for i in relative_object(line, hit)]
    aims: tuple[str, ...] = ("obj", "from", "to", *_ON) if trigger.label in ("surrender", "defect", "handover") else ("obj", "from", *_ON)
    if trigger.label in _FIRED or trigger.label in _COMING:
        aims = ("obj", *_ON)
    if trigger.label in _GOING and hit.lemma not in _MUTUAL:
        aims = tuple(role for role in aims if role != "with")  # "attacked with [large forces]" tells by what means
    if hit.lemma in word_set("ridding"):
        aims = (*aims, "of")  # "cleared the hills of [rebels]"
    target = [
        p.item
        for p in right
        if p.item.kind == "actor"
        and p.role in aims
        and p.item not in agent
        and not _no_party(line, p)
        and not (trigger.label in GROUND and line.low(p.item.first) == "it")
    ]
    if trigger.label == "statement" and hit.lemma not in word_set("addressed"):
        target = [
            p.item
            for p in right
            if p.item.kind == "actor"
            and p.role in ("on", "against", "with", "to")
            and p.item.label in ("named", "armed", "state", "country", "person")
        ]
    with_them = [p.item for p in right if p.role in _BESIDE and p.item.kind == "actor" and p.item not in agent][:1]
    if with_them and trigger.label in _FIGHTING:
        agent, target = [*agent, *with_them], [i for i in target if i not in with_them]
    return Roles(agent, spread(line, target[:1]) if target else [], [*right, *_fronted(line, hit.head)])


def _no_party(line: Line, phrase: Phrase) -> bool:
    """Whether words say with how many or from where: "an offensive with [4,000 soldiers]", "surrounded on [three sides]"."""
    item = phrase.item
    sides = phrase.role in ("on", "from") and line.low(item.last - 1) in ("sides", "fronts")
    return sides or (phrase.role == "with" and "NUM" in (line.tag(item.first), line.tag(item.first - 1)))


def relative_object(line: Line, hit: Hit) -> list[Item]:
    """The place that a relative clause is about: "Palmyra, which they [captured] in May"; of "10 km west of Goma, the port that they
    [captured]" Goma itself."""
    for place in range(hit.first - 1, max(-1, hit.first - 9), -1):
        if line.low(place) in ("which", "that") and line.tag(place) in ("REL", "SUB"):
            at = place - 2 if line.low(place - 1) == "," else place - 1
            item = line.covering(at, ("place",))
            if item is None or item.last < at:
                return []
            named = line.covering(item.first - 2, ("place",)) if line.low(item.first - 1) == "," else None
            if item.label != "name" and named is not None and named.label == "name":
                return [_bare(line, named)]
            outer = [i for i in line.items if i.kind == "place" and i.label != "within" and i.first < item.first and item.label == "within"]
            return [_bare(line, outer[-1] if outer else item)]
        if line.tag(place) in ("VBD", "VBZ", "PUNCT"):
            return []
    return []


def _bare(line: Line, item: Item) -> Item:
    """The name at the end of words that tell how far from it something is: "[Goma]" of "125 km west of Goma"."""
    lows = [line.low(i) for i in range(item.first, item.last)]
    if (
        item.label != "name"
        or "of" not in lows
        or not {low.split("-")[0] for low in lows} & {"north", "south", "east", "west", "km", "kilometres", "kilometers", "miles"}
    ):
        return item
    first = item.first + len(lows) - lows[::-1].index("of")
    if first >= item.last or not line.tokens[first].capital:
        return item
    span = item.mention.span
    skipped = line.tokens[first].start + line.sentence.span.start - span.start
    if not 0 < skipped < len(span.quote):
        return item
    return replace(
        item, first=first, mention=replace(item.mention, span=replace(span, start=span.start + skipped, quote=span.quote[skipped:]))
    )


def _named_before(line: Line, hit: Hit) -> list[Item]:
    """For a bare participle: the phrase right before it ("fighters [killed] in Raqqa")."""
    item = line.covering(hit.first - 1)
    return coordinated(line, item) if item is not None else []


def _subject_places(line: Line, hit: Hit, subjects: Sequence[Item]) -> list[Item]:
    """Places in subject position of a passive: "[The town] was captured by ..."."""
    found = [i for i in subjects if i.kind == "place" or (i.label == "pronoun" and line.low(i.first) == "it")]
    if found:
        return found
    item = line.covering(hit.first - 1, ("place",))
    if item is not None and item.last == hit.first:
        return coordinated(line, item)
    out: list[Item] = []
    for subject_ in subjects:
        out += [i for i in line.by_first.get(subject_.first, ()) if i.kind == "place"]
    return out


def _fronted(line: Line, verb: int) -> list[Phrase]:
    """Places before the verb, the nearest last; marked so that places behind the verb are preferred."""
    where = next((i for i in range(verb, -1, -1) if line.tag(i) in ("SUB", "REL")), -1)
    if where > 0 and line.low(where) == "where":
        item = line.covering(where - 1, ("place",)) or line.covering(where - 2, ("place",))
        if item is not None:
            outer = [i for i in line.items if i.kind == "place" and i.label != "within" and i.first < item.first and item.label == "within"]
            return [Phrase("left:in", outer[-1] if outer else item)]
    return [
        Phrase("left:" + p.role, p.item)
        for p in phrases_left(line, verb)
        if p.item.kind == "place" and p.role in (*INSIDE, "at", "on", "of")
    ]


def _noun(line: Line, trigger: Item, hit: Hit) -> Roles:
    right = phrases_right(line, trigger.last)
    agent = _modifier(line, trigger)
    governor = _carrier(line, trigger)
    by = [p.item for p in right if p.role == "by" and p.item.kind == "actor" and not of_another(line, p.item, trigger)]
    if by:
        agent = spread(line, by[:1])
    elif not agent and governor >= 0:
        if passive(line, governor):
            agent = actors_in(p.item for p in phrases_right(line, governor + 1) if p.role == "by")
        else:
            agent = actors_in(subject(line, governor))
    of = [p.item for p in right if p.role == "of" and p.item.kind == "actor"][:1]
    if of and trigger.label not in word_set("types_of_object") and not agent:
        agent = spread(line, of)
    aims = [p.item for p in right if p.role in _ON and p.item.kind == "actor" and p.item not in agent and not _no_party(line, p)][:1]
    if of and trigger.label in word_set("types_of_object"):
        aims = of
    whence = [p.item for p in right if p.role == "from" and p.item.kind == "actor"][:1]
    if trigger.label == "capture":
        aims = aims or [item for item in whence if item not in agent]  # "the liberation of X from [the rebels]"
    elif not agent:
        agent = spread(line, whence)
    if trigger.label == "losses" and not aims and line.tag(trigger.first - 1) == "POS":
        agent, aims = [], agent  # "[the enemy]'s losses"
    places = [p for p in right if p.role != "by"]
    verb = following(line, trigger)
    if verb >= 0 and passive(line, verb) and not agent:
        agent = spread(line, [p.item for p in phrases_right(line, verb + 1) if p.role == "by" and p.item.kind == "actor"][:1])
    if verb >= 0:
        further = phrases_right(line, verb + 1)
        striking = line.low(verb) in word_set("striking") and trigger.label in word_set("types_of_ground")
        if striking:
            aims = aims or [p.item for p in further if p.role == "obj" and p.item.kind == "actor" and p.item not in agent][:1]
        places += [p for p in further if striking or p.role != "obj"]
    return Roles(agent, spread(line, aims), places + _fronted(line, trigger.first))


def of_another(line: Line, item: Item, trigger: Item) -> bool:
    """Whether "by" belongs to a participle that stands between: "a strike on a clinic run by [doctors]", but "carried out by"."""
    by = next((i for i in range(item.first - 1, trigger.last - 1, -1) if line.low(i) == "by"), -1)
    verb = next((i for i in range(by - 1, trigger.last - 1, -1) if line.low(i) not in ("out", "jointly", "also")), -1)
    participle = line.tag(verb) in ("VBD", "JJ") or line.low(verb) == "run"
    return verb >= trigger.last and participle and line.low(verb) not in word_set("carrying")


def _modifier(line: Line, trigger: Item) -> list[Item]:
    """ "Israeli airstrikes", "the ISIS advance", "the coalition's raid": the actor before the noun in its own phrase."""
    place = trigger.first - 1
    while place >= 0 and trigger.first - place < 7:
        item = line.covering(place, ("actor",))
        if item is not None and item.label != "pronoun":
            first = coordinated(line, item)
            governor = line.low(first[0].first - 1) if first[0].first else ""
            return first if governor in ("and", ",") or len(first) == 1 or line.tag(item.last) != "POS" else [item]
        if (
            line.tag(place) not in ("JJ", "NN", "NNP", "NUM", "POS", "RB", "VBG", "CONJ", "DET")
            or line.low(place) in ("the", "a", "an", "no", "any")
            or (line.low(place) == "and" and line.tag(place - 1) not in ("NN", "JJ"))
        ):
            return []
        place -= 1
    return []


def _carrier(line: Line, trigger: Item) -> int:
    """The verb that carries the noun of action as its object, -1 when none does."""
    place = trigger.first - 1
    while place >= 0 and trigger.first - place < 9:
        tag = line.tag(place)
        if tag in ("VB", "VBZ", "VBD", "VBG"):
            judged = line.low(place).startswith("call") and line.low(place + 1) in ("the", "this", "these")  # "called the strike a crime"
            return place if line.low(place) in word_set("carrying") and not judged else -1
        claimed = line.low(place) == "for" and line.low(place - 1) == "responsibility"
        if tag in ("SUB", "REL", "PUNCT") or (tag == "PREP" and not claimed and line.low(place) not in ("out", "of", "to", "up")):
            return -1
        place -= 1
    return -1


def following(line: Line, trigger: Item) -> int:
    """The verb whose subject the noun of action is: "a strike on X [killed] five"."""
    place = trigger.last
    while place < len(line.tokens) and place - trigger.last < 16:
        if parted(line, place, place + 1):
            return -1
        if line.tag(place) in ("VBZ", "VBD", "VB", "VBG"):
            return place
        if line.tag(place) in ("SUB", "REL") and line.low(place) not in ("that", "which"):
            return -1
        if line.tag(place) == "BE" and line.tag(place + 1) in ("JJ", "RB", "PREP"):
            return place
        place += 1
    return -1


def _held(line: Line, trigger: Item) -> Roles:
    """ "the ISIS-held town of X": the word before the hyphen holds the place it stands before."""
    inner = [i for i in line.items if i.kind == "holder" and i.first == trigger.first]
    places = [
        i
        for i in line.items
        if (i.kind == "place" and i.first <= trigger.first < i.last) or (i.kind == "place" and trigger.last <= i.first <= trigger.last + 3)
    ]
    return Roles(inner[:1], [], [Phrase("obj", i) for i in places[:1]])


def _attributive(line: Line, trigger: Item, hit: Hit) -> Roles:
    """ "the recently captured town": the place it stands before; the agent is left to the neighbourhood."""
    places = [i for i in line.items if i.kind == "place" and (i.first <= hit.head < i.last or trigger.last <= i.first <= trigger.last + 2)]
    return Roles([], [], [Phrase("obj", i) for i in places[:1]])
