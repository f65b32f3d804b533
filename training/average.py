"""`python -m training.average OUT FOLDER:SHARE FOLDER:SHARE ...`: the weighted mean of trainings that went on from each other.

Weights of one descent lie in one basin: their mean is about as good as the better one in each half of the reports. On 40 reports not
trained on (detection / strict F1, tagger alone, the middle figures by slightly older rules): first training .682 / .349, four epochs more
.700 / .351, a quarter of the first and three of the second .696 / .358.
"""

import argparse
import json
import shutil
from pathlib import Path

import torch


def average(out: Path, shares: dict[Path, float]) -> None:
    """Write tagger.pt as the mean of the folders' weights, and the last folder's training.json beside it."""
    if abs(sum(shares.values()) - 1) > 1e-9:
        raise ValueError(f"the shares add up to {sum(shares.values())}, not to 1")
    states = [(torch.load(folder / "tagger.pt", weights_only=True), share) for folder, share in shares.items()]
    last = states[-1][0]
    mean = {k: sum(share * state[k] for state, share in states) if v.is_floating_point() else v for k, v in last.items()}
    out.mkdir(parents=True, exist_ok=True)
    torch.save(mean, out / "tagger.pt")
    shutil.copy(list(shares)[-1] / "training.json", out / "training.json")
    (out / "average.json").write_text(json.dumps({folder.name: share for folder, share in shares.items()}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("shares", nargs="+", help="FOLDER:SHARE")
    args = parser.parse_args()
    average(args.out, {Path(name): float(share) for name, _, share in (row.rpartition(":") for row in args.shares)})
