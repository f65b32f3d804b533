"""Claims of a report without a date beside those of dated reports: which tell of one event, how surely, and what that says of the day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from frontlog.incidents.compare import DONE, LARGE, levels
from frontlog.incidents.dating.lags import Lags, fits, lags, names_day
from frontlog.incidents.dating.table import Table
from frontlog.incidents.spelling import proper_words
from frontlog.incidents.telling import Telling
from frontlog.incidents.types import Types
from frontlog.model import Claim, Fellow
from frontlog.reference.placenames import skeleton

DAY = timedelta(days=1)
MUST = ("type", "place", "actors", "modality")  # questions of which an answer that the table does not name is a no
Event = tuple[str, str]  # place and type: tellings of one are told twice, and count once


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims that may tell of one event, with the chance of each day of publication if they do."""

    mine: Event
    other: Event
    fellow: Fellow
    days: Mapping[date, float]
    marked: bool  # whether they share what hardly two events do: a large toll, a name, or a person called them one


class Dated:
    """Claims of dated reports, found by place and kind."""

    def __init__(self, tellings: Iterable[Telling], types: Types, table: Table) -> None:
        self._types, self._table = types, table
        self._by_place: dict[str, list[Telling]] = defaultdict(list)
        for one in sorted(tellings, key=lambda t: t.claim.id):
            if narrow(one.claim, table):
                for key in place_keys(one.claim):
                    self._by_place[key].append(one)

    def fellows(self, telling: Telling) -> Sequence[Telling]:
        """The dated claims that are worth a comparison: of like kind about the same place."""
        found = {
            other.claim.id: other
            for key in place_keys(telling.claim)
            for other in self._by_place.get(key, ())
            if self._types.level(telling.claim.type, other.claim.type) in self._table.level["type"]
        }
        rows = list(found.values())
        return rows if len(rows) <= self._table.days("crowd") else [one for one in rows if _marked(telling, one)]


def narrow(claim: Claim, table: Table) -> bool:
    """Whether a claim tells of something that happened in a few days."""
    start, end = claim.time.start, claim.time.end
    if start is None or end is None or claim.modality not in DONE or claim.type not in table.rare:
        return False
    return 0 <= (end - start).days < table.days("window")


def usable(claim: Claim, table: Table) -> bool:
    """Whether a claim of a report without a date may tell when that was."""
    return claim.modality in DONE and claim.type in table.rare and bool(claim.place) and lags(claim.time, table) is not None


def place_keys(claim: Claim) -> Iterator[str]:
    """What claims about one place share: its id, or the consonants of its name."""
    for place in claim.place:
        yield place.id
        if alike := skeleton(place.name or place.text):
            yield f"~{alike}"


def pairs(mine: Sequence[Telling], dated: Dated, ruled: Mapping[tuple[str, str], str], types: Types, table: Table) -> list[Pair]:
    """All pairs of a report's claims with dated ones that speak for some day. `ruled` are people's verdicts on pairs of claims."""
    return [
        pair
        for one in mine
        if (late := lags(one.claim.time, table)) is not None
        for other in dated.fellows(one)
        if (pair := _pair(one, other, late, ruled, types, table)) is not None
    ]


def _pair(one: Telling, other: Telling, late: Lags, ruled: Mapping[tuple[str, str], str], types: Types, table: Table) -> Pair | None:
    verdict = ruled.get((min(one.claim.id, other.claim.id), max(one.claim.id, other.claim.id)), "")
    days = published(one.claim, other.claim, late)
    found = levels(one, other, types)
    same = verdict == "same"
    if verdict == "different" or not days or not (same or _agree(found, table)):
        return None
    rare = max(table.rare[one.claim.type], table.rare[other.claim.type])
    weight = min(rare, table["beside"]) if found["place"] == "around" else rare
    weight += sum(rows.get(found.get(name, ""), 0.0) for name, rows in table.level.items())
    if names_day(one.claim.time) and other.claim.time.text:
        weight += table["same_day"]
    weight = max(weight, table["ruled"]) if same else min(weight, table["most"])
    if weight <= 0:
        return None
    words = ", ".join(f"{name} {found[name].replace('_', ' ')}" for name in table.level if found.get(name) in table.level[name])
    marked = same or any(found.get(name) in rows for name, rows in table.mark.items())
    fellow = Fellow(one.claim.id, other.claim.id, other.claim.document, round(weight, 2), "decided: same" if same else words)
    return Pair(_event(one.claim), _event(other.claim), fellow, days, marked)


def _agree(found: Mapping[str, str], table: Table) -> bool:
    """Whether nothing that must be answered speaks against one event."""
    return all(found.get(name, "") in table.level[name] for name in MUST)


def published(mine: Claim, other: Claim, late: Lags) -> dict[date, float]:
    """The chance of each day of publication, if the two tell of one event: the days that the other gives it, each so much later."""
    start, end = other.time.start, other.time.end
    if start is None or end is None:
        return {}
    span = (end - start).days + 1
    out: dict[date, float] = {}
    for day in (start + n * DAY for n in range(span)):
        if fits(mine.time, day):
            for lag, share in late.items():
                out[day + lag * DAY] = out.get(day + lag * DAY, 0.0) + share / span
    return out


def _event(claim: Claim) -> Event:
    return (claim.place[0].id if claim.place else ""), claim.type


def _marked(one: Telling, other: Telling) -> bool:
    """Whether two claims share a large toll or a name."""
    tolls = {(x.kind, x.min) for x in one.claim.losses if (x.min or 0) >= LARGE} & {(x.kind, x.min) for x in other.claim.losses}
    return bool(tolls) or bool(
        (proper_words(one.claim.evidence.quote) - one.names) & (proper_words(other.claim.evidence.quote) - other.names)
    )
