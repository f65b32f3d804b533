"""A claim made ready for comparison: its days, places, sides and words worked out once, and its verbatim copies folded into it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from frontlog.incidents.sides import Sides
from frontlog.incidents.spelling import bag, several, stem, words
from frontlog.incidents.types import Types
from frontlog.model import ActorRef, Claim, Copy, PlaceRef, edition

WIDE_M = 20_000  # a place known no better than this is an area, and being in one area says little
NOTHING: frozenset[str] = frozenset()
SENTENCE = 8  # words: shorter sentences may be equal by chance ("Clashes are ongoing there.")


class Report(Protocol):
    """What is asked of a document: who told it, and when."""

    @property
    def id(self) -> str: ...
    @property
    def outlet(self) -> str: ...
    @property
    def published(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim, with what comparison needs. `members` are the ids of verbatim copies, its own first.

    `page` and `edition` tell versions of one page apart: of two, the higher edition is what the page says now.
    `attackers` and `defenders` hold whole chains of parents, so that a brigade meets its army.
    """

    claim: Claim
    members: tuple[str, ...]
    voice: str
    page: str  # the document that was the page's first version
    edition: int  # 0 for the first version, and the last one that still says so for words that stayed
    speaker: str  # the actor who says so: the named source, or whom the outlet speaks for
    published: date | None
    start: date | None
    end: date | None
    said: bool  # the day is in the words, not only the publication's
    attackers: frozenset[str]
    defenders: frozenset[str]
    camps: frozenset[str]
    agent_camps: frozenset[str]
    stem: str
    things: frozenset[str]  # words of what it names beside places and sides: weapons, buildings, what was lost
    names: frozenset[str]  # words of its places and sides
    again: bool

    @property
    def id(self) -> str:
        return self.claim.id


def tellings(
    claims: Sequence[Claim], copies: Mapping[str, Copy], documents: Mapping[str, Report], sides: Sides, types: Types
) -> list[Telling]:
    """The claims as tellings, ordered by id, verbatim copies folded into the first of them to be published."""
    groups = _outlets(copies, documents)
    bunches: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        bunches.setdefault(_same_words(claim, copies), []).append(claim)
    out = []
    for bunch in bunches.values():
        ranked = sorted(bunch, key=lambda one: _age(one, copies, documents))
        group = origin_group(ranked[0].document, copies)
        voice, speaker = _voice(ranked[0], group, groups.get(group, ""), sides)
        page, first = edition(ranked[0].document, copies)
        stayed = (number for one in ranked[1:] for where, number in [edition(one.document, copies)] if where == page)
        out.append(_telling(ranked, (voice, speaker), (page, max(first, *stayed, 0)), documents, sides, types))
    return sorted(out, key=lambda one: one.id)


def current(group: Sequence[Telling]) -> list[Telling]:
    """The tellings of an incident without those that a later version of their page tells otherwise: what is said of it now."""
    newest: dict[str, int] = {}
    for one in group:
        newest[one.page] = max(one.edition, newest.get(one.page, 0))
    return [one for one in group if one.edition == newest[one.page]]


def origin_group(document: str, copies: Mapping[str, Copy]) -> str:
    """The group of documents that speak with one voice; a document that nobody compared is its own."""
    return copies[document].origin_group if document in copies else document


def _outlets(copies: Mapping[str, Copy], documents: Mapping[str, Report]) -> dict[str, str]:
    """The outlet of each origin group: that of its first document that is no copy."""
    out: dict[str, str] = {}
    ranked = sorted(documents.values(), key=lambda d: (bool(d.id in copies and copies[d.id].copy_of), d.published or date.max, d.id))
    for document in ranked:
        out.setdefault(origin_group(document.id, copies), document.outlet)
    return out


