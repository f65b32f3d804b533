"""Losses of a sentence: who or what was killed, wounded, captured, lost or destroyed, and how many at least and at most.

Use `read_losses` on each sentence that may carry a toll. The side of a loss is left empty: whose men the victims are is the
assembler's question; the victim phrase is handed over for it.
"""

from collections.abc import Sequence
from dataclasses import replace

from frontlog.claims.loss_kinds import goods, sort_of
from frontlog.claims.loss_nouns import (
    is_total,
    negated,
    noun_first,
    noun_number,
    of_people,
    of_the_same,
    superseded,
    toll_kind,
    toll_number,
)
from frontlog.claims.loss_phrases import Phrase, Scene, heads, is_plural, objects, phrase_at, scene, single, tail_name
from frontlog.claims.loss_subjects import subjects, verb_start
from frontlog.claims.loss_words import Hit, hits_of, loss_verbs
from frontlog.claims.vocabulary import Sent, analyse, is_person, table
from frontlog.model import Loss, Piece
from frontlog.model.frozen import dataclass

_HURT = ("killed", "wounded")
_NEAR = 40  # readings back that may share words with a new one
_BOTH = "killed_or_wounded"
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


def read_losses(sentence: str, offset: int = 0) -> list[LossReading]:
    """Every loss that a sentence reports, in the order of the text."""
    sent = analyse(sentence)
    hits = list(hits_of(sent))
    if not hits:
        return []
    view = scene(sent)
    out: list[LossReading] = []
    for hit in hits:
        for reading in _read(view, hit, offset):
            if not _known(out, reading):
                out.append(_same_people(reading, out))
    return out


def _same_people(new: LossReading, out: Sequence[LossReading]) -> LossReading:
    """ "kidnapping three soldiers and killing them": the pronoun is as many as the people named before."""
    if new.loss.text.lower() not in ("them", "they"):
        return new
    before = next((old for old in reversed(out) if old.victim is not None and old.loss.kind != "materiel"), None)
    return replace(new, loss=replace(new.loss, min=before.loss.min, max=before.loss.max)) if before else new


def _known(out: Sequence[LossReading], new: LossReading) -> bool:
    """Whether the same words were counted as the same kind of loss before, or as its union ("killed and wounded")."""
    return any(
        (old.loss.kind == new.loss.kind or (_BOTH in (old.loss.kind, new.loss.kind) and {old.loss.kind, new.loss.kind} <= {*_HURT, _BOTH}))
        and old.loss.start < new.loss.end
        and new.loss.start < old.loss.end
        for old in out[-_NEAR:]
    )


def _read(view: Scene, hit: Hit, offset: int) -> list[LossReading]:
    if hit.form == "noun":
        return _counted_noun(view, hit, offset)
    if hit.form == "toll":
        return _toll(view, hit, offset)
    if hit.kind == "wound" and hit.last > hit.first and view.sent.tag(verb_start(view.sent, hit.first) - 1) == "REL":
        return []  # "two fighters who were being treated there died"
    if hit.form == "part":
        return part_of_toll(view, hit, offset)
    if hit.form == "of":
        found = objects(view, hit.last + 2)
        made = _made(view, hit, [f for f in found if f.counted or view.sent.low(hit.first) == "damage"], offset)
        return [replace(reading, before=_answered(view.sent, hit.first)) for reading in made]
    if view.sent.low(hit.last + 1) == ":" and view.starting(hit.last + 2) is not None:
        return _made(view, hit, objects(view, hit.last + 2), offset)  # "Wounded: 12"
    if hit.form == "sum":
        return _made(view, hit, objects(view, hit.last + 1), offset)
    if hit.form == "list":
        colon = next(n for n in range(hit.last, len(view.sent.tokens)) if view.sent.low(n) == ":")
        return _made(view, hit, objects(view, colon + 1), offset)
    if hit.form == "adjective":
        return _dead(view, hit, offset)
    if hit.kind in ("die", "surrender", "defect"):
        return _made(view, hit, _victims(view, hit), offset)
    if hit.kind == "leave":
        return []
    if _passive(view, hit):
        return _nobody(view, hit, offset) or _made(view, hit, _victims(view, hit), offset)
    return _active(view, hit, offset)


_ANSWERS = ("response", "retaliation", "revenge", "reprisal", "reprisals", "avenge", "avenging", "return", "answer")
_ANSWERED = 5  # words from "retaliation" to the killing


def _answered(sent: Sent, place: int) -> bool:
    """Whether a noun tells what an act answers: "in retaliation for the [killing] of two guards"."""
    opened = next((n for n in range(place - 1, max(-1, place - _ANSWERED), -1) if sent.low(n) in _ANSWERS), -1)
    return opened >= 0 and not any(sent.tag(n) in ("VBD", "VBZ", "BE", "PUNCT", "CONJ") for n in range(opened + 1, place))


