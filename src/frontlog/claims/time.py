"""Time expressions of a sentence, resolved to days against the publication date. Never into the future unless the wording says so.

Use `read_times` for every expression of a sentence, `time_for` to pick the one that belongs to a trigger, and `default_time`,
`state_time` and `planned_time` for what the guide says of unsaid times, lasting states and plans.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from frontlog.claims import time_dates, time_months, time_periods, time_relative
from frontlog.claims.time_choice import TOO_FAR, cost
from frontlog.claims.time_spans import Context, Reading, add_days, clip, make_day
from frontlog.claims.time_words import Rule
from frontlog.model import Piece, TimeRef

RULES: tuple[Rule, ...] = (*time_dates.RULES, *time_months.RULES, *time_relative.RULES, *time_periods.RULES)

# A sentence without any of these has no time expression; most sentences stop here.
_CLUE = re.compile(
    r"\d|day|morrow|night|week|month|year|hour|minute|decade|morning|evening|afternoon|recent|soon|short|ago|now|date|current|present"
    r"|moment|during|earlier|previously|since|until|future|imminent|upcoming|lately|newly"
    r"|spring|summer|autumn|fall|winter|christmas|january|february|march|april|may|june|july|august|september|october|november|december",
    re.IGNORECASE,
)

_LEAD = re.compile(
    r"\b(?:(?:early|late|later|earlier)[\s\u00a0])?(?:(?:on|in|at|during|over|by|of|for|from)[\s\u00a0]{1,2})?(?:(?:the|an?)[\s\u00a0])?"
    r"(?:(?:night|morning|evening|afternoon|early hours|early morning|course|month|year)[\s\u00a0]of[\s\u00a0]{1,2})?"
    r"(?:(?:early|late)[\s\u00a0](?:on[\s\u00a0])?)?$",
    re.IGNORECASE,
)

_LEAD_REACH = 44  # characters that the longest lead ("early on the morning of the ") can take
_JOIN = re.compile(
    r"\s{0,2}(?:to|through|until|till|into|[-–—])\s{0,2}(?:the\s)?(?:early hours of\s|night of\s|morning of\s)?", re.IGNORECASE
)

_AND = re.compile(r"\s{1,2}and\s{1,2}(?:the\s)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s{1,2}(?:the\s)?$", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:ever\s)?since\s(?:[^,;:.!?()\n]{0,80}?\s)?(?:on\s|in\s|at\s|the\s|about\s|around\s|early\s)*$", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:(?:until|till)\s(?:[^,;:.!?()\n]{0,60}?\s)?(?:on\s|in\s|the\s)*|up\sto\s(?:the\s)?|(?:extend|prolong|postpon|delay|defer|push)\w{1,4}\s(?:[^,;:.!?()\n]{0,40}?\s)?to\s(?:the\s)?)$",
    re.IGNORECASE,
)

_FROM = re.compile(r"\b(?:starting|beginning|effective)\s(?:(?:on|from|in)\s)?$|\bas\sof\s$|\bfrom\s$", re.IGNORECASE)
_ONWARD = re.compile(r"\s(?:onwards?|on)\b", re.IGNORECASE)
_SINCE_REACH = 110

# Wording that looks ahead, up to the next clause border before the expression.
_AHEAD = re.compile(
    r"(?:\b(?:will|shall|scheduled|due|slated|planned|plans|plan|planning|expected|expects|set\sto|upcoming|forthcoming|intends?|vows?|vowed|agreed\sto|prepar\w{1,5}|by\sthe\send|to\sbe\s\w{3,12}ed|to\sbe\s(?:held|sent|put))\b|n[’']?ll\b)"
    r"[^,;:.!?()\"“”\n]{0,120}$",
    re.IGNORECASE,
)

_AHEAD_REACH = 150
_PAST_BETWEEN = re.compile(
    r"\b(?:that|which|who|after|when|since|said|told|announced|following|launched|agreed|signed|of)\b[^,]*$", re.IGNORECASE
)

NEAR = 60  # days: "until 5 April" without a year is the nearest such day when the last one is further back than this


@dataclass(frozen=True, slots=True)
class _Found:
    """A match of a rule: where it stands, what it says, and which row said it."""

    start: int
    end: int
    rule: Rule
    match: re.Match[str]
    reading: Reading


def read_times(
    sentence: str, offset: int = 0, published: date | None = None, forward: bool = False, anchor: TimeRef | None = None
) -> list[TimeRef]:
    """Every time expression of a sentence, in order.

    `forward` turns days without a year and weekdays to the future; wording such as "will ... on Monday" does so by itself.
    `anchor` is the last time that the document named before ("the following day" counts from it). Without a publication date
    only explicit dates resolve; the other expressions come with open ends.
    """
    if not _CLUE.search(sentence):
        return []
    context = Context(published, forward, _from_ref(anchor))
    return [
        _reference(sentence, offset, found)
        for found in _joined(sentence, _resolved(sentence, _chosen(sentence, context), context), context)
    ]


def default_time(published: date | None) -> TimeRef:
    """Nothing said, reported as news: the day before publication to publication."""
    return TimeRef("", -1, -1, add_days(published, -1) if published else None, published, "day", "default")


def state_time(time: TimeRef, published: date | None) -> TimeRef:
    """When a state holds: from the start of the time said ("since March", "in 2015") to publication."""
    if time.basis == "default" or time.start is None or (published is not None and time.start > published):
        return time
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
        cut = trigger.end - offset
        inner = read_times(sentence[cut:], trigger.end, published)
        return inner[0] if inner else found
    return found


def _chosen(sentence: str, context: Context) -> list[_Found]:
    """Matches that mean something, the longest first where two overlap, in the order of the text."""
    every: list[_Found] = []
    for rule in RULES:
        for match in rule.pattern.finditer(sentence):
            reading = rule.read(match, context)
            if reading is not None:
                every.append(_Found(match.start(), match.end(), rule, match, reading))
    every.sort(key=lambda f: (f.start - f.end, f.start))
    taken = bytearray(len(sentence))
    out = []
    for found in every:
        if not any(taken[found.start : found.end]):
            taken[found.start : found.end] = b"\x01" * (found.end - found.start)
            out.append(found)
    return sorted(out, key=lambda f: f.start)


def _resolved(sentence: str, chosen: Sequence[_Found], context: Context) -> list[_Found]:
    """Read again in order, now with the day named before as anchor and with wording that looks ahead."""
    out: list[_Found] = []
    for found in chosen:
        forward = context.forward or looks_ahead(sentence, found.start)
        reading = found.rule.read(found.match, replace(context, forward=forward))
        if reading is None:
            continue
        out.append(replace(found, reading=reading))
        if reading.start and reading.granularity not in ("span", "open") and found.rule.name not in ("present", "recent"):
            context = replace(context, anchor=reading)
    return out


def looks_ahead(sentence: str, start: int) -> bool:
    """Whether words before `start`, in its clause, put it in the future: "will", "is due", "scheduled for"."""
    before = sentence[max(0, start - _AHEAD_REACH) : start]
    cue = _AHEAD.search(before)
    return cue is not None and not _PAST_BETWEEN.search(before[cue.start() + 4 :])


def _joined(sentence: str, founds: Sequence[_Found], context: Context) -> list[_Found]:
    """Expressions with the words around them: a weekday beside its date, "from A to B", "since A", "until A"."""
    out: list[_Found] = []
    place = 0
    while place < len(founds):
        found = founds[place]
        while place + 1 < len(founds):
            merged = _pair(sentence, found, founds[place + 1], context)
            if merged is None:
                break
            found, place = merged, place + 1
        out.append(_led(sentence, found, context, out[-1].end if out else 0))
        place += 1
    return out


def _pair(sentence: str, left: _Found, right: _Found, context: Context) -> _Found | None:
    """Two neighbours as one: the same day said twice, or the ends of a span."""
    gap = sentence[left.end : right.start]
    if len(gap) > 24:
        return None
    names = {left.rule.name, right.rule.name}
    if "weekday" in names and names & _EXPLICIT and re.fullmatch(r"[\s,(]{1,3}(?:the\s|on\s)?", gap):
        date_part = left if left.rule.name in _EXPLICIT else right
        closing = sentence[right.end : right.end + 1] == ")" and "(" in gap
        return replace(date_part, start=left.start, end=right.end + closing)
    if (
        names <= {"near_day", "weekday", "day_of_month", "anchor_day"}
        and re.fullmatch(r"[\s,]{1,3}", gap)
        and left.reading.start == right.reading.start
    ):
        return replace(left, end=right.end)
    between = _BETWEEN.search(sentence[max(0, left.start - 14) : left.start])
    if _JOIN.fullmatch(gap) or (_AND.fullmatch(gap) and between):
        return _span(left, right, between, context)
    return None


_EXPLICIT = {"day_of_month", "days_of_month", "iso", "dotted", "slashed"}


def _span(left: _Found, right: _Found, between: re.Match[str] | None, context: Context) -> _Found | None:
    """ "from A to B": B lends its year to A; where B comes out before A, one of them is moved so that they follow each other."""
    a, b = left.reading, right.reading
    if a.start is None or b.end is None:
        return (
            None
            if {left.rule.name, right.rule.name} & {"lasting", "present"}
            else replace(left, end=right.end, reading=Reading(a.start, b.end, "span"))
        )
    start, end = a.start, b.end
    if b.explicit and not a.explicit:
        start = make_day(end.year, start.month, start.day) or start
        start = start if start <= end else make_day(end.year - 1, start.month, start.day) or start
    if end < start and "weekday" in (left.rule.name, right.rule.name):
        start = add_days(start, -7) or start
    elif end < start:
        end = make_day(end.year + 1, end.month, end.day) or end
    if end < start:
        return None
    reading = clip(Reading(start, end, "span", a.explicit or b.explicit), context) if not b.explicit else Reading(start, end, "span", True)
    return replace(left, end=right.end, reading=reading, start=left.start)


def _led(sentence: str, found: _Found, context: Context, floor: int) -> _Found:
    """The expression with the preposition before it, and what "since", "until" and "from ... on" make of its span."""
    before = sentence[max(floor, found.start - _SINCE_REACH) : found.start]
    reading, published = found.reading, context.published
    since, until, opening = _SINCE.search(before), _UNTIL.search(before), _FROM.search(before)
    start, end = found.start, found.end
    if since and found.rule.name not in ("lasting", "since_start", "past_units", "recent", "present"):
        start = found.start - (len(before) - since.start())
        reading = Reading(
            reading.start, None if published and reading.start and reading.start > published else published, "span", reading.explicit
        )
    elif until and found.rule.name not in ("lasting", "past_units", "to_date", "recent", "present"):
        start = found.start - (len(before) - until.start())
        reading = _until(found, context)
    elif opening and _opens(before, sentence[end : end + 9]):
        start = found.start - (len(before) - opening.start())
        reading = Reading(
            reading.start,
            None if published is None or not reading.start or reading.start > published else published,
            "span",
            reading.explicit,
        )
    else:
        lead = _LEAD.search(sentence[max(floor, found.start - _LEAD_REACH) : found.start])
        start = found.start - (len(lead[0]) if lead else 0)
    return replace(found, start=start, reading=reading)


def _opens(before: str, after: str) -> bool:
    return bool(_ONWARD.match(after)) or bool(re.search(r"\b(?:starting|beginning|effective)\s", before[-24:], re.IGNORECASE))


def _until(found: _Found, context: Context) -> Reading:
    """ "until A": up to A. A day without a year is the nearest one, so that "extended to February 18" lies ahead."""
    reading, published = found.reading, context.published
    if published is None:
        return Reading(None, reading.end, "span", reading.explicit)
    if not reading.explicit and reading.end and (published - reading.end).days > NEAR and found.rule.name in ("day_of_month", "month"):
        ahead = found.rule.read(found.match, replace(context, forward=True, anchor=None))
        if ahead and ahead.end and (ahead.end - published).days < (published - reading.end).days:
            reading = ahead
    if reading.end and reading.end > published:
        return Reading(published, reading.end, "span", reading.explicit)
    return Reading(None, reading.end, "span", reading.explicit)


def _reference(sentence: str, offset: int, found: _Found) -> TimeRef:
    words = sentence[found.start : found.end]
    start = found.start + len(words) - len(words.lstrip())
    end = found.end - (len(words) - len(words.rstrip()))
    reading = found.reading
    return TimeRef(sentence[start:end], offset + start, offset + end, reading.start, reading.end, reading.granularity, found.rule.name)


def _from_ref(time: TimeRef | None) -> Reading | None:
    return Reading(time.start, time.end, time.granularity) if time is not None and (time.start or time.end) else None
