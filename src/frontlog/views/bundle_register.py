"""What the shipped registers know of the actors, places and outlets of a record, for the page. Registers are opinions, and dated."""

from collections.abc import Iterable, Sequence
from typing import TypedDict

from frontlog.reference.actors import load_actors
from frontlog.reference.bundled import own, world
from frontlog.reference.lookalikes import warning
from frontlog.reference.outlets import load_outlets
from frontlog.views.bundle_shapes import CampShape, OutletShape
from frontlog.views.guide import day

MOST = 8  # other names of one actor or place: registers know dozens of spellings, which nobody reads


class Known(TypedDict):
    """The fields of an actor that the register fills."""

    names: list[str]
    kind: str
    country: str
    parents: list[str]
    camps: list[CampShape]
    first: str | None
    last: str | None


def actor(id_: str) -> Known:
    """What the register says of an actor; all empty for one that it does not have."""
    actors = load_actors()
    if id_ not in actors:
        return {"names": [], "kind": "", "country": "", "parents": [], "camps": [], "first": None, "last": None}
    row = actors.get(id_)
    camps: list[CampShape] = [{"camp": c.camp, "country": c.country, "first": day(c.start), "last": day(c.end)} for c in row.camps]
    return {
        "names": _few(row.names[1:], row.name),
        "kind": row.kind,
        "country": row.country,
        "parents": list(row.parents),
        "camps": camps,
        "first": day(row.start),
        "last": day(row.end),
    }


def actor_name(id_: str) -> str:
    """The usual name of an actor, such as one that is only quoted; empty when the register does not have it."""
    actors = load_actors()
    return actors.name(id_) if id_ in actors else ""


def place_names(id_: str, name: str, spellings: Sequence[str]) -> list[str]:
    """Other names of a place: as reports spell it, then as the gazetteer does, in other scripts first."""
    row = own().get(id_) or world().get(id_)
    found = [*spellings, *(row.names if row else ())]
    return _few(found, name)


def outlets(names: Iterable[str]) -> list[OutletShape]:
    """The outlets of a record by name."""
    register = load_outlets()
    out: list[OutletShape] = []
    found = sorted(set(names))
    for name in found:
        row = register.find(name) if name else None
        out.append(
            {
                "name": name,
                "leaning": row.leaning if row else "",
                "speaks_for": row.actor if row else "",
                "country": row.country if row else "",
                "warning": warning(name, found),
            }
        )
    return out


def _few(names: Iterable[str], but: str) -> list[str]:
    """Each name once, those in other scripts first; without words in small letters, which are no names but romanised keys."""
    unique = [n for n in dict.fromkeys(names) if n and n != but and not (n.islower() and n.isascii())]
    return sorted(unique, key=lambda n: not foreign(n))[:MOST]


def foreign(name: str) -> bool:
    """Whether a name is written in another script than the Latin one."""
    return any(ord(c) > 0x36F and c.isalpha() for c in name)
