"""Runs the notebooks beside a demo log and writes their outputs into them: `python docs/notebooks.py`.

The log is built anew of examples/reports in a temporary folder, so no path of a machine gets into a notebook. Needs pandas and geopandas.
"""

import ast
import contextlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FOLDER = Path(__file__).parent / "notebooks"
REPORTS = ROOT / "examples" / "reports"
LOG = "demo.log"
Json = dict[str, Any]


def source(cell: Json) -> str:
    """The text of a cell."""
    return "".join(cell["source"])


def run(notebook: Json, take: Callable[[Json, list[Json]], None]) -> None:
    """Execute the code cells of a notebook one after the other, and hand each with its outputs to `take`. An error is not caught."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            take(cell, execute(source(cell), names))


def execute(code: str, names: dict[str, Any]) -> list[Json]:
    """What a cell prints, and what its last expression shows."""
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(tree, "<cell>", "exec"), names)  # noqa: S102 - our own notebooks
        shown = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names) if isinstance(last, ast.Expr) else None  # noqa: S307
    outputs: list[Json] = []
    if out.getvalue():
        outputs.append({"output_type": "stream", "name": "stdout", "text": out.getvalue().splitlines(keepends=True)})
    if shown is not None:
        data = {"text/plain": repr(shown).splitlines(keepends=True)}
        drawn = getattr(shown, "_repr_html_", lambda: None)()
        if drawn:
            data["text/html"] = drawn.splitlines(keepends=True)
        outputs.append({"output_type": "execute_result", "execution_count": None, "metadata": {}, "data": data})
    return outputs


def build(folder: Path, reports: list[Path]) -> None:
    """The demo log, in a folder."""
    from frontlog.build import build as build_log
    from frontlog.engine import engine
    from frontlog.sources.files import Limits

    with engine("serial", 1) as executor:
        build_log(reports, folder / LOG, executor, Limits(), lambda *_: None)


def main() -> int:
    """Run and write all notebooks."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), [REPORTS])
        os.chdir(folder)
        for path in sorted(FOLDER.glob("*.ipynb")):
            notebook = json.loads(path.read_text(encoding="utf-8"))
            number = iter(range(1, 1000))

            def keep(cell: Json, outputs: list[Json], number: Any = number) -> None:
                cell["execution_count"] = next(number)
                cell["outputs"] = [
                    {**o, **({"execution_count": cell["execution_count"]} if "execution_count" in o else {})} for o in outputs
                ]

            run(notebook, keep)
            path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            print(f"{path.name}: written")
        os.chdir(ROOT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
