"""Feasts by their days: fixed ones, Easter and what hangs on it in both calendars, those of the Muslim, Persian and Jewish years.

Muslim feasts are reckoned by the tabular calendar, which is a day off the sighting of the moon in some years; each has a day of slack in
what is said of it ("about"). `span` gives the days of a feast in a year, RULES are the rows for the reader of times.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from frontlog.claims.time_spans import Context, Reading, clip
from frontlog.claims.time_words import YEAR, Rule, S, compiled

Days = tuple[date, date]
_ISLAMIC_EPOCH = date(622, 7, 19).toordinal()  # proleptic Gregorian, civil reckoning
_LEAP_YEARS = 11  # of thirty


def easter(year: int) -> date:
    """Western Easter Sunday, by the method of Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the churches that keep the Julian reckoning, as a day of our calendar."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(year // 100 - year // 400 - 2)


def islamic(year: int, month: int, day: int) -> date:
    """A day of the tabular Muslim calendar."""
    past = (year - 1) * 354 + (3 + _LEAP_YEARS * year) // 30 + 29 * (month - 1) + month // 2
    return date.fromordinal(_ISLAMIC_EPOCH + past + day - 1)


def _hebrew_new_year(year: int) -> int:
    """The ordinal of 1 Tishri, with the postponements."""
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    days = months * 29 + parts // 25920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days


_HEBREW_EPOCH = -1373427  # ordinal of the day before 1 Tishri 1


def _tishri(year: int) -> date:
    before, now, after = (_hebrew_new_year(y) for y in (year - 1, year, year + 1))
    late = 2 if after - now == 356 else 1 if now - before == 382 else 0
    return date.fromordinal(_HEBREW_EPOCH + now + late)


def _fixed(month: int, day: int) -> Callable[[int], list[Days]]:
    return lambda year: [(date(year, month, day), date(year, month, day))]


def _by_easter(offset: int, churches: Callable[[int], date] = easter) -> Callable[[int], list[Days]]:
    def days(year: int) -> list[Days]:
        found = churches(year) + timedelta(offset)
        return [(found, found)]

    return days


def _muslim(month: int, day: int, length: int = 1) -> Callable[[int], list[Days]]:
    """The days of a Muslim feast that begin in a year of ours; in some years there are two."""

    def days(year: int) -> list[Days]:
        about = int((year - 622) * 33 / 32)
        starts = [islamic(hijri, month, day) for hijri in range(about - 1, about + 3)]
        return [(start, start + timedelta(length - 1)) for start in starts if start.year == year]

    return days


def _jewish(offset: int, length: int, spring: bool = False) -> Callable[[int], list[Days]]:
    """Days that lie `offset` from 1 Tishri of the year; those of spring are counted back from it: Passover 163 days, Purim 193."""

    def days(year: int) -> list[Days]:
        start = _tishri(year + 3761) + timedelta(-offset if spring else offset)
        return [(start, start + timedelta(length - 1))]

    return days


def _nowruz(year: int) -> list[Days]:
    found = date(year, 3, 20 if year % 4 == 0 and year >= 1996 else 21)
    return [(found, found)]


# Name as a pattern -> its days in a year of ours. The first that matches whole wins.
FEASTS: tuple[tuple[str, Callable[[int], list[Days]]], ...] = (
    (rf"Orthodox{S}Christmas{S}Eve", _fixed(1, 6)),
    (rf"Orthodox{S}Christmas(?:{S}Day)?", _fixed(1, 7)),
    (rf"Orthodox{S}Good{S}Friday", _by_easter(-2, orthodox_easter)),
    (rf"Orthodox{S}Easter(?:{S}(?:Sunday|Day))?", _by_easter(0, orthodox_easter)),
    (rf"Christmas{S}Eve", _fixed(12, 24)),
    (rf"Christmas(?:{S}Day)?", _fixed(12, 25)),
    (rf"Boxing{S}Day", _fixed(12, 26)),
    (rf"New{S}Year[’']?s{S}Eve", _fixed(12, 31)),
    (rf"New{S}Year(?:[’']?s(?:{S}Day)?|{S}Day)", _fixed(1, 1)),
    (r"Epiphany", _fixed(1, 6)),
    (rf"(?:International{S})?Women[’']s{S}Day", _fixed(3, 8)),
    (rf"May{S}Day", _fixed(5, 1)),
    (rf"Armistice{S}Day", _fixed(11, 11)),
    (r"Halloween", _fixed(10, 31)),
    (rf"Good{S}Friday", _by_easter(-2)),
    (rf"Palm{S}Sunday", _by_easter(-7)),
    (rf"Easter{S}Monday", _by_easter(1)),
    (rf"Easter(?:{S}(?:Sunday|Day))?", _by_easter(0)),
    (rf"Pentecost|Whit{S}Sunday", _by_easter(49)),
    (r"Ramadh?an", _muslim(9, 1, 29)),
    (r"Eid[ -](?:al|ul|el)[ -]?Fitr", _muslim(10, 1)),
    (r"Eid[ -](?:al|ul|el)[ -]?Ad[dh]?ha", _muslim(12, 10)),
    (r"Ashura|Ashoura", _muslim(1, 10)),
    (r"Arba[’']?een", _muslim(2, 20)),
    (r"Mawlid|Mouloud", _muslim(3, 12)),
    (r"Nowruz|Nawruz|Norouz|Newroz|Nauruz", _nowruz),
    (rf"Rosh{S}Hashanah?", _jewish(0, 2)),
    (rf"Yom{S}Kippur", _jewish(9, 1)),
    (r"Sukkot", _jewish(14, 7)),
    (rf"Simchat{S}Torah", _jewish(21, 1)),
    (r"Passover|Pesach", _jewish(163, 7, spring=True)),
    (r"Purim", _jewish(193, 1, spring=True)),
)


def span(name: str, year: int) -> list[Days]:
    """The first and last day of a feast in a year, twice where it falls twice."""
    return next((days(year) for pattern, days in FEASTS if re.fullmatch(pattern, name, re.IGNORECASE)), [])


def _feast(match: re.Match[str], context: Context) -> Reading | None:
    """A feast with its year, else the last one up to publication, the next one when looking ahead."""
    if not match["name"][:1].isupper() or _NAMES.match(match.string[match.end() : match.end() + 16].lstrip()):
        return None
    explicit = bool(match["y"])
    if explicit:
        found = span(match["name"], int(match["y"]))
        return clip(Reading(*found[0], "day" if found[0][0] == found[0][1] else "days", explicit=True), context) if found else None
    published = context.published
    if published is None:
        return Reading(None, None, "day")
    near = [days for year in range(published.year - 1, published.year + 2) for days in span(match["name"], year)]
    ahead = [days for days in near if days[0] >= published]
    past = [days for days in near if days[0] <= published]
    chosen = min(ahead, default=None) if context.forward else max(past, default=None)
    return clip(Reading(*chosen, "day" if chosen[0] == chosen[1] else "days"), context) if chosen else None


# "the Good Friday Agreement", "the Yom Kippur War" are names.
_NAMES = re.compile(r"(?:Agreement|Accords?|War|Rising|Island|Battalion|Brigades?|Offensive|Uprising|Massacre)\b")

RULES: tuple[Rule, ...] = (
    Rule("holiday", compiled(rf"\b(?P<name>{'|'.join(pattern for pattern, _ in FEASTS)})(?:,?{S}(?:of{S})?(?P<y>{YEAR}))?\b"), _feast),
)
