"""Stage `control.known`: the filtered layer. What a reader of every report published until a day could say of that day.

Reads Effect, Copy, Document; writes KnownState. A report without a day of publication is known from the last day that it speaks of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from frontlog.control.params import Params
from frontlog.control.sides import Sides
from frontlog.control.stretches import DAY, Account, Judged, Stretch, joined
from frontlog.control.timeline import Heard, by_place, state
from frontlog.control.voices import Signal, independent, signals
from frontlog.model import Copy, Document, Effect, KnownState, Origin

ORIGIN = Origin("control.known", "1")


@dataclass(frozen=True, slots=True)
class Edition:
    """What was known of a place from one publication to the next (excluded, None: no further one)."""

    start: date
    end: date | None
    effects: tuple[Effect, ...]
    signals: tuple[Signal, ...]


def known(
    effects: Sequence[Effect], copies: Sequence[Copy], documents: Sequence[Document], sides: Sides | None = None
) -> Iterator[KnownState]:
    """Intervals of every place, in order of place and time. A place has none before its first report was published."""
    published = {document.id: document.published for document in documents}
    by_document = {copy.id: copy for copy in copies}
    for heard in by_place(effects, copies, sides):
        for edition in editions(heard, published, by_document):
            told = replace(heard, effects=edition.effects, signals=edition.signals)
            for stretch in _stretches(edition, heard.params):
                yield replace(state(KnownState, told, stretch, ORIGIN), known=edition.start)


def editions(heard: Heard, published: dict[str, date | None], copies: dict[str, Copy]) -> Iterator[Edition]:
    """The signals as they stood after each day of publication."""
    days = {effect.id: published.get(effect.document) or effect.end or effect.start for effect in heard.told}
    steps = sorted(set(days.values()))
    for number, start in enumerate(steps):
        until = independent([effect for effect in heard.told if days[effect.id] <= start], copies)
        found = signals(until, copies, heard.params)
        if found:
            yield Edition(start, steps[number + 1] if number + 1 < len(steps) else None, tuple(until), tuple(found))


def _stretches(edition: Edition, params: Params) -> list[Stretch]:
    """What is said of the days of an edition. Of days before its first evidence nothing is said."""
    account = Account.of(edition.signals, params)
    first = max(edition.start, account.belief.nodes[0])
    if edition.end is not None and first >= edition.end:
        return []
    last = edition.end - DAY if edition.end else max(first, account.belief.nodes[-1]) + timedelta(days=params.days("report.horizon"))
    samples = account.samples(first, last)
    if edition.end is None:
        samples = _settled(samples)
    return joined(samples, edition.end)


def _settled(samples: list[tuple[date, Judged]]) -> list[tuple[date, Judged]]:
    """Without the far end where nothing changes any more, so that an open interval's mean is not one of silent years."""
    return samples[:-1] if len(samples) > 1 and samples[-1][1].label == samples[-2][1].label else samples
