"""Copies: reposts, excerpts with a stated origin, boilerplate, order of documents."""

import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.documents.copies import compare
from frontlog.documents.copies.address import canonical
from frontlog.documents.copies.find import copies
from frontlog.documents.copies.headings import without_headings
from frontlog.documents.copies.shingle import grams
from frontlog.documents.copies.sketch import sketch
from frontlog.documents.lines import split
from frontlog.engine import Pool
from frontlog.model import Copy, Document, Origin, Overlap, Record, RowLot, Segment, Sketch, Span, digest, from_table
from support.remembered import Remembered

WORDS = [
    a + b
    for a in ["ba", "ke", "li", "mo", "nu", "ra", "so", "te", "vi", "zu"]
    for b in ["dan", "fel", "gor", "hin", "jol", "kas", "mer", "pit", "ros", "tun"]
]


def prose(seed: int, sentences: int = 12) -> str:
    rng = random.Random(seed)
    return "\n".join(" ".join(rng.choice(WORDS) for _ in range(15)) + "." for _ in range(sentences))


def make(name: str, text: str, **fields: object) -> tuple[Document, list[Segment]]:
    values: dict[str, object] = {"url": "", "published": None, "outlet": "", "republished_by": "", **fields}
    document = Document(
        id=f"d-{name}",
        name=name,
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


def rows(*made: tuple[Document, list[Segment]]) -> list[Copy | Overlap]:
    sketches = sketch([document for document, _ in made], [segment for _, found in made for segment in found])
    return list(copies(RowLot(Sketch, sketches)))


def run(*made: tuple[Document, list[Segment]]) -> dict[str, Copy]:
    return {row.id[2:]: row for row in rows(*made) if isinstance(row, Copy)}


def shared(*made: tuple[Document, list[Segment]]) -> dict[tuple[str, str], Overlap]:
    return {(row.document[2:], row.earlier[2:]): row for row in rows(*made) if isinstance(row, Overlap)}


def groups(found: dict[str, Copy]) -> list[list[str]]:
    out: dict[str, list[str]] = defaultdict(list)
    for name, row in sorted(found.items()):
        out[row.origin_group].append(name)
    return sorted(out.values())


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
    assert groups(found) == [["0", "1", "2"], ["3", "4", "5"], ["6", "7", "8"]]
    assert all(sum(found[name].copy_of == "" for name in members) == 1 for members in groups(found))


def test_runs_ignore_case_and_punctuation() -> None:
    one, two, few = grams(["The army took Al-Bab, today!", "the ARMY took al bab today", "four words are few"])
    assert one.tolist() == two.tolist()
    assert len(one) == 2
    assert not len(few)


def test_unrelated_documents_are_each_their_own_voice() -> None:
    found = run(*(make(f"{n:03d}", prose(n)) for n in range(1000)))
    assert len({row.origin_group for row in found.values()}) == 1000


# ------------------------------------------------------------------------------------------------- partial reuse and digests


def with_lines(seed: int, other: str, lines: slice, at: int = 5) -> str:
    """A report of its own with some lines of another in its middle."""
    own = prose(seed).split("\n")
    return "\n".join([*own[:at], *other.split("\n")[lines], *own[at:]])


def test_three_sentences_lifted_are_partial_reuse_and_two_voices() -> None:
    text = prose(1)
    made = (make("a", text, published=date(2020, 1, 1)), make("b", with_lines(2, text, slice(4, 7)), published=date(2020, 1, 2)))
    assert groups(run(*made)) == [["a"], ["b"]]
    assert shared(*made)["b", "a"].kind == "partial reuse"
    assert shared(*made)["b", "a"].run == 45


def test_one_sentence_is_found_in_whatever_place() -> None:
    text = prose(1)
    for at in range(1, 11):
        made = (make("a", text, published=date(2020, 1, 1)), make("b", with_lines(2, text, slice(at, at + 1)), published=date(2020, 1, 2)))
        assert shared(*made)["b", "a"].run == 15


def test_a_digest_makes_no_voice_of_two_reports() -> None:
    days = [date(2020, 1, n) for n in (1, 2, 3)]
    digested = prose(1, 6) + "\n" + prose(2, 6) + "\n" + prose(3, 4)
    made = (make("a", prose(1, 6), published=days[0]), make("b", prose(2, 6), published=days[1]), make("c", digested, published=days[2]))
    assert groups(run(*made)) == [["a"], ["b"], ["c"]]
    assert {pair: row.kind for pair, row in shared(*made).items()} == {("c", "a"): "partial reuse", ("c", "b"): "partial reuse"}


@pytest.mark.parametrize("dated", [True, False])
def test_a_repost_that_lifts_half_of_another_report_is_no_bridge(dated: bool) -> None:
    days = [date(2020, 1, n) if dated else None for n in (1, 2, 3)]
    host, other = prose(1, 12), prose(2, 6)
    mixed = "\n".join([*host.split("\n")[:6], *other.split("\n")[1:5], *host.split("\n")[6:]])
    made = (make("a", host, published=days[0]), make("b", other, published=days[1]), make("c", mixed, published=days[2]))
    assert groups(run(*made)) == [["a", "c"], ["b"]]
    assert {pair: row.kind for pair, row in shared(*made).items()} == {("c", "a"): "same text", ("c", "b"): "partial reuse"}
    again = make("d", edited(mixed, 0.01, 4), published=date(2020, 1, 4) if dated else None)
    assert groups(run(*made, again)) == [["a", "c", "d"], ["b"]]


def test_an_undated_mixture_of_two_reports_is_no_bridge() -> None:
    """Most of the mixture is one report, less than half of which it is; the rest is another one, whole."""
    long, short = prose(1, 15), prose(2, 5)
    mixed = "\n".join([*short.split("\n"), *long.split("\n")[2:8]])
    assert groups(run(make("a", long), make("b", short), make("c", mixed))) in ([["a", "c"], ["b"]], [["a"], ["b", "c"]])


def test_a_report_that_grew_out_of_a_short_one_stays_its_voice_when_it_is_reposted() -> None:
    short, grown = prose(1, 4), prose(1, 4) + "\n" + prose(2, 7)
    made = [make("a", short, published=date(2020, 1, 1)), make("b", grown, published=date(2020, 1, 2))]
    assert groups(run(*made, make("c", edited(grown, 0.02, 1), published=date(2020, 1, 3)))) == [["a", "b", "c"]]


def test_excerpts_of_an_earlier_report_are_its_voice() -> None:
    whole = prose(1, 12)
    part, rest = "\n".join(whole.split("\n")[:5]), "\n".join(whole.split("\n")[7:])
    made = [make("a", whole, published=date(2020, 1, 1)), make("b", part, published=date(2020, 1, 2)), make("c", rest)]
    found = run(*made)
    assert groups(found) == [["a", "b", "c"]]
    assert found["b"].copy_of == found["c"].copy_of == "d-a"


NEWS = """Fighting went on around the dam for a third day, a nurse in the town told the paper.

Border war
Clashes at the Salt Road
Ceasefire talks, second round of the Lakeside conference
* Border war and its aftermath
Two lorries with flour were let through in the evening."""


def test_headings_of_two_reports_are_no_reuse() -> None:
    headings = "\n".join(NEWS.split("\n")[2:6])
    made = [make(str(n), f"{prose(n, 6)}\n{headings}\n{prose(50 + n, 6)}", published=date(2020, 1, 1 + n)) for n in range(3)]
    assert shared(*made) == {}
    run_of_text = [make(str(n), f"{prose(n, 6)}\n{headings.replace(chr(10), ' ')}\n{prose(50 + n, 6)}") for n in range(3)]
    assert shared(*run_of_text) != {}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (NEWS, NEWS.split("\n")[0] + "\n" + NEWS.split("\n")[6]),
        ("The column was seen near\nQasab and turned back\nbefore noon.", "The column was seen near\nQasab and turned back\nbefore noon."),
        ("Convoy hit\nNine wounded\nRoad shut.", "Convoy hit\nNine wounded\nRoad shut."),
        ("one line of words", "one line of words"),
        ("", ""),
    ],
    ids=["headings go", "a broken line stays", "a text of short lines stays", "one line", "nothing"],
)
def test_what_is_left_without_headings(text: str, kept: str) -> None:
    assert without_headings(text) == kept


