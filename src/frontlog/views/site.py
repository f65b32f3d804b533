"""The page as a folder that opens without a server. Use `write_site` for `frontlog site`; the server takes `assets` and `data_scripts`."""

from collections.abc import Mapping, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from frontlog.model import FrontlogError
from frontlog.store.atomic import unwritten, write_bytes
from frontlog.views.bundle import bundle
from frontlog.views.bundle_run import NO_RUN
from frontlog.views.bundle_shapes import Bundle, PartShape, RunShape
from frontlog.views.credits import with_credits
from frontlog.views.packing import pack_text
from frontlog.views.rows import Rows

ASSETS = ("index.html", "app.js", "app.css", "basemap.js", "LICENSES.txt")
DATA = "data.js"
TEXTS = "texts.js"  # the words of the reports: most of a page, and not needed for its first look


def write_site(
    rows: Rows,
    out: Path,
    title: str = "Frontlog",
    with_comments: bool = False,
    packs: Sequence[Mapping[str, Any]] = (),
    run: RunShape = NO_RUN,
) -> list[Path]:
    """Write the page of a log into the folder `out`: what it is made of, data.js and texts.js. Gives the files written. `packs` are the
    packs of places that the log was built with, to be named among the licences; `run` says how it was built.

    Files of the same names are replaced, others left alone. Readers' comments stay out unless `with_comments`.
    """
    found = with_credits(assets(), packs)
    if out.exists() and not out.is_dir():
        raise FrontlogError(f"'{out}' is a file, not a folder.", "Name a folder for the page.")
    scripts = data_scripts(bundle(rows, title, with_comments, run))
    for name, content in (*found.items(), *((name, script.encode()) for name, script in scripts.items())):
        try:
            write_bytes(out / name, content)
        except OSError as error:
            raise unwritten(f"'{out / name}'", error) from error
    return [out / name for name in (*found, *scripts)]


def data_scripts(data: Bundle) -> dict[str, str]:
    """The bundle as two scripts by name: from a folder a page may run scripts beside it, but read no files. Packed into plain ASCII
    letters, so that nothing of a document can end a script. The words of the reports travel apart, a list for each document with one
    text for each of its parts; in their place stands "", and None where they are withheld."""
    texts = [[part["text"] for part in document["parts"]] for document in data["documents"]]
    rest = {**data, "documents": [{**d, "parts": [_wordless(part) for part in d["parts"]]} for d in data["documents"]]}
    return {DATA: f'window.FRONTLOG_DATA="{pack_text(rest)}";\n', TEXTS: f'window.FRONTLOG_TEXTS="{pack_text(texts)}";\n'}


def _wordless(part: PartShape) -> dict[str, Any]:
    return {**part, "text": None if part["text"] is None else ""}


def assets(folder: Path | None = None) -> dict[str, bytes]:
    """The built page, file by file. Raises FrontlogError where it was never built, as in a source tree before the first build."""
    with as_file(files("frontlog") / "static") as packaged:
        root = folder or packaged
        missing = [name for name in ASSETS if not (root / name).is_file()]
        if missing:
            raise FrontlogError(
                f"The page is not built: '{missing[0]}' is missing in '{root}'.",
                "In a source tree run `make web`; otherwise install Frontlog again: its wheel carries the page.",
            )
        return {name: (root / name).read_bytes() for name in ASSETS}
