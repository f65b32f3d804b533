"""Names that are made to look like others are told apart and said, and honest ones are left alone."""

from pathlib import Path

import pytest
import yaml

from frontlog.reference.lookalikes import said_of, unseen, visible, warning, warning_of_address
from frontlog.reference.outlets import load_outlets

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "lookalikes.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['name'].encode('ascii', 'backslashreplace').decode()} {case['say'][:20]}")
def test_case(case: dict[str, object]) -> None:
    found = warning(str(case["name"]), case.get("others", ()))  # type: ignore[arg-type]
    assert (str(case["say"]) in found) if case["say"] else found == ""


def test_no_outlet_of_the_register_looks_like_another() -> None:
    told = {name: found for row in load_outlets().rows for name in (row.name, *row.names, *row.domains) if (found := warning(name))}
    assert told == {}


def test_what_nobody_sees_is_shown_by_its_number_and_the_text_stays_as_it_is() -> None:
    text = "The \u202eymra\u202c left\u200b Mezra."
    assert unseen(text) == [4, 9, 15]
    assert visible(text) == "The [U+202E]ymra[U+202C] left[U+200B] Mezra."
    assert said_of(text) == "3 characters that nobody sees or that turn others (U+200B, U+202C, U+202E)"
    assert said_of("one\nline\ttoo") == ""
    assert visible("two\n lines") == "two lines"


@pytest.mark.parametrize(
    ("url", "say"),
    [
        ("https://news.example/a/b?c", ""),
        ("https://news.example?x=//xn--80ak6aa92e.com/", ""),  # only the host is asked about
        ("https://xn--80ak6aa92e.com/a", "punycode"),
        ("//xn--80ak6aa92e.com", "punycode"),
        ("http://[bad/page", "it cannot be read as one"),
        ("news.example/a", ""),
        ("", ""),
    ],
)
def test_an_address_is_judged_by_its_host_and_a_broken_one_stops_nothing(url: str, say: str) -> None:
    found = warning_of_address(url)
    assert say in found if say else found == ""
