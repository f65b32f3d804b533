"""Days of publication that nothing between them speaks for."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from frontlog.incidents.dating.days import place_in_time
from frontlog.incidents.dating.pairs import Pair
from frontlog.incidents.dating.table import load_table
from frontlog.model import Fellow

FIRST = date(2017, 10, 1)
GAPS = st.lists(st.tuples(st.integers(0, 60), st.floats(0.01, 1.0), st.floats(-2.0, 6.0)), min_size=1, max_size=8)


@given(GAPS)
def test_days_with_gaps_between_them_are_told_or_refused(rows):
    pairs = [
        Pair((f"m{n}", ""), (f"o{n}", ""), Fellow(f"c{n}", f"d{n}", f"r{n}", weight, ""), {FIRST + timedelta(day): chance}, True)
        for n, (day, chance, weight) in enumerate(rows)
    ]
    found = place_in_time(pairs, {FIRST}, None, None, load_table())
    assert found is not None
    assert 0.0 <= found.probability <= 1.0
    assert found.reason
