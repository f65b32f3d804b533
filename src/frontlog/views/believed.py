"""What is believed of one place, day by day, told again from the effects of a log: for plots and for a day that is asked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from frontlog.control.heard import Heard, by_place
from frontlog.control.places import Place
from frontlog.control.stretches import Account
from frontlog.model import Claim, Copy, Decision, Document, Effect
from frontlog.views.rows import Rows

DAY = timedelta(days=1)
CONTESTED, UNKNOWN = "contested", "unknown"


@dataclass(frozen=True, slots=True)
class Tick:
    """A telling that counts: for whom, with what signed weight, on which days, and the sentence."""

    side: str
    kind: str
    weight: float
    start: date
    end: date
    outlet: str
    quote: str


@dataclass(frozen=True, slots=True)
class Believed:
    """The belief over one place: how likely each side, contested and unknown are on any day since it was first heard of."""

    place: Place
    names: Mapping[str, str]
    account: Account
    heard: Heard

    @property
    def first(self) -> date:
        """The first day of which something is said."""
        return self.account.belief.nodes[0]

    def shares(self, day: date) -> dict[str, float]:
        """Probability of each side, then contested and unknown, on a day: they sum to one. Empty before the first day."""
        if day < self.first:
            return {}
        return dict(zip((*self.account.belief.sides, CONTESTED, UNKNOWN), self.account.belief.at(day), strict=True))

    def name(self, state: str) -> str:
        """What a side is called; contested and unknown are called so."""
        return self.names.get(state) or state


def believed(rows: Rows, place: str) -> Believed | None:
    """Belief over the place of that id; None when no effect speaks of it."""
    for heard in by_place(rows(Effect), rows(Copy), rows(Decision), only=place):
        return Believed(heard.place, heard.names, Account.of(heard.signals, heard.params), heard)
    return None


def ticks(rows: Rows, found: Believed) -> Iterator[Tick]:
    """The tellings that the belief rests on, in order of time; those of copies and superseded versions are none."""
    claims = {claim.id: claim for claim in rows(Claim)}
    outlets = {document.id: document.outlet for document in rows(Document)}
    for signal in found.heard.signals:
        for part in signal.parts:
            effect, claim = part.effect, claims.get(part.effect.claim)
            quote = " ".join(claim.evidence.quote.split()) if claim else ""
            last = effect.end or effect.start
            yield Tick(effect.side, effect.kind, part.weight, effect.start, last, outlets.get(effect.document, ""), quote)


def last_day(rows: Rows) -> date | None:
    """The last day of which the log knows: of a publication, or of an effect where no report is dated."""
    dated = [d.published for d in rows(Document) if d.published]
    return max(dated, default=max((e.end or e.start for e in rows(Effect)), default=None))


def days(first: date, last: date, most: int, also: Sequence[date] = ()) -> list[date]:
    """Days from the first to the last, evenly thinned to about `most`, with those of `also` that lie between."""
    step = max(1, -(-((last - first).days + 1) // most))
    even = {first + timedelta(days=n) for n in range(0, (last - first).days + 1, step)}
    return sorted(even | {last} | {day for day in also if first <= day <= last})
