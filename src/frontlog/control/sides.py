"""Whose place it is when an actor has it: the side that would be named as the holder, by the register of actors."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from frontlog.reference.actors import Actors, load_actors
from frontlog.reference.outlets import Outlets, load_outlets

HOLDERS = {"state", "rebel", "political-militia", "identity-militia", "external"}  # kinds of actors that can hold a place


class Sides(Protocol):
    """What this room asks about actors. The register answers; tests and benchmarks bring their own."""

    def side(self, actor: str, country: str, day: date | None) -> str:
        """The main actor of the side that `actor` fights on in a country on a day; empty when it cannot hold a place."""

    def guest(self, actor: str, country: str) -> bool:
        """Whether the actor helps others in that country rather than fights for ground of its own."""

    def allied(self, a: str, b: str, country: str, day: date | None) -> bool:
        """Whether two sides fight together in a country on a day."""

    def name(self, actor: str) -> str:
        """The usual name of an actor."""

    def speaker(self, outlet: str) -> str:
        """The actor that an outlet speaks for; empty when it speaks for nobody."""


@dataclass(frozen=True, slots=True)
class Register:
    """The shipped registers, asked for sides."""

    actors: Actors
    outlets: Outlets

    def side(self, actor: str, country: str, day: date | None) -> str:
        """The actor's own side at home; abroad the side that it fights for there, such as the government that invited it."""
        if actor not in self.actors:
            return actor  # a provisional actor stands for itself
        own = self.actors.side_holder(actor)
        if self.actors.get(own).kind not in HOLDERS:
            return ""
        camp = self.actors.camp(own, country, day)
        main = camp if camp in self.actors else camp.removesuffix("-camp")
        if main in self.actors and (main in self.actors.ancestors(own) or self._abroad(own, country)):
            return main
        return own

    def guest(self, actor: str, country: str) -> bool:
        """External forces, and those of another country than the place's."""
        if actor not in self.actors:
            return False
        return self.actors.get(actor).kind == "external" or self._abroad(self.actors.side_holder(actor), country)

    def allied(self, a: str, b: str, country: str, day: date | None) -> bool:
        """The same side, or one of the same camp there."""
        return a == b or (a in self.actors and b in self.actors and self.actors.same_side(a, b, country, day))

    def name(self, actor: str) -> str:
        """The register's name; an unknown id names itself."""
        return self.actors.name(actor) if actor in self.actors else ""

    def speaker(self, outlet: str) -> str:
        """State media speak for their state, party media for their party."""
        row = self.outlets.find(outlet) if outlet else None
        return row.actor if row and row.speaks_for_party else ""

    def _abroad(self, actor: str, country: str) -> bool:
        home = self.actors.get(actor).country
        return bool(home and country and home != country)


def register() -> Sides:
    """The shipped registers."""
    return Register(load_actors(), load_outlets())
