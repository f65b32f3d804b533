"""What every state has without a row: a government, an army, police, ...; and which of its forces are part of which."""

from collections.abc import Iterable
from dataclasses import replace

from frontlog.model import quick
from frontlog.reference.actor_rows import Actor
from frontlog.reference.countries import Country, countries
from frontlog.reference.heads import TITLES

_NO_FORCES = frozenset({"PS", "EH", "VA", "MC"})  # governments without an army of their own
# "The army" of the registry is the armed forces of a state, "the security forces" are these and the police.
_PART_OF = {
    **dict.fromkeys(("air-force", "navy", "marines", "special-forces"), "army"),
    **dict.fromkeys(("army", "police", "federal-police", "national-guard", "border-guard"), "security-forces"),
}
_made = quick(Actor)

Rows = dict[str, Actor]
Organs = dict[tuple[str, str], list[str]]  # by country and role


def complete(given: Iterable[Actor]) -> tuple[Rows, Organs]:
    """The rows with those that every state has, and the organs of each."""
    rows = {actor.id: actor for actor in given}
    organs: Organs = {}
    for actor in rows.values():
        if actor.role and actor.country:
            organs.setdefault((actor.country, actor.role), []).append(actor.id)
    own = list(rows)
    for country in countries().values():
        _add(country, rows, organs)
    for id_ in own:
        rows[id_] = _placed(rows[id_], rows, organs)
    return rows, organs


def _add(country: Country, rows: Rows, organs: Organs) -> None:
    """Adds the government of a country, and the organs that have no row."""
    state = country.state
    if state not in rows:
        rows[state] = Actor(state, (country.name,), "state", "government", country.code, generated=True)
    governments = organs.setdefault((country.code, "government"), [])
    if state not in governments:
        governments.insert(0, state)  # without a day the lasting one is meant; `on` finds who stands in its place
    for role in () if country.code in _NO_FORCES else TITLES:
        if any(rows[known].end is None for known in organs.get((country.code, role), ())):
            continue
        id_ = f"{state}-{role}"
        name = f"{country.adjectives[0]} {TITLES[role]}"
        kind = "none" if role == "media" else "state"
        if id_ not in rows:
            above = _PART_OF.get(role, "")
            lasting = (known for known in organs.get((country.code, above), ()) if rows[known].end is None and rows[known].kind == "state")
            parents = (state, next(lasting, f"{state}-{above}")) if above else (state,)
            rows[id_] = _made(id_, (name,), kind, role, country.code, parents, {}, (), False, True, "", (), (), (), None, None)
        organs.setdefault((country.code, role), []).append(id_)


def _placed(actor: Actor, rows: Rows, organs: Organs) -> Actor:
    """The row with the force that it is part of as a further parent: an air force is part of the armed forces."""
    role = _PART_OF.get(actor.role, "") if actor.kind == "state" and actor.end is None else ""
    for id_ in organs.get((actor.country, role), ()) if role else ():
        if rows[id_].end is None and rows[id_].kind == "state" and actor.id not in _above(id_, rows):
            known = id_ in _above(actor.id, rows)
            return actor if known else replace(actor, parents=(*actor.parents, id_))
    return actor


def _above(id_: str, rows: Rows) -> list[str]:
    """An actor and all that it is part of."""
    out = [id_]
    for known in out:
        out += [parent for parent in (rows[known].parents if known in rows else ()) if parent not in out]
    return out
