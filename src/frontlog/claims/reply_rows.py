"""What a reply offers as claims: its JSON found, each row's fields brought to plain types. Nothing here looks at the document."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

FENCE = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL)
MOST_CLAIMS = 400  # in one reply about at most forty sentences: more is a machine that repeats itself
MOST_PIECES = 30  # participants of one kind
LARGEST = 1_000_000_000  # persons or things lost
MODALITIES = ("actual", "failed", "planned", "conditional", "denied")
CERTAINTIES = ("asserted", "attributed", "hedged", "disputed")
LOSS_KINDS = ("killed", "wounded", "killed_or_wounded", "captured", "surrendered", "defected", "materiel")


class ReplyError(ValueError):
    """A reply, or a row of one, that is not what was asked for; says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class LossRow:
    """A loss as it was answered."""

    kind: str
    min: int | None
    max: int | None
    side: str
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A claim as it was answered: words only, whose places in the document are still to be found."""

    evidence: str
    type: str
    trigger: str
    agent: tuple[str, ...]
    target: tuple[str, ...]
    place: tuple[tuple[str, str], ...]  # words, relation
    time: str
    start: date | None
    end: date | None
    modality: str
    certainty: str
    source: str
    losses: tuple[LossRow, ...]
    objects: tuple[str, ...]


def rows(text: str) -> list[Mapping[str, object]]:
    """The claims of a reply as it stands. Raises ReplyError where there is no JSON object with a list "claims"."""
    for candidate in _candidates(text):
        try:
            value = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        claims = value.get("claims") if isinstance(value, dict) else None
        if isinstance(claims, list):
            return [claim for claim in claims[:MOST_CLAIMS] if isinstance(claim, dict)]
    raise ReplyError('holds no JSON object with a list under "claims"')


def _candidates(text: str) -> Iterator[str]:
    """The reply itself, what stands in its fences, and what stands between its outer braces."""
    yield text
    yield from FENCE.findall(text)
    first, last = text.find("{"), text.rfind("}")
    if 0 <= first < last:
        yield text[first : last + 1]


def row(value: Mapping[str, object], types: frozenset[str]) -> Row:
    """One claim with its fields checked. Raises ReplyError, naming the field and the value."""
    time = value.get("time")
    time = time if isinstance(time, dict) else {}
    return Row(
        evidence=_words(value.get("evidence")),
        type=_choice(value, "type", tuple(sorted(types)), ""),
        trigger=_words(value.get("trigger")),
        agent=_many(value.get("agent")),
        target=_many(value.get("target")),
        place=_places(value.get("place")),
        time=_words(time.get("text")),
        start=_day(time.get("start")),
        end=_day(time.get("end")),
        modality=_choice(value, "modality", MODALITIES, "actual"),
        certainty=_choice(value, "certainty", CERTAINTIES, "asserted"),
        source=_words(value.get("source")),
        losses=tuple(_loss(x) for x in _list(value.get("losses")) if isinstance(x, dict)),
        objects=_many(value.get("objects")),
    )


def _choice(value: Mapping[str, object], field: str, choices: tuple[str, ...], default: str) -> str:
    found = value.get(field, default)
    if not isinstance(found, str) or found not in choices:
        raise ReplyError(f"has the {field} '{str(found)[:40]}', which is none")
    return found


def _list(value: object) -> list[object]:
    return value[:MOST_PIECES] if isinstance(value, list) else []


def _words(value: object) -> str:
    """Words, whether they stand as a string or in an object under "text"."""
    if isinstance(value, dict):
        value = value.get("text")
    return value if isinstance(value, str) else ""


def _many(value: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (_words(one) for one in _list(value)))))


def _places(value: object) -> tuple[tuple[str, str], ...]:
    out: dict[str, str] = {}
    for one in _list(value):
        relation = one.get("relation") if isinstance(one, dict) else ""
        if words := _words(one):
            out.setdefault(words, relation if isinstance(relation, str) and relation else "at")
    return tuple(out.items())


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _loss(value: Mapping[str, object]) -> LossRow:
    low, high = _count(value.get("min")), _count(value.get("max"))
    if low is not None and high is not None and low > high:
        raise ReplyError(f"has a loss of at least {low} and at most {high}")
    return LossRow(_choice(value, "kind", LOSS_KINDS, ""), low, high, *(_words(value.get(k)) for k in ("side", "what", "text")))


def _count(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST:
        raise ReplyError(f"counts '{str(value)[:40]}', which is no number of losses")
    return value
