"""From a settled draft to a claim: names, places, days, how sure, whose words, losses, by the readers of this room."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from frontlog.claims.choice import chosen_agent, chosen_places, chosen_target, doers
from frontlog.claims.context import Context
from frontlog.claims.draft import Draft
from frontlog.claims.loss_sides import PEOPLE, of_a_war, retold
from frontlog.claims.naming import named_places, place_names
from frontlog.claims.noun_agents import unhurt, uninvolved
from frontlog.claims.party_checks import (
    able,
    armed,
    doing,
    is_self,
    of_a_fall,
    of_one_side,
    once,
    opponents,
    outside,
    spoken_to,
    struck,
    two_sides,
    whose_deed,
)
from frontlog.claims.party_parts import without_parts
from frontlog.claims.place_checks import bound_elsewhere, launched_from, once_told, speech_at, with_kind
from frontlog.claims.place_quotes import itself
from frontlog.claims.places import PlaceName, resolve_places
from frontlog.claims.readings import Readings
from frontlog.claims.reference import Memory, unique
from frontlog.claims.site_owners import of_site
from frontlog.claims.spoken import speaking_phrase, wider_speaker
from frontlog.claims.victims import Victims
from frontlog.claims.weighed import Both, Chosen, Weigher
from frontlog.grammar.clauses import Item, Line, Phrase, parted
from frontlog.grammar.roles import of_another, relative_object
from frontlog.model import ActorRef, Claim, Document, Origin, Piece, PlaceRef, Span, quick, record_id
from frontlog.reference.countries import countries
from frontlog.reference.gazetteer import Gazetteer


@dataclass
class Finisher:
    """The readers of one document with what they remember of it."""

    document: Document
    memory: Memory
    readings: Readings
    context: Context
    gazetteer: Gazetteer
    places: list[str] = field(default_factory=list)
    ahead: list[bool] = field(default_factory=list)  # of each of `places`, whether somebody is bound for it
    names: list[PlaceName] = field(default_factory=list)
    people: dict[int, tuple[tuple[ActorRef, ...], tuple[ActorRef, ...], list[str]]] = field(default_factory=dict)
    wanted: dict[int, tuple[int, int]] = field(default_factory=dict)
    found: list[PlaceRef] = field(default_factory=list)
    seen: dict[tuple[str, str, str], int] = field(default_factory=dict)
    told_before: tuple[Line | None, list[str]] = (None, [])  # the sentence that was asked about last, and `before` of it

    def claim(self, draft: Draft) -> Claim:
        """The claim of a draft, once the places of the document are chosen."""
        sentence = draft.line.sentence
        span = sentence.span
        trigger = piece(draft.trigger)
        modality = self.readings.modality(sentence, trigger, draft.type)
        said = self.readings.verdict(sentence, trigger)
        source = None if draft.type == "statement" else said.source
        agent, target, sides = self.people[id(draft)]
        agent, target = of_a_fall(draft, (agent, target), modality.modality, said.source)
        agent, target = doing(draft.type, agent, source), struck(draft.type, target, source, trigger)
        time = self.readings.time(sentence, trigger, draft.type, modality.modality)
        losses = tuple(replace(r.loss, side=side) for r, side in zip(draft.losses, sides, strict=True))
        time, target, losses = of_a_war(draft.type, time, target, losses, span.quote)
        first, last = self.wanted.get(id(draft), (0, 0))
        key = (draft.type, span.quote, trigger.text)
        nth = self.seen[key] = self.seen.get(key, -1) + 1
        return Claim(
            id=record_id("c", self.document.id, *key, nth),
            document=self.document.id,
            evidence=Span(self.document.id, span.start, span.end, span.quote),
            type=draft.type,
            trigger=trigger,
            agent=agent,
            target=target,
            place=tuple(self.found[first:last]),
            time=time,
            modality=modality.modality,
            certainty=_certainty(draft, modality.certainty_hint, said.certainty),
            source=source,
            source_id=self._source_id(source),
            losses=losses,
            objects=draft.told.objects if draft.told else tuple(piece(i) for i in draft.line.of_kind("weapon")),
            confidence=draft.sure,
            origin=Origin("claims.assemble", VERSION),
        )

    @cached_property
    def hurt(self) -> Victims:
        """What tells whom a deed hurt."""
        return Victims(self.document, self.memory)

    def actors(self, line: Line, items: Sequence[Item]) -> tuple[ActorRef, ...]:
        """References for mentions of the sentence that was read last, each actor once."""
        return self.hurt.actors(line, items)

    @cached_property
    def weigher(self) -> Weigher:
        """What chooses among all that may be meant."""
        known = lambda name: bool(self.gazetteer.candidates(name, self.context.countries[:2]))  # noqa: E731
        return Weigher(self.memory.resolver.actors, self.actors, known)

    def read(self, line: Line) -> None:
        """Take in what a sentence names, before its claims."""
        self.memory.read(line)
        for name in named_places(line):
            self.names.append(name)
            self.places.append(with_kind(name.name, self.context, self.gazetteer))
            self.ahead.append(name.before.rstrip().lower().endswith(AHEAD) or BESIDE.search(name.before) is not None)

    def take(self, draft: Draft) -> None:
        """Resolve the people of a draft while its sentence is the last one read, and remember its places for later."""
        actors, both = self.memory.resolver.actors, Both()
        agent = able(draft.line, self.actors(draft.line, draft.agent))
        named = [i for i in draft.target if i not in draft.agent]
        ruled = able(draft.line, self.actors(draft.line, named)) or self.hurt.victims(draft) or self.hurt.struck(draft, agent)
        agent = of_one_side(draft.type, agent, ruled, actors)
        target = opponents(draft.type, agent, ruled, actors)
        own = draft.trigger.mention.span
        about = {i.mention.span.start for i in relative_object(draft.line, draft.hit)}
        read = place_names(draft.line, draft.place, self.before(draft.line))
        found = [replace(name, relation="at", before="") if name.start in about else itself(name, own) for name in read]
        if draft.told is not None:
            told = draft.told
            own_agent = [item for item in told.agent if not (draft.hit.form == "noun" and _not_its(draft, item))]
            both.agent = agent, self._told(draft.line, own_agent)
            agent = chosen_agent(draft, *both.agent)
            phrase = speaking_phrase(draft)
            if phrase is not None and wider_speaker(draft.line, agent, phrase):
                agent = (self.memory.named(draft.line, phrase),)
            both.target = target, opponents(draft.type, agent, self._told(draft.line, told.target), actors)
            target = chosen_target(draft, *both.target)
            said = (n for line, phrase in told.places for n in place_names(line, [phrase], self.before(line)))
            # "a military source in HTS" is no place
            said = (n for n in said if not (found and bound_elsewhere(draft, n)))
            both.place = found, [n for n in said if not actors.exact(n.name) or self.gazetteer.candidates(n.name)]
            found = chosen_places(draft, *both.place)
        if draft.type in GROUND_DEEDS:
            target, found = self._struck_place(draft, target, found)
        agent = armed(draft.type, doers(draft.type, agent, actors))
        if draft.type != "withdraw" or draft.hit.lemma != "lose":  # "lost the town to [the rebels]" names who has it now
            agent, target = two_sides(draft.type, agent, target, actors, ruled=bool(named) and not draft.agent)
        people = [ref for ref in (*agent, *target) if self.memory.resolver.persons.is_person(ref)]
        found = [name for name in found if not any(is_self(ref, name) for ref in people)]
        target = outside(target, found)
        if draft.told is not None:
            agent, target, found = self.weigher.weighed(draft, both, Chosen(agent, target, found), self.before(draft.line))
        found = [replace(name, relation="at") if name.start in about else name for name in found]
        found = [name for name in once_told(found) if not launched_from(draft, name)]
        found = [name for name in found if not speech_at(draft, name, self.context, self.gazetteer)]
        agent = unhurt(draft, uninvolved(draft, agent), actors)
        owner = lambda span: self.memory.named(draft.line, span)  # noqa: E731
        agent, target = once(draft, agent, target)
        target = spoken_to(draft, target) or self.actors(draft.line, whose_deed(draft)) or of_site(draft, agent, actors, owner)
        if draft.type == "hold" and draft.hit.form == "suffix":  # "between Idlib and [government-held] areas": what is held stands behind
            found = [name for name in found if name.end > own.start]
        sides = self.hurt.sides(draft, agent, target)
        target = without_parts(draft, retold(target, draft.losses, sides))
        if draft.type == "assault" and draft.hit.lemma in SHOOTING and target and all(ref.id == PEOPLE for ref in target):
            draft.type = "civilians_attacked"  # "shot dead his wife": whom the words mean is known here only
        if draft.type == "losses":
            agent = tuple(a for a in agent if all(a.id != t.id for t in target))  # whose own dead are left behind kills nobody
        self.people[id(draft)] = (agent, target, sides)
        self.wanted[id(draft)] = (len(self.names), len(self.names) + len(found))
        self.names += found

    def _struck_place(
        self, draft: Draft, target: tuple[ActorRef, ...], found: list[PlaceName]
    ) -> tuple[tuple[ActorRef, ...], list[PlaceName]]:
        """Targets and places: an unknown name that a known place has is that place, where nothing else is ("storm [Abu Dali]")."""
        items = {i.mention.span.start: i for i in (*draft.target, *(draft.told.target if draft.told else ()))}
        near = self.context.countries[:2]
        misread = [
            t
            for t in target
            if t.id.startswith("x-")
            and t.start in items
            and all(is_self(t, name) for name in found)
            and self.gazetteer.candidates(t.text, near)
        ]
        if not misread:
            return target, found
        phrases = [Phrase("obj", replace(items[t.start], kind="place", label="name")) for t in misread]
        return tuple(t for t in target if t not in misread), found or place_names(draft.line, phrases, self.before(draft.line))

    def _told(self, line: Line, items: Sequence[Item]) -> tuple[ActorRef, ...]:
        """References for words that a tagger gave."""
        return able(line, unique([ref for item in items for ref in self.memory.said(line, item)]))

    def before(self, line: Line) -> list[str]:
        """Names of places up to the sentence, the one that was read last."""
        if self.told_before[0] is not line:
            self.told_before = line, self._before(line)
        return self.told_before[1]

    def _before(self, line: Line) -> list[str]:
        own = len(named_places(line))
        until = len(self.places) - own
        there = [name for name, ahead in zip(self.places[:until], self.ahead[:until], strict=True) if not ahead]
        last = self.ahead[:until][-1:] == [True] and there[-1:]  # "fled towards Bara. ... lost [the town]": not where they are bound for
        land = self.context.theatre(line.sentence.span.start)[:1]  # "across the country": that of the war, whatever border was named last
        return [*self.places[:until], *(last or ()), *(countries()[code].name for code in land if code in countries())]

    def resolve(self) -> None:
        """Choose the places of the document together, so that neighbours and provinces agree."""
        self.found = resolve_places(self.names, self.context, self.gazetteer)

    def _source_id(self, source: Piece | None) -> str:
        if source is None:
            return ""
        known = next((ref.id for ref in self.memory.earlier if (ref.start, ref.end) == (source.start, source.end)), None)
        if known is not None:
            return known  # what the words mean was read in their sentence already
        return self.memory.resolver.resolve(source.text, source.start, source.end, earlier=tuple(self.memory.earlier)).id


VERSION = "rules-2"
_made = quick(Piece)
AHEAD = ("towards", "toward", "in the direction of")
BESIDE = re.compile(
    r"\b(?:town|city|village|enclave|district) of (?:[A-Z][\w'’-]+\s){1,3}(?:near|outside|close to)\s$"
)  # "the town of X near [Y]"
SHOOTING = ("shoot", "gun", "stab", "kill", "execute")
GROUND_DEEDS = ("capture", "advance", "assault", "airstrike", "shelling", "besiege", "repel")


def piece(item: Item) -> Piece:
    """The words of a mention with their offsets in the document."""
    return _made(item.mention.span.quote, item.mention.span.start, item.mention.span.end)


def _not_its(draft: Draft, item: Item) -> bool:
    """Whether who stands behind a noun of action belongs to something else of the sentence."""
    return parted(draft.line, draft.hit.head, item.first) or of_another(draft.line, item, draft.trigger)


def _certainty(draft: Draft, hint: str, said: str) -> str:
    """A statement is the outlet's own telling that something was said, true or not."""
    return hint or ("asserted" if draft.type == "statement" and said in ("attributed", "disputed") else said)
