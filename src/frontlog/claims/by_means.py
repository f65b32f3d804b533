"""What a deed is by the means of who does it: warplanes that bomb carry out an air strike, air defence that destroys drones repels."""

from collections.abc import Iterator

from frontlog.claims.draft import Draft
from frontlog.grammar.clauses import Item

_AIRBORNE = {
    "warplane",
    "warplanes",
    "jet",
    "jets",
    "aircraft",
    "plane",
    "planes",
    "helicopter",
    "helicopters",
    "drone",
    "drones",
    "aviation",
}
_DEFENCE = ("air defence", "air defense", "anti-aircraft", "air-defence", "air-defense", "anti-air")
_DOWNING = {"destroy", "hit", "shoot", "down", "neutralise", "neutralize", "intercept", "eliminate", "suppress", "strike"}


def settle_means(draft: Draft) -> None:
    """Set the type of a draft where its agent's means leave one only."""
    texts = [item.mention.span.quote.lower() for item in _doers(draft)]
    own = {draft.line.low(at) for at in range(draft.trigger.first, draft.trigger.last)}
    if draft.type == "bombing" and draft.hit.lemma == "bomb" and draft.hit.form == "verb":
        airborne = own & _AIRBORNE or any(set(text.split()) & _AIRBORNE for text in texts)
        by_state = any(item.label in ("country", "demonym", "state") for item in draft.agent)
        draft.type = "airstrike" if airborne or by_state else draft.type
    elif draft.type in ("airstrike", "shelling", "assault", "losses") and draft.hit.lemma in _DOWNING and not draft.roles.passive:
        draft.type = "repel" if any(words in text for text in texts for words in _DEFENCE) else draft.type


def _doers(draft: Draft) -> Iterator[Item]:
    """Who does it, as the rules and as the tagger read it."""
    yield from draft.agent
    yield from draft.told.agent if draft.told else ()
