"""What a noun phrase under a word of loss is: people, goods, or neither."""

from frontlog.claims.loss_phrases import Phrase, Scene, heads
from frontlog.claims.vocabulary import Sent, is_person
from frontlog.reference.words import aircraft


def sort_of(view: Scene, phrase: Phrase, verb: str, first: bool) -> str:
    """ "person", "materiel" or "" (neither) for a phrase under a verb of a class. `first`: it opens its list."""
    head = phrase.head
    if head in ("it", "this", "that", "they", "which", "number") or view.sent.low(phrase.first + 1) == "number":
        return ""
    bare = head.rsplit("-", 1)[-1] if not head[-1:].isdigit() else head.split("-", 1)[0]
    things = {view.sent.low(n) for n in range(phrase.first, phrase.last + 1)}
    named = phrase.proper and phrase.low == 1 and not things & (heads("works") | heads("gear") | {"the"})
    flying = head in ("fighter", "fighters") and any(aircraft(view.sent.tokens[n].text) for n in range(phrase.first, phrase.last + 1))
    if flying:
        return "" if verb in ("wound", "surrender", "defect", "detain") else "materiel"
    person = is_person(head) or head in _SOMEBODY or _demonym(view.sent, phrase)
    if verb == "capture" and view.sent.low(phrase.first - 1) == "of" and view.sent.low(phrase.first - 2) in _REMAINS:
        return ""  # "the bodies of six people were recovered"
    if verb in ("kill", "die", "wound", "surrender", "defect", "killed", "wounded", "detain"):
        unknown = phrase.numbered and bare not in heads("gear") and bare not in heads("works") and bare not in heads("abstract")
        return "person" if person or named or unknown else ""
    if verb in ("capture", "lose"):
        if head in ("body", "bodies", "corpses", "remains"):
            return ""
        if bare in heads("gear") or (phrase.proper and things & heads("gear")):
            return "materiel"
        return "person" if person and (head or first) else ""
    if (person and head) or (named and verb == "eliminate"):
        return "person"
    goods = things & (heads("gear") | heads("works"))
    if bare in heads("abstract") or head in ("", "them") or (phrase.proper and not goods):
        return ""
    return "materiel" if goods or phrase.counted else ""


_REMAINS = ("body", "bodies", "corpses", "remains")
_SOMEBODY = frozenset(
    ("others", "more", "them", "him", "her", "he", "she", "one", "several", "some", "many", "dozens", "hundreds", "scores", "")
)


def _demonym(sent: Sent, phrase: Phrase) -> bool:
    """ "132 Palestinians", "24 Tutsis": a counted capitalised plural."""
    last = next((sent.tokens[n] for n in range(phrase.last, phrase.first - 1, -1) if sent.tokens[n].lower == phrase.head), None)
    return (
        last is not None
        and last.capital
        and phrase.numbered
        and phrase.head.endswith(("s", "ese", "i"))
        and phrase.head not in heads("gear")
    )


def goods(sent: Sent, phrase: Phrase) -> str:
    """The goods without number and article: "battle tanks" of "two battle tanks"."""
    first = phrase.first
    while first < phrase.last and (
        sent.tag(first) in ("DET", "NUM", "PREP", "RB", "TO", "POS")
        or sent.low(first) in ("least", "more", "than", "total", "dozen", "other", "another", "some", "many", "several", "-")
    ):
        first += 1
    return sent.text[sent.tokens[first].start : sent.tokens[phrase.last].end]
