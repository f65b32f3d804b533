"""Run as a program: notes every regular expression that Frontlog compiles, and the line that did it, while it does all that it can.

Prints JSON lines: file, line, pattern, whether it is of bytes, flags. Modules are loaded after `re` is watched, so that nothing is missed.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

SEEN: dict[tuple[str, int, Any, int], None] = {}
_compiled = re._compile  # type: ignore[attr-defined]


def _noted(pattern: Any, flags: Any) -> Any:
    found = _compiled(pattern, flags)
    frame = sys._getframe(2)
    path = frame.f_code.co_filename
    if "frontlog" in path and "/tests/" not in path:
        SEEN[(path, frame.f_lineno, found.pattern, int(found.flags))] = None
    return found


def _watch() -> None:
    """Those, too, that are compiled when they are first tried, by the line that makes them."""
    from frontlog.reference.expressions import Expression

    made = Expression.__init__

    def init(self: Expression, pattern: str, flags: int = 0) -> None:
        made(self, pattern, flags)
        _noted(pattern, int(flags))

    Expression.__init__ = init  # type: ignore[method-assign]


re._compile = _noted  # type: ignore[attr-defined]
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))


def everything() -> None:
    """The chain over the examples and over hostile words, all exports in both profiles, reports, explanations, forgetting, sources."""
    import importlib
    import pkgutil
    import tempfile
    from datetime import date

    _watch()
    import frontlog
    from frontlog.model import Claim, Raw
    from frontlog.sources.files import Limits, read
    from frontlog.views.explain import Index, explained
    from frontlog.views.exports.choice import Choice, Public
    from frontlog.views.exports.export import Export
    from frontlog.views.exports.registry import FORMATS, NAMED

    for info in pkgutil.walk_packages(frontlog.__path__, "frontlog."):
        if not info.name.endswith("__main__"):
            importlib.import_module(info.name)
    from frontlog.claims.time_feasts import span as feast
    from frontlog.documents.heads import _title_again as title_again
    from frontlog.masking.names import Names
    from frontlog.views.exports.public import Mask
    from frontlog.views.sitrep import map_of, sitrep
    from support.exports import record
    from support.formats import samples, valid
    from support.hostile import TARGETS
    from support.hostile_stages import REPORTS, item_of, worked
    from support.sample import Week

    given = [row for row in read([ROOT / "examples" / "reports"], Limits()) if isinstance(row, Raw)]
    rows = worked([*given, *(item_of(text, number) for number, text in enumerate(REPORTS))])
    out = Week()
    out.rows = {kind: found for kind, found in rows.items() if kind is not Raw}
    index = Index(out)
    for claim in rows[Claim]:
        explained(index, claim.id)
    for source, choice in ((out, Choice()), (record(), Choice(public=Public(date(2040, 1, 1))))):
        for name in NAMED:
            for file in FORMATS[name].files:
                FORMATS[name].bytes(Export(source, choice), file)
        map_of(source, sitrep(source, date(2017, 10, 12), 400))
    for target in TARGETS:
        for sample in target.samples:
            target.run(sample)
    with tempfile.TemporaryDirectory() as folder:
        for number, (_, content) in enumerate([*valid().items(), *samples()]):
            for ending in ("txt", "html", "md", "pdf", "docx", "eml", "jsonl"):
                (Path(folder) / f"{number}.{ending}").write_bytes(content)
        worked([row for row in read([Path(folder)], Limits()) if isinstance(row, Raw)], until=Claim)
    Names(("Rami Darwish", "Лина Хабиб")).masked("Rami Darwish", fully=True)
    Mask(["أحمد خليل"])
    feast("no feast", 2017)
    title_again("A title (Reuters)", "A title")


if __name__ == "__main__":
    everything()
    for path, line, pattern, flags in SEEN:
        text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
        print(json.dumps({"file": path, "line": line, "pattern": text, "bytes": isinstance(pattern, bytes), "flags": flags}))
