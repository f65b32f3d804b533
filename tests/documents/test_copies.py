"""Copies: reposts, excerpts with a stated origin, boilerplate, order of documents."""

import random
from collections import defaultdict
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.documents.copies.find import copies
from frontlog.documents.copies.shingle import grams
from frontlog.documents.copies.sketch import sketch
from frontlog.documents.lines import split
from frontlog.model import Copy, Document, Origin, RowLot, Segment, Sketch, Span, digest

WORDS = [
    a + b
    for a in ["ba", "ke", "li", "mo", "nu", "ra", "so", "te", "vi", "zu"]
    for b in ["dan", "fel", "gor", "hin", "jol", "kas", "mer", "pit", "ros", "tun"]
]


def prose(seed: int, sentences: int = 12) -> str:
    rng = random.Random(seed)
    return "\n".join(" ".join(rng.choice(WORDS) for _ in range(15)) + "." for _ in range(sentences))


def make(name: str, text: str, **fields: object) -> tuple[Document, list[Segment]]:
    values: dict[str, object] = {"published": None, "outlet": "", "republished_by": "", **fields}
    document = Document(
        id=f"d-{name}",
        name=name,
        url="",
        title="",
        author="",
        published_role="",
        dates=(),
        language="en",
        sha256_raw=name,
        sha256_clean=digest(text),
        text=text,
        origin=Origin("t", "1"),
        **values,  # type: ignore[arg-type]
    )
    segments = [
        Segment(
            id=f"s-{name}-{line.start}",
            span=Span(document.id, line.start, line.end, line.text),
            kind="body",
            reason="",
            origin=document.origin,
        )
        for line in split(text)
    ]
    return document, segments


def run(*made: tuple[Document, list[Segment]]) -> dict[str, Copy]:
    sketches = sketch([document for document, _ in made], [segment for _, found in made for segment in found])
    rows = copies(RowLot(Sketch, sketches))
    return {row.id[2:]: row for row in rows if isinstance(row, Copy)}


def edited(text: str, share: float, seed: int) -> str:
    rng = random.Random(seed)
    return " ".join("xx" if rng.random() < share else word for word in text.split(" "))


def test_an_edited_repost_is_one_voice() -> None:
    text = prose(1)
    found = run(
        make("b", edited(text, 0.03, 5), published=date(2020, 1, 2)), make("a", text, published=date(2020, 1, 1)), make("c", prose(2))
    )
    assert found["b"].copy_of == "d-a"
    assert found["b"].basis == "containment"
    assert found["b"].similarity > 0.6
    assert found["a"].copy_of == ""
    assert found["a"].origin_group == found["b"].origin_group != found["c"].origin_group


def test_the_first_part_of_a_report_is_contained_in_it() -> None:
    text = prose(1)
    excerpt = "\n".join(text.split("\n")[:4])
    found = run(make("a", text, published=date(2020, 1, 1)), make("b", excerpt, published=date(2020, 1, 2)))
    assert found["b"].copy_of == "d-a"
    assert found["b"].similarity == 1.0


def test_a_repost_of_the_same_day_is_no_original() -> None:
    text = prose(1)
    day = date(2020, 1, 1)
    found = run(
        make("a", text, published=day, outlet="Wire", republished_by="Mirror"), make("z", text + "\nmore", published=day, outlet="Wire")
    )
    assert found["a"].copy_of == "d-z"


def test_a_stated_origin_counts_before_similarity() -> None:
    text = prose(1, 20)
    part = "\n".join(text.split("\n")[:4]) + "\n" + prose(3, 12)
    plain = run(make("a", text), make("b", part))
    assert plain["b"].copy_of == ""
    stated = run(make("a", text, outlet="The Wire"), make("b", part, outlet="Wire", republished_by="Mirror"))
    assert stated["b"].copy_of == "d-a"
    assert stated["b"].basis == "stated origin"
    apart = run(make("a", prose(1), outlet="Wire"), make("b", prose(2), outlet="Wire", republished_by="Mirror"))
    assert apart["b"].copy_of == ""


def test_same_clean_text_is_a_copy_however_short() -> None:
    found = run(make("a", "Explosions in the city."), make("b", "Explosions in the city."))
    assert found["b"].copy_of == "d-a"
    assert found["b"].basis == "same bytes"
    assert found["b"].similarity == 1.0


def test_shared_furniture_joins_nothing() -> None:
    foot = prose(99, 6)
    made = [make(f"{n:03d}", f"{prose(n, 5)}\n{foot}") for n in range(1, 80)]
    assert all(row.copy_of == "" for row in run(*made).values())


def test_a_text_that_went_everywhere_is_one_voice() -> None:
    text = prose(1)
    made = [make(f"{n:03d}", edited(text, 0.01, n), published=date(2020, 1, 1 + n % 28)) for n in range(1, 80)]
    assert len({row.origin_group for row in run(*made).values()}) == 1


@given(st.permutations(range(9)))
@settings(max_examples=30, deadline=None)
def test_the_order_given_does_not_matter(order: list[int]) -> None:
    texts = [prose(n // 3) if n % 3 else edited(prose(n // 3), 0.02, n) for n in range(9)]
    made = [make(str(n), texts[n], published=date(2020, 1, 1 + n) if n % 2 else None) for n in range(9)]
    found = run(*(made[n] for n in order))
    assert found == run(*made)
    groups = defaultdict(set)
    for name, row in found.items():
        groups[row.origin_group].add(name)
    assert sorted(map(sorted, groups.values())) == [["0", "1", "2"], ["3", "4", "5"], ["6", "7", "8"]]
    assert all(sum(found[name].copy_of == "" for name in members) == 1 for members in groups.values())


def test_runs_ignore_case_and_punctuation() -> None:
    one, two, few = grams(["The army took Al-Bab, today!", "the ARMY took al bab today", "four words are few"])
    assert one.tolist() == two.tolist()
    assert len(one) == 2
    assert not len(few)


def test_unrelated_documents_are_each_their_own_voice() -> None:
    found = run(*(make(f"{n:03d}", prose(n)) for n in range(1000)))
    assert len({row.origin_group for row in found.values()}) == 1000
