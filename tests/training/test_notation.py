"""The corpus notation: exact offsets, references, defaults, and errors that name their line."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.notation import NotationError, Report, parse, parse_file, to_guide, to_spans
from training.notation.__main__ import run
from training.notation.check import warnings
from training.notation.values import bounds, days, quantity

CORPUS = Path(__file__).resolve().parents[2] / "training" / "corpus"
HEAD = """=== one
outlet: Test
published: 2020-01-14
@a lna lna Libyan National Army
@a gna gna Government of National Accord
@p was al-Washka 31.6 15.1
"""
TUESDAY = date(2020, 1, 14)


def report(body: str, head: str = HEAD) -> Report:
    reports, errors = parse(head + "\n" + body)
    assert not errors, errors
    return reports[0]


def problem(body: str, head: str = HEAD) -> NotationError:
    reports, errors = parse(head + "\n" + body)
    assert not reports
    return errors[0]


def every_piece(found: Report) -> list[tuple[str, int, int]]:
    pieces = [s.piece for s in found.sentences] + [m.piece for m in found.mentions]
    for claim in found.claims:
        pieces += [claim.evidence, claim.trigger, *claim.objects, *(loss.piece for loss in claim.losses)]
        pieces += [role.piece for role in (*claim.agent, *claim.target, *claim.place) if role.piece.start >= 0]
        pieces += [claim.when.piece] if claim.when.piece else []
        pieces += [claim.source.piece] if claim.source else []
    return [(piece.text, piece.start, piece.end) for piece in pieces]


def test_a_sentence_with_all_fields() -> None:
    found = report(
        "[lna The army] took [was al-Washka] from [gna militias] [t1 on Sunday], killing [n1 at least 12 of them], [s1 sources] said.\n"
        "- capture: took; by lna; on gna; at was; when t1 sun; src s1; loss killed gna n1; alt advance\n"
    )
    assert found.text == "The army took al-Washka from militias on Sunday, killing at least 12 of them, sources said."
    claim = to_guide(found)["claims"][0]
    assert claim == {
        "evidence": found.text,
        "type": "capture",
        "alt": ["advance"],
        "trigger": "took",
        "agent": [{"text": "The army", "id": "lna"}],
        "target": [{"text": "militias", "id": "gna"}],
        "place": [{"text": "al-Washka", "name": "al-Washka", "lat": 31.6, "lon": 15.1, "relation": "at"}],
        "time": {"text": "on Sunday", "start": "2020-01-12", "end": "2020-01-12"},
        "modality": "actual",
        "certainty": "attributed",
        "source": "sources",
        "losses": [{"side": "gna", "kind": "killed", "min": 12, "max": None, "what": "", "text": "at least 12 of them"}],
        "objects": [],
    }


def test_all_pieces_of_the_example_stand_where_they_say() -> None:
    for path in sorted(CORPUS.glob("*.txt")):
        for found in parse_file(path):
            for text, start, end in every_piece(found):
                assert found.text[start:end] == text, (path.name, found.id, text)
            assert json.loads(json.dumps(to_spans(found)))["document"]["text"] == found.text


def test_the_example_gives_nothing_to_look_at() -> None:
    assert [warnings(found) for found in parse_file(CORPUS / "example.txt")] == [[], [], [], [], [], []]


def test_nesting_and_shared_words() -> None:
    found = report("[was The [gna GNA]-held town] faces [lna+gna both sides].\n- hold: GNA-held; by gna; at was\n")
    kinds = [(m.piece.text, m.kind, m.entity.name) for m in found.mentions]
    assert kinds == [
        ("The GNA-held town", "place", "al-Washka"),
        ("GNA", "actor", "Government of National Accord"),
        ("both sides", "actor", "Government of National Accord"),
        ("both sides", "actor", "Libyan National Army"),
    ]
    assert found.claims[0].agent[0].piece.text == "GNA"  # the nearest to the trigger of two


def test_nth_mention_and_nth_trigger() -> None:
    found = report(
        "[lna Troops] attacked [p1 Ayn], [lna tanks] attacked [p2 Bir].\n"
        "- assault: attacked#2; by lna; at p2\n- assault: attacked#1; by lna.2; at p1"
    )
    first, second = found.claims
    assert (first.agent[0].piece.text, first.trigger.start) == ("tanks", found.text.rindex("attacked"))
    assert (second.agent[0].piece.text, second.trigger.start) == ("tanks", found.text.index("attacked"))


def test_implied_participants_come_from_the_sentence_before() -> None:
    found = report("[gna Militias] hold [was the town].\n[lna The army] attacked.\n- assault: attacked; by lna; on ~gna; at ~was\n")
    claim = found.claims[0]
    assert (claim.target[0].piece.text, claim.target[0].implied) == ("Militias", True)
    assert claim.place[0].piece.start < claim.evidence.start
    assert to_spans(found)["claims"][0]["place"][0]["implied"] is True


def test_implied_by_the_cast_alone_has_no_offsets() -> None:
    found = report("[gna Militias] fled.\n- withdraw: fled; by gna; at ~was\n")
    assert found.claims[0].place[0].piece.start == -1


def test_paragraphs_titles_and_other_segments() -> None:
    found = report("= Title\n%dateline TRIPOLI -\nOne came.\nTwo came.\n\nThree came.\n%comment lol \\[sic\\]\n%comment yes\n")
    assert found.text == "Title\nTRIPOLI - One came. Two came.\n\nThree came.\nlol [sic]\nyes"
    assert [s.kind for s in found.sentences] == ["title", "dateline", "body", "body", "body", "comment", "comment"]
    assert found.title == "Title"


def test_evidence_of_two_sentences() -> None:
    found = report(
        "[lna It] took [was the town], [s1 he] said.\n- capture: took; by lna; at was; src s1; disputed; ev +1\nHe gave no proof.\n"
    )
    assert found.claims[0].evidence.text == found.text
    assert found.claims[0].certainty == "disputed"


@pytest.mark.parametrize(
    ("flags", "start", "end"),
    [
        ("", date(2020, 1, 13), TUESDAY),
        ("; planned", TUESDAY, None),
        ("; conditional", TUESDAY, None),
        ("; denied", date(2020, 1, 13), TUESDAY),
    ],
)
def test_days_when_nothing_is_said(flags: str, start: date, end: date | None) -> None:
    claim = report(f"[lna It] attacked [was the town].\n- assault: attacked; by lna; at was{flags}").claims[0]
    assert (claim.when.start, claim.when.end, claim.when.piece) == (start, end, None)


def test_a_report_without_a_date_has_no_default_days() -> None:
    head = HEAD.replace("2020-01-14", "none")
    claim = report("[lna It] attacked.\n- assault: attacked; by lna", head).claims[0]
    assert (claim.when.start, claim.when.end) == (None, None)
    assert "counts from the publication date" in problem("[lna It] attacked.\n- assault: attacked; by lna; when d0", head).what


@pytest.mark.parametrize(
    ("word", "start", "end"),
    [
        ("d0", TUESDAY, TUESDAY),
        ("tue", TUESDAY, TUESDAY),
        ("wed", date(2020, 1, 8), date(2020, 1, 8)),
        ("2019-02", date(2019, 2, 1), date(2019, 2, 28)),
        ("2018..d-1", date(2018, 1, 1), date(2020, 1, 13)),
        ("..d0", None, TUESDAY),
        ("d0..", TUESDAY, None),
        ("?", None, None),
    ],
)
def test_day_words(word: str, start: date | None, end: date | None) -> None:
    assert days(word, TUESDAY, 1) == (start, end)


@pytest.mark.parametrize("word", ["2020-13", "2020-02-30", "yesterday", "d0..d-3"])
def test_day_words_that_are_none(word: str) -> None:
    with pytest.raises(NotationError):
        days(word, TUESDAY, 1)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("at least 12 soldiers", (12, None)),
        ("more than 1,200 people", (1200, None)),
        ("up to 140 servicemen", (None, 140)),
        ("twenty-one bodies", (21, 21)),
        ("two hundred men", (200, 200)),
        ("three hundred and forty", (340, 340)),
        ("a dozen men", (12, 12)),
        ("dozens of fighters", (24, None)),
        ("scores of soldiers", (40, None)),
        ("a battle tank", (1, 1)),
        ("another 20 terrorists", (20, 20)),
        ("a woman born in 1988", (1, 1)),
        ("a 3-year-old girl", (1, 1)),
        ("between 15 and 20 patients", (15, 20)),
        ("no civilians", (0, 0)),
        ("several children", (None, None)),
        ("the soldiers", (None, None)),
        ("Several dozen fighters", (24, None)),
        ("a few hundred men", (200, None)),
        ("several thousand people", (2000, None)),
        ("a dozen or so men", (12, 12)),
        ("an 81 mm mortar", (1, 1)),
        ("81 mm mortars", (None, None)),
        ("155mm shells", (None, None)),
        ("four 155mm howitzers", (4, 4)),
        ("more than 300 122-mm rockets", (300, None)),
        ("dozens of 120-millimetre mortar bombs", (24, None)),
        ("7.62 mm rounds", (None, None)),
    ],
)
def test_quantities_in_words(words: str, expected: tuple[int | None, int | None]) -> None:
    assert quantity(words) == expected


@given(st.integers(0, 10**6), st.sampled_from(["{}", "{}+", "..{}"]))
def test_quantities_by_hand(number: int, form: str) -> None:
    low, high = bounds(form.format(number), 1)
    assert number in (low, high)


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("[lna It took [was the town].", 8, "not closed"),
        ("It] took the town.", 8, "closes nothing"),
        ("[LNA It] took.", 8, "without a label"),
        ("[foo It] took.", 8, "not in the cast"),
        ("[lna It] took [was the town].\n- captur: took; by lna", 9, "no claim type"),
        ("[lna It] took [was the town].\n- capture: taken; by lna", 9, "does not stand in the sentence"),
        ("[lna It] took and took.\n- capture: took; by lna", 9, "stands 2 times"),
        ("[lna It] took [was the town].\n- capture: took; by gna", 9, "not bracketed in the sentence"),
        ("[lna It] took [was the town].\n- capture: took; by ~lna", 9, "stands in the sentence"),
        ("[lna It] took [was the town].\n- capture: took; by was", 9, "is a place"),
        ("[lna It] took [was the town].\n- capture: took; by lna; attributed", 9, "attributed to nobody"),
        ("[lna It] took [was the town].\n- capture: took; by lna; maybe", 9, "is no field"),
        ("[lna It] took [was the town].\n- capture: took; by lna; loss dead gna n1", 9, "no kind of loss"),
        ("%comment [lna It] took.\n- capture: took; by lna", 9, "no sentence of title or body"),
        ('[lna It] took.\n- capture: took; by lna; obj "a', 9, "not closed"),
    ],
)
def test_errors_name_the_line_and_the_matter(body: str, line: int, what: str) -> None:
    error = problem(body)
    assert (error.line, what in error.what) == (line, True), error


def test_one_bad_report_leaves_the_others() -> None:
    reports, errors = parse(f"{HEAD}\n[lna It took.\n{HEAD.replace('=== one', '=== two')}\n[lna It] took.\n")
    assert [r.id for r in reports] == ["two"]
    assert len(errors) == 1


def test_all_errors_of_a_report_come_at_once() -> None:
    _, errors = parse(HEAD + "\n[lna It] took it.\n- captur: took\n- capture: toook\n")
    assert [error.line for error in errors] == [9, 10]


def test_second_looks() -> None:
    found = report(
        "[lna The army] took [was al-Washka] and killed [n1 12 men]. Then al-Washka fell silent today.\n"
        "- capture: took; by lna; loss killed gna 13 n1\n"
    )
    texts = " ".join(text for _, text in warnings(found))
    for part in ("has no place", "bare here", "reads as (12, 12)", "two sentences"):
        assert part in texts


@given(
    st.lists(st.sampled_from(["[lna The army]", "[p1 Bir]", "[n1 12 [gna men]]", "took", "\\[x\\]", "é—“", "🛰"]), min_size=1, max_size=12)
)
def test_mentions_stand_where_they_say(parts: list[str]) -> None:
    found = report("Start " + " ".join(parts) + ".\n" + "And [was al-Washka] too.\n")
    for text, start, end in every_piece(found):
        assert found.text[start:end] == text
    assert "[lna" not in found.text


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(HEAD + "\n[lna It] attacked [was the town].\n- assault: attacked; by lna; at was\n", encoding="utf-8")
    bad.write_text(HEAD.replace("one", "two") + "\n[lna It\n", encoding="utf-8")
    assert run("check", [good], None, False) == 0
    assert run("check", [good, bad, tmp_path / "none.txt"], None, False) == 1
    assert f"{bad}:8:" in capsys.readouterr().err
    assert run("convert", [good], tmp_path / "out", False) == 0
    written = json.loads((tmp_path / "out" / "one.json").read_text(encoding="utf-8"))
    assert written["claims"][0]["trigger"] == {"text": "attacked", "start": 3, "end": 11}
    assert (tmp_path / "out" / "one.txt").read_text(encoding="utf-8") == written["document"]["text"]
