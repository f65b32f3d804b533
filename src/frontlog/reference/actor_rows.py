"""The rows of `actors.yml` and of a user's own file, checked, as dataclasses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from frontlog.model import quick, suggest
from frontlog.reference.countries import countries
from frontlog.reference.yamlfile import Checker, read

# ACLED's kinds of actors, by its numbers (interaction code 0 to 8).
KINDS: Mapping[str, int] = {
    "none": 0,
    "state": 1,
    "rebel": 2,
    "political-militia": 3,
    "identity-militia": 4,
    "rioters": 5,
    "protesters": 6,
    "civilians": 7,
    "external": 8,
}
_KIND_OF_ROLE = {
    **dict.fromkeys(("person", "media", "monitor", "igo", "ngo", "opposition-politics"), "none"),
    "peacekeepers": "external",
    "people": "civilians",
    "protesters": "protesters",
    "rebels": "rebel",
}
# PLOVER's sectors of actors. Its manual leaves open which militias are PRM; here those that are not rebels.
SECTOR_OF_ROLE: Mapping[str, str] = {
    **dict.fromkeys(("government", "defence-ministry", "foreign-ministry", "interior-ministry", "health-ministry", "emergency"), "GOV"),
    **dict.fromkeys(("army", "air-force", "navy", "marines", "special-forces", "guard", "national-guard", "general-staff"), "MIL"),
    **dict.fromkeys(("security-forces", "border-guard", "coast-guard"), "MIL"),
    **dict.fromkeys(("police", "federal-police"), "COP"),
    **dict.fromkeys(("intelligence", "security-service"), "SPY"),
    **dict.fromkeys(("igo", "peacekeepers", "mission"), "IGO"),
    **dict.fromkeys(("people", "protesters"), "CVL"),
    **dict.fromkeys(("ngo", "monitor"), "NGO"),
    "parliament": "LEG",
    "media": "MED",
    "opposition-politics": "OPP",
}
SECTOR_OF_KIND: Mapping[str, str] = {
    "none": "",
    "state": "MIL",
    "rebel": "REB",
    "political-militia": "PRM",
    "identity-militia": "PRM",
    "rioters": "CVL",
    "protesters": "CVL",
    "civilians": "CVL",
    "external": "MIL",
}
SECTORS = ("GOV", "MIL", "COP", "SPY", "LEG", "JUD", "MED", "IGO", "NGO", "REB", "PRM", "CRM", "OPP", "PTY", "BUS", "CVL", "UAF")
WHAT = ("rebels", "jihadists", "separatists", "militias", "gangs")  # what bare words may ask for
FIELDS = (
    "id",
    "names",
    "role",
    "kind",
    "parents",
    "labels",
    "own",
    "camp",
    "camps",
    "holder",
    "country",
    "succeeds",
    "means",
    "sector",
    "from",
    "to",
)


@dataclass(frozen=True, slots=True)
class Camp:
    """Whose side an actor is on, in one country (empty: anywhere), from one day to another (both included, None open)."""

    camp: str
    country: str = ""
    start: date | None = None
    end: date | None = None

    def holds(self, country: str, day: date | None) -> bool:
        """Whether this row speaks of `country` and `day`; an unknown day is taken to be within."""
        if self.country and self.country != country:
            return False
        return day is None or ((self.start is None or self.start <= day) and (self.end is None or day <= self.end))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What bare words mean in a country for a time: "the rebels" there are this actor. `what` is rebels, jihadists, separatists, ..."""

    what: str
    country: str
    start: date | None = None
    end: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether it is so on a day; without a day, whether it is so still."""
        if day is None:
            return self.end is None
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who takes part in a war or speaks of it. `names[0]` is shown. `labels`: partisan words by country of the report."""

    id: str
    names: tuple[str, ...]
    kind: str = "none"
    role: str = ""
    country: str = ""
    parents: tuple[str, ...] = ()
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    camps: tuple[Camp, ...] = ()
    holder: bool = False
    generated: bool = False
    own_sector: str = ""
    means: tuple[Meaning, ...] = ()  # bare words that mean it
    own: tuple[str, ...] = ()  # names by which only it calls itself, those of somebody else for others
    succeeds: tuple[str, ...] = ()  # ids in whose place it stands
    start: date | None = None  # from this day on
    end: date | None = None  # until this day

    def exists(self, day: date | None) -> bool:
        """Whether it is there on a day; an unknown day is taken to be within."""
        return day is None or ((self.start is None or self.start <= day) and (self.end is None or day <= self.end))

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def native(self) -> tuple[str, ...]:
        """Its names in scripts other than Latin."""
        return tuple(n for n in self.names if any(ord(c) > 0x36F and c.isalpha() for c in n))

    @property
    def inter(self) -> int:
        """ACLED's number for the kind."""
        return KINDS[self.kind]

    @property
    def sector(self) -> str:
        """PLOVER's sector: the row's own, else by its role, else by its kind. Empty for persons: theirs is that of whom they speak for."""
        return self.own_sector or SECTOR_OF_ROLE.get(self.role) or ("" if self.role == "person" else SECTOR_OF_KIND[self.kind])


