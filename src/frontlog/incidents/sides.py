"""What this room asks of the registers of actors and outlets, and the narrow seam through which it asks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from frontlog.reference.actors import Actors, load_actors
from frontlog.reference.outlets import Outlets, load_outlets

KNOWN = 1 << 16  # answers about actors that are kept
SPEAKS = ("media", "monitor")  # roles of actors that are outlets themselves


class Sides(Protocol):
    """Who belongs to whom, and who speaks for whom. The registers answer; tests bring their own."""

    def ancestors(self, id_: str) -> Collection[str]:
        """The actor and everything that it is a part of."""

    def camp(self, id_: str, country: str = "", day: date | None = None) -> str:
        """Whose side the actor is on in a country on a day."""

    def name(self, id_: str) -> str:
        """The usual name of an actor; the id itself when it is unknown."""

    def speaker(self, outlet: str) -> str:
        """The actor that an outlet is, or speaks for; empty when it speaks for nobody."""


@dataclass(frozen=True, slots=True)
class Register:
    """The shipped registers."""

    actors: Actors
    outlets: Outlets

    def ancestors(self, id_: str) -> Collection[str]:
        """The actor and everything that it is a part of."""
        return _ancestors(self.actors, id_)

    def camp(self, id_: str, country: str = "", day: date | None = None) -> str:
        """Whose side the actor is on."""
        return _camp(self.actors, id_, country, day)

    def name(self, id_: str) -> str:
        """The usual name of an actor."""
        return self.actors.name(id_)

    def speaker(self, outlet: str) -> str:
        """State media and party media by their own actor if they have one, so that quoting them and reading them is one voice."""
        known = next((id_ for id_ in self.actors.find(outlet) if self.actors.get(id_).role in SPEAKS), "") if outlet else ""
        row = self.outlets.find(outlet) if outlet and not known else None
        return known or (row.actor if row and row.speaks_for_party else "")


@lru_cache(maxsize=KNOWN)
def _ancestors(actors: Actors, id_: str) -> Collection[str]:
    return actors.ancestors(id_)


@lru_cache(maxsize=KNOWN)
def _camp(actors: Actors, id_: str, country: str, day: date | None) -> str:
    return actors.camp(id_, country, day)


def register() -> Sides:
    """The shipped registers."""
    return Register(load_actors(), load_outlets())