def _passive(view: Scene, hit: Hit) -> bool:
    """Whether the victims stand before the verb: "were killed", "five people killed in"."""
    sent = view.sent
    if hit.form in ("base", "s", "ing"):
        return False
    group = verb_start(sent, hit.first)
    for low in (sent.low(n) for n in range(hit.first - 1, group - 1, -1)):  # the nearest helper decides: "is said to have killed"
        if low in ("was", "were", "is", "are", "be", "been", "being", "got", "get"):
            return True
        if low in ("has", "have", "had", "having", "'ve"):
            return False
    return not _object_right(view, _behind(sent, hit.last + 1))


def _behind(sent: Sent, place: int) -> int:
    """The next token that is no adverb and no second verb of the pair ("killed and wounded")."""
    while sent.tag(place) == "RB" and sent.low(place) not in ("over", "around", "about"):
        place += 1
    return place


def _object_right(view: Scene, place: int) -> bool:
    sent = view.sent
    if sent.low(place) in ("and", "or", "/") and sent.low(place + 1) in table("losses")["hurt_words"]:
        return _object_right(view, _behind(sent, place + 2))
    if view.starting(place) is not None or sent.tag(place) in ("DET", "PRON", "JJ", "POS"):
        return sent.low(place) not in ("both", "all", "one", "who") or (sent.low(place) == "one" and is_person(sent.low(place + 1)))
    if sent.low(place) in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"):
        return False
    return sent.tag(place) in ("NN", "NNP")


def _pair(sent: Sent, hit: Hit) -> tuple[str, int]:
    """Kind of the hit and the place behind it, where "killed and wounded" share their victims."""
    kind = _KINDS.get(hit.kind, hit.kind)
    joint, other = sent.low(hit.last + 1), sent.low(hit.last + 2)
    if joint in ("and", "or", "/", "and/or") and kind in _HURT and other in loss_verbs():
        second = _KINDS.get(loss_verbs()[other][0])
        if second in _HURT and second != kind:
            return _BOTH, hit.last + 3
    if sent.low(hit.first - 1) in ("or", "and") and sent.low(hit.first - 2) == "missing" and kind == "wounded":
        return _BOTH, hit.last + 1
    if kind == "wounded" and sent.low(hit.first - 1) in table("losses")["fatally"]:
        return "killed", hit.last + 1
    return kind, hit.last + 1


