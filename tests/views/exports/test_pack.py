"""The evidence pack: checked by its own script, by the command, and with every kind of damage found."""

import base64
import csv
import io
import json
import os
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from frontlog.cli import cli
from frontlog.model import FrontlogError
from frontlog.store.rfc3161 import certificates, question
from frontlog.store.rfc3161 import stamped as stamped_by
from frontlog.store.stamps import Stamp, statement
from frontlog.views.exports.choice import Choice, Public
from frontlog.views.exports.pack_verify import stamped, strange, verify
from frontlog.views.exports.registry import FORMATS
from support.authority import Signer, needs_library, needs_openssl
from support.exports import export, made, sha, write


def fall() -> frozenset[str]:
    """The incident with a contradiction and a report that holds a reader's comment."""
    return frozenset(e.id for e in export().events() if e.contradictions)


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    return write("pack", tmp_path, Choice(incidents=fall()))


def test_a_pack_is_as_it_was_written(packed: Path, tmp_path: Path) -> None:
    faults, counts, notes = verify(packed)
    assert notes == []
    assert faults == []
    assert counts == {"files": 16, "documents": 3, "quotations": counts["quotations"], "archived copies": 2}
    assert counts["quotations"] > 10
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path / "out")
    assert verify(tmp_path / "out")[0] == []


def test_the_script_in_the_pack_needs_nothing_but_python(packed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path / "out")
    result = subprocess.run(
        [sys.executable, "-I", "-S", str(tmp_path / "out" / "verify.py")],
        capture_output=True,
        text=True,
        cwd="/",
        env=dict(os.environ),
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert "All is as it was written." in result.stdout


def test_raw_copies_are_the_archived_bytes_and_those_with_comments_stay_out(packed: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("MANIFEST.json"))
        assert "raw/d-copy.txt" in names
        assert "raw/d-raqqa.txt" not in names
        withheld = {d["id"]: d["raw_withheld"] for d in manifest["documents"]}
        assert "readers' comments" in withheld["d-raqqa"]
        assert withheld["d-copy"] == ""
        text = archive.read("texts/d-raqqa.txt").decode()
        assert "█" in text
        assert "omar77" not in text
    asked = Choice(incidents=fall(), with_comments=True)
    with zipfile.ZipFile(io.BytesIO(made("pack", asked))) as archive:
        assert b"omar77" in archive.read("raw/d-raqqa.txt")


def test_the_public_profile_packs_no_raw_copy_and_no_private_name() -> None:
    content = made("pack", Choice(incidents=fall(), public=Public(date(2018, 1, 1))))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if name.startswith("raw/")]
        assert not [name for name in archive.namelist() if b"Darwish" in archive.read(name)]


def test_the_matrix_has_a_row_a_claim(packed: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("matrix.csv").decode("utf-8-sig")), strict=True))
    assert len(rows) == 4
    toll = next(row for row in rows if row["killed"])
    assert (toll["killed"], toll["speaker"], toll["certainty"]) == ("at least 12", "Rami Darwish, a baker", "attributed")


