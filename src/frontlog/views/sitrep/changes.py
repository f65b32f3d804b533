"""What changed hands in these days by the best account, and of which places nothing has been heard for so long that nobody knows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from frontlog.model import ControlState
from frontlog.views.sitrep.scope import Scope
from frontlog.views.sitrep.shapes import Section, Sentence
from frontlog.views.sitrep.words import STATES, day, days, name, plural

MOST = 40  # changes that are told one by one


def changes(scope: Scope) -> Section:
    """The section, by day and place: first what is otherwise than before, then of what places something is known for the first time."""
    found = sorted(_found(scope), key=lambda pair: (pair[1] is None, pair[0].start, pair[0].place_name, pair[0].id))
    said = [s for now, before in found[:MOST] if (s := _sentence(now, before, scope))]
    if citations := scope.sources.cite([c for now, _ in found[MOST:] for c in _claims(now)[:1]], None):
        said.append(Sentence(f"{plural(len(found) - MOST, 'more place')} changed or became known.", "", citations))
    return Section("changes", "Control changes", "By the best account nothing changed hands in these days.", tuple(said))


def _found(scope: Scope) -> Iterator[tuple[ControlState, ControlState | None]]:
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
    text = f"{name(now.place_name)}: {_says(now, scope)} from {when}, probability {now.probability:.2f}, on {origins}.{was}"
    return Sentence(text, now.id, citations)


def _says(state: ControlState, scope: Scope) -> str:
    holder = f" by {name(state.holder_name or scope.sources.name(state.holder))}" if state.holder else ""
    siege = f", besieged by {name(scope.sources.name(state.besieged_by))}" if state.besieged_by else ""
    word = "held" if state.state == "besieged" and state.holder else STATES.get(state.state, state.state)
    return f"{word}{holder}{siege}"


def _claims(state: ControlState) -> Sequence[str]:
    """The claims of a state, the weightiest first."""
    return [e.claim for e in sorted(state.evidence, key=lambda e: (-abs(e.weight), e.claim))]
