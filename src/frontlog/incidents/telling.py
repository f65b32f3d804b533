"""A claim made ready for comparison: its days, places, sides and words worked out once, and its verbatim copies folded into it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from frontlog.incidents.fold import Fold
from frontlog.incidents.sides import Sides
from frontlog.incidents.spelling import bag, several, stem
from frontlog.incidents.types import Types
from frontlog.incidents.voices import Report, Voices
from frontlog.model import ActorRef, Claim, Copy, PlaceRef, edition

WIDE_M = 20_000  # a place known no better than this is an area, and being in one area says little
NOTHING: frozenset[str] = frozenset()
PROVISIONAL = "x-"  # ids of actors that no register knows
KIN = 6  # letters: Karvia, Karvian
UNITS = {"brigad", "battalion", "division", "regiment", "group", "front", "movement", "militia", "volunteer", "council", "command", "guard"}


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

    @property
    def id(self) -> str:
        return self.claim.id

    @property
    def stem(self) -> str:
        return stem(self.claim.trigger.text)

    @property
    def things(self) -> frozenset[str]:
        """Words of what it names beside places and sides: weapons, buildings, what was lost."""
        return _things(self.claim)

    @property
    def names(self) -> frozenset[str]:
        """Words of its places and sides."""
        return _names(self.claim)

    @property
    def again(self) -> bool:
        """Whether its sentence tells of several events."""
        return several(self.claim.evidence.quote)


class Dated(Protocol):
    """What is asked of a telling for the place and the days of an incident."""

    @property
    def id(self) -> str: ...
    @property
    def claim(self) -> Any: ...
    @property
    def published(self) -> date | None: ...
    @property
    def edition(self) -> int: ...
    @property
    def start(self) -> date | None: ...
    @property
    def end(self) -> date | None: ...
    @property
    def said(self) -> bool: ...


class Teller:
    """Makes tellings of claims."""

    def __init__(self, voices: Voices, sides: Sides, types: Types) -> None:
        self._voices, self._sides, self._types = voices, sides, types

    def telling(self, claim: Claim, copies: Sequence[tuple[str, str]] = ()) -> Telling:
        """A claim with its verbatim copies, of which the ids and the documents are given."""
        voice, speaker = self._voices.of(claim)
        page, last = self.version(claim.document, copies)
        start, end = claim.time.start or claim.time.end, claim.time.end or claim.time.start
        attackers, defenders = _roles(claim, self._sides, self._types)
        country = claim.place[0].country if claim.place else ""
        return Telling(
            claim=claim,
            members=(claim.id, *sorted(id_ for id_, _ in copies)),
            voice=voice,
            page=page,
            edition=last,
            speaker=speaker,
            published=self._voices.published(claim.document),
            start=start,
            end=end if start is None or end is None or start <= end else start,
            said=bool(claim.time.text),
            attackers=attackers,
            defenders=defenders,
            camps=_camps((*claim.agent, *claim.target), country, end, self._sides),
            agent_camps=_camps(claim.agent, country, end, self._sides),
        )

    def version(self, document: str, copies: Sequence[tuple[str, str]]) -> tuple[str, int]:
        """The page that a telling stands on, and the last edition of it that still says so."""
        page, first = edition(document, self._voices.copies)
        stayed = (number for _, one in copies for other, number in [edition(one, self._voices.copies)] if other == page)
        return page, max(first, *stayed, 0)


def tellings(
    claims: Sequence[Claim], copies: Mapping[str, Copy], documents: Mapping[str, Report], sides: Sides, types: Types
) -> list[Telling]:
    """The claims as tellings, ordered by id, verbatim copies folded into the first of them to be published."""
    voices = Voices(copies, documents, sides)
    teller, fold = Teller(voices, sides, types), Fold(voices)
    for claim in claims:
        fold.add(claim)
    bunches = fold.bunches()
    folded = [[(claims[row].id, claims[row].document) for row in bunches.copies.get(place, ())] for place in range(len(bunches.first))]
    return [teller.telling(claims[row], rows) for row, rows in zip(bunches.first.tolist(), folded, strict=True)]


def current(group: Sequence[Telling]) -> list[Telling]:
    """The tellings of an incident without those that a later version of their page tells otherwise: what is said of it now."""
    newest: dict[str, int] = {}
    for one in group:
        newest[one.page] = max(one.edition, newest.get(one.page, 0))
    return [one for one in group if one.edition == newest[one.page]]


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
    known = (one for ref in refs if ref.id for one in sides.ancestors(ref.id))
    return frozenset(known) | frozenset(word for ref in refs if not ref.id or ref.id.startswith(PROVISIONAL) for word in _kin_words(ref))


def _kin_words(ref: ActorRef) -> Iterator[str]:
    """What an actor that no register knows may share with its kin: the Karvian army and Karvia's Northern Group."""
    return (f"~{word[:KIN]}" for word in bag(ref.name or ref.text) if word not in UNITS)