@given(st.lists(st.text(alphabet="aB. \n*", max_size=30), max_size=8))
def test_what_is_left_are_whole_lines_in_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    left = iter(text.split("\n"))
    assert all(line in left for line in without_headings(text).split("\n"))


def test_a_formula_of_one_publisher_is_no_reuse_and_three_of_its_sentences_are() -> None:
    line = prose(1, 1)
    formula = [make(str(n), f"{prose(5 + n, 6)}\n{line}\n{prose(50 + n, 6)}", outlet="Gazette") for n in range(2)]
    assert shared(*formula) == {}
    lifted = [make(str(n), f"{prose(5 + n, 6)}\n{prose(1, 3)}\n{prose(50 + n, 6)}", outlet="Gazette") for n in range(2)]
    assert [row.run for row in shared(*lifted).values()] == [45]


# ------------------------------------------------------------------------------------------------------- who copied whom


def test_a_chain_shows_who_copied_whose_changes() -> None:
    first = prose(1)
    second = edited(first, 0.04, 1)
    third = edited(second, 0.04, 2)
    made = [make(name, text, published=date(2020, 1, n)) for n, (name, text) in enumerate([("a", first), ("b", second), ("c", third)], 1)]
    found = run(*made, make("d", edited(first, 0.04, 3), published=date(2020, 1, 9)))
    assert {name: row.copy_of for name, row in found.items()} == {"a": "", "b": "d-a", "c": "d-b", "d": "d-a"}


