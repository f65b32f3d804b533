"""Rules for days that count from publication or from a day named before: "on Sunday", "six months ago", "the same day".

A rule that needs the publication date of a document without one returns an unknown span: the words are kept, the days are not guessed.
"""

import re
from datetime import date

from frontlog.claims.time_spans import WEEKDAYS, Context, Reading, add_days, clip, day, shift, year_span
from frontlog.claims.time_words import ABOUT, COUNT, UNIT, WEEKDAY, Rule, S, compiled, count_of, days_back, whole_unit

_APPROXIMATE = ("about", "around", "nearly", "almost", "roughly", "approximately")


def _near_day(match: re.Match[str], context: Context) -> Reading | None:
    """ "today", "yesterday evening", "tomorrow", "the day before yesterday", "last night", "overnight", "this morning"."""
    word = re.sub(r"[\s\u00a0]+", " ", match[0].lower())
    if "before yesterday" in word:
        return days_back(context, -2)
    if "after tomorrow" in word:
        return days_back(context, 2)
    if "yesterday" in word:
        return days_back(context, -1)
    if "tomorrow" in word:
        return days_back(context, 1)
    if word.startswith(("last night", "overnight", "the night before", "the previous night", "during the night")):
        return days_back(context, -1, 0, "night")
    if word.startswith("later"):
        return days_back(context, 0)
    return days_back(context, 0)


def _weekday(match: re.Match[str], context: Context) -> Reading | None:
    """A weekday: the last one up to publication; "last" excludes the day itself, "next" and forward wording look ahead."""
    which, published = re.sub(r"[\s\u00a0]+", " ", (match["which"] or "").lower()).strip(), context.published
    before = match.string[max(0, match.start() - 6) : match.start()].lower()
    if match["plural"] and (before.endswith(("on ", "every ", "all ")) or which):
        return None  # a habit, no day
    if before.endswith(("every ", "each ")):
        return None
    if published is None:
        return day(None)
    if _TITLE.match(match.string[match.end() : match.end() + 16]) and before.endswith("the "):
        return None  # "the Sunday Courier"
    if before.endswith(("good ", "black ", "bloody ")):
        return None  # "the Good Friday Agreement"
    place = WEEKDAYS.index(match["day"].lower())
    if match["week"]:
        step = {"last": -7, "previous": -7, "next": 7}.get(match["week"].lower().split()[-1], 0)
        return day(add_days(published, place - published.weekday() + step))
    if which in ("following", "previous") and context.anchor and context.anchor.end and before.endswith("the "):
        return _beside(context.anchor.end, place, which)
    if which in ("next", "coming", "this coming", "upcoming") or (context.forward and which != "last"):
        ahead = (place - published.weekday()) % 7
        return day(add_days(published, ahead or 7) if which else add_days(published, ahead))
    back = (published.weekday() - place) % 7
    if (which in ("last", "past", "this past", "previous") or match["last"]) and back == 0:
        back = 7
    return day(add_days(published, -back - (7 if match["before"] else 0)))


_TITLE = re.compile(r"\s(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)[A-Z][a-z]+")


def _beside(anchor: date, place: int, which: str) -> Reading:
    """The weekday that comes first after, or last before, the day named before."""
    step = (place - anchor.weekday()) % 7 if which == "following" else (anchor.weekday() - place) % 7
    return day(add_days(anchor, (step or 7) * (1 if which == "following" else -1)))


def _day_before_after(match: re.Match[str], context: Context) -> Reading | None:
    """ "the same day", "the following day", "a day earlier", "the previous day": counted from the day named before.

    With none named, the report's own day: the same day is publication or the day before.
    """
    word = match[0].lower()
    anchor = context.anchor
    if re.search(r"(?:after|before|prior)$", word) and _relates(match):
        return None
    step = (
        1
        if re.search(r"following|next|later|after(?!n)", word)
        else -1
        if re.search(r"previous|earlier|before|prior|preceding", word)
        else 0
    )
    if re.search(r"\bthat\b|\bsame\b|\bin[\s\u00a0]+the[\s\u00a0]+day", word):
        step = 0  # "later that day"
    if anchor is not None and anchor.end is not None:
        base = anchor.end if step > 0 else anchor.start
        return day(add_days(base, step) if base else None)
    if step > 0:
        return day(None)
    return days_back(context, -1, 0) if step == 0 else days_back(context, -1)


