"""Arrays give what one pair alone is given: scores, reasons, groups."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.incidents.arrays import connected
from frontlog.incidents.cluster import cluster, grouped
from frontlog.incidents.columns import Columns
from frontlog.incidents.compare import QUESTIONS, compare, levels
from frontlog.incidents.grounds import MISSES, nearest
from frontlog.incidents.reasons import Reasons
from frontlog.incidents.scores import scores
from frontlog.incidents.telling import tellings
from frontlog.incidents.types import load_types
from frontlog.incidents.verdicts import Verdicts
from frontlog.incidents.weights import load_weights

SAYS = (
    "",
    "The town fell at dawn after a long fight for its Grand Mosque on the northern side",
    "A second blast in the night hit the Grand Mosque of the town",
    "The attack killed nine people who were asleep",
    "Three attacks on the northern side were beaten back at 14:30, the Zarqa Brigade said",
)
ROWS = st.fixed_dictionaries(
    {
        "type": st.sampled_from(("capture", "repel", "clash", "airstrike", "losses", "hold", "statement", "bombing")),
        "agent": st.sampled_from(("army", "brigade", "rebels", "ally", "x-northern-group", "")),
        "target": st.sampled_from(("rebels", "army", "x-northern-army", "")),
        "place": st.sampled_from(("Qasab", "Qaseb", "Ras Tin", "near:Umm Laban", "Bir Saad", "Homs province", ["Qasab", "Wadi Zar"], "")),
        "start": st.sampled_from((None, "2015-01-01", "2017-09-25", "2017-10-01")),
        "end": st.sampled_from((None, "2017-10-01", "2017-10-02", "2017-10-03", "2017-10-05")),
        "said": st.booleans(),
        "modality": st.sampled_from(("actual", "failed", "planned", "denied")),
        "losses": st.sampled_from(("", "rebels killed 5", "rebels killed 12+", "killed 9", "killed 1, wounded 4", "killed 2")),
        "objects": st.sampled_from(("", "the iron bridge", "a bridge and two tanks")),
        "says": st.sampled_from(SAYS),
        "doc": st.sampled_from(("d1", "d2", "d3")),
        "at": st.sampled_from((0, 150, 2000)),
        "trigger": st.sampled_from(("captured", "attack")),
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, min_size=2, max_size=9))
def test_arrays_score_as_one_pair_is_scored_and_give_its_reasons(make, sides, rows):
    types, weights = load_types(), load_weights()
    told = tellings([make(row, number=i) for i, row in enumerate(rows)], {}, {}, sides, types)
    columns = Columns.of(told)
    pairs = list(combinations(range(len(told)), 2))
    a, b = np.array([x for x, _ in pairs], np.int64), np.array([y for _, y in pairs], np.int64)
    alone = [compare(told[x], told[y], types, weights) for x, y in pairs]
    assert scores(columns, a, b, types, weights).tolist() == pytest.approx([one.score for one in alone], abs=1e-9)
    assert list(Reasons(columns, types, weights).of(a, b)) == [one.features for one in alone]
    for (x, y), one in zip(pairs, alone, strict=True):
        assert compare(told[y], told[x], types, weights).score == one.score
    for i, telling in enumerate(told):
        assert all(columns.value(name, i) == question.of(telling) for name, question in QUESTIONS.items())


def test_every_level_that_an_answer_can_have_has_a_weight(make, sides):
    types, weights = load_types(), load_weights()
    told = tellings([make({"says": says, "doc": f"d{i}"}) for i, says in enumerate(SAYS[1:])], {}, {}, sides, types)
    assert set(QUESTIONS) == set(weights.level)
    for x, y in combinations(told, 2):
        assert all(level in weights.level[name] for name, level in levels(x, y, types).items())


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), st.floats(-4, 4).map(lambda x: round(x, 4))
)


@settings(max_examples=200, deadline=None)
@given(PAIRS, st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), max_size=4))
def test_groups_of_blocks_are_the_groups_of_the_whole(known, parted):
    keys = sorted({*known, *parted})
    a, b = np.array([x for x, _ in keys], np.int64), np.array([y for _, y in keys], np.int64)
    score = np.array([known.get(key, -5.0) for key in keys], np.float64)
    barred = np.array([key in parted for key in keys], np.bool_)
    none = Verdicts((), frozenset(), frozenset())
    whole = cluster(10, dict(zip(keys, score.tolist(), strict=True)), (), parted, -3.0, 0.0)
    assert grouped(10, a, b, score, barred, none, -3.0, 0.0) == whole
    assert not any({x, y} <= set(group) for group in whole for x, y in parted)


@settings(max_examples=200, deadline=None)
@given(PAIRS)
def test_no_two_groups_are_left_whose_best_matches_would_join_them(known):
    def match(one, group):
        return max(max(known.get((min(one, x), max(one, x)), -3.0), -3.0) for x in group)

    groups = cluster(10, known, (), (), -3.0, 0.0)
    for p, q in combinations(groups, 2):
        both = (sum(match(x, q) for x in p) / len(p) + sum(match(x, p) for x in q) / len(q)) / 2
        assert both < 1e-5


@given(st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=40))
def test_what_a_chain_of_pairs_connects_has_one_number(pairs):
    least = connected(30, np.array([x for x, _ in pairs], np.int64), np.array([y for _, y in pairs], np.int64))
    left = [{i} for i in range(30)]
    for x, y in pairs:
        one = left[x] | left[y]
        for i in one:
            left[i] = one
    assert least.tolist() == [min(left[i]) for i in range(30)]


@pytest.mark.parametrize("strength", [(0.0, 6.0), (3.0, 3.0)])
def test_a_famous_day_is_cut_into_blocks_that_can_be_told_apart(monkeypatch, strength):
    monkeypatch.setattr("frontlog.incidents.cluster.MOST", 20)
    size, (weak, strong) = 400, strength
    a, b = np.array([x for x in range(size) for _ in range(2)]), np.array([(x + step) % size for x in range(size) for step in (1, 7)])
    a, b = np.minimum(a, b), np.maximum(a, b)
    one = a // 5 == b // 5  # five by five are surely one; by weak bonds everything hangs together
    score = np.where(one, strong, weak)
    order = np.lexsort((b, a))
    none = Verdicts(((3, 390),), frozenset(), frozenset())
    groups = grouped(size, a[order], b[order], score[order], np.zeros(len(a), np.bool_), none, -3.0, 0.0)
    assert sorted(x for group in groups for x in group) == list(range(size))
    assert max(map(len, groups)) <= 21
    assert any({3, 390} <= set(group) for group in groups)
    if weak < strong:
        assert all(any(set(range(x, x + 5)) <= set(group) for group in groups) for x in range(0, size, 5))


def test_near_misses_of_a_famous_day_are_few():
    a, b = (np.array(part) for part in zip(*combinations(range(100), 2), strict=True))
    score = -((b - a) % 13) / 10.0
    kept = nearest(a, b, score, score > -1.1)
    assert MISSES * 99 / 2 < kept.sum() <= 2 * MISSES * 100
    assert not kept[score <= -1.1].any()
    assert (kept == (score > -1.1))[(a + b < 12)].all()
