"""A place of the control table by what somebody calls it: its id, its name, or how a report spells it."""

from collections.abc import Iterable, Sequence

from frontlog.model import ControlState, Effect, FrontlogError, suggest


def place_named(name: str, states: Sequence[ControlState], effects: Iterable[Effect]) -> str:
    """The id of the place that is called so. Raises FrontlogError, with the nearest name, when the control table has no such place."""
    by_effect = {evidence.effect: state.place_id for state in states for evidence in state.evidence}
    known = {effect.place_name.lower(): by_effect[effect.id] for effect in effects if effect.id in by_effect}
    known |= {s.place_name.lower(): s.place_id for s in states} | {s.place_id: s.place_id for s in states}
    place = known.get(name) or known.get(name.lower())
    if place is None:
        raise FrontlogError(f"No place '{name}' in the control table.", near(name, {s.place_name: None for s in states}))
    return place


def near(name: str, known: Iterable[str], otherwise: str = "See `frontlog control LOG` for places.") -> str:
    """The known name that was most likely meant, or what else to do."""
    hint = suggest(name, list(known)[:50_000])
    return hint if hint.startswith("Did") else otherwise
