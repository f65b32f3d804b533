"""Words whose roles are not "subject does it to object": fighting between two sides, places that fall, people who die or flee."""

from collections.abc import Iterable

from frontlog.grammar.clauses import Item, Line, Phrase, coordinated, phrases_right
from frontlog.grammar.subjects import group_start, passive, subject, verb_before
from frontlog.grammar.where import Roles, aside
from frontlog.grammar.wordsets import word_set
from frontlog.reference.claim_types import Hit


def actors_in(items: Iterable[Item]) -> list[Item]:
    return [i for i in items if i.kind == "actor"]


def spread(line: Line, items: Iterable[Item]) -> list[Item]:
    """The items with those they are listed with, each once."""
    out: list[Item] = []
    for item in items:
        out += [i for i in coordinated(line, item) if i not in out]
    return out


def plain(line: Line, trigger: Item, hit: Hit, roles: Roles) -> Roles:
    if trigger.label not in word_set("types_with_target"):
        roles.target = []
    return roles


def _suffer(line: Line, trigger: Item, hit: Hit, roles: Roles) -> Roles:
    """ "the patrol came under fire from gunmen": the subject is the target, who stands behind "from" or "by" the agent."""
    right = phrases_right(line, trigger.last)
    start = group_start(line, hit.head)
    beside = [i for i in line.of_kind("actor") if i.last == start]  # "a patrol of [the army] came"
    roles.target = actors_in(subject(line, hit.head)) or beside[:1]
    roles.agent = spread(line, [p.item for p in right if p.role in ("from", "by") and p.item.kind == "actor"][:1])
    roles.passive = True
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
        both = spread(line, pair[:1])
        both += [i for i in pair if i not in both]
        roles.agent, roles.target = (both, []) if trigger.label == "agreement" else (both[:1], both[1:])
        roles.place = [p for p in roles.place if p.item not in both]
        return roles
    against = [p.item for p in right if p.role in ("with", "against", "obj") and p.item.kind == "actor"]
    if against and not roles.agent and hit.form == "noun":
        sides = spread(line, against[:1])
        roles.agent = [i for i in _fighter(line, trigger) if i not in sides]
        # "eleven are killed in clashes with the police"
        roles.agent, roles.target = (roles.agent, sides) if roles.agent else (sides, [])
    elif against:
        roles.target = [i for i in spread(line, against[:1]) if i not in roles.agent]
    if not roles.target and len(roles.agent) > 1:
        roles.agent, roles.target = roles.agent[:1], roles.agent[1:]
    return roles


def _fighter(line: Line, trigger: Item) -> list[Item]:
    """ "[Rebels] entered the town after clashes with the army": an armed subject of the clause is the other side."""
    verb = verb_before(line, trigger.first - 1)
    if verb < 0 or passive(line, verb):
        return []
    found = actors_in(subject(line, verb))
    return found if all(i.label in ("armed", "state", "named") for i in found) else []


def _later_between(line: Line, trigger: Item) -> list[Item]:
    """ "clashes erupted in X between A and B": the pair behind the verb."""
    for place in range(trigger.last, len(line.tokens)):
        if line.low(place) == "between":
            return [i for i in line.by_first.get(place + 1, ()) if i.kind == "actor"][:1]
        if line.tag(place) in ("SUB", "REL") or line.low(place) == ";":
            return []
    return []


def _expel(line: Line, trigger: Item, hit: Hit, roles: Roles) -> Roles:
    """ "pushed the rebels out of X": the object is the target, the place behind it changes hands."""
    return roles


def _fall(line: Line, trigger: Item, hit: Hit, roles: Roles) -> Roles:
    """ "X fell to the rebels", "the fall of X to the rebels": the place is the subject, the taker stands behind "to"."""
    right = phrases_right(line, trigger.last if hit.form == "noun" else hit.head + 1)
    taker = [p.item for p in right if p.role in ("to", "under", "into", "by") and p.item.kind == "actor"]
    inner = [i for i in line.items if i.kind == "actor" and hit.head < i.first < trigger.last + 3 and i.label != "pronoun"]
    places = [Phrase("obj", i) for i in _fallen(line, hit)] or [p for p in roles.place if p.role == "of"]
    return Roles(spread(line, (taker or inner)[:1]), [], places)


def _fallen(line: Line, hit: Hit) -> list[Item]:
    place = hit.head - 1
    while place >= 0 and line.tag(place) not in ("SUB", "REL"):
        item = line.covering(place, ("place",))
        if item is not None and not aside(line, item):
            return coordinated(line, item)
        place -= 1
    return []


def _lose(line: Line, trigger: Item, hit: Hit, roles: Roles) -> Roles:
    """ "A lost X to B"."""
    roles.target = spread(line, [p.item for p in phrases_right(line, trigger.last) if p.role == "to" and p.item.kind == "actor"][:1])
    return roles


def _die(line: Line, trigger: Item, hit: Hit, roles: Roles) -> Roles:
    """ "N people died": the subject suffers."""
    return Roles([], roles.agent or roles.target, roles.place, True)


def _toll(line: Line, trigger: Item, hit: Hit, roles: Roles) -> Roles:
    """ "the death toll of X", "N casualties among X": nobody acts."""
    among = [p.item for p in phrases_right(line, trigger.last) if p.role in ("among", "of") and p.item.kind == "actor"]
    return Roles([], spread(line, among[:1]) or [i for i in roles.agent if i.label in ("civilian", "armed", "named")], roles.place)


def _hold(line: Line, trigger: Item, hit: Hit, roles: Roles) -> Roles:
    """ "X is controlled by A", "A controls X", "X, a stronghold of A"."""
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


def _displace(line: Line, trigger: Item, hit: Hit, roles: Roles) -> Roles:
    """ "fighting displaced 3,000 [families]", "3,000 families were displaced": they move."""
    people = [i for i in roles.target if i.label in ("civilian", "person", "pronoun")]
    return Roles(people, [], roles.place, roles.passive) if people else roles


FRAMES = {
    "between": _between,
    "expel": _expel,
    "suffer": _suffer,
    "fall": _fall,
    "lose": _lose,
    "die": _die,
    "toll": _toll,
    "hold": _hold,
    "flee": _flee,
    "displace": _displace,
    "loss": _die,
    "": plain,
}
