"""Rules for times that hang on another time: "on the fourth day of the siege", "in August of that year", "the week of 6 May",
"ten days before the vote of 12 June", "overnight from Tuesday to Wednesday"."""

import re

from frontlog.claims.time_spans import Context, Reading, add_days, clip, day, month_span, shift, week_span, year_span
from frontlog.claims.time_words import COUNT, ORDINAL, Rule, S, compiled, count_of, days_back, ordinal_of, whole_unit

_LONGEST_STORY = 3000  # days: "on the 1,000th day of the war"


def _ordinal_day(match: re.Match[str], context: Context) -> Reading | None:
    """ "on the fourth day of the offensive": counted from the day named before; with none, the day that the report tells, the one before
    publication."""
    anchor, published, count = context.anchor, context.published, ordinal_of(match["n"])
    if anchor and anchor.start and anchor.start == anchor.end and match["of"] and count <= _LONGEST_STORY:
        found = add_days(anchor.start, count - 1)
        if found and (published is None or found <= published):
            return day(found)
    return days_back(context, -1)


def _consecutive(match: re.Match[str], context: Context) -> Reading | None:
    """ "for the second consecutive day": from the first of them to publication; "for the second day" what happened again."""
    base, count = context.base(), ordinal_of(match["n"])
    if base is None:
        return Reading(None, None, "days")
    if not match["row"] and not match["run"]:
        return days_back(context, -1, 0)
    return Reading(shift(base, 1 - count, match["unit"]), base, "days")


def _that_period(match: re.Match[str], context: Context) -> Reading | None:
    """ "that year", "the same month", "the following year": counted from the time named before."""
    hold, unit = context.period if match["unit"].lower() == "year" and context.period else context.anchor or context.period, match["unit"]
    unit = unit.lower()
    if hold is None or hold.start is None:
        return Reading(None, None, unit)
    words = match["which"].lower()
    step = 1 if re.search(r"following|next", words) else -1 if re.search(r"previous|preceding", words) else 0
    moved = shift(hold.start, step, unit)
    return clip(whole_unit(moved, unit, None), context) if moved else None


def _by_the_end(match: re.Match[str], context: Context) -> Reading | None:
    """ "by the end of the year": from publication to then."""
    base, unit = context.base(), match["unit"].lower()
    if base is None:
        return Reading(None, None, "open")
    if unit == "day":
        return Reading(base, base, "day")
    return Reading(base, whole_unit(base, unit, None).end, "open")


def _from_now(match: re.Match[str], context: Context) -> Reading | None:
    """ "within two weeks", "in ten days' time", "three days from now": ahead, and only where the wording looks there."""
    base, unit = context.base(), match["unit"].lower()
    lead = (match["lead"] or "").lower()
    if not match["now"] and not (context.forward and lead):
        return None
    if base is None:
        return Reading(None, None, "open")
    moved = shift(base, count_of(match["n"]), unit)
    if lead == "within" or unit.startswith(("month", "year")):
        return Reading(base, moved, "open")
    return day(moved)


_NEWS = 7  # days: what the report tells as its news
_DATED = re.compile(
    r"[^,;.]{0,80}?\b(?:on|in|of|since)\s(?:the\s)?(?:\d|[A-Z][a-z]+day\b|January|February|March|April|May|June|July|August|September|October|November|December)"
)


def _after_it(match: re.Match[str], context: Context) -> Reading | None:
    """ "... came two days after a bomb killed 12": when what follows happened, counted back from the sentence's own day, else from
    the day of the news."""
    published, anchor, unit = context.published, context.here or context.anchor, match["unit"].lower()
    if not match.string[: match.start()].strip() or _DATED.match(match.string, match.end()):
        return None
    recent = anchor and anchor.start and (context.here or published is None or (published - anchor.start).days <= _NEWS)
    base = anchor.start if anchor and recent else add_days(published, -1) if published else None
    if base is None:
        return None
    if unit.startswith(("minute", "hour")):
        return day(base)
    if match["n"] is None and not match["one"]:
        spans = {"day": (-7, -2), "week": (-28, -14)}.get(unit.rstrip("s"))
        return Reading(add_days(base, spans[0]), add_days(base, spans[1]), "span") if spans and unit.endswith("s") else None
    moved = shift(base, -count_of(match["n"] or "1"), unit)
    return whole_unit(moved, "month", None) if moved and unit.startswith("month") else day(moved)


AFTER_IT = "after_it"

