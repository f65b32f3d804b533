"""Linking that takes over what did not change gives the rows of linking anew, whatever came, went or was decided in between."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest

from frontlog.incidents import account, cluster, crowds, link
from frontlog.incidents import told as told_
from frontlog.incidents.again import Again
from frontlog.incidents.columns import Crowds
from frontlog.incidents.gather import gather
from frontlog.incidents.paired import new_pairs
from frontlog.model import Claim, Contradiction, Copy, Decision, Document, Incident, Link, Record, RowLot, from_table
from support.opened import opened
from support.remembered import Remembered
from support.sample import week

KINDS = (Incident, Link, Contradiction)
FIRST = date(2020, 3, 1)


State = tuple[list[Claim], list[Copy], list[Document], list[Decision]]


def told(state: State, memory: Remembered | None = None) -> tuple[list[Record], int]:
    """All rows in order, and how many of them were made."""
    claims, copies, documents, decisions = state
    made = opened(gather(RowLot(Claim, claims), RowLot(Copy, copies), RowLot(Document, documents), decisions, memory=memory))
    rows = made + [row for kind, table in (memory.taken.items() if memory else ()) for row in from_table(kind, table)]
    assert len({row.id for row in rows}) == len(rows)
    return sorted(rows, key=lambda row: (type(row).table, row.id)), len(made)


@pytest.fixture(scope="module")
def many() -> State:
    """The sample week again and again, on other days and elsewhere: most of it hangs on the claims of its own week alone."""
    rows = week()
    claims, copies, documents = [], [], []
    for number in range(8):
        days = timedelta(days=number * 9)
        of = {d.id: f"{d.id}{number}" for d in rows(Document)}
        documents += [replace(d, id=of[d.id], published=d.published + days if d.published else None) for d in rows(Document)]
        groups = {c.origin_group: f"{c.origin_group}{number}" for c in rows(Copy)}
        copies += [replace(c, id=of[c.id], origin_group=groups[c.origin_group], copy_of=of.get(c.copy_of, "")) for c in rows(Copy)]
        for c in rows(Claim):
            near = [replace(p, id=p.id and f"{p.id}{number}", lat=p.lat and p.lat + number) for p in c.place]
            places = tuple(replace(p, name=f"{p.name} {number}") for p in near)
            time = replace(c.time, start=c.time.start and c.time.start + days, end=c.time.end and c.time.end + days)
            claims.append(replace(c, id=f"{c.id}{number}", document=of[c.document], time=time, place=places))
    return claims, copies, documents, []


def changed(state: State, draw: random.Random) -> State:
    """The same with some claims gone, some come, some told otherwise, a report of another day, and something decided."""
    claims, copies, documents, decisions = (list(part) for part in state)
    for at in sorted(draw.sample(range(len(claims)), 4), reverse=True):
        one = claims[at]
        turn = draw.randrange(3)
        if turn == 0:
            del claims[at]
        elif turn == 1:
            claims[at] = replace(one, modality="denied" if one.modality == "actual" else "actual")
        else:
            claims.append(replace(one, id=f"{one.id}x{draw.randrange(1000)}", trigger=replace(one.trigger, text="struck again")))
    at = draw.randrange(len(documents))
    published = documents[at].published
    documents[at] = replace(documents[at], published=published + timedelta(days=1) if published else FIRST)
    a, b = draw.sample(claims, 2)
    when = datetime(2021, 1, 1, len(decisions), tzinfo=UTC)
    verdict = draw.choice(("same", "different"))
    made = Decision(id=f"v-{len(decisions)}", subject=(a.id, b.id), verdict=verdict, who="test", when=when, why="")
    return claims, copies, documents, [*decisions, made]


@pytest.mark.parametrize(("seed", "large"), [*((seed, 1 << 16) for seed in range(4)), (4, 1)])
def test_rows_are_those_of_linking_anew(many: State, monkeypatch: pytest.MonkeyPatch, seed: int, large: int) -> None:
    monkeypatch.setattr("frontlog.incidents.gather.VERY_MANY", large)
    draw, states = random.Random(seed), [many]
    for _ in range(3):
        states.append(changed(states[-1], draw))
    memory = Remembered()
    rows, made = told(many, memory)
    assert rows == told(many)[0]
    assert made == len(rows)
    for _, state in pairwise(states):
        memory = Remembered(rows, memory.next)
        rows, made = told(state, memory)
        assert rows == told(state)[0]
        assert made < len(rows) * 3 / 4


def test_a_crowd_that_grew_is_told_of_anew(many: State, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a link says of its crowd hangs on all tellings of the place and the day."""
    monkeypatch.setattr(crowds, "CROWDED", 4)
    memory = Remembered()
    rows, _ = told(many, memory)
    said = [link for link in rows if isinstance(link, Link) and any(f.name == "crowd" for f in link.features)]
    assert said
    claims, copies, documents, decisions = many
    one = next(c for c in claims if c.id == said[0].claim_a)
    more = replace(one, id=f"{one.id}y", trigger=replace(one.trigger, text="struck once more"))
    state = ([*claims, more], copies, documents, decisions)
    assert told(state, Remembered(rows, memory.next))[0] == told(state)[0]


