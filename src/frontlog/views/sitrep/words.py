"""The words of a situation report: days, ranges, kinds of losses, and names of any script beside each other."""

import unicodedata
from collections.abc import Sequence
from datetime import date

from frontlog.reference.lookalikes import visible

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
KINDS = {
    "killed": "killed",
    "wounded": "wounded",
    "killed_or_wounded": "killed or wounded",
    "captured": "captured",
    "surrendered": "surrendered",
    "defected": "defected",
}
STATES = {"held": "held", "contested": "contested", "besieged": "besieged", "unknown": "no longer known"}
RIGHT = frozenset({"R", "AL"})
JOINERS = "\u200c\u200d"  # letters of Persian and of Indian scripts hang on them
ISOLATE, END = "\u2068", "\u2069"


def day(when: date) -> str:
    """12 October 2017, in English wherever it is printed."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def days(first: date | None, last: date | None) -> str:
    """A day or a stretch of days in words; empty when neither end is known."""
    if first is None and last is None:
        return ""
    if first is None or last is None:
        return f"from {day(first)} on" if first else f"up to {day(last)}" if last else ""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def amount(low: int | None, high: int | None) -> str:
    """12, 12 to 17, at least 12, up to 17; "not stated" when nothing bounds it."""
    if low is None and high is None:
        return "not stated"
    if high is None:
        return f"at least {low:,}"
    if low is None:
        return f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def shown(text: str) -> str:
    """Words of a report or a name on one line, without characters that steer a text or cannot be printed."""
    kept = (c if c.isprintable() or c in JOINERS else " " for c in text)
    return " ".join("".join(kept).split())


def name(text: str) -> str:
    """A name inside an English sentence: one written from right to left must not pull its neighbours along."""
    clean = shown(text)
    return f"{ISOLATE}{clean}{END}" if any(unicodedata.bidirectional(c) in RIGHT for c in clean) else clean


def quoted(text: str) -> str:
    """Words of a report between quotation marks: signs that nobody sees or that turn others are shown by their numbers."""
    return name(visible(text))


def listed(names: Sequence[str], most: int = 4) -> str:
    """A, B and C; of more than `most` the first ones and how many others."""
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} others"]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def plural(count: int, one: str) -> str:
    """1 voice, 2 voices."""
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def upper(text: str) -> str:
    """With a capital at its beginning."""
    return text[:1].upper() + text[1:]
