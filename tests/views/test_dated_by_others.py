"""A report without a date, from its file to the day that others tell of it and back to their sentences."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from frontlog.build import build
from frontlog.engine import Serial
from frontlog.model import BY_OTHERS, Claim, Dating, Document, KnownState
from frontlog.sources.files import Limits
from frontlog.store import Log
from frontlog.views.explain import explain, lines

CASES = Path(__file__).parents[1] / "cases/dating.yml"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Log:
    """A log of three reports, of which one has no date."""
    case = next(row for row in yaml.safe_load(CASES.read_text(encoding="utf-8")) if row["id"] == "helicopter")
    folder = tmp_path_factory.mktemp("dating")
    (folder / "reports").mkdir()
    for name, text in case["reports"].items():
        (folder / "reports" / f"{name}.txt").write_text(text, encoding="utf-8")
    build([folder / "reports"], folder / "log", Serial(), Limits(), lambda *_: None)
    return Log.open(folder / "log")


def test_its_claims_have_days_and_say_whence(log: Log) -> None:
    document = next(d for d in log.rows(Document) if d.name.endswith("a.txt"))
    assert document.published is None
    row = next(r for r in log.rows(Dating) if r.document == document.id)
    assert row.start is not None
    assert row.start <= date(2019, 11, 26) <= row.end
    own = [c for c in log.rows(Claim) if c.document == document.id]
    night = next(c for c in own if c.time.text == "last night")
    assert night.time.start is not None
    assert date(2019, 11, 24) <= night.time.start <= date(2019, 11, 25)  # by how near the others' day is known
    assert all(c.time.basis.startswith(BY_OTHERS) for c in own)
    assert len({c.id for c in log.rows(Claim)}) == len(log.rows(Claim))


def test_explained_down_to_the_sentences_of_the_others(log: Log) -> None:
    row = log.rows(Dating)[0]
    text = "\n".join(lines(explain(log.rows, row.document)))
    assert re.search(r"told by others: [1-3] events? of [12] dated reports?", text)
    assert "Two helicopters collided in Liptako" in text or "Two Malian soldiers were killed at Indelimane" in text
    claim = next(c for c in log.rows(Claim) if c.document == row.document)
    assert "day told by others" in "\n".join(lines(explain(log.rows, claim.id)))


def test_nothing_of_it_is_known_before_the_others_could_tell(log: Log) -> None:
    assert all(row.known is None or row.known >= date(2019, 11, 24) for row in log.rows(KnownState))


def test_a_second_build_makes_nothing_anew(log: Log) -> None:
    done = build([log.root.parent / "reports"], log.root, Serial(), Limits(), lambda *_: None)
    assert (done.added, done.shards) == (0, done.reused)
