"""A small record of a real war's actors with everything in it that breaks exports: formulas, separators, Arabic, old days, no spot."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from frontlog.model import (
    ActorRef,
    Claim,
    ClaimedState,
    Contradiction,
    ControlState,
    Copy,
    Decision,
    Document,
    Effect,
    Evidence,
    Incident,
    Item,
    KnownState,
    Loss,
    Mention,
    Origin,
    Piece,
    PlaceRef,
    Raw,
    RawSpan,
    Segment,
    Span,
    TimeRef,
    Tolls,
    digest,
    record_id,
)
from frontlog.views.exports.choice import About, Choice
from frontlog.views.exports.export import Export
from frontlog.views.exports.registry import FORMATS
from support.sample import Week

BY = Origin("test.rules", "1")
ABOUT = About(run_id="0123456789ab", version="0.1", corpus="A test", licence="CC0", credits="Places\n\nNobody\n")
ARABIC = "قوات سوريا الديمقراطية تتقدم في الرقة"
REPORTS = {  # document -> outlet, day, title, text
    "d-raqqa": (
        "Khabur Post",
        date(2017, 10, 11),
        "SDF take the silos",
        'The SDF captured Tabqa on Tuesday from ISIS. "We buried 12 of theirs", said Rami Darwish, a baker. A drone strike killed 3 to 5 '
        "people in Tabqa on Monday.\n\nomar77: my cousin Walid saw it all!!",
    ),
    "d-copy": ("=cmd|' /C calc'!A0", date(2017, 10, 12), "+1; SDF take\tthe silos", "The SDF captured Tabqa on Tuesday from ISIS."),
    "d-arab": ("وكالة الرقة", date(2017, 10, 12), ARABIC, f"{ARABIC} يوم الثلاثاء."),
    "d-state": (
        "SANA",
        date(2017, 10, 13),
        "Army denies",
        "The army denied that the SDF captured Tabqa. Soldiers besieged Doma.\nIt held Homs in 1875.",
    ),
}


def place(document: str, words: str, id_: str, lat: float | None, lon: float | None, **more: Any) -> PlaceRef:
    at = REPORTS[document][3].index(words)
    radius = 3000 if lat is not None else None
    known = PlaceRef(words, at, at + len(words), id_, words, lat, lon, radius, "at", "SY" if lat else "", "exact" if lat else "none")
    return replace(known, **more)


TABQA = {"kind": "town", "admin1": "Ar-Raqqa", "admin2": "Ath-Thawrah", "pcode": "SY1103", "geo_precision": 1, "where_prec": 1}


def actor(document: str, words: str, id_: str, name: str = "") -> ActorRef:
    at = REPORTS[document][3].index(words)
    return ActorRef(words, at, at + len(words), id_, name or words)


def claim(document: str, sentence: str, trigger: str, type_: str, **more: Any) -> Claim:
    text = REPORTS[document][3]
    start = text.index(sentence)
    at = text.index(trigger, start)
    plain = Claim(
        id=record_id("c", document, type_, sentence),
        document=document,
        evidence=Span(document, start, start + len(sentence), sentence),
        type=type_,
        trigger=Piece(trigger, at, at + len(trigger)),
        agent=(),
        target=(),
        place=(),
        time=TimeRef("", -1, -1, date(2017, 10, 10), date(2017, 10, 10), "day", "weekday"),
        modality="actual",
        certainty="asserted",
        source=None,
        source_id="",
        losses=(),
        objects=(),
        confidence=0.75,
        origin=BY,
    )
    return replace(plain, **more)


@cache
def _claims() -> dict[str, Claim]:
    fell = "The SDF captured Tabqa on Tuesday from ISIS."
    return {
        "fell": claim(
            "d-raqqa",
            fell,
            "captured",
            "capture",
            agent=(actor("d-raqqa", "SDF", "sdf"),),
            target=(actor("d-raqqa", "ISIS", "isis"),),
            place=(place("d-raqqa", "Tabqa", "g-1", 35.8366, 38.5481, **TABQA),),
        ),
        "fell-copy": claim(
            "d-copy",
            fell,
            "captured",
            "capture",
            agent=(actor("d-copy", "SDF", "sdf"),),
            place=(place("d-copy", "Tabqa", "g-1", 35.8366, 38.5481, **TABQA),),
        ),
        "toll": claim(
            "d-raqqa",
            '"We buried 12 of theirs", said Rami Darwish, a baker.',
            "buried",
            "losses",
            certainty="attributed",
            source=Piece("Rami Darwish, a baker", *_at("d-raqqa", "Rami Darwish, a baker")),
            source_id="x-rami-darwish",
            target=(actor("d-raqqa", "theirs", "isis"),),
            losses=(Loss("isis", "killed", 12, None, "", "12", *_at("d-raqqa", "12")),),
        ),
        "strike": claim(
            "d-raqqa",
            "A drone strike killed 3 to 5 people in Tabqa on Monday.",
            "strike",
            "airstrike",
            objects=(Piece("drone", *_at("d-raqqa", "drone")),),
            place=(place("d-raqqa", "Tabqa", "g-1", 35.8366, 38.5481, **TABQA),),
            target=(actor("d-raqqa", "people", "civilians"),),
            losses=(Loss("civilians", "killed", 3, 5, "", "3 to 5", *_at("d-raqqa", "3 to 5")),),
        ),
        "arab": claim(
            "d-arab",
            REPORTS["d-arab"][3],
            "تتقدم",
            "advance",
            agent=(actor("d-arab", "قوات سوريا الديمقراطية", "sdf"),),
            place=(place("d-arab", "الرقة", "n-raqqa", None, None),),
        ),
        "denied": claim(
            "d-state",
            "The army denied that the SDF captured Tabqa.",
            "denied",
            "capture",
            modality="denied",
            agent=(actor("d-state", "SDF", "sdf"),),
            source=Piece("The army", *_at("d-state", "The army")),
            source_id="saa",
        ),
        "siege": claim(
            "d-state",
            "Soldiers besieged Doma.",
            "besieged",
            "besiege",
            agent=(actor("d-state", "Soldiers", "saa"),),
            place=(place("d-state", "Doma", "g-2", 33.57, 36.4, geo_precision=3, where_prec=4, admin1="Rural\nDamascus; east"),),
        ),
        "old": claim(
            "d-state",
            "It held Homs in 1875.",
            "held",
            "hold",
            time=TimeRef("in 1875", *_at("d-state", "in 1875"), date(1875, 1, 1), None, "year", "year"),
            place=(place("d-state", "Homs", "g-3", 34.73, 36.71),),
            agent=(actor("d-state", "It", "x-=it", "@It; the\tparty\n"),),
        ),
    }


def _at(document: str, words: str) -> tuple[int, int]:
    at = REPORTS[document][3].index(words)
    return at, at + len(words)


def incident(key: str, names: Sequence[str], **more: Any) -> Incident:
    claims = [_claims()[n] for n in names]
    head = claims[0]
    spot = next((p for c in claims for p in c.place), None)
    plain = Incident(
        id=f"FL-SYR-20171010-{digest(key)[:4].upper()}",
        type=head.type,
        title=f"{key} at {spot.name if spot else 'somewhere'}",
        start=head.time.start,
        end=head.time.end,
        place_id=spot.id if spot else "",
        place_name=spot.name if spot else "",
        lat=spot.lat if spot else None,
        lon=spot.lon if spot else None,
        uncertainty_m=spot.uncertainty_m if spot else None,
        country=spot.country if spot else "",
        agents=tuple(dict.fromkeys(a.id for c in claims for a in c.agent)),
        targets=tuple(dict.fromkeys(a.id for c in claims for a in c.target)),
        modality=head.modality,
        tolls=tuple(Tolls(x.side, x.kind, x.min, x.min, x.max, (c.id,)) for c in claims for x in c.losses),
        claims=tuple(c.id for c in claims),
        documents=tuple(sorted({c.document for c in claims})),
        origin_groups=tuple(sorted({"d-raqqa" if c.document == "d-copy" else c.document for c in claims})),
        grade="fair",
        grade_reason="Told by Rami Darwish and others.",
        origin=BY,
    )
    return replace(plain, **more)


def record() -> Week:
    """All rows, made anew."""
    out = Week()
    claims = _claims()
    for key, (outlet, day, title, text) in REPORTS.items():
        raw = text.encode()
        out.add(
            Document(
                id=key,
                name=f"{key}.txt",
                outlet=outlet,
                republished_by="",
                url=f"https://news.example/{key}",
                title=title,
                author="Lina Habib",
                published=day,
                published_role="published",
                dates=(),
                language="ar" if key == "d-arab" else "en",
                sha256_raw=sha(raw),
                sha256_clean=sha(raw),
                text=text,
                origin=BY,
                retrieved=datetime(2017, 10, 14, 6, 30, tzinfo=UTC),
            ),
            Item(
                id=key,
                name=f"{key}.txt",
                part=0,
                media_type="text/plain",
                size=len(raw),
                sha256=sha(raw),
                url=f"https://news.example/{key}",
            ),
            Copy(
                id=key,
                origin_group="d-raqqa" if key == "d-copy" else key,
                copy_of="d-raqqa" if key == "d-copy" else "",
                similarity=1.0,
                basis="",
            ),
            RawSpan(document=key, start=0, end=len(text), raw_start=0, raw_end=len(raw), form="utf-8"),
        )
        body = text.partition("\n\nomar77")[0]
        out.add(Segment(id=f"s-{key}", span=Span(key, 0, len(body), body), kind="body", reason="test", origin=BY))
    comment = REPORTS["d-raqqa"][3].index("omar77")
    text = REPORTS["d-raqqa"][3]
    out.add(Segment(id="s-c", span=Span("d-raqqa", comment, len(text), text[comment:]), kind="comment", reason="test", origin=BY))
    at = _at("d-raqqa", "Rami Darwish")
    out.add(Mention(id="m-1", span=Span("d-raqqa", *at, "Rami Darwish"), sentence=1, kind="actor", label="person", origin=BY))
    out.add(*claims.values())
    out.add(
        incident("fall", ("fell", "fell-copy", "toll", "denied"), grade="contested"),
        incident("strike", ("strike",), start=date(2017, 10, 9), end=date(2017, 10, 9)),
        incident("=advance; of\nmany", ("arab",), title='=HYPERLINK("http://x"); Rami Darwish says\nso'),
        incident("siege", ("siege",), end=date(2017, 10, 30)),
        incident("old", ("old",), start=date(1875, 1, 1), end=None),
        incident("undated", ("denied",), start=None, end=None),
    )
    out.add(_quarrel(claims), *_control(claims))
    out.add(
        Decision(
            id="v-1",
            subject=(claims["fell"].id, claims["denied"].id),
            verdict="same",
            who="Ada",
            when=datetime(2018, 1, 2, tzinfo=UTC),
            why="-",
        )
    )
    return out


def _quarrel(claims: dict[str, Claim]) -> Contradiction:
    found = incident("fall", ("fell", "fell-copy", "toll", "denied")).id
    one, two = claims["fell"].id, claims["denied"].id
    return Contradiction(
        id="q-1",
        incident=found,
        type="denial",
        field="modality",
        claim_a=one,
        claim_b=two,
        value_a="actual",
        value_b="denied",
        size=None,
        status="contradiction",
        origin=BY,
    )


def _control(claims: dict[str, Claim]) -> list[Any]:
    fell = claims["fell"]
    spot = fell.place[0]
    common = {
        "place_id": spot.id,
        "place_name": spot.name,
        "lat": spot.lat,
        "lon": spot.lon,
        "uncertainty_m": 3000,
        "country": "SY",
        "origin": BY,
    }
    effect = Effect(
        id="e-1",
        claim=fell.id,
        document=fell.document,
        actor="sdf",
        actor_name="SDF",
        side="sdf",
        kind="gains",
        start=date(2017, 10, 10),
        end=None,
        weight=2.0,
        reason="capture",
        **common,
    )
    ground = (Evidence("e-1", fell.id, 1.9, "capture counts as gains"),)
    states = [
        ControlState(
            id="k-1",
            start=date(2014, 1, 1),
            end=date(2017, 10, 10),
            state="held",
            holder="isis",
            holder_name="ISIS",
            besieged_by="",
            probability=0.9,
            evidence=(),
            last_evidence=None,
            **common,
        ),
        ControlState(
            id="k-2",
            start=date(2017, 10, 10),
            end=None,
            state="held",
            holder="sdf",
            holder_name="SDF",
            besieged_by="",
            probability=0.87654,
            evidence=ground,
            last_evidence=date(2017, 10, 10),
            origins=("d-raqqa",),
            second="isis",
            second_probability=0.1,
            **common,
        ),
    ]
    held = states[1]
    same = {f.name: getattr(held, f.name) for f in fields(ControlState) if f.name != "id"}
    return [effect, *states, KnownState(id="n-1", known=date(2017, 10, 11), **same), ClaimedState(id="f-1", **same)]


def sha(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()


def archived(item: Item) -> Raw:
    return Raw(item=item, content=REPORTS[item.id][3].encode())


def export(choice: Choice | None = None, rows: Any = None) -> Export:
    """An export of the record."""
    return Export(rows or record(), choice, ABOUT, archived)


def made(name: str, choice: Choice | None = None, file: str = "") -> bytes:
    """One file of a format."""
    return FORMATS[name].bytes(export(choice), file)


def write(name: str, folder: Path, choice: Choice | None = None) -> Path:
    """One format in a folder; gives its (first) file."""
    form = FORMATS[name]
    out = folder / (next(iter(form.files)) if form.single else name)
    return form.write(export(choice), out)[0]
