"""`frontlog review` on a log of two reports: decisions change the next build, survive later ones, and are undone without a trace."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frontlog.cli import cli
from frontlog.model import Decision, Effect
from frontlog.store import Log

REPORTS = {
    "a.txt": "Harbour Wire\n10 October 2017\n\nISIS captured the town of al-Mayadin on Monday. "
    "At least 12 soldiers of the Syrian army were killed in Raqqa on Monday when a car bomb exploded. ISIS holds Hama.\n",
    "b.txt": "River Post\n11 October 2017\n\nThe Syrian army repelled an attack by ISIS on al-Mayadin on Monday. "
    "A car bomb killed 17 Syrian soldiers in Raqqa on Monday.\n",
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    result = run("build", *(str(folder / name) for name in REPORTS), "--log", str(folder / "log"))
    assert result.exit_code == 0, result.output
    return folder / "log"


@pytest.fixture
def log(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "log"))


def review(log: Path, *words: str) -> Result:
    return run("review", str(log), "--who", "Mira", *words)


def claims(log: Path) -> list[dict]:  # type: ignore[type-arg]
    found: list[dict] = json.loads(run("claims", str(log), "--format", "json").stdout)  # type: ignore[type-arg]
    return found


def incident_of(log: Path, claim: str) -> str:
    return str(next(c["incident"] for c in claims(log) if c["id"] == claim))


def pair(log: Path) -> tuple[str, str]:
    """A claim of each report that are one incident by their scores, or the first two that are not."""
    found = [c for c in claims(log) if c["losses"]]
    return found[0]["id"], next(c["id"] for c in found if c["document"] != found[0]["document"])


def done(result: Result) -> Result:
    assert result.exit_code == 0, result.output
    return result


def test_a_decision_is_in_the_tables_after_apply_and_gone_without_a_trace_after_undo(log: Path) -> None:
    before = Log.open(log).digest()
    a, b = pair(log)
    apart = incident_of(log, a) != incident_of(log, b)
    done(review(log, "same" if apart else "different", a, b, "--why", "seen on two photos"))
    assert Log.open(log).digest() == before  # nothing changes behind a reader's back
    done(review(log, "apply"))
    assert (incident_of(log, a) == incident_of(log, b)) is apart
    assert Log.open(log).digest() != before
    done(review(log, "undo"))
    done(review(log, "apply"))
    assert Log.open(log).digest() == before


def test_corrections_are_in_every_list_survive_a_build_and_are_undone(log: Path, tmp_path: Path) -> None:
    before = Log.open(log).digest()
    a, _ = pair(log)
    done(review(log, "correct", a, "number", "13..15", "--why", "misread"))
    done(review(log, "correct", a, "time", "2017-10-08", "--why", "misread"))
    done(review(log, "correct", a, "place", "Aleppo", "--why", "misread"))
    done(review(log, "apply"))
    extra = tmp_path / "c.txt"
    extra.write_text("Hill Times\n12 October 2017\n\nThe Syrian army captured Hama on Tuesday.\n", encoding="utf-8")
    done(run("build", str(extra), "--log", str(log)))
    now = next(c for c in claims(log) if c["id"] == a)
    assert "Mira" in done(run("explain", str(log), a)).output
    assert (now["losses"][0]["min"], now["losses"][0]["max"]) == (13, 15)
    assert (now["time"]["start"], now["time"]["basis"]) == ("2017-10-08", "decided")
    assert (now["place"][0]["name"], now["place"][0]["basis"]) == ("Aleppo", "decided")
    assert len([c for c in claims(log) if c["id"] == a]) == 1
    assert done(run("verify", str(log))).output.endswith("All is as it was written.\n")
    for _ in range(3):
        done(review(log, "undo"))
    done(review(log, "apply"))
    assert {k: v for k, v in Log.open(log).digest().items() if k in before and k.split("/")[1] != "all"}.items() <= before.items()
    read = next(c for c in claims(log) if c["id"] == a)
    assert read["losses"][0]["min"] == 12


def test_a_dropped_claim_is_no_claim_but_a_rejection(log: Path) -> None:
    a, _ = pair(log)
    done(review(log, "drop", a, "--why", "a drill, no attack"))
    done(review(log, "apply"))
    assert a not in {c["id"] for c in claims(log)}
    assert "a drill, no attack" in done(run("explain", str(log), a)).output


def test_split_and_merge_of_an_incident(log: Path) -> None:
    a, b = pair(log)
    done(review(log, "same", a, b, "--why", "one bomb"))
    done(review(log, "apply"))
    whole = incident_of(log, a)
    assert incident_of(log, b) == whole
    said = done(review(log, "split", whole, b, "--why", "two bombs"))
    assert "Conflict" in said.stderr
    assert "the last one counts" in said.stderr
    done(review(log, "apply"))
    assert incident_of(log, a) != incident_of(log, b)
    assert review(log, "split", incident_of(log, b), b, "--why", "x").exit_code == 1  # all of its claims would leave


def test_the_beginning_of_an_id_will_do_where_only_one_begins_so(log: Path) -> None:
    a, b = pair(log)
    done(review(log, "different", a[:9], b[:9], "--why", "two bombs"))
    done(review(log, "drop", a[:9], "--why", "a drill"))
    assert [set(made.subject) | set(made.against) for made in Log.open(log).rows(Decision)] == [{a, b}, {a}]
    assert "No claim 'c-'" in str(review(log, "drop", "c-", "--why", "x").exception)
    assert f"No claim '{a[:5]}'" in str(review(log, "drop", a[:5], "--why", "too short").exception)


def test_a_verdict_on_places_is_kept_as_one_on_places(log: Path) -> None:
    place, other, *_ = dict.fromkeys(effect.place_id for effect in Log.open(log).rows(Effect))
    done(review(log, "same", place, other, "--why", "two spellings"))
    assert set(Log.open(log).rows(Decision)[0].subject) == {place, other}
    assert "No claim" in str(review(log, "same", place, "p-none", "--why", "x").exception)


def test_who_decided_what_and_why_is_listed(log: Path) -> None:
    a, b = pair(log)
    made = done(review(log, "unsure", a, b, "--why", "no photo")).stdout.split(":")[0]
    done(run("review", str(log), "--who", "Tarek", "withdraw", made, "--why", "there is one"))
    rows = json.loads(done(run("review", str(log), "decisions", "--format", "json")).stdout)
    assert [(r["who"], r["why"], r["counts"]) for r in rows] == [("Mira", "no photo", False), ("Tarek", "there is one", True)]
    assert "decided nothing that still counts" in str(review(log, "undo").exception)
    assert "withdrawn already" in str(review(log, "withdraw", made, "--why", "x").exception)


def test_the_queue_is_printed_in_every_form(log: Path) -> None:
    text = done(run("review", str(log), "--limit", "2"))
    rows = json.loads(done(run("review", str(log), "--limit", "2", "--format", "json")).stdout)
    assert "questions are open" in text.stderr
    assert len(rows) <= 2
    assert all(r["claims"] and r["asks"] for r in rows)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("same", "c-none", "c-nobody", "--why", "x"), "No claim 'c-none'"),
        (("same", "c-none", "--why", "x"), "Name both"),
        (("merge", "FL-1", "FL-2", "--why", "x"), "No incident 'FL-1'"),
        (("withdraw", "v-1", "--why", "x"), "No decision 'v-1'"),
        (("apply",), "No decision waits"),
    ],
)
def test_what_is_not_there(words: tuple[str, ...], said: str, log: Path) -> None:
    result = review(log, *words)
    assert result.exit_code == 1
    assert said in str(result.exception or "") + result.stderr
