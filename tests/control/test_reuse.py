"""An added report makes only the places anew that it touches, and nothing in the tables shows that."""

import logging
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.control.test_timeline import DAY0, copy, effect
from tests.support.records import document

from frontlog.cli import cli
from frontlog.control import claimed as claimed_
from frontlog.control import known as known_
from frontlog.control import reuse
from frontlog.control import timeline as timeline_
from frontlog.control.heard import Heard
from frontlog.control.layers import layers
from frontlog.engine import engine
from frontlog.model import ClaimedState, ControlState, Copy, Document, Effect, KnownState, RowLot
from frontlog.store import Log

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
PLACES = [f"p-{n}" for n in range(9)]
OLD = [
    effect(kind, side, day, doc=f"d{n % 3}", place=place, name=place, lat=30.0 + n)
    for n, place in enumerate(PLACES)
    for kind, side, day in (("holds", "rebels", 0), ("gains", "army", 20 + n))
]
NEW = effect("gains", "rebels", 50, doc="d9", place="p-4", name="p-4", lat=34.0)
COPIES = [copy(f"d{n}") for n in (0, 1, 2, 9)]
LAYERS: list[tuple[object, Callable[..., Sequence[ControlState]]]] = [
    (timeline_, lambda effects, **more: list(timeline_.timeline(effects, COPIES, **more))),
    (known_, lambda effects, **more: list(known_.known(effects, COPIES, documents(), **more))),
    (claimed_, lambda effects, **more: list(claimed_.claimed(effects, COPIES, **more))),
]


def documents(late: int = 60) -> list[Document]:
    return [replace(document(c.id), id=c.id, published=DAY0 + timedelta(days=late)) for c in COPIES]


def spied(module: object, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The places that a layer makes anew from now on."""
    seen: list[str] = []
    real = module.told  # type: ignore[attr-defined]

    def told(places: Sequence[Heard], *more: object) -> object:
        seen.extend(heard.place.id for heard in places)
        return real(places, *more)

    monkeypatch.setattr(module, "told", told)
    return seen


@pytest.mark.parametrize(("module", "layer"), LAYERS, ids=["assessed", "known", "claimed"])
def test_only_the_place_of_an_added_report_is_told_anew(module, layer, monkeypatch: pytest.MonkeyPatch) -> None:
    before, whole = layer(OLD, code="1"), layer([*OLD, NEW], code="1")
    seen = spied(module, monkeypatch)
    assert layer([*OLD, NEW], code="1", before=before) == whole
    assert seen == ["p-4"]
    seen.clear()
    assert layer([*OLD, NEW], code="1", before=whole) == whole
    assert seen == []
    assert layer([*OLD, NEW], code="2", before=whole) != whole  # another code's rows are not taken over
    assert len(seen) == len(PLACES)


def test_layers_told_together_are_those_told_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(effects: Sequence[Effect], **more: object) -> list[ControlState]:
        return list(layers(RowLot(Effect, effects), RowLot(Copy, COPIES), RowLot(Document, documents()), code="1", **more))  # type: ignore[arg-type]

    before, whole = told(OLD), told([*OLD, NEW])
    for (_, layer), kind in zip(LAYERS, (ControlState, KnownState, ClaimedState), strict=True):
        alone = layer([*OLD, NEW], code="1")
        assert alone
        assert [row for row in whole if type(row) is kind] == alone
    seen = [spied(module, monkeypatch) for module, _ in LAYERS]
    assert told([*OLD, NEW], before=before) == whole
    assert seen == [["p-4"]] * 3


def test_a_copy_found_later_tells_its_places_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = list(timeline_.timeline(OLD, COPIES, code="1"))
    copies: list[Copy] = [*COPIES[:2], copy("d2", "d1", "d1"), COPIES[3]]
    seen = spied(timeline_, monkeypatch)
    assert list(timeline_.timeline(OLD, copies, code="1", before=before)) == list(timeline_.timeline(OLD, copies, code="1"))
    assert set(seen[:3]) == {"p-2", "p-5", "p-8"}


def test_a_place_that_another_effect_names_otherwise_is_told_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = list(timeline_.timeline(OLD, COPIES, code="1"))
    joined: list[Effect] = [*OLD, effect("holds", "army", 60, doc="d9", place="a-0", name="p-3", lat=33.0)]
    seen = spied(timeline_, monkeypatch)
    after = list(timeline_.timeline(joined, COPIES, code="1", before=before))
    assert seen == ["a-0"]
    assert "p-3" not in {s.place_id for s in after}


def test_a_build_with_one_more_report_gives_the_tables_of_one_build(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    reports = tmp_path / "in"
    reports.mkdir()
    paths = sorted(EXAMPLES.iterdir())[:4]
    for path in paths[:3]:
        shutil.copy(path, reports)

    def built(log: str) -> dict[str, str]:
        assert CliRunner().invoke(cli, ["build", str(reports), "--log", str(tmp_path / log), "--engine", "serial"]).exit_code == 0
        return {name: sha for name, sha in Log.open(tmp_path / log).digest().items() if name.startswith("control.")}

    built("grown")
    shutil.copy(paths[3], reports)
    with caplog.at_level(logging.INFO, "frontlog.control.reuse"):
        grown = built("grown")
    counts = [(int(r.args[0]), int(r.args[1])) for r in caplog.records if r.name == "frontlog.control.reuse"]  # type: ignore[index,arg-type]
    assert len(counts) == 3
    assert all(0 < anew < whole for anew, whole in counts), counts
    assert grown == built("fresh")


@pytest.mark.parametrize(("module", "layer"), LAYERS, ids=["assessed", "known", "claimed"])
def test_places_worked_in_other_processes_give_the_same_rows(module, layer, hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reuse, "FEW", 2)
    monkeypatch.setattr(reuse, "PART", 4)
    sent: list[int] = []

    def spread(work, parts):
        for rows in hands.map(work, parts):
            sent.append(len(rows))
            yield rows

    assert layer([*OLD, NEW], code="1", spread=spread) == layer([*OLD, NEW], code="1")
    assert len(sent) == 3


@pytest.fixture(scope="module")
def hands():
    with engine("pool", 2) as found:
        yield found