_made = quick(Actor)
Keys = tuple[str | int, ...]  # where in a file: country, number of the row, field


def read_actors(path: Path) -> dict[str, tuple[Keys, Actor]]:
    """The actors of a YAML file by id, each with its place in the file: a mapping from country code to rows, `people` for persons, or a
    plain list of rows.

    Raises FrontlogError naming the line of the first fault.
    """
    table = read(path)
    check = Checker(path)
    flat = isinstance(table, list)
    check.need((), {"": table} if flat else table, lambda t: isinstance(t, dict), "a list of actors, or actors by country")
    return {actor.id: (keys, actor) for keys, actor in _rows({"": table} if flat else table, check, flat)}


def check_parents(path: Path, rows: Mapping[str, tuple[Keys, Actor]], parents: Mapping[str, tuple[str, ...]]) -> None:
    """Raises FrontlogError, naming the line, for a row with an unknown parent or predecessor, or one that is part of itself.

    `parents` are those of every actor that there is, the rows' own included.
    """
    check = Checker(path)
    for keys, actor in rows.values():
        for name, ids in (("parents", actor.parents), ("succeeds", actor.succeeds)):
            unknown = next((id_ for id_ in ids if id_ not in parents), None)
            if unknown is not None:
                what = f"'{actor.id}' names '{unknown}' under {name}, which does not exist."
                raise check.fail((*keys, name), what, suggest(unknown, parents))
        chain = _back_to(actor.id, parents)
        if chain:
            raise check.fail((*keys, "parents"), f"'{actor.id}' is part of itself: {' < '.join(chain)}.", "Take one of these parents away.")


