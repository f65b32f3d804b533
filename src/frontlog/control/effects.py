"""From claims to effects: what each claim means for who holds its places, by the table of effects.yml."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from frontlog.control.before import before_change, until
from frontlog.control.parties import Party, opponents, party, speakers
from frontlog.control.quarters import TAKES, whole
from frontlog.control.sides import Sides, register
from frontlog.control.table import Outcome, Rule, Table, load_table
from frontlog.control.takers import takers
from frontlog.control.whereabouts import around, placed, with_place
from frontlog.model import BY_OTHERS, Claim, Document, Effect, Origin, PlaceRef, record_id
from frontlog.reference.placewords import without_outer

ORIGIN = Origin("control.effects", "2")
YEARS = range(1000, 9000)
OF_PART, OTHER_SIDE = "-part", " (other side taken from the report)"  # in reasons: what the sentence itself does not say of the place
PLACE_MEANT = " (place taken from the report)"


def inferred(reason: str) -> bool:
    """Whether an effect of this reason is no more than concluded: from what was told of a part of the place, or for a side that only the
    rest of the report names."""
    return reason.partition(":")[0].endswith(OF_PART) or OTHER_SIDE in reason or PLACE_MEANT in reason


@dataclass(frozen=True, slots=True)
class Where:
    """The place that an effect is about, as much of it as effects keep."""

    id: str
    name: str
    lat: float | None
    lon: float | None
    uncertainty_m: int | None
    country: str


def effects(claims: Sequence[Claim], documents: Sequence[Document] = (), sides: Sides | None = None) -> Iterator[Effect]:
    """What the claims mean for who holds which place. Claims of one document must come together, whatever their order.

    A claim without any day has no effect: belief is about days. What is told of days after its publication, such as a plan, is so on the
    day when it is told. Where nobody is quoted, an outlet that speaks for a side is that side's speaker. `sides` defaults to the shipped
    registers.
    """
    sides = sides if sides is not None else register()
    voices = {document.id: sides.speaker(document.outlet) for document in documents}
    published = {document.id: document.published for document in documents}
    table = load_table()
    meant = placed(claims)
    claims = [with_place(claim, meant[claim.id]) if claim.id in meant else claim for claim in claims]
    tellers = speakers(claims, voices, sides)
    beside = around(claims, sides)
    other, doers, last = opponents(claims, sides), takers(claims, sides, tellers), before_change(claims, sides)
    for claim in (until(one, last) for one in sorted(claims, key=lambda one: one.id)):
        days = window(claim, published.get(claim.document))
        if days is None or not sureness(claim, table):
            continue
        parties = {**_parties(claim, tellers[claim.id], sides, other), **doers.get(claim.id, {})}
        seen: set[str] = set()
        for place in claim.place:
            if place.id in seen or (place.uncertainty_m or 0) > table.too_wide_m:
                continue
            seen.add(place.id)
            yield from _at(claim, place, parties, days, table, sides, claim.id in meant, beside.get((claim.id, place.id), ""))


def sureness(claim: Claim, table: Table) -> float:
    """How much of a weight remains by how the claim is told. A denial is said to be so by who denies it: what he disputes is the other
    side's word."""
    certainty = "attributed" if claim.modality == "denied" and claim.certainty == "disputed" else claim.certainty
    return table.certainty.get(certainty, 0.0)


def window(claim: Claim, published: date | None = None) -> tuple[date, date] | None:
    """First and last day of a claim, none of them after its publication. An unknown start is taken for the end, an open end of what is to
    come for the start. Days at the ends of the calendar, which belief could not step behind, are no days."""
    start, end = claim.time.start or claim.time.end, claim.time.end or claim.time.start
    if start is None or end is None:
        return None
    end = min(end, published) if published else end
    return (min(start, end), end) if all(day.year in YEARS for day in (start, end)) else None


