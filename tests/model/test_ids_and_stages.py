"""Ids depend on content alone; the chain is checked before it runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontlog.model import Claim, Document, FrontlogError, Mention, Raw, Stage, check_chain, digest, record_id, record_ids, suggest


@given(st.lists(st.text(), min_size=1, max_size=4), st.lists(st.text(), min_size=1, max_size=4))
def test_different_parts_give_different_digests(a: list[str], b: list[str]) -> None:
    assert (digest(*a) == digest(*b)) == (a == b)


def test_ids_are_short_and_name_their_kind() -> None:
    assert record_id("c", "x") == record_id("c", "x")
    assert record_id("c", "x").startswith("c-")
    assert len(record_id("c", "x")) == 18


def test_ids_of_many_records_are_those_of_each() -> None:
    ids = record_ids("s", "d-1", "é")
    assert [ids(3, 12), ids("3", "é")] == [record_id("s", "d-1", "é", 3, 12), record_id("s", "d-1", "é", "3", "é")]


def nothing(*_: object) -> list[Document]:
    return []


def test_a_stage_may_not_read_what_nobody_wrote() -> None:
    chain = (Stage("a", "1", (Mention,), (Claim,), nothing),)
    with pytest.raises(FrontlogError, match=r"'a' reads Mention, which no earlier stage writes\. Move it"):
        check_chain(chain, (Raw,))


def test_two_stages_may_not_share_a_name() -> None:
    chain = (Stage("a", "1", (Raw,), (Document,), nothing), Stage("a", "1", (Raw,), (Document,), nothing))
    with pytest.raises(FrontlogError, match="Two stages are named 'a'"):
        check_chain(chain, (Raw,))


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(FrontlogError, match="key 'town'"):
        check_chain((Stage("a", "1", (Raw,), (Document,), nothing, key="town"),), (Raw,))


def test_suggestions_name_the_nearest_or_all() -> None:
    assert suggest("clams", ["claims", "control"]) == "Did you mean 'claims'?"
    assert suggest("xyz", ["claims", "control"]) == "Choose one of: claims, control."