def test_a_stated_repost_is_no_parent_of_its_source_whatever_the_days_say() -> None:
    text = prose(1)
    found = run(
        make("a", text, published=date(2020, 1, 1), outlet="The Wire", republished_by="Mirror"),
        make("b", text + "\nmore words", published=date(2020, 1, 5), outlet="Wire"),
    )
    assert found["b"].copy_of == ""
    assert found["a"].copy_of == "d-b"


def test_an_agency_credit_alone_joins_nothing() -> None:
    wires = {"outlet": "Reuters", "republished_by": ""}
    background = prose(9, 2)
    one, two = prose(1, 10) + "\n" + background, prose(2, 10) + "\n" + background
    apart = run(make("a", one, **{**wires, "republished_by": "Herald"}), make("b", two, **{**wires, "republished_by": "Courier"}))
    assert groups(apart) == [["a"], ["b"]]
    edition = "\n".join(prose(1, 10).split("\n")[:4]) + "\n" + prose(3, 7)
    joined = run(make("a", one, **{**wires, "republished_by": "Herald"}), make("b", edition, **{**wires, "republished_by": "Courier"}))
    assert groups(joined) == [["a", "b"]]
    assert joined["b"].basis == "stated origin"


def test_five_hundred_outlets_with_furniture_of_their_own_carry_one_text() -> None:
    text = prose(1, 14)
    made = [make(f"{n:03d}", f"{edited(text, 0.02, n)}\n{prose(1000 + n, 2)}", outlet=f"Paper {n}") for n in range(500)]
    others = [make(f"x{n:03d}", f"{prose(2000 + n, 14)}\n{prose(1000 + n, 2)}", outlet=f"Paper {n}") for n in range(60)]
    found = run(*made, *others)
    assert len({found[f"{n:03d}"].origin_group for n in range(500)}) == 1
    assert len({row.origin_group for row in found.values()}) == 61


def test_no_unrelated_pair_of_a_thousand_shares_anything_but_house_text() -> None:
    heads, tails = [prose(5000 + n, 1) for n in range(25)], [prose(6000 + n, 3) for n in range(25)]
    made = [make(f"{n:04d}", f"{heads[n % 25]}\n{prose(n, 9)}\n{tails[n % 25]}", outlet=f"Paper {n % 25}") for n in range(1000)]
    pair = [make(f"p{n}", f"{prose(7000 + n, 9)}\n{prose(8000, 3)}", outlet="Small Paper") for n in range(2)]
    assert shared(*made, *pair) == {}


def test_the_tail_of_an_outlet_that_nobody_named_is_no_reuse() -> None:
    tail = prose(9000, 2)
    assert shared(*(make(str(n), f"{prose(n, 9)}\n{tail}") for n in range(12))) == {}
    named = [make(str(n), f"{prose(n, 9)}\n{tail}", outlet=f"Paper {n}") for n in range(2)]
    assert [row.run for row in shared(*named).values()] == [30]


# ---------------------------------------------------------------------------------------------------------------- versions


def test_a_page_with_other_bytes_is_a_version_of_the_one_fetched_before() -> None:
    pages = [
        make("c", prose(1, 12), url="https://www.example.org/a/?utm_source=x", retrieved=datetime(2020, 1, 1, tzinfo=UTC)),
        make("a", edited(prose(1, 12), 0.05, 3), url="http://example.org/a", retrieved=datetime(2020, 1, 3, tzinfo=UTC)),
        make("b", prose(5, 4), url="http://m.example.org/a/amp#top", retrieved=datetime(2020, 1, 2, tzinfo=UTC)),
        make("d", prose(6, 4), url="http://example.org/b"),
    ]
    found = run(*pages)
    assert groups(found) == [["a", "b", "c"], ["d"]]
    assert {name: row.version_of for name, row in found.items()} == {"a": "d-b", "b": "d-c", "c": "", "d": ""}
    assert {row.basis for row in found.values() if row.copy_of} == {"same address"}


