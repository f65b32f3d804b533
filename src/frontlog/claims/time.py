"""Time expressions of a sentence, resolved to days against the publication date. Never into the future unless the wording says so.

Use `read_times` for every expression of a sentence, `time_for` to pick the one that belongs to a trigger, and `default_time`,
`state_time` and `planned_time` for what the guide says of unsaid times, lasting states and plans.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from frontlog.claims import time_dates, time_feasts, time_months, time_periods, time_relations, time_relative
from frontlog.claims.time_ahead import looks_ahead
from frontlog.claims.time_choice import TOO_FAR, cost
from frontlog.claims.time_join import Found, joined
from frontlog.claims.time_spans import Context, Reading, add_days
from frontlog.claims.time_words import Rule
from frontlog.model import Piece, TimeRef, quick
from frontlog.reference.needed import Needed, plain
from frontlog.reference.words import MONTHS

RULES: tuple[Rule, ...] = (
    *time_dates.RULES,
    *time_feasts.RULES,
    *time_months.RULES,
    *time_relative.RULES,
    *time_relations.RULES,
    *time_periods.RULES,
)

_ref = quick(TimeRef)
_NEEDED = Needed("times", [rule.pattern for rule in RULES])  # most rules need a word that a sentence does not hold

# A sentence without any of these has no time expression; most sentences stop here.
_WORDS = (
    *("day", "morrow", "night", "week", "month", "year", "hour", "minute", "decade", "morning", "evening", "afternoon", "recent", "soon"),
    *("short", "ago", "now", "date", "current", "present", "moment", "during", "earlier", "previously", "since", "until", "future"),
    *("imminent", "upcoming", "lately", "newly", "easter", "ramad", "epiphany", "pentecost", "mawlid", "mouloud", "kippur", "hashana"),
    *("sukkot", "torah", "passover", "pesach", "purim", "halloween", "quarter", "half", "spring", "summer", "autumn", "fall", "winter"),
    "christmas",
    *MONTHS,
)
_CLUE = re.compile(r"\d|\beid\b|n[aoeu]w?r[ou]u?z|asho?ura|arba[’']?een", re.IGNORECASE)


def _has_clue(sentence: str) -> bool:
    low = plain(sentence)
    return any(word in low for word in _WORDS) or _CLUE.search(sentence) is not None


def read_times(
    sentence: str,
    offset: int = 0,
    published: date | None = None,
    forward: bool = False,
    anchor: TimeRef | None = None,
    period: TimeRef | None = None,
    named: tuple[tuple[int, int], ...] = (),
) -> list[TimeRef]:
    """Every time expression of a sentence, in order.

    `forward` turns days without a year and weekdays to the future; wording such as "will ... on Monday" does so by itself.
    `anchor` is the last day that the document named before ("the following day" counts from it), `period` the last month or year ("in
    August of that year"). Without a publication date only explicit dates resolve; the other expressions come with open ends. `named` are
    years with months that such a document names in full anywhere: "on 6 May" is of the year of its "in May 2006".
    """
    if not _has_clue(sentence):
        return []
    context = Context(published, forward, _from_ref(anchor), period=_from_ref(period), named=named)
    return [
        _reference(sentence, offset, found) for found in joined(sentence, _resolved(sentence, _chosen(sentence, context), context), context)
    ]


def named_months(times: Sequence[TimeRef]) -> list[tuple[int, int]]:
    """The years with months that some times name in full."""
    return [(t.start.year, t.start.month) for t in times if t.start and str(t.start.year) in t.text and t.granularity in _NAMING]


_NAMING = ("day", "days", "month", "part of month")


def default_time(published: date | None) -> TimeRef:
    """Nothing said, reported as news: the day before publication to publication."""
    return TimeRef("", -1, -1, add_days(published, -1) if published else None, published, "day", "default")


def state_time(time: TimeRef, published: date | None) -> TimeRef:
    """When a state holds: from the start of the time said ("since March", "in 2015") to publication."""
    if time.basis == "default" or time.start is None or (published is not None and time.start > published):
        return time
    if time.basis == "lasting" and time.end is not None and published is not None and time.end < published:
        return time  # "after eight months of occupation": the state is over
    return replace(time, end=published, granularity="span", basis=f"state {time.basis}")


def planned_time(published: date | None, time: TimeRef | None = None) -> TimeRef:
    """When a plan comes true: the time said if it lies ahead, else from publication on with an open end."""
    if time is not None and time.text and time.start is not None and (published is None or time.start >= published):
        return time
    words = time if time is not None else TimeRef("", -1, -1, None, None, "", "")
    return TimeRef(words.text, words.text_start, words.text_end, published, None, "open", "planned")


def time_for(times: Sequence[TimeRef], trigger: Piece, sentence: str, offset: int = 0, published: date | None = None) -> TimeRef:
    """The time expression that a trigger's event happened at, or the default time when none belongs to it.

    Near ones win, those of the same clause first. A time beside a verb of saying dates the saying, one inside a noun phrase
    ("the October 2 attack") dates that noun, and one of a "since" clause that holds the trigger counts without the "since".
    """
    best = min(((cost(time, trigger, sentence, offset), n) for n, time in enumerate(times)), default=(TOO_FAR, 0))
    if best[0] >= TOO_FAR:
        return default_time(published)
    found = times[best[1]]
    if found.text_start <= trigger.start and trigger.end < found.text_end:
        if _BEGAN.search(sentence[trigger.end - offset : found.text_end - offset]):
            return found  # "since an offensive began in May": it has gone on from then
        cut = trigger.end - offset
        inner = read_times(sentence[cut:], trigger.end, published)
        return inner[0] if inner else found
    return found


_BEGAN = re.compile(r"^[^,;]{0,60}\b(?:began|begun|started|erupted|resumed|broke out)\b", re.IGNORECASE)


def _chosen(sentence: str, context: Context) -> list[Found]:
    """Matches that mean something, the longest first where two overlap, in the order of the text."""
    every: list[Found] = []
    for rule in (RULES[number] for number in _NEEDED.may(sentence)):
        for match in rule.pattern.finditer(sentence):
            reading = rule.read(match, _facing(sentence, match.start(), context))
            if reading is not None:
                every.append(Found(match.start(), match.end(), rule, match, reading))
    every.sort(key=lambda f: (f.start - f.end, f.start))
    taken = bytearray(len(sentence))
    out = []
    for found in every:
        if not any(taken[found.start : found.end]):
            taken[found.start : found.end] = b"\x01" * (found.end - found.start)
            out.append(found)
    return sorted(out, key=lambda f: f.start)


PERIODS = ("month", "part of month", "season", "year", "part of year")


def _facing(sentence: str, start: int, context: Context) -> Context:
    """The context of an expression, turned to the future where the wording before it looks there."""
    return replace(context, forward=True) if not context.forward and looks_ahead(sentence, start) else context


def _resolved(sentence: str, chosen: Sequence[Found], context: Context) -> list[Found]:
    """Read again in order, now with the day named before as anchor and with wording that looks ahead."""
    out: list[Found] = []
    for found in chosen:
        reading = found.rule.read(found.match, _facing(sentence, found.start, context))
        if reading is None:
            continue
        out.append(replace(found, reading=reading))
        if reading.start and reading.granularity in PERIODS:
            context = replace(context, period=reading)
        if (
            reading.start
            and reading.granularity not in ("span", "open")
            and found.rule.name not in ("present", "recent", time_relations.AFTER_IT)
        ):
            context = replace(context, anchor=reading, here=reading)
    return out


def _reference(sentence: str, offset: int, found: Found) -> TimeRef:
    words = sentence[found.start : found.end]
    start = found.start + len(words) - len(words.lstrip())
    end = found.end - (len(words) - len(words.rstrip()))
    reading = found.reading
    return _ref(sentence[start:end], offset + start, offset + end, reading.start, reading.end, reading.granularity, found.rule.name)


def _from_ref(time: TimeRef | None) -> Reading | None:
    return Reading(time.start, time.end, time.granularity) if time is not None and (time.start or time.end) else None
