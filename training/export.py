"""`python -m training.export FOLDER`: the trained tagger as one int8 ONNX file, tagger.onnx, beside tagger.pt."""

import argparse
import hashlib
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.fuse import fuse
from training.model import HEADS, Tagger
from training.narrow import narrow
from training.train import encoder_folder


def export(folder: Path) -> Path:
    """Write the graph: inputs ids, mask, types (batch x pieces, int64) and rows (pieces that are read), outputs one score tensor a head."""
    net = Tagger(encoder_folder())
    net.load_state_dict(torch.load(folder / "tagger.pt", weights_only=True))
    net.eval()
    sample = torch.ones((2, 8), dtype=torch.int64)
    names = ["ids", "mask", "types"]
    axes = {name: {0: "batch", 1: "pieces"} for name in [*names, *HEADS]}
    full = folder / "tagger-fp32.onnx"
    torch.onnx.export(
        net,
        (sample, sample, sample * 0),
        full,
        input_names=names,
        output_names=list(HEADS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    small = folder / "tagger.onnx"
    # per channel: per tensor lost 1.6 points of F1 (DESIGN.md 4); reduce_range keeps older processors without VNNI exact
    quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    model = narrow(fuse(onnx.load(small)))
    model.doc_string = "Frontlog tagger; see MODEL_CARD.md"
    onnx.save(model, small)
    print(f"{small.name}: {small.stat().st_size:,} bytes, sha256 {hashlib.sha256(small.read_bytes()).hexdigest()}")
    return small


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    export(parser.parse_args().folder)