def _relates(match: re.Match[str]) -> bool:
    """Whether words follow that "after" or "before" governs: "a month after its capture" relates two events and dates neither."""
    return bool(re.match(r"[\s\u00a0]+[\w“\"‘]", match.string[match.end() : match.end() + 3]))


_DAY = 24  # hours
_SAME_STORY = 7  # days: "hours later" counts from a day named before only when that day is of the same news


def _hours_later(match: re.Match[str], context: Context) -> Reading | None:
    """ "hours later", "forty minutes later": the day named before, or the report's own."""
    anchor = context.anchor
    if re.search(r"(?:after|before)$", match[0].lower()) and _relates(match):
        return None
    published, count = context.published, count_of(match["n"]) if match["n"] and "hour" in match[0].lower() else 0
    if anchor and anchor.end and count >= _DAY and match[0].lower().endswith(("later", "after")):
        return day(shift(anchor.end, count, "hour"))
    if anchor and anchor.end and (published is None or abs((published - anchor.end).days) <= _SAME_STORY):
        return Reading(anchor.end, anchor.end, "day")
    return days_back(context, -1, 0)


def _ago(match: re.Match[str], context: Context) -> Reading | None:
    """ "six months ago": the day that many units back; with "nearly" or "about" the whole month or year; "days ago" a span."""
    base, unit = context.base(), match["unit"].lower().rstrip("s")
    if base is None:
        return Reading(None, None, unit)
    if match["n"] is None:
        return _vague_ago(base, unit)
    if match["half"] or match["n"].lower().startswith("half"):
        return day(_halves_ago(base, match["n"], unit, bool(match["half"])))
    moved = shift(base, -count_of(match["n"]), unit)
    if moved is None:
        return Reading(None, None, unit)
    if unit in ("minute", "hour"):
        return Reading(moved, base, "day")
    near = (match["about"] or "").strip().lower()
    if near in _APPROXIMATE and unit in ("month", "year"):
        return whole_unit(moved, unit, None)
    if re.search(r"few|several", match["n"].lower()) and unit == "day":
        return Reading(add_days(base, -5), add_days(base, -2), "days")
    return day(moved, unit)


def _halves_ago(base: date, count: str, unit: str, more: bool) -> date | None:
    """ "half a year ago", "a year and a half ago": in the next smaller unit."""
    smaller = {"year": ("month", 6), "month": ("day", 15), "week": ("day", 3), "decade": ("year", 5)}.get(unit)
    if smaller is None:
        return base
    whole = 0 if count.lower().startswith("half") else count_of(count) * 2
    return shift(base, -(whole + 1) * smaller[1] if more or not whole else -whole * smaller[1], smaller[0])


def _vague_ago(base: date, unit: str) -> Reading:
    spans = {"minute": (0, 0), "hour": (-1, 0), "day": (-7, -2), "week": (-28, -14)}
    first, last = spans.get(unit, (None, None))
    if first is None or last is None:
        return Reading(None, None, unit)
    return Reading(add_days(base, first), add_days(base, last), unit)


