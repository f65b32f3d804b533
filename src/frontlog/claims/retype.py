"""The type of a draft after its roles are known: capturing a person is an arrest, attacking civilians no assault."""

from collections.abc import Sequence

from frontlog.claims.draft import Draft
from frontlog.grammar.clauses import Item
from frontlog.grammar.wordsets import word_set


def retype(draft: Draft) -> None:
    """The type after the roles: capturing a person is an arrest, attacking civilians without heavy weapons an attack on civilians."""
    objects = [p.item for p in draft.roles.place if p.role == "obj"]
    if (
        draft.type == "capture"
        and draft.hit.lemma in word_set("seizing")
        and not any(p.role == ("of" if draft.hit.form == "noun" else "obj") for p in draft.place)
        and _captive(draft.target, draft.roles.passive)
    ):
        draft.type = "arrest"
    elif (
        draft.type == "assault"
        and draft.target
        and all(i.label in ("civilian", "person") for i in draft.target)
        and draft.hit.lemma not in ("storm", "raid")
    ):
        draft.type = "civilians_attacked"
    elif (
        draft.type == "assault"
        and draft.hit.lemma in ("strike", "hit", "target")
        and draft.hit.form == "verb"
        and any(i.label in ("country", "demonym", "state") for i in draft.agent)
    ):
        draft.type = "airstrike"
    elif draft.type in ("losses", "assault") and draft.hit.form == "verb" and not draft.roles.passive and not draft.agent:
        draft.type = _by_weapon(draft) or draft.type
    elif (
        draft.type == "withdraw" and draft.agent and all(i.label in ("civilian", "person") and not _own_men(draft, i) for i in draft.agent)
    ):
        draft.type = "evacuate"
    elif (
        draft.type == "evacuate"
        and draft.hit.lemma in ("flee", "escape")
        and draft.agent
        and all(i.label in ("armed",) for i in draft.agent)
        and not objects
    ):
        draft.type = "withdraw"


def _own_men(draft: Draft, item: Item) -> bool:
    """ "[His men] pulled out": those of a commander, no civilians."""
    return (
        draft.line.low(item.last - 1) == "men"
        and draft.line.tag(item.first) in ("PRON", "POS", "DET")
        and draft.line.low(item.first) in _OWNS
    )


_OWNS = ("his", "her", "their", "our", "my", "its")


def _by_weapon(draft: Draft) -> str:
    """The type of what a weapon does that nobody is said to use: "a bicycle [bomb] outside a bank wounded five"."""
    line = draft.line
    first = max((n for n in range(draft.hit.head) if line.low(n) in (",", ";", ":", "when", "after", "that")), default=-1)
    head = next((n for n in range(first + 1, draft.hit.head) if line.tag(n + 1) not in ("NN", "NNP") and line.tag(n) in ("NN", "NNP")), -1)
    word = line.low(head).removesuffix("s") if head >= 0 else ""
    return next((kind for kind in ("bombing", "shelling", "airstrike") if word in word_set(f"weapons_of_{kind}")), "")


def _captive(target: Sequence[Item], passive: bool) -> bool:
    return bool(target) and all(
        i.label in ("person", "armed", "civilian") or i.mention.span.quote.lower() in ("he", "she", "him", "her") for i in target
    )