_KINDS = {
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


def _victims(view: Scene, hit: Hit) -> list[Phrase]:
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


def _active(view: Scene, hit: Hit, offset: int) -> list[LossReading]:
    """Victims behind the verb; a list runs on over commas and "and"."""
    sent = view.sent
    kind, after = _pair(sent, hit)
    after = _behind(sent, after)
    if sent.low(after) in ("no", "nobody") or (sent.low(after) == "any" and sent.tag(hit.first - 1) == "NEG"):
        return []
    if sent.low(after) in ("he", "she", "they", "it", "we", "i"):
        return []
    found = objects(view, after)
    if _unreal(sent, hit):
        found = [f for f in found if f.numbered]
    return _made(view, hit, found, offset, kind=kind)


def _unreal(sent: Sent, hit: Hit) -> bool:
    """ "to destroy", "would kill", "if they kill": then only a number makes it a loss ("an attack to kill another 20")."""
    if hit.form == "base" and (sent.tag(hit.first - 1) in ("TO", "MODAL") or sent.tag(hit.first - 2) in ("TO", "MODAL")):
        return True
    return any(sent.low(n) in ("if", "wherever", "whenever", "unless") for n in range(max(0, hit.first - 6), hit.first))


def _made(view: Scene, hit: Hit, found: Sequence[Phrase], offset: int, kind: str = "") -> list[LossReading]:
    """Readings of the phrases that such a verb can have: persons for killing, goods for capture, either for destruction."""
    out = []
    paired = kind or _pair(view.sent, hit)[0]
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


def _counted_noun(view: Scene, hit: Hit, offset: int) -> list[LossReading]:
    """ "eight deaths", "around 4,700 casualties", "no injuries", "heavy casualties"."""
    sent, rows = view.sent, table("losses")
    first = noun_first(view, hit.first)
    number = noun_number(view, first, hit.first)
    kind, last = hit.kind, hit.last
    if kind in _HURT and sent.low(last + 1) in ("and", "or") and sent.low(last + 2) in (*rows["injury_nouns"], *rows["death_nouns"]):
        kind, last = _BOTH, last + 2
    if negated(sent, first):
        begin = first - 1 if sent.low(first - 1) in ("no", "any", "zero", "without") else first
        return [_plain(view, Hit(begin, last, kind, "noun"), 0, 0, offset, hit)]
    if number is not None:
        return [_plain(view, Hit(number.first, last, kind, "noun"), number.min, number.max, offset, hit)]
    if {sent.low(first), sent.low(first - 1)} & set(rows["unreal"]):
        return []
    if kind == "wounded" and sent.low(first - 1) in rows["suffering"]:
        found = [f for f in subjects(view, verb_start(sent, first - 1)) if f.counted or is_person(f.head)]
        return _made(view, hit, found, offset, kind="wounded")
    inflicted = any(sent.low(n) in rows["inflicting"] for n in (hit.first - 1, first - 1, first))
    if kind in (_BOTH, "wounded") and inflicted and (sent.low(hit.first) != "losses" or of_people(sent, first, hit.first)):
        return [_plain(view, Hit(first, last, kind, "noun"), None, None, offset, hit)]
    return []


def _plain(view: Scene, spot: Hit, low: int | None, high: int | None, offset: int, hit: Hit) -> LossReading:
    """A loss that a noun counts: nobody is named as victim."""
    words = view.sent.piece(spot.first, spot.last, offset)
    included = any(n in view.inner for n in range(spot.first, spot.last + 1))
    loss = Loss("", spot.kind, low, high, "", words.text, words.start, words.end)
    return LossReading(loss, None, view.sent.piece(hit.first, hit.last, offset), included)


def _toll(view: Scene, hit: Hit, offset: int) -> list[LossReading]:
    """ "the death toll rose to 17", "the number of injured increases to 568"."""
    kind = toll_kind(view.sent, hit.first)
    number = toll_number(view, hit.last) if kind and not superseded(view.sent, hit.first) else None
    if number is None:
        return []
    found = _plain(view, Hit(number.first, number.last, kind, "toll"), number.min, number.max, offset, hit)
    return [replace(found, total=is_total(view.sent, hit.first) and not of_the_same(view.sent, hit.first))]


def part_of_toll(view: Scene, hit: Hit, offset: int) -> list[LossReading]:
    """ "Twelve of the dead are children", "among the victims were two nurses and a guard", "three pupils are among those killed"."""
    sent, before = view.sent, hit.first - 2
    if sent.low(before) == "of":
        number = next((n for n in view.numbers if n.last == before - 1), None)
        if number is None:
            return []
        words = sent.piece(number.first, hit.last, offset)
        loss = Loss("", _KINDS.get(hit.kind, hit.kind), number.min, number.max, "", words.text, words.start, words.end)
        who = phrase_at(view, hit.last + 2, len(sent.tokens))
        named = sent.piece(who.first, who.last, offset) if who is not None and is_person(who.head) else words
        return [LossReading(loss, named, sent.piece(hit.first, hit.last, offset), True)]
    found = objects(view, hit.last + 2) if sent.tag(hit.last + 1) == "BE" else []
    if not found and sent.tag(hit.last + 1) != "BE":
        found = subjects(view, verb_start(sent, before))
    return _made(view, replace(hit, kind="kill" if hit.kind == "killed" else "wound"), found, offset)


def _dead(view: Scene, hit: Hit, offset: int) -> list[LossReading]:
    """ "left five dead", "17 dead", "four children were among the dead"."""
    sent = view.sent
    if is_person(sent.low(hit.first + 1)) and (counted := _told_dead(view, hit)):
        return _made(view, hit, counted, offset)
    if (
        (sent.tag(hit.first - 1) == "DET" and view.starting(hit.first - 1) is None)
        or is_person(sent.low(hit.first + 1))
        or sent.low(hit.first + 1) in ("sea", "end", "zone")
    ):
        return []
    found = [f for f in _victims(view, hit) if f.counted or is_person(f.head)]
    return _made(view, hit, found, offset)


def _told_dead(view: Scene, hit: Hit) -> list[Phrase]:
    """ "a doctor reports [seven dead policemen]": a toll where a verb of telling counts them, no bodies that are moved about."""
    number = next((n for n in view.numbers if n.last == hit.first - 1), None)
    if number is None or view.sent.low(number.first - 1) not in table("losses")["counting"]:
        return []
    phrase = phrase_at(view, number.first, len(view.sent.tokens))
    return [phrase] if phrase is not None else []


def _not_one(view: Scene, group: int) -> int:
    """Where "not a single soldier", "not one house" begins before a verb group; -1 elsewhere."""
    sent = view.sent
    for at in range(group - 1, max(-1, group - 7), -1):
        if sent.low(at) == "not" and (sent.low(at + 1) == "one" or (sent.low(at + 1) == "a" and sent.low(at + 2) == "single")):
            return at
        if sent.low(at) in (",", ";") or sent.tag(at) in ("VBD", "VBZ", "BE"):
            return -1
    return -1


_NOBODY = frozenset(["no", "nobody", "none", "neither"])
_BETWEEN = ("NN", "NNP", "JJ", "PRON", "NUM", "CONJ", "VBD", "BE")


def _nobody(view: Scene, hit: Hit, offset: int) -> list[LossReading]:
    """ "no one was injured", "no coalition troops were killed": a loss of none."""
    sent = view.sent
    group = verb_start(sent, hit.first)
    at = group - 1
    if (none := _not_one(view, group)) >= 0:
        return [_plain(view, Hit(none, hit.last, _pair(sent, hit)[0], "noun"), 0, 0, offset, hit)]
    while at >= 0 and sent.low(at) not in _NOBODY and group - at < 8 and (sent.tag(at) in _BETWEEN or sent.low(at) in ("of", "the")):
        at -= 1
    if at < 0 or sent.low(at) not in _NOBODY or sent.low(at + 1) == "longer":
        return []
    kind = _pair(sent, hit)[0]
    if kind not in (*_HURT, _BOTH, "captured"):
        return []
    return [_plain(view, Hit(at, hit.last, kind, "noun"), 0, 0, offset, hit)]
