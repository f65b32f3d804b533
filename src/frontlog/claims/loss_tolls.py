"""Losses that no verb tells: nouns that count ("eight deaths"), tolls that rise, parts of them, the dead and nobody."""

from dataclasses import replace

from frontlog.claims.loss_lists import objects
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
from frontlog.claims.loss_phrases import Phrase, Scene, phrase_at
from frontlog.claims.loss_reading import BOTH, HURT, KINDS, LossReading, made, pair, plain, victims
from frontlog.claims.loss_subjects import subjects, verb_start
from frontlog.claims.loss_words import Hit
from frontlog.claims.vocabulary import is_person, table
from frontlog.model import Loss


def counted_noun(view: Scene, hit: Hit, offset: int) -> list[LossReading]:
    """ "eight deaths", "around 4,700 casualties", "no injuries", "heavy casualties"."""
    sent, rows = view.sent, table("losses")
    first = noun_first(view, hit.first)
    number = noun_number(view, first, hit.first)
    kind, last = hit.kind, hit.last
    if kind in HURT and sent.low(last + 1) in ("and", "or") and sent.low(last + 2) in (*rows["injury_nouns"], *rows["death_nouns"]):
        kind, last = BOTH, last + 2
    if negated(sent, first):
        begin = first - 1 if sent.low(first - 1) in ("no", "any", "zero", "without") else first
        return [plain(view, Hit(begin, last, kind, "noun"), 0, 0, offset, hit)]
    if number is not None:
        return [plain(view, Hit(number.first, last, kind, "noun"), number.min, number.max, offset, hit)]
    if {sent.low(first), sent.low(first - 1)} & set(rows["unreal"]):
        return []
    if kind == "wounded" and sent.low(first - 1) in rows["suffering"]:
        found = [f for f in subjects(view, verb_start(sent, first - 1)) if f.counted or is_person(f.head)]
        return made(view, hit, found, offset, kind="wounded")
    inflicted = any(sent.low(n) in rows["inflicting"] for n in (hit.first - 1, first - 1, first))
    if kind in (BOTH, "wounded") and inflicted and (sent.low(hit.first) != "losses" or of_people(sent, first, hit.first)):
        return [plain(view, Hit(first, last, kind, "noun"), None, None, offset, hit)]
    return []


def toll(view: Scene, hit: Hit, offset: int) -> list[LossReading]:
    """ "the death toll rose to 17", "the number of injured increases to 568"."""
    kind = toll_kind(view.sent, hit.first)
    number = toll_number(view, hit.last) if kind and not superseded(view.sent, hit.first) else None
    if number is None:
        return []
    behind = [view.sent.low(number.last + n) for n in (1, 2, 3)]
    if behind[1] in ("and", "or") and {behind[0], behind[2]} <= set(table("losses")["hurt_words"]):
        kind = BOTH  # "a toll of 31 dead and wounded"
    found = plain(view, Hit(number.first, number.last, kind, "toll"), number.min, number.max, offset, hit)
    return [replace(found, total=is_total(view.sent, hit.first) and not of_the_same(view.sent, hit.first))]


def part_of_toll(view: Scene, hit: Hit, offset: int) -> list[LossReading]:
    """ "Twelve of the dead are children", "among the victims were two nurses and a guard", "three pupils are among those killed"."""
    sent, before = view.sent, hit.first - 2
    if sent.low(before) == "of":
        number = next((n for n in view.numbers if n.last == before - 1), None)
        if number is None:
            return []
        words = sent.piece(number.first, hit.last, offset)
        loss = Loss("", KINDS.get(hit.kind, hit.kind), number.min, number.max, "", words.text, words.start, words.end)
        who = phrase_at(view, hit.last + 2, len(sent.tokens))
        named = sent.piece(who.first, who.last, offset) if who is not None and is_person(who.head) else words
        return [LossReading(loss, named, sent.piece(hit.first, hit.last, offset), True)]
    found = objects(view, hit.last + 2) if sent.tag(hit.last + 1) == "BE" else []
    if not found and sent.tag(hit.last + 1) != "BE":
        found = subjects(view, verb_start(sent, before))
    return made(view, replace(hit, kind="kill" if hit.kind == "killed" else "wound"), found, offset)


def dead(view: Scene, hit: Hit, offset: int) -> list[LossReading]:
    """ "left five dead", "17 dead", "four children were among the dead"."""
    sent = view.sent
    if is_person(sent.low(hit.first + 1)) and (counted := _told_dead(view, hit)):
        return made(view, hit, counted, offset)
    if (
        (sent.tag(hit.first - 1) == "DET" and view.starting(hit.first - 1) is None)
        or is_person(sent.low(hit.first + 1))
        or sent.low(hit.first + 1) in ("sea", "end", "zone")
    ):
        return []
    found = [f for f in victims(view, hit) if f.counted or is_person(f.head)]
    return made(view, hit, found, offset)


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


def nobody(view: Scene, hit: Hit, offset: int) -> list[LossReading]:
    """ "no one was injured", "no coalition troops were killed": a loss of none."""
    sent = view.sent
    group = verb_start(sent, hit.first)
    at = group - 1
    if (none := _not_one(view, group)) >= 0:
        return [plain(view, Hit(none, hit.last, pair(sent, hit)[0], "noun"), 0, 0, offset, hit)]
    while at >= 0 and sent.low(at) not in _NOBODY and group - at < 8 and (sent.tag(at) in _BETWEEN or sent.low(at) in ("of", "the")):
        at -= 1
    if at < 0 or sent.low(at) not in _NOBODY or sent.low(at + 1) == "longer":
        return []
    kind = pair(sent, hit)[0]
    if kind not in (*HURT, BOTH, "captured"):
        return []
    return [plain(view, Hit(at, hit.last, kind, "noun"), 0, 0, offset, hit)]