def _voice(claim: Claim, group: str, outlet: str, sides: Sides) -> tuple[str, str]:
    """Whose voice a claim is, and which actor that is. A speaker is one voice however many outlets quote him, and so is an outlet
    however many of its own reports repeat it; documents of an unknown outlet are as many voices as origin groups."""
    speaker = claim.source_id or sides.speaker(outlet)
    if speaker:
        return f"source:{speaker}", speaker
    return (f"outlet:{outlet.lower()}" if outlet else group), ""


def _same_words(claim: Claim, copies: Mapping[str, Copy]) -> tuple[str, ...]:
    """Equal for claims that say the same thing in the same sentence: inside one origin group, or anywhere if it is long enough."""
    text = words(claim.evidence.quote)
    group = "" if text.count(" ") >= SENTENCE else origin_group(claim.document, copies)
    places = ",".join(sorted({place.name or place.text for place in claim.place}))
    before = words(claim.evidence.quote[: max(0, claim.trigger.start - claim.evidence.start)])  # two "killed" in one sentence are two
    return (group, claim.type, claim.modality, words(claim.trigger.text), str(before.count(" ")), text, places)


def _age(claim: Claim, copies: Mapping[str, Copy], documents: Mapping[str, Report]) -> tuple[bool, date, str]:
    copied = claim.document in copies and bool(copies[claim.document].copy_of)
    return (copied, _published(claim, documents) or date.max, claim.id)


def _published(claim: Claim, documents: Mapping[str, Report]) -> date | None:
    document = documents.get(claim.document)
    return document.published if document else None


def _telling(
    ranked: Sequence[Claim], said: tuple[str, str], version: tuple[str, int], documents: Mapping[str, Report], sides: Sides, types: Types
) -> Telling:
    claim = ranked[0]
    start, end = claim.time.start or claim.time.end, claim.time.end or claim.time.start
    attackers, defenders = _roles(claim, sides, types)
    country = claim.place[0].country if claim.place else ""
    return Telling(
        claim=claim,
        members=(claim.id, *sorted(one.id for one in ranked[1:])),
        voice=said[0],
        page=version[0],
        edition=version[1],
        speaker=said[1],
        published=_published(claim, documents),
        start=start,
        end=end if start is None or end is None or start <= end else start,
        said=bool(claim.time.text),
        attackers=attackers,
        defenders=defenders,
        camps=_camps((*claim.agent, *claim.target), country, end, sides),
        agent_camps=_camps(claim.agent, country, end, sides),
        stem=stem(claim.trigger.text),
        things=_things(claim),
        names=_names(claim),
        again=several(claim.evidence.quote),
    )


def _roles(claim: Claim, sides: Sides, types: Types) -> tuple[frozenset[str], frozenset[str]]:
    """Attackers and defenders with all that they are part of. Where both sides are alike (a clash), everyone is both."""
    agent, target = _chain(claim.agent, sides), _chain(claim.target, sides)
    role = types.roles.get(claim.type, "a")
    if role == "b":
        return agent | target, agent | target
    return (target, agent) if role == "d" else (agent, target)


def _camps(refs: Sequence[ActorRef], country: str, day: date | None, sides: Sides) -> frozenset[str]:
    return frozenset(sides.camp(ref.id, country, day) for ref in refs if ref.id)


def _things(claim: Claim) -> frozenset[str]:
    unlocated = (place.text for place in claim.place if place.lat is None)
    said = [*(piece.text for piece in claim.objects), *(loss.what for loss in claim.losses if loss.what), *unlocated]
    return frozenset().union(*map(bag, said)) if said else NOTHING


def _names(claim: Claim) -> frozenset[str]:
    refs: tuple[ActorRef | PlaceRef, ...] = (*claim.agent, *claim.target, *(place for place in claim.place if place.lat is not None))
    return frozenset().union(*(bag(text) for ref in refs for text in {ref.text, ref.name})) if refs else NOTHING


def _chain(refs: Sequence[ActorRef], sides: Sides) -> frozenset[str]:
    return frozenset(one for ref in refs if ref.id for one in sides.ancestors(ref.id))
