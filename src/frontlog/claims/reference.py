"""Within-document reference: who "they", "it", "he", "both sides" and "three of them" are, by the actors named before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from frontlog.claims.actor_pairs import SECRETARY, UNPAIRED, WHICH, asked_before
from frontlog.claims.actors import ActorResolver
from frontlog.claims.antecedent_choice import Chooser
from frontlog.claims.antecedents import FITTING, SEAT, Row, Strangers, find, fitting_labels
from frontlog.claims.apposed import apposed
from frontlog.claims.belonging import belonging, member_of
from frontlog.claims.captives import captives
from frontlog.claims.counted import more, others, others_of, part_of
from frontlog.claims.joint import parts
from frontlog.claims.own_men import own_dead, sender, teller
from frontlog.claims.party_checks import charged, defended, owner_of, seated, state_of
from frontlog.claims.seats import speaking_seats
from frontlog.claims.serving import is_party, quoted_foe, served, speaker
from frontlog.claims.together import Together, between, several
from frontlog.grammar.clauses import Item, Line
from frontlog.grammar.wordsets import word_set
from frontlog.model import ActorRef, Mention, Origin, Span, quick
from frontlog.reference.heads import UNIDENTIFIED

CIVILIANS = "civilians"
_EAGER = ("he", "she", "they", "them", "him")  # who acts on is who acted before
_VAGUE = ("", "unidentified-attackers")
_OWNED = ("its ", "their ")
_ref = quick(ActorRef)
_ORIGIN = Origin("claims.reference", "1")
_FROM = re.compile(
    r"^.*\b(?:fighters|soldiers|people|men|combatants|troops|casualties)\s(?:from|on|of)\s(?=(?:both|the two|all)\b)", re.IGNORECASE
)
_ONE = re.compile(r"^(?:the|a|an|one|another|this|that)\s", re.IGNORECASE)


@dataclass
class Memory:
    """The actors that a document has named so far, sentence by sentence."""

    resolver: ActorResolver
    earlier: list[ActorRef] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # of the sentences read
    speakers: list[ActorRef] = field(default_factory=list)  # persons whose name stood at a verb of saying
    about: ActorRef | None = None  # the person whose name is the title
    _known: dict[tuple[int, int, int, str, int, int], tuple[ActorRef, str]] = field(default_factory=dict)  # answers, with their rules
    _said: dict[tuple[int, int, int, int, int, str], tuple[ActorRef, ...]] = field(default_factory=dict)
    _state: tuple[int, ...] = ()  # how many were named when those were asked

    @cached_property
    def chooser(self) -> Chooser:
        """What weighs the candidates for words that name nobody."""
        return Chooser(self.resolver)

    @cached_property
    def together(self) -> Together:
        """What reads words for all parties at once."""
        return Together(self.resolver.actors, self.resolver.context)

    def read(self, line: Line) -> None:
        """Resolve the names of a sentence in their order. Call it before the claims of the sentence."""
        row = Row(line)
        self.rows.append(row)
        self.starts.append(line.sentence.span.start)
        if line.sentence.kind == "title" and self.about is None:
            self.about = self.resolver.persons.person_of_title(line.sentence.span)
        self._hear(line)
        named = (*line.of_kind("actor"), *line.of_kind("holder"), *speaking_seats(line))
        for item in sorted(named, key=lambda i: (i.first, i.last)):
            if item.label != "pronoun":
                self._name(line, item, row)
            elif (low := item.mention.span.quote.lower()) in (*_EAGER, "it"):
                found = [(replace(item, label=label), ref) for label, ref in self._pointed(line, item)[:1]]
                row.pronouns += found
                row.named += found if low != "it" else []
                for one, ref in found:
                    self.chooser.told.add(len(self.rows) - 1, one, ref)

    def _hear(self, line: Line) -> None:
        """Note whom the persons of a sentence serve, and who speaks in it: whose "our troops" are."""
        sides = self.resolver.sides
        for item in line.of_kind("actor"):
            if item.label in ("person", "state"):
                ref = self._resolved(line, item.mention.span)
                party = served(line, item, self.resolver.actors, lambda span: self._resolved(line, span))
                if party and self.resolver.persons.is_person(ref):
                    sides.serving[ref.id] = party
        for seat in speaking_seats(line):
            sides.seat = (line.sentence.span.start, self._resolved(line, seat.mention.span).id)
        speaking = speaker(line)
        if speaking is not None and speaking.label != "pronoun":
            ref = self._resolved(line, self._apposed(line, speaking).mention.span)
            spoke = sides.party(ref.id) or ref.id
            sides.spoke = spoke if spoke == CIVILIANS or is_party(spoke, self.resolver.actors) else ""

    def _apposed(self, line: Line, item: Item) -> Item:
        """The name of who speaks: of "its spokesman, Lawrence Kanyuka" the second, where the registry knows the person."""
        if not item.mention.span.quote.lower().startswith(_OWNED):
            return item
        behind = (i for i in line.of_kind("actor") if i.label == "person" and item.last < i.first <= item.last + 1)
        return next((i for i in behind if self.resolver.sides.is_person(self._resolved(line, i.mention.span).id)), item)

    def _name(self, line: Line, item: Item, row: Row) -> None:
        refs = self._named(line, item)
        ref = refs[0]
        person = item.label in ("armed", "state", "civilian") and ref.id.startswith("x-") and self.resolver.persons.is_person(ref)
        person = person or bool(SECRETARY.match(item.mention.span.quote))
        row.named.append((replace(item, label="person") if person else item, ref))
        self.chooser.told.add(len(self.rows) - 1, row.named[-1][0], ref)
        weapon = item.label == "demonym" and self.resolver.is_armed(ref)  # "Houthi drones ... the rebels"
        if item.label not in ("civilian", "media", "demonym", "holder", SEAT) or person or weapon:
            self.earlier.append(ref)
        beside = (line.low(item.last), line.low(item.first - 1))
        if item.label == "person" and any(word in word_set("saying") for word in beside):
            self.speakers.append(ref)

    def said(self, line: Line, item: Item) -> tuple[ActorRef, ...]:
        """The references of words that a tagger gave, which need not be a mention of the rules: several for "both sides". The claims of a
        sentence share many, so answers are kept for as long as nobody else is named."""
        row, span = self.rows[-1], item.mention.span
        state = (len(self.rows), len(row.named), len(row.pronouns), len(self.earlier))
        if state != self._state:
            self._said.clear()
            self._state = state
        key = (id(line), item.first, item.last, span.start, span.end, item.label)
        if key not in self._said:
            self._said[key] = self._asked(line, item)
        return self._said[key]

    def _asked(self, line: Line, item: Item) -> tuple[ActorRef, ...]:
        span = item.mention.span
        low = span.quote.lower()
        inside = span.start >= line.sentence.span.start
        pronoun = next((i for i in line.of_kind("actor") if i.label == "pronoun" and (i.first, i.last) == (item.first, item.last)), None)
        speaker = low in word_set("speaker") and span.quote not in ("US", "Us")
        pointing = pronoun is not None or low in FITTING or low in word_set("singular") or speaker
        if inside and pointing and not others(low) and not several(low):
            return self._placed(self._pointing(line, pronoun or replace(item, label="pronoun")), span)
        return self._named(line, item)

    def _named(self, line: Line, item: Item) -> tuple[ActorRef, ...]:
        """The references of words that are no pronoun."""
        span = item.mention.span
        if several(both := _FROM.sub("", span.quote)):
            found = self.together.parties(both, span.start, [_parties(row, line, item) for row in self.rows])
            if found:
                return self._placed(found, span)
        stands = line.sentence.span.quote[span.start - line.sentence.span.start :].startswith(span.quote)
        part = part_of(line, item) if stands else None
        if part is not None:
            return self._placed(self.said(line, part), span) or (self._resolved(line, span),)
        if (others(span.quote) or (stands and more(line, item))) and (alike := others_of(self.rows, line, item)) is not None:
            return self._placed((alike,), span)
        held = captives(self.rows, line, item, self.resolver.actors, self._one_side) if stands else None
        if held is not None:
            return self._placed((held,), span)
        two = self._both(line, item) if stands and " and " in span.quote else ()
        if two:
            return self._placed(two, span)
        member = member_of(line, item, self.resolver.actors, lambda span: self._served(self._resolved(line, span))) if stands else None
        beside = apposed(line, item, self._is_band, lambda span: self._resolved(line, span)) if stands and member is None else None
        own = (
            member
            or beside
            or (self._sent(line, item) if stands else None)
            or self.chooser.words(line, item, len(self.rows) - 1, self._resolved(line, span))
        )
        vague = stands and own.id in _VAGUE
        behind = belonging(line, item, self.resolver.is_armed, lambda span: self._resolved(line, span)) if vague else None
        turned = self._turned(item) if vague and behind is None else None
        return self._placed((behind or turned or own,), span)

    def _turned(self, item: Item) -> ActorRef | None:
        """Of "an Afghan soldier turned his gun on them. [The attacker] was shot" the soldier."""
        text = item.mention.span.quote.lower()
        alone = text.startswith("the ") and len(text.split()) == 2 and text.split()[-1] in UNIDENTIFIED and not text.endswith(("s", "men"))
        for row in self.rows[-2:-4:-1] if alone else ():
            who = next(((i, ref) for i, ref in row.named if i.label in ("armed", "state", "named") and ref.id), None)
            if who is not None and who[0].mention.span.quote.lower().startswith(("a ", "an ", "one ")):
                return who[1]
        return None

    def _is_band(self, ref: ActorRef) -> bool:
        """Whether somebody is an armed group, or a stranger who is no person."""
        return self.resolver.is_armed(ref) or (ref.id.startswith("x-") and not self.resolver.persons.is_person(ref))

    def _both(self, line: Line, item: Item) -> tuple[ActorRef, ...]:
        """The two of "the army and its auxiliaries"; none where the words name one, or one of them cannot be told."""
        span, actors = item.mention.span, self.resolver.actors
        halves = None if actors.exact(span.quote) else parts(span.quote)
        if halves is None:
            return ()
        first = self._resolved(line, replace(span, quote=halves[0], end=span.start + len(halves[0])))
        before = (*(ref for ref in self.earlier if ref.start < span.start), replace(first, start=span.start - 1, end=span.start))
        second = self.resolver.resolve(halves[1], span.start, span.end, earlier=before, starts=self.starts)
        known = all(ref.id in actors and actors.get(ref.id).kind not in ("civilians", "none") for ref in (first, second))
        apart = first.id not in actors.ancestors(second.id) and second.id not in actors.ancestors(first.id)
        return (first, second) if known and apart else ()

    def _one_side(self, a: str, b: str) -> bool:
        """Whether two actors are on one side in the country of the report on its day."""
        context = self.resolver.context
        return self.resolver.actors.same_side(a, b, next(iter(context.countries), ""), context.published)

    def _sent(self, line: Line, item: Item) -> ActorRef | None:
        """The forces of who sends or loses them, or tells of their death: "Washington said it would send [3,000 troops]"."""
        if (doer := sender(line, item)) is not None:
            ref = self._first(line, doer)
            id_ = self.resolver.actors.organ_of(ref.id, "army", self.resolver.context.published) if ref is not None else ""
            id_ = ref.id if not id_ and ref is not None and self.resolver.is_armed(ref) else id_
        elif (doer := teller(line, item)) is not None:
            ref = self._first(line, doer)
            told = self.resolver.actors.get(ref.id) if ref is not None and ref.id in self.resolver.actors else None
            army = told is not None and told.kind == "state" and told.role == "army"
            id_ = told.id if told is not None and army else own_dead(told, item, self.resolver.actors, self.resolver.context.published)
        return self._resolved_as(id_, item.mention.span) if doer is not None and id_ else None

    def _first(self, line: Line, doer: Item) -> ActorRef | None:
        return next(iter(self._pointing(line, doer) if doer.label == "pronoun" else self._named(line, doer)), None)

    def _served(self, ref: ActorRef) -> ActorRef:
        """Of a person the party: "[forces] loyal to Khalifa Haftar"."""
        return (self.resolver.persons.party_of(ref) or ref) if self.resolver.persons.is_person(ref) else ref

    def _resolved_as(self, id_: str, span: Span) -> ActorRef:
        return _ref(span.quote, span.start, span.end, id_, self.resolver.actors.name(id_))

    def _placed(self, refs: Sequence[ActorRef], span: Span) -> tuple[ActorRef, ...]:
        return tuple([_ref(span.quote, span.start, span.end, ref.id, ref.name) for ref in refs])

    def named(self, line: Line, span: Span) -> ActorRef:
        """Who is meant by words of the sentence read last that are no mention of anybody: "[Eight bodies] were found"."""
        return self._resolved(line, span)

    def _resolved(self, line: Line, span: Span) -> ActorRef:
        """Who is meant by the words of a sentence. Several ask for the same words in turn: what was known before them, which only
        grows, is the same while as many were named before."""
        before = (*(ref for ref in self.earlier if ref.start < span.start), *self._owners(line, span))
        key = (id(line), span.start, span.end, span.quote, len(self.rows), len(before))
        if key in self._known:
            found, self.resolver.ruled_by = self._known[key]
        else:
            found = self._found(line, span, before)
            self._known[key] = found, self.resolver.ruled_by
        return found

    def _found(self, line: Line, span: Span, before: Sequence[ActorRef]) -> ActorRef:
        if WHICH.match(span.quote):
            at = asked_before([row.line for row in self.rows], span.start)
            named = (ref for row in self.rows for i, ref in row.named if i.label not in UNPAIRED and not self._only_where(row.line, i, ref))
            told, starts = [ref for ref in named if ref.start < at], [start for start in self.starts if start <= at]
            return replace(self.resolver.resolve(span.quote, at, at, earlier=told, starts=starts), start=span.start, end=span.end)
        places = tuple(i.mention.span.quote for i in line.of_kind("place"))
        other = charged(line, span)
        theatre = self.resolver.context.theatre(span.start)
        seat = seated(line, span) or defended(line, span, [(a.start, a.country) for a in self.resolver.context.anchors])
        own = (seat, *theatre) if seat else tuple(code for code in theatre if code != other) if other else ()

        def found(text: str) -> ActorRef:
            return self.resolver.resolve(text, span.start, span.end, earlier=before, countries=own, starts=self.starts, places=places)

        owner, state = owner_of(line, span), state_of(line, span)
        owned = found(f"{owner} {span.quote} {state}".strip()) if owner or state else None
        if owned is not None and owned.id in self.resolver.actors and not self.resolver.persons.is_person(owned):
            return replace(owned, text=span.quote)
        meant = found(span.quote)
        whose, _, arm = span.quote.rpartition(" ")
        if not meant.id and whose and arm.lower().rstrip("s") in word_set("arms"):
            return replace(found(whose), text=span.quote, start=span.start, end=span.end)  # "an [army] drone"
        return meant

    def _only_where(self, line: Line, item: Item, ref: ActorRef) -> bool:
        """Whether the name of a state only tells where: "on Lake [Chad]", "in [Puntland]"."""
        state = ref.id in self.resolver.actors and self.resolver.actors.get(ref.id).kind == "state"
        wide = line.covering(item.first, ("place",))
        inside = wide is not None and wide.last - wide.first > item.last - item.first
        return state and (inside or line.low(item.first - 1) in word_set("where"))

    def _owners(self, line: Line, span: Span) -> list[ActorRef]:
        """Whom a pronoun or a capital before "its troops" means, as if named there: "It said six of [its own fighters]"; else whom
        "its" points to."""
        if not span.quote.lower().startswith(_OWNED):
            return []
        row = self.rows[-1]
        pointing = (*row.pronouns, *((i, ref) for i, ref in row.named if i.label == SEAT))
        here = [(i.mention.span, ref) for i, ref in pointing if i.mention.span.end <= span.start]
        if here or row.line is not line:
            return [replace(ref, start=said.start, end=said.end) for said, ref in here]
        base, word = line.sentence.span.start, span.quote.split()[0]
        at = next((n for n, token in enumerate(line.tokens) if base + token.start == span.start), -1)
        if at < 0:
            return []
        said = replace(span, end=span.start + len(word), quote=word)
        mention = Mention(id="", span=said, sentence=line.sentence.number, kind="actor", label="pronoun", origin=_ORIGIN)
        found = find(self.rows, Item("actor", "pronoun", at, at + 1, mention), self.resolver.actors)
        return [replace(ref, start=span.start - 1, end=span.start) for _, ref in found] if len(found) == 1 else []

    def refs(self, line: Line, item: Item) -> tuple[ActorRef, ...]:
        """The references of a mention of the sentence read last; none for a pronoun that points to nobody."""
        if item.label == "pronoun":  # bare "others" say less than those counted beside them, whom a tagger gives
            return () if others(item.mention.span.quote) else self.said(line, item)
        if several(item.mention.span.quote):
            return self._named(line, item)
        return tuple(ref for other, ref in self.rows[-1].named if other.mention is item.mention)

    def _pointing(self, line: Line, item: Item) -> tuple[ActorRef, ...]:
        return tuple(ref for _, ref in self._pointed(line, item))

    def _pointed(self, line: Line, item: Item) -> list[tuple[str, ActorRef]]:
        """Whom a pronoun points to, each with the label of its mention."""
        low = item.mention.span.quote.lower()
        if low in word_set("speaker"):
            told = self._resolved(line, item.mention.span)
            ref = told if told.id and not told.id.startswith("x-") else self._speaker(low)
            return self.chooser.pronoun(line, item, len(self.rows) - 1, [("person", ref)] if ref else [])
        strangers = self._strangers(line, item)
        if strangers is not None and (foes := find(self.rows, item, self.resolver.actors, strangers)):
            return [(i.label, ref) for i, ref in foes]
        found = find(self.rows, item, self.resolver.actors)
        return self.chooser.pronoun(line, item, len(self.rows) - 1, self._by_rules(item, low, found))

    def _strangers(self, line: Line, item: Item) -> Strangers | None:
        """Who can be meant by "they" that fight or take ground in what somebody is quoted with, and by "them" whom "we" fight: a party, and
        not the speaker's."""
        if not quoted_foe(line, item):
            return None
        actors, spoke = self.resolver.actors, self.resolver.sides.spoke
        country = next(iter(self.resolver.context.theatre(item.mention.span.start)), "")
        day = self.resolver.context.published
        return lambda ref: is_party(ref.id, actors) and not (is_party(spoke, actors) and actors.same_side(ref.id, spoke, country, day))

    def _by_rules(self, item: Item, low: str, found: Sequence[tuple[Item, ActorRef]]) -> list[tuple[str, ActorRef]]:
        if not found and fitting_labels(low) == ("person",):
            ref = self.about or self._single(item) or self.resolver.persons.accused_before(item.mention.span.start)
            return [("person", ref)] if ref else []
        return [(i.label, ref) for i, ref in found]

    def _single(self, item: Item) -> ActorRef | None:
        """The nearest one of whom only the kind was told: "a soldier ... he"."""
        for row in self.rows[:-3:-1]:
            for other, ref in reversed(row.named):
                before = row is not self.rows[-1] or other.last <= item.first
                text = other.mention.span.quote
                if before and ref.id and other.label in ("armed", "civilian", "state") and _ONE.match(text) and not text.endswith("s"):
                    return ref
        return None

    def _speaker(self, low: str) -> ActorRef | None:
        """Who says "I": the last person that was said to speak, else the last one named, else the one of the title; "we" is whom they
        speak for."""
        named = (ref for row in reversed(self.rows) for i, ref in reversed(row.named) if i.label == "person")
        person = next(iter((*reversed(self.speakers), *named)), None) or next(filter(self.resolver.persons.is_person, self.earlier), None)
        if person is None or low in ("i", "me", "my"):
            return person
        return self.resolver.persons.party_of(person) or person


def _parties(row: Row, line: Line, item: Item) -> list[ActorRef]:
    """Whom a sentence names, up to an item of it; "American" of "American missiles" is nobody."""
    if row.line is not line and (pair := between(row)):
        return pair
    return [ref for i, ref in row.named if i.label != "demonym" and (i.last <= item.first or row.line is not line)]


def unique(refs: Sequence[ActorRef | None]) -> tuple[ActorRef, ...]:
    """References without doubles and gaps, in order. The same words may stand for several: "both sides"."""
    out: list[ActorRef] = []
    for ref in refs:
        if ref is not None and not any(_double(ref, other) for other in out):
            out.append(ref)
    return tuple(out)


def _double(ref: ActorRef, other: ActorRef) -> bool:
    if ref.id and other.id:
        return ref.id == other.id
    return (ref.start, ref.end) == (other.start, other.end)
