"""The history of a log: what each build changed, tombstones, and that nothing of it is lost or told wrongly."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from frontlog.model import Claim, Copy, Document, Incident, Record, digest
from frontlog.store import Log, Shard, duck, write_shard
from frontlog.store.compare import compare
from frontlog.store.history import ADDED, CHANGED, REMOVED, Change
from frontlog.store.verify import verify
from frontlog.views import listing, listing_control
from support.logs import KINDS, MORNING, build
from support.records import ORIGIN, actor, claim, copy, document, incident, place, state
from support.sample import Week, week

DAY = timedelta(days=1)


def story(n: int) -> tuple[Document, Claim]:
    doc = document(f"The army took Maren. Report {n}.", id_=f"d-{n:016x}", outlet=f"Outlet {n}")
    return doc, claim(doc, "The army took Maren.", "took", agent=(actor(doc, "The army", "army"),), where=(place(doc, "Maren"),))


def rows(*stories: tuple[Document, Claim], more: tuple[Record, ...] = ()) -> list[Record]:
    return [*(row for doc, told in stories for row in (doc, told, copy(doc))), *more]


def quiet(*_: object) -> None:
    return


def test_the_first_build_adds_everything_and_the_same_again_is_no_run(tmp_path: Path) -> None:
    a = story(1)
    log, run = build(tmp_path / "log", rows(a, more=(incident(a[1]),)))
    assert run is not None
    assert run.added == {"claims": 1, "documents": 1, "incidents": 1}
    assert (run.at, run.changed, run.removed) == (MORNING, {}, {})
    assert build(tmp_path / "log", rows(a, more=(incident(a[1]),)), MORNING + DAY)[1] is None
    assert log.history.runs() == [run]
    assert {r.id for r in log.history.standing().updated.values()} == {run.id}


def test_a_changed_field_is_told_with_both_values(tmp_path: Path) -> None:
    a, b = story(1), story(2)
    build(tmp_path / "log", rows(a, b, more=(incident(a[1]),)))
    fair = replace(incident(a[1], b[1]), grade="fair")
    log, run = build(tmp_path / "log", rows(a, b, more=(fair,)), MORNING + DAY)
    assert run is not None
    events = list(log.history.events(run))
    assert Change("incidents", fair.id, CHANGED, "grade", "weak", "fair") in events
    assert {e.field for e in events if e.table == "incidents"} == {"grade", "claims", "documents", "origin_groups"}
    # the claim that came into the incident has another row in the list, too; the one that was in it has not
    assert [(e.id, e.change, e.field) for e in events if e.table == "claims"] == [(b[1].id, CHANGED, "")]
    assert log.history.standing().updated["claims", a[1].id].at == MORNING


def test_a_merged_incident_leaves_a_tombstone_that_names_its_heir(tmp_path: Path) -> None:
    a, b = story(1), story(2)
    build(tmp_path / "log", rows(a, b, more=(incident(a[1], id_="FL-A"), incident(b[1], id_="FL-B"))))
    log, run = build(tmp_path / "log", rows(a, b, more=(incident(a[1], b[1], id_="FL-A"),)), MORNING + DAY)
    assert run is not None
    assert Change("incidents", "FL-B", REMOVED, merged_into="FL-A") in list(log.history.events(run))
    assert log.history.standing().gone["incidents", "FL-B"].merged_into == "FL-A"


def test_what_comes_back_is_no_longer_gone(tmp_path: Path) -> None:
    a, b = story(1), story(2)
    for number, told in enumerate([rows(a, b), rows(a), rows(a, b)]):
        log, run = build(tmp_path / "log", told, MORNING + number * DAY)
    standing = log.history.standing()
    assert not standing.gone
    assert standing.updated["claims", b[1].id] == run


def test_time_never_runs_back(tmp_path: Path) -> None:
    build(tmp_path / "log", rows(story(1)))
    _, run = build(tmp_path / "log", rows(story(1), story(2)), MORNING - DAY)
    assert run is not None
    assert run.at == MORNING + timedelta(seconds=1)


def test_a_lost_table_of_the_state_before_does_not_stop_a_build(tmp_path: Path) -> None:
    a, b = story(1), story(2)
    log, _ = build(tmp_path / "log", rows(a, b))
    for path in (log.root / "tables" / "test").glob("*.claims.parquet"):
        path.write_bytes(b"no Parquet")
    log, run = build(log.root, rows(a), MORNING + DAY)
    assert run is not None
    standing = log.history.standing()
    assert ("claims", a[1].id) in standing.updated
    assert ("claims", b[1].id) in standing.gone


def test_a_log_from_before_there_was_a_history_begins_one(tmp_path: Path) -> None:
    log, _ = build(tmp_path / "log", rows(story(1)))
    (log.root / "runs.jsonl").unlink()
    log, run = build(log.root, rows(story(1), story(2)), MORNING + DAY)
    assert run is not None
    assert run.added["claims"] == 2


@pytest.mark.parametrize("what", ["changed", "lost", "line"])
def test_verify_finds_a_touched_history(tmp_path: Path, what: str) -> None:
    log, run = build(tmp_path / "log", rows(story(1)))
    assert run is not None
    assert not touched(log)
    file = log.root / run.file
    if what == "changed":
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 1
        file.write_bytes(data)
    elif what == "lost":
        file.unlink()
    else:
        path = log.root / "runs.jsonl"
        path.write_text(path.read_text().replace('"frontlog": "0.0"', '"frontlog": "9.9"'))
    assert touched(log) == {"runs.jsonl" if what == "line" else run.file}


def touched(log: Log) -> set[str]:
    return {f.file for f in verify(log.root, quiet).differences if not f.file.startswith("tables/")}


LISTS = {
    "documents": (listing.documents, "document_id"),
    "claims": (listing.claims_flat, "claim_id"),
    "incidents": (listing.incidents, "incident_id"),
    "control": (listing_control.control, "x_state_id"),
}


def altered(rows_: list[Record], chance: Random) -> list[Record]:
    """The records of a week with some of them gone and some of them other."""
    lost = set(chance.sample(sorted(r.id for r in rows_ if isinstance(r, Document)), chance.randrange(3)))
    out: list[Record] = []
    for row in rows_:
        if (row.id if isinstance(row, Document | Copy) else getattr(row, "document", "")) not in lost:
            out.append(changed(row) if chance.random() < 0.1 else row)
    there = {r.id for r in out if isinstance(r, Claim)}
    return [replace(r, claims=tuple(c for c in r.claims if c in there)) if isinstance(r, Incident) else r for r in out]


def changed(row: Record) -> Record:
    match row:
        case Document():
            return replace(row, outlet=f"{row.outlet} II")
        case Claim():
            return replace(row, certainty="hedged", type="clash")
        case Incident():
            return replace(row, grade="fair", title=f"{row.title}!")
        case Copy():
            return replace(row, version_of=row.copy_of)
        case _:
            return row


@pytest.mark.parametrize("seed", range(4))
def test_every_row_of_a_list_that_is_another_one_is_told(tmp_path: Path, seed: int) -> None:
    """The rows that people see are made of several tables: whatever differs in one of them must be in the history."""
    whole = [row for found in week().rows.values() for row in found]
    chance, root = Random(seed), tmp_path / "log"
    one, two = altered(whole, chance), altered(whole, chance)
    before, _ = build(root, one)
    shards = before.shards()
    log, _ = build(root, two, MORNING + DAY)
    told = {(change.table, change.id): change.change for change in compare(root, shards, log.shards())}
    for table, (make, key) in LISTS.items():
        old, new = ({row[key]: row for row in make(as_rows(rows_))} for rows_ in (one, two))
        for id_ in old.keys() | new.keys():
            expected = REMOVED if id_ not in new else ADDED if id_ not in old else CHANGED
            if old.get(id_) != new.get(id_):
                assert told.get((table, id_)) == expected, (table, old.get(id_), new.get(id_))
            elif expected == CHANGED:
                assert told.get((table, id_), CHANGED) == CHANGED


def as_rows(given_: list[Record]) -> Week:
    out = Week()
    out.add(*sorted(given_, key=lambda r: tuple(getattr(r, name) for name in r.sort)))
    return out


def test_tables_that_are_held_and_such_that_are_asked_of_their_files_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two states either, both or none are held in memory."""
    first, second, third = story(1), story(2), story(3)
    log, _ = build(tmp_path, rows(first, second))
    before = log.shards()
    other = replace(first[0], outlet="Another")
    build(tmp_path, rows((other, first[1]), second, third))
    found = []
    for held in (20_000, 2, 0):  # 2: the documents and claims of the state before
        monkeypatch.setattr(duck, "HELD", held)
        found.append(list(compare(tmp_path, before, log.shards())))
    assert found[0] == found[1] == found[2]
    assert {change.change for change in found[0]} == {ADDED, CHANGED}
    assert Change("documents", other.id, CHANGED, "outlet", "Outlet 1", "Another") in found[0]


