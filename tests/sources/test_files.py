"""Files and folders: what is read, in which order, under which name, and what is refused with which message."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.model import Raw, Rejection, record_id
from frontlog.sources.content import MEDIA_TYPES, is_binary
from frontlog.sources.files import Found, Limits, find, read

TEXT = "The army took the town on Monday."


def put(folder: Path, name: str, content: str | bytes = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def split(*paths: Path, limits: Limits | None = None) -> tuple[list[Raw], list[Rejection]]:
    rows = list(read(paths, limits or Limits()))
    return [row for row in rows if isinstance(row, Raw)], [row for row in rows if isinstance(row, Rejection)]


def reasons(*paths: Path) -> dict[str, str]:
    return {row.subject: row.reason for row in split(*paths)[1]}


def test_a_folder_is_read_sorted_with_names_relative_to_it(tmp_path: Path) -> None:
    for name in ("b.txt", "sub/a report.md", "a.txt", "sub/deep/c.TXT"):
        put(tmp_path / "in", name, name)
    raws, refused = split(tmp_path / "in" / ".." / "in")
    assert [raw.item.name for raw in raws] == ["a.txt", "b.txt", "sub/a report.md", "sub/deep/c.TXT"]
    assert not refused
    assert raws[2].item.media_type == "text/markdown"
    assert raws[0].item.id == record_id("d", raws[0].item.sha256, 0)
    assert raws[0].item.size == len(raws[0].content)


def test_a_file_argument_is_named_by_its_last_part(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt")
    raws, _ = split(tmp_path / "in" / ".." / "in" / "a.txt")
    assert raws[0].item.name == "a.txt"


def test_the_same_file_by_two_arguments_is_read_once(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt")
    raws, refused = split(tmp_path, path, tmp_path)
    assert len(raws) == 1
    assert not refused


def test_same_bytes_are_taken_once(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    put(tmp_path, "b.txt")
    raws, (refusal,) = split(tmp_path)
    assert [raw.item.name for raw in raws] == ["a.txt"]
    assert (refusal.subject, refusal.reason) == ("b.txt", "duplicate")
    assert "'a.txt'" in refusal.message


@pytest.mark.parametrize(
    ("name", "content", "reason", "words"),
    [
        ("empty.txt", b"", "empty file", "empty.txt"),
        ("blank.txt", b" \n\t ", "empty file", "blank.txt"),
        ("noise.txt", bytes(range(256)) * 7, "binary file", "binary"),
        ("photo.jpg", b"\xff\xd8\xff", "unsupported type", "'.jpg'"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "unsupported type", ".docx"),
        ("archive.zip", b"PK\x03\x04", "unsupported type", "Unpack it and add what is in it"),
        ("big.txt", b"x" * 2001, "too large", "--max-mb"),
        ("none.jsonl", b"\n\n", "empty file", '"text"'),
    ],
)
def test_refused_with_reason_and_next_step(tmp_path: Path, name: str, content: bytes, reason: str, words: str) -> None:
    put(tmp_path, name, content)
    put(tmp_path, "good.txt")
    raws, (refusal,) = split(tmp_path, limits=Limits(max_bytes=2000))
    assert [raw.item.name for raw in raws] == ["good.txt"]
    assert (refusal.subject, refusal.reason, refusal.step) == (name, reason, "sources.read")
    assert words in refusal.message
    assert name in refusal.message


def test_a_file_over_the_limit_is_never_loaded(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as handle:
        handle.truncate(200_000_000)  # sparse: takes no room on disk
    (refusal,) = read([path], Limits())
    assert isinstance(refusal, Rejection)
    assert "200.0 MB" in refusal.message
    assert "20 MB" in refusal.message


def test_missing_paths_and_folders_without_reports(tmp_path: Path) -> None:
    put(tmp_path, "reports/a.txt")
    (tmp_path / "void").mkdir()
    _, refused = split(tmp_path / "report", tmp_path / "void", tmp_path / "nowhere" / "a.txt")
    assert [row.reason for row in refused] == ["missing", "no reports", "missing"]
    assert "Did you mean 'reports'?" in refused[0].message
    assert "'void'" in refused[1].message


def test_hidden_files_and_folders_are_named(tmp_path: Path) -> None:
    put(tmp_path, "in/.secret.txt")
    put(tmp_path, "in/.git/config.txt")
    put(tmp_path, "in/a.txt", "other")
    assert reasons(tmp_path / "in") == {".secret.txt": "hidden", ".git": "hidden"}
    assert [raw.item.name for raw in split(tmp_path / "in" / ".secret.txt")[0]] == [".secret.txt"]


def test_links_that_leave_the_folder_are_refused(tmp_path: Path) -> None:
    outside = put(tmp_path, "outside.txt", "outside")
    inside = put(tmp_path, "in/a.txt", "inside")
    (tmp_path / "in" / "out.txt").symlink_to(outside)
    (tmp_path / "in" / "same.txt").symlink_to(inside)
    (tmp_path / "in" / "broken.txt").symlink_to(tmp_path / "in" / "gone.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path)
    raws, refused = split(tmp_path / "in")
    assert [raw.item.name for raw in raws] == ["a.txt"]
    assert {row.subject: row.reason for row in refused} == {"out.txt": "link", "broken.txt": "missing", "loop": "link"}


def test_a_pipe_does_not_stop_the_batch(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    put(tmp_path, "a.txt")
    raws, refused = split(tmp_path)
    assert len(raws) == 1
    assert [row.reason for row in refused] == ["not a file"]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, "a.txt")
    real = Path.open

    def refuse(self: Path, mode: str = "r") -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(self, mode)

    monkeypatch.setattr(Path, "open", refuse)
    assert reasons(path) == {"a.txt": "unreadable"}


def test_odd_names_and_names_that_differ_by_case(tmp_path: Path) -> None:
    for number, name in enumerate(("A.txt", "a.txt", "mit Leerzeichen und ü.txt", "..a.txt", "-x.txt")):
        put(tmp_path, name, f"text {number}")
    raws, refused = split(tmp_path)
    assert [raw.item.name for raw in raws] == ["-x.txt", "A.txt", "a.txt", "mit Leerzeichen und ü.txt"]
    assert [row.subject for row in refused] == ["..a.txt"]
    broken = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(broken, "wb") as handle:
        handle.write(b"other")
    assert "caf?.txt" in {raw.item.name for raw in split(tmp_path)[0]}


def test_json_lines_give_one_item_a_line(tmp_path: Path) -> None:
    rows = [json.dumps({"text": f"Report {n}.", "title": "T"}) for n in range(3)]
    bad = ["not json", "[1]", '{"body": "x"}', '{"text": "  "}', '{"text": 5}']
    put(tmp_path, "a.jsonl", "\n".join([rows[0], "", *bad, rows[1], rows[0], rows[2]]))
    raws, refused = split(tmp_path)
    assert [(raw.item.name, raw.item.part) for raw in raws] == [("a.jsonl", 1), ("a.jsonl", 8), ("a.jsonl", 10)]
    assert {raw.item.media_type for raw in raws} == {"application/x-frontlog+json"}
    assert json.loads(raws[1].content)["text"] == "Report 1."
    assert [(row.subject, row.reason) for row in refused] == [
        *((f"a.jsonl line {n}", "bad line") for n in range(3, 8)),
        ("a.jsonl line 9", "duplicate"),
    ]
    assert "its keys: body" in refused[2].message


def test_a_long_line_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    put(tmp_path, "a.jsonl", json.dumps({"text": "x" * 5000}) + "\n" + json.dumps({"text": "short"}))
    raws, refused = split(tmp_path, limits=Limits(max_bytes=1000))
    assert [raw.item.part for raw in raws] == [2]
    assert [(row.subject, row.reason) for row in refused] == [("a.jsonl line 1", "too large")]


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("page.txt", b"<!DOCTYPE html><p>x", "text/html"),
        ("paper.txt", b"%PDF-1.4 ...", "application/pdf"),
        ("plain", b"no suffix", "text/plain"),
        ("wide.txt", "wide text".encode("utf-16"), "text/plain"),
        ("wide2.txt", "wide text without a mark".encode("utf-16-le"), "text/plain"),
    ],
)
def test_the_first_bytes_outrank_the_suffix(tmp_path: Path, name: str, content: bytes, media_type: str) -> None:
    put(tmp_path, name, content)
    ((raw,), refused) = split(tmp_path)
    assert raw.item.media_type == media_type
    assert not refused


def test_find_gives_files_without_reading_them(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", b"")
    put(tmp_path, "b.xyz", b"")
    assert [found.name for found in find([tmp_path]) if isinstance(found, Found)] == ["a.txt", "b.xyz"]


@given(st.binary(max_size=400), st.sampled_from(sorted(MEDIA_TYPES)))
@settings(max_examples=100, deadline=None)
def test_no_bytes_make_it_raise(tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str) -> None:
    path = tmp_path_factory.mktemp("any") / f"a{suffix}"
    path.write_bytes(content)
    rows = list(read([path], Limits()))
    assert rows
    assert len({row.id for row in rows}) == len(rows)


@given(st.text(st.characters(min_codepoint=32, codec="utf-8")))
def test_text_is_not_taken_for_binary(text: str) -> None:
    assert not is_binary(text.encode())
