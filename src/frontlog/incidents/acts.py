"""What sort of act a statement, or what is done with aid, is: read from the words that express it, so that a title can say it."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import zip_longest

from frontlog.incidents.titles import Phrase
from frontlog.reference.english import forms

# Verbs of one act, and how a title says it; the other side is named where the tellings name one.
ACTS: Mapping[str, tuple[str, Phrase]] = {
    "accuse": ("accuse blame charge", Phrase("accuse", "[{t}]|others", "Accusation[ against {t}]")),
    "deny": ("deny refute dispute disavow", Phrase("deny", "an account[ by {t}]", "Denial")),
    "condemn": ("condemn denounce deplore criticise criticize decry", Phrase("condemn", "[{t}]|an act", "Condemnation[ of {t}]")),
    "warn": ("warn caution threaten", Phrase("warn", "[{t}]|of what may follow", "Warning[ to {t}]")),
    "urge": ("call urge appeal demand ask request insist", Phrase("call", "[on {t} to act]|for action", "Call[ on {t}]")),
    "reject": ("reject refuse oppose veto boycott dismiss", Phrase("reject", "an offer or demand[ by {t}]", "Rejection[ of {t}]")),
    "welcome": ("welcome praise hail applaud congratulate", Phrase("welcome", "a step[ by {t}]", "Welcome[ to {t}]")),
    "promise": ("vow pledge promise", Phrase("pledge", "to act[ against {t}]", "Pledge[ to {t}]")),
    "decide": (
        "sign approve adopt ratify impose authorise authorize order ban suspend cancel designate",
        Phrase("take", "a decision[ on {t}]", "Decision[ on {t}]"),
    ),
    "resign": ("resign", Phrase("resign", "", "Resignation")),
    "claim": ("responsibility", Phrase("claim", "responsibility[ {at}]", "Claim of responsibility[ {at}]")),
    "leave": ("pull walk withdraw quit", Phrase("leave", "talks or a deal[ with {t}]", "Talks or a deal left")),
}
REFUSED = "block refuse deny prevent stop halt obstruct hinder suspend turn bar impede restrict delay"
NO_AID = Phrase("block", "aid[ to {t}][ {at}]", "Aid blocked[ {at}]")


ACCOUNT = re.compile(r"^\W*(?:\S+\s+){0,3}?(?:claims?|reports?|allegations?|accusations?|accounts?|assertions?|rumou?rs?)\b", re.IGNORECASE)
FALSE = re.compile(
    r"\b(?:untrue|false|baseless|lies?|fabricat\w+|propaganda|nonsense|unfounded|groundless|disinformation)\b", re.IGNORECASE
)
# What a title says of losses, by what was lost
LOST: Mapping[frozenset[str], str] = {
    frozenset({"killed"}): "Deaths[ among {t}][ {at}]",
    frozenset({"wounded"}): "Injuries[ among {t}][ {at}]",
    frozenset({"killed", "wounded"}): "Casualties[ among {t}][ {at}]",
    frozenset({"materiel"}): "Losses of materiel[ by {t}][ {at}]",
}


def act_of(kind: str, triggers: Iterable[str], behind: Iterable[str] = ()) -> Phrase | None:
    """How a title says what these words of claims express; None where the type alone tells it, or the words disagree.

    `kind` is the type of the claims, `triggers` their words in order of age, `behind` what stands behind each in its sentence.
    """
    table = _verbs(kind)
    found = [
        phrase
        for trigger, after in zip_longest(triggers, behind, fillvalue="")
        for word in trigger.lower().split()[:4]
        if (word in table or word.startswith("call")) and (phrase := _meant(table.get(word), word, trigger, after)) is not None
    ]
    return found[0] if found and len(set(found)) == 1 else None


def lost(kinds: Iterable[str]) -> Phrase | None:
    """How a title says losses of these kinds; None where the type tells as much."""
    told = {kind for kind in kinds for kind in (("killed", "wounded") if kind == "killed_or_wounded" else (kind,))}
    noun = LOST.get(frozenset(told))
    return Phrase("inflict", "losses[ on {t}][ {at}]", noun) if noun else None


def _meant(phrase: Phrase | None, word: str, trigger: str, after: str) -> Phrase | None:
    """The act by what stands behind its word: who rejects claims, or calls them false, denies; "called" alone calls on nobody."""
    if phrase is ACTS["reject"][1] and ACCOUNT.match(after):
        return ACTS["deny"][1]
    if (
        word.startswith("call")
        and after
        and not re.search(r"\b(?:for|on|upon)\b", trigger)
        and not re.match(r"\W*(?:for|on|upon)\b", after)
    ):
        return ACTS["deny"][1] if FALSE.search(after[:60]) else None
    return phrase


@cache
def _verbs(kind: str) -> Mapping[str, Phrase]:
    if kind == "aid":
        return {form: NO_AID for verb in REFUSED.split() for form in forms(verb).values()}
    if kind != "statement":
        return {}
    return {form: phrase for verbs, phrase in ACTS.values() for verb in verbs.split() for form in forms(verb).values()}
