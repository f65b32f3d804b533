"""The invented week, served."""

import pytest

from frontlog.server.app import create_app
from frontlog.server.run import library
from frontlog.views.site import ASSETS
from support.client import Client
from support.logs import build
from support.sample import week


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Client:
    """A client of the week as a log on disk."""
    log, _ = build(tmp_path_factory.mktemp("served") / "log", [row for found in week().rows.values() for row in found])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("frontlog.server.app.assets", lambda: {name: name.encode() for name in ASSETS})
        return Client(create_app(library(log)))
