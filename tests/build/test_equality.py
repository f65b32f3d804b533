"""One body for every way to build: the same bytes in all tables, whoever worked and whatever died on the way.

Steps that are worked by buckets of a key have buckets of few rows here, so that what they send goes from machine to machine, too.
"""

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from frontlog.build import build
from frontlog.engine import engine
from frontlog.running import Chain
from frontlog.sources.files import Limits
from frontlog.store.parcels import SUFFIX
from support.workers import held, in_buckets

ROOT = Path(__file__).parents[2]
CHOSEN = ("03-steel-line-denial.txt", "04-meridian-abu-dali-toll.txt", "12-meridian-turkish-deployment.txt")
COPIES = 2  # of two of them
pytestmark = pytest.mark.xdist_group("ray")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name in CHOSEN:
        shutil.copy(ROOT / "examples" / "reports" / name, folder)
    for name, turn in product(CHOSEN[:2], range(1, COPIES + 1)):  # copies are compared
        head, _, body = (folder / name).read_text(encoding="utf-8").partition("\n\n")
        changed = re.sub(r"\b\d{1,2}\b", lambda found, turn=turn: str(int(found[0]) + turn), body)
        (folder / f"copy-{turn}-{name}").write_text(f"{head}\n\n{changed} {turn + 1} were hurt.\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def reference(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    log = tmp_path_factory.mktemp("reference") / "log"
    built(reports, log, "serial")
    assert len(list(log.rglob("*.parquet"))) > 40
    for stage in ("documents.compare", "control.layers"):
        assert len({path.name.partition("-")[0] for path in (log / "tables" / stage).glob("*of*.parquet")}) > 1, stage
    return tables(log)


def built(reports: Path, log: Path, name: str, address: str = "", chain: Chain = in_buckets) -> int:
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
    """The second node is killed while it is at a shard; the one that comes instead while it sends rows of an exchange."""
    folder = log.parent
    with ExitStack() as nodes:
        (one := nodes.enter_context(Second(cluster))).dies(folder / "node", folder / "here")
        others: list[Second] = []

        def progress(*_: object) -> None:
            if one.gone and not others:  # Ray wants its nodes made by this thread
                others.append(nodes.enter_context(Second(cluster)))
                others[0].dies(folder / "next", folder / "there")

        with engine("ray", 2, cluster.address) as executor:
            build([reports], log, executor, Limits(), progress, partial(held, folder))
            assert executor.lost >= 2
    assert (folder / "there").exists()


def with_the_driver_killed(reports: Path, log: Path, cluster: Any) -> None:
    """The build is killed when some of the rows of an exchange were sent; what was sent is not sent again."""
    words = "import sys; from support.workers import driven; driven(*sys.argv[1:])"
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))
    command = [sys.executable, "-c", words, str(reports), str(log), cluster.address]
    process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path}, start_new_session=True)
    while process.poll() is None and not list((log / "tables").rglob(f"told-*{SUFFIX}")):
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert not (log / "manifest.json").exists()
    assert list((log / "tables").rglob(f"*{SUFFIX}"))
    assert built(reports, log, "ray", cluster.address) >= 1
    assert not list(log.rglob(f"*{SUFFIX}"))


class Second:
    """The second node, and its sudden end."""

    def __init__(self, cluster: Any) -> None:
        self.cluster = cluster
        self.node = cluster.add_node(num_cpus=2, object_store_memory=80_000_000)
        self._ending = self.gone = False

    def dies(self, named: Path, met: Path) -> None:
        """It is killed once a file is there. Its name is written into another one."""
        named.write_text(self.node.node_id)
        self._watcher = threading.Thread(target=self._when, args=(met,), daemon=True)
        self._watcher.start()

    def _when(self, path: Path) -> None:
        while not path.exists():
            time.sleep(0.05)
        self.kill()

    def kill(self) -> None:
        if not self._ending:
            self._ending = True
            self.cluster.remove_node(self.node, allow_graceful=False)
            self.gone = True

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
