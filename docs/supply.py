"""What Frontlog is made of, as a CycloneDX list: `python docs/supply.py` writes docs/reference/sbom.json, `--check` compares.

Packages with their versions and sha256 come from requirements.lock, licences from docs/licences.yml, our own weights from the package.
Fails when a licence is missing, stale or not allowed, or when a weight is not the one that its model card names.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "reference" / "sbom.json"
NEURAL = ROOT / "src" / "frontlog" / "mentions" / "neural"
WEIGHTS = ("tagger.onnx",)
_LOCKED = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s\\;]+)([^\n]*)((?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+)", re.MULTILINE)
_HASH = re.compile(r"sha256:([0-9a-f]{64})")


class SupplyError(ValueError):
    """Something of the supply chain is not as it is written down."""


def licences(locked: set[str], table: dict[str, Any]) -> dict[str, str]:
    """The licence that each locked package is taken under. Raises SupplyError for gaps, leftovers and what is not allowed."""
    rows = table["packages"]
    if gone := sorted(set(rows) - locked):
        raise SupplyError(f"docs/licences.yml lists {', '.join(gone)}, which requirements.lock does not hold: take the line out")
    if new := sorted(locked - set(rows)):
        raise SupplyError(f"docs/licences.yml lacks {', '.join(new)}: look the licence up and add a line")
    out = {name: row["taken"] if isinstance(row, dict) else row for name, row in rows.items()}
    for name, licence in out.items():
        if strange := [one for one in licence.split(" AND ") if one not in table["allowed"]]:
            raise SupplyError(f"{name} is under {', '.join(strange)}, which is not among the allowed licences")
    return out


def packages(lock: str, table: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A component for each line of the lock, with the sha256 of every file that may be installed for it."""
    found = _LOCKED.findall(lock)
    taken = licences({name for name, *_ in found}, table)
    for name, version, _, hashes in found:
        yield {
            "type": "library",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "licenses": [{"expression": taken[name]}],
            "hashes": [{"alg": "SHA-256", "content": one} for one in _HASH.findall(hashes)],
        }


def weights(folder: Path = NEURAL) -> Iterator[dict[str, Any]]:
    """Our own trained weights. Raises SupplyError when the model card names another sha256."""
    card = (folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    for name in WEIGHTS:
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found not in card:
            raise SupplyError(f"{name} has sha256 {found}, which its model card does not name")
        yield {"type": "machine-learning-model", "name": name, "hashes": [{"alg": "SHA-256", "content": found}]}


def bill() -> str:
    """The whole list as JSON."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    table = yaml.safe_load((ROOT / "docs" / "licences.yml").read_text(encoding="utf-8"))
    parts = [*packages(lock, table), *weights()]
    made = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "frontlog", "licenses": [{"expression": "Apache-2.0"}]}},
        "components": parts,
    }
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only")
    args = parser.parse_args()
    made = bill()
    if args.check and (not OUT.exists() or OUT.read_text(encoding="utf-8") != made):
        print("docs/reference/sbom.json is out of date: python docs/supply.py")
        return 1
    if not args.check:
        OUT.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