def test_a_home_page_is_no_report_with_versions() -> None:
    found = run(make("a", prose(1), url="https://example.org/"), make("b", prose(2), url="https://example.org"))
    assert groups(found) == [["a"], ["b"]]


def test_a_file_of_the_same_name_is_a_version_if_it_still_has_most_of_its_text() -> None:
    def named(key: str, text: str, day: int) -> tuple[Document, list[Segment]]:
        document, segments = make(key, text, published=date(2020, 1, day))
        return replace(document, name="folder/report.txt"), segments

    text = prose(1)
    found = run(named("z", text, 1), named("b", edited(text, 0.04, 4), 2), named("c", prose(4), 3))
    assert {name: row.version_of for name, row in found.items()} == {"z": "", "b": "d-z", "c": ""}
    assert found["b"].basis == "same name"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("https://www.example.org/news/story/", "http://example.org/news/story"),
        ("https://example.org/story?id=4&utm_medium=rss#c", "https://example.org/story?fbclid=abc&id=4"),
        ("https://amp.example.org/story", "https://example.org/story/amp/"),
        ("https://example.org/story.amp.html", "https://example.org/story.html"),
        ("https://example-org.cdn.ampproject.org/c/s/example.org/story", "https://example.org/story"),
        ("https://example.org:443/a//b/index.html", "http://example.org/a/b"),
        ("https://southfront.press/a-report", "https://www.southfront.org/a-report/"),
    ],
)
def test_addresses_of_one_page(one: str, two: str) -> None:
    assert canonical(one) == canonical(two) != ""


@pytest.mark.parametrize(
    ("one", "two"),
    [("https://example.org/story?id=4", "https://example.org/story?id=5"), ("https://a.example.org/x", "https://b.example.org/x")],
)
def test_addresses_of_two_pages(one: str, two: str) -> None:
    assert canonical(one) != canonical(two)


@pytest.mark.parametrize(
    "url", ["", "report.txt", "http://[bad", "ftp://example.org/a", "https://example.org/?utm_source=x", "http://x:99999/a"]
)
def test_what_is_no_address_of_a_report(url: str) -> None:
    assert canonical(url) == ""


# -------------------------------------------------------------------------------------------------------------- properties


def mixed() -> list[tuple[Document, list[Segment]]]:
    """Reposts, excerpts, lifted sentences, versions and a stated origin, some undated."""
    one, two = prose(1), prose(2)
    return [
        make("a", one, published=date(2020, 1, 3), outlet="Wire"),
        make("b", edited(one, 0.03, 1), published=date(2020, 1, 4)),
        make("c", "\n".join(one.split("\n")[:5])),
        make("d", one, published=date(2020, 1, 1), outlet="Wire", republished_by="Mirror"),
        make("e", two, url="http://example.org/x", retrieved=datetime(2020, 1, 2, tzinfo=UTC)),
        make("f", edited(two, 0.1, 2), url="http://example.org/x/", retrieved=datetime(2020, 1, 1, tzinfo=UTC)),
        make("g", with_lines(3, one, slice(2, 5))),
        make("h", with_lines(3, two, slice(2, 5)), published=date(2020, 1, 8)),
        make("i", "Clashes go on."),
    ]


@given(st.permutations(range(9)))
@settings(max_examples=30, deadline=None)
def test_no_row_depends_on_the_order_given(order: list[int]) -> None:
    made = mixed()
    assert sorted(map(repr, rows(*(made[n] for n in order)))) == sorted(map(repr, rows(*made)))


@given(st.sets(st.integers(0, 8), min_size=1))
@settings(max_examples=30, deadline=None)
def test_groups_are_classes_with_one_original_and_no_circle(chosen: set[int]) -> None:
    made = [mixed()[n] for n in sorted(chosen)]
    found = run(*made)
    assert set(found) == {document.id[2:] for document, _ in made}
    for members in groups(found):
        assert sum(not found[name].copy_of for name in members) == 1
        for name in members:
            seen, at = set(), name
            while found[at].copy_of:
                assert at not in seen
                seen.add(at)
                at = found[at].copy_of[2:]
                assert at in members


