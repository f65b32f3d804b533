"""Leave one source out: what becomes of grades, beliefs and tolls without the voice of an outlet or of a camp. The events stay as they were
linked; nothing of it is stored."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from frontlog.incidents.account import draft, weighed
from frontlog.incidents.sides import Sides, register
from frontlog.incidents.telling import Telling, tellings
from frontlog.incidents.types import load_types
from frontlog.incidents.voices import Report
from frontlog.model import Claim, Copy, FrontlogError, Incident, suggest
from frontlog.reference.words import clean

CAMP = "camp:"  # before the id of a camp: all voices that speak for it


@dataclass(frozen=True, slots=True)
class Left:
    """An incident, and what is left of it: None when nobody else tells of it."""

    incident: Incident
    rest: Incident | None


def without(
    incidents: Sequence[Incident],
    claims: Sequence[Claim],
    copies: Sequence[Copy],
    documents: Sequence[Report],
    leave: Sequence[str],
    sides: Sides | None = None,
) -> Iterator[Left]:
    """Every incident without the voices `leave`: outlets by name, with whoever copies or quotes them, and camps as `camp:ID`.

    Raises FrontlogError when nobody in the log speaks for one of them.
    """
    sides, types = sides if sides is not None else register(), load_types()
    told = tellings(claims, {c.id: c for c in copies}, {d.id: d for d in documents}, sides, types)
    of = {member: telling for telling in told for member in telling.members}
    gone = _gone(told, leave, sides)
    groups = {row.id: _group(row, of) for row in incidents}
    rest = {id_: left for id_, group in groups.items() if (left := [t for t in group if not gone(t)])}
    found = weighed([draft(id_, group, [], sides, types) for id_, group in rest.items()])
    now = dict(zip(rest, found, strict=True))
    yield from (Left(row, now.get(row.id)) for row in incidents)


def _group(row: Incident, of: Mapping[str, Telling]) -> list[Telling]:
    return list({of[claim].id: of[claim] for claim in row.claims if claim in of}.values())


def _gone(told: Sequence[Telling], leave: Sequence[str], sides: Sides) -> Callable[[Telling], bool]:
    """Whether a telling has one of the voices that are left out."""
    voices: set[str] = set()
    outlets: set[str] = set()
    camps: set[str] = set()
    for name in leave:
        if name.startswith(CAMP):
            camps.add(name.removeprefix(CAMP))
            continue
        outlets.add(clean(name))
        voices |= {f"outlet:{name.lower()}", f"source:{sides.speaker(name)}"} - {"source:"}

    def test(telling: Telling) -> bool:
        return telling.camp in camps or telling.voice in voices or clean(telling.outlet) in outlets

    _check(told, leave, sides)
    return test


def _check(told: Sequence[Telling], leave: Sequence[str], sides: Sides) -> None:
    outlets = {clean(t.outlet): t.outlet for t in told if t.outlet}
    camps = {t.camp for t in told if t.camp}
    spoken = {t.voice for t in told}
    for name in leave:
        if name.startswith(CAMP):
            if name.removeprefix(CAMP) not in camps:
                raise FrontlogError(
                    f"Nobody in this log speaks for the camp '{name.removeprefix(CAMP)}'.", suggest(name, [CAMP + camp for camp in camps])
                )
        elif clean(name) not in outlets and f"source:{sides.speaker(name)}" not in spoken:
            raise FrontlogError(f"No claim of this log is told by '{name}'.", suggest(name, outlets.values()))
