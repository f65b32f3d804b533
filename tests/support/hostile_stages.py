"""What is fuzzed behind the reading of files: the stages after documents, exports, the API, a log's own files and the users' tables.

A target takes any bytes, as those of support/hostile.py do. It may refuse them (FrontlogError); all else is a fault.
"""

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

from pydantic import ValidationError

from frontlog.claims.replied import replied
from frontlog.model import (
    Claim,
    Decision,
    Document,
    FrontlogError,
    Item,
    Loss,
    Raw,
    Record,
    Reply,
    Sentence,
    digest,
    record_id,
)
from frontlog.model.tables import RowLot
from frontlog.packs.keep import Wanted
from frontlog.packs.keep import add as add_pack
from frontlog.pipeline import pipeline
from frontlog.reference.actors import load_actors
from frontlog.server.app import create_app
from frontlog.server.asked import OWN as LISTS
from frontlog.server.asked import question
from frontlog.server.library import Library
from frontlog.sources.queue import Queue
from frontlog.store import Log
from frontlog.store.decisions import Decisions
from frontlog.store.replies import Replies
from frontlog.store.verify import verify
from frontlog.store.verify.spans import quotes
from frontlog.views.explain import Index, explained, lines
from frontlog.views.exports.export import Export
from frontlog.views.exports.registry import FORMATS
from support.client import Client
from support.exports import record
from support.hostile import Target
from support.logs import build
from support.sample import Week, week

CUT = b"\n=====\n"  # between the reports of one input
NOW = datetime(2026, 1, 1, tzinfo=UTC)
REPORTS = (
    b"Free Orontes Radio, 9 October 2017\n\nRebels say they took Abu Dali\n\nFighters of the Orontes Brigade captured the village of Abu "
    b"Dali in northern Hama on Sunday, killing at least 12 soldiers, a commander said. The army denied it.",
    b"Meridian Wire - October 10, 2017\n\nAt least 17 dead in Abu Dali\n\nABU DALI (Meridian) - Between 17 and 20 people were killed when "
    b"government jets bombed Abu Dali on Monday, residents said, a day after rebels seized it. They will retake it, Gen. Dost said.",
    "Хабур, 11 октября 2017\n\nАрмия взяла Меядин\n\nСирийская армия заняла город Меядин, погибли 30 боевиков.".encode(),
    "10/10/2017\n\nسيطر الجيش على مدينة الميادين وقتل 12 مسلحا يوم الاثنين.".encode(),
    b"The siege of Deir ez-Zor was broken on September 5. 3,000 soldiers had held the airport since 2014, Steel Line reported. If ISIS "
    b"attacks again, they will hold. No one was hurt. Two tanks burned, twenty-five were captured north of Mayadin.",
)  # fmt: skip


def item_of(content: bytes, number: int = 0) -> Raw:
    """Bytes as a text file."""
    sha = digest(content.hex())
    item = Item(
        id=record_id("d", sha, number),
        name=f"{number}.txt",
        part=number,
        media_type="text/plain",
        size=len(content),
        sha256=sha,
        charset="",
    )
    return Raw(item=item, content=content)


def check_spans(have: dict[type[Record], list[Any]]) -> None:
    """Every quotation of every row stands where the row says."""
    texts = {document.id: document.text for document in have.get(Document, ())}
    for rows in have.values():
        for row in rows:
            if isinstance(row, Raw):
                continue
            for said in quotes(row):
                text = texts[said.document]
                assert text[said.start : said.end] == said.words, (type(row).__name__, said)


def worked(raws: Sequence[Raw], decisions: Sequence[Decision] = (), until: type[Record] | None = None) -> dict[type[Record], list[Any]]:
    """The rows that the whole chain makes of some items, stage by stage, without a log and without a net below it."""
    have: dict[type[Record], list[Any]] = {Raw: list(raws), Decision: list(decisions)}
    for stage in pipeline():
        listed = (Raw, Decision, Reply)
        given: list[Any] = [
            RowLot(kind, have.get(kind, [])) if stage.lots and kind not in listed else have.get(kind, []) for kind in stage.reads
        ]
        more: dict[str, Any] = {"before": []} if stage.again else {}
        made = list(stage.run(*given, **more, **({"spread": map} if stage.spread else {})))
        for kind in set(stage.reads) & set(stage.writes):
            have[kind] = []  # rows that a stage writes anew stand for those that it read
        for row in made:
            have.setdefault(type(row), []).append(row)
        if until in stage.writes:
            break
    return have


