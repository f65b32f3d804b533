"""Decisions in any number and order: the last word counts, nothing contradicts what is kept, and nothing is lost without being named."""

from datetime import datetime, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from frontlog.incidents.verdicts import FINAL, verdicts
from frontlog.model import Decision

CLAIMS = "abcdef"
SAID = st.lists(
    st.tuples(
        st.sampled_from(("same", "different", "unsure", "withdrawn")),
        st.lists(st.sampled_from(CLAIMS), min_size=2, max_size=3, unique=True),
    ),
    max_size=12,
)


def decided(rows):
    begin = datetime(2020, 1, 1)
    return [
        Decision(id=f"v{i:02d}", subject=tuple(who), verdict=word, who="me", when=begin + timedelta(i), why="")
        for i, (word, who) in enumerate(rows)
    ]


@given(SAID, st.randoms(use_true_random=False))
def test_every_last_word_is_kept_or_named_as_lost_and_what_is_kept_agrees(rows, random):
    position = {claim: i for i, claim in enumerate(CLAIMS)}
    found = verdicts(decided(rows), position)
    last = {}
    for word, who in rows:
        last.update(dict.fromkeys(combinations(sorted(position[claim] for claim in who), 2), word))
    final = {pair: word for pair, word in last.items() if word in FINAL}
    kept = {*found.together, *found.apart}
    assert kept | found.lost == set(final)
    assert not kept & found.lost
    assert {pair: "same" if pair in found.together else "different" for pair in kept} == {pair: final[pair] for pair in kept}
    one = [{i} for i in range(len(CLAIMS))]
    for a, b in found.together:
        whole = one[a] | one[b]
        for i in whole:
            one[i] = whole
    assert not any(b in one[a] for a, b in found.apart)
    shuffled = decided(rows)
    random.shuffle(shuffled)
    assert verdicts(shuffled, position) == found


def test_a_lost_decision_contradicts_a_newer_one():
    position = {claim: i for i, claim in enumerate(CLAIMS)}
    found = verdicts(decided([("different", "ac"), ("same", "ab"), ("same", "bc")]), position)
    assert found.lost == {(0, 2)}
    assert found.together == ((0, 1), (1, 2))


def test_ten_thousand_decisions():
    position = {f"c{i}": i for i in range(5000)}
    rows = [("different" if i % 3 else "same", (f"c{i}", f"c{(i * 7 + 1) % 5000}")) for i in range(5000) if i != (i * 7 + 1) % 5000]
    found = verdicts(decided(rows), position)
    assert len(found.together) + len(found.apart) + len(found.lost) == len({tuple(sorted(map(position.get, who))) for _, who in rows})
