"""Chained lines: every change is found, and what a crash cut off is no change."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.store.ledger import CHANGED, UNLINKED, Ledger

ROWS = [{"name": "one"}, {"name": "zwei\u2028ü", "n": 2}, {"name": "three", "list": [1, None]}]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger(tmp_path / "deep" / "a.jsonl")
    made.append(ROWS[:2])
    made.append(ROWS[2:])
    return made


def faults(ledger: Ledger) -> list[tuple[int, str]]:
    return [(line.number, line.fault) for line in ledger.lines(check=True) if line.fault]


def test_lines_come_back_and_form_one_chain(ledger: Ledger) -> None:
    assert list(ledger.rows()) == ROWS
    assert faults(ledger) == []
    assert ledger.head() == list(ledger.lines())[-1].hash
    assert Ledger(ledger.path.with_name("none")).head() == ""


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda lines: lines[1:], [(1, UNLINKED)]),
        (lambda lines: [lines[0], lines[2]], [(2, UNLINKED)]),
        (lambda lines: [lines[0].replace(b"one", b"two"), *lines[1:]], [(1, CHANGED)]),
        (lambda lines: [lines[0].replace(b", ", b",", 1), *lines[1:]], [(1, CHANGED)]),
        (lambda lines: [lines[0], b"{}\n", *lines[1:]], [(2, "is damaged: it is no line of this file")]),
    ],
    ids=["first lost", "one lost", "changed", "spaced anew", "put in"],
)
def test_what_was_changed_is_named_by_its_line(ledger: Ledger, edit, expected) -> None:  # type: ignore[no-untyped-def]
    ledger.path.write_bytes(b"".join(edit(ledger.path.read_bytes().splitlines(keepends=True))))
    assert faults(ledger) == expected


def test_every_flipped_bit_is_found(ledger: Ledger) -> None:
    whole, head = ledger.path.read_bytes(), ledger.head()
    for at in range(len(whole)):
        for bit in (0, 3, 5):
            ledger.path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
            met = [line.hash for line in ledger.lines(check=True) if not line.fault]
            assert faults(ledger) or head not in met, f"byte {at}, bit {bit}"


@given(st.integers(0, 400))
@settings(max_examples=80, deadline=None)
def test_a_cut_is_taken_away_by_the_next_line(tmp_path_factory: pytest.TempPathFactory, back: int) -> None:
    ledger = Ledger(tmp_path_factory.mktemp("cut") / "a.jsonl")
    ledger.append(ROWS)
    whole = ledger.path.read_bytes()
    ledger.path.write_bytes(whole[: len(whole) - back])
    left = (cut := whole[: len(whole) - back]).count(b"\n") + cut.endswith(b"}")
    assert list(ledger.rows()) == ROWS[:left]
    assert all(line.torn for line in ledger.lines(check=True) if line.fault)
    ledger.append([{"name": "new"}])
    assert list(ledger.rows()) == [*ROWS[:left], {"name": "new"}]
    assert faults(ledger) == []


def test_damage_at_the_end_is_not_taken_for_a_cut(ledger: Ledger) -> None:
    ledger.path.write_bytes(ledger.path.read_bytes()[:-1] + b"x")
    assert [line.torn for line in ledger.lines(check=True) if line.fault] == [False]
    ledger.append([{"name": "new"}])
    assert [row["name"] for row in ledger.rows()] == ["one", ROWS[1]["name"], "new"]
    assert [number for number, _ in faults(ledger)] == [3]


def test_a_long_line_is_found_again(ledger: Ledger) -> None:
    ledger.append([{"name": "x" * 300_000}])
    head = ledger.head()
    assert head == list(ledger.lines())[-1].hash
    ledger.append([{"name": "y"}])
    assert faults(ledger) == []
