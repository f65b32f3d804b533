"""Losses of a sentence: who or what was killed, wounded, captured, lost or destroyed, and how many at least and at most.

Use `read_losses` on each sentence that may carry a toll. The side of a loss is left empty: whose men the victims are is the
assembler's question; the victim phrase is handed over for it.
"""

from collections.abc import Sequence
from dataclasses import replace

from frontlog.claims.loss_lists import objects
from frontlog.claims.loss_phrases import Scene, scene
from frontlog.claims.loss_reading import BOTH, HURT, LossReading, made, pair, victims
from frontlog.claims.loss_subjects import verb_start
from frontlog.claims.loss_tolls import counted_noun, dead, nobody, part_of_toll, toll
from frontlog.claims.loss_words import Hit, hits_of
from frontlog.claims.vocabulary import Sent, analyse, is_person, table

_NEAR = 40  # readings back that may share words with a new one


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
        (old.loss.kind == new.loss.kind or (BOTH in (old.loss.kind, new.loss.kind) and {old.loss.kind, new.loss.kind} <= {*HURT, BOTH}))
        and old.loss.start < new.loss.end
        and new.loss.start < old.loss.end
        for old in out[-_NEAR:]
    )


def _read(view: Scene, hit: Hit, offset: int) -> list[LossReading]:
    if hit.form == "noun":
        return counted_noun(view, hit, offset)
    if hit.form == "toll":
        return toll(view, hit, offset)
    if hit.kind == "wound" and hit.last > hit.first and view.sent.tag(verb_start(view.sent, hit.first) - 1) == "REL":
        return []  # "two fighters who were being treated there died"
    if hit.form == "part":
        return part_of_toll(view, hit, offset)
    if hit.form == "of":
        found = objects(view, hit.last + 2)
        told = made(view, hit, [f for f in found if f.counted or view.sent.low(hit.first) == "damage"], offset)
        return [replace(reading, before=_answered(view.sent, hit.first)) for reading in told]
    if view.sent.low(hit.last + 1) == ":" and view.starting(hit.last + 2) is not None:
        return made(view, hit, objects(view, hit.last + 2), offset)  # "Wounded: 12"
    if hit.form == "sum":
        return made(view, hit, objects(view, hit.last + 1), offset)
    if hit.form == "list":
        colon = next(n for n in range(hit.last, len(view.sent.tokens)) if view.sent.low(n) == ":")
        return made(view, hit, objects(view, colon + 1), offset)
    if hit.form == "adjective":
        return dead(view, hit, offset)
    if hit.kind in ("die", "surrender", "defect"):
        return made(view, hit, victims(view, hit), offset)
    if hit.kind == "leave":
        return []
    if _passive(view, hit):
        return nobody(view, hit, offset) or made(view, hit, victims(view, hit), offset)
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


def _active(view: Scene, hit: Hit, offset: int) -> list[LossReading]:
    """Victims behind the verb; a list runs on over commas and "and"."""
    sent = view.sent
    kind, after = pair(sent, hit)
    after = _behind(sent, after)
    if sent.low(after) in ("no", "nobody") or (sent.low(after) == "any" and sent.tag(hit.first - 1) == "NEG"):
        return []
    if sent.low(after) in ("he", "she", "they", "it", "we", "i"):
        return []
    found = objects(view, after)
    if _unreal(sent, hit):
        found = [f for f in found if f.numbered]
    return made(view, hit, found, offset, kind=kind)


def _unreal(sent: Sent, hit: Hit) -> bool:
    """ "to destroy", "would kill", "if they kill": then only a number makes it a loss ("an attack to kill another 20")."""
    if hit.form == "base" and (sent.tag(hit.first - 1) in ("TO", "MODAL") or sent.tag(hit.first - 2) in ("TO", "MODAL")):
        return True
    return any(sent.low(n) in ("if", "wherever", "whenever", "unless") for n in range(max(0, hit.first - 6), hit.first))
