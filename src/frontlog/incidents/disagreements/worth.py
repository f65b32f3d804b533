"""Which pairs of tellings that hang on one name are worth a look: conditions, one a kind of disagreement."""

import re

from frontlog.incidents.disagreements.cues import says
from frontlog.incidents.disagreements.days import STRIKING, TAKING
from frontlog.incidents.disagreements.denials import denies
from frontlog.incidents.disagreements.doers import BLAMED, by_nobody, contrasts, first_person, known, strangers
from frontlog.incidents.disagreements.found import gap, one_outlet, opposed
from frontlog.incidents.disagreements.matter import content, named, one_spot, things
from frontlog.incidents.disagreements.names import TAKEN
from frontlog.incidents.disagreements.results import HELD_OFF, result
from frontlog.incidents.spelling import bag, stem
from frontlog.incidents.telling import Telling, asked_once

SHARED = 2  # words of content that tie a denial without a place to a claim
SOON = 10  # days between the reports of a deed and of its denial
LONG = 120  # days in which an outlet's words are held against each other
ONCE = 14  # days between two dates of one fall
RECOUNT = 30  # days in which the dead are counted again
SIEGE = 90  # days that a siege may go on between two reports
ONE_DAY = 3  # days that two reports of one event may be apart
ANYBODY = frozenset(
    map(stem, ("people", "persons", "civilians", "soldiers", "troops", "women", "children", "victims", "residents", "villagers"))
)
CONFINED = re.compile(r"\b(?:prison(?:er)?s?|jail|detainees?|detention|captives?|inmates|patients|hospital|pupils|school)\b", re.IGNORECASE)
THE = re.compile(r"\b(?:the|that|this)(?: [a-z-]+)? $", re.IGNORECASE)  # before a trigger: "the strike", "that same raid"
VERB = re.compile(r"(?:ed|ing|took|shot|hit|struck|fell|held|fought)$")  # a trigger that is no noun


def _days_between(a: Telling, b: Telling) -> int:
    """Days between two publications; 0 when one is unknown."""
    return abs((a.published - b.published).days) if a.published and b.published else 0


def denied(a: Telling, b: Telling) -> bool:
    """A denial and a claim within days: of one place, or, where the denial names none, with its doer or its words in common."""
    if denies(a) == denies(b) or _days_between(a, b) > SOON:
        return False
    if a.said and b.said and (gap(a, b) or 0) > ONE_DAY:
        return False
    shared = len(content(a) & content(b))
    if a.claim.place and b.claim.place:
        at_once = opposed(a, b) and _days_between(a, b) <= ONE_DAY and (gap(a, b) or 0) <= 0
        return (shared > 0 or at_once) and one_spot(a, b)
    return shared >= (1 if a.camp and b.camp and _days_between(a, b) <= ONE_DAY else SHARED)


def dated_twice(a: Telling, b: Telling) -> bool:
    """Reports that name two days for what one of them speaks of as known: "the strike on the prison took place on Sunday"."""
    apart = gap(a, b)
    if apart is None or not 0 < apart <= ONE_DAY or not (a.said and b.said) or not one_spot(a, b):
        return False
    return any(definite(t) for t in (a, b)) and not (a.again or b.again) and a.claim.type == b.claim.type and not strangers(a, b)


def taken_on(a: Telling, b: Telling) -> bool:
    """A side takes a place on two days, by two outlets, and no word of a second time, or both speak of it as one."""
    apart = gap(a, b)
    if apart is None or not 0 < apart <= ONCE or not (a.said and b.said) or not one_spot(a, b):
        return False
    kinds = {a.claim.type, b.claim.type}
    entered = kinds == {"advance"} and says(a, "entered") and says(b, "entered")
    return (kinds <= TAKING or entered) and not strangers(a, b) and says(a, "once_more") == says(b, "once_more")


def one_thing(a: Telling, b: Telling) -> bool:
    """The same thing of one place struck on two days that both name: "the school at X" on the 16th and on the 18th."""
    apart = gap(a, b)
    if apart is None or not 0 < apart <= ONE_DAY or not (a.said and b.said) or a.again or b.again or not one_spot(a, b):
        return False
    kinds = {a.claim.type, b.claim.type}
    return bool(things(a) & things(b)) and (len(kinds) == 1 or kinds <= STRIKING) and not strangers(a, b)


def held_by_two(a: Telling, b: Telling) -> bool:
    """Two that speak of one place on the same days."""
    apart = gap(a, b)
    return apart is not None and apart <= 0 and _days_between(a, b) <= ONE_DAY and one_spot(a, b)