def test_the_page_runs_nothing_and_shows_what_is_disputed(packed: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        page = archive.read("index.html").decode()
        reviews = json.loads(archive.read("reviews.json"))
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "=cmd|&#x27; /C calc&#x27;!A0" in page
    assert 'class="disagree"' in page
    assert reviews[0]["reviewRating"] is None
    assert "DRAFT" in reviews[0]["creativeWorkStatus"]


def changed(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The pack with its files changed."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    out = path.with_name("changed.zip")
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out


def edit(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        assert old in files[name]
        files[name] = files[name].replace(old, new)

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (edit("raw/d-copy.txt", b"SDF", b"SAA"), "raw/d-copy.txt is not what was archived"),
        (edit("texts/d-copy.txt", b"Tabqa", b"Raqqa"), "is not what stands in the text of d-copy"),
        (edit("matrix.csv", b"12", b"21"), "matrix.csv was changed"),
        (edit("MANIFEST.json", b'"exact": "SDF"', b'"exact": "SAA"'), "is not what stands in the text"),
        (edit("MANIFEST.json", b"frontlog-evidence-1", b"frontlog-evidence-9"), "has the format 'frontlog-evidence-9'"),
        (edit("MANIFEST.json", b'"spans"', b'"spans'), "MANIFEST.json is damaged"),
        (lambda files: files.pop("index.html") and None, "index.html is missing"),
        (lambda files: files.pop("SHA256SUMS") and None, "SHA256SUMS is missing"),
        (lambda files: files.update({"more.txt": b"x"}), "more.txt is a file that SHA256SUMS does not name"),
    ],
)
def test_every_change_is_found(packed: Path, change: Callable[[dict[str, bytes]], None], said: str) -> None:
    faults, *_ = verify(changed(packed, change))
    assert any(said in fault for fault in faults), faults


def test_a_quotation_that_the_archived_bytes_do_not_hold_is_found(packed: Path) -> None:
    def change(files: dict[str, bytes]) -> None:
        manifest = json.loads(files["MANIFEST.json"])
        span = next(s for s in manifest["spans"] if s["document"] == "d-copy")
        span["start_raw"] += 1
        files["MANIFEST.json"] = json.dumps(manifest).encode()

    faults, *_ = verify(changed(packed, change))
    assert any("is not what the archived bytes of d-copy hold" in fault for fault in faults)


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "C:/x", "..\\x", "\\x"])
def test_names_that_lead_out_of_a_pack_are_refused(name: str, packed: Path) -> None:
    assert strange(name)
    with pytest.raises(ValueError, match="leads out of it"):
        verify(changed(packed, lambda files: files.update({name: b"x"})))
    assert not strange("raw/d-1.txt")


def test_a_bomb_and_a_name_that_stands_there_twice_are_refused(packed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "twice.zip", "w") as archive:
        archive.writestr("a", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a", b"2")
    with pytest.raises(ValueError, match="twice"):
        verify(tmp_path / "twice.zip")
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"0" * 60_000_000)
    with pytest.raises(ValueError, match="far more than it holds"):
        verify(tmp_path / "bomb.zip")


def test_the_command_verifies_a_pack(packed: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    good = runner.invoke(cli, ["verify", str(packed)])
    assert good.exit_code == 0
    assert "All is as it was written." in good.output
    bad = runner.invoke(cli, ["verify", str(changed(packed, edit("matrix.csv", b"12", b"21"))), "--format", "json"])
    assert bad.exit_code == 1
    assert json.loads(bad.output)["differences"] == ["matrix.csv was changed: it does not have the hash that SHA256SUMS states."]
    (tmp_path / "no.zip").write_bytes(b"not a zip")
    none = runner.invoke(cli, ["verify", str(tmp_path / "no.zip")])
    assert none.exit_code == 1
    assert "It is no evidence pack, or it was damaged" in none.output


@needs_library
@needs_openssl
def test_a_pack_carries_the_stamps_of_its_log(signer: Signer, tmp_path: Path) -> None:
    """What Python alone can check of them is checked by the script, what it cannot is said; and openssl takes them as they are."""
    made = tmp_path / "stamped.zip"
    made.write_bytes(stamped_pack(signer))
    faults, counts, notes = verify(made)
    assert (faults, counts["time stamps"], len(notes)) == ([], 2, 2)
    assert "Not checked here: its signature (openssl ts -verify -in stamps/1.tsr -data stamps/1.json -CAfile stamps/1.pem)" in notes[0]
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path / "out")
    script = [sys.executable, "-I", "-S", str(tmp_path / "out" / "verify.py")]
    alone = subprocess.run(script, capture_output=True, text=True, cwd="/", check=True)
    assert "Note: stamps/2.tsr says that the log's chains ended on 20" in alone.stdout
    command = notes[1].partition("(")[2].partition(")")[0].split()
    subprocess.run(command, cwd=tmp_path / "out", check=True, capture_output=True)
    public = Choice(incidents=fall(), public=Public(date(2018, 1, 1)))
    with zipfile.ZipFile(io.BytesIO(stamped_pack(signer, public))) as archive:
        assert not [name for name in archive.namelist() if name.startswith("stamps/")]


