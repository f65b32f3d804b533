"""Who does it, on whom, and where: the roles of one trigger in its sentence, by the form of the trigger and the table of frames."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from frontlog.claims.clauses import Item, Line, Phrase, coordinated, passive, phrases_left, phrases_right, subject, verb_before
from frontlog.reference.claim_types import Hit, claim_types, find_hits

# Verbs that only carry a noun of action: "launched an attack", "carried out airstrikes".
_SUPPORT = frozenset(
    "launch launched launches launching carry carried carries carrying conduct conducted conducts conducting stage staged stages staging mount mounted mounting wage waging waged begin began begun begins beginning start started starts starting "
    "continue continued continues resume resumed resumes intensify intensified intensifying step stepped make made makes making announce announced announces hold held holds holding use used using undertake undertaken face faced call called calls "
    "claim claimed claims repeat repeated expand expanded prepare prepared plan planned plans open opened opens perform performed order ordered impose imposed imposes lead led execute executed".split()
)
_STRIKING = frozenset("kill killed kills killing hit hits hitting strike strikes struck target targets targeted targeting destroy destroyed destroys destroying wound wounded wounds wounding injure injured injures injuring damage damaged damages leave left leaves injuring claim claimed claims".split())
_ON = ("on", "against", "upon", "at", "targeting", "onto", "with", "over")
_PLACE_ONLY = ("in", "inside", "across", "near", "around", "throughout", "within", "outside", "along", "off", "between", "over", "through", "from", "to", "into", "towards", "toward", "at", "on", "against", "targeting", "of", "obj", "onto", "including", "via")
_INSIDE = ("in", "inside", "across", "near", "around", "throughout", "within", "outside", "along", "off", "over", "through", "into", "via")
# Types whose "of" names what is acted on ("the siege of X"), against those where it names who acts ("the advance of X").
_OF_OBJECT = frozenset("capture besiege break_siege airstrike shelling bombing civilians_attacked evacuate arrest hold seize_materiel losses handover aid repel".split())
_TERRITORY = frozenset("capture advance besiege break_siege hold withdraw assault evacuate airstrike shelling bombing civilians_attacked".split())
# Acts of speech whose object is the one addressed or meant.
_ADDRESSED = frozenset(
    "accuse condemn urge call ask warn threaten blame order demand criticise criticize praise congratulate support summon thank denounce caution instruct request appoint recognise recognize dismiss "
    "applaud recommend invite".split()
)
_GROUND = ("capture", "advance", "besiege", "hold", "withdraw", "break_siege")
_AIMED = frozenset("capture repel withdraw clash assault airstrike shelling bombing civilians_attacked arrest besiege break_siege surrender defect statement negotiate agreement handover protest aid losses advance seize_materiel evacuate".split())


@dataclass(slots=True)
class Roles:
    """Items by role; `place` as phrases, so that the preposition is kept. `swallowed` are triggers that are part of this one."""

    agent: list[Item] = field(default_factory=list)
    target: list[Item] = field(default_factory=list)
    place: list[Phrase] = field(default_factory=list)
    passive: bool = False


def hit_of(line: Line, item: Item, hits: Sequence[Hit]) -> Hit:
    """The pattern behind a trigger. A trigger that no pattern knows is a verb or a noun by its own words."""
    for hit in hits:
        if (hit.first, hit.last) == (item.first, item.last):
            return hit
    verb = next((i for i in range(item.first, item.last) if line.tag(i) in ("VB", "VBZ", "VBD", "VBG")), -1)
    head = verb if verb >= 0 else item.last - 1
    return Hit(item.label, item.first, item.last, head, "verb" if verb >= 0 else "noun", line.low(head), False, tuple(range(item.first, item.last)))


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
    return _FRAMES.get(frame, _plain)(line, trigger, hit, roles)


def _actors(items: Iterable[Item]) -> list[Item]:
    return [i for i in items if i.kind == "actor"]


def _spread(line: Line, items: Iterable[Item]) -> list[Item]:
    """The items with those they are listed with, each once."""
    out: list[Item] = []
    for item in items:
        out += [i for i in coordinated(line, item) if i not in out]
    return out


def _inside(line: Line, trigger: Item, hit: Hit) -> list[Phrase]:
    """Items between the words of the trigger: "pushed [the rebels] out of"."""
    return [Phrase("obj", i) for i in line.items if i.kind in ("actor", "place") and hit.head < i.first and i.last <= trigger.last]


def _verb(line: Line, trigger: Item, hit: Hit) -> Roles:
    right = [*_inside(line, trigger, hit), *phrases_right(line, trigger.last)]
    last = line.low(trigger.last - 1)
    if last in _ON or last in ("of", "to", "into", "towards", "toward", "from", "by", "for", "in"):
        right = [Phrase(last if p.role == "obj" and p.item.first >= trigger.last else p.role, p.item) for p in right]
    if line.low(trigger.last - 1) == "by" or passive(line, hit.head):
        subjects = subject(line, hit.head) or _named_before(line, hit)
        agent = _spread(line, [p.item for p in right if p.role == "by" and p.item.kind == "actor"][:1])
        rest = [p for p in right if p.item not in agent and p.role != "by"]
        target = _actors(subjects)
        target = [i for i in target if i not in agent and not (trigger.label in _GROUND and line.low(i.first) == "it")]
        from_ = [p.item for p in rest if p.role in ("from", "against") and p.item.kind == "actor"]
        places = [Phrase("obj", i) for i in _subject_places(line, hit, subjects)] + rest
        return Roles(agent, target or from_, places + _fronted(line, hit.head), True)
    agent = _actors(subject(line, hit.head))
    if not any(p.role == "obj" for p in right):
        right += [Phrase("obj", i) for i in _relative_object(line, hit)]
    aims = ("obj", "from", "to", *_ON) if trigger.label in ("surrender", "defect", "handover") else ("obj", "from", *_ON)
    target = [p.item for p in right if p.item.kind == "actor" and p.role in aims and p.item not in agent and not (trigger.label in _GROUND and line.low(p.item.first) == "it")]
    if trigger.label == "statement" and hit.lemma not in _ADDRESSED:
        target = [p.item for p in right if p.item.kind == "actor" and p.role in ("on", "against", "with", "to") and p.item.label in ("named", "armed", "state", "country", "person")]
    return Roles(agent, _spread(line, target[:1]) if target else [], [*right, *_fronted(line, hit.head)])


def _relative_object(line: Line, hit: Hit) -> list[Item]:
    """The place that a relative clause is about: "Palmyra, which they [captured] in May"."""
    for place in range(hit.first - 1, max(-1, hit.first - 9), -1):
        if line.low(place) in ("which", "that") and line.tag(place) in ("REL", "SUB"):
            at = place - 2 if line.low(place - 1) == "," else place - 1
            item = line.covering(at, ("place",))
            if item is None or item.last < at:
                return []
            outer = [i for i in line.items if i.kind == "place" and i.label != "within" and i.first < item.first and item.label == "within"]
            return [outer[-1] if outer else item]
        if line.tag(place) in ("VBD", "VBZ", "PUNCT"):
            return []
    return []


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
    return [Phrase("left:" + p.role, p.item) for p in phrases_left(line, verb) if p.item.kind == "place" and p.role in (*_INSIDE, "at", "on", "of")]


def _noun(line: Line, trigger: Item, hit: Hit) -> Roles:
    right = phrases_right(line, trigger.last)
    agent = _modifier(line, trigger)
    governor = _carrier(line, trigger)
    by = [p.item for p in right if p.role == "by" and p.item.kind == "actor"]
    if by:
        agent = _spread(line, by[:1])
    elif not agent and governor >= 0:
        if passive(line, governor):
            agent = _actors(p.item for p in phrases_right(line, governor + 1) if p.role == "by")
        else:
            agent = _actors(subject(line, governor))
    of = [p.item for p in right if p.role == "of" and p.item.kind == "actor"][:1]
    if of and trigger.label not in _OF_OBJECT and not agent:
        agent = _spread(line, of)
    aims = [p.item for p in right if p.role in _ON and p.item.kind == "actor" and p.item not in agent][:1]
    if of and trigger.label in _OF_OBJECT:
        aims = of
    if not agent:
        agent = _spread(line, [p.item for p in right if p.role == "from" and p.item.kind == "actor"][:1])
    places = [p for p in right if p.role != "by"]
    verb = following(line, trigger)
    if verb >= 0 and passive(line, verb) and not agent:
        agent = _spread(line, [p.item for p in phrases_right(line, verb + 1) if p.role == "by" and p.item.kind == "actor"][:1])
    if verb >= 0:
        further = phrases_right(line, verb + 1)
        striking = line.low(verb) in _STRIKING and trigger.label in _TERRITORY
        if striking:
            aims = aims or [p.item for p in further if p.role == "obj" and p.item.kind == "actor" and p.item not in agent][:1]
        places += [p for p in further if striking or p.role != "obj"]
    return Roles(agent, _spread(line, aims), places + _fronted(line, trigger.first))


def _modifier(line: Line, trigger: Item) -> list[Item]:
    """"Israeli airstrikes", "the ISIS advance", "the coalition's raid": the actor before the noun in its own phrase."""
    place = trigger.first - 1
    while place >= 0 and trigger.first - place < 7:
        item = line.covering(place, ("actor",))
        if item is not None and item.label != "pronoun":
            first = coordinated(line, item)
            governor = line.low(first[0].first - 1) if first[0].first else ""
            return first if governor in ("and", ",") or len(first) == 1 or line.tag(item.last) != "POS" else [item]
        if line.tag(place) not in ("JJ", "NN", "NNP", "NUM", "POS", "RB", "VBG", "CONJ", "DET") or line.low(place) in ("the", "a", "an", "no", "any") or (line.low(place) == "and" and line.tag(place - 1) not in ("NN", "JJ")):
            return []
        place -= 1
    return []


def _carrier(line: Line, trigger: Item) -> int:
    """The verb that carries the noun of action as its object, -1 when none does."""
    place = trigger.first - 1
    while place >= 0 and trigger.first - place < 9:
        tag = line.tag(place)
        if tag in ("VB", "VBZ", "VBD", "VBG"):
            return place if line.low(place) in _SUPPORT else -1
        if tag in ("SUB", "REL", "PUNCT") or (tag == "PREP" and line.low(place) not in ("out", "of", "to", "up")):
            return -1
        place -= 1
    return -1


def following(line: Line, trigger: Item) -> int:
    """The verb whose subject the noun of action is: "a strike on X [killed] five"."""
    place = trigger.last
    while place < len(line.tokens) and place - trigger.last < 16:
        if line.tag(place) in ("VBZ", "VBD", "VB", "VBG"):
            return place
        if line.tag(place) in ("SUB", "REL") and line.low(place) not in ("that", "which"):
            return -1
        if line.tag(place) == "BE" and line.tag(place + 1) in ("JJ", "RB", "PREP"):
            return place
        place += 1
    return -1


def _held(line: Line, trigger: Item) -> Roles:
    """"the ISIS-held town of X": the word before the hyphen holds the place it stands before."""
    inner = [i for i in line.items if i.kind == "holder" and i.first == trigger.first]
    places = [i for i in line.items if i.kind == "place" and i.first <= trigger.first < i.last or (i.kind == "place" and trigger.last <= i.first <= trigger.last + 3)]
    return Roles(inner[:1], [], [Phrase("obj", i) for i in places[:1]])


def _attributive(line: Line, trigger: Item, hit: Hit) -> Roles:
    """"the recently captured town": the place it stands before; the agent is left to the neighbourhood."""
    places = [i for i in line.items if i.kind == "place" and (i.first <= hit.head < i.last or trigger.last <= i.first <= trigger.last + 2)]
    return Roles([], [], [Phrase("obj", i) for i in places[:1]])


def _plain(line: Line, trigger: Item, hit: Hit, roles: Roles) -> Roles:
    if trigger.label not in _AIMED:
        roles.target = []
    return roles


def _between(line: Line, trigger: Item, hit: Hit, roles: Roles) -> Roles:
    """Two sides: "clashes between A and B", "A clashed with B", "A and B agreed"."""
    right = phrases_right(line, trigger.last)
    pair = [p.item for p in right if p.role == "between" and p.item.kind == "actor"]
    if not pair and hit.form == "noun":
        pair = _later_between(line, trigger)
    if trigger.label == "agreement" and not pair:
        return roles
    if pair:
        both = [i for i in _spread(line, pair[:1])]
        both += [i for i in pair if i not in both]
        roles.agent, roles.target = (both, []) if trigger.label == "agreement" else (both[:1], both[1:])
        roles.place = [p for p in roles.place if p.item not in both]
        return roles
    against = [p.item for p in right if p.role in ("with", "against", "obj") and p.item.kind == "actor"]
    if against and not roles.agent and hit.form == "noun":
        roles.agent, roles.target = _spread(line, against[:1]), []  # "eleven are killed in clashes with the police"
    elif against:
        roles.target = [i for i in _spread(line, against[:1]) if i not in roles.agent]
    if not roles.target and len(roles.agent) > 1:
        roles.agent, roles.target = roles.agent[:1], roles.agent[1:]
    return roles


def _later_between(line: Line, trigger: Item) -> list[Item]:
    """"clashes erupted in X between A and B": the pair behind the verb."""
    for place in range(trigger.last, len(line.tokens)):
        if line.low(place) == "between":
            return [i for i in line.by_first.get(place + 1, ()) if i.kind == "actor"][:1]
        if line.tag(place) in ("SUB", "REL") or line.low(place) == ";":
            return []
    return []


def _expel(line: Line, trigger: Item, hit: Hit, roles: Roles) -> Roles:
    """"pushed the rebels out of X": the object is the target, the place behind it changes hands."""
    return roles


def _fall(line: Line, trigger: Item, hit: Hit, roles: Roles) -> Roles:
    """"X fell to the rebels", "the fall of X to the rebels": the place is the subject, the taker stands behind "to" or before "control"."""
    right = phrases_right(line, trigger.last if hit.form == "noun" else hit.head + 1)
    taker = [p.item for p in right if p.role in ("to", "under", "into", "by") and p.item.kind == "actor"]
    inner = [i for i in line.items if i.kind == "actor" and hit.head < i.first < trigger.last + 3 and i.label != "pronoun"]
    places = [Phrase("obj", i) for i in _fallen(line, hit)] or [p for p in roles.place if p.role == "of"]
    return Roles(_spread(line, (taker or inner)[:1]), [], places)


def _fallen(line: Line, hit: Hit) -> list[Item]:
    place = hit.head - 1
    while place >= 0 and line.tag(place) not in ("SUB", "REL"):
        item = line.covering(place, ("place",))
        if item is not None:
            return coordinated(line, item)
        place -= 1
    return []


def _lose(line: Line, trigger: Item, hit: Hit, roles: Roles) -> Roles:
    """"A lost X to B"."""
    roles.target = _spread(line, [p.item for p in phrases_right(line, trigger.last) if p.role == "to" and p.item.kind == "actor"][:1])
    return roles


def _die(line: Line, trigger: Item, hit: Hit, roles: Roles) -> Roles:
    """"N people died": the subject suffers."""
    return Roles([], roles.agent or roles.target, roles.place, True)


def _toll(line: Line, trigger: Item, hit: Hit, roles: Roles) -> Roles:
    """"the death toll of X", "N casualties among X": nobody acts."""
    among = [p.item for p in phrases_right(line, trigger.last) if p.role in ("among", "of") and p.item.kind == "actor"]
    return Roles([], _spread(line, among[:1]) or [i for i in roles.agent if i.label in ("civilian", "armed", "named")], roles.place)


def _hold(line: Line, trigger: Item, hit: Hit, roles: Roles) -> Roles:
    """"X is controlled by A", "A controls X", "X, a stronghold of A"."""
    if not roles.agent:
        inner = [i for i in line.items if i.kind == "actor" and trigger.first <= i.first and i.last <= trigger.last + 4]
        roles.agent = inner[:1]
    if not any(p.role == "obj" for p in roles.place):
        roles.place = [Phrase("obj", i) for i in _fallen(line, hit)] + roles.place
    roles.target = []
    return roles


def _flee(line: Line, trigger: Item, hit: Hit, roles: Roles) -> Roles:
    roles.target = []
    return roles


_FRAMES = {"between": _between, "expel": _expel, "fall": _fall, "lose": _lose, "die": _die, "toll": _toll, "hold": _hold, "flee": _flee, "loss": _die, "": _plain}


def chosen_place(line: Line, type_: str, roles: Roles) -> list[Phrase]:
    """The most specific place of the claim and those listed with it: the object, then what stands behind, then what stands before."""
    avoid = {i for i in (*roles.agent, *roles.target)}
    if type_ in PLACELESS:
        return []
    rows = [p for p in roles.place if (p.item.kind == "place" or (p.item.label == "pronoun" and p.role == "obj" and type_ in _GROUND and line.low(p.item.first) == "it")) and p.item.label != "within" and p.role in (*_PLACE_ONLY, *[f"left:{r}" for r in (*_INSIDE, "at", "on", "of")])]
    rows = [p for p in rows if not any(p.item.first == a.first and p.item.last == a.last and p.role not in (*_INSIDE, "on", "at", "against", "targeting", "from", "to") for a in avoid)]
    if not rows:
        return []
    best = min(rows, key=lambda p: (is_vague(line, p.item) and type_ not in ("capture", "hold"), _rank(type_, p), p.item.first))
    inner = next((i for i in line.items if i.kind == "place" and i.label == "within" and 0 <= i.first - best.item.last <= 2), None)
    if inner is not None and best.item.label in ("area", "facility") and len(coordinated(line, inner)) > 1:
        return [Phrase(best.role, i) for i in coordinated(line, inner)]  # "warehouses in A and B"
    if type_ == "evacuate" and best.role == "from":
        goals = [p for p in rows if p.role in ("to", "into", "for") and p.item.first > best.item.first]
        return [best, *goals[:1]]
    listed = [i for i in coordinated(line, best.item) if i.label != "within"] or [best.item]
    named = [i for i in listed if not is_vague(line, i)]
    return [Phrase(best.role, i) for i in named or listed]


PLACELESS = ("statement", "negotiate")  # acts that coders give no place: a capital where one speaks is not where something happened


def is_vague(line: Line, item: Item) -> bool:
    """"several villages", "a building": says little unless a named place follows inside it."""
    if item.label not in ("area", "facility"):
        return False
    return not any(i.kind == "place" and i.label == "within" and 0 <= i.first - item.last <= 2 for i in line.items)


def _rank(type_: str, phrase: Phrase) -> int:
    role = phrase.role
    if role == "obj":
        return 0
    if role == "of":
        return 0 if type_ in _OF_OBJECT else 2
    if role == "left:of":
        return 8
    if role.startswith("left:"):
        return 6
    if type_ in ("advance", "deploy") and role in ("to", "into", "towards", "toward", "on"):
        return 0
    if type_ in ("evacuate", "withdraw") and role == "from":
        return 0
    if role in ("on", "at", "against", "targeting", "into"):
        return 1
    if role in ("to", "from") and type_ not in ("evacuate", "withdraw", "deploy", "advance", "assault", "capture"):
        return 5
    return 2
