"""The picture of a place: the belief it shows, the tellings below it, and words that break out of nothing."""

import sys
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.control.test_timeline import DAY0, copy, effect
from tests.support.records import document

from frontlog.control.timeline import timeline
from frontlog.model import Claim, ClaimedState, ControlState, Copy, Document, Effect, FrontlogError, Record
from frontlog.views.believed import believed, days, ticks
from frontlog.views.explain import explain
from frontlog.views.placed import place_named
from frontlog.views.plot import plot_control
from frontlog.views.raster import to_png

SVG = "{http://www.w3.org/2000/svg}"
STORY = [
    effect("holds", "rebels", 0, doc="d1"),
    effect("gains", "army", 40, 42, doc="d2"),
    effect("loses", "rebels", 40, doc="d2", weight=1.5),
    effect("gains", "army", 41, doc="d3"),
]


class Told:
    """Rows as a log would give them, from effects."""

    def __init__(self, effects: Sequence[Effect], **documents: int) -> None:
        names = sorted({e.document for e in effects})
        published = {name: DAY0 + timedelta(days=documents.get(name, 60)) for name in names}
        self.rows: dict[type, list[Record]] = {
            Effect: list(effects),
            Copy: [copy(name) for name in names],
            Document: [replace(document(name), id=name, published=published[name]) for name in names],
            Claim: [],
            ClaimedState: [],
        }
        self.rows[ControlState] = list(timeline(self.rows[Effect], self.rows[Copy]))

    def __call__(self, kind: type) -> list:
        return self.rows.get(kind, [])


def shapes(svg: str, name: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(f"{SVG}{name}"))


def titles(svg: str, name: str) -> list[str]:
    return [t.text or "" for shape in shapes(svg, name) for t in shape.iter(f"{SVG}title")]


def test_the_same_rows_give_the_same_picture_with_a_ribbon_for_each_state() -> None:
    svg = plot_control(Told(STORY), "p-1")
    assert svg == plot_control(Told(STORY[::-1]), "p-1")
    assert titles(svg, "polygon") == ["Army", "Rebels", "contested", "unknown"]
    assert "Who held Qasab, 2016-02-29 to 2016-04-30" in svg or "Who held Qasab, 2016-03-01 to 2016-04-30" in svg


def test_the_ribbon_is_as_high_as_the_belief() -> None:
    rows = Told(STORY)
    found = believed(rows, "p-1")
    assert found is not None
    on = found.shares(DAY0 + timedelta(days=50))
    assert sum(on.values()) == pytest.approx(1)
    assert max(on, key=lambda state: on[state]) == "army"
    assert found.shares(found.first - timedelta(days=1)) == {}
    last = DAY0 + timedelta(days=60)
    army = shapes(plot_control(rows, "p-1", DAY0 + timedelta(days=50), last), "polygon")[0]
    first_height = (264 - float(army.attrib["points"].split()[0].split(",")[1])) / 200
    assert first_height == pytest.approx(on["army"], abs=0.001)


def test_every_telling_that_counts_has_a_tick_and_copies_have_none() -> None:
    rows = Told(STORY)
    told = list(ticks(rows, believed(rows, "p-1")))
    svg = plot_control(rows, "p-1")
    assert len(titles(svg, "line")) == len(told) == 4
    copied = Told([*STORY, *(replace(e, id=f"{e.id}-copy", document="d2b") for e in STORY if e.document == "d2")])
    copied.rows[Copy] = [copy("d1"), copy("d2"), copy("d3"), copy("d2b", "d2", "d2")]
    assert len(titles(plot_control(copied, "p-1"), "line")) == 4


def test_words_of_reports_and_names_stay_words() -> None:
    evil = '</text><script>alert("x")</script>\x00\u202e &'
    svg = plot_control(Told([replace(e, place_name=evil, actor_name=evil) for e in STORY]), "p-1")
    assert "<script" not in svg
    assert not shapes(svg, "script")
    assert any("alert" in (t.text or "") for t in shapes(svg, "text"))
    assert "\x00" not in svg
    assert "\u202e" not in svg


def test_days_can_be_chosen_and_wrong_ones_say_what_to_do() -> None:
    rows = Told(STORY)
    svg = plot_control(rows, "p-1", date(2016, 4, 12), date(2016, 4, 20))
    assert "2016-04-12 to 2016-04-20" in svg
    with pytest.raises(FrontlogError, match=r"no days from 2016-04-12 to 2016-04-01.*first day must not come after"):
        plot_control(rows, "p-1", date(2016, 4, 12), date(2016, 4, 1))
    with pytest.raises(FrontlogError, match="is told of from"):
        plot_control(rows, "p-1", None, date(2001, 1, 1))
    assert titles(plot_control(rows, "p-1", date(2001, 1, 1), date(2001, 2, 1)), "line") == []


def test_unknown_places_are_named_with_the_nearest() -> None:
    rows = Told(STORY)
    assert place_named("qasab", rows(ControlState), rows(Effect)) == "p-1"
    with pytest.raises(FrontlogError, match="Did you mean 'Qasab'"):
        place_named("Qassab", rows(ControlState), rows(Effect))
    with pytest.raises(FrontlogError, match="Nothing is told of who holds 'p-9'"):
        plot_control(rows, "p-9")


def test_long_times_are_thinned_and_keep_their_ends() -> None:
    found = days(date(2010, 1, 1), date(2020, 1, 1), 100, [date(2013, 5, 5), date(1999, 1, 1)])
    assert len(found) <= 103
    assert (found[0], found[-1]) == (date(2010, 1, 1), date(2020, 1, 1))
    assert date(2013, 5, 5) in found


def test_explain_tells_the_belief_of_the_day_and_the_grounds_in_order_of_weight() -> None:
    node = explain(Told(STORY), f"Qasab@{DAY0 + timedelta(days=50)}")
    assert "; on 2016-04-20: Army 0." in node.says
    assert "unknown 0." in node.says
    weights = [abs(float(below.says.split()[0])) for below in node.because]
    assert len(weights) > 1
    assert weights == sorted(weights, reverse=True)


def test_a_png_is_a_png_and_without_its_library_there_is_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    svg = plot_control(Told(STORY), "p-1")
    pytest.importorskip("resvg_py", reason="the extra `png` is not installed")
    assert to_png(svg).startswith(b"\x89PNG")
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(FrontlogError, match=r"pip install 'frontlog\[png\]'"):
        to_png(svg)
