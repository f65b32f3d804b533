"""Frontlog from Python: doctests, tables with their types, explanations, and what is said where a library is missing."""

import doctest
import html
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import frontlog
from frontlog import api
from frontlog.api import Extracted, OpenLog
from frontlog.model import Claim, ControlState, Document, FrontlogError, Incident, Span
from frontlog.views.explain_html import claims_html, node_html
from frontlog.views.exports import native
from frontlog.views.node import Node
from support.logs import build
from support.records import claim, document
from support.sample import week

MARKUP = "<script>alert('x')</script> & <img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenLog]:
    """The week, opened from the folder that it lies in."""
    root = tmp_path_factory.mktemp("api")
    build(root / "week.log", [row for found in week().rows.values() for row in found])
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        yield frontlog.open("week.log")


@pytest.mark.parametrize("module", [frontlog, api])
def test_the_examples_in_the_documentation_hold(opened: OpenLog, module: object) -> None:
    pytest.importorskip("geopandas", reason="geopandas is not installed: `pip install -e .[dev]`")
    found = doctest.testmod(module, extraglobs={"frontlog": frontlog, "log": opened}, optionflags=doctest.ELLIPSIS)  # type: ignore[arg-type]
    assert found.attempted > 1
    assert found.failed == 0


@pytest.mark.parametrize("name", native.TABLES)
def test_every_table_comes_as_pandas_with_its_types(opened: OpenLog, name: str) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed: `pip install -e .[dev]`")
    table, found = opened.table(name), opened.frame(name)
    assert list(found.columns) == table.column_names
    assert len(found) == table.num_rows
    for column in table.schema:
        kind = str(found[column.name].dtype)
        if str(column.type) == "int64":
            assert kind == "Int64"
        if str(column.type).startswith(("date", "timestamp")):
            assert kind.startswith("datetime64")
        if str(column.type) == "bool":
            assert kind == "boolean"
    if name == "incidents":
        assert found["killed_best"].isna().any()
        assert not (found["killed_best"] == 0).any()
    assert pandas.DataFrame(found).equals(found)


def test_geometries_are_where_the_records_say(opened: OpenLog) -> None:
    pytest.importorskip("geopandas", reason="geopandas is not installed: `pip install -e .[dev]`")
    spots = {i.id: (i.lon, i.lat) if i.lat is not None else None for i in week()(Incident)}
    frame = opened.incidents.set_index("incident_id")
    assert {id_: (shape.x, shape.y) if shape else None for id_, shape in frame.geometry.items()} == spots


def test_control_on_a_day(opened: OpenLog) -> None:
    pytest.importorskip("geopandas", reason="geopandas is not installed: `pip install -e .[dev]`")
    states = week()(ControlState)
    assert len(opened.control()) == len(states)
    assert set(opened.control("2031-03-04")["place_id"]) == {"p-tabra", "p-silos", "p-oren", "p-maren"}
    with pytest.raises(FrontlogError, match="'yesterday' is not a day"):
        opened.control("yesterday")


@pytest.mark.parametrize("library", ["pandas", "geopandas"])
def test_a_missing_library_is_named_with_the_next_step(opened: OpenLog, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)  # what Python itself takes for "cannot be imported"
    with pytest.raises(FrontlogError, match=rf'{library} is not installed.*pip install "frontlog\[pandas\]"'):
        _ = opened.claims if library == "pandas" else opened.incidents
    assert opened.table("claims").num_rows == len(opened.rows(Claim))


def test_a_wrong_name_is_told_what_was_meant(opened: OpenLog) -> None:
    with pytest.raises(FrontlogError, match=r"There is no table 'claim'\. Did you mean 'claims'"):
        opened.table("claim")
    with pytest.raises(FrontlogError, match="There is no document 'd-none'"):
        opened.document("d-none")
    with pytest.raises(FrontlogError, match="There is no log"):
        frontlog.open("no.log")


def test_a_log_stays_as_it_was_opened(tmp_path: Path) -> None:
    rows = [row for found in week().rows.values() for row in found]
    log, _ = build(tmp_path / "log", [r for r in rows if not isinstance(r, Incident)])
    before = frontlog.open(log.root)
    build(log.root, rows)
    assert before.table("incidents").num_rows == 0
    assert frontlog.open(log.root).table("incidents").num_rows == len(week()(Incident))


def test_an_explanation_prints_and_draws_the_sentence(opened: OpenLog) -> None:
    one = opened.rows(Incident)[0]
    found = opened.explain(one.id)
    quote = next(c for c in opened.rows(Claim) if c.id == one.claims[0]).evidence.quote
    assert quote in str(found)
    assert html.escape(quote) in found._repr_html_()


def test_no_word_of_a_document_becomes_markup() -> None:
    span = Span("d<1>", 0, 5, MARKUP)
    node = Node("<id>", "<kind>", MARKUP, span, (Node("x", "claim", MARKUP, span, ()),))
    doc = document(f"{MARKUP} took Maren.")
    told = replace(claim(doc, f"{MARKUP} took Maren.", "took"), type="<b>", certainty="<i>")
    for drawn in (node_html(node), claims_html([told]), Extracted(doc, (told,))._repr_html_()):
        assert "<script" not in drawn
        assert "<img" not in drawn
        assert html.escape(MARKUP) in drawn
    assert "[U+202E]" in claims_html([replace(told, type="a\u202eb")])


def test_a_huge_explanation_is_cut_and_says_so() -> None:
    node = Node("i", "incident", "many", None, tuple(Node(str(n), "claim", "one", None, ()) for n in range(5_000)))
    drawn = node_html(node)
    assert len(drawn) < 100_000
    assert "and more" in drawn


def test_one_text_is_read_without_a_log() -> None:
    text = "BEIRUT, 12 October 2017. The army captured the town of Mayadin on Wednesday, the ministry said."
    found = frontlog.extract(text)
    assert found.document.text == text
    assert "capture" in {c.type for c in found.claims}
    for c in found.claims:
        assert text[c.evidence.start : c.evidence.end] == c.evidence.quote
    assert found.objects()[0]["evidence"]
    with pytest.raises(FrontlogError, match="gave no document"):
        frontlog.extract("")


def test_the_front_door_loads_nothing() -> None:
    import subprocess

    code = "import sys, frontlog; sys.exit(any(m in sys.modules for m in ('pyarrow', 'pandas', 'duckdb', 'frontlog.api')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_documents_of_a_log_are_those_that_were_read(opened: OpenLog) -> None:
    one = opened.rows(Document)[0]
    assert opened.document(one.id) == one.text