def walk_claims(content: bytes) -> None:
    check_spans(worked([item_of(content)], until=Claim))


def walk_chain(content: bytes) -> None:
    raws = {raw.id: raw for raw in map(item_of, content.split(CUT)[:4])}
    have = worked(list(raws.values()))
    check_spans(have)
    out = Week()
    out.rows = {kind: rows for kind, rows in have.items() if kind is not Raw}
    export_one(out, content)
    index = Index(out)
    for rows in have.values():
        for row in rows[:3]:
            if not isinstance(row, Raw | Item) and hasattr(row, "id"):
                with suppress(FrontlogError):
                    list(lines(explained(index, row.id)))


def export_one(rows: Week, content: bytes) -> None:
    """One of the formats, chosen by the bytes."""
    chosen = FORMATS[sorted(FORMATS)[Random(content).randrange(len(FORMATS))]]
    for file in chosen.files:
        with suppress(FrontlogError):
            chosen.bytes(Export(rows), file)


DAYS = (None, date(1, 1, 1), date(9999, 12, 31), date(2017, 10, 9), date(2017, 10, 10), date(2017, 10, 11), date(1970, 1, 1))
COUNTS = (None, 0, 1, 12, 17, 10**6, 2**53, 2**62)
SPOTS = ((None, None), (35.0, 40.0), (35.01, 40.01), (90.0, 180.0), (-90.0, -180.0), (0.0, 0.0))


def walk_records(content: bytes) -> None:
    """Claims with anything in their fields through linking, control and an export: no earlier stage would make most of them."""
    chance, text = Random(content), content.decode("utf-8", "replace")
    given = record()
    claims = [_odd(claim, chance, text) for claim in given(Claim)]
    have: dict[type[Record], list[Any]] = {kind: list(rows) for kind, rows in given.rows.items() if kind is not Decision}
    have |= {Claim: claims, Decision: []}
    for document in have[Document]:
        if chance.random() < 0.3:
            have[Document] = [replace(d, published=chance.choice(DAYS), outlet=text[:60]) if d is document else d for d in have[Document]]
    out = Week()
    for stage in pipeline():
        if stage.name.startswith(("incidents.", "control.")):
            for kind in stage.writes:
                have[kind] = []
            reads: list[Any] = [
                RowLot(kind, have.get(kind, [])) if stage.lots and kind is not Decision else have.get(kind, []) for kind in stage.reads
            ]
            more: dict[str, Any] = {"before": []} if stage.again else {}
            for row in list(stage.run(*reads, **more, **({"spread": map} if stage.spread else {}))):
                have[type(row)].append(row)
    out.rows = have
    export_one(out, content)


def _odd(claim: Claim, chance: Random, text: str) -> Claim:
    """The claim with some fields as nobody expects them."""
    if chance.random() < 0.2:
        start, end = chance.choice(DAYS), chance.choice(DAYS)
        if start and end and end < start:
            start, end = end, start
        claim = replace(claim, time=replace(claim.time, start=start, end=end))
    if chance.random() < 0.3:
        low, high = chance.choice(COUNTS), chance.choice(COUNTS)
        loss = Loss(chance.choice(("", "x-nobody")), chance.choice(("killed", "wounded", "tank")), low, high, "", "", -1, -1)
        claim = replace(claim, losses=(*claim.losses, loss))
    if chance.random() < 0.4 and claim.place:
        lat, lon = chance.choice(SPOTS)
        uncertainty = None if lat is None else chance.choice((None, 0, 1, 10**6))
        odd = replace(claim.place[0], lat=lat, lon=lon, uncertainty_m=uncertainty, name=text[:40], id=chance.choice(("", "p-x", text[:20])))
        claim = replace(claim, place=(odd, *claim.place[1:]))
    if chance.random() < 0.3 and claim.agent:
        claim = replace(claim, agent=(replace(claim.agent[0], id=chance.choice(("", "x-a", "us", text[:12])), name=text[:40]),))
    return replace(
        claim,
        modality=chance.choice((claim.modality, "actual", "planned", "denied", "conditional", "failed")),
        certainty=chance.choice((claim.certainty, "asserted", "hedged", "disputed", "attributed")),
        type=chance.choice((claim.type, claim.type, "capture", "airstrike", "statement", "besiege", "losses", "hold")),
        confidence=chance.choice((claim.confidence, 0.0, 1.0)),
    )


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as made:
        yield Path(made)


