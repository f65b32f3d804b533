"""What the questions of `compare` look at in a telling: values that can be keys, so that each is asked once for all that look alike."""

from datetime import date
from typing import NamedTuple

Words = frozenset[str]


class Days(NamedTuple):
    """When, whether the words say so, and whether it is a thing that a side does once."""

    start: date | None
    end: date | None
    said: bool
    once: bool
    state: bool = False  # what holds for long: "a town that they had held for years"
    again: bool = False  # whether the sentence tells of another one


class Parties(NamedTuple):
    """Who attacks and who defends with all that they are part of, and the camps of both."""

    attackers: frozenset[str]
    defenders: frozenset[str]
    camps: frozenset[str]
    loose: bool = False  # who lost men may be either: the roles say nothing
    leaves: str = ""  # of a place that is left: "people" without arms, or a "force"


class Said(NamedTuple):
    """Words of content of a sentence beside the names of its own places and sides, and these."""

    words: Words
    names: Words


class Source(NamedTuple):
    """Where a claim stands: its document, the offsets of its sentence, its type, whether that tells of several events, or points back."""

    document: str
    start: int
    end: int
    type: str
    again: bool
    resumes: bool = False  # in words that point back at an event of the same report
    dated: bool = True


class Toll(NamedTuple):
    """A loss without its words."""

    side: str
    kind: str
    min: int | None
    max: int | None
