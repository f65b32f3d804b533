"""What one report lets one voice say that an event cost: each side's dead once, however often and in how many parts it tells them.

A report counts a whole and then speaks of parts of it ("34 people were killed. Nine children were among the dead"), or it tells only the
parts ("51 men and 11 women"), or a whole beside the sides that make it up. Taken one by one the last of such figures would stand for all.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from frontlog.incidents.telling import Telling
from frontlog.model import Loss

PEOPLE = ("killed", "wounded", "killed_or_wounded", "captured", "surrendered", "defected")
Key = tuple[str, str]  # side and kind
PART = re.compile(  # words before a figure that make it a part of the one before
    r"\b(?:including|among (?:them|whom|those|the)|of (?:whom|them|which|those)|counting|after)\b[^.;]*$", re.IGNORECASE
)
OF_THEM = re.compile(r"\bof (?:the|them|these|those|whom|his|her|their|its)\b", re.IGNORECASE)
SO_FAR = re.compile(r"\b(?:bring|rais|tak|push|driv|lift)ing\b[^.;]*\bto\s*$", re.IGNORECASE)  # before a count of all so far


def tally(told: Iterable[Telling]) -> dict[Key, Loss]:
    """What the claims of one voice in one report come to, by side and kind."""
    out: dict[Key, Loss] = {}
    for telling in told:
        for key, loss in of_claim(telling).items():
            if key not in out or size(loss) > size(out[key]):
                out[key] = loss
    return _apart(out)


def standing(group: Sequence[Telling]) -> list[Telling]:
    """The tellings with those figures alone that stand for what their report has its voice say: parts of a whole quarrel with nobody."""
    by_report: dict[tuple[str, str], list[Telling]] = {}
    for telling in group:
        by_report.setdefault((telling.voice, telling.claim.document), []).append(telling)
    if len(by_report) == len(group) and all(len(telling.claim.losses) < 2 for telling in group):
        return list(group)  # no figure stands beside another
    stands: dict[str, tuple[Loss, ...]] = {}
    for told in by_report.values():
        most: dict[Key, tuple[str, Loss]] = {}
        for telling in told:
            for key, loss in of_claim(telling).items():
                if key not in most or size(loss) > size(most[key][1]):
                    most[key] = (telling.id, loss)
        for telling in told:
            kept = [loss for id_, loss in most.values() if id_ == telling.id]
            stands[telling.id] = tuple(sorted([*kept, *(x for x in telling.claim.losses if not _counted(x))], key=lambda x: x.start))
    return [_with(telling, stands[telling.id]) for telling in group]


def _with(telling: Telling, losses: tuple[Loss, ...]) -> Telling:
    if losses == telling.claim.losses:
        return telling
    return replace(telling, claim=replace(telling.claim, losses=losses), memo={})


def _counted(loss: Loss) -> bool:
    return loss.kind in PEOPLE and (loss.min is not None or loss.max is not None)


def of_claim(telling: Telling) -> dict[Key, Loss]:
    """What one claim says, parts of a whole left out and parts without a whole added up."""
    span, rows = telling.claim.evidence, dict[Key, list[Loss]]()
    for loss in telling.claim.losses:
        if _counted(loss):
            rows.setdefault((loss.side, loss.kind), []).append(loss)
    return {key: _whole(losses, span.quote, span.start) for key, losses in rows.items()}


def _whole(losses: Sequence[Loss], quote: str, start: int) -> Loss:
    """The figure of some losses of one side and kind that stand in one sentence."""
    if len(losses) == 1:
        return losses[0]
    ordered = sorted(losses, key=lambda loss: loss.start)
    so_far = [loss for loss in ordered if SO_FAR.search(quote[: max(0, loss.start - start)])]
    if so_far:
        return so_far[-1]
    own = [ordered[0]]
    for before, loss in pairwise(ordered):
        between = quote[max(0, before.end - start) : max(0, loss.start - start)]
        if not PART.search(between) and not OF_THEM.search(loss.text):
            own.append(loss)
    most = max(own, key=size)
    rest = [loss for loss in own if loss is not most]
    if not rest or size(most) == sum(map(size, rest)) or ordered[0].start < start:  # where they stand is not known
        return most
    low = sum(loss.min or 0 for loss in own) or None
    return replace(own[0], min=low, max=None if any(loss.max is None for loss in own) else sum(loss.max or 0 for loss in own))


def _apart(found: Mapping[Key, Loss]) -> dict[Key, Loss]:
    """The figures, of which one that names no side and is no smaller than those of the sides together is what they come to: only what goes
    beyond them is left of it."""
    out = dict(found)
    for kind in {kind for side, kind in found if not side}:
        whole, named = found["", kind], [loss for (side, other), loss in found.items() if side and other == kind]
        known = sum(map(size, named))
        if not named or size(whole) < known:
            continue  # others, beside those that are named
        if size(whole) == known:
            del out["", kind]
        else:
            beyond = None if whole.max is None else whole.max - known
            out["", kind] = replace(whole, min=None if whole.min is None else max(0, whole.min - known) or None, max=beyond)
    return out


def size(loss: Loss) -> int:
    """A figure to compare by: its lower bound, else its upper one."""
    return loss.min if loss.min is not None else loss.max or 0
