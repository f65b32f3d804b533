"""What was told of each place: its effects, whose they are, and the signals that they make together."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from operator import attrgetter

from frontlog.control.around import behind, marks_of
from frontlog.control.params import Params, behind_lines, load_params
from frontlog.control.places import Place, canonical, named
from frontlog.control.sides import Sides, register
from frontlog.control.voices import Signal, independent, signals
from frontlog.model import Copy, Decision, Effect, digest, edition


@dataclass(frozen=True)
class Heard:
    """What was told of one place. `told` are all of its effects, those of copies and old versions, too."""

    place: Place
    told: tuple[Effect, ...]
    names: Mapping[str, str]  # of the sides
    copies: Mapping[str, Copy]
    params: Params
    published: Mapping[str, date | None] = field(default_factory=dict)  # the days of its documents, where the layer asks for them
    basis: str = ""  # hash of all that the place's rows rest on

    @cached_property
    def signals(self) -> tuple[Signal, ...]:
        """What is said by independent voices, in order of time."""
        return tuple(signals(independent(self.told, self.copies), self.copies, self.params))

    def voice(self, document: str) -> str:
        """The origin group of a document."""
        return self.copies[document].origin_group if document in self.copies else document


def by_place(
    effects: Sequence[Effect],
    copies: Sequence[Copy],
    decisions: Sequence[Decision] = (),
    sides: Sides | None = None,
    only: str | None = None,
) -> Iterator[Heard]:
    """What was told of each place that can be one, in order of place id; with `only`, of the place of that id alone."""
    params = load_params()
    places = canonical(effects, params, decisions)
    told = _told(effects, places)
    marks = {one: marks_of(rows, params.days("near.days")) for one, rows in told.items()}
    yield from _heard(told, copies, places, behind(places, marks, params, only), sides, only)


def at_places(
    effects: Iterable[Effect], copies: Iterable[Copy], places: Mapping[str, Place], rear: Collection[str], sides: Sides | None = None
) -> Iterator[Heard]:
    """The same of some places, where it is known what stands for each id and what lies behind the lines: `effects` are all of theirs."""
    yield from _heard(_told(effects, places), copies, places, rear, sides)


def _told(effects: Iterable[Effect], places: Mapping[str, Place]) -> dict[str, list[Effect]]:
    told: dict[str, list[Effect]] = {}
    for effect in effects:
        told.setdefault(places[effect.place_id].id, []).append(effect)
    return told


def _heard(
    told: Mapping[str, Sequence[Effect]],
    copies: Iterable[Copy],
    places: Mapping[str, Place],
    rear: Collection[str],
    sides: Sides | None,
    only: str | None = None,
) -> Iterator[Heard]:
    params, register_ = load_params(), sides if sides is not None else register()
    by_document = {copy.id: copy for copy in copies}
    for key, rows in sorted(told.items()):
        place = places[key]
        if only not in (None, key) or not one_place(place):
            continue
        if any(effect.weight for effect in rows):
            ordered = tuple(sorted(rows, key=lambda one: one.id))
            yield Heard(place, ordered, _names(ordered, register_), by_document, behind_lines() if key in rear else params)


def one_place(place: Place) -> bool:
    """Whether it can be one. "The hills", "a large depot" are many places or none; their effects are kept, a row on a map would pretend to
    know one."""
    return place.located or named(place.name)


def slim(places: Sequence[Heard]) -> list[Heard]:
    """Places with the rows of copies that they need and no others, to be sent elsewhere."""
    wanted = {effect.document for heard in places for effect in heard.told}
    if not places:
        return []
    every, kept = places[0].copies, dict[str, Copy]()
    while wanted:
        found = {name: every[name] for name in wanted if name in every and name not in kept}
        kept.update(found)
        wanted = {row.version_of for row in found.values() if row.version_of}
    return [replace(heard, copies=kept) for heard in places]


def based(heard: Heard, published: Mapping[str, date | None], code: str) -> Heard:
    """With the days of its documents and the hash of all that the rows of the place rest on. `code` is the version of what makes them;
    without one there is no hash."""
    days = {name: published[name] for name in sorted({effect.document for effect in heard.told}) if name in published}
    if not code:
        return replace(heard, published=days)
    about = [(d, edition(d, heard.copies), heard.copies.get(d), published.get(d)) for d in sorted({e.document for e in heard.told})]
    names = sorted(heard.names.items())
    rear = heard.params is behind_lines()
    basis = digest(code, heard.place, rear, names, *map(repr, about), *(repr(_values(e)) for e in heard.told))[:16]
    return replace(heard, published=days, basis=basis)


_values = attrgetter(*(one.name for one in fields(Effect)))  # a tuple is written ten times as fast as a record


def _names(heard: Sequence[Effect], sides: Sides) -> dict[str, str]:
    """Names of the sides: the register's, or else the first name under which the side's main actor was told."""
    out: dict[str, str] = {}
    for effect in sorted(heard, key=lambda one: (one.actor != one.side, one.start, one.id)):
        if effect.side not in out:
            out[effect.side] = sides.name(effect.side) or effect.actor_name or effect.side
    return out
