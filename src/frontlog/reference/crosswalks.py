"""Other people's coding schemes for our types of claims, from crosswalks.yml: ACLED, PLOVER, CAMEO, UCDP."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from frontlog.model import suggest
from frontlog.reference.actor_rows import KINDS
from frontlog.reference.claim_types import claim_types
from frontlog.reference.yamlfile import Checker, read

FILE = Path(__file__).with_name("crosswalks.yml")
CONDITIONS = ("words", "agent", "target", "modality")
DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Riots": "Demonstrations",
    "Protests": "Demonstrations",
    "Strategic developments": "Strategic developments",
}


@dataclass(frozen=True, slots=True)
class Acled:
    """ACLED's words for it; no event where ACLED has none."""

    event: str
    sub_event: str
    why: str

    def __bool__(self) -> bool:
        return bool(self.event)

    @property
    def disorder(self) -> str:
        return DISORDER[self.event] if self.event else ""


@dataclass(frozen=True, slots=True)
class Plover:
    """PLOVER's words for it; no event where it has none."""

    event: str
    mode: str
    contexts: tuple[str, ...]
    quad: int
    scale: float
    why: str

    def __bool__(self) -> bool:
        return bool(self.event)


@dataclass(frozen=True, slots=True)
class Cameo:
    """CAMEO's code for it; empty where it has none."""

    code: str
    why: str

    def __bool__(self) -> bool:
        return bool(self.code)


@dataclass(frozen=True, slots=True)
class Ucdp:
    """Whether deaths in it count as organised violence."""

    counts: bool
    why: str

    def __bool__(self) -> bool:
        return self.counts


@dataclass(frozen=True, slots=True)
class Coding:
    """One type of event in all four schemes."""

    acled: Acled
    plover: Plover
    cameo: Cameo
    ucdp: Ucdp


@dataclass(frozen=True, slots=True)
class _When:
    """A condition of a variant; what it does not name is not asked."""

    words: re.Pattern[str] | None
    agent: frozenset[str]
    target: frozenset[str]
    modality: frozenset[str]

    def fits(self, words: str, agents: Iterable[str], targets: Iterable[str], modality: str) -> bool:
        return (
            (self.words is None or bool(self.words.search(words)))
            and (not self.agent or not self.agent.isdisjoint(agents))
            and (not self.target or not self.target.isdisjoint(targets))
            and (not self.modality or modality in self.modality)
        )


SCHEMES: Mapping[str, Any] = {"acled": Acled, "plover": Plover, "cameo": Cameo, "ucdp": Ucdp}


def code(type_: str, words: str = "", agents: Sequence[str] = (), targets: Sequence[str] = (), modality: str = "actual") -> Coding:
    """The codes of an event. `words` are what the reports call it, in lower case; `agents` and `targets` kinds of actors."""
    plain, variants = crosswalks()[type_]
    return next((coding for when, coding in variants if when.fits(words, agents, targets, modality)), plain)


@cache
def crosswalks() -> dict[str, tuple[Coding, tuple[tuple[_When, Coding], ...]]]:
    """The table by type of claim. Raises FrontlogError, naming the line, when a row is malformed or a type is missing."""
    return read_crosswalks(FILE)


def read_crosswalks(path: Path) -> dict[str, tuple[Coding, tuple[tuple[_When, Coding], ...]]]:
    """A table of crosswalks."""
    table = read(path)
    check = Checker(path)
    check.need(("file",), table, lambda t: isinstance(t, dict), "types of claims with their codes")
    for name in table:
        if name not in claim_types():
            raise check.fail((name,), f"there is no type of claim '{name}'.", suggest(str(name), claim_types()))
    missing = [name for name in claim_types() if name not in table]
    check.need(
        ("file",), missing, lambda m: not m, f"a table with every type; {', '.join(missing[:3])} are missing" if missing else "whole"
    )
    out = {}
    for name, row in table.items():
        plain = {scheme: _codes(row.get(scheme), scheme, (name, scheme), check) for scheme in SCHEMES}
        variants = []
        for number, variant in enumerate(row.get("variants", ())):
            keys = (name, "variants", number)
            own = {s: _codes(variant[s], s, (*keys, s), check) for s in SCHEMES if s in variant}
            variants.append((_when(variant.get("when"), (*keys, "when"), check), Coding(**{**plain, **own})))
        out[name] = (Coding(**plain), tuple(variants))
    return out


def _codes(row: Any, scheme: str, keys: tuple[str | int, ...], check: Checker) -> Any:
    kind = SCHEMES[scheme]
    fields = kind.__slots__
    check.need(keys, row, lambda r: isinstance(r, dict) and set(r) == set(fields), f"a mapping of {', '.join(fields)}")
    check.need((*keys, "why"), row["why"], lambda w: isinstance(w, str) and len(w) > 3, "a reason")
    if scheme == "acled":
        check.need((*keys, "event"), row["event"], lambda e: not e or e in DISORDER, f"empty or one of {', '.join(DISORDER)}")
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()})


def _when(row: Any, keys: tuple[str | int, ...], check: Checker) -> _When:
    check.need(keys, row, lambda r: isinstance(r, dict) and bool(r) and set(r) <= set(CONDITIONS), f"some of {', '.join(CONDITIONS)}")
    for name in ("agent", "target"):
        for kind in row.get(name, ()):
            if kind not in KINDS:
                raise check.fail((*keys, name), f"there is no kind of actor '{kind}'.", suggest(kind, KINDS))
    words = row.get("words", ())
    found = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in words) + r")(?!\w)") if words else None
    return _When(found, *(frozenset(row.get(name, ())) for name in ("agent", "target", "modality")))