def _back_to(id_: str, parents: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The chain of parents that leads from an actor back to itself; empty when none does."""
    todo: list[tuple[str, ...]] = [(id_,)]
    seen: set[str] = set()
    while todo:
        chain = todo.pop()
        for parent in parents.get(chain[-1], ()):
            if parent == id_:
                return (*chain, id_)
            if parent not in seen:
                seen.add(parent)
                todo.append((*chain, parent))
    return ()


def _rows(table: Mapping[str, Any], check: Checker, flat: bool) -> Iterator[tuple[Keys, Actor]]:
    seen: set[str] = set()
    for country, rows in table.items():
        check.need((country,), rows, lambda r: isinstance(r, list), "a list of actors")
        for number, row in enumerate(rows):
            keys: Keys = (number,) if flat else (country, number)
            if isinstance(row, dict) and row.get("id") in seen:
                raise check.fail(keys, f"the id '{row['id']}' stands there a second time.", "Give every actor its own id.")
            actor = _actor(row, str(country), keys, check)
            seen.add(actor.id)
            yield keys, actor


def _actor(row: Any, country: str, keys: tuple[str | int, ...], check: Checker) -> Actor:
    check.need(keys, row, lambda r: isinstance(r, dict) and isinstance(r.get("id"), str), "a mapping with an id")
    for name in row:
        if name not in FIELDS:
            raise check.fail(keys, f"an actor has no field '{name}'.", suggest(str(name), FIELDS))
    names = row.get("names")
    check.need((*keys, "names"), names, _words, "a list of at least one name")
    role = "person" if country == "people" else str(row.get("role", ""))
    kind = str(row.get("kind") or _KIND_OF_ROLE.get(role, "state"))
    if kind not in KINDS:
        raise check.fail((*keys, "kind"), f"there is no kind '{kind}'.", suggest(kind, KINDS))
    sector = str(row.get("sector", ""))
    if sector and sector not in SECTORS:
        raise check.fail((*keys, "sector"), f"there is no sector '{sector}'.", suggest(sector, SECTORS))
    for name in ("parents", "succeeds"):
        check.need((*keys, name), row.get(name, []), lambda v: v == [] or _words(v), "a list of ids")
    check.need((*keys, "labels"), row.get("labels", {}), _labels, "words by country, as {SY: [word, word]}")
    check.need((*keys, "own"), row.get("own", []), lambda v: v == [] or _words(v), "a list of names")
    for name in ("camps", "means"):
        check.need((*keys, name), row.get(name, []), lambda v: isinstance(v, list), "a list of mappings")
    check.need((*keys, "holder"), row.get("holder", False), lambda v: isinstance(v, bool), "true or false")
    _check_days(keys, row, check)
    home = str(row.get("country", "" if country == "people" else country))
    if home and home not in countries():
        raise check.fail((*keys, "country") if "country" in row else keys, f"there is no country '{home}'.", suggest(home, countries()))
    return _made(
        id=row["id"],
        names=tuple(names),
        kind=kind,
        role=role,
        country=home,
        parents=tuple(row.get("parents", ())),
        labels={str(where): tuple(words) for where, words in row.get("labels", {}).items()},
        camps=tuple(_camps(row, keys, check)),
        holder=bool(row.get("holder", False)),
        generated=False,
        own_sector=sector,
        means=tuple(_meanings(row, country, keys, check)),
        own=tuple(row.get("own", ())),
        succeeds=tuple(row.get("succeeds", ())),
        start=row.get("from"),
        end=row.get("to"),
    )


def _camps(row: Mapping[str, Any], keys: tuple[str | int, ...], check: Checker) -> Iterator[Camp]:
    for number, part in enumerate(row.get("camps", ())):
        where = (*keys, "camps", number)
        check.need(where, part, lambda p: isinstance(p, dict) and isinstance(p.get("camp"), str), "a mapping with a camp")
        _check_days(where, part, check)
        yield Camp(part["camp"], str(part.get("country", "")), part.get("from"), part.get("to"))
    if isinstance(row.get("camp"), str):
        yield Camp(row["camp"])


def _meanings(row: Mapping[str, Any], country: str, keys: tuple[str | int, ...], check: Checker) -> Iterator[Meaning]:
    for number, part in enumerate(row.get("means", ())):
        where = (*keys, "means", number)
        check.need(
            where, part, lambda p: isinstance(p, dict) and p.get("what") in WHAT, f"a mapping whose `what` is one of {', '.join(WHAT)}"
        )
        _check_days(where, part, check)
        yield Meaning(part["what"], str(part.get("country", country)), part.get("from"), part.get("to"))


def _check_days(where: tuple[str | int, ...], part: Mapping[str, Any], check: Checker) -> None:
    for name in ("from", "to"):
        check.need((*where, name), part.get(name), _is_day, "a day such as 2024-12-08")
    if part.get("from") and part.get("to") and part["to"] < part["from"]:
        raise check.fail((*where, "to"), f"it ends ({part['to']}) before it begins ({part['from']}).", "Correct one of the two days.")


def _is_day(value: Any) -> bool:
    return value is None or (isinstance(value, date) and not isinstance(value, datetime))


def _labels(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(where, str) and _words(words) for where, words in value.items())


def _words(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, str) and v.strip() for v in value)
