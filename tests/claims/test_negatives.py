"""The held-out documents without claims are whole and stay held out; a word of war alone makes no report of war."""

from itertools import chain
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
CASES = yaml.safe_load((ROOT / "tests" / "cases" / "negatives.yml").read_text(encoding="utf-8"))


def sentences(text: str) -> list[str]:
    return [line for line in text.splitlines()[2:] if line]


def test_enough_documents_of_five_to_nine_sentences() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) >= 60
    assert sum(case["kind"] == "background" for case in CASES) >= 12
    for case in CASES:
        assert 5 <= len(sentences(case["text"])) <= 9, case["name"]


def test_none_is_trained_on() -> None:
    corpus = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "training").rglob("*.txt")))
    known = [s for s in chain.from_iterable(sentences(case["text"]) for case in CASES) if s in corpus]
    assert known == []
