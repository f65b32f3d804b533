"""Fixtures that every test may use. Builders of records lie in tests/support."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
# Neither the packs nor the cache of whoever runs the tests. The cache is kept between runs: what it holds is named by what it was made of.
os.environ["FRONTLOG_PLACES"] = str(Path(tempfile.gettempdir()) / "frontlog-tests-without-packs")
os.environ["FRONTLOG_FORGET_KEY"] = str(Path(tempfile.mkdtemp(prefix="frontlog-tests-key-")) / "forget.key")
os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"  # what Ray is started in tests listens on the loopback alone
os.environ.setdefault("FRONTLOG_CACHE", str(Path(tempfile.gettempdir()) / f"frontlog-tests-cache-{os.getuid()}"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The evaluation data that lies beside some checkouts."""
    path = ROOT.parent / "shared"
    if not (path / "eval" / "gold").is_dir():
        pytest.skip("the evaluation data (../shared) is not on this machine")
    return path


@pytest.fixture(scope="session")
def ray_cluster() -> Iterator[Any]:
    """A Ray cluster of one node, on the loopback. It costs seconds: tests that use it are of the xdist group "ray"."""
    pytest.importorskip("ray", reason="Ray is not installed (the extra `ray`)")
    from ray.cluster_utils import Cluster

    path = os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", path.rstrip(os.pathsep))  # of its workers
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        cluster = Cluster()
        cluster.add_node(num_cpus=1, object_store_memory=80_000_000, include_dashboard=False)
        yield cluster
        cluster.shutdown()


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """An empty bucket on a server of moto on the loopback, which the environment names while the tests last."""
    moto = pytest.importorskip("moto.server", reason="moto is not installed (the extra `dev`)")
    import boto3

    server = moto.ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    given = {"ENDPOINT_URL": f"http://{host}:{port}", "ACCESS_KEY_ID": "testing", "SECRET_ACCESS_KEY": "testing"}
    given |= {"REGION": "us-east-1", "DEFAULT_REGION": "us-east-1", "EC2_METADATA_DISABLED": "true"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in given.items():
            patch.setenv(f"AWS_{name}", value)
        client = boto3.client("s3")
        client.create_bucket(Bucket="empty")
        client.close()
        yield "empty"
    server.stop()
