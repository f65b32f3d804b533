"""What the words around a trigger say about it: whether it happened, how sure, who says so, and when. One reading a document, then asked
trigger by trigger."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from frontlog.claims.attribution import Attribution, Verdict, attribute_sentences, verdict
from frontlog.claims.modality import ModalityReading, read_modality
from frontlog.claims.outlet_voices import speaking
from frontlog.claims.presupposed import presupposed
from frontlog.claims.story import Story, as_carried
from frontlog.claims.time import default_time, planned_time, state_time, time_for
from frontlog.claims.time_choice import barred, of_judgement
from frontlog.claims.time_earlier import Told, earlier, located, recalled, tense
from frontlog.claims.time_spans import add_days
from frontlog.claims.timing import Event, Option, choose, once
from frontlog.claims.vocabulary import analyse
from frontlog.model import Document, Piece, Sentence, TimeRef

_LATER = 3  # days from which on a dateline is no longer that of the report: an older one was taken over


def written_on(document: Document) -> date | None:
    """The day of a document's dateline, where it was published a day or two later."""
    if document.published is None:
        return None
    days = [one.day for one in document.dates if one.role == "dateline" and 0 < (document.published - one.day).days < _LATER]
    return max(days, default=None)


STATES = ("hold", "besiege")


@dataclass(slots=True)
class Readings:
    """The sentences of a document with what each says beside its events."""

    published: date | None
    quotes: dict[int, str] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    said: dict[int, list[Attribution]] = field(default_factory=dict)
    story: Story = field(default_factory=Story)

    @classmethod
    def of(cls, sentences: Sequence[Sentence], published: date | None, outlet: str = "", written: date | None = None) -> "Readings":
        """Read the sentences of one document, given in order, with whose voice it is and the day of its dateline."""
        out = cls(published, story=Story.of(sentences, published, written))
        known = speaking(outlet)
        for sentence, found in zip(sentences, attribute_sentences(sentences, known is not None and known.press_office), strict=True):
            out.order.append(sentence.number)
            out.quotes[sentence.number] = sentence.span.quote
            out.said[sentence.number] = found
        return out

    def modality(self, sentence: Sentence, trigger: Piece, claim_type: str) -> ModalityReading:
        """Whether the event happened, with the sentences beside taken into account."""
        before, after = self._beside(sentence.number)
        return read_modality(sentence.span.quote, sentence.span.start, trigger, before, after, claim_type)

    def verdict(self, sentence: Sentence, trigger: Piece) -> Verdict:
        """How sure the telling is and whose words it is."""
        sent, base = analyse(sentence.span.quote), sentence.span.start
        places = sent.places(trigger.start - base, trigger.end - base)
        found = self.said[sentence.number]
        if not places:
            return verdict(found, trigger)
        first, last = places[0], places[-1]
        told = [
            a
            for a in found
            if a.certainty != "attributed" or not presupposed(sent, first, last, sent.places(a.start - base, a.start - base + 1).start)
        ]
        return verdict(told, trigger)

    def time(self, sentence: Sentence, trigger: Piece, claim_type: str, modality: str) -> TimeRef:
        """When the event happened, or is to happen."""
        event, options = self.dates(sentence, trigger, claim_type, modality)
        return self._not_judged(choose(event, options).time, trigger, sentence)

    @staticmethod
    def _not_judged(found: TimeRef, trigger: Piece, sentence: Sentence) -> TimeRef:
        """The day of a judgement is not that of the deed, which was news then: that day or the one before."""
        span = sentence.span
        if found.start is None or found.start != found.end or not of_judgement(found, trigger, span.quote, span.start):
            return found
        return TimeRef("", -1, -1, add_days(found.start, -1), found.end, "day", "judged then")

    def dates(self, sentence: Sentence, trigger: Piece, claim_type: str, modality: str) -> tuple[Event, list[Option]]:
        """What is to be dated, and its candidates."""
        number, ahead = sentence.number, modality in ("planned", "conditional")
        told, times = self._told(sentence, trigger, claim_type), self.story.times[number]
        if claim_type == "statement":
            times = self._of_saying(sentence, trigger, times)
        rule = earlier(told) if told is not None else ""
        quoted = self._teller(sentence, trigger) is not None
        event = Event(
            sentence,
            trigger,
            claim_type,
            modality,
            self.published,
            told,
            rule,
            len(times),
            quoted,
            number in self.story.under,
            self.story.back,
        )
        ruled = self._ruled(sentence, trigger, claim_type, modality)
        if ruled.basis in ("has_since", "since_then"):
            return replace(event, rule=ruled.basis), [Option(self._since(ruled, number, claim_type), ("ruled",))]
        if (claim_type == "hold" and ruled.basis.startswith("state")) or ruled.basis == "carried recent":
            return replace(event, rule=ruled.basis), [Option(ruled, ("ruled",))]
        rows = [Option(ruled, ("ruled",))]
        able = [t for t in times if not barred(t, trigger, sentence.span.quote, sentence.span.start)]
        usual = default_time(self.published)
        if ahead:
            rows.append(Option(planned_time(self.published), ("default",)))
            rows += [Option(planned_time(self.published, time), ("here",)) for time in able]
        else:
            rows.append(Option(usual, ("default",)))
            able = [t for t in able if t.start is None or self.published is None or t.start <= self.published]
            if claim_type in STATES:
                rows += [Option(state_time(time, self.published), ("state", "here")) for time in able]
            rows += [Option(time, ("here",)) for time in able]
            rows.append(Option(replace(usual, start=None, granularity="open", basis="earlier"), ("open",)))
        rows += self._told_before(number, usual)
        return event, once(rows)

    def _since(self, time: TimeRef, number: int, claim_type: str) -> TimeRef:
        """ "240 people have been killed since": from the first day that the report told; what else "has since" happened began at no known
        day."""
        first = self.story.first.get(number)
        return replace(time, start=first.start) if first and time.start is None and claim_type in ("losses", "evacuate") else time

    def _told_before(self, number: int, usual: TimeRef) -> Iterator[Option]:
        """The days that other sentences tell."""
        story = self.story
        last = story.last.get(number)
        if number in story.under:
            yield Option(as_carried(story.under[number]), ("under",))
        if number in story.before:
            yield Option(as_carried(story.before[number]), ("before",), last[1] if last else 1)
        if number in story.lead:
            yield Option(as_carried(story.lead[number]), ("lead",), number)
        if last is not None:
            yield Option(as_carried(last[0]), ("last",), last[1])
        if number in story.coming:
            yield Option(as_carried(story.coming[number][0]), ("coming",), story.coming[number][1])
        if number in story.first:
            start = story.first[number].start
            yield Option(replace(usual, start=start, granularity="span", basis="since"), ("since",), number)

    def _ruled(self, sentence: Sentence, trigger: Piece, claim_type: str, modality: str) -> TimeRef:
        """The time by distances and precedence."""
        span, times = sentence.span, self.story.times[sentence.number]
        if claim_type == "statement":
            times = self._of_saying(sentence, trigger, times)
        own = time_for(times, trigger, span.quote, span.start, self.published)
        if modality in ("planned", "conditional"):
            return self._planned(sentence, trigger, own)
        if self.published is not None and own.start is not None and own.start > self.published:
            own = default_time(self.published)  # nothing has happened in the future
        told = self._told(sentence, trigger, claim_type)
        if own.basis != "default" and not (told is not None and recalled(told) and own == self._told_on(sentence, trigger)):
            return state_time(own, self.published) if claim_type in STATES else own
        return self._unsaid(sentence, trigger, told)

    def _of_saying(self, sentence: Sentence, trigger: Piece, times: Sequence[TimeRef]) -> list[TimeRef]:
        """The times that do not stand in what is told: "accuses X of burning a mill in May" was said now."""
        told = [a for a in self.said[sentence.number] if a.cue.start < trigger.end and trigger.start < a.cue.end]
        return [t for t in times if not any(a.start <= t.text_start < a.end for a in told if a.certainty == "attributed")]

    def _planned(self, sentence: Sentence, trigger: Piece, own: TimeRef) -> TimeRef:
        """A plan counts from the day on which it was told, where that is said."""
        plan = planned_time(self.published, own)
        told = self._told_on(sentence, trigger)
        if plan.basis == "planned" and plan.end is None and told is not None:
            return replace(plan, start=told.start)
        return plan

    def _told_on(self, sentence: Sentence, trigger: Piece) -> TimeRef | None:
        """The time of the telling that a trigger is the content of."""
        cue = self._teller(sentence, trigger)
        if cue is None:
            return None
        span = sentence.span
        times = self._of_saying(sentence, cue, self.story.times[sentence.number])
        found = time_for(times, cue, span.quote, span.start, self.published)
        past = found.start is not None and found.end is not None and (self.published is None or found.end <= self.published)
        return found if found.basis != "default" and past else None

    def _teller(self, sentence: Sentence, trigger: Piece) -> Piece | None:
        """The verb of telling whose content a trigger is."""
        over = [a for a in self.said[sentence.number] if a.certainty == "attributed" and a.start <= trigger.start < a.end]
        return min(over, key=lambda a: (a.end - a.start, -a.start)).cue if over else None

    def _told(self, sentence: Sentence, trigger: Piece, claim_type: str) -> Told | None:
        """The trigger as the rules for earlier events see it."""
        teller, base = self._teller(sentence, trigger), sentence.span.start
        word = teller.text.lower() if teller else ""
        return located(analyse(sentence.span.quote), trigger.start - base, trigger.end - base, claim_type, word)

    def _unsaid(self, sentence: Sentence, trigger: Piece, told: Told | None) -> TimeRef:
        """The time of an event that its sentence does not date: before the news, on the day that the report tells, or the news itself; in
        a report without a date the day on which it was said stands for that of the news."""
        said_on = self._told_on(sentence, trigger)
        usual = default_time(self.published or (said_on.end if said_on else None))
        if told is None:
            return usual
        rule = earlier(told)
        if rule:
            end = said_on.end if said_on else self.published
            return replace(usual, start=None, end=end, granularity="open", basis=f"earlier: {rule}")
        return self.story.carried(sentence, told.type, tense(told)) or usual

    def _beside(self, number: int) -> tuple[str, str]:
        at = self.order.index(number)
        before = self.quotes[self.order[at - 1]] if at else ""
        after = self.quotes[self.order[at + 1]] if at + 1 < len(self.order) else ""
        return before, after
