"""Unnamed sources: "local sources" are of nobody's side, "opposition sources" of the opposition's, "a source in the RSF" of the RSF's."""

import re
from collections.abc import Callable
from datetime import date

from frontlog.claims.actor_words import Words
from frontlog.reference.actor_names import role_of
from frontlog.reference.actors import Actors
from frontlog.reference.countries import seats
from frontlog.reference.words import clean

_HEADS = ("source", "sources")
_OF = re.compile(r"^(?:[\w-]+\s){0,4}sources?\s(?:in|from|within|inside|with|close\sto|near)\s(?:the\s)?((?:[A-Z]|army|police).*)$")
_OFFICIAL = frozenset({"security", "official"})
_OPPOSED = frozenset(
    {"opposition", "rebel", "rebels", "insurgent", "insurgents", "militant", "militants", "separatist", "jihadist", "resistance"}
)


class Informants:
    """Resolves such words for one document. `resolve` gives the id that other words have where these stand."""

    def __init__(self, actors: Actors, resolve: Callable[[str, Words], str], day: date | None = None) -> None:
        self.actors = actors
        self.resolve = resolve
        self.day = day

    def side(self, words: Words) -> str | None:
        """Whose they are: "" of nobody's, None where other rules know more."""
        of = _OF.search(words.text)
        if of is not None:
            found = "" if clean(of[1]) in seats() else self.resolve(of[1], words)  # sources in a capital are not its government's
            return found if found in self.actors else ""
        if words.head not in _HEADS or words.capitals:
            return None
        rest = words.plain[:-1]
        if clean(words.text).startswith("pro opposition ") or "pro rebel" in clean(words.text):
            return self.actors.meant(next(iter(words.countries), ""), "rebels", self.day)
        if set(rest) & _OPPOSED:
            return self.resolve(f"{' '.join(rest)} fighters", words)
        return None if any(role_of([word]) or word in _OFFICIAL or self.actors.find(word) for word in rest) else ""
