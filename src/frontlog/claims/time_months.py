"""Rules for months, seasons and years that the text names: "late September", "in 2014", "the summer of 2016", "last March"."""

import re
from datetime import date

from frontlog.claims.time_dates import NAMES_AFTER, OF_YEAR, capital
from frontlog.claims.time_spans import PARTS, Context, Reading, add_days, clip, month_span, season_span, year_span
from frontlog.claims.time_words import DASH, MONTH, YEAR, Rule, S, compiled, full_year, month_number

_PART = r"(?:(?:the )?(?:start|beginning|middle|end|first half|second half|close)|early|mid|late|later)"

# Month names that are words too, and abbreviations that may be: taken only with a capital and in company.
_WORDLIKE = frozenset({"may", "march", "mar", "jan", "dec", "sep", "jun", "jul", "apr", "aug", "feb", "oct", "nov", "sept"})
_BEFORE_MONTH = frozenset(
    [
        "in",
        "since",
        "until",
        "till",
        "by",
        "of",
        "from",
        "during",
        "early",
        "mid",
        "late",
        "last",
        "this",
        "next",
        "to",
        "and",
        "between",
        "after",
        "before",
        "through",
        "late-end",
        "end",
        "beginning",
    ]
)


def _part(words: str | None) -> int | None:
    """The third or half of a month or year that words like "early" or "the end of" mean."""
    half = re.search(r"\b(?:first|second) half\b", (words or "").lower())
    if half:
        return PARTS[half[0]]
    found = re.search(r"[a-z]+", re.sub(r"\bthe\b", "", (words or "").lower()))
    return PARTS.get(found[0]) if found else None


def _month(match: re.Match[str], context: Context) -> Reading | None:
    """A month, with or without part and year: "late September", "in May 2015", "since March"."""
    if not capital(match, "month") or not _month_wanted(match):
        return None
    month, part = month_number(match["month"]), _part(match["part"])
    year = _month_year(match, month, context)
    if year is None:
        return Reading(None, None, "month")
    span = month_span(year, month, part)
    span = Reading(span.start, span.end, span.granularity, bool(match["y"]))
    return clip(span, context)


def _month_wanted(match: re.Match[str]) -> bool:
    """Whether a bare month name is a month here and not a verb, a surname or half of a name ("Black September", "October Revolution")."""
    before = re.search(r"([\w’']+)[\s\u00a0-]*$", match.string[max(0, match.start() - 20) : match.start()])
    word = before[1].lower() if before else ""
    if word.isdigit() and not match["part"]:
        return False  # "31 November 2022" is no day, and no month either
    if match["part"] or match["y"] or match["rel"]:
        return True
    after = match.string[match.end() : match.end() + 14].lstrip()
    if NAMES_AFTER.match(after):
        return False
    if _NUMBERED.search(match.string[max(0, match.start() - 12) : match.start()]):
        return False  # "the 7th of April quarter" is a name
    if word in _BEFORE_MONTH:
        return True
    name = match["month"].lower().rstrip(".")
    if name in _WORDLIKE:
        return word in ("the", "a", "its", "their", "at") and name in ("may", "march") and after[:1].islower()
    return not before or word in ("the", "a", "an", "its", "their") or not before[1][:1].isupper()


_NUMBERED = re.compile(r"\d(?:st|nd|rd|th)\sof\s$")


def _month_year(match: re.Match[str], month: int, context: Context) -> int | None:
    """The year of a month: named, relative ("of last year"), or that of the last such month up to publication."""
    if match["y"]:
        return full_year(match["y"])
    if match["rel"] and match["rel"].lower().startswith(("that", "the same")):
        hold = context.period or context.anchor
        return hold.start.year if hold and hold.start else None
    published, rel = context.published, (match["rel"] or "").lower()
    if context.anchor and context.anchor.explicit and context.anchor.start and not rel:
        return context.anchor.start.year
    if published is None:
        return context.anchor.start.year if context.anchor and context.anchor.start and not rel else None
    if rel:
        return published.year + (-1 if "last" in rel or "previous" in rel else 1 if "next" in rel else 0)
    if context.forward:
        return published.year + (month < published.month)
    return published.year - (month > published.month)


def _month_last(match: re.Match[str], context: Context) -> Reading | None:
    """ "last March" is the last one that is over; "next March" the coming one; "this March" that of the year."""
    if not capital(match, "month"):
        return None
    published, month, word = context.published, month_number(match["month"]), match["which"].lower()
    if published is None:
        return Reading(None, None, "month")
    year = {"last": published.year - (month >= published.month), "next": published.year + (month <= published.month)}.get(
        word, published.year
    )
    return clip(month_span(year, month), context)


