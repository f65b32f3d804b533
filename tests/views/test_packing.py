"""A packed bundle comes back as it was, whatever it holds, and stays in plain letters."""

import string
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from frontlog.views.bundle import bundle
from frontlog.views.packing import pack, pack_text, unpack, unpack_text
from support.sample import week

WORDS = st.text(max_size=8) | st.sampled_from(["a", "b", "</script>", "\u2028"])
SCALARS = st.none() | st.booleans() | st.integers(-(2**40), 2**40) | WORDS
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from("xyz"), inner, max_size=3), max_leaves=20
)


def rows(fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    return st.lists(st.fixed_dictionaries(fields), max_size=8)


WORDS_AT = st.fixed_dictionaries({"start": st.integers(0, 9), "end": st.integers(0, 9)})
SHAPED = rows(
    {"id": WORDS, "n": st.none() | st.integers(0, 3), "at": st.none() | WORDS_AT, "words": st.lists(WORDS), "list": rows({"x": WORDS})}
)


@given(VALUES)
def test_any_value_comes_back(value: Any) -> None:
    assert unpack(pack(value)) == value


@given(SHAPED)
def test_rows_with_gaps_and_lists_come_back(value: Any) -> None:
    assert unpack(pack({"rows": value})) == {"rows": value}


def test_a_bundle_comes_back_and_is_small() -> None:
    data = bundle(week())
    text = pack_text(data)
    assert unpack_text(text) == data
    assert set(text) <= set(string.ascii_letters + string.digits + "+/=")
    assert text == pack_text(bundle(week()))
    assert len(text) < len(str(data)) / 3
