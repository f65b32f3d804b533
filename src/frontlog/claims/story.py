"""The days that a document tells in order: what each sentence names, the heading that it stands under, and what carries over to sentences
that name none."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from frontlog.claims.time import PERIODS, named_months, read_times
from frontlog.claims.time_choice import dates_sentence
from frontlog.claims.time_relations import AFTER_IT
from frontlog.claims.vocabulary import Sent, analyse, match_phrase, may_match, phrases, table
from frontlog.model import Sentence, TimeRef

_MONTH = 31  # days: a longer time frames a background, and what follows in the paragraph is as likely news
_SOON = 4  # sentences
_NEWS, _OLD = 7, 14  # days back that a report tells as its news, and as its past
_FEW = 2
_FRAMES = ("since", "from the beginning", "from the start", "ever since")


@dataclass(slots=True)
class Story:
    """The times of each sentence by number, and the times that carry over to it."""

    published: date | None = None
    times: dict[int, list[TimeRef]] = field(default_factory=dict)
    under: dict[int, TimeRef] = field(default_factory=dict)  # the day that the heading above it names
    before: dict[int, TimeRef] = field(default_factory=dict)  # what the sentences before it in its paragraph told last
    lead: dict[int, TimeRef] = field(default_factory=dict)  # the day of the report's own story, told in its first paragraph
    last: dict[int, tuple[TimeRef, int]] = field(default_factory=dict)  # the past time told last before it, and how many sentences before
    first: dict[int, TimeRef] = field(default_factory=dict)  # the earliest day told before it
    coming: dict[int, tuple[TimeRef, int]] = field(default_factory=dict)  # the day told soon after it, and how many sentences after
    back: bool = False  # whether most of what it dates is older than news

    @classmethod
    def of(cls, sentences: Sequence[Sentence], published: date | None, written: date | None = None) -> "Story":
        """Read the sentences of one document, given in order. `written`: the day of its dateline, from which its "today" counts."""
        out = cls(published)
        named: list[tuple[int, int]] = []
        if published is None:
            named = [pair for s in sentences for pair in named_months(read_times(s.span.quote, s.span.start))]
        anchor = period = None
        today = written or published  # in a chronology the day of the heading: its "overnight" and "on Sunday" count from there
        for sentence in sentences:
            text, start = sentence.span.quote, sentence.span.start
            found = read_times(text, start, published, anchor=anchor, period=period, named=tuple(named))
            if _is_heading(text, found):
                today = found[0].start
            elif today != published:
                found = read_times(text, start, today, anchor=anchor, period=period, named=tuple(named))
            out.times[sentence.number] = found
            anchor, period = last_named(found, anchor), last_period(found, period)
        out._carry(sentences)
        out._look_ahead(sentences)
        return out

    def _carry(self, sentences: Sequence[Sentence]) -> None:
        """Walk the document with the day of the heading, of the first paragraph and of the paragraph's last dated sentence."""
        heading = told = lead = earliest = None
        last: tuple[TimeRef, int] | None = None
        paragraph = first = -1
        for sentence in sentences:
            number, found = sentence.number, self.times[sentence.number]
            if sentence.kind == "title" and not _is_heading(sentence.span.quote, found):
                continue
            if _is_heading(sentence.span.quote, found):
                heading, told, lead = found[0], None, None
                continue
            told = told if sentence.paragraph == paragraph else None
            paragraph = sentence.paragraph
            first = paragraph if first < 0 else first
            self._take(number, ((self.under, heading), (self.before, told), (self.lead, lead)))
            own = self._told_at(sentence, found)
            if last is not None:
                self.last[number] = last[0], number - last[1]
            self._take(number, ((self.first, earliest),))
            if own is not None:
                last = own, number
                earliest = own if earliest is None or _start(own) < _start(earliest) else earliest
            told = own or (None if found else told)
            if lead is None and own is not None and own.granularity == "day" and paragraph == first:
                lead = own

    def _look_ahead(self, sentences: Sequence[Sentence]) -> None:
        """The day that the sentences behind a sentence tell first: "Ten people were killed. The gunmen came on Saturday"; and how old the
        days are that the report tells."""
        ahead: tuple[TimeRef, int] | None = None
        old = new = 0
        for sentence in reversed(sentences):
            number, found = sentence.number, self.times[sentence.number]
            if _is_heading(sentence.span.quote, found):
                ahead = None
                continue
            if ahead is not None and ahead[1] - number <= _SOON:
                self.coming[number] = ahead[0], ahead[1] - number
            own = self._told_at(sentence, found) if found else None
            if own is None or own.end is None:
                continue
            ago = (self.published - own.end).days if self.published else 0
            old, new = old + (ago > _OLD), new + (ago <= _NEWS)
            ahead = (own, number) if ago <= _NEWS and own.granularity in ("day", "night", "days") else ahead
        self.back = old > max(new, _FEW)

    @staticmethod
    def _take(number: int, rows: Iterable[tuple[dict[int, TimeRef], TimeRef | None]]) -> None:
        for kept, time in rows:
            if time is not None:
                kept[number] = time

    def _told_at(self, sentence: Sentence, found: Sequence[TimeRef]) -> TimeRef | None:
        """The past time that the sentence's event happened at, where it names one and no other."""
        own = [t for t in found if dates_sentence(t, sentence.span.quote, sentence.span.start)]
        if len(own) != 1 or own[0].start is None or own[0].end is None or (own[0].end - own[0].start).days > _MONTH:
            return None
        if own[0].text.lower().startswith(_FRAMES) and own[0].start != own[0].end:
            return None  # "since May 23, 191 militants have been killed" dates nothing that follows
        return own[0] if self.published is None or own[0].end <= self.published else None

    def carried(self, sentence: Sentence, claim_type: str, tense: str) -> TimeRef | None:
        """The time that carries over to an event of a sentence, None where it is news of its own."""
        number = sentence.number
        heading = self.under.get(number)
        if heading is not None and heading.start != self.published:
            return as_carried(heading)
        if claim_type not in table("time")["going_on"] or tense in ("present", "perfect"):
            return None
        sent = analyse(sentence.span.quote)
        if match_phrase(sent, 0, phrases("time", "elsewhere")):
            return None
        found = self.before.get(number) or (self.lead.get(number) if _points_back(sent) else None)
        return as_carried(found) if found else None


