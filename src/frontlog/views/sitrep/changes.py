"""What changed hands in these days by the best account, and of which places nothing has been heard for so long that nobody knows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from frontlog.model import ControlState
from frontlog.views.sitrep.scope import Scope
from frontlog.views.sitrep.shapes import Section, Sentence
from frontlog.views.sitrep.words import STATES, day, days, name, plural

Change = tuple[ControlState, ControlState | None]  # an interval and the one before it
MOST = 40  # changes that are told one by one


def changes(scope: Scope) -> Section:
    """The section, place by place in order of their first change: first those where something is otherwise than before, then those of which
    something is known for the first time."""
    found = _by_place(list(_found(scope)))
    said = [s for now, before in found[:MOST] if (s := _sentence(now, before, scope))]
    if citations := scope.sources.cite([c for now, _ in found[MOST:] for c in _claims(now)[:1]], None):
        said.append(Sentence(f"{plural(len(found) - MOST, 'more place')} changed or became known.", "", citations))
    return Section("changes", "Control changes", "By the best account nothing changed hands in these days.", tuple(said))


def _by_place(found: Sequence[Change]) -> list[Change]:
    """The changes with those of one place together, in order of time."""
    first: dict[str, tuple[bool, date]] = {}
    for now, before in found:
        key = before is None, now.start
        first[now.place_id] = min(key, first.get(now.place_id, key))
    return sorted(found, key=lambda pair: (first[pair[0].place_id], pair[0].place_name, pair[0].place_id, pair[0].start, pair[0].id))


def _found(scope: Scope) -> Iterator[Change]:
    """Intervals that begin in these days as another state than the one before, each with that one."""
    by_place: dict[str, list[ControlState]] = defaultdict(list)
    for state in sorted(scope.rows(ControlState), key=lambda s: (s.place_id, s.start, s.id)):
        by_place[state.place_id].append(state)
    for states in by_place.values():
        for before, now in zip([None, *states], states, strict=False):
            new = now.state != "unknown" if before is None else _key(before) != _key(now)
            if new and scope.first <= now.start <= scope.last:
                yield now, before


def _key(state: ControlState) -> tuple[str, str, str]:
    return state.state, state.holder, state.besieged_by


def _sentence(now: ControlState, before: ControlState | None, scope: Scope) -> Sentence | None:
    """None where no claim stands behind a state: then nothing is said of it."""
    citations = scope.sources.cite(_claims(now))
    if now.state == "unknown" and not citations and before:
        citations = scope.sources.cite(_claims(before))
        heard = f" since {day(before.last_evidence)}" if before.last_evidence else ""
        text = f"{name(now.place_name)}: who holds it is no longer known; nothing was heard{heard}. Before: {_says(before, scope)}."
        return Sentence(text, now.id, citations) if citations else None
    if not citations:
        return None
    origins = plural(len(now.origins) or len(scope.sources.origins(_claims(now))), "independent origin")
    was = f" Before: {_says(before, scope)}." if before else " Nothing was known of it before."
    when = days(now.change_from, now.change_to) or day(now.start)
    since = f"some day from {when}" if now.change_from != now.change_to else when  # when it changed, not how long it lasted
    text = f"{name(now.place_name)}: {_says(now, scope)} since {since}, probability {now.probability:.2f}, on {origins}.{was}"
    return Sentence(text, now.id, citations)


def _says(state: ControlState, scope: Scope) -> str:
    holder = f" by {name(state.holder_name or scope.sources.name(state.holder))}" if state.holder else ""
    siege = f", besieged by {name(scope.sources.name(state.besieged_by))}" if state.besieged_by else ""
    word = "held" if state.state == "besieged" and state.holder else STATES.get(state.state, state.state)
    return f"{word}{holder}{siege}"


def _claims(state: ControlState) -> Sequence[str]:
    """The claims of a state, the weightiest first."""
    return [e.claim for e in sorted(state.evidence, key=lambda e: (-abs(e.weight), e.claim))]
