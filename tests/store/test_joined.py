"""Many small files of a table are read as one; what comes of it is what is in the files."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from frontlog.model import Copy, Document, FrontlogError, digest, from_table, schema
from frontlog.store import joined, write_shard
from frontlog.store.joined import JoinedLot, recalled
from frontlog.store.shards import ShardLot, VanishedError
from support.records import document

NAMES = ("id", "outlet")


def shards(root: Path, *texts: str, stage: str = "documents.read") -> tuple[str, ...]:
    """A file each, and one without rows."""
    out = []
    for number, text in enumerate((*texts, "")):
        rows = [document(f"{text} Part {n}.", id_=f"d-{digest(text, n)[:16]}") for n in range(number + 1) if text]
        out.append(write_shard(root, stage, f"{number:02d}", digest(stage, number, text), (Document,), rows).files[0].path)
    return tuple(out)


def read(root: Path, paths: tuple[str, ...], names: tuple[str, ...] = NAMES) -> pa.Table:
    return pa.Table.from_batches(list(JoinedLot(root, Document, paths).batches(names)))


def plain(root: Path, paths: tuple[str, ...], names: tuple[str, ...] = NAMES) -> pa.Table:
    return pa.Table.from_batches(list(ShardLot(root, paths).batches(names)))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are opened to be joined."""
    out: list[str] = []
    real = joined._read

    def noted(log: Path, kind: type[Document], path: str) -> pa.RecordBatch | None:
        out.append(path)
        return real(log, kind, path)

    monkeypatch.setattr(joined, "_read", noted)
    return out


def test_only_new_files_are_opened(tmp_path: Path, opened: list[str]) -> None:
    first = shards(tmp_path, "Rain fell.", "Snow fell.", "Hail fell.")
    assert read(tmp_path, first) == plain(tmp_path, first)
    assert sorted(opened) == sorted(first)
    opened.clear()
    then = shards(tmp_path, "Rain fell.", "Sleet fell.", "Hail fell.")
    assert read(tmp_path, then, ("id", "published")) == plain(tmp_path, then, ("id", "published"))
    assert opened == [path for path in then if path not in first]
    assert set(recalled(tmp_path, Document)) == set(then)  # those of before are let go


def test_what_another_step_reads_stays(tmp_path: Path, opened: list[str]) -> None:
    """The claims of one step may lie in files of another stage than those of the next."""
    one, two = shards(tmp_path, "Rain fell.", "Snow fell."), shards(tmp_path, "Rain fell.", "Hail fell.", stage="other")
    mixed = (*one[:1], two[1])
    for paths in (one, mixed, one, mixed):
        assert read(tmp_path, paths) == plain(tmp_path, paths)
    assert sorted(opened) == sorted({*one, *mixed})


@pytest.mark.parametrize("harm", ["lost", "damaged", "cut", "empty"])
def test_it_may_be_lost(tmp_path: Path, harm: str, opened: list[str]) -> None:
    paths = shards(tmp_path, "Rain fell.", "Snow fell.")
    read(tmp_path, paths)
    (kept,) = (tmp_path / "tables" / joined.FOLDER).iterdir()
    content = kept.read_bytes()
    if harm == "lost":
        kept.unlink()
    else:
        touched = bytearray(content)
        touched[len(content) // 2] ^= 1
        kept.write_bytes({"damaged": bytes(touched), "cut": content[:100], "empty": b""}[harm])
    opened.clear()
    assert read(tmp_path, paths) == plain(tmp_path, paths)
    assert sorted(opened) == sorted(paths)
    assert kept.read_bytes() == content


def test_long_texts_are_not_kept_and_only_files_that_are_asked_for_are_read(tmp_path: Path) -> None:
    paths = shards(tmp_path, "Rain fell.", "Snow fell.", "Hail fell.")
    wanted = plain(tmp_path, paths[1:2])["id"].to_pylist()[:1]
    lot = JoinedLot(tmp_path, Document, paths)
    some = pa.Table.from_batches(list(lot.of(wanted, ("id", "text"))))
    assert some == plain(tmp_path, paths[1:2], ("id", "text"))
    assert "text" not in next(iter(recalled(tmp_path, Document).values())).schema.names
    assert b"Snow fell" not in (tmp_path / "tables" / joined.FOLDER / "documents.kept").read_bytes()
    assert read(tmp_path, paths, ("id", "text")) == plain(tmp_path, paths, ("id", "text"))


def test_large_files_are_read_where_they_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = shards(tmp_path, "Rain fell.", "Snow fell.")
    read(tmp_path, paths)
    assert recalled(tmp_path, Document)
    monkeypatch.setattr(joined, "SMALL", 10)
    lot = JoinedLot(tmp_path, Document, paths)
    assert read(tmp_path, paths) == plain(tmp_path, paths)
    assert pa.Table.from_batches(list(lot.of((), NAMES))) == plain(tmp_path, paths)
    assert not recalled(tmp_path, Document)


def test_a_lost_or_damaged_table_is_named(tmp_path: Path) -> None:
    paths = shards(tmp_path, "Rain fell.", "Snow fell.")
    (tmp_path / paths[0]).write_bytes(b"no Parquet")
    with pytest.raises(FrontlogError, match="cannot be read"):
        read(tmp_path, paths)
    (tmp_path / paths[0]).unlink()
    with pytest.raises(VanishedError, match="is gone"):
        read(tmp_path, paths)


def test_files_of_an_older_frontlog_are_read_as_before(tmp_path: Path) -> None:
    paths = shards(tmp_path, "Rain fell.", "Snow fell.")
    old = pq.read_table(tmp_path / paths[0])
    pq.write_table(old.select([name for name in old.column_names if name != "language"]), tmp_path / paths[0])
    assert read(tmp_path, paths) == plain(tmp_path, paths)


def test_one_file_is_not_kept_beside_itself(tmp_path: Path) -> None:
    (path,) = (f.path for f in write_shard(tmp_path, "s", "all", "k" * 64, (Copy,), []).files)
    assert list(JoinedLot(tmp_path, Copy, (path,)).batches(schema(Copy).names)) == []
    assert not (tmp_path / "tables" / joined.FOLDER).exists()
    assert from_table(Copy, schema(Copy).empty_table()) == []
