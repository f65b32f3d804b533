"""The trained tagger: exact spans on any text, windows that lose nothing, decoding that obeys its scheme, sense where rules have none."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.mentions.neural.decode import best_path, best_paths, log_softmax, spans
from frontlog.mentions.neural.labels import ROLES, TYPES, bio
from frontlog.mentions.neural.rows import shipped
from frontlog.mentions.neural.tagger import BATCH, PIECES, Tagger, asked, batches
from frontlog.mentions.neural.windows import LENGTH, TOKEN_TYPES, Word, first_pass, second_pass
from frontlog.mentions.neural.wordpiece import UNKNOWN, pieces, shape, vocabulary


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    found = shipped()
    assert found is not None, "the weights are part of the package"
    return found


def read(tagger: Tagger, *sentences: str) -> list[tuple[str, str]]:
    text, offsets = "\n".join(sentences), []
    at = 0
    for sentence in sentences:
        offsets.append((at, at + len(sentence)))
        at += len(sentence) + 1
    events = tagger.read(text, offsets).events
    return [(e.trigger.label, text[e.trigger.start : e.trigger.end]) for e in events]


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_is_read_and_every_span_lies_in_it(tagger: Tagger, text: str) -> None:
    events, hints = tagger.read(text, [(0, len(text))]) if text else ([], [])
    for found in [*(f for _, f in hints), *(e.trigger for e in events), *(r for e in events for r in e.roles)]:
        assert 0 <= found.start < found.end <= len(text)
        assert 0 <= found.sure <= 1


@given(count=st.integers(1, 900), long=st.booleans())
@settings(max_examples=25, deadline=None)
def test_windows_cover_every_word_of_the_longest_sentence(count: int, long: bool) -> None:
    text = " ".join(("counterinsurgency" if long else "war") + str(n % 7) for n in range(count))
    windows = list(first_pass(text, (0, len(text)), None))
    covered = {w.start for window in windows for w in window.words}
    assert covered >= {0, text.rindex(" ") + 1 if " " in text else 0}
    assert len(covered) == len({w.start for w in windows[0].words} | covered)
    assert all(len(w.ids) <= LENGTH + 8 and len(w.ids) == len(w.types) for w in windows)


def test_a_trigger_at_the_end_of_a_long_sentence_is_in_its_window() -> None:
    text = "word " * 800 + "captured Tula"
    at = text.index("captured")
    window = second_pass(text, (0, len(text)), None, "capture", (at, at + 8))
    assert [text[w.start : w.end] for w in window.words if window.types[w.position] % 2] == ["captured"]


def test_a_trigger_outside_its_sentence_is_an_error() -> None:
    with pytest.raises(ValueError, match="does not stand in the sentence"):
        second_pass("Rebels captured Tula. They left.", (22, 32), None, "capture", (7, 15))


@given(st.lists(st.lists(st.floats(-9, 0), min_size=bio(ROLES), max_size=bio(ROLES)), min_size=1, max_size=12))
@settings(max_examples=50, deadline=None)
def test_no_path_goes_inside_without_a_beginning(rows: list[list[float]]) -> None:
    scores = log_softmax(np.array(rows, np.float32))
    path = best_path(scores)
    for before, label in zip([0, *path], path, strict=False):
        assert label % 2 or label == 0 or before in (label, label - 1)
    words = [Word(2 * n, 2 * n + 1, n, True) for n in range(len(path))]
    found = spans(path, words, scores)
    assert len(found) == sum(label % 2 for label in path)


@given(st.lists(st.integers(1, 250), max_size=60))
def test_batches_hold_every_window_once_and_not_too_much(lengths: list[int]) -> None:
    lengths.sort()
    cuts = batches(lengths)
    assert [n for first, last in cuts for n in range(first, last)] == list(range(len(lengths)))
    for first, last in cuts:
        assert last - first <= BATCH
        assert last - first == 1 or (last - first) * lengths[last - 1] <= PIECES


def test_windows_of_like_length_share_a_batch() -> None:
    assert batches([20, 20, 21, 90, 91]) == [(0, 3), (3, 5)]


def test_padding_says_nothing(tagger: Tagger) -> None:
    text = "Government troops captured the town of Ardan after clashes with the rebels, and shelled Sirin."
    window = next(iter(first_pass(text, (0, len(text)), None)))
    size = len(window.ids)
    rows = {name: np.zeros((2, 3 * size), np.int64) for name in ("ids", "mask", "types")}
    rows["ids"][0, :size], rows["mask"][0, :size] = window.ids, 1
    rows["ids"][1], rows["mask"][1] = pieces("war")[0], 1  # a neighbour that fills the batch's length
    own = np.arange(size)
    (alone,) = asked(tagger.path, ["trigger"], {name: row[:1, :size] for name, row in rows.items()}, own)
    (beside,) = asked(tagger.path, ["trigger"], rows, own)
    labels = alone.argmax(-1), beside.argmax(-1)
    assert (labels[0] == labels[1]).mean() > 0.9  # not all: a batch shares the scale that its numbers are rounded by
    assert set(labels[0]) - {0}


@given(st.lists(st.integers(1, 6), min_size=1, max_size=5), st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_paths_side_by_side_are_the_likeliest_of_all(sizes: list[int], seed: int) -> None:
    chance = np.random.default_rng(seed)
    rows = [log_softmax(chance.normal(size=(size, 5)).astype(np.float32)) for size in sizes]
    for scores, path in zip(rows, best_paths(rows), strict=True):
        every = product(range(5), repeat=len(scores))
        legal = [p for p in every if all(b % 2 or not b or a in (b, b - 1) for a, b in zip((0, *p), p, strict=False))]
        total = [sum(float(scores[n, label]) for n, label in enumerate(p)) for p in legal]
        assert sum(float(scores[n, label]) for n, label in enumerate(path)) == pytest.approx(max(total), abs=1e-5)


def test_pieces_are_those_of_the_vocabulary() -> None:
    known = vocabulary()
    assert pieces("Army") == (known["army"],)
    assert pieces("Kobané") == pieces("kobane")
    assert pieces("x" * 100) == (UNKNOWN,)
    assert len(TYPES) == 26


def test_it_sees_events_and_passes_over_sport(tagger: Tagger) -> None:
    war = read(tagger, "Government troops captured the town of Ardan after heavy clashes with the rebels, a monitor said.")
    assert ("capture", "captured") in war
    assert read(tagger, "The striker captured the ball and bombarded the goal until the siege was repelled by the keeper.") == []


def test_the_same_text_gives_the_same_bytes(tagger: Tagger) -> None:
    text = "Government troops captured the town of Ardan. Rebels shelled Sirin and killed two people."
    sentences = [(0, 45), (46, len(text))]
    first, second = tagger.read(text, sentences), tagger.read(text, sentences)
    assert first == second
    assert first[0]


def test_it_finds_most_of_our_cases_and_nothing_where_nothing_is(tagger: Tagger) -> None:
    cases = yaml.safe_load((Path(__file__).parents[1] / "cases" / "claims.yml").read_text(encoding="utf-8"))
    found = [sure(tagger, row["text"]) for row in cases["claims"]]
    false = [row for row in cases["nothing"] if sure(tagger, row if isinstance(row, str) else row["text"])]
    assert sum(found) >= 0.85 * len(found)  # single sentences without their report: 154 of 162
    assert len(false) <= 6, false  # 6 of 62; a whole document of such sentences is told apart by what it names (claims/about_war.py)


def sure(tagger: Tagger, text: str) -> bool:
    events = tagger.read(text, [(0, len(text))]).events
    return any(event.trigger.sure >= 0.7 for event in events)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("army", 0),
        ("Army", 1),
        ("ISIS", 2),
        ("U", 1),
        ("McDonald", 3),
        ("iPhone", 3),
        ("12", 0),
        (".", 0),
        ("حلب", 0),
        ("Київ", 1),
        ("ЗСУ", 2),
    ],
)
def test_how_a_word_is_written(word: str, number: int) -> None:
    assert shape(word) == number


def test_capitals_are_told_and_a_shout_is_not() -> None:
    def seen(text: str) -> list[int]:
        (window,) = first_pass(text, (0, len(text)), None)
        assert max(window.types) < TOKEN_TYPES
        return [window.types[w.position] // 2 for w in window.words]

    assert seen("The US army took Us.") == [1, 2, 0, 0, 1, 0]
    assert set(seen("REBELS TOOK THE TOWN OF US TODAY")) == {0}
