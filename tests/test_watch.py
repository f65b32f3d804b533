"""Watching: what is new is taken up, a fault never ends it, and nothing is built where nothing changed."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from frontlog.model import FrontlogError
from frontlog.watch import FILE, Watch, Watched, record, recorded


class World:
    """A folder, feeds and a build that are told what to do."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.built, self.said = folder, list[list[str]](), list[str]()
        self.pages: dict[str, list[int | Exception]] = {}
        self.faults: list[Exception] = []
        self.writes: list[str] = []  # what is written while the watch waits, one text a wait
        self.waited: list[float] = []

    def watch(self, *feeds: str) -> Watch:
        return Watch((self.folder,), feeds, self.fetch, self.build, self.wait, self.said.append)

    def fetch(self, feed: str) -> int:
        found = self.pages[feed].pop(0) if self.pages.get(feed) else 0
        if isinstance(found, Exception):
            raise found
        return found

    def build(self, paths: Sequence[Path]) -> None:
        if self.faults:
            raise self.faults.pop(0)
        self.built.append(sorted(path.read_text() for top in paths for path in top.iterdir()))

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        if self.writes:
            (self.folder / "new.txt").write_text(self.writes.pop(0))


@pytest.fixture
def world(tmp_path: Path) -> World:
    (tmp_path / "in").mkdir()
    return World(tmp_path / "in")


def test_the_first_round_builds_and_the_next_only_when_something_is_new(world: World) -> None:
    watch = world.watch()
    assert watch.round()
    assert not watch.round()
    (world.folder / "a.txt").write_text("a")
    assert watch.round()
    assert not watch.round()
    assert world.built == [[], ["a"]]


def test_a_file_is_read_once_it_is_whole(world: World) -> None:
    watch = world.watch()
    watch.round()
    (world.folder / "new.txt").write_text("one")
    world.writes = ["one two", "one two three"]
    assert watch.round()
    assert world.built[-1] == ["one two three"]


def test_a_folder_that_never_rests_is_read_all_the_same(world: World) -> None:
    watch = world.watch()
    watch.round()
    (world.folder / "new.txt").write_text("x")
    world.writes = ["x" * n for n in range(2, 500)]
    assert watch.round()


def test_a_bad_feed_stops_neither_the_others_nor_the_watch(world: World) -> None:
    world.pages = {"bad": [FrontlogError("no answer", "try later"), OSError("gone")], "good": [2, 0]}
    watch = world.watch("bad", "good")
    assert watch.round()
    assert not watch.round()
    assert [line.split(":")[0] for line in world.said] == ["bad", "bad"]
    assert len(world.built) == 1


def test_new_pages_of_a_feed_are_built(world: World) -> None:
    world.pages = {"good": [0, 3]}
    watch = world.watch("good")
    assert watch.round()
    assert watch.round()
    assert not watch.round()


def test_a_build_that_failed_is_tried_again(world: World) -> None:
    watch = world.watch()
    world.faults = [FrontlogError("Another build (process 7) is writing.", "Wait.")]
    assert not watch.round()
    assert "process 7" in world.said[0]
    assert watch.round()


def test_so_many_rounds(world: World) -> None:
    world.watch().run(60.0, 3)
    assert world.waited == [60.0, 60.0]


def test_what_is_watched_is_kept_and_added_to(tmp_path: Path) -> None:
    record(tmp_path, Watched(("in",), ("https://feed.example",)))
    assert recorded(tmp_path) == Watched(("in",), ("https://feed.example",))
    assert recorded(tmp_path) | Watched(("in", "more")) == Watched(("in", "more"), ("https://feed.example",))
    assert not Watched()


@pytest.mark.parametrize("text", ["[]", '{"paths": 3}', '{"paths": [1]}'])
def test_a_damaged_record_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(FrontlogError, match="does not say what to watch"):
        recorded(tmp_path)
