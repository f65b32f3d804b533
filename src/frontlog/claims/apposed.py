"""Words that name nobody beside the name that explains them: "[an armed group], the Falcons of Hira,", "the White Army, [a militia of Nuer
youths],"."""

import re
from collections.abc import Callable

from frontlog.claims.antecedents import QUOTES
from frontlog.grammar.clauses import Item, Line
from frontlog.model import ActorRef, Span
from frontlog.reference.heads import ARMED, ATTRIBUTE, POINTERS
from frontlog.reference.words import clean

_BANDS = (
    ARMED
    & {"group", "movement", "organisation", "organization", "faction", "militia", "gang", "cartel", "network", "katiba", "sect", "outfit"}
    | POINTERS - {"council", "party"}
    | {"alliance", "affiliate", "branch", "offshoot", "wing", "brigade", "paramilitary"}
)
_CLOSING = (",", ".", ";", ")", "—", "–", "")
_DETERMINED = ("a", "an", "the", "one", "another", "its", "their")

_ATTRIBUTE = re.compile(rf"[-–—]{ATTRIBUTE}$")

Resolve = Callable[[Span], ActorRef]


def apposed(line: Line, item: Item, is_band: Callable[[ActorRef], bool], resolve: Resolve) -> ActorRef | None:
    """Whom such words mean: the armed group or the unknown body that stands right beside them between commas; None where none does."""
    if (leader := _led(line, item)) is not None and is_band(ref := resolve(leader.mention.span)):
        return ref
    words = item.mention.span.quote.split()
    head = clean(" ".join(words).split(" of ")[0]).split()[-1:]
    if not head or head[0] not in _BANDS or any(word[:1].isupper() and not _ATTRIBUTE.search(word) for word in words[1:]):
        return None
    for name in (*_behind(line, item), *_before(line, item)):
        ref = resolve(name.mention.span)
        if is_band(ref):
            return ref
    return None


def _led(line: Line, item: Item) -> Item | None:
    """The group by which rebels are led: "[Insurgents] led by X"."""
    words = item.mention.span.quote.split()
    if (
        words[-1].lower() not in ARMED
        or any(word[:1].isupper() for word in words[1:])
        or (line.low(item.last), line.low(item.last + 1)) != ("led", "by")
    ):
        return None
    found = (i for at in (item.last + 2, item.last + 3) for i in line.by_first.get(at, ()) if i.kind == "actor")
    return next((i for i in found if i.label == "armed" or i.label == "named"), None)


def _behind(line: Line, item: Item) -> list[Item]:
    """The name behind the comma that follows, where the next comma or the sentence ends it."""
    first = item.last + 1
    while line.low(first) in ("the", *QUOTES):
        first += 1
    if line.low(item.first) in _DETERMINED and (beside := [i for i in line.by_first.get(item.last, ()) if _is_name(i)]):
        return beside[:1]  # "the Pakistan-based group X"
    found = [i for at in range(item.last + 1, first + 1) for i in line.by_first.get(at, ()) if _is_name(i)]
    return [i for i in found[:1] if line.low(item.last) == "," and _ends(line, i.last)]


def _before(line: Line, item: Item) -> list[Item]:
    """The name before the comma in front, where the words are ended as well."""
    first, last = item.first, item.last
    if line.low(first - 1) in _DETERMINED:
        first -= 1
    if line.low(first - 1) != "," or not (line.low(first) in _DETERMINED or line.low(item.first) in _DETERMINED):
        return []
    while last < len(line.tokens) and line.low(last) not in _CLOSING and line.low(last) not in ("and", "or") and last - item.last < 6:
        last += 1  # "a militia [of Nuer youths]"
    return [i for i in line.of_kind("actor") if i.last == first - 1 and _is_name(i) and _ends(line, last)]


def _is_name(item: Item) -> bool:
    return item.kind == "actor" and item.label in ("named", "armed") and any(word[:1].isupper() for word in item.mention.span.quote.split())


def _ends(line: Line, at: int) -> bool:
    """Whether an apposition ends there, and no list goes on: "X, the army, and Y"."""
    while line.low(at) in QUOTES:
        at += 1
    listed = line.low(at) == "," and (line.low(at + 1) in ("and", "or") or any(i.kind == "actor" for i in line.by_first.get(at + 1, ())))
    return line.low(at) in _CLOSING and not listed
