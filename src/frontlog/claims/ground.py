"""Ground that is gained, held or not taken at all, where a tagger mistakes one for the other: "rebels [marched into] X" is no protest, "the
army has [been back] in X" no withdrawal, "tribesmen are [holding out] in X" no siege, "the army [took] reporters to X" no capture."""

import re
from dataclasses import replace
from itertools import pairwise

from frontlog.claims.draft import OFFICIAL, Draft, Told
from frontlog.grammar.clauses import Item, Phrase

_MOVING = frozenset({"march", "walk", "drive", "roll", "sweep", "stream", "pour", "ride", "move", "storm"})
_INTO = ("into", "in")
_CARRYING = frozenset({"take", "bring", "drive", "fly", "escort"})
_SLIPPING = frozenset({"slip", "slips", "slipped", "slipping", "passed", "fallen", "fell"})
_GRIP = frozenset({"control", "hands", "grip", "grasp"})
_OUSTING = re.compile(r"thr[eo]w|driv|drove|flush|push|kick|forc|chas|expel|oust|clear|dislodg")
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_TIGHTEN = re.compile(r"(?:re)?(?:tighten|impos|strengthen|maintain|continu|reinforc|intensif|renew|keep|kept|complet|enforc|lay|laid)")
_LIFT = re.compile(r"break|broke|lift|end|eas|reliev|rais|loosen")
_CARRIED = ("civilian", "person", "media", "pronoun")


def settle_ground(draft: Draft) -> None:
    """Correct the type of a draft by its words, or give it up where nothing is taken."""
    words = [draft.line.low(at) for at in range(draft.trigger.first, draft.trigger.last)]
    if draft.type == "break_siege" and _TIGHTEN.match(words[0]) and not any(_LIFT.match(low) for low in words):
        draft.type = "besiege"  # "[tightened] the siege"
    elif draft.type in ("protest", "capture") and draft.hit.lemma in _MOVING and _moves_in(draft, words):
        draft.type = "advance"
    elif _ousts(draft, words) or _from_occupation(draft):
        draft.type = "capture"
    elif draft.type == "capture" and words[-1:] == ["back"] and _BE.intersection(words) and draft.line.low(draft.trigger.last) == "in":
        draft.drop("same event in this sentence")  # "is back in the hands of the army", which holds it
    elif _keeps(draft, words):
        draft.type = "hold"
    elif draft.type == "besiege" and draft.hit.form == "attributive" and draft.told is not None and not draft.agent:
        # "rebels left the [besieged] town": they besiege nobody
        draft.told = replace(draft.told, agent=(), chances=tuple(c for c in draft.told.chances if c[0] != "agent"))
    elif draft.type == "besiege" and draft.hit.lemma in ("regroup", "regrouping"):
        draft.drop("everyday word")
    elif draft.type in ("capture", "withdraw") and (owner := _out_of_hands(draft)) is not None:
        _lose(draft, owner)
    elif draft.type == "capture" and _kept_by(draft):
        draft.type = "hold"
    elif draft.type == "capture" and (owner := _lies_under(draft)) is not None:
        draft.type = "hold"
        _give(draft, owner)
    elif draft.type == "capture" and draft.hit.lemma in ("come", "pass", "fall", "go") and (owner := _into_hands(draft)) is not None:
        _give(draft, owner)
    elif draft.type == "capture" and draft.hit.lemma in _CARRYING and len(words) == 1 and _carries(draft):
        draft.drop("no place taken")


def _out_of_hands(draft: Draft) -> Item | None:
    """Whose the control is that a place slips from: "X has slipped from [the army]'s control"."""
    if draft.line.low(draft.hit.head) not in _SLIPPING:
        return None
    line, last = draft.line, draft.trigger.last
    start = next((at for at in range(draft.hit.head + 1, draft.hit.head + 4) if line.low(at) in ("from", "out")), -1)
    grip = next((at for at in range(max(start, 0), start + 9) if line.low(at) in _GRIP), -1) if start >= 0 else -1
    if grip < 0 or last > grip + 1:
        return None
    return next((item for item in line.of_kind("actor") if start < item.first and item.last <= grip), None)


def _into_hands(draft: Draft) -> Item | None:
    """Whose the control is that a place comes under: "X has come under the full control of [the rebels]"."""
    line, first = draft.line, draft.hit.head + 1
    grip = next((at for at in range(first, first + 7) if line.low(at) in _GRIP), -1)
    if not any(line.low(at) in ("under", "into", "to") for at in range(first, first + 2)) or grip < 0 or line.low(grip + 1) != "of":
        return None
    return next((item for item in line.of_kind("actor") if grip < item.first <= grip + 3), None)


