"""Whose losses a bare number or "men" are: of fighters where the claim says whose it tells, and of nobody where only a figure is quoted.

A number that names nobody otherwise stands for people ("a blast killed 12").
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from frontlog.claims.draft import Draft
from frontlog.claims.loss_reading import LossReading
from frontlog.claims.war_tolls import whole_war
from frontlog.grammar.clauses import Item
from frontlog.model import ActorRef, Loss, Piece, Span, TimeRef

PEOPLE = "civilians"
_HEADS = frozenset(["men", "dead", "killed", "wounded", "bodies", "casualties", "others"])
_COUNT = re.compile(
    r"^(?:(?:at|least|most|more|than|about|around|some|over|nearly|almost|up|to|another|dozens|scores|hundreds|a|an|of|its|their|his)\s+)*"
    r"[\w,.-]+$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d|^(?:dozens|scores|hundreds)$", re.IGNORECASE)
_MANY = re.compile(r"\b(?:people|persons|lives|deaths|dead|killed|fatalities|casualties|victims)$|^[\d,.]+$", re.IGNORECASE)
_LONG = 60  # days: what a war has cost in months is told of both sides together
_FIGURE = re.compile(r"\b(?:figures?|claims?|tall(?:y|ies)|numbers?|estimates?)\s+of\s+(?:[\w]+\s+){0,3}$", re.IGNORECASE)
_LEFT = re.compile(r"\b(?:behind|(?:in|on)\s+the\s+(?:streets|battlefield|field|ground))\b", re.IGNORECASE)
_SUBJECT = re.compile(r"\b((?:the|its|their|our)\s[\w-]+(?:\s[\w-]+)?)\s*$", re.IGNORECASE)


def unnamed(words: str) -> bool:
    """Whether the words of victims say how many and not who: "400", "nine men", "more than 400", "46 bodies"."""
    tokens = words.split()
    if tokens and tokens[-1].lower() in _HEADS:
        tokens = tokens[:-1]
        return bool(tokens) and bool(_COUNT.match(" ".join(tokens)))
    return bool(tokens) and bool(_COUNT.match(words)) and bool(_NUMBERED.search(tokens[-1]))


def side_of_number(
    draft: Draft, reading: LossReading, agent: Sequence[ActorRef], target: Sequence[ActorRef], named: Callable[[Span], ActorRef]
) -> str:
    """The side of victims that only a number tells of, PEOPLE where nothing says more, "" where a quoted figure names nobody."""
    victim, span = reading.victim, draft.line.sentence.span
    if victim is None or draft.type != "losses":
        return PEOPLE
    whose = [a for a in target if a.id and a.id != PEOPLE and not _shares(a, victim)]
    if len({a.id for a in whose}) == 1:
        return whose[0].id  # "the enemy's losses amounted to 312", "the army lost 20 men"
    words = draft.trigger.mention.span.quote.lower()
    if words.startswith("los") and (found := _SUBJECT.search(span.quote[: draft.trigger.mention.span.start - span.start])):
        start = span.start + found.start(1)
        id_ = named(Span(span.document, start, start + len(found[1]), found[1])).id
        return id_ or PEOPLE
    behind = span.quote[victim.end - span.start :]
    if words.startswith(("left", "leav")) and len(agent) == 1 and _LEFT.search(behind):
        return agent[0].id  # "the army left 400 dead in the streets": its own
    return "" if _FIGURE.search(span.quote[: victim.start - span.start]) else PEOPLE


_OWNERS = re.compile(r"\b((?:the\s)?(?:[A-Z][\w-]+|enemy|rebel|insurgent|militant|government|army))\s*$")


def owner(draft: Draft, named: Callable[[Span], ActorRef]) -> str:
    """Whose a list of losses is by the word before it: "Total [Russian] losses came to 1,270 people and nine tanks"; "" where none says."""
    trigger, span = draft.trigger.mention.span, draft.line.sentence.span
    found = _OWNERS.search(span.quote[: trigger.start - span.start]) if trigger.quote.lower() == "losses" else None
    if found is None or draft.type != "losses":
        return ""
    id_ = named(Span(span.document, span.start + found.start(1), span.start + found.end(1), found[1])).id
    return "" if id_ == PEOPLE or id_.startswith("x-") else id_


def of_a_war(
    type_: str, time: TimeRef, target: tuple[ActorRef, ...], losses: tuple[Loss, ...], quote: str = ""
) -> tuple[TimeRef, tuple[ActorRef, ...], tuple[Loss, ...]]:
    """Time, target and losses of a toll, without a side where a war's dead are only "people": "12,000 people have been killed since April".

    What a whole war has cost is no loss of the day on which it is told: where it began is not known."""
    long = time.start is not None and time.end is not None and (time.end - time.start).days > _LONG
    if whole_war(quote, time, losses):
        time, long = replace(time, start=None), True
        losses = tuple(replace(loss, side="") if loss.side == PEOPLE and _MANY.search(loss.text) else loss for loss in losses)
    if type_ != "losses" or not long or not target or any(ref.id != PEOPLE or not _MANY.search(ref.text) for ref in target):
        return time, target, losses
    return time, (), tuple(replace(loss, side="") if loss.side == PEOPLE else loss for loss in losses)


_AMONG = re.compile(r"^[\s,(–-]*(?:including|among (?:them|whom)|most(?:ly)? of (?:them|whom)|of whom|counting)\b", re.IGNORECASE)
_REACH = 60  # characters behind "including" in which a part of the victims is named


def of_many(draft: Draft, victim: Piece) -> bool:
    """Whether "people" are of more than one side: "17 people, including 14 soldiers"."""
    span = draft.line.sentence.span
    found = _AMONG.search(span.quote[victim.end - span.start :])
    if found is None:
        return False
    begin = victim.end + found.end()
    return any(
        i.label in ("armed", "state") and begin <= i.mention.span.start < begin + _REACH and not set(",;") & _between(span, begin, i)
        for i in draft.line.of_kind("actor")
    )


def _between(span: Span, begin: int, item: Item) -> set[str]:
    return set(span.quote[begin - span.start : item.mention.span.start - span.start])


def retold(target: Sequence[ActorRef], readings: Sequence[LossReading], sides: Sequence[str]) -> tuple[ActorRef, ...]:
    """The targets, those that were people only for being counted as the side that they are of; left out where it is nobody's."""
    out = []
    for ref in target:
        side = next(
            (
                s
                for r, s in zip(readings, sides, strict=True)
                if r.victim and _shares(ref, r.victim) and (unnamed(r.victim.text) or s not in (PEOPLE, ""))
            ),
            PEOPLE,
        )
        if ref.id != PEOPLE or side == PEOPLE:
            out.append(ref)
        elif side and not any(other.id == side for other in target):
            out.append(replace(ref, id=side))
    return tuple(out)


def _shares(ref: ActorRef, words: Piece) -> bool:
    return ref.start < words.end and words.start < ref.end
