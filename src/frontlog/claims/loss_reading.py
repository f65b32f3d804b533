"""How a loss that was found is written down: kind, count, the words that tell it, and whose phrase names the victims."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from frontlog.claims.loss_kinds import goods, sort_of
from frontlog.claims.loss_phrases import Phrase, Scene, heads, is_plural, single, tail_name
from frontlog.claims.loss_subjects import subjects, verb_start
from frontlog.claims.loss_words import Hit, loss_verbs
from frontlog.claims.vocabulary import Sent, is_person, table
from frontlog.model import Loss, Piece

HURT = ("killed", "wounded")
BOTH = "killed_or_wounded"
_COUNTING = ("more", "at", "over", "about", "some", "around", "nearly", "up", "dozens", "scores", "hundreds", "thousands")
_SINGULAR = frozenset(["was", "is", "has", "gets", "got"])


@dataclass(frozen=True, slots=True)
class LossReading:
    """One loss. `victim` is the phrase whose side is to be found, None when the words name nobody ("five dead"); `trigger` the
    word that says what befell them. `included`: a part of a total that stands beside it, not to be added to it. `total`: a count of all
    that happened so far ("bringing the death toll to 58,000"), no loss of the event beside it. `before`: what the event beside it
    answers ("in response to the killing of its commander")."""

    loss: Loss
    victim: Piece | None
    trigger: Piece
    included: bool = False
    total: bool = False
    before: bool = False

    @property
    def alone(self) -> bool:
        """Whether it belongs to the claim whose words tell it and to no event beside that."""
        return self.total or self.before


def pair(sent: Sent, hit: Hit) -> tuple[str, int]:
    """Kind of the hit and the place behind it, where "killed and wounded" share their victims."""
    kind = KINDS.get(hit.kind, hit.kind)
    joint, other = sent.low(hit.last + 1), sent.low(hit.last + 2)
    own = hit.form == "adjective" and (sent.tag(hit.last + 3) == "NUM" or sent.low(hit.last + 3) in _COUNTING)
    if joint in ("and", "or", "/", "and/or") and kind in HURT and other in loss_verbs() and not own:
        second = KINDS.get(loss_verbs()[other][0])
        if second in HURT and second != kind:
            return BOTH, hit.last + 3
    if sent.low(hit.first - 1) in ("or", "and") and sent.low(hit.first - 2) == "missing" and kind == "wounded":
        return BOTH, hit.last + 1
    if kind == "wounded" and sent.low(hit.first - 1) in table("losses")["fatally"]:
        return "killed", hit.last + 1
    return kind, hit.last + 1


KINDS = {
    "kill": "killed",
    "die": "killed",
    "wound": "wounded",
    "capture": "captured",
    "detain": "captured",
    "surrender": "surrendered",
    "defect": "defected",
    "eliminate": "killed",
    "lose": "killed",
    "destroy": "materiel",
}


def victims(view: Scene, hit: Hit) -> list[Phrase]:
    """Subjects of a passive or intransitive verb; a singular verb makes one of an uncounted name."""
    sent = view.sent
    group = verb_start(sent, hit.first)
    bare = group == hit.first and hit.kind not in ("die", "surrender", "defect")
    while bare and sent.low(group - 1) in ("and", "or") and sent.low(group - 2) == "missing":
        group -= 2
    found = subjects(view, group, bare)
    helper = next((sent.low(n) for n in range(group, hit.first) if sent.low(n) in ("was", "is", "has", "were", "are", "have", "had")), "")
    if bare:
        return [f for f in found if (f.counted and f.last >= group - 3) or is_person(f.head)]
    if helper in _SINGULAR and found and not any(f.counted for f in found):
        last = found[-1]
        if not is_plural(last.head) and (last.proper or tail_name(sent, last.first, last.last)):
            return [replace(single(last), proper=True)]
    return found


def made(view: Scene, hit: Hit, found: Sequence[Phrase], offset: int, kind: str = "") -> list[LossReading]:
    """Readings of the phrases that such a verb can have: persons for killing, goods for capture, either for destruction."""
    out = []
    paired = kind or pair(view.sent, hit)[0]
    for place, phrase in enumerate(found):
        what = sort_of(view, phrase, hit.kind, place == 0)
        if what == "":
            continue
        final = (
            "materiel"
            if what == "materiel"
            else "captured"
            if hit.kind in ("capture", "detain")
            else paired
            if paired != "materiel"
            else "killed"
        )
        out.append(_reading(view, hit, phrase, final, offset))
    return out


def _reading(view: Scene, hit: Hit, phrase: Phrase, kind: str, offset: int) -> LossReading:
    sent = view.sent
    words = sent.piece(phrase.first, phrase.last, offset)
    low, high, what = phrase.low, phrase.high, ""
    if kind == "materiel":
        what = goods(sent, phrase)
        if (
            not phrase.counted
            and not is_plural(phrase.head)
            and phrase.head not in heads("uncountable")
            and sent.tag(phrase.first) in ("DET", "NNP")
        ):
            low = high = 1
        if phrase.head in heads("uncountable") and not phrase.numbered:
            low = high = None
    loss = Loss("", kind, low, high, what, words.text, words.start, words.end)
    return LossReading(loss, words, sent.piece(hit.first, hit.last, offset), phrase.first in view.inner)


def plain(view: Scene, spot: Hit, low: int | None, high: int | None, offset: int, hit: Hit) -> LossReading:
    """A loss that a noun counts: nobody is named as victim."""
    words = view.sent.piece(spot.first, spot.last, offset)
    included = any(n in view.inner for n in range(spot.first, spot.last + 1))
    loss = Loss("", spot.kind, low, high, "", words.text, words.start, words.end)
    return LossReading(loss, None, view.sent.piece(hit.first, hit.last, offset), included)
