"""What only the whole report tells about whom words mean, and whose men bare words are."""

from datetime import date

import pytest
from tests.support.whom import answers, passages

CASES = (
    (
        "1998-12-03",
        "Gunfire was heard in Huambo, Angola. [The rebels](unita) fled. UNITA said that UNITA had lost nobody.",
        "named later, twice",
    ),
    ("2017-07-01", "In Raqqah, Syria, [the US-backed forces](sdf) crossed a canal. The army stayed.", "backed by another state"),
    ("2018-05-01", "In Taiz, Yemen, [Saudi-backed forces](yemen-army) took a hill.", "backed, and the government's side"),
    ("2001-06-01", "Near Tetovo in Macedonia [ethnic Albanian rebels](nla-macedonia) fired on a bus.", "told by their people"),
    ("1999-02-25", "The Eritrean army said [its losses](eritrea-army) were light near Tsorona.", "its losses"),
    ("2024-10-02", "The Israeli army confirmed the death of [one reservist](israel-army) in southern Lebanon.", "its own army tells it"),
    ("2006-08-03", "The Israeli army said [four soldiers](israel-army) were killed in southern Lebanon.", "an army's own dead"),
    ("1999-09-25", "In Dili, East Timor, [the multinational force](interfet) disarmed a man.", "a force of several states"),
    ("1992-06-20", "The Georgian army left Sukhumi to Abkhazia. [The separatists](abkhazia) cheered.", "separatists of the region told of"),
)


@pytest.mark.parametrize(("day", "text", "why"), CASES, ids=[case[2] for case in CASES])
def test_words_mean_whom_the_report_tells(day: str, text: str, why: str) -> None:
    got = list(answers({"about": why, "published": date.fromisoformat(day), "text": text}))
    assert got
    assert all(mark.right(refs) for mark, refs in got), [ref.id for _, refs in got for ref in refs]


def test_men_of_nobody_knows_whom_are_no_civilians() -> None:
    text = "[The warlord's men](x) looted the market of Bria, and [air defences](car-army) fell silent."
    refs = [refs for _, refs in answers({"about": "", "published": date(2013, 1, 2), "text": text})]
    assert [ref.id for ref in refs[0] if ref.id] == []
    assert refs[1][0].id != "civilians"


def test_the_later_rounds_are_read_as_often_as_measured() -> None:
    for name, least in (("later_open", 0.73), ("later_held", 0.67), ("further_open", 0.84), ("further_held", 0.8)):
        found = [mark.right(refs) for passage in passages(f"actors_{name}.yml") for mark, refs in answers(passage)]
        assert sum(found) / len(found) >= least
