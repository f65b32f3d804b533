"""Whom a report about a trial or a single attack names as the accused: "the suspect" and "the attacker" mean that person."""

import re
from collections import Counter
from dataclasses import dataclass

from frontlog.grammar.wordsets import word_set
from frontlog.reference.countries import nationalities
from frontlog.reference.expressions import Expression
from frontlog.reference.heads import GROUP_WORDS
from frontlog.reference.words import clean

ACCUSED = word_set("accused")
_ABOUT = Expression(r"\b(?:" + "|".join(sorted(ACCUSED)) + r")\b", re.IGNORECASE)
_WORD = r"[^\W\d_a-z][\w'’-]{0,30}\w"  # bounded: a word without an end must not cost its square
_NAME = rf"(?P<name>\b(?!(?:An?|The|On|In|At|But|And|He|She|His|Her|Judge|Police|Court)\b){_WORD}(?:\s+(?:(?:al|el)-)?{_WORD}){{1,3}})"
_DONE = r"(?:charged|accused|convicted|sentenced|jailed|indicted|arraigned|suspected|found guilty|remanded|arrested|extradited)"
_DID = (
    r"(?:pleaded|pled|opened fire|stabbed|gunned down|shot dead|confessed|admitted (?:to|killing|carrying)|"
    r"appeared (?:in|before|at)\b[^.;]{0,40}\b(?i:court|judge|tribunal|magistrates?)\b|"
    r"faces (?:trial|charges|life)|(?:did not apply|applied) for bail)"
)
_SAYS = (
    Expression(rf"\b(?:identified|named|identifying|naming)\b[^.;]{{0,60}}?\bas\s+(?:[\w-]+\s+){{0,3}}?{_NAME}"),
    Expression(
        rf"{_NAME}(?:,[^.;]{{1,60}},|\s\([^)]{{1,40}}\))?,?\s+(?:who\s)?"
        rf"(?:was|were|is|has been|had been|will be)\s(?:[a-z]+\s)?{_DONE}\b"
    ),
    Expression(rf"{_NAME}(?:,[^.;]{{1,60}},|\s\([^)]{{1,40}}\))?,?\s+(?:who\s|and\s)?(?:has\s|had\s|is\s)?{_DID}\b"),
    Expression(
        r"\b(?:jailed|sentenced|convicted|charged|indicted|arrested|extradited|(?:case|charges|trial|evidence|verdict) (?:against|of)|"
        rf"suspect|gunman|attacker|shooter|defendant|killer|murderer)\s+(?:[a-z\d-]+\s+){{0,2}}?{_NAME}"
    ),
    Expression(rf"\b{_NAME}\s+(?:to life|to death|to \w+ years)\b"),
)
_NO_NAME = GROUP_WORDS | word_set("no_person")


@dataclass(frozen=True, slots=True)
class Accused:
    """The name of one accused, and where the text says it first."""

    name: str
    start: int


def accused(text: str) -> Accused | None:
    """The person whom the text most often says was charged, arrested, tried, or identified as the attacker; None when there is none."""
    if not _ABOUT.search(text):
        return None
    said = (_bare(found["name"]) for pattern in _SAYS for found in pattern.finditer(text))
    names: Counter[str] = Counter(name for name in said if " " in name and not set(clean(name).split()) & _NO_NAME)
    if not names:
        return None
    most = max(names.values())
    name = min((name for name, count in names.items() if count == most), key=text.find)
    return Accused(name, text.find(name))


def _bare(name: str) -> str:
    """A name without the nationality before it."""
    words = name.split()
    return " ".join(words[1:] if clean(words[0]) in nationalities() else words)
