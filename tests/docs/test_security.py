"""The threat model: each line names tests that are there, or says that it is not defended."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "security.md"
NAMED = re.compile(r"`((?:tests|benchmarks)/[\w/]+(?:\.py)?|test_\w+\.py|\w+\.py)`(?:: ([^`]*))?")


def lines() -> Iterator[tuple[str, str, str]]:
    """What is attacked, what stops it, and the tests, of each line of a table of three columns up to what was run."""
    for line in PAGE.read_text(encoding="utf-8").partition("## What was run")[0].splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if line.startswith("|") and not line.startswith("|---") and cells[-1] != "test":
            assert len(cells) == 3, line
            yield cells[0], cells[1], cells[2]


def named(cell: str) -> Iterator[tuple[Path, list[str]]]:
    """Files and folders of tests, each with the tests of it that are named in words. A bare name lies beside the one before it."""
    folder = ROOT
    for found in NAMED.finditer(cell):
        path = ROOT / found[1] if "/" in found[1] else folder / found[1]
        folder = path.parent if path.suffix else path
        yield path, [words for part in (found[2] or "").split(";") if (words := part.strip(" ,.").removesuffix(" and"))]


def functions_of(path: Path) -> set[str]:
    files = [path] if path.suffix else sorted(path.rglob("test_*.py"))
    return {name for file in files for name in re.findall(r"^ *(?:async )?def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)}


def function(words: str) -> str:
    return "test_" + re.sub(r"\W+", "_", words.lower().replace("'", "").replace("’", "")).strip("_")


def test_every_line_names_a_test_or_says_that_it_is_not_defended() -> None:
    rows = list(lines())
    assert len(rows) > 40
    for what, how, tests in rows:
        there = [path for path, _ in named(tests)]
        assert there or tests == "the same" or "*not defended*" in how.lower(), what


def test_every_test_that_is_named_is_there() -> None:
    counted = 0
    for what, _, tests in lines():
        for path, told in named(tests):
            assert path.exists(), (what, path)
            for words in told:
                assert function(words) in functions_of(path), (what, words)
                counted += 1
    assert counted > 40
