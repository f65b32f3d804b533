"""What is loaded beside a first report changes nothing of what it says."""

import threading
from pathlib import Path

import pytest

from frontlog import ahead
from frontlog.ahead import beside, side_by_side
from frontlog.extracting import extract
from frontlog.mentions.neural.rows import shipped
from frontlog.mentions.neural.tagger import Tagger
from frontlog.model import Claim, Item, Raw, record_id
from frontlog.reading import reading, reading_unkept
from frontlog.running import run_in_memory

TEXT = """KOLDA, June 3 (Plain News) - Fighters of the March 23 Movement took the town of Rutshuru on Monday, the army said.

At least nine soldiers were killed. Rebels shelled the barracks twice; the governor denied that the bridge had been lost."""


def test_work_beside_is_done_when_the_block_ends() -> None:
    begun, may_end = threading.Event(), threading.Event()
    done = []

    def work() -> None:
        begun.set()
        may_end.wait(10)
        done.append(threading.current_thread())

    with beside(work):
        assert begun.wait(10)
        assert not done
        may_end.set()
    assert done
    assert done[0] is not threading.current_thread()


def test_a_fault_beside_is_left_to_whoever_asks_for_it() -> None:
    with beside(lambda: 1 / 0):
        pass


@pytest.mark.parametrize("cores", [1, 2, 8])
@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_it_is_a_map(monkeypatch: pytest.MonkeyPatch, cores: int, count: int) -> None:
    monkeypatch.setattr(ahead, "cores", lambda: cores)
    assert side_by_side(lambda n: n * n, range(count)) == [n * n for n in range(count)]


def test_the_first_fault_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "cores", lambda: 2)
    with pytest.raises(ZeroDivisionError):
        side_by_side(lambda n: 1 / n, [1, 2, 0, 3])
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("frontlog")]


@pytest.mark.parametrize("cores", [1, 3])
def test_a_report_is_read_as_in_a_build(monkeypatch: pytest.MonkeyPatch, cores: int) -> None:
    monkeypatch.setattr(ahead, "cores", lambda: cores)
    read = extract(TEXT)
    content = TEXT.encode()
    item = Item(id=read.document.id, name="text.txt", part=0, media_type="text/plain", size=len(content), sha256=read.document.sha256_raw)
    assert item.id == record_id("d", item.sha256, 0)
    kept = run_in_memory([Raw(item=item, content=content)], Claim, reading)
    assert sorted(map(repr, read.claims)) == sorted(map(repr, kept[Claim]))
    assert read.claims


def test_its_stages_are_those_of_a_build_but_for_the_version() -> None:
    for one, other in zip(reading_unkept(), reading(), strict=True):
        assert (one.name, one.reads, one.writes, one.key) == (other.name, other.reads, other.writes, other.key)
        assert other.version
        assert not one.version


def test_a_tagger_by_itself_has_one_hand() -> None:
    assert Tagger(Path("none")).each is map
    assert shipped() is None or shipped().each is map  # type: ignore[union-attr]
