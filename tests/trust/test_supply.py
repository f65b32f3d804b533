"""What Frontlog is made of: every package locked with hashes, under a licence that is allowed, and one wheel from one source."""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
_spec = importlib.util.spec_from_file_location("docs_supply", ROOT / "docs" / "supply.py")
assert _spec is not None and _spec.loader is not None  # noqa: PT018
supply = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(supply)
SAID = {"BSD-3-Clause": "BSD", "BSD-2-Clause": "BSD", "PSF-2.0": "P", "MPL-2.0": "MPL", "Apache-2.0": "Apache", "MIT": "MIT"}


def test_the_bill_of_materials_is_the_one_that_is_committed() -> None:
    assert supply.OUT.read_text(encoding="utf-8") == supply.bill()


def test_every_locked_package_has_hashes_and_no_lock_names_a_registry() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lock = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in lock
        assert "--index" not in lock
        locked = re.findall(r"^[\w.-]+==", lock, re.MULTILINE)
        assert len(supply._LOCKED.findall(lock)) == len(locked) > 50


def test_the_licences_written_down_are_those_that_the_packages_state() -> None:
    table = yaml.safe_load((ROOT / "docs" / "licences.yml").read_text(encoding="utf-8"))
    for name, row in table["packages"].items():
        offered = row["offered"] if isinstance(row, dict) else row
        try:
            about = metadata(name)
        except PackageNotFoundError:
            continue  # of another system
        stated = " ".join([about.get("License-Expression") or "", about.get("License") or "", *(about.get_all("Classifier") or [])])
        for one in re.split(r" AND | OR ", offered):
            assert SAID.get(one, one.split("-")[0]) in stated, (name, one, stated)
        assert not {"AGPL", "AFFERO"} & set(stated.upper().split()), name


@pytest.mark.parametrize(
    ("lock", "row", "said"),
    [
        ({"good", "new"}, {"good": "MIT"}, "lacks new"),
        ({"good"}, {"good": "MIT", "old": "MIT"}, "lists old"),
        ({"good"}, {"good": "GPL-3.0-only"}, "good is under GPL-3.0-only"),
        ({"good"}, {"good": "MIT AND SSPL-1.0"}, "good is under SSPL-1.0"),
    ],
)
def test_gaps_leftovers_and_foreign_licences_are_refused(lock: set[str], row: dict[str, str], said: str) -> None:
    with pytest.raises(supply.SupplyError, match=said):
        supply.licences(lock, {"allowed": ["MIT"], "packages": row})


def test_another_weight_than_the_model_card_names_is_refused(tmp_path: Path) -> None:
    shutil.copy(supply.NEURAL / "MODEL_CARD.md", tmp_path)
    (tmp_path / "tagger.onnx").write_bytes(b"another")
    with pytest.raises(supply.SupplyError, match="which its model card does not name"):
        list(supply.weights(tmp_path))


def test_two_builds_give_one_wheel(tmp_path: Path) -> None:
    if not (ROOT / "src" / "frontlog" / "static" / "index.html").exists():
        pytest.skip("the page is not built: make web")
    code = (
        "import sys; from hatchling.builders.wheel import WheelBuilder; print(next(WheelBuilder(sys.argv[1]).build(directory=sys.argv[2])))"
    )
    digests = []
    for name, moment in (("a", "1700000000"), ("b", "1700000000")):
        env = {**os.environ, "SOURCE_DATE_EPOCH": moment}
        done = subprocess.run(
            [sys.executable, "-c", code, str(ROOT), str(tmp_path / name)], capture_output=True, text=True, env=env, check=True
        )
        digests.append(hashlib.sha256(Path(done.stdout.split("\n")[-2]).read_bytes()).hexdigest())
    assert digests[0] == digests[1]


def test_the_bill_names_every_package_once() -> None:
    names = [part["name"] for part in json.loads(supply.bill())["components"]]
    assert len(names) == len(set(names)) + 1  # numpy stands there for two Pythons
    assert "tagger.onnx" in names
