"""Expressions of time with the words around them: a weekday beside its date, "from A to B", "since A", "until A"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from frontlog.claims.scopes import finite
from frontlog.claims.time_relations import REACH, moved
from frontlog.claims.time_spans import Context, Reading, add_days, clip, make_day
from frontlog.claims.time_words import Rule
from frontlog.claims.vocabulary import analyse

_LEAD = re.compile(
    r"\b(?:(?:early|late|later|earlier)[\s\u00a0])?(?:(?:on|in|at|during|over|by|of|for|from)[\s\u00a0]{1,2})?(?:(?:the|an?)[\s\u00a0])?"
    r"(?:(?:nights?|morning|evening|afternoon|early hours|early morning|course|month|year)[\s\u00a0](?:of|from|between)[\s\u00a0]{1,2})?"
    r"(?:(?:early|late)[\s\u00a0](?:on[\s\u00a0])?)?$",
    re.IGNORECASE,
)

_LEAD_REACH = 44  # characters that the longest lead ("early on the morning of the ") can take
_JOIN = re.compile(
    r"(?:,?\s{0,2}(?:to|through|until|till|into)|\s{0,2}[-–—])\s{0,2}(?:the\s)?(?:early hours of\s|night of\s|morning of\s)?", re.IGNORECASE
)

_AND = re.compile(r"\s{1,2}and\s{1,2}(?:the\s)?", re.IGNORECASE)
_AND_ON = re.compile(
    r"\s{1,2}and\s{1,2}(?:(?:on|in|at|during|early|late)\s(?:on\s)?)?(?:the\s)?"
    r"(?:(?:night|morning|evening|afternoon|early hours)\s(?:of|on)\s)?(?:the\s)?",
    re.IGNORECASE,
)
_NO_VERB = re.compile(r"\s?(?:[,.;:)]|$)|\s(?:in|near|at|of|on|after|when|against|by|between|along|around|with)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s{1,2}(?:the\s)?$", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:ever\s)?since\s(?:[^,;:.!?()\n]{0,80}?\s)?(?:on\s|in\s|at\s|the\s|about\s|around\s|early\s)*$", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:(?:until|till)\s(?:[^,;:.!?()\n]{0,60}?\s)?(?:on\s|in\s|the\s)*|up\sto\s(?:the\s)?|(?:extend|prolong|postpon|delay|defer|push)\w{1,4}\s(?:[^,;:.!?()\n]{0,40}?\s)?to\s(?:the\s)?)$",
    re.IGNORECASE,
)

_FROM = re.compile(r"\b(?:starting|beginning|effective)\s(?:(?:on|from|in)\s)?$|\bas\sof\s$|\bfrom\s$", re.IGNORECASE)
_ONWARD = re.compile(r"\s(?:onwards?|on)\b", re.IGNORECASE)
_SINCE_REACH = 110

NEAR = 60  # days: "until 5 April" without a year is the nearest such day when the last one is further back than this


@dataclass(frozen=True, slots=True)
class Found:
    """A match of a rule: where it stands, what it says, and which row said it."""

    start: int
    end: int
    rule: Rule
    match: re.Match[str]
    reading: Reading


def joined(sentence: str, founds: Sequence[Found], context: Context) -> list[Found]:
    """Expressions with the words around them: a weekday beside its date, "from A to B", "since A", "until A"."""
    out: list[Found] = []
    place = 0
    while place < len(founds):
        found = founds[place]
        while place + 1 < len(founds) and not _of_night(sentence, found, founds[place + 1]):
            merged = _pair(sentence, found, founds[place + 1], context)
            if merged is None:
                break
            found, place = merged, place + 1
        place += 1
        if not (place < len(founds) and _of_night(sentence, found, founds[place])):
            out.append(_led(sentence, found, context, out[-1].end if out else 0))
    return out


def _of_night(sentence: str, found: Found, following: Found) -> bool:
    """ "overnight" in front of a day belongs to that: "overnight into Wednesday"."""
    words = sentence[found.start : found.end].lower()
    return words == "overnight" and re.fullmatch(r"\s(?:(?:from|between|on|into|to)\s)?", sentence[found.end : following.start]) is not None


def _pair(sentence: str, left: Found, right: Found, context: Context) -> Found | None:
    """Two neighbours as one: the same day said twice, or the ends of a span."""
    gap = sentence[left.end : right.start]
    if len(gap) > _LONGEST_GAP:
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
    days = names <= _DAY_RULES and left.reading.start is not None and right.reading.start == add_days(left.reading.start, 1)
    told = _AND.fullmatch(gap) or (_AND_ON.fullmatch(gap) and (_NO_VERB.match(sentence, right.end) or _of_subject(sentence, left.start)))
    if right.rule.name in _EXPLICIT and right.reading.start == left.reading.end != left.reading.start and re.fullmatch(r"[\s,]{1,3}", gap):
        return replace(left, end=right.end)  # "from Saturday, 11 May, to Sunday, [12 May]"
    if _JOIN.fullmatch(gap) or (told and days) or (_AND.fullmatch(gap) and between):
        return _span(left, right, between, context)
    return None


def _of_subject(sentence: str, start: int) -> bool:
    """Whether no verb stands before a time: "clashes on Saturday and early on Sunday left 12 dead"."""
    sent = analyse(sentence)
    return not finite(sent, 0, sent.places(start, start + 1).start)


_LONGEST_GAP = 36  # characters: " and in the early hours of "
_DAY_RULES = {"weekday", "day_of_month", "near_day"}
_EXPLICIT = {"day_of_month", "days_of_month", "iso", "dotted", "slashed"}


def _span(left: Found, right: Found, between: re.Match[str] | None, context: Context) -> Found | None:
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


def _led(sentence: str, found: Found, context: Context, floor: int) -> Found:
    """The expression with the preposition before it, and what "since", "until" and "from ... on" make of its span."""
    before = sentence[max(floor, found.start - _SINCE_REACH) : found.start]
    reading, published = found.reading, context.published
    since, until, opening = _SINCE.search(before), _UNTIL.search(before), _FROM.search(before)
    start, end = found.start, found.end
    around = moved(before[-REACH:], reading, context) if reading.granularity not in ("span", "open") else None
    if around:
        return replace(found, start=found.start - around[0], reading=around[1])
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


def _until(found: Found, context: Context) -> Reading:
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
