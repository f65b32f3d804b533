"""Who is no party of his own: the commanders among the dead of a group, and the two sides of a fight that a third makes use of."""

import re
from collections.abc import Sequence
from dataclasses import replace

from frontlog.claims.draft import Draft
from frontlog.grammar.clauses import Item
from frontlog.model import ActorRef
from frontlog.reference.hostile import UNARMED

# "30 [fighters of X], including 3 military commanders": what stands between the group and its part.
_PART = re.compile(r"[\s,(–-]*(?:including|among\s(?:them|whom)|of\s(?:them|whom)|counting|with)\s(?:the\s|at\sleast\s)?", re.IGNORECASE)
_OFFICERS = re.compile(
    r"(?:[\w-]+\s){0,3}(?:commanders?|officers?|leaders?|emirs?|generals?|colonels?|majors?|captains?|lieutenants?|sergeants?|chiefs?|snipers?|fighters?"
    r"|members|pilots?)",
    re.IGNORECASE,
)


def without_parts(draft: Draft, target: Sequence[ActorRef]) -> tuple[ActorRef, ...]:
    """The targets without those that the words only count among another of them: "30 [fighters of X], including 3 commanders".

    A part that has a name of its own, or one of civilians ("17 people, including 3 officers"), stays.
    """
    text, base = draft.line.sentence.span.quote, draft.line.sentence.span.start
    ends = [ref.end - base for ref in target if ref.id and ref.id not in UNARMED and not ref.id.startswith("x-")]
    bare = [ref for ref in target if ref.start >= base and _OFFICERS.fullmatch(ref.text)]
    parts = [ref for ref in bare if any(_PART.fullmatch(text[end : ref.start - base]) for end in ends)]
    return tuple(ref for ref in target if ref not in parts)


def spare_fought(drafts: Sequence[Draft]) -> None:
    """Take the two sides of a fight from the targets of what a third does meanwhile: "used the fighting between A and B to seize the
    field". From which of them it is taken is not said."""
    live = [d for d in drafts if not d.reason]
    for fight in (d for d in live if d.type == "clash" and d.hit.form == "noun" and d.line.low(d.trigger.last) == "between"):
        read = () if fight.told is None else (*fight.told.agent, *fight.told.target)
        sides = _words([i for i in (*fight.agent, *fight.target, *read) if i.first > fight.trigger.last])
        for draft in (d for d in live if d is not fight and d.line is fight.line and d.trigger.first > fight.trigger.last):
            if len(sides) > 1 and not sides & _words(draft.agent):
                _spare(draft, sides)


def _words(items: Sequence[Item]) -> set[tuple[int, int]]:
    return {(item.first, item.last) for item in items}


def _spare(draft: Draft, sides: set[tuple[int, int]]) -> None:
    fought = [item.mention.span for item in draft.line.of_kind("actor") if (item.first, item.last) in sides]
    draft.roles.target = [item for item in draft.target if (item.first, item.last) not in sides]
    if draft.told is not None:
        target = tuple(item for item in draft.told.target if (item.first, item.last) not in sides)
        chances = tuple(c for c in draft.told.chances if c[0] != "target" or not any(c[1] < s.end and s.start < c[2] for s in fought))
        draft.told = replace(draft.told, target=target, chances=chances)