@needs_library
@needs_openssl
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (edit("stamps/1.json", b"records", b"rekords"), "stamps/1.tsr is a time stamp of something else than stamps/1.json"),
        (edit("MANIFEST.json", b'"when": "20', b'"when": "19'), "stamps/1.tsr was made at 20"),
        (lambda files: files.update({"stamps/1.tsr": files["stamps/2.tsr"]}), "stamps/1.tsr is a time stamp of something else"),
        (lambda files: files.update({"stamps/1.tsr": b""}), "stamps/1.tsr is no time stamp that can be read"),
        (lambda files: files.update({"stamps/1.tsr": files["stamps/1.tsr"][:-9]}), "no time stamp that can be read (it is cut off)"),
        (lambda files: files.update({"stamps/1.tsr": later(files["stamps/1.tsr"])}), "signs something else than the time and the hash"),
    ],
)
def test_a_changed_stamp_is_found(change: Callable[[dict[str, bytes]], None], said: str, signer: Signer, tmp_path: Path) -> None:
    (tmp_path / "stamped.zip").write_bytes(stamped_pack(signer))

    def resealed(files: dict[str, bytes]) -> None:  # with hashes that fit: only the stamp itself can tell
        change(files)
        files["SHA256SUMS"] = "".join(f"{sha(c)}  {n}\n" for n, c in files.items() if n != "SHA256SUMS").encode()

    faults, *_ = verify(changed(tmp_path / "stamped.zip", resealed))
    assert [fault for fault in faults if said in fault], faults


@needs_library
@needs_openssl
def test_no_bit_of_a_stamp_breaks_the_script(signer: Signer) -> None:
    (answer, *_), chance = [stamp.der for stamp in stamps_of(signer)], random.Random(5)
    plain = stamped(answer)
    quiet = 0
    for at in chance.sample(range(len(answer) * 8), 2_000):
        bent = bytearray(answer)
        bent[at // 8] ^= 1 << at % 8
        try:
            quiet += stamped(bytes(bent)) == plain
        except (ValueError, IndexError):
            continue
    assert quiet < 1_990  # most bits are of the signature and of certificates, which Python alone cannot check


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading_of_a_stamp(content: bytes) -> None:
    with pytest.raises((ValueError, IndexError)):
        stamped(content)


def later(answer: bytes) -> bytes:
    """The answer with a day that is another one, and the same length."""
    at = re.search(rb"\x18\x0f(\d{14})Z", answer)
    assert at is not None
    return answer[: at.start(1)] + b"20010101" + answer[at.start(1) + 8 :]


@cache
def stamps_of(signer: Signer) -> tuple[Stamp, ...]:
    """Two stamps of an authority of the tests."""
    found = []
    for heads in ({"records": "ab" * 32, "tables": "0" * 64}, {"records": "cd" * 32, "tables": "1" * 64}):
        query, nonce = question(statement(heads))
        answer = signer.answer(query)
        roots = certificates(signer.root)
        when = stamped_by(answer, statement(heads), roots, nonce)
        found.append(Stamp(when, "https://tsa.example/tsr", heads, base64.b64encode(answer).decode(), roots))
    return tuple(found)


def stamped_pack(signer: Signer, choice: Choice | None = None) -> bytes:
    source = export(choice or Choice(incidents=fall()))
    source.about = replace(source.about, stamps=stamps_of(signer))
    return FORMATS["pack"].bytes(source)


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return Signer(tmp_path_factory.mktemp("authority") / "one")


def test_too_many_incidents_for_a_pack_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontlog.views.exports.pack.MOST", 2)
    with pytest.raises(FrontlogError, match="a pack holds 2"):
        made("pack")
