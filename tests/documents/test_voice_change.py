"""The report's last sentence before readers whom nothing marks."""

import pytest

from frontlog.documents.lines import split
from frontlog.documents.segment import segment
from frontlog.documents.voice_change import begun

REPORT = [
    "Mortar bombs hit the bus station of Karsa",
    "Six mortar bombs hit the bus station of Karsa on Monday, killing a driver and two passengers, the regional governor said.",
    "Rescue workers said that a further nine people had been taken to the district hospital, four of them in a serious condition.",
]
READERS = [
    "lol the governor again, does anyone still believe that clown???",
    "My cousin drives that line every day!! I can't reach him, please, anybody there?",
    "wake up people, they will NEVER tell us who fired it",
]


@pytest.mark.parametrize("last", ["A search is under way.", "Nobody has claimed the attack.", "The road to the coast is closed."])
def test_a_short_last_sentence_stays_with_the_report(last: str) -> None:
    found = segment("\n\n".join([*REPORT, last, *READERS]))
    assert list(found.kinds) == ["title", "body", "body", "body", "comment", "comment", "comment"]


def test_readers_alone_begin_where_they_did() -> None:
    assert list(segment("\n\n".join(REPORT + READERS)).kinds) == ["title", "body", "body", "comment", "comment", "comment"]


@pytest.mark.parametrize(
    ("line", "first", "second", "place"),
    [
        ("A search is under way.", 0.3, 1.2, 1),
        ("A search is under way.", 0.3, 0.3, 0),  # the next line is as calm
        ("A search is under way.", 0.9, 1.2, 0),  # it sounds like a reader itself
        ("Pam Sender", 0.0, 1.2, 0),  # no sentence
        ("> A search is under way.", 0.3, 1.2, 0),  # a reader quotes
        ("- A search is under way.", 0.3, 1.2, 0),
    ],
)
def test_where_readers_begin(line: str, first: float, second: float, place: int) -> None:
    lines = split(f"{line}\n\nwhat a surprise lol")
    assert begun(lines, (first, second), 0, 2) == place
    assert begun(lines[:1], (first,), 0, 1) == 0
