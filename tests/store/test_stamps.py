"""Time stamps: a good one is kept and checked, a bad one is not kept, and chains that were made anew behind one are found."""

import json
import random
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from frontlog.cli import cli
from frontlog.model import FrontlogError
from frontlog.stamp import Authority, stamp
from frontlog.store import Log
from frontlog.store.rfc3161 import StampError, certificates, question, stamped
from frontlog.store.verify import Verified, verify
from support.authority import Signer, needs_library, needs_openssl, serving
from support.records import raw

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return Signer(tmp_path_factory.mktemp("authority") / "one")


@pytest.fixture
def log(tmp_path: Path) -> Log:
    found = Log.create(tmp_path / "log")
    with found.lock():
        found.archive.add(raw("The army took Mezra.", "a.txt"))
        found.decisions.add(("c-1", "c-2"), "same", "Mira", "one strike", NOW)
        found.commit([], "0.0")
    return found


def found(log: Log) -> Verified:
    return verify(log.root, lambda *_: None)


def keep(log: Log, signer: Signer) -> None:
    with serving(signer.answer) as url:
        stamp(log, Authority(url, certificates(signer.root), allow_private=True))


@needs_library
@needs_openssl
def test_a_stamp_is_kept_and_checked(log: Log, signer: Signer, tmp_path: Path) -> None:
    (tmp_path / "root.pem").write_text(signer.root)
    with serving(signer.answer) as url:
        words = ["stamp", str(log.root), "--authority", url, "--root", str(tmp_path / "root.pem")]
        refused = CliRunner().invoke(cli, words)
        assert isinstance(refused.exception, FrontlogError)
        assert "not an address of the open internet" in str(refused.exception)
        result = CliRunner().invoke(cli, [*words, "--allow-private"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    now = found(log)
    assert now.differences == ()
    assert now.checked["signatures of time stamps"] == 1
    assert any("all chains up to here, and the tables of today" in note.what for note in now.notes)
    log.decisions.add(("c-1", "c-3"), "different", "Mira", "next day", NOW)  # what comes later changes nothing of it
    assert found(log).differences == ()


@needs_library
@needs_openssl
def test_chains_that_were_made_anew_are_found(log: Log, signer: Signer) -> None:
    keep(log, signer)
    (log.root / "decisions.jsonl").unlink()
    log.decisions.add(("c-1", "c-2"), "different", "Mira", "two strikes", NOW)
    log.commit([], "0.0")  # with seals that fit: without the stamp nobody would see it
    (one,) = found(log).differences
    assert one.file == "decisions.jsonl"
    assert "is not the chain that was stamped" in one.what


@needs_library
@needs_openssl
@pytest.mark.parametrize("key", ["heads", "when", "answer", "roots"])
def test_a_stamp_that_was_changed_is_found(log: Log, signer: Signer, key: str, tmp_path: Path) -> None:
    keep(log, signer)
    (row,) = log.stamps.ledger.rows()
    changes = {
        "heads": {**row["heads"], "decisions": "0" * 64},
        "when": "2020-01-01T00:00:00+00:00",
        "answer": row["answer"][:-8] + "AAAAAAAA",
        "roots": [Signer(tmp_path / "other").root],
    }
    log.stamps.ledger.path.unlink()
    log.stamps.ledger.append([{**row, key: changes[key]}])  # hashes and all
    assert any(f.file == "stamps.jsonl" and f.place == "line 1" for f in found(log).differences)


@needs_library
@needs_openssl
@pytest.mark.parametrize(
    ("answer", "more", "said"),
    [
        (lambda signer, query: signer.answer(signer.other()), {}, "Mismatch|mismatch"),
        (lambda signer, query: b"", {}, "0 bytes"),
        (lambda signer, query: b"\x30\x03\x02\x01\x05", {}, "damaged|refused"),
        (lambda signer, query: b"x" * 100_000, {}, "more than 64,000 bytes"),
        (lambda signer, query: signer.answer(query), {"status": 503}, "status 503"),
        (lambda signer, query: b"", {"status": 302, "head": {"Location": "http://127.0.0.1:1/"}}, "status 302"),
        (lambda signer, query: signer.answer(query), {"kind": "text/html"}, "not of the type"),
        (lambda signer, query: signer.answer(b"\x30\x00"), {}, "refused|damaged"),
    ],
    ids=["other", "empty", "garbage", "huge", "ill", "elsewhere", "page", "rejected"],
)
def test_an_authority_that_misbehaves(log: Log, signer: Signer, answer: Callable[..., bytes], more: dict[str, object], said: str) -> None:
    roots = certificates(signer.root)
    with serving(lambda query: answer(signer, query), **more) as url, pytest.raises(FrontlogError, match=said) as error:  # type: ignore[arg-type]
        stamp(log, Authority(url, roots, allow_private=True))
    assert "Nothing was kept" in str(error.value)
    assert not (log.root / "stamps.jsonl").exists()


@needs_library
@needs_openssl
def test_only_whom_the_root_vouches_for_may_stamp(signer: Signer, tmp_path: Path) -> None:
    asked, nonce = question(b"heads")
    with pytest.raises(StampError):
        stamped(Signer(tmp_path / "other").answer(asked), b"heads", certificates(signer.root), nonce)
    answer = signer.answer(asked)
    assert stamped(answer, b"heads", certificates(signer.root), nonce)
    with pytest.raises(StampError, match="Nonce"):
        stamped(answer, b"heads", certificates(signer.root), nonce + 1)
    with pytest.raises(StampError):
        stamped(answer, b"other heads", certificates(signer.root), nonce)


@needs_library
@needs_openssl
def test_no_changed_byte_passes_and_none_breaks_the_reading(signer: Signer) -> None:
    asked, nonce = question(b"heads")
    answer, roots, chance = signer.answer(asked), certificates(signer.root), random.Random(3)
    when, passed = stamped(answer, b"heads", roots, nonce), 0
    for _ in range(300):
        changed = bytearray(answer)
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        try:
            assert stamped(bytes(changed), b"heads", roots, nonce) == when  # a byte that is not signed, such as of the text of the status
            passed += 1
        except StampError:
            continue
    assert passed < 100


@pytest.mark.parametrize("pem", ["", "nothing", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"])
@needs_library
def test_what_is_no_certificate_is_said(pem: str) -> None:
    with pytest.raises(FrontlogError, match="certificate"):
        certificates(pem)


def test_without_the_library_it_is_said_and_verifying_checks_the_rest(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    row = {
        "when": NOW.isoformat(),
        "authority": "https://tsa.example",
        "heads": {"decisions": log.decisions.head()},
        "answer": "AA==",
        "roots": [],
    }
    log.stamps.ledger.append([row])
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    now = found(log)
    assert now.differences == ()
    assert any("frontlog[stamps]" in note.next_step for note in now.notes)
    log.stamps.ledger.append([{**row, "heads": {"decisions": "0" * 64}}])
    assert [f.file for f in found(log).differences] == ["decisions.jsonl"]
    with pytest.raises(FrontlogError, match=r"frontlog\[stamps\]"):
        stamp(log, Authority("https://tsa.example", ()))


def test_lines_that_are_no_stamps_are_named(log: Log) -> None:
    log.stamps.ledger.append([{"when": "x"}, json.loads('{"heads": [], "when": "2026-01-01"}')])
    assert [(f.file, f.place) for f in found(log).differences] == [("stamps.jsonl", "line 1"), ("stamps.jsonl", "line 2")]
