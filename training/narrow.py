"""The last layer of the network for those pieces alone whose answers are read.

A head is asked about the first piece of a word, and in the first pass about the words of the sentence itself, not of what stands before it.
Up to the attention of the last layer every piece counts, since the others look at it; behind that nobody does. So the graph takes one more
input, `rows`: the numbers of the pieces that are read, counted through the batch (row times length plus place), and each head gives one row
for each of them. `training.fuse` does this last.
"""

import numpy as np
import onnx
from onnx import NodeProto, TensorProto, helper, numpy_helper

WIDTH = 384  # of MiniLM-L6
ROWS = "rows"
ATTENTION = "/encoder/encoder/layer.{}/attention/self/fused"
BEFORE = "/encoder/encoder/layer.{}/output/LayerNorm/LayerNormalization_output_0"
BESIDE = "/encoder/encoder/layer.{}/attention/output/Add_output_0"


def narrow(model: onnx.ModelProto) -> onnx.ModelProto:
    """A fused model with the input `rows`. One that has it stays as it is; raises ValueError where the last layer is not found."""
    graph = model.graph
    if any(given.name == ROWS for given in graph.input):
        return model
    made = {name: node for node in graph.node for name in node.output}
    last = -1
    while ATTENTION.format(last + 1) in made:
        last += 1
    attended, hidden, added = ATTENTION.format(last), BEFORE.format(last - 1), made.get(BESIDE.format(last))
    if last < 1 or added is None or hidden not in added.input:
        raise ValueError(
            "No last layer with fused attention was found in this model: apply training/fuse.py to what training/export.py writes."
        )
    for node in graph.node:
        if attended in node.input:
            _instead(node, attended)
    _instead(added, hidden)
    nodes = [node for name in (attended, hidden) for node in _chosen(name)]
    place = max(number for number, node in enumerate(graph.node) if {attended, hidden} & set(node.output)) + 1
    whole = [*graph.node]
    del graph.node[:]
    graph.node.extend([*whole[:place], *nodes, *whole[place:]])
    graph.initializer.append(numpy_helper.from_array(np.array([-1, WIDTH], np.int64), "narrow/flat"))
    graph.input.append(helper.make_tensor_value_info(ROWS, TensorProto.INT64, ["read"]))
    for output in graph.output:
        classes = output.type.tensor_type.shape.dim[-1].dim_value
        output.CopyFrom(helper.make_tensor_value_info(output.name, TensorProto.FLOAT, ["read", classes]))
    del graph.value_info[:]  # shapes inside, which are no longer true
    return model


def _chosen(name: str) -> list[NodeProto]:
    """The rows that are read of a tensor of all pieces."""
    return [
        helper.make_node("Reshape", [name, "narrow/flat"], [f"{name}/flat"]),
        helper.make_node("Gather", [f"{name}/flat", ROWS], [f"{name}/read"], axis=0),
    ]


def _instead(node: NodeProto, name: str) -> None:
    for place, given in enumerate(node.input):
        if given == name:
            node.input[place] = f"{name}/read"