def _kept_by(draft: Draft) -> bool:
    """Whether a place is only told by whose it is: "Kutum, the main town [occupied] by the army", but "the town, captured by it in May"."""
    line, head = draft.line, draft.hit.head
    if draft.hit.lemma not in ("occupy", "control") or line.tag(head - 1) not in ("NN", "NNP"):
        return False
    behind = [line.low(at) for at in range(head + 1, head + 12)]
    dated = any(line.tag(at) == "NUM" or line.low(at) in _DATING for at in range(head + 1, head + 12))
    return behind[:1] == ["by"] and not dated


_DATING = frozenset({"last", "yesterday", "ago", "earlier", "recently", "overnight", "today"})


def _lies_under(draft: Draft) -> Item | None:
    """Whose the control is that a place is said to lie under: "Marib, which falls under [government] control"."""
    line, head = draft.line, draft.hit.head
    if line.low(head) not in ("falls", "fall") or line.tag(head) == "TO" or line.low(head + 1) != "under":
        return None
    behind = _into_hands(draft)
    before = (item for item in line.of_kind("actor") if head + 1 < item.first and line.low(item.last) in _GRIP)
    return behind or next(before, None)


def _lose(draft: Draft, owner: Item) -> None:
    """Make it the owner's withdrawal from what stands before the words."""
    draft.type, draft.roles.agent, draft.roles.target = "withdraw", [owner], []
    named = [item for item in draft.line.of_kind("place") if item.last <= draft.trigger.first and item.label in ("name", "reference")]
    draft.place = [Phrase("obj", named[0])] if named else draft.place
    if draft.told is not None:
        draft.told = replace(draft.told, agent=(), target=(), chances=_of_places(draft.told))


def _give(draft: Draft, owner: Item) -> None:
    """Make the owner the one who takes it."""
    draft.roles.agent, draft.roles.target = [owner], [item for item in draft.target if item is not owner]
    if draft.told is not None:
        draft.told = replace(draft.told, agent=(owner,), target=(), chances=_of_places(draft.told))


def _of_places(told: Told) -> tuple[tuple[str, int, int, float], ...]:
    return tuple(chance for chance in told.chances if chance[0] == "place")


def _ousts(draft: Draft, words: list[str]) -> bool:
    """Whether somebody is driven out of a place, and goes not by himself: "threw the rebels [out of] X"."""
    if draft.type not in ("withdraw", "evacuate") or not _OUSTING.match(draft.hit.lemma):
        return False
    armed = any(item.label in OFFICIAL for item in draft.target)  # people who are forced out of their homes are moved
    if not armed and (draft.type == "evacuate" or draft.target):
        return False
    line, last = draft.line, draft.trigger.last
    behind = [line.low(at) for at in range(draft.hit.head + 1, last + 7)]
    return not draft.roles.passive and ("out" in words or any(pair in (("out", "of"), ("out", "from")) for pair in pairwise(behind)))


def _from_occupation(draft: Draft) -> bool:
    """Whether a place is freed, and no captive: "X has been [freed] from occupation"."""
    if draft.type != "handover" or draft.hit.lemma not in ("free", "liberate"):
        return False
    last = draft.trigger.last
    behind = [draft.line.low(at) for at in range(draft.hit.head + 1, last + 4)]
    return "from" in behind and any(low.startswith(("occup", "invader")) for low in behind)


def _keeps(draft: Draft, words: list[str]) -> bool:
    """Whether a side is said to be there: "has been back in X", "is holding out in X"."""
    if draft.type == "withdraw":
        return words[-1:] == ["back"] and bool(_BE.intersection(words))
    return draft.type == "besiege" and draft.hit.lemma == "hold" and "out" in (*words, draft.line.low(draft.trigger.last))


def _moves_in(draft: Draft, words: list[str]) -> bool:
    """Whether armed people go into a place: "marched into", "drove into", and no "drove the rebels out"."""
    into = words[-1] in _INTO or draft.line.low(draft.trigger.last) in _INTO
    return into and not draft.roles.passive and not draft.target and any(item.label in OFFICIAL for item in draft.agent)


def _carries(draft: Draft) -> bool:
    """Whether people are brought to a place: "took [journalists] to X", "[reporters] whom the army took to X"."""
    told = draft.told
    places = [*draft.place, *(phrase for _, phrase in (told.places if told is not None else ()))]
    target = draft.target or (list(told.target) if told is not None else [])
    whom = any(draft.line.low(at) in ("whom", "who") for at in range(max(0, draft.trigger.first - 6), draft.trigger.first))
    people = bool(target) and all(item.label in _CARRIED for item in target)
    return (
        bool(places)
        and all(phrase.role == "to" for phrase in places)
        and (people or (whom and not any(i.label in OFFICIAL for i in target)))
    )