def _from_anchor(match: re.Match[str], context: Context) -> Reading | None:
    """ "three days later", "two weeks before", "four days after": counted from the day named before; unknown with none named."""
    anchor, unit = context.anchor, match["unit"].lower()
    if match["way"].lower() in ("after", "before", "prior") and _relates(match):
        return None
    if match["n"] is None and match["way"].lower() in ("before", "prior") and match.string[: match.start()].lower().endswith("the "):
        return _whole_before(anchor.start if anchor else context.published, unit, context)
    forward = match["way"].lower() in ("later", "after", "afterwards", "afterward", "on")
    if anchor is None or anchor.end is None or match["n"] is None:
        return Reading(None, context.published if not forward and context.published and match["n"] is None else None, unit)
    count = count_of(match["n"]) * (1 if forward else -1)
    moved = shift(anchor.end if forward or anchor.start is None else anchor.start, count, unit)
    if anchor.start and (anchor.end - anchor.start).days > _DAYS and not unit.startswith("year"):
        return clip(Reading(shift(anchor.start, count, unit), shift(anchor.end, count, unit), "span"), context)  # "in June; a week later"
    if moved and unit.startswith("year"):
        return clip(year_span(moved.year), context)
    return day(moved)


_DAYS = 4  # a longer time than so many days has no day that a week can be counted from


def _whole_before(base: date | None, unit: str, context: Context) -> Reading:
    """ "the week before", "the year before": the whole one before the day named before."""
    moved = shift(base, -1, unit) if base else None
    if moved is None or unit.startswith(("day", "night")):
        return day(moved)
    return clip(whole_unit(moved, unit, None), context)


RULES: tuple[Rule, ...] = (
    Rule(
        "near_day",
        compiled(
            rf"\b(?:the{S}day{S}before{S}yesterday|the{S}day{S}after{S}tomorrow|(?:earlier{S}|later{S}|late{S}|early{S})?(?:today|tonight|yesterday|tomorrow)(?:{S}(?:morning|afternoon|evening|night))?"
            rf"|last{S}(?:night|evening)|overnight|(?:earlier{S}|late{S}|early{S})?this{S}(?:morning|afternoon|evening)|the{S}(?:previous{S}night|night{S}before)|during{S}the{S}night(?!{S}(?:of|from|between|to)\b))\b"
        ),
        _near_day,
    ),
    Rule(
        "weekday",
        compiled(
            rf"\b(?:(?P<which>last|next|this{S}past|this{S}coming|past|coming|upcoming|previous|following|this){S})?(?P<day>{WEEKDAY})(?P<plural>s)?"
            rf"(?:{S}(?:morning|afternoon|evening|night|noon))?(?P<before>{S}before{S}last)?(?P<last>{S}last(?=[,.;]|$))?"
            rf"(?:{S}(?:of{S})?(?P<week>last|this|next|(?:the{S})?previous){S}week)?\b"
        ),
        _weekday,
    ),
    Rule(
        "anchor_day",
        compiled(
            rf"\b(?:(?:on|in|during|later|earlier){S})?(?:(?:the|that){S}(?:very{S})?same{S}(?:day|night|evening|morning|afternoon)|that{S}(?:same{S})?(?:day|night|evening|morning|afternoon)"
            rf"|the{S}(?:following|next|previous|preceding){S}(?:day|morning|evening|afternoon)|(?:earlier|later){S}in{S}the{S}day|(?:a|one){S}day{S}(?:later|earlier|before|prior|after)|the{S}day{S}(?:before|after|prior))\b"
        ),
        _day_before_after,
    ),
    Rule("hours_later", compiled(rf"\b(?:{ABOUT}(?P<n>{COUNT}){S})?(?:minutes?|hours?){S}(?:later|after|earlier|before)\b"), _hours_later),
    Rule(
        "ago",
        compiled(
            rf"\b(?P<about>{ABOUT})(?:(?P<n>half{S}an?|{COUNT}){S})?(?P<unit>{UNIT})(?P<half>{S}and{S}a{S}half)?{S}ago(?:{S}today)?\b"
        ),
        _ago,
    ),
    Rule(
        "from_anchor",
        compiled(
            rf"\b{ABOUT}(?:(?P<n>{COUNT}){S})?(?:more{S})?(?P<unit>(?:day|night|week|month|year)s?){S}(?P<way>later|earlier|before|after|afterwards?|prior)\b"
        ),
        _from_anchor,
    ),
)