def test_how_many_stand_in_a_crowd_is_a_part_of_what_links_are_taken_over_by() -> None:
    def key(size: int, loss: float) -> bytes:
        again = object.__new__(Again)
        crowd = Crowds(np.zeros(2, np.int64), np.full(2, size), np.full(2, loss), np.full(2, -1), np.zeros(2))
        again._told = SimpleNamespace(columns=SimpleNamespace(crowds=crowd))  # type: ignore[assignment]
        return again._crowded(np.array([0]), np.array([1])).tobytes()

    assert key(50, -1.0) == key(50, -1.0)
    assert len({key(50, -1.0), key(51, -1.0), key(50, -1.5)}) == 3


def test_what_did_not_change_is_not_told_again(many: State, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Remembered()
    rows, _ = told(many, memory)
    monkeypatch.setattr(cluster, "solved", lambda block: pytest.fail("a block was grouped again"))
    after = Remembered(rows, memory.next)
    found, made = told(many, after)
    assert found == rows
    assert made == 0
    assert {name: table.num_rows for name, table in after.next.items()} == {name: table.num_rows for name, table in memory.next.items()}


@pytest.mark.parametrize("letter", ["", "A"])
def test_beliefs_that_the_log_measures_otherwise_are_weighed_anew(many: State, monkeypatch: pytest.MonkeyPatch, letter: str) -> None:
    """No incident is another one, but a camp turned out to be silent on some, or a voice to be right as a rule."""
    memory = Remembered()
    rows, _ = told(many, memory)
    touched: list[bool] = []

    def otherwise(stakes: Sequence[account.Stake]) -> tuple[list[account.Measure], dict[str, str]]:
        measures, letters = account.measured(stakes)
        alone = [len(stake.tells) == 1 for stake in stakes]
        touched[:] = alone
        if letter:
            return measures, dict.fromkeys(sorted({voice for stake in stakes for voice in stake.tells})[:1], letter)
        silent = {"sect": "9 of 10"}
        return [one._replace(silent=silent) if quiet else one for one, quiet in zip(measures, alone, strict=True)], letters

    monkeypatch.setattr(link, "measured", otherwise)
    found, made = told(many, Remembered(rows, memory.next))
    assert found == told(many)[0] != rows
    assert 0 < made < len(touched)
    assert letter or made == sum(touched)


def test_of_pairs_across_incidents_only_those_of_a_new_telling_are_looked_at() -> None:
    """Told 3 is another one, told 4 came: pairs of the others stand, in whatever order tellings are numbered."""
    rng = np.random.default_rng(7)
    told = rng.integers(0, 256, (6, 48), np.uint8)
    memory = Remembered()
    a, b = np.array([0, 0, 1, 2]), np.array([1, 3, 2, 3])
    assert new_pairs(memory, told, a, b).tolist() == [True] * 4
    after = Remembered([], memory.next)
    moved = told[[5, 0, 1, 2, 4]]  # what was n is n + 1, and 3 is gone
    a, b = np.array([1, 1, 2, 3, 1]), np.array([2, 4, 3, 4, 3])
    assert new_pairs(after, moved, a, b).tolist() == [False, True, False, True, True]
    assert new_pairs(Remembered([], after.next), moved, a, b).tolist() == [False] * 5
    none = np.empty(0, np.int64)
    assert new_pairs(Remembered([], after.next), moved, none, none).tolist() == []


def test_only_new_claims_are_looked_at(many: State, monkeypatch: pytest.MonkeyPatch) -> None:
    """A claim counts as new where anything in its document is another: those of other documents are not made objects."""
    seen: list[str] = []
    real = told_.prepare

    def prepare(task: tuple[told_.Portion, None]) -> told_.Prepared:
        seen.extend(claim.id for claim in told_.objects(task[0]))
        return real(task)

    monkeypatch.setattr(told_, "prepare", prepare)
    memory = Remembered()
    rows, _ = told(many, memory)
    claims, copies, documents, decisions = many
    assert sorted(seen) == sorted(claim.id for claim in claims)
    one = replace(claims[7], trigger=replace(claims[7].trigger, text="struck once more"))
    seen.clear()
    state = ([*claims[:7], one, *claims[9:]], copies, documents, decisions)  # one is another, one is gone
    found, _ = told(state, Remembered(rows, memory.next))
    touched = {claims[7].document, claims[8].document}
    assert sorted(seen) == sorted(claim.id for claim in state[0] if claim.document in touched)
    assert found == told(state)[0]


def test_each_thing_that_was_kept_may_be_lost_alone(many: State) -> None:
    memory = Remembered()
    rows, _ = told(many, memory)
    for name in memory.next:
        assert told(many, Remembered(rows, {other: table for other, table in memory.next.items() if other != name}))[0] == rows


def test_tables_of_another_build_are_not_trusted(many: State) -> None:
    """Rows that were lost or came from elsewhere: the links are told anew."""
    memory = Remembered()
    rows, _ = told(many, memory)
    fewer = [row for number, row in enumerate(rows) if number % 2 or not isinstance(row, Link)]
    assert told(many, Remembered(fewer, memory.next))[0] == rows
