"""No place at which an expression of a table matches may be passed over, or a line would be read otherwise for the sake of speed."""

import re
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.documents.line_rules import rules
from frontlog.documents.spots import TWINS, Spotter, _packed
from frontlog.documents.spots_kept import spotter
from frontlog.documents.voice import signs

TABLES = {"voice": [sign.pattern.compiled for sign in signs()], "lines": [row.pattern.compiled for row in rules()]}
SPOTTERS = {name: Spotter(patterns) for name, patterns in TABLES.items()}
WORDS = (
    *(
        "You",
        "don't",
        "I",
        "we",
        "lol",
        "said",
        "captured",
        "on Monday",
        "in the town of",
        "at least 12",
        "http://a.example",
        "@them",
        ">",
        "8-)",
    ),
    *(
        "By Jane Roe",
        "Photo: Agency",
        "© 2020",
        "12 March 2020",
        "Mär",
        "Share",
        "Read more",
        "Home > News",
        "(Reuters)",
        "5 comments",
        "..",
        "?!",
    ),
    *("İ", "ſaid", "\u212aey", "ıt's", "é", "الحياة", "２", "\u3000", "\0", "\n", "-", "'", '"', "|"),
)


@pytest.mark.parametrize("table", TABLES)
@given(st.lists(st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=12).map(" ".join), max_size=4))
def test_every_match_is_spotted(table: str, texts: list[str]) -> None:
    for text, spots in zip(texts, SPOTTERS[table].spots(texts), strict=True):
        named = {(place, number) for place, some in spots for number in some}
        for number, pattern in enumerate(TABLES[table]):
            for match in pattern.finditer(text):
                assert (match.start(), number) in named, (pattern.pattern, match)


@pytest.mark.parametrize(
    "expression",
    [
        r"\bsaid\b",
        r"^said",
        r"(?:x|sai)d",
        r"s?aid",
        r"[a-s]+d",
        r"(?i:SAID)",
        r"\w+d",
        r"(?<=\s)said",
        r"(?>sa)id",
        r"(?:sa){1,2}+id",
        r"said|told",
    ],
)
def test_each_form_of_expression_is_understood(expression: str) -> None:
    text = "said he"
    for place, words in ((0, text), (4, "and " + text)):
        wanted = {match.start() for match in re.finditer(expression, words)}
        found = {place for place, _ in Spotter([re.compile(expression)]).spots([words])[0]}
        assert wanted <= found, (place, expression)


def test_a_place_that_cannot_match_is_not_named() -> None:
    spotter = Spotter([re.compile(r"\b(?:said|told)\b"), re.compile(r"^By "), re.compile("away")])
    assert spotter.spots(["By noon they said: stay away", "resaid, and by and by"]) == [[(0, (1,)), (13, (0,)), (24, (2,))], []]


def test_a_word_that_goes_on_and_letters_of_the_other_case_are_not_named() -> None:
    spotter = Spotter([re.compile(r"\b(?:we|is)\b"), re.compile(r"\bNOT\b"), re.compile(r"^[a-z]\w*"), re.compile(r"\bK(?i:ab)")])
    assert spotter.spots(["were we not NOT", "Is isn't notNOT", "kab Kab KAB"]) == [
        [(0, (2,)), (5, (0,)), (12, (1,))],
        [],
        [(0, (2,)), (4, (3,)), (8, (3,))],
    ]


PARTS = (
    r"\b",
    "we",
    "NOT",
    "[A-Z]",
    "[a-kÀ-ž]",
    "(?:a|B)",
    "s?",
    "(?i:iK)",
    "(?-i:K)",
    r"\w",
    r"\W",
    "é",
    " ",
    "-",
    "(?=S)",
    "_{0,2}",
    "(?:s|\\b)+",
    "^",
)


@settings(deadline=None, max_examples=60)  # a table is made for each
@given(
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=6).map("".join),
    st.sampled_from([0, re.IGNORECASE]),
    st.text(st.sampled_from("weNOTabKkisS_ -éÉ\u0130\u0131\u017f\u212a"), max_size=12),
)
def test_every_match_of_any_expression_is_spotted(expression: str, flags: int, text: str) -> None:
    pattern = re.compile(expression, flags)
    places = {place for place, _ in Spotter([pattern]).spots([text])[0]}
    assert {place for place in range(len(text)) if pattern.match(text, place)} <= places


def test_more_expressions_than_a_number_has_bits() -> None:
    patterns = [re.compile(f"{chr(97 + n // 26)}{chr(97 + n % 26)}z") for n in range(150)]
    assert sorted(Spotter(patterns).spots(["aaz bbz fpz"])[0]) == [(0, (0,)), (4, (27,)), (8, (145,))]


def test_the_letters_beyond_ascii_that_count_as_ascii_are_all_known() -> None:
    letters = re.compile("[a-z]", re.IGNORECASE)
    found = {n for n in range(0x80, sys.maxunicode + 1) if letters.match(chr(n))}
    assert found == set(TWINS)


@given(st.lists(st.tuples(*[st.sampled_from([0, 0, 1, 2, 2**63])] * 3), min_size=1, max_size=40))
def test_a_packed_table_holds_each_column_once_and_the_empty_one_first(columns: list[tuple[int, ...]]) -> None:
    table = np.array(columns, np.uint64).T
    numbers, packed = _packed(table)
    assert (packed[:, numbers] == table).all()
    assert not packed[:, 0].any()
    assert packed.shape[1] == len({*columns, (0, 0, 0)})


def test_a_spotter_out_of_the_cache_finds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTLOG_CACHE", str(tmp_path / "cache"))
    texts = [" ".join(WORDS), "By Our Correspondent", ""]
    made = [spotter(*TABLES.values()).look(texts)(table) for table in range(2)]
    (path,) = (tmp_path / "cache").iterdir()
    monkeypatch.setattr(Spotter, "__init__", lambda *_: pytest.fail("made again"))
    assert [spotter(*TABLES.values()).look(texts)(table) for table in range(2)] == made
    assert any(made[0])
    monkeypatch.undo()
    monkeypatch.setenv("FRONTLOG_CACHE", str(tmp_path / "cache"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    for harmed in (bytes(content), content[:30], b""):
        path.write_bytes(harmed)
        assert spotter(*TABLES.values()).look(texts)(0) == made[0]
    spotter([re.compile("other words")])
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_without_a_cache_a_spotter_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("FRONTLOG_CACHE", str(tmp_path / "file" / "cache"))
    assert spotter([re.compile("away")]).spots(["go away"]) == [[(3, (0,))]]
