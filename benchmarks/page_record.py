"""A made-up record of a given size for `benchmarks/page.py`: all names and sentences are built from syllables, none is anybody's."""

import random
from collections import Counter
from datetime import date, timedelta
from typing import Any

from frontlog.views.bundle_run import NO_RUN
from frontlog.views.bundle_shapes import Bundle
from frontlog.views.bundle_sitreps import WORK

FIRST = date(2031, 1, 1)
WORDS = "Told by two independent voices; fair: neither is of the side that gains by it."
DAYS = 730
TYPES = ("capture", "clash", "airstrike", "shelling", "bombing", "withdraw", "besiege", "deploy", "losses", "statement", "hold", "repel")
SIDES = ("north", "south", "coast", "hills", "river")
SYLLABLES = ("ka", "mo", "ri", "ten", "sal", "ur", "bek", "da", "lin", "tor", "sha", "vel", "nu", "per", "ost", "qa", "dir", "zen")
TEXT = 5_000  # characters of one report


def record(documents: int, incidents: int, places: int, seed: int = 1) -> Bundle:
    """A bundle with that many documents, incidents (one to three claims each) and places."""
    rng = random.Random(seed)
    words = sorted({"".join(rng.choice(SYLLABLES) for _ in range(rng.randint(1, 4))) for _ in range(20_000)})
    docs = [_document(i, rng, words) for i in range(documents)]
    spots = [_place(i, rng) for i in range(places)]
    claims: list[dict[str, Any]] = []
    events = [_incident(i, rng, docs, spots, claims) for i in range(incidents)]
    named = Counter(c["place"][0]["id"] for c in claims)
    spots = [{**place, "claims": named[place["id"]]} for place in spots]
    control = [state for place in spots for state in _states(place["id"], rng, claims, 6)]
    sentences, sitreps = _sitreps(events, rng)
    out: dict[str, Any] = {
        "meta": _meta(docs, claims, events, spots),
        "documents": docs,
        "changes": [],
        "claims": claims,
        "incidents": events,
        "places": spots,
        "towns": [],
        "control": control,
        "known": [{**s, "id": f"n{s['id']}", "course": []} for s in control],
        "claimed": [{**s, "id": f"c{s['id']}", "course": []} for s in control],
        "accounts": [row for s in control for row in _editions(s, rng)],
        "without": [],
        "outlets": [{"name": f"Outlet {i}", "leaning": "", "speaks_for": "", "country": ""} for i in range(40)],
        "actors": [_actor(side, i) for i, side in enumerate(SIDES)],
        "contradictions": [_contradiction(i, events[i * 7 % len(events)]) for i in range(incidents // 25)],
        "sentences": sentences,
        "sitreps": sitreps,
        "rejections": [],
    }
    return out  # type: ignore[return-value]


def _day(offset: int) -> str:
    return (FIRST + timedelta(days=offset)).isoformat()


def _document(i: int, rng: random.Random, words: list[str]) -> dict[str, Any]:
    text = ""
    while len(text) < TEXT:
        text += " ".join(words[int(len(words) * rng.random() ** 3)] for _ in range(rng.randint(8, 24))).capitalize() + ". "
    day = _day(i * DAYS // 5000 % DAYS)
    return {
        "id": f"d{i:05}", "name": f"{i}.txt", "outlet": f"Outlet {i % 40}", "republished_by": "", "title": text[:60], "published": day,
        "published_role": "published", "dates": [{"day": day, "role": "published", "why": "given", "words": None, "taken": True}],
        "url": f"https://outlet{i % 40}.example/{i}", "language": "en", "origin_group": f"d{i:05}", "copy_of": "", "copy_basis": "",
        "copy_similarity": 0.0, "version_of": "", "superseded_by": "", "sha256": f"{i:064x}", "retrieved": None,
        "parts": [{"kind": "body", "start": 0, "end": len(text), "reason": "", "text": text}],
    }  # fmt: skip


def _place(i: int, rng: random.Random) -> dict[str, Any]:
    name = "".join(rng.choice(SYLLABLES) for _ in range(3)).capitalize()
    return {
        "id": f"p{i:04}", "name": name, "names": [], "lat": round(33 + 4 * rng.random(), 4), "lon": round(36 + 6 * rng.random(), 4),
        "uncertainty_m": 1000, "country": "", "kind": "town", "area": "", "pcode": "", "claims": 0,
    }  # fmt: skip


def _incident(
    i: int, rng: random.Random, docs: list[dict[str, Any]], spots: list[dict[str, Any]], claims: list[dict[str, Any]]
) -> dict[str, Any]:
    day = i * DAYS // 50_000 % DAYS if i >= 50 else i
    kind, place = TYPES[i % len(TYPES)], spots[int(len(spots) * rng.random() ** 2)]
    agent, target = rng.sample(SIDES, 2)
    own = [_claim(len(claims) + k, i, kind, day, place["id"], agent, target, rng, docs) for k in range(rng.choice((1, 1, 1, 2, 3)))]
    claims.extend(own)
    told = sorted({c["document"] for c in own})
    dead = rng.randint(0, 20)
    tolls = (
        [{"side": target, "kind": "killed", "low": dead, "best": dead, "high": dead + 3}]
        if kind in ("clash", "airstrike", "losses")
        else []
    )
    return {
        "id": f"FL-{i:06}", "type": kind, "title": f"{agent.title()} {kind} {place['name']} against {target}", "first": _day(day),
        "last": _day(day + rng.choice((0, 0, 0, 1, 5))), "place": place["id"] if i % 20 else "", "agents": [agent], "targets": [target],
        "modality": "actual", "tolls": tolls, "claims": [c["id"] for c in own], "documents": told, "origin_groups": told,
        "grade": "fair" if len(told) > 1 else "weak", "grade_reason": "One independent voice.",
        "belief": 0.6, "admiralty": "", "testimony": [], "against_interest": [],
    }  # fmt: skip


def _claim(
    number: int, i: int, kind: str, day: int, place: str, agent: str, target: str, rng: random.Random, docs: list[dict[str, Any]]
) -> dict[str, Any]:
    document = docs[rng.randrange(len(docs))]
    start = rng.randrange(TEXT - 200)
    dead = rng.randint(0, 20)
    losses = [{"start": start + 40, "end": start + 44, "side": target, "kind": "killed", "min": dead, "max": dead, "what": ""}]
    return {
        "id": f"c{number:016x}", "document": document["id"], "incident": f"FL-{i:06}", "type": kind, "start": start, "end": start + 140,
        "trigger": {"start": start + 20, "end": start + 28}, "agent": [{"start": start, "end": start + 6, "id": agent}],
        "target": [{"start": start + 30, "end": start + 36, "id": target}],
        "place": [{"start": start + 50, "end": start + 58, "id": place, "relation": "at", "basis": "exact"}],
        "time": {"words": None, "first": _day(day), "last": _day(day), "granularity": "day", "basis": "reported as news"},
        "modality": "actual", "certainty": rng.choice(("asserted", "attributed", "hedged")), "source": None, "source_id": "",
        "losses": losses if number % 4 == 0 else [], "objects": [], "confidence": 0.8,
    }  # fmt: skip


def _states(place: str, rng: random.Random, claims: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    starts = sorted(rng.sample(range(DAYS), count))
    out = []
    for k, start in enumerate(starts):
        holder = rng.choice(SIDES)
        grounds = [
            {"claim": claims[rng.randrange(len(claims))]["id"], "kind": "gains", "actor": holder, "weight": 1.5, "reason": "capture"}
            for _ in range(4)
        ]
        out.append({
            "id": f"k-{place}-{k}", "place": place, "first": _day(start), "until": _day(starts[k + 1]) if k + 1 < count else None,
            "state": "held" if k % 3 else "contested", "holder": holder if k % 3 else "", "besieged_by": "", "claimed_by": "",
            "probability": round(rng.uniform(0.5, 1), 3), "least": 0.5, "second": "", "second_probability": 0.0, "origins": 2,
            "last_evidence": _day(start), "evidence": grounds, "course": _course(rng),
        })  # fmt: skip
    return out


def _course(rng: random.Random) -> list[int]:
    """Twelve pairs of a day and a per cent: twice as many as the intervals of the example log have."""
    days = [0, *sorted(rng.sample(range(1, 120), 11))]
    return [number for day in days for number in (day, rng.randint(40, 99))]


def _sitreps(events: list[dict[str, Any]], rng: random.Random) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """As many reports as a record of that size gets beforehand (bundle_sitreps.WORK), of ninety sentences, as the example log's."""
    sentences: list[dict[str, Any]] = []
    reports: list[dict[str, Any]] = []
    spans = {"all": DAYS, "30": 30, "7": 7, "1": 1}
    for number in range(max(1, WORK // (len(events) + 100))):
        span = list(spans)[number % 4]
        sections = []
        for name in ("highlights", "figures", "control", "contradictions", "unplaced"):
            found = [events[rng.randrange(len(events))] for _ in range(18)]
            start = len(sentences)
            sentences += [{"text": f"{e['title']}. {WORDS}", "record": e["id"], "claims": e["claims"][:3]} for e in found]
            sections.append({"name": name, "heading": name.title(), "empty": "", "sentences": list(range(start, len(sentences)))})
        last = _day(DAYS - 1 - number // 4)
        reports.append({"span": span, "last": last, "days": spans[span], "title": f"Situation on {last}", "sections": sections})
    return sentences, reports


def _editions(state: dict[str, Any], rng: random.Random) -> list[dict[str, Any]]:
    keep = ("place", "first", "until", "state", "holder", "besieged_by")
    known = [date.fromisoformat(state["first"]) + timedelta(days=n) for n in (1, 4, 9)]
    return [
        {
            **{k: state[k] for k in keep},
            "probability": round(rng.uniform(0.5, 1), 2),
            "known": day.isoformat(),
            "superseded": known[n + 1].isoformat() if n + 1 < len(known) else None,
        }
        for n, day in enumerate(known)
    ]


def _actor(side: str, i: int) -> dict[str, Any]:
    known = {"names": [], "kind": "rebel", "country": "", "parents": [], "camps": [], "first": None, "last": None}
    return {"id": side, "name": f"{side.title()} Front", "side": side, "colour": i, **known}


def _contradiction(i: int, incident: dict[str, Any]) -> dict[str, Any]:
    a, b = incident["claims"][0], incident["claims"][-1]
    return {
        "id": f"x{i}", "incident": incident["id"], "type": "losses", "field": "losses", "claim_a": a, "claim_b": b, "value_a": "3",
        "value_b": "9", "size": 6.0, "status": "contradiction", "other_incident": "", "compatible_reason": "",
    }  # fmt: skip


def _meta(docs: list[Any], claims: list[Any], events: list[Any], spots: list[Any]) -> dict[str, Any]:
    counts = {
        "documents": len(docs),
        "voices": len(docs),
        "outlets": 40,
        "claims": len(claims),
        "incidents": len(events),
        "places": len(spots),
    }
    days = [d["published"] for d in docs]
    return {
        "title": "Benchmark", "frontlog": "0", "first_day": _day(0), "last_day": _day(DAYS + 5), "first_published": min(days),
        "last_published": max(days), "comments": "withheld", "note": "", "counts": counts, "run": NO_RUN,
    }  # fmt: skip
