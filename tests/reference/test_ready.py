"""What is kept in the user's cache is what would have been made, and nothing that lies there can be more than that."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.documents.heads import HEADS, TAILS
from frontlog.documents.line_rules import rules
from frontlog.documents.voice import reporting, talking
from frontlog.mentions.lexicon import kept_names, names
from frontlog.reference import actors, expressions, ready, yamlfile
from frontlog.reference.actor_names import forms_of
from frontlog.reference.actors import load_actors
from frontlog.reference.expressions import Expression, kept
from frontlog.reference.tokens import tokenize

VALUE = {"a": [1, 2.5, None, True, "Ж"], "day": date(2024, 12, 8), "deep": [{"more": [[]]}]}
EXPRESSIONS = [
    *(row.pattern for table in (rules(), talking(), reporting()) for row in table),
    *(row[2] for table in (HEADS, TAILS) for row in table),
]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FRONTLOG_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def never() -> Any:
    pytest.fail("made again")


def test_a_value_is_made_once_and_damage_is_seen(cache: Path) -> None:
    assert ready.values("v", "k", lambda: VALUE) == VALUE
    assert ready.values("v", "k", never) == VALUE
    (path,) = cache.iterdir()
    content = path.read_bytes()
    for harmed in (content.replace(b"2.5", b"3.5"), content[:20], b"", b"\xff"):
        path.write_bytes(harmed)
        assert ready.values("v", "k", lambda: VALUE) == VALUE
        assert path.read_bytes() == content


@pytest.mark.parametrize("value", [{1: "a"}, {"a": (1, 2)}, {"a": {1}}, {"a": float("nan")}])
def test_what_json_would_change_is_not_kept(cache: Path, value: Any) -> None:
    assert ready.values("v", "k", lambda: value) is value
    assert not cache.exists()


def test_arrays_are_made_once_and_damage_is_seen(cache: Path) -> None:
    made = {"one": np.arange(7, dtype=np.uint16), "two": np.array([["a", "bc"]]), "none": np.zeros((0, 3), np.float16)}

    def same(found: ready.Arrays) -> bool:
        return all((found[name] == made[name]).all() and found[name].dtype == made[name].dtype for name in made)

    assert same(ready.arrays("a", "k", lambda: made))
    held = ready.arrays("a", "k", never)
    assert same(held)
    assert [part.shape for part in held.values()] == [(7,), (1, 2), (0, 3)]
    (path,) = cache.iterdir()
    content = path.read_bytes()
    for harmed in (content[:-1] + b"\x01", content[: len(content) // 2], b"", b"no line"):
        path.unlink()
        path.write_bytes(harmed)
        assert same(ready.arrays("a", "k", lambda: made))


def test_without_a_cache_all_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("FRONTLOG_CACHE", str(tmp_path / "file" / "cache"))
    assert ready.values("v", "k", lambda: VALUE) == VALUE
    assert ready.arrays("a", "k", lambda: {"one": np.arange(3)})["one"].tolist() == [0, 1, 2]


def test_tables_of_ours_are_kept_and_those_of_users_are_not(cache: Path, tmp_path: Path) -> None:
    own = Path(yamlfile.__file__).with_name("actors.yml")
    first = yamlfile.read(own)
    assert len(list(cache.iterdir())) == 1
    assert yamlfile.read(own) == first
    (tmp_path / "own.yml").write_text("- {id: x, from: 2024-01-02}\n")
    assert yamlfile.read(tmp_path / "own.yml") == [{"id": "x", "from": date(2024, 1, 2)}]
    assert len(list(cache.iterdir())) == 1


def test_the_expressions_of_the_tables_can_all_be_read_and_are_kept_as_python_makes_them() -> None:
    for one in EXPRESSIONS:
        wanted = re.compile(one.pattern, one.flags)
        assert kept(one.pattern, one.flags) == wanted  # made; patterns are equal where all their instructions are
        found = kept(one.pattern, one.flags)  # out of the cache
        assert found == wanted
        assert (found.groups, found.groupindex, found.flags) == (wanted.groups, wanted.groupindex, wanted.flags)


WRITTEN = """
import hashlib
from frontlog.reference.expressions import Expression
hashed, made = hashlib.sha256(), Expression.__init__
def noted(self, pattern, flags=0):
    hashed.update(f"{flags} {pattern}".encode())
    made(self, pattern, flags)
Expression.__init__ = noted
import frontlog.pipeline
from frontlog.documents.line_rules import rules
rules()
print(hashed.hexdigest())
"""


def test_expressions_are_written_alike_in_every_process() -> None:
    """What is kept of them goes by how they are written, so the order of a set must not be in it."""
    told = [
        subprocess.run([sys.executable, "-c", WRITTEN], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1] != b""


def test_where_python_is_otherwise_inside_expressions_are_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    pattern = "(?P<word>" + "|".join(f"word{n}" for n in range(60)) + ")"
    said = np.frombuffer(b"[32, 1, {}, [null]]", np.uint8)
    monkeypatch.setattr(expressions.ready, "arrays", lambda *_: {"code": np.array([99999], np.uint32), "said": said})  # no such instruction
    found = Expression(pattern, re.IGNORECASE)
    assert found.match("WORD7").group("word") == "WORD7"
    assert [match.group() for match in found.finditer("word1 word2")] == ["word1", "word2"]


def test_names_of_actors_are_kept_as_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    own = load_actors()
    made = forms_of(own)
    assert actors._kept_forms(own) == made
    monkeypatch.setattr(actors, "forms_of", never)
    assert actors._kept_forms(own) == made  # out of the cache


@settings(deadline=None)  # the first of all loads a tagger of words
@given(st.lists(st.lists(st.sampled_from(["the", "army", "of", "Syria", "north-east", "U.S."]), min_size=1, max_size=5), max_size=12))
def test_kept_names_are_found_as_others_are(rows: list[list[str]]) -> None:
    surfaces = [" ".join(row) for row in rows]
    tokens = tokenize("the army of Syria and the U.S. north-east army of the north-east of Syria")
    plain = names(surfaces)
    for _ in range(2):
        held = kept_names(lambda: surfaces, repr(surfaces).encode())
        assert [held.longest(tokens, n) for n in range(len(tokens))] == [plain.longest(tokens, n) for n in range(len(tokens))]
