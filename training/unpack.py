"""`python -m training.unpack OUT [--model tagger.onnx]`: the weights of a shipped network as tagger.pt, for a training to go on from.

The training's own weights are not kept in the repository (90 MB a version); what is shipped holds them as int8, a scale a column. Unpacked,
they give the same scores as the file, and `training.train --start OUT/tagger.pt` goes on from there. Word embeddings are never trained, so
they are taken whole from the encoder's package.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.model import HEADS, Tagger
from training.train import encoder_folder

SHIPPED = Path(__file__).parent.parent / "src" / "frontlog" / "mentions" / "neural" / "tagger.onnx"
TABLES = ("token_type_embeddings", "position_embeddings")


def unpack(model: onnx.ModelProto, net: Tagger) -> dict[str, torch.Tensor]:
    """The network's weights by PyTorch's names. Raises ValueError where the file lacks one, or has one of another size."""
    held = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
    found = {name: value for name, value in held.items() if name.startswith(("encoder.", "heads."))}
    for table in TABLES:
        name = f"encoder.embeddings.{table}.weight"
        found[name] = _whole(held, name)
    found.update(_products(model, held))
    state = net.state_dict()
    for name, old in state.items():
        if "word_embeddings" in name or (name not in found and not old.is_floating_point()):
            continue
        if name not in found:
            raise ValueError(f"{name} is not in this file: was it exported by training/export.py?")
        state[name] = _fitted(name, torch.tensor(np.array(found[name], np.float32)), old)
    return state


def _fitted(name: str, new: torch.Tensor, old: torch.Tensor) -> torch.Tensor:
    """The weights in the network's size: token types that the file does not know yet begin as the type that they mark the same with."""
    if new.shape == old.shape:
        return new
    if "token_type" not in name or new.shape[1:] != old.shape[1:] or old.shape[0] % new.shape[0]:
        raise ValueError(f"{name} has shape {tuple(new.shape)} in this file, the network wants {tuple(old.shape)}")
    return new.repeat(old.shape[0] // new.shape[0], 1)


def _whole(held: dict[str, np.ndarray], name: str) -> np.ndarray:
    values, scale, zero = (held[f"{name}_{part}"].astype(np.float32) for part in ("quantized", "scale", "zero_point"))
    return (values - zero) * scale


def _products(model: onnx.ModelProto, held: dict[str, np.ndarray]) -> Iterator[tuple[str, np.ndarray]]:
    """The matrices, which the graph calls by number: their module stands in the name of the product's output."""
    for node in model.graph.node:
        if node.op_type == "MatMulInteger":
            path = re.sub(r"/MatMul_output.*", "", node.output[0]).strip("/")
            module = path.replace("encoder/encoder/", "encoder.encoder.").replace("/", ".")
            name = f"heads.{module}.weight" if module in HEADS else f"{module}.weight"
            yield name, _whole(held, node.input[1].removesuffix("_quantized")).T


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--model", type=Path, default=SHIPPED)
    given = parser.parse_args()
    net = Tagger(encoder_folder())
    given.out.mkdir(parents=True, exist_ok=True)
    torch.save(unpack(onnx.load(given.model), net), given.out / "tagger.pt")


if __name__ == "__main__":
    main()
