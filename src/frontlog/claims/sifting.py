"""How likely a draft is a claim that a careful coder would write, and which drafts of a document are too unlikely.

The rules and the tagger each find events that the other does not, and each finds what nobody would code. A logistic figure weighs who saw
it, how sure the tagger is, the type, the form of its words, why the rules refused them, what it names, and what else its sentence tells.
Fitted by `python -m training.sifting` on reports that the tagger was not trained on (tables/sifting.yml); the figure is also the claim's
confidence, so it is calibrated where it decides. It took the place of a bound for what only the tagger sees and of a list of types for
what only the rules see.
"""

from collections.abc import Iterator, Sequence
from math import exp, log, log1p

from frontlog.claims.draft import VIOLENT, Draft
from frontlog.claims.vocabulary import numbers
from frontlog.grammar.clauses import Item

Features = dict[str, float]
# The least likely draft that stays. Half of the F1 that is reached is the best bound for it (Lewis 1995), .37 here; strict F1 would
# have none. In between, by cross-validation: docs/measurements.md, "Drafts sifted".
LEAST = 0.4
EDGE = 0.02  # probabilities of the tagger nearer to 0 or 1 than this say no more
STEP = "mentions.neural"
TITLED = (*VIOLENT, "capture", "advance", "repel", "besiege", "break_siege", "withdraw", "surrender", "losses")
MANY = 4  # other drafts of a sentence that are counted


def weigh(found: Sequence[Sequence[Draft]]) -> None:
    """Note on each draft of a document, given sentence by sentence, how likely it is."""
    weights, dense = numbers("sifting")["claim"], density(found)
    for drafts in found:
        alive = [draft for draft in drafts if not draft.reason]
        for draft in alive:
            draft.sure = likely(weights, features(draft, alive, dense))


def sift(found: Sequence[Sequence[Draft]]) -> None:
    """Refuse what is unlikely in a document that a tagger read.

    A toll that only the rules see goes to the violence of its sentence that the tagger sees, and so do the losses of what is refused.
    """
    for drafts in found:
        for draft in (draft for draft in drafts if not draft.reason):
            if draft.sure < LEAST and not _headline(draft) and not _counted(draft):
                draft.drop("seen by the rules alone" if draft.told is None else "unlikely")
        for draft in (draft for draft in drafts if draft.told is None and draft.reason in ("", "seen by the rules alone")):
            if draft.reason or draft.type == "losses":
                _join(draft, drafts)


def _headline(draft: Draft) -> bool:
    """Whether the rules read a clear act in the title. The tagger learned that a report tells its title's event again, and hardly looks
    there; what is told again is dropped later (repeats.py), and what is not may stand in the title alone."""
    return draft.line.sentence.kind == "title" and draft.told is None and not draft.hit.weak and draft.type in TITLED


def _counted(draft: Draft) -> bool:
    """Whether the rules read a repulse that counts the attacks: "stopped 51 assaults near Tokmak". General staffs tell them in rows of
    lines that hold nothing else; the reports that the weights were fitted on have none."""
    inside = range(draft.trigger.first, draft.trigger.last)
    many = any(draft.line.tag(n) == "NUM" for n in inside)
    return draft.type == "repel" and draft.hit.form == "verb" and many and bool(draft.place)


def likely(weights: dict[str, float], found: Features) -> float:
    """The probability, from 0 to 1."""
    return round(1 / (1 + exp(-sum(weights.get(name, 0.0) * value for name, value in found.items()))), 3)


def density(found: Sequence[Sequence[Draft]]) -> float:
    """Events a sentence that the tagger sees in a document, each as its probability."""
    return sum(d.told.sure for drafts in found for d in drafts if d.told is not None) / max(1, len(found))


def features(draft: Draft, alive: Sequence[Draft], dense: float) -> Features:
    """What is weighed. `alive` are the drafts of its sentence that are not refused, `dense` is the document's density."""
    told = draft.told
    who = "ruled" if told is None else "told" if draft.trigger.mention.origin.step == STEP else "both"
    return dict(_of_reader(draft, who)) | dict(_of_words(draft, who)) | dict(_of_sentence(draft, alive, dense))


def _of_reader(draft: Draft, who: str) -> Iterator[tuple[str, float]]:
    yield "always", 1.0
    yield who, 1.0
    told = draft.told
    if told is None:
        yield "hint", _odds(max((i.mention.sure for i in draft.line.of_kind("hint") if draft.covers(*_span(i))), default=0.0))
        return
    yield f"sure:{who}", _odds(told.sure)
    yield f"modality:{told.modality}", 1.0
    yield f"certainty:{told.certainty}", 1.0
    yield "named:agent", float(bool(told.agent))
    yield "named:target", float(bool(told.target))
    yield "named:place", float(bool(told.where))
    if who == "both":
        yield "same type", float(told.type == draft.type and not draft.retyped)
    else:
        yield f"refused:{draft.refused or 'unseen'}", 1.0


def _of_words(draft: Draft, who: str) -> Iterator[tuple[str, float]]:
    yield f"type:{draft.type}", 0.5
    yield f"type:{who}:{draft.type}", 0.5
    yield f"form:{draft.hit.form}", 0.5
    yield f"form:{who}:{draft.hit.form}", 0.5
    yield "weak", float(draft.hit.weak)
    yield f"weak:{who}", float(draft.hit.weak)
    yield "agent", float(bool(draft.agent))
    yield "target", float(bool(draft.target))
    yield "place", float(bool(draft.place))
    yield "losses", float(bool(draft.losses))


def _of_sentence(draft: Draft, alive: Sequence[Draft], dense: float) -> Iterator[tuple[str, float]]:
    sentence, others = draft.line.sentence, [other for other in alive if other is not draft]
    yield "title", float(sentence.kind == "title")
    yield "number", log1p(sentence.number) / 3
    yield "length", log1p(len(draft.line.tokens)) / 3
    yield "quote", float(any(mark in sentence.span.quote for mark in '"“”'))
    yield "others", min(len(others), MANY) / 2
    yield "alike", float(any(other.type == draft.type for other in others))
    yield "surest", float(draft.told is None or all(_sure(other) <= draft.told.sure for other in others))
    yield "dense", dense


def _odds(chance: float) -> float:
    near = min(max(chance, EDGE), 1 - EDGE)
    return log(near / (1 - near))


def _span(item: Item) -> tuple[int, int]:
    return item.mention.span.start, item.mention.span.end


def _sure(draft: Draft) -> float:
    return draft.told.sure if draft.told is not None else 0.5


def _join(toll: Draft, drafts: Sequence[Draft]) -> None:
    """Give the losses of what only the rules see to the nearest act of violence of its sentence: "attacked a village, killing 18 and
    [burning] 60 houses". A toll is told with it."""
    causes = [d for d in drafts if d.told is not None and not d.reason and d.type in (*VIOLENT, "capture", "repel", "losses")]
    cause = min(causes, key=lambda d: abs(d.hit.head - toll.hit.head), default=None)
    if cause is not None:
        cause.losses += [loss for loss in toll.losses if loss not in cause.losses and not loss.alone]
        if toll.type == "losses":
            toll.drop("losses of another claim")
