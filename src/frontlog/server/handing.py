"""The files of the exports: GET /api/export/incidents_acled.csv. A name is looked up in the registry of formats and nowhere else."""

from collections.abc import Mapping
from tempfile import SpooledTemporaryFile
from typing import Annotated, Any, BinaryIO, cast

from fastapi import APIRouter, Path
from fastapi.responses import StreamingResponse

from frontlog.model import suggest
from frontlog.server.library import Library
from frontlog.server.problems import RefusedError, problems
from frontlog.server.shapes import ExportFile, ExportList
from frontlog.views.exports.format import Format
from frontlog.views.exports.registry import FORMATS

IN_MEMORY = 8_000_000
BLOCK = 65_536


def files() -> Mapping[str, Format]:
    """The format that each file is of; where several have one of that name, the first."""
    out: dict[str, Format] = {}
    for found in FORMATS.values():
        for name in found.files:
            out.setdefault(name, found)
    return out


def exports(library: Library) -> APIRouter:
    """The routes of the exports."""
    router = APIRouter(prefix="/api", tags=["exports"])
    known = files()

    @router.get("/export", response_model=ExportList)
    def listed() -> dict[str, Any]:
        """The files that there are."""
        return {"data": [ExportFile(name=n, format=f.name, meaning=f.meaning, media_type=f.media_type) for n, f in sorted(known.items())]}

    answers: dict[int | str, dict[str, Any]] = {
        200: {"content": {media: {} for media in sorted({f.media_type.split(";")[0] for f in known.values()})}},
        **problems(404, 422),
    }

    @router.get("/export/{name}.{fmt}", responses=answers, response_class=StreamingResponse)
    def export(name: Annotated[str, Path(max_length=100)], fmt: Annotated[str, Path(max_length=20)]) -> StreamingResponse:
        """One file of an export, with everything in it. The log is as it was when the server started."""
        asked = f"{name}.{fmt}"
        if asked not in known:
            raise RefusedError(404, f"There is no export '{asked}'.", suggest(asked, known))
        found = known[asked]
        out = cast(BinaryIO, SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 - it is closed when it has been sent
        try:
            found.files[asked](library.now.export, out)
            size = out.tell()
            out.seek(0)
        except BaseException:
            out.close()
            raise
        headers = {"content-disposition": f'attachment; filename="{asked}"', "content-length": str(size)}
        return StreamingResponse(_blocks(out), headers=headers, media_type=found.media_type)

    return router


def _blocks(file: BinaryIO) -> Any:
    with file:
        while block := file.read(BLOCK):
            yield block