@cache
def log_files() -> dict[str, bytes]:
    """The files of a small log that lie there as text."""
    with folder() as place:
        log, _ = build(place / "log", [row for rows in week().rows.values() for row in rows][:40])
        with log.lock():
            log.archive.add(item_of(REPORTS[0]))
        log.decisions.add(("c-1", "c-2"), "same", "Mira", "one strike", NOW)
        log.decisions.add(("c-1",), "dropped", "Mira", "no", NOW)
        log.replies.add(Reply(id="y-1", document="d-1", part=0, model="m", question="q", text='{"claims": []}', asked=NOW))
        log.commit(log.shards(), "0")
        log.choices = {"extractor": "frontlog", "bulk": False}
        (log.root / "fetch.jsonl").write_text('{"state": "queued", "url": "https://x.example/1", "at": "2017"}\n')
        return {path.relative_to(log.root).as_posix(): path.read_bytes() for path in sorted(log.root.rglob("*")) if path.is_file()}


LINES = ("decisions.jsonl", "replies.jsonl", "runs.jsonl", "archive/records.jsonl", "archive/refusals.jsonl", "fetch.jsonl")
HEADS = ("manifest.json", "build.json")


def walk_log(content: bytes) -> None:
    """One file of a log is these bytes: whoever opens it gets an error of ours or what can be read, and verify goes through."""
    names = [*LINES, *HEADS]
    name = names[Random(content[:200]).randrange(len(names))] if not content.startswith(b"{\n") else "manifest.json"
    with folder() as root:
        for path, kept in log_files().items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(kept)
        (root / name).write_bytes(content)
        for read in (_open, lambda root: Decisions(root / "decisions.jsonl").rows(), lambda root: Replies(root / "replies.jsonl").rows(),
                     lambda root: Queue(root / "fetch.jsonl")):  # fmt: skip
            with suppress(FrontlogError):
                read(root)
        with suppress(FrontlogError):
            verify(root, lambda *_: None)


def _open(root: Path) -> None:
    log = Log.open(root)
    log.shards()
    log.sealed()
    log.packs()
    assert isinstance(log.choices, dict)
    log.history.runs()
    log.history.standing()
    log.archive.items()
    log.archive.refused()


def walk_reply(content: bytes) -> None:
    have = worked([item_of(REPORTS[0])], until=Sentence)
    (document,) = have[Document]
    answer = Reply(
        id="y-1", document=document.id, part=0, model="m", question="q", text=content.decode("utf-8", "replace"), asked=NOW
    )  # fmt: skip
    have[Claim] = list(replied(have[Document], have[Sentence], [answer]))
    check_spans(have)


@cache
def served() -> Client:
    return Client(create_app(Library(week())))


def walk_api(content: bytes) -> None:
    """A path with any query: never an error of the server's own."""
    path, _, query = content.decode("utf-8", "replace").partition("?")
    answer = served().get(f"/api/{quote(path[:200], safe='/@%')}?{quote(query[:2000], safe='=&,-%+')}")
    assert answer.status_code < 500, (answer.status_code, answer.text[:200])