def _week_of_month(match: re.Match[str], context: Context) -> Reading | None:
    """ "the first week of October": days 1-7, 8-14, ...; the last week is the last seven days."""
    month = month_number(match["month"])
    year = (
        full_year(match["y"]) if match["y"] else (context.published.year - (month > context.published.month) if context.published else None)
    )
    if year is None or not capital(match, "month"):
        return Reading(None, None, "week") if capital(match, "month") else None
    span = month_span(year, month)
    if match["n"].lower() in ("last", "final"):
        return Reading(add_days(span.end, -6) if span.end else None, span.end, "week", bool(match["y"]))
    first = 7 * ["first", "second", "third", "fourth"].index(match["n"].lower()) + 1
    return Reading(date(year, month, first), date(year, month, first + 6), "week", bool(match["y"]))


def _year(match: re.Match[str], context: Context) -> Reading | None:
    """ "in 2014", "late 2015", "mid-2016": a year behind a preposition or a part; a bare number is no year."""
    part, before = _part(match["part"]), match.string[max(0, match.start() - 24) : match.start()]
    if (
        part is None
        and not re.search(_YEAR_CUE, before, re.IGNORECASE)
        and not (_ITS.search(before) and _OF_YEAR.match(match.string, match.end()))
    ):
        return None
    if re.search(r"\bfrom\s{1,2}$", match.string[max(0, match.start() - 7) : match.start()], re.IGNORECASE) and re.match(
        r"\sto\s(?!(?:19|20)\d\d|now|today|the present)", match.string[match.end() : match.end() + 16]
    ):
        return None
    if re.match(
        r"\s{0,2}(?:people|soldiers|civilians|men|fighters|troops|militants|persons|women|children|homes|houses|metres|meters|tons)\b",
        match.string[match.end() : match.end() + 14],
    ):
        return None
    return clip(year_span(int(match["y"]), part), context)


_YEAR_CUE = (
    r"(?:\b(?:in|since|until|till|by|during|from|before|after|of|to|throughout|through|and|between|as early as|around)|[–-])"
    r"[\s\u00a0]{1,2}$"
)


# "the 2016 peace deal", "its 2022 invasion of Ukraine"
_ITS = re.compile(r"(?:\b(?:the|a|its|their|his|her|this)|[’']s)[\s\u00a0]$", re.IGNORECASE)
_OF_YEAR = re.compile(
    r"[\s\u00a0](?:[A-Za-z][\w’'-]*[\s\u00a0]){0,3}"
    r"(?:wars?|conflict|deal|agreement|accords?|cease-?fire|truce|treaty|coup|invasion|offensive|uprising|revolution|rebellion|insurgency|mutiny"
    r"|elections?|vote|referendum|genocide|massacre|attacks?|bombings?|assault|siege|battle|operation|campaign|protests|clashes|fighting|violence"
    r"|killings?|assassination|abduction|kidnapping|intervention|withdrawal|takeover|annexation|peace)\b"
)


def _years(match: re.Match[str], context: Context) -> Reading | None:
    """ "2014-2016", "2025–26"."""
    first, last = int(match["y"]), match["z"]
    end = int(last) if len(last) == 4 else first - first % 100 + int(last)
    if not first < end <= first + 60:
        return None
    return clip(Reading(date(first, 1, 1), date(end, 12, 31), "years", explicit=True), context)


def _decade(match: re.Match[str], context: Context) -> Reading | None:
    first = int(match["y"])
    return clip(Reading(date(first, 1, 1), date(first + 9, 12, 31), "decade", explicit=True), context)


def _season(match: re.Match[str], context: Context) -> Reading | None:
    """ "summer 2016", "the winter of 2015-16", "last summer", "in a summer offensive"."""
    name, published, which = match["season"].lower(), context.published, (match["which"] or "").lower()
    hold = (context.period or context.anchor) if match["that"] else None
    year = int(match["y"]) if match["y"] else hold.start.year if hold and hold.start else 0
    if year:
        span = season_span(name, year)
        return clip(Reading(span.start, span.end, "season", explicit=True), context)
    if name in ("spring", "fall") and not which and not _season_wanted(match, name):
        return None
    if published is None:
        return Reading(None, None, "season")
    if which in ("next", "coming") or (context.forward and not which):
        return next(s for s in (season_span(name, published.year + n) for n in range(-1, 3)) if s.start and s.start > published)
    over = "last" in which or "past" in which  # "last summer" is over; a bare "summer" has at least begun
    for back in range(3):
        span = season_span(name, published.year - back)
        if span.start and span.end and (span.end < published if over else span.start <= published):
            return clip(span, context)
    return None


