"""Whose the site is that a deed goes for: "attacked the last junta base", "rockets at a camp of the Saudi army", "found bombs in an AQIM
hideout". Who owns the base is the opponent, where the sentence names no other.
"""

from collections.abc import Callable, Iterable, Sequence

from frontlog.claims.draft import Draft
from frontlog.claims.serving import is_party
from frontlog.grammar.clauses import FINITE, Item, Line
from frontlog.grammar.subjects import group_start
from frontlog.grammar.wordsets import word_set
from frontlog.model import ActorRef, Span
from frontlog.reference.actors import Actors

_TYPES = ("assault", "capture", "advance", "besiege", "airstrike", "shelling", "bombing", "seize_materiel")
_REACH = 10  # tokens from the trigger to the site
_OF = ("of", "by")  # "a base of X", "a post held by X"

Resolve = Callable[[Span], ActorRef]


def of_site(draft: Draft, agent: Sequence[ActorRef], actors: Actors, resolve: Resolve) -> tuple[ActorRef, ...]:
    """The owner of the site that a draft without a target goes for, when he is a party and not on the agent's side."""
    if draft.type not in _TYPES:
        return ()
    for span in _owners(draft):
        ref = resolve(span)
        if is_party(ref.id, actors) and not any(a.id in actors and actors.same_side(a.id, ref.id) for a in agent):
            return (ref,)
    return ()


def _owners(draft: Draft) -> Iterable[Span]:
    """The words of possible owners: before the site or behind "of", in the phrase that the deed goes for."""
    line, passive = draft.line, draft.roles.passive and draft.hit.form == "verb"
    first = group_start(line, draft.hit.head) - 1 if passive else draft.trigger.last
    step = -1 if passive else 1
    for at in range(first, first + step * _REACH, step):
        if not 0 <= at < len(line.tokens) or line.low(at) in (",", ";", ":") or line.tag(at) in (*FINITE, "SUB", "REL"):
            return
        if line.low(at) in word_set("held_sites"):
            yield from _beside(line, at)
            return


def _beside(line: Line, site: int) -> Iterable[Span]:
    names = [i for i in line.items if i.kind in ("actor", "holder") and i.label != "pronoun"]
    before = [i for i in names if site - 2 <= i.last <= site or i.first <= site < i.last]
    yield from (i.mention.span for i in sorted(before, key=lambda i: (-i.last, i.first)))
    base, said = line.sentence.span.start, line.sentence.span
    for at in (site - 1, site - 2):
        token = line.tokens[at]
        if at >= 0 and not token.capital and token.lower in word_set("owners") | {"police"}:
            yield Span(said.document, base + token.start, base + token.end, said.quote[token.start : token.end])
    if line.low(site - 1) in ("their", "its"):
        first, last = line.tokens[site - 1], line.tokens[site]
        yield Span(said.document, base + first.start, base + last.end, said.quote[first.start : last.end])
    behind = site + 2 if line.low(site + 1) in _OF else site + 3 if line.low(site + 2) == "by" else -1
    yield from (i.mention.span for at in (behind, behind + 1) for i in _starting(line, at))


def _starting(line: Line, at: int) -> list[Item]:
    return [i for i in line.by_first.get(at, ()) if i.kind == "actor" and i.label != "pronoun"] if at > 0 else []