def _start(time: TimeRef) -> date:
    return time.start or date.max


def as_carried(time: TimeRef) -> TimeRef:
    """A time told by another sentence."""
    return replace(time, basis=f"carried {time.basis}")


def _points_back(sent: Sent) -> bool:
    """Whether words of the sentence mean people or an event told before: "the attackers", "him", "in the blast"."""
    rows = phrases("time", "pointing")
    return may_match(sent, rows) and any(match_phrase(sent, n, rows) for n in range(len(sent.tokens)))


def _is_heading(text: str, found: Sequence[TimeRef]) -> bool:
    """Whether a line is nothing but a day."""
    if len(found) != 1 or found[0].start is None or found[0].start != found[0].end:
        return False
    return not re.sub(r"[\W_]", "", text.replace(found[0].text, "", 1))


def last_named(found: Sequence[TimeRef], anchor: TimeRef | None) -> TimeRef | None:
    """The last single day of a sentence's times; `anchor`, the one before it, where they have none."""
    days = [t for t in found if t.start and t.start == t.end and t.basis != AFTER_IT]
    return days[-1] if days else anchor


def last_period(found: Sequence[TimeRef], period: TimeRef | None) -> TimeRef | None:
    """The last month, season or year of a sentence's times; `period`, the one before it, where they have none."""
    named = [t for t in found if t.start and t.granularity in PERIODS]
    return named[-1] if named else period
