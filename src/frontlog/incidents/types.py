"""Claim types as events see them (groups.yml): which may be one event, which are near, who attacks and who would concede."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from frontlog.reference.yamlfile import parse


@dataclass(frozen=True, slots=True)
class Types:
    """The tables of groups.yml, turned so that a type can be looked up."""

    groups: Mapping[str, tuple[str, ...]]  # type -> its groups
    levels: Mapping[tuple[str, str], str]  # near and kin, both ways round
    roles: Mapping[str, str]
    concedes: Mapping[str, str]

    def of(self, kind: str) -> tuple[str, ...]:
        """The groups of a type; a type that the table does not know is a group of its own."""
        return self.groups.get(kind, (kind,))

    def force(self, kind: str) -> bool:
        """Whether it is a matter of force: who does such things is a party of the war."""
        return "force" in self.of(kind)

    def level(self, a: str, b: str) -> str:
        """same, near, kin or far."""
        return "same" if a == b else self.levels.get((a, b), "far")


@cache
def load_types() -> Types:
    """The shipped tables."""
    data = parse((files("frontlog.incidents") / "groups.yml").read_text(encoding="utf-8"))
    groups: dict[str, list[str]] = {}
    for group, kinds in data["groups"].items():
        for kind in kinds:
            groups.setdefault(kind, []).append(group)
    return Types(
        groups={kind: tuple(found) for kind, found in groups.items()},
        levels={pair: level for level in ("kin", "near") for a, b in data[level] for pair in ((a, b), (b, a))},
        roles=data["roles"],
        concedes=data["concedes"],
    )
