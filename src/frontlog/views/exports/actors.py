"""Actors as other data sets code them: ACLED's kinds, PLOVER's sectors, countries; for every id that a log names."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from frontlog.model import Claim, ControlState, Effect
from frontlog.reference.actor_rows import KINDS, Actor
from frontlog.reference.actors import load_actors
from frontlog.reference.country_codes import CountryCodes, country_codes
from frontlog.views.exports.source import columns, inside, listed
from frontlog.views.rows import Rows

CIVILIANS = "civilians"
PROVISIONAL = "x-"  # ids of those that the registry does not know
STATE_KINDS = ("state", "external")


@dataclass(frozen=True, slots=True)
class Party:
    """One actor of an incident. `inter` is ACLED's number, 0 where the registry does not know the actor; `country` its ISO code."""

    id: str
    name: str
    kind: str
    inter: int
    sector: str
    country: str
    known: bool
    parents: tuple[str, ...] = ()

    @property
    def codes(self) -> CountryCodes:
        return country_codes(self.country)


class Actors:
    """The actors of a log by id, with names from the registry, else from the words of the claims."""

    def __init__(self, names: dict[str, str]) -> None:
        self._registry = load_actors()
        self._names = names
        self._made: dict[str, Party] = {}

    def get(self, id_: str) -> Party:
        """The party of an id; one that nobody knows has its id as name and no code."""
        if id_ not in self._made:
            self._made[id_] = self._party(id_)
        return self._made[id_]

    def all(self, ids: Iterable[str]) -> list[Party]:
        return [self.get(id_) for id_ in ids]

    def registered(self, id_: str) -> Actor | None:
        """The row of the registry; None for an actor that it does not hold."""
        return self._registry.get(id_) if id_ in self._registry else None

    def knows(self, words: str) -> bool:
        """Whether the registry has a name of exactly these words."""
        return bool(self._registry.exact(words))

    def within(self, id_: str, whole: Iterable[str]) -> bool:
        """Whether an actor is one of some actors, or part of one."""
        return not set(self._registry.ancestors(id_)).isdisjoint(whole)

    def civilian(self, id_: str) -> bool:
        """Whether people who bear no arms are meant."""
        return self.get(id_).kind in (CIVILIANS, "protesters")

    def _party(self, id_: str) -> Party:
        actor = self.registered(id_)
        if actor is None:
            return Party(id_, self._names.get(id_) or id_.removeprefix(PROVISIONAL).replace("-", " "), "none", 0, "", "", False)
        return Party(id_, actor.name, actor.kind, KINDS[actor.kind], actor.sector, actor.country, True, actor.parents)


def kind_in(party: Party, country: str) -> str:
    """The kind of an actor in a country: forces of another state are external ones there."""
    return "external" if party.kind == "state" and party.country and country and party.country != country else party.kind


def actors_of(rows: Rows) -> Actors:
    """All actors of some rows. A name that claims use most stands for who is in no registry."""
    counted: dict[str, Counter[str]] = {}
    claims = columns(rows, Claim, ("agent", "target"))
    told = [ref for role in ("agent", "target") for row in inside(claims, role, ("id", "name", "text")) for ref in row]
    for kind, id_, name in ((ControlState, "holder", "holder_name"), (Effect, "actor", "actor_name")):
        table = columns(rows, kind, (id_, name))
        told += [(i, n, "") for i, n in zip(listed(table, id_), listed(table, name), strict=True)]
    for (key, name, text), times in Counter(told).items():
        if key:
            counted.setdefault(key, Counter())[" ".join((name or text).split())] += times
    return Actors({key: min(names.items(), key=lambda row: (not row[0], -row[1], row[0]))[0] for key, names in counted.items()})
