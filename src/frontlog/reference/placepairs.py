"""Places told by two others: "between A and B", "halfway from A to B", "the A-B road", "the road that links A with B"."""

import re
from dataclasses import dataclass

from frontlog.reference.expressions import Expression

_WAY = (
    r"road|roads|highway|motorway|route|railway|rail line|railway line|line|track|corridor|axis|supply line|supply route|pipeline|street|"
    r"border road"
)
_HALF = r"half[\s-]?way|midway|mid-way"
_SOMEWHERE = (
    r"somewhere|roughly|about|approximately|the|an?|areas?|point|stretch|located|situated|lying|territory|positions|region|zone|on|in|at"
)
# What is whole a phrase comes with one space between its words, so that long stretches of space are not tried in all ways.
_FILL = rf"(?:(?:{_SOMEWHERE})\s)*"
_BETWEEN = Expression(rf"^{_FILL}(?:({_HALF})\s)?(?:between|from)\s(?:the\s)?(.+?)\s(?:and|to)\s(?:the\s)?(.+)$")
_WAY_OF = Expression(
    rf"\b(?i:{_WAY})\s(?:(?:which|that)\s)?(?:\w+ing\s)?(?:between|from|linking|connecting|links|connects|joining|joins|leading from)\s"
    r"(?:the\s)?(.+?)\s(?:and|to|with|towards?)\s(?:the\s)?(.+)$"
)
_PAIRED = Expression(
    r"^(?:(?:on|along|off|near|across|over)\s)?(?:the\s)?(?:(?:main|old|new|international|strategic|desert|coastal|vital|key|closed)\s)*"
    rf"(.+?)\s(?:(?:main|international|desert|coastal|military|strategic|old|new|supply|rail)\s)?(?:{_WAY})\b"
)
_MARK = re.compile(r"\s*[–—]\s*|\s*/\s*|\s+to\s+|\s+-\s+|-")
_CAPITAL = r"(?:(?:al|el|as|ash|ad|ar|at|an|az|es|ez|ed|er)[-\s])?[A-ZÀ-ÞĀ-ŽḀ-ỿ][\w’'ʿ`]*(?:-[\w’'ʿ`]+)*"
_NAMES = rf"(?:the\s+)?(?:(?:towns?|city|cities|villages?)\s+of\s+)?{_CAPITAL}(?:\s+{_CAPITAL}){{0,3}}"
_NEAR_BETWEEN = Expression(rf"(?:\b({_HALF})\s+)?\bbetween\s+({_NAMES})\s+and\s+({_NAMES})")
_NEAR_WAY = Expression(
    rf"\b(?i:{_WAY})\s+(?:\w+ing\s+)?(?:between|from|linking|connecting|joining)\s+({_NAMES})\s+(?:and|to|with|towards?)\s+({_NAMES})"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places that tell a third. `form`: between, halfway, or way (a road with all between its ends); `ends` are the readings that the
    words allow, since a name may hold the mark that stands between two."""

    form: str
    ends: tuple[tuple[str, str], ...]


def pair(text: str) -> Pair | None:
    """The two places of a phrase that is nothing but such an expression."""
    words = " ".join(text.split()).strip(" ,.;:")
    way = _WAY_OF.search(words)
    if way:
        return Pair("way", ((way[1], way[2]),))
    between = _BETWEEN.match(words)
    if between and (between[1] or " between " in f" {words[: between.start(2)]}"):
        return Pair("halfway" if between[1] else "between", ((between[2], between[3]),))
    paired = _PAIRED.match(words)
    ends = (
        tuple(
            (left, right)
            for mark in _MARK.finditer(paired[1])
            if (left := paired[1][: mark.start()].strip()) and (right := paired[1][mark.end() :].strip())
            if re.search(r"[A-Z]", left) and re.search(r"[A-Z]", right)
        )
        if paired
        else ()
    )
    return Pair("way", ends) if ends else None


def pair_around(before: str, text: str, after: str, between: bool) -> Pair | None:
    """The two places of an expression that a mention is part of, in the words of its sentence; plain "between" only where asked for, since
    fights are between sides."""
    window, start, end = before + text + after, len(before), len(before) + len(text)
    for pattern, form in ((_NEAR_WAY, "way"), (_NEAR_BETWEEN, "between")):
        for found in pattern.finditer(window):
            if found.start() < end and start < found.end() and (form == "way" or between or found.start() >= start):
                if form == "way":
                    return Pair("way", ((found[1], found[2]),))
                return Pair("halfway" if found[1] else "between", ((found[2], found[3]),))
    return None