def _season_wanted(match: re.Match[str], name: str) -> bool:
    """ "spring" and "fall" are seasons behind "in the", not in "spring water" or "the fall of the city"."""
    before = match.string[max(0, match.start() - 8) : match.start()].lower()
    after = match.string[match.end() : match.end() + 4].lower()
    return before.endswith(
        ("in the ", " in ", "since ", "until ", "early ", "late ", "this ") if name == "spring" else ("in the ", " in ", "early ", "late ")
    ) and not after.startswith(" of")


def _half_or_quarter(match: re.Match[str], context: Context) -> Reading | None:
    year = _year_beside(match, context)
    if year is None:
        return Reading(None, None, "part of year")
    word = (match["n"] or match["q"]).lower()
    index = {"first": 0, "second": 1, "third": 2, "fourth": 3, "1": 0, "2": 1, "3": 2, "4": 3}[word]
    length = 6 if match["kind"] and match["kind"].lower() == "half" else 3
    if index * length >= 12:
        return None
    first = date(year, 1 + index * length, 1)
    return clip(Reading(first, month_span(year, index * length + length).end, "part of year", explicit=bool(match["y"])), context)


def _year_beside(match: re.Match[str], context: Context) -> int | None:
    """The year of "the first half of 2016", "of last year", "of the year"."""
    if match["y"]:
        return int(match["y"])
    step = {"last": -1, "previous": -1, "next": 1}.get(match["which"].lower().split()[-1], 0)
    return context.published.year + step if context.published else None


RULES: tuple[Rule, ...] = (
    Rule(
        "week_of_month",
        compiled(rf"\b(?:the{S})?(?P<n>first|second|third|fourth|last|final){S}week{S}(?:of|in){S}(?P<month>{MONTH}){OF_YEAR}"),
        _week_of_month,
    ),
    Rule("month_last", compiled(rf"\b(?P<which>last|this|next){S}(?P<month>{MONTH})(?!{S}\d)"), _month_last),
    Rule(
        "month",
        compiled(
            rf"(?:\b(?P<part>{_PART})(?:{S}(?:of{S}|in{S})?|-|\b))?\b(?P<month>{MONTH})"
            rf"(?:,?{S}(?:of{S})?(?:(?P<y>{YEAR}|[’'‘]\d\d(?!\w))"
            rf"|(?P<rel>last year|this year|next year|the previous year|that (?:same )?year|the same year)))?"
        ),
        _month,
    ),
    Rule(
        "half_or_quarter",
        compiled(
            rf"\b(?:(?:the{S})?(?P<n>first|second|third|fourth){S}(?P<kind>half|quarter)|q(?P<q>[1-4])){S}(?:of{S})?(?:(?P<y>{YEAR})|(?P<which>the|this|last|next|the{S}previous){S}year\b)"
        ),
        _half_or_quarter,
    ),
    Rule(
        "season",
        compiled(
            rf"\b(?:(?P<which>last|this|this past|past|next|coming){S})?"
            rf"(?P<season>spring|summer|autumn|fall|winter)(?:{S}(?:of{S})?(?P<y>{YEAR})(?:{DASH}\d\d(?:\d\d)?)?|(?P<that>{S}of{S}(?:that|the{S}same){S}year))?(?![\w-])"
        ),
        _season,
    ),
    Rule("years", compiled(rf"(?<![\w/-])(?P<y>(?:1[5-9]|20)\d\d)(?:{DASH}|{S}to{S})(?P<z>(?:1[5-9]|20)\d\d|\d\d)(?![\d-]|\w)"), _years),
    Rule("decade", compiled(r"\bthe (?P<y>(?:19|20)\d0)[’']?s\b"), _decade),
    Rule("year", compiled(rf"(?:\b(?P<part>{_PART})(?:{S}(?:of{S}|in{S})?|-))?(?<![\w/:.$€£-])(?P<y>{YEAR})(?![/%]|[.,]\d)"), _year),
    Rule("year", compiled(rf"\b(?P<part>mid|late|early)-(?P<y>{YEAR})"), _year),
)
