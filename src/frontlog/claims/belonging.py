"""Whose fighters words without a name are, by the group that the sentence ties them to: "gunmen believed to be members of X"."""

import re
from collections.abc import Callable

from frontlog.claims.antecedents import QUOTES
from frontlog.claims.serving import is_party
from frontlog.grammar.clauses import Item, Line
from frontlog.grammar.wordsets import word_set
from frontlog.model import ActorRef, Span
from frontlog.reference.actors import Actors
from frontlog.reference.heads import MEN, UNIDENTIFIED
from frontlog.reference.words import clean

_NAMED = re.compile(r"\s[^\W\d_a-z]")

Resolve = Callable[[Span], ActorRef]


def member_of(line: Line, item: Item, actors: Actors, resolve: Resolve) -> ActorRef | None:
    """Of "[gunmen] believed to be members of the BIFF", "[volunteers] of the Azov battalion" the party that directly follows."""
    words = clean(item.mention.span.quote).split()
    if not words or words[-1] not in UNIDENTIFIED | MEN or _NAMED.search(item.mention.span.quote):
        return None
    at = item.last
    while not (found := [i for i in line.by_first.get(at, ()) if i.kind == "actor" and i.label != "pronoun"]):
        if line.low(at) not in word_set("tying") and line.low(at) not in QUOTES:
            return None
        at += 1
    group = max(found, key=lambda i: i.last)
    if not {line.low(n) for n in range(item.last, group.last)} & (word_set("belonging") | {"of", "from"}):
        return None
    ref = resolve(group.mention.span)
    stranger = ref.id.startswith("x-") and group.label in ("armed", "named")
    return ref if stranger or is_party(ref.id, actors) else None


def belonging(line: Line, item: Item, is_armed: Callable[[ActorRef], bool], resolve: Resolve) -> ActorRef | None:
    """Of "[gunmen] of the Sinaloa Cartel", the cartel; of "[an attacker], said to be a member of ISIS", ISIS."""
    if line.low(item.last) not in ("of", "from"):
        return _tied(line, item, is_armed, resolve)
    first = item.last + 1
    while line.low(first) in ("the", "a", "an", *QUOTES):
        first += 1
    group = next((i for at in (item.last + 1, first - 1, first) for i in line.by_first.get(at, ()) if i.kind == "actor"), None)
    ref = resolve(group.mention.span) if group is not None else None
    return ref if ref is not None and is_armed(ref) else None


def _tied(line: Line, item: Item, is_armed: Callable[[ActorRef], bool], resolve: Resolve) -> ActorRef | None:
    """The armed group that the rest of the sentence says the attackers belong to, or that claims the deed."""
    for group in line.of_kind("actor"):
        said = {line.low(at) for at in range(max(item.last, group.first - 3), group.first)} & word_set("belonging")
        if group.first >= item.last and (said or line.low(group.last) in word_set("claiming")):
            ref = resolve(group.mention.span)
            if is_armed(ref):
                return ref
    return None