def test_control_is_told_where_the_interval_before_is_another(tmp_path: Path) -> None:
    doc, _ = story(1)
    where = place(doc, "Maren")
    first, then = date(2017, 10, 1), date(2017, 10, 9)
    later = state(where, "army", then, None)
    build(tmp_path / "log", [state(where, "rebels", first, then), later])
    log, run = build(tmp_path / "log", [state(where, "council", first, then), later], MORNING + DAY)
    assert run is not None
    assert {(e.id, e.field) for e in log.history.events(run)} >= {(later.id, "")}
    assert later.origin == ORIGIN


@pytest.mark.parametrize("seed", range(2))
def test_files_that_both_states_have_change_nothing_of_what_is_told(tmp_path: Path, seed: int) -> None:
    """In few files everything is read; in many, of those that both states have, only what rows hang together by."""
    whole = [row for found in week().rows.values() for row in found]
    chance = Random(seed)
    one, two = altered(whole, chance), altered(whole, chance)
    told = [list(compare(tmp_path, cut(tmp_path, one, parts), cut(tmp_path, two, parts))) for parts in (1, 7)]
    assert told[0] == told[1]
    assert {change.change for change in told[0]} >= {CHANGED}


def cut(root: Path, given: list[Record], parts: int) -> list[Shard]:
    """The rows as a state of so many shards; equal ones have equal files."""
    of: list[list[Record]] = [[] for _ in range(parts)]
    for row in given:
        of[int(digest(getattr(row, "id", "") or repr(row))[:8], 16) % parts].append(row)
    keys = [digest(parts, *sorted(map(repr, some))) for some in of]
    return [write_shard(root, "test", f"{number:02d}", key, KINDS, of[number]) for number, key in enumerate(keys)]
