"""When an event happened: one of several days, by weights.

The rules (time_choice.py, time_earlier.py, story.py) choose among the times of a sentence, the day that a report tells, an open past and
the news of the day by distances and by precedence. Here each of these is a candidate with the sum of the weights of its features, and
the highest stands; what the rules chose has a feature of its own. The weights are those of a conditional logit, fitted by
`python -m training.timing` on annotated claims (tables/timing.yml).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import log1p

from frontlog.claims.draft import VIOLENT
from frontlog.claims.time_choice import TOO_FAR, cost
from frontlog.claims.time_earlier import Told, tense
from frontlog.claims.vocabulary import numbers
from frontlog.model import Piece, Sentence, TimeRef

Features = dict[str, float]
GROUND = ("capture", "advance", "repel", "besiege", "break_siege", "hold", "withdraw", "handover")
TALK = ("statement", "negotiate", "agreement")
MARGIN = 0.0
_OPENING = 3  # sentences of a report, its title among them, that tell what the next ones date
_OPEN = ("so far", "already", "until now", "to date", "in total", "since then", "ever since", "over the years", "repeatedly", "many times")


@dataclass(frozen=True, slots=True)
class Option:
    """A candidate: its days, where it comes from (ruled, here, default, before, lead, last, open, since) and how many sentences away its
    words stand."""

    time: TimeRef
    origins: tuple[str, ...]
    away: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """What is to be dated: a trigger in its sentence, and what is known of the telling. `told` is None where no word stands there."""

    sentence: Sentence
    trigger: Piece
    type: str
    modality: str
    published: date | None
    told: Told | None
    rule: str = ""  # the rule by which it happened before the news
    times: int = 0  # time expressions of the sentence
    quoted: bool = False  # whether somebody's words hold it
    under: bool = False  # whether it stands under a heading that names a day
    back: bool = False  # whether its report looks back


def choose(event: Event, options: Sequence[Option]) -> Option:
    """The best candidate; of equals the first. Where clear words made the rules look back ("in response to a raid"), or a plan or a heading
    has its day, what they chose stands."""
    if settled(event):
        return options[0]
    weights = numbers("timing")["time"]
    sums = [
        round(sum(weights.get(name, 0.0) * value for name, value in row.items()) + MARGIN * ("ruled" in option.origins), 6)
        for row, option in zip(features(event, options), options, strict=True)
    ]
    return options[max(range(len(sums)), key=lambda n: (sums[n], -n))]


def settled(event: Event) -> bool:
    """Whether the rules decide alone."""
    return bool(event.rule) or event.under or event.modality in ("planned", "conditional")


def once(options: Sequence[Option]) -> list[Option]:
    """Candidates of the same days told once, with all their origins; the words of the first stand."""
    out: dict[tuple[date | None, date | None], Option] = {}
    for option in options:
        key = option.time.start, option.time.end
        old = out.get(key)
        if old is None:
            out[key] = option
        else:
            out[key] = replace(old, origins=(*old.origins, *(o for o in option.origins if o not in old.origins)))
    return list(out.values())


def features(event: Event, options: Sequence[Option]) -> list[Features]:
    """What is weighed of each candidate."""
    costs = [_cost(event, option) for option in options]
    least = min(costs)
    return [dict(_of(event, option, paid, least)) for option, paid in zip(options, costs, strict=True)]


def _cost(event: Event, option: Option) -> int:
    if "here" not in option.origins:
        return TOO_FAR
    return cost(option.time, event.trigger, event.sentence.span.quote, event.sentence.span.start)


def _of(event: Event, option: Option, paid: int, least: int) -> Iterator[tuple[str, float]]:
    group = "violence" if event.type in VIOLENT else "ground" if event.type in GROUND else "talk" if event.type in TALK else event.type
    how = tense(event.told) if event.told is not None else "none"
    lacking = "" if least >= TOO_FAR else "near"
    for origin in option.origins:
        yield origin, 1.0
        yield f"{origin}:{group}", 0.5
        yield f"{origin}::{event.type}", 0.5
        yield f"{origin}:{how}", 1.0
        yield f"{origin}:{event.modality}", 0.5
        yield f"{origin}:{lacking}", 1.0
        if event.quoted:
            yield f"{origin}:quoted", 0.5
        if event.sentence.kind == "title":
            yield f"{origin}:title", 0.5
        if event.published is None:
            yield f"{origin}:undated", 1.0
        if event.times:
            yield f"{origin}:times", 0.5
        if event.sentence.number < _OPENING and origin in ("coming", "default"):
            yield f"{origin}:opening", 0.5
        if event.back:
            yield f"{origin}:back", 1.0
    yield from _of_days(event, option)
    if "here" in option.origins:
        yield from _of_words(event, option, paid, least)
    elif option.away:
        name = next(o for o in ("before", "lead", "last", "coming", "since") if o in option.origins)
        yield f"away:{name}", log1p(option.away)
        if option.away == 1:
            yield f"next:{name}", 1.0
            yield f"next:{name}:{event.type}", 0.5
    if {"open", "since"} & set(option.origins):
        low = event.sentence.span.quote.lower()
        yield "open:words", float(any(words in low for words in _OPEN))
        yield "open:since", float(" since" in low)


def _of_days(event: Event, option: Option) -> Iterator[tuple[str, float]]:
    start, end = option.time.start, option.time.end
    if start is None:
        yield "startless", 1.0
    if event.published is None or end is None:
        return
    ago = (event.published - end).days
    yield "ago", log1p(max(0, ago))
    if event.told is not None:
        yield f"ago:{tense(event.told)}", log1p(max(0, ago)) / 2
    yield "ahead", float(ago < 0)
    yield f"ahead:{event.modality}", float(ago < 0)
    if start is not None:
        long = (end - start).days
        yield "long", log1p(max(0, long))
        yield f"long:{'toll' if event.type in ('losses', 'evacuate') else 'act'}", log1p(max(0, long))


def _of_words(event: Event, option: Option, paid: int, least: int) -> Iterator[tuple[str, float]]:
    """Where the words of a time stand from the trigger, and what they are."""
    time, trigger = option.time, event.trigger
    yield "far", float(paid >= TOO_FAR)
    yield "paid", min(paid, 180) / 60
    yield "least", float(paid == least < TOO_FAR)
    yield "behind" if time.text_start >= trigger.end else "ahead of it", 1.0
    yield "first", float(time.text_start - event.sentence.span.start < 4)
    yield f"grain:{time.granularity}", 1.0
    yield f"basis:{time.basis.split()[-1] if time.basis else ''}", 0.5
    yield f"word:{time.text.split()[0].lower() if time.text else ''}", 0.5
    gap = abs(time.text_start - trigger.end if time.text_start >= trigger.end else trigger.start - time.text_end)
    yield "gap", log1p(max(0, gap)) / 3
