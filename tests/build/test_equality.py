"""One body for every way to build: the same bytes in all tables, whoever worked and whatever died on the way."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from frontlog.build import build
from frontlog.engine import engine
from frontlog.pipeline import pipeline
from frontlog.running import Chain
from frontlog.sources.files import Limits
from support.workers import held

ROOT = Path(__file__).parents[2]
CHOSEN = ("03-steel-line-denial.txt", "04-meridian-abu-dali-toll.txt", "12-meridian-turkish-deployment.txt")
pytestmark = pytest.mark.xdist_group("ray")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name in CHOSEN:
        shutil.copy(ROOT / "examples" / "reports" / name, folder)
    return folder


@pytest.fixture(scope="module")
def reference(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    log = tmp_path_factory.mktemp("reference") / "log"
    built(reports, log, "serial")
    assert len(list(log.rglob("*.parquet"))) > 40
    return tables(log)


def built(reports: Path, log: Path, name: str, address: str = "", chain: Chain = pipeline) -> int:
    """Builds, and gives how many shards were reused."""
    with engine(name, 2, address) as executor:
        return build([reports], log, executor, Limits(), lambda *_: None, chain).reused


def tables(log: Path) -> str:
    """One digest over all tables: their names, which hold the hash of all that went in, and their bytes."""
    found = hashlib.sha256()
    for path in sorted((log / "tables").rglob("*.parquet")):
        found.update(f"{path.relative_to(log)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()


def in_a_pool(reports: Path, log: Path, _: Any) -> None:
    built(reports, log, "pool")


def on_one_node(reports: Path, log: Path, cluster: Any) -> None:
    built(reports, log, "ray", cluster.address)


def on_two_nodes(reports: Path, log: Path, cluster: Any) -> None:
    with Second(cluster):
        built(reports, log, "ray", cluster.address)


def with_a_node_killed(reports: Path, log: Path, cluster: Any) -> None:
    """The second node is killed while it is at a shard."""
    folder = log.parent
    with Second(cluster) as kill:
        (folder / "node").write_text(kill.node.node_id)
        watcher = threading.Thread(target=kill.when, args=(folder / "here",), daemon=True)
        watcher.start()
        with engine("ray", 2, cluster.address) as executor:
            build([reports], log, executor, Limits(), lambda *_: None, partial(held, folder))
            assert executor.lost >= 1
        watcher.join()
    assert (folder / "here").exists()


def with_the_driver_killed(reports: Path, log: Path, cluster: Any) -> None:
    words = [sys.executable, "-m", "frontlog", "build", str(reports), "--log", str(log), "--address", cluster.address]
    process = subprocess.Popen(words, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, start_new_session=True)
    while process.poll() is None and not list((log / "tables").rglob("documents.read/*.json")):
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert not (log / "manifest.json").exists()
    assert built(reports, log, "ray", cluster.address) >= 1


class Second:
    """The second node, and its sudden end."""

    def __init__(self, cluster: Any) -> None:
        self.cluster = cluster
        self.node = cluster.add_node(num_cpus=2, object_store_memory=80_000_000)
        self.gone = False

    def when(self, path: Path) -> None:
        while not path.exists():
            time.sleep(0.05)
        self.kill()

    def kill(self) -> None:
        if not self.gone:
            self.gone = True
            self.cluster.remove_node(self.node, allow_graceful=False)

    def __enter__(self) -> "Second":
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()


Way = Callable[[Path, Path, Any], None]
WITHOUT: dict[str, Way] = {"pool": in_a_pool}
WITH: dict[str, Way] = {
    "ray, one node": on_one_node,
    "ray, two nodes": on_two_nodes,
    "ray, a node killed": with_a_node_killed,
    "ray, the driver killed": with_the_driver_killed,
}


@pytest.fixture
def cluster(request: pytest.FixtureRequest, way: str) -> Any:
    return request.getfixturevalue("ray_cluster") if way in WITH else None


@pytest.mark.parametrize("way", [*WITHOUT, *WITH])
def test_every_way_gives_the_same_tables(way: str, reports: Path, reference: str, cluster: Any, tmp_path: Path) -> None:
    log = tmp_path / "log"
    (WITHOUT | WITH)[way](reports, log, cluster)
    assert tables(log) == reference
