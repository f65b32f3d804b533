"""Actors out of the cache are those of the table."""

from pathlib import Path

import pytest

from frontlog.reference import actors, ready
from frontlog.reference.actor_rows import read_actors
from frontlog.reference.actors_kept import flat, kept_actors, whole
from frontlog.reference.cache import CACHE


def test_every_actor_of_ours_comes_back_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = [actor for _, actor in read_actors(actors.FILE).values()]
    assert list(map(repr, map(whole, map(flat, own)))) == list(map(repr, own))
    monkeypatch.setenv(CACHE, str(tmp_path))
    made = kept_actors(lambda: own)
    assert list(tmp_path.glob("actors-*"))
    kept = kept_actors(lambda: pytest.fail("they are there"))
    assert made == kept == own
    assert [type(one.labels) for one in kept] == [type(one.labels) for one in own]


def test_a_broken_table_is_told_where_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE, str(tmp_path))
    monkeypatch.setattr(ready, "package", lambda: b"another")
    with pytest.raises(ZeroDivisionError):
        kept_actors(lambda: [1 // 0])  # type: ignore[list-item]
