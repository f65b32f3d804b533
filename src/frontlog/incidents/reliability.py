"""The Admiralty letter of a voice, learned from the log: how much of what it told stood up later, where that could be judged."""

from collections import Counter
from collections.abc import Collection, Iterable

from frontlog.incidents.belief_table import BeliefTable

RIGHT, WRONG = "confirmed", "discounted"
TOLD = ("actual", "failed")


def letters(judged: Iterable[tuple[Collection[str], str]], table: BeliefTable) -> dict[str, str]:
    """Letters by voice. `judged` are events: the voices that tell it as a fact, those aside that only prove themselves, and its grade."""
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for voices, grade in judged:
        if grade in (RIGHT, WRONG):
            seen.update(voices)
            right.update(voices if grade == RIGHT else ())
    return {voice: table.letter(right[voice], seen[voice]) for voice in sorted(seen)}


def best_letter(found: Iterable[str]) -> str:
    """The best of some letters; F without any."""
    return min((letter for letter in found if letter), default="F")
