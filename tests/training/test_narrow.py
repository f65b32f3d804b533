"""The narrowed network says of the pieces that are read what the whole one says of them."""

from pathlib import Path

import numpy as np
import pytest

from frontlog.mentions.neural.rows import shipped
from frontlog.mentions.neural.tagger import asked, takes_rows
from frontlog.mentions.neural.windows import first_pass

onnx = pytest.importorskip("onnx", reason="onnx comes with what training needs")
TEXT = "Government troops captured the town of Ardan after clashes with the rebels, and shelled Sirin. A monitor said that two died."


def test_the_last_layer_for_some_pieces_gives_what_the_whole_one_gives(tmp_path: Path) -> None:
    from training.fuse import fuse
    from training.narrow import narrow

    found = shipped()
    assert found is not None, "the weights are part of the package"
    model = narrow(fuse(onnx.load(found.path)))
    nodes = len(model.graph.node)
    assert len(narrow(model).graph.node) == nodes  # a second time changes nothing
    onnx.save(model, tmp_path / "narrow.onnx")
    assert takes_rows(tmp_path / "narrow.onnx")
    window = next(iter(first_pass(TEXT, (TEXT.index("A monitor"), len(TEXT)), (0, TEXT.index("A monitor") - 1))))
    size = len(window.ids)
    batch = {name: np.zeros((2, size + 9), np.int64) for name in ("ids", "mask", "types")}
    batch["ids"][1, :size], batch["types"][1, :size], batch["mask"][1, :size] = window.ids, window.types, 1
    batch["ids"][0], batch["mask"][0] = window.ids[1], 1
    rows = np.array([size + 9 + word.position for word in window.words if word.own], np.int64)
    for head in ("trigger", "role", "certainty"):
        (before,), (after,) = asked(found.path, [head], batch, rows), asked(tmp_path / "narrow.onnx", [head], batch, rows)
        assert before.shape == after.shape
        assert np.abs(before - after).max() < 0.4  # the scale that numbers are rounded by is that of fewer pieces
        assert (before.argmax(-1) == after.argmax(-1)).mean() > 0.9


def test_a_model_without_fused_attention_is_refused() -> None:
    from training.narrow import narrow

    bare = onnx.helper.make_model(onnx.helper.make_graph([], "bare", [], []))
    with pytest.raises(ValueError, match="No last layer"):
        narrow(bare)
