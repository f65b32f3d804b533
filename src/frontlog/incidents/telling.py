"""A claim made ready for comparison: its days, places, sides and words worked out once, and its verbatim copies folded into it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, wraps
from typing import Any, Protocol, TypeVar

from frontlog.incidents.fold import Fold, Sentences
from frontlog.incidents.sides import Sides
from frontlog.incidents.spelling import bag, several, stem
from frontlog.incidents.types import Types
from frontlog.incidents.voices import Report, Standing, Voices
from frontlog.model import ActorRef, Claim, Copy, Loss, PlaceRef, quick
from frontlog.reference.words import clean

WIDE_M = 20_000  # a place known no better than this is an area, and being in one area says little
NOTHING: frozenset[str] = frozenset()
T = TypeVar("T")
OFFICE = re.compile(  # who is quoted by name of an office, which speaks with one voice
    r"\b(?:media|television|tv|radio|agency|newspaper|ministry|minister|government|army|military|command|headquarters|staff|defen[cs]e|police"
    r"|spokes\w+|governor|mayor|office|statement|communiqu\w+|observatory|administration|authorities|council|united nations|red cross)\b",
    re.IGNORECASE,
)
OURS = re.compile(r"(?:[Ww]e|us|[Oo]urs?|OUR)\b(?!-)")  # words for an actor that begin so mean the speaker's own
WE = re.compile(r"\b[Ww]e (?:have |had |now |also |then |still |today |did not |never ){0,2}$")
PROVISIONAL = "x-"  # ids of actors that no register knows
KNOWN = 1 << 16  # answers of the registers that are kept
Names = tuple[tuple[str, str], ...]  # ids and names of actors
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
    camp: str  # the camp of the speaker; empty when nobody is known to speak
    outlet: str  # who published it
    published: date | None
    start: date | None
    end: date | None
    said: bool  # the day is in the words, not only the publication's
    attackers: frozenset[str]
    defenders: frozenset[str]
    camps: frozenset[str]
    agent_camps: frozenset[str]
    memo: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)  # what was asked of it already

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
        found: frozenset[str] | None = self.memo.get("names")
        if found is None:
            self.memo["names"] = found = _names(self.claim)
        return found

    @property
    def again(self) -> bool:
        """Whether its sentence tells of several events."""
        return several(self.claim.evidence.quote)


_telling = quick(Telling)


def asked_once(question: Callable[[Telling], T]) -> Callable[[Telling], T]:
    """A question whose answer is kept with the telling: it is asked for every other telling that this one is compared with."""

    @wraps(question)
    def answer(telling: Telling) -> T:
        found: T = telling.memo.get(question, telling)
        if found is telling:
            telling.memo[question] = found = question(telling)
        return found

    return answer


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

    def __init__(self, sides: Sides, types: Types) -> None:
        self._sides = sides
        self._speaker = lru_cache(maxsize=KNOWN)(sides.speaker)
        self._roles = lru_cache(maxsize=KNOWN)(lambda agent, target, kind: _roles(agent, target, types.roles.get(kind, "a"), sides))
        self._camps = lru_cache(maxsize=KNOWN)(lambda ids, country, day: frozenset(sides.camp(id_, country, day) for id_ in ids if id_))

    def telling(self, claim: Claim, standing: Standing) -> Telling:
        """A claim with what is known of it beside its words."""
        voice, speaker = self._voice(claim, standing)
        start, end = claim.time.start or claim.time.end, claim.time.end or claim.time.start
        end = end if start is None or end is None or start <= end else start
        agent, target = self.sides(claim.agent, claim.target, speaker)
        if speaker and not agent and we(claim):
            agent = ((speaker, "we"),)
        attackers, defenders = self.roles(agent, target, claim.type)
        country = claim.place[0].country if claim.place else ""
        return _telling(
            claim=claim,
            members=(claim.id, *sorted(id_ for id_, _ in standing.copies)) if standing.copies else (claim.id,),
            voice=voice,
            page=standing.page,
            edition=standing.edition,
            speaker=speaker,
            camp=next(iter(self._camps((speaker,), country, end)), "") if speaker else "",
            outlet=standing.outlet,
            published=standing.published,
            start=start,
            end=end,
            said=bool(claim.time.text),
            attackers=attackers,
            defenders=defenders,
            camps=self.camps(agent + target, country, end),
            agent_camps=self.camps(agent, country, end),
            memo={},
        )

    def sides(self, agent: Sequence[ActorRef], target: Sequence[ActorRef], speaker: str) -> tuple[Names, Names]:
        """Who does it and to whom, with the speaker for "our army"."""
        return self._own(_named(agent), speaker), self._own(_named(target), speaker)

    def roles(self, agent: Names, target: Names, kind: str) -> tuple[frozenset[str], frozenset[str]]:
        """Attackers and defenders with all that they are part of."""
        found: tuple[frozenset[str], frozenset[str]] = self._roles(agent, target, kind)
        return found

    def camps(self, names: Names, country: str, day: date | None) -> frozenset[str]:
        """Whose side some actors are on in a country on a day."""
        found: frozenset[str] = self._camps(tuple([id_ for id_, _ in names]), country, day)
        return found

    def speaker(self, outlet: str) -> str:
        """The actor that an outlet speaks for; empty when for nobody."""
        return self._speaker(outlet)

    def _own(self, names: tuple[tuple[str, str, str], ...], speaker: str) -> Names:
        """Some actors, of whom "our army" and "we" are the speaker's, where he is known and they were taken for another's."""
        if not speaker or not any(OURS.match(words) for _, words, _ in names):
            return tuple([(id_, name) for id_, _, name in names])
        mine = self._sides.ancestors(speaker)
        return tuple(
            [
                (id_, name) if not OURS.match(words) or id_ in mine or speaker in self._sides.ancestors(id_) else (speaker, name)
                for id_, words, name in names
            ]
        )

    def _voice(self, claim: Claim, standing: Standing) -> tuple[str, str]:
        """Whose voice a claim is, and which actor that is. A speaker is one voice however many outlets quote him, and so are "state media";
        an outlet is one however many of its reports repeat it; documents of an unknown outlet are as many voices as origin groups.
        Witnesses and officials are many, and so speak with the voice of whoever found them."""
        speaker = claim.source_id or self.speaker(standing.outlet)
        if speaker:
            return f"source:{speaker}", speaker
        if claim.source and OFFICE.search(claim.source.text):
            return f"said:{clean(claim.source.text)}", ""
        return (f"outlet:{standing.outlet.lower()}" if standing.outlet else standing.group), ""


def tellings(
    claims: Sequence[Claim], copies: Mapping[str, Copy], documents: Mapping[str, Report], sides: Sides, types: Types
) -> list[Telling]:
    """The claims as tellings, ordered by id, verbatim copies folded into the first of them to be published."""
    voices = Voices(copies, documents)
    teller, fold, sentences = Teller(sides, types), Fold(voices), Sentences()
    for claim in claims:
        sentences.add(claim)
    fold.add(sentences)
    bunches = fold.bunches()
    out = []
    for place, row in enumerate(bunches.first.tolist()):
        rows = [(claims[one].id, claims[one].document) for one in bunches.copies.get(place, ())]
        out.append(teller.telling(claims[row], voices.standing(claims[row].document, rows)))
    return out


def current(group: Sequence[Telling]) -> list[Telling]:
    """The tellings of an incident without those that a later version of their page tells otherwise: what is said of it now."""
    if len(group) == 1:
        return list(group)
    newest: dict[str, int] = {}
    for one in group:
        newest[one.page] = max(one.edition, newest.get(one.page, 0))
    return [one for one in group if one.edition == newest[one.page]]


def _named(refs: Sequence[ActorRef]) -> tuple[tuple[str, str, str], ...]:
    return tuple([(ref.id, ref.text, ref.name or ref.text) for ref in refs])


def we(claim: Claim) -> bool:
    """Whether the words before the trigger say that "we" did it, of a claim that names no doer."""
    return says_we(claim.evidence.quote, claim.trigger.start - claim.evidence.start)


def says_we(quote: str, before: int) -> bool:
    """Whether a sentence has "we" just before a place in it."""
    return bool(WE.search(quote[max(0, before - 40) : max(0, before)]))


def _roles(agent: Names, target: Names, role: str, sides: Sides) -> tuple[frozenset[str], frozenset[str]]:
    """Attackers and defenders with all that they are part of. Where both sides are alike (a clash), everyone is both."""
    mine, other = _chain(agent, sides), _chain(target, sides)
    if role == "b":
        return mine | other, mine | other
    return (other, mine) if role == "d" else (mine, other)


def _chain(names: Names, sides: Sides) -> frozenset[str]:
    known = (one for id_, _ in names if id_ for one in sides.ancestors(id_))
    return frozenset(known) | frozenset(word for id_, name in names if not id_ or id_.startswith(PROVISIONAL) for word in _kin_words(name))


def _kin_words(name: str) -> Iterator[str]:
    """What an actor that no register knows may share with its kin: the Karvian army and Karvia's Northern Group."""
    return (f"~{word[:KIN]}" for word in bag(name) if word not in UNITS)


def _things(claim: Claim) -> frozenset[str]:
    said = [*(piece.text for piece in claim.objects), *lost(claim.losses), *unlocated(claim.place)]
    return bags(said) if said else NOTHING


def _names(claim: Claim) -> frozenset[str]:
    refs: tuple[ActorRef | PlaceRef, ...] = (*claim.agent, *claim.target, *located(claim.place))
    return named(refs) if refs else NOTHING


def lost(losses: Sequence[Loss]) -> Sequence[str]:
    """The words for what was lost."""
    return [loss.what for loss in losses if loss.what]


def unlocated(places: Sequence[PlaceRef]) -> Sequence[str]:
    """The words for places that are on no map."""
    return [place.text for place in places if place.lat is None]


def located(places: Sequence[PlaceRef]) -> Sequence[PlaceRef]:
    """The places that are on a map."""
    return [place for place in places if place.lat is not None]


def named(refs: Sequence[ActorRef | PlaceRef]) -> frozenset[str]:
    """The words of names of sides and places."""
    return frozenset().union(*(bag(text) for ref in refs for text in {ref.text, ref.name}))


def bags(said: Sequence[str]) -> frozenset[str]:
    """The words of content of some words."""
    return frozenset().union(*map(bag, said))
