"""Control told otherwise, for the page: by the reports published up to each day, and without one outlet. Nothing of it is stored."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, islice
from operator import itemgetter

from frontlog.control.face import claimed_only, fresh
from frontlog.control.heard import Heard, by_place
from frontlog.control.params import Params, load_params
from frontlog.control.stretches import Account, Stretch, stretches
from frontlog.control.voices import Signal
from frontlog.documents.outlet import same
from frontlog.incidents.sides import register
from frontlog.incidents.without import CAMP
from frontlog.model import Copy, Decision, Document, Effect
from frontlog.views.bundle_shapes import AccountShape, WithoutShape
from frontlog.views.guide import day
from frontlog.views.replay import orphaned
from frontlog.views.rows import Rows

STEP = 0.05  # probabilities of an account are told in steps of this, so that what hardly changes is not told anew with every report
BATCH = 2000  # editions worked out together
MOST = 40  # outlets that control is worked out without: those with the most evidence

Key = tuple[str, str | None, str, str, str, float]  # first, until, state, holder, besieged by, probability


def accounts(rows: Rows) -> list[AccountShape]:
    """Every account that the reports up to some day gave, each interval with the days between which it stood."""
    published = {d.id: d.published for d in rows(Document)}
    editions = (e for heard in by_place(rows(Effect), rows(Copy), rows(Decision)) for e in _editions(heard, published))
    told = ((place, start, found) for (place, start), found in _told(editions))
    found = [row for place, ones in groupby(told, itemgetter(0)) for row in _dated(place, ((start, now) for _, start, now in ones))]
    return sorted(found, key=lambda r: (r["place"], r["first"], r["known"]))


Named = tuple[tuple[str, date], tuple[Signal, ...], Params]  # place and day of an edition, what was said by then, what it is judged by


def _editions(heard: Heard, published: Mapping[str, date | None]) -> Iterator[Named]:
    """What is said of a place after each day on which something was published of it; with no day, from the last one spoken of."""
    days = {effect.id: published.get(effect.document) or effect.end or effect.start for effect in heard.told}
    for start in sorted(set(days.values())):
        known = replace(heard, told=tuple(effect for effect in heard.told if days[effect.id] <= start))
        if known.signals:
            yield (heard.place.id, start), known.signals, load_params()  # as in the layer of what was known


def _told(editions: Iterable[Named]) -> Iterator[tuple[tuple[str, date], list[Stretch]]]:
    """The intervals of each edition, in the same order; many are worked out at once, which is much faster than one by one."""
    rest = iter(editions)
    while some := list(islice(rest, BATCH)):
        accounts = Account.all([(said, params) for _, said, params in some])
        found = {n: claimed_only(account, stretches(account), fresh(*some[n][1:])) for n, account in accounts}
        yield from ((name, found.get(number, [])) for number, (name, *_) in enumerate(some))


def _dated(place: str, editions: Iterable[tuple[date, list[Stretch]]]) -> Iterator[AccountShape]:
    """The intervals of one place: one that two editions in a row give is told once."""
    open_: dict[Key, str] = {}
    for day_, found in editions:
        now, start = {_key(s) for s in found}, day_.isoformat()
        for key in sorted(set(open_) - now, key=_order):
            yield _row(place, key, open_.pop(key), start)
        for key in now:
            open_.setdefault(key, start)
    for key in sorted(open_, key=_order):
        yield _row(place, key, open_[key], None)


def without(rows: Rows) -> list[WithoutShape]:
    """Control without each of the outlets that told most of it, and without all outlets that speak for a camp; only the places that they
    speak of."""
    effects, documents = rows(Effect), {d.id: d for d in rows(Document)}
    copies, decisions = [copy for copy in rows(Copy) if copy.id in documents], rows(Decision)
    names = {effect.place_id: heard.place.id for heard in by_place(effects, copies, decisions) for effect in heard.told}
    places: defaultdict[str, set[str]] = defaultdict(set)
    told: Counter[str] = Counter()
    for effect in effects:
        outlet = documents[effect.document].outlet
        if outlet and effect.place_id in names:
            places[outlet].add(names[effect.place_id])
            told[outlet] += 1
    most = sorted(told, key=lambda name: (-told[name], name))[:MOST]
    out: list[WithoutShape] = []
    for name, outlets in (*((outlet, [outlet]) for outlet in most), *_camps(d.outlet for d in documents.values())):
        gone = {d.id for d in documents.values() if any(mine and same(o, mine) for mine in (d.outlet, d.republished_by) for o in outlets)}
        spoken = {place for outlet in outlets for place in places[outlet]}
        left = [e for e in effects if e.document not in gone and names.get(e.place_id) in spoken]
        kept = list(orphaned([copy for copy in copies if copy.id not in gone]))
        out.append({"name": name, "outlets": outlets, "places": sorted(spoken), "control": _anew(left, kept, decisions, names)})
    return out


def _camps(outlets: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The camps that outlets speak for by the registers, each with its outlets."""
    sides = register()
    found: defaultdict[str, list[str]] = defaultdict(list)
    for outlet in sorted(set(outlets)):
        if camp := sides.camp(speaker) if (speaker := sides.speaker(outlet)) else "":
            found[camp].append(outlet)
    yield from ((f"{CAMP}{camp}", found[camp]) for camp in sorted(found))


def _anew(effects: Sequence[Effect], copies: Sequence[Copy], decisions: Sequence[Decision], names: Mapping[str, str]) -> list[AccountShape]:
    """Control by these effects alone, under the names that places have when all are counted."""
    heard = (one for one in by_place(effects, copies, decisions) if one.signals)
    editions = (((names.get(one.place.id, one.place.id), date.min), one.signals, one.params) for one in heard)
    return [_row(place, _key(s), "", None) for (place, _), found in _told(editions) for s in found]


def _key(stretch: Stretch) -> Key:
    label = stretch.label
    sure = round(round(stretch.probability / STEP) * STEP, 2)
    return stretch.start.isoformat(), day(stretch.end), label.state, label.holder, label.besieged_by, sure


def _order(key: Key) -> tuple[str, ...]:
    return tuple(str(part) for part in key)


def _row(place: str, key: Key, known: str, superseded: str | None) -> AccountShape:
    first, until, state, holder, besieged_by, probability = key
    return {
        "place": place,
        "first": first,
        "until": until,
        "state": state,
        "holder": holder,
        "besieged_by": besieged_by,
        "probability": probability,
        "known": known,
        "superseded": superseded,
    }
