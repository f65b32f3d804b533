"""What holds for all formats: the same bytes for the same rows, whole files, no readers' words, nothing for an empty log, filters."""

import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from frontlog.model import FrontlogError
from frontlog.views.exports.export import Export
from frontlog.views.exports.registry import FORMATS, NAMED, find
from support.exports import ABOUT, export, made, record
from support.sample import Week, week

NAMES = (*NAMED, "claims-ndjson", "claims-dta", "spans-dta")


def unzipped(content: bytes) -> Iterator[bytes]:
    """The bytes, and those of what is packed in them."""
    yield content
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            yield from (archive.read(name) for name in archive.namelist())


def files(name: str, source: Export) -> dict[str, bytes]:
    return {file: FORMATS[name].bytes(source, file) for file in FORMATS[name].files}


@pytest.fixture(scope="module")
def plain() -> Export:
    return export()


@pytest.fixture(scope="module")
def turned() -> Export:
    """The same rows the other way round."""
    rows = record()
    for found in rows.rows.values():
        found.reverse()
    return export(rows=rows)


@pytest.fixture(scope="module")
def nothing() -> Export:
    return Export(Week())


@pytest.fixture(scope="module")
def sample() -> Export:
    """The invented week: other people's words in it are hostile, and no registry knows its actors."""
    return Export(week(), None, ABOUT)


@pytest.mark.parametrize("name", NAMES)
def test_equal_rows_in_any_order_give_equal_bytes(name: str, plain: Export, turned: Export) -> None:
    found = files(name, plain)
    assert all(found.values())
    assert found == files(name, turned)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_log_gives_files_without_rows(name: str, nothing: Export) -> None:
    if name == "pack":
        with pytest.raises(FrontlogError, match="no incident to pack"):
            files(name, nothing)
    else:
        assert all(b"FL-" not in content for content in files(name, nothing).values())


@pytest.mark.parametrize("name", NAMES)
def test_readers_words_are_in_no_export(name: str, plain: Export) -> None:
    for content in files(name, plain).values():
        for part in unzipped(content):
            assert b"omar77" not in part
            assert b"Walid" not in part


@pytest.mark.parametrize("name", NAMES)
def test_the_sample_week_can_be_written(name: str, sample: Export) -> None:
    for file, content in files(name, sample).items():
        for part in unzipped(content):
            assert b"truthseeker" not in part
            assert b"<img src=x" not in part or not file.endswith((".kml", ".xlsx"))
            assert b"<html" not in part or b"<img src=x" not in part


@pytest.mark.parametrize(
    "name", [n for n in NAMED if FORMATS[n].single and not n.startswith("control") and n not in ("prov", "hapi", "geoparquet")]
)
def test_a_selection_holds_its_incidents_only(name: str, plain: Export) -> None:
    events = list(plain.events())
    one = next(e for e in events if e.killed.best and e.modality == "actual")
    marks = {"atlos": [e.title for e in events], "annotations": [e.claims[0] for e in events]}.get(name, [e.id for e in events])
    wanted = marks[events.index(one)]
    parts = list(unzipped(FORMATS[name].bytes(plain.only(frozenset([one.id])))))
    assert any(wanted.encode() in part for part in parts)
    assert not any(mark.encode() in part for mark in set(marks) - {wanted} for part in parts)


def test_every_format_says_what_it_is_and_names_plain_files() -> None:
    for name, form in FORMATS.items():
        assert form.name == name
        assert len(form.meaning) > 10
        assert "/" in form.media_type
        assert all(file == Path(file).name and not file.startswith(".") for file in form.files)


@pytest.mark.parametrize("name", ["../../etc/passwd", "acled/..", "", "ACLED", "acledd"])
def test_a_name_that_is_no_format_is_refused_with_the_nearest(name: str) -> None:
    with pytest.raises(FrontlogError, match=r"There is no export .*(Did you mean|Choose one of)"):
        find(name)


def test_a_folder_in_the_way_and_a_file_in_the_way_are_named(tmp_path: Path) -> None:
    with pytest.raises(FrontlogError, match="is a folder, and 'acled' is one file"):
        FORMATS["acled"].write(export(), tmp_path)
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(FrontlogError, match="is a file, and 'csv' is"):
        FORMATS["csv"].write(export(), tmp_path / "file")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_a_failing_export_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "incidents.geojson"
    FORMATS["geojson"].write(export(), path)
    before = path.read_bytes()
    monkeypatch.setattr("frontlog.views.exports.geojson.shape_of", lambda event: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        FORMATS["geojson"].write(export(), path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["incidents.geojson"]


def test_a_notice_stands_beside_what_looks_like_another_data_set(tmp_path: Path) -> None:
    paths = FORMATS["acled"].write(export(), tmp_path / "mine.csv")
    assert [p.name for p in paths] == ["mine.csv", "mine.csv.README.txt"]
    assert "ACLED-shaped, not ACLED data" in paths[1].read_text(encoding="utf-8")


def test_json_lines_are_each_one_object() -> None:
    for line in made("claims-ndjson").decode().splitlines():
        row = json.loads(line)
        assert isinstance(row["actor_ids"], list)
        assert row["run_id"] == ABOUT.run_id
