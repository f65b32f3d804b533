"""What has to be other when something is forgotten, made beside the log: archive, chained files, queue, actors, and the tombstone."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from frontlog.forget import chains
from frontlog.forget.archive import Rewriting, Rewritten
from frontlog.forget.plan import Plan, clear, listed
from frontlog.masking.marks import key as secret_of
from frontlog.masking.marks import marks
from frontlog.masking.names import Names
from frontlog.model import Claim, Contradiction, Document, FrontlogError, Raw, record_id, suggest
from frontlog.registry import FOLDER as ACTORS
from frontlog.running import Chain, run_in_memory
from frontlog.store import Log
from frontlog.store.forgotten import DOCUMENT, FORGETTING, PERSON, Break, Tombstone, stone_row
from frontlog.store.forgotten import FILE as STONES
from frontlog.store.history import RUNS
from frontlog.store.ledger import Ledger
from frontlog.store.old_archive import old_refusals

LONGEST = 1_000  # characters of a reason
INDEX, REFUSALS, QUEUE = "archive/records.jsonl", "archive/refusals.jsonl", "fetch.jsonl"
Change = Callable[[Mapping[str, Any]], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to forget: one person by all spellings of the name, or documents by their ids; why, and who decides it."""

    persons: Sequence[str] = ()
    documents: Sequence[str] = ()
    why: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Forgot:
    """What was done, or would be. `how` says by the old id of each item what became of it: in place, as text, around it, removed."""

    stone: Tombstone
    how: Mapping[str, str]


def names_of(wanted: Wanted) -> Names | None:
    """The names to look for. Raises FrontlogError where the request is none."""
    if bool(wanted.persons) == bool(wanted.documents):
        raise FrontlogError("Say what to forget.", "Give --person NAME, or --document ID.")
    if not wanted.why.strip() or not wanted.who.strip() or len(wanted.why) > LONGEST or len(wanted.who) > LONGEST:
        raise FrontlogError("A tombstone says why and by whom.", f"Give --reason in at most {LONGEST:,} characters.")
    names = Names(wanted.persons) if wanted.persons else None
    if names and any(names.masked(words, fully=True) != words for words in (wanted.why, wanted.who)):
        raise FrontlogError("The reason, or who gives it, has a name of the person.", "Say it without: it stays in the log.")
    return names


def prepare(log: Log, wanted: Wanted, chain: Chain, now: datetime) -> tuple[Forgot, Plan]:
    """Make all new files, and the plan. Nothing of the log is changed. Raises FrontlogError where nothing is to be done."""
    names = names_of(wanted)
    work = log.root / FORGETTING
    clear(log.root)
    work.mkdir()
    done = Rewriting(log.archive.root, work / "archive", names, _documents(log, wanted.documents), _told(log, names)).run()
    if done.broken is None:
        shutil.rmtree(work / "archive", ignore_errors=True)
    breaks = _chains(log, work, names, done, chain)
    addresses = frozenset(url for item in done.items for url in (item.url, item.asked) if url)
    chains.queue(log.root / QUEUE, work / QUEUE, names, addresses)
    actors = chains.actors(log.root / ACTORS, work / ACTORS, names) if names else {}
    if not listed(work):
        clear(log.root)
        raise FrontlogError(f"'{log.root}' holds nothing of that.", "Check the spelling; --person may be given again for each one.")
    stone = _stone(log, wanted, done, breaks, now)
    _bury(log, work, stone)
    put = listed(work)
    remove = tuple(sorted({*_old_archive(log, done), *(f"{ACTORS}/{name}.yml" for name in actors)} - set(put)))
    chosen = str(log.choices.get("actors") or "")
    choices = {**log.choices, "actors": actors[chosen]} if chosen in actors else None
    return Forgot(stone, done.how), Plan(put, remove, names.given if names else (), choices)


def _stone(log: Log, wanted: Wanted, done: Rewritten, breaks: Mapping[str, Break], now: datetime) -> Tombstone:
    kind = PERSON if wanted.persons else DOCUMENT
    removed = tuple(done.removed[key] for key in sorted(done.removed))
    id_ = record_id("f", log.forgotten.head(), kind, now.isoformat(), *(gone.sha256 for gone in removed))
    again = marks(wanted.persons, secret_of(make=True)) if wanted.persons else ()
    return Tombstone(id_, kind, now, wanted.who.strip(), wanted.why.strip(), removed, breaks, again)


def _bury(log: Log, work: Path, stone: Tombstone) -> None:
    """Write the tombstone behind those that are there."""
    log.forgotten.rows()  # nothing is added to a chain that is broken
    held = log.root / STONES
    (work / STONES).write_bytes(held.read_bytes() if held.exists() else b"")
    Ledger(work / STONES).append([stone_row(stone)])


