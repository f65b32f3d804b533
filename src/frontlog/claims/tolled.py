"""Tolls of a sentence: whose losses they are, which ones stand for themselves, and what a toll with its maker tells."""

from collections.abc import Sequence

from frontlog.claims.draft import FOLLOWING, OFFICIAL, VIOLENT, Draft
from frontlog.claims.loss_nouns import TOTAL_REACH
from frontlog.claims.vocabulary import table
from frontlog.grammar.wordsets import word_set


def settle_tolls(drafts: Sequence[Draft]) -> None:
    """Killed and wounded belong to the attack of their sentence; alone they are a toll, or by their maker an attack."""
    causes = [d for d in drafts if d.type in VIOLENT and d.hit.lemma not in word_set("toll")]
    tolls = [d for d in drafts if d.type == "losses"]
    for draft in drafts:
        dead = next((toll for toll in tolls if _taken_too(draft, toll)), None)
        if dead is not None:
            dead.absorb(draft, "same toll")
    kept: list[Draft] = []
    for toll in tolls:
        if _of_all(toll):
            kept.insert(0, toll)  # stands for itself: "bringing the death toll of the war to 58,000"
            continue
        earlier = [c for c in causes if c.hit.head < toll.hit.head] if toll.line.low(toll.hit.head) in FOLLOWING else []
        cause = min(earlier or causes, key=lambda c: abs(c.hit.head - toll.hit.head), default=None)
        if cause is not None and _belongs(toll, cause):
            cause.absorb(toll, "losses of another claim")
        elif kept and not _apart(kept[-1], toll):
            kept[-1].absorb(toll, "same toll")
        else:
            _by_maker(toll)
            kept.append(toll)


def _taken_too(draft: Draft, toll: Draft) -> bool:
    """ "Nine fighters were killed and five [captured]": a number alone, counted on from the toll before it."""
    first = draft.trigger.first
    bare = draft.line.tag(first - 1) == "NUM" and draft.line.low(first - 2) in ("and", ",", "or")
    return bare and draft.type in ("capture", "arrest") and draft.hit.form == "verb" and 0 < first - toll.trigger.last < 6


def _of_all(toll: Draft) -> bool:
    """Whether a toll counts more than the event of its sentence."""
    first = toll.trigger.first
    if toll.hit.form != "noun":
        return False
    return any(toll.line.low(n) in table("losses")["total_words"] for n in range(max(0, first - TOTAL_REACH), first))


def _belongs(toll: Draft, cause: Draft) -> bool:
    """Whether the toll is the attack's: same agent or none of its own."""
    if not toll.agent or toll.hit.lemma in ("die", "casualty", "victim", "death"):
        return True
    return bool(cause.agent) is False or any(a in cause.agent for a in toll.agent) or toll.hit.head > cause.hit.head


_DENYING = (
    "denying",
    "denied",
    "denies",
    "rejecting",
    "rejected",
    "rejects",
    "dismissing",
    "dismissed",
    "dismisses",
    "disputing",
    "disputed",
)


def denied_between(first: Draft, second: Draft) -> bool:
    """Whether one is what somebody denies who told the other: "five were missing, it said, denying claims that 20 had died"."""
    low, high = sorted((first.hit.head, second.hit.head))
    return any(first.line.low(at) in _DENYING for at in range(low + 1, high))


def _apart(first: Draft, second: Draft) -> bool:
    """Two tolls of one sentence are two claims only when they name different agents or places."""
    if first.agent and second.agent and first.agent[0] is not second.agent[0]:
        return True
    if denied_between(first, second):
        return True
    return (
        bool(first.place and second.place)
        and first.place[0].item is not second.place[0].item
        and first.place[0].item.label == second.place[0].item.label == "name"
    )


def _by_maker(toll: Draft) -> None:
    """ "Gunmen killed five villagers" is an attack on civilians, "troops killed five militants" an assault."""
    if (
        toll.hit.lemma not in ("kill", "slay", "wound", "injure")
        or not any(i.label in (*OFFICIAL, "pronoun") for i in toll.agent)
        or not toll.target
    ):
        return
    if all(i.label in ("civilian", "person") for i in toll.target):
        toll.type = "civilians_attacked"
    elif not toll.roles.passive:
        toll.type = "assault"
