"""The second annotation keeps the corpus's words, is chosen by a fixed rule, and is compared by the scorer that is named."""

from pathlib import Path

import pytest
from training.agreement import compare, holding, kappa, kinds, listing, matched_reports, scorer_of, written
from training.double import blind, chosen
from training.notation import Report, parse

ROOT = Path(__file__).resolve().parents[2]
HEAD = "=== {}\noutlet: Test\npublished: 2020-01-14\n@a lna lna Libyan National Army\n@p was al-Washka 31.6 15.1\n\n"
FIRST = "[lna The army] took [was al-Washka].\n- capture: took; by lna; at was\n"
FIRST += "[lna It] \\[sic\\] lost [n1 two men].\n- losses: lost; on lna; loss killed lna n1\n"
SECOND = "[lna The army] took [was al-Washka].\n- advance: took; at was\n[lna It] \\[sic\\] lost two men.\n"
SCORER = """
def read(path):
    import json
    return json.loads(path.read_text())["claims"]
def normal(claim): return claim
def type_score(gold, pred): return 1.0 if gold["type"] == pred["type"] else 0.5
def slots(gold, pred): return {"agent": gold["agent"] == pred["agent"], "place": gold["place"] == pred["place"]}
def assign(matrix): return [(0, 0)] if matrix and matrix[0] else []
def score(gold, pred):
    pairs = [assign([[1.0 for _ in read(pred / p.name)] for _ in read(p)]) for p in sorted(gold.glob("*.json"))]
    return {"pairs": sum(map(len, pairs))}
"""


def report(body: str, name: str = "one") -> Report:
    reports, errors = parse(HEAD.format(name) + body)
    assert not errors, errors
    return reports[0]


def test_kappa() -> None:
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([("a", "b"), ("b", "a")]) == -1
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0
    assert kappa([("a", "a")]) == 1
    assert kappa([]) == 0


def test_blind_text_has_the_words_and_nothing_else() -> None:
    first = report("= [lna Army] moves\n%byline By us\n" + FIRST)
    lines = "\n".join(blind(first))
    again = parse(lines + "\n")[0][0]
    assert again.text == first.text
    assert not again.claims
    assert not again.mentions
    assert {e.label: e.id for e in again.cast} == {e.label: e.id for e in first.cast}


def test_choice_is_fixed_and_ends_when_there_is_enough() -> None:
    reports = [report(FIRST, f"r-{i}") for i in range(9)]
    some = chosen(reports, 5)
    assert [r.id for r in some] == [r.id for r in chosen(reversed(reports), 5)]
    assert len(some) == 3  # two sentences each


def test_pairs_are_those_of_the_scorer(tmp_path: Path) -> None:
    path = tmp_path / "score_claims.py"
    path.write_text(SCORER)
    scorer = scorer_of(path)
    first, second = report(FIRST), report(SECOND)
    figures, found = compare(scorer, written([first], tmp_path / "a"), written([second], tmp_path / "b"))
    assert figures["pairs"] == 1
    assert [(a["type"], b["type"]) for a, b in found.both] == [("capture", "advance")]
    assert [c["type"] for c in found.first_only] == ["losses"]
    assert not found.second_only
    assert kinds(scorer, found) == {"type capture / advance": 1, "slot agent": 1, "first only: losses": 1}
    assert any(line.startswith("FIRST ONLY losses") for line in listing(scorer, found))
    assert holding(first, second) == [("True", "True"), ("True", "False")]


def test_no_scorer_is_said() -> None:
    with pytest.raises(SystemExit, match=r"no scorer at 'nowhere\.py'"):
        scorer_of(Path("nowhere.py"))


def test_the_second_annotation_is_whole() -> None:
    pairs = matched_reports(ROOT / "training" / "double", ROOT / "training" / "corpus")
    assert len(pairs) >= 16
    assert sum(s.kind in ("title", "body") for one, _ in pairs for s in one.sentences) >= 180


def test_changed_words_are_refused(tmp_path: Path) -> None:
    for folder, text in (("corpus", FIRST), ("double", FIRST.replace("took", "seized"))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.txt").write_text(HEAD.format("one") + text)
    with pytest.raises(SystemExit, match="has no 'one' with the same words"):
        matched_reports(tmp_path / "double", tmp_path / "corpus")
