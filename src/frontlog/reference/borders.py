"""Land borders of countries: which two a phrase tells ("the Syria-Turkey border", "the border with Chad"), and about where they run.

The lines are in `borders.csv`, reckoned by `borders_make.py` from the places on both sides.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from frontlog.reference.countries import country_names, nationalities, neighbours
from frontlog.reference.expressions import Expression
from frontlog.reference.words import clean

FILE = Path(__file__).with_name("borders.csv")
_BORDER = r"(?:land\s+|shared\s+|common\s+|joint\s+)?(?:borders?|frontiers?|borderlands?|boundary)(?:\s+(?:area|region|zone|strip)s?)?\b"
_WORDS = ("border", "frontier", "boundary")  # each match holds one
_NAME = r"[A-Z][\w'’.]*(?:\s+[A-Z][\w'’.]*){0,3}"
_SIDE = r"(?:(?:north|south|east|west)\w*\s+)?"
_PAIRED = Expression(rf"\b({_NAME}(?:\s*[-–—/]\s*{_NAME})+)\s+{_BORDER}")
_WITH = Expression(rf"(?:\b({_NAME}?)(?:['’]s?)?\s+)?{_SIDE}{_BORDER}\s+with\s+(?:the\s+)?({_NAME})")
_BETWEEN = Expression(rf"\b{_BORDER}\s+(?:between|of)\s+(?:the\s+)?({_NAME})\s+and\s+(?:the\s+)?({_NAME})")
_NO_LINE = r"with|between|of|police|guards?|posts?|towns?|villages?|forces?|crossings?"
_ONE = Expression(rf"\b({_NAME}?)(?:['’]s?)?\s+{_BORDER}(?!\s+(?:{_NO_LINE}))")
_MARK = re.compile(r"\s*[-–—/]\s*")
_FRONTS = {
    "afghan": "AF",
    "anglo": "GB",
    "ethio": "ET",
    "franco": "FR",
    "indo": "IN",
    "irano": "IR",
    "pak": "PK",
    "russo": "RU",
    "sino": "CN",
}


@dataclass(frozen=True, slots=True)
class Border:
    """A border: the codes of its countries in the order of the table, its points, and how far to either side it may run, in kilometres."""

    a: str
    b: str
    line: tuple[tuple[float, float], ...]
    spread_km: float


@cache
def borders() -> Mapping[tuple[str, str], Border]:
    """All known land borders by the codes of their countries, the lesser code first."""
    with FILE.open(encoding="utf-8", newline="") as rows:
        known = (Border(row["a"], row["b"], tuple(_points(row["line"])), float(row["spread_km"])) for row in csv.DictReader(rows))
        return {(row.a, row.b): row for row in known}


def _points(text: str) -> Iterator[tuple[float, float]]:
    for point in text.split():
        lat, lon = point.split(",")
        yield float(lat), float(lon)


def border_told(before: str, text: str, after: str, near: Sequence[str]) -> Border | None:
    """The border that a mention is part of, in the words of its sentence. `near`: the countries spoken of, for "the border with X"."""
    window, start, end = before + text + after, len(before), len(before) + len(text)
    if not any(word in window for word in _WORDS):
        return None
    for pattern, read in ((_PAIRED, _of_pair), (_WITH, _of_with), (_BETWEEN, _of_between), (_ONE, _of_one)):
        for found in pattern.finditer(window):
            if found.start() < end and start < found.end() and (border := _known(read(found, near))):
                return border
    return None


def _known(codes: tuple[str, str]) -> Border | None:
    a, b = sorted(codes)
    return borders().get((a, b)) if a and a != b else None


def _of_pair(found: re.Match[str], near: Sequence[str]) -> tuple[str, str]:
    """ "Guinea-Bissau-Senegal": the mark between the two is the one that leaves countries on both sides."""
    said = found[1]
    for mark in _MARK.finditer(said):
        a, b = _country(said[: mark.start()]), _country(said[mark.end() :])
        if a and b:
            return a, b
    return "", ""


def _of_with(found: re.Match[str], near: Sequence[str]) -> tuple[str, str]:
    other = _country(found[2], front=True)
    home = _country(found[1] or "")
    return home or _beside(other, near), other


def _of_between(found: re.Match[str], near: Sequence[str]) -> tuple[str, str]:
    return _country(found[1]), _country(found[2], front=True)


def _of_one(found: re.Match[str], near: Sequence[str]) -> tuple[str, str]:
    one = _country(found[1])
    return one, _beside(one, near)


def _beside(one: str, near: Sequence[str]) -> str:
    """The first of the countries spoken of that borders on another."""
    return next((code for code in near if code in neighbours().get(one, frozenset())), "") if one else ""


def _country(words: str, front: bool = False) -> str:
    """The country of a name or adjective: the longest run at the end of the words, or at their front."""
    said = words.strip().split()
    for size in range(len(said), 0, -1):
        key = clean(" ".join(said[:size] if front else said[-size:])).removesuffix("'s")
        code = country_names().get(key) or nationalities().get(key) or _FRONTS.get(key, "")
        if code:
            return code
    return ""
