"""Rules for days that the text names: "5 October", "Nov. 3-5", "5.11.2017", "Christmas Eve".

Each row of RULES is a name, a pattern and a function from a match to a Reading; None means "not a date after all".
"""

import re
from dataclasses import replace
from datetime import date

from frontlog.claims.time_spans import UNKNOWN, Context, Reading, add_months, day, make_day
from frontlog.claims.time_words import DASH, DAY, MONTH, YEAR, Rule, S, compiled, full_year, month_number, number
from frontlog.claims.vocabulary import Sent, analyse

_NOT_WORD = r"(?<![\w.,/:$€£-])"
NAMES_AFTER = re.compile(
    r"(?:Revolution|Brigades?|Martyrs|War\b|Movement|Square|Street|Bridge|Dam\b|Division|Regiment|Front\b|Battalion|Hospital|School|Stadium|University|Avenue)"
)

_QUARTER = re.compile(
    r"(?:quarter|neighbou?rhood|district|street|square|bridge|movement|suburb|market|hospital|school|stadium|university|avenue|brigade|camp)\b"
)

# Days that reports name without a year, as a fixed name: month, day, year, and the words that must follow.
_NAMED = {(9, 11): (2001, "attack"), (10, 7): (2023, "attack massacre assault invasion raid")}


def capital(match: re.Match[str], group: str) -> bool:
    """Whether a group of the match begins with a capital: months, not "may" or "march"."""
    return match[group][:1].isupper()


def _named_day(match: re.Match[str], month: int, first: int) -> date | None:
    year, words = _NAMED.get((month, first), (0, ""))
    after = re.match(r"[\s’'s]{0,3}([a-z]{3,12})", match.string[match.end() : match.end() + 20])
    return date(year, month, first) if year and after and after[1].rstrip("s") in words.split() else None


def _yearless(month: int, number: int, context: Context) -> date | None:
    """A day without a year: the last one up to publication (a day of slack for time zones); the next one when looking ahead.

    In a document without a date, the year in which it names that month is the hold, then the year of the last day named.
    """
    years_named = {y for y, m in context.named if m == month}
    if len(years_named) == 1:
        return make_day(years_named.pop(), month, number)
    if context.anchor and context.anchor.explicit and context.anchor.start:
        return make_day(context.anchor.start.year, month, number)
    published = context.published
    if published is None:
        return make_day(context.anchor.start.year, month, number) if context.anchor and context.anchor.start else None
    years = range(published.year, published.year + 9) if context.forward else range(published.year, published.year - 9, -1)
    if not context.forward:
        years = range(published.year + 1, published.year - 9, -1)
    for year in years:
        found = make_day(year, month, number)
        ahead = (found - published).days if found else 0
        if found and (ahead >= 0 if context.forward else ahead <= 1):
            return found
    return None


def _iso(match: re.Match[str], context: Context) -> Reading | None:
    found = make_day(int(match["y"]), int(match["m"]), int(match["d"]))
    return day(found, explicit=True) if found else None


def _dotted(match: re.Match[str], context: Context) -> Reading | None:
    """5.11.2017: day, month, year wherever dots are used."""
    found = make_day(full_year(match["y"]), int(match["m"]), int(match["d"]))
    return day(found, explicit=True) if found else None


def _dotted_short(match: re.Match[str], context: Context) -> Reading | None:
    """ "on 24.02": day and month with leading noughts, behind a preposition that no decimal has."""
    if not 1 <= int(match["m"]) <= 12:
        return None
    return day(_yearless(int(match["m"]), int(match["d"]), context))


def _slashed(match: re.Match[str], context: Context) -> Reading | None:
    """05/11/2017: whichever order is a day, and when both are, the one nearest before publication; else unknown."""
    year, one, two = full_year(match["y"]), int(match["a"]), int(match["b"])
    found = [d for d in (make_day(year, two, one), make_day(year, one, two)) if d]
    if len(set(found)) < 2:
        return day(found[0], explicit=True) if found else None
    past = [d for d in found if context.published and d <= context.published]
    return day(max(past), explicit=True) if past else UNKNOWN


def _day_of_month(match: re.Match[str], context: Context) -> Reading | None:
    """ "5 October 2017", "October 5th", "the 5th of October"."""
    if not capital(match, "month"):
        return None
    after = match.string[match.end() : match.end() + 14].lstrip()
    if NAMES_AFTER.match(after) or (
        _QUARTER.match(after) and re.search(r"\bthe\s$", match.string[max(0, match.start() - 5) : match.start()])
    ):
        return None
    month, first = month_number(match["month"]), number(match["d"])
    if match["y"]:
        found = make_day(full_year(match["y"]), month, first)
        return day(found, explicit=True) if found else None
    named = _named_day(match, month, first)
    if named:
        return day(named, explicit=True)
    if first > 29 and make_day(2024, month, first) is None:
        return None
    found = _yearless(month, first, context)
    if found and context.published and not context.forward and (context.published - found).days > 365 - _NEXT:
        coming = _yearless(month, first, replace(context, forward=True))
        ahead = _told_in_present(match) or _FROM.search(match.string[: match.start()]) is not None
        return day(coming if coming and ahead else found)
    return day(found)