def _documents(log: Log, asked: Sequence[str]) -> frozenset[str]:
    known = {item.id for item in log.archive.items()}
    for one in asked:
        if one not in known:
            raise FrontlogError(f"There is no document '{one}' in this log.", suggest(one, known) if known else "It holds none.")
    return frozenset(asked)


def _told(log: Log, names: Names | None) -> frozenset[str]:
    """Documents whose clean text, title or author holds the name, as the tables say."""
    if names is None:
        return frozenset()
    table = log.columns(Document, ("id", "text", "title", "author"))
    hold = set()
    for batch in table.to_batches(max_chunksize=512):
        for row in batch.to_pylist():
            if any(names.found(row[key]) for key in ("text", "title", "author")):
                hold.add(row["id"])
    return frozenset(hold)


def _claims(log: Log, done: Rewritten, chain: Chain) -> tuple[frozenset[str], dict[str, str]]:
    """Documents and claims that are gone, and the ids of those that are other ones now: by their place in the text, which stays."""
    documents = {key: gone.now for key, gone in done.removed.items()}
    old: dict[str, list[Claim]] = {}
    table = log.columns(Claim, ("id", "document"))
    if documents and not set(table["document"].to_pylist()).isdisjoint(documents):
        for claim in log.rows(Claim):
            if claim.document in documents:
                old.setdefault(claim.document, []).append(claim)
    ids = {key: now for key, now in documents.items() if now}
    for key, raw in done.raws.items():
        if key in old:
            ids |= _same(old[key], raw, chain)
    gone = {key for key, now in documents.items() if not now}
    return frozenset(gone | {claim.id for key in gone for claim in old.get(key, ())}), ids


def _same(old: Sequence[Claim], raw: Raw, chain: Chain) -> dict[str, str]:
    def key(claim: Claim) -> tuple[object, ...]:
        return claim.type, claim.evidence.start, claim.trigger.start, claim.trigger.end

    now: dict[tuple[object, ...], list[Claim]] = {}
    for claim in run_in_memory([raw], Claim, chain)[Claim]:
        assert isinstance(claim, Claim)
        now.setdefault(key(claim), []).append(claim)
    was: dict[tuple[object, ...], list[Claim]] = {}
    for claim in old:
        was.setdefault(key(claim), []).append(claim)
    pairs = (zip(was[place], now.get(place, ()), strict=False) for place in was)
    return {before.id: after.id for found in pairs for before, after in found}


def _chains(log: Log, work: Path, names: Names | None, done: Rewritten, chain: Chain) -> dict[str, Break]:
    """The chained files written anew, where they have to be."""
    gone, ids = _claims(log, done, chain)
    refusal = chains.refusal(names, frozenset({*done.removed, *(item.name for item in done.items)}))
    ways: dict[str, Change] = {
        "decisions.jsonl": chains.decision(names, gone, ids, set()),
        "replies.jsonl": chains.reply(names, frozenset(done.removed)),
        REFUSALS: refusal,
        RUNS: chains.history(log.root, work, names, gone | _disputes(log, gone)),
    }
    found = {name: chains.rewrite(log.root / name, work / name, change) for name, change in ways.items()}
    if done.broken:
        _old_refusals(log, work, refusal)
    return {name: broken for name, broken in {INDEX: done.broken, **found}.items() if broken}


def _old_refusals(log: Log, work: Path, change: Change) -> None:
    """Refusals of an archive of the first layout go into the file of today."""
    rows = [kept for _, row in old_refusals(log.archive.root) if row and (kept := change(asdict(row)))]
    if rows:
        path = work / REFUSALS
        if not path.exists() and (log.root / REFUSALS).exists():
            path.write_bytes((log.root / REFUSALS).read_bytes())
        Ledger(path).append(rows)


def _disputes(log: Log, gone: frozenset[str]) -> set[str]:
    """Disagreements in which a claim that is gone takes part: their values quote it."""
    table = log.columns(Contradiction, ("id", "claim_a", "claim_b"))
    some = pa.array(sorted(gone), pa.string())
    told = pc.or_(pc.is_in(table["claim_a"], value_set=some), pc.is_in(table["claim_b"], value_set=some))
    return set(table.filter(told)["id"].to_pylist())


def _old_archive(log: Log, done: Rewritten) -> set[str]:
    """The files of the archive that is written anew."""
    if done.broken is None:
        return set()
    return {path.relative_to(log.root).as_posix() for path in log.archive.root.rglob("*") if path.is_file()} - {REFUSALS}