@given(st.integers(0, 8))
@settings(max_examples=9, deadline=None)
def test_ten_verbatim_copies_add_no_voice(number: int) -> None:
    made = mixed()
    document, segments = made[number]
    copies_ = [
        (
            replace(document, id=f"d-copy{n}", name=f"copy{n}", url=""),
            [replace(s, span=replace(s.span, document=f"d-copy{n}")) for s in segments],
        )
        for n in range(10)
    ]
    before, after = run(*made), run(*made, *copies_)
    assert len(groups(after)) == len(groups(before))
    assert {name: len([m for m in members if m in before]) for members in groups(after) for name in members if name in before} == {
        name: len(members) for members in groups(before) for name in members
    }


@given(st.lists(st.text(max_size=80), max_size=8))
@settings(max_examples=200, deadline=None)
def test_runs_do_not_depend_on_what_was_read_before(texts: list[str]) -> None:
    together = [found.tolist() for found in grams(texts)]
    assert together == [grams([text])[0].tolist() for text in texts]


@pytest.mark.parametrize("text", ["Les forces ont quitté la ville hier soir", "القوات غادرت البلدة في وقت متأخر", "军队昨晚离开了该镇"])
def test_runs_of_other_scripts(text: str) -> None:
    assert len(grams([text])[0]) >= 1


def test_pairs_are_compared_alike_however_they_are_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two pairs a pass, one a part, in two processes: the same rows as all at once, and no part is sent texts that are not its own."""
    texts = {f"{n:016x}": prose(n) for n in range(6)}
    made = [make(name, text, published=date(2017, 1, 1)) for name, text in texts.items()]
    made += [make(f"{n + 100:016x}", prose(n).replace("badan", "kefel"), published=date(2017, 1, 2)) for n in range(6)]
    documents, segments = [document for document, _ in made], [segment for _, own in made for segment in own]
    sketches = RowLot(Sketch, sketch(documents, segments))
    overlaps = RowLot(Overlap, [row for row in copies(sketches) if isinstance(row, Overlap)])
    whole = list(compare.compare(overlaps, sketches, RowLot(Document, documents)))
    assert {row.span.document for row in whole} == {f"d-{n + 100:016x}" for n in range(6)}
    monkeypatch.setattr(compare, "PASS", 2)
    monkeypatch.setattr(compare, "PART", 1)
    with Pool(2) as pool:
        assert list(compare.compare(overlaps, sketches, RowLot(Document, documents), pool.map)) == whole
    sizes: list[int] = []

    def counted(work: Callable[[compare.Part], list[Record]], parts: Iterable[compare.Part]) -> Iterator[list[Record]]:
        for part in parts:
            sizes.append(len(part.texts))
            yield work(part)

    assert list(compare.compare(overlaps, sketches, RowLot(Document, documents), counted)) == whole
    assert sizes == [2] * 6


def test_texts_that_were_compared_are_not_read_again() -> None:
    """What is known is told by the hashes in the sketches; a text that is another, or another body of it, is compared anew."""
    made = [make(f"{n:016x}", prose(n % 3).replace("badan", "kefel" if n > 2 else "badan")) for n in range(6)]
    documents, segments = [document for document, _ in made], [segment for _, own in made for segment in own]
    sketches = list(sketch(documents, segments))
    overlaps = RowLot(Overlap, [row for row in copies(RowLot(Sketch, sketches)) if isinstance(row, Overlap)])
    read: list[str] = []

    class Texts(RowLot):
        def of(self, ids: Collection[str], columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
            read.append("texts")
            return super().of(ids, columns)

    def told(sketches: list[Sketch], memory: Remembered) -> list[Record]:
        return list(compare.compare(overlaps, RowLot(Sketch, sketches), Texts(Document, documents), memory=memory))

    first = Remembered()
    rows = told(sketches, first)
    assert rows
    assert read
    read.clear()
    again = Remembered(rows, first.next)
    assert told(sketches, again) == []
    assert not read
    assert {row.id for kind, table in again.taken.items() for row in from_table(kind, table)} == {row.id for row in rows}
    late = sketches[5]
    for other in (replace(late, sha256_clean="0" * 64), replace(late, bodies=late.bodies[2:])):
        assert {row.span.document for row in told([*sketches[:5], other], Remembered(rows, first.next))} == {late.id}  # type: ignore[attr-defined]