RULES: tuple[Rule, ...] = (
    Rule(
        AFTER_IT,
        compiled(
            rf"\b(?:just{S}|only{S}|barely{S}|less{S}than{S}|more{S}than{S}|nearly{S}|about{S}|some{S})?(?:(?P<one>the|a|one){S}(?=day{S})|(?P<n>{COUNT}){S})?"
            rf"(?P<unit>(?:minute|hour|day|week|month)s?){S}after\b(?={S}[\w“\"‘])(?!{S}(?:that|this|which|when)\b)"
        ),
        _after_it,
    ),
    Rule(
        "ordinal_day",
        compiled(rf"\bon{S}(?:the{S})?(?P<n>{ORDINAL}){S}(?:consecutive{S}|straight{S}|successive{S})?day\b(?P<of>{S}of\b)?"),
        _ordinal_day,
    ),
    Rule(
        "consecutive",
        compiled(
            rf"\bfor{S}(?:the|a){S}(?P<n>{ORDINAL}){S}(?P<row>(?:consecutive|straight|successive){S})?(?P<unit>day|night|week|month)"
            rf"(?P<run>{S}(?:running|in{S}a{S}row))?\b"
        ),
        _consecutive,
    ),
    Rule(
        "that_period",
        compiled(
            rf"\b(?:(?:in|during|later|earlier){S})?(?P<which>that{S}(?:same{S})?|the{S}same{S}|the{S}following{S}|the{S}preceding{S})"
            rf"(?P<unit>week|month|year)\b"
        ),
        _that_period,
    ),
    Rule("by_the_end", compiled(rf"\b(?:by|before){S}the{S}end{S}of{S}the{S}(?P<unit>day|week|month|year)\b"), _by_the_end),
    Rule(
        "from_now",
        compiled(
            rf"\b(?:(?P<lead>within|in){S})?(?P<n>{COUNT}){S}(?P<unit>(?:hour|day|week|month|year)s?)(?P<now>[’']?{S}time\b|{S}from{S}now\b)?"
            rf"(?!{S}(?:of|ago|before|after)\b)"
        ),
        _from_now,
    ),
)


_OFFSET = compiled(
    rf"\b(?:(?P<n>{COUNT}){S}(?P<unit>(?:day|night|week|month|year)s?)|the{S}day){S}(?P<way>before|after){S}(?:[^,.;:()\n]{{0,50}}?{S})?"
    rf"(?:(?:of|on|in|at){S})?(?:the{S})?$"
)
_WEEK_OF = compiled(rf"\b(?:(?:in|during|over|for){S})?the{S}week{S}(?P<which>of|beginning|starting|ending|to){S}(?:on{S})?$")
_OVERNIGHT = compiled(rf"\bovernight{S}(?P<way>from|between|on|to|into)?(?:{S})?$")
REACH = 90  # characters that such words take


def moved(before: str, reading: Reading, context: Context) -> tuple[int, Reading] | None:
    """What words right before an expression make of it: how many characters they take and the new reading."""
    week = _WEEK_OF.search(before)
    if week and reading.start:
        return len(before) - week.start(), _week(reading, week["which"].lower(), context)
    night = _OVERNIGHT.search(before)
    if night and reading.start and reading.end:
        return len(before) - night.start(), _night(reading, (night["way"] or "").lower(), context)
    offset = _OFFSET.search(before)
    if offset and reading.start and reading.end:
        return len(before) - offset.start(), _offset(reading, offset)
    return None


def _week(reading: Reading, which: str, context: Context) -> Reading:
    start = reading.start
    assert start is not None
    if which == "of":
        whole = week_span(start)
        return clip(Reading(whole.start, whole.end, "week", reading.explicit), context)
    if which in ("ending", "to"):
        return Reading(add_days(start, -6), start, "week", reading.explicit)
    return clip(Reading(start, add_days(start, 6), "week", reading.explicit), context)


def _night(reading: Reading, way: str, context: Context) -> Reading:
    """ "overnight into Wednesday" began on Tuesday; "overnight on Tuesday" ended on Wednesday."""
    start, end = reading.start, reading.end
    assert start is not None
    assert end is not None
    if start != end:
        return reading
    if way in ("into", "to"):
        return Reading(add_days(start, -1), end, "night", reading.explicit)
    return clip(Reading(start, add_days(end, 1), "night", reading.explicit), context)


def _offset(reading: Reading, match: re.Match[str]) -> Reading:
    """ "ten days before the vote of 12 June"."""
    back = match["way"].lower() == "before"
    base = reading.start if back else reading.end
    assert base is not None
    unit = (match["unit"] or "day").lower()
    found = shift(base, count_of(match["n"] or "1") * (-1 if back else 1), unit)
    if found is None or reading.start == reading.end:
        return day(found, explicit=reading.explicit)
    if unit.startswith("year"):
        return year_span(found.year)
    return month_span(found.year, found.month) if unit.startswith("month") else day(found, explicit=reading.explicit)