def walk_question(content: bytes) -> None:
    """The parameters of a list, without the server around them."""
    parts = [part.partition("=") for part in content.decode("utf-8", "replace").split("&")]
    for name in LISTS:
        with suppress(ValidationError):
            question(name).model_validate({key: value for key, _, value in parts}).wanted()


def walk_pack(content: bytes) -> None:
    with folder() as place:
        path = place / f"x{('.csv', '.txt', '.zip', '.xlsx', '.tsv', '.db')[len(content) % 6]}"
        path.write_bytes(content)
        with suppress(FrontlogError):
            add_pack([path], place / "packs", Wanted(country="SY", lenient=len(content) % 2 == 0, most=1_000_000))


def walk_actors(content: bytes) -> None:
    with folder() as place:
        path = place / "actors.yml"
        path.write_bytes(content)
        with suppress(FrontlogError):
            load_actors(path)


QUERIES = (
    b"incidents?from=2031-03-01&to=2031-03-05&bbox=10,20,30,40&grade=confirmed,weak&disputed=true&sort=-date_start&limit=5",
    b"claims?q=convoy&type=capture&actor=fed&fields=claim_id,quote&format=csv&known_at=2031-03-04",
    b"control?on=2031-03-04&state=held&format=geojson",
    b"changes?updated_since=2031-03-01T00:00:00Z&table=claims", b"documents?cursor=5-0123456789abcdef", b"explain/Oren@2031-03-03",
    b"places?adm=SY01&place=Oren", b"export/incidents.csv", b"incidents/FL-XXX-20310302-AAAA",
)  # fmt: skip
REPLIES = (
    json.dumps({"claims": [{"type": "capture", "evidence": "Fighters of the Orontes Brigade captured the village of Abu Dali", "trigger":
        "captured", "agent": ["Orontes Brigade"], "target": [], "place": [{"text": "Abu Dali"}], "time": {"text": "Sunday", "start":
        "2017-10-08", "end": "2017-10-08"}, "modality": "actual", "certainty": "asserted", "source": "a commander", "losses": [{"side": "",
        "kind": "killed", "min": 12, "max": None, "text": "at least 12 soldiers"}]}]}).encode(),
    b'```json\n[{"type": "airstrike", "evidence": "x", "trigger": "x"}]\n```',
)  # fmt: skip
PACKS = (
    b"id,name,lat,lon,country\nx1,Village One,30.5,40.5,SY\nx2,Village Two,30.6,40.6,SY\n",
    b"admin1Name_en,admin1Pcode,admin2Name_en,admin2Pcode,admin0Pcode\nHama,SY05,Hama,SY0500,SY\n",
    b"5\tlocality\tZenda\t32.7\t36.0\t\t\t\t\t\t\n", b"SQLite format 3\x00" + bytes(200),
)  # fmt: skip
ACTORS = (
    b"actors:\n  - id: my-brigade\n    name: My Brigade\n    aliases: [Brigade of Mine, MB]\n    kind: rebel\n    side: x\n",
    b"- id: a\n  name: A\n  from: 2017-01-01\n  parent: b\n",
)


def log_samples() -> tuple[bytes, ...]:
    return tuple(log_files()[name] for name in (*LINES, *HEADS) if log_files().get(name))


@cache
def targets() -> tuple[Target, ...]:
    """All of them; made when they are asked for, since their samples are."""
    named: list[tuple[str, Callable[[bytes], None], tuple[bytes, ...]]] = [
        ("claims", walk_claims, REPORTS),
        ("chain", walk_chain, (CUT.join(REPORTS[:2]), CUT.join(REPORTS[1:4]), CUT.join((REPORTS[0], REPORTS[0] + b" It was hot.")))),
        ("rows", walk_records, ("قوات 'x' =1+1\t".encode(), b"<b>", b"Abu Dali")),
        ("log", walk_log, log_samples()),
        ("reply", walk_reply, REPLIES),
        ("api", walk_api, QUERIES),
        ("question", walk_question, tuple(query.partition(b"?")[2] for query in QUERIES)),
        ("pack", walk_pack, PACKS),
        ("actors", walk_actors, ACTORS),
    ]
    return tuple(Target(*row) for row in named)