def _parties(claim: Claim, speaker: str, sides: Sides, other: dict[str, Party]) -> dict[str, Party]:
    """Who stands for each word of the table. A target of the agent's own side is none: "the general of the army" is no enemy."""
    agent, target = party(claim.agent, claim, sides), party(claim.target, claim, sides)
    if agent and target and agent.side == target.side and claim.type != "evacuate":  # an army takes its own garrison out
        target = None
    found = {"agent": agent, "target": target, "opponent": other.get(claim.id)}
    if speaker:
        country, day = claim.place[0].country if claim.place else "", claim.time.end or claim.time.start
        found["speaker"] = Party(speaker, "", sides.side(speaker, country, day))
        if agent is None and found["opponent"] is None and sides.side(speaker, country, day):
            found["denier"] = found["speaker"]  # "the army denied that the town had been lost": who denies it is the side that has it
    return {who: one for who, one in found.items() if one is not None}


def _at(
    claim: Claim, place: PlaceRef, parties: dict[str, Party], days: tuple[date, date], table: Table, sides: Sides, meant: bool, context: str
) -> Iterator[Effect]:
    rule = table.row(claim, place, context)
    if rule is None:
        return
    wide = table.said("region", {"place": without_outer(place.text), "name": place.name})
    sure = sureness(claim, table) * (table.by_others if claim.time.basis.startswith(BY_OTHERS) else 1.0)
    factor = sure * (table.region if wide else 1.0) * (table.place_meant if meant else 1.0)
    if meant:
        rule = replace(rule, reason=rule.reason + PLACE_MEANT)
    where = Where(place.id, place.name or place.text, place.lat, place.lon, place.uncertainty_m, place.country)
    speaker = parties.get("speaker")
    for outcome in rule.outcomes:
        one = parties.get(outcome.who)
        if one is not None and (outcome.kind != "concedes" or (speaker is not None and speaker.side == one.side)):
            yield _effect(claim, where, one, outcome, rule, days, factor * _scale(outcome, one, parties, table, claim, sides))
    city = whole(claim, place)
    agent = parties.get("agent")
    if city is not None and agent is not None and claim.modality == "actual" and rule.outcomes:
        part = Rule(f"{rule.id}{OF_PART}", (), (), (), (), (), (), f"{rule.reason}, which is a part of {city.name}")
        yield _effect(
            claim,
            Where(city.id, city.name, city.lat, city.lon, None, place.country),
            agent,
            Outcome("agent", "contests" if claim.type == "clash" else "enters", TAKES[claim.type]),
            part,
            days,
            sure * table.part_of,
        )


def _scale(outcome: Outcome, one: Party, parties: dict[str, Party], table: Table, claim: Claim, sides: Sides) -> float:
    """Discounts for an inferred opponent and for a speaker who praises the own side; a concession counts more."""
    factor = table.inferred_opponent if one.inferred else 1.0
    speaker = parties.get("speaker")
    gain, loss = outcome.kind in ("gains", "holds", "repels", "enters"), outcome.kind == "loses"
    if speaker is None or outcome.weight <= 0 or not (gain or loss):
        return factor
    country, day = claim.place[0].country if claim.place else "", claim.time.end or claim.time.start
    enemies = {other.side for who, other in parties.items() if who != "speaker" and other.side != one.side}
    if sides.allied(speaker.side, one.side, country, day):
        return factor * table.stance["own" if gain else "against"]
    if any(sides.allied(speaker.side, enemy, country, day) for enemy in enemies):
        return factor * table.stance["against" if gain else "driven_out" if outcome.who == "target" else "own"]
    return factor * table.stance["neutral"]


def _effect(claim: Claim, where: Where, one: Party, outcome: Outcome, rule: Rule, days: tuple[date, date], factor: float) -> Effect:
    reason = rule.reason + (OTHER_SIDE if one.inferred else "")
    return Effect(
        id=record_id("e", claim.id, where.id, one.side, outcome.kind, rule.id, outcome.weight),
        claim=claim.id,
        document=claim.document,
        place_id=where.id,
        place_name=where.name,
        lat=where.lat,
        lon=where.lon,
        uncertainty_m=where.uncertainty_m,
        country=where.country,
        actor=one.actor,
        actor_name=one.name,
        side=one.side,
        kind=outcome.kind,
        start=days[0],
        end=days[1],
        weight=round(outcome.weight * factor, 4),
        reason=f"{rule.id}: {reason}",
        origin=ORIGIN,
    )
