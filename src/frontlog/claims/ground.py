"""Ground that is gained, held or not taken at all, where a tagger mistakes one for the other: "rebels [marched into] X" is no protest, "the army
has [been back] in X" no withdrawal, "tribesmen are [holding out] in X" no siege, "the army [took] reporters to X" no capture."""

from frontlog.claims.draft import OFFICIAL, Draft

_MOVING = frozenset({"march", "walk", "drive", "roll", "sweep", "stream", "pour", "ride", "move", "storm"})
_INTO = ("into", "in")
_CARRYING = frozenset({"take", "bring", "drive", "fly", "escort"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_CARRIED = ("civilian", "person", "media", "pronoun")


def settle_ground(draft: Draft) -> None:
    """Correct the type of a draft by its words, or give it up where nothing is taken."""
    words = [draft.line.low(at) for at in range(draft.trigger.first, draft.trigger.last)]
    if draft.type in ("protest", "capture") and draft.hit.lemma in _MOVING and _moves_in(draft, words):
        draft.type = "advance"
    elif draft.type == "withdraw" and words[-1:] == ["back"] and _BE.intersection(words):
        draft.type = "hold"
    elif draft.type == "besiege" and draft.hit.lemma == "hold" and "out" in (*words, draft.line.low(draft.trigger.last)):
        draft.type = "hold"
    elif draft.type == "capture" and draft.hit.lemma in _CARRYING and len(words) == 1 and _carries(draft):
        draft.drop("no place taken")


def _moves_in(draft: Draft, words: list[str]) -> bool:
    """Whether armed people go into a place: "marched into", "drove into", and no "drove the rebels out"."""
    into = words[-1] in _INTO or draft.line.low(draft.trigger.last) in _INTO
    return into and not draft.roles.passive and not draft.target and any(item.label in OFFICIAL for item in draft.agent)


def _carries(draft: Draft) -> bool:
    """Whether people are brought to a place: "took [journalists] to X", "[reporters] whom the army took to X"."""
    told = draft.told
    places = [*draft.place, *(phrase for _, phrase in (told.places if told is not None else ()))]
    target = draft.target or (list(told.target) if told is not None else [])
    whom = any(draft.line.low(at) in ("whom", "who") for at in range(max(0, draft.trigger.first - 6), draft.trigger.first))
    people = bool(target) and all(item.label in _CARRIED for item in target)
    return bool(places) and all(phrase.role == "to" for phrase in places) and (people or (whom and not any(i.label in OFFICIAL for i in target)))