_FROM = re.compile(r"\bfrom\s+$")  # "called a strike from 2 April"
_NEXT = 31  # days ahead in which "resigns on 1 November" lies


def _told_in_present(match: re.Match[str]) -> bool:
    """Whether the last verb before a day stands in the present: "he resigns on 1 November"."""
    sent = analyse(match.string)
    tags = [(_after_pronoun(sent, n) or sent.tag(n)) for n in sent.places(0, match.start())]
    return [tag for tag in tags if tag in _VERBS][-1:] == ["VBZ"]


_VERBS = ("VBZ", "VBD", "VB", "VBG", "MODAL", "BE", "HAVE", "DO")


def _after_pronoun(sent: Sent, place: int) -> str:
    """ "he [resigns]", which may stand in no list of verbs."""
    return "VBZ" if sent.tag(place) == "NN" and sent.low(place - 1) in ("he", "she", "it") and sent.low(place).endswith("s") else ""


def _days_of_month(match: re.Match[str], context: Context) -> Reading | None:
    """ "Nov. 3-5", "3 to 5 November 2017", "18 and 20 October" behind "between"."""
    if not capital(match, "month"):
        return None
    month, first, last = month_number(match["month"]), number(match["d"]), number(match["e"])
    if match["y"]:
        start, end = make_day(full_year(match["y"]), month, first), make_day(full_year(match["y"]), month, last)
    else:
        start = _yearless(month, first, context)
        end = make_day(start.year, month, last) if start else None
        if start is None and make_day(2024, month, last):
            return Reading(None, None, "days")
    if not start or not end or end < start:
        return None
    return Reading(start, end, "days", bool(match["y"]))


def _day_alone(match: re.Match[str], context: Context) -> Reading | None:
    """ "on the 5th": the last fifth of a month up to publication."""
    published, first = context.published, number(match["d"])
    if published is None:
        return day(None)
    for back in range(0, -3, -1):
        moved = add_months(published.replace(day=1), back)
        found = make_day(moved.year, moved.month, first) if moved else None
        if found and found <= published:
            return day(found)
    return None


OF_YEAR = rf"(?:(?:,?{S}(?:of{S})?)(?P<y>{YEAR}|[’'‘]\d\d(?!\w)))?"

RULES: tuple[Rule, ...] = (
    Rule("iso", compiled(r"(?<![\w-])(?P<y>(?:19|20)\d\d)[-/.](?P<m>0[1-9]|1[0-2])[-/.](?P<d>0[1-9]|[12]\d|3[01])(?!\d)"), _iso),
    Rule("dotted", compiled(r"(?<![\w.])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)?\d\d)(?![\d.]*\d)"), _dotted),
    Rule(
        "dotted_short",
        compiled(rf"(?<=\b(?:on|of)\s)(?P<d>[0-3]\d)\.(?P<m>[01]\d)(?![\d.]*\d|{S}(?:million|billion|km|per))"),
        _dotted_short,
    ),
    Rule("slashed", compiled(r"(?<![\w/-])(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-](?P<y>(?:19|20)\d\d)(?![\d/])"), _slashed),
    Rule(
        "days_of_month",
        compiled(
            rf"{_NOT_WORD}(?P<d>{DAY}|\d{{1,2}})(?:{S})?(?:{DASH}|/|to|and|through|until)(?:{S})?(?P<e>{DAY}){S}(?:of{S})?(?P<month>{MONTH}){OF_YEAR}"
        ),
        _days_of_month,
    ),
    Rule(
        "days_of_month",
        compiled(
            rf"\b(?P<month>{MONTH}){S}(?P<d>\d{{1,2}}(?:st|nd|rd|th)?)(?:{S})?(?:{DASH}|/|to|and|through|until)(?:{S})?(?P<e>{DAY}){OF_YEAR}"
        ),
        _days_of_month,
    ),
    Rule("day_of_month", compiled(rf"{_NOT_WORD}(?P<d>0?[1-9]|[12]\d|3[01])-(?P<month>{MONTH})-(?P<y>(?:19|20)\d\d)(?!\d)"), _day_of_month),
    Rule("day_of_month", compiled(rf"{_NOT_WORD}(?P<d>{DAY}){S}(?:of{S})?(?P<month>{MONTH}){OF_YEAR}"), _day_of_month),
    Rule(
        "day_of_month",
        compiled(rf"\b(?P<month>{MONTH})[\s\u00a0]{{0,3}}(?P<d>{DAY}|(?:0?[1-9]|[12]\d|3[01])(?=,)){OF_YEAR}"),
        _day_of_month,
    ),
    Rule(
        "day_alone",
        compiled(
            r"(?:(?<=\bon the )|(?<=\buntil the )|(?<=\bby the )|(?<=\bsince the )|(?<=\bfrom the ))"
            r"(?P<d>(?:[12]?\d|3[01])(?:st|nd|rd|th))(?:\sof (?:this|the) month\b"
            r"|(?=[,.;]|$|\s(?:the|a|an|he|she|it|they|we|two|three|four|at|when|and)\b))"
        ),
        _day_alone,
    ),
)
