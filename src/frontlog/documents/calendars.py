"""Months and weekdays by their names in many languages, and days of the solar calendar of Iran and Afghanistan in ours.

The names are those of months.yml, months_solar.yml and weekdays.yml. An expression made of them takes every way of writing that `folded`
makes one of: in Turkish capitals "KASIM" is "kasım" and "NİSAN" is "nisan".
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from frontlog.reference.expressions import Expression
from frontlog.reference.yamlfile import read

FOLDS = str.maketrans(
    {
        "ı": "i",
        "\u0307": "",
        "’": "'",
        "ʼ": "'",
        "\u200c": " ",
        "\u00a0": " ",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ی": "ي",
        "ئ": "ي",
        "ک": "ك",
        "ة": "ه",
    }
)
# what an expression takes for a letter of a folded name; that i is also ı and İ the engine knows
WAYS = {"'": "['’ʼ]", " ": "[ \u00a0\u200c]", "ا": "[اأإآ]", "ي": "[يیئ]", "ك": "[كک]", "ه": "[هة]"}
ENGLISH = re.compile(
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
WORDS = frozenset({"out", "set", "ara", "gen", "mag", "marco", "лист"})  # that stand behind numbers as words of other languages
SHORT = 3  # letters of a short form
# The solar calendar, counted from a first of its first month that is known. Between these years a rule for the leap years holds that
# knows no exception (their place among 33 years); a year of the moon's calendar in them lies before 2000.
FIRST_YEAR, LAST_YEAR = 1310, 1420
EPOCH, EPOCH_YEAR = date(1931, 3, 22), 1310
LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
LONG_MONTHS = 6  # of 31 days; then come five of 30, and one of 29 or in leap years 30


def folded(name: str) -> str:
    """A name of a month or weekday in the one way of writing that the tables are compared by."""
    return name.lower().translate(FOLDS)


def _table(name: str) -> tuple[tuple[str, ...], ...]:
    rows = read(Path(__file__).with_name(name))
    return tuple(tuple(dict.fromkeys(map(folded, names))) for names in rows)


def either(names: Iterable[str]) -> str:
    """An expression (in any case) for one of some folded names, the longest first. A full stop in a name wants it, or a comma, behind.

    Names with the same beginning share it: an expression tries every name by itself, and these are more than a hundred.
    """
    after: dict[str, list[str]] = {}
    for name in sorted(set(names)):
        after.setdefault(name[:1], []).append(name[1:])
    ways = [f"{_letter(letter)}{_rest(rests)}" for letter, rests in after.items() if letter]
    return "|".join(ways)


def _rest(rests: list[str]) -> str:
    """What follows the letters that some names share; the names that end there come last."""
    going = [rest for rest in rests if rest]
    if len(going) == 1 and len(rests) == 1:
        return "".join(map(_letter, going[0]))
    return f"(?:{either(going)})" + "?" * ("" in rests) if going else ""


def _letter(letter: str) -> str:
    return "(?=[.,])" if letter == "." else WAYS.get(letter, re.escape(letter))


_MONTHS, _SOLAR, _WEEKDAYS = _table("months.yml"), _table("months_solar.yml"), _table("weekdays.yml")
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
SOLAR_MONTHS = {name: number for number, names in enumerate(_SOLAR, 1) for name in names}
WEEKDAYS = {name.rstrip("."): number for number, names in enumerate(_WEEKDAYS) for name in names}
MONTH = either(MONTHS)
BARE_MONTH = either(name for name in MONTHS if name not in WORDS)
FOREIGN_MONTH = either(name for name in MONTHS if not ENGLISH.fullmatch(name))
# where the month stands first, as in English
LEADING_MONTH = either(name for name in MONTHS if name.isascii() and (ENGLISH.fullmatch(name) or len(name) > SHORT))
SOLAR_MONTH = either(SOLAR_MONTHS)
SOLAR_YEAR = r"(?:1[34]|[۱١][۳٣۴٤])\d\d"
WEEKDAY = either(name for names in _WEEKDAYS for name in names)
FULL_WEEKDAY = either(name for names in _WEEKDAYS for name in names if len(name) > SHORT)
# "Thursday, 12 October", "Donnerstag, den 12.", "الخميس، 12"
BEFORE = Expression(rf"(?<![\w\u200c])(?P<weekday>{WEEKDAY})\.?[,،]?\s+(?:(?:de[nm]|le|el|il|the) )?$", re.IGNORECASE)
# "21 Ocak 2018 Pazar", "12 октября 2017 г., четверг"; in "3 May 2017 Sunday Times" it is none
BEHIND = Expression(rf"(?: ?(?:года|г\.|року|р\.))?[,،]? ?\(?(?P<weekday>{FULL_WEEKDAY})(?=\)? ?(?:[\d,،.;:|•·)\]\n–—-]|$))", re.IGNORECASE)
NEAR = 24  # characters before a day in which its weekday stands


def month_of(name: str) -> int:
    """The number of a month that MONTH has matched."""
    return MONTHS[folded(name)]


def weekday_beside(text: str, start: int, end: int, begin: int, stop: int) -> int:
    """The weekday that stands beside a day, 0 is Monday; -1 where none does. The day lies from `start` to `end` of the text, and only
    what stands from `begin` to `stop` is looked at."""
    found = BEFORE.search(text, max(begin, start - NEAR), start) or BEHIND.match(text, end, stop)
    return WEEKDAYS[folded(found["weekday"])] if found else -1


def solar(year: int, month: int, day: int) -> date | None:
    """A day of the solar calendar in ours; None where there is none, or the year is not of those whose leap years are known."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    length = 31 if month <= LONG_MONTHS else 30 if month < 12 or _leap(year) else 29
    if not 1 <= day <= length:
        return None
    years = (year - EPOCH_YEAR) * 365 + sum(map(_leap, range(EPOCH_YEAR, year)))
    months = 31 * min(month - 1, LONG_MONTHS) + 30 * max(0, month - 1 - LONG_MONTHS)
    return EPOCH + timedelta(years + months + day - 1)


def _leap(year: int) -> bool:
    return year % 33 in LEAP
