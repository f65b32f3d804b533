"""Tables that a process wrote or read a moment ago: what is held of a file is what stands in it, and never that of another one."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from frontlog.model import FrontlogError, Rejection, compression, to_table
from frontlog.store import lately, write_shard
from frontlog.store.shards import read_columns, table


def _rejection(number: int) -> Rejection:
    fields = {"document": "d", "start": -1, "end": -1, "quote": "", "step": "s", "reason": "none", "message": "long ago " * number}
    return Rejection(id=f"r-{number:05d}", subject=f"file {number}", **fields)  # type: ignore[arg-type]


def _written(log: Path, count: int, key: str = "k" * 16) -> Path:
    shard = write_shard(log, "sources.read", "all", key, (Rejection,), map(_rejection, range(count)))
    return log / shard.files[0].path


def test_what_was_written_is_not_read_again(tmp_path: Path) -> None:
    path = _written(tmp_path, 3)
    held = lately.find(path)
    assert held is not None
    assert held.equals(pq.read_table(path))
    assert table(tmp_path, Rejection, str(path.relative_to(tmp_path))) is held
    columns = read_columns(tmp_path, Rejection, [str(path.relative_to(tmp_path))], ["id"])
    assert columns["id"].to_pylist() == ["r-00000", "r-00001", "r-00002"]


def test_what_was_read_is_held(tmp_path: Path) -> None:
    path = _written(tmp_path, 3)
    lately.forget(path)
    found = table(tmp_path, Rejection, str(path.relative_to(tmp_path)))
    assert lately.find(path) is found
    assert found.equals(to_table(Rejection, map(_rejection, range(3))))


def test_another_file_under_the_name_is_read(tmp_path: Path) -> None:
    path = _written(tmp_path, 3)
    pq.write_table(to_table(Rejection, [_rejection(7)]), path)
    assert lately.find(path) is None
    assert table(tmp_path, Rejection, str(path.relative_to(tmp_path)))["id"].to_pylist() == ["r-00007"]


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:-9])])
def test_a_file_that_is_lost_or_damaged_is_noticed(spoil: object, tmp_path: Path) -> None:
    path = _written(tmp_path, 3)
    spoil(path)  # type: ignore[operator]
    with pytest.raises(FrontlogError, match="is rebuilt"):
        table(tmp_path, Rejection, str(path.relative_to(tmp_path)))


def test_it_holds_no_more_than_it_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = pa.table({"id": ["x" * 1000]})
    monkeypatch.setattr(lately, "ALL", lately._bytes + 2 * rows.nbytes)
    monkeypatch.setattr(lately, "ONE", rows.nbytes)
    paths = [tmp_path / name for name in "abc"]
    for path in paths:
        path.touch()
        lately.note(path, rows)
    assert lately._bytes <= lately.ALL
    assert lately.find(paths[2]) is rows
    lately.note(paths[0], pa.concat_tables([rows, rows]))
    assert lately.find(paths[0]) is None


@pytest.mark.parametrize("count", [1, 512, 513])
def test_few_rows_are_packed_by_what_is_ready_at_once(count: int, tmp_path: Path) -> None:
    file = pq.ParquetFile(_written(tmp_path, count))
    assert file.metadata.row_group(0).column(0).compression == compression(count).upper()
    assert compression(count) == ("zstd" if count > 512 else "snappy")
