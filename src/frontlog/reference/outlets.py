"""Outlets and agencies: whose voice they are."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from frontlog.model import suggest
from frontlog.reference.words import clean
from frontlog.reference.yamlfile import Checker, read

FILE = Path(__file__).with_name("outlets.yml")
LEANINGS = ("state", "party", "aligned", "opposition", "independent", "agency", "monitor")


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet. `actor` is whom it speaks for (an actor id, empty for nobody); `leaning` is one of LEANINGS."""

    name: str
    country: str
    leaning: str
    actor: str
    domains: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def speaks_for_party(self) -> bool:
        """Whether "our troops" in its reports are those of its country or party."""
        return self.leaning in {"state", "party"}

    @property
    def press_office(self) -> bool:
        """Whether it is a state's own office (a ministry, a command, a president) and no news agency that the state runs."""
        words = {word.lower() for name in (self.name, *self.names) for word in name.split()}
        labels = {label for domain in self.domains for label in domain.split(".")}
        return self.leaning == "state" and bool(labels & _OFFICES) and not words & {"agency", "news"}


# Labels of the domains of states' own offices.
_OFFICES = {"gov", "mil", "kremlin", "gouv", "gob", "mod", "mfa"}


class Outlets:
    """Outlets by name, spelling or domain."""

    def __init__(self, rows: tuple[Outlet, ...]) -> None:
        self.rows = rows
        self._names = {clean(name): row for row in reversed(rows) for name in (row.name, *row.names)}
        self._domains = {domain: row for row in rows for domain in row.domains}

    def find(self, name_or_domain: str) -> Outlet | None:
        """The outlet of that name, spelling, domain or address; None when it is not known."""
        known = self._names.get(clean(name_or_domain))
        if known:
            return known
        host = name_or_domain.lower().split("://")[-1].split("/")[0].split(":")[0]
        parts = host.split(".")
        return next((self._domains[d] for i in range(len(parts) - 1) if (d := ".".join(parts[i:])) in self._domains), None)


@cache
def load_outlets() -> Outlets:
    """The bundled table. Raises FrontlogError, naming the line, when a row is malformed."""
    check = Checker(FILE)
    rows = []
    for number, row in enumerate(read(FILE)["outlets"]):
        keys = ("outlets", number)
        check.need(keys, row, lambda r: isinstance(r, list) and len(r) == 6, "a list of six fields")
        name, country, leaning, actor, domains, names = row
        if leaning not in LEANINGS:
            raise check.fail(keys, f"there is no leaning '{leaning}'.", suggest(str(leaning), LEANINGS))
        rows.append(Outlet(name, country, leaning, actor, tuple(domains), tuple(names)))
    return Outlets(tuple(rows))
