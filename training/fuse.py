"""`python -m training.fuse tagger.onnx`: the same network with its attention in one node a layer, without what masks cost, and with its
last layer for the pieces alone that are read (training/narrow.py).

PyTorch writes attention as a dozen nodes, among them a mask as large as all scores and a guard against rows without any key; on a
processor they take longer than the products of the matrices. Here each layer gets one MultiHeadAttention. The mask goes into it as one
more number of every head, 0 for a key that is there and far below every score for padding, with a 1 beside it in every query: so the
node needs no mask of its own, and takes its fast way. Weights and their rounding stay as they are.
"""

import argparse
import hashlib
from pathlib import Path

import numpy as np
import onnx
from onnx import NodeProto, helper, numpy_helper

from training.narrow import narrow

HEADS, SIZE = 12, 32  # of MiniLM-L6
FAR_BELOW = 1e4  # below every score: nothing of a padding key is left behind exp()
BLOCK = "/encoder/encoder/layer.{}/attention/self/"
DOMAIN = "com.microsoft"


def fuse(model: onnx.ModelProto) -> onnx.ModelProto:
    """The model with fused attention. One that is fused already stays as it is; raises ValueError where the layers are not found."""
    graph = model.graph
    if any(node.op_type == "MultiHeadAttention" for node in graph.node):
        return model
    made = {name for node in graph.node for name in node.output}
    layers = 0
    while BLOCK.format(layers) + "query/Add_output_0" in made:
        layers += 1
    if not layers or BLOCK.format(layers - 1) + "Reshape_4_output_0" not in made:
        raise ValueError("No attention as PyTorch exports it was found in this model: export it with training/export.py, without `dynamo`.")
    graph.initializer.extend(_constants())
    added = [*_ones_and_bias()]
    for layer in range(layers):
        added += _attention(graph, BLOCK.format(layer))
    kept = _needed([*graph.node, *added], {output.name for output in graph.output})
    del graph.node[:]
    graph.node.extend(_ordered(kept, {i.name for i in graph.input} | {i.name for i in graph.initializer}))
    if not any(opset.domain == DOMAIN for opset in model.opset_import):
        model.opset_import.append(helper.make_opsetid(DOMAIN, 1))
    return model


def _constants() -> list[onnx.TensorProto]:
    rows = {
        "fused/heads": np.array([0, 0, HEADS, SIZE], np.int64),
        "fused/flat": np.array([0, 0, HEADS * (SIZE + 1)], np.int64),
        "fused/last": np.array([2, 3], np.int64),
        "fused/each": np.array([1, 1, HEADS, 1], np.int64),
        "fused/one": np.array(1, np.float32),
        "fused/far": np.array(FAR_BELOW, np.float32),
        "fused/zero": np.array(0, np.float32),
    }
    return [numpy_helper.from_array(value, name) for name, value in rows.items()]


def _ones_and_bias() -> list[NodeProto]:
    """From the mask (1 where a piece is): the number beside every query's head, and the one beside every key's."""
    return [
        helper.make_node("Cast", ["mask"], ["fused/mask"], to=onnx.TensorProto.FLOAT),
        helper.make_node("Sub", ["fused/mask", "fused/one"], ["fused/absent"]),
        helper.make_node("Mul", ["fused/absent", "fused/far"], ["fused/below"]),
        helper.make_node("Unsqueeze", ["fused/below", "fused/last"], ["fused/below4"]),
        helper.make_node("Tile", ["fused/below4", "fused/each"], ["fused/bias"]),
        helper.make_node("Mul", ["fused/bias", "fused/zero"], ["fused/nought"]),
        helper.make_node("Add", ["fused/nought", "fused/one"], ["fused/ones"]),
    ]


def _attention(graph: onnx.GraphProto, block: str) -> list[NodeProto]:
    """The nodes of one layer; the old ones lose their reader."""
    out, end = [], block + "Reshape_4_output_0"
    for name, beside in (("query", "fused/ones"), ("key", "fused/bias")):
        own = f"{block}{name}"
        out += [
            helper.make_node("Reshape", [f"{own}/Add_output_0", "fused/heads"], [f"{own}/split"]),
            helper.make_node("Concat", [f"{own}/split", beside], [f"{own}/wide"], axis=3),
            helper.make_node("Reshape", [f"{own}/wide", "fused/flat"], [f"{own}/flat"]),
        ]
    inputs = [f"{block}query/flat", f"{block}key/flat", f"{block}value/Add_output_0"]
    out.append(
        helper.make_node("MultiHeadAttention", inputs, [f"{block}fused"], f"{block}fused", domain=DOMAIN, num_heads=HEADS, scale=SIZE**-0.5)
    )
    for node in graph.node:
        for place, given in enumerate(node.input):
            if given == end:
                node.input[place] = f"{block}fused"
    return out


def _needed(nodes: list[NodeProto], wanted: set[str]) -> list[NodeProto]:
    """The nodes that an output hangs on."""
    maker = {name: number for number, node in enumerate(nodes) for name in node.output}
    kept: set[int] = set()
    open_ = [maker[name] for name in wanted if name in maker]
    while open_:
        number = open_.pop()
        if number not in kept:
            kept.add(number)
            open_ += [maker[name] for name in nodes[number].input if name in maker]
    return [node for number, node in enumerate(nodes) if number in kept]


def _ordered(nodes: list[NodeProto], have: set[str]) -> list[NodeProto]:
    """Every node behind those that it reads."""
    have, waiting, out = {*have, ""}, list(nodes), list[NodeProto]()
    while waiting:
        ready = [node for node in waiting if all(name in have for name in node.input)]
        if not ready:
            raise ValueError(f"The model reads what nothing makes: {sorted(set(waiting[0].input) - have)}.")
        for node in ready:
            have.update(node.output)
        out += ready
        done = set(map(id, ready))
        waiting = [node for node in waiting if id(node) not in done]
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--to", type=Path, help="where to write it; the file itself without this")
    given = parser.parse_args()
    target = given.to or given.model
    onnx.save(narrow(fuse(onnx.load(given.model))), target)
    print(f"{target.name}: {target.stat().st_size:,} bytes, sha256 {hashlib.sha256(target.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
