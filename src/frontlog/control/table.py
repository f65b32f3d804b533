"""The effect table (effects.yml), read once and checked: which row fits a claim at a place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from frontlog.model import Claim, FrontlogError, PlaceRef, suggest
from frontlog.reference.placewords import without_outer
from frontlog.reference.yamlfile import parse

WHO = ("agent", "target", "opponent", "speaker", "denier")
KINDS = ("gains", "loses", "enters", "repels", "besieges", "lifts", "holds", "contests", "concedes")
BEFORE_TRIGGER = 28  # "has been at least partly " and the like
SETTLEMENTS = ("city", "town", "village")
CLAUSE = 90  # "the town of X at dawn on Thursday without meeting any resistance"
BEHIND = 40  # "the northern half with the airstrip"
BEFORE_PLACE = 34  # "several neighbourhoods in the northern part of "


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a row says of one participant: `weight` is log-odds, negative when it speaks against."""

    who: str
    kind: str
    weight: float


@dataclass(frozen=True, slots=True)
class Wording:
    """A class of words and the stretches of the sentence where it is looked for."""

    where: tuple[str, ...]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: fits when all of its conditions do. An empty tuple of effects is an answer too: nothing follows."""

    id: str
    types: tuple[str, ...]
    modalities: tuple[str, ...]
    relations: tuple[str, ...]
    wording: tuple[str, ...]
    absent: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """All rows in order, by claim type, with the factors that scale their weights."""

    rules: Mapping[str, tuple[Rule, ...]]
    wordings: Mapping[str, Wording]
    certainty: Mapping[str, float]
    stance: Mapping[str, float]
    inferred_opponent: float
    by_others: float
    part_of: float
    place_meant: float
    region: float
    too_wide_m: int

    def row(self, claim: Claim, place: PlaceRef, context: str = "") -> Rule | None:
        """The first row that fits the claim at one of its places; `context` says in words what its report tells of the place beside it."""
        words = {**stretches(claim, place), "context": context}
        for rule in self.rules.get(claim.type, ()):
            if (
                claim.modality in rule.modalities
                and place.relation in rule.relations
                and all(self.said(name, words) for name in rule.wording)
                and not any(self.said(name, words) for name in rule.absent)
            ):
                return rule
        return None

    def said(self, name: str, words: Mapping[str, str]) -> bool:
        """Whether words of the class stand where the class is looked for."""
        wording = self.wordings[name]
        return any(wording.pattern.search(words[where]) for where in wording.where)


def stretches(claim: Claim, place: PlaceRef) -> dict[str, str]:
    """The parts of the sentence that wording is looked for in, by name."""
    text, base = claim.evidence.quote, claim.evidence.start
    trigger, end = claim.trigger.start - base, claim.trigger.end - base
    before = text[max(0, trigger - BEFORE_TRIGGER) : max(0, trigger)]
    # words of another clause do not qualify this one
    before = re.split(r"[,;:.]", before)[-1]
    start = place.start - base
    inside = 0 <= start < len(text)
    lead = text[max(0, start - BEFORE_PLACE, end if end <= start else 0) : start] if inside else ""
    return {
        "trigger": claim.trigger.text,
        "before_trigger": before,
        "before_place": re.split(r"[,;:.]|\band\b", lead)[-1] + without_outer(place.text) if inside else "",
        "place": without_outer(place.text),
        "behind": re.split(r"[,;:.]|\b(?:and|but|while|whereas)\b", text[max(0, end) : max(0, end) + BEHIND])[0] if start < trigger else "",
        "name": place.name,
        "objects": " ".join(piece.text for piece in claim.objects),
        "sentence": text,
        "sentence_near": text[max(0, trigger) : max(0, end) + 40],
        "clause": re.split(r"[;:.]|\b(?:and|but|while|whereas|before|after)\b", text[max(0, trigger) : max(0, end) + CLAUSE])[0],
        "target": " ".join(one.text for one in claim.target),
        "agent": " ".join(one.text for one in claim.agent),
        "said": place.text,
        "part": place.text if _part(place) else "",
        "around": place.text if place.kind in SETTLEMENTS else "",
    }


def _part(place: PlaceRef) -> bool:
    """Whether words without a name, "the airport", were found no better than at their city."""
    return place.basis == "inherited" or (place.kind in SETTLEMENTS and place.text == place.text.lower())


@cache
def load_table() -> Table:
    """The shipped table. Raises FrontlogError when a row names an unknown word."""
    data = parse((files("frontlog.control") / "effects.yml").read_text(encoding="utf-8"))
    wordings = {
        name: Wording(tuple(row["where"]), re.compile("|".join(row["any"]), re.IGNORECASE)) for name, row in data["wording"].items()
    }
    rules: dict[str, list[Rule]] = {}
    for row in data["rules"]:
        rule = _rule(row, wordings)
        for kind in rule.types:
            rules.setdefault(kind, []).append(rule)
    return Table(
        rules={kind: tuple(rows) for kind, rows in rules.items()},
        wordings=wordings,
        certainty=data["certainty"],
        stance=data["stance"],
        inferred_opponent=data["inferred_opponent"],
        by_others=data["by_others"],
        part_of=data["part_of"],
        place_meant=data["place_meant"],
        region=data["region"],
        too_wide_m=data["too_wide_m"],
    )


def _rule(row: Mapping[str, Any], wordings: Mapping[str, Wording]) -> Rule:
    relation = row.get("relation", "at")
    rule = Rule(
        id=row["id"],
        types=_many(row["type"]),
        modalities=_many(row.get("modality", ["actual", "failed", "planned", "conditional", "denied"])),
        relations=("at", "toward") if relation == "any_target" else _many(relation),
        wording=_many(row.get("wording", [])),
        absent=_many(row.get("not", [])),
        outcomes=tuple(Outcome(*effect) for effect in row["effects"]),
        reason=row["reason"],
    )
    for word, known in [(o.who, WHO) for o in rule.outcomes] + [(o.kind, KINDS) for o in rule.outcomes]:
        if word not in known:
            raise FrontlogError(f"Row '{rule.id}' of effects.yml says '{word}'.", suggest(word, known))
    for word in rule.wording + rule.absent:
        if word not in wordings:
            raise FrontlogError(f"Row '{rule.id}' of effects.yml names the wording '{word}'.", suggest(word, wordings))
    return rule


def _many(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