def counted_by_both(a: Telling, b: Telling) -> bool:
    """Whether two sides count the losses of one of them, at one place on the same days, and of one kind of event."""
    apart = gap(a, b)
    if not opposed(a, b) or apart is None or apart > 0 or _days_between(a, b) > ONE_DAY or not one_spot(a, b):
        return False
    kinds = {a.claim.type, b.claim.type}
    if not (len(kinds) == 1 or "losses" in kinds or kinds <= STRIKING):
        return False
    if len(a.claim.place) != 1 or len(b.claim.place) != 1:
        return False
    return any(x.kind == y.kind and bool(x.side or y.side) for x in a.claim.losses for y in b.claim.losses)


def known_later(a: Telling, b: Telling) -> bool:
    """Whether one says that nobody knows who did a deed, and the other who did it: to the same victim, at one place, within days."""
    if by_nobody(a) == by_nobody(b) or not {a.claim.type, b.claim.type} <= BLAMED or _days_between(a, b) > SOON or not one_spot(a, b):
        return False
    if a.said and b.said and (gap(a, b) or 0) > 0:
        return False
    return bool(_victims(a) & _victims(b))


def claimed_later(a: Telling, b: Telling) -> bool:
    """What nobody had claimed, and who claims it: words of content in common."""
    return says(a, "unclaimed") and says(b, "claims_it") and len(content(a) & content(b)) >= SHARED and _days_between(a, b) <= SOON


def blamed_by_both(a: Telling, b: Telling) -> bool:
    """Two sides that blame each other for a deed against one thing, at one place on the same days."""
    apart = gap(a, b)
    if not opposed(a, b) or apart is None or apart > 0 or _days_between(a, b) > ONE_DAY or not {a.claim.type, b.claim.type} <= BLAMED:
        return False
    if first_person(a) or first_person(b) or not one_spot(a, b):
        return False
    return bool((things(a) | content(a)) & (things(b) | content(b))) or (_confined(a) and _confined(b))


@asked_once
def _confined(telling: Telling) -> bool:
    """Whether it is about people who are kept somewhere: both sides may call the house by another name."""
    return bool(CONFINED.search(telling.claim.evidence.quote))


@asked_once
def _victims(telling: Telling) -> frozenset[str]:
    """The words for whom it was done to, beside those for anybody."""
    return frozenset().union(*(bag(ref.text) for ref in telling.claim.target)) - ANYBODY if telling.claim.target else frozenset()


def recounted(a: Telling, b: Telling) -> bool:
    """A later count of the dead of one place."""
    if len(a.claim.place) != 1 or len(b.claim.place) != 1:
        return False
    return says(b, "recount") and 0 < _days_between(a, b) <= RECOUNT and one_spot(a, b) and bool(a.claim.losses and b.claim.losses)


@asked_once
def definite(telling: Telling) -> bool:
    """Whether it speaks of its event as known: "the strike", "that same raid"."""
    claim = telling.claim
    before = claim.evidence.quote[: max(0, claim.trigger.start - claim.evidence.start)]
    return bool(THE.search(before)) and not VERB.search(claim.trigger.text)


def held_and_taken(a: Telling, b: Telling) -> bool:
    """Held off by the one and got through by the other, at one place on the same days, told by two sides or of one attacker."""
    pair, apart = {result(a), result(b)}, gap(a, b)
    if any(result(t) in HELD_OFF and len(t.claim.place) > 1 for t in (a, b)):
        return False  # attacks that were held off along a front say nothing of one village
    if not (pair & HELD_OFF and pair & TAKEN) or apart is None or apart > 0 or not one_spot(a, b):
        return False
    return opposed(a, b) or one_outlet(a, b) or bool(known(a.attackers) & known(b.attackers))


def other_doer(a: Telling, b: Telling) -> bool:
    """One of them says that it was another one: "not the jihadists", "it was the herdsmen who"."""
    return (contrasts(a) or contrasts(b)) and _days_between(a, b) <= SOON and (one_spot(a, b) or len(content(a) & content(b)) >= 2)


def cleared_up(a: Telling, b: Telling) -> bool:
    """What nobody could confirm at first, and what is told of the place later."""
    return says(a, "unconfirmed") and _days_between(a, b) <= LONG and one_spot(a, b)


def corrected(a: Telling, b: Telling) -> bool:
    """Two reports of one outlet that share a name."""
    return one_outlet(a, b) and bool(named(a) & named(b))


def own_word(a: Telling, b: Telling) -> bool:
    """Two reports of one outlet about one place."""
    return one_outlet(a, b) and _days_between(a, b) <= LONG and one_spot(a, b)
